// Scenario files on the command line: what is read beside them, what is said of
// them without a service, and with facts from files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/scenario_document.h"
#include "tests/service/service_fixture.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kScenario[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/key\n"
    "title: {nl: sleutel, en: key}\n"
    "baseline: {date: 2021-11-18}\n"
    "changes:\n"
    "  - deny: relations/politie-images-key-held-by-dji\n"
    "queries:\n"
    "  - {id: forensic, why: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn]}}\n"
    "assertions:\n"
    "  - {query: forensic, on: scenario, status: blocked}\n";

// The command line where nothing runs and nothing is stored.
CliResult RunAlone(const std::vector<std::string>& arguments) {
  unsetenv("KETENZICHT_SERVER");
  unsetenv("KETENZICHT_STORE");
  std::vector<const char*> argv = {"ketenzicht"};
  for (const std::string& argument : arguments) {
    argv.push_back(argument.c_str());
  }
  std::ostringstream out;
  std::ostringstream error;
  CliResult result;
  result.code = service::RunCli(
      static_cast<int>(argv.size()), argv.data(),
      [](const service::Connection&, std::ostream& said) {
        said << "connected\n";
        return std::unique_ptr<service::Client>();
      },
      false, out, error);
  result.out = out.str();
  result.error = error.str();
  return result;
}

class ScenarioFiles : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const {
    return absl::StrCat(folder_.path().string(), "/", name);
  }
  std::string Write(const std::string& name, const std::string& content) {
    fs::create_directories(fs::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }
  // A scenario in a folder of its own, with this fixture.
  std::string WithFixture(const std::string& fixture) {
    return Write(
        "own/scenario.yaml",
        absl::StrReplaceAll(
            kScenario, {{"2021-11-18}", absl::StrCat("2021-11-18, fixtures: [",
                                                     fixture, "]}")}}));
  }

  TemporaryDirectory folder_;
};

TEST_F(ScenarioFiles, AloneOnlyTheirStructureIsCheckedAndThatIsSaid) {
  const std::string unknown =
      absl::StrReplaceAll(kScenario, {{"-dji", "-djj"}});
  const CliResult sound =
      RunAlone({"scenario", "validate", Write("a.yaml", unknown)});
  EXPECT_EQ(sound.code, 0);
  EXPECT_THAT(sound.out, AllOf(HasSubstr("a.yaml: well formed, 1 variant; "
                                         "whether what it names is there was "
                                         "not looked up"),
                               Not(HasSubstr("sound"))));
  EXPECT_EQ(sound.error, "") << "nothing is connected to";
  const CliResult json = RunAlone(
      {"-o", "json", "scenario", "validate", Write("a.yaml", unknown)});
  EXPECT_THAT(json.out, HasSubstr("\"extent\": \"EXTENT_STRUCTURE\""));
  const CliResult dutch =
      RunAlone({"--lang", "nl", "scenario", "validate", Path("a.yaml")});
  EXPECT_THAT(dutch.out, HasSubstr("niet opgezocht"));
}

TEST_F(ScenarioFiles, AloneAProblemStandsAtItsPlace) {
  const CliResult run =
      RunAlone({"scenario", "validate",
                Write("a.yaml", absl::StrCat(kScenario, "matrix: {x: [1, 2]}\n",
                                             "surprise: 1\n")),
                Write("b.yaml", kScenario)});
  EXPECT_EQ(run.code, 7);
  EXPECT_THAT(run.out, HasSubstr("a.yaml:13:1: the scenario has no field"));
  EXPECT_THAT(run.out, HasSubstr("b.yaml: well formed"));
  EXPECT_EQ(RunAlone({"scenario", "validate", "scenarios/stored"}).code, 3);
  EXPECT_EQ(RunAlone({"scenario", "validate", Path("none.yaml")}).code, 3);
}

