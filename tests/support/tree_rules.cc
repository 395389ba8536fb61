#include "tests/support/tree_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <regex>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace ketenzicht::tidy {
namespace {

using Strings = std::vector<absl::string_view>;

// The lines of a text; a final newline does not begin another line.
Strings Lines(absl::string_view text) {
  if (text.empty()) return {};
  return absl::StrSplit(absl::StripSuffix(text, "\n"), '\n');
}

bool IsHeader(absl::string_view path) { return absl::EndsWith(path, ".h"); }

bool IsSource(absl::string_view path) { return absl::EndsWith(path, ".cc"); }

bool Contains(const Strings& values, absl::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// ---- Includes -------------------------------------------------------------

// What an include brings in: a library, or a folder of ours.
struct Library {
  absl::string_view prefix;  // of the included path
  absl::string_view name;
};

// The first prefix that fits decides.
constexpr std::array kLibraries = {
    Library{"absl/", "absl"},
    Library{"boost/", "boost"},
    Library{"coin/", "cbc"},
    Library{"rocksdb/", "rocksdb"},
    Library{"grpc/", "grpc"},
    Library{"grpcpp/", "grpc"},
    Library{"google/protobuf/", "proto"},
    Library{"google/rpc/", "proto"},
    Library{"ketenzicht/", "proto"},
    Library{"yaml-cpp/", "yaml"},
    Library{"simdjson", "simdjson"},
    Library{"libxml/", "libxml"},
    Library{"unicode/", "icu"},
    Library{"nlohmann/", "json"},
    Library{"CLI/", "cli11"},
    Library{"libsmartcols", "smartcols"},
    Library{"gtest/", "gtest"},
    Library{"gmock/", "gtest"},
    Library{"graph/", "graph"},
    Library{"ingest/", "ingest"},
    Library{"service/proto/", "service/proto"},
    Library{"service/store/", "service/store"},
    Library{"service/engine/", "service/engine"},
    Library{"service/rpc/", "service/rpc"},
    Library{"service/client/", "service/client"},
    Library{"service/answer_limit.h", "service/limits"},
    Library{"service/generate/", "service/generate"},
    Library{"service/bulk_import/", "service/bulk_import"},
    Library{"service/cli/", "service/cli"},
    Library{"tests/", "tests"},
};

// Standard headers that reach outside the process.
const Strings& InputOutput() {
  static const auto& headers =
      *new Strings{"cstdio", "filesystem", "fstream", "iostream", "syncstream"};
  return headers;
}

// The name of what `target` belongs to; "" if it is in no table.
absl::string_view LibraryOf(absl::string_view target, bool angled) {
  if (absl::EndsWith(target, ".grpc.pb.h")) return "grpc";
  for (const Library& library : kLibraries) {
    if (absl::StartsWith(target, library.prefix)) return library.name;
  }
  if (!angled) return "";
  if (absl::StrContains(target, '/')) {
    const absl::string_view folder = target.substr(0, target.find('/'));
    return Contains({"arpa", "linux", "net", "netinet", "sys"}, folder)
               ? "system"
               : "";
  }
  if (absl::EndsWith(target, ".h")) return "system";
  return Contains(InputOutput(), target) ? "input/output" : "std";
}

// What a folder may include, and what only its .cc files may.
struct Rule {
  absl::string_view folder;
  Strings anywhere;
  Strings in_sources;
};

// The arrows of the architecture. The first folder that fits decides.
const std::vector<Rule>& Rules() {
  static const auto& rules = *new std::vector<Rule>{
      {"graph/internal/", {"std", "absl", "graph", "boost"}, {"cbc"}},
      {"graph/", {"std", "absl", "graph"}, {"boost"}},
      {"ingest/exports/",
       {"std", "absl", "graph", "ingest"},
       {"boost", "libxml"}},
      {"ingest/",
       {"std", "input/output", "absl", "graph", "ingest"},
       {"system", "icu", "yaml", "simdjson", "json", "libxml"}},
      {"service/proto/",
       {"std", "absl", "graph", "proto", "service/proto"},
       {}},
      {"service/store/",
       {"std", "input/output", "system", "absl", "graph", "proto",
        "service/proto", "service/store"},
       {"rocksdb"}},
      {"service/engine/",
       {"std", "input/output", "system", "absl", "graph", "ingest",
        "service/store", "service/engine"},
       {}},
      {"service/rpc/",
       {"std", "input/output", "system", "absl", "graph", "ingest",
        "service/engine", "service/proto", "proto", "grpc", "service/limits",
        "service/rpc"},
       {"json"}},
      {"service/client/",
       {"std", "input/output", "system", "absl", "proto", "grpc",
        "service/limits", "service/client"},
       {}},
      {"service/generate/",
       {"std", "input/output", "absl", "graph", "ingest", "service/store",
        "service/generate"},
       {}},
      {"service/bulk_import/",
       {"std", "input/output", "system", "absl", "graph", "ingest",
        "service/store", "service/bulk_import"},
       {}},
      {"service/cli/",
       {"std", "input/output", "system", "absl", "ingest", "proto",
        "service/client", "service/cli"},
       {"cli11", "json", "simdjson", "smartcols"}},
  };
  return rules;
}

// The two places of assembly: they put everything together.
bool IsMain(absl::string_view path) {
  return path == "service/ketenzicht_main.cc" ||
         path == "service/ketenzichtd_main.cc";
}

const Rule* FindRule(absl::string_view path) {
  for (const Rule& rule : Rules()) {
    if (absl::StartsWith(path, rule.folder)) return &rule;
  }
  return nullptr;
}

// Why `path` may not include a header of `library`; "" if it may.
std::string WhyForbidden(absl::string_view path, absl::string_view library) {
  // The benchmark measures Boost beside the engine.
  if (absl::StartsWith(path, "tests/bench/")) return "";
  if (absl::StartsWith(path, "tests/")) {
    return library == "boost" ? "tests check Boost's answers without Boost"
                              : "";
  }
  if (library == "tests" || library == "gtest") {
    return "nothing outside tests/ depends on tests";
  }
  if (IsMain(path)) return "";
  if (library.empty()) {
    return "no rule knows this header; write it from the repository root, or "
           "add its library to tests/support/tree_rules.cc";
  }
  const Rule* rule = FindRule(path);
  if (rule == nullptr) {
    return "no rule for this folder; add one to tests/support/tree_rules.cc";
  }
  if (Contains(rule->anywhere, library)) return "";
  if (!Contains(rule->in_sources, library)) {
    return absl::StrCat(rule->folder, " may not include ", library);
  }
  return IsSource(path) ? ""
                        : absl::StrCat(rule->folder, " may include ", library,
                                       " in .cc files only");
}

// The included path of an #include line, and whether it is in <>; "" if the
// line is none.
std::pair<absl::string_view, bool> IncludeTarget(absl::string_view line) {
  line = absl::StripLeadingAsciiWhitespace(line);
  if (!absl::ConsumePrefix(&line, "#")) return {};
  line = absl::StripLeadingAsciiWhitespace(line);
  if (!absl::ConsumePrefix(&line, "include")) return {};
  line = absl::StripLeadingAsciiWhitespace(line);
  if (line.empty() || (line[0] != '<' && line[0] != '"')) return {};
  const bool angled = line[0] == '<';
  line.remove_prefix(1);
  return {line.substr(0, line.find(angled ? '>' : '"')), angled};
}

bool IsCommentedInclude(absl::string_view line) {
  line = absl::StripLeadingAsciiWhitespace(line);
  if (!absl::StartsWith(line, "//")) return false;
  while (absl::ConsumePrefix(&line, "/")) {
  }
  return !IncludeTarget(line).first.empty();
}

// ---- Functions ------------------------------------------------------------

bool OpensDeclaration(absl::string_view line) {
  const auto first = static_cast<unsigned char>(line.empty() ? ' ' : line[0]);
  return std::isalpha(first) != 0 || first == '_' || first == '[';
}

bool IsScope(absl::string_view line) {
  return absl::StartsWith(line, "namespace") ||
         absl::StartsWith(line, "extern \"C\"");
}

// Follows the text line by line and says where functions begin and end.
class FunctionScanner {
 public:
  // The first line of the function that ends on this line; 0 if none does.
  int Next(int number, absl::string_view line) {
    line = absl::StripTrailingAsciiWhitespace(line);
    if (!line.empty() && line[0] == '}') {
      const bool ends = open_ && !absl::StartsWith(line, "};");
      open_ = false;
      return std::exchange(start_, 0) * (ends ? 1 : 0);
    }
    if (open_) return 0;
    if (OpensDeclaration(line)) start_ = IsScope(line) ? 0 : number;
    if (start_ == 0) return 0;
    if (absl::EndsWith(line, "{")) open_ = true;
    if (absl::EndsWith(line, ";") || absl::EndsWith(line, "}")) start_ = 0;
    return 0;
  }

 private:
  int start_ = 0;      // of the declaration being read; 0: none
  bool open_ = false;  // whether its brace is open
};

// ---- Marks and paths ------------------------------------------------------

// In two halves each, or this file would be its own finding.
constexpr absl::string_view kMarks[] = {
    // clang-format off
    "TO" "DO", "FIX" "ME", "X" "XX",
    // clang-format on
};
constexpr absl::string_view kMachineRoots[] = {
    // clang-format off
    "/wo" "rk/", "/ho" "me/", "/ro" "ot/",
    // clang-format on
};

bool IsWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Whether `word` stands in `line` as a word of its own.
bool HasWord(absl::string_view line, absl::string_view word) {
  for (size_t at = line.find(word); at != absl::string_view::npos;
       at = line.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !IsWordCharacter(line[at - 1])) &&
        (end == line.size() || !IsWordCharacter(line[end]))) {
      return true;
    }
  }
  return false;
}

