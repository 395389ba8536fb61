// The whole-graph matrix against one search for each process.
//
// 400 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include "graph/best_matrix.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <new>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/internal/compact_product.h"
#include "graph/internal/lane_sweep.h"
#include "graph/internal/narrowest_cut.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/generated_facts.h"
#include "tests/support/generated_view.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;
using ketenzicht::testing::GeneratedView;

using internal::CompactProduct;
using internal::Vertex;

std::vector<FactIndex> EntitiesOf(const Snapshot& snapshot,
                                  absl::string_view kind) {
  std::vector<FactIndex> found;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, kind)) found.push_back(i);
  }
  return found;
}

// Whether a walk from some start gets to what accepts without the cut.
bool Bypasses(const CompactProduct& product, const std::vector<Vertex>& cut) {
  std::vector<bool> seen(static_cast<size_t>(product.size()), false);
  for (Vertex v : cut) seen[v] = true;
  std::vector<Vertex> queue;
  for (Vertex v : product.starts()) {
    if (!seen[v]) queue.push_back(v);
    seen[v] = true;
  }
  for (size_t i = 0; i < queue.size(); ++i) {
    if (product.accepts(queue[i])) return true;
    for (const CompactProduct::Edge& edge : product.edges(queue[i])) {
      if (!seen[edge.to]) queue.push_back(edge.to);
      seen[edge.to] = true;
    }
  }
  return false;
}

// Everything that the matrix can say of a view, against FindBestCosts. Returns
// how many cells have a path.
int CompareAll(const std::shared_ptr<const View>& view,
               const std::string& expression, int threads,
               const std::string& what) {
  const Snapshot& snapshot = view->snapshot();
  const Automaton automaton =
      *Automaton::Compile(expression, snapshot.ontology());
  const std::vector<FactIndex> authorities = EntitiesOf(snapshot, "authority");
  const BestMatrix matrix(view, automaton, authorities, threads, Limits());
  EXPECT_TRUE(matrix.completeness().complete());
  Completeness none;
  const auto product = view->product(automaton, Limits(), none);
  EXPECT_FALSE(Bypasses(
      *product, internal::FindNarrowestCut(*view, *product, Limits(), none)))
      << what;
  std::vector<FactIndex> sources = EntitiesOf(snapshot, "process");
  const std::vector<FactIndex> more = EntitiesOf(snapshot, "organization");
  sources.insert(sources.end(), more.begin(), more.end());
  int cells = 0;
  for (FactIndex source : sources) {
    Completeness completeness;
    const std::vector<BestCost> row =
        matrix.Row(source, Limits(), completeness);
    const std::vector<BestCost> expected = FindBestCosts(
        *view, automaton, source, authorities, Limits(), completeness);
    for (size_t i = 0; i < row.size(); ++i) {
      EXPECT_EQ(row[i], expected[i])
          << what << ": " << snapshot.id(source) << " to "
          << snapshot.id(authorities[i]) << ": " << StatusName(row[i].status)
          << " " << row[i].cost << ", alone " << StatusName(expected[i].status)
          << " " << expected[i].cost;
      cells += expected[i].status != Status::kNoPath;
    }
  }
  return cells;
}

TEST(BestMatrix, IsWhatEachProcessFindsAloneOnRandomGraphs) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 400);
  int64_t cells = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const RandomGraph graph = MakeRandomGraph(seed);
    const auto snapshot = MakeSnapshot(graph.facts);
    Dice dice(seed + 2'000'000);
    const auto view = MakeView(
        snapshot, MakeRandomOptions(snapshot->facts().ReadAll(), dice));
    for (const Vector& vector : snapshot->policy().document().vectors) {
      cells += CompareAll(view, vector.expression, 1 + dice.Below(2),
                          absl::StrCat("KETENZICHT_SEED=", seed));
    }
    if (::testing::Test::HasFailure()) return;
  }
  std::cout << graphs << " graphs from seed " << first << ", " << cells
            << " cells with a path\n";
  EXPECT_GT(cells, graphs / 2);
}

// More than one tile of lanes, so that rows are written over; loops, large
// circles, sources that miss what others reach.
TEST(BestMatrix, IsWhatEachProcessFindsAloneOnHardSupplyChains) {
  const int seeds = FromEnvironment("KETENZICHT_LONG", 0) != 0 ? 40 : 4;
  int cells = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    ingest::GeneratorOptions options = testing::PlainOptions(2000, seed);
    options.self_loops = 0.3;
    options.ownership_cycles = 0.3;
    options.missed_jurisdictions = 0.2;
    options.unlikely_targets = 0.2;
    if (seed % 2 == 0) options.no_funnel = 0.3;
    if (seed % 4 >= 2) options.modalities = 0.3;
    cells += CompareAll(GeneratedView(options),
                        std::string(options.no_funnel > 0
                                        ? ingest::kGeneratedVectorWithoutFunnel
                                        : ingest::kGeneratedVector),
                        2, absl::StrCat("generator seed ", seed));
  }
  EXPECT_GT(cells, seeds * 500);
}

