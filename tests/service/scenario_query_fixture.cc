#include "tests/service/scenario_query_fixture.h"

#include <google/protobuf/descriptor.h>

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/status.h"
#include "service/proto/answer_values.h"
#include "service/rpc/answer_content.h"
#include "tests/support/random_details.h"

namespace ketenzicht::testing {
namespace {

using google::protobuf::Message;
using graph::Dice;
using Words = std::vector<std::string>;

// As many as a query of a scenario looks at.
constexpr int kSettlingViews = 200;

std::unique_ptr<Message> NewMessage(const std::string& type) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          type);
  return std::unique_ptr<Message>(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(descriptor)
          ->New());
}

AnswerPart PartOf(Message& message) {
  return {std::string(message.GetDescriptor()->full_name()),
          service::ContentOf(message)};
}

// One call: what it asks, where its answer goes, and how it ended.
class Call {
 public:
  Call(service::Client& client, const Json& fields,
       const v1::ViewOptions& options, const v1::Revision& revision)
      : client_(client),
        fields_(fields),
        options_(options),
        revision_(revision) {}

  QueryAnswer OfKind(const std::string& kind);

 private:
  using Repeated = google::protobuf::RepeatedPtrField<std::string>;

  void Fill(const char* key, Repeated* ids) const {
    for (const std::string& id : WordsAt(fields_, key)) *ids->Add() = id;
  }

  // What all requests have.
  template <typename Request>
  Request Asked() const {
    Request request;
    *request.mutable_options() = options_;
    *request.mutable_revision() = revision_;
    return request;
  }
  template <typename Request>
  Request OfPairs() const {
    auto request = Asked<Request>();
    Fill("from", request.mutable_from());
    Fill("to", request.mutable_to());
    request.add_vectors(WordAt(fields_, "vector"));
    return request;
  }

  // A call with one answer, or with a stream of them.
  template <typename Request, typename Response>
  QueryAnswer One(service::CallResult (service::Client::*call)(const Request&,
                                                               Response*),
                  const Request& request) {
    Response response;
    const service::CallResult result = (client_.*call)(request, &response);
    QueryAnswer answer{result.code, result.message, {}};
    if (result.ok()) answer.parts.push_back(PartOf(response));
    return answer;
  }
  template <typename Request, typename Response>
  QueryAnswer Many(service::CallResult (service::Client::*call)(
                       const Request&,
                       const std::function<bool(const Response&)>&),
                   const Request& request) {
    QueryAnswer answer;
    const service::CallResult result =
        (client_.*call)(request, [&](const Response& response) {
          Response own = response;
          answer.parts.push_back(PartOf(own));
          return true;
        });
    answer.code = result.code;
    answer.message = result.message;
    if (!result.ok()) answer.parts.clear();
    return answer;
  }

