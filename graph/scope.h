// Whom a question is about: processes of an organization, authorities of a
// jurisdiction, and what belongs to a process.

#ifndef KETENZICHT_GRAPH_SCOPE_H_
#define KETENZICHT_GRAPH_SCOPE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// The processes that `ids` name: a process itself, all parts of an organization
// that are processes, or all processes ("processes/-"). Parts are those on
// record, at any date and from any source. Sorted, each once.
// NotFound where an id does not exist, InvalidArgument where it is neither, or
// where there are more than `max` (ResourceExhausted).
absl::StatusOr<std::vector<FactIndex>> ProcessesOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids, int max);

// An authority, or a jurisdiction with its authorities (those that are part of
// it on record).
struct Target {
  FactIndex asked = kNoFact;
  std::vector<FactIndex> authorities;  // sorted
};

// What `ids` name, in their order; "jurisdictions/-" is every jurisdiction that
// has an authority. Errors as above.
absl::StatusOr<std::vector<Target>> TargetsOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids);

// What `part` is part of on record, itself included; sorted.
std::vector<FactIndex> WholesOnRecord(const Snapshot& snapshot, FactIndex part);

// The process, what it is part of on record, the uses of these, and the
// information that they handle: what denials and unknowns "about it" are about.
// Sorted.
std::vector<FactIndex> SubjectOf(const Snapshot& snapshot, FactIndex process);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCOPE_H_
