#include <CLI/CLI.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/cli/arguments.h"

namespace ketenzicht::service {
namespace {

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
                         "listing or programme reaches (-o csv too)");
  affected->add_option("subject", arguments.subject, "Its id")->required();
  affected->add_option("--vector", arguments.vectors,
                       "Only these vectors (default: all)");
  affected->add_option("--expression", arguments.expressions,
                       "Vectors of your own, as path expressions");
  AddDate(*affected, arguments, true);
  AddView(*affected, arguments);
  affected->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunAffected(context, arguments.subject, arguments.vectors,
                         arguments.expressions, arguments.view);
    };
  });
  CLI::App* cases = app.add_subcommand("case", "Cases: questions and answers");
  cases->require_subcommand(1);
  CLI::App* run = cases->add_subcommand(
      "run",
      "Answer the questions of a case (-o markdown, -o html: as a "
      "document to send on)");
  CaseArguments& asked = arguments.cases;
  CLI::Option* id = run->add_option("id", asked.id, "The case: 2021Z16950");
  CLI::Option* all = run->add_flag("--all")->description("Every case");
  all->excludes(id);
  run->add_option("--question", asked.numbers, "Only these questions")
      ->excludes(all);
  run->add_option("--out", asked.folder,
                  "Write a document for each case and language into this "
                  "folder (-o markdown, -o html)");
  AddDate(*run, arguments, false);
  AddView(*run, arguments);
  run->callback([&arguments, id, all] {
    if (id->count() + all->count() != 1) {
      throw CLI::RequiredError("either a case or --all");
    }
    arguments.documents = {"markdown", "html"};
    arguments.run = [&arguments](const CommandContext& context) {
      return RunCase(context, arguments.cases, arguments.view);
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
      ->add_option(
          "--detail", matrix.detail,
          "best: status and likelihood, fast; paths: with interval; "
          "tiers: all (default), three searches for each cell: of many "
          "give a --timeout. What is behind a cell: why --from ROW "
          "--to COLUMN")
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

// Empty where it is one; else what is wrong.
std::string IsAttribute(const std::string& text) {
  const size_t equals = text.find('=');
  return equals == 0 || equals == std::string::npos
             ? absl::StrCat("'", text, "' is no name=value")
             : "";
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
      ->check(IsAttribute)
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
      ->check(IsAttribute)
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
  CLI::Option* per_pair =
      command
          ->add_option("-k,--per-pair", list.per_pair,
                       "The best so many of each pair (default 3)")
          ->check(CLI::PositiveNumber);
  command
      ->add_option("--overall", list.overall,
                   "Instead, the best so many of all pairs together")
      ->check(CLI::PositiveNumber)
      ->excludes(per_pair);
  command
      ->add_option("--weakest", list.weakest,
                   "Only this status or a more exposed one")
      ->check(CLI::IsMember({"open", "not_excluded", "unknown", "blocked"}));
  command->add_option("--min-likelihood", list.min_likelihood,
                      "Only what is at least so likely, 0 to 1, by its best "
                      "estimates; a step without one counts as certain");
  command
      ->add_option("--max-length", list.max_length,
                   "Only paths of at most so many steps")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--max-paths", list.max_paths,
                   "Budget: paths in all (default 10000)")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--max-expansions", list.max_expansions,
                   "Budget: partial paths in all (default 50 million)")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--max-milliseconds", list.max_milliseconds,
                   "Budget: time (default: until --timeout)")
      ->check(CLI::PositiveNumber);
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
  command->add_option("--since", timeline.since,
                      "It starts as of this day, without what moved on it: a "
                      "timeline looks at 2000 days at most, the earliest "
                      "first");
  command->add_option("--until", timeline.until, "Only until this day");
  AddView(*command, arguments);
  command->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunTimeline(context, arguments.timeline, arguments.view);
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
  command->add_option_function<std::string>(
      "--b-scenario",
      [&compare](const std::string& name) {
        compare.b_scenario = ReadReference(name);
      },
      "Side B under this scenario: a file, or a stored one");
  AddParameters(*command, "--b-parameter",
                "NAME=VALUE, of the scenario of side B; without one, side B in "
                "another variant of the scenario of side A",
                compare.b_parameters);
  command->add_option("--b-source", compare.b_sources,
                      "Count this source on side B too, by id");
  command->add_option("--b-remove", compare.b_remove,
                      "As if this were not recorded, on side B");
  command->add_option("--b-deny", compare.b_deny,
                      "As if this relation or measure were denied, on side B");
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

}  // namespace

void AddQuestions(CLI::App& app, Arguments& arguments) {
  AddExposureCommands(app, arguments);
  AddMatrix(app, arguments);
  AddPathList(app, arguments);
  AddTimeline(app, arguments);
  AddCompare(app, arguments);
  AddVector(app, arguments);
}

}  // namespace ketenzicht::service
