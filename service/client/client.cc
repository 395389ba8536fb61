#include "service/client/client.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/error_details.h>
#include <grpcpp/support/sync_stream.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "ketenzicht/v1/analysis_service.grpc.pb.h"
#include "ketenzicht/v1/catalog_service.grpc.pb.h"
#include "ketenzicht/v1/exposure_service.grpc.pb.h"
#include "ketenzicht/v1/fact_service.grpc.pb.h"
#include "ketenzicht/v1/scenario_service.grpc.pb.h"
#include "service/answer_limit.h"

namespace ketenzicht::service {
namespace {

constexpr size_t kPieceBytes = 128 << 10;
// What gRPC says of a message that is larger than we take.
constexpr char kTooLarge[] = "Received message larger than max";

CallResult ResultOf(const grpc::Status& status) {
  CallResult result;
  result.code = static_cast<int>(status.error_code());
  result.message = status.error_message();
  if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED &&
      absl::StartsWith(result.message, kTooLarge)) {
    result.message =
        absl::StrCat("the answer is larger than ", kMaxAnswerBytes >> 20,
                     " MiB; ask about fewer at once");
    result.reason = "LIMIT_EXCEEDED";
  }
  google::rpc::Status details;
  if (!grpc::ExtractErrorDetails(status, &details).ok()) return result;
  for (const auto& any : details.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    if (any.UnpackTo(&info)) result.reason = info.reason();
    if (!any.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) {
      result.problems.push_back(violation.field().empty()
                                    ? violation.description()
                                    : violation.field() + ": " +
                                          violation.description());
    }
  }
  return result;
}

class GrpcClient final : public Client {
 public:
  GrpcClient(const std::shared_ptr<grpc::Channel>& channel, int timeout_seconds)
      : catalog_(v1::CatalogService::NewStub(channel)),
        facts_(v1::FactService::NewStub(channel)),
        exposure_(v1::ExposureService::NewStub(channel)),
        scenarios_(v1::ScenarioService::NewStub(channel)),
        analysis_(v1::AnalysisService::NewStub(channel)),
        timeout_(timeout_seconds) {}

  CallResult GetFact(const v1::GetFactRequest& request,
                     v1::GetFactResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(catalog_->GetFact(&context, request, response));
  }
  CallResult ListFacts(const v1::ListFactsRequest& request,
                       v1::ListFactsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(catalog_->ListFacts(&context, request, response));
  }
  CallResult SearchFacts(const v1::SearchFactsRequest& request,
                         v1::SearchFactsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(catalog_->SearchFacts(&context, request, response));
  }
  CallResult GetOntology(const v1::GetOntologyRequest& request,
                         v1::GetOntologyResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(catalog_->GetOntology(&context, request, response));
  }

  CallResult FindSameCandidates(
      const v1::FindSameCandidatesRequest& request,
      const Take<v1::FindSameCandidatesResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::FindSameCandidatesResponse>(
        context, catalog_->FindSameCandidates(&context, request), take);
  }
  CallResult ImportFiles(const v1::WriteOptions& options,
                         const std::vector<ClientFile>& files,
                         v1::ImportFilesResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    const auto writer = facts_->ImportFiles(&context, response);
    v1::ImportFilesRequest first;
    *first.mutable_options() = options;
    bool going = writer->Write(first);
    for (size_t i = 0; i < files.size() && going; ++i) {
      going = WriteFile(files[i], *writer);
    }
    writer->WritesDone();
    return ResultOf(writer->Finish());
  }

  CallResult ImportSource(const v1::ImportSourceOptions& options,
                          const std::vector<ClientStream>& files,
                          const Take<v1::ImportProgress>& progress,
                          v1::ImportReport* report) override {
    grpc::ClientContext context;
    SetDeadline(context);
    const auto stream = facts_->ImportSource(&context);
    // Who only writes waits for ever for a server that only writes.
    std::thread reader([&] {
      v1::ImportSourceResponse response;
      while (stream->Read(&response)) {
        if (response.has_report()) {
          *report = std::move(*response.mutable_report());
        } else {
          progress(response.progress());
        }
      }
    });
    v1::ImportSourceRequest first;
    *first.mutable_options() = options;
    bool going = stream->Write(first);
    for (size_t i = 0; i < files.size() && going; ++i) {
      going = SendFile(files[i], *stream, context);
    }
    stream->WritesDone();
    reader.join();
    return ResultOf(stream->Finish());
  }

