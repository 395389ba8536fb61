// Facts that meet in one rule of docs/semantics.md, with variations at random.
//
// What is drawn relation by relation rarely has two that share their ends and
// carriers as well. A motif has: seats that are contested, a flow recorded for
// one of two uses, a class fact beside a specific one.

#ifndef KETENZICHT_TESTS_SUPPORT_RANDOM_MOTIFS_H_
#define KETENZICHT_TESTS_SUPPORT_RANDOM_MOTIFS_H_

#include <string>
#include <vector>

#include "graph/fact.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::graph {

// The facts of one motif, and the entities they are about: `companies/0` and
// so on, which may be there already. Names of relations start with `prefix`.
std::vector<Fact> DrawMotif(Dice& dice, const std::string& prefix);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_RANDOM_MOTIFS_H_
