#include "service/rpc/catalog_service.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/automaton_dot.h"
#include "graph/catalog.h"
#include "graph/fact_text.h"
#include "service/proto/fact_conversion.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/same_calls.h"
#include "service/rpc/status_conversion.h"

namespace ketenzicht::service {
namespace {

constexpr int kDefaultPage = 100;
constexpr int kMaxPage = 1000;
constexpr int kDefaultMatches = 20;
constexpr int kMaxMatches = 200;

absl::Status Get(Engine& engine, const v1::GetFactRequest& request,
                 v1::GetFactResponse& response) {
  const auto state = engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  const graph::FactIndex fact = snapshot.Find(request.id());
  if (fact == graph::kNoFact) {
    return absl::NotFoundError(
        absl::StrCat("there is no '", request.id(), "'"));
  }
  const graph::FactText nl(snapshot, nullptr, graph::Language::kDutch);
  const graph::FactText en(snapshot, nullptr, graph::Language::kEnglish);
  *response.mutable_sentence() =
      ToProto(graph::Text{absl::StrCat(nl.Sentence(fact), " ", nl.Cite(fact)),
                          absl::StrCat(en.Sentence(fact), " ", en.Cite(fact))});
  response.set_revision((*state)->revision);
  return ToProto(snapshot.facts().Read(fact), response.mutable_fact());
}

// Where a page starts: the revision of the first page, and the last id shown.
// Kind and about stand in the token too, so that it fits no other request.
struct PageStart {
  int64_t revision = 0;
  std::string after;
};

std::string MakeToken(const v1::ListFactsRequest& request,
                      const PageStart& start) {
  return absl::WebSafeBase64Escape(
      absl::StrCat(start.revision, "\n", start.after, "\n", request.kind(),
                   "\n", request.about()));
}

absl::StatusOr<PageStart> ReadToken(const v1::ListFactsRequest& request) {
  std::string text;
  PageStart start;
  std::vector<std::string> parts;
  if (absl::WebSafeBase64Unescape(request.page_token(), &text)) {
    parts = absl::StrSplit(text, '\n');
  }
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &start.revision) ||
      parts[2] != request.kind() || parts[3] != request.about()) {
    return absl::InvalidArgumentError(
        "page_token: not a token of this request");
  }
  start.after = parts[1];
  return start;
}

absl::Status List(Engine& engine, const v1::ListFactsRequest& request,
                  v1::ListFactsResponse& response) {
  RevisionWanted wanted = WantedOf(request.revision());
  PageStart start;
  if (!request.page_token().empty()) {
    absl::StatusOr<PageStart> read = ReadToken(request);
    if (!read.ok()) return read.status();
    start = *std::move(read);
    wanted = {start.revision, 0};
  }
  const auto state = engine.Ready(wanted);
  if (!state.ok()) return state.status();
  start.revision = (*state)->revision;
  const int size = request.page_size() <= 0
                       ? kDefaultPage
                       : std::min(request.page_size(), kMaxPage);
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  for (graph::FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.id(i) <= start.after ||
        !graph::IsOfKind(snapshot, i, request.kind()) ||
        !graph::IsAbout(snapshot, i, request.about())) {
      continue;
    }
    if (response.facts_size() == size) {
      start.after = response.facts(size - 1).id();
      response.set_next_page_token(MakeToken(request, start));
      break;
    }
    if (absl::Status ok =
            ToProto(snapshot.facts().Read(i), response.add_facts());
        !ok.ok()) {
      return ok;
    }
  }
  response.set_revision((*state)->revision);
  return absl::OkStatus();
}

absl::Status Search(Engine& engine, const v1::SearchFactsRequest& request,
                    v1::SearchFactsResponse& response) {
  if (request.query().empty()) {
    return absl::InvalidArgumentError("query: is empty");
  }
  const auto state = engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const int size = request.page_size() <= 0
                       ? kDefaultMatches
                       : std::min(request.page_size(), kMaxMatches);
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  const graph::NameMatches found = graph::SearchEntities(
      snapshot, request.query(), request.kind(), static_cast<size_t>(size));
  for (const graph::NameMatch& match : found.matches) {
    v1::SearchFactsResponse::Match* one = response.add_matches();
    one->set_matched(match.matched);
    if (absl::Status ok =
            ToProto(snapshot.facts().Read(match.entity), one->mutable_fact());
        !ok.ok()) {
      return ok;
    }
  }
  response.set_truncated(found.truncated);
  response.set_revision((*state)->revision);
  return absl::OkStatus();
}

