// The vocabulary: kinds of entities and of relations. It is data
// (data/ontology.yaml), so that users add kinds without recompiling.

#ifndef KETENZICHT_GRAPH_ONTOLOGY_H_
#define KETENZICHT_GRAPH_ONTOLOGY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// Index of a relation kind in its ontology, 0 … relation_kinds().size() - 1.
using RelationKindId = int32_t;
// Index of an entity kind, likewise.
using EntityKindId = int32_t;

struct EntityKind {
  std::string name;
  std::string collection;  // first part of the ids of its entities
  std::string parent;      // the kind it is a kind of; may be empty
  Text label;
};

enum class ExposureDirection { kAlong, kAgainst, kNone };

struct RelationKind {
  std::string name;
  std::string parent;                // the kind it is a kind of; may be empty
  std::vector<std::string> sources;  // allowed entity or relation kinds
  std::vector<std::string> targets;
  Text phrase;  // with {source} and {target}
  Text denied;  // the same, denied
  ExposureDirection exposure = ExposureDirection::kNone;
  bool certain_when_affirmed = false;  // law, seat, ownership: weighs 1
  std::optional<Interval> likelihood;  // default weight of an affirmed fact
  // A denial about the target holds for the source (a part of a whole).
  bool passes_denials = false;
  // A denial of this kind holds through these kinds too: what one does not
  // use, one's devices do not run.
  std::vector<std::string> denial_reaches;
  // A relation of this kind cannot have started before its target did.
  bool starts_after_target = false;
};

// Immutable, safe from any thread.
class Ontology {
 public:
  // InvalidArgument naming every problem, one a line: a kind twice, a parent or
  // an end that is no kind, a kind that is a kind of itself, a phrase without
  // {source} or {target}.
  static absl::StatusOr<Ontology> Create(
      std::string version, std::vector<EntityKind> entity_kinds,
      std::vector<RelationKind> relation_kinds);

  const std::string& version() const { return version_; }
  const std::vector<EntityKind>& entity_kinds() const { return entity_kinds_; }
  const std::vector<RelationKind>& relation_kinds() const {
    return relation_kinds_;
  }
  const RelationKind& relation_kind(RelationKindId id) const {
    return relation_kinds_[id];
  }

  // Null where there is no such kind. Constant time.
  const EntityKind* FindEntityKind(absl::string_view name) const;
  std::optional<EntityKindId> FindEntityKindId(absl::string_view name) const;
  std::optional<RelationKindId> FindRelationKind(absl::string_view name) const;

  // Whether `kind` is `ancestor` or a kind of it.
  bool EntityIsA(absl::string_view kind, absl::string_view ancestor) const;
  bool RelationIsA(RelationKindId kind, RelationKindId ancestor) const {
    return relation_is_a_[static_cast<size_t>(kind) * relation_kinds_.size() +
                          ancestor];
  }

  // Whether something of entity kind or relation kind `kind` may stand where
  // `allowed` (entity or relation kinds) are asked for.
  bool Allows(const std::vector<std::string>& allowed,
              absl::string_view kind) const;

 private:
  Ontology() = default;
  std::vector<std::string> Index();
  std::vector<std::string> CheckRelationKind(const RelationKind& kind) const;

  std::string version_;
  std::vector<EntityKind> entity_kinds_;
  std::vector<RelationKind> relation_kinds_;
  absl::flat_hash_map<std::string, int32_t> entity_index_;
  absl::flat_hash_map<std::string, RelationKindId> relation_index_;
  std::vector<bool> relation_is_a_;  // kind-major square matrix
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_ONTOLOGY_H_
