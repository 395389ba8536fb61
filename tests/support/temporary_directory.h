// A directory that is gone when the test is.

#ifndef KETENZICHT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
#define KETENZICHT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_

#include <filesystem>
#include <string>

namespace ketenzicht::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_H_
