// Contradictions asked of small records, for tests by hand.

#ifndef KETENZICHT_TESTS_SUPPORT_ASKED_CONTRADICTIONS_H_
#define KETENZICHT_TESTS_SUPPORT_ASKED_CONTRADICTIONS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graph/contradictions.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {

struct Asked {
  std::shared_ptr<const Snapshot> snapshot;
  ViewOptions options;
  Contradictions found;

  std::string Id(FactIndex fact) const {
    return std::string(snapshot->id(fact));
  }
  // "denial relations/yes | relations/no", for each.
  std::vector<std::string> Shown() const {
    std::vector<std::string> shown;
    for (const Contradiction& one : found.all) {
      shown.push_back(absl::StrCat(ContradictionKindName(one.kind), " ",
                                   Id(one.sides[0].fact), " | ",
                                   Id(one.sides[1].fact)));
    }
    return shown;
  }
  const Contradiction& Only() const {
    EXPECT_THAT(found.all, ::testing::SizeIs(1))
        << ::testing::PrintToString(Shown());
    return found.all.at(0);
  }
};

inline Asked Ask(std::vector<Fact> facts, const ContradictionQuery& query = {},
                 const ViewOptions& options = OptionsOn()) {
  Asked asked;
  asked.snapshot = MakeSnapshot(std::move(facts));
  asked.options = options;
  asked.found =
      FindContradictions(asked.snapshot, options, query, Limits()).value();
  EXPECT_TRUE(asked.found.completeness.complete());
  EXPECT_EQ(asked.found.found, static_cast<int64_t>(asked.found.all.size()));
  return asked;
}

inline ViewOptions FromTypes(std::vector<std::string> types) {
  ViewOptions options = OptionsOn();
  options.source_types = std::move(types);
  return options;
}

inline Draft Use(absl::string_view name) {
  return Rel(name, "uses", "processes/p", "products/d");
}
inline Draft In(absl::string_view part, absl::string_view whole) {
  const std::string name = absl::StrCat(part.substr(part.find('/') + 1), "-in-",
                                        whole.substr(whole.find('/') + 1));
  return Rel(name, "part_of", part, whole).From("open");
}

inline Draft Says(absl::string_view name, absl::string_view says,
                  std::vector<std::string> about = {"organizations/o"},
                  absl::string_view topic = "since") {
  Draft statement = Thing(absl::StrCat("statements/", name));
  statement.With("topic", topic);
  if (!says.empty()) statement.With("says", says);
  std::get<Entity>(statement.body).about = std::move(about);
  return statement;
}

// With what statements are about.
inline std::vector<Fact> Things(std::vector<Fact> facts) {
  facts.push_back(Thing("organizations/o"));
  facts.push_back(Thing("organizations/x"));
  facts.push_back(Thing("products/d"));
  return facts;
}

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_ASKED_CONTRADICTIONS_H_
