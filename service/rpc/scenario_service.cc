#include "service/rpc/scenario_service.h"

#include "service/rpc/measure_calls.h"
#include "service/rpc/scenario_calls.h"
#include "service/rpc/scenario_evaluation.h"
#include "service/rpc/scenario_writes.h"
#include "service/rpc/status_conversion.h"

namespace ketenzicht::service {
grpc::Status ScenarioServiceHandlers::EvaluateScenario(
    grpc::ServerContext* context, const v1::EvaluateScenarioRequest* request,
    v1::EvaluateScenarioResponse* response) {
  EvaluationSettings settings;
  settings.revision = request->revision();
  settings.reasons = !request->without_reasons();
  using Answers = EvaluationSettings::Answers;
  settings.answers = request->without_answers()      ? Answers::kNone
                     : request->moved_answers_only() ? Answers::kMoved
                                                     : Answers::kAll;
  return Give(service::EvaluateScenario(engine_, request->scenario(), settings,
                                        *context),
              response->mutable_result());
}

grpc::Status ScenarioServiceHandlers::SweepScenario(
    grpc::ServerContext* context, const v1::SweepScenarioRequest* request,
    grpc::ServerWriter<v1::SweepScenarioResponse>* writer) {
  return ToGrpc(Sweep(engine_, *request, *context,
                      [&](const v1::SweepScenarioResponse& response) {
                        return writer->Write(response);
                      }));
}

grpc::Status ScenarioServiceHandlers::ValidateScenario(
    grpc::ServerContext* context, const v1::ValidateScenarioRequest* request,
    v1::ValidateScenarioResponse* response) {
  return Give(Validate(engine_, *request, *context), response);
}

grpc::Status ScenarioServiceHandlers::ListScenarios(
    grpc::ServerContext*, const v1::ListScenariosRequest* request,
    v1::ListScenariosResponse* response) {
  return Give(ListStored(engine_, *request), response);
}

grpc::Status ScenarioServiceHandlers::GetScenario(
    grpc::ServerContext*, const v1::GetScenarioRequest* request,
    v1::GetScenarioResponse* response) {
  return Give(GetStored(engine_, *request), response);
}

grpc::Status ScenarioServiceHandlers::CreateScenario(
    grpc::ServerContext* context, const v1::CreateScenarioRequest* request,
    v1::CreateScenarioResponse* response) {
  return Give(CreateStored(engine_, *request, *context), response);
}

grpc::Status ScenarioServiceHandlers::UpdateScenario(
    grpc::ServerContext* context, const v1::UpdateScenarioRequest* request,
    v1::UpdateScenarioResponse* response) {
  return Give(UpdateStored(engine_, *request, *context), response);
}

grpc::Status ScenarioServiceHandlers::DeleteScenario(
    grpc::ServerContext*, const v1::DeleteScenarioRequest* request,
    v1::DeleteScenarioResponse* response) {
  return Give(DeleteStored(engine_, *request), response);
}

grpc::Status ScenarioServiceHandlers::ProposeMeasures(
    grpc::ServerContext* context, const v1::ProposeMeasuresRequest* request,
    v1::ProposeMeasuresResponse* response) {
  return Give(Propose(engine_, *request, *context), response);
}

grpc::Status ScenarioServiceHandlers::FindSinglePoints(
    grpc::ServerContext* context, const v1::FindSinglePointsRequest* request,
    v1::FindSinglePointsResponse* response) {
  return Give(SinglePointsOf(engine_, *request, *context), response);
}

}  // namespace ketenzicht::service
