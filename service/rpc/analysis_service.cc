#include "service/rpc/analysis_service.h"

#include "service/rpc/analysis_calls.h"
#include "service/rpc/record_calls.h"
#include "service/rpc/status_conversion.h"

namespace ketenzicht::service {

grpc::Status AnalysisServiceHandlers::FindLoadBearing(
    grpc::ServerContext* context, const v1::FindLoadBearingRequest* request,
    v1::FindLoadBearingResponse* response) {
  return Give(LoadBearingOf(engine_, *request, *context), response);
}

grpc::Status AnalysisServiceHandlers::FindChokePoints(
    grpc::ServerContext* context, const v1::FindChokePointsRequest* request,
    v1::FindChokePointsResponse* response) {
  return Give(ChokePointsOf(engine_, *request, *context), response);
}

grpc::Status AnalysisServiceHandlers::EstimateLikelihood(
    grpc::ServerContext* context, const v1::EstimateLikelihoodRequest* request,
    v1::EstimateLikelihoodResponse* response) {
  return Give(LikelihoodOf(engine_, *request, *context), response);
}

grpc::Status AnalysisServiceHandlers::FindContradictions(
    grpc::ServerContext* context, const v1::FindContradictionsRequest* request,
    v1::FindContradictionsResponse* response) {
  return Give(ContradictionsOf(engine_, *request, *context), response);
}

grpc::Status AnalysisServiceHandlers::FindUnknowns(
    grpc::ServerContext* context, const v1::FindUnknownsRequest* request,
    v1::FindUnknownsResponse* response) {
  return Give(UnknownsOf(engine_, *request, *context), response);
}

grpc::Status AnalysisServiceHandlers::SettlePairs(
    grpc::ServerContext* context, const v1::SettlePairsRequest* request,
    v1::SettlePairsResponse* response) {
  return Give(SettlingOf(engine_, *request, *context), response);
}

}  // namespace ketenzicht::service
