// Fourth step of a view: silence is not safety. Where nothing is stated, what
// the policy presumes stands in, with modality unknown.

#ifndef KETENZICHT_GRAPH_PRESUMPTIONS_H_
#define KETENZICHT_GRAPH_PRESUMPTIONS_H_

#include "absl/status/status.h"
#include "graph/denials.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// Adds the presumed relations of the policy to `table`, in the policy's order.
//
// A flow of handled information is presumed from information that a use carries
// to each maker of the used product or of its parts, carried by that use; a
// relation of a product, from each product to its maker. Nothing is presumed
// where a relation of that kind between the same two is recorded in the view,
// whatever its modality, or denied.
//
// ResourceExhausted beyond kMaxPresumed relations, naming the rule. Each use
// that carries information costs a search over what its product consists of.
absl::Status AddPresumptions(InstanceTable& table, const Denials& denials);

// A few hundred bytes each. A product of many parts by many makers presumes a
// flow to every one of them, for every use.
inline constexpr size_t kMaxPresumed = 1'000'000;

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PRESUMPTIONS_H_
