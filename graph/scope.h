// Whom a question is about: processes of an organization, authorities of a
// jurisdiction, and what belongs to a process.

#ifndef KETENZICHT_GRAPH_SCOPE_H_
#define KETENZICHT_GRAPH_SCOPE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Whom `ids` name as exposed: a process itself; of an organization all its
// parts and what it operates that are processes, and the organization itself
// where a vector can start at a relation of its own (it uses something);
// "processes/-" is all of these that there are. What is part of what is as on
// record, at any date and from any source: dates and sources decide on paths.
// Sorted, each once.
//
// NotFound where an id does not exist, or where an organization has none of
// these: no answer is not "no path". InvalidArgument where an id is neither.
// ResourceExhausted for more than `max`.
absl::StatusOr<std::vector<FactIndex>> ProcessesOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids, int max);

// Organizations, each with its processes.
using OrganizationProcesses = std::map<FactIndex, std::vector<FactIndex>>;

// The organizations that `ids` name, each with its processes as of ProcessesOf;
// "organizations/-" is every one that has any. Errors as above; InvalidArgument
// for what is no organization. For each of them O(relations of its parts).
absl::StatusOr<OrganizationProcesses> OrganizationsOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids);

// An authority, or a jurisdiction with its authorities: those that are part of
// it on record, and those that a law empowers which it has enacted.
struct Target {
  FactIndex asked = kNoFact;
  std::vector<FactIndex> authorities;  // sorted
};

// What `ids` name, in their order, each once; "authorities/-" is every
// authority, and "jurisdictions/-" every jurisdiction that has one; both
// sorted. Errors as above; NotFound for a jurisdiction without one.
absl::StatusOr<std::vector<Target>> TargetsOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids);

// What `part` is part of on record, itself included; sorted.
std::vector<FactIndex> WholesOnRecord(const Snapshot& snapshot, FactIndex part);

// The organizations that operate `process` on record; sorted.
std::vector<FactIndex> OperatorsOf(const Snapshot& snapshot, FactIndex process);

// The process, what it is part of on record, the uses of these, and the
// information that they handle: what denials and unknowns "about it" are about.
// Sorted.
std::vector<FactIndex> SubjectOf(const Snapshot& snapshot, FactIndex process);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCOPE_H_
