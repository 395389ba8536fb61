// What the oracle makes of a pair: the naive twin of graph/pair_outcome.h.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_OUTCOME_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_OUTCOME_H_

#include <optional>
#include <string>
#include <vector>

#include "graph/pair_outcome.h"

namespace ketenzicht::graph::oracle {

// Nothing where there are more than a thousand paths.
std::optional<PairOutcome> Outcome(const std::vector<Fact>& facts,
                                   const Ontology& ontology,
                                   const PolicyDocument& policy,
                                   const ViewOptions& options,
                                   const std::string& process,
                                   const std::string& authority,
                                   const std::string& expression);

// Whether two ends are one thing, or one class: of the same things in whatever
// order they are listed, and whatever it is called.
bool IsOneEnd(const End& one, const End& other);

// The facts that say what this one says, by position: relations of its kind
// between the same two things or classes, with the same carriers and guard;
// measures of the same effect and state, on the same, with the same guard and
// by the same decision; else itself. Each fact is looked at.
std::vector<FactIndex> GroupOf(const std::vector<Fact>& facts, FactIndex fact);

// Whether one is of the group of the other.
bool SayTheSame(const Fact& one, const Fact& other);

// Whether two measures have the same effect on the same, with the same guard
// and by the same decision, in place or not.
bool DoTheSame(const Measure& one, const Measure& other);

// As GroupOf, where measures are in place, or not, as these changes have it.
std::vector<FactIndex> GroupIn(std::vector<Fact> facts,
                               const std::vector<Change>& changes,
                               FactIndex fact);

// The days on which something holds that is said to hold, or not to, on `day`:
// what may lie before or after it is narrowed, and what excludes it left out.
ValidTime SaidToHoldOn(ValidTime valid, Date day);

// "open T0-T3 / open T1", for messages.
std::string Show(const PairOutcome& outcome);

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_OUTCOME_H_
