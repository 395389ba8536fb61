#include "service/cli/cli.h"

#include <simdjson.h>
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

constexpr char kVersion[] = "0.1.0";

// All arguments, and the command that was chosen.
struct Arguments {
  Connection connection;
  std::string output = "table";
  std::string language = "en";
  ViewArguments view;
  PairArguments pairs;
  ImportArguments import;
  GenerateArguments generate;
  MatrixArguments matrix;
  PathListArguments list;
  TimelineArguments timeline;
  MeasureArguments measures;
  CompareArguments compare;
  VectorArguments vector;
  bool csv = false;  // whether the command has this output
  std::string subject;
  std::vector<std::string> vectors;
  std::vector<std::string> expressions;
  std::string case_id;
  std::vector<int> numbers;
  std::string id;
  std::string query;
  std::string kind;
  std::string about;
  std::function<int(const CommandContext&)> run;
};

void AddRevision(CLI::App& app, Arguments& arguments) {
  app.add_option("--revision", arguments.view.revision,
                 "Read this revision instead of the latest");
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
  app.add_option("--deny", view.deny, "As if this relation were denied");
  app.add_option("--take", view.take, "As if this measure were in place");
  app.add_option("--lift", view.lift,
                 "As if this measure were a candidate only");
  app.add_option("--factor", view.factors,
                 "Weigh this factor of the policy too");
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
                 "A vector of your own instead: uses/made_by/seated_in …");
  app.add_option("-k,--max-paths", pairs.max_paths,
                 "Paths per pair (default 3)");
  app.add_option("--max-expansions", pairs.max_expansions,
                 "Search budget per pair (default 1000000)");
  app.add_flag("--fail-on-exposure", pairs.fail_on_exposure,
               "Exit with 4 unless every pair is blocked or has no path");
  AddDate(app, arguments, true);
  AddView(app, arguments);
}

void AddExposureCommands(CLI::App& app, Arguments& arguments) {
  CLI::App* paths = app.add_subcommand(
      "paths", "Exposure of processes to state authorities, best paths first");
  AddPairs(*paths, arguments);
  paths->add_flag("--summary", arguments.pairs.summary,
                  "Only the table, without the best paths");
  paths->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunPaths(context, arguments.pairs, arguments.view);
    };
  });
  CLI::App* why = app.add_subcommand(
      "why", "Why, or why not: the whole answer in sentences with sources");
  AddPairs(*why, arguments);
  why->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunWhy(context, arguments.pairs, arguments.view);
    };
  });
  CLI::App* affected =
      app.add_subcommand("affected",
                         "Which processes a company, law, product, authority, "
                         "listing or programme reaches");
  affected->add_option("subject", arguments.subject, "Its id")->required();
  affected->add_option("--vector", arguments.vectors,
                       "Only these vectors (default: all)");
  affected->add_option("--expression", arguments.expressions,
                       "Vectors of your own, as path expressions");
  AddDate(*affected, arguments, true);
  AddView(*affected, arguments);
  affected->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunAffected(context, arguments.subject, arguments.vectors,
                         arguments.expressions, arguments.view);
    };
  });
  CLI::App* cases = app.add_subcommand("case", "Cases: questions and answers");
  cases->require_subcommand(1);
  CLI::App* run =
      cases->add_subcommand("run", "Answer the questions of a case");
  run->add_option("id", arguments.case_id, "The case: 2021Z16950")->required();
  run->add_option("--question", arguments.numbers, "Only these questions");
  AddDate(*run, arguments, false);
  AddView(*run, arguments);
  run->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunCase(context, arguments.case_id, arguments.numbers,
                     arguments.view);
    };
  });
}

