#include "tests/bench/query_bench.h"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/affected.h"
#include "graph/best_matrix.h"
#include "graph/best_paths.h"
#include "graph/internal/compact_product.h"
#include "graph/internal/lane_sweep.h"
#include "graph/internal/narrowest_cut.h"
#include "graph/reach.h"
#include "ingest/generator/generator.h"
#include "tests/bench/generated_snapshot.h"
#include "tests/bench/interruption_bench.h"
#include "tests/bench/machine_limits.h"
#include "tests/bench/overlay_bench.h"
#include "tests/bench/plain_graph.h"

namespace ketenzicht::bench {
namespace {

using graph::FactIndex;
using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

double Timed(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return Seconds(start);
}

void Require(bool equal, const std::string& what) {
  if (equal) return;
  std::cerr << "bench: the engine and the plain loop disagree: " << what
            << "\n";
  std::exit(1);
}

class Bench {
 public:
  explicit Bench(const QueryBenchOptions& options)
      : options_(options), random_(options.seed) {
    run_.scale = options.scale;
    run_.seed = options.seed;
  }

  BenchRun Run() {
    Prepare();
    AskReach();
    AskBest();
    AskMatrix();
    AskPeersOfMatrix();
    AskAffected();
    Interrupt();
    Lay();
    run_.peak_mb = PeakMegabytes();
    return std::move(run_);
  }

 private:
  BenchRow& Row(const std::string& what, const std::string& by,
                const std::string& note = "") {
    run_.rows.push_back({what, by, {}, note});
    std::cerr << "  " << what << ", " << by << "\n";
    return run_.rows.back();
  }

  void Prepare() {
    ingest::GeneratorOptions generated;
    generated.scale = options_.scale;
    generated.seed = options_.seed;
    const auto snapshot = MakeGeneratedSnapshot(generated);
    run_.facts = snapshot->size();
    graph::ViewOptions view_options = graph::DefaultOptions(
        *snapshot, *graph::Date::Parse(ingest::kGeneratedDate));
    BenchRow& views = Row("view from snapshot", "engine");
    for (int i = 0; i < options_.repeats; ++i) {
      view_ = nullptr;
      views.samples.Add(
          Timed([&] { view_ = *graph::View::Create(snapshot, view_options); }));
    }
    automaton_ = std::make_unique<graph::Automaton>(*graph::Automaton::Compile(
        ingest::kGeneratedVector, snapshot->ontology()));
    BenchRow& products =
        Row("product from view", "engine", "made once for a view and vector");
    products.samples.Add(Timed([&] { product_ = Product(); }));
    run_.vertices = product_->size();
    run_.edges = static_cast<int64_t>(product_->num_edges());
    run_.resident_mb = ResidentMegabytes();
    for (FactIndex i = 0; i < snapshot->size(); ++i) {
      if (snapshot->IsA(i, "process")) all_.push_back(i);
      if (snapshot->IsA(i, "authority")) authorities_.push_back(i);
    }
    for (int i = 0; i < options_.processes; ++i) {
      asked_.push_back(all_[random_() % all_.size()]);
    }
    plain_ = std::make_unique<PlainGraph>(*view_);
  }

  std::shared_ptr<const graph::internal::CompactProduct> Product() const {
    graph::Completeness none;
    return view_->product(*automaton_, graph::Limits(), none);
  }

  void AskReach() {
    const std::string what = "which authorities reach one process, cold";
    BenchRow engine = {what, "engine", {}, "bit set, until all are met"};
    int64_t reached = 0;
    for (size_t i = 0; i < asked_.size(); ++i) {
      graph::Completeness none;
      std::vector<graph::Status> found;
      engine.samples.Add(Timed([&] {
        found = graph::FindReach(*view_, *automaton_, asked_[i], authorities_,
                                 graph::Limits(), none);
      }));
      if (i >= static_cast<size_t>(options_.peers)) continue;
      const std::vector<uint8_t> plain =
          plain_->Reach(plain_->NumberOf(asked_[i]));
      for (size_t a = 0; a < authorities_.size(); ++a) {
        const bool there = found[a] != graph::Status::kNoPath;
        Require(there == (plain[plain_->NumberOf(authorities_[a])] != 0), what);
        reached += there;
      }
    }
    BenchRow loop = {what, "plain loop", {}, "to the end"};
    BenchRow boost = {what, "Boost.Graph", {}, "breadth_first_search"};
    for (int i = 0; i < options_.peers; ++i) {
      const int32_t source = plain_->NumberOf(asked_[i]);
      loop.samples.Add(Timed([&] { plain_->Reach(source); }));
      boost.samples.Add(Timed([&] { plain_->BoostReach(source); }));
    }
    Keep({engine, loop, boost});
    run_.checks.push_back(absl::StrCat("reach of ", options_.peers,
                                       " processes, ", reached, " met"));
  }

