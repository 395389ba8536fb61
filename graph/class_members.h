// Who belongs to a class in a view.

#ifndef KETENZICHT_GRAPH_CLASS_MEMBERS_H_
#define KETENZICHT_GRAPH_CLASS_MEMBERS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/automaton.h"
#include "graph/instance_table.h"
#include "graph/selector.h"

namespace ketenzicht::graph {

// A member of a class. `status` is what is known of its membership: the weakest
// of the best paths that its conditions ask for. `carriers` are the carriers
// that made it match.
struct ClassMember {
  FactIndex fact = kNoFact;
  Status status = Status::kOpen;
  std::vector<FactIndex> carriers;
};

// Whether `selector` is a class of relations rather than of entities.
bool SelectsRelations(const Selector& selector, const Ontology& ontology);

// Evaluates classes over the relations of a table that are between two things
// and count, never over what classes were expanded to, so that no class depends
// on a class. Not thread-safe; keeps what it computed, so it is made anew for
// every step that changes what counts.
class ClassMembers {
 public:
  explicit ClassMembers(const InstanceTable& table) : table_(table) {}

  // Members of a class of entities, sorted by fact, then carriers; one member
  // stands as often as it has different carriers.
  const std::vector<ClassMember>& Entities(const Selector& selector);

  // Members of a class of relations, sorted likewise.
  const std::vector<ClassMember>& Relations(const Selector& selector);

  // What is known of `instance` belonging to the class of relations that a
  // measure selects, or nothing where it does not. Here what classes were
  // expanded to and what is presumed belong too.
  std::optional<Status> Matches(const Selector& selector,
                                InstanceIndex instance);

  // The instances among which those that `selector` selects are: by an end, an
  // id or the kind, whichever says most. All others do not match.
  std::vector<InstanceIndex> CandidatesOf(const Selector& selector);

 private:
  std::vector<ClassMember> FindEntities(const Selector& selector);
  std::vector<ClassMember> FindRelations(const Selector& selector);
  std::vector<ClassMember> Candidates(const Selector& selector);
  void AddEnds(const Selector& relations, bool targets,
               std::vector<ClassMember>& members);
  // Sorted; of every kind for "".
  const std::vector<FactIndex>& EntitiesOfKind(const std::string& kind);
  bool FitsEntity(const Selector& selector, FactIndex fact) const;
  // Status of the best path that `condition` asks for, by entity.
  const absl::flat_hash_map<FactIndex, Status>& Reached(
      const PathCondition& condition);
  // The members of a class of either, with the best that is known of each.
  const absl::flat_hash_map<FactIndex, Status>& Ends(const Selector& selector);
  std::optional<Status> EndMatches(const Selector& selector, FactIndex end);

  const InstanceTable& table_;
  absl::flat_hash_map<const Selector*, std::vector<ClassMember>> entities_;
  absl::flat_hash_map<std::string, std::vector<FactIndex>> of_kind_;
  absl::flat_hash_map<const Selector*, std::vector<ClassMember>> relations_;
  absl::flat_hash_map<const Selector*, absl::flat_hash_map<FactIndex, Status>>
      ends_;
  absl::flat_hash_map<std::pair<std::string, std::string>,
                      absl::flat_hash_map<FactIndex, Status>>
      reached_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CLASS_MEMBERS_H_
