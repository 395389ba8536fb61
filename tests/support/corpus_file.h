// Texts of the corpora, unpacked where they are packed.

#ifndef KETENZICHT_TESTS_SUPPORT_CORPUS_FILE_H_
#define KETENZICHT_TESTS_SUPPORT_CORPUS_FILE_H_

#include <filesystem>
#include <string>
#include <vector>

namespace ketenzicht::testing {

// All files below a folder, sorted.
std::vector<std::filesystem::path> FilesBelow(
    const std::filesystem::path& folder);

// A failure of the test where it cannot be read.
std::string CorpusText(const std::filesystem::path& file);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_CORPUS_FILE_H_