void AddMatrix(CLI::App& app, Arguments& arguments) {
  MatrixArguments& matrix = arguments.matrix;
  CLI::App* command = app.add_subcommand(
      "matrix", "Every process by every state (-o csv for a spreadsheet)");
  command->add_option("--from", matrix.from,
                      "Processes or organizations; processes/- is all "
                      "(default)");
  command->add_option(
      "--to", matrix.to,
      "Authorities or jurisdictions; jurisdictions/- or authorities/- is all "
      "(default)");
  command->add_option("--vector", matrix.vector, "espionage (default) …");
  command->add_option("--expression", matrix.expression,
                      "A vector of your own instead");
  command
      ->add_option("--detail", matrix.detail,
                   "best: status and likelihood, fast; paths: with interval; "
                   "tiers: all (default)")
      ->check(CLI::IsMember({"best", "paths", "tiers"}));
  command->add_flag("--by-organization", matrix.by_organization,
                    "A row for each organization: how many processes stand "
                    "how");
  AddDate(*command, arguments, true);
  AddView(*command, arguments);
  command->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunMatrix(context, arguments.matrix, arguments.view);
    };
  });
}

void AddPathListSelection(CLI::App& app, PathListArguments& list) {
  app.add_option("--from", list.from, "Processes or organizations, by id")
      ->group("From: all that is given must hold (default: all processes)");
  app.add_option("--organization", list.organizations,
                 "Processes of this organization")
      ->group("From: all that is given must hold (default: all processes)");
  app.add_option("--from-kind", list.from_kinds, "Of this kind of entity")
      ->group("From: all that is given must hold (default: all processes)");
  app.add_option("--from-attribute", list.from_attributes,
                 "With this attribute: name=value")
      ->group("From: all that is given must hold (default: all processes)");
  app.add_option("--touches", list.touches,
                 "With a use that touches this interest, by id")
      ->group("From: all that is given must hold (default: all processes)");
  app.add_option("--to", list.to, "Authorities or jurisdictions, by id")
      ->group("To: likewise (default: all authorities)");
  app.add_option("--jurisdiction", list.jurisdictions,
                 "Each authority of this jurisdiction")
      ->group("To: likewise (default: all authorities)");
  app.add_option("--to-kind", list.to_kinds, "Of this kind of entity")
      ->group("To: likewise (default: all authorities)");
  app.add_option("--to-attribute", list.to_attributes,
                 "With this attribute: name=value")
      ->group("To: likewise (default: all authorities)");
}

void AddPathList(CLI::App& app, Arguments& arguments) {
  PathListArguments& list = arguments.list;
  CLI::App* command = app.add_subcommand(
      "list-paths",
      "Paths of many processes to many authorities, selected and filtered");
  AddPathListSelection(*command, list);
  command->add_option("--vector", list.vector, "espionage (default) …");
  command->add_option("--expression", list.expression,
                      "A vector of your own instead");
  command->add_option("-k,--per-pair", list.per_pair,
                      "The best so many of each pair (default 3)");
  command->add_option("--overall", list.overall,
                      "Instead, the best so many of all pairs together");
  command
      ->add_option("--weakest", list.weakest,
                   "Only this status or a more exposed one")
      ->check(CLI::IsMember({"open", "not_excluded", "unknown", "blocked"}));
  command->add_option("--min-likelihood", list.min_likelihood,
                      "Only what may be at least so likely, 0 to 1");
  command->add_option("--max-length", list.max_length,
                      "Only paths of at most so many steps");
  command->add_option("--max-paths", list.max_paths,
                      "Budget: paths in all (default 10000)");
  command->add_option("--max-expansions", list.max_expansions,
                      "Budget: partial paths in all (default 50 million)");
  command->add_option("--max-milliseconds", list.max_milliseconds,
                      "Budget: time (default: until --timeout)");
  command->add_option("--cursor", list.cursor,
                      "Go on where an earlier list ended");
  command->add_flag("--full", list.full,
                    "JSON with tiers and sentences, as text has them");
  AddDate(*command, arguments, true);
  AddView(*command, arguments);
  command->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunPathList(context, arguments.list, arguments.view);
    };
  });
}

