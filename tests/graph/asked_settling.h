// One question of what would settle a pair, of a small graph.

#ifndef KETENZICHT_TESTS_GRAPH_ASKED_SETTLING_H_
#define KETENZICHT_TESTS_GRAPH_ASKED_SETTLING_H_

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/settling.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {

// One chain, over an update to a company that an authority controls: no law is
// passed, so that the highest tier is T1.
inline std::vector<Fact> ChainWith(std::vector<Fact> more) {
  more.push_back(Rel("owner", "controlled_by", "companies/c", "authorities/s"));
  return more;
}

inline Draft Use() { return Rel("use", "uses", "processes/p", "products/x"); }
inline Draft Update() {
  return Rel("update", "updated_by", "products/x", "companies/c");
}
inline Draft Access() {
  return Rel("access", "remotely_accessed_by", "products/x", "companies/c");
}

class AskedSettling {
 public:
  explicit AskedSettling(std::vector<Fact> facts,
                         ViewOptions with = OptionsOn())
      : snapshot(MakeSnapshot(ChainWith(std::move(facts)))),
        options(std::move(with)) {
    query.process = snapshot->Find("processes/p");
    query.target = TargetsOf(*snapshot, {"authorities/s"}).value().front();
    query.vector = snapshot->policy().FindVector("sabotage");
  }

  absl::StatusOr<SettlingAnswer> Ask() const {
    return FindSettling(snapshot, options, query, {.paths = kMaxPaths});
  }
  SettlingAnswer Find() const {
    absl::StatusOr<SettlingAnswer> found = Ask();
    EXPECT_TRUE(found.ok()) << found.status();
    return *std::move(found);
  }

  std::shared_ptr<const Snapshot> snapshot;
  ViewOptions options;
  SettlingQuery query;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_GRAPH_ASKED_SETTLING_H_
