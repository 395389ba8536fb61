#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
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

// "ID=N"; nothing, told as a mistake, where it is not. An id may have "=".
std::optional<std::pair<std::string, int64_t>> NumberOf(const char* option,
                                                        const std::string& text,
                                                        const char* form,
                                                        std::ostream& error) {
  const size_t at = text.rfind('=');
  int64_t number = 0;
  if (at != std::string::npos &&
      absl::SimpleAtoi(text.substr(at + 1), &number)) {
    return std::pair(text.substr(0, at), number);
  }
  error << "ketenzicht: " << option << " " << text << ": give " << form
        << ", a whole number\n";
  return std::nullopt;
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
    const auto weight = NumberOf("--weight", text, "ID=WEIGHT", context.error);
    if (!weight) return kExitUsage;
    v1::FindChokePointsRequest::Weight& proto = *request.add_weights();
    proto.set_fact(weight->first);
    proto.set_weight(weight->second);
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

int RunContradictions(const CommandContext& context,
                      const AnalysisArguments& analysis,
                      const ViewArguments& view) {
  v1::FindContradictionsRequest request;
  request.mutable_subjects()->Assign(analysis.about.begin(),
                                     analysis.about.end());
  request.set_across_sources(analysis.across_sources);
  request.set_most(analysis.most);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  v1::FindContradictionsResponse response;
  const CallResult result =
      context.client.FindContradictions(request, &response);
  return WriteAnswer(context, result, response, ContradictionsCsv);
}

int RunUnknowns(const CommandContext& context,
                const AnalysisArguments& analysis, const ViewArguments& view) {
  v1::FindUnknownsRequest request;
  request.mutable_subjects()->Assign(analysis.about.begin(),
                                     analysis.about.end());
  request.mutable_sources()->Assign(analysis.said_by.begin(),
                                    analysis.said_by.end());
  for (const std::string& name : analysis.kinds) {
    v1::UnknownKind kind = v1::UNKNOWN_KIND_UNSPECIFIED;
    v1::UnknownKind_Parse(
        absl::StrCat("UNKNOWN_KIND_", absl::AsciiStrToUpper(name)), &kind);
    request.add_kinds(kind);
  }
  request.set_only_counting(analysis.only_counting);
  request.set_limit(analysis.most);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  v1::FindUnknownsResponse response;
  const CallResult result = context.client.FindUnknowns(request, &response);
  return WriteAnswer(context, result, response, UnknownsCsv);
}

int RunSettle(const CommandContext& context, const AnalysisArguments& analysis,
              const ViewArguments& view) {
  auto request = AnalysisRequest<v1::SettlePairsRequest>(analysis, view);
  for (const std::string& text : analysis.costs) {
    const auto cost = NumberOf("--cost", text, "ID=N", context.error);
    if (!cost) return kExitUsage;
    v1::SettlePairsRequest::Cost& proto = *request.add_costs();
    proto.set_question(cost->first);
    proto.set_cost(cost->second);
  }
  if (analysis.default_cost) request.set_default_cost(*analysis.default_cost);
  if (analysis.sets) request.set_sets(*analysis.sets);
  if (analysis.views) request.set_views(*analysis.views);
  v1::SettlePairsResponse response;
  const CallResult result = context.client.SettlePairs(request, &response);
  if (result.ok() && context.format == Format::kTable) {
    for (const v1::PairSettling& pair : response.pairs()) {
      context.out << In(pair.text(), context.dutch) << "\n";
    }
  }
  return WriteAnswer(context, result, response, SettlingCsv);
}

}  // namespace ketenzicht::service
