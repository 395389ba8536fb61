// All facts of a snapshot, packed: what every query needs in columns, what only
// some facts have in tables of their own, what many facts share once.
//
// A graph::Fact takes more than a kilobyte; here a relation takes some fifty
// bytes. Read() puts one together again, equal to the one that went in.
// FactTableBuilder (graph/fact_table_builder.h) packs facts one by one, or
// many that were packed already, as a store reads them.
//
// A table can lie over another one: it has the facts that are new or otherwise
// and knows which are gone; all others it reads below. It takes memory by what
// differs, whatever the size of its base; nobody who reads it sees layers, and
// positions are in the order of ids in it as in any.

#ifndef KETENZICHT_GRAPH_FACT_TABLE_H_
#define KETENZICHT_GRAPH_FACT_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/fact_range.h"
#include "graph/id_index.h"
#include "graph/ontology.h"
#include "graph/packed_facts.h"
#include "graph/position_shift.h"
#include "graph/text_column.h"

namespace ketenzicht::graph {

// Immutable, safe from any thread. What is called constant time takes, in a
// table over another one, the logarithm of what differs.
class FactTable {
 public:
  FactTable(const FactTable&) = delete;
  FactTable& operator=(const FactTable&) = delete;

  FactIndex size() const {
    return shift_ ? shift_->size() : static_cast<FactIndex>(kinds_.size());
  }
  // kNoFact where there is none of that id. Constant time.
  FactIndex Find(absl::string_view id) const {
    const FactIndex own = index_.Find(ids_, id);
    return shift_ ? FindInLayers(own, id) : own;
  }
  // The first that does not come before `id`; size() where there is none.
  // Logarithmic.
  FactIndex LowerBound(absl::string_view id) const;

  absl::string_view id(FactIndex i) const {
    const Place place = PlaceOf(i);
    return place.table->ids_.at(place.at);
  }
  bool is_entity(FactIndex i) const { return flags(i) & kEntity; }
  bool is_relation(FactIndex i) const { return flags(i) & kRelation; }
  bool is_measure(FactIndex i) const { return flags(i) & kMeasure; }
  bool inferred(FactIndex i) const { return flags(i) & kInferred; }
  bool verified(FactIndex i) const { return flags(i) & kVerified; }
  Modality modality(FactIndex i) const {
    return static_cast<Modality>(Of(&FactTable::modalities_, i) & 7);
  }
  UnknownKind unknown_kind(FactIndex i) const {
    return static_cast<UnknownKind>(Of(&FactTable::modalities_, i) >> 3);
  }
  // Facts with the same number, below num_valid(), have the same valid time.
  uint32_t valid_number(FactIndex i) const { return Of(&FactTable::valid_, i); }
  const ValidTime& valid(FactIndex i) const {
    return valid_time(valid_number(i));
  }
  size_t num_valid() const { return valid_times_.size(); }
  const ValidTime& valid_time(uint32_t valid_number) const {
    return Value(&FactTable::valid_times_, valid_number);
  }
  // Facts with the same number, below num_evidence(), have the same evidence.
  uint32_t evidence_number(FactIndex i) const {
    return Of(&FactTable::evidence_, i);
  }
  size_t num_evidence() const { return evidences_.size(); }
  const std::vector<Evidence>& evidence_of(uint32_t number) const {
    return Value(&FactTable::evidences_, number);
  }
  const std::vector<Evidence>& evidence(FactIndex i) const {
    return evidence_of(evidence_number(i));
  }
  // Who said it, and when first; sorted by source.
  Assertions assertions(uint32_t evidence_number) const;

  // Of an entity: its kind in the ontology, and what else is said of it.
  EntityKindId entity_kind(FactIndex entity) const {
    return Of(&FactTable::kinds_, entity);
  }
  // Entities with the same number, below num_attributes(), have the same
  // attributes.
  uint32_t attributes_number(FactIndex entity) const {
    const Place place = PlaceOf(entity);
    return place.table->entity_attributes_[place.table->extra_[place.at]];
  }
  size_t num_attributes() const { return attributes_.size(); }
  const Attributes& attributes_of(uint32_t number) const {
    return Value(&FactTable::attributes_, number);
  }
  const Attributes& attributes(FactIndex entity) const {
    return attributes_of(attributes_number(entity));
  }
  Text name(FactIndex entity) const;
  const std::vector<std::string>& aliases(FactIndex entity) const;
  const std::vector<std::string>& about(FactIndex entity) const;

  // Of a relation. An end is kNoFact where it is a class.
  RelationKindId relation_kind(FactIndex relation) const {
    return Of(&FactTable::kinds_, relation);
  }
  FactIndex source(FactIndex relation) const {
    return shift_ ? EndInLayers(&FactTable::sources_, relation)
                  : sources_[relation];
  }
  FactIndex target(FactIndex relation) const {
    return shift_ ? EndInLayers(&FactTable::targets_, relation)
                  : targets_[relation];
  }
  // Relations with the same number, below num_likelihoods(), have the same
  // likelihood.
  uint32_t likelihood_number(FactIndex relation) const {
    return Of(&FactTable::extra_, relation);
  }
  size_t num_likelihoods() const { return likelihoods_.size(); }
  const Likelihood& likelihood(uint32_t number) const {
    return Value(&FactTable::likelihoods_, number);
  }
  // What it is carried by, as given; mostly nothing.
  FactIndexes via(FactIndex relation) const;
  // The whole of a relation with a class end, carriers or a guard; null for all
  // others, which are what the columns say.
  const Relation* detail(FactIndex relation) const;
  // Those relations, sorted.
  const std::vector<FactIndex>& detailed() const { return detailed_; }

