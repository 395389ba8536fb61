// Changes of a scenario, drawn at random over random facts, as a scenario
// writes them (docs/scenarios.md). Most can be done; some are refused.

#ifndef KETENZICHT_TESTS_SUPPORT_DRAWN_CHANGES_H_
#define KETENZICHT_TESTS_SUPPORT_DRAWN_CHANGES_H_

#include <string>
#include <vector>

#include "tests/support/naive_fact_reading.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::testing {

struct DrawnChange {
  std::string kind;  // one of ChangeKinds()
  Json content;      // the item of `changes`
};

// "add relation", "remove", "affirm despite" …
const std::vector<std::string>& ChangeKinds();

// Over `facts`, as earlier changes leave them. `number` tells what is new apart
// from what other changes add. Never removes what is in `kept`.
DrawnChange DrawChange(const FactsById& facts,
                       const std::vector<std::string>& kept, int number,
                       graph::Dice& dice);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_DRAWN_CHANGES_H_
