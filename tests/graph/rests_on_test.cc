// What an answer rests on: docs/semantics.md, section 10.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/exposure.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

// A path from processes/p over an access, `access`, to authorities/a.
std::vector<Fact> PathOver(const Fact& access, std::vector<Fact> others = {}) {
  std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/d"), access,
      Rel("control", "controlled_by", "companies/c", "authorities/a")};
  facts.insert(facts.end(), others.begin(), others.end());
  return facts;
}

Draft Access() {
  return Rel("access", "remotely_accessed_by", "products/d", "companies/c");
}

std::vector<std::string> Of(const std::vector<Fact>& facts,
                            const ViewOptions& options = OptionsOn()) {
  const Views views = *Views::Create(MakeSnapshot(facts), options);
  const Snapshot& snapshot = views.asked->snapshot();
  const FactIndex authority = snapshot.Find("authorities/a");
  const PairAnswer answer =
      AnswerPair(views, snapshot.Find("processes/p"),
                 {.asked = authority, .authorities = {authority}},
                 *snapshot.policy().FindVector("espionage"), Limits());
  EXPECT_FALSE(answer.paths.empty());
  if (answer.paths.empty()) return {};
  return RestsOn(*views.asked, answer.paths.front());
}

// The carrier is a class fact that says nothing here: a specific one does.
TEST(RestsOn, NamesWhatReplacedACarrier) {
  const std::vector<std::string> ids = Of(PathOver(
      Access().Via({"relations/uses"}),
      {Rel("uses", "uses", Ids({"processes/q"}), "products/d"),
       Rel("use-q", "uses", "processes/q", "products/d").NotExcluded()}));
  EXPECT_THAT(ids, AllOf(Contains("relations/use-q"),
                         Not(Contains("relations/uses@processes/q"))));
}

TEST(RestsOn, FollowsWhatAGuardLookedAt) {
  const std::vector<std::string> ids =
      Of(PathOver(Access().While(WhenFact("relations/made")),
                  {Rel("made", "made_by", "products/d", "companies/c")
                       .Via({"relations/use-q"}),
                   Rel("use-q", "uses", "processes/q", "products/d"),
                   Closing("stop", {"relations/made"}).Candidate()}));
  EXPECT_THAT(ids, IsSupersetOf(
                       {"relations/made", "relations/use-q", "measures/stop"}));
}

TEST(RestsOn, NamesTheDenialOfWhatAGuardLookedAt) {
  const std::vector<std::string> ids = Of(
      PathOver(Access().While(WhenNot(WhenFact("relations/made"))),
               {Rel("made", "made_by", "products/d", "companies/c"),
                Rel("not", "made_by", "products/d", "companies/c").Denied()}));
  EXPECT_THAT(ids, IsSupersetOf({"relations/made", "relations/not"}));
}

// A denial of anything is no relation between two things, and closes all the
// same.
TEST(RestsOn, NamesTheDenialOfAnythingThatClosed) {
  const std::vector<std::string> ids = Of(PathOver(
      Access().While(WhenNot(WhenFact("relations/made"))),
      {Rel("made", "made_by", "products/d", "companies/c").Unknown(),
       Rel("none", "made_by", "products/d", Everything()).Denied()}));
  EXPECT_THAT(ids, IsSupersetOf({"relations/made", "relations/none"}));
}

// The fact of which dates are compared, and no description of them.
TEST(RestsOn, NamesTheFactWhoseDatesAreCompared) {
  const std::vector<std::string> ids = Of(PathOver(
      Access().While(WhenDates(On("2016-01-01"), DateComparison::kWithin,
                               FromOf("relations/made"))),
      {Rel("made", "made_by", "products/d", "companies/c")
           .From("open")
           .Via({"relations/use-q"}),
       Rel("use-q", "uses", "processes/q", "products/d")}));
  EXPECT_THAT(ids, AllOf(Contains("relations/made"),
                         Not(Contains("relations/made.from")),
                         Not(Contains("relations/use-q"))));
}

TEST(RestsOn, NamesWhoMadeWhatSendsByPresumption) {
  const std::vector<std::string> ids =
      Of({Rel("use", "uses", "processes/p", "products/d"),
          Rel("shot", "handles", "processes/p", "information/i")
              .Via({"relations/use"}),
          Rel("chip", "contains", "products/d", "products/chip"),
          Rel("made", "made_by", "products/chip", "companies/c"),
          Rel("made-else", "made_by", "products/e", "companies/c"),
          Rel("control", "controlled_by", "companies/c", "authorities/a")});
  EXPECT_THAT(ids, AllOf(Contains("relations/chip"), Contains("relations/made"),
                         Not(Contains("relations/made-else"))));
}

TEST(RestsOn, NamesNoFactsOfReach) {
  EXPECT_THAT(
      Of(PathOver(Access().While(WhenReached("authorities/a", "$target")))),
      Not(Contains("authorities/a reaches companies/c")));
}

}  // namespace
}  // namespace ketenzicht::graph
