// Everything that the command line can say, and the commands that add their own
// to it.

#ifndef KETENZICHT_SERVICE_CLI_ARGUMENTS_H_
#define KETENZICHT_SERVICE_CLI_ARGUMENTS_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "service/cli/cli.h"
#include "service/cli/commands.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ketenzicht::service {

// All arguments, and the command that was chosen.
struct Arguments {
  Connection connection;
  std::string output = "table";
  std::string language = "en";
  ViewArguments view;
  PairArguments pairs;
  ImportArguments import;
  WriteArguments write;
  ExportArguments exports;
  SameArguments same;
  GenerateArguments generate;
  BulkImportArguments bulk_import;
  MatrixArguments matrix;
  PathListArguments list;
  TimelineArguments timeline;
  MeasureArguments measures;
  ScenarioArguments scenario;
  CompareArguments compare;
  AnalysisArguments analysis;
  VectorArguments vector;
  // Outputs that the command has beside table, json and ndjson.
  bool csv = false;
  std::vector<std::string> documents;  // "markdown", "html", "junit"
  std::string subject;
  std::vector<std::string> vectors;
  std::vector<std::string> expressions;
  CaseArguments cases;
  std::string id;
  std::string query;
  std::string kind;
  std::string about;
  std::function<int(const CommandContext&)> run;
  // What is done without any facts, where the command can do something then.
  std::function<int(const LocalContext&)> run_alone;
};

// The scenario in a file, or of a name; a mistake in the arguments where it
// cannot be read.
v1::ScenarioReference ReadReference(const std::string& name);

// What several commands have.
//
// NAME=VALUE, any number of times, into `parameters`; a mistake in the
// arguments where it has no '=', or a name stands twice.
CLI::Option* AddParameters(CLI::App& app, const std::string& option,
                           const std::string& text,
                           std::map<std::string, std::string>& parameters);
// A whole number from 0 to 2^64 - 1; CLI11 by itself takes -1 for the greatest.
std::string SeedProblem(const std::string& text);
void AddRevision(CLI::App& app, Arguments& arguments);
void AddWrite(CLI::App& app, WriteArguments& write);
void AddDate(CLI::App& app, Arguments& arguments, bool needed);
// All of a view but its date.
void AddView(CLI::App& app, Arguments& arguments);
void AddPairs(CLI::App& app, Arguments& arguments);
// Many pairs at once, with date and view.
void AddPairSets(CLI::App& app, PairSets& pairs, Arguments& arguments);

// paths, why, affected, case, matrix, list-paths, timeline, compare, vector.
void AddQuestions(CLI::App& app, Arguments& arguments);
// same candidates, judge, undo, list.
void AddSame(CLI::App& app, Arguments& arguments);
// measures, scenario.
void AddWhatIf(CLI::App& app, Arguments& arguments);
// load-bearing, choke-points, likelihood, contradictions, unknowns, settle.
void AddAnalysis(CLI::App& app, Arguments& arguments);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_ARGUMENTS_H_
