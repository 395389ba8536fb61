// Any bytes as facts in our own formats.

#ifndef KETENZICHT_TESTS_SUPPORT_FUZZED_FACTS_H_
#define KETENZICHT_TESTS_SUPPORT_FUZZED_FACTS_H_

#include "absl/strings/string_view.h"

namespace ketenzicht::testing {

// As CSV, by the reader of many facts and by that of single ones: both have the
// same problems, or the same facts. Ends the program where that is not so.
void ReadFuzzedCsv(absl::string_view bytes);

// As JSON Lines: facts that are read are written and read again, and are the
// same. Ends the program where that is not so.
void ReadFuzzedJsonLines(absl::string_view bytes);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_FUZZED_FACTS_H_
