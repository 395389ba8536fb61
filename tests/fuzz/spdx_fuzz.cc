// Any bytes as spdx: refused or taken, and taken again without a change.

#include <cstddef>
#include <cstdint>

#include "tests/support/fuzzed_source.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ketenzicht::testing::ImportFuzzed(
      "spdx", {reinterpret_cast<const char*>(data), size});
  return 0;
}
