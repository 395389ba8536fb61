// Every process by every state: the exposure of many at a glance.
//
//   absl::StatusOr<Matrix> matrix =
//       Matrix::Create(views, vector, columns, MatrixDetail::kTiers, limits);
//   for (FactIndex process : processes) matrix->Row(process, limits, …);
//
// A cell says what AnswerPair (graph/exposure.h) says of the same pair: that is
// its drill-down.

#ifndef KETENZICHT_GRAPH_MATRIX_H_
#define KETENZICHT_GRAPH_MATRIX_H_

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/best_matrix.h"
#include "graph/exposure.h"

namespace ketenzicht::graph {

// How much of a cell is worked out, and what that costs.
enum class MatrixDetail {
  kBest,   // status and best likelihood: one sweep for the whole graph
  kPaths,  // and the interval of the best path: one search for each row
  kTiers,  // and tiers, and all of it without measures: three for each cell
};

struct MatrixCell {
  Status status = Status::kNoPath;
  // Of the best path; a step without an estimate counts as certain. Not set
  // without a path, nor where all that is known is a walk: a path of a worse
  // status may be likelier than it.
  std::optional<double> best_at_most;
  // kPaths and kTiers: of the best path, as FoundPath; likewise.
  std::optional<Interval> likelihood;
  // kTiers, as in PairAnswer.
  Status inherent_status = Status::kNoPath;
  std::optional<TierAnswer> tier;
  std::optional<TierAnswer> inherent_tier;
  // Whether its search met a limit: the status is the worst that can still be.
  // Without tiers one search is of a whole row.
  bool cut_short = false;
};

// Cells of one column: how many processes stand how. An organization's result
// is never one pair (graph/organization_row.h adds up which).
struct Distribution {
  std::array<int, 5> statuses{};  // by Status
  // By lowest and highest tier, of those to which a tier applies. kTiers only.
  std::map<std::pair<int, int>, int> tiers;
  int processes = 0;

  void Add(const MatrixCell& cell);
};

// Immutable, safe from any thread. Keeps the views alive; `vector` must outlive
// it.
class Matrix {
 public:
  // ResourceExhausted for kBest where memory does not suffice. With kBest
  // everything is computed here (BestMatrix), else in Row. Cancelled:
  // completeness() says so, and no row means anything.
  static absl::StatusOr<Matrix> Create(Views views, const Vector& vector,
                                       std::vector<Target> columns,
                                       MatrixDetail detail,
                                       const Limits& limits);

  // A cell for each column, in their order. A column of several authorities has
  // the best of their cells. With kBest and kPaths a path is a walk where the
  // vector says so (Vector::walks_are_paths), and a path, if there is one, has
  // the status of the cell or a worse one. `limits` bound each search of
  // kTiers; where one was hit, `completeness` says so, and which cells it was.
  std::vector<MatrixCell> Row(FactIndex process, const Limits& limits,
                              Completeness& completeness) const;

  const std::vector<Target>& columns() const { return columns_; }
  const Vector& vector() const { return *vector_; }
  MatrixDetail detail() const { return detail_; }
  const Views& views() const { return views_; }
  const Completeness& completeness() const { return completeness_; }

 private:
  Matrix(Views views, const Vector& vector, std::vector<Target> columns,
         MatrixDetail detail);
  std::vector<MatrixCell> BestRow(FactIndex process, const Limits& limits,
                                  Completeness& completeness) const;
  std::vector<MatrixCell> PathsRow(FactIndex process, const Limits& limits,
                                   Completeness& completeness) const;
  std::vector<MatrixCell> TiersRow(FactIndex process, const Limits& limits,
                                   Completeness& completeness) const;

  Views views_;
  const Vector* vector_;
  std::vector<Target> columns_;
  MatrixDetail detail_;
  std::vector<FactIndex> authorities_;  // of all columns, sorted, each once
  // By column: positions in authorities_.
  std::vector<std::vector<size_t>> positions_;
  std::shared_ptr<const BestMatrix> best_;
  Completeness completeness_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MATRIX_H_
