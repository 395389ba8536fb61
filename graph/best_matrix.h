// How exposed every process is to every authority: the whole graph at once.
//
//   const BestMatrix matrix(view, automaton, authorities, threads, limits);
//   std::vector<BestCost> row = matrix.Row(process);

#ifndef KETENZICHT_GRAPH_BEST_MATRIX_H_
#define KETENZICHT_GRAPH_BEST_MATRIX_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "graph/automaton.h"
#include "graph/best_paths.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Threads of a matrix, unless told otherwise.
inline constexpr int kMatrixThreads = 2;

// Immutable, safe from any thread. Keeps the view alive.
class BestMatrix {
 public:
  // Finds the best cost of every walk from wherever one starts to each of
  // `authorities`. Memory: eight bytes for each start and vertex of the
  // narrowest cut (internal/narrowest_cut.h), for each status that edges have.
  //
  // Every walk passes the cut. From the starts to it: one sweep over the
  // product for each status (internal/lane_sweep.h), from it on one search for
  // each of its vertices. Where the search is cancelled, completeness() says
  // so and no row means anything. Nor does one where status() is not OK.
  BestMatrix(std::shared_ptr<const View> view, const Automaton& automaton,
             std::vector<FactIndex> authorities, int threads,
             const Limits& limits);
  ~BestMatrix();
  BestMatrix(BestMatrix&&) noexcept;

  // For each authority, in their order, what FindBestCosts gives for `process`,
  // which it is where a denial keeps the process away from a product (rule
  // 3.6). O(cut * authorities behind it) otherwise.
  std::vector<BestCost> Row(FactIndex process, const Limits& limits,
                            Completeness& completeness) const;

  const std::vector<FactIndex>& authorities() const { return authorities_; }
  const Completeness& completeness() const { return completeness_; }
  // ResourceExhausted where memory did not suffice (LaneSweep::Run).
  const absl::Status& status() const { return status_; }

 private:
  struct Level;
  std::shared_ptr<const View> view_;
  Automaton automaton_;
  std::vector<FactIndex> authorities_;
  std::shared_ptr<const internal::CompactProduct> product_;
  std::vector<Level> levels_;
  Completeness completeness_;
  absl::Status status_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_BEST_MATRIX_H_
