// A row of the matrix for an organization: how its processes stand.
//
//   const auto organizations = OrganizationsOf(snapshot, {"organizations/-"});
//   for (const auto& [organization, processes] : *organizations) {
//     const OrganizationRow row =
//         RowOf(matrix, organization, processes, limits);
//   }

#ifndef KETENZICHT_GRAPH_ORGANIZATION_ROW_H_
#define KETENZICHT_GRAPH_ORGANIZATION_ROW_H_

#include <vector>

#include "graph/matrix.h"

namespace ketenzicht::graph {

struct OrganizationRow {
  FactIndex organization = kNoFact;
  int processes = 0;  // that it has; its own uses count as one
  // One for each column of the matrix, in their order.
  std::vector<Distribution> distributions;
  // Not complete: some search ended early. What was used, of all of them.
  Completeness completeness;
};

// By column, whether the cell of `process`, one of `processes`, is left out: an
// organization itself without a path, with measures or without, is left out
// beside other processes, as it is of a list of pairs (IsSilent). `cells`: its
// row. Interrupted: `completeness` says so, and nothing means anything.
std::vector<bool> SilentColumns(const Matrix& matrix, FactIndex process,
                                size_t processes,
                                const std::vector<MatrixCell>& cells,
                                const Limits& limits,
                                Completeness& completeness);

// How `processes`, those of `organization` (OrganizationsOf), stand in each
// column, without silent cells: that an organization itself uses nothing that
// leads there is no answer on a process.
//
// Cost: Matrix::Row of each process; without tiers, also one search without
// measures (FindReach) for each organization among them that has no path in
// some column. Interrupted by `limits`: the row holds the processes so far, and
// its completeness says why.
OrganizationRow RowOf(const Matrix& matrix, FactIndex organization,
                      const std::vector<FactIndex>& processes,
                      const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_ORGANIZATION_ROW_H_
