// Exports in whole texts, and facts that are hard to write, for the tests of
// graph formats.

#ifndef KETENZICHT_TESTS_SUPPORT_EXPORTED_GRAPH_H_
#define KETENZICHT_TESTS_SUPPORT_EXPORTED_GRAPH_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "graph/snapshot.h"

namespace ketenzicht::testing {

// The files of an export, by name; where there is one, its name is empty.
std::map<std::string, std::string> ExportFiles(const graph::Snapshot& snapshot,
                                               absl::string_view format);
std::string ExportText(const graph::Snapshot& snapshot,
                       absl::string_view format);

// How many nodes and edges there must be, counted from the facts alone.
struct GraphCounts {
  size_t nodes = 0;
  size_t edges = 0;
};
GraphCounts CountGraph(const graph::Snapshot& snapshot);

// Texts in it that trip writers.
inline constexpr char kFormulaName[] = "=cmd()|'/C calc'!A0";
inline constexpr char kMarkupName[] = "\"DJI\", <b>&amp;</b> \\N; 大疆\\";
inline constexpr char kControlNote[] =
    "two\nlines,\r\n\"quoted\" \x01\x1b \\ é😀 \xEF\xBF\xBF]]> end";

// One fact of each sort and modality: names and notes as above, a class that
// two relations have as an end, a relation that another one is about.
std::shared_ptr<const graph::Snapshot> HardSnapshot();

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_EXPORTED_GRAPH_H_
