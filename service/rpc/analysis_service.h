// Handlers of ketenzicht.v1.AnalysisService.

#ifndef KETENZICHT_SERVICE_RPC_ANALYSIS_SERVICE_H_
#define KETENZICHT_SERVICE_RPC_ANALYSIS_SERVICE_H_

#include "ketenzicht/v1/analysis_service.grpc.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Thread-safe. `engine` must outlive it.
class AnalysisServiceHandlers final : public v1::AnalysisService::Service {
 public:
  explicit AnalysisServiceHandlers(Engine& engine) : engine_(engine) {}

  grpc::Status FindLoadBearing(grpc::ServerContext* context,
                               const v1::FindLoadBearingRequest* request,
                               v1::FindLoadBearingResponse* response) override;
  grpc::Status FindChokePoints(grpc::ServerContext* context,
                               const v1::FindChokePointsRequest* request,
                               v1::FindChokePointsResponse* response) override;
  grpc::Status EstimateLikelihood(
      grpc::ServerContext* context,
      const v1::EstimateLikelihoodRequest* request,
      v1::EstimateLikelihoodResponse* response) override;
  grpc::Status FindContradictions(
      grpc::ServerContext* context,
      const v1::FindContradictionsRequest* request,
      v1::FindContradictionsResponse* response) override;
  grpc::Status FindUnknowns(grpc::ServerContext* context,
                            const v1::FindUnknownsRequest* request,
                            v1::FindUnknownsResponse* response) override;
  grpc::Status SettlePairs(grpc::ServerContext* context,
                           const v1::SettlePairsRequest* request,
                           v1::SettlePairsResponse* response) override;

 private:
  Engine& engine_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_ANALYSIS_SERVICE_H_
