// All facts of a snapshot, packed: what every query needs in columns, what only
// some facts have in tables of their own, what many facts share once.
//
// A graph::Fact takes more than a kilobyte; here a relation takes some fifty
// bytes. Read() puts one together again, equal to the one that went in.
// FactTableBuilder (graph/fact_table_builder.h) packs facts one by one, or
// many that were packed already, as a store reads them.

#ifndef KETENZICHT_GRAPH_FACT_TABLE_H_
#define KETENZICHT_GRAPH_FACT_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"
#include "graph/id_index.h"
#include "graph/ontology.h"
#include "graph/packed_facts.h"
#include "graph/text_column.h"

namespace ketenzicht::graph {

// That a source said it, and the first day on which it did.
struct Assertion {
  FactIndex source = kNoFact;
  Date first;
};

// Immutable, safe from any thread.
class FactTable {
 public:
  FactTable(const FactTable&) = delete;
  FactTable& operator=(const FactTable&) = delete;

  FactIndex size() const { return static_cast<FactIndex>(kinds_.size()); }
  // kNoFact where there is none of that id. Constant time.
  FactIndex Find(absl::string_view id) const { return index_.Find(ids_, id); }

  absl::string_view id(FactIndex i) const { return ids_.at(i); }
  bool is_entity(FactIndex i) const { return flags_[i] & kEntity; }
  bool is_relation(FactIndex i) const { return flags_[i] & kRelation; }
  bool is_measure(FactIndex i) const { return flags_[i] & kMeasure; }
  bool inferred(FactIndex i) const { return flags_[i] & kInferred; }
  bool verified(FactIndex i) const { return flags_[i] & kVerified; }
  Modality modality(FactIndex i) const {
    return static_cast<Modality>(modalities_[i] & 7);
  }
  UnknownKind unknown_kind(FactIndex i) const {
    return static_cast<UnknownKind>(modalities_[i] >> 3);
  }
  // Facts with the same valid time have the same number.
  uint32_t valid_number(FactIndex i) const { return valid_[i]; }
  const ValidTime& valid(FactIndex i) const { return valid_times_[valid_[i]]; }
  size_t num_valid() const { return valid_times_.size(); }
  const ValidTime& valid_time(uint32_t valid_number) const {
    return valid_times_[valid_number];
  }
  // Facts with the same evidence have the same number, below num_evidence().
  uint32_t evidence_number(FactIndex i) const { return evidence_[i]; }
  size_t num_evidence() const { return evidences_.size(); }
  const std::vector<Evidence>& evidence(FactIndex i) const {
    return evidences_[evidence_[i]];
  }
  // Who said it, and when first; sorted by source.
  const std::vector<Assertion>& assertions(uint32_t evidence_number) const {
    return assertions_[evidence_number];
  }

  // Of an entity: its kind in the ontology, and what else is said of it.
  EntityKindId entity_kind(FactIndex entity) const { return kinds_[entity]; }
  // Entities with the same attributes have the same number, below
  // num_attributes().
  uint32_t attributes_number(FactIndex entity) const {
    return entity_attributes_[extra_[entity]];
  }
  size_t num_attributes() const { return attributes_.size(); }
  const Attributes& attributes_of(uint32_t number) const {
    return attributes_[number];
  }
  const Attributes& attributes(FactIndex entity) const {
    return attributes_[attributes_number(entity)];
  }
  Text name(FactIndex entity) const {
    const size_t at = 2 * static_cast<size_t>(extra_[entity]);
    return {std::string(names_.at(at)), std::string(names_.at(at + 1))};
  }
  const std::vector<std::string>& aliases(FactIndex entity) const;
  const std::vector<std::string>& about(FactIndex entity) const;

  // Of a relation. An end is kNoFact where it is a class.
  RelationKindId relation_kind(FactIndex relation) const {
    return kinds_[relation];
  }
  FactIndex source(FactIndex relation) const { return sources_[relation]; }
  FactIndex target(FactIndex relation) const { return targets_[relation]; }
  // Relations with the same likelihood have the same number, below
  // num_likelihoods().
  uint32_t likelihood_number(FactIndex relation) const {
    return extra_[relation];
  }
  size_t num_likelihoods() const { return likelihoods_.size(); }
  const Likelihood& likelihood(uint32_t number) const {
    return likelihoods_[number];
  }
  // What it is carried by, as given; mostly nothing.
  absl::Span<const FactIndex> via(FactIndex relation) const;
  // The whole of a relation with a class end, carriers or a guard; null for all
  // others, which are what the columns say.
  const Relation* detail(FactIndex relation) const;
  // Those relations, sorted.
  const std::vector<FactIndex>& detailed() const { return detailed_; }

  const Measure& measure(FactIndex measure) const {
    return measures_.at(measure);
  }

  // The facts it was inferred from; empty for what is stated.
  const std::vector<std::string>& inferred_from(FactIndex i) const {
    return remarks_[remark_[i]].origin.from;
  }

  // All that was stated, put together again. Not for inner loops.
  Fact Read(FactIndex i) const;
  // The same of every fact, sorted by id: a kilobyte and more each.
  std::vector<Fact> ReadAll() const;

 private:
  friend class FactTableBuilder;
  explicit FactTable(const Ontology& ontology) : ontology_(ontology) {}

  enum Flag : uint8_t {
    kEntity = 1,
    kRelation = 2,
    kMeasure = 4,
    kInferred = 8,
    kVerified = 16,
  };

  const Ontology& ontology_;
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

  std::vector<ValidTime> valid_times_;
  std::vector<std::vector<Evidence>> evidences_;
  std::vector<std::vector<Assertion>> assertions_;
  std::vector<Likelihood> likelihoods_;
  std::vector<Remark> remarks_;
  std::vector<Attributes> attributes_;
  absl::flat_hash_map<FactIndex, std::vector<std::string>> aliases_;
  absl::flat_hash_map<FactIndex, std::vector<std::string>> about_;
  std::vector<FactIndex> detailed_;
  absl::flat_hash_map<FactIndex, std::unique_ptr<Relation>> details_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> via_;
  absl::flat_hash_map<FactIndex, Measure> measures_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_TABLE_H_
