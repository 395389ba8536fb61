// Scenario files that are made to do harm: to fill memory, to read and write
// elsewhere, to forge lines, to pass without looking.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/service/service_fixture.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kHeader[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/x\n"
    "title: {nl: x, en: x}\n"
    "baseline: {date: 2021-11-18}\n";
constexpr char kQuery[] =
    "queries:\n"
    "  - {id: q, paths: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn]}}\n";

class HostileScenarios : public ::testing::Test {
 protected:
  HostileScenarios() { service_.Run({"import", "data"}); }

  std::string Path(const std::string& name) const {
    return absl::StrCat(folder_.path().string(), "/", name);
  }
  std::string Write(const std::string& name, const std::string& content) {
    fs::create_directories(fs::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }
  std::string Content(const std::string& name) const {
    std::ifstream stream(Path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  TemporaryDirectory folder_;
  TestService service_;
};

TEST_F(HostileScenarios, ALongValueUsedOftenIsRefusedBeforeItFillsMemory) {
  std::string content = absl::StrCat(kHeader, "matrix: {a: [",
                                     std::string(900, 'x'), ", y]}\ntags:\n");
  for (int i = 0; i < 2000; ++i) content += "  - '${a}${a}'\n";
  const CliResult run =
      service_.Run({"scenario", "validate", Write("x.yaml", content)});
  EXPECT_EQ(run.code, 7);
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("x.yaml:"),
                    HasSubstr("make the scenario larger than 1000000 bytes")))
      << run.error;
}

TEST_F(HostileScenarios, NothingIsReadOrWrittenBehindALinkAndTwoDots) {
  fs::create_directories(Path("in/real/deep"));
  fs::create_directories(Path("in/real/ld"));
  fs::create_directories(Path("out"));
  fs::create_directory_symlink(Path("in/real/deep"), Path("in/sub"));
  fs::create_directory_symlink(Path("out"), Path("in/ld"));
  const std::string file =
      Write("in/x.yaml",
            absl::StrCat(kHeader, "expected: sub/../ld/out.json\n", kQuery));
  const CliResult run = service_.Run({"scenario", "run", "--update", file});
  EXPECT_EQ(run.code, 7);
  EXPECT_THAT(run.error, HasSubstr("must be a path inside the folder"));
  EXPECT_TRUE(fs::is_empty(Path("out")));
  EXPECT_TRUE(fs::is_empty(Path("in/real/ld")));

  Write("in/real/f.yaml", "apiVersion: ketenzicht.nl/v1\nkind: Facts\n");
  const std::string fixture =
      Write("in/y.yaml",
            "apiVersion: ketenzicht.nl/v1\nkind: Scenario\nid: scenarios/y\n"
            "title: {nl: y, en: y}\n"
            "baseline: {date: 2021-11-18, fixtures: [sub/../f.yaml]}\n");
  EXPECT_EQ(service_.Run({"scenario", "run", fixture}).code, 7);
}

TEST_F(HostileScenarios, ResultsAreWrittenOverResultsOnly) {
  const std::string content =
      absl::StrCat(kHeader, "expected: x.yaml\n", kQuery);
  const std::string file = Write("x.yaml", content);
  const CliResult over_itself =
      service_.Run({"scenario", "run", "--update", file});
  EXPECT_EQ(over_itself.code, 7);
  EXPECT_THAT(over_itself.error, HasSubstr("something else than results"));
  EXPECT_EQ(Content("x.yaml"), content);

  Write("notes.json", "[1]");
  Write("y.yaml", absl::StrCat(kHeader, "expected: notes.json\n", kQuery));
  EXPECT_EQ(service_.Run({"scenario", "run", "--update", Path("y.yaml")}).code,
            7);
  EXPECT_EQ(Content("notes.json"), "[1]");

  Write("z.yaml", absl::StrCat(kHeader, "expected: z.json\n", kQuery));
  for (int i = 0; i < 2; ++i) {
    const CliResult run =
        service_.Run({"scenario", "run", "--update", Path("z.yaml")});
    EXPECT_EQ(run.code, 0) << run.error;
  }
  EXPECT_EQ(service_.Run({"scenario", "run", Path("z.yaml")}).code, 0);
}

TEST_F(HostileScenarios, BeyondTheLastVariantThereIsNothingToRun) {
  const std::string one = Write("one.yaml", absl::StrCat(kHeader, kQuery));
  const std::string two = Write(
      "two.yaml",
      absl::StrCat(kHeader, kQuery, "matrix: {a: [denied, unknown]}\n",
                   "changes:\n"
                   "  - set: {fact: relations/politie-images-key-held-by-dji, "
                   "modality: '${a}', unknown_kind: not_stated}\n"));
  for (const auto& [file, first] :
       {std::pair(one, "1"), std::pair(two, "2"), std::pair(two, "5")}) {
    const CliResult run =
        service_.Run({"scenario", "run", "--first", first, file});
    EXPECT_EQ(run.code, 7) << run.out;
    EXPECT_THAT(run.error, HasSubstr("--first"));
  }
  EXPECT_EQ(service_
                .Run({"scenario", "run", "--parameter", "a=denied", "--first",
                      "1", two})
                .code,
            7);
  EXPECT_EQ(service_.Run({"scenario", "run", "--first", "1", two}).code, 0);
}

TEST_F(HostileScenarios, ControlCharactersAreRefusedWithTheirPlace) {
  const auto validate = [&](const std::string& content) {
    return service_.Run({"scenario", "validate", Write("x.yaml", content)}).out;
  };
  EXPECT_THAT(
      validate(absl::StrCat(
          "apiVersion: ketenzicht.nl/v1\nkind: Scenario\nid: scenarios/x\n"
          "title: {nl: x, en: \"a\\e[2Jb\"}\nbaseline: {date: 2021-11-18}\n",
          kQuery)),
      HasSubstr("x.yaml:4:20: has a control character"));
  EXPECT_THAT(
      validate(absl::StrCat(
          "apiVersion: ketenzicht.nl/v1\nkind: Scenario\nid: scenarios/x\n"
          "title: {nl: x, en: \"a\\nholds  fake\"}\n"
          "baseline: {date: 2021-11-18}\n",
          kQuery)),
      HasSubstr("x.yaml:4:20: has more than one line"));
  EXPECT_THAT(validate(absl::StrCat(kHeader,
                                    "queries:\n"
                                    "  - {id: \"q\\nholds\", paths: {from: "
                                    "[processes/politie-forensic], to: "
                                    "[jurisdictions/cn]}}\n")),
              HasSubstr("x.yaml:7:10: has more than one line"));
}

}  // namespace
}  // namespace ketenzicht::testing
