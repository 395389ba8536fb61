// The likelihoods of pairs, told beside their statuses: what is blocked, not
// recorded, and stated never to be open are three answers.

#include "graph/pair_likelihoods.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Draft Use() {
  return Rel("use", "uses", "processes/p", "products/x").Likely(0.5, 0.5, 0.5);
}
Draft Update(double low, double best, double high) {
  return Rel("update", "updated_by", "products/x", "companies/c")
      .Likely(low, best, high);
}
Draft Update() { return Update(0.4, 0.5, 0.6); }

class Asked {
 public:
  explicit Asked(std::vector<Fact> facts) : options(OptionsOn()) {
    facts.push_back(
        Rel("owner", "controlled_by", "companies/c", "authorities/s")
            .Likely(1, 1, 1));
    snapshot = MakeSnapshot(std::move(facts));
    views = Views::Create(snapshot, options).value();
    processes = {snapshot->Find("processes/p")};
  }

  PairLikelihoods Find(const PairLikelihoodOptions& likelihood = {},
                       const Limits& limits = {}) const {
    absl::StatusOr<PairLikelihoods> found = FindPairLikelihoods(
        views, processes, TargetsOf(*snapshot, {"authorities/s"}).value(),
        {snapshot->policy().FindVector("sabotage")}, likelihood, limits);
    EXPECT_TRUE(found.ok()) << found.status();
    return *std::move(found);
  }
  std::string Text(const PairLikelihoodOptions& likelihood = {},
                   Language language = Language::kEnglish) const {
    return PairLikelihoodsText(*snapshot, options, Find(likelihood), language);
  }

  ViewOptions options;
  std::shared_ptr<const Snapshot> snapshot;
  Views views;
  std::vector<FactIndex> processes;
};

TEST(PairLikelihoods, WhatIsBlockedHasNoLikelihood) {
  const Asked asked({Use(), Update(), Closing("stop", {"relations/update"})});
  const PairLikelihoods found = asked.Find();
  ASSERT_THAT(found.pairs, SizeIs(1));
  EXPECT_EQ(found.pairs[0].status, Status::kBlocked);
  EXPECT_FALSE(HasLikelihood(found.pairs[0], found.weakest));
  EXPECT_THAT(asked.Text(),
              AllOf(HasSubstr(": blocked, every recorded path is closed by a "
                              "measure: no likelihood can be given."),
                    Not(HasSubstr("exact"))));
  EXPECT_THAT(asked.Text({}, Language::kDutch),
              HasSubstr(": geblokkeerd, elk vastgelegd pad is door een "
                        "maatregel afgesloten: een kans is niet te geven."));
}

TEST(PairLikelihoods, NoPathIsNotALikelihoodOfNothing) {
  const Asked asked({Use()});
  const PairLikelihoods found = asked.Find();
  ASSERT_THAT(found.pairs, SizeIs(1));
  EXPECT_EQ(found.pairs[0].status, Status::kNoPath);
  EXPECT_FALSE(HasLikelihood(found.pairs[0], found.weakest));
  EXPECT_THAT(asked.Text(),
              HasSubstr(": no path recorded, which does not say that there is "
                        "none: no likelihood can be given."));
}

TEST(PairLikelihoods, WhatIsStatedNeverToBeOpenIsNothing) {
  const Asked asked({Use(), Update(0, 0, 0)});
  const PairLikelihoods found = asked.Find();
  ASSERT_THAT(found.pairs, SizeIs(1));
  EXPECT_EQ(found.pairs[0].status, Status::kOpen);
  EXPECT_TRUE(HasLikelihood(found.pairs[0], found.weakest));
  EXPECT_EQ(found.pairs[0].likelihood.high.value, 0);
  EXPECT_THAT(asked.Text(),
              HasSubstr(": open; there is a path, but by the likelihoods that "
                        "are stated none is ever open: 0."));
}

TEST(PairLikelihoods, NoPathOfTheStatusAskedFor) {
  const Asked asked({Use(), Update().Possible()});
  PairLikelihoodOptions open;
  open.weakest = Status::kOpen;
  const PairLikelihoods found = asked.Find(open);
  ASSERT_THAT(found.pairs, SizeIs(1));
  EXPECT_EQ(found.pairs[0].status, Status::kNotExcluded);
  EXPECT_FALSE(HasLikelihood(found.pairs[0], found.weakest));
  EXPECT_THAT(asked.Text(open),
              HasSubstr(": not excluded, no path has the status asked for or a "
                        "better one: no likelihood can be given."));
  EXPECT_TRUE(HasLikelihood(asked.Find().pairs[0], Status::kUnknown));
}

