// Which facts a scenario changes when one product takes the place of another.

#ifndef KETENZICHT_GRAPH_PRODUCT_REPLACEMENT_H_
#define KETENZICHT_GRAPH_PRODUCT_REPLACEMENT_H_

#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/overlay.h"

namespace ketenzicht::graph {

struct ProductReplacement {
  std::string product;
  std::string by;
  std::string in;  // a process, or an organization: with all its processes
  Date on;
};

struct ReplacedUses {
  std::string problem;      // why nothing is replaced; empty where it is
  std::vector<Fact> ended;  // as they are: uses that end on the day
  // From the day on, without evidence yet: the uses of the other product, what
  // they touch, and information of their own that is handled with them.
  std::vector<Fact> added;
  // Uses that stay: of classes, and those that are not there on the day.
  std::vector<std::string> notes;
};

// The old use ends; what it carries (flows, keys, updates) has no carrier from
// then on. The new one touches what the old one did, and information of the
// same name is handled with it, of which nothing is recorded: what the policy
// presumes of its flow is presumed. Denied uses stay as they are.
ReplacedUses ReplaceUses(const Overlay& overlay,
                         const ProductReplacement& replacement);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PRODUCT_REPLACEMENT_H_
