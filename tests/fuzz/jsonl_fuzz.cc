// Any bytes as JSON Lines facts.

#include <cstddef>
#include <cstdint>

#include "tests/support/fuzzed_facts.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ketenzicht::testing::ReadFuzzedJsonLines(
      {reinterpret_cast<const char*>(data), size});
  return 0;
}
