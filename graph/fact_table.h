// All facts of a snapshot, packed: what every query needs in columns, what only
// some facts have in tables of their own, what many facts share once.
//
// A graph::Fact takes more than a kilobyte; here a relation takes some fifty
// bytes. Fact() puts one together again, equal to the one that went in.
//
//   FactTableBuilder builder(ontology);
//   for (Fact& fact : sorted) builder.Add(std::move(fact));
//   std::unique_ptr<const FactTable> table = std::move(builder).Finish();

#ifndef KETENZICHT_GRAPH_FACT_TABLE_H_
#define KETENZICHT_GRAPH_FACT_TABLE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"
#include "graph/ontology.h"

namespace ketenzicht::graph {

// Position of a fact in its snapshot, where facts are sorted by id. Entities
// are the nodes of the graph, named by it.
using FactIndex = int32_t;
inline constexpr FactIndex kNoFact = -1;

using Attributes = std::map<std::string, std::string>;

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
  FactIndex Find(absl::string_view id) const;

  absl::string_view id(FactIndex i) const {
    return absl::string_view(ids_.data() + id_ends_[i],
                             id_ends_[i + 1] - id_ends_[i]);
  }
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
    return entities_[extra_[entity]].attributes;
  }
  size_t num_attributes() const { return attributes_.size(); }
  const Attributes& attributes_of(uint32_t number) const {
    return attributes_[number];
  }
  const Attributes& attributes(FactIndex entity) const {
    return attributes_[entities_[extra_[entity]].attributes];
  }
  const Text& name(FactIndex entity) const {
    return entities_[extra_[entity]].name;
  }

  const std::vector<std::string>& aliases(FactIndex entity) const {
    return entities_[extra_[entity]].aliases;
  }
  const std::vector<std::string>& about(FactIndex entity) const {
    return entities_[extra_[entity]].about;
  }

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
  explicit FactTable(const Ontology& ontology)
      : ontology_(ontology), index_(0, IdHash{this}, IdEqual{this}) {}

  enum Flag : uint8_t {
    kEntity = 1,
    kRelation = 2,
    kMeasure = 4,
    kInferred = 8,
    kVerified = 16,
  };

  struct EntityDetail {
    Text name;
    std::vector<std::string> aliases;
    std::vector<std::string> about;
    uint32_t attributes = 0;
  };
  // What few facts have, and no query looks at.
  struct Remark {
    std::vector<std::string> because;
    Origin origin;
    std::optional<int> confidence;
    Marking marking;
    Text note;
    Attributes relation_attributes;
    friend bool operator==(const Remark&, const Remark&) = default;
  };

  struct IdHash {
    using is_transparent = void;
    const FactTable* table;
    size_t operator()(absl::string_view id) const {
      return absl::Hash<absl::string_view>()(id);
    }
    size_t operator()(FactIndex i) const { return (*this)(table->id(i)); }
  };
  struct IdEqual {
    using is_transparent = void;
    const FactTable* table;
    bool operator()(FactIndex a, FactIndex b) const { return a == b; }
    bool operator()(FactIndex a, absl::string_view b) const {
      return table->id(a) == b;
    }
    bool operator()(absl::string_view a, FactIndex b) const {
      return a == table->id(b);
    }
  };
  using IdIndex = absl::flat_hash_set<FactIndex, IdHash, IdEqual>;

  const Ontology& ontology_;
  IdIndex index_;
  std::string ids_;                      // one after the other
  std::vector<uint32_t> id_ends_ = {0};  // one more than there are facts
  std::vector<uint8_t> flags_;
  std::vector<uint8_t> modalities_;  // and the kind of unknown
  std::vector<uint32_t> valid_;
  std::vector<uint32_t> evidence_;
  std::vector<uint32_t> remark_;
  std::vector<int32_t> kinds_;
  std::vector<uint32_t> extra_;  // entity: in entities_; relation: likelihood
  std::vector<FactIndex> sources_;
  std::vector<FactIndex> targets_;

  std::vector<ValidTime> valid_times_;
  std::vector<std::vector<Evidence>> evidences_;
  std::vector<std::vector<Assertion>> assertions_;
  std::vector<Likelihood> likelihoods_;
  std::vector<Remark> remarks_;
  std::vector<Attributes> attributes_;
  std::vector<EntityDetail> entities_;
  std::vector<FactIndex> detailed_;
  absl::flat_hash_map<FactIndex, std::unique_ptr<Relation>> details_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> via_;
  absl::flat_hash_map<FactIndex, Measure> measures_;
};

// Packs facts one by one. What comes again in the next fact, as evidence often
// does, is compared before it is looked up.
class FactTableBuilder {
 public:
  // `ontology` must outlive the table.
  explicit FactTableBuilder(const Ontology& ontology);

  // Takes a fact whose kind is in the ontology; ids must ascend.
  void Add(Fact fact);

  // Resolves what facts say of each other by id. Every end, carrier and source
  // must be there: what CheckFacts (graph/fact_check.h) has found sound is.
  std::unique_ptr<const FactTable> Finish() &&;

 private:
  // Numbers equal values alike. Values are found again by their text.
  template <typename T>
  struct Numbers {
    std::vector<T>* values;
    absl::flat_hash_map<std::string, uint32_t> known;
    uint32_t last = 0;
  };
  template <typename T, typename Key>
  uint32_t Number(Numbers<T>& numbers, T value, const Key& key);

  void AddEntity(Entity entity);
  void AddRelation(Relation relation, Attributes& attributes);

  std::unique_ptr<FactTable> table_;
  Numbers<ValidTime> valid_times_;
  Numbers<std::vector<Evidence>> evidences_;
  Numbers<Likelihood> likelihoods_;
  Numbers<FactTable::Remark> remarks_;
  Numbers<Attributes> attributes_;
  // Ends whose fact comes later in the order of ids.
  struct Pending {
    FactIndex relation;
    bool is_target;
    std::string id;
  };
  std::vector<Pending> pending_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_TABLE_H_
