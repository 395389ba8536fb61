// What is stored for searches over the whole graph (the incidences of a view,
// its product with an automaton) against what one finds relation by relation:
// on random graphs, and on one large enough for several threads.
//
// 300 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/incidences.h"
#include "graph/internal/compact_product.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/generated_facts.h"
#include "tests/support/generated_view.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using internal::CompactProduct;
using internal::Vertex;
using ketenzicht::testing::FromEnvironment;

using Place = std::pair<FactIndex, int16_t>;  // an entity in a state
// Where to, the relation, its status and its cost.
using Step = std::tuple<Place, InstanceIndex, Status, Cost>;
using Incident = std::tuple<FactIndex, Letter, InstanceIndex>;

struct Lists {
  std::vector<std::vector<Incident>> from;
  std::vector<std::vector<Incident>> to;
};

Lists ListAll(const View& view) {
  const InstanceTable& table = view.table();
  const FactTable& facts = table.facts();
  Lists lists{std::vector<std::vector<Incident>>(facts.size()),
              std::vector<std::vector<Incident>>(facts.size())};
  for (InstanceIndex i = 0; i < table.size(); ++i) {
    if (!table.is_instance(i)) continue;
    const FactIndex source = table.source(i);
    const FactIndex target = table.target(i);
    if (source == kNoFact || target == kNoFact || !facts.is_entity(source) ||
        !facts.is_entity(target)) {
      continue;
    }
    lists.from[source].emplace_back(target, MakeLetter(table.kind(i), false),
                                    i);
    lists.to[target].emplace_back(source, MakeLetter(table.kind(i), true), i);
  }
  return lists;
}

std::vector<Incident> Unpacked(absl::Span<const Incidence> incidences) {
  std::vector<Incident> unpacked;
  for (const Incidence& at : incidences) {
    unpacked.emplace_back(at.to, at.letter, at.instance);
  }
  return unpacked;
}

// Returns how many there are.
int64_t CompareIncidences(const View& view, const Lists& lists,
                          const std::string& what) {
  int64_t listed = 0;
  for (FactIndex i = 0; i < view.snapshot().size(); ++i) {
    std::vector<Incident> expected = lists.from[i];
    EXPECT_EQ(Unpacked(view.outgoing(i)), expected)
        << what << ": from " << view.snapshot().id(i);
    expected.insert(expected.end(), lists.to[i].begin(), lists.to[i].end());
    EXPECT_EQ(Unpacked(view.incidences(i)), expected)
        << what << ": at " << view.snapshot().id(i);
    listed += static_cast<int64_t>(expected.size());
  }
  return listed;
}

// The walks of an automaton, as sets.
class NaiveProduct {
 public:
  NaiveProduct(const View& view, const Lists& lists, const Automaton& automaton)
      : view_(view), lists_(lists), automaton_(automaton) {
    for (FactIndex i = 0; i < view.snapshot().size(); ++i) {
      if (view.snapshot().facts().is_entity(i)) Visit({i, automaton.start()});
    }
    std::vector<Place> queue;
    for (const auto& [at, steps] : steps_) {
      if (Accepts(at) && live_.insert(at).second) queue.push_back(at);
    }
    for (size_t i = 0; i < queue.size(); ++i) {
      for (const Place& before : before_[queue[i]]) {
        if (live_.insert(before).second) queue.push_back(before);
      }
    }
  }

  const std::set<Place>& live() const { return live_; }
  bool Accepts(const Place& at) const {
    return automaton_.accepting(at.second) &&
           view_.snapshot().IsA(at.first, "authority");
  }
  std::vector<Step> LiveSteps(const Place& at) const {
    std::vector<Step> live;
    for (const Step& step : steps_.at(at)) {
      if (live_.contains(std::get<0>(step))) live.push_back(step);
    }
    std::sort(live.begin(), live.end());
    return live;
  }

 private:
  void Visit(const Place& start) {
    if (!steps_.try_emplace(start).second) return;
    std::vector<Place> queue = {start};
    for (size_t i = 0; i < queue.size(); ++i) {
      const Place at = queue[i];
      for (const auto* list : {&lists_.from[at.first], &lists_.to[at.first]}) {
        for (const auto& [to, letter, instance] : *list) {
          const int16_t next = automaton_.Next(at.second, letter);
          const Status status = view_.status(instance);
          if (next == Automaton::kNoState || status == Status::kNoPath) {
            continue;
          }
          const Place place = {to, next};
          steps_[at].emplace_back(place, instance, status,
                                  view_.cost(instance));
          before_[place].push_back(at);
          if (steps_.try_emplace(place).second) queue.push_back(place);
        }
      }
    }
  }

  const View& view_;
  const Lists& lists_;
  const Automaton& automaton_;
  std::map<Place, std::vector<Step>> steps_;
  std::map<Place, std::vector<Place>> before_;
  std::set<Place> live_;
};