  CallResult WriteFacts(const v1::WriteFactsRequest& request,
                        v1::WriteFactsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(facts_->WriteFacts(&context, request, response));
  }
  CallResult JudgeSame(const v1::JudgeSameRequest& request,
                       v1::JudgeSameResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(facts_->JudgeSame(&context, request, response));
  }
  CallResult ExportFacts(const v1::ExportFactsRequest& request,
                         const Take<v1::ExportFactsResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::ExportFactsResponse>(
        context, facts_->ExportFacts(&context, request), take);
  }
  CallResult FindPaths(const v1::FindPathsRequest& request,
                       const Take<v1::FindPathsResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::FindPathsResponse>(
        context, exposure_->FindPaths(&context, request), take);
  }
  CallResult ExplainExposure(
      const v1::ExplainExposureRequest& request,
      const Take<v1::ExplainExposureResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::ExplainExposureResponse>(
        context, exposure_->ExplainExposure(&context, request), take);
  }
  CallResult FindAffected(const v1::FindAffectedRequest& request,
                          v1::FindAffectedResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(exposure_->FindAffected(&context, request, response));
  }
  CallResult GetVector(const v1::GetVectorRequest& request,
                       v1::GetVectorResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(catalog_->GetVector(&context, request, response));
  }
  CallResult ListPaths(const v1::ListPathsRequest& request,
                       const Take<v1::ListPathsResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::ListPathsResponse>(
        context, exposure_->ListPaths(&context, request), take);
  }
  CallResult CompareExposure(const v1::CompareExposureRequest& request,
                             v1::CompareExposureResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(exposure_->CompareExposure(&context, request, response));
  }
  CallResult GetTimeline(const v1::GetTimelineRequest& request,
                         const Take<v1::GetTimelineResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::GetTimelineResponse>(
        context, exposure_->GetTimeline(&context, request), take);
  }
  CallResult GetMatrix(const v1::GetMatrixRequest& request,
                       const Take<v1::GetMatrixResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::GetMatrixResponse>(
        context, exposure_->GetMatrix(&context, request), take);
  }
  CallResult AnswerCase(const v1::AnswerCaseRequest& request,
                        const Take<v1::AnswerCaseResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::AnswerCaseResponse>(
        context, exposure_->AnswerCase(&context, request), take);
  }
  CallResult ProposeMeasures(const v1::ProposeMeasuresRequest& request,
                             v1::ProposeMeasuresResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->ProposeMeasures(&context, request, response));
  }
  CallResult EvaluateScenario(const v1::EvaluateScenarioRequest& request,
                              v1::EvaluateScenarioResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->EvaluateScenario(&context, request, response));
  }
  CallResult SweepScenario(
      const v1::SweepScenarioRequest& request,
      const Take<v1::SweepScenarioResponse>& take) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return Drain<v1::SweepScenarioResponse>(
        context, scenarios_->SweepScenario(&context, request), take);
  }
  CallResult ValidateScenario(const v1::ValidateScenarioRequest& request,
                              v1::ValidateScenarioResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->ValidateScenario(&context, request, response));
  }
  CallResult ListScenarios(const v1::ListScenariosRequest& request,
                           v1::ListScenariosResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->ListScenarios(&context, request, response));
  }
  CallResult GetScenario(const v1::GetScenarioRequest& request,
                         v1::GetScenarioResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->GetScenario(&context, request, response));
  }
  CallResult CreateScenario(const v1::CreateScenarioRequest& request,
                            v1::CreateScenarioResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->CreateScenario(&context, request, response));
  }
  CallResult UpdateScenario(const v1::UpdateScenarioRequest& request,
                            v1::UpdateScenarioResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->UpdateScenario(&context, request, response));
  }
  CallResult DeleteScenario(const v1::DeleteScenarioRequest& request,
                            v1::DeleteScenarioResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->DeleteScenario(&context, request, response));
  }
  CallResult FindSinglePoints(const v1::FindSinglePointsRequest& request,
                              v1::FindSinglePointsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(scenarios_->FindSinglePoints(&context, request, response));
  }
  CallResult FindLoadBearing(const v1::FindLoadBearingRequest& request,
                             v1::FindLoadBearingResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(analysis_->FindLoadBearing(&context, request, response));
  }
  CallResult FindChokePoints(const v1::FindChokePointsRequest& request,
                             v1::FindChokePointsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(analysis_->FindChokePoints(&context, request, response));
  }
  CallResult EstimateLikelihood(
      const v1::EstimateLikelihoodRequest& request,
      v1::EstimateLikelihoodResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(analysis_->EstimateLikelihood(&context, request, response));
  }
  CallResult FindContradictions(
      const v1::FindContradictionsRequest& request,
      v1::FindContradictionsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(analysis_->FindContradictions(&context, request, response));
  }
  CallResult FindUnknowns(const v1::FindUnknownsRequest& request,
                          v1::FindUnknownsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(analysis_->FindUnknowns(&context, request, response));
  }
  CallResult SettlePairs(const v1::SettlePairsRequest& request,
                         v1::SettlePairsResponse* response) override {
    grpc::ClientContext context;
    SetDeadline(context);
    return ResultOf(analysis_->SettlePairs(&context, request, response));
  }

 private:
  void SetDeadline(grpc::ClientContext& context) const {
    context.set_deadline(std::chrono::system_clock::now() + timeout_);
  }

  template <typename Response>
  static CallResult Drain(grpc::ClientContext& context,
                          std::unique_ptr<grpc::ClientReader<Response>> reader,
                          const Take<Response>& take) {
    Response response;
    bool stopped = false;
    while (!stopped && reader->Read(&response)) {
      stopped = !take(response);
    }
    if (stopped) context.TryCancel();
    const grpc::Status status = reader->Finish();
    return stopped ? CallResult() : ResultOf(status);
  }

  // An empty file is one empty piece.
  static bool WriteFile(const ClientFile& file,
                        grpc::ClientWriter<v1::ImportFilesRequest>& writer) {
    size_t at = 0;
    do {
      v1::ImportFilesRequest request;
      request.mutable_piece()->set_file(file.name);
      request.mutable_piece()->set_content(
          file.content.substr(at, kPieceBytes));
      if (!writer.Write(request)) return false;
      at += kPieceBytes;
    } while (at < file.content.size());
    return true;
  }

  static bool SendFile(
      const ClientStream& file,
      grpc::ClientReaderWriter<v1::ImportSourceRequest,
                               v1::ImportSourceResponse>& stream,
      grpc::ClientContext& context) {
    v1::ImportSourceRequest request;
    std::string piece(kPieceBytes, '\0');
    while (file.content->read(piece.data(), kPieceBytes) ||
           file.content->gcount() > 0) {
      request.mutable_piece()->set_file(file.name);
      request.mutable_piece()->set_content(
          piece.substr(0, file.content->gcount()));
      if (!stream.Write(request)) return false;
    }
    if (!file.content->bad()) return true;
    // Half a file must not pass for a whole one.
    context.TryCancel();
    return false;
  }

  std::unique_ptr<v1::CatalogService::Stub> catalog_;
  std::unique_ptr<v1::FactService::Stub> facts_;
  std::unique_ptr<v1::ExposureService::Stub> exposure_;
  std::unique_ptr<v1::ScenarioService::Stub> scenarios_;
  std::unique_ptr<v1::AnalysisService::Stub> analysis_;
  std::chrono::seconds timeout_;
};

}  // namespace

std::unique_ptr<Client> MakeClient(
    const std::shared_ptr<grpc::Channel>& channel, int timeout_seconds) {
  return std::make_unique<GrpcClient>(channel, timeout_seconds);
}

std::shared_ptr<grpc::Channel> ConnectTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

}  // namespace ketenzicht::service
