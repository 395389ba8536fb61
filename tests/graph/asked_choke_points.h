// One question for choke points, of a small graph.

#ifndef KETENZICHT_TESTS_GRAPH_ASKED_CHOKE_POINTS_H_
#define KETENZICHT_TESTS_GRAPH_ASKED_CHOKE_POINTS_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/choke_points.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {

class AskedChokePoints {
 public:
  AskedChokePoints(std::vector<Fact> facts, const std::string& vector,
                   const std::vector<std::string>& processes = {"processes/p"},
                   const std::string& target = "authorities/s")
      : view(MakeView(std::move(facts))) {
    for (const std::string& id : processes) {
      query.processes.push_back(Index(id));
    }
    query.targets = TargetsOf(view->snapshot(), {target}).value();
    const Vector* known = view->snapshot().policy().FindVector(vector);
    own_ = known != nullptr
               ? *known
               : CompileVector(vector, view->snapshot().ontology()).value();
    query.vectors = {&own_};
  }
  AskedChokePoints(const AskedChokePoints&) = delete;
  AskedChokePoints& operator=(const AskedChokePoints&) = delete;

  FactIndex Index(absl::string_view id) const {
    const FactIndex index = view->snapshot().Find(id);
    EXPECT_NE(index, kNoFact) << id;
    return index;
  }
  absl::StatusOr<ChokePoints> Ask(const Limits& limits = {}) const {
    return FindChokePoints(*view, query, limits);
  }
  ChokePoints Find(const Limits& limits = {}) const {
    absl::StatusOr<ChokePoints> found = Ask(limits);
    EXPECT_TRUE(found.ok()) << found.status();
    return *std::move(found);
  }
  std::string Id(FactIndex fact) const {
    return std::string(view->snapshot().id(fact));
  }

  // "companies/h 2 @6", the number of pairs and the position.
  std::vector<std::string> Points() const {
    std::vector<std::string> shown;
    for (const ChokePoint& point : Find().points) {
      shown.push_back(absl::StrCat(Id(point.element.fact), " ",
                                   point.pairs.size(), " @", point.position));
    }
    return shown;
  }
  // Ids of the points that all exposed pairs pass.
  std::vector<std::string> OfAll() const {
    std::vector<std::string> ids;
    for (const ChokePoint& point : Find().points) {
      if (point.of_all) ids.push_back(Id(point.element.fact));
    }
    return ids;
  }
  // "2: companies/a companies/b"
  std::string Show(const CheapestCut& cut) const {
    std::vector<std::string> ids;
    for (const CutElement& one : cut.elements) {
      ids.push_back(Id(one.element.fact));
    }
    return absl::StrCat(cut.weight, ": ", absl::StrJoin(ids, " "));
  }
  // "none" where no pair can be cut.
  std::string Cut() const {
    const CheapestCut cut = Find().cut;
    if (cut.state == CheapestCut::State::kImpossible) return "none";
    EXPECT_EQ(cut.state, CheapestCut::State::kCheapest);
    EXPECT_EQ(cut.bound, cut.weight);
    return Show(cut);
  }

  std::shared_ptr<const View> view;
  ChokePointQuery query;

 private:
  Vector own_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_GRAPH_ASKED_CHOKE_POINTS_H_