void AddTimeline(CLI::App& app, Arguments& arguments) {
  TimelineArguments& timeline = arguments.timeline;
  CLI::App* command = app.add_subcommand(
      "timeline", "How status and tier moved over time, and what moved them");
  command
      ->add_option("--from", timeline.from,
                   "Process or organization, by id; processes/- is all")
      ->required();
  command
      ->add_option("--to", timeline.to,
                   "Authority or jurisdiction, by id; jurisdictions/- or "
                   "authorities/- is all")
      ->required();
  command->add_option("--vector", timeline.vectors,
                      "espionage (default), sabotage …");
  command->add_option("--expression", timeline.expressions,
                      "Vectors of your own, as path expressions");
  command->add_option("--since", timeline.since, "Only from this day on");
  command->add_option("--until", timeline.until, "Only until this day");
  AddView(*command, arguments);
  command->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunTimeline(context, arguments.timeline, arguments.view);
    };
  });
}

// Which pairs; and which view.
void AddMeasurePairs(CLI::App& command, Arguments& arguments) {
  MeasureArguments& measures = arguments.measures;
  command
      .add_option("--from", measures.from,
                  "Process or organization, by id; processes/- is all")
      ->required();
  command
      .add_option("--to", measures.to,
                  "Authority or jurisdiction, by id; jurisdictions/- or "
                  "authorities/- is all")
      ->required();
  command.add_option("--vector", measures.vectors,
                     "espionage (default), sabotage …");
  command.add_option("--expression", measures.expressions,
                     "Vectors of your own, as path expressions");
  AddDate(command, arguments, true);
  AddView(command, arguments);
}

// The goal, and what may be chosen.
void AddPropose(CLI::App& measures_app, Arguments& arguments) {
  MeasureArguments& measures = arguments.measures;
  CLI::App* command = measures_app.add_subcommand(
      "propose", "The cheapest set of candidate measures that reaches a goal");
  AddMeasurePairs(*command, arguments);
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
      "single-points", "Pairs that are blocked by one measure alone");
  AddMeasurePairs(*points, arguments);
  points->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSinglePoints(context, arguments.measures, arguments.view);
    };
  });
}

void AddCompare(CLI::App& app, Arguments& arguments) {
  CompareArguments& compare = arguments.compare;
  CLI::App* command = app.add_subcommand(
      "compare",
      "Two sides: organizations, days, revisions or source sets; B is as A but "
      "for what is said of it");
  command->add_option("--a", compare.a, "Processes or organizations of side A")
      ->required();
  command->add_option("--b", compare.b, "Those of side B");
  command->add_option("--b-date", compare.b_date, "The day of side B");
  command
      ->add_option("--b-with", compare.b_with,
                   "Source types that count on side B too")
      ->delimiter(',');
  command->add_option("--b-revision", compare.b_revision,
                      "The revision of side B");
  command->add_option("--b-source", compare.b_sources,
                      "Count this source on side B too, by id");
  command->add_option("--b-remove", compare.b_remove,
                      "As if this were not recorded, on side B");
  command->add_option("--b-deny", compare.b_deny,
                      "As if this relation were denied, on side B");
  command->add_flag("--b-inherent", compare.b_inherent,
                    "Side B without measures");
  command->add_flag("--b-stated-only", compare.b_stated_only,
                    "Side B without what was inferred");
  command->add_flag("--b-verified-only", compare.b_verified_only,
                    "Side B without what nobody has checked");
  command->add_flag("--b-no-presumptions", compare.b_no_presumptions,
                    "Side B presumes nothing where nothing is stated");
  command
      ->add_option("--to", compare.to,
                   "Authority or jurisdiction, by id; jurisdictions/- or "
                   "authorities/- is all")
      ->required();
  command->add_option("--vector", compare.vectors,
                      "espionage (default), sabotage …");
  command->add_option("--expression", compare.expressions,
                      "Vectors of your own, as path expressions");
  AddDate(*command, arguments, true);
  AddView(*command, arguments);
  command->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunCompare(context, arguments.compare, arguments.view);
    };
  });
}

