#include "tests/bench/overlay_bench.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/overlay.h"
#include "graph/view.h"
#include "ingest/generator/generator.h"

namespace ketenzicht::bench {
namespace {

using graph::FactIndex;
using Clock = std::chrono::steady_clock;

constexpr int kTimes = 20;
constexpr int kChanged = 4;
constexpr int kAdded = 3;
constexpr int kGone = 3;

double Since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class Drawer {
 public:
  Drawer(const graph::Snapshot& snapshot, uint64_t seed)
      : snapshot_(snapshot), random_(seed) {}

  graph::Fact Relation() {
    for (;;) {
      const auto i = static_cast<FactIndex>(random_() % snapshot_.size());
      if (snapshot_.is_relation(i)) return snapshot_.facts().Read(i);
    }
  }

  void Draw(graph::Overlay& overlay) {
    for (int i = 0; i < kChanged; ++i) {
      graph::Fact fact = Relation();
      fact.modality = graph::Modality::kPossible;
      overlay.Put(std::move(fact));
    }
    for (int i = 0; i < kAdded; ++i) {
      graph::Fact fact = Relation();
      absl::StrAppend(&fact.id, "-drawn");
      overlay.Put(std::move(fact));
    }
    for (int i = 0; i < kGone; ++i) overlay.Remove(Relation().id);
  }

 private:
  const graph::Snapshot& snapshot_;
  std::mt19937_64 random_;
};

}  // namespace

std::vector<BenchRow> RunOverlayBench(
    const std::shared_ptr<const graph::Snapshot>& snapshot, uint64_t seed) {
  BenchRow named = {"who names what, once for a snapshot", "engine", {}, ""};
  const auto start = Clock::now();
  snapshot->NamersOf(0);
  named.samples.Add(Since(start));
  BenchRow check = {"ten facts over the snapshot: checked", "engine", {}, ""};
  BenchRow lay = {"ten facts over the snapshot: laid", "engine", {}, ""};
  BenchRow view = {"ten facts over the snapshot: their view", "engine", {}, ""};
  Drawer drawer(*snapshot, seed);
  size_t most_bytes = 0;
  for (int i = 0; i < kTimes; ++i) {
    graph::Overlay overlay(snapshot);
    drawer.Draw(overlay);
    const auto before_check = Clock::now();
    const bool sound = overlay.Check().empty();
    check.samples.Add(Since(before_check));
    if (!sound) continue;  // a relation that something else names is gone
    const size_t bytes = mallinfo2().uordblks;
    const auto before_lay = Clock::now();
    const auto laid = overlay.Lay({.id = "scenarios/drawn"});
    lay.samples.Add(Since(before_lay));
    most_bytes = std::max(most_bytes, mallinfo2().uordblks - bytes);
    if (i >= 3) continue;
    const auto before_view = Clock::now();
    const auto seen = graph::View::Create(
        *laid, graph::DefaultOptions(
                   **laid, *graph::Date::Parse(ingest::kGeneratedDate)));
    view.samples.Add(Since(before_view));
    if (!seen.ok()) std::cerr << "bench: " << seen.status() << "\n";
  }
  lay.note = absl::StrCat("at most ", most_bytes / 1024, " kB");
  return {named, check, lay, view};
}

}  // namespace ketenzicht::bench
