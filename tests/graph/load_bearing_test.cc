// On which propositions a pair hangs, on small graphs, by hand:
// docs/semantics.md, section 15. tests/graph/load_bearing_twin_test.cc compares
// with a record that is written anew for each.

#include "graph/load_bearing.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "graph/load_bearing_text.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Draft Use() { return Rel("use", "uses", "processes/p", "products/x"); }
Draft Update() {
  return Rel("update", "updated_by", "products/x", "companies/c");
}
Draft Owner() {
  return Rel("owner", "controlled_by", "companies/c", "authorities/s");
}

class Asked {
 public:
  explicit Asked(std::vector<Fact> facts, ViewOptions with = OptionsOn())
      : snapshot(MakeSnapshot(std::move(facts))), options(std::move(with)) {
    query.processes = {snapshot->Find("processes/p")};
    query.targets = TargetsOf(*snapshot, {"authorities/s"}).value();
    query.vectors = {snapshot->policy().FindVector("sabotage")};
  }

  LoadBearings Find(const Limits& limits = {.paths = kMaxPaths}) const {
    absl::StatusOr<LoadBearings> found =
        FindLoadBearing(snapshot, options, query, limits);
    EXPECT_TRUE(found.ok()) << found.status();
    return *std::move(found);
  }
  std::string Text(Language language, const Limits& limits = {}) const {
    return LoadBearingText(*snapshot, options, Find(limits), language);
  }
  // "relations/update affirmed: open".
  std::vector<std::string> Moves(const LoadBearings& found) const {
    std::vector<std::string> shown;
    for (const LoadBearing& one : found.all) {
      shown.push_back(absl::StrCat(one.what.id, " ", TurnName(one.turn), ": ",
                                   StatusName(one.moved.front().after.status)));
    }
    return shown;
  }

  std::shared_ptr<const Snapshot> snapshot;
  ViewOptions options;
  LoadBearingQuery query;
};

TEST(LoadBearing, WhatIsCertainlySoIsNotTried) {
  const Asked asked({Use(), Update(), Owner()});
  for (const std::string& move : asked.Moves(asked.Find())) {
    EXPECT_THAT(move, Not(HasSubstr("affirmed")));
  }
}

// Of an affirmed relation of an uncertain date it is not known whether it holds
// on the day: as `settle` says of the same pair.
TEST(LoadBearing, WhatIsAffirmedOnAnUncertainDateIsMadeCertain) {
  const Asked asked({Use(), Update().From("2021"), Owner()});
  const LoadBearings found = asked.Find();
  EXPECT_THAT(asked.Moves(found),
              AllOf(Contains("relations/update affirmed: open"),
                    Contains("relations/update denied: no_path")));
  EXPECT_EQ(found.all.front().escalated, 1);
  EXPECT_EQ(found.all.front().turn, Turn::kAffirmed);
}

// Denied on an uncertain date is unknown (1.8): to deny it is to do so for
// certain.
TEST(LoadBearing, WhatIsDeniedOnAnUncertainDateIsMadeCertain) {
  const Asked asked({Use(), Update().Denied().Until("2021"), Owner()});
  const std::vector<std::string> moves = asked.Moves(asked.Find());
  EXPECT_THAT(moves, AllOf(Contains("relations/update affirmed: open"),
                           Contains("relations/update denied: no_path")));
}

TEST(LoadBearing, WhatHadNotBeenSaidByTheDayIsTried) {
  const Asked asked({Use(), Update().Said("sources/s", "2022-01-01"), Owner()});
  EXPECT_THAT(asked.Moves(asked.Find()),
              Contains("relations/update affirmed: open"));
}

// To suppose that it is so is to suppose so of this day.
TEST(LoadBearing, WhatIsOverOrHasNotBegunIsSupposedOnTheDay) {
  for (const Draft& update :
       {Update().Until("2020-06-01"), Update().From("2022-06-01")}) {
    const Asked asked({Use(), update, Owner()});
    EXPECT_THAT(asked.Moves(asked.Find()),
                Contains("relations/update affirmed: open"));
  }
}

