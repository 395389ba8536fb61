// The rules the source tree itself must keep, as functions over text.
//
// tests/tidy/tree_test.cc applies them to every file of the repository. They
// are plain string work, on purpose: each is a heuristic that a reader can
// check against the rule it stands for, and each can be shown to fail.
//
//   for (const Finding& f : CheckIncludes("graph/fact.cc", text)) ...
//
// Paths are relative to the repository root and use '/'. All functions are
// pure, and report findings in the order of the lines.
#ifndef KETENZICHT_TESTS_SUPPORT_TREE_RULES_H_
#define KETENZICHT_TESTS_SUPPORT_TREE_RULES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace ketenzicht::tidy {

inline constexpr int kFileLinesMax = 600;
inline constexpr int kFunctionLinesMax = 70;

// One breach of a rule. `line` counts from 1; 0 is the file as a whole.
struct Finding {
  std::string path;
  int line = 0;
  std::string message;
};

// "path:line: message", one finding a line; "" for none.
std::string Describe(const std::vector<Finding>& findings);

// Dependencies point one way: which folder may include what, and whether in a
// header too. Also: includes are written from the repository root, and none is
// commented out. A folder with code but without a rule is a finding.
std::vector<Finding> CheckIncludes(absl::string_view path,
                                   absl::string_view text);

// A source file is at most kFileLinesMax lines.
std::vector<Finding> CheckFileSize(absl::string_view path,
                                   absl::string_view text);

// A function is at most kFunctionLinesMax lines, signature and braces counted.
// What starts at column 0, opens a brace and closes it with a '}' at column 0
// is taken for a function; classes ("};") and namespaces are not.
std::vector<Finding> CheckFunctionSize(absl::string_view path,
                                       absl::string_view text);

// The guard that a header must have: KETENZICHT_<PATH>_H_.
std::string HeaderGuard(absl::string_view path);

// A header opens with its guard and ends by naming it.
std::vector<Finding> CheckHeaderGuard(absl::string_view path,
                                      absl::string_view text);

// A file is named for what it does: nothing is called utils, common, helpers.
std::vector<Finding> CheckFileName(absl::string_view path);

// A *_test.cc lies in a folder of tests/, from where a test binary takes it.
std::vector<Finding> CheckTestPlace(absl::string_view path);

// No marks of unfinished work; an issue is the place for them.
std::vector<Finding> CheckMarks(absl::string_view path, absl::string_view text);

// No absolute path of somebody's machine.
std::vector<Finding> CheckMachinePaths(absl::string_view path,
                                       absl::string_view text);

// Every message, field, enum, value, service and rpc of a proto has a comment
// on the line before it.
std::vector<Finding> CheckProtoComments(absl::string_view path,
                                        absl::string_view text);

}  // namespace ketenzicht::tidy

#endif  // KETENZICHT_TESTS_SUPPORT_TREE_RULES_H_
