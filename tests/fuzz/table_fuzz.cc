// Any bytes as table: refused or taken, and taken again without a change.

#include <cstddef>
#include <cstdint>

#include "tests/support/fuzzed_source.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ketenzicht::testing::ImportFuzzed(
      "fcc-covered-list", {reinterpret_cast<const char*>(data), size});
  return 0;
}
