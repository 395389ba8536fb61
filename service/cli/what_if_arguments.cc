#include <CLI/CLI.hpp>
#include <chrono>
#include <string>

#include "service/cli/arguments.h"

namespace ketenzicht::service {
namespace {

// The goal, and what may be chosen.
void AddPropose(CLI::App& measures_app, Arguments& arguments) {
  MeasureArguments& measures = arguments.measures;
  CLI::App* command =
      measures_app.add_subcommand("propose",
                                  "The cheapest set of candidate measures that "
                                  "reaches a goal (-o csv too)");
  AddPairSets(*command, arguments.measures.pairs, arguments);
  CLI::Option_group* goal = command->add_option_group("goal");
  goal->add_option("--status", measures.status, "This status or better")
      ->check(CLI::IsMember({"not_excluded", "unknown", "blocked"}));
  goal->add_option("--tier", measures.tier, "This tier of the policy or lower");
  goal->add_option("--likelihood", measures.likelihood,
                   "This class of the policy's scale or lower");
  goal->require_option(1);
  command->add_option("--candidate", measures.candidates,
                      "Only these measures, by id");
  command->add_option("--mandatory", measures.mandatory, "Must be taken");
  command->add_option("--exclude", measures.excluded, "May not be taken");
  command->add_option("--assume-cost", measures.assumed_cost,
                      "Cost where it is not stated; else such are left out");
  command->add_option("--assume-burden", measures.assumed_burden,
                      "Burden where it is not stated, likewise");
  command
      ->add_option("--weights", measures.weights,
                   "Of cost and burden: the least sum counts, such as 1 50")
      ->expected(2);
  command->add_flag("--plan-only", measures.plan_only,
                    "Without other choices and what each is worth");
  command->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunPropose(context, arguments.measures, arguments.view);
    };
  });
}

void AddMeasures(CLI::App& app, Arguments& arguments) {
  CLI::App* measures = app.add_subcommand(
      "measures", "What measures would do, and what hangs on one");
  measures->require_subcommand(1);
  AddPropose(*measures, arguments);
  CLI::App* points = measures->add_subcommand(
      "single-points",
      "Pairs that are blocked by one measure alone (-o csv too)");
  AddPairSets(*points, arguments.measures.pairs, arguments);
  points->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSinglePoints(context, arguments.measures, arguments.view);
    };
  });
}

void AddScenarioFiles(CLI::App& command, Arguments& arguments) {
  command
      .add_option("scenario", arguments.scenario.names,
                  "Files, or stored ones: scenarios/…")
      ->required();
  command
      .add_option("--data", arguments.scenario.data,
                  "Ask the facts in this file or folder, instead of a server "
                  "or store; nothing is written")
      ->allow_extra_args(false);
  AddRevision(command, arguments);
}

CLI::Option* AddVariant(CLI::App& command, Arguments& arguments,
                        const std::string& others) {
  return AddParameters(command, "--parameter",
                       "In the variant in which this parameter has this value: "
                       "NAME=VALUE; " +
                           others,
                       arguments.scenario.parameters);
}

void AddScenarioRun(CLI::App& app, Arguments& arguments) {
  CLI::App* run = app.add_subcommand(
      "run",
      "Ask its queries before and after its changes, and check what it asserts "
      "(-o markdown, -o junit; exit 1 where an assertion does not hold)");
  AddScenarioFiles(*run, arguments);
  run->add_option("--junit", arguments.scenario.junit,
                  "Write the assertions to this file too, as JUnit XML");
  CLI::Option* parameter =
      AddVariant(*run, arguments, "where several variants match, all of them");
  CLI::Option* first =
      run->add_option("--first", arguments.scenario.first,
                      "Begin with this variant, counted from 0, as where a "
                      "sweep was cut off; with the --revision it had")
          ->check(CLI::NonNegativeNumber);
  // What is expected is expected of all variants.
  run->add_flag("--update", arguments.scenario.update,
                "Write the file of expected results anew")
      ->excludes(parameter)
      ->excludes(first);
  run->callback([&arguments] {
    arguments.documents = {"markdown", "junit"};
    arguments.run = [&arguments](const CommandContext& context) {
      return RunScenario(context, arguments.scenario, arguments.view);
    };
  });
  CLI::App* diff = app.add_subcommand(
      "diff", "What it changes, and what that moves: + added, - gone, ~ other");
  AddScenarioFiles(*diff, arguments);
  AddVariant(*diff, arguments, "others take their first");
  diff->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunScenarioDiff(context, arguments.scenario, arguments.view);
    };
  });
}

void AddStoredScenarios(CLI::App& app, Arguments& arguments) {
  CLI::App* list = app.add_subcommand("list", "Those that are stored");
  AddRevision(*list, arguments);
  list->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunScenarioList(context, arguments.view.revision);
    };
  });
  CLI::App* get = app.add_subcommand("get", "The content of a stored one");
  get->add_option("id", arguments.scenario.id, "Its id: scenarios/…")
      ->required();
  AddRevision(*get, arguments);
  get->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunScenarioGet(context, arguments.scenario,
                            arguments.view.revision);
    };
  });
}

void AddScenarioWrites(CLI::App& app, Arguments& arguments) {
  using Run = int (*)(const CommandContext&, const ScenarioArguments&,
                      const WriteArguments&);
  const auto add = [&](const char* name, const char* text, Run run) {
    CLI::App* command = app.add_subcommand(name, text);
    AddWrite(*command, arguments.write);
    command->callback([&arguments, run] {
      arguments.run = [&arguments, run](const CommandContext& context) {
        return run(context, arguments.scenario, arguments.write);
      };
    });
    return command;
  };
  for (CLI::App* command :
       {add("create", "Store the scenario in a file", RunScenarioCreate),
        add("update", "Store what is in a file instead", RunScenarioUpdate)}) {
    command->add_option("file", arguments.scenario.names, "The file")
        ->required()
        ->expected(1);
  }
  add("delete", "Store it no longer; older revisions have it",
      RunScenarioDelete)
      ->add_option("id", arguments.scenario.id, "Its id: scenarios/…")
      ->required();
}

void AddScenario(CLI::App& app, Arguments& arguments) {
  CLI::App* scenario =
      app.add_subcommand("scenario", "What if: scenarios, docs/scenarios.md");
  scenario->require_subcommand(1);
  CLI::App* validate = scenario->add_subcommand(
      "validate",
      "What is wrong with it, by line and column (exit 7); without --data, "
      "--store or --server its structure alone");
  AddScenarioFiles(*validate, arguments);
  validate->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunScenarioValidate(context, arguments.scenario, arguments.view);
    };
    arguments.run_alone = [&arguments](const LocalContext& context) {
      return RunScenarioStructure(
          context, arguments.scenario,
          std::chrono::seconds(arguments.connection.timeout_seconds));
    };
  });
  CLI::App* schema = scenario->add_subcommand(
      "schema", "The JSON Schema of scenario files, for editors");
  schema->callback([&arguments] { arguments.run_alone = RunScenarioSchema; });
  AddScenarioRun(*scenario, arguments);
  AddStoredScenarios(*scenario, arguments);
  AddScenarioWrites(*scenario, arguments);
}

}  // namespace

void AddWhatIf(CLI::App& app, Arguments& arguments) {
  AddMeasures(app, arguments);
  AddScenario(app, arguments);
}

}  // namespace ketenzicht::service
