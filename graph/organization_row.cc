#include "graph/organization_row.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "graph/reach.h"

namespace ketenzicht::graph {
namespace {

void AddUp(const Completeness& used, Completeness& all) {
  all.expansions += used.expansions;
  all.reached += used.reached;
  if (used.complete()) return;
  all.stop = used.stop;
  all.limit = used.limit;
}

// By column, the status without measures: of the cells where they have it, else
// of the best walk.
std::vector<Status> InherentStatuses(const Matrix& matrix, FactIndex process,
                                     const std::vector<MatrixCell>& cells,
                                     const Limits& limits,
                                     Completeness& completeness) {
  std::vector<Status> statuses;
  if (matrix.detail() == MatrixDetail::kTiers) {
    for (const MatrixCell& cell : cells) {
      statuses.push_back(cell.inherent_status);
    }
    return statuses;
  }
  std::vector<FactIndex> authorities;
  for (const Target& column : matrix.columns()) {
    authorities.insert(authorities.end(), column.authorities.begin(),
                       column.authorities.end());
  }
  const std::vector<Status> found =
      FindReach(*matrix.views().inherent, *matrix.vector().automaton, process,
                authorities, limits, completeness);
  auto next = found.begin();
  for (const Target& column : matrix.columns()) {
    const auto end =
        next + static_cast<std::ptrdiff_t>(column.authorities.size());
    statuses.push_back(std::accumulate(next, end, Status::kNoPath, &Strongest));
    next = end;
  }
  return statuses;
}

}  // namespace

std::vector<bool> SilentColumns(const Matrix& matrix, FactIndex process,
                                size_t processes,
                                const std::vector<MatrixCell>& cells,
                                const Limits& limits,
                                Completeness& completeness) {
  const Snapshot& snapshot = matrix.views().asked->snapshot();
  std::vector<bool> silent;
  silent.reserve(cells.size());
  for (const MatrixCell& cell : cells) {
    silent.push_back(
        IsSilent(snapshot, process, cell.status, Status::kNoPath, processes));
  }
  // Most have nothing to be silent about, and some views have no measures: no
  // search for those.
  const Views& views = matrix.views();
  if (views.inherent == views.asked ||
      std::find(silent.begin(), silent.end(), true) == silent.end()) {
    return silent;
  }
  const std::vector<Status> inherent =
      InherentStatuses(matrix, process, cells, limits, completeness);
  for (size_t i = 0; i < cells.size(); ++i) {
    silent[i] =
        IsSilent(snapshot, process, cells[i].status, inherent[i], processes);
  }
  return silent;
}

OrganizationRow RowOf(const Matrix& matrix, FactIndex organization,
                      const std::vector<FactIndex>& processes,
                      const Limits& limits) {
  OrganizationRow row;
  row.organization = organization;
  row.processes = static_cast<int>(processes.size());
  row.distributions.resize(matrix.columns().size());
  for (FactIndex process : processes) {
    Completeness used;
    const std::vector<MatrixCell> cells = matrix.Row(process, limits, used);
    AddUp(used, row.completeness);
    Completeness inherent;
    const std::vector<bool> silent = SilentColumns(
        matrix, process, processes.size(), cells, limits, inherent);
    AddUp(inherent, row.completeness);
    const StopReason interrupted = limits.interrupted();
    if (interrupted != StopReason::kNone) {
      row.completeness.stop = interrupted;
      break;
    }
    for (size_t i = 0; i < cells.size(); ++i) {
      if (!silent[i]) row.distributions[i].Add(cells[i]);
    }
  }
  return row;
}

}  // namespace ketenzicht::graph
