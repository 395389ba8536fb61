#include <CLI/CLI.hpp>

#include "service/cli/arguments.h"

namespace ketenzicht::service {
namespace {

using Run = int (*)(const CommandContext&, const AnalysisArguments&,
                    const ViewArguments&);

void Ends(CLI::App& command, Arguments& arguments, Run run) {
  command.callback([&arguments, run] {
    arguments.csv = true;
    arguments.run = [&arguments, run](const CommandContext& context) {
      return run(context, arguments.analysis, arguments.view);
    };
  });
}

void AddWeakest(CLI::App& command, AnalysisArguments& analysis) {
  command
      .add_option("--weakest", analysis.weakest,
                  "The worst status of a step that counts (default unknown)")
      ->check(CLI::IsMember({"open", "not_excluded", "unknown", "blocked"}));
}

void AddLoadBearing(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("load-bearing",
                         "On which propositions the answers hang: each is made "
                         "otherwise, and what "
                         "moves is told (-o csv too)");
  AddPairSets(*command, arguments.analysis.pairs, arguments);
  Ends(*command, arguments, RunLoadBearing);
}

void AddChokePoints(CLI::App& app, Arguments& arguments) {
  AnalysisArguments& analysis = arguments.analysis;
  CLI::App* command = app.add_subcommand(
      "choke-points",
      "What all paths pass, and the cheapest cut of all pairs (-o csv too)");
  AddPairSets(*command, analysis.pairs, arguments);
  AddWeakest(*command, analysis);
  command->add_flag("--without-cut", analysis.without_cut,
                    "The choke points alone");
  command
      ->add_option("--cut", analysis.cuttable,
                   "What may be cut, where not both kinds of element")
      ->check(CLI::IsMember({"entities", "relations"}));
  command->add_option("--keep", analysis.keep,
                      "May not be cut: an entity or relation, by id");
  command->add_option("--keep-kind", analysis.keep_kinds,
                      "May not be cut: entities or relations of this kind");
  command->add_option("--weight", analysis.weights,
                      "What it weighs to do without it: ID=WEIGHT");
  command->add_option("--default-weight", analysis.default_weight,
                      "What the others weigh (default 1)");
  Ends(*command, arguments, RunChokePoints);
}

void AddLikelihood(CLI::App& app, Arguments& arguments) {
  AnalysisArguments& analysis = arguments.analysis;
  CLI::App* command = app.add_subcommand(
      "likelihood",
      "How likely it is that at least one path is open (-o csv too)");
  AddPairSets(*command, analysis.pairs, arguments);
  AddWeakest(*command, analysis);
  command->add_option("--exact-path-sets", analysis.exact_path_sets,
                      "Exact up to so many minimal path sets (default 10000); "
                      "0: sample");
  command->add_option("--samples", analysis.samples,
                      "Worlds to draw where it is not exact (default 10000)");
  command->add_option("--seed", analysis.seed, "Of the draws (default 1)");
  command->add_option("--confidence", analysis.confidence,
                      "Of the intervals (default 0.95)");
  Ends(*command, arguments, RunLikelihood);
}

}  // namespace

void AddAnalysis(CLI::App& app, Arguments& arguments) {
  AddLoadBearing(app, arguments);
  AddChokePoints(app, arguments);
  AddLikelihood(app, arguments);
}

}  // namespace ketenzicht::service
