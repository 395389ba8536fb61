#include "tests/support/exported_graph.h"

#include <gtest/gtest.h>

#include <set>
#include <variant>
#include <vector>

#include "graph/fact.h"
#include "ingest/exports/graph_export.h"
#include "ingest/flow_text.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::testing {
namespace {

using graph::Draft;
using graph::Rel;
using graph::Thing;

Draft Named(absl::string_view id, const std::string& name) {
  Draft draft = Thing(id);
  auto& entity = std::get<graph::Entity>(draft.body);
  entity.name = {name, name};
  entity.aliases = {"a;b", "大疆, \"DJI\""};
  entity.attributes = {{"k\"ey", kControlNote}};
  draft.note = {"", kControlNote};
  return draft;
}

}  // namespace

std::map<std::string, std::string> ExportFiles(const graph::Snapshot& snapshot,
                                               absl::string_view format) {
  std::map<std::string, std::string> files;
  const ingest::GraphFormat* found = ingest::FindGraphFormat(format);
  if (found == nullptr) {
    ADD_FAILURE() << format << " is no format";
    return files;
  }
  const absl::Status status = ingest::ExportGraph(
      snapshot, *found, [&](absl::string_view file, absl::string_view text) {
        files[std::string(file)].append(text.data(), text.size());
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return files;
}

std::string ExportText(const graph::Snapshot& snapshot,
                       absl::string_view format) {
  const std::map<std::string, std::string> files =
      ExportFiles(snapshot, format);
  EXPECT_EQ(files.size(), 1u);
  return files.empty() ? "" : files.begin()->second;
}

GraphCounts CountGraph(const graph::Snapshot& snapshot) {
  GraphCounts counts;
  std::set<std::string> classes;
  std::set<std::string> relations;  // that are ends
  for (const graph::Fact& fact : snapshot.facts().ReadAll()) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr) {
      ++counts.nodes;
      continue;
    }
    ++counts.edges;
    for (const graph::End* end : {&relation->source, &relation->target}) {
      if (end->selector) {
        classes.insert(
            ingest::FlowOf(*end->selector, ingest::FlowStyle::kJson));
      } else if (end->id.rfind("relations/", 0) == 0) {
        relations.insert(end->id);
      }
    }
  }
  counts.nodes += classes.size() + relations.size();
  return counts;
}

std::shared_ptr<const graph::Snapshot> HardSnapshot() {
  const graph::Selector chinese = graph::Of("product").With("country", "CN");
  return graph::MakeSnapshot({
      Named("companies/cmd", kFormulaName),
      Named("companies/markup", kMarkupName),
      Named("products/drone", "drone"),
      Thing("jurisdictions/cn").With("iso_3166", "CN"),
      Rel("act", "conducts", "authorities/a", "programmes/hack"),
      Rel("aim", "targets", "programmes/hack", "organizations/o"),
      Rel("class-a", "made_by", chinese, "companies/cmd").Possible(),
      Rel("class-b", "made_by", chinese, "companies/markup").NotExcluded(),
      Rel("from", "originates_from", "programmes/hack", "jurisdictions/cn")
          .Trust(70),
      Rel("maker", "made_by", "products/drone", "companies/cmd")
          .From("2017-05-01")
          .Until("2019-06-01")
          .Likely(0.2, 0.4, 0.7),
      Rel("maker-not", "made_by", "products/app", "companies/cmd").Denied(),
      Rel("seat", "seated_in", "companies/cmd", "jurisdictions/cn")
          .From("2017"),
      Rel("seat-unknown", "seated_in", "companies/markup", "jurisdictions/eu")
          .Unknown(),
      Rel("touch", "touches", "relations/use", "interests/i"),
      Rel("use", "uses", "processes/p", "products/drone").Unverified(),
      graph::Closing("stop", {"relations/use"}),
  });
}

}  // namespace ketenzicht::testing