  const Measure& measure(FactIndex measure) const {
    const Place place = PlaceOf(measure);
    return place.table->measures_.at(place.at);
  }

  // The facts it was inferred from; empty for what is stated.
  const std::vector<std::string>& inferred_from(FactIndex i) const {
    return remark(i).origin.from;
  }
  // The facts that the source gives as its reason.
  const std::vector<std::string>& because(FactIndex i) const {
    return remark(i).because;
  }

  // What this table lies over; null where over nothing.
  const std::shared_ptr<const FactTable>& base() const { return base_; }
  // How positions are shifted by it. Not without a base.
  const PositionShift& shift() const { return *shift_; }

  // All that was stated, put together again. Not for inner loops.
  Fact Read(FactIndex i) const;
  // The same of every fact, sorted by id: a kilobyte and more each.
  std::vector<Fact> ReadAll() const;

 private:
  friend class FactTableBuilder;
  template <typename T>
  friend class FactRange;
  explicit FactTable(const Ontology& ontology) : ontology_(ontology) {}

  enum Flag : uint8_t {
    kEntity = 1,
    kRelation = 2,
    kMeasure = 4,
    kInferred = 8,
    kVerified = 16,
  };
  // Where a fact's entries are: in the columns of this table.
  struct Place {
    const FactTable* table;
    FactIndex at;
  };
  // Values by number: those of the layers below are numbered first.
  template <typename T>
  struct Numbered {
    std::vector<T> own;
    uint32_t first = 0;
    size_t size() const { return first + own.size(); }
  };

  Place PlaceOf(FactIndex i) const {
    return shift_ ? PlaceInLayers(i) : Place{this, i};
  }
  template <typename T>
  T Of(std::vector<T> FactTable::*column, FactIndex i) const {
    const Place place = PlaceOf(i);
    return (place.table->*column)[place.at];
  }
  template <typename T>
  const T& Value(Numbered<T> FactTable::*values, uint32_t number) const {
    const FactTable* table = this;
    while (number < (table->*values).first) table = table->base_.get();
    return (table->*values).own[number - (table->*values).first];
  }
  uint8_t flags(FactIndex i) const { return Of(&FactTable::flags_, i); }
  const Remark& remark(FactIndex i) const {
    return Value(&FactTable::remarks_, Of(&FactTable::remark_, i));
  }

  // The same over another table.
  Place PlaceInLayers(FactIndex i) const;
  FactIndex FindInLayers(FactIndex own, absl::string_view id) const;
  FactIndex EndInLayers(std::vector<FactIndex> FactTable::*ends,
                        FactIndex relation) const;
  // Where a fact of `table`, a layer below or this one, stands in this one.
  FactIndex Raise(const FactTable& table, FactIndex fact) const;
  Assertion Raise(const FactTable& table, const Assertion& assertion) const {
    return {Raise(table, assertion.source), assertion.first};
  }

  const Ontology& ontology_;
  // Both or neither: then what follows are the entries of what differs from
  // `base_`, and positions in maps are those among them.
  std::shared_ptr<const FactTable> base_;
  std::unique_ptr<const PositionShift> shift_;

  TextColumn ids_;
  IdIndex index_;
  std::vector<uint8_t> flags_;
  std::vector<uint8_t> modalities_;  // and the kind of unknown
  std::vector<uint32_t> valid_;
  std::vector<uint32_t> evidence_;
  std::vector<uint32_t> remark_;
  std::vector<int32_t> kinds_;
  // Entity: its number among them, in no order; relation: its likelihood.
  std::vector<uint32_t> extra_;
  std::vector<FactIndex> sources_;
  std::vector<FactIndex> targets_;
  // By number of the entity.
  TextColumn names_;  // Dutch, then English
  std::vector<uint32_t> entity_attributes_;

  Numbered<ValidTime> valid_times_;
  Numbered<std::vector<Evidence>> evidences_;
  Numbered<std::vector<Assertion>> assertions_;  // as evidences_
  Numbered<Likelihood> likelihoods_;
  Numbered<Remark> remarks_;
  Numbered<Attributes> attributes_;
  absl::flat_hash_map<FactIndex, std::vector<std::string>> aliases_;
  absl::flat_hash_map<FactIndex, std::vector<std::string>> about_;
  std::vector<FactIndex> detailed_;  // all of them, those below too
  absl::flat_hash_map<FactIndex, std::unique_ptr<Relation>> details_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> via_;
  absl::flat_hash_map<FactIndex, Measure> measures_;
};

template <typename T>
T FactRange<T>::Iterator::Raise(const T& value) const {
  return to_->Raise(*from_, value);
}

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_TABLE_H_
