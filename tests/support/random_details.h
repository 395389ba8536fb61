// What random facts have, whatever they are about: days, modalities, numbers.

#ifndef KETENZICHT_TESTS_SUPPORT_RANDOM_DETAILS_H_
#define KETENZICHT_TESTS_SUPPORT_RANDOM_DETAILS_H_

#include <string>

#include "graph/fact.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {

// Before, within or after what the facts say.
std::string ADayThatMatters(Dice& dice);

// On which something may be asserted.
std::string ADay(Dice& dice);

// Anything but affirmed.
void SetModality(Dice& dice, Draft& draft);

// Bounds, of days or of longer, or none.
void SetDates(Dice& dice, Draft& draft);

Interval MakeInterval(Dice& dice);
Likelihood MakeLikelihood(Dice& dice);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_RANDOM_DETAILS_H_
