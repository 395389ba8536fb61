#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "ingest/scenario_reader.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/scenario_file.h"
#include "service/cli/scenario_text.h"

namespace ketenzicht::service {
namespace {

constexpr int kDataLoss = 15;  // google/rpc/code.proto

// Of more variants a reader wants to know which fail, not why each moves.
constexpr size_t kMostWithReasons = 100;

// "line 8, column 5: reason", as the service says it, below the name of a file:
// ":8:5: reason".
std::string Placed(absl::string_view problem) {
  if (!absl::ConsumePrefix(&problem, "line ")) {
    return absl::StrCat(": ", problem);
  }
  const size_t end = problem.find(": ");
  return absl::StrCat(
      ":", absl::StrReplaceAll(problem.substr(0, end), {{", column ", ":"}}),
      problem.substr(std::min(end, problem.size())));
}

}  // namespace

int ReportScenarioFailure(const CommandContext& context,
                          const std::string& name, const CallResult& result) {
  if (result.reason != "INVALID_SCENARIO") {
    return ReportFailure(result, context.error);
  }
  std::istringstream lines(result.message);
  for (std::string line; std::getline(lines, line);) {
    context.error << name << Placed(line) << "\n";
  }
  return kExitInvalid;
}

namespace {

// One line that is written over, on a terminal only.
void ShowProgress(const CommandContext& context,
                  const v1::SweepScenarioResponse::Progress& progress) {
  if (&context.error != &std::cerr || isatty(STDERR_FILENO) == 0) return;
  context.error << "\r" << progress.done() << " / " << progress.variants()
                << (context.dutch ? " varianten, " : " variants, ")
                << progress.failed()
                << (context.dutch ? " kloppen niet" : " fail")
                << (progress.done() == progress.variants() ? "\n" : "")
                << std::flush;
}

// Which results of a scenario are asked for.
struct Asking {
  int64_t revision = 0;
  // What is told of answers: they may be larger than a message.
  bool answers = true;        // all of them, as JSON
  bool moved_answers = true;  // else those in which lines differ
  int64_t first = 0;          // the variant to begin with
  size_t variants = 1;        // that there are, with those before `first`
};

// Every variant of a scenario with a matrix, or the one there is. Where it
// fails, `results` are those that came before.
CallResult Evaluate(const CommandContext& context,
                    const v1::ScenarioReference& reference,
                    const Asking& asking,
                    std::vector<v1::ScenarioResult>& results) {
  if (asking.variants > 1 || asking.first > 0) {
    v1::SweepScenarioRequest request;
    *request.mutable_scenario() = reference;
    request.set_revision(asking.revision);
    request.set_first(asking.first);
    request.set_with_reasons(asking.variants <= kMostWithReasons);
    bool complete = false;
    CallResult result = context.client.SweepScenario(
        request, [&](const v1::SweepScenarioResponse& response) {
          if (response.has_result()) results.push_back(response.result());
          if (response.has_progress()) {
            ShowProgress(context, response.progress());
          }
          if (response.has_end()) {
            complete =
                response.end().done() == static_cast<int64_t>(results.size());
          }
          return true;
        });
    // What holds of some variants is not said of all.
    if (result.ok() && !complete) {
      result = {kDataLoss, "", "the sweep was cut off before its end", {}};
    }
    return result;
  }
  v1::EvaluateScenarioRequest request;
  *request.mutable_scenario() = reference;
  request.set_revision(asking.revision);
  request.set_moved_answers_only(!asking.answers && asking.moved_answers);
  request.set_without_answers(!asking.answers && !asking.moved_answers);
  v1::EvaluateScenarioResponse response;
  CallResult result = context.client.EvaluateScenario(request, &response);
  if (result.ok()) results.push_back(response.result());
  return result;
}

// The variants of which the arguments speak.
void Choose(const ScenarioArguments& arguments,
            v1::ScenarioReference& reference) {
  reference.mutable_parameters()->insert(arguments.parameters.begin(),
                                         arguments.parameters.end());
}

// A stored scenario is read first, once: how many variants it has stands in it,
// and whatever is stored meanwhile, all that is asked is asked of one content.
CallResult ReadStored(const CommandContext& context, int64_t revision,
                      v1::ScenarioReference& reference) {
  if (!reference.content().empty()) return {};
  v1::GetScenarioRequest request;
  request.set_id(reference.name());
  request.mutable_revision()->set_exact(revision);
  v1::GetScenarioResponse response;
  CallResult result = context.client.GetScenario(request, &response);
  if (result.ok()) reference.set_content(response.scenario().content());
  return result;
}

// How many variants it has, and the file with the results that it expects.
struct Outline {
  size_t variants = 1;
  std::vector<size_t> numbers;  // theirs, where there are others too
  bool counted = false;         // else the service says what is wrong
  std::string expected;
  ingest::TextPlace expected_place;
};

// How many variants match, where parameters are given. What is wrong with these
// the service says.
Outline OutlineOf(const v1::ScenarioReference& reference, bool stored) {
  Outline outline;
  ingest::Problems problems("");
  const auto text = ingest::ParseScenario(reference.content(), problems);
  if (!text) return outline;
  const ingest::ScenarioParameters values(reference.parameters().begin(),
                                          reference.parameters().end());
  if (ingest::CheckParameters(*text, values, problems)) {
    std::vector<size_t> numbers = text->Matching(values);
    outline.variants = numbers.size();
    outline.counted = true;
    if (text->variants() > 1) outline.numbers = std::move(numbers);
  }
  const ingest::YamlNode* expected = text->root.Find("expected");
  // There are no files beside a stored one, and results are expected of all
  // variants.
  if (expected != nullptr && !stored && values.empty()) {
    outline.expected = expected->scalar;
    outline.expected_place = expected->place();
  }
  return outline;
}

// What is expected of results: not of which revision they are, nor the answers
// as they are worded.
std::string ExpectedText(const std::vector<v1::ScenarioResult>& results) {
  std::string text = "[\n";
  for (size_t i = 0; i < results.size(); ++i) {
    v1::ScenarioResult result = results[i];
    result.clear_answers();
    result.clear_revision();
    result.clear_version();
    absl::StrAppend(&text, ToJson(result, true),
                    i + 1 < results.size() ? ",\n" : "\n");
  }
  return text + "]\n";
}

// Whether results may be written there: a file that is new or empty, or has
// results already.
bool HoldsResults(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  const std::string content = text.str();
  if (content.empty()) return true;
  const nlohmann::json results =
      nlohmann::json::parse(content, nullptr, /*allow_exceptions=*/false);
  return results.is_array() &&
         std::all_of(results.begin(), results.end(), [](const auto& result) {
           return result.is_object() && result.contains("scenario");
         });
}

// Compares with the file, or writes it. False after saying why where it cannot.
bool MeetExpected(const CommandContext& context, const Outline& outline,
                  bool update, ScenarioRun& run) {
  if (outline.expected.empty()) {
    if (update) {
      context.error << run.name
                    << ": there is nothing to write anew: it names no "
                       "'expected', or these are not all its variants\n";
    }
    return true;
  }
  const absl::StatusOr<std::string> path =
      ExpectedFile(run.name, outline.expected);
  if (!path.ok()) {
    context.error << PlaceIn(run.name, outline.expected_place.line,
                             outline.expected_place.column)
                  << ": " << path.status().message() << "\n";
    return false;
  }
  const std::string text = ExpectedText(run.results);
  if (update && !HoldsResults(*path)) {
    context.error << PlaceIn(run.name, outline.expected_place.line,
                             outline.expected_place.column)
                  << ": " << *path
                  << " holds something else than results: --update would "
                     "write over it\n";
    return false;
  }
  if (update) {
    std::ofstream out(*path, std::ios::binary);
    out << text;
    if (out.flush()) return true;
    context.error << *path << ": cannot be written\n";
    return false;
  }
  std::ifstream in(*path, std::ios::binary);
  std::ostringstream is;
  is << in.rdbuf();
  if (is.str() != text) {
    run.unexpected =
        absl::StrCat(PlaceIn(run.name, outline.expected_place.line,
                             outline.expected_place.column),
                     ": the results are not those in ", *path,
                     "; where these are right, write them anew with --update");
  }
  return true;
}

// With which a sweep that was cut off can be gone on with: facts that were
// written since are not mixed in.
std::string HowToGoOn(const ScenarioRun& run, const Asking& asking,
                      bool dutch) {
  const int64_t next = asking.first + static_cast<int64_t>(run.results.size());
  return absl::StrCat(
      run.name, ": ", dutch ? "afgebroken na " : "cut off after ", next,
      dutch ? " van " : " of ", asking.variants,
      dutch ? " varianten; ga verder met" : " variants; go on with",
      " --first ", next, " --revision ", run.results.front().revision());
}

// What came is told first, and why no more did below it, in `failure`; the code
// to end with.
int TellCutOff(const CommandContext& context, const Asking& asking,
               const CallResult& result, ScenarioRun& run,
               std::string& failure) {
  std::ostringstream below;
  const CommandContext later{context.client, context.out, below, context.format,
                             context.dutch};
  const int code = ReportScenarioFailure(later, run.name, result);
  absl::StrAppend(&failure, below.str());
  run.unexpected = HowToGoOn(run, asking, context.dutch);
  // JSON has no place for it.
  if (context.format == Format::kJson || context.format == Format::kNdjson) {
    absl::StrAppend(&failure, run.unexpected, "\n");
  }
  return code;
}

// Nothing after saying why, on `said`, where there is no result. Where a sweep
// is cut off, what came: `failure` is then what to say below it.
std::optional<ScenarioRun> RunOne(const CommandContext& asking_context,
                                  std::ostringstream& said,
                                  const ScenarioArguments& arguments,
                                  const std::string& name, int64_t revision,
                                  int& code, std::string& failure) {
  // Progress goes where somebody looks on.
  const CommandContext context{asking_context.client, asking_context.out, said,
                               asking_context.format, asking_context.dutch};
  OpenedScenario opened = OpenScenario(name, context.error);
  if (opened.code != kExitOk) {
    code = opened.code;
    return std::nullopt;
  }
  const bool stored = opened.reference.content().empty();
  CallResult result = ReadStored(context, revision, opened.reference);
  if (!result.ok()) {
    code = ReportFailure(result, context.error);
    return std::nullopt;
  }
  Choose(arguments, opened.reference);
  const Outline outline = OutlineOf(opened.reference, stored);
  if (outline.counted && arguments.first > 0 &&
      static_cast<size_t>(arguments.first) >= outline.variants) {
    context.error << name << ": --first " << arguments.first
                  << " leaves nothing to run: there are " << outline.variants
                  << " that match, counted from 0\n";
    code = kExitInvalid;
    return std::nullopt;
  }
  ScenarioRun run{.name = name};
  const bool json =
      context.format == Format::kJson || context.format == Format::kNdjson;
  const Asking asking{.revision = revision,
                      .answers = json,
                      .moved_answers = context.format != Format::kJunit,
                      .first = arguments.first,
                      .variants = outline.variants};
  result = Evaluate(asking_context, opened.reference, asking, run.results);
  for (size_t i = arguments.first;
       i < outline.numbers.size() && run.variants.size() < run.results.size();
       ++i) {
    run.variants.push_back(outline.numbers[i]);
  }
  if (!result.ok() && run.results.empty()) {
    code = ReportScenarioFailure(context, name, result);
    return std::nullopt;
  }
  if (!result.ok()) {
    code = TellCutOff(context, asking, result, run, failure);
    return run;
  }
  // Results are expected of all variants.
  if (arguments.first > 0) return run;
  if (!MeetExpected(context, outline, arguments.update, run)) {
    code = kExitInvalid;
    return std::nullopt;
  }
  return run;
}

void WriteRuns(const CommandContext& context,
               const std::vector<ScenarioRun>& runs) {
  if (context.format == Format::kJunit) {
    context.out << RunsJunit(runs);
    return;
  }
  JsonWriter json(context.out, context.format, true);
  for (const ScenarioRun& run : runs) {
    if (!run.error.empty()) continue;  // it is said already
    if (context.format == Format::kTable) {
      context.out << RunText(run, context.dutch);
    } else if (context.format == Format::kMarkdown) {
      context.out << RunMarkdown(run, context.dutch);
    } else {
      for (const v1::ScenarioResult& result : run.results) json.Write(result);
    }
  }
  json.Finish();
}

}  // namespace

int RunScenario(const CommandContext& context,
                const ScenarioArguments& scenario, const ViewArguments& view) {
  std::vector<ScenarioRun> runs;
  int code = kExitOk;
  std::string failure;
  for (const std::string& name : scenario.names) {
    std::ostringstream said;
    std::optional<ScenarioRun> run =
        RunOne(context, said, scenario, name, view.revision, code, failure);
    context.error << said.str();
    // Whoever reads the report alone must not take it for one that held.
    runs.push_back(run ? *std::move(run)
                       : ScenarioRun{.name = name, .error = said.str()});
  }
  WriteRuns(context, runs);
  context.out << std::flush;
  context.error << failure;
  if (!scenario.junit.empty()) {
    std::ofstream out(scenario.junit, std::ios::binary);
    out << RunsJunit(runs);
    if (!out.flush()) {
      context.error << scenario.junit << ": cannot be written\n";
      return kExitFailed;
    }
  }
  if (code != kExitOk) return code;
  for (const ScenarioRun& run : runs) {
    if (!run.holds()) return kExitFailed;
  }
  return kExitOk;
}

int RunScenarioDiff(const CommandContext& context,
                    const ScenarioArguments& scenario,
                    const ViewArguments& view) {
  JsonWriter json(context.out, context.format, true);
  for (const std::string& name : scenario.names) {
    OpenedScenario opened = OpenScenario(name, context.error);
    if (opened.code != kExitOk) return opened.code;
    Choose(scenario, opened.reference);
    std::vector<v1::ScenarioResult> results;
    const Asking asking{.revision = view.revision,
                        .answers = false,
                        .moved_answers = context.format == Format::kTable};
    const CallResult result =
        Evaluate(context, opened.reference, asking, results);
    if (!result.ok()) return ReportScenarioFailure(context, name, result);
    if (context.format == Format::kTable) {
      context.out << PlanText(results.front(), context.dutch);
    } else {
      results.front().clear_answers();
      json.Write(results.front());
    }
  }
  json.Finish();
  return kExitOk;
}

}  // namespace ketenzicht::service
