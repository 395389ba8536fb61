// The matrix, to its published form (ketenzicht/v1/matrix.proto).

#ifndef KETENZICHT_SERVICE_PROTO_MATRIX_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_MATRIX_CONVERSION_H_

#include <vector>

#include "graph/matrix.h"
#include "graph/organization_row.h"
#include "ketenzicht/v1/matrix.pb.h"

namespace ketenzicht::service {

graph::MatrixDetail DetailFromProto(v1::MatrixDetail detail);

v1::MatrixHeader HeaderToProto(const graph::Matrix& matrix,
                               const graph::Vector& vector, size_t rows);

v1::MatrixRow RowToProto(const graph::Matrix& matrix, graph::FactIndex process,
                         const std::vector<graph::MatrixCell>& cells,
                         const graph::Completeness& completeness);

v1::MatrixDistributionRow OrganizationRowToProto(
    const graph::Matrix& matrix, const graph::OrganizationRow& organization);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_MATRIX_CONVERSION_H_
