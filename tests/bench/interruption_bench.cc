#include "tests/bench/interruption_bench.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "graph/affected.h"
#include "graph/best_matrix.h"
#include "graph/comparison.h"
#include "graph/path_list.h"
#include "graph/path_search.h"
#include "graph/timeline.h"
#include "ingest/generator/generator.h"
#include "service/engine/view_cache.h"

namespace ketenzicht::bench {
namespace {

using graph::FactIndex;
using Clock = std::chrono::steady_clock;

constexpr absl::string_view kEarlier = "2015-01-01";
// What takes longer is left by then.
constexpr double kLatestMoment = 4;      // seconds
constexpr double kForEachQuestion = 45;  // all its times together

class Questions {
 public:
  using Ask = void (Questions::*)(FactIndex, const graph::Limits&);

  Questions(std::shared_ptr<const graph::View> view,
            const InterruptionBenchOptions& options)
      : options_(options),
        view_(std::move(view)),
        snapshot_(view_, &view_->snapshot()),
        vector_(*graph::CompileVector(ingest::kGeneratedVector,
                                      snapshot_->ontology())),
        earlier_(Earlier()),
        company_(BusiestCompany()),
        random_(options.seed) {}

  // Cancelled at a moment chosen by chance between its start and its end, or
  // kLatestMoment.
  BenchRow Leave(absl::string_view name, Ask ask) {
    const double whole = std::min(Whole(ask), kLatestMoment);
    const int times = std::clamp(static_cast<int>(kForEachQuestion / whole),
                                 kLeastTimes, options_.times);
    BenchRow row = {
        absl::StrCat("from cancelling to stopping: ", name),
        "engine",
        {},
        absl::StrFormat("at some moment of its first %.1f s", whole)};
    for (int i = 0; i < times; ++i) {
      std::atomic<bool> cancelled{false};
      std::atomic<bool> done{false};
      graph::Limits limits;
      limits.paths = graph::kMaxPaths;
      limits.cancelled = [&] { return cancelled.load(); };
      const FactIndex process = SomeProcess();
      std::thread question([&] {
        (this->*ask)(process, limits);
        done.store(true);
      });
      std::this_thread::sleep_for(std::chrono::duration<double>(
          whole * std::uniform_real_distribution<>()(random_)));
      const bool late = done.load();
      const auto start = Clock::now();
      cancelled.store(true);
      question.join();
      if (!late) row.samples.Add(Seconds(start));
    }
    return row;
  }

  void Matrix(FactIndex, const graph::Limits& limits) {
    graph::BestMatrix(view_, *vector_.automaton, options_.authorities,
                      graph::kMatrixThreads, limits);
  }

  void Paths(FactIndex process, const graph::Limits& limits) {
    graph::PathQuery query;
    query.source = process;
    query.targets = options_.authorities;
    query.automaton = vector_.automaton.get();
    graph::FindPaths(*view_, query, limits);
  }

  // Of the company that most is about.
  void Affected(FactIndex, const graph::Limits& limits) {
    graph::FindAffected(*view_, snapshot_->id(company_), {&vector_}, limits)
        .IgnoreError();
  }

  void PathList(FactIndex process, const graph::Limits& limits) {
    graph::PathListQuery query;
    query.sources = {process};
    for (FactIndex authority : options_.authorities) {
      query.targets.push_back({authority, {authority}});
    }
    query.vector = &vector_;
    query.per_pair = 2;
    graph::ListPaths(*view_, query, {}, limits,
                     [](const graph::ListedPath&) { return true; });
  }

  void Timeline(FactIndex process, const graph::Limits& limits) {
    graph::TimelineQuery query;
    query.processes = {process};
    query.targets = {
        {options_.authorities.front(), {options_.authorities.front()}}};
    query.vectors = {&vector_};
    query.make_views = MakerOfViews(limits);
    graph::FindTimelines(snapshot_, view_->options(), query, limits)
        .IgnoreError();
  }

  void Comparison(FactIndex process, const graph::Limits& limits) {
    graph::ComparisonQuery query;
    query.targets = {std::string(snapshot_->id(options_.authorities.front()))};
    query.vectors = {vector_};
    query.make_views = MakerOfViews(limits);
    const std::vector<std::string> who = {std::string(snapshot_->id(process))};
    graph::Compare({graph::ComparisonSide{{view_, view_}, who},
                    graph::ComparisonSide{{earlier_, earlier_}, who}},
                   query, limits)
        .IgnoreError();
  }

 private:
  static constexpr int kLeastTimes = 25;

  static double Seconds(Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
  }

  FactIndex SomeProcess() {
    return options_.processes[random_() % options_.processes.size()];
  }

  // How long it takes where nobody cancels it before kLatestMoment.
  double Whole(Ask ask) {
    const auto start = Clock::now();
    graph::Limits limits;
    limits.paths = graph::kMaxPaths;
    limits.cancelled = [&] { return Seconds(start) > kLatestMoment; };
    (this->*ask)(SomeProcess(), limits);
    return Seconds(start);
  }

  FactIndex BusiestCompany() const {
    FactIndex busiest = graph::kNoFact;
    size_t most = 0;
    for (FactIndex i = 0; i < snapshot_->size(); ++i) {
      if (!snapshot_->IsA(i, "company")) continue;
      const size_t relations = snapshot_->relations_to(i).size();
      if (busiest != graph::kNoFact && relations <= most) continue;
      busiest = i;
      most = relations;
    }
    return busiest;
  }

  std::shared_ptr<const graph::View> Earlier() const {
    graph::ViewOptions options = view_->options();
    options.date = *graph::Date::Parse(kEarlier);
    return *graph::View::Create(snapshot_, options);
  }

  graph::ViewMaker MakerOfViews(const graph::Limits& limits) {
    return
        [this, limits](const std::shared_ptr<const graph::Snapshot>& snapshot,
                       const graph::ViewOptions& options) {
          return made_.Make(snapshot, options, limits);
        };
  }

  const InterruptionBenchOptions& options_;
  const std::shared_ptr<const graph::View> view_;
  const std::shared_ptr<const graph::Snapshot> snapshot_;
  const graph::Vector vector_;
  // What a comparison has on its other side.
  const std::shared_ptr<const graph::View> earlier_;
  const FactIndex company_;
  std::mt19937_64 random_;
  service::ViewCache made_{2};
};

}  // namespace

std::vector<BenchRow> RunInterruptionBench(
    const std::shared_ptr<const graph::View>& view,
    const InterruptionBenchOptions& options) {
  Questions questions(view, options);
  const std::pair<const char*, Questions::Ask> kinds[] = {
      {"matrix", &Questions::Matrix},
      {"paths", &Questions::Paths},
      {"list of paths", &Questions::PathList},
      {"affected", &Questions::Affected},
      {"timeline", &Questions::Timeline},
      {"comparison", &Questions::Comparison}};
  std::vector<BenchRow> rows;
  for (const auto& [name, ask] : kinds) {
    BenchRow row = questions.Leave(name, ask);
    if (row.samples.size() > 0) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace ketenzicht::bench
