// From files to a checked state: what `ketenzicht import` does before anything
// is written.
//
//   ImportOutcome outcome = Import(state, files);
//   if (!outcome.problems.empty()) … show them all; nothing has changed
//   … write outcome.changed and outcome.documents, then use outcome.next

#ifndef KETENZICHT_INGEST_IMPORTER_H_
#define KETENZICHT_INGEST_IMPORTER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/case.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/packed_facts.h"
#include "graph/policy.h"
#include "graph/snapshot.h"
#include "ingest/problem.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

struct InputFile {
  // As the user named it; stands in problems. A name that ends in .csv or .tsv
  // is read as CSV (docs/csv.md), one in .jsonl or .ndjson as JSON Lines
  // (docs/jsonl.md), any other as YAML (docs/facts.md); the ending of a packed
  // file behind it does not count.
  std::string name;
  std::string content;
};

// All there is at one revision. Ontology, policy and cases are kept as the text
// they were written in, under "ontology", "policy" and the id of the case.
struct State {
  int64_t revision = 0;
  std::map<std::string, std::string> documents;
  std::shared_ptr<const graph::Ontology> ontology;  // null: none yet
  std::shared_ptr<const graph::Policy> policy;      // null: none yet
  std::vector<graph::CaseDefinition> cases;         // sorted by id
  // Null where there is no ontology or policy yet.
  std::shared_ptr<const graph::Snapshot> snapshot;
};

struct ImportCounts {
  int files = 0;
  int read = 0;  // facts in the files
  int created = 0;
  int changed = 0;
  int unchanged = 0;
};

struct ImportOutcome {
  std::vector<Problem> problems;  // sorted by file and line
  // Only without problems:
  State next;
  std::vector<graph::Fact> written;              // created or changed
  std::map<std::string, std::string> documents;  // created or changed
  ImportCounts counts;

  bool changes_nothing() const { return written.empty() && documents.empty(); }
};

// What is in `files`, laid over `current` and checked as a whole. Facts and
// documents replace those of the same id. The order of files does not matter.
// All problems of all files are returned at once; `current` is not touched.
// `next` has the revision after that of `current`, or the same where nothing
// changes.
ImportOutcome Import(const State& current, const std::vector<InputFile>& files);

// The same for facts that were not read from files: puts and retracts facts.
// A problem's file is then empty, and its reason starts with the fact's id.
ImportOutcome ApplyFacts(const State& current, std::vector<graph::Fact> facts,
                         const std::vector<std::string>& retracted);

// The same of facts to put only, for as long as somebody wants it: the status
// of `steps` where these end it.
absl::StatusOr<ImportOutcome> ApplyWantedFacts(const State& current,
                                               std::vector<graph::Fact> facts,
                                               WantedSteps& steps);

// The state that stored facts and documents make. There are no problems for
// what an import wrote: facts were checked then, and are not checked again, but
// for what it takes to put them together. `facts` is let go of as soon as it
// can be. Linear in the facts.
ImportOutcome Restore(int64_t revision,
                      std::unique_ptr<const graph::PackedFacts> facts,
                      const std::map<std::string, std::string>& documents);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_IMPORTER_H_