// Whether an absolute path below `root` ("/x/") stands in `line`. Inside a
// longer path or an address the same letters mean something else.
bool HasAbsolutePath(absl::string_view line, absl::string_view root) {
  for (size_t at = line.find(root); at != absl::string_view::npos;
       at = line.find(root, at + 1)) {
    if (at == 0) return true;
    const char before = line[at - 1];
    if (!IsWordCharacter(before) &&
        absl::string_view(".-+}").find(before) == absl::string_view::npos) {
      return true;
    }
  }
  return false;
}

// ---- Protos ---------------------------------------------------------------

// What a statement of a proto declares, as a word for the message; "" if it is
// nothing that wants a comment.
absl::string_view ProtoElement(absl::string_view statement) {
  for (absl::string_view word : {"message", "enum", "service", "rpc"}) {
    if (absl::StartsWith(statement, absl::StrCat(word, " "))) return word;
  }
  for (absl::string_view word : {"option ", "reserved ", "extensions ",
                                 "syntax ", "import ", "package ", "oneof "}) {
    if (absl::StartsWith(statement, word)) return "";
  }
  static const auto& value =
      *new std::regex(R"(^[A-Za-z_]\w*\s*=\s*-?(0x)?\d+.*)");
  static const auto& field = *new std::regex(
      R"(^((repeated|optional|required)\s+)?[\w.]+(\s*<[^>]*>)?\s+\w+\s*=\s*\d+.*)");
  const std::string text(statement);
  if (std::regex_match(text, value)) return "value";
  if (std::regex_match(text, field)) return "field";
  return "";
}

}  // namespace

