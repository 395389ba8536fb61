// What a question about some subjects reaches: docs/semantics.md, 13.11.
// Contradictions and unknowns ask it in the same words.
//
//   AskedAbout asked(view, query.subjects);
//   if (asked.Concerns(fact)) ...

#ifndef KETENZICHT_GRAPH_INTERNAL_ASKED_ABOUT_H_
#define KETENZICHT_GRAPH_INTERNAL_ASKED_ABOUT_H_

#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/internal/subjects.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// What concerns the subjects (graph/internal/subjects.h), and what these stand
// for: a process for what answers on its pairs take for their subject
// (SubjectOf), an organization for its processes (ProcessesOf), which are
// subjects too, and for their uses and information. Of what is only stood for,
// it alone: neither its parts nor what belongs to it.
//
// Of one view, of which it holds a reference. Not thread-safe: keeps what it
// looked up. As of Subjects in cost; made in O(facts) for each organization.
class AskedAbout {
 public:
  // None: all is asked about. Facts of any kind.
  AskedAbout(const View& view, const std::vector<FactIndex>& subjects);

  // Of a relation its ends are not asked.
  bool Has(FactIndex thing);

  // Whether a process that is a subject, or of one, uses this product, or it is
  // a part of one that it uses: what is said of the product itself concerns it,
  // and not what others do with it. By what makes an edge, whatever its
  // carriers and guards; not what is denied to be used.
  bool IsUsedProduct(FactIndex thing) const {
    return products_.contains(thing);
  }

  // As Has, or `thing` is a relation and it is so of an end.
  bool Concerns(FactIndex thing);

  // As of Subjects.
  const std::vector<FactIndex>& WholesOf(FactIndex thing) {
    return subjects_.WholesOf(thing);
  }

 private:
  void AddOwn(FactIndex process);
  void AddProducts(const View& view, FactIndex process);

  const Snapshot& snapshot_;
  const bool all_;
  const std::vector<FactIndex> processes_;  // of organizations
  Subjects subjects_;
  absl::flat_hash_set<FactIndex> stood_for_;
  absl::flat_hash_set<FactIndex> products_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_ASKED_ABOUT_H_