// What the question supposes is made otherwise as what is recorded is.
TEST(LoadBearing, WhatTheQuestionSupposesIsMadeOtherwise) {
  for (const Change::Op op : {Change::Op::kDeny, Change::Op::kRemove}) {
    ViewOptions options = OptionsOn();
    options.changes = {{op, "relations/update"}};
    const Asked asked({Use(), Update(), Owner()}, options);
    const std::vector<std::string> moves = asked.Moves(asked.Find());
    EXPECT_THAT(moves, Contains("relations/update affirmed: open"))
        << ChangeOpName(op);
  }
  ViewOptions options = OptionsOn();
  options.changes = {{Change::Op::kRemove, "measures/stop"}};
  const Asked asked(
      {Use(), Update(), Owner(), Closing("stop", {"relations/update"})},
      options);
  EXPECT_THAT(asked.Moves(asked.Find()),
              Contains("measures/stop affirmed: blocked"));
}

// What only others record is one with what is presumed, or asked, for want of
// it: told once, and as what it is.
TEST(LoadBearing, WhatIsRecordedAndDoesNotCountIsOneWithWhatIsPresumed) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  const Asked asked({Use(), Thing("products/x").With("connected", "yes"),
                     Rel("maker", "made_by", "products/x", "companies/c"),
                     Owner(), SourceOfType("sources/paper", "press"),
                     Rel("paper", "updated_by", "products/x", "companies/c")
                         .Said("sources/paper")},
                    options);
  const std::vector<std::string> moves = asked.Moves(asked.Find());
  EXPECT_THAT(moves, AllOf(Contains("relations/paper affirmed: open"),
                           Contains("relations/paper denied: no_path")));
  for (const std::string& move : moves) {
    EXPECT_THAT(move, Not(HasSubstr("presumed:")));
  }
  EXPECT_THAT(asked.Text(Language::kEnglish),
              AllOf(HasSubstr("X updated_by c. [paper (2020-01-01)] Does not "
                              "count here."),
                    HasSubstr("   Presumed: nothing on record that counts "
                              "here says it.")));
}

TEST(LoadBearing, AMeasureThatIsSaidTwiceIsOne) {
  const Asked asked({Use(), Update(), Owner(),
                     Closing("stop", {"relations/update"}),
                     Closing("again", {"relations/update"})});
  EXPECT_THAT(asked.Moves(asked.Find()),
              Contains("measures/again denied: open"));
  EXPECT_THAT(asked.Text(Language::kEnglish),
              HasSubstr("Suppose that the measures “again” and “stop”, which "
                        "say the same, are not in place."));
  EXPECT_THAT(asked.Text(Language::kDutch),
              HasSubstr("Stel: de maatregelen “again” en “stop”, die hetzelfde "
                        "zeggen, zijn niet genomen."));
}

TEST(LoadBearing, ARelationUnderOneConditionInAnotherOrderIsOne) {
  const Guard a = WhenFact("relations/a");
  const Guard b = WhenFact("relations/b");
  const auto asked = [&](const Guard& first, const Guard& second) {
    Draft again = Update().While(second);
    again.id = "relations/again";
    return Asked({Use(), Update().While(first), again, Owner(),
                  Rel("a", "key_held_by", "information/a", "companies/d"),
                  Rel("b", "key_held_by", "information/b", "companies/d")});
  };
  const Asked one = asked(WhenAny({a, WhenNot(b)}), WhenAny({WhenNot(b), a}));
  EXPECT_THAT(one.Moves(one.Find()),
              Contains("relations/again denied: no_path"));
  // Under two conditions they are two, of which each leaves the other.
  const Asked two = asked(WhenAny({a, WhenNot(b)}), WhenAll({a, b}));
  EXPECT_THAT(two.Moves(two.Find()),
              Not(Contains("relations/again denied: no_path")));
}

TEST(LoadBearing, WhatIsSaidOfAClassTwiceIsOne) {
  const auto of_class = [](const char* name) {
    return MakeRelation(name, "updated_by", EndOf(Of("product")),
                        EndOf("companies/c"));
  };
  const Asked asked({Use(), Thing("products/x"), of_class("update"),
                     of_class("again").Said("sources/u"), Owner()});
  EXPECT_THAT(asked.Moves(asked.Find()),
              AllOf(Contains("relations/again denied: no_path"),
                    Contains("relations/again unrecorded: no_path"),
                    Not(Contains(HasSubstr("relations/update")))));
}

