// What is presumed from what: docs/semantics.md, section 4.

#ifndef KETENZICHT_GRAPH_PRESUMPTION_PREMISES_H_
#define KETENZICHT_GRAPH_PRESUMPTION_PREMISES_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/node_hash_map.h"
#include "absl/functional/function_ref.h"
#include "graph/instance_table.h"
#include "graph/modal_paths.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Whether entities have one of some attributes. Keeps references. Not
// thread-safe: keeps what it found.
class AttributeTest {
 public:
  AttributeTest(const FactTable& facts, const Attributes& asked)
      : facts_(facts), asked_(asked), known_(facts.num_attributes(), 0) {}

  // False for what is no entity. Constant time after the first of its kind.
  bool operator()(FactIndex entity) const;

 private:
  const FactTable& facts_;
  const Attributes& asked_;
  mutable std::vector<int8_t> known_;  // by number of attributes: 0, no, yes
};

// By one rule of the policy, over the relations of a table. Keeps references.
// Not thread-safe.
class PremiseSearch {
 public:
  PremiseSearch(const InstanceTable& table, int presumption);

  // Parts that one who uses a product is said not to use; may be null.
  using Avoided = absl::flat_hash_set<FactIndex>;

  // The uses with which the information may be handled: those that the handling
  // names as carriers, or any of the same user's where it names none.
  std::vector<InstanceIndex> UsesBehind(InstanceIndex handles) const;
  // Makers of the product or of its parts, sorted; with `left_out` over what
  // section 1 leaves out and what is denied, too.
  std::vector<FactIndex> MakersOf(FactIndex product, const Avoided* avoided,
                                  bool left_out) const;
  // The relations of the shortest way from the product to that maker, of equal
  // ones the first by their ids; empty where there is none.
  // Past entities and relations that are `gone`, where that is given.
  using Gone = absl::FunctionRef<bool(InstanceIndex)>;
  std::vector<InstanceIndex> WayTo(FactIndex maker, FactIndex product,
                                   const Avoided* avoided, bool left_out,
                                   Gone gone) const;

 private:
  ModalPathOptions OptionsOf(const Avoided* avoided, bool left_out) const;

  const InstanceTable& table_;
  const Presumption& rule_;
  const RelationKindId use_;
  const AttributeTest skipped_;
};

// What a presumed relation was presumed from, each once: a handling of the
// information, the use behind it, and the way from the product to the maker; of
// several the first handling and use by id. Of a relation that is presumed to
// make no edge, what it would be presumed from if all counted. The relations on
// the way carry nothing: they are looked at by modality alone. Time: a search
// over what the product consists of, for each handling and use at worst.
std::vector<InstanceIndex> PremisesOf(const View& view, InstanceIndex presumed);

// The same past what is gone: entities, and instances of relations, which share
// their numbers and are never the same. Keeps a reference to the view, and what
// it looked up: not thread-safe.
class PremiseFinder {
 public:
  using Gone = PremiseSearch::Gone;

  explicit PremiseFinder(const View& view) : view_(view) {}

  // Of one that makes an edge, or would if all counted (`left_out`). Empty
  // where there is nothing left that it could be presumed from.
  std::vector<InstanceIndex> Find(InstanceIndex presumed, bool left_out,
                                  Gone gone);

 private:
  const PremiseSearch& SearchOf(int presumption);

  const View& view_;
  absl::node_hash_map<int, PremiseSearch> searches_;  // by presumption
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PRESUMPTION_PREMISES_H_
