// Whether packed facts are sound, without putting most of them together.

#ifndef KETENZICHT_GRAPH_PACKED_CHECK_H_
#define KETENZICHT_GRAPH_PACKED_CHECK_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/fact_check.h"
#include "graph/ontology.h"
#include "graph/packed_facts.h"
#include "graph/policy.h"

namespace ketenzicht::graph {

// More problems than these are not looked for.
inline constexpr size_t kMaxPackedProblems = 1000;

// What CheckFacts (graph/fact_check.h) says of `facts`, by id, where `beside`
// is there too: facts that are sound already (null: there are none), of whose
// ids none may stand in `facts`. At most kMaxPackedProblems, the first ones.
//
// Each value that facts share is checked once, and so is each combination of
// kinds; a fact that is put together of sound ones, with an id and ends that
// are right, is sound. Only others are looked at as a whole, one by one. Linear
// in the facts, on both cores; a million entities with four million relations
// take half a second. Errors of PackedFacts::Whole.
absl::StatusOr<std::vector<FactProblem>> CheckPackedFacts(
    const PackedFacts& facts, const PackedFacts* beside,
    const Ontology& ontology, const Policy& policy);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PACKED_CHECK_H_
