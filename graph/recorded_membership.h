// Whether a fact is in a class, by what is recorded of it: asked where there is
// no view yet.

#ifndef KETENZICHT_GRAPH_RECORDED_MEMBERSHIP_H_
#define KETENZICHT_GRAPH_RECORDED_MEMBERSHIP_H_

#include <cstdint>

#include "graph/fact.h"
#include "graph/overlay.h"
#include "graph/selector.h"

namespace ketenzicht::graph {

// Ordered: of several conditions the first counts.
enum class Membership : uint8_t {
  kNone,     // ids, kinds or attributes of it, its ends or its carriers do not
             // fit
  kMaybe,    // they fit, and the rest only a view can tell
  kCertain,  // they fit, and there is no other condition
};

// Only a view can tell of paths, of who is source or target of what, and of
// members of a class at an end. Linear in the class and in what carries `fact`.
Membership MembershipOf(const Overlay& overlay, const Selector& selector,
                        const Fact& fact);

// The same of the facts as they now are: kNone too where no chain of relations
// of the kinds that a path names, in either direction, leads to its end. Linear
// in what is reached.
Membership MembershipNow(const Overlay& overlay, const Selector& selector,
                         const Fact& fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_RECORDED_MEMBERSHIP_H_
