#include "service/rpc/exposure_service.h"

#include <string>
#include <utility>

#include "service/rpc/call.h"
#include "service/rpc/comparison_call.h"
#include "service/rpc/exposure_calls.h"
#include "service/rpc/matrix_call.h"
#include "service/rpc/path_list_call.h"
#include "service/rpc/status_conversion.h"
#include "service/rpc/timeline_call.h"

namespace ketenzicht::service {
namespace {

template <typename Response>
Sink<Response> SinkOf(grpc::ServerWriter<Response>& writer) {
  return [&writer](const Response& response) { return writer.Write(response); };
}

}  // namespace

grpc::Status ExposureServiceHandlers::FindPaths(
    grpc::ServerContext* context, const v1::FindPathsRequest* request,
    grpc::ServerWriter<v1::FindPathsResponse>* writer) {
  return ToGrpc(StreamPairs(engine_, *request, *context, SinkOf(*writer)));
}

grpc::Status ExposureServiceHandlers::ExplainExposure(
    grpc::ServerContext* context, const v1::ExplainExposureRequest* request,
    grpc::ServerWriter<v1::ExplainExposureResponse>* writer) {
  return ToGrpc(
      StreamExplanations(engine_, *request, *context, SinkOf(*writer)));
}

grpc::Status ExposureServiceHandlers::FindAffected(
    grpc::ServerContext* context, const v1::FindAffectedRequest* request,
    v1::FindAffectedResponse* response) {
  return Give(AnswerAffected(engine_, *request, *context), response);
}

grpc::Status ExposureServiceHandlers::ListPaths(
    grpc::ServerContext* context, const v1::ListPathsRequest* request,
    grpc::ServerWriter<v1::ListPathsResponse>* writer) {
  return ToGrpc(StreamPathList(engine_, *request, *context, SinkOf(*writer)));
}

grpc::Status ExposureServiceHandlers::CompareExposure(
    grpc::ServerContext* context, const v1::CompareExposureRequest* request,
    v1::CompareExposureResponse* response) {
  return Give(CompareSides(engine_, *request, *context), response);
}

grpc::Status ExposureServiceHandlers::GetTimeline(
    grpc::ServerContext* context, const v1::GetTimelineRequest* request,
    grpc::ServerWriter<v1::GetTimelineResponse>* writer) {
  return ToGrpc(StreamTimeline(engine_, *request, *context, SinkOf(*writer)));
}

grpc::Status ExposureServiceHandlers::GetMatrix(
    grpc::ServerContext* context, const v1::GetMatrixRequest* request,
    grpc::ServerWriter<v1::GetMatrixResponse>* writer) {
  return ToGrpc(StreamMatrix(engine_, *request, *context, SinkOf(*writer)));
}

grpc::Status ExposureServiceHandlers::AnswerCase(
    grpc::ServerContext* context, const v1::AnswerCaseRequest* request,
    grpc::ServerWriter<v1::AnswerCaseResponse>* writer) {
  return ToGrpc(StreamCase(engine_, *request, *context, SinkOf(*writer)));
}

}  // namespace ketenzicht::service
