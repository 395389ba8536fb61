// DOT: quoted so that every text is shown as it is, and what is not affirmed
// says so.

#include "ingest/exports/dot_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using testing::CountGraph;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<std::string> LinesOf(const graph::Snapshot& snapshot) {
  return absl::StrSplit(testing::ExportText(snapshot, "dot"), '\n',
                        absl::SkipEmpty());
}

// The line outside of its quotes, by Graphviz's rule: a quote ends what it
// began unless a backslash stands before it that none escapes.
std::string OutsideQuotes(const std::string& line) {
  std::string outside;
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (!quoted) {
      outside += line[i];
    }
  }
  EXPECT_FALSE(quoted) << line;
  return outside;
}

void ExpectWhole(const graph::Snapshot& snapshot) {
  size_t nodes = 0;
  size_t edges = 0;
  const std::vector<std::string> lines = LinesOf(snapshot);
  EXPECT_EQ(lines.front(), "digraph ketenzicht {");
  EXPECT_EQ(lines.back(), "}");
  for (size_t i = 2; i + 1 < lines.size(); ++i) {
    const std::string outside = OutsideQuotes(lines[i]);
    EXPECT_TRUE(absl::EndsWith(outside, "];")) << lines[i];
    ++(absl::StrContains(outside, " -> ") ? edges : nodes);
  }
  EXPECT_EQ(nodes, CountGraph(snapshot).nodes);
  EXPECT_EQ(edges, CountGraph(snapshot).edges);
}

TEST(DotWriter, HasEveryFactOnALineOfItsOwn) {
  ExpectWhole(*testing::HardSnapshot());
  ExpectWhole(*testing::CaseState().snapshot);
}

TEST(DotWriter, ShowsWhatIsNotAffirmed) {
  const std::vector<std::string> lines = LinesOf(*testing::HardSnapshot());
  EXPECT_THAT(
      lines,
      Contains(AllOf(StartsWith("  \"products/app\" -> \"companies/cmd\" "
                                "[label=\"denied: made by\""),
                     HasSubstr("style=bold, "), HasSubstr("arrowhead=tee"))));
  EXPECT_THAT(lines,
              Contains(AllOf(HasSubstr("\"unknown (not stated): seated in\""),
                             HasSubstr("style=dotted"))));
  EXPECT_THAT(lines, Contains(AllOf(HasSubstr("\"not excluded: made by\""),
                                    HasSubstr("style=dashed"))));
  EXPECT_THAT(lines, Contains(AllOf(HasSubstr("[label=\"made by\""),
                                    HasSubstr("style=solid"))));
}

TEST(DotLabel, IsShownAsTheText) {
  EXPECT_EQ(DotLabel(""), "\"\"");
  EXPECT_EQ(DotLabel("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
  EXPECT_EQ(DotLabel("one\r\ntwo\nthree\rfour"),
            "\"one\\ntwo\\nthree\\nfour\"");
  EXPECT_EQ(DotLabel("\\N & &amp; <b>"), "\"\\\\N &amp; &amp;amp; <b>\"");
  EXPECT_EQ(DotLabel("大疆 é \x01"), "\"大疆 é ␁\"");
}

}  // namespace
}  // namespace ketenzicht::ingest
