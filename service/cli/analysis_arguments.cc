#include <CLI/CLI.hpp>

#include <string>
#include <vector>

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

void AddWeakest(CLI::App& command, AnalysisArguments& analysis,
                const std::vector<std::string>& statuses) {
  command
      .add_option("--weakest", analysis.weakest,
                  "The worst status of a step that counts (default unknown)")
      ->check(CLI::IsMember(statuses));
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
  AddWeakest(*command, analysis,
             {"open", "not_excluded", "unknown", "blocked"});
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
  // A path that is blocked is not open: it has no likelihood.
  AddWeakest(*command, analysis, {"open", "not_excluded", "unknown"});
  command->add_option("--exact-path-sets", analysis.exact_path_sets,
                      "Exact up to so many minimal path sets (default 10000); "
                      "0: sample");
  command
      ->add_option("--samples", analysis.samples,
                   "Worlds to draw where it is not exact (default 10000)")
      ->check(CLI::PositiveNumber);
  command->add_option("--seed", analysis.seed, "Of the draws (default 1)")
      ->check(SeedProblem);
  command
      ->add_option("--confidence", analysis.confidence,
                   "Of the intervals (default 0.95)")
      ->check(CLI::PositiveNumber);
  Ends(*command, arguments, RunLikelihood);
}

void AddContradictions(CLI::App& app, Arguments& arguments) {
  AnalysisArguments& analysis = arguments.analysis;
  CLI::App* command =
      app.add_subcommand("contradictions",
                         "What the record says that cannot both hold, and who "
                         "judges otherwise; nothing is resolved (-o csv too)");
  command->add_option("--about", analysis.about,
                      "Only what concerns this, by id: its parts, decisions, "
                      "uses and information too");
  command->add_flag("--across-sources", analysis.across_sources,
                    "Compare what only other sources say too");
  command
      ->add_option("--most", analysis.most,
                   "Tell at most so many (default 1000)")
      ->check(CLI::PositiveNumber);
  AddDate(*command, arguments, true);
  AddView(*command, arguments);
  Ends(*command, arguments, RunContradictions);
}

void AddUnknowns(CLI::App& app, Arguments& arguments) {
  AnalysisArguments& analysis = arguments.analysis;
  CLI::App* command = app.add_subcommand(
      "unknowns",
      "What sources say is not known, and what is presumed since nobody "
      "recorded it (-o csv too)");
  command->add_option("--about", analysis.about,
                      "Only what concerns this, by id: its parts, decisions, "
                      "uses and information too");
  command->add_option("--said-by", analysis.said_by,
                      "Only what this source says, by id");
  command->add_option("--kind", analysis.kinds, "Only of this kind of unknown")
      ->check(
          CLI::IsMember({"unknown_to_speaker", "not_answered", "not_stated",
                         "no_indications", "not_public", "not_establishable"}));
  command->add_flag("--only-counting", analysis.only_counting,
                    "Only what counts in the view");
  command
      ->add_option("--most", analysis.most,
                   "Tell at most so many (default 1000)")
      ->check(CLI::PositiveNumber);
  AddDate(*command, arguments, true);
  AddView(*command, arguments);
  Ends(*command, arguments, RunUnknowns);
}

void AddSettle(CLI::App& app, Arguments& arguments) {
  AnalysisArguments& analysis = arguments.analysis;
  CLI::App* command = app.add_subcommand(
      "settle",
      "What would have to be known to settle some tens of pairs (-o csv too)");
  AddPairSets(*command, analysis.pairs, arguments);
  command->add_option("--cost", analysis.costs,
                      "What it costs to answer a question: ID=N");
  command->add_option("--default-cost", analysis.default_cost,
                      "What the others cost (default 1)");
  command->add_option("--sets", analysis.sets,
                      "Sets of findings in each direction (default 5)");
  command->add_option("--views", analysis.views,
                      "Budget: sets to look at for a pair (default 2000)");
  Ends(*command, arguments, RunSettle);
}

}  // namespace

void AddAnalysis(CLI::App& app, Arguments& arguments) {
  AddLoadBearing(app, arguments);
  AddChokePoints(app, arguments);
  AddLikelihood(app, arguments);
  AddContradictions(app, arguments);
  AddUnknowns(app, arguments);
  AddSettle(app, arguments);
}

}  // namespace ketenzicht::service
