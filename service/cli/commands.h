// The commands, each from its arguments to its output.

#ifndef KETENZICHT_SERVICE_CLI_COMMANDS_H_
#define KETENZICHT_SERVICE_CLI_COMMANDS_H_

#include <chrono>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "service/cli/call_error.h"
#include "service/cli/cli.h"
#include "service/cli/output.h"
#include "service/cli/pair_sets.h"
#include "service/client/client.h"

namespace ketenzicht::service {

// What all commands share.
struct CommandContext {
  Client& client;
  std::ostream& out;
  std::ostream& error;
  Format format = Format::kTable;
  bool dutch = false;
};

// What a command has that asks no service.
struct LocalContext {
  std::ostream& out;
  std::ostream& error;
  Format format = Format::kTable;
  bool dutch = false;
};

struct ViewArguments {
  std::string date;
  bool inherent = false;
  bool stated_only = false;
  bool verified_only = false;
  bool no_presumptions = false;
  std::vector<std::string> with;     // extra source types
  std::vector<std::string> sources;  // ids
  std::vector<std::string> remove;
  std::vector<std::string> deny;
  std::vector<std::string> take;
  std::vector<std::string> lift;
  std::vector<std::string> factors;
  int64_t revision = 0;
  v1::ScenarioReference scenario;  // that it is asked under; may be empty
  std::map<std::string, std::string> parameters;  // of the scenario
};

struct PairArguments {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::string vector;
  std::string expression;  // instead of a vector
  int max_paths = 0;
  int64_t max_expansions = 0;
  bool fail_on_exposure = false;
  bool summary = false;  // the table alone
};

// How a command writes.
struct WriteArguments {
  bool wanted = false;  // a command that writes
  bool dry_run = false;
  std::string request_id;
  std::string author;
  int64_t expected_revision = -1;  // -1: whatever it is
};

// What an import is told beside its files.
struct ImportArguments {
  std::vector<std::string> paths;
  std::string format;
  std::string mapping;  // a file
  std::string source;   // id
  std::string dangling = "placeholder";
  int chunk = 0;  // facts of a revision; 0: all

