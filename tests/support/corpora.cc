#include "tests/support/corpora.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace ketenzicht::testing {

std::optional<std::filesystem::path> CorpusFolder(const std::string& name) {
  const char* named = std::getenv("KETENZICHT_CORPORA");
  const std::filesystem::path folder =
      std::filesystem::path(named == nullptr ? "../shared/corpora" : named) /
      name;
  if (std::filesystem::is_directory(folder)) return folder;
  if (named != nullptr) ADD_FAILURE() << folder << " is not there";
  return std::nullopt;
}

}  // namespace ketenzicht::testing