TEST(PairLikelihoods, TheBestEstimateIsTold) {
  const Asked asked({Use(), Update()});
  EXPECT_THAT(asked.Text(),
              HasSubstr(" [0.2, 0.3], best estimate 0.25 (exact, from 1 "));
  EXPECT_THAT(asked.Text({}, Language::kDutch),
              HasSubstr(" [0.2, 0.3], beste schatting 0.25 (exact, uit 1 "));
}

// The owner is certain, and a step of each of these paths.
TEST(PairLikelihoods, OnlyRelationsThatAreNotCertainAreCounted) {
  const auto expect = [](const Asked& asked, const std::string& english,
                         const std::string& dutch) {
    EXPECT_THAT(asked.Text(),
                HasSubstr(absl::StrCat("(exact, from ", english, ").")));
    EXPECT_THAT(asked.Text({}, Language::kDutch),
                HasSubstr(absl::StrCat("(exact, uit ", dutch, ").")));
  };
  expect(Asked({Use(), Update()}),
         "1 minimal path set, of 2 relations that are not certain",
         "1 kleinste verzameling, van 2 relaties die niet zeker zijn");
  expect(Asked({Use(), Update(1, 1, 1)}),
         "1 minimal path set, of 1 relation that is not certain",
         "1 kleinste verzameling, van 1 relatie die niet zeker is");
  expect(Asked({Rel("use", "uses", "processes/p", "products/x").Likely(1, 1, 1),
                Update(1, 1, 1)}),
         "1 minimal path set, of relations that are all certain",
         "1 kleinste verzameling, van louter zekere relaties");
  expect(
      Asked({Use(), Update(),
             Rel("other", "updated_by", "products/x", "companies/d")
                 .Likely(0.5, 0.5, 0.5),
             Rel("its-owner", "controlled_by", "companies/d", "authorities/s")
                 .Likely(1, 1, 1)}),
      "2 minimal path sets, of 3 relations that are not certain",
      "2 kleinste verzamelingen, van 3 relaties die niet zeker zijn");
}

TEST(PairLikelihoods, ASampledIntervalOverSeveralClassesHasNone) {
  const Asked asked({Use(), Update(0.01, 0.5, 1)});
  EXPECT_THAT(asked.Text(), Not(HasSubstr(": open; [")));
  PairLikelihoodOptions sampled;
  sampled.exact_path_sets = 0;
  sampled.samples = 1000;
  EXPECT_THAT(asked.Text(sampled),
              AllOf(HasSubstr(": open; [0"), HasSubstr("], best estimate 0.2"),
                    HasSubstr("(sampled: 1000 worlds, seed 1")));
}

TEST(PairLikelihoods, WhetherThereIsAPathMayNotBeSettled) {
  const Asked asked({Use(), Update()});
  const PairLikelihoods found = asked.Find({}, {.expansions = 0});
  ASSERT_THAT(found.pairs, SizeIs(1));
  EXPECT_FALSE(found.pairs[0].status.has_value());
  EXPECT_FALSE(found.pairs[0].likelihood.completeness.complete());
}

TEST(PairLikelihoods, AnOrganizationOfItsOwnIsLeftOutOnlyWithoutAPath) {
  Asked asked({Use(), Update(),
               Rel("part", "part_of", "processes/p", "organizations/o")});
  asked.processes.push_back(asked.snapshot->Find("organizations/o"));
  EXPECT_THAT(asked.Find().pairs, SizeIs(1));
  Asked blocked({Use(), Update(),
                 Rel("part", "part_of", "processes/p", "organizations/o"),
                 Rel("own", "uses", "organizations/o", "products/x"),
                 Closing("stop", {"relations/own"})});
  blocked.processes.push_back(blocked.snapshot->Find("organizations/o"));
  ASSERT_THAT(blocked.Find().pairs, SizeIs(2))
      << "what measures close is told, not left out";
  EXPECT_EQ(blocked.Find().pairs[1].status, Status::kBlocked);
  blocked.processes.clear();
  EXPECT_THAT(blocked.Find().pairs, IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::graph
