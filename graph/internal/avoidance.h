// What a process is kept away from by a denial: rule 3.6 of docs/semantics.md,
// looked up while one searches.

#ifndef KETENZICHT_GRAPH_INTERNAL_AVOIDANCE_H_
#define KETENZICHT_GRAPH_INTERNAL_AVOIDANCE_H_

#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// By relation kind, whether what denies to use something keeps a step of this
// kind from leading to it.
std::vector<bool> ReachedByDenials(const Ontology& ontology);

// Immutable. Keeps a pointer into `view`.
class Avoidance {
 public:
  Avoidance(const View& view, FactIndex process);

  // Whether the process avoids anything: most avoid nothing.
  bool any() const { return avoided_ != nullptr; }

  // Whether a step of `kind` may not lead to `entity`. Constant time.
  bool Avoids(RelationKindId kind, FactIndex entity) const {
    return avoided_ != nullptr && reached_by_denial_[kind] &&
           avoided_->contains(entity);
  }

 private:
  const absl::flat_hash_set<FactIndex>* avoided_;
  std::vector<bool> reached_by_denial_;  // by relation kind; empty with !any()
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_AVOIDANCE_H_