// A denial of whatever carries it is another proposition: who forgets that the
// flow was said has not forgotten that.
TEST(LoadBearing, WhatDeniesItInOtherWordsStandsWhereItIsUnrecorded) {
  const Draft update = Update().Via({"relations/use"}).Said("sources/t");
  Draft denial = Update().Denied();
  denial.id = "relations/no-update";
  const Asked asked({Use(), update, denial, Owner()});
  const LoadBearings found = asked.Find();
  const auto unrecorded =
      std::find_if(found.all.begin(), found.all.end(), [](const auto& one) {
        return one.what.id == "relations/update" &&
               one.turn == Turn::kUnrecorded;
      });
  ASSERT_NE(unrecorded, found.all.end());
  EXPECT_THAT(unrecorded->still_denied_by,
              ElementsAre(asked.snapshot->Find("relations/no-update")));
  EXPECT_THAT(
      asked.Text(Language::kEnglish),
      AllOf(HasSubstr("Suppose that nobody had said or denied in so many words "
                      "that x updated_by c."),
            HasSubstr("     what denies it too, and stands: X updated_by c "
                      "not. [s (2020-01-01), question 1]")));
  EXPECT_THAT(asked.Text(Language::kDutch),
              HasSubstr("     wat dit ook ontkent, en blijft staan: "));
  // Of one with the same carriers it is the same proposition.
  const Asked one(
      {Use(), update, Draft(denial).Via({"relations/use"}), Owner()});
  for (const LoadBearing& each : one.Find().all) {
    EXPECT_THAT(each.still_denied_by, IsEmpty());
  }
}

// An edge that its condition takes away is on no path, and what the condition
// looks at may open one.
TEST(LoadBearing, TheConditionOfAStepThatItTakesAwayIsTurned) {
  const Draft coupled =
      Rel("coupled", "depends_on", "products/x", "products/y").Denied();
  const Asked asked(
      {Use(), Update().While(WhenFact("relations/coupled")), coupled, Owner()});
  EXPECT_THAT(asked.Moves(asked.Find()),
              AllOf(Contains("relations/coupled affirmed: open"),
                    Contains("relations/coupled unrecorded: unknown")));
}

TEST(LoadBearing, WhoIsDeniedToOwnIsTurnedWhereReachHangsOnIt) {
  const Asked asked(
      {Use(), Update().While(WhenReached("authorities/s", "companies/x")),
       Owner(), Rel("seat", "seated_in", "companies/x", "jurisdictions/y"),
       Rel("parent", "controlled_by", "companies/x", "companies/g").Denied(),
       Rel("parent-seat", "seated_in", "companies/g", "jurisdictions/j"),
       Rel("law", "enacts", "jurisdictions/j", "laws/l"),
       Rel("power", "compels_disclosure", "laws/l", "authorities/s")});
  EXPECT_THAT(asked.Moves(asked.Find()),
              Contains("relations/parent affirmed: open"));
}

// Of which one is on record as a candidate, and taken as asked: none of the two
// moves anything alone.
TEST(LoadBearing, AMeasureThatIsTakenAsAskedIsOneWithWhatIsInPlace) {
  ViewOptions options = OptionsOn();
  Draft candidate = Closing("again", {"relations/update"});
  candidate.measure()->state = MeasureState::kCandidate;
  options.changes = {{Change::Op::kTake, "measures/again"}};
  const std::vector<Fact> facts = {Use(), Update(), Owner(), candidate,
                                   Closing("stop", {"relations/update"})};
  const Asked asked(facts, options);
  EXPECT_THAT(asked.Moves(asked.Find()),
              Contains("measures/again denied: open"));
  // Without that they are two: what is in place closes it alone.
  const Asked recorded(facts);
  EXPECT_THAT(recorded.Moves(recorded.Find()),
              Contains("measures/stop denied: open"));
}

// No path rests on it, and denied it keeps the process from the product.
TEST(LoadBearing, WhatWouldCloseAStepWereItDeniedIsTurned) {
  const Draft whole =
      Rel("whole-use", "uses", "organizations/o", "products/part").Possible();
  const Asked asked(
      {Use(), Rel("in", "part_of", "processes/p", "organizations/o"),
       Rel("runs", "runs", "products/x", "products/part"),
       Rel("update", "updated_by", "products/part", "companies/c"), Owner(),
       whole});
  EXPECT_THAT(asked.Moves(asked.Find()),
              Contains("relations/whole-use denied: no_path"));
}

