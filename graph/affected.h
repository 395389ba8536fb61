// The reverse question: which processes does this company, law, product,
// authority, listing or programme reach?

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
  Status status = Status::kNoPath;  // of the best walk through the subject
};

struct Affected {
  FactIndex subject = kNoFact;
  std::vector<FactIndex> through;  // the entities on paths that stand for it
  // By status, then vector in the policy's order, then process id. Those that
  // are not reached are left out.
  std::vector<AffectedProcess> processes;
  int affected = 0;       // processes in the list, each once
  int processes_all = 0;  // processes there are
  // The vectors for which only a walk is certain: an entity may occur twice.
  std::vector<const Vector*> walks;
  Completeness completeness;
};

// Processes whose exposure to some authority runs through `subject`, or over a
// relation that a use of it carries, along each
// of `vectors`. A jurisdiction stands for itself; a listing for what is listed
// on it, and a programme for who conducts it, as far as the view counts that.
// NotFound where there is no such entity. One search per process and vector.
absl::StatusOr<Affected> FindAffected(const View& view,
                                      absl::string_view subject,
                                      const std::vector<const Vector*>& vectors,
                                      const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_AFFECTED_H_