std::string Describe(const std::vector<Finding>& findings) {
  return absl::StrJoin(findings, "", [](std::string* out, const Finding& f) {
    absl::StrAppend(out, f.path, ":", f.line, ": ", f.message, "\n");
  });
}

std::vector<Finding> CheckIncludes(absl::string_view path,
                                   absl::string_view text) {
  std::vector<Finding> findings;
  if (!IsHeader(path) && !IsSource(path)) return findings;
  int number = 0;
  for (absl::string_view line : Lines(text)) {
    ++number;
    if (IsCommentedInclude(line)) {
      findings.push_back(
          {std::string(path), number, "an include that is commented out"});
      continue;
    }
    const auto [target, angled] = IncludeTarget(line);
    if (target.empty()) continue;
    const std::string why = WhyForbidden(path, LibraryOf(target, angled));
    if (!why.empty()) {
      findings.push_back({std::string(path), number,
                          absl::StrCat("includes ", target, ": ", why)});
    }
  }
  return findings;
}

std::vector<Finding> CheckFileSize(absl::string_view path,
                                   absl::string_view text) {
  if (!IsHeader(path) && !IsSource(path)) return {};
  const auto lines = static_cast<int>(Lines(text).size());
  if (lines <= kFileLinesMax) return {};
  return {{std::string(path), lines,
           absl::StrCat("the file has ", lines, " lines, the limit is ",
                        kFileLinesMax, ": split it by question")}};
}

std::vector<Finding> CheckFunctionSize(absl::string_view path,
                                       absl::string_view text) {
  std::vector<Finding> findings;
  if (!IsSource(path)) return findings;
  FunctionScanner scanner;
  int number = 0;
  for (absl::string_view line : Lines(text)) {
    ++number;
    const int start = scanner.Next(number, line);
    const int length = number - start + 1;
    if (start == 0 || length <= kFunctionLinesMax) continue;
    findings.push_back(
        {std::string(path), start,
         absl::StrCat("the function has ", length, " lines, the limit is ",
                      kFunctionLinesMax)});
  }
  return findings;
}

