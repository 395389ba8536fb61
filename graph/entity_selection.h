// Which processes, and which authorities, a question of many is about.

#ifndef KETENZICHT_GRAPH_ENTITY_SELECTION_H_
#define KETENZICHT_GRAPH_ENTITY_SELECTION_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/scope.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// All lists that are not empty must hold; of each, one of its members.
struct SourceSelection {
  std::vector<std::string> ids;            // as ProcessesOf
  std::vector<std::string> organizations;  // theirs, as ProcessesOf
  std::vector<std::string> kinds;          // entity kinds
  std::vector<std::pair<std::string, std::string>> attributes;
  // Interests, such as interests/vital-infrastructure: a use of the process is
  // recorded to touch it, whatever the modality that makes an edge. Where
  // nothing is recorded it is unknown, and the process is not selected, but
  // counted.
  std::vector<std::string> touches;
};

struct TargetSelection {
  std::vector<std::string> ids;            // as TargetsOf
  std::vector<std::string> jurisdictions;  // their authorities, each for itself
  std::vector<std::string> kinds;          // entity kinds
  std::vector<std::pair<std::string, std::string>> attributes;
};

// The processes, and organizations that use something themselves; sorted.
// Without ids and organizations: "processes/-". Nothing selected is not an
// error. NotFound for an id, kind or interest that does not exist;
// InvalidArgument for an id that can be no source, and for an organization or
// interest that is of another kind. O(entities) where neither ids nor
// organizations are given.
//
// To `unknown`, where it is given, is added how many were left out since it is
// unknown whether they touch an interest: a use of theirs touches none on
// record, and of one of the interests it is not denied for certain either.
absl::StatusOr<std::vector<FactIndex>> SelectSources(
    const View& view, const SourceSelection& selection, int* unknown = nullptr);

// In the order of ids, then of jurisdictions and their authorities. Without
// either: every authority by itself, sorted. Errors likewise, for what is no
// jurisdiction too.
absl::StatusOr<std::vector<Target>> SelectTargets(
    const View& view, const TargetSelection& selection);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_ENTITY_SELECTION_H_