// What is recorded stays as it is; what is supposed of it is written out, so
// that nobody takes it for the recorded sentence turned around.
TEST(LoadBearing, WhatIsSupposedIsWrittenOut) {
  const Asked denied({Use(), Update().Denied(), Owner()});
  const std::string english = denied.Text(Language::kEnglish);
  EXPECT_THAT(
      english,
      AllOf(HasSubstr("1. X updated_by c not. [s (2020-01-01), question 1]"),
            HasSubstr("   Suppose that x updated_by c. Pairs that "
                      "move: 1, of which worse: 1."),
            Not(HasSubstr("Were this"))));
  EXPECT_THAT(denied.Text(Language::kDutch),
              HasSubstr("   Stel: x updated_by c. Paren die bewegen: 1, "
                        "waarvan erger: 1."));
}

TEST(LoadBearing, WhatIsNotExcludedIsSupposedInAllThreeWays) {
  const Asked asked({Use(), Update().NotExcluded(), Owner()});
  EXPECT_THAT(
      asked.Text(Language::kEnglish),
      AllOf(HasSubstr("Cannot be excluded: x updated_by c. [s"),
            HasSubstr("Suppose that x updated_by c. Pairs that move: 1, of "
                      "which worse: 1."),
            HasSubstr("Suppose that x updated_by c not. Pairs that move: 1, of "
                      "which worse: 0"),
            HasSubstr("Suppose that nobody had said or denied that x "
                      "updated_by c. Pairs that move: 1, of which worse: 0")));
  EXPECT_THAT(asked.Text(Language::kDutch),
              AllOf(HasSubstr("   Stel: x updated_by c niet. Paren"),
                    HasSubstr("   Stel dat niemand dit had gezegd of ontkend: "
                              "x updated_by c. Paren")));
}

// What is in neither list was looked at all the same.
TEST(LoadBearing, WhatMovesNothingIsTold) {
  const Asked ways({Use(), Update(),
                    Rel("other", "maintained_by", "products/x", "companies/c"),
                    Owner()});
  const LoadBearings found = ways.Find();
  std::vector<std::string> unmoved;
  for (const OpenQuestion& what : found.unmoved) unmoved.push_back(what.id);
  // Of the best path; without it there is the other way.
  EXPECT_THAT(unmoved, ElementsAre("relations/other"));
  EXPECT_THAT(ways.Text(Language::kEnglish),
              HasSubstr("unrecorded; a measure: in place or not in place):\n"
                        "- X maintained_by c. [s (2020-01-01), question 1]\n"));
}

// That it is of a class, or part of something, is as much a proposition as what
// is said of the class, or of the whole.
TEST(LoadBearing, WhatMakesAMemberIsTurned) {
  const Draft kind = Rel("kind", "instance_of", "products/x", "products/drone");
  const Members drones = Of("product").Where("instance_of+", "products/drone");
  const Asked by_class({Use(), kind,
                        Rel("update", "updated_by", drones, "companies/c"),
                        Owner()});
  EXPECT_THAT(by_class.Moves(by_class.Find()),
              AllOf(Contains("relations/kind denied: no_path"),
                    Contains("relations/kind unrecorded: no_path")));

  const Asked measured({Use(), kind, Update(), Owner(),
                        ClosingClass("stop", Of("updated_by").From(drones))});
  EXPECT_THAT(measured.Moves(measured.Find()),
              Contains("relations/kind unrecorded: open"));

  const Asked denied(
      {Use().Unknown(), Update(), Owner(),
       Rel("part", "part_of", "processes/p", "organizations/o"),
       Rel("not", "uses", "organizations/o", "products/x").Denied()});
  EXPECT_THAT(denied.Moves(denied.Find()),
              Contains("relations/part unrecorded: unknown"));
}

TEST(LoadBearing, WhatReachIsConcludedFromIsTurned) {
  const Asked asked(
      {Use(), Update().While(WhenReached("authorities/s", "companies/x")),
       Owner(), Rel("seat", "seated_in", "companies/x", "jurisdictions/j"),
       Rel("law", "enacts", "jurisdictions/j", "laws/l"),
       Rel("power", "compels_disclosure", "laws/l", "authorities/s")});
  EXPECT_THAT(asked.Moves(asked.Find()),
              AllOf(Contains("relations/seat unrecorded: unknown"),
                    Contains("relations/law unrecorded: no_path"),
                    Contains("relations/power unrecorded: no_path")))
      << "of a seat on record nothing is unknown: it is denied then";
}

