// Tests of the source tree itself: that dependencies point one way, that files
// and functions stay small, that the contract is commented. The rules are in
// tests/support/tree_rules.h; the first half shows each of them failing.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/tree_rules.h"

namespace ketenzicht::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// ---- The rules can fail ---------------------------------------------------

struct IncludeCase {
  absl::string_view name;
  absl::string_view path;
  absl::string_view target;
  absl::string_view complaint;  // "" when the include is allowed
};

constexpr IncludeCase kIncludeCases[] = {
    {"Std", "graph/a.h", "<vector>", ""},
    {"Absl", "graph/a.h", "\"absl/status/status.h\"", ""},
    {"Own", "graph/a.h", "\"graph/fact.h\"", ""},
    {"Files", "graph/a.cc", "<fstream>", "input/output"},
    {"System", "graph/a.cc", "<unistd.h>", "system"},
    {"BoostInSource", "graph/a.cc", "<boost/graph/x.hpp>", ""},
    {"BoostInside", "graph/internal/a.h", "<boost/x.hpp>", ""},
    {"BoostInHeader", "graph/a.h", "<boost/x.hpp>", "in .cc files only"},
    {"CbcInside", "graph/internal/a.cc", "<coin/x.h>", ""},
    {"CbcElsewhere", "graph/a.cc", "<coin/x.h>", "cbc"},
    {"Proto", "graph/a.cc", "\"ketenzicht/v1/fact.pb.h\"",
     "graph/ may not include proto"},
    {"Grpc", "graph/a.cc", "<grpcpp/grpcpp.h>", "grpc"},
    {"RocksDb", "graph/a.cc", "<rocksdb/db.h>", "rocksdb"},
    {"Yaml", "graph/a.cc", "<yaml-cpp/yaml.h>", "yaml"},
    {"Ingest", "graph/a.cc", "\"ingest/b.h\"", "ingest"},
    {"Gtest", "graph/a.h", "<gtest/gtest.h>", "tests"},
    {"NotFromTheRoot", "graph/a.cc", "\"a.h\"", "from the repository root"},
    {"IngestYaml", "ingest/a.cc", "<yaml-cpp/yaml.h>", ""},
    {"IngestYamlInHeader", "ingest/a.h", "<yaml-cpp/yaml.h>",
     "in .cc files only"},
    {"IngestService", "ingest/a.cc", "\"service/store/s.h\"",
     "ingest/ may not include service/store"},
    {"IngestBoost", "ingest/a.cc", "<boost/x.hpp>", "boost"},
    {"ExportsBoost", "ingest/exports/a.cc", "<boost/x.hpp>", ""},
    {"ExportsYaml", "ingest/exports/a.cc", "<yaml-cpp/yaml.h>",
     "may not include yaml"},
    {"ConversionGrpc", "service/proto/a.cc",
     "\"ketenzicht/v1/fact_service.grpc.pb.h\"", "grpc"},
    {"StoreRocksDb", "service/store/a.cc", "<rocksdb/db.h>", ""},
    {"StoreRocksDbInHeader", "service/store/a.h", "<rocksdb/db.h>",
     "in .cc files only"},
    {"StoreGrpc", "service/store/a.cc", "<grpcpp/grpcpp.h>", "grpc"},
    {"EngineStore", "service/engine/a.h", "\"service/store/s.h\"", ""},
    {"EngineProto", "service/engine/a.cc", "\"ketenzicht/v1/fact.pb.h\"",
     "proto"},
    {"EngineRocksDb", "service/engine/a.cc", "<rocksdb/db.h>", "rocksdb"},
    {"RpcEngine", "service/rpc/a.cc", "\"service/engine/e.h\"", ""},
    {"RpcStore", "service/rpc/a.cc", "\"service/store/s.h\"", "service/store"},
    {"ClientGraph", "service/client/a.cc", "\"graph/fact.h\"", "graph"},
    {"GenerateStore", "service/generate/a.cc", "\"service/store/s.h\"", ""},
    {"GenerateEngine", "service/generate/a.cc", "\"service/engine/e.h\"",
     "service/engine"},
    {"CliIngest", "service/cli/a.h", "\"ingest/generator/options.h\"", ""},
    {"CliGenerate", "service/cli/a.cc", "\"service/generate/generate.h\"",
     "service/generate"},
    {"CliGrpc", "service/cli/a.cc", "<grpcpp/grpcpp.h>", "grpc"},
    {"CliJson", "service/cli/a.cc", "<nlohmann/json.hpp>", ""},
    {"CliSmartcols", "service/cli/a.cc", "<libsmartcols.h>", ""},
    {"MainsSeeAll", "service/ketenzichtd_main.cc", "\"service/store/s.h\"", ""},
    {"MainsSeeNoTests", "service/ketenzichtd_main.cc",
     "\"tests/support/fake.h\"", "tests"},
    {"FolderWithoutRule", "service/other/a.cc", "<vector>",
     "no rule for this folder"},
    {"UnknownLibrary", "service/rpc/a.cc", "<curl/curl.h>",
     "no rule knows this header"},
    {"TestsSeeAll", "tests/service/a_test.cc", "<rocksdb/db.h>", ""},
    {"TestsBoost", "tests/graph/a_test.cc", "<boost/x.hpp>", "without Boost"},
};