  // Of a source of an outside format, whatever its files are called.
  bool of_source() const {
    return !format.empty() || !mapping.empty() || !source.empty();
  }
};

// Of same candidates, judge and undo; each knows some of it.
struct SameArguments {
  std::string kind;
  std::string source;  // id
  std::string id;
  double min_score = 0;  // 0: as the service has it
  int per_entity = 0;
  int most = 0;
  std::string entity;  // ids, of a judgement
  std::string same_as;
  bool different = false;
  std::string reason;
};

struct MatrixArguments {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::string vector;
  std::string expression;
  std::string detail = "tiers";
  bool by_organization = false;
};

struct PathListArguments {
  std::vector<std::string> from;
  std::vector<std::string> organizations;
  std::vector<std::string> from_kinds;
  std::vector<std::string> from_attributes;  // "name=value"
  std::vector<std::string> touches;
  std::vector<std::string> to;
  std::vector<std::string> jurisdictions;
  std::vector<std::string> to_kinds;
  std::vector<std::string> to_attributes;
  std::string vector;
  std::string expression;
  int per_pair = 0;
  int overall = 0;
  std::string weakest;
  double min_likelihood = 0;
  int max_length = 0;
  int64_t max_paths = 0;
  int64_t max_expansions = 0;
  int64_t max_milliseconds = 0;
  bool full = false;
  std::string cursor;
};

struct CaseArguments {
  std::string id;  // empty: all
  std::vector<int> numbers;
  std::string folder;  // where documents are written; empty: to the output
};

struct TimelineArguments {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::vector<std::string> vectors;
  std::vector<std::string> expressions;
  std::string since;
  std::string until;
};

// Of both commands on measures; those on single points know no goal.
struct MeasureArguments {
  PairSets pairs;
  std::string status;  // of the goal, one of three
  std::string tier;
  std::string likelihood;
  std::vector<std::string> candidates;
  std::vector<std::string> mandatory;
  std::vector<std::string> excluded;
  std::optional<double> assumed_cost;
  std::optional<double> assumed_burden;
  std::vector<int64_t> weights;  // none, or of cost and burden
  bool plan_only = false;
};

// Of load-bearing, choke-points, likelihood, contradictions, unknowns and
// settle; each knows some of it.
struct AnalysisArguments {
  PairSets pairs;       // contradictions, unknowns: none
  std::string weakest;  // a status
  bool without_cut = false;
  std::string cuttable;           // entities or relations; empty: both
  std::vector<std::string> keep;  // ids that may not be cut
  std::vector<std::string> keep_kinds;
  std::vector<std::string> weights;  // "id=weight"
  std::optional<int64_t> default_weight;
  std::optional<int64_t> exact_path_sets;
  int64_t samples = 0;
  std::optional<uint64_t> seed;
  double confidence = 0;
  std::vector<std::string> about;  // ids
  bool across_sources = false;
  int most = 0;                      // told
  std::vector<std::string> said_by;  // ids of sources
  std::vector<std::string> kinds;    // of unknowns, by name
  bool only_counting = false;
  std::vector<std::string> costs;  // "id=cost"
  std::optional<int64_t> default_cost;
  std::optional<int> sets;
  std::optional<int> views;
};

struct CompareArguments {
  std::vector<std::string> a;
  std::vector<std::string> b;  // empty: as a
  std::string b_date;
  std::vector<std::string> b_with;
  std::vector<std::string> b_sources;
  std::vector<std::string> b_remove;
  std::vector<std::string> b_deny;
  bool b_inherent = false;
  bool b_stated_only = false;
  bool b_verified_only = false;
  bool b_no_presumptions = false;
  int64_t b_revision = 0;
  v1::ScenarioReference b_scenario;
  // Of the scenario of side B, or else over those of side A.
  std::map<std::string, std::string> b_parameters;
  std::vector<std::string> to;
  std::vector<std::string> vectors;
  std::vector<std::string> expressions;
};

struct VectorArguments {
  std::string name;
  std::string expression;
  bool dot = false;  // the drawing alone
};

struct ScenarioArguments {
  std::vector<std::string> names;  // files, or stored ones
  std::vector<std::string> data;   // files and folders of facts to ask, instead
  std::string id;                  // get, delete: of a stored one
  std::string junit;               // a file
  bool update = false;             // expected results are written anew
  std::map<std::string, std::string> parameters;  // which variants
  int64_t first = 0;                              // of these, from this one on
};

// What the arguments ask of a view.
v1::ViewOptions OptionsOf(const ViewArguments& view);
v1::Revision RevisionOf(const ViewArguments& view);
v1::WriteOptions OptionsOf(const WriteArguments& write);
// An answer whose sentences have what it holds for: as text, CSV or JSON, or
// why there is none. Of CSV that is not complete, that it is not.
template <typename Response>
int WriteAnswer(const CommandContext& context, const CallResult& result,
                const Response& response, std::string (*csv)(const Response&)) {
  if (!result.ok()) return ReportFailure(result, context.error);
  if (context.format == Format::kCsv) {
    context.out << csv(response);
    if (!response.completeness().complete()) {
      context.error << "ketenzicht: not complete ("
                    << response.completeness().limit() << ")\n";
    }
  } else if (context.format == Format::kTable) {
    context.out << In(response.text(), context.dutch);
  } else {
    JsonWriter(context.out, context.format, false).Write(response);
  }
  return kExitOk;
}
// What stands below every answer in text.
void WriteContext(const CommandContext& context,
                  const v1::AnswerContext& answer);

// Needs no connection.
int RunGenerate(const GenerateArguments& arguments, const Generate& generate,
                std::ostream& out, std::ostream& error);

// Likewise.
int RunBulkImport(const BulkImportArguments& arguments,
                  const BulkImporter& import, Format format, bool dutch,
                  std::ostream& out, std::ostream& error);

// Files, or folders with YAML and CSV.
// Our own files together, as one revision; then each source as one.
int RunImport(const CommandContext& context, const ImportArguments& import,
              const WriteArguments& write);
int RunSameCandidates(const CommandContext& context, const SameArguments& same,
                      int64_t revision);
// What is judged, or that it no longer is.
int RunSameJudge(const CommandContext& context, const SameArguments& same,
                 const WriteArguments& write);
int RunSameUndo(const CommandContext& context, const SameArguments& same,
                const WriteArguments& write);
// All facts of kind same_as.
int RunSameList(const CommandContext& context, int64_t revision);
int RunPaths(const CommandContext& context, const PairArguments& pairs,
             const ViewArguments& view);
int RunWhy(const CommandContext& context, const PairArguments& pairs,
           const ViewArguments& view);
int RunAffected(const CommandContext& context, const std::string& subject,
                const std::vector<std::string>& vectors,
                const std::vector<std::string>& expressions,
                const ViewArguments& view);
int RunCase(const CommandContext& context, const CaseArguments& cases,
            const ViewArguments& view);
int RunMatrix(const CommandContext& context, const MatrixArguments& matrix,
              const ViewArguments& view);
int RunPathList(const CommandContext& context, const PathListArguments& list,
                const ViewArguments& view);
int RunTimeline(const CommandContext& context,
                const TimelineArguments& timeline, const ViewArguments& view);
int RunPropose(const CommandContext& context, const MeasureArguments& measures,
               const ViewArguments& view);
int RunSinglePoints(const CommandContext& context,
                    const MeasureArguments& measures,
                    const ViewArguments& view);
int RunLoadBearing(const CommandContext& context,
                   const AnalysisArguments& analysis,
                   const ViewArguments& view);
int RunChokePoints(const CommandContext& context,
                   const AnalysisArguments& analysis,
                   const ViewArguments& view);
int RunLikelihood(const CommandContext& context,
                  const AnalysisArguments& analysis, const ViewArguments& view);
int RunContradictions(const CommandContext& context,
                      const AnalysisArguments& analysis,
                      const ViewArguments& view);
int RunUnknowns(const CommandContext& context,
                const AnalysisArguments& analysis, const ViewArguments& view);
int RunSettle(const CommandContext& context, const AnalysisArguments& analysis,
              const ViewArguments& view);
int RunCompare(const CommandContext& context, const CompareArguments& compare,
               const ViewArguments& view);
int RunScenario(const CommandContext& context,
                const ScenarioArguments& scenario, const ViewArguments& view);
int RunScenarioDiff(const CommandContext& context,
                    const ScenarioArguments& scenario,
                    const ViewArguments& view);
int RunScenarioValidate(const CommandContext& context,
                        const ScenarioArguments& scenario,
                        const ViewArguments& view);
// Of files, without facts: their structure alone, and says so. In so much time
// for all of them; kExitUnavailable where that is over.
int RunScenarioStructure(const LocalContext& context,
                         const ScenarioArguments& scenario,
                         std::chrono::seconds time);
int RunScenarioSchema(const LocalContext& context);
int RunScenarioList(const CommandContext& context, int64_t revision);
int RunScenarioGet(const CommandContext& context,
                   const ScenarioArguments& scenario, int64_t revision);
int RunScenarioCreate(const CommandContext& context,
                      const ScenarioArguments& scenario,
                      const WriteArguments& write);
int RunScenarioUpdate(const CommandContext& context,
                      const ScenarioArguments& scenario,
                      const WriteArguments& write);
int RunScenarioDelete(const CommandContext& context,
                      const ScenarioArguments& scenario,
                      const WriteArguments& write);
int RunVector(const CommandContext& context, const VectorArguments& vector,
              int64_t revision);
int RunGet(const CommandContext& context, const std::string& id,
           int64_t revision);
int RunSearch(const CommandContext& context, const std::string& query,
              const std::string& kind);
int RunList(const CommandContext& context, const std::string& kind,
            const std::string& about);
int RunOntology(const CommandContext& context);

struct ExportArguments {
  std::string format;  // empty: as the output is
  std::string folder;  // for a format of several files
};
// The names that a format may have.
std::vector<std::string> ExportFormatNames();
int RunExport(const CommandContext& context, int64_t revision,
              const ExportArguments& arguments);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_COMMANDS_H_
