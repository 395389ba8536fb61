#include "graph/packed_index.h"

#include <string>

namespace ketenzicht::graph {

absl::StatusOr<std::unique_ptr<const PackedIndex>> PackedIndex::Of(
    const PackedFacts& facts, const Ontology& ontology) {
  std::unique_ptr<PackedIndex> index(new PackedIndex(facts));
  const absl::Status status = index->Build(ontology);
  if (!status.ok()) return status;
  return index;
}

absl::Status PackedIndex::Build(const Ontology& ontology) {
  const SharedValues& values = facts_.values();
  std::vector<EntityKindId> kinds;
  for (const std::string& kind : values.kinds) {
    kinds.push_back(ontology.FindEntityKindId(kind).value_or(-1));
  }
  absl::Status status;
  FactIndex at = 0;
  facts_.ForEach(0, facts_.size(), [&](const PackedFact& fact) {
    const FactIndex self = at++;
    if (fact.body == PackedFact::Body::kWhole) {
      status.Update(AddWhole(self, ontology));
    } else if (fact.body == PackedFact::Body::kEntity) {
      ids_.Add(fact.id);
      kinds_.push_back(kinds[fact.kind]);
      valid_.push_back(&values.valid_times[fact.valid]);
      positions_.push_back(self);
    }
  });
  if (!status.ok()) return status;
  if (ids_.overflowed()) {
    return absl::ResourceExhaustedError(
        "ids of entities of more than 4 GiB together");
  }
  index_.Build(ids_);
  return status;
}

absl::Status PackedIndex::AddWhole(FactIndex at, const Ontology& ontology) {
  whole_.push_back(at);
  const absl::StatusOr<Fact> fact = facts_.Whole(at);
  if (!fact.ok()) return fact.status();
  const Entity* entity = fact->entity();
  if (entity == nullptr) return absl::OkStatus();
  ids_.Add(fact->id);
  kinds_.push_back(ontology.FindEntityKindId(entity->kind).value_or(-1));
  valid_.push_back(&own_valid_.emplace_back(fact->valid));
  positions_.push_back(at);
  return absl::OkStatus();
}

FactIndex PackedIndex::FindFact(absl::string_view id) const {
  const FactIndex entity = FindEntity(id);
  if (entity != kNoFact) return positions_[entity];
  FactIndex low = 0;
  FactIndex high = facts_.size();
  bool found = false;
  while (low < high && !found) {
    const FactIndex middle = low + (high - low) / 2;
    facts_.ForEach(middle, middle + 1, [&](const PackedFact& fact) {
      found = fact.id == id;
      if (found || id < fact.id) {
        high = middle;
      } else {
        low = middle + 1;
      }
    });
  }
  return found ? high : kNoFact;
}

}  // namespace ketenzicht::graph