TEST(TreeRules, AllowAndForbidIncludes) {
  for (const IncludeCase& c : kIncludeCases) {
    SCOPED_TRACE(c.name);
    const std::string found = Describe(
        CheckIncludes(c.path, absl::StrCat("#include ", c.target, "\n")));
    if (c.complaint.empty()) {
      EXPECT_EQ(found, "");
    } else {
      EXPECT_THAT(found, HasSubstr(absl::StrCat(c.path, ":1: includes ")));
      EXPECT_THAT(found, HasSubstr(std::string(c.complaint)));
    }
  }
}

TEST(TreeRules, NameTheLineOfAnInclude) {
  EXPECT_EQ(
      Describe(CheckIncludes("graph/a.cc", "\n  #  include <rocksdb/db.h>\n")),
      "graph/a.cc:2: includes rocksdb/db.h: graph/ may not include rocksdb\n");
}

TEST(TreeRules, FindACommentedOutInclude) {
  EXPECT_THAT(CheckIncludes("graph/a.cc", "x\n// #include \"graph/b.h\"\n"),
              ElementsAre(Field(&Finding::line, 2)));
  EXPECT_THAT(CheckIncludes("graph/a.cc", "// what we include here\n"),
              IsEmpty());
}

std::string Repeat(int times, absl::string_view text) {
  std::string out;
  for (int i = 0; i < times; ++i) absl::StrAppend(&out, text);
  return out;
}

TEST(TreeRules, FindAFileThatIsTooLong) {
  EXPECT_THAT(CheckFileSize("graph/a.cc", Repeat(kFileLinesMax, "x\n")),
              IsEmpty());
  EXPECT_EQ(
      Describe(CheckFileSize("graph/a.cc", Repeat(kFileLinesMax + 1, "x\n"))),
      "graph/a.cc:601: the file has 601 lines, the limit is 600: split "
      "it by question\n");
  EXPECT_THAT(CheckFileSize("data/a.yaml", Repeat(kFileLinesMax + 1, "x\n")),
              IsEmpty());
}

TEST(TreeRules, FindAFunctionThatIsTooLong) {
  const std::string body = Repeat(kFunctionLinesMax - 2, "  x;\n");
  EXPECT_THAT(CheckFunctionSize("a.cc", "void F() {\n" + body + "}\n"),
              IsEmpty());
  EXPECT_EQ(Describe(CheckFunctionSize(
                "a.cc", "namespace n {\n\nvoid F(int a,\n       int b) {\n" +
                            body + "}\n\n}  // namespace n\n")),
            "a.cc:3: the function has 71 lines, the limit is 70\n");
}

TEST(TreeRules, TakeNoClassOrNamespaceForAFunction) {
  const std::string body = Repeat(kFunctionLinesMax, "  int x;\n");
  EXPECT_THAT(CheckFunctionSize("a.cc", "class C {\n" + body + "};\n"),
              IsEmpty());
  EXPECT_THAT(CheckFunctionSize(
                  "a.cc", "namespace n {\n" + body + "}  // namespace n\n"),
              IsEmpty());
  EXPECT_THAT(
      CheckFunctionSize("a.cc", "int F() { return 1; }\n" + body + "}\n"),
      IsEmpty());
}