  template <typename Request>
  Request Pair() const {
    auto request = Asked<Request>();
    v1::PairQuery& pair = *request.mutable_query();
    Fill("from", pair.mutable_from());
    Fill("to", pair.mutable_to());
    pair.set_vector(WordAt(fields_, "vector"));
    pair.set_max_paths(static_cast<int>(*NumberAt(fields_, "max_paths")));
    return request;
  }
  v1::ListPathsRequest List() const {
    auto request = Asked<v1::ListPathsRequest>();
    Fill("from", request.mutable_from()->mutable_ids());
    Fill("to", request.mutable_to()->mutable_ids());
    request.set_vector(WordAt(fields_, "vector"));
    request.set_overall(static_cast<int>(*NumberAt(fields_, "max_paths")));
    request.set_weakest_status(service::StatusToProto(
        *graph::ParseStatus(WordAt(fields_, "weakest"))));
    return request;
  }
  v1::GetMatrixRequest Matrix() const {
    auto request = Asked<v1::GetMatrixRequest>();
    Fill("from", request.mutable_from());
    Fill("to", request.mutable_to());
    request.set_vector(WordAt(fields_, "vector"));
    const std::string detail = WordAt(fields_, "detail");
    request.set_detail(detail == "best"    ? v1::MATRIX_DETAIL_BEST
                       : detail == "paths" ? v1::MATRIX_DETAIL_PATHS
                                           : v1::MATRIX_DETAIL_TIERS);
    request.set_by_organization(WordAt(fields_, "by_organization") == "true");
    return request;
  }
  v1::FindAffectedRequest Affected() const {
    auto request = Asked<v1::FindAffectedRequest>();
    request.set_subject(WordAt(fields_, "subject"));
    request.add_vectors(WordAt(fields_, "vector"));
    return request;
  }
  v1::CompareExposureRequest Compare() const {
    v1::CompareExposureRequest request;
    for (v1::ComparisonSide* side :
         {request.mutable_a(), request.mutable_b()}) {
      *side->mutable_options() = options_;
      *side->mutable_revision() = revision_;
    }
    Fill("a", request.mutable_a()->mutable_from());
    Fill("b", request.mutable_b()->mutable_from());
    request.mutable_b()->mutable_options()->set_date(WordAt(fields_, "b_date"));
    Fill("to", request.mutable_to());
    request.add_vectors(WordAt(fields_, "vector"));
    return request;
  }
  v1::ProposeMeasuresRequest Measures() const {
    auto request = OfPairs<v1::ProposeMeasuresRequest>();
    const Json& goal = fields_.at("goal");
    if (goal.contains("status")) {
      request.mutable_goal()->set_status(
          service::StatusToProto(*graph::ParseStatus(WordAt(goal, "status"))));
    } else if (goal.contains("tier")) {
      request.mutable_goal()->set_tier(WordAt(goal, "tier"));
    } else {
      request.mutable_goal()->set_likelihood_class(WordAt(goal, "likelihood"));
    }
    request.set_assumed_cost(*NumberAt(fields_, "assumed_cost"));
    request.set_assumed_burden(*NumberAt(fields_, "assumed_burden"));
    return request;
  }
  template <typename Request>
  Request OfRecord() const {
    auto request = Asked<Request>();
    Fill("about", request.mutable_subjects());
    return request;
  }

  service::Client& client_;
  const Json& fields_;
  const v1::ViewOptions& options_;
  const v1::Revision& revision_;
};

QueryAnswer Call::OfKind(const std::string& kind) {
  using service::Client;
  if (kind == "paths") {
    return Many(&Client::FindPaths, Pair<v1::FindPathsRequest>());
  }
  if (kind == "why") {
    return Many(&Client::ExplainExposure, Pair<v1::ExplainExposureRequest>());
  }
  if (kind == "list") return Many(&Client::ListPaths, List());
  if (kind == "matrix") return Many(&Client::GetMatrix, Matrix());
  if (kind == "affected") return One(&Client::FindAffected, Affected());
  if (kind == "compare") return One(&Client::CompareExposure, Compare());
  if (kind == "measures") return One(&Client::ProposeMeasures, Measures());
  if (kind == "timeline") {
    auto request = OfPairs<v1::GetTimelineRequest>();
    request.mutable_options()->clear_date();
    return Many(&Client::GetTimeline, request);
  }
  if (kind == "case") {
    auto request = Asked<v1::AnswerCaseRequest>();
    request.set_id(WordAt(fields_, "id"));
    return Many(&Client::AnswerCase, request);
  }
  if (kind == "single_points") {
    return One(&Client::FindSinglePoints,
               OfPairs<v1::FindSinglePointsRequest>());
  }
  if (kind == "load_bearing") {
    return One(&Client::FindLoadBearing, OfPairs<v1::FindLoadBearingRequest>());
  }
  if (kind == "choke_points") {
    return One(&Client::FindChokePoints, OfPairs<v1::FindChokePointsRequest>());
  }
  if (kind == "likelihood") {
    return One(&Client::EstimateLikelihood,
               OfPairs<v1::EstimateLikelihoodRequest>());
  }
  if (kind == "contradictions") {
    auto request = OfRecord<v1::FindContradictionsRequest>();
    request.set_across_sources(WordAt(fields_, "across_sources") == "true");
    return One(&Client::FindContradictions, request);
  }
  if (kind == "unknowns") {
    return One(&Client::FindUnknowns, OfRecord<v1::FindUnknownsRequest>());
  }
  auto request = OfPairs<v1::SettlePairsRequest>();
  request.set_views(kSettlingViews);
  return One(&Client::SettlePairs, request);
}

