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
    Add("now", "", "", pair_.now(), "", pair_.completeness());
    for (const v1::SettlingQuestion& one : pair_.questions()) {
      const std::string cost = absl::StrCat(one.cost());
      // One that is not established has no outcome, and no line.
      if (one.has_if_true()) {
        Add("question", absl::StrCat("+", one.id()), cost, one.if_true(), "",
            pair_.questions_completeness());
      }
      if (one.has_if_false()) {
        Add("question", absl::StrCat("-", one.id()), cost, one.if_false(), "",
            pair_.questions_completeness());
      }
    }
    AddSets("exposed", pair_.exposed());
    AddSets("not_exposed", pair_.not_exposed());
    AddSets("one_tier", pair_.one_tier());
  }

 private:
  void AddSets(const char* row, const v1::Settling& settling) {
    for (int i = 0; i < settling.sets_size(); ++i) {
      const v1::SettlingSet& set = settling.sets(i);
      std::vector<std::string> findings;
      for (const v1::Finding& finding : set.findings()) {
        findings.push_back(
            absl::StrCat(finding.holds() ? "+" : "-",
                         pair_.questions(finding.question()).id()));
      }
      Add(row, absl::StrJoin(findings, " "), absl::StrCat(set.cost()),
          set.outcome(), YesNo(i < settling.proven()), pair_.completeness());
    }
  }

  // Complete where all pairs were looked at, and this one to its end.
  void Add(const char* row, const std::string& findings,
           const std::string& cost, const v1::PairOutcome& outcome,
           const std::string& proven, const v1::Completeness& completeness) {
    const v1::Completeness& worse =
        completeness.complete() ? found_.completeness() : completeness;
    out_ += CsvLine(With(
        {row, pair_.process(), pair_.target(), pair_.vector(), findings, cost,
         StatusName(outcome.status()), TierWord(outcome.tier(), false),
         StatusName(outcome.inherent_status()),
         TierWord(outcome.inherent_tier(), false), proven},
        worse, found_.context()));
  }

  const v1::SettlePairsResponse& found_;
  const v1::PairSettling& pair_;
  std::string& out_;
};

}  // namespace

std::string SettlingCsv(const v1::SettlePairsResponse& found) {
  std::string out = CsvLine(
      Header({"row", "process", "target", "vector", "findings", "cost",
              "status", "tier", "inherent_status", "inherent_tier", "proven"}));
  for (const v1::PairSettling& pair : found.pairs()) {
    Writer(found, pair, out).Write();
  }
  return out;
}

}  // namespace ketenzicht::service
