// Contradictions on small records, by hand: docs/semantics.md, section 13.

#include "graph/contradictions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/contradiction_text.h"
#include "tests/support/asked_contradictions.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// ---- Affirmed and denied ----------------------------------------------------

TEST(Contradictions, WhatAnotherSourceDeniesIsContested) {
  const Asked asked =
      Ask({Use("yes").Said("sources/a"), Use("no").Denied().Said("sources/b")});
  EXPECT_THAT(asked.Shown(),
              ElementsAre("denial relations/yes | relations/no"));
  const Contradiction& one = asked.Only();
  EXPECT_TRUE(one.as_asked);
  ASSERT_THAT(one.places, SizeIs(1));
  EXPECT_EQ(one.num_places, 1);
  EXPECT_EQ(one.places[0].outcome, DenialOutcome::kContested);
  EXPECT_EQ(one.places[0].as_asked, Status::kOpen);
  EXPECT_EQ(one.places[0].as_compared, Status::kOpen);
  ASSERT_THAT(one.sides[0].voices, SizeIs(1));
  EXPECT_EQ(asked.Id(one.sides[0].voices[0].source), "sources/a");
  EXPECT_EQ(one.sides[0].voices[0].source_type, "parliament");
  EXPECT_TRUE(one.sides[1].counts);
}

TEST(Contradictions, ASourceMayContradictItself) {
  const Asked asked = Ask({Use("yes"), Use("no").Denied()});
  const Contradiction& one = asked.Only();
  EXPECT_EQ(one.places[0].outcome, DenialOutcome::kClosed);
  EXPECT_EQ(one.places[0].as_asked, Status::kNoPath);
}

// docs/semantics.md, 13.13.
TEST(Contradictions, AMeasureAndTheSameOneDeniedContradict) {
  const auto stop = [](const char* name) {
    Draft measure = Closing(name, {"relations/use"});
    measure.measure()->decided_by = "organizations/o";
    return measure;
  };
  Draft denied = stop("not").Denied().Said("sources/b");
  const Asked asked = Ask(Things({Use("use"), stop("there"), denied}));
  EXPECT_THAT(asked.Shown(),
              ElementsAre("denial measures/there | measures/not"));
  EXPECT_THAT(asked.Only().places, IsEmpty());
  EXPECT_THAT(ContradictionsText(*asked.snapshot, asked.options, asked.found,
                                 false, Language::kEnglish),
              AllOf(HasSubstr("a measure does not lapse by being denied"),
                    Not(HasSubstr("Not on this date"))));
  // It concerns what it is about, whoever decided it.
  const std::vector<Fact> all = Things({Use("use"), stop("there"), denied});
  const Asked whole = Ask(all);
  for (const char* subject : {"organizations/o", "processes/p", "products/d"}) {
    EXPECT_THAT(
        Ask(all, {.subjects = {whole.snapshot->Find(subject)}}).found.all,
        SizeIs(1))
        << subject;
  }
  EXPECT_THAT(Ask(all, {.subjects = {whole.snapshot->Find("organizations/x")}})
                  .found.all,
              IsEmpty());
  denied.measure()->decided_by = "organizations/x";
  EXPECT_THAT(Ask(Things({Use("use"), stop("there"), denied})).found.all,
              IsEmpty());
  EXPECT_THAT(
      Ask(Things({Use("use"), stop("there"), stop("not").Denied().Candidate()}))
          .found.all,
      IsEmpty())
      << "one that was considered only, and not that either";
}

TEST(Contradictions, NothingContradictsIsNoError) {
  EXPECT_THAT(Ask({Use("yes")}).found.all, IsEmpty());
  EXPECT_THAT(Ask({Use("no").Denied()}).found.all, IsEmpty());
  EXPECT_THAT(
      Ask({Use("yes"), Rel("no", "uses", "processes/q", "products/d").Denied()})
          .found.all,
      IsEmpty());
}

TEST(Contradictions, OnlyWhatHoldsOnTheDayIsDenied) {
  const std::vector<Fact> facts = {Use("yes").From("2010").Until("2019-01-01"),
                                   Use("no").Denied().From("2019-01-01")};
  for (const char* day : {"2018-06-01", "2019-01-01", kToday}) {
    EXPECT_THAT(Ask(facts, {}, OptionsOn(day)).found.all, IsEmpty()) << day;
  }
  // Inside the year nobody knows whether it is denied yet.
  const std::vector<Fact> within = {Use("yes").From("2010"),
                                    Use("no").Denied().From("2019")};
  EXPECT_THAT(Ask(within, {}, OptionsOn("2019-06-01")).found.all, IsEmpty());
  EXPECT_THAT(Ask(within, {}, OptionsOn("2020-06-01")).found.all, SizeIs(1));
}

