#include "graph/affected.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/path_search.h"

namespace ketenzicht::graph {
namespace {

std::vector<FactIndex> EntitiesOfKind(const Snapshot& snapshot,
                                      absl::string_view kind) {
  std::vector<FactIndex> found;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, kind)) found.push_back(i);
  }
  return found;
}

// The entities that stand for `subject` on a path: for what lies on no path
// itself, whoever points at it.
std::vector<FactIndex> StandFor(const View& view, FactIndex subject) {
  const Snapshot& snapshot = view.snapshot();
  if (!snapshot.IsA(subject, "listing") &&
      !snapshot.IsA(subject, "programme")) {
    return {subject};
  }
  std::set<FactIndex> found;
  for (const View::Incidence& at : view.incidences(subject)) {
    if (at.letter % 2 == 1 && view.status(at.instance) < Status::kBlocked) {
      found.insert(at.to);
    }
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

}  // namespace

absl::StatusOr<Affected> FindAffected(const View& view,
                                      absl::string_view subject,
                                      const std::vector<const Vector*>& vectors,
                                      const Limits& limits) {
  const Snapshot& snapshot = view.snapshot();
  Affected result;
  result.subject = snapshot.Find(subject);
  if (result.subject == kNoFact || !snapshot.is_entity(result.subject)) {
    return absl::NotFoundError(
        absl::StrCat("there is no entity '", std::string(subject), "'"));
  }
  result.through = StandFor(view, result.subject);
  const std::vector<FactIndex> processes = EntitiesOfKind(snapshot, "process");
  const std::vector<FactIndex> authorities =
      EntitiesOfKind(snapshot, "authority");
  result.processes_all = static_cast<int>(processes.size());
  std::set<FactIndex> distinct;
  for (const Vector* vector : vectors) {
    const Automaton& automaton = *vector->automaton;
    if (!vector->walks_are_paths) result.walks.push_back(vector);
    for (FactIndex process : processes) {
      const Status status =
          FindBestThrough(view, automaton, process, result.through, authorities,
                          limits, result.completeness);
      if (!result.completeness.complete()) return result;
      if (status == Status::kNoPath) continue;
      result.processes.push_back({process, vector, status});
      distinct.insert(process);
    }
  }
  result.affected = static_cast<int>(distinct.size());
  std::stable_sort(result.processes.begin(), result.processes.end(),
                   [](const AffectedProcess& a, const AffectedProcess& b) {
                     return a.status < b.status;
                   });
  return result;
}

}  // namespace ketenzicht::graph
