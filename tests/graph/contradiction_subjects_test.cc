// Which contradictions concern what is asked about: docs/semantics.md, 13.11.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "graph/contradiction_text.h"
#include "graph/contradictions.h"
#include "tests/support/asked_contradictions.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Asked AskAbout(std::vector<Fact> facts, const std::string& subject,
               bool across_sources = false,
               const ViewOptions& options = OptionsOn()) {
  Asked asked;
  asked.snapshot = MakeSnapshot(std::move(facts));
  asked.options = options;
  ContradictionQuery query;
  query.subjects = {asked.snapshot->Find(subject)};
  query.across_sources = across_sources;
  asked.found =
      FindContradictions(asked.snapshot, options, query, Limits()).value();
  return asked;
}

// Two answers that differ about each of these.
std::vector<Fact> AnswersAbout(std::vector<Fact> facts,
                               const std::vector<std::string>& things) {
  std::string name = "a";
  for (const std::string& thing : things) {
    facts.push_back(Says(name + "1", "2016", {thing}));
    facts.push_back(Says(name + "2", "2017", {thing}));
    ++name[0];
  }
  return Things(std::move(facts));
}

Draft StopDecidedBy(const std::string& organization) {
  Draft stop = Closing("stop", {"relations/use"});
  stop.measure()->decided_by = organization;
  return stop;
}

TEST(ContradictionSubjects, WhatBelongsToASubjectConcernsIt) {
  const std::vector<Fact> facts = AnswersAbout(
      {Use("use"), StopDecidedBy("organizations/part"),
       In("organizations/part", "organizations/o"),
       // What one bought stays one's own.
       Rel("bought", "procured", "organizations/o", "procurements/b")
           .From("2016")
           .Until("2018-01-01"),
       Rel("assessed", "assessed_by", "procurements/b", "instruments/i"),
       Rel("applied", "applied", "organizations/x", "instruments/j"),
       // Who assesses belongs to nobody.
       Rel("by", "assessed_by", "procurements/b", "organizations/x")},
      {"procurements/b", "instruments/i", "measures/stop", "instruments/j"});
  const std::string bought = "values statements/a1 | statements/a2";
  const std::string assessed = "values statements/b1 | statements/b2";
  const std::string stop = "values statements/c1 | statements/c2";
  const std::string applied = "values statements/d1 | statements/d2";
  EXPECT_THAT(AskAbout(facts, "organizations/o").Shown(),
              ElementsAre(bought, assessed, stop));
  EXPECT_THAT(AskAbout(facts, "organizations/part").Shown(), ElementsAre(stop));
  EXPECT_THAT(AskAbout(facts, "procurements/b").Shown(),
              ElementsAre(bought, assessed));
  EXPECT_THAT(AskAbout(facts, "organizations/x").Shown(), ElementsAre(applied));
}

TEST(ContradictionSubjects, WhatIsOnlyDeniedBelongsToNobody) {
  const std::vector<Fact> facts = AnswersAbout(
      {SourceOfType("sources/press", "press"),
       Rel("bought", "procured", "organizations/o", "procurements/b")
           .Said("sources/press"),
       Rel("assessed", "assessed_by", "organizations/o", "instruments/i")
           .Denied(),
       Rel("applied", "applied", "organizations/o", "instruments/j")
           .Possible()},
      {"procurements/b", "instruments/i", "instruments/j"});
  const ViewOptions options = FromTypes({"parliament"});
  const Asked asked = AskAbout(facts, "organizations/o", false, options);
  EXPECT_THAT(asked.found.all, IsEmpty());
  EXPECT_EQ(asked.found.left_out, 3);
  const Asked across = AskAbout(facts, "organizations/o", true, options);
  EXPECT_THAT(across.Shown(),
              ElementsAre("values statements/a1 | statements/a2"));
  EXPECT_EQ(across.found.left_out, 2) << "each once, and none that is told";
}

