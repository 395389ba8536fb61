// Any bytes as a source of an outside format.

#ifndef KETENZICHT_TESTS_SUPPORT_FUZZED_SOURCE_H_
#define KETENZICHT_TESTS_SUPPORT_FUZZED_SOURCE_H_

#include "absl/strings/string_view.h"

namespace ketenzicht::testing {

// Imports them over the vocabulary and mappings of data/. They are refused with
// a reason or taken; what was taken is taken again and then changes nothing.
// Ends the program where that is not so.
void ImportFuzzed(absl::string_view format, absl::string_view bytes);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_FUZZED_SOURCE_H_
