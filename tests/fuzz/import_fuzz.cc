// Any bytes as a file: an import refuses or accepts them, and never crashes.
// What it accepts, it accepts again, and it then changes nothing.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/importer.h"
#include "tests/support/case_data.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using ketenzicht::ingest::Import;
  using ketenzicht::ingest::ImportOutcome;
  const std::string content(reinterpret_cast<const char*>(data), size);
  const ImportOutcome first =
      Import(ketenzicht::testing::CaseState(), {{"fuzz.yaml", content}});
  if (!first.problems.empty()) return 0;
  const ImportOutcome second = Import(first.next, {{"fuzz.yaml", content}});
  if (!second.problems.empty() || !second.changes_nothing()) std::abort();
  return 0;
}
