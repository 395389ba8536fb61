// Random options of views.

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/random_details.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

Change::Op AnOp(bool measure, Dice& dice) {
  if (measure && dice.Percent(60)) {
    return dice.Percent(60) ? Change::Op::kTake : Change::Op::kLift;
  }
  return dice.Percent(50) ? Change::Op::kRemove : Change::Op::kDeny;
}

}  // namespace

ViewOptions MakeRandomOptions(const std::vector<Fact>& facts, Dice& dice) {
  ViewOptions options = OptionsOn(ADayThatMatters(dice));
  if (dice.Percent(30)) options.source_types = {"parliament"};
  if (dice.Percent(15)) options.source_types = {"law", "press"};
  if (dice.Percent(20)) options.sources = {"sources/t"};
  options.measures = !dice.Percent(20);
  options.with_inferred = !dice.Percent(20);
  options.verified_only = dice.Percent(20);
  options.presumptions = !dice.Percent(20);
  if (dice.Percent(20)) options.factors = {"group_targeted"};
  std::vector<std::string> changeable;
  std::set<std::string> measures;
  for (const Fact& fact : facts) {
    if (fact.entity() == nullptr) changeable.push_back(fact.id);
    if (fact.measure() != nullptr) measures.insert(fact.id);
  }
  for (int i = 0; i < 3; ++i) {
    if (changeable.empty() || !dice.Percent(25)) continue;
    const std::string id = dice.Pick(changeable);
    // Said once or more: the last counts.
    do {
      options.changes.push_back({AnOp(measures.contains(id), dice), id});
    } while (dice.Percent(30));
  }
  // A measure that is said again, in place as the other one is or not.
  if (measures.contains("measures/again") && dice.Percent(50)) {
    options.changes.push_back({AnOp(true, dice), "measures/again"});
  }
  return options;
}

void AddRandomOverlay(const std::vector<Fact>& facts, Dice& dice,
                      ViewOptions& options) {
  options.otherwise =
      std::make_shared<const ViewOptions>(MakeRandomOptions(facts, dice));
  const int percent = dice.Percent(50) ? 15 : 60;
  for (const Fact& fact : facts) {
    if (dice.Percent(percent)) options.judged_otherwise.push_back(fact.id);
  }
}

}  // namespace ketenzicht::graph
