// Which packed facts are sound by their parts alone.

#ifndef KETENZICHT_GRAPH_INTERNAL_PLAIN_CLEARING_H_
#define KETENZICHT_GRAPH_INTERNAL_PLAIN_CLEARING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/packed_index.h"
#include "graph/policy.h"

namespace ketenzicht::graph::internal {

// The check of whole facts (graph/fact_check.h) is asked of probes: facts that
// are sound but for the one part that is asked about. So there is one place
// that knows what is sound. Immutable once made, then safe from any thread.
class PlainClearing {
 public:
  // All must outlive it; `beside` may be null. O(shared values).
  PlainClearing(const PackedIndex& own, const PackedIndex* beside,
                const Ontology& ontology, const Policy& policy);

  // Facts of the range that are not cleared, ascending: those that are not
  // sound, and those that are whole or name something else than an entity.
  std::vector<FactIndex> NotCleared(FactIndex begin, FactIndex end) const;

 private:
  class Range;
  // An entity that a relation is from or to.
  struct EndEntity {
    EntityKindId kind = -1;
    const ValidTime* valid = nullptr;
  };

  bool Sound(const Fact& probe, bool real_references) const;
  const Fact* StubOf(const std::string& id) const;
  void MakeStubs();
  void ClearValues();
  Fact Probe() const;
  Fact ProbeRelation(const std::string& kind) const;
  bool SoundEntity(const PackedFact& fact) const;
  bool SoundRelation(uint32_t kind, EntityKindId source,
                     EntityKindId target) const;
  bool HasSoundParts(const PackedFact& fact) const;

  const PackedIndex& own_;
  const PackedIndex* const beside_;
  const Ontology& ontology_;
  const Policy& policy_;
  std::vector<Fact> entity_stubs_;  // by kind
  Fact relation_stub_;
  Fact measure_stub_;
  std::string probe_collection_;
  std::string probe_kind_;
  // By the number of the value.
  std::vector<bool> valid_;
  std::vector<bool> evidence_;
  std::vector<bool> remark_;
  std::vector<bool> likelihood_;
  std::vector<const EntityKind*> entity_kinds_;      // null: none such
  std::vector<const RelationKind*> relation_kinds_;  // likewise
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PLAIN_CLEARING_H_
