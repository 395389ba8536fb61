#include "service/rpc/matrix_call.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/matrix.h"
#include "graph/organization_row.h"
#include "graph/scope.h"
#include "service/proto/matrix_conversion.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

// What the rows are: processes, or the processes of each organization.
struct Rows {
  std::vector<graph::FactIndex> processes;
  graph::OrganizationProcesses organizations;
  int num_without_row = 0;  // of all processes, where all have one asked for
};

// How many processes are of no organization.
int NumWithoutRow(const graph::Snapshot& snapshot,
                  const graph::OrganizationProcesses& organizations) {
  absl::flat_hash_set<graph::FactIndex> in_rows;
  for (const auto& [organization, members] : organizations) {
    in_rows.insert(members.begin(), members.end());
  }
  int without = 0;
  for (graph::FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, "process") && !in_rows.contains(i)) ++without;
  }
  return without;
}

absl::StatusOr<Rows> RowsOf(const graph::Snapshot& snapshot,
                            const v1::GetMatrixRequest& request) {
  const std::vector<std::string> from(request.from().begin(),
                                      request.from().end());
  Rows rows;
  if (request.by_organization()) {
    absl::StatusOr<graph::OrganizationProcesses> organizations =
        graph::OrganizationsOf(snapshot, from);
    if (!organizations.ok()) return organizations.status();
    rows.organizations = *std::move(organizations);
    if (std::find(from.begin(), from.end(), "organizations/-") != from.end()) {
      rows.num_without_row = NumWithoutRow(snapshot, rows.organizations);
    }
    return rows;
  }
  absl::StatusOr<std::vector<graph::FactIndex>> processes =
      graph::ProcessesOf(snapshot, from, std::numeric_limits<int>::max());
  if (!processes.ok()) return processes.status();
  rows.processes = *std::move(processes);
  return rows;
}

class Stream {
 public:
  // Of so many `processes`.
  Stream(const graph::Matrix& matrix, size_t processes,
         const graph::Limits& limits, const grpc::ServerContext& context,
         const Sink<v1::GetMatrixResponse>& write)
      : matrix_(matrix),
        processes_(processes),
        limits_(limits),
        context_(context),
        write_(write) {}

  absl::Status Write(const v1::GetMatrixResponse& response) {
    if (write_(response)) return absl::OkStatus();
    return absl::CancelledError("cancelled");
  }

  absl::Status WriteProcess(graph::FactIndex process) {
    graph::Completeness completeness;
    const std::vector<graph::MatrixCell> cells =
        matrix_.Row(process, limits_, completeness);
    graph::Completeness inherent;
    const std::vector<bool> silent = graph::SilentColumns(
        matrix_, process, processes_, cells, limits_, inherent);
    if (absl::Status ok = StillWanted(context_); !ok.ok()) return ok;
    if (std::find(silent.begin(), silent.end(), false) == silent.end()) {
      return absl::OkStatus();
    }
    v1::GetMatrixResponse response;
    *response.mutable_row() = RowToProto(matrix_, process, cells, completeness);
    return Write(response);
  }

  absl::Status WriteOrganization(graph::FactIndex organization,
                                 const std::vector<graph::FactIndex>& members) {
    const graph::OrganizationRow row =
        graph::RowOf(matrix_, organization, members, limits_);
    if (absl::Status ok = StillWanted(context_); !ok.ok()) return ok;
    v1::GetMatrixResponse response;
    *response.mutable_distribution() = OrganizationRowToProto(matrix_, row);
    return Write(response);
  }

 private:
  const graph::Matrix& matrix_;
  const size_t processes_;
  const graph::Limits& limits_;
  const grpc::ServerContext& context_;
  const Sink<v1::GetMatrixResponse>& write_;
};

}  // namespace

absl::Status StreamMatrix(Engine& engine, const v1::GetMatrixRequest& request,
                          const grpc::ServerContext& context,
                          const Sink<v1::GetMatrixResponse>& write) {
  if (request.from_size() == 0 || request.to_size() == 0) {
    return absl::InvalidArgumentError("from and to each need at least one id");
  }
  const absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  const absl::StatusOr<Asked> asked =
      Ask(engine, request.revision(), request.options(), std::nullopt, *limits);
  if (!asked.ok()) return asked.status();
  const graph::Snapshot& snapshot = *asked->state->snapshot;
  const absl::StatusOr<graph::Vector> vector =
      VectorOf(snapshot, request.vector(), request.expression());
  if (!vector.ok()) return vector.status();
  const absl::StatusOr<Rows> rows = RowsOf(snapshot, request);
  if (!rows.ok()) return rows.status();
  absl::StatusOr<std::vector<graph::Target>> columns =
      graph::TargetsOf(snapshot, {request.to().begin(), request.to().end()});
  if (!columns.ok()) return columns.status();
  const absl::StatusOr<graph::Matrix> matrix =
      graph::Matrix::Create(asked->views, *vector, *std::move(columns),
                            DetailFromProto(request.detail()), *limits);
  if (!matrix.ok()) return matrix.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  Stream stream(*matrix, rows->processes.size(), *limits, context, write);
  v1::GetMatrixResponse header;
  *header.mutable_header() = HeaderToProto(
      *matrix, *vector, rows->processes.size() + rows->organizations.size());
  header.mutable_header()->set_num_without_row(rows->num_without_row);
  absl::Status written = stream.Write(header);
  for (size_t i = 0; i < rows->processes.size() && written.ok(); ++i) {
    written = stream.WriteProcess(rows->processes[i]);
  }
  for (const auto& [organization, members] : rows->organizations) {
    if (!written.ok()) break;
    written = stream.WriteOrganization(organization, members);
  }
  return written;
}

}  // namespace ketenzicht::service
