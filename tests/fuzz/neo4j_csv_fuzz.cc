// Any bytes as neo4j_csv: refused or taken, and taken again without a change.

#include <cstddef>
#include <cstdint>

#include "tests/support/fuzzed_source.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ketenzicht::testing::ImportFuzzed(
      "neo4j-csv", {reinterpret_cast<const char*>(data), size});
  return 0;
}
