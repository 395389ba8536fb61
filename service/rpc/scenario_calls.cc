#include "service/rpc/scenario_calls.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/scenario_record.h"
#include "ingest/scenario_names.h"
#include "ingest/scenario_reader.h"
#include "service/engine/errors.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/scenario_evaluation.h"

namespace ketenzicht::service {
namespace {

// Problems that are told at most.
constexpr int kMaxProblems = 100;

// The content of the scenario, stored or sent.
absl::StatusOr<std::string> ContentOf(Engine& engine,
                                      const v1::ScenarioReference& scenario,
                                      int64_t revision) {
  if (!scenario.content().empty()) return scenario.content();
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.At({.exact = revision});
  if (!state.ok()) return state.status();
  return GetStoredScenario(**state, scenario.name());
}

std::vector<ingest::InputFile> FixturesOf(
    const v1::ScenarioReference& scenario) {
  std::vector<ingest::InputFile> fixtures;
  for (const auto& one : scenario.fixtures()) {
    fixtures.push_back({one.name(), one.content()});
  }
  return fixtures;
}

ingest::ScenarioParameters ParametersOf(const v1::ScenarioReference& scenario) {
  return {scenario.parameters().begin(), scenario.parameters().end()};
}

class Sweeper {
 public:
  // `variants` by their number in the matrix, ascending.
  Sweeper(Engine& engine, const v1::SweepScenarioRequest& request,
          const ingest::ScenarioText& text, std::vector<size_t> variants,
          const grpc::ServerContext& context,
          const Sink<v1::SweepScenarioResponse>& write)
      : engine_(engine),
        request_(request),
        text_(text),
        variants_(std::move(variants)),
        context_(context),
        write_(write) {
    settings_.answers = EvaluationSettings::Answers::kNone;
    settings_.baseline = &baseline_;
    settings_.keep_views = false;
    settings_.reasons = request.with_reasons();
  }

  absl::Status Run() {
    // Whatever is written meanwhile, all variants read the same revision.
    RevisionWanted wanted{.exact = request_.revision()};
    if (wanted.exact == 0) wanted.exact = RevisionNamedBy(text_.content);
    const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
        engine_.Ready(wanted);
    if (!state.ok()) return state.status();
    settings_.revision = (*state)->revision;
    const auto all = static_cast<int64_t>(variants_.size());
    for (int64_t begin = request_.first(); begin < all;
         begin += kSweepProgress) {
      const int64_t end = std::min<int64_t>(all, begin + kSweepProgress);
      if (absl::Status ok = RunSome(begin, end); !ok.ok()) return ok;
      v1::SweepScenarioResponse response;
      response.mutable_progress()->set_done(end);
      response.mutable_progress()->set_variants(all);
      response.mutable_progress()->set_failed(failed_);
      if (!write_(response)) return absl::CancelledError("cancelled");
    }
    return WriteEnd(all);
  }

 private:
  // That it was not cut off; the last message.
  absl::Status WriteEnd(int64_t all) const {
    v1::SweepScenarioResponse response;
    v1::SweepEnd& end = *response.mutable_end();
    end.set_variants(all);
    end.set_done(std::max<int64_t>(0, all - request_.first()));
    end.set_failed(failed_);
    return write_(response) ? absl::OkStatus()
                            : absl::CancelledError("cancelled");
  }

  using Result = absl::StatusOr<v1::ScenarioResult>;

  // On both cores; written in their order, each as soon as those before it are:
  // what came is then with the caller when its time is over.
  absl::Status RunSome(int64_t begin, int64_t end) {
    std::vector<std::optional<Result>> results(end - begin);
    size_t written = 0;
    absl::Status status;
    std::mutex mutex;  // guards what stands above, and the writing
    std::atomic<int64_t> next{begin};
    const auto work = [&] {
      for (int64_t i = next++; i < end; i = next++) {
        Result result = Evaluate(i);
        const std::lock_guard<std::mutex> lock(mutex);
        results[i - begin] = std::move(result);
        while (status.ok() && written < results.size() && results[written]) {
          status = Write(*std::move(results[written++]));
        }
        if (!status.ok()) next = end;
      }
    };
    std::vector<std::future<void>> helpers;
    for (int i = 1; i < kSweepThreads; ++i) {
      helpers.push_back(std::async(std::launch::async, work));
    }
    work();
    for (std::future<void>& helper : helpers) helper.wait();
    return status;
  }

