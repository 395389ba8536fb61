// The reverse question: which processes and organizations does this company,
// law, product, authority, listing or programme reach?

#ifndef KETENZICHT_GRAPH_AFFECTED_H_
#define KETENZICHT_GRAPH_AFFECTED_H_

#include <array>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// A process, or an organization by uses of its own.
struct AffectedProcess {
  FactIndex process = kNoFact;
  const Vector* vector = nullptr;
  // That it is part of, or that operate it, with what these are part of, on
  // record; itself not among them. Sorted.
  std::vector<FactIndex> organizations;
  // Of the best walk through the subject, and its cost; where something stands
  // for the subject, no better than that it does.
  Status status = Status::kNoPath;
  Cost cost = 0;
};

// An organization is the distribution over its processes, never one pair.
struct AffectedOrganization {
  FactIndex organization = kNoFact;
  // The best of its processes, of parts of it, and of its own uses: by this
  // organizations are ordered.
  Status status = Status::kNoPath;
  Cost cost = 0;
  std::array<int, 5>
      statuses{};         // of its processes that are reached, by Status
  int processes = 0;      // of its processes, those that are reached
  int processes_all = 0;  // its processes
  // By uses of its own, or of an organization that is part of it; kNoPath: not
  // reached by those.
  Status own_uses = Status::kNoPath;
};

struct Affected {
  FactIndex subject = kNoFact;
  std::vector<FactIndex> through;  // the entities on paths that stand for it
  // Best first: by status, cost, vector in their order, process id. Those that
  // are not reached are left out, and so is the subject itself.
  std::vector<AffectedProcess> processes;
  // Best first: by status, cost, id. Those without a process that is reached,
  // or a use of their own that is, are left out.
  std::vector<AffectedOrganization> organizations;
  int affected = 0;               // processes in the list, each once
  std::array<int, 5> statuses{};  // of these, by Status, each once
  int processes_all = 0;          // processes there are
  int own_uses = 0;  // organizations in the list by uses of their own
  // The vectors for which only a walk is certain: an entity may occur twice.
  // For the others a walk that goes around in a circle to pass the subject is
  // one too; where a path passes it, it is no better.
  std::vector<const Vector*> walks;
  Completeness completeness;
};

// Processes, and organizations that use something themselves, whose exposure to
// some authority runs through `subject`, or over a relation that a use of it
// carries, along each of `vectors`. A jurisdiction stands for itself. On a
// vector that cannot pass it, for a listing stands what is listed on it, and
// for a programme who conducts it, as far as the view counts that. NotFound
// where there is no such entity.
//
// For each vector, and each status of what stands for the subject, two searches
// over the whole product for each status, and one
// for each process that a denial keeps away from a product (rule 3.6).
absl::StatusOr<Affected> FindAffected(const View& view,
                                      absl::string_view subject,
                                      const std::vector<const Vector*>& vectors,
                                      const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_AFFECTED_H_
