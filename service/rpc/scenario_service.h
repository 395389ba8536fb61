// Handlers of ketenzicht.v1.ScenarioService.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_SERVICE_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_SERVICE_H_

#include "ketenzicht/v1/scenario_service.grpc.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Thread-safe. `engine` must outlive it.
class ScenarioServiceHandlers final : public v1::ScenarioService::Service {
 public:
  explicit ScenarioServiceHandlers(Engine& engine) : engine_(engine) {}

  grpc::Status ProposeMeasures(grpc::ServerContext* context,
                               const v1::ProposeMeasuresRequest* request,
                               v1::ProposeMeasuresResponse* response) override;
  grpc::Status EvaluateScenario(
      grpc::ServerContext* context, const v1::EvaluateScenarioRequest* request,
      v1::EvaluateScenarioResponse* response) override;
  grpc::Status SweepScenario(
      grpc::ServerContext* context, const v1::SweepScenarioRequest* request,
      grpc::ServerWriter<v1::SweepScenarioResponse>* writer) override;
  grpc::Status ValidateScenario(
      grpc::ServerContext* context, const v1::ValidateScenarioRequest* request,
      v1::ValidateScenarioResponse* response) override;
  grpc::Status ListScenarios(grpc::ServerContext* context,
                             const v1::ListScenariosRequest* request,
                             v1::ListScenariosResponse* response) override;
  grpc::Status GetScenario(grpc::ServerContext* context,
                           const v1::GetScenarioRequest* request,
                           v1::GetScenarioResponse* response) override;
  grpc::Status CreateScenario(grpc::ServerContext* context,
                              const v1::CreateScenarioRequest* request,
                              v1::CreateScenarioResponse* response) override;
  grpc::Status UpdateScenario(grpc::ServerContext* context,
                              const v1::UpdateScenarioRequest* request,
                              v1::UpdateScenarioResponse* response) override;
  grpc::Status DeleteScenario(grpc::ServerContext* context,
                              const v1::DeleteScenarioRequest* request,
                              v1::DeleteScenarioResponse* response) override;
  grpc::Status FindSinglePoints(
      grpc::ServerContext* context, const v1::FindSinglePointsRequest* request,
      v1::FindSinglePointsResponse* response) override;

 private:
  Engine& engine_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_SERVICE_H_
