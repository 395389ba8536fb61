#include "tests/support/corpora.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/strings/string_view.h"

namespace ketenzicht::testing {

std::optional<std::filesystem::path> CorpusFolder(const std::string& name) {
  const char* named = std::getenv("KETENZICHT_CORPORA");
  const std::filesystem::path folder =
      std::filesystem::path(named == nullptr ? "../shared/corpora" : named) /
      name;
  if (std::filesystem::is_directory(folder)) return folder;
  const char* required = std::getenv("KETENZICHT_CORPORA_REQUIRED");
  if (named != nullptr ||
      (required != nullptr && absl::string_view(required) == "1")) {
    ADD_FAILURE() << folder << " is not there, and is required";
  }
  return std::nullopt;
}

}  // namespace ketenzicht::testing
