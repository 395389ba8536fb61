#include <CLI/CLI.hpp>
#include <string>

#include "service/cli/arguments.h"

namespace ketenzicht::service {
namespace {

void AddCandidates(CLI::App& same, Arguments& arguments) {
  CLI::App* command = same.add_subcommand(
      "candidates",
      "Things that may be the same by their names, best first; nothing is "
      "merged (docs/resolution.md)");
  SameArguments& asked = arguments.same;
  command->add_option("--kind", asked.kind, "Only with one of this kind");
  command->add_option("--source", asked.source,
                      "Only with one of this source, such as sources/gemma");
  command->add_option("--id", asked.id, "Only with this one");
  command
      ->add_option("--min-score", asked.min_score,
                   "How alike their names are at least, 0.3 to 1 (default 0.5)")
      ->check(CLI::Range(0.3, 1.0));
  command
      ->add_option("--per-entity", asked.per_entity,
                   "At most so many of one entity (default 20)")
      ->check(CLI::Range(1, 1000));
  command
      ->add_option("--max", asked.most, "At most so many in all (default 1000)")
      ->check(CLI::Range(1, 100000));
  AddRevision(*command, arguments);
  command->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSameCandidates(context, arguments.same,
                               arguments.view.revision);
    };
  });
}

void AddTwo(CLI::App& command, SameArguments& asked) {
  command.add_option("entity", asked.entity, "Id of what was imported")
      ->required();
  command.add_option("same-as", asked.same_as, "Id of what it is, or is not")
      ->required();
}

void AddJudgements(CLI::App& same, Arguments& arguments) {
  CLI::App* judge = same.add_subcommand(
      "judge", "Judge that one thing is another; needs --author");
  AddTwo(*judge, arguments.same);
  judge->add_flag("--different", arguments.same.different, "That it is not");
  judge->add_option("--reason", arguments.same.reason,
                    "Why; kept with the judgement");
  AddWrite(*judge, arguments.write);
  judge->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSameJudge(context, arguments.same, arguments.write);
    };
  });
  CLI::App* undo = same.add_subcommand(
      "undo", "Undo what was judged of two things; needs --author");
  AddTwo(*undo, arguments.same);
  AddWrite(*undo, arguments.write);
  undo->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSameUndo(context, arguments.same, arguments.write);
    };
  });
}

}  // namespace

void AddSame(CLI::App& app, Arguments& arguments) {
  CLI::App* same = app.add_subcommand(
      "same", "Which imported things are one: candidates and judgements");
  same->require_subcommand(1);
  AddCandidates(*same, arguments);
  AddJudgements(*same, arguments);
  CLI::App* list = same->add_subcommand("list", "What was judged");
  AddRevision(*list, arguments);
  list->callback([&arguments] {
    arguments.csv = true;
    arguments.run = [&arguments](const CommandContext& context) {
      return RunSameList(context, arguments.view.revision);
    };
  });
}

}  // namespace ketenzicht::service
