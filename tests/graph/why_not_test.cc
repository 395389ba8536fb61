// The nearest to a path, where there is none, against the naive oracle.
//
// 300 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/exposure.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

std::string StepsOf(const oracle::OraclePath& path) {
  std::vector<std::string> ids;
  for (const oracle::Row* row : path.steps) ids.push_back(row->id);
  return absl::StrJoin(ids, " ");
}

class Check {
 public:
  Check(const Views& views, const oracle::Oracle& oracle, std::string what)
      : views_(views), oracle_(oracle), what_(std::move(what)) {}

  // Adds up how often something near was shown, and never an invented link.
  void ComparePair(const Vector& vector, FactIndex source, FactIndex target) {
    const Snapshot& snapshot = views_.asked->snapshot();
    const PairAnswer answer =
        AnswerPair(views_, source, {target, {target}}, vector, Limits());
    if (answer.status != Status::kNoPath) {
      EXPECT_FALSE(answer.nearest.has_value()) << what_;
      return;
    }
    const std::optional<oracle::OraclePath> nearest =
        oracle_.Nearest(vector.expression, std::string(snapshot.id(source)),
                        {std::string(snapshot.id(target))}, 20'000);
    if (!nearest) {
      ++gave_up;
      return;
    }
    EXPECT_EQ(answer.nearest ? graph::StepsOf(*views_.asked, *answer.nearest)
                             : std::string(),
              StepsOf(*nearest))
        << what_ << " " << vector.name << " " << snapshot.id(source) << " "
        << snapshot.id(target);
    if (nearest->steps.empty()) return;
    ++shown;
    EXPECT_EQ(answer.nearest->status, Status::kNoPath) << what_;
  }

  int shown = 0;
  int gave_up = 0;

 private:
  const Views& views_;
  const oracle::Oracle& oracle_;
  const std::string what_;
};

TEST(WhyNot, ShowsTheNearestToAPathThatIsOnRecord) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  int shown = 0;
  int gave_up = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const auto snapshot = MakeSnapshot(MakeRandomGraph(seed).facts);
    const std::vector<Fact> facts = snapshot->facts().ReadAll();
    Dice dice(seed + 6'000'000);
    const ViewOptions options = MakeRandomOptions(facts, dice);
    const Views views = *Views::Create(snapshot, options);
    const oracle::Oracle oracle(facts, snapshot->ontology(),
                                snapshot->policy().document(), options);
    Check check(views, oracle, absl::StrCat("KETENZICHT_SEED=", seed));
    for (FactIndex s = 0; s < snapshot->size(); ++s) {
      if (!snapshot->IsA(s, "process")) continue;
      for (FactIndex t = 0; t < snapshot->size(); ++t) {
        if (!snapshot->IsA(t, "authority")) continue;
        for (const Vector& vector : snapshot->policy().document().vectors) {
          check.ComparePair(vector, s, t);
        }
      }
    }
    shown += check.shown;
    gave_up += check.gave_up;
    if (::testing::Test::HasFailure()) return;
  }
  std::cout << graphs << " graphs from seed " << first << ", " << shown
            << " near paths, " << gave_up << " given up\n";
  EXPECT_GT(shown, graphs / 4);
  EXPECT_LT(gave_up, graphs / 10);
}

}  // namespace
}  // namespace ketenzicht::graph
