#include "tests/support/environment.h"

#include <cstdlib>

namespace ketenzicht::testing {

int64_t FromEnvironment(const char* name, int64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoll(value);
}

}  // namespace ketenzicht::testing