TEST(TreeRules, FindAWrongHeaderGuard) {
  const std::string guard = "KETENZICHT_GRAPH_PATH_SEARCH_H_";
  EXPECT_EQ(HeaderGuard("graph/path_search.h"), guard);
  const std::string good =
      absl::StrCat("// Doc.\n#ifndef ", guard, "\n#define ", guard,
                   "\n\n#endif  // ", guard, "\n");
  EXPECT_THAT(CheckHeaderGuard("graph/path_search.h", good), IsEmpty());
  EXPECT_THAT(Describe(CheckHeaderGuard("graph/other.h", good)),
              HasSubstr("graph/other.h:2: the header does not open with"));
  EXPECT_THAT(Describe(CheckHeaderGuard("graph/path_search.h", good + "x\n")),
              HasSubstr("graph/path_search.h:6: the header does not end with"));
  EXPECT_THAT(CheckHeaderGuard("graph/path_search.h", "int x;\n"),
              ElementsAre(Field(&Finding::line, 0)));
}

TEST(TreeRules, FindANameThatSaysNothing) {
  EXPECT_THAT(CheckFileName("graph/utils.h"), testing::SizeIs(1));
  EXPECT_THAT(CheckFileName("graph/string_helpers.cc"), testing::SizeIs(1));
  EXPECT_THAT(CheckFileName("service/common/a.cc"), testing::SizeIs(1));
  EXPECT_THAT(CheckFileName("graph/common_cause.cc"), IsEmpty());
}

TEST(TreeRules, FindATestThatNothingBuilds) {
  EXPECT_THAT(CheckTestPlace("tests/graph/a_test.cc"), IsEmpty());
  EXPECT_THAT(CheckTestPlace("tests/a_test.cc"), testing::SizeIs(1));
  EXPECT_THAT(CheckTestPlace("tests/support/a_test.cc"), testing::SizeIs(1));
  EXPECT_THAT(CheckTestPlace("graph/a_test.cc"), testing::SizeIs(1));
}

TEST(TreeRules, FindMarksOfUnfinishedWork) {
  const std::string mark = absl::StrCat("TO", "DO");
  EXPECT_THAT(CheckMarks("a.cc", absl::StrCat("x\n// ", mark, ": later\n")),
              ElementsAre(Field(&Finding::line, 2)));
  EXPECT_THAT(CheckMarks("a.cc", absl::StrCat("k", mark, "S = 1;\n")),
              IsEmpty());
}

TEST(TreeRules, FindThePathOfAMachine) {
  const std::string path = absl::StrCat("/ho", "me/eva/x");
  EXPECT_THAT(CheckMachinePaths("a.md", absl::StrCat("\nsee ", path, "\n")),
              ElementsAre(Field(&Finding::line, 2)));
  EXPECT_THAT(CheckMachinePaths("a.md", absl::StrCat("file://", path)),
              testing::SizeIs(1));
  EXPECT_THAT(CheckMachinePaths("a.md", absl::StrCat("https://x.nl", path)),
              IsEmpty());
}

TEST(TreeRules, FindProtoElementsWithoutAComment) {
  EXPECT_THAT(CheckProtoComments("a.proto",
                                 "syntax = \"proto3\";\n"
                                 "// A fact.\n"
                                 "message Fact {\n"
                                 "  option deprecated = true;\n"
                                 "  reserved 4;\n"
                                 "  // Its id.\n"
                                 "  string id = 1;\n"
                                 "  /* Its\n"
                                 "     labels. */\n"
                                 "  map<string, string> labels = 2\n"
                                 "      [deprecated = true];\n"
                                 "}\n"),
              IsEmpty());
  EXPECT_EQ(Describe(CheckProtoComments("a.proto",
                                        "message Fact {\n"
                                        "  string id = 1;  // Its id.\n"
                                        "}\n"
                                        "// Not adjacent.\n"
                                        "\n"
                                        "enum E {\n"
                                        "  E_UNSPECIFIED = 0;\n"
                                        "}\n"
                                        "service S {\n"
                                        "  rpc Get(Fact)\n"
                                        "      returns (Fact);\n"
                                        "}\n")),
            "a.proto:1: this message has no comment before it\n"
            "a.proto:2: this field has no comment before it\n"
            "a.proto:6: this enum has no comment before it\n"
            "a.proto:7: this value has no comment before it\n"
            "a.proto:9: this service has no comment before it\n"
            "a.proto:10: this rpc has no comment before it\n");
}

