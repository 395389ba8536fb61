// What would settle many pairs at once: which are told, and what a stop leaves.

#include "graph/pair_settlings.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Asked {
 public:
  Asked()
      : snapshot_(MakeSnapshot(
            {Rel("part-p", "part_of", "processes/p", "organizations/o"),
             Rel("part-q", "part_of", "processes/q", "organizations/o"),
             Rel("use-p", "uses", "processes/p", "products/x"),
             Rel("use-q", "uses", "processes/q", "products/x").Possible(),
             Rel("update", "updated_by", "products/x", "companies/c").Unknown(),
             Rel("owner", "controlled_by", "companies/c", "authorities/s")})) {
    for (const char* id : {"organizations/o", "processes/p", "processes/q"}) {
      query.processes.push_back(snapshot_->Find(id));
    }
    query.targets = TargetsOf(*snapshot_, {"authorities/s"}).value();
    query.vectors = {snapshot_->policy().FindVector("sabotage")};
  }

  absl::StatusOr<PairSettlings> Ask(const Limits& limits) const {
    return FindPairSettlings(snapshot_, OptionsOn(), query, limits);
  }
  std::vector<std::string> Processes(const PairSettlings& found) const {
    std::vector<std::string> ids;
    for (const SettledPair& one : found.pairs) {
      ids.emplace_back(snapshot_->id(one.pair.process));
    }
    return ids;
  }

  PairSettlingQuery query;

 private:
  std::shared_ptr<const Snapshot> snapshot_;
};

TEST(PairSettlings, AnOrganizationWithoutAPathIsSilentBesideItsProcesses) {
  Asked asked;
  const PairSettlings found = asked.Ask({.paths = kMaxPaths}).value();
  EXPECT_TRUE(found.completeness.complete());
  EXPECT_THAT(asked.Processes(found),
              ElementsAre("processes/p", "processes/q"));
  EXPECT_THAT(found.pairs[0].answer.questions, SizeIs(1));
  EXPECT_THAT(found.pairs[1].answer.questions, SizeIs(2));
  asked.query.processes.resize(1);
  EXPECT_THAT(asked.Ask({.paths = kMaxPaths}).value().pairs, SizeIs(1));
}

TEST(PairSettlings, APairThatWasNotBegunIsMissing) {
  const Asked asked;
  const auto all = asked.Processes(asked.Ask({}).value());
  const PairSettlings none =
      asked.Ask({.expired = [] { return true; }}).value();
  EXPECT_EQ(none.completeness.stop, StopReason::kTime);
  EXPECT_THAT(none.pairs, IsEmpty());
  bool cut = false;
  for (int asks = 1; asks < 1000; ++asks) {
    int left = asks;
    const auto found = asked.Ask({.expired = [&] { return --left < 0; }});
    ASSERT_TRUE(found.ok()) << found.status();
    const std::vector<std::string> told = asked.Processes(*found);
    ASSERT_LE(told.size(), all.size());
    EXPECT_TRUE(std::equal(told.begin(), told.end(), all.begin()));
    if (found->completeness.complete()) {
      EXPECT_EQ(told, all);
      if (found->pairs.back().answer.completeness.complete()) break;
    } else {
      EXPECT_EQ(found->completeness.stop, StopReason::kTime);
      cut = cut || told.size() == 1;
    }
  }
  EXPECT_TRUE(cut) << "never stopped between two pairs";
}

TEST(PairSettlings, ACostThatIsNoneIsRefused) {
  Asked asked;
  asked.query.each.costs["relations/update"] = 0;
  EXPECT_EQ(asked.Ask({}).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace ketenzicht::graph
