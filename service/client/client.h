// The client of the service: one method a call, errors with their reason.

#ifndef KETENZICHT_SERVICE_CLIENT_CLIENT_H_
#define KETENZICHT_SERVICE_CLIENT_CLIENT_H_

#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "ketenzicht/v1/analysis_service.pb.h"
#include "ketenzicht/v1/catalog_service.pb.h"
#include "ketenzicht/v1/exposure_service.pb.h"
#include "ketenzicht/v1/fact_service.pb.h"
#include "ketenzicht/v1/scenario_service.pb.h"

namespace grpc {
class Channel;
}

namespace ketenzicht::service {

// How a call ended. `code` is that of gRPC (0: fine), `reason` the name of an
// ErrorReason without its prefix, `problems` what is wrong with the input,
// "place: reason" each.
struct CallResult {
  int code = 0;
  std::string reason;
  std::string message;
  std::vector<std::string> problems;

  bool ok() const { return code == 0; }
};

struct ClientFile {
  std::string name;
  std::string content;
};

// A file that is read as it is sent.
struct ClientStream {
  std::string name;
  std::istream* content = nullptr;
};

// Thread-safe. Streaming calls give each message to `take` as it arrives and
// stop early, without an error, when it returns false.
class Client {
 public:
  template <typename Response>
  using Take = std::function<bool(const Response&)>;

  virtual ~Client() = default;

  virtual CallResult GetFact(const v1::GetFactRequest& request,
                             v1::GetFactResponse* response) = 0;
  virtual CallResult ListFacts(const v1::ListFactsRequest& request,
                               v1::ListFactsResponse* response) = 0;
  virtual CallResult SearchFacts(const v1::SearchFactsRequest& request,
                                 v1::SearchFactsResponse* response) = 0;
  virtual CallResult GetOntology(const v1::GetOntologyRequest& request,
                                 v1::GetOntologyResponse* response) = 0;
  virtual CallResult FindSameCandidates(
      const v1::FindSameCandidatesRequest& request,
      const Take<v1::FindSameCandidatesResponse>& take) = 0;
  virtual CallResult ImportFiles(const v1::WriteOptions& options,
                                 const std::vector<ClientFile>& files,
                                 v1::ImportFilesResponse* response) = 0;
  // Gives each message of how far it is to `progress`, on another thread.
  virtual CallResult ImportSource(const v1::ImportSourceOptions& options,
                                  const std::vector<ClientStream>& files,
                                  const Take<v1::ImportProgress>& progress,
                                  v1::ImportReport* report) = 0;
  virtual CallResult WriteFacts(const v1::WriteFactsRequest& request,
                                v1::WriteFactsResponse* response) = 0;
  virtual CallResult JudgeSame(const v1::JudgeSameRequest& request,
                               v1::JudgeSameResponse* response) = 0;
  virtual CallResult ExportFacts(const v1::ExportFactsRequest& request,
                                 const Take<v1::ExportFactsResponse>& take) = 0;
  virtual CallResult FindPaths(const v1::FindPathsRequest& request,
                               const Take<v1::FindPathsResponse>& take) = 0;
  virtual CallResult ExplainExposure(
      const v1::ExplainExposureRequest& request,
      const Take<v1::ExplainExposureResponse>& take) = 0;
  virtual CallResult FindAffected(const v1::FindAffectedRequest& request,
                                  v1::FindAffectedResponse* response) = 0;
  virtual CallResult GetVector(const v1::GetVectorRequest& request,
                               v1::GetVectorResponse* response) = 0;
  virtual CallResult ListPaths(const v1::ListPathsRequest& request,
                               const Take<v1::ListPathsResponse>& take) = 0;
  virtual CallResult CompareExposure(const v1::CompareExposureRequest& request,
                                     v1::CompareExposureResponse* response) = 0;
  virtual CallResult GetTimeline(const v1::GetTimelineRequest& request,
                                 const Take<v1::GetTimelineResponse>& take) = 0;
  virtual CallResult GetMatrix(const v1::GetMatrixRequest& request,
                               const Take<v1::GetMatrixResponse>& take) = 0;
  virtual CallResult AnswerCase(const v1::AnswerCaseRequest& request,
                                const Take<v1::AnswerCaseResponse>& take) = 0;

  virtual CallResult ProposeMeasures(const v1::ProposeMeasuresRequest& request,
                                     v1::ProposeMeasuresResponse* response) = 0;
  virtual CallResult EvaluateScenario(
      const v1::EvaluateScenarioRequest& request,
      v1::EvaluateScenarioResponse* response) = 0;
  virtual CallResult SweepScenario(
      const v1::SweepScenarioRequest& request,
      const Take<v1::SweepScenarioResponse>& take) = 0;
  virtual CallResult ValidateScenario(
      const v1::ValidateScenarioRequest& request,
      v1::ValidateScenarioResponse* response) = 0;
  virtual CallResult ListScenarios(const v1::ListScenariosRequest& request,
                                   v1::ListScenariosResponse* response) = 0;
  virtual CallResult GetScenario(const v1::GetScenarioRequest& request,
                                 v1::GetScenarioResponse* response) = 0;
  virtual CallResult CreateScenario(const v1::CreateScenarioRequest& request,
                                    v1::CreateScenarioResponse* response) = 0;
  virtual CallResult UpdateScenario(const v1::UpdateScenarioRequest& request,
                                    v1::UpdateScenarioResponse* response) = 0;
  virtual CallResult DeleteScenario(const v1::DeleteScenarioRequest& request,
                                    v1::DeleteScenarioResponse* response) = 0;
  virtual CallResult FindSinglePoints(
      const v1::FindSinglePointsRequest& request,
      v1::FindSinglePointsResponse* response) = 0;

  virtual CallResult FindLoadBearing(const v1::FindLoadBearingRequest& request,
                                     v1::FindLoadBearingResponse* response) = 0;
  virtual CallResult FindChokePoints(const v1::FindChokePointsRequest& request,
                                     v1::FindChokePointsResponse* response) = 0;
  virtual CallResult EstimateLikelihood(
      const v1::EstimateLikelihoodRequest& request,
      v1::EstimateLikelihoodResponse* response) = 0;
  virtual CallResult FindContradictions(
      const v1::FindContradictionsRequest& request,
      v1::FindContradictionsResponse* response) = 0;
  virtual CallResult FindUnknowns(const v1::FindUnknownsRequest& request,
                                  v1::FindUnknownsResponse* response) = 0;
  virtual CallResult SettlePairs(const v1::SettlePairsRequest& request,
                                 v1::SettlePairsResponse* response) = 0;
};

// A client on `channel`. Every call has `timeout_seconds` as deadline.
std::unique_ptr<Client> MakeClient(
    const std::shared_ptr<grpc::Channel>& channel, int timeout_seconds);

// A channel to a server, without TLS.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& address);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLIENT_CLIENT_H_
