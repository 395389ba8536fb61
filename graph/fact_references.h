// What a fact names by id, other than as its ends and as the sources of its
// evidence.

#ifndef KETENZICHT_GRAPH_FACT_REFERENCES_H_
#define KETENZICHT_GRAPH_FACT_REFERENCES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "graph/fact.h"
#include "graph/fact_table.h"
#include "graph/guard.h"
#include "graph/selector.h"

namespace ketenzicht::graph {

// Calls `f` with each id: carriers; what guards and classes name, "$source" and
// "$target" too; reasons, what it was inferred from, what it is about; who
// decided a measure, and the measures that it names. One may come twice.
void ForEachReference(const Fact& fact,
                      absl::FunctionRef<void(const std::string&)> f);
// Those of one class, and of one guard.
void ForEachReference(const Selector& members,
                      absl::FunctionRef<void(const std::string&)> f);
void ForEachReference(const Guard& guard,
                      absl::FunctionRef<void(const std::string&)> f);

// By fact: those that name it so, each once, ascending. Linear in the facts.
absl::flat_hash_map<FactIndex, std::vector<FactIndex>> FindNamers(
    const FactTable& facts);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_REFERENCES_H_