// A step that is presumed is one of the proof, and what is in doubt on another
// path may open the pair; so may a measure of which nobody knows close it.
TEST(LoadBearing, WhatIsInDoubtBehindAPathIsTurned) {
  const Asked presumed({Use(), Thing("products/x").With("connected", "yes"),
                        Rel("maker", "made_by", "products/x", "companies/c"),
                        Owner()});
  EXPECT_THAT(
      presumed.Moves(presumed.Find()),
      AllOf(Contains("presumed:updates-from-maker@products/x@companies/c "
                     "affirmed: open"),
            Contains("presumed:updates-from-maker@products/x@companies/c "
                     "denied: no_path")));
  EXPECT_THAT(presumed.Text(Language::kEnglish),
              HasSubstr("1. Presumed, since nothing on record that counts here "
                        "says it: x updated_by "));

  const Asked other(
      {Use(), Update().NotExcluded(), Owner(),
       Rel("unknown", "maintained_by", "products/x", "companies/c").Unknown()});
  EXPECT_THAT(other.Moves(other.Find()),
              Contains("relations/unknown affirmed: open"));

  const Asked measure({Use(), Update(), Owner(),
                       Closing("stop", {"relations/update"}).Unknown()});
  EXPECT_THAT(measure.Moves(measure.Find()),
              AllOf(Contains("measures/stop affirmed: blocked"),
                    Contains("measures/stop denied: open")));
}

// What only sources say that are not asked for is not so here; a measure that
// was only decided closes nothing yet.
TEST(LoadBearing, WhatDoesNotCountIsTried) {
  ViewOptions without_press = OptionsOn();
  std::erase(without_press.source_types, "press");
  const Asked press({SourceOfType("sources/paper", "press"), Use(), Update(),
                     Owner().Said("sources/paper")},
                    without_press);
  EXPECT_THAT(press.Moves(press.Find()),
              Contains("relations/owner affirmed: open"));

  Draft decided = Closing("stop", {"relations/update"});
  decided.measure()->state = MeasureState::kCandidate;
  const Asked candidate({Use(), Update(), Owner(), decided});
  EXPECT_THAT(candidate.Moves(candidate.Find()),
              Contains("measures/stop affirmed: blocked"));
}

TEST(LoadBearing, ATierThatMayBeHigherIsWorse) {
  const Members uses =
      Of("uses").From(Of("process").Where("part_of+", "organizations/o"));
  const Members products =
      Of("product").Where("^uses/part_of+", "organizations/o");
  const Asked asked(
      {Use(), Rel("part", "part_of", "processes/p", "organizations/o"),
       Rel("update", "updated_by", products, "companies/c").NotExcluded(),
       Rel("other", "maintained_by", "products/x", "companies/c").Unknown(),
       Rel("none", "touches", uses, "interests/vital-infrastructure").Denied(),
       Rel("nor", "touches", uses, "interests/sensitive-information").Denied(),
       Owner()});
  int found = 0;
  for (const LoadBearing& one : asked.Find().all) {
    if (one.what.id != "relations/part") continue;
    ++found;
    const MovedPair& moved = one.moved.front();
    EXPECT_EQ(moved.before.status, Status::kNotExcluded);
    EXPECT_EQ(moved.before.tier.highest, "T0");
    EXPECT_EQ(moved.after.status, Status::kUnknown);
    EXPECT_EQ(moved.after.tier.highest, "T1");
    EXPECT_TRUE(moved.escalates);
  }
  EXPECT_EQ(found, 2) << "denied, and unrecorded";
}

// The tier comes from other paths than the best, too (6.3).
TEST(LoadBearing, WhatOtherPathsRestOnIsTurnedWhereTheyGiveTheTier) {
  const Asked asked(
      {Use(), Update(), Owner(),
       Rel("more", "uses", "processes/p", "products/y"),
       Rel("touch", "touches", "relations/more",
           "interests/vital-infrastructure"),
       Rel("update-y", "updated_by", "products/y", "companies/c")});
  const std::vector<std::string> moves = asked.Moves(asked.Find());
  EXPECT_THAT(moves, Contains("relations/touch unrecorded: open"));
}

