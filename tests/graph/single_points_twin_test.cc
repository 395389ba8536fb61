// Single points of failure against facts in which each measure in place, one by
// one, is a candidate only.
//
// 300 cases in a normal run; KETENZICHT_LONG=1 takes 10,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/single_points.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/random_facts.h"
#include "tests/support/random_measures.h"
#include "tests/support/rewritten_measures.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using Ids = std::vector<std::string>;

std::string Show(size_t pair, const std::string& measure, Status status,
                 int lowest, int highest) {
  return absl::StrCat(pair, " ", measure, " ", StatusName(status), " ", lowest,
                      "-", highest);
}

Ids Expected(const MeasureCase& drawn) {
  const RewrittenMeasures rewritten(drawn);
  const std::vector<PairResidual> with = rewritten.With(rewritten.in_place());
  Ids expected;
  for (const std::string& id : rewritten.in_place()) {
    Ids rest = rewritten.in_place();
    std::erase(rest, id);
    for (size_t before = rest.size() + 1; before != rest.size();) {
      before = rest.size();
      std::erase_if(rest, [&](const std::string& other) {
        const Ids& needed = rewritten.measure(other).prerequisites;
        return std::any_of(
            needed.begin(), needed.end(), [&](const std::string& one) {
              const Ids& all = rewritten.in_place();
              return std::count(all.begin(), all.end(), one) > 0 &&
                     std::count(rest.begin(), rest.end(), one) == 0;
            });
      });
    }
    const std::vector<PairResidual> without = rewritten.With(rest);
    for (size_t p = 0; p < with.size(); ++p) {
      const PairResidual& left = without[p];
      if (with[p].status != Status::kBlocked) continue;
      if (left.status >= Status::kBlocked) continue;
      expected.push_back(
          Show(p, id, left.status, left.lowest_tier, left.highest_tier));
    }
  }
  std::sort(expected.begin(), expected.end());
  return expected;
}

Ids Found(const MeasureCase& drawn) {
  const auto snapshot =
      Snapshot::Create(1, drawn.facts, TestOntology(), TestPolicy()).value();
  const FactIndex authority = snapshot->Find(drawn.authority);
  SinglePointQuery query;
  for (const std::string& id : drawn.processes) {
    query.processes.push_back(snapshot->Find(id));
  }
  query.targets = {{.asked = authority, .authorities = {authority}}};
  for (const std::string& name : drawn.vectors) {
    query.vectors.push_back(snapshot->policy().FindVector(name));
  }
  const SinglePoints points =
      FindSinglePoints(snapshot, drawn.options, query, Limits()).value();
  Ids found;
  const auto place = [](const auto& all, const auto& one) {
    return static_cast<size_t>(std::find(all.begin(), all.end(), one) -
                               all.begin());
  };
  for (const BlockedPair& one : points.blocked) {
    const size_t pair =
        place(query.processes, one.pair.process) * query.vectors.size() +
        place(query.vectors, one.pair.vector);
    for (const SinglePoint& point : one.points) {
      found.push_back(Show(pair, std::string(snapshot->id(point.measure)),
                           point.status, point.lowest_tier,
                           point.highest_tier));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(SinglePointsTwin, AgreesWithRewrittenFacts) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t cases =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  size_t points = 0;
  for (int64_t seed = first; seed < first + cases; ++seed) {
    MeasureCase drawn = MakeMeasureCase(seed, 8);
    // Most of the measures of these cases are candidates: take half of them.
    Dice dice(seed + 9'000'000);
    for (const Fact& fact : drawn.facts) {
      if (fact.measure() != nullptr && dice.Percent(50)) {
        drawn.options.changes.push_back({Change::Op::kTake, fact.id});
      }
    }
    const Ids expected = Expected(drawn);
    points += expected.size();
    ASSERT_EQ(Found(drawn), expected) << "KETENZICHT_SEED=" << seed << "\n"
                                      << Dump(drawn.options) << "\n"
                                      << Dump(drawn.facts);
  }
  std::cout << "  " << cases << " cases, " << points << " single points\n";
  if (cases < 300) return;
  EXPECT_GT(points, 100U);
}

}  // namespace
}  // namespace ketenzicht::graph
