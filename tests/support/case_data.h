// The shipped data, imported once, for tests on the real case.

#ifndef KETENZICHT_TESTS_SUPPORT_CASE_DATA_H_
#define KETENZICHT_TESTS_SUPPORT_CASE_DATA_H_

#include <string>
#include <vector>

#include "graph/exposure.h"
#include "ingest/importer.h"

namespace ketenzicht::testing {

// Every .yaml file below `folder` (relative to the root of the repository),
// sorted by name.
std::vector<ingest::InputFile> ReadFolder(const std::string& folder);

// data/, imported. Ends the test program, saying why, where that fails.
const ingest::State& CaseState();

// What imports need of data/, its mappings too, and no facts: imports over
// those take time.
const ingest::State& VocabularyState();

// Options of the policy as of `date`; `with` are extra source types.
graph::ViewOptions CaseOptions(const std::string& date,
                               const std::vector<std::string>& with = {});

// The answer on one pair over CaseState(). Ids without their collection:
// "politie-forensic", "cn".
struct CasePair {
  graph::Views views;
  graph::PairAnswer answer;

  std::string status() const;    // "not_excluded"
  std::string inherent() const;  // the same without measures
  std::string tier() const;      // "T0", "T0–T3", "n/a"
  std::string inherent_tier() const;
};
CasePair AskCase(const std::string& process, const std::string& jurisdiction,
                 const graph::ViewOptions& options,
                 const std::string& vector = "espionage");

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_CASE_DATA_H_
