// A class of entities or relations, named by what its members have in common.
//
// "The police's drone images" is a class: what is said of it is said of every
// member. A class stands where an id could stand: at the end of a relation, and
// in what a measure selects. All conditions that are given must hold.

#ifndef KETENZICHT_GRAPH_SELECTOR_H_
#define KETENZICHT_GRAPH_SELECTOR_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/text.h"

namespace ketenzicht::graph {

// A path over relation kinds (property-path syntax) leads from the member to
// the entity `to`.
struct PathCondition {
  std::string expression;
  std::string to;
  friend bool operator==(const PathCondition&, const PathCondition&) = default;
};

// A value. Inner selectors are shared and never change after they were set.
struct Selector {
  Text label;                    // how the class is called in a sentence
  bool any = false;              // everything, whatever else there will be
  std::vector<std::string> ids;  // these, where given
  bool by_example = false;       // `ids` are examples: the class stays open
  std::string kind;  // this entity or relation kind, or a kind of it
  std::vector<PathCondition> where;               // entities
  std::map<std::string, std::string> attributes;  // entities
  std::shared_ptr<const Selector>
      source_of;  // entities: source of such a relation
  std::shared_ptr<const Selector>
      target_of;  // entities: target of such a relation
  std::shared_ptr<const Selector> source;  // relations: their source
  std::shared_ptr<const Selector> target;  // relations: their target
  std::shared_ptr<const Selector> via;     // relations: one of their carriers
  std::vector<std::string> except;  // not these, whatever else holds of them
};

// Whether two selectors say the same, member by member.
bool operator==(const Selector& a, const Selector& b);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SELECTOR_H_