void AddVector(CLI::App& app, Arguments& arguments) {
  VectorArguments& vector = arguments.vector;
  CLI::App* command = app.add_subcommand(
      "vector", "A vector of the policy, or one of your own, compiled");
  command->add_option("name", vector.name, "espionage, sabotage …");
  command->add_option("--expression", vector.expression,
                      "A path expression instead");
  command->add_flag("--dot", vector.dot,
                    "Only its automaton, in the language of Graphviz");
  AddRevision(*command, arguments);
  command->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunVector(context, arguments.vector, arguments.view.revision);
    };
  });
}

void AddImport(CLI::App& app, Arguments& arguments) {
  ImportArguments& import = arguments.import;
  CLI::App* command = app.add_subcommand(
      "import",
      "Import YAML and CSV files or folders as one revision, or nothing");
  command->add_option("files", import.paths, "Files or folders")->required();
  command->add_flag("--dry-run", import.dry_run, "Check, write nothing");
  command->add_option("--request-id", import.request_id,
                      "Repeating it under this name writes nothing twice");
  command->add_option("--author", import.author, "Kept with the revision");
  command->add_option("--expected-revision", import.expected_revision,
                      "Only if this is the latest revision");
  command->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunImport(context, arguments.import);
    };
  });
}

void AddGenerate(CLI::App& app, Arguments& arguments) {
  GenerateArguments& generate = arguments.generate;
  CLI::App* command = app.add_subcommand(
      "generate",
      "Make a synthetic supply chain, into CSV files or an empty --store");
  command->add_option("--scale", generate.options.scale,
                      "About so many entities (default 10000)");
  command->add_option("--seed", generate.options.seed,
                      "Another seed makes another one (default 1)");
  command->add_option("--csv", generate.csv,
                      "Write entities, relations and measures.csv into here");
  command->add_option("--data", generate.data,
                      "Folder whose ontology.yaml and policies/ the store gets "
                      "(default: it has them)");
  command->add_flag("--into-facts", generate.into_facts,
                    "Write into a store that has facts");
  for (const ingest::GeneratorFraction& fraction :
       ingest::GeneratorFractions()) {
    command
        ->add_option("--" + std::string(fraction.name),
                     generate.options.*fraction.value,
                     std::string(fraction.text))
        ->check(CLI::Range(0.0, 1.0))
        ->group("How many of them, 0 to 1 (default 0; likelihoods 0.9)");
  }
}

void AddCatalogCommands(CLI::App& app, Arguments& arguments) {
  CLI::App* get = app.add_subcommand("get", "One fact, by id");
  get->add_option("id", arguments.id, "Its id")->required();
  AddRevision(*get, arguments);
  get->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunGet(context, arguments.id, arguments.view.revision);
    };
  });
  CLI::App* search = app.add_subcommand(
      "search", "Find entities by name or alias, typing errors allowed");
  search->add_option("query", arguments.query, "What to look for")->required();
  search->add_option("--kind", arguments.kind, "Only of this kind");
  search->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSearch(context, arguments.query, arguments.kind);
    };
  });
  CLI::App* list = app.add_subcommand("list", "Facts by kind or subject");
  list->add_option("--kind", arguments.kind, "Only of this kind");
  list->add_option("--about", arguments.about, "Only about this id");
  list->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunList(context, arguments.kind, arguments.about);
    };
  });
  CLI::App* ontology =
      app.add_subcommand("ontology", "The vocabulary, and the vectors");
  ontology->callback([&arguments] {
    arguments.run = [](const CommandContext& context) {
      return RunOntology(context);
    };
  });
  CLI::App* export_facts = app.add_subcommand(
      "export", "All facts and documents (-o ndjson for scripts)");
  AddRevision(*export_facts, arguments);
  export_facts->callback([&arguments] {
    arguments.run = [&arguments](const CommandContext& context) {
      return RunExport(context, arguments.view.revision);
    };
  });
}

