// What the answer to a question leaves unknown.

#include "graph/case_unknowns.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Ids = std::vector<std::string>;

// What is left unknown, each by its id: with "!" where it does not count, a
// factor as "touches_vital of processes/p", with "inherent" where it is.
struct Left {
  Ids recorded;
  Ids presumed;
  Ids factors;
};

std::string Marked(absl::string_view id, Omission omission) {
  return absl::StrCat(omission == Omission::kNone ? "" : "!", id);
}

Left LeftBy(std::vector<Fact> facts, AnswerPart part,
            const ViewOptions& options = OptionsOn()) {
  facts.push_back(Thing("questions/q"));
  facts.push_back(SourceOfType("sources/press", "press"));
  const Views views = *Views::Create(MakeSnapshot(std::move(facts)), options);
  const Snapshot& snapshot = views.asked->snapshot();
  const CaseQuestion question{
      .number = 1, .question = "questions/q", .answer = {std::move(part)}};
  const QuestionAnswer answer =
      AnswerQuestion(views, question, Limits()).value();
  NamedFacts named(*views.asked);
  QuestionText(views, answer, options, Language::kEnglish, &named);
  const CaseUnknowns unknowns = UnknownsOf(views, answer, named);
  Left left;
  for (const ToldFact& told : unknowns.recorded) {
    left.recorded.push_back(Marked(snapshot.id(told.fact), told.omission));
  }
  for (const Instance& r : unknowns.presumed) {
    left.presumed.push_back(Marked(r.id, r.omission));
  }
  for (const OpenFactor& open : unknowns.factors) {
    left.factors.push_back(absl::StrCat(open.factor->id, " of ",
                                        snapshot.id(open.pair->process),
                                        open.inherent ? ", inherent" : ""));
  }
  return left;
}

ViewOptions OfParliament() {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  return options;
}

AnswerPart Paths() {
  return {.paths = CaseQuery{{"processes/p"}, {"authorities/a"}, "espionage"}};
}

// A way from processes/p to authorities/a, by what p uses.
std::vector<Fact> Way() {
  return {Rel("use", "uses", "processes/p", "products/d"),
          Rel("handles", "handles", "processes/p", "information/i")
              .Via({"relations/use"}),
          Rel("sent", "sends_data_to", "information/i", "companies/c"),
          Rel("made", "made_by", "products/d", "companies/c"),
          Rel("seat", "seated_in", "companies/c", "jurisdictions/x"),
          Rel("enacts", "enacts", "jurisdictions/x", "laws/l"),
          Rel("compels", "compels_disclosure", "laws/l", "authorities/a")};
}

// Such a step makes the pair unknown as much as one that is recorded so.
TEST(CaseUnknowns, WhatIsNotCertainOnTheDayIsAmongThem) {
  std::vector<Fact> facts = Way();
  facts[2] = Rel("sent", "sends_data_to", "information/i", "companies/c")
                 .From("2021-11");
  facts[4] = Rel("seat", "seated_in", "companies/c", "jurisdictions/x")
                 .From("2021-10");
  const Left left = LeftBy(facts, Paths());
  EXPECT_THAT(left.recorded, ElementsAre("relations/sent"));
}

TEST(CaseUnknowns, WhatDoesNotCountIsAmongThem) {
  const std::vector<Fact> facts = {
      Rel("open", "uses", "processes/p", "products/x").Unknown(),
      Rel("press", "uses", "processes/p", "products/y")
          .Unknown()
          .Said("sources/press"),
      Rel("known", "uses", "processes/p", "products/z")};
  const AnswerPart part{
      .facts = {"relations/known", "relations/open", "relations/press"}};
  EXPECT_THAT(LeftBy(facts, part, OfParliament()).recorded,
              ElementsAre("relations/open", "!relations/press"));
  EXPECT_THAT(LeftBy(facts, part).recorded,
              ElementsAre("relations/open", "relations/press"));
}

TEST(CaseUnknowns, WhatAChangeDeniesIsNotUnknown) {
  ViewOptions options = OptionsOn();
  options.changes.push_back({Change::Op::kDeny, "relations/open"});
  EXPECT_THAT(
      LeftBy({Rel("open", "uses", "processes/p", "products/x").Unknown()},
             {.facts = {"relations/open"}}, options)
          .recorded,
      IsEmpty());
}

TEST(CaseUnknowns, StepsAndWhatCarriesThemAreAmongThem) {
  std::vector<Fact> facts = Way();
  facts[0].modality = Modality::kUnknown;
  facts[0].unknown_kind = UnknownKind::kNotStated;
  EXPECT_THAT(LeftBy(facts, Paths()).recorded, ElementsAre("relations/use"));
}

TEST(CaseUnknowns, WhatIsPresumedOnThePathOrOnTheNearestToOneIsTold) {
  std::vector<Fact> facts = Way();
  facts.erase(facts.begin() + 2);  // nothing is stated of the flow
  EXPECT_THAT(LeftBy(facts, Paths()).presumed,
              ElementsAre(HasSubstr("information/i@companies/c")));
  // Only the press knows where the company is seated.
  for (Fact& fact : facts) {
    if (fact.id == "relations/seat") fact.evidence[0].source = "sources/press";
  }
  const Left near = LeftBy(facts, Paths(), OfParliament());
  EXPECT_THAT(near.presumed,
              ElementsAre(HasSubstr("information/i@companies/c")));
  EXPECT_THAT(near.presumed, Not(Contains(HasSubstr("!"))));
  EXPECT_THAT(near.factors, IsEmpty()) << "no path, no factors";
}

TEST(CaseUnknowns, FactorsAreOfTheirPair) {
  const Left left = LeftBy(Way(), Paths());
  EXPECT_THAT(left.factors, Contains("touches_vital of processes/p"));
  std::vector<Fact> touching = Way();
  touching.push_back(Rel("touches", "touches", "relations/use",
                         "interests/vital-infrastructure"));
  EXPECT_THAT(LeftBy(touching, Paths()).factors,
              Not(Contains("touches_vital of processes/p")));
}

TEST(CaseUnknowns, OfABlockedPairTheFactorsAreThoseWithoutMeasures) {
  std::vector<Fact> facts = Way();
  facts.push_back(Closing("stop", {"relations/sent"}));
  EXPECT_THAT(LeftBy(facts, Paths()).factors,
              Contains("touches_vital of processes/p, inherent"));
}

}  // namespace
}  // namespace ketenzicht::graph
