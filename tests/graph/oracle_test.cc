// The engine against its naive twin, on random graphs and random views.
//
// 400 graphs in a normal run; KETENZICHT_LONG=1 takes 10,000. KETENZICHT_SEED
// sets the first seed, so that one failing graph can be looked at alone.

#include <iostream>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle_comparison.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

std::map<std::string, int>& Coverage() {
  static auto& coverage = *new std::map<std::string, int>;
  return coverage;
}
void Count(const std::string& what) { ++Coverage()[what]; }

constexpr const char* kGuardOps[] = {"all",      "any",   "not",  "fact",
                                     "relation", "reach", "dates"};
void CountGuard(const Guard& guard) {
  Count(absl::StrCat("guard ", kGuardOps[static_cast<int>(guard.op)]));
  if (guard.or_same_authority) Count("guard or same authority");
  for (const Guard& operand : guard.operands) CountGuard(operand);
}

void CountClass(const Selector& selector) {
  if (selector.any) Count("class any");
  if (selector.by_example) Count("class by example");
  if (!selector.ids.empty()) Count("class ids");
  if (!selector.except.empty()) Count("class except");
  if (!selector.where.empty()) Count("class where");
  if (!selector.attributes.empty()) Count("class attributes");
  if (selector.via != nullptr) Count("class via");
  if (selector.source_of != nullptr) Count("class source_of");
  if (selector.target_of != nullptr) Count("class target_of");
  for (const auto* inner : {&selector.source_of, &selector.target_of,
                            &selector.source, &selector.target, &selector.via})
    if (*inner != nullptr) CountClass(**inner);
}

void CountFacts(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    if (const Relation* relation = fact.relation()) {
      Count(absl::StrCat("modality ", ModalityName(fact.modality)));
      for (const End* end : {&relation->source, &relation->target}) {
        if (end->selector) CountClass(*end->selector);
      }
      if (relation->source.selector && relation->target.selector) {
        Count("class at both ends");
      }
      if (!relation->source.id.empty() &&
          relation->source.id == relation->target.id) {
        Count("self-loop");
      }
      if (fact.origin.inferred) Count("inferred");
      if (relation->holds_while) CountGuard(*relation->holds_while);
      if (!relation->via.empty()) Count("carried");
    }
    if (const Measure* measure = fact.measure()) {
      Count(absl::StrCat("measure ", MeasureEffectName(measure->effect), " ",
                         MeasureStateName(measure->state)));
      if (!measure->selects.except.empty()) Count("measure except");
      if (measure->unless) CountGuard(*measure->unless);
    }
  }
}

// What must have come up, or the comparison shows little.
constexpr const char* kCovered[] = {
    "omission none",
    "omission source",
    "omission inferred",
    "omission unverified",
    "omission date",
    "omission modality",
    "omission denied",
    "omission specific",
    "omission carrier",
    "omission guard",
    "omission removed",
    "status open",
    "status not_excluded",
    "status unknown",
    "status blocked",
    "path open",
    "path not_excluded",
    "path unknown",
    "path blocked",
    "no path",
    "guard all",
    "guard any",
    "guard not",
    "guard fact",
    "guard relation",
    "guard reach",
    "guard dates",
    "guard or same authority",
    "same authority",
    "guard on what is not recorded",
    "contested",
    "presumed",
    "of a class",
    "reading of a denial",
    "specific before a general denial",
    "carried",
    "inferred",
    "self-loop",
    "likelihood reduced",
    "class any",
    "class by example",
    "class ids",
    "class except",
    "measure except",
    "class where",
    "class attributes",
    "class via",
    "class source_of",
    "class target_of",
    "class at both ends",
    "measure closes in_place",
    "measure closes candidate",
    "measure reduces in_place",
    "measure reduces candidate",
    "measure none_shown in_place",
    "measure none_shown candidate",
    "touches_vital yes",
    "touches_vital no",
    "touches_vital unknown",
    "compelling_law yes",
    "compelling_law no",
    "compelling_law unknown",
    "offensive_programme yes",
    "offensive_programme no",
    "offensive_programme unknown",
    "no_means no",
    "no_means unknown",
    "group_targeted yes",
    "tier exact",
    "tier in a range",
};