// What would make it worse, and what would make it better, each ranked by
// itself; a proposition stands once in each.
TEST(LoadBearing, WorseAndBetterAreTwoLists) {
  const Asked both({Use(), Update().NotExcluded(), Owner()});
  const std::string english = both.Text(Language::kEnglish);
  EXPECT_THAT(
      english,
      AllOf(HasSubstr("What would make some pair worse:\n"
                      "1. Cannot be excluded: x updated_by c. [s (2020-01-01), "
                      "question 1]\n"
                      "   Suppose that x updated_by c. Pairs that move: 1, of "
                      "which worse: 1.\n"
                      "   ▲ "),
            HasSubstr("What would make some pair better, and none worse (under "
                      "the same number: what weighs the same):\n"
                      "1. "),
            Not(HasSubstr("nothing that was tried"))));
  // Three propositions are in the way, made denied or unrecorded.
  const size_t better = english.find("What would make some pair better");
  EXPECT_EQ(absl::StrContains(english.substr(0, better), "▽"), false);
  EXPECT_EQ(absl::StrContains(english.substr(better), "▲"), false);
  // They weigh the same, and what they move is told once.
  const std::vector<std::string> told =
      absl::StrSplit(english.substr(better), "\n1. ");
  EXPECT_EQ(told.size(), 4U);
  EXPECT_THAT(english, Not(HasSubstr("\n2. ")));
  const std::vector<std::string> moved =
      absl::StrSplit(english.substr(better), "▽");
  EXPECT_EQ(moved.size(), 2U);
  EXPECT_THAT(
      both.Text(Language::kDutch),
      AllOf(HasSubstr("Wat een paar erger zou maken:\n1. "),
            HasSubstr("Wat een paar beter zou maken, en geen erger "
                      "(onder hetzelfde nummer: wat even zwaar "
                      "weegt):\n1. "),
            HasSubstr(": dezelfde als net hierboven, op dezelfde manier.\n")));
}

TEST(LoadBearing, AnEmptyListIsToldAsThat) {
  const Asked open({Use(), Update(), Owner()});
  EXPECT_THAT(open.Text(Language::kEnglish),
              HasSubstr("What would make some pair worse: nothing that was "
                        "tried.\n"));
  const Asked none({Use(), Update().Denied(), Owner()});
  EXPECT_THAT(none.Text(Language::kDutch),
              HasSubstr("Wat een paar beter zou maken, en geen erger: niets "
                        "dat is geprobeerd.\n"));
}

TEST(LoadBearing, AMeasureIsSupposedNotToBeThere) {
  const Asked asked(
      {Use(), Update(), Owner(), Closing("stop", {"relations/update"})});
  EXPECT_THAT(
      asked.Text(Language::kEnglish),
      HasSubstr("Suppose that the measure “stop” is not in place. Pairs "
                "that move: 1, of which worse: 1."));
  EXPECT_THAT(asked.Text(Language::kDutch),
              HasSubstr("Stel: de maatregel “stop” is niet genomen. Paren"));
}

TEST(LoadBearing, WhatCountsAsAskedStandsFirst) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  const Asked asked(
      {Use(), Owner(), SourceOfType("sources/paper", "press"),
       Rel("a-press-says", "updated_by", "products/x", "companies/c")
           .Said("sources/paper"),
       Update().Possible()},
      options);
  const std::string text = asked.Text(Language::kEnglish);
  EXPECT_THAT(
      text,
      HasSubstr("1. Possible: x updated_by c. [s (2020-01-01), question 1]\n"));
  EXPECT_THAT(text, HasSubstr("also: X updated_by c. [paper (2020-01-01)]"));
  EXPECT_THAT(text, HasSubstr("Does not count here."));
}

TEST(LoadBearing, APairWhoseSearchMetItsBudgetIsNamed) {
  const Asked asked({Use(), Update(), Owner()});
  const LoadBearings found = asked.Find({.expansions = 0});
  EXPECT_THAT(found.all, IsEmpty());
  ASSERT_EQ(found.skipped.size(), 1U);
  EXPECT_EQ(found.skipped.front().process, asked.query.processes.front());
  EXPECT_EQ(found.completeness.stop, StopReason::kExpansions);
  const std::string text = asked.Text(Language::kEnglish, {.expansions = 0});
  EXPECT_THAT(
      text, AllOf(HasSubstr("Not searched to the end"), HasSubstr("Truncated"),
                  Not(HasSubstr("There is no proposition"))));
  EXPECT_TRUE(asked.Find().completeness.complete());
  EXPECT_THAT(asked.Find().skipped, IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::graph
