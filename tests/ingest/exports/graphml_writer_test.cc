// GraphML: well-formed whatever is in it, with all that there is.

#include "ingest/exports/graphml_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/byte_source.h"
#include "ingest/exports/graph_fields.h"
#include "ingest/exports/visible_controls.h"
#include "ingest/xml_stream.h"
#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::ingest {
namespace {

using testing::CountGraph;

struct Parsed {
  std::vector<XmlElement> keys, nodes, edges;
};

Parsed Parse(const std::string& text) {
  Parsed parsed;
  TextSource bytes(text);
  Problems problems("x.graphml");
  const auto take = [&](const std::string&, XmlElement element) {
    EXPECT_EQ(element.name_space, "http://graphml.graphdrawing.org/xmlns");
    std::vector<XmlElement>& list = element.name == "key"    ? parsed.keys
                                    : element.name == "node" ? parsed.nodes
                                                             : parsed.edges;
    list.push_back(std::move(element));
    return true;
  };
  EXPECT_TRUE(StreamXml(
      bytes, {"/graphml/key", "/graphml/graph/node", "/graphml/graph/edge"},
      take, problems));
  for (const Problem& problem : problems.list()) {
    ADD_FAILURE() << FormatProblem(problem);
  }
  return parsed;
}

std::map<std::string, std::string> DataOf(
    const std::vector<XmlElement>& elements, absl::string_view id) {
  std::map<std::string, std::string> data;
  for (const XmlElement& element : elements) {
    if (element.Attribute("id") != id) continue;
    for (const XmlElement& child : element.children) {
      data[std::string(child.Attribute("key"))] = child.text;
    }
  }
  return data;
}

void ExpectWhole(const graph::Snapshot& snapshot) {
  const Parsed parsed = Parse(testing::ExportText(snapshot, "graphml"));
  EXPECT_EQ(parsed.keys.size(), NodeFields().size() + EdgeFields().size() + 1);
  EXPECT_EQ(parsed.nodes.size(), CountGraph(snapshot).nodes);
  EXPECT_EQ(parsed.edges.size(), CountGraph(snapshot).edges);
  std::set<std::string> keys, ids;
  for (const XmlElement& key : parsed.keys) {
    keys.insert(std::string(key.Attribute("id")));
  }
  for (const XmlElement& node : parsed.nodes) {
    EXPECT_TRUE(ids.insert(std::string(node.Attribute("id"))).second);
    for (const XmlElement& data : node.children) {
      EXPECT_TRUE(keys.contains(std::string(data.Attribute("key"))));
    }
  }
  for (const XmlElement& edge : parsed.edges) {
    EXPECT_TRUE(ids.contains(std::string(edge.Attribute("source"))));
    EXPECT_TRUE(ids.contains(std::string(edge.Attribute("target"))));
  }
}

TEST(GraphmlWriter, HasEveryFact) {
  ExpectWhole(*testing::HardSnapshot());
  ExpectWhole(*testing::CaseState().snapshot);
}

TEST(GraphmlWriter, KeepsEveryTextThatXmlCanHave) {
  const Parsed parsed =
      Parse(testing::ExportText(*testing::HardSnapshot(), "graphml"));
  const auto markup = DataOf(parsed.nodes, "companies/markup");
  EXPECT_EQ(markup.at("n_name"), testing::kMarkupName);
  EXPECT_EQ(markup.at("n_note"),
            VisibleControls(testing::kControlNote, "\t\n\r"));
  EXPECT_EQ(markup.at("n_kinds"), "company");
  const auto denied = DataOf(parsed.edges, "relations/maker-not");
  EXPECT_EQ(denied.at("e_modality"), "denied");
  EXPECT_EQ(denied.at("e_verified"), "true");
}

TEST(GraphmlWriter, IsWellFormedToXmllint) {
  if (std::system("command -v xmllint > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "xmllint is not installed";
  }
  const testing::TemporaryDirectory folder;
  const std::string file = folder / "hard.graphml";
  std::ofstream(file, std::ios::binary)
      << testing::ExportText(*testing::HardSnapshot(), "graphml");
  EXPECT_EQ(std::system(absl::StrCat("xmllint --noout ", file).c_str()), 0);
}

TEST(VisibleControls, ReplacesWhatXmlCannotHave) {
  EXPECT_EQ(VisibleControls(absl::string_view("a\0b\x1f\t\n", 6), "\t"),
            "a␀b␟\t␊");
  EXPECT_EQ(VisibleControls("\xEF\xBF\xBE\xEF\xBF\xBF 大疆 \x7f", ""),
            "\uFFFD\uFFFD 大疆 \x7f");
}

}  // namespace
}  // namespace ketenzicht::ingest
