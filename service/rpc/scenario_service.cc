#include "service/rpc/scenario_service.h"

#include <utility>

#include "service/rpc/measure_calls.h"
#include "service/rpc/status_conversion.h"

namespace ketenzicht::service {

grpc::Status ScenarioServiceHandlers::ProposeMeasures(
    grpc::ServerContext* context, const v1::ProposeMeasuresRequest* request,
    v1::ProposeMeasuresResponse* response) {
  absl::StatusOr<v1::ProposeMeasuresResponse> answer =
      Propose(engine_, *request, *context);
  if (!answer.ok()) return ToGrpc(answer.status());
  *response = *std::move(answer);
  return grpc::Status::OK;
}

grpc::Status ScenarioServiceHandlers::FindSinglePoints(
    grpc::ServerContext* context, const v1::FindSinglePointsRequest* request,
    v1::FindSinglePointsResponse* response) {
  absl::StatusOr<v1::FindSinglePointsResponse> answer =
      SinglePointsOf(engine_, *request, *context);
  if (!answer.ok()) return ToGrpc(answer.status());
  *response = *std::move(answer);
  return grpc::Status::OK;
}

}  // namespace ketenzicht::service
