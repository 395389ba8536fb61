#include "service/cli/scenario_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/output.h"
#include "service/cli/scenario_file.h"

namespace ketenzicht::service {
namespace {

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

void AppendPair(const PairChange& pair, bool dutch, std::string& out) {
  absl::StrAppend(&out, "~ ", PairHead(pair, dutch), "; ", Because(pair, dutch),
                  "\n");
  const std::string before = In(pair.path_before(), dutch);
  const std::string after = In(pair.path_after(), dutch);
  if (before == after) return;
  if (!before.empty()) absl::StrAppend(&out, "    - ", before, "\n");
  if (!after.empty()) absl::StrAppend(&out, "    + ", after, "\n");
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
  for (const v1::ScenarioResult& result : run.results) {
    for (const auto& one : result.assertions()) {
      ++all;
      if (!one.holds()) ++failed;
    }
  }
  return dutch ? absl::StrCat(
                     run.results.size(),
                     run.results.size() == 1 ? " variant, " : " varianten, ",
                     all, " beweringen, ", failed, " kloppen niet")
               : absl::StrCat(
                     run.results.size(),
                     run.results.size() == 1 ? " variant, " : " variants, ",
                     all, " assertions, ", failed, " fail");
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

bool ScenarioRun::holds() const {
  return unexpected.empty() &&
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
  }
  AppendNotes(result, dutch, out);
  if (result.pairs_size() == 0) {
    absl::StrAppend(&out, dutch ? "Geen antwoord op een paar verandert.\n"
                                : "No answer on a pair moves.\n");
  }
  for (const PairChange& pair : result.pairs()) AppendPair(pair, dutch, out);
  return out;
}

std::string RunText(const ScenarioRun& run, bool dutch) {
  std::string out;
  for (const v1::ScenarioResult& result : run.results) {
    AppendHead(result, dutch, out);
    AppendNotes(result, dutch, out);
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
          OutcomeText(pair.after(), pair.tier_after(), dutch), " | ",
          Because(pair, dutch), " |\n");
    }
    absl::StrAppend(&out, "\n");
    for (const auto& note : result.notes()) {
      absl::StrAppend(&out, "> ", note.text(), "\n\n");
    }
    for (const auto& one : result.assertions()) {
      absl::StrAppend(&out, one.holds() ? "- [x] " : "- [ ] ", one.text(),
                      one.holds() ? "" : ": ", one.instead(), "\n");
    }
    absl::StrAppend(&out, "\n");
  }
  return absl::StrCat(out, Total(run, dutch), ".\n");
}

}  // namespace ketenzicht::service
