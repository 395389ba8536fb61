// Where the YAML layer says that something stands.

#include "ingest/yaml_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "line:column: reason" of every problem.
std::vector<std::string> ProblemsOf(const std::string& content) {
  Problems problems("");
  ParseYaml(content, problems);
  std::vector<std::string> lines;
  for (const Problem& one : problems.list()) {
    lines.push_back(absl::StrCat(one.line, ":", one.column, ": ", one.reason));
  }
  return lines;
}

YamlNode Read(const std::string& content) {
  Problems problems("");
  std::optional<YamlNode> root = ParseYaml(content, problems);
  EXPECT_THAT(problems.list(), IsEmpty());
  return root ? *root : YamlNode();
}

std::string At(const YamlNode& node) {
  return absl::StrCat(node.line, ":", node.column);
}

TEST(YamlDocument, PlacesCountCharactersNotBytes) {
  const YamlNode root = Read(
      "titel: {nl: één, en: one}\n"
      "b:\n"
      "  - {x: '日本', y: 1}\n"
      "  -   z\n");
  EXPECT_EQ(At(root), "1:1");
  EXPECT_EQ(At(*root.Find("titel")), "1:8");
  EXPECT_EQ(At(*root.Find("titel")->Find("nl")), "1:13");
  EXPECT_EQ(At(*root.Find("titel")->Find("en")), "1:22");
  EXPECT_EQ(root.Find("titel")->Find("en")->key, (TextPlace{1, 18}));
  const YamlNode& first = root.Find("b")->items[0];
  EXPECT_EQ(At(first), "3:5");
  EXPECT_EQ(At(*first.Find("y")), "3:18");
  EXPECT_EQ(At(root.Find("b")->items[1]), "4:7");
}

TEST(YamlDocument, AByteOrderMarkIsNoCharacter) {
  const YamlNode root = Read("\xEF\xBB\xBF{a: é, b: c}\n");
  EXPECT_EQ(At(*root.Find("a")), "1:5");
  EXPECT_EQ(At(*root.Find("b")), "1:11");
}

TEST(YamlDocument, PlacesHoldWithCarriageReturnsAndTabs) {
  const YamlNode root = Read("a: 1\r\nb:\t2\r\nc: {d: é,\te: 3}\r\n");
  EXPECT_EQ(At(*root.Find("b")), "2:4");
  EXPECT_EQ(At(*root.Find("c")->Find("e")), "3:14");
}

TEST(YamlDocument, RefusesWithThePlace) {
  EXPECT_THAT(ProblemsOf("a: é\nb: [é, &x c]\n"),
              ElementsAre(HasSubstr("2:8: anchors (&name)")));
  EXPECT_THAT(ProblemsOf("a: &a [*a]\n"), ElementsAre(HasSubstr("1:4: ")));
  EXPECT_THAT(ProblemsOf("a: [é, *x]\n"), ElementsAre(HasSubstr("1:8: ")));
  EXPECT_THAT(ProblemsOf("a: !!python/object x\n"),
              ElementsAre(HasSubstr("1:4: tags")));
  EXPECT_THAT(ProblemsOf("{a: é, a: 1}\n"),
              ElementsAre("1:8: the key 'a' stands twice"));
  EXPECT_THAT(ProblemsOf("a: [1, 2\n"),
              ElementsAre(HasSubstr("not well-formed YAML")));
  EXPECT_THAT(ProblemsOf("a: 1\n---\nb: 2\n"),
              ElementsAre(HasSubstr("more than one document")));
}

TEST(YamlDocument, SaysWhereItIsNotUtf8) {
  EXPECT_THAT(ProblemsOf("a: é\nb: é\xFFx\n"),
              ElementsAre("2:5: not valid UTF-8"));
  EXPECT_THAT(ProblemsOf("a: \xC3"), ElementsAre("1:4: not valid UTF-8"));
  EXPECT_THAT(ProblemsOf("\x80"), ElementsAre("1:1: not valid UTF-8"));
  EXPECT_THAT(ProblemsOf("a: \xED\xA0\x80\n"),
              ElementsAre("1:4: not valid UTF-8"))
      << "half a surrogate pair";
  EXPECT_THAT(ProblemsOf("a: é\xA9\n"), ElementsAre("1:4: not valid UTF-8"));
}

TEST(YamlDocument, LongLinesTakeNoLongerForTheirPlaces) {
  std::string content = "[é";
  for (int i = 0; i < 300'000; ++i) content += ", é";
  const YamlNode root = Read(content + "]\n");
  ASSERT_EQ(root.items.size(), 300'001u);
  EXPECT_EQ(root.items.back().column, 2 + 3 * 300'000);
}

}  // namespace
}  // namespace ketenzicht::ingest
