// Any bytes as CSV: an import refuses or accepts them, and never crashes. What
// it accepts is the same again after it was written as CSV.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/csv_fact_writer.h"
#include "ingest/importer.h"
#include "tests/support/case_data.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace ingest = ketenzicht::ingest;
  const std::string content(reinterpret_cast<const char*>(data), size);
  const ingest::ImportOutcome first =
      ingest::Import(ketenzicht::testing::CaseState(), {{"fuzz.csv", content}});
  if (!first.problems.empty()) return 0;
  for (const ketenzicht::graph::Fact& fact : first.written) {
    std::string text = ingest::CsvHeader(ingest::CsvTableOf(fact));
    if (!ingest::AppendCsvRow(fact, text).ok()) std::abort();
    const ingest::ImportOutcome second =
        ingest::Import(first.next, {{"fuzz.csv", text}});
    if (!second.problems.empty() || !second.changes_nothing()) std::abort();
  }
  return 0;
}
