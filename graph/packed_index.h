// Finds packed facts by id, before there is a table of them.

#ifndef KETENZICHT_GRAPH_PACKED_INDEX_H_
#define KETENZICHT_GRAPH_PACKED_INDEX_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"
#include "graph/id_index.h"
#include "graph/ontology.h"
#include "graph/packed_facts.h"
#include "graph/text_column.h"

namespace ketenzicht::graph {

// Entities, which much is asked of, have a number each and are looked up in
// constant time; all else in the logarithm of what there is. Some 50 bytes an
// entity. Immutable once made, then safe from any thread.
class PackedIndex {
 public:
  // `facts` must outlive it. Errors of PackedFacts::Whole.
  static absl::StatusOr<std::unique_ptr<const PackedIndex>> Of(
      const PackedFacts& facts, const Ontology& ontology);

  // The number of an entity; kNoFact where there is none of that id.
  FactIndex FindEntity(absl::string_view id) const {
    return index_.Find(ids_, id);
  }
  // The same of each, into `found`; several times as fast for many.
  void FindEntities(absl::Span<const absl::string_view> ids,
                    absl::Span<FactIndex> found) const {
    index_.FindAll(ids_, ids, found);
  }
  // Where any fact stands; kNoFact where there is none.
  FactIndex FindFact(absl::string_view id) const;

  // Of an entity: its kind, -1 where the ontology has none such.
  EntityKindId kind(FactIndex entity) const { return kinds_[entity]; }
  const ValidTime& valid(FactIndex entity) const { return *valid_[entity]; }

  const PackedFacts& facts() const { return facts_; }
  // Positions of those that are whole, ascending.
  const std::vector<FactIndex>& whole() const { return whole_; }

 private:
  explicit PackedIndex(const PackedFacts& facts) : facts_(facts) {}
  absl::Status Build(const Ontology& ontology);
  absl::Status AddWhole(FactIndex at, const Ontology& ontology);

  const PackedFacts& facts_;
  TextColumn ids_;
  IdIndex index_;
  // By number.
  std::vector<EntityKindId> kinds_;
  std::vector<const ValidTime*> valid_;
  std::vector<FactIndex> positions_;
  std::deque<ValidTime> own_valid_;  // of those that are whole
  std::vector<FactIndex> whole_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PACKED_INDEX_H_