Words DrawSubjects(Dice& dice) {
  return {dice.Pick(Words{"processes/0", "products/0", "companies/0"})};
}

Json DrawPair(Dice& dice) {
  return {{"from", Words{dice.Pick(Words{"processes/0", "processes/0",
                                         "organizations/0", "processes/-"})}},
          {"to", Words{dice.Pick(Words{"jurisdictions/0", "authorities/0"})}},
          {"vector", dice.Pick(Words{"espionage", "espionage", "sabotage",
                                     "supply_denial", "intrusion"})}};
}

Json DrawGoal(Dice& dice) {
  switch (dice.Below(4)) {
    case 0:
      return {{"tier", absl::StrCat("T", dice.Below(3))}};
    case 1:
      return {{"likelihood", dice.Pick(Words{"low", "moderate"})}};
    default:
      return {
          {"status", dice.Pick(Words{"not_excluded", "unknown", "blocked"})}};
  }
}

Json DrawSides(Dice& dice) {
  Json fields = DrawPair(dice);
  fields.erase("from");
  fields["a"] = Words{"processes/0"};
  fields["b"] = Words{dice.Pick(Words{"processes/0", "organizations/0"})};
  fields["b_date"] = graph::ADayThatMatters(dice);
  return fields;
}

}  // namespace

std::string Readable(const AnswerPart& part) {
  const std::unique_ptr<Message> message = NewMessage(part.type);
  message->ParseFromString(part.bytes);
  return absl::StrCat(part.type, "\n", message->DebugString());
}

AnswerPart PartOf(const google::protobuf::Any& message) {
  const std::string& url = message.type_url();
  const std::unique_ptr<Message> content =
      NewMessage(url.substr(url.rfind('/') + 1));
  message.UnpackTo(content.get());
  return PartOf(*content);
}

const Words& LightQueries() {
  static const auto& kinds =
      *new Words{"paths",        "why",        "list",     "matrix",
                 "affected",     "case",       "compare",  "single_points",
                 "choke_points", "likelihood", "unknowns", "contradictions"};
  return kinds;
}

const Words& HeavyQueries() {
  static const auto& kinds =
      *new Words{"timeline", "measures", "load_bearing", "settle"};
  return kinds;
}

AskedQuery DrawQuery(const std::string& kind, Dice& dice) {
  if (kind == "case") return {kind, {{"id", "cases/drawn"}}};
  if (kind == "compare") return {kind, DrawSides(dice)};
  if (kind == "contradictions" || kind == "unknowns") {
    Json fields = Json::object();
    if (dice.Percent(40)) fields["about"] = DrawSubjects(dice);
    if (kind == "contradictions" && dice.Percent(50)) {
      fields["across_sources"] = "true";
    }
    return {kind, fields};
  }
  Json fields = DrawPair(dice);
  if (kind == "affected") {
    fields = {{"subject", dice.Pick(Words{"products/0", "companies/0", "laws/0",
                                          "authorities/0"})},
              {"vector", fields["vector"]}};
  } else if (kind == "paths" || kind == "why" || kind == "list") {
    fields["max_paths"] = absl::StrCat(1 + dice.Below(9));
  } else if (kind == "measures") {
    fields["goal"] = DrawGoal(dice);
    fields["assumed_cost"] = "3";
    fields["assumed_burden"] = "1";
  } else if (kind == "matrix") {
    fields["detail"] = dice.Pick(Words{"best", "paths", "tiers"});
    if (dice.Percent(30)) {
      fields["by_organization"] = "true";
      fields["from"] = Words{"organizations/0"};
    }
  }
  if (kind == "list") {
    fields["weakest"] = dice.Pick(Words{"unknown", "blocked"});
  }
  return {kind, fields};
}

QueryAnswer Ask(service::Client& client, const AskedQuery& query,
                const v1::ViewOptions& options, const v1::Revision& revision) {
  return Call(client, query.fields, options, revision).OfKind(query.kind);
}

}  // namespace ketenzicht::testing