// ---- The tree keeps them --------------------------------------------------

struct SourceFile {
  std::string path;  // relative to the repository root
  std::string text;
};

std::filesystem::path Root() {
  const char* root = std::getenv("KETENZICHT_SOURCE_DIR");
  return root != nullptr ? std::filesystem::path(root)
                         : std::filesystem::current_path();
}

bool IsGenerated(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return name == "build" || name == ".git" || name == ".cache" ||
         name == "node_modules";
}

// Every text file of the repository, in order of path.
std::vector<SourceFile> ReadTree() {
  namespace fs = std::filesystem;
  std::vector<SourceFile> files;
  for (auto at = fs::recursive_directory_iterator(Root());
       at != fs::recursive_directory_iterator(); ++at) {
    if (at->is_directory() && IsGenerated(at->path())) {
      at.disable_recursion_pending();
      continue;
    }
    // Of a second working tree .git is a file.
    if (!at->is_regular_file() || IsGenerated(at->path())) continue;
    std::ifstream in(at->path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (absl::StrContains(text.str(), '\0')) continue;  // not text
    files.push_back(
        {fs::relative(at->path(), Root()).generic_string(), text.str()});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

const std::vector<SourceFile>& Tree() {
  static const auto& tree = *new std::vector<SourceFile>(ReadTree());
  return tree;
}

using Rule = std::function<std::vector<Finding>(absl::string_view path,
                                                absl::string_view text)>;

void ExpectTreeKeeps(const Rule& rule) {
  std::vector<Finding> all;
  for (const SourceFile& file : Tree()) {
    for (Finding& finding : rule(file.path, file.text)) {
      all.push_back(std::move(finding));
    }
  }
  EXPECT_EQ(Describe(all), "");
}

// What people write by hand for the machine; prose and data are left alone.
bool IsCode(absl::string_view path) {
  for (absl::string_view end :
       {".cc", ".h", ".proto", "CMakeLists.txt", ".sh", ".py", ".js", ".html",
        ".css", ".clang-tidy", ".clang-format"}) {
    if (absl::EndsWith(path, end)) return true;
  }
  return path == "dev" || path == ".ci/run";
}

TEST(Tree, IsReadFromTheRepositoryRoot) {
  const auto has = [](absl::string_view path) {
    return std::any_of(Tree().begin(), Tree().end(),
                       [&](const auto& file) { return file.path == path; });
  };
  EXPECT_TRUE(has("CMakeLists.txt"));
  EXPECT_TRUE(has("tests/tidy/tree_test.cc"));
}

TEST(Tree, IncludesPointOneWay) { ExpectTreeKeeps(CheckIncludes); }

TEST(Tree, FilesStaySmall) { ExpectTreeKeeps(CheckFileSize); }

TEST(Tree, FunctionsStaySmall) { ExpectTreeKeeps(CheckFunctionSize); }

TEST(Tree, HeadersAreGuarded) { ExpectTreeKeeps(CheckHeaderGuard); }

TEST(Tree, FileNamesNameADuty) {
  ExpectTreeKeeps([](absl::string_view path, absl::string_view) {
    return CheckFileName(path);
  });
}

TEST(Tree, EveryTestIsBuilt) {
  ExpectTreeKeeps([](absl::string_view path, absl::string_view) {
    return CheckTestPlace(path);
  });
}

TEST(Tree, CodeHasNoMarksOfUnfinishedWork) {
  ExpectTreeKeeps([](absl::string_view path, absl::string_view text) {
    return IsCode(path) ? CheckMarks(path, text) : std::vector<Finding>();
  });
}

TEST(Tree, NamesNoPathOfAMachine) { ExpectTreeKeeps(CheckMachinePaths); }

TEST(Tree, ContractIsCommented) { ExpectTreeKeeps(CheckProtoComments); }

}  // namespace
}  // namespace ketenzicht::tidy