  void AskBest() {
    const std::string what =
        "best likelihood from one process to every authority, cold";
    BenchRow engine = {what, "engine", {}, "reach, then until all are settled"};
    BenchRow paths = {"best path from one process to every authority, cold",
                      "engine",
                      {},
                      "the paths themselves, ties by ids"};
    for (size_t i = 0; i < asked_.size(); ++i) {
      graph::Completeness none;
      std::vector<graph::BestCost> found;
      engine.samples.Add(Timed([&] {
        found = graph::FindBestCosts(*view_, *automaton_, asked_[i],
                                     authorities_, graph::Limits(), none);
      }));
      paths.samples.Add(Timed([&] {
        graph::FindBestPaths(*view_, *automaton_, asked_[i], authorities_,
                             graph::Limits());
      }));
      if (i >= static_cast<size_t>(options_.peers)) continue;
      const std::vector<graph::Cost> plain =
          plain_->Best(plain_->NumberOf(asked_[i]));
      for (size_t a = 0; a < authorities_.size(); ++a) {
        const graph::Cost cost = plain[plain_->NumberOf(authorities_[a])];
        Require(found[a].status == graph::Status::kNoPath
                    ? cost == kFar
                    : cost == found[a].cost,
                what);
      }
    }
    BenchRow loop = {what, "plain loop", {}, "Dijkstra to the end"};
    BenchRow boost = {what, "Boost.Graph", {}, "dijkstra_shortest_paths"};
    for (int i = 0; i < options_.peers; ++i) {
      const int32_t source = plain_->NumberOf(asked_[i]);
      loop.samples.Add(Timed([&] { plain_->Best(source); }));
      boost.samples.Add(Timed([&] { plain_->BoostBest(source); }));
    }
    Keep({engine, paths, loop, boost});
    run_.checks.push_back(absl::StrCat("best likelihood of ", options_.peers,
                                       " processes to every authority"));
  }

  void Keep(std::vector<BenchRow> rows) {
    for (BenchRow& row : rows) {
      std::cerr << "  " << row.what << ", " << row.by << "\n";
      run_.rows.push_back(std::move(row));
    }
  }

  void AskMatrix() {
    const std::string what =
        absl::StrCat("best likelihood, all ", all_.size(), " processes by ",
                     authorities_.size(), " authorities");
    BenchRow whole = {what + ", from the view",
                      "engine",
                      {},
                      "product, cut, order, sweep, rows"};
    BenchRow cut = {"- its cut", "engine", {}, ""};
    BenchRow order = {"- its order of rows", "engine", {}, ""};
    BenchRow sweep = {"- its sweep", "engine", {}, "two threads"};
    BenchRow rows = {"- its rows read", "engine", {}, ""};
    for (int i = 0; i < options_.repeats; ++i) {
      graph::Completeness none;
      const graph::Limits limits;
      // A view of its own has no product yet.
      const auto view = *graph::View::Create(
          std::shared_ptr<const graph::Snapshot>(view_, &view_->snapshot()),
          view_->options());
      std::unique_ptr<graph::BestMatrix> matrix;
      const double made = Timed([&] {
        matrix = std::make_unique<graph::BestMatrix>(
            view, *automaton_, authorities_, graph::kMatrixThreads, limits);
      });
      const double read = Timed([&] { ReadAll(*matrix); });
      whole.samples.Add(made + read);
      rows.samples.Add(read);
      std::vector<graph::internal::Vertex> vertices;
      cut.samples.Add(Timed([&] {
        vertices =
            graph::internal::FindNarrowestCut(*view_, *product_, limits, none);
      }));
      std::unique_ptr<graph::internal::LaneSweep> lanes;
      order.samples.Add(Timed([&] {
        lanes = std::make_unique<graph::internal::LaneSweep>(
            *product_, vertices, limits, none);
      }));
      sweep.samples.Add(Timed([&] {
        lanes->Run(0, graph::kMatrixThreads, limits, none).IgnoreError();
      }));
      sweep.note = absl::StrCat("two threads, ", vertices.size(), " lanes");
      if (i == 0) CheckMatrix(*matrix, what);
    }
    Keep({whole, cut, order, sweep, rows});
  }

