// The immutable graph of all facts at one revision.
//
//   absl::StatusOr<std::shared_ptr<const Snapshot>> snapshot =
//       Snapshot::Create(revision, facts, ontology, policy);

#ifndef KETENZICHT_GRAPH_SNAPSHOT_H_
#define KETENZICHT_GRAPH_SNAPSHOT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/policy.h"

namespace ketenzicht::graph {

// Position of a fact in its snapshot, where facts are sorted by id. Entities
// are the nodes of the graph, named by it.
using FactIndex = int32_t;
inline constexpr FactIndex kNoFact = -1;

// Immutable, safe from any thread. Shared by pointer, never copied.
class Snapshot {
 public:
  // InvalidArgument with the first problems where the facts are not sound (see
  // CheckFacts). O(n log n) in the facts.
  static absl::StatusOr<std::shared_ptr<const Snapshot>> Create(
      int64_t revision, std::vector<Fact> facts,
      std::shared_ptr<const Ontology> ontology,
      std::shared_ptr<const Policy> policy);

  int64_t revision() const { return revision_; }
  const Ontology& ontology() const { return *ontology_; }
  const Policy& policy() const { return *policy_; }
  const std::shared_ptr<const Ontology>& shared_ontology() const {
    return ontology_;
  }
  const std::shared_ptr<const Policy>& shared_policy() const { return policy_; }

  // Sorted by id.
  const std::vector<Fact>& facts() const { return facts_; }
  const Fact& fact(FactIndex index) const { return facts_[index]; }
  FactIndex size() const { return static_cast<FactIndex>(facts_.size()); }

  // kNoFact where there is none of that id. Constant time.
  FactIndex Find(absl::string_view id) const;
  // Null where there is no entity of that id.
  const Entity* FindEntity(absl::string_view id) const;

  // The kind of a relation that is known to be one.
  RelationKindId relation_kind(FactIndex relation) const {
    return relation_kinds_[relation];
  }

  // The entities of modality unknown (statements, mostly), sorted.
  const std::vector<FactIndex>& unknown_entities() const {
    return unknown_entities_;
  }

  // Statements that claim an outcome (attribute statement_kind: claim), sorted.
  const std::vector<FactIndex>& claims() const { return claims_; }

  // Whether some source has this source_type.
  bool HasSourceType(absl::string_view type) const {
    return source_types_.contains(type);
  }

  // The relations whose source, or target, is this fact by id (not through a
  // class), sorted. Constant time.
  absl::Span<const FactIndex> relations_from(FactIndex fact) const {
    return from_.Of(fact);
  }
  absl::Span<const FactIndex> relations_to(FactIndex fact) const {
    return to_.Of(fact);
  }

  // How a thing is called in a sentence: an entity's or measure's name; for a
  // relation, its phrase between quotation marks; "anything" for kNoFact.
  std::string NameOf(FactIndex index, Language language) const;
  // A class by its label; else by its members, or its kind.
  std::string NameOfClass(const Selector& selector, Language language) const;

 private:
  // Relations by one of their ends, in one array.
  struct Adjacency {
    std::vector<uint32_t> offsets;  // by fact, one more at the end
    std::vector<FactIndex> relations;

    absl::Span<const FactIndex> Of(FactIndex fact) const {
      return absl::MakeConstSpan(relations).subspan(
          offsets[fact], offsets[fact + 1] - offsets[fact]);
    }
  };

  Snapshot() = default;
  Adjacency AdjacencyBy(End Relation::*end) const;

  int64_t revision_ = 0;
  std::shared_ptr<const Ontology> ontology_;
  std::shared_ptr<const Policy> policy_;
  std::vector<Fact> facts_;
  std::vector<RelationKindId> relation_kinds_;  // -1 for other facts
  absl::flat_hash_map<std::string, FactIndex> index_;
  std::vector<FactIndex> unknown_entities_;
  std::vector<FactIndex> claims_;
  absl::flat_hash_set<std::string> source_types_;
  Adjacency from_;
  Adjacency to_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SNAPSHOT_H_
