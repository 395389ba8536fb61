// Real files that must be there and are not make a test fail, not skip.

#include "tests/support/corpora.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>

namespace ketenzicht::testing {
namespace {

// Sets a variable of the environment for as long as it lives.
class Setting {
 public:
  Setting(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    if (value == nullptr) {
      unsetenv(name);
    } else {
      setenv(name, value, 1);
    }
  }
  ~Setting() {
    if (before_) {
      setenv(name_, before_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

TEST(Corpora, ThatAreMissingAreAFailureOnlyWhereTheyAreRequired) {
  constexpr char kNamed[] = "KETENZICHT_CORPORA";
  constexpr char kRequired[] = "KETENZICHT_CORPORA_REQUIRED";
  {
    const Setting named(kNamed, nullptr);
    const Setting required(kRequired, nullptr);
    EXPECT_EQ(CorpusFolder("no such folder"), std::nullopt);
  }
  {
    const Setting named(kNamed, nullptr);
    const Setting required(kRequired, "1");
    EXPECT_NONFATAL_FAILURE(CorpusFolder("no such folder"),
                            "is not there, and is required");
  }
  const Setting named(kNamed, "no such folder");
  const Setting required(kRequired, nullptr);
  EXPECT_NONFATAL_FAILURE(CorpusFolder("."), "is not there, and is required");
}

}  // namespace
}  // namespace ketenzicht::testing