TEST_F(ScenarioFiles, AloneNothingCanBeRun) {
  const std::string file = Write("a.yaml", kScenario);
  EXPECT_EQ(RunAlone({"scenario", "run", file}).code, 2);
  EXPECT_EQ(RunAlone({"scenario", "diff", file}).code, 2);
  EXPECT_EQ(RunAlone({"--store", "x", "scenario", "validate", file}).error,
            "connected\n");
}

TEST_F(ScenarioFiles, FactsCanComeFromFiles) {
  const std::string file = Write("a.yaml", kScenario);
  TestService service;
  const CliResult valid =
      service.Run({"scenario", "validate", "--data", "data", file});
  EXPECT_EQ(valid.code, 0) << valid.error;
  EXPECT_THAT(valid.out, HasSubstr("a.yaml: sound, 1 variant"));
  const CliResult unknown = TestService().Run(
      {"scenario", "validate", "--data", "data/ontology.yaml", "--data",
       "data/policies", "--data", "data/reference", "--data", "data/cases",
       Write("b.yaml", absl::StrReplaceAll(kScenario, {{"-dji", "-djj"}}))});
  EXPECT_EQ(unknown.code, 7);
  EXPECT_THAT(unknown.out, HasSubstr("b.yaml:7:11: there is no 'relations/"));
  EXPECT_EQ(TestService().Run({"scenario", "run", "--data", "data", file}).code,
            0);
  const CliResult unsound = TestService().Run(
      {"scenario", "validate", "--data", Write("x.yaml", "a: b\n"), file});
  EXPECT_EQ(unsound.code, 7);
  EXPECT_THAT(unsound.error, HasSubstr("x.yaml:1:1: apiVersion must be"));
  EXPECT_EQ(TestService()
                .Run({"scenario", "validate", "--data", Path("none"), file})
                .code,
            3);
  EXPECT_EQ(TestService()
                .Run({"--server", "x:1", "scenario", "validate", "--data",
                      "data", file})
                .code,
            2);
}

TEST_F(ScenarioFiles, WhatIsNamedInQueriesAndAssertionsMustBeThere) {
  const std::string file = Write(
      "a.yaml",
      absl::StrReplaceAll(
          kScenario, {{"status: blocked", "not_through: [companies/sz-djj]"}}));
  TestService service;
  service.Run({"import", "data"});
  const CliResult valid = service.Run({"scenario", "validate", file});
  EXPECT_EQ(valid.code, 7);
  const std::string told =
      "a.yaml:11:51: there is no 'companies/sz-djj'; did you mean "
      "'companies/sz-dji'?";
  EXPECT_THAT(valid.out, HasSubstr(told));
  const CliResult run = service.Run({"scenario", "run", file});
  EXPECT_EQ(run.code, 7) << "it would hold for ever";
  EXPECT_THAT(run.error, HasSubstr(told));
}

TEST_F(ScenarioFiles, NameNothingOutsideTheirFolder) {
  Write("secret.yaml", "x");
  Write("own/in/inside.yaml", "x");
  fs::create_symlink("../secret.yaml", Path("own/link.yaml"));
  fs::create_symlink("..", Path("own/up"));
  fs::create_symlink("in/inside.yaml", Path("own/fine.yaml"));
  for (const char* path :
       {"../secret.yaml", "/etc/passwd", "a/../../secret.yaml", "link.yaml",
        "up/secret.yaml", "in/../../secret.yaml", "."}) {
    const CliResult run = RunAlone({"scenario", "validate", WithFixture(path)});
    EXPECT_EQ(run.code, 7) << path;
    EXPECT_THAT(run.error, HasSubstr("scenario.yaml:5:41: ")) << path;
    EXPECT_EQ(run.out, "") << path;
  }
  for (const char* path : {"in/inside.yaml", "fine.yaml"}) {
    const CliResult run = RunAlone({"scenario", "validate", WithFixture(path)});
    EXPECT_THAT(run.out, HasSubstr(absl::StrCat(path, ":1:1: "))) << path;
  }
}

