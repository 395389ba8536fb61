#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/analysis_csv.h"
#include "service/cli/csv_words.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

class Writer {
 public:
  Writer(const v1::SettlePairsResponse& found, const v1::PairSettling& pair,
         std::string& out)
      : found_(found), pair_(pair), out_(out) {}

  void Write() {
    Add("now", {}, "", pair_.now(), "", pair_.completeness());
    for (int i = 0; i < pair_.questions_size(); ++i) AddQuestion(i);
    AddSets("exposed", pair_.exposed());
    AddSets("not_exposed", pair_.not_exposed());
    AddSets("one_tier", pair_.one_tier());
    AddUnasked();
  }

 private:
  static v1::Finding FindingOf(int question, bool holds) {
    v1::Finding finding;
    finding.set_question(question);
    finding.set_holds(holds);
    return finding;
  }

  // One that is not established has no outcome, and no line.
  void AddQuestion(int number) {
    const v1::SettlingQuestion& one = pair_.questions(number);
    const std::string cost = absl::StrCat(one.cost());
    if (one.has_if_true()) {
      Add("question", {FindingOf(number, true)}, cost, one.if_true(), "",
          pair_.questions_completeness());
    }
    if (one.has_if_false()) {
      Add("question", {FindingOf(number, false)}, cost, one.if_false(), "",
          pair_.questions_completeness());
    }
  }

  void AddSets(const char* row, const v1::Settling& settling) {
    for (int i = 0; i < settling.sets_size(); ++i) {
      const v1::SettlingSet& set = settling.sets(i);
      Add(row, {set.findings().begin(), set.findings().end()},
          absl::StrCat(set.cost()), set.outcome(), YesNo(i < settling.proven()),
          pair_.completeness());
    }
  }

  // What is contested, or unknown and no question: ids where findings stand.
  void AddUnasked() {
    for (const std::string& fact : pair_.contested()) AddRow("contested", fact);
    for (const std::string& factor : pair_.unknown_factors()) {
      AddRow("unknown_factor", factor);
    }
    for (const std::string& who : pair_.unseated()) AddRow("unseated", who);
    for (const v1::UnknownReach& reach : pair_.unknown_reach()) {
      AddRow(reach.both() ? "unknown_common_reach" : "unknown_reach",
             absl::StrCat(reach.from(), " ", reach.to()));
    }
  }

  void AddRow(const char* row, const std::string& ids) {
    AddLine({row, pair_.process(), pair_.target(), pair_.vector(), ids, "", "",
             "", "", "", "", ""},
            pair_.questions_completeness());
  }

  void Add(const char* row, const std::vector<v1::Finding>& findings,
           const std::string& cost, const v1::PairOutcome& outcome,
           const std::string& proven, const v1::Completeness& completeness) {
    std::vector<std::string> ids;
    std::vector<std::string> propositions;
    for (const v1::Finding& finding : findings) {
      const v1::SettlingQuestion& question =
          pair_.questions(finding.question());
      ids.push_back(absl::StrCat(finding.holds() ? "+" : "-", question.id()));
      propositions.push_back(question.proposition().en());
    }
    AddLine({row, pair_.process(), pair_.target(), pair_.vector(),
             absl::StrJoin(ids, " "), absl::StrJoin(propositions, " "), cost,
             StatusName(outcome.status()), TierWord(outcome.tier(), false),
             StatusName(outcome.inherent_status()),
             TierWord(outcome.inherent_tier(), false), proven},
            completeness);
  }

  // Complete where all pairs were looked at, and this one to its end.
  void AddLine(std::vector<std::string> cells,
               const v1::Completeness& completeness) {
    out_ += CsvLine(
        With(std::move(cells),
             completeness.complete() ? found_.completeness() : completeness,
             found_.context()));
  }

  const v1::SettlePairsResponse& found_;
  const v1::PairSettling& pair_;
  std::string& out_;
};

}  // namespace

std::string SettlingCsv(const v1::SettlePairsResponse& found) {
  std::string out = CsvLine(Header(
      {"row", "process", "target", "vector", "findings", "propositions", "cost",
       "status", "tier", "inherent_status", "inherent_tier", "proven"}));
  for (const v1::PairSettling& pair : found.pairs()) {
    Writer(found, pair, out).Write();
  }
  return out;
}

}  // namespace ketenzicht::service
