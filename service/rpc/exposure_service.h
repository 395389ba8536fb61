// Handlers of ketenzicht.v1.ExposureService.

#ifndef KETENZICHT_SERVICE_RPC_EXPOSURE_SERVICE_H_
#define KETENZICHT_SERVICE_RPC_EXPOSURE_SERVICE_H_

#include "ketenzicht/v1/exposure_service.grpc.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Thread-safe. `engine` must outlive it.
class ExposureServiceHandlers final : public v1::ExposureService::Service {
 public:
  explicit ExposureServiceHandlers(Engine& engine) : engine_(engine) {}

  grpc::Status FindPaths(
      grpc::ServerContext* context, const v1::FindPathsRequest* request,
      grpc::ServerWriter<v1::FindPathsResponse>* writer) override;
  grpc::Status ExplainExposure(
      grpc::ServerContext* context, const v1::ExplainExposureRequest* request,
      grpc::ServerWriter<v1::ExplainExposureResponse>* writer) override;
  grpc::Status FindAffected(grpc::ServerContext* context,
                            const v1::FindAffectedRequest* request,
                            v1::FindAffectedResponse* response) override;
  grpc::Status ListPaths(
      grpc::ServerContext* context, const v1::ListPathsRequest* request,
      grpc::ServerWriter<v1::ListPathsResponse>* writer) override;
  grpc::Status CompareExposure(grpc::ServerContext* context,
                               const v1::CompareExposureRequest* request,
                               v1::CompareExposureResponse* response) override;
  grpc::Status GetTimeline(
      grpc::ServerContext* context, const v1::GetTimelineRequest* request,
      grpc::ServerWriter<v1::GetTimelineResponse>* writer) override;
  grpc::Status GetMatrix(
      grpc::ServerContext* context, const v1::GetMatrixRequest* request,
      grpc::ServerWriter<v1::GetMatrixResponse>* writer) override;
  grpc::Status AnswerCase(
      grpc::ServerContext* context, const v1::AnswerCaseRequest* request,
      grpc::ServerWriter<v1::AnswerCaseResponse>* writer) override;

 private:
  Engine& engine_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_EXPOSURE_SERVICE_H_