TEST_F(ScenarioFiles, TheFileOfExpectedResultsLiesInTheirFolderToo) {
  Write("golden.json", "kept");
  fs::create_directories(Path("own"));
  fs::create_symlink("../golden.json", Path("own/link.json"));
  TestService service;
  service.Run({"import", "data"});
  fs::create_symlink("../none.json", Path("own/dangling.json"));
  fs::create_symlink("../none", Path("own/nowhere"));
  Write("own/here.json", "kept");
  fs::create_symlink("here.json", Path("own/inside.json"));
  for (const char* path : {"../golden.json", "link.json", "/tmp/x.json",
                           "dangling.json", "nowhere/x.json", "inside.json"}) {
    const std::string file =
        Write("own/a.yaml", absl::StrCat(kScenario, "expected: ", path, "\n"));
    for (const CliResult& run :
         {service.Run({"scenario", "run", "--update", file}),
          RunAlone({"scenario", "validate", file})}) {
      EXPECT_EQ(run.code, 7) << path;
      EXPECT_THAT(run.error, HasSubstr("a.yaml:12:11: ")) << path;
    }
  }
  EXPECT_FALSE(fs::exists(Path("none.json")));
  std::string kept;
  std::ifstream(Path("golden.json")) >> kept;
  EXPECT_EQ(kept, "kept");
}

TEST_F(ScenarioFiles, AreTextOfNoMoreThanACallCanCarry) {
  const auto invalid = [&](const std::string& file, const std::string& reason) {
    TestService service;
    service.Run({"import", "data"});
    for (const CliResult& run : {RunAlone({"scenario", "validate", file}),
                                 service.Run({"scenario", "run", file})}) {
      EXPECT_EQ(run.code, 7);
      EXPECT_THAT(run.error, HasSubstr(reason));
    }
  };
  invalid(Write("a.yaml", absl::StrCat(kScenario, "owner: é\xFF\n")),
          "a.yaml:12:9: not valid UTF-8");
  invalid(Write("b.yaml", absl::StrCat(kScenario, "owner: ",
                                       std::string(2'000'000, 'x'), "\n")),
          "b.yaml: 2000");
  invalid(Write("empty.yaml", ""), "empty.yaml: the document is empty");
  Write("own/bytes.yaml", "a: \xFF\n");
  invalid(WithFixture("bytes.yaml"), "bytes.yaml:1:4: not valid UTF-8");
  Write("own/large.yaml", std::string(ingest::kMaxScenarioBytes, ' '));
  invalid(WithFixture("large.yaml"), "scenario.yaml:5:41: 1000000 bytes: at");
  invalid(WithFixture("none.yaml"), "scenario.yaml:5:41: ");
}

TEST_F(ScenarioFiles, OfASweepThatIsCutOffWhatCameIsTold) {
  TestService service;
  service.Run({"import", "data"});
  // The last variant cannot be laid over the facts.
  const std::string file = Write(
      "a.yaml",
      absl::StrCat(absl::StrReplaceAll(
                       kScenario, {{"relations/politie-images-key-held-by-dji",
                                    "\"relations/${fact}\""}}),
                   "matrix: {fact: [politie-images-key-held-by-dji, "
                   "politie-images-sent-to-dji, politie-images-none]}\n"));
  const CliResult run = service.Run({"scenario", "run", file});
  EXPECT_EQ(run.code, 7);
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("fact=politie-images-key-held-by-dji"),
                    HasSubstr("fact=politie-images-sent-to-dji"),
                    HasSubstr("a.yaml: cut off after 2 of 3 variants; go on "
                              "with --first 2 --revision 1")));
  EXPECT_THAT(run.error, HasSubstr("there is no 'relations/politie-images-n"));
  const CliResult rest =
      service.Run({"scenario", "run", "--first", "1", "--revision", "1", file});
  EXPECT_EQ(rest.code, 7);
  EXPECT_THAT(rest.out,
              AllOf(HasSubstr("fact=politie-images-sent-to-dji"),
                    Not(HasSubstr("fact=politie-images-key-held-by-dji")),
                    HasSubstr("cut off after 2 of 3 variants")));
  EXPECT_THAT(service.Run({"-o", "json", "scenario", "run", file}).error,
              HasSubstr("go on with --first 2 --revision 1"));
  EXPECT_THAT(service.Run({"-o", "junit", "scenario", "run", file}).out,
              HasSubstr("cut off after 2 of 3 variants"));
  EXPECT_THAT(
      service.Run({"-o", "junit", "scenario", "run", "--first", "1", file}).out,
      AllOf(HasSubstr("name=\"variant 1 (fact=politie-images-sent-to-dji): "
                      "forensic, scenario: status blocked\""),
            Not(HasSubstr("variant 0"))));
  EXPECT_EQ(
      service.Run({"scenario", "run", "--first", "1", "--update", file}).code,
      2);
}

