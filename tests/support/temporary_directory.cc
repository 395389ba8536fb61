#include "tests/support/temporary_directory.h"

#include <cstdlib>
#include <system_error>

#include "gtest/gtest.h"

namespace ketenzicht::testing {

TemporaryDirectory::TemporaryDirectory() {
  std::string path = ::testing::TempDir() + "ketenzicht-XXXXXX";
  EXPECT_NE(mkdtemp(path.data()), nullptr) << path;
  path_ = path;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

}  // namespace ketenzicht::testing
