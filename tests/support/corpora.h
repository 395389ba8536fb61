// Real files of outside formats that are not part of this project: their
// licences differ. What is asked of them is skipped where they are not there.

#ifndef KETENZICHT_TESTS_SUPPORT_CORPORA_H_
#define KETENZICHT_TESTS_SUPPORT_CORPORA_H_

#include <filesystem>
#include <optional>
#include <string>

namespace ketenzicht::testing {

// A folder of the corpora, such as "hostile/JSONTestSuite"; nothing where there
// are none. They are looked for in KETENZICHT_CORPORA, else in
// ../shared/corpora beside the checkout. A folder that is missing is a failure
// of the test where KETENZICHT_CORPORA is set, or KETENZICHT_CORPORA_REQUIRED
// is 1.
std::optional<std::filesystem::path> CorpusFolder(const std::string& name);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_CORPORA_H_