absl::Status GetVocabulary(Engine& engine,
                           const v1::GetOntologyRequest& request,
                           v1::GetOntologyResponse& response) {
  const auto state = engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const graph::Ontology& ontology = *(*state)->ontology;
  for (const graph::EntityKind& kind : ontology.entity_kinds()) {
    v1::EntityKind* one = response.add_entity_kinds();
    one->set_name(kind.name);
    one->set_collection(kind.collection);
    one->set_parent(kind.parent);
    *one->mutable_label() = ToProto(kind.label);
  }
  for (const graph::RelationKind& kind : ontology.relation_kinds()) {
    v1::RelationKind* one = response.add_relation_kinds();
    one->set_name(kind.name);
    one->set_parent(kind.parent);
    for (const std::string& end : kind.sources) one->add_sources(end);
    for (const std::string& end : kind.targets) one->add_targets(end);
    *one->mutable_phrase() = ToProto(kind.phrase);
    *one->mutable_denied() = ToProto(kind.denied);
    one->set_exposure(static_cast<v1::ExposureDirection>(
        static_cast<int>(kind.exposure) + 1));
  }
  response.set_ontology_version(ontology.version());
  const graph::PolicyDocument& policy = (*state)->policy->document();
  response.set_policy(policy.name);
  response.set_policy_version(policy.version);
  for (const graph::Vector& vector : policy.vectors) {
    v1::ExposureVector* one = response.add_vectors();
    one->set_name(vector.name);
    *one->mutable_label() = ToProto(vector.label);
    one->set_expression(vector.expression);
  }
  response.set_revision((*state)->revision);
  return absl::OkStatus();
}

absl::Status DescribeVector(Engine& engine, const v1::GetVectorRequest& request,
                            v1::GetVectorResponse& response) {
  if (request.name().empty() == request.expression().empty()) {
    return absl::InvalidArgumentError("name and expression: give one of them");
  }
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const graph::Ontology& ontology = *(*state)->ontology;
  // One that leads nowhere is described too.
  const absl::StatusOr<graph::Vector> vector =
      request.name().empty()
          ? graph::CompileVector(request.expression(), ontology)
          : VectorOf(*(*state)->snapshot, request.name(), "");
  if (!vector.ok()) return vector.status();
  const graph::Automaton minimal = vector->automaton->Minimized();
  response.set_name(vector->name);
  *response.mutable_label() = ToProto(vector->label);
  response.set_expression(vector->expression);
  response.set_walks_are_paths(vector->walks_are_paths);
  response.set_ends_at_authorities(EndsAtAuthorities(*vector, ontology));
  response.set_states(vector->automaton->num_states());
  response.set_minimal_states(minimal.num_states());
  response.set_dot(graph::ToDot(minimal, ontology, vector->name));
  return absl::OkStatus();
}

}  // namespace

grpc::Status CatalogServiceHandlers::GetVector(
    grpc::ServerContext*, const v1::GetVectorRequest* request,
    v1::GetVectorResponse* response) {
  return ToGrpc(DescribeVector(engine_, *request, *response));
}

grpc::Status CatalogServiceHandlers::GetFact(grpc::ServerContext*,
                                             const v1::GetFactRequest* request,
                                             v1::GetFactResponse* response) {
  return ToGrpc(Get(engine_, *request, *response));
}

grpc::Status CatalogServiceHandlers::ListFacts(
    grpc::ServerContext*, const v1::ListFactsRequest* request,
    v1::ListFactsResponse* response) {
  return ToGrpc(List(engine_, *request, *response));
}

grpc::Status CatalogServiceHandlers::SearchFacts(
    grpc::ServerContext*, const v1::SearchFactsRequest* request,
    v1::SearchFactsResponse* response) {
  return ToGrpc(Search(engine_, *request, *response));
}

grpc::Status CatalogServiceHandlers::GetOntology(
    grpc::ServerContext*, const v1::GetOntologyRequest* request,
    v1::GetOntologyResponse* response) {
  return ToGrpc(GetVocabulary(engine_, *request, *response));
}

grpc::Status CatalogServiceHandlers::FindSameCandidates(
    grpc::ServerContext* context, const v1::FindSameCandidatesRequest* request,
    grpc::ServerWriter<v1::FindSameCandidatesResponse>* writer) {
  return ToGrpc(StreamSameCandidates(
      engine_, *request, *context,
      [writer](const v1::FindSameCandidatesResponse& response) {
        return writer->Write(response);
      }));
}

}  // namespace ketenzicht::service
