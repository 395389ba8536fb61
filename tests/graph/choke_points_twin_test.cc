// Choke points and the cheapest cut against every simple path, one by one
// (tests/support/oracle_choke_points.h).
//
// 150 graphs in a normal run; KETENZICHT_LONG=1 takes 5,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include "graph/choke_points.h"

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle_choke_points.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using oracle::ChokeCase;

std::string Join(const std::vector<int>& pairs) {
  return absl::StrJoin(pairs, ",");
}

class Found {
 public:
  explicit Found(const ChokeCase& drawn)
      : snapshot_(Snapshot::Create(1, drawn.facts, TestOntology(), TestPolicy())
                      .value()),
        view_(MakeView(snapshot_, drawn.options)) {
    for (const std::string& expression : drawn.expressions) {
      vectors_.push_back(CompileVector(expression, *TestOntology()).value());
    }
    ChokePointQuery query;
    query.processes = Indexes(drawn.processes);
    for (FactIndex authority : Indexes(drawn.authorities)) {
      query.targets.push_back({authority, {authority}});
    }
    for (const Vector& vector : vectors_) query.vectors.push_back(&vector);
    query.weakest = drawn.weakest;
    query.cuttable = drawn.cuttable;
    for (const std::string& id : drawn.not_cuttable) {
      query.not_cuttable.push_back(snapshot_->Find(id));
    }
    query.not_cuttable_kinds.assign(drawn.kinds.begin(), drawn.kinds.end());
    for (const auto& [id, weight] : drawn.weights) {
      query.weights[snapshot_->Find(id)] = weight;
    }
    query.default_weight = drawn.default_weight;
    found_ =
        FindChokePoints(*view_, query, {.expansions = kMaxExpansions}).value();
  }

  std::string Show() const {
    std::string text;
    for (const ExposedByPath& one : found_.exposed) {
      absl::StrAppend(&text, "exposed ", snapshot_->id(one.pair.process), " ",
                      snapshot_->id(one.pair.target.asked), " ",
                      one.pair.vector->expression, ": ",
                      StepsOf(*view_, one.path), "\n");
    }
    for (const UnexposedPair& one : found_.not_exposed) {
      absl::StrAppend(&text, "not exposed ", snapshot_->id(one.pair.process),
                      " ", snapshot_->id(one.pair.target.asked), " ",
                      one.pair.vector->expression, ": ",
                      one.status ? StatusName(*one.status) : "not settled",
                      "\n");
    }
    for (const ChokePoint& one : found_.points) {
      absl::StrAppend(&text, Show(one.element), " pairs ", Join(one.pairs),
                      one.of_all ? " of all" : "",
                      one.cuttable ? " cuttable" : "", " @", one.position,
                      "\n");
    }
    const CheapestCut& cut = found_.cut;
    for (const UncuttablePair& one : cut.uncuttable) {
      absl::StrAppend(&text, "uncuttable ", one.pair, ": ",
                      StepsOf(*view_, one.path), "\n");
    }
    absl::StrAppend(&text, "cut ", cut.weight, "\n");
    for (const CutElement& one : cut.elements) {
      absl::StrAppend(&text, "  ", Show(one.element), " pairs ",
                      Join(one.pairs), " opens ", Join(one.opens), "\n");
    }
    return text;
  }

  // What the text does not say.
  std::string Unsound() const {
    const CheapestCut& cut = found_.cut;
    std::string text;
    if (!found_.completeness.complete() || !cut.completeness.complete() ||
        !found_.unsettled.empty()) {
      absl::StrAppend(&text, "not complete\n");
    }
    const bool none = !found_.exposed.empty() &&
                      cut.uncuttable.size() == found_.exposed.size();
    if (cut.state != (none ? CheapestCut::State::kImpossible
                           : CheapestCut::State::kCheapest) ||
        cut.bound != cut.weight) {
      absl::StrAppend(&text, "not proven\n");
    }
    for (const ChokePoint& one : found_.points) {
      const double share = static_cast<double>(one.pairs.size()) /
                           static_cast<double>(found_.exposed.size());
      if (one.share != share) absl::StrAppend(&text, "share ", share, "\n");
    }
    for (const ExposedByPath& one : found_.exposed) {
      if (one.path.status > Status::kBlocked) absl::StrAppend(&text, "status");
    }
    return text;
  }

  const ChokePoints& found() const { return found_; }

 private:
  std::vector<FactIndex> Indexes(const std::vector<std::string>& ids) const {
    std::vector<FactIndex> indexes;
    for (const std::string& id : ids) indexes.push_back(snapshot_->Find(id));
    return indexes;
  }
  std::string Show(const PathElement& element) const {
    std::vector<std::string> ids;
    for (FactIndex fact : element.facts) ids.emplace_back(snapshot_->id(fact));
    return absl::StrCat(snapshot_->id(element.fact), " [",
                        absl::StrJoin(ids, " "), "]",
                        element.relation ? " relation" : "");
  }

  const std::shared_ptr<const Snapshot> snapshot_;
  const std::shared_ptr<const View> view_;
  std::vector<Vector> vectors_;
  ChokePoints found_;
};

TEST(ChokePointsTwin, AgreesWithAllSimplePaths) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 5'000 : 150);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const ChokeCase drawn = oracle::DrawChokeCase(seed);
    oracle::NaiveChokePoints naive(drawn, met);
    if (!naive.Enumerate()) {
      ++met["left out for too many paths"];
      continue;
    }
    const std::string expected = naive.Show();
    const Found found(drawn);
    ASSERT_EQ(found.Unsound(), "") << "KETENZICHT_SEED=" << seed << "\n"
                                   << oracle::Describe(drawn);
    ASSERT_EQ(found.Show(), expected) << "KETENZICHT_SEED=" << seed << "\n"
                                      << oracle::Describe(drawn);
    met["exposed pairs"] += static_cast<int>(found.found().exposed.size());
    if (found.found().completeness.expansions > 0) ++met["divided searches"];
  }
  std::cout << graphs << " graphs from seed " << first << "\n";
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (graphs < 150) return;
  EXPECT_LT(met["left out for too many paths"], graphs / 5);
  for (const char* what :
       {"exposed pairs", "points", "point of several pairs", "cut of one",
        "cut of more", "uncuttable pair", "presumed step",
        "presumed one way or another", "said twice", "carried step",
        "carried one way or another", "carried by what was replaced",
        "class fact", "divided searches", "all subsets tried",
        "all ways to hit tried", "not exposed, blocked",
        "not exposed, no_path"}) {
    EXPECT_GT(met[what], 0) << what << " never came up";
  }
}

}  // namespace
}  // namespace ketenzicht::graph