// docs/semantics.md, 13.12.
TEST(Contradictions, WhatHeldTogetherBeforeIsToldWithoutAPlace) {
  const auto ask = [](const Draft& yes, const Draft& no, const char* day) {
    return Ask({yes, no}, {}, OptionsOn(day));
  };
  // Over on the day, and denied for all time.
  const Asked over = ask(Use("yes").From("2010").Until("2015-01-01"),
                         Use("no").Denied().From("open"), "2020-06-01");
  EXPECT_THAT(over.Shown(), ElementsAre("denial relations/yes | relations/no"));
  EXPECT_THAT(over.Only().places, IsEmpty());
  EXPECT_EQ(over.Only().num_places, 0);
  EXPECT_EQ(FormatDateRange(over.Only().overlap.until.range), "2015-01-01");
  // Said first when it was over: of some day it was said all the same.
  const Draft lately =
      Use("yes").Until("2015/2016").Said("sources/a", "2020-01-01");
  const Draft never = Use("no").Denied().From("open");
  EXPECT_THAT(ask(lately, never, "2020-06-01").found.all, SizeIs(1));
  EXPECT_THAT(ask(lately, never, "2019-06-01").found.all, IsEmpty())
      << "not said yet";
  // It may have begun after what the denial speaks of.
  EXPECT_THAT(ask(lately, Use("no").Denied().From("open").Until("2015-06-01"),
                  "2020-06-01")
                  .found.all,
              IsEmpty());
  EXPECT_THAT(ask(Use("yes").From("2017").Until("2018-01-01"),
                  Use("no").Denied().From("2018-01-01"), "2020-06-01")
                  .found.all,
              IsEmpty());
  // Of two of which nobody knows the start each held on the day before its end.
  const Draft both =
      Use("yes").Until("2015-01-01").Said("sources/a", "2020-01-01");
  const Draft neither =
      Use("no").Denied().Until("2015-01-01").Said("sources/b", "2020-01-01");
  EXPECT_THAT(ask(both, neither, "2020-06-01").found.all, SizeIs(1));
  // A relation does not hold on days on which an end of it is not there.
  Draft ended = Thing("products/d");
  ended.Until("2016-01-01");
  EXPECT_THAT(Ask({ended, Use("yes").From("2010").Until("2018-01-01"),
                   Use("no").Denied().From("2017-01-01")},
                  {}, OptionsOn("2020-06-01"))
                  .found.all,
              IsEmpty());
  // What lies ahead is no contradiction yet.
  EXPECT_THAT(ask(Use("yes").From("2010"),
                  Use("no").Denied().From("2025-01-01"), "2020-06-01")
                  .found.all,
              IsEmpty());
}

TEST(Contradictions, TheDaysOnWhichBothHoldAreTold) {
  const Asked asked = Ask({Use("yes").From("2016").Until("2023-05-01"),
                           Use("no").Denied().From("2018").Until("open")});
  const ValidTime& overlap = asked.Only().overlap;
  ASSERT_EQ(overlap.from.kind, Bound::Kind::kDated);
  EXPECT_EQ(FormatDateRange(overlap.from.range), "2018");
  ASSERT_EQ(overlap.until.kind, Bound::Kind::kDated);
  EXPECT_EQ(FormatDateRange(overlap.until.range), "2023-05-01");
}

TEST(Contradictions, ADeniedKindDeniesItsKinds) {
  EXPECT_THAT(
      Ask({Rel("yes", "majority_owned_by", "companies/a", "companies/b"),
           Rel("no", "owned_by", "companies/a", "companies/b").Denied()})
          .found.all,
      SizeIs(1));
  EXPECT_THAT(Ask({Rel("yes", "owned_by", "companies/a", "companies/b"),
                   Rel("no", "majority_owned_by", "companies/a", "companies/b")
                       .Denied()})
                  .found.all,
              IsEmpty());
}

