#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "service/cli/analysis_csv.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

template <typename Request>
Request AnalysisRequest(const AnalysisArguments& analysis,
                        const ViewArguments& view) {
  auto request = RequestOf<Request>(analysis.pairs);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  return request;
}

v1::Status StatusOf(const std::string& name) {
  if (name == "open") return v1::STATUS_OPEN;
  if (name == "not_excluded") return v1::STATUS_NOT_EXCLUDED;
  if (name == "unknown") return v1::STATUS_UNKNOWN;
  if (name == "blocked") return v1::STATUS_BLOCKED;
  return v1::STATUS_UNSPECIFIED;
}

// "ID=WEIGHT"; false where it is not.
bool AddWeight(const std::string& text, v1::FindChokePointsRequest& request) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(text, absl::MaxSplits('=', 1));
  int64_t weight = 0;
  if (!absl::SimpleAtoi(parts.second, &weight)) return false;
  v1::FindChokePointsRequest::Weight& proto = *request.add_weights();
  proto.set_fact(parts.first);
  proto.set_weight(weight);
  return true;
}

}  // namespace

int RunLoadBearing(const CommandContext& context,
                   const AnalysisArguments& analysis,
                   const ViewArguments& view) {
  v1::FindLoadBearingResponse response;
  const CallResult result = context.client.FindLoadBearing(
      AnalysisRequest<v1::FindLoadBearingRequest>(analysis, view), &response);
  return WriteAnswer(context, result, response, LoadBearingCsv);
}

int RunChokePoints(const CommandContext& context,
                   const AnalysisArguments& analysis,
                   const ViewArguments& view) {
  auto request = AnalysisRequest<v1::FindChokePointsRequest>(analysis, view);
  request.set_weakest(StatusOf(analysis.weakest));
  request.set_without_cut(analysis.without_cut);
  if (analysis.cuttable == "entities") {
    request.set_cuttable(v1::CUTTABLE_ENTITIES);
  } else if (analysis.cuttable == "relations") {
    request.set_cuttable(v1::CUTTABLE_RELATIONS);
  }
  request.mutable_not_cuttable()->Assign(analysis.keep.begin(),
                                         analysis.keep.end());
  request.mutable_not_cuttable_kinds()->Assign(analysis.keep_kinds.begin(),
                                               analysis.keep_kinds.end());
  for (const std::string& text : analysis.weights) {
    if (AddWeight(text, request)) continue;
    context.error << "ketenzicht: --weight " << text
                  << ": give ID=WEIGHT, a whole number\n";
    return kExitUsage;
  }
  if (analysis.default_weight) {
    request.set_default_weight(*analysis.default_weight);
  }
  v1::FindChokePointsResponse response;
  const CallResult result = context.client.FindChokePoints(request, &response);
  return WriteAnswer(context, result, response, ChokePointsCsv);
}

int RunLikelihood(const CommandContext& context,
                  const AnalysisArguments& analysis,
                  const ViewArguments& view) {
  auto request = AnalysisRequest<v1::EstimateLikelihoodRequest>(analysis, view);
  request.set_weakest(StatusOf(analysis.weakest));
  if (analysis.exact_path_sets) {
    request.set_exact_path_sets(*analysis.exact_path_sets);
  }
  request.set_samples(analysis.samples);
  if (analysis.seed) request.set_seed(*analysis.seed);
  request.set_confidence(analysis.confidence);
  v1::EstimateLikelihoodResponse response;
  const CallResult result =
      context.client.EstimateLikelihood(request, &response);
  return WriteAnswer(context, result, response, LikelihoodCsv);
}

}  // namespace ketenzicht::service
