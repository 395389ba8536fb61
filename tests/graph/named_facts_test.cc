// What a text names: facts, the things in them, their sources.

#include "graph/named_facts.h"

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "graph/case_answer.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

using Ids = std::vector<std::string>;

// What the answer with these parts names, of all sources or of parliament.
class Answered {
 public:
  Answered(std::vector<Fact> facts, std::vector<AnswerPart> parts,
           const ViewOptions& options = OptionsOn()) {
    facts.push_back(Thing("questions/q"));
    facts.push_back(SourceOfType("sources/press", "press"));
    views_ = *Views::Create(MakeSnapshot(std::move(facts)), options);
    const CaseQuestion question{
        .number = 1, .question = "questions/q", .answer = std::move(parts)};
    const QuestionAnswer answer =
        AnswerQuestion(views_, question, Limits()).value();
    NamedFacts named(*views_.asked);
    text = QuestionText(views_, answer, options, Language::kEnglish, &named);
    all = IdsOf(named.named());
    told = IdsOf(named.told());
    cited = IdsOf(named.cited());
    for (const auto& [id, instance] : named.presumed()) presumed.push_back(id);
  }

  std::string text;
  Ids all;
  Ids told;
  Ids cited;
  Ids presumed;

 private:
  Ids IdsOf(const std::set<FactIndex>& facts) const {
    Ids ids;
    for (FactIndex fact : facts) {
      ids.emplace_back(views_.asked->snapshot().id(fact));
    }
    return ids;
  }

  Views views_;
};

AnswerPart Facts(Ids ids) { return {.facts = std::move(ids)}; }
AnswerPart Paths() {
  return {.paths = CaseQuery{{"processes/p"}, {"authorities/a"}, "espionage"}};
}

// A way from processes/p to authorities/a, with more facts.
std::vector<Fact> Way(std::vector<Fact> more) {
  std::vector<Fact> facts = {
      Rel("handles", "handles", "processes/p", "information/i"),
      Rel("sent", "sends_data_to", "information/i", "companies/c"),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/x"),
      Rel("enacts", "enacts", "jurisdictions/x", "laws/l"),
      Rel("compels", "compels_disclosure", "laws/l", "authorities/a")};
  for (Fact& fact : more) facts.push_back(std::move(fact));
  return facts;
}

TEST(NamedFacts, OfAPathAreItsStepsAndWhatTheyLeadThrough) {
  const Answered text(Way({Rel("other", "uses", "processes/q", "products/y")}),
                      {Paths()});
  EXPECT_THAT(text.told, ElementsAre("relations/compels", "relations/enacts",
                                     "relations/handles", "relations/seat",
                                     "relations/sent"));
  EXPECT_THAT(text.all,
              UnorderedElementsAre(
                  "authorities/a", "companies/c", "information/i",
                  "jurisdictions/x", "laws/l", "processes/p", "questions/q",
                  "relations/compels", "relations/enacts", "relations/handles",
                  "relations/seat", "relations/sent", "sources/s"));
  EXPECT_THAT(text.cited, ElementsAre("sources/s"));
}

TEST(NamedFacts, OfAMeasureAreWhoDecidedItAndWhatItsGuardAsks) {
  Draft stop =
      Closing("stop", {"relations/sent"})
          .Unless(WhenRelation("key_held_by", "$source", "companies/holder"));
  stop.measure()->decided_by = "organizations/o";
  const Answered text(Way({stop, Thing("organizations/o")}), {Paths()});
  EXPECT_THAT(text.told, Contains("measures/stop"));
  EXPECT_THAT(text.all, IsSupersetOf({"measures/stop", "organizations/o",
                                      "companies/holder"}));
}

TEST(NamedFacts, WhatCarriesAndWhatContestsIsTold) {
  std::vector<Fact> facts =
      Way({Rel("use", "uses", "processes/p", "products/d"),
           Rel("not", "sends_data_to", "information/i", "companies/c")
               .Denied()
               .Said("sources/press")});
  std::get<Relation>(facts[0].body).via = {"relations/use"};
  const Answered text(std::move(facts), {Paths()});
  EXPECT_THAT(text.told, IsSupersetOf({"relations/use", "relations/not"}));
  EXPECT_THAT(text.all, Contains("products/d"));
  EXPECT_THAT(text.cited, ElementsAre("sources/press", "sources/s"));
}

TEST(NamedFacts, SourcesThatDoNotCountAreCitedWhereNoOtherIs) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  const std::vector<Fact> facts = {
      Rel("both", "uses", "processes/p", "products/d")
          .Said("sources/press")
          .Said("sources/s"),
      Rel("press", "uses", "processes/p", "products/e").Said("sources/press")};
  EXPECT_THAT(Answered(facts, {Facts({"relations/both"})}, options).cited,
              ElementsAre("sources/s"));
  EXPECT_THAT(Answered(facts, {Facts({"relations/press"})}, options).cited,
              ElementsAre("sources/press"));
}

TEST(NamedFacts, AClassWithoutALabelNamesWhatItAsks) {
  const auto use = [](const std::string& label) {
    Members members = Of("process").Where("part_of", "organizations/o");
    members.label = {label, label};
    return Rel("use", "uses", members, "products/d");
  };
  const AnswerPart part = Facts({"relations/use"});
  EXPECT_THAT(Answered({use("")}, {part}).all, Contains("organizations/o"));
  EXPECT_THAT(Answered({use("the processes")}, {part}).all,
              AllOf(Contains("products/d"), Not(Contains("organizations/o"))));
}

TEST(NamedFacts, ARelationAboutARelationNamesTheThingsOfBoth) {
  const Answered text(
      {Rel("use", "uses", "processes/p", "products/d"),
       Rel("touches", "touches", "relations/use", "interests/dutch-interests")},
      {Facts({"relations/touches"})});
  EXPECT_THAT(text.told, ElementsAre("relations/touches"));
  EXPECT_THAT(text.all,
              IsSupersetOf({"relations/use", "processes/p", "products/d",
                            "interests/dutch-interests"}));
}

TEST(NamedFacts, WhatIsPresumedIsNoFactButItsThingsAreNamed) {
  std::vector<Fact> facts =
      Way({Rel("use", "uses", "processes/p", "products/d"),
           Rel("made", "made_by", "products/d", "companies/c")});
  facts.erase(facts.begin() + 1);  // nothing is stated of the flow
  const Answered text(std::move(facts), {Paths()});
  EXPECT_THAT(text.presumed, Contains(::testing::HasSubstr("information/i")))
      << text.text;
  EXPECT_THAT(text.told, Not(Contains(::testing::HasSubstr("presumed"))));
  EXPECT_THAT(text.all, Contains("companies/c"));
}

TEST(NamedFacts, OfAnEmptyAnswerIsTheQuestion) {
  const Answered text({}, {});
  EXPECT_THAT(text.all, ElementsAre("questions/q"));
  EXPECT_THAT(text.cited, IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::graph