void AddGlobal(CLI::App& app, Arguments& arguments) {
  app.set_version_flag("--version", kVersion);
  app.add_option("--server", arguments.connection.server,
                 "Ask this server: host:port (or KETENZICHT_SERVER)");
  app.add_option("--store", arguments.connection.store,
                 "Open this store in this process instead (or "
                 "KETENZICHT_STORE)");
  app.add_option("--timeout", arguments.connection.timeout_seconds,
                 "Seconds before a call is given up (default 30)")
      ->check(CLI::Range(1, 600));
  app.add_option("-o,--output", arguments.output,
                 "table, json, ndjson, or csv where a command has it")
      ->check(CLI::IsMember({"table", "json", "ndjson", "csv"}));
  app.add_option("--lang", arguments.language, "nl or en")
      ->check(CLI::IsMember({"nl", "en"}))
      ->envname("KETENZICHT_LANG");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  ketenzicht --store DIR import data\n"
      "  ketenzicht --store DIR why --from organizations/politie "
      "--to jurisdictions/cn --date 2021-11-18\n"
      "  ketenzicht --store DIR case run 2021Z16950 --lang nl\n"
      "Exit codes: 0 fine, 1 failed, 2 usage, 3 not found, 4 exposed, "
      "5 not allowed, 6 unavailable or out of time, 7 invalid input.");
}

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Messages can hold no other text.
bool AreUtf8(int argc, const char* const* argv, std::ostream& error) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (simdjson::validate_utf8(argument.data(), argument.size())) continue;
    error << "ketenzicht: argument " << i << " is not UTF-8\n";
    return false;
  }
  return true;
}

}  // namespace

int RunCli(int argc, const char* const* argv, const Connect& connect,
           bool anywhere, std::ostream& out, std::ostream& error,
           const Generate& generate) {
  Arguments arguments;
  arguments.connection.anywhere = anywhere;
  CLI::App app("Exposure of sensitive processes to foreign state actors.",
               "ketenzicht");
  AddGlobal(app, arguments);
  AddImport(app, arguments);
  AddExposureCommands(app, arguments);
  AddMatrix(app, arguments);
  AddPathList(app, arguments);
  AddTimeline(app, arguments);
  AddMeasures(app, arguments);
  AddCompare(app, arguments);
  AddVector(app, arguments);
  AddCatalogCommands(app, arguments);
  if (generate) AddGenerate(app, arguments);
  if (!AreUtf8(argc, argv, error)) return kExitUsage;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem, out, error) == 0 ? kExitOk : kExitUsage;
  }
  if (arguments.output == "csv" && !arguments.csv) {
    error << "ketenzicht: this command has no csv output\n";
    return kExitUsage;
  }
  Connection& connection = arguments.connection;
  if (generate && app.got_subcommand("generate")) {
    if (arguments.generate.csv.empty() && connection.store.empty()) {
      connection.store = FromEnvironment("KETENZICHT_STORE");
    }
    arguments.generate.store = connection.store;
    return RunGenerate(arguments.generate, generate, out, error);
  }
  // A flag goes before the environment, of either kind.
  if (connection.server.empty() && connection.store.empty()) {
    connection.server = FromEnvironment("KETENZICHT_SERVER");
    connection.store = FromEnvironment("KETENZICHT_STORE");
  }
  if (connection.server.empty() == connection.store.empty() &&
      !connection.anywhere) {
    error << "ketenzicht: give either --server or --store (or "
             "KETENZICHT_SERVER or KETENZICHT_STORE)\n";
    return kExitUsage;
  }
  connection.create = app.got_subcommand("import");
  const std::unique_ptr<Client> client = connect(connection, error);
  if (client == nullptr) return kExitUnavailable;
  const std::map<std::string, Format> formats = {{"table", Format::kTable},
                                                 {"json", Format::kJson},
                                                 {"ndjson", Format::kNdjson},
                                                 {"csv", Format::kCsv}};
  return arguments.run(CommandContext{*client, out, error,
                                      formats.at(arguments.output),
                                      arguments.language == "nl"});
}

}  // namespace ketenzicht::service
