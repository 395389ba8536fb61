// Any bytes as CSV facts.

#include <cstddef>
#include <cstdint>

#include "tests/support/fuzzed_facts.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ketenzicht::testing::ReadFuzzedCsv(
      {reinterpret_cast<const char*>(data), size});
  return 0;
}
