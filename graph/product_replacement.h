// Which facts a scenario changes when one product takes the place of another.

#ifndef KETENZICHT_GRAPH_PRODUCT_REPLACEMENT_H_
#define KETENZICHT_GRAPH_PRODUCT_REPLACEMENT_H_

#include <string>
#include <utility>
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
  // Without evidence yet: from the day on the uses of the other product, and
  // information of their own.
  std::vector<Fact> added;
  // With the evidence of what they are copies of, and no earlier than it: what
  // the uses touch, what is handled with them, and what is said of that.
  std::vector<Fact> copied;
  // Of what is said of the information: the relation, and a copy of it.
  std::vector<std::pair<std::string, std::string>> along;
  // Uses that stay: by and of classes, and those that are not there on the day;
  // what is said of classes or of information and does not go along, or not as
  // it was; and what hangs on the old uses, carriers of carriers too.
  std::vector<std::string> notes;
};

// The old use ends; what it carries (flows, keys, updates) has no carrier from
// then on. The new one touches what the old one did, and information of the
// same name is handled with it, of which nothing is recorded: what the policy
// presumes of its flow is presumed. Denied uses stay as they are.
//
// What is said of a class of uses goes along where what is recorded puts the
// use in it; where only a view can tell, it does not, since a denial that went
// too far would hide a path: nothing is recorded then, which is unknown.
// Information that is handled as a class, of which the members are not named,
// is handled with the new use as that same class.
ReplacedUses ReplaceUses(const Overlay& overlay,
                         const ProductReplacement& replacement);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PRODUCT_REPLACEMENT_H_
