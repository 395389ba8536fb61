#include "service/rpc/scenario_writes.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/scenario_reader.h"
#include "service/engine/scenario_states.h"
#include "service/rpc/call.h"
#include "service/rpc/scenario_calls.h"

namespace ketenzicht::service {
namespace {

using Kind = ScenarioWrite::Kind;

// What its content says it is called, and where; empty where it says nothing,
// or cannot be read: checking tells why.
struct SaidId {
  std::string id;
  int line = 0;
  int column = 0;
};

absl::Status Invalid(const SaidId& said, const std::string& reason) {
  return InvalidScenario({{said.line, reason, said.column}});
}

SaidId SaidBy(const std::string& content) {
  ingest::Problems problems("");
  const std::optional<ingest::ScenarioText> text =
      ingest::ParseScenario(content, problems);
  const ingest::YamlNode* id = text ? text->root.Find("id") : nullptr;
  if (id == nullptr) return {};
  return {id->scalar, id->line, id->column};
}

// The id under which it is stored. `given` may be empty.
absl::StatusOr<std::string> IdOf(const std::string& content,
                                 const std::string& given) {
  if (content.empty()) return absl::InvalidArgumentError("content: required");
  const SaidId said = SaidBy(content);
  // A variant is no other scenario.
  if (absl::StrContains(said.id, "${")) {
    return Invalid(said, "the id of a stored scenario has no parameter");
  }
  if (!said.id.empty() && !given.empty() && said.id != given) {
    return Invalid(
        said, absl::StrCat("the id is '", said.id, "', not '", given, "'"));
  }
  return said.id;
}

// Every problem of every variant, with its place.
absl::Status CheckContent(Engine& engine, const std::string& content,
                          int64_t revision,
                          const grpc::ServerContext& context) {
  const int64_t named = RevisionNamedBy(content);
  const absl::StatusOr<v1::ValidateScenarioResponse> found =
      ValidateToStore(engine, content, named == 0 ? revision : named, context);
  if (!found.ok()) return found.status();
  std::vector<graph::ScenarioNote> problems;
  for (const auto& problem : found->problems()) {
    problems.push_back({problem.line(), problem.text(), problem.column()});
  }
  return problems.empty() ? absl::OkStatus() : InvalidScenario(problems);
}

template <typename Response>
absl::StatusOr<Response> Write(Engine& engine, const ScenarioWrite& write,
                               const v1::WriteOptions& options,
                               const ScenarioCheck& check) {
  const absl::StatusOr<WriteSettings> settings = SettingsOf(options);
  if (!settings.ok()) return settings.status();
  const absl::StatusOr<WrittenScenario> written =
      engine.WriteScenario(write, *settings, check);
  if (!written.ok()) return written.status();
  Response response;
  *response.mutable_scenario() = StoredProto(write.id, written->content);
  response.set_revision(written->revision);
  return response;
}

// Create and update: with a content.
template <typename Response, typename Request>
absl::StatusOr<Response> WriteContent(Engine& engine, Kind kind,
                                      const Request& request,
                                      const grpc::ServerContext& context) {
  const absl::StatusOr<std::string> id = IdOf(request.content(), request.id());
  if (!id.ok()) return id.status();
  const auto check = [&](const std::shared_ptr<const ingest::State>& state) {
    return CheckContent(engine, request.content(), state->revision, context);
  };
  ScenarioWrite write{kind, *id, request.content()};
  // It says no id: that is one of its problems.
  if (write.id.empty()) {
    const absl::Status wrong =
        CheckContent(engine, request.content(), 0, context);
    return wrong.ok() ? Invalid({}, "the scenario has no id") : wrong;
  }
  return Write<Response>(engine, write, request.options(), check);
}

}  // namespace

absl::StatusOr<v1::CreateScenarioResponse> CreateStored(
    Engine& engine, const v1::CreateScenarioRequest& request,
    const grpc::ServerContext& context) {
  return WriteContent<v1::CreateScenarioResponse>(engine, Kind::kCreate,
                                                  request, context);
}

absl::StatusOr<v1::UpdateScenarioResponse> UpdateStored(
    Engine& engine, const v1::UpdateScenarioRequest& request,
    const grpc::ServerContext& context) {
  return WriteContent<v1::UpdateScenarioResponse>(engine, Kind::kUpdate,
                                                  request, context);
}

absl::StatusOr<v1::DeleteScenarioResponse> DeleteStored(
    Engine& engine, const v1::DeleteScenarioRequest& request) {
  if (request.id().empty()) {
    return absl::InvalidArgumentError("id: required");
  }
  return Write<v1::DeleteScenarioResponse>(
      engine, {Kind::kDelete, request.id(), ""}, request.options(),
      [](const std::shared_ptr<const ingest::State>&) {
        return absl::OkStatus();
      });
}

}  // namespace ketenzicht::service