std::string HeaderGuard(absl::string_view path) {
  return absl::StrCat("KETENZICHT_",
                      absl::AsciiStrToUpper(absl::StrReplaceAll(
                          path, {{"/", "_"}, {".", "_"}, {"-", "_"}})),
                      "_");
}

std::vector<Finding> CheckHeaderGuard(absl::string_view path,
                                      absl::string_view text) {
  if (!IsHeader(path)) return {};
  const std::string guard = HeaderGuard(path);
  const Strings lines = Lines(text);
  const auto opens = std::find_if(
      lines.begin(), lines.end(),
      [](absl::string_view line) { return absl::StartsWith(line, "#"); });
  if (opens == lines.end() || *opens != absl::StrCat("#ifndef ", guard) ||
      opens + 1 == lines.end() ||
      *(opens + 1) != absl::StrCat("#define ", guard)) {
    const auto line = static_cast<int>(opens - lines.begin()) + 1;
    return {{std::string(path), opens == lines.end() ? 0 : line,
             absl::StrCat("the header does not open with the guard ", guard)}};
  }
  if (lines.back() != absl::StrCat("#endif  // ", guard)) {
    return {{std::string(path), static_cast<int>(lines.size()),
             absl::StrCat("the header does not end with #endif  // ", guard)}};
  }
  return {};
}

std::vector<Finding> CheckFileName(absl::string_view path) {
  for (absl::string_view part : absl::StrSplit(path, '/')) {
    const absl::string_view stem = part.substr(0, part.find('.'));
    for (absl::string_view word :
         {"util", "utils", "common", "helper", "helpers", "misc"}) {
      if (stem == word || absl::EndsWith(stem, absl::StrCat("_", word))) {
        return {{std::string(path), 0,
                 absl::StrCat("'", word, "' says nothing; name the duty")}};
      }
    }
  }
  return {};
}

std::vector<Finding> CheckTestPlace(absl::string_view path) {
  if (!absl::EndsWith(path, "_test.cc")) return {};
  const Strings parts = absl::StrSplit(path, '/');
  if (parts.size() >= 3 && parts[0] == "tests" && parts[1] != "support") {
    return {};
  }
  return {{std::string(path), 0,
           "no test binary builds this file: move it to a folder of tests/"}};
}

std::vector<Finding> CheckMarks(absl::string_view path,
                                absl::string_view text) {
  std::vector<Finding> findings;
  int number = 0;
  for (absl::string_view line : Lines(text)) {
    ++number;
    for (absl::string_view word : kMarks) {
      if (HasWord(line, word)) {
        findings.push_back({std::string(path), number,
                            absl::StrCat(word, ": do it, or file an issue")});
      }
    }
  }
  return findings;
}

std::vector<Finding> CheckMachinePaths(absl::string_view path,
                                       absl::string_view text) {
  std::vector<Finding> findings;
  int number = 0;
  for (absl::string_view line : Lines(text)) {
    ++number;
    for (absl::string_view root : kMachineRoots) {
      if (HasAbsolutePath(line, root)) {
        findings.push_back(
            {std::string(path), number,
             absl::StrCat("names a path of one machine, ", root, "...")});
      }
    }
  }
  return findings;
}

std::vector<Finding> CheckProtoComments(absl::string_view path,
                                        absl::string_view text) {
  std::vector<Finding> findings;
  if (!absl::EndsWith(path, ".proto")) return findings;
  int number = 0;
  bool commented = false;   // whether the line before is a comment
  bool at_start = true;     // whether a statement begins here
  bool in_comment = false;  // inside a block comment
  for (absl::string_view raw : Lines(text)) {
    ++number;
    absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (in_comment || absl::StartsWith(line, "//") ||
        absl::StartsWith(line, "/*")) {
      in_comment = (in_comment || absl::StartsWith(line, "/*")) &&
                   !absl::StrContains(line, "*/");
      commented = true;
      continue;
    }
    line = absl::StripAsciiWhitespace(line.substr(0, line.find("//")));
    const absl::string_view element = at_start ? ProtoElement(line) : "";
    if (!element.empty() && !commented) {
      findings.push_back(
          {std::string(path), number,
           absl::StrCat("this ", element, " has no comment before it")});
    }
    commented = false;
    if (line.empty()) continue;
    at_start = line.back() == ';' || line.back() == '{' || line.back() == '}';
  }
  return findings;
}

}  // namespace ketenzicht::tidy
