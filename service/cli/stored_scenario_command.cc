// scenario list, get, create, update, delete: those that are stored.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/scenario_file.h"

namespace ketenzicht::service {
namespace {

// What a write did. `done` is the verb in both languages.
template <typename Response>
void WriteWritten(const CommandContext& context, const Response& response,
                  const WriteArguments& write, const char* dutch,
                  const char* english) {
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return;
  }
  const bool nl = context.dutch;
  context.out << response.scenario().id() << ": " << (nl ? dutch : english)
              << (nl ? "; revisie " : "; revision ") << response.revision()
              << (write.dry_run
                      ? (nl ? " (niets geschreven)" : " (nothing written)")
                      : "")
              << "\n";
}

// The content of the one file that is named; empty after saying why, with the
// code to end with.
std::string ContentOf(const CommandContext& context, const std::string& file,
                      int& code) {
  const absl::StatusOr<v1::ScenarioReference> read = ReadScenarioFile(file);
  if (read.ok() && !read->content().empty()) return read->content();
  context.error << "ketenzicht: "
                << (read.ok() ? absl::StrCat(file, ": no such file")
                              : std::string(read.status().message()))
                << "\n";
  code = read.ok() || absl::IsNotFound(read.status()) ? kExitNotFound
                                                      : kExitInvalid;
  return "";
}

}  // namespace

int RunScenarioList(const CommandContext& context, int64_t revision) {
  v1::ListScenariosRequest request;
  request.mutable_revision()->set_exact(revision);
  v1::ListScenariosResponse response;
  const CallResult result = context.client.ListScenarios(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format != Format::kTable) {
    JsonWriter(context.out, context.format, false).Write(response);
    return kExitOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const v1::StoredScenario& one : response.scenarios()) {
    rows.push_back({one.id(), In(one.title(), context.dutch),
                    absl::StrCat(one.variants()),
                    absl::StrJoin(one.tags(), ", ")});
  }
  context.out << Table(context.dutch
                           ? std::vector<std::string>{"SCENARIO", "TITEL",
                                                      "VARIANTEN", "LABELS"}
                           : std::vector<std::string>{"SCENARIO", "TITLE",
                                                      "VARIANTS", "TAGS"},
                       rows)
              << "\n";
  return kExitOk;
}

int RunScenarioGet(const CommandContext& context,
                   const ScenarioArguments& scenario, int64_t revision) {
  v1::GetScenarioRequest request;
  request.set_id(scenario.id);
  request.mutable_revision()->set_exact(revision);
  v1::GetScenarioResponse response;
  const CallResult result = context.client.GetScenario(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format == Format::kTable) {
    context.out << response.scenario().content();
  } else {
    JsonWriter(context.out, context.format, false).Write(response);
  }
  return kExitOk;
}

int RunScenarioCreate(const CommandContext& context,
                      const ScenarioArguments& scenario,
                      const WriteArguments& write) {
  const std::string& file = scenario.names.front();
  int code = kExitOk;
  v1::CreateScenarioRequest request;
  request.set_content(ContentOf(context, file, code));
  if (code != kExitOk) return code;
  *request.mutable_options() = OptionsOf(write);
  v1::CreateScenarioResponse response;
  const CallResult result = context.client.CreateScenario(request, &response);
  if (!result.ok()) return ReportScenarioFailure(context, file, result);
  WriteWritten(context, response, write, "opgeslagen", "stored");
  return kExitOk;
}

int RunScenarioUpdate(const CommandContext& context,
                      const ScenarioArguments& scenario,
                      const WriteArguments& write) {
  const std::string& file = scenario.names.front();
  int code = kExitOk;
  v1::UpdateScenarioRequest request;
  request.set_content(ContentOf(context, file, code));
  if (code != kExitOk) return code;
  *request.mutable_options() = OptionsOf(write);
  v1::UpdateScenarioResponse response;
  const CallResult result = context.client.UpdateScenario(request, &response);
  if (!result.ok()) return ReportScenarioFailure(context, file, result);
  WriteWritten(context, response, write, "bijgewerkt", "updated");
  return kExitOk;
}

int RunScenarioDelete(const CommandContext& context,
                      const ScenarioArguments& scenario,
                      const WriteArguments& write) {
  v1::DeleteScenarioRequest request;
  request.set_id(scenario.id);
  *request.mutable_options() = OptionsOf(write);
  v1::DeleteScenarioResponse response;
  const CallResult result = context.client.DeleteScenario(request, &response);
  if (!result.ok()) return ReportFailure(result, context.error);
  WriteWritten(context, response, write, "verwijderd", "deleted");
  return kExitOk;
}

}  // namespace ketenzicht::service