// The press on the app, and the minister.
TEST(Contradictions, ClassesAndPartsMeetInTheirInstances) {
  const Asked asked = Ask(
      {In("processes/p", "organizations/o"),
       In("processes/q", "organizations/o"),
       In("processes/r", "organizations/x"),
       Rel("some", "uses", Of("process").Where("part_of+", "organizations/o"),
           "products/app")
           .Possible()
           .Said("sources/a"),
       Rel("none", "uses", "organizations/o", "products/app")
           .Denied()
           .Said("sources/b")});
  const Contradiction& one = asked.Only();
  ASSERT_THAT(one.places, SizeIs(2));
  EXPECT_EQ(one.num_places, 2);
  EXPECT_EQ(one.places[0].relation, "relations/some@processes/p");
  EXPECT_EQ(one.places[0].denial, "relations/none");
  EXPECT_EQ(asked.Id(one.places[1].source), "processes/q");
  EXPECT_EQ(one.places[0].outcome, DenialOutcome::kContested);
  EXPECT_EQ(one.places[0].as_asked, Status::kNotExcluded);
}

TEST(Contradictions, ADenialOfEverythingIsOne) {
  EXPECT_THAT(Ask({Use("yes"),
                   Rel("none", "uses", "processes/p", Everything()).Denied()})
                  .found.all,
              SizeIs(1));
}

TEST(Contradictions, TheSpecificStandsAndIsToldAllTheSame) {
  const Asked asked =
      Ask({In("processes/p", "organizations/o"), Use("yes"),
           Rel("no", "uses", "organizations/o", "products/d").Denied()});
  const Contradiction& one = asked.Only();
  EXPECT_EQ(one.places[0].outcome, DenialOutcome::kStands);
  EXPECT_EQ(one.places[0].as_asked, Status::kOpen);
}

TEST(Contradictions, SilenceReadingsAndPremisesContradictNothing) {
  for (const Draft& what :
       {Use("what").Unknown(), Use("what").Is(Modality::kPresupposed),
        Use("what").Possible().InferredFrom({"relations/no"})}) {
    EXPECT_THAT(Ask({what, Use("no").Denied()}).found.all, IsEmpty())
        << ModalityName(what.modality);
  }
}

TEST(Contradictions, ADenialSpeaksOfWhatItsCarriersCarry) {
  const auto ask = [](std::vector<std::string> via) {
    return Ask({Rel("u", "uses", "processes/p", "products/d"),
                Rel("v", "uses", "processes/p", "products/e"),
                Rel("flow", "sends_data_to", "information/i", "companies/c")
                    .Via({"relations/u"}),
                Rel("no", "sends_data_to", "information/i", "companies/c")
                    .Via(std::move(via))
                    .Denied()})
        .found.all;
  };
  EXPECT_THAT(ask({}), SizeIs(1));
  EXPECT_THAT(ask({"relations/u"}), SizeIs(1));
  EXPECT_THAT(ask({"relations/v"}), IsEmpty());
}

// ---- Per set of sources -----------------------------------------------------

std::vector<Fact> PressAndMinister() {
  return {SourceOfType("sources/press", "press"),
          Use("yes").Said("sources/press"), Use("no").Denied()};
}

TEST(Contradictions, AreThoseOfTheSourcesAskedFor) {
  EXPECT_THAT(Ask(PressAndMinister(), {}, FromTypes({"parliament"})).found.all,
              IsEmpty());
  EXPECT_THAT(Ask(PressAndMinister(), {}, FromTypes({"press"})).found.all,
              IsEmpty());
  EXPECT_TRUE(Ask(PressAndMinister(), {}, FromTypes({"parliament", "press"}))
                  .Only()
                  .as_asked);
}

TEST(Contradictions, AcrossSourcesEachSideSaysWhetherItCounts) {
  const Asked asked = Ask(PressAndMinister(), {.across_sources = true},
                          FromTypes({"parliament"}));
  const Contradiction& one = asked.Only();
  EXPECT_FALSE(one.as_asked);
  EXPECT_FALSE(one.sides[0].counts);
  EXPECT_FALSE(one.sides[0].voices.at(0).counts);
  EXPECT_EQ(one.sides[0].voices.at(0).source_type, "press");
  EXPECT_TRUE(one.sides[1].counts);
  EXPECT_EQ(one.places.at(0).as_asked, Status::kNoPath);
  EXPECT_EQ(one.places.at(0).as_compared, Status::kOpen);
  EXPECT_TRUE(Ask(PressAndMinister(), {.across_sources = true},
                  FromTypes({"parliament", "press"}))
                  .Only()
                  .as_asked);
}

