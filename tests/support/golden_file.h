// Expected texts that are kept in files of tests/golden.

#ifndef KETENZICHT_TESTS_SUPPORT_GOLDEN_FILE_H_
#define KETENZICHT_TESTS_SUPPORT_GOLDEN_FILE_H_

#include <string>

namespace ketenzicht::testing {

// Fails the test unless tests/golden/`name` holds `text`, byte for byte. With
// KETENZICHT_UPDATE_GOLDEN=1 it writes the file anew instead.
void ExpectGolden(const std::string& name, const std::string& text);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_GOLDEN_FILE_H_
