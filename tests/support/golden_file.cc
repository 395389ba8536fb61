#include "tests/support/golden_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace ketenzicht::testing {

void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = "tests/golden/" + name;
  if (std::getenv("KETENZICHT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  ASSERT_FALSE(content.str().empty()) << path << " is missing or empty";
  EXPECT_EQ(text, content.str());
}

}  // namespace ketenzicht::testing
