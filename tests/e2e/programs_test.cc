// The two programs as a user runs them: same question, same bytes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Outcome {
  int code = 0;
  std::string text;  // standard output and error
};

std::string Program(const std::string& name) {
  const char* folder = std::getenv("KETENZICHT_BIN_DIR");
  return std::string(folder == nullptr ? "build/release/bin" : folder) + "/" +
         name;
}

Outcome Shell(const std::string& command, const std::string& environment = "") {
  Outcome outcome;
  const std::string clean =
      "env -u KETENZICHT_STORE -u KETENZICHT_SERVER -u KETENZICHT_LANG ";
  FILE* pipe =
      popen((clean + environment + " " + command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer;
  size_t read = 0;
  while ((read = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
    outcome.text.append(buffer.data(), read);
  }
  outcome.code = WEXITSTATUS(pclose(pipe));
  return outcome;
}

// A folder of its own, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "ketenzicht-e2e-XXXXXX")
            .string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const {
    return path_ + "/" + name;
  }

 private:
  std::string path_;
};

// ketenzichtd on a free port; stopped by SIGTERM.
class RunningServer {
 public:
  explicit RunningServer(const std::string& store) {
    int ends[2];
    if (pipe(ends) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      const std::string program = Program("ketenzichtd");
      execl(program.c_str(), program.c_str(), "--store", store.c_str(),
            "--listen", "127.0.0.1:0", nullptr);
      _exit(127);
    }
    close(ends[1]);
    std::string line;
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') line += c;
    close(ends[0]);
    const std::string prefix = "listening on port ";
    if (line.rfind(prefix, 0) == 0) {
      address_ = "127.0.0.1:" + line.substr(prefix.size());
    }
  }
  ~RunningServer() { Stop(); }

  const std::string& address() const { return address_; }
  int Stop() {
    if (pid_ <= 0) return -1;
    kill(pid_, SIGTERM);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = 0;
  std::string address_;
};

std::vector<std::string> Questions() {
  return {
      // One question may take several lines.
      ("paths --from organizations/politie --from organizations/defensie "
       "--to jurisdictions/cn --date 2021-11-18"),
      ("-o json why --from processes/rijkswaterstaat-pilot --to "
       "jurisdictions/cn --date 2021-11-18 --with press"),
      "--lang nl case run 2021Z16950",
      "-o ndjson export",
      "affected companies/sz-dji --date 2021-11-18",
      "matrix --date 2021-11-18 --with press",
      "-o csv matrix --date 2021-11-18 --detail best --vector supply_denial",
      "-o json list-paths --date 2021-11-18 --overall 7",
      "list-paths --date 2021-11-18 --max-paths 3",
      ("timeline --from processes/politie-forensic --to jurisdictions/cn "
       "--with law"),
      ("compare --a organizations/defensie --b organizations/politie --to "
       "jurisdictions/cn --date 2021-11-18"),
      "-o json vector espionage",
      "search dji",
  };
}

TEST(Programs, AnswerTheSameFromStoreServerAndAfterARestart) {
  const Folder folder;
  const std::string store = folder / "store";
  const std::string on_store =
      Program("ketenzicht") + " --store " + store + " ";
  const Outcome imported = Shell(on_store + "import data");
  ASSERT_EQ(imported.code, 0) << imported.text;
  for (const std::string& question : Questions()) {
    const Outcome first = Shell(on_store + question);
    EXPECT_EQ(first.code, 0) << first.text;
    EXPECT_EQ(first.text, Shell(on_store + question).text) << question;
    for (int start = 0; start < 2; ++start) {
      RunningServer server(store);
      ASSERT_FALSE(server.address().empty());
      const Outcome asked = Shell(Program("ketenzicht") + " --server " +
                                  server.address() + " " + question);
      EXPECT_EQ(first.text, asked.text) << question;
      EXPECT_EQ(server.Stop(), 0);
    }
  }
}

TEST(Programs, DoNotDependOnTheLocale) {
  const Folder folder;
  const std::string on_store =
      Program("ketenzicht") + " --store " + (folder / "store") + " ";
  ASSERT_EQ(Shell(on_store + "import data").code, 0);
  for (const std::string& question : Questions()) {
    EXPECT_EQ(Shell(on_store + question, "LC_ALL=C").text,
              Shell(on_store + question, "LC_ALL=nl_NL.UTF-8 COLUMNS=40").text);
  }
}

TEST(Programs, ImportThroughAServerAndRefuseWhatIsWrong) {
  const Folder folder;
  RunningServer server(folder / "store");
  const std::string ask =
      Program("ketenzicht") + " --server " + server.address() + " ";
  const Outcome imported = Shell(ask + "import data");
  EXPECT_EQ(imported.code, 0) << imported.text;
  EXPECT_THAT(imported.text, HasSubstr("revision 1"));
  std::ofstream(folder / "bomb.yaml")
      << "apiVersion: ketenzicht.nl/v1\nkind: Facts\n"
         "a: &a [x, x]\nb: &b [*a, *a]\n";
  const Outcome refused = Shell(ask + "import " + (folder / "bomb.yaml"));
  EXPECT_EQ(refused.code, 7);
  EXPECT_THAT(refused.text,
              AllOf(HasSubstr("bomb.yaml:3"), HasSubstr("anchors"),
                    HasSubstr("nothing was written")));
}

// The same CSV by the way of few facts and by that of many.
TEST(Programs, ImportInBulkWhatTheyImport) {
  const Folder folder;
  const std::string csv = folder / "csv";
  const std::string files =
      csv + "/entities.csv " + csv + "/relations.csv " + csv + "/measures.csv";
  ASSERT_EQ(
      Shell(Program("ketenzicht") +
            " generate --scale 500 --measures 0.3 --guards 0.3 --csv " + csv)
          .code,
      0);
  std::vector<std::string> exported;
  for (const std::string command : {"import", "bulk-import"}) {
    const std::string on_store =
        Program("ketenzicht") + " --store " + (folder / command) + " ";
    ASSERT_EQ(Shell(on_store +
                    "import data/ontology.yaml data/policies/netherlands.yaml")
                  .code,
              0);
    const Outcome imported = Shell(on_store + command + " " + files);
    EXPECT_EQ(imported.code, 0) << imported.text;
    EXPECT_THAT(imported.text, HasSubstr("revision 2"));
    exported.push_back(Shell(on_store + "export --format jsonl").text);
  }
  EXPECT_GT(exported[0].size(), size_t{100'000});
  EXPECT_EQ(exported[0], exported[1]);
  const Outcome again =
      Shell(Program("ketenzicht") + " --store " + (folder / "bulk-import") +
            " bulk-import " + files);
  EXPECT_EQ(again.code, 7);
  EXPECT_THAT(again.text, HasSubstr("entities.csv:2: "));
  EXPECT_THAT(again.text, HasSubstr("is in the store already"));
}

TEST(Programs, ASecondServerOnTheStoreIsRefused) {
  const Folder folder;
  RunningServer server(folder / "store");
  ASSERT_FALSE(server.address().empty());
  const Outcome second = Shell(Program("ketenzicht") + " --store " +
                               (folder / "store") + " search dji");
  EXPECT_NE(second.code, 0);
  EXPECT_THAT(second.text, HasSubstr("open"));
}

TEST(Programs, AMistypedStoreIsNotMade) {
  const Folder folder;
  const Outcome asked = Shell(Program("ketenzicht") + " --store " +
                              (folder / "tsore") + " search dji");
  EXPECT_NE(asked.code, 0) << asked.text;
  EXPECT_FALSE(std::filesystem::exists(folder / "tsore"));
}

TEST(Programs, CheckAndRunScenariosWithTheFilesAlone) {
  const std::string scenario = Program("ketenzicht") + " scenario ";
  const Outcome written =
      Shell(scenario + "validate data/scenarios/other-drone.yaml");
  EXPECT_EQ(written.code, 0) << written.text;
  EXPECT_THAT(written.text, AllOf(HasSubstr("well formed, 3 variants"),
                                  HasSubstr("was not looked up")));
  const Outcome sound =
      Shell(scenario + "validate --data data data/scenarios/*.yaml");
  EXPECT_EQ(sound.code, 0) << sound.text;
  EXPECT_THAT(sound.text, HasSubstr("other-drone.yaml: sound, 3 variants"));
  const Outcome run =
      Shell(scenario + "run data/scenarios/police-key-alone.yaml --data data",
            "KETENZICHT_STORE=not-there");
  EXPECT_EQ(run.code, 0) << run.text;
  EXPECT_THAT(run.text, HasSubstr(", 0 fail"));
  EXPECT_EQ(Shell(scenario + "schema").code, 0);
}

// By name, the bytes of every file in a folder.
std::map<std::string, std::string> BytesIn(const std::string& folder) {
  std::map<std::string, std::string> bytes;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    bytes[entry.path().filename().string()] =
        std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return bytes;
}

TEST(Programs, ScenariosLeaveEveryByteOfTheStoreAsItWas) {
  const Folder folder;
  const std::string store = folder / "store";
  const std::string on_store =
      Program("ketenzicht") + " --store " + store + " ";
  ASSERT_EQ(Shell(on_store + "import data").code, 0);
  const std::vector<std::string> commands = {
      "scenario run data/scenarios/*.yaml",
      "scenario diff data/scenarios/other-drone.yaml",
      "scenario validate data/scenarios/new-law-abroad.yaml",
      ("load-bearing --from processes/politie-forensic --to jurisdictions/cn "
       "--date 2021-11-18 --scenario data/scenarios/police-key-alone.yaml"),
  };
  const auto run_all = [&commands](const std::string& program) {
    for (const std::string& command : commands) {
      const Outcome outcome = Shell(program + command);
      EXPECT_EQ(outcome.code, 0) << command << "\n" << outcome.text;
    }
  };
  const std::map<std::string, std::string> before = BytesIn(store);
  run_all(on_store);
  EXPECT_TRUE(BytesIn(store) == before) << "on the store";

  RunningServer server(store);
  const std::map<std::string, std::string> open = BytesIn(store);
  const std::string asked =
      Program("ketenzicht") + " --server " + server.address() + " ";
  run_all(asked);
  run_all(asked);
  EXPECT_TRUE(BytesIn(store) == open) << "over a server";
  // The comparison sees what is written.
  EXPECT_EQ(Shell(asked + "scenario delete scenarios/police-key-alone").code,
            0);
  EXPECT_FALSE(BytesIn(store) == open);
}

TEST(Programs, WithoutAServerSayThatThereIsNone) {
  const Outcome asked = Shell(Program("ketenzicht") +
                              " --server 127.0.0.1:1 --timeout 2 search dji");
  EXPECT_EQ(asked.code, 6) << asked.text;
  const Outcome nowhere = Shell(Program("ketenzicht") + " search dji");
  EXPECT_EQ(nowhere.code, 2);
  EXPECT_THAT(nowhere.text, HasSubstr("give either --server or --store"));
}

}  // namespace
}  // namespace ketenzicht::testing
