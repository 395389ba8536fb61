#include "tests/support/oracle_load_bearing.h"

#include <array>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph::oracle {
namespace {

// One more than the different weights that come before that of its
// proposition, in its list.
int NaiveRank(const std::vector<LoadBearing>& all, const LoadBearing& one) {
  using Weight = std::array<int, 3>;
  const auto weight = [&](const std::string& proposition) {
    std::set<Weight> weights;
    for (const LoadBearing& turn : all) {
      if (turn.what.id == proposition &&
          (turn.escalated > 0) == (one.escalated > 0)) {
        weights.insert({-static_cast<int>(turn.moved.size()),
                        -turn.tier_distance, turn.confidence.value_or(101)});
      }
    }
    return *weights.begin();
  };
  std::set<Weight> before;
  for (const LoadBearing& other : all) {
    if ((other.escalated > 0) != (one.escalated > 0)) continue;
    const Weight its = weight(other.what.id);
    if (its < weight(one.what.id)) before.insert(its);
  }
  return static_cast<int>(before.size()) + 1;
}

}  // namespace

bool IsWorse(const PairOutcome& before, const PairOutcome& after) {
  const auto compare = [](Status was, Status is, const TierRange& had,
                          const TierRange& has) {
    if (is < was || has.highest > had.highest) return 1;
    if (is != was || has.highest != had.highest) return -1;
    if (has.lowest == had.lowest) return 0;
    return has.lowest > had.lowest ? 1 : -1;
  };
  const int asked =
      compare(before.status, after.status, before.tier, after.tier);
  return (asked != 0 ? asked
                     : compare(before.inherent_status, after.inherent_status,
                               before.inherent_tier, after.inherent_tier)) > 0;
}

std::string OrderProblems(const LoadBearings& found) {
  std::string problems;
  for (size_t i = 1; i < found.all.size(); ++i) {
    const LoadBearing& a = found.all[i - 1];
    const LoadBearing& b = found.all[i];
    if (a.escalated == 0 && b.escalated > 0) {
      problems += "one that escalates stands behind one that does not\n";
    }
  }
  for (const LoadBearing& one : found.all) {
    if (one.rank != NaiveRank(found.all, one)) {
      absl::StrAppend(&problems, "rank ", one.rank, ", naively ",
                      NaiveRank(found.all, one), "\n");
    }
  }
  return problems;
}

}  // namespace ketenzicht::graph::oracle
