#include "service/cli/measures_csv.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/csv_words.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

// One line under the header: what is not set stays empty.
class PlanLines {
 public:
  explicit PlanLines(const v1::ProposeMeasuresResponse& plan) : plan_(plan) {
    text_ = CsvLine(Header());
  }

  std::string Write() {
    Start("plan", plan_.completeness());
    Set("state", WordOf(v1::PlanState_Name(plan_.state()), "PLAN_STATE_"));
    if (plan_.state() == v1::PLAN_STATE_CHEAPEST ||
        plan_.state() == v1::PLAN_STATE_KNOWN) {
      SetMeasures(plan_.set());
    }
    End();
    for (const v1::MeasureSet& set : plan_.front()) {
      Start("front", plan_.front_completeness());
      SetMeasures(set);
      End();
    }
    for (const v1::PlannedPair& pair : plan_.pairs()) AddPair(pair);
    for (const v1::MeasureWorth& worth : plan_.worth()) AddWorth(worth);
    return text_;
  }

 private:
  static const std::vector<std::string>& Header() {
    static const auto& header = *new std::vector<std::string>{
        "row",         "state",    "measures",     "cost",       "burden",
        "pairs_above", "process",  "target",       "vector",     "reach",
        "status",      "tier",     "status_after", "tier_after", "measure",
        "brings",      "improves", "fails",        "buys",       "needs",
        "elsewhere",   "complete", "date",         "revision"};
    return header;
  }

  void Start(const std::string& row, const v1::Completeness& completeness) {
    line_.clear();
    Set("row", row);
    Set("complete", YesNo(completeness.complete()));
    Set("date", plan_.context().options().date());
    Set("revision", absl::StrCat(plan_.context().revision()));
  }
  void Set(const std::string& column, const std::string& value) {
    line_[column] = value;
  }
  void End() {
    std::vector<std::string> fields;
    for (const std::string& column : Header()) fields.push_back(line_[column]);
    text_ += CsvLine(fields);
  }

  void SetMeasures(const v1::MeasureSet& set) {
    Set("measures", absl::StrJoin(set.measures(), " "));
    Set("cost", absl::StrCat(set.cost()));
    Set("burden", absl::StrCat(set.burden()));
    Set("pairs_above", absl::StrCat(set.above()));
  }

  void AddPair(const v1::PlannedPair& pair) {
    Start("pair", plan_.completeness());
    Set("process", pair.process());
    Set("target", pair.target());
    Set("vector", pair.vector());
    Set("reach", pair.reach() == v1::GOAL_REACH_UNSPECIFIED
                     ? ""
                     : WordOf(v1::GoalReach_Name(pair.reach()), "GOAL_REACH_"));
    if (pair.has_before()) {
      Set("status", StatusName(pair.before().status()));
      Set("tier", pair.before().highest_tier());
    }
    if (pair.has_after()) {
      Set("status_after", StatusName(pair.after().status()));
      Set("tier_after", pair.after().highest_tier());
    }
    End();
  }

  void AddWorth(const v1::MeasureWorth& worth) {
    Start("measure", plan_.worth_completeness());
    Set("measure", worth.measure());
    Set("brings", absl::StrCat(worth.brings_size()));
    Set("improves", absl::StrCat(worth.improves_size()));
    Set("fails", absl::StrCat(worth.fails_size()));
    if (worth.has_buys()) Set("buys", YesNo(worth.buys()));
    Set("needs", absl::StrJoin(worth.needs(), " "));
    Set("elsewhere", YesNo(worth.elsewhere()));
    End();
  }

  const v1::ProposeMeasuresResponse& plan_;
  std::map<std::string, std::string> line_;  // by column
  std::string text_;
};

}  // namespace

std::string PlanCsv(const v1::ProposeMeasuresResponse& plan) {
  return PlanLines(plan).Write();
}

std::string SinglePointsCsv(const v1::FindSinglePointsResponse& points) {
  std::string text =
      CsvLine({"process", "target", "vector", "measure", "status",
               "tier_lowest", "tier_highest", "complete", "date", "revision"});
  const auto add = [&](const v1::BlockedPair& pair,
                       const v1::SinglePoint& point) {
    absl::StrAppend(&text,
                    CsvLine({pair.process(), pair.target(), pair.vector(),
                             point.measure(), StatusName(point.status()),
                             point.tier().lowest(), point.tier().highest(),
                             YesNo(points.completeness().complete()),
                             points.context().options().date(),
                             absl::StrCat(points.context().revision())}));
  };
  for (const v1::BlockedPair& pair : points.blocked()) {
    for (const v1::SinglePoint& point : pair.points()) add(pair, point);
    if (pair.points().empty()) add(pair, {});
  }
  return text;
}

}  // namespace ketenzicht::service
