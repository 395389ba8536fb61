// Settings of a test run: seeds, how many cases, whether it is a long one.

#ifndef KETENZICHT_TESTS_SUPPORT_ENVIRONMENT_H_
#define KETENZICHT_TESTS_SUPPORT_ENVIRONMENT_H_

#include <cstdint>

namespace ketenzicht::testing {

// The number in an environment variable; `otherwise` where it is not set.
int64_t FromEnvironment(const char* name, int64_t otherwise);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_ENVIRONMENT_H_