  void ReadAll(const graph::BestMatrix& matrix) {
    cells_ = 0;
    for (FactIndex process : all_) {
      graph::Completeness none;
      for (const graph::BestCost& cell :
           matrix.Row(process, graph::Limits(), none)) {
        cells_ += cell.status != graph::Status::kNoPath;
      }
    }
  }

  void CheckMatrix(const graph::BestMatrix& matrix, const std::string& what) {
    for (FactIndex process : asked_) {
      graph::Completeness none;
      Require(matrix.Row(process, graph::Limits(), none) ==
                  graph::FindBestCosts(*view_, *automaton_, process,
                                       authorities_, graph::Limits(), none),
              what);
    }
    run_.checks.push_back(absl::StrCat(asked_.size(),
                                       " rows of the matrix, bit for bit; ",
                                       cells_, " cells have a path"));
  }

  // One Dijkstra from each authority backwards; a few are timed.
  void AskPeersOfMatrix() {
    const std::string what = "- the same, one Dijkstra for each authority";
    const double columns =
        static_cast<double>(authorities_.size()) / graph::kMatrixThreads;
    const std::string note = absl::StrCat("a sample of ", options_.authorities,
                                          ", scaled to all by two threads");
    BenchRow loop = {what, "plain loop", {}, note};
    BenchRow boost = {what, "Boost.Graph", {}, note};
    for (int i = 0; i < options_.authorities; ++i) {
      const int32_t target =
          plain_->NumberOf(authorities_[random_() % authorities_.size()]);
      loop.samples.Add(columns * Timed([&] { plain_->BestTo(target); }));
      boost.samples.Add(columns * Timed([&] { plain_->BoostBestTo(target); }));
    }
    Keep({loop, boost});
  }

  void AskAffected() {
    graph::Vector vector = *graph::CompileVector(ingest::kGeneratedVector,
                                                 view_->snapshot().ontology());
    BenchRow row = {
        "whom one company reaches, all processes", "engine", {}, ""};
    std::vector<FactIndex> companies;
    for (FactIndex i = 0; i < view_->snapshot().size(); ++i) {
      if (view_->snapshot().IsA(i, "company")) companies.push_back(i);
    }
    for (int i = 0; i < options_.repeats; ++i) {
      const FactIndex company = companies[random_() % companies.size()];
      row.samples.Add(Timed([&] {
        graph::FindAffected(*view_, view_->snapshot().id(company), {&vector},
                            graph::Limits())
            .IgnoreError();
      }));
    }
    Keep({row});
  }

  void Interrupt() {
    Keep(RunInterruptionBench(view_, {.seed = options_.seed,
                                      .times = options_.processes,
                                      .processes = asked_,
                                      .authorities = authorities_}));
  }

  void Lay() { Keep(RunOverlayBench(view_->shared_snapshot(), options_.seed)); }

  const QueryBenchOptions options_;
  std::mt19937_64 random_;
  BenchRun run_;
  std::shared_ptr<const graph::View> view_;
  std::unique_ptr<const graph::Automaton> automaton_;
  std::shared_ptr<const graph::internal::CompactProduct> product_;
  std::unique_ptr<const PlainGraph> plain_;
  std::vector<FactIndex> all_;
  std::vector<FactIndex> asked_;
  std::vector<FactIndex> authorities_;
  int64_t cells_ = 0;
};

}  // namespace

BenchRun RunQueryBench(const QueryBenchOptions& options) {
  return Bench(options).Run();
}

}  // namespace ketenzicht::bench
