#include "tests/support/corpus_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "ingest/byte_source.h"
#include "ingest/unpack.h"

namespace ketenzicht::testing {

std::vector<std::filesystem::path> FilesBelow(
    const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string CorpusText(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string packed{std::istreambuf_iterator<char>(stream), {}};
  if (!ingest::IsPacked(packed)) return packed;
  ingest::TextSource bytes(packed);
  const auto unpacked = ingest::Unpack(bytes);
  std::string text;
  char buffer[1 << 16];
  while (true) {
    const absl::StatusOr<size_t> count = unpacked->Read(buffer, sizeof buffer);
    if (!count.ok()) {
      ADD_FAILURE() << file << ": " << count.status();
      return text;
    }
    if (*count == 0) return text;
    text.append(buffer, *count);
  }
}

}  // namespace ketenzicht::testing
