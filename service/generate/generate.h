// Puts a synthetic supply chain where it is wanted: CSV files, or a store.
//
// Both work in pieces, so that memory does not depend on the scale. A store is
// written to directly: through the engine a graph of a million entities would
// be in memory several times over, only to be checked for what the generator
// guarantees.

#ifndef KETENZICHT_SERVICE_GENERATE_GENERATE_H_
#define KETENZICHT_SERVICE_GENERATE_GENERATE_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/generator/options.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

// Facts in one commit: 100 MB or so in memory.
inline constexpr int64_t kFactsPerCommit = 100'000;

// Called after every so many facts, and at the end.
inline constexpr int64_t kFactsPerProgress = 1'000'000;
using GenerateProgress = std::function<void(int64_t facts)>;

// Writes entities.csv, relations.csv and measures.csv (docs/csv.md) into
// `directory`, which is made if it is missing; its parent must exist. Returns
// how many facts they have.
//
// InvalidArgument: the options (CheckOptions). FailedPrecondition: one of the
// files is there already; nothing is touched. Unavailable: a file cannot be
// written; what was written is removed again.
absl::StatusOr<int64_t> GenerateCsv(const ingest::GeneratorOptions& options,
                                    const std::string& directory,
                                    const GenerateProgress& progress);

struct GenerateIntoStore {
  // A folder with ontology.yaml and policies/: they are written too. Empty:
  // the store has both.
  std::string data;
  bool into_facts = false;  // write though the store has facts
};

// Writes the facts into `store`, kFactsPerCommit at a time, and returns how
// many. Every revision is sound by itself. Where it fails half-way, the
// revisions until then stay: an empty store is best removed and made anew.
//
// InvalidArgument: the options; data that cannot be imported; a vocabulary by
// which the facts would not be sound, with the first reason. NotFound: no such
// data. FailedPrecondition: the store has facts, and `into_facts` is not set;
// no ontology or policy. Errors of the store. But for those, nothing is written
// on an error.
absl::StatusOr<int64_t> GenerateStore(const ingest::GeneratorOptions& options,
                                      const GenerateIntoStore& how,
                                      FactStore& store,
                                      const GenerateProgress& progress);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_GENERATE_GENERATE_H_