// The press says of p what goes before the rule that all processes are part of
// o: with it there is nothing left that o's denial is about. The asked ones
// alone still have it.
TEST(Contradictions, WhatMoreSourcesWouldResolveIsToldAllTheSame) {
  const std::vector<Fact> facts = {
      SourceOfType("sources/press", "press"),
      Rel("every-in", "part_of", Ids({"processes/p"}), "organizations/o")
          .From("open"),
      Rel("not-in", "part_of", "processes/p", "organizations/o")
          .Denied()
          .From("open")
          .Said("sources/press"),
      Use("yes"), Rel("no", "uses", "organizations/o", "products/d").Denied()};
  EXPECT_THAT(Ask(facts, {}, FromTypes({"parliament", "press"})).Shown(),
              ElementsAre("denial relations/every-in | relations/not-in"));
  const Asked asked =
      Ask(facts, {.across_sources = true}, FromTypes({"parliament"}));
  EXPECT_THAT(asked.Shown(),
              ElementsAre("denial relations/every-in | relations/not-in",
                          "denial relations/yes | relations/no"));
  EXPECT_FALSE(asked.found.all.at(0).as_asked);
  EXPECT_TRUE(asked.found.all.at(1).as_asked);
}

// ---- Judgements -------------------------------------------------------------

Draft Decided(Draft measure, absl::string_view by) {
  measure.measure()->decided_by = std::string(by);
  return measure;
}

// Defence closes its operational use of Chinese drones; the police uses a kind
// of these.
std::vector<Fact> DefenceAndPolice(absl::string_view decided_by) {
  return {
      In("processes/operations", "organizations/defence"),
      In("processes/events", "organizations/defence"),
      In("processes/forensic", "organizations/police"),
      Thing("organizations/board"),
      In("organizations/staff", "organizations/defence"),
      Rel("operations-use", "uses", "processes/operations", "products/chinese")
          .Possible(),
      Rel("events-use", "uses", "processes/events", "products/chinese"),
      Rel("forensic-use", "uses", "processes/forensic", "products/dji"),
      Rel("kind", "instance_of", "products/dji", "products/chinese"),
      Decided(Closing("stop", {"relations/operations-use"}), decided_by)};
}

TEST(Contradictions, OrganizationsMayJudgeOneProductDifferently) {
  for (const char* by : {"organizations/defence", "organizations/staff"}) {
    const Asked asked = Ask(DefenceAndPolice(by));
    EXPECT_THAT(asked.Shown(), ElementsAre("judgement organizations/defence | "
                                           "organizations/police"));
    const Contradiction& one = asked.Only();
    EXPECT_EQ(asked.Id(one.about.at(0)), "products/chinese");
    ASSERT_THAT(one.sides[0].excluded, SizeIs(1));
    EXPECT_EQ(one.sides[0].excluded[0].use, "relations/operations-use");
    EXPECT_EQ(asked.Id(one.sides[0].excluded[0].decisions.at(0)),
              "measures/stop");
    ASSERT_THAT(one.sides[0].used, SizeIs(1));
    EXPECT_EQ(asked.Id(one.sides[0].used[0].user), "processes/events");
    EXPECT_THAT(one.sides[1].excluded, IsEmpty());
    ASSERT_THAT(one.sides[1].used, SizeIs(1));
    EXPECT_EQ(asked.Id(one.sides[1].used[0].user), "processes/forensic");
    EXPECT_EQ(asked.Id(one.sides[1].used[0].product), "products/dji");
    EXPECT_THAT(one.sides[0].voices, Not(IsEmpty()));
  }
}

TEST(Contradictions, AnotherOnesDecisionIsNoJudgementOfItsOwn) {
  EXPECT_THAT(Ask(DefenceAndPolice("organizations/board")).found.all,
              IsEmpty());
  EXPECT_THAT(Ask(DefenceAndPolice("")).found.all, IsEmpty());
}

TEST(Contradictions, WithoutMeasuresNothingIsJudged) {
  ViewOptions options = OptionsOn();
  options.measures = false;
  EXPECT_THAT(
      Ask(DefenceAndPolice("organizations/defence"), {}, options).found.all,
      IsEmpty());
}

TEST(Contradictions, PartsOfOneOrganizationAreOne) {
  std::vector<Fact> facts = DefenceAndPolice("organizations/defence");
  facts.push_back(In("organizations/police", "organizations/defence"));
  EXPECT_THAT(Ask(facts).found.all, IsEmpty());
}

