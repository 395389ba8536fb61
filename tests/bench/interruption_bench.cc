#include "tests/bench/interruption_bench.h"

#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/affected.h"
#include "graph/best_matrix.h"
#include "graph/comparison.h"
#include "graph/path_search.h"
#include "graph/timeline.h"
#include "ingest/generator/generator.h"
#include "service/engine/view_cache.h"

namespace ketenzicht::bench {
namespace {

using graph::FactIndex;
using Clock = std::chrono::steady_clock;

constexpr absl::string_view kEarlier = "2015-01-01";
constexpr int kLatestMoment = 300'000;  // microseconds

class Questions {
 public:
  Questions(std::shared_ptr<const graph::View> view,
            const InterruptionBenchOptions& options)
      : options_(options),
        view_(std::move(view)),
        snapshot_(view_, &view_->snapshot()),
        vector_(*graph::CompileVector(ingest::kGeneratedVector,
                                      snapshot_->ontology())),
        earlier_(Earlier()),
        random_(options.seed) {}

  BenchRow Leave(absl::string_view name,
                 void (Questions::*ask)(FactIndex, const graph::Limits&)) {
    BenchRow row = {
        absl::StrCat("from cancelling to stopping: ", name), "engine", {}, ""};
    for (int i = 0; i < options_.times; ++i) {
      std::atomic<bool> cancelled{false};
      std::atomic<bool> done{false};
      graph::Limits limits;
      limits.paths = graph::kMaxPaths;
      limits.cancelled = [&] { return cancelled.load(); };
      const FactIndex process =
          options_.processes[random_() % options_.processes.size()];
      std::thread question([&] {
        (this->*ask)(process, limits);
        done.store(true);
      });
      std::this_thread::sleep_for(
          std::chrono::microseconds(random_() % kLatestMoment));
      const bool late = done.load();
      const auto start = Clock::now();
      cancelled.store(true);
      question.join();
      if (!late) {
        row.samples.Add(
            std::chrono::duration<double>(Clock::now() - start).count());
      }
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

  void Affected(FactIndex process, const graph::Limits& limits) {
    graph::FindAffected(*view_, snapshot_->id(process), {&vector_}, limits)
        .IgnoreError();
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
  std::mt19937_64 random_;
  service::ViewCache made_{2};
};

}  // namespace

std::vector<BenchRow> RunInterruptionBench(
    const std::shared_ptr<const graph::View>& view,
    const InterruptionBenchOptions& options) {
  Questions questions(view, options);
  const std::pair<const char*,
                  void (Questions::*)(FactIndex, const graph::Limits&)>
      kinds[] = {{"matrix", &Questions::Matrix},
                 {"paths", &Questions::Paths},
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