// A hundred thousand variants of a thousand changes each take hours.
TEST_F(ScenarioFiles, ACheckOfTheStructureEndsInTime) {
  std::string content = absl::StrCat(
      "apiVersion: ketenzicht.nl/v1\nkind: Scenario\nid: scenarios/many\n"
      "title: {nl: a, en: a}\nbaseline: {date: 2021-11-18}\nmatrix:\n");
  for (int axis = 0; axis < 5; ++axis) {
    absl::StrAppend(&content, "  p", axis,
                    ": [a, b, c, d, e, f, g, h, i, j]\n");
  }
  absl::StrAppend(&content, "changes:\n");
  for (int i = 0; i < 1000; ++i) {
    absl::StrAppend(&content, "  - end: relations/${p0}${p1}${p2}${p3}${p4}\n");
  }
  const std::string file = Write("many.yaml", content);
  const CliResult run =
      RunAlone({"--timeout", "1", "scenario", "validate", file});
  EXPECT_EQ(run.code, 6);
  EXPECT_THAT(run.error,
              AllOf(HasSubstr("many.yaml: out of time after "),
                    HasSubstr(" of 100000 variants; give it more with")));
  EXPECT_THAT(run.out, Not(HasSubstr("well formed")));
}

TEST_F(ScenarioFiles, AreFilesAndNoFolder) {
  Write("own/a.yaml", kScenario);
  TestService service;
  const std::string told = absl::StrCat(
      Path("own"), ": is a folder; name the files in it: ", Path("own"),
      "/*.yaml");
  for (const CliResult& run :
       {RunAlone({"scenario", "validate", Path("own")}),
        service.Run({"scenario", "validate", Path("own")}),
        service.Run({"scenario", "run", Path("own")})}) {
    EXPECT_EQ(run.code, 7);
    EXPECT_THAT(run.error, HasSubstr(told));
  }
  EXPECT_THAT(RunAlone({"scenario", "validate", Path("own/")}).error,
              HasSubstr(absl::StrCat("it: ", Path("own/"), "*.yaml")));
}

TEST_F(ScenarioFiles, ImportTellsThePlaceToo) {
  const CliResult run = TestService().Run(
      {"import", "data",
       Write("a.yaml", absl::StrCat(kScenario, "surprise: 1\n"))});
  EXPECT_EQ(run.code, 7);
  EXPECT_THAT(run.error,
              HasSubstr("a.yaml:12:1: the scenario has no field 'surprise'"));
}

TEST_F(ScenarioFiles, TheirSchemaIsTheOneInTheRepository) {
  const CliResult run = RunAlone({"scenario", "schema"});
  EXPECT_EQ(run.code, 0);
  std::ifstream file("data/schemas/scenario.schema.json", std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  EXPECT_EQ(run.out, content.str());
}

}  // namespace
}  // namespace ketenzicht::testing