TEST(Contradictions, AUseOfTheMoreGeneralIsNoJudgementOnTheKind) {
  EXPECT_THAT(
      Ask({In("processes/p", "organizations/o"),
           In("processes/q", "organizations/x"),
           Rel("closed", "uses", "processes/p", "products/dji").Possible(),
           Rel("general", "uses", "processes/q", "products/drone"),
           Rel("kind", "instance_of", "products/dji", "products/drone"),
           Decided(Closing("stop", {"relations/closed"}), "organizations/o")})
          .found.all,
      IsEmpty());
}

TEST(Contradictions, APossibleUseIsNoJudgement) {
  std::vector<Fact> facts = DefenceAndPolice("organizations/defence");
  for (Fact& fact : facts) {
    if (fact.id == "relations/forensic-use") {
      fact.modality = Modality::kPossible;
    }
  }
  EXPECT_THAT(Ask(facts).found.all, IsEmpty());
}

// ---- What is asked about, and limits ----------------------------------------

std::vector<Fact> Several() {
  return Things({In("processes/p", "organizations/o"),
                 Use("yes").Said("sources/a"), Use("no").Denied(),
                 Says("a", "2016", {"organizations/x"}),
                 Says("b", "2017", {"organizations/x"})});
}

TEST(Contradictions, OnlyWhatConcernsTheSubjects) {
  const auto ask = [](const std::string& subject) {
    Asked asked;
    asked.snapshot = MakeSnapshot(Several());
    ContradictionQuery query;
    query.subjects = {asked.snapshot->Find(subject)};
    asked.found =
        FindContradictions(asked.snapshot, OptionsOn(), query, Limits())
            .value();
    return asked.Shown();
  };
  const std::string denial = "denial relations/yes | relations/no";
  const std::string values = "values statements/a | statements/b";
  for (const char* subject :
       {"relations/no", "processes/p", "products/d", "organizations/o"}) {
    EXPECT_THAT(ask(subject), ElementsAre(denial)) << subject;
  }
  EXPECT_THAT(ask("organizations/x"), ElementsAre(values));
  EXPECT_THAT(ask("statements/b"), ElementsAre(values));
  EXPECT_THAT(ask("sources/s"), IsEmpty());
}

TEST(Contradictions, AreToldByKindThenFactsAndUpToTheMost) {
  const std::shared_ptr<const Snapshot> snapshot = MakeSnapshot(Several());
  const Contradictions found =
      FindContradictions(snapshot, OptionsOn(), {.most = 1}, Limits()).value();
  ASSERT_THAT(found.all, SizeIs(1));
  EXPECT_EQ(found.all[0].kind, ContradictionKind::kDenial);
  EXPECT_EQ(found.found, 2);
  EXPECT_EQ(found.completeness.stop, StopReason::kPaths);
  EXPECT_EQ(found.completeness.limit, 1);
}

TEST(Contradictions, ABudgetAndACancellationAreTold) {
  const std::shared_ptr<const Snapshot> snapshot = MakeSnapshot(Several());
  const auto ask = [&](const Limits& limits) {
    return FindContradictions(snapshot, OptionsOn(), {}, limits).value();
  };
  const int64_t all = ask(Limits()).completeness.expansions;
  EXPECT_EQ(all, 3) << "a denial on the day, and before it";
  EXPECT_TRUE(ask({.expansions = all}).completeness.complete());
  const Contradictions cut = ask({.expansions = all - 1});
  EXPECT_EQ(cut.completeness.stop, StopReason::kExpansions);
  EXPECT_EQ(cut.completeness.limit, all - 1);
  EXPECT_THAT(cut.all, SizeIs(1));
  const Contradictions cancelled = ask({.cancelled = [] { return true; }});
  EXPECT_EQ(cancelled.completeness.stop, StopReason::kCancelled);
  EXPECT_THAT(cancelled.all, IsEmpty());
}