// Returns how many edges there are.
int64_t CompareProducts(const View& view, const Lists& lists,
                        const std::string& expression,
                        const std::string& what) {
  const Automaton automaton =
      Automaton::Compile(expression, view.snapshot().ontology())->Minimized();
  const NaiveProduct naive(view, lists, automaton);
  Completeness completeness;
  const CompactProduct product(view, automaton, Limits(), completeness);
  EXPECT_TRUE(completeness.complete());
  std::vector<Place> places;
  std::vector<Vertex> starts;
  std::vector<Vertex> accepting;
  int64_t edges = 0;
  for (Vertex v = 0; v < product.size(); ++v) {
    const Place at = {product.entity(v), product.state(v)};
    places.push_back(at);
    if (at.second == automaton.start()) starts.push_back(v);
    if (naive.Accepts(at)) accepting.push_back(v);
    if (!naive.live().contains(at)) continue;  // told below
    std::vector<Step> steps;
    uint32_t position = product.first_edge(v);
    for (const CompactProduct::Edge& edge : product.edges(v)) {
      steps.emplace_back(Place{product.entity(edge.to), product.state(edge.to)},
                         static_cast<InstanceIndex>(edge.instance),
                         static_cast<Status>(edge.status),
                         product.cost(position++));
    }
    std::sort(steps.begin(), steps.end());
    EXPECT_EQ(steps, naive.LiveSteps(at)) << what << ": " << expression;
    edges += static_cast<int64_t>(steps.size());
  }
  EXPECT_EQ(places,
            std::vector<Place>(naive.live().begin(), naive.live().end()))
      << what << ": " << expression;
  EXPECT_EQ(product.starts(), starts) << what << ": " << expression;
  EXPECT_EQ(product.accepting(), accepting) << what << ": " << expression;
  return edges;
}

TEST(StoredGraph, IsWhatRelationsGiveOneByOneOnRandomGraphs) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 960'001);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  int64_t edges = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const auto snapshot = MakeSnapshot(MakeRandomGraph(seed).facts);
    Dice dice(seed + 2'000'000);
    const auto view = MakeView(
        snapshot, MakeRandomOptions(snapshot->facts().ReadAll(), dice));
    const Lists lists = ListAll(*view);
    const std::string what = absl::StrCat("KETENZICHT_SEED=", seed);
    CompareIncidences(*view, lists, what);
    for (const Vector& vector : snapshot->policy().document().vectors) {
      edges += CompareProducts(*view, lists, vector.expression, what);
    }
    if (::testing::Test::HasFailure()) return;
  }
  std::cout << graphs << " graphs from seed " << first << ", " << edges
            << " edges\n";
  EXPECT_GT(edges, graphs);
}

// Enough of it that each step is worth several threads. Every option is on, so
// that some of what is listed at a node makes no incidence.
TEST(StoredGraph, IsWhatRelationsGiveOneByOneOnALargeGraph) {
  ingest::GeneratorOptions options = testing::FullOptions(40'000);
  options.carriers = 0;  // presumptions by the million
  const auto view = testing::GeneratedView(options);
  const Lists lists = ListAll(*view);
  EXPECT_GT(CompareIncidences(*view, lists, "generated"), 200'000);
  EXPECT_GT(CompareProducts(*view, lists,
                            std::string(ingest::kGeneratedVectorWithoutFunnel),
                            "generated"),
            50'000);
}

TEST(StoredGraph, IsSharedByTheViewsOfAPair) {
  const auto view = testing::GeneratedView(testing::FullOptions(1000));
  const auto pair = View::CreatePair(view->shared_snapshot(), view->options());
  ASSERT_TRUE(pair.ok());
  ASSERT_NE(pair->asked, pair->inherent);
  for (FactIndex i = 0; i < view->snapshot().size(); ++i) {
    ASSERT_EQ(pair->asked->incidences(i).data(),
              pair->inherent->incidences(i).data());
  }
  const Lists lists = ListAll(*pair->inherent);
  CompareIncidences(*pair->inherent, lists, "without measures");
}

// Each step of the product looks up: the work of some is done by threads that
// do not ask themselves.
TEST(StoredGraph, StopsInEveryStepOfTheProduct) {
  const auto view = testing::GeneratedView(testing::PlainOptions(40'000));
  const Automaton automaton = *Automaton::Compile(ingest::kGeneratedVector,
                                                  view->snapshot().ontology());
  int looks = 0;
  Limits limits;
  limits.cancelled = [&looks] {
    ++looks;
    return false;
  };
  Completeness completeness;
  const CompactProduct whole(*view, automaton, limits, completeness);
  ASSERT_TRUE(completeness.complete());
  constexpr int kAlways = 20;  // looks; how many more hangs on the threads
  ASSERT_GT(looks, kAlways);
  for (int last = 1; last <= looks; ++last) {
    int asked = 0;
    limits.cancelled = [&] { return ++asked >= last; };
    Completeness stopped;
    const CompactProduct part(*view, automaton, limits, stopped);
    if (stopped.complete()) {
      EXPECT_GT(last, kAlways);
      continue;
    }
    EXPECT_EQ(stopped.stop, StopReason::kCancelled);
    EXPECT_EQ(asked, last);
  }
}

}  // namespace
}  // namespace ketenzicht::graph
