// The reverse question: which processes and organizations does this company,
// law, product, authority, listing or programme reach?

#ifndef KETENZICHT_GRAPH_AFFECTED_H_
#define KETENZICHT_GRAPH_AFFECTED_H_

#include <vector>

#include "absl/status/statusor.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph {

struct AffectedProcess {
  FactIndex process = kNoFact;
  const Vector* vector = nullptr;
  // Of the best walk through the subject, and its cost.
  Status status = Status::kNoPath;
  Cost cost = 0;
};

struct AffectedOrganization {
  FactIndex organization = kNoFact;
  // The best of its processes, of parts of it, and of its own uses.
  Status status = Status::kNoPath;
  Cost cost = 0;
  int processes = 0;      // of its processes, those that are reached
  int processes_all = 0;  // its processes
};

struct Affected {
  FactIndex subject = kNoFact;
  std::vector<FactIndex> through;  // the entities on paths that stand for it
  // Best first: by status, cost, vector in their order, process id. Those that
  // are not reached are left out.
  std::vector<AffectedProcess> processes;
  // Best first: by status, cost, id. Those without a process that is reached,
  // or a use of their own that is, are left out.
  std::vector<AffectedOrganization> organizations;
  int affected = 0;       // processes in the list, each once
  int processes_all = 0;  // processes there are
  // The vectors for which only a walk is certain: an entity may occur twice.
  // For the others a walk that goes around in a circle to pass the subject is
  // one too; where a path passes it, it is no better.
  std::vector<const Vector*> walks;
  Completeness completeness;
};

// Processes, and organizations that use something themselves, whose exposure to
// some authority runs through `subject`, or over a relation that a use of it
// carries, along each of `vectors`. A jurisdiction stands for itself; a listing
// for what is listed on it, and a programme for who conducts it, as far as the
// view counts that. NotFound where there is no such entity.
//
// For each vector two searches over the whole product for each status, and one
// for each process that a denial keeps away from a product (rule 3.6).
absl::StatusOr<Affected> FindAffected(const View& view,
                                      absl::string_view subject,
                                      const std::vector<const Vector*>& vectors,
                                      const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_AFFECTED_H_