TEST(Contradictions, RefusesWhatIsNoQuestion) {
  const std::shared_ptr<const Snapshot> snapshot = MakeSnapshot(Several());
  for (const ContradictionQuery& query :
       {ContradictionQuery{.most = 0}, ContradictionQuery{.subjects = {-1}},
        ContradictionQuery{.subjects = {snapshot->size()}}}) {
    EXPECT_EQ(FindContradictions(snapshot, OptionsOn(), query, Limits())
                  .status()
                  .code(),
              absl::StatusCode::kInvalidArgument);
  }
  ViewOptions options = OptionsOn();
  options.sources = {"sources/none"};
  EXPECT_EQ(FindContradictions(snapshot, options, {}, Limits()).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ContradictionText, TellsBothSidesAndWhatComesOut) {
  const Asked asked = Ask(PressAndMinister(), {.across_sources = true},
                          FromTypes({"parliament"}));
  const std::string dutch =
      ContradictionsText(*asked.snapshot, asked.options, asked.found,
                         /*subjects=*/false, Language::kDutch);
  EXPECT_THAT(dutch, HasSubstr("Bevestigd en ontkend."));
  EXPECT_THAT(dutch, HasSubstr("niet gevraagd"));
  EXPECT_THAT(dutch, HasSubstr("telt niet, met alle bronnen open"));
  EXPECT_THAT(dutch,
              HasSubstr("Volledig: alles wat met elkaar te vergelijken is"));
  const std::string english =
      ContradictionsText(*asked.snapshot, asked.options, asked.found,
                         /*subjects=*/false, Language::kEnglish);
  EXPECT_THAT(english, HasSubstr("The sources asked for alone do not differ"));
  EXPECT_THAT(ContradictionsText(*asked.snapshot, asked.options, {},
                                 /*subjects=*/true, Language::kEnglish),
              HasSubstr("contradicts about what was asked."));
}

std::string TextOf(const Asked& asked, Language language) {
  return ContradictionsText(*asked.snapshot, asked.options, asked.found,
                            /*subjects=*/false, language);
}

// Of an assumption of the model against what is denied by these.
Asked AssumedAndDenied(std::vector<std::string> deniers) {
  Draft no = Use("no").Denied();
  for (const std::string& source : deniers) no.Said(source);
  return Ask({SourceOfType("sources/model", "modelling"),
              Use("yes").Said("sources/model"), no},
             {}, FromTypes({"parliament", "modelling"}));
}

TEST(ContradictionText, ASideThatIsOnlyAnAssumptionIsToldAsThat) {
  for (const Asked& asked :
       {AssumedAndDenied({"sources/a"}),
        AssumedAndDenied({"sources/model", "sources/a"})}) {
    EXPECT_THAT(TextOf(asked, Language::kEnglish),
                HasSubstr("Affirmed and denied. One side is an assumption of "
                          "this model, not a source.\n"));
    EXPECT_THAT(TextOf(asked, Language::kDutch),
                HasSubstr("Bevestigd en ontkend. Eén kant is een aanname van "
                          "dit model, geen bron.\n"));
  }
  const Asked both = AssumedAndDenied({"sources/model"});
  EXPECT_THAT(TextOf(both, Language::kEnglish),
              HasSubstr("denied. Both sides are assumptions of this model, not "
                        "sources.\n"));
  EXPECT_THAT(TextOf(both, Language::kDutch),
              HasSubstr("ontkend. Beide kanten zijn aannamen van dit model, "
                        "geen bronnen.\n"));
  EXPECT_THAT(TextOf(Ask({Use("yes"), Use("no").Denied()}), Language::kEnglish),
              HasSubstr("Affirmed and denied.\n"));
}

// It is a key; those who compute with it find it in the answer.
TEST(ContradictionText, LeavesTheTopicOut) {
  const std::vector<std::string> about = {"organizations/o"};
  const Asked asked =
      Ask(Things({Says("a", "2016", about, "first-year-of-use"),
                  Says("b", "2017", about, "first-year-of-use")}));
  EXPECT_EQ(asked.Only().topic, "first-year-of-use");
  EXPECT_THAT(TextOf(asked, Language::kEnglish),
              AllOf(HasSubstr("Different answers to one question, about o.\n"),
                    Not(HasSubstr("first-year-of-use"))));
  EXPECT_THAT(TextOf(asked, Language::kDutch),
              Not(HasSubstr("first-year-of-use")));
}

TEST(ContradictionText, AJudgementIsNoContradiction) {
  const Asked asked = Ask(DefenceAndPolice("organizations/defence"));
  const std::string text =
      ContradictionsText(*asked.snapshot, asked.options, asked.found,
                         /*subjects=*/false, Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("No contradiction: the difference is in the "
                              "purpose of use"));
  EXPECT_THAT(text, HasSubstr("not: operations, chinese"));
  EXPECT_THAT(text, HasSubstr("does: forensic, dji"));
}

}  // namespace
}  // namespace ketenzicht::graph