  absl::Status Write(Result result) {
    if (!result.ok()) return result.status();
    if (!result->holds()) ++failed_;
    v1::SweepScenarioResponse response;
    *response.mutable_result() = *std::move(result);
    return write_(response) ? absl::OkStatus()
                            : absl::CancelledError("cancelled");
  }

  Result Evaluate(int64_t i) const {
    if (absl::Status ok = StillWanted(context_); !ok.ok()) return ok;
    v1::ScenarioReference scenario = request_.scenario();
    scenario.set_content(text_.content);
    scenario.clear_parameters();
    for (auto& [name, value] : text_.Variant(variants_[i])) {
      (*scenario.mutable_parameters())[name] = value;
    }
    return EvaluateScenario(engine_, scenario, settings_, context_);
  }

  Engine& engine_;
  const v1::SweepScenarioRequest& request_;
  const ingest::ScenarioText& text_;
  const std::vector<size_t> variants_;
  const grpc::ServerContext& context_;
  const Sink<v1::SweepScenarioResponse>& write_;
  BaselineAnswers baseline_;
  EvaluationSettings settings_;
  int64_t failed_ = 0;
};

void AddProblem(const graph::ScenarioNote& one,
                v1::ValidateScenarioResponse& response) {
  if (response.problems_size() >= kMaxProblems) return;
  for (const auto& told : response.problems()) {
    if (told.line() == one.line && told.column() == one.column &&
        told.text() == one.text) {
      return;
    }
  }
  v1::ValidateScenarioResponse::Problem& problem = *response.add_problems();
  problem.set_line(one.line);
  problem.set_column(one.column);
  problem.set_text(one.text);
}

void AddProblems(const ingest::Problems& problems,
                 v1::ValidateScenarioResponse& response) {
  for (const ingest::Problem& one : problems.list()) {
    AddProblem({one.line, one.reason, one.column}, response);
  }
}

// What is wrong with one variant; without `fixtures`, of one to be stored.
void ValidateVariant(const ingest::State& state,
                     const ingest::ScenarioText& text, size_t variant,
                     const std::vector<ingest::InputFile>* fixtures,
                     v1::ValidateScenarioResponse& response) {
  ingest::Problems problems("");
  const ingest::ScenarioParameters values = text.Variant(variant);
  const std::optional<ingest::ScenarioDocument> document =
      fixtures == nullptr
          ? ingest::ReadStoredScenario(text, values, problems)
          : ingest::ReadScenario(text, values, *fixtures, problems);
  AddProblems(problems, response);
  if (!document) return;
  const graph::ScenarioRecord record =
      graph::RecordOf(state.snapshot, document->scenario);
  for (const graph::ScenarioNote& one : record.problems) {
    AddProblem(one, response);
  }
  const graph::Snapshot& before =
      record.baseline == nullptr ? *state.snapshot : *record.baseline;
  for (const graph::ScenarioNote& one : ingest::CheckScenarioNames(
           *document, before, record.snapshot.get(), state.cases)) {
    AddProblem(one, response);
  }
  if (variant > 0) return;
  for (const graph::ScenarioNote& one : record.notes) {
    v1::ScenarioResult::Note& note = *response.add_notes();
    note.set_line(one.line);
    note.set_column(one.column);
    note.set_text(one.text);
  }
}

// What is wrong with all variants, or with asking for these values; `fixtures`
// as above.
absl::StatusOr<v1::ValidateScenarioResponse> ValidateContent(
    Engine& engine, const std::string& content, int64_t revision,
    const ingest::ScenarioParameters& values,
    const std::vector<ingest::InputFile>* fixtures,
    const grpc::ServerContext& context) {
  RevisionWanted wanted{.exact = revision};
  if (wanted.exact == 0) wanted.exact = RevisionNamedBy(content);
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(wanted);
  if (!state.ok()) return state.status();
  v1::ValidateScenarioResponse response;
  ingest::Problems problems("");
  const std::optional<ingest::ScenarioText> text =
      ingest::ParseScenario(content, problems);
  if (text) ingest::CheckParameters(*text, values, problems);
  AddProblems(problems, response);
  response.set_extent(v1::ValidateScenarioResponse::EXTENT_FACTS);
  if (text) {
    response.set_variants(static_cast<int64_t>(text->variants()));
    for (size_t i = 0; i < text->variants(); ++i) {
      if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
      ValidateVariant(**state, *text, i, fixtures, response);
    }
  }
  std::stable_sort(response.mutable_problems()->begin(),
                   response.mutable_problems()->end(),
                   [](const auto& a, const auto& b) {
                     return std::pair(a.line(), a.column()) <
                            std::pair(b.line(), b.column());
                   });
  return response;
}

void SummaryOf(const std::string& content, v1::StoredScenario& proto) {
  ingest::Problems problems("");
  const auto text = ingest::ParseScenario(content, problems);
  if (!text) return;
  proto.set_variants(static_cast<int64_t>(text->variants()));
  const auto document =
      ingest::ReadStoredScenario(*text, text->Variant(0), problems);
  if (!document) return;
  *proto.mutable_title() = ToProto(document->scenario.title);
  proto.set_owner(document->owner);
  proto.mutable_tags()->Assign(document->tags.begin(), document->tags.end());
}

}  // namespace

v1::StoredScenario StoredProto(const std::string& id,
                               const std::string& content) {
  v1::StoredScenario proto;
  proto.set_id(id);
  SummaryOf(content, proto);
  proto.set_content(content);
  return proto;
}

absl::Status Sweep(Engine& engine, const v1::SweepScenarioRequest& request,
                   const grpc::ServerContext& context,
                   const Sink<v1::SweepScenarioResponse>& write) {
  const absl::StatusOr<std::string> content =
      ContentOf(engine, request.scenario(), request.revision());
  if (!content.ok()) return content.status();
  ingest::Problems problems("");
  const std::optional<ingest::ScenarioText> text =
      ingest::ParseScenario(*content, problems);
  if (!text) return InvalidScenario(problems);
  const ingest::ScenarioParameters values = ParametersOf(request.scenario());
  if (!ingest::CheckParameters(*text, values, problems)) {
    return InvalidScenario(problems);
  }
  const std::vector<size_t> variants = text->Matching(values);
  // Who goes on behind the last one finds that there is nothing left.
  if (request.first() < 0 ||
      request.first() > static_cast<int64_t>(variants.size())) {
    return absl::InvalidArgumentError(
        absl::StrCat("first: ", request.first(), " of ", variants.size(),
                     " variants; they are counted from 0"));
  }
  return Sweeper(engine, request, *text, variants, context, write).Run();
}

absl::StatusOr<v1::ValidateScenarioResponse> Validate(
    Engine& engine, const v1::ValidateScenarioRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<std::string> content =
      ContentOf(engine, request.scenario(), request.revision());
  if (!content.ok()) return content.status();
  const std::vector<ingest::InputFile> fixtures =
      FixturesOf(request.scenario());
  return ValidateContent(engine, *content, request.revision(),
                         ParametersOf(request.scenario()), &fixtures, context);
}

absl::StatusOr<v1::ValidateScenarioResponse> ValidateToStore(
    Engine& engine, const std::string& content, int64_t revision,
    const grpc::ServerContext& context) {
  return ValidateContent(engine, content, revision, {}, nullptr, context);
}

absl::StatusOr<v1::ListScenariosResponse> ListStored(
    Engine& engine, const v1::ListScenariosRequest& request) {
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.At(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  v1::ListScenariosResponse response;
  for (const auto& [name, content] : (*state)->documents) {
    if (!absl::StartsWith(name, "scenarios/")) continue;
    v1::StoredScenario& proto = *response.add_scenarios();
    proto.set_id(name);
    SummaryOf(content, proto);
  }
  return response;
}

absl::StatusOr<v1::GetScenarioResponse> GetStored(
    Engine& engine, const v1::GetScenarioRequest& request) {
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.At(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const absl::StatusOr<std::string> content =
      GetStoredScenario(**state, request.id());
  if (!content.ok()) return content.status();
  v1::GetScenarioResponse response;
  *response.mutable_scenario() = StoredProto(request.id(), *content);
  return response;
}

}  // namespace ketenzicht::service
