#include "service/proto/matrix_conversion.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/scope.h"
#include "service/proto/answer_values.h"
#include "service/proto/value_conversion.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

v1::Text NameOf(const graph::Snapshot& snapshot, graph::FactIndex fact) {
  return ToProto(graph::Text{snapshot.NameOf(fact, graph::Language::kDutch),
                             snapshot.NameOf(fact, graph::Language::kEnglish)});
}

// What is estimated of the cell: of the interval where there is one.
std::optional<double> EstimateOf(const graph::MatrixCell& cell) {
  return cell.likelihood ? cell.likelihood->best : cell.best_at_most;
}

// At most so many are named.
constexpr int kMaxWithoutColumn = 100;

// Authorities that no column asks for, where all jurisdictions have one.
void AddWithoutColumn(const graph::Matrix& matrix, v1::MatrixHeader& header) {
  const graph::Snapshot& snapshot = matrix.views().asked->snapshot();
  const auto all = graph::TargetsOf(snapshot, {"jurisdictions/-"});
  if (!all.ok()) return;
  absl::flat_hash_set<graph::FactIndex> asked;
  absl::flat_hash_set<graph::FactIndex> covered;
  for (const graph::Target& column : matrix.columns()) {
    asked.insert(column.asked);
    covered.insert(column.authorities.begin(), column.authorities.end());
  }
  for (const graph::Target& one : *all) {
    if (!asked.contains(one.asked)) return;
  }
  const auto authorities = graph::TargetsOf(snapshot, {"authorities/-"});
  if (!authorities.ok()) return;
  for (const graph::Target& one : *authorities) {
    if (covered.contains(one.asked)) continue;
    header.set_num_without_column(header.num_without_column() + 1);
    if (header.without_column_size() < kMaxWithoutColumn) {
      header.add_without_column(std::string(snapshot.id(one.asked)));
    }
  }
}

v1::MatrixCell CellToProto(const graph::Policy& policy,
                           const graph::MatrixCell& cell, bool tiers) {
  v1::MatrixCell proto;
  proto.set_status(StatusToProto(cell.status));
  if (const std::optional<double> estimate = EstimateOf(cell)) {
    const graph::LikelihoodClass* one = policy.ClassOf(*estimate);
    if (one != nullptr) proto.set_likelihood_class(one->name);
  }
  if (cell.likelihood) *proto.mutable_likelihood() = ToProto(*cell.likelihood);
  if (cell.best_at_most) proto.set_best_at_most(*cell.best_at_most);
  proto.set_cut_short(cell.cut_short);
  if (!tiers) return proto;
  if (cell.tier) *proto.mutable_tier() = TierRangeToProto(policy, *cell.tier);
  proto.set_inherent_status(StatusToProto(cell.inherent_status));
  if (cell.inherent_tier) {
    *proto.mutable_inherent_tier() =
        TierRangeToProto(policy, *cell.inherent_tier);
  }
  return proto;
}

}  // namespace

graph::MatrixDetail DetailFromProto(v1::MatrixDetail detail) {
  switch (detail) {
    case v1::MATRIX_DETAIL_BEST:
      return graph::MatrixDetail::kBest;
    case v1::MATRIX_DETAIL_PATHS:
      return graph::MatrixDetail::kPaths;
    default:
      return graph::MatrixDetail::kTiers;
  }
}

v1::MatrixHeader HeaderToProto(const graph::Matrix& matrix,
                               const graph::Vector& vector, size_t rows) {
  const graph::View& view = *matrix.views().asked;
  v1::MatrixHeader header;
  for (const graph::Target& column : matrix.columns()) {
    v1::MatrixColumn* one = header.add_columns();
    one->set_id(std::string(view.snapshot().id(column.asked)));
    *one->mutable_name() = NameOf(view.snapshot(), column.asked);
  }
  AddWithoutColumn(matrix, header);
  header.set_vector(vector.name);
  header.set_walks(!vector.walks_are_paths &&
                   matrix.detail() != graph::MatrixDetail::kTiers);
  header.set_rows(static_cast<int32_t>(rows));
  header.set_detail(
      static_cast<v1::MatrixDetail>(static_cast<int>(matrix.detail()) + 1));
  *header.mutable_context() = ContextOf(view);
  for (const graph::LikelihoodClass& one :
       view.snapshot().policy().document().likelihood_scale) {
    v1::MatrixLikelihoodClass* proto = header.add_likelihood_classes();
    proto->set_id(one.name);
    *proto->mutable_name() = ToProto(one.label);
  }
  return header;
}

v1::MatrixRow RowToProto(const graph::Matrix& matrix, graph::FactIndex process,
                         const std::vector<graph::MatrixCell>& cells,
                         const graph::Completeness& completeness) {
  const graph::Snapshot& snapshot = matrix.views().asked->snapshot();
  v1::MatrixRow row;
  row.set_process(std::string(snapshot.id(process)));
  *row.mutable_name() = NameOf(snapshot, process);
  for (const graph::MatrixCell& cell : cells) {
    *row.add_cells() =
        CellToProto(snapshot.policy(), cell,
                    matrix.detail() == graph::MatrixDetail::kTiers);
  }
  *row.mutable_completeness() = CompletenessToProto(completeness);
  return row;
}

v1::MatrixDistributionRow OrganizationRowToProto(
    const graph::Matrix& matrix, const graph::OrganizationRow& organization) {
  const graph::Snapshot& snapshot = matrix.views().asked->snapshot();
  const std::vector<graph::Tier>& tiers = snapshot.policy().document().tiers;
  v1::MatrixDistributionRow row;
  row.set_organization(std::string(snapshot.id(organization.organization)));
  *row.mutable_name() = NameOf(snapshot, organization.organization);
  row.set_processes(organization.processes);
  for (const graph::Distribution& one : organization.distributions) {
    v1::MatrixDistributionRow::Distribution* proto = row.add_distributions();
    proto->set_processes(one.processes);
    for (size_t status = 0; status < one.statuses.size(); ++status) {
      if (one.statuses[status] == 0) continue;
      auto* count = proto->add_statuses();
      count->set_status(StatusToProto(static_cast<graph::Status>(status)));
      count->set_processes(one.statuses[status]);
    }
    for (const auto& [range, processes] : one.tiers) {
      auto* count = proto->add_tiers();
      count->set_lowest(tiers[static_cast<size_t>(range.first)].id);
      count->set_highest(tiers[static_cast<size_t>(range.second)].id);
      count->set_processes(processes);
    }
  }
  *row.mutable_completeness() = CompletenessToProto(organization.completeness);
  return row;
}

}  // namespace ketenzicht::service
