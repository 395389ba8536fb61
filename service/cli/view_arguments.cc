#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/cli/arguments.h"
#include "service/cli/scenario_file.h"

namespace ketenzicht::service {

// CLI11 takes mistakes as exceptions; it catches them where it parses.
v1::ScenarioReference ReadReference(const std::string& name) {
  absl::StatusOr<v1::ScenarioReference> reference = ReadScenarioFile(name);
  if (!reference.ok()) {
    throw CLI::ValidationError("scenario",
                               std::string(reference.status().message()));
  }
  return *std::move(reference);
}

CLI::Option* AddParameters(CLI::App& app, const std::string& option,
                           const std::string& text,
                           std::map<std::string, std::string>& parameters) {
  const auto read = [option, &parameters](const std::vector<std::string>& all) {
    for (const std::string& one : all) {
      const size_t equals = one.find('=');
      if (equals == 0 || equals == std::string::npos) {
        throw CLI::ValidationError(option, "'" + one + "' is no NAME=VALUE");
      }
      const std::string name = one.substr(0, equals);
      if (!parameters.emplace(name, one.substr(equals + 1)).second) {
        throw CLI::ValidationError(option, "'" + name + "' stands twice");
      }
    }
  };
  return app.add_option_function<std::vector<std::string>>(option, read, text)
      ->allow_extra_args(false);
}

std::string SeedProblem(const std::string& text) {
  uint64_t seed = 0;
  return absl::SimpleAtoi(text, &seed)
             ? ""
             : absl::StrCat("'", text, "' is no whole number from 0 to 2^64-1");
}

void AddRevision(CLI::App& app, Arguments& arguments) {
  app.add_option("--revision", arguments.view.revision,
                 "Read this revision instead of the latest");
}

void AddWrite(CLI::App& app, WriteArguments& write) {
  app.parse_complete_callback([&write] { write.wanted = true; });
  app.add_flag("--dry-run", write.dry_run, "Check, write nothing");
  app.add_option("--request-id", write.request_id,
                 "Repeating it under this name writes nothing twice");
  app.add_option("--author", write.author, "Kept with the revision");
  app.add_option("--expected-revision", write.expected_revision,
                 "Only if this is the latest revision");
}

void AddDate(CLI::App& app, Arguments& arguments, bool needed) {
  app.add_option("--date", arguments.view.date, "As of this day: 2021-11-18")
      ->required(needed);
}

// All of a view but its date.
void AddView(CLI::App& app, Arguments& arguments) {
  ViewArguments& view = arguments.view;
  app.add_flag("--inherent", view.inherent, "Without measures");
  app.add_flag("--stated-only", view.stated_only, "Without what was inferred");
  app.add_flag("--verified-only", view.verified_only,
               "Without what nobody has checked");
  app.add_flag("--no-presumptions", view.no_presumptions,
               "Presume nothing where nothing is stated");
  app.add_option("--with", view.with,
                 "Count these source types too: press, analysis, law …")
      ->delimiter(',');
  app.add_option("--source", view.sources, "Count this source too, by id");
  app.add_option("--remove", view.remove,
                 "As if this relation or measure were not recorded");
  app.add_option("--deny", view.deny,
                 "As if this relation or measure were denied");
  app.add_option("--take", view.take, "As if this measure were in place");
  app.add_option("--lift", view.lift,
                 "As if this measure were a candidate only");
  app.add_option("--factor", view.factors,
                 "Weigh this factor of the policy too");
  CLI::Option* scenario = app.add_option_function<std::string>(
      "--scenario",
      [&view](const std::string& name) { view.scenario = ReadReference(name); },
      "Under this scenario: a file, or a stored one, scenarios/…");
  AddParameters(app, "--parameter",
                "In the variant of the scenario in which this parameter has "
                "this value: NAME=VALUE; others take their first",
                view.parameters)
      ->needs(scenario);
  AddRevision(app, arguments);
}

void AddPairs(CLI::App& app, Arguments& arguments) {
  PairArguments& pairs = arguments.pairs;
  app.add_option("--from", pairs.from,
                 "Process or organization, by id; processes/- is all")
      ->required();
  app.add_option("--to", pairs.to,
                 "Authority or jurisdiction, by id; jurisdictions/- or "
                 "authorities/- is all")
      ->required();
  app.add_option("--vector", pairs.vector,
                 "espionage (default), sabotage, supply_denial, intrusion …");
  app.add_option("--expression", pairs.expression,
                 "A vector of your own instead, from process to authority: "
                 "uses/made_by/seated_in/enacts/empowers …");
  app.add_option("-k,--max-paths", pairs.max_paths,
                 "Paths per pair (default 3)")
      ->check(CLI::PositiveNumber);
  app.add_option("--max-expansions", pairs.max_expansions,
                 "Search budget per pair (default 1000000)")
      ->check(CLI::PositiveNumber);
  app.add_flag("--fail-on-exposure", pairs.fail_on_exposure,
               "Exit with 4 unless every pair is blocked or has no path");
  AddDate(app, arguments, true);
  AddView(app, arguments);
}

void AddPairSets(CLI::App& command, PairSets& pairs, Arguments& arguments) {
  command
      .add_option("--from", pairs.from,
                  "Process or organization, by id; processes/- is all")
      ->required();
  command
      .add_option("--to", pairs.to,
                  "Authority or jurisdiction, by id; jurisdictions/- or "
                  "authorities/- is all")
      ->required();
  command.add_option("--vector", pairs.vectors,
                     "espionage (default), sabotage …");
  command.add_option("--expression", pairs.expressions,
                     "Vectors of your own, as path expressions");
  AddDate(command, arguments, true);
  AddView(command, arguments);
}

}  // namespace ketenzicht::service