// Where a rule decides: each by the name that the oracle, or the comparison,
// gives it.
constexpr const char* kRules[] = {
    "another change of the same fact",
    "measure taken",
    "measure lifted",
    "judged otherwise",
    "denied measure of no certain date",
    "instance of several matched carriers",
    "what is unknown replaces nothing",
    "what is unknown at this date replaces nothing",
    "replaces no instance without its carriers",
    "replaces an instance of its carriers",
    "denies nothing without its carriers",
    "denies what has its carriers",
    "what names carriers is not avoided",
    "handling that names no use",
    "what is carried settles nothing for a product",
    "what others carry settles nothing",
    "what several uses carry settles nothing",
    "what this use carries settles it",
    "presumed of a handling that is left out",
    "presumed of a use that is left out",
    "presumed of what counts, and of what is left out",
    "guard on what a specific relation replaced",
    "guard on what is denied of some, and unrecorded of others",
    "a denial of carriers is not outright",
    "no same authority",
    "ways of two companies meet",
    "ways of an authority and a company meet",
    "reach that is denied",
    "seat that is contested",
    "seat that is carried",
    "carried by what was replaced",
    "replaced by several",
    "presumed over a maker that is left out",
    "under not, without measures",
    "a first step that leads nowhere on record",
    "seat that is guarded",
    "date of what is left out",
    "date of what is denied or presupposed",
    "a date that is not known lies within nothing",
    "touches denied of a class, or of everything",
    "ways of which denials cut some only",
    "a denial of everything is no way",
    "closed from information of the organization",
    "closed in another whole",
    "closed in a product of the organization",
    "pair with a tier",
    "pair without a tier",
    "pair beyond its best path",
    "pair of more paths than are weighed",
    "inherent pair better than the pair",
};

void CheckCoverage() {
  const auto check = [](const char* what) {
    EXPECT_GT(Coverage()[what], 0) << "never came up: " << what;
  };
  for (const char* what : kCovered) check(what);
  for (const char* what : kRules) check(what);
  for (const auto& [what, count] : Coverage()) {
    std::cout << "  " << what << ": " << count << "\n";
  }
}

// The differences of one random view, with all it takes to see them again.
std::string CompareOne(const std::shared_ptr<const Snapshot>& snapshot,
                       const ViewOptions& options) {
  const std::string differences =
      oracle::Compare(snapshot, options, Coverage());
  if (differences.empty()) return "";
  return absl::StrCat(Dump(options), "\n", differences.substr(0, 3000),
                      Dump(snapshot->facts().ReadAll()));
}

TEST(Oracle, AgreesWithTheEngineOnRandomGraphs) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 400);
  int64_t discarded = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const RandomGraph graph = MakeRandomGraph(seed);
    discarded += graph.discarded;
    CountFacts(graph.facts);
    const auto snapshot = MakeSnapshot(graph.facts);
    Dice dice(seed + 1'000'000);
    for (int i = 0; i < 3; ++i) {
      ViewOptions options =
          MakeRandomOptions(snapshot->facts().ReadAll(), dice);
      if (i == 2) AddRandomOverlay(snapshot->facts().ReadAll(), dice, options);
      const std::string differences = CompareOne(snapshot, options);
      ASSERT_EQ(differences, "") << "KETENZICHT_SEED=" << seed;
    }
  }
  std::cout << graphs << " graphs, " << discarded << " discarded\n";
  EXPECT_LT(discarded, graphs / 10);
  if (graphs >= 400) CheckCoverage();
}

}  // namespace
}  // namespace ketenzicht::graph
