#include "graph/matrix.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/best_paths.h"

namespace ketenzicht::graph {
void Distribution::Add(const MatrixCell& cell) {
  ++processes;
  ++statuses[static_cast<size_t>(cell.status)];
  if (cell.tier && cell.tier->applicable) {
    ++tiers[{cell.tier->lowest, cell.tier->highest}];
  }
}

Matrix::Matrix(Views views, const Vector& vector, std::vector<Target> columns,
               MatrixDetail detail)
    : views_(std::move(views)),
      vector_(&vector),
      columns_(std::move(columns)),
      detail_(detail) {
  std::set<FactIndex> all;
  for (const Target& column : columns_) {
    all.insert(column.authorities.begin(), column.authorities.end());
  }
  authorities_.assign(all.begin(), all.end());
  for (const Target& column : columns_) {
    std::vector<size_t>& positions = positions_.emplace_back();
    for (FactIndex authority : column.authorities) {
      positions.push_back(
          static_cast<size_t>(std::lower_bound(authorities_.begin(),
                                               authorities_.end(), authority) -
                              authorities_.begin()));
    }
  }
}

absl::StatusOr<Matrix> Matrix::Create(Views views, const Vector& vector,
                                      std::vector<Target> columns,
                                      MatrixDetail detail,
                                      const Limits& limits) {
  Matrix matrix(std::move(views), vector, std::move(columns), detail);
  if (detail == MatrixDetail::kBest) {
    matrix.best_ = std::make_shared<const BestMatrix>(
        matrix.views_.asked, *vector.automaton, matrix.authorities_,
        kMatrixThreads, limits);
    if (!matrix.best_->status().ok()) return matrix.best_->status();
    matrix.completeness_ = matrix.best_->completeness();
  }
  return matrix;
}

std::vector<MatrixCell> Matrix::Row(FactIndex process, const Limits& limits,
                                    Completeness& completeness) const {
  if (detail_ == MatrixDetail::kTiers) {
    return TiersRow(process, limits, completeness);
  }
  std::vector<MatrixCell> cells = detail_ == MatrixDetail::kBest
                                      ? BestRow(process, limits, completeness)
                                      : PathsRow(process, limits, completeness);
  for (MatrixCell& cell : cells) cell.cut_short = !completeness.complete();
  return cells;
}

std::vector<MatrixCell> Matrix::BestRow(FactIndex process, const Limits& limits,
                                        Completeness& completeness) const {
  const std::vector<BestCost> row = best_->Row(process, limits, completeness);
  std::vector<MatrixCell> cells(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    BestCost best;
    for (size_t position : positions_[i]) {
      const BestCost& one = row[position];
      if (std::tie(one.status, one.cost) < std::tie(best.status, best.cost)) {
        best = one;
      }
    }
    cells[i].status = best.status;
    if (best.status != Status::kNoPath && vector_->walks_are_paths) {
      cells[i].best_at_most = LikelihoodOfCost(best.cost);
    }
  }
  return cells;
}

std::vector<MatrixCell> Matrix::PathsRow(FactIndex process,
                                         const Limits& limits,
                                         Completeness& completeness) const {
  const View& view = *views_.asked;
  const BestPaths found =
      FindBestPaths(view, *vector_->automaton, process, authorities_, limits);
  completeness = found.completeness;
  std::vector<MatrixCell> cells(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    const FoundPath* best = nullptr;
    for (size_t position : positions_[i]) {
      const FoundPath& one = found.paths[position];
      if (one.status == Status::kNoPath) continue;
      if (best == nullptr || ComesBefore(view, one, *best)) best = &one;
    }
    if (best == nullptr) continue;
    cells[i].status = best->status;
    if (!vector_->walks_are_paths) continue;
    cells[i].best_at_most = LikelihoodOfCost(best->cost);
    cells[i].likelihood = LikelihoodOf(view, *best);
  }
  return cells;
}

std::vector<MatrixCell> Matrix::TiersRow(FactIndex process,
                                         const Limits& limits,
                                         Completeness& completeness) const {
  std::vector<MatrixCell> cells;
  Limits one = limits;
  one.paths = 1;
  for (const Target& column : columns_) {
    const PairAnswer answer =
        AnswerPair(views_, process, column, *vector_, one);
    MatrixCell& cell = cells.emplace_back();
    cell.status = answer.status;
    cell.inherent_status = answer.inherent_status;
    if (answer.tier() != nullptr) cell.tier = *answer.tier();
    if (answer.inherent) cell.inherent_tier = answer.inherent->tier;
    if (!answer.paths.empty()) {
      cell.best_at_most = LikelihoodOfCost(answer.paths.front().path.cost);
      cell.likelihood = answer.paths.front().likelihood;
    }
    const StopReason stop = answer.completeness.stop;
    if (stop != StopReason::kNone && stop != StopReason::kPaths) {
      cell.cut_short = true;
      completeness.stop = stop;
      completeness.limit = answer.completeness.limit;
    }
    completeness.expansions += answer.completeness.expansions;
    completeness.reached += answer.completeness.reached;
    if (stop == StopReason::kCancelled) break;
  }
  cells.resize(columns_.size());
  return cells;
}

}  // namespace ketenzicht::graph
