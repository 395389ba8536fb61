#include "service/cli/scenario_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/answer_lines.h"
#include "service/cli/output.h"
#include "service/cli/scenario_file.h"

namespace ketenzicht::service {
namespace {

// Lines of one answer that a plan shows.
constexpr size_t kMaxMoved = 60;

using FactChange = v1::ScenarioResult::FactChange;
using PairChange = v1::ScenarioResult::PairChange;

std::string OutcomeText(v1::Status status, const v1::TierResult& tier,
                        bool dutch) {
  if (status == v1::STATUS_UNSPECIFIED) {
    return dutch ? "niet gevraagd" : "not there";
  }
  return absl::StrCat(StatusWord(status, dutch), ", ", TierWord(tier, dutch));
}

char SignOf(FactChange::Kind kind) {
  if (kind == FactChange::KIND_ADDED) return '+';
  return kind == FactChange::KIND_REMOVED ? '-' : '~';
}

// Of the change that did it: none did where the scenario adds itself, as the
// source of what it says.
std::string NumberOf(const FactChange& change) {
  return change.change() == 0 ? "scenario" : absl::StrCat(change.change());
}

void AppendDifferences(const FactChange& change, bool dutch, std::string& out) {
  const auto value = [dutch](const std::string& text) {
    return !text.empty() ? text : dutch ? "niet vermeld" : "not stated";
  };
  for (const FactChange::Difference& one : change.differences()) {
    absl::StrAppend(&out, "    ", one.field(), ": ", value(one.before()), " → ",
                    value(one.after()), "\n");
  }
}

std::string Parameters(const v1::ScenarioResult& result) {
  std::vector<std::string> values;
  for (const auto& one : result.parameters()) {
    values.push_back(absl::StrCat(one.name(), "=", one.value()));
  }
  return absl::StrJoin(values, ", ");
}

std::string Because(const PairChange& pair, bool dutch) {
  if (pair.because_size() == 0) {
    return dutch ? "waardoor is niet uitgezocht" : "the reason was not sought";
  }
  return absl::StrCat(
      pair.because_size() == 1 ? (dutch ? "door wijziging " : "by change ")
                               : (dutch ? "door wijzigingen " : "by changes "),
      absl::StrJoin(pair.because(), ", "),
      pair.smallest() ? ""
                      : (dutch ? " (of een deel ervan genoeg is, is niet "
                                 "uitgezocht)"
                               : " (whether some of them are enough was not "
                                 "sought)"));
}

std::string PairHead(const PairChange& pair, bool dutch) {
  return absl::StrCat(
      pair.query(), ": ", pair.process(), " → ", pair.target(), ": ",
      OutcomeText(pair.before(), pair.tier_before(), dutch), " → ",
      OutcomeText(pair.after(), pair.tier_after(), dutch));
}

// Where one class and interval stand on both sides, what is most likely moves.
std::string LikelihoodOf(const v1::Text& name, const v1::Interval& likelihood,
                         bool with_best, bool dutch) {
  if (name.en().empty()) return dutch ? "geen pad" : "no path";
  std::string text = In(name, dutch);
  if (with_best && likelihood.has_best()) {
    absl::StrAppend(&text, dutch ? ", vermoedelijk " : ", most likely ",
                    likelihood.best());
  }
  return text;
}

// "; likelihood low [0.1, 0.5] → high [0.2, 0.9]"; nothing where it stays.
std::string LikelihoodMove(const PairChange& pair, bool dutch) {
  const v1::Interval& before = pair.likelihood_before();
  const v1::Interval& after = pair.likelihood_after();
  if (!pair.has_likelihood_before() && !pair.has_likelihood_after()) return "";
  const auto name = [dutch](const v1::Text& text, const v1::Interval& one,
                            bool with_best) {
    return LikelihoodOf(text, one, with_best, dutch);
  };
  const bool same = In(pair.likelihood_class_before(), dutch) ==
                    In(pair.likelihood_class_after(), dutch);
  const std::string was = name(pair.likelihood_class_before(), before, same);
  const std::string is = name(pair.likelihood_class_after(), after, same);
  if (was == is) return "";
  return absl::StrCat(dutch ? "; waarschijnlijkheid " : "; likelihood ", was,
                      " → ", is);
}

void AppendPair(const PairChange& pair, bool dutch, std::string& out) {
  absl::StrAppend(&out, "~ ", PairHead(pair, dutch),
                  LikelihoodMove(pair, dutch), "; ", Because(pair, dutch),
                  "\n");
  const std::string before = In(pair.path_before(), dutch);
  const std::string after = In(pair.path_after(), dutch);
  if (before == after) return;
  if (!before.empty()) absl::StrAppend(&out, "    - ", before, "\n");
  if (!after.empty()) absl::StrAppend(&out, "    + ", after, "\n");
}

// What moves within an answer, line by line.
void AddMoved(const v1::ScenarioResult& result, const std::string& query,
              bool dutch, std::vector<std::string>& lines) {
  for (const v1::ScenarioResult::Answer& one : result.answers()) {
    if (one.query() != query) continue;
    const std::vector<std::string> diff = DiffLines(
        AnswerLines(one.baseline(), dutch), AnswerLines(one.scenario(), dutch));
    for (size_t i = 0; i < diff.size() && i < kMaxMoved; ++i) {
      lines.push_back(absl::StrCat("    ", diff[i]));
    }
    if (diff.size() > kMaxMoved) {
      lines.push_back(absl::StrCat("    … ", diff.size() - kMaxMoved,
                                   dutch ? " regels meer" : " lines more"));
    }
  }
}

// Of queries: why there is no answer, and of those that are not about single
// pairs whether it differs.
std::vector<std::string> QueryLines(const v1::ScenarioResult& result,
                                    bool dutch) {
  std::vector<std::string> lines;
  for (const v1::ScenarioResult::QueryOutcome& one : result.queries()) {
    const std::string& before = one.baseline_error();
    const std::string& after = one.scenario_error();
    if (!before.empty() && before == after) {
      lines.push_back(absl::StrCat("! ", one.query(), ": ",
                                   dutch ? "geen antwoord" : "no answer", ": ",
                                   before));
      continue;
    }
    if (!before.empty()) {
      lines.push_back(absl::StrCat("! ", one.query(), ": ",
                                   dutch ? "geen antwoord voor de wijzigingen"
                                         : "no answer before the changes",
                                   ": ", before));
    }
    if (!after.empty()) {
      lines.push_back(absl::StrCat("! ", one.query(), ": ",
                                   dutch ? "geen antwoord na de wijzigingen"
                                         : "no answer after the changes",
                                   ": ", after));
    }
    const bool of_pairs = one.kind() == "paths" || one.kind() == "why";
    if (of_pairs || !one.changed() || !before.empty() || !after.empty()) {
      continue;
    }
    lines.push_back(absl::StrCat(
        "~ ", one.query(), ": ",
        dutch ? "het antwoord is anders" : "the answer is otherwise", " (",
        one.kind(),
        dutch ? "; berichten die verschillen: " : "; messages that differ: ",
        one.moved(), dutch ? "); beide met -o json" : "); both with -o json"));
    AddMoved(result, one.query(), dutch, lines);
  }
  return lines;
}

void AppendQueries(const v1::ScenarioResult& result, bool dutch,
                   std::string& out) {
  for (const std::string& line : QueryLines(result, dutch)) {
    absl::StrAppend(&out, line, "\n");
  }
}

// Nothing differs below what the answers hold for.
bool NothingMoves(const v1::ScenarioResult& result) {
  return result.pairs_size() == 0 &&
         std::none_of(result.queries().begin(), result.queries().end(),
                      [](const v1::ScenarioResult::QueryOutcome& one) {
                        return (one.kind() != "paths" && one.kind() != "why" &&
                                one.changed()) ||
                               !one.baseline_error().empty() ||
                               !one.scenario_error().empty();
                      });
}

void AppendNotes(const v1::ScenarioResult& result, bool dutch,
                 std::string& out) {
  for (const auto& note : result.notes()) {
    absl::StrAppend(&out, dutch ? "! regel " : "! line ", note.line(),
                    note.column() > 0 ? absl::StrCat(":", note.column()) : "",
                    ": ", note.text(), "\n");
  }
}

std::string AssertionText(const v1::ScenarioResult::Assertion& one,
                          const std::string& file, bool dutch) {
  const char* word = one.holds() ? (dutch ? "klopt" : "holds")
                                 : (dutch ? "KLOPT NIET" : "FAILS");
  std::string text = absl::StrCat(
      word, "  ", PlaceIn(file, one.line(), one.column()), "  ", one.text());
  if (!one.holds()) absl::StrAppend(&text, "\n       ", one.instead());
  return text;
}

std::string Total(const ScenarioRun& run, bool dutch) {
  int all = 0;
  int failed = 0;
  size_t unanswered = 0;
  for (const v1::ScenarioResult& result : run.results) {
    for (const auto& one : result.assertions()) {
      ++all;
      if (!one.holds()) ++failed;
    }
    unanswered += UnansweredQueries(result).size();
  }
  const std::string asked =
      unanswered == 0 ? ""
                      : absl::StrCat(dutch ? "; vragen zonder antwoord: "
                                           : "; queries without an answer: ",
                                     unanswered);
  return dutch ? absl::StrCat(
                     run.results.size(),
                     run.results.size() == 1 ? " variant, " : " varianten, ",
                     all, " beweringen, ", failed, " kloppen niet", asked)
               : absl::StrCat(
                     run.results.size(),
                     run.results.size() == 1 ? " variant, " : " variants, ",
                     all, " assertions, ", failed, " fail", asked);
}

void AppendHead(const v1::ScenarioResult& result, bool dutch,
                std::string& out) {
  const std::string parameters = Parameters(result);
  absl::StrAppend(&out, result.scenario(), " (", In(result.title(), dutch), ")",
                  parameters.empty() ? "" : ": ", parameters,
                  dutch ? "; revisie " : "; revision ", result.revision(), ", ",
                  result.date_before(),
                  result.date_before() == result.date_after()
                      ? ""
                      : absl::StrCat(" → ", result.date_after()),
                  "\n");
}

}  // namespace

std::vector<v1::ScenarioResult::QueryOutcome> UnansweredQueries(
    const v1::ScenarioResult& result) {
  std::vector<v1::ScenarioResult::QueryOutcome> found;
  for (const v1::ScenarioResult::QueryOutcome& one : result.queries()) {
    if (!one.baseline_error().empty() && !one.scenario_error().empty()) {
      found.push_back(one);
    }
  }
  return found;
}

bool ScenarioRun::holds() const {
  return unexpected.empty() && error.empty() &&
         std::all_of(
             results.begin(), results.end(),
             [](const v1::ScenarioResult& result) { return result.holds(); });
}

std::string PlanText(const v1::ScenarioResult& result, bool dutch) {
  std::string out;
  AppendHead(result, dutch, out);
  for (const FactChange& change : result.facts()) {
    const v1::Text& text = change.kind() == FactChange::KIND_REMOVED
                               ? change.before()
                               : change.after();
    absl::StrAppend(&out, std::string(1, SignOf(change.kind())), " [",
                    NumberOf(change), "] ", change.fact(), "\n    ",
                    In(text, dutch), "\n");
    if (change.kind() == FactChange::KIND_CHANGED &&
        In(change.before(), dutch) != In(text, dutch)) {
      absl::StrAppend(&out, dutch ? "    eerst: " : "    before: ",
                      In(change.before(), dutch), "\n");
    }
    AppendDifferences(change, dutch, out);
  }
  AppendNotes(result, dutch, out);
  AppendQueries(result, dutch, out);
  if (NothingMoves(result)) {
    absl::StrAppend(
        &out, dutch ? "Geen status, niveau of waarschijnlijkheid verandert.\n"
                    : "No status, tier or likelihood moves.\n");
  }
  for (const PairChange& pair : result.pairs()) AppendPair(pair, dutch, out);
  return out;
}

std::string RunText(const ScenarioRun& run, bool dutch) {
  std::string out;
  for (const v1::ScenarioResult& result : run.results) {
    AppendHead(result, dutch, out);
    AppendNotes(result, dutch, out);
    AppendQueries(result, dutch, out);
    for (const PairChange& pair : result.pairs()) AppendPair(pair, dutch, out);
    for (const auto& one : result.assertions()) {
      absl::StrAppend(&out, AssertionText(one, run.name, dutch), "\n");
    }
  }
  if (!run.unexpected.empty()) absl::StrAppend(&out, run.unexpected, "\n");
  return absl::StrCat(out, Total(run, dutch), "\n");
}

std::string RunMarkdown(const ScenarioRun& run, bool dutch) {
  std::string out;
  for (const v1::ScenarioResult& result : run.results) {
    const std::string parameters = Parameters(result);
    absl::StrAppend(&out, "# ", In(result.title(), dutch), "\n\n`",
                    result.scenario(), "`, ", dutch ? "revisie " : "revision ",
                    result.revision(), ", ", result.date_after(),
                    parameters.empty() ? "" : ", ", parameters, "\n\n",
                    dutch ? "| vraag | proces | naar | eerst | dan | door |\n"
                          : "| query | process | to | before | after | by |\n",
                    "|---|---|---|---|---|---|\n");
    for (const PairChange& pair : result.pairs()) {
      absl::StrAppend(
          &out, "| ", pair.query(), " | ", pair.process(), " | ", pair.target(),
          " | ", OutcomeText(pair.before(), pair.tier_before(), dutch), " | ",
          OutcomeText(pair.after(), pair.tier_after(), dutch),
          LikelihoodMove(pair, dutch), " | ", Because(pair, dutch), " |\n");
    }
    absl::StrAppend(&out, "\n");
    for (const std::string& line : QueryLines(result, dutch)) {
      absl::StrAppend(&out, "> ", line, "\n\n");
    }
    for (const auto& note : result.notes()) {
      absl::StrAppend(&out, "> ", note.text(), "\n\n");
    }
    for (const auto& one : result.assertions()) {
      absl::StrAppend(&out, one.holds() ? "- [x] " : "- [ ] ", one.text(),
                      one.holds() ? "" : ": ", one.instead(), "\n");
    }
    absl::StrAppend(&out, "\n");
  }
  if (!run.unexpected.empty()) {
    absl::StrAppend(&out, "> ", run.unexpected, "\n\n");
  }
  return absl::StrCat(out, Total(run, dutch), ".\n");
}

}  // namespace ketenzicht::service
