// What is wrong with scenarios: as the service finds it among its facts, or, of
// their structure alone, without any.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/scenario_reader.h"
#include "ingest/scenario_schema.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"
#include "service/cli/scenario_file.h"

namespace ketenzicht::service {
namespace {

// Problems that are told at most, as by the service.
constexpr int kMaxProblems = 100;

std::string VariantsText(int64_t variants, bool dutch) {
  return absl::StrCat(variants, variants == 1 ? " variant"
                                : dutch       ? " varianten"
                                              : " variants");
}

void WriteText(const LocalContext& context, const std::string& name,
               const v1::ValidateScenarioResponse& response) {
  const bool nl = context.dutch;
  for (const auto& problem : response.problems()) {
    context.out << PlaceIn(name, problem.line(), problem.column()) << ": "
                << problem.text() << "\n";
  }
  for (const auto& note : response.notes()) {
    context.out << PlaceIn(name, note.line(), note.column()) << ": "
                << (nl ? "let op: " : "note: ") << note.text() << "\n";
  }
  const std::string variants = VariantsText(response.variants(), nl);
  const char* unchecked =
      nl ? "niet opgezocht is of er is wat het noemt (geef --data, --store of "
           "--server)"
         : "whether what it names is there was not looked up (give --data, "
           "--store or --server)";
  if (response.extent() == v1::ValidateScenarioResponse::EXTENT_FACTS) {
    if (response.problems_size() > 0) return;
    context.out << name << (nl ? ": in orde, " : ": sound, ") << variants
                << "\n";
  } else if (response.problems_size() > 0) {
    context.out << name << ": " << unchecked << "\n";
  } else {
    context.out << name << (nl ? ": de opbouw is in orde, " : ": well formed, ")
                << variants << "; " << unchecked << "\n";
  }
}

void Write(const LocalContext& context, const std::string& name,
           const v1::ValidateScenarioResponse& response, JsonWriter& json) {
  if (context.format == Format::kTable) {
    WriteText(context, name, response);
  } else {
    json.Write(response);
  }
}

// Adds what is not told yet.
void AddProblems(const ingest::Problems& problems,
                 v1::ValidateScenarioResponse& response) {
  for (const ingest::Problem& one : problems.list()) {
    bool told = response.problems_size() >= kMaxProblems;
    for (const auto& other : response.problems()) {
      told =
          told || (other.line() == one.line && other.column() == one.column &&
                   other.text() == one.reason);
    }
    if (told) continue;
    v1::ValidateScenarioResponse::Problem& problem = *response.add_problems();
    problem.set_line(one.line);
    problem.set_column(one.column);
    problem.set_text(one.reason);
  }
}

using Time = std::chrono::steady_clock::time_point;

// What can be said of a scenario without facts: of as many variants, `checked`,
// as there is time for, and of one at least.
v1::ValidateScenarioResponse CheckStructure(
    const v1::ScenarioReference& scenario, Time end, size_t& checked) {
  v1::ValidateScenarioResponse response;
  response.set_extent(v1::ValidateScenarioResponse::EXTENT_STRUCTURE);
  ingest::Problems parsing("");
  const std::optional<ingest::ScenarioText> text =
      ingest::ParseScenario(scenario.content(), parsing);
  AddProblems(parsing, response);
  if (!text) return response;
  std::vector<ingest::InputFile> fixtures;
  for (const auto& one : scenario.fixtures()) {
    fixtures.push_back({one.name(), one.content()});
  }
  response.set_variants(static_cast<int64_t>(text->variants()));
  for (checked = 0; checked < text->variants(); ++checked) {
    if (checked > 0 && std::chrono::steady_clock::now() >= end) break;
    ingest::Problems reading("");
    ingest::ReadScenario(*text, text->Variant(checked), fixtures, reading);
    AddProblems(reading, response);
  }
  return response;
}

}  // namespace

int RunScenarioValidate(const CommandContext& context,
                        const ScenarioArguments& scenario,
                        const ViewArguments& view) {
  int code = kExitOk;
  const LocalContext local{context.out, context.error, context.format,
                           context.dutch};
  JsonWriter json(context.out, context.format, true);
  for (const std::string& name : scenario.names) {
    const OpenedScenario opened = OpenScenario(name, context.error);
    if (opened.code != kExitOk) {
      code = opened.code;
      continue;
    }
    v1::ValidateScenarioRequest request;
    *request.mutable_scenario() = opened.reference;
    request.set_revision(view.revision);
    v1::ValidateScenarioResponse response;
    const CallResult result =
        context.client.ValidateScenario(request, &response);
    if (!result.ok()) return ReportFailure(result, context.error);
    if (response.problems_size() > 0) code = kExitInvalid;
    Write(local, name, response, json);
  }
  json.Finish();
  return code;
}

int RunScenarioStructure(const LocalContext& context,
                         const ScenarioArguments& scenario,
                         std::chrono::seconds time) {
  int code = kExitOk;
  const Time end = std::chrono::steady_clock::now() + time;
  JsonWriter json(context.out, context.format, true);
  for (const std::string& name : scenario.names) {
    const OpenedScenario opened = OpenScenario(name, context.error);
    if (opened.code != kExitOk) {
      code = opened.code;
      continue;
    }
    if (!opened.reference.name().empty()) {
      context.error << "ketenzicht: " << name
                    << ": no such file; for a stored one give --store or "
                       "--server\n";
      code = kExitNotFound;
      continue;
    }
    size_t checked = 0;
    const v1::ValidateScenarioResponse response =
        CheckStructure(opened.reference, end, checked);
    const bool all = checked >= static_cast<size_t>(response.variants());
    if (response.problems_size() > 0) {
      code = kExitInvalid;
    } else if (!all) {
      code = kExitUnavailable;
    }
    // Of variants that were not looked at nothing is said.
    if (all || response.problems_size() > 0) {
      Write(context, name, response, json);
    }
    if (!all) {
      context.error << "ketenzicht: " << name << ": out of time after "
                    << checked << " of " << response.variants()
                    << " variants; give it more with --timeout\n";
    }
  }
  json.Finish();
  return code;
}

int RunScenarioSchema(const LocalContext& context) {
  context.out << ingest::ScenarioSchema();
  return kExitOk;
}

}  // namespace ketenzicht::service