// So large that rows are put in order, and their edges stored, by several
// threads.
TEST(BestMatrix, IsWhatEachProcessFindsAloneWhereThreadsShareTheWork) {
  ingest::GeneratorOptions options = testing::PlainOptions(40'000);
  options.self_loops = 0.3;
  options.modalities = 0.1;
  const auto view = GeneratedView(options);
  Completeness none;
  const auto product =
      view->product(*Automaton::Compile(ingest::kGeneratedVector,
                                        view->snapshot().ontology()),
                    Limits(), none);
  ASSERT_GT(product->size(), 25'000);
  EXPECT_GT(CompareAll(view, std::string(ingest::kGeneratedVector), 2,
                       "40 thousand entities"),
            100'000);
}

TEST(BestMatrix, FindsTheFunnel) {
  const auto view = GeneratedView(testing::PlainOptions(2000));
  Completeness none;
  const auto product =
      view->product(*Automaton::Compile(ingest::kGeneratedVector,
                                        view->snapshot().ontology()),
                    Limits(), none);
  const std::vector<Vertex> cut =
      internal::FindNarrowestCut(*view, *product, Limits(), none);
  ASSERT_FALSE(cut.empty());
  EXPECT_LT(cut.size(), product->accepting().size());
  for (Vertex v : cut) {
    EXPECT_TRUE(view->snapshot().IsA(product->entity(v), "jurisdiction"));
  }
}

TEST(BestMatrix, SaysThatItWasCancelled) {
  const auto view = GeneratedView(testing::PlainOptions(5000));
  Limits limits;
  limits.cancelled = [] { return true; };
  const BestMatrix matrix(view,
                          *Automaton::Compile(ingest::kGeneratedVector,
                                              view->snapshot().ontology()),
                          EntitiesOf(view->snapshot(), "authority"), 2, limits);
  EXPECT_EQ(matrix.completeness().stop, StopReason::kCancelled);
}

// Where the one that asks finds no memory. Another thread may have done all of
// it before that one begins: then nothing is lacking.
TEST(BestMatrix, SaysThatMemoryDoesNotSuffice) {
  const auto view = GeneratedView(testing::PlainOptions(5000));
  const Automaton automaton = *Automaton::Compile(ingest::kGeneratedVector,
                                                  view->snapshot().ontology());
  Completeness completeness;
  const auto product = view->product(automaton, Limits(), completeness);
  const std::vector<Vertex> cut =
      internal::FindNarrowestCut(*view, *product, Limits(), completeness);
  const internal::LaneSweep sweep(*product, cut, Limits(), completeness);
  ASSERT_TRUE(completeness.complete());
  Limits limits;
  limits.cancelled = []() -> bool { throw std::bad_alloc(); };
  EXPECT_EQ(sweep.Run(0, 1, limits, completeness).status().code(),
            absl::StatusCode::kResourceExhausted);
  const auto costs = sweep.Run(0, 2, limits, completeness);
  EXPECT_TRUE(costs.ok() || absl::IsResourceExhausted(costs.status()))
      << costs.status();
  EXPECT_TRUE(sweep.Run(0, 2, Limits(), completeness).ok());
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// More than enough, with the stacks of two threads.
constexpr size_t kMemoryOfTheSweep = 48 << 20;

// In a process of its own, which has `bytes` left.
int RunWithin(const internal::LaneSweep& sweep, size_t bytes) {
  const pid_t child = fork();
  if (child == 0) {
    std::ifstream pages("/proc/self/statm");
    rlim_t used = 0;
    pages >> used;
    const rlim_t most =
        used * static_cast<rlim_t>(getpagesize()) + kMemoryOfTheSweep;
    constexpr size_t kPiece = 1 << 16;
    std::vector<void*> all;
    all.reserve(1 << 16);
    const rlimit limit = {most, most};
    setrlimit(RLIMIT_AS, &limit);
    while (void* piece = std::malloc(kPiece)) all.push_back(piece);
    for (size_t i = 0; i < bytes / kPiece && !all.empty(); ++i) {
      std::free(all.back());
      all.pop_back();
    }
    Completeness completeness;
    const auto costs = sweep.Run(0, 3, Limits(), completeness);
    if (costs.ok()) _exit(0);
    _exit(absl::IsResourceExhausted(costs.status()) ? 1 : 2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(BestMatrix, EndsInOrderWithAnyMemory) {
  const auto view = GeneratedView(testing::PlainOptions(20'000));
  const Automaton automaton = *Automaton::Compile(ingest::kGeneratedVector,
                                                  view->snapshot().ontology());
  Completeness completeness;
  const auto product = view->product(automaton, Limits(), completeness);
  const std::vector<Vertex> cut =
      internal::FindNarrowestCut(*view, *product, Limits(), completeness);
  const internal::LaneSweep sweep(*product, cut, Limits(), completeness);
  std::set<int> seen;
  for (size_t bytes = 0; bytes <= kMemoryOfTheSweep; bytes += 1 << 20) {
    const int code = RunWithin(sweep, bytes);
    EXPECT_THAT(code, ::testing::AnyOf(0, 1)) << bytes << " bytes";
    seen.insert(code);
  }
  EXPECT_EQ(seen.size(), 2U) << "too little at first, enough in the end";
}
#endif

}  // namespace
}  // namespace ketenzicht::graph