// What is said of the uses and the information of o's processes, of what o is
// part of, and of what others use and are.
std::vector<Fact> UsesAndInformation() {
  const auto flow = [](const char* name) {
    return Rel(name, "sends_data_to", "information/i", "companies/c")
        .Via({"relations/use"});
  };
  return AnswersAbout(
      {In("processes/p", "organizations/o"), Use("use"),
       Rel("handle", "handles", "processes/p", "information/i")
           .Via({"relations/use"}),
       flow("flow").Said("sources/a"), flow("no-flow").Denied(),
       Rel("run", "operates", "organizations/o", "processes/q"),
       Rel("run-use", "uses", "processes/q", "products/d"),
       In("organizations/o", "organizations/all"),
       In("organizations/x", "organizations/all"),
       Rel("other-use", "uses", "processes/r", "products/d")},
      {"relations/use", "information/i", "relations/run-use",
       "organizations/all", "relations/other-use", "organizations/x"});
}

constexpr char kFlow[] = "denial relations/flow | relations/no-flow";
constexpr char kUse[] = "values statements/a1 | statements/a2";
constexpr char kInformation[] = "values statements/b1 | statements/b2";
constexpr char kRunUse[] = "values statements/c1 | statements/c2";
constexpr char kAbove[] = "values statements/d1 | statements/d2";

// Not for what it is part of, nor for what others do that is part of the same.
TEST(ContradictionSubjects, AnOrganizationStandsForItsProcesses) {
  const Asked asked = AskAbout(UsesAndInformation(), "organizations/o");
  EXPECT_THAT(asked.Shown(), ElementsAre(kFlow, kUse, kInformation, kRunUse));
  EXPECT_EQ(asked.found.left_out, 3);
}

// Its answers are about what it is part of, too.
TEST(ContradictionSubjects, AProcessStandsForWhatItsAnswersAreAbout) {
  const Asked asked = AskAbout(UsesAndInformation(), "processes/p");
  EXPECT_THAT(asked.Shown(), ElementsAre(kFlow, kUse, kInformation, kAbove));
  EXPECT_EQ(asked.found.left_out, 3);
}

// A process is not asked about what else is part of the same.
TEST(ContradictionSubjects, OfWhatIsStoodForOnlyItselfIsAsked) {
  const std::vector<Fact> facts = AnswersAbout(
      {In("processes/p", "organizations/o"),
       In("processes/other", "organizations/o"), Use("use"),
       Rel("other-use", "uses", "processes/other", "products/d")},
      {"organizations/o", "processes/other", "relations/other-use"});
  EXPECT_THAT(AskAbout(facts, "processes/p").Shown(),
              ElementsAre("values statements/a1 | statements/a2"));
}

TEST(ContradictionSubjects, HowManyAreLeftOutIsTold) {
  const std::vector<Fact> facts = AnswersAbout(
      {Use("yes").Said("sources/a"), Use("no").Denied()}, {"organizations/x"});
  const Asked asked = AskAbout(facts, "organizations/x");
  EXPECT_THAT(asked.Shown(),
              ElementsAre("values statements/a1 | statements/a2"));
  EXPECT_EQ(asked.found.found, 1);
  EXPECT_EQ(asked.found.left_out, 1);
  EXPECT_EQ(Ask(facts).found.left_out, 0);
  const auto text = [&](Contradictions found, bool subjects,
                        Language language) {
    return ContradictionsText(*asked.snapshot, asked.options, found, subjects,
                              language);
  };
  EXPECT_THAT(text(asked.found, true, Language::kEnglish),
              HasSubstr("Left out, since they do not concern it: 1.\n"));
  EXPECT_THAT(text(asked.found, true, Language::kDutch),
              HasSubstr("Weggelaten, omdat ze niet gaan over wat is gevraagd: "
                        "1.\n"));
  EXPECT_THAT(text(Ask(facts).found, false, Language::kEnglish),
              Not(HasSubstr("Left out")));
  Contradictions cut = asked.found;
  cut.completeness.stop = StopReason::kExpansions;
  EXPECT_THAT(text(cut, true, Language::kEnglish),
              HasSubstr("do not concern it: at least 1."));
}

}  // namespace
}  // namespace ketenzicht::graph
