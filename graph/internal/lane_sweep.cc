#include "graph/internal/lane_sweep.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <limits>
#include <memory>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/component_order.h"
#include "graph/internal/parallel_ranges.h"

namespace ketenzicht::graph::internal {
namespace {

constexpr size_t kTile = 16;
constexpr int32_t kCancelInterval = 2048;

// Rows whose edges are worth a thread.
constexpr size_t kRowsPerThread = 10'000;
constexpr std::chrono::milliseconds kWaitForHelpers(1);

// From here on it does not matter how far: a lane that is reached at last falls
// as far. Sums up to here are rounded by less than kRounding.
constexpr double kFarAbove = 18014398509481984.0;  // 2^54
constexpr double kRounding = 64;

// A row that fell so far in all tells all others, whenever it falls again.
constexpr uint64_t kFallen = uint64_t{1} << 62;

// Edges ahead of the one that is looked at whose rows are fetched already.
constexpr uint32_t kAhead = 8;
constexpr uint32_t kMostWaiting = 16;

// Two cache lines, and never a part of a third.
struct alignas(64) Row {
  std::array<double, kTile> costs;
};

// Lowers `row` to what lies `cost` before `next`. How far that was above the
// row, in the lane where it was least; below zero, the lane fell by that.
double Lower(Row& row, const Row& next, double cost) {
  double least = kFarAbove;
  for (size_t i = 0; i < kTile; ++i) {
    const double through = next.costs[i] + cost;
    const double above = through - row.costs[i];  // no number: both unreached
    row.costs[i] = through < row.costs[i] ? through : row.costs[i];
    least = above < least ? above : least;
  }
  return least;
}

// What a target has to fall, at least, to lower a row that it lies `above`.
uint64_t FallThatMatters(double above) {
  return static_cast<uint64_t>(std::max(above - kRounding, 1.0));
}

// How far a row fell, kFarAbove at most.
uint64_t FallOf(double above) {
  return static_cast<uint64_t>(std::min(-above, kFarAbove));
}

}  // namespace

// Whether all threads are to stop, and why. Only the calling one asks limits.
class LaneSweep::Stop {
 public:
  Stop(std::atomic<StopReason>& reason, const Limits* limits)
      : reason_(reason), limits_(limits) {}

  // Looks up every so many calls.
  bool Check() {
    if (++calls_ % kCancelInterval != 0) return false;
    if (limits_ != nullptr) Ask(*limits_, reason_);
    return reason_.load(std::memory_order_relaxed) != StopReason::kNone;
  }

  static void Ask(const Limits& limits, std::atomic<StopReason>& reason) {
    const StopReason asked = limits.interrupted();
    if (asked != StopReason::kNone) reason.store(asked);
  }

 private:
  std::atomic<StopReason>& reason_;
  const Limits* limits_;
  int64_t calls_ = 0;
};

// The rows of one tile. They are written before they are read, whatever an
// earlier tile left in them.
class LaneSweep::Rows {
 public:
  Rows(const LaneSweep& sweep, int level, Stop stop)
      : sweep_(sweep),
        level_(static_cast<uint32_t>(level)),
        stop_(stop),
        // Not a vector: that would be filled with zeros, without looking up.
        rows_(std::make_unique_for_overwrite<Row[]>(sweep.order_.size())),
        fallen_(sweep.order_.size()),
        has_news_(sweep.order_.size()),
        waiting_for_(sweep.order_.size()),
        due_(sweep.inner_.edges.size()) {}

  void Begin(size_t first_lane) { first_lane_ = first_lane; }

  const Row& row(int32_t r) const { return rows_[r]; }

  // Rows of components before this one are final. False where it was stopped.
  bool Component(int32_t begin, int32_t end) {
    for (int32_t r = begin; r < end; ++r) {
      LowerByOuter(r);
      if (stop_.Check()) return false;
    }
    std::fill(due_.begin() + sweep_.inner_.offsets[begin],
              due_.begin() + sweep_.inner_.offsets[end], 0);
    for (bool any = end - begin > 1; any;) {
      any = false;
      for (int32_t r = begin; r < end; ++r) {
        // What was told it is done first, so that news runs along the order.
        while (waiting_for_[r] > 0) TellNext();
        if (!has_news_[r]) continue;
        any = true;
        Tell(r);
        if (stop_.Check()) return false;
      }
      while (first_waiting_ != last_waiting_) TellNext();
    }
    return true;
  }

 private:
  // An inner edge along which a row tells that it has fallen so far.
  struct Told {
    uint32_t edge;
    int32_t by;
    uint64_t fallen;
  };

  void Fetch(int32_t r) const {
    if (r < 0) return;
    __builtin_prefetch(&rows_[r].costs.front());
    __builtin_prefetch(&rows_[r].costs.back());
    __builtin_prefetch(&fallen_[r]);
  }

  // Begins a row with what its edges to other components and to lanes give.
  void LowerByOuter(int32_t r) {
    Row& row = rows_[r];
    row.costs.fill(kUnreachedCost);
    fallen_[r] = 0;
    const std::vector<Edge>& edges = sweep_.outer_.edges;
    for (uint32_t i = sweep_.outer_.offsets[r];
         i < sweep_.outer_.offsets[r + 1]; ++i) {
      if (i + kAhead < edges.size()) Fetch(edges[i + kAhead].row);
      const Edge& edge = edges[i];
      if (edge.status > level_) continue;
      if (edge.row < 0) {
        const size_t lane = static_cast<size_t>(~edge.row) - first_lane_;
        if (lane >= kTile || edge.cost >= row.costs[lane]) continue;
        row.costs[lane] = edge.cost;
        fallen_[r] = 1;
      } else if (fallen_[edge.row] > 0 &&
                 Lower(row, rows_[edge.row], edge.cost) < 0) {
        fallen_[r] = 1;
      }
    }
    has_news_[r] = fallen_[r] > 0;
  }

  // Has the rows of the same component from which an edge leads to `r` lowered,
  // where that has fallen far enough since the edge was looked at last: not at
  // once, but when they have been fetched.
  void Tell(int32_t r) {
    const uint64_t fallen = fallen_[r];
    has_news_[r] = false;
    const std::vector<Edge>& edges = sweep_.inner_.edges;
    const uint32_t end = sweep_.inner_.offsets[r + 1];
    for (uint32_t i = sweep_.inner_.offsets[r]; i < end; ++i) {
      const Edge& edge = edges[i];
      if (due_[i] > fallen || edge.status > level_) continue;
      Fetch(edge.row);
      if (last_waiting_ - first_waiting_ == kMostWaiting) TellNext();
      waiting_[last_waiting_++ % kMostWaiting] = {i, r, fallen};
      ++waiting_for_[edge.row];
    }
  }

  // The row that tells may have fallen further meanwhile: the edge is then due
  // again earlier than it had to be, which costs a look.
  void TellNext() {
    const Told& told = waiting_[first_waiting_++ % kMostWaiting];
    const Edge& edge = sweep_.inner_.edges[told.edge];
    --waiting_for_[edge.row];
    const double above = Lower(rows_[edge.row], rows_[told.by], edge.cost);
    due_[told.edge] = std::min(told.fallen + FallThatMatters(above), kFallen);
    if (above >= 0) return;
    fallen_[edge.row] = std::min(fallen_[edge.row] + FallOf(above), kFallen);
    has_news_[edge.row] = true;
  }

  const LaneSweep& sweep_;
  const uint32_t level_;
  Stop stop_;
  size_t first_lane_ = 0;
  std::unique_ptr<Row[]> rows_;
  // By row, how far it has fallen since it was begun: the most that a lane
  // fell each time, added up, kFallen at most. 0 where no lane of this tile is
  // reached.
  std::vector<uint64_t> fallen_;
  std::vector<uint8_t> has_news_;  // by row: it fell since it told others
  // Edges that are told next, in that order: a ring.
  std::array<Told, kMostWaiting> waiting_;
  uint32_t first_waiting_ = 0;
  uint32_t last_waiting_ = 0;
  std::vector<uint8_t> waiting_for_;  // by row: how many of them lower it
  // By inner edge, how far its target has to have fallen before that lowers
  // its source again.
  std::vector<uint64_t> due_;
};

LaneSweep::LaneSweep(const CompactProduct& product,
                     const std::vector<Vertex>& cut, const Limits& limits,
                     Completeness& completeness)
    : product_(product), lanes_(cut.size()) {
  std::vector<int32_t> lane_of(static_cast<size_t>(product.size()), -1);
  for (size_t i = 0; i < cut.size(); ++i) {
    lane_of[cut[i]] = static_cast<int32_t>(i);
  }
  Pulse pulse(limits, completeness);
  try {
    FindRows(lane_of, pulse);
    OrderRows(pulse);
    StoreEdges(lane_of, pulse);
  } catch (const Interrupted&) {
    // `completeness` says why.
  }
}

// Everything that a start leads to without passing the cut, in any order.
void LaneSweep::FindRows(const std::vector<int32_t>& lane_of, Pulse& pulse) {
  row_of_.assign(lane_of.size(), -1);
  const auto visit = [&](Vertex v) {
    if (lane_of[v] >= 0 || row_of_[v] >= 0) return;
    row_of_[v] = static_cast<int32_t>(order_.size());
    order_.push_back(v);
  };
  for (Vertex v : product_.starts()) visit(v);
  for (size_t i = 0; i < order_.size(); ++i) {
    pulse.BeatOrThrow();
    for (const CompactProduct::Edge& edge : product_.edges(order_[i])) {
      visit(edge.to);
    }
  }
}

// The rows in the order in which they are to be computed.
void LaneSweep::OrderRows(Pulse& pulse) {
  ComponentOrder found = OrderByComponents(product_, order_, row_of_, pulse);
  order_ = std::move(found.vertices);
  components_ = std::move(found.components);
  for (size_t r = 0; r < order_.size(); ++r) {
    row_of_[order_[r]] = static_cast<int32_t>(r);
  }
}

void LaneSweep::StoreEdges(const std::vector<int32_t>& lane_of, Pulse& pulse) {
  std::vector<int32_t> component_of(order_.size());
  for (size_t c = 0; c + 1 < components_.size(); ++c) {
    std::fill(component_of.begin() + components_[c],
              component_of.begin() + components_[c + 1],
              static_cast<int32_t>(c));
  }
  std::vector<Part> parts(NumRanges(order_.size(), kRowsPerThread));
  const auto find = [&](size_t piece, size_t begin, size_t end,
                        PiecePulse& own) {
    for (size_t r = begin; r < end && own.Beat(); ++r) {
      FindEdges(r, lane_of, component_of, parts[piece]);
    }
  };
  if (!ForEachRange(order_.size(), parts.size(), pulse, find)) {
    throw Interrupted();
  }
  outer_.offsets.reserve(order_.size() + 1);
  outer_.offsets.push_back(0);
  for (const Part& part : parts) {
    const auto before = static_cast<uint32_t>(outer_.edges.size());
    for (uint32_t end : part.outer_ends) {
      outer_.offsets.push_back(before + end);
    }
    outer_.edges.insert(outer_.edges.end(), part.outer.begin(),
                        part.outer.end());
  }
  SortInner(parts);
  for (Vertex v : product_.starts()) {
    starts_.push_back(lane_of[v] >= 0 ? ~lane_of[v] : row_of_[v]);
  }
}

void LaneSweep::FindEdges(size_t row, const std::vector<int32_t>& lane_of,
                          const std::vector<int32_t>& component_of,
                          Part& part) const {
  const Vertex v = order_[row];
  uint32_t position = product_.first_edge(v);
  for (const CompactProduct::Edge& edge : product_.edges(v)) {
    const auto cost = static_cast<double>(product_.cost(position++));
    if (edge.to == v) continue;
    const int32_t to =
        lane_of[edge.to] >= 0 ? ~lane_of[edge.to] : row_of_[edge.to];
    if (to >= 0 && component_of[to] == component_of[row]) {
      part.inner.push_back(
          {to, {static_cast<int32_t>(row), edge.status, cost}});
    } else {
      part.outer.push_back({to, edge.status, cost});
    }
  }
  part.outer_ends.push_back(static_cast<uint32_t>(part.outer.size()));
}

void LaneSweep::SortInner(const std::vector<Part>& parts) {
  inner_.offsets.assign(order_.size() + 1, 0);
  for (const Part& part : parts) {
    for (const auto& [to, edge] : part.inner) ++inner_.offsets[to + 1];
  }
  for (size_t r = 1; r < inner_.offsets.size(); ++r) {
    inner_.offsets[r] += inner_.offsets[r - 1];
  }
  std::vector<uint32_t> next(inner_.offsets.begin(), inner_.offsets.end() - 1);
  inner_.edges.resize(inner_.offsets.back());
  for (const Part& part : parts) {
    for (const auto& [to, edge] : part.inner) inner_.edges[next[to]++] = edge;
  }
}

void LaneSweep::RunTile(size_t first_lane, Rows& rows, LaneCosts& costs) const {
  rows.Begin(first_lane);
  for (size_t c = 0; c + 1 < components_.size(); ++c) {
    if (!rows.Component(components_[c], components_[c + 1])) return;
  }
  const size_t lanes = std::min(kTile, lanes_ - first_lane);
  for (size_t s = 0; s < starts_.size(); ++s) {
    if (starts_[s] < 0) {
      const size_t lane = static_cast<size_t>(~starts_[s]) - first_lane;
      if (lane < lanes) costs.Set(s, first_lane + lane, 0);
      continue;
    }
    for (size_t i = 0; i < lanes; ++i) {
      costs.Set(s, first_lane + i, rows.row(starts_[s]).costs[i]);
    }
  }
}

absl::StatusOr<LaneCosts> LaneSweep::Run(int level, int threads,
                                         const Limits& limits,
                                         Completeness& completeness) const {
  try {
    LaneCosts costs(starts_.size(), lanes_);
    if (RunTiles(level, threads, limits, costs, completeness)) return costs;
  } catch (const std::bad_alloc&) {
    // As where a thread has none.
  }
  return absl::ResourceExhaustedError(
      absl::StrCat("not enough memory for the costs from ", starts_.size(),
                   " starts to ", lanes_, " vertices"));
}

bool LaneSweep::RunTiles(int level, int threads, const Limits& limits,
                         LaneCosts& costs, Completeness& completeness) const {
  std::atomic<size_t> next{0};
  std::atomic<size_t> done{0};  // lanes
  std::atomic<StopReason> stop{StopReason::kNone};
  std::atomic<int> running{0};
  // A thread that has no memory leaves its part to the others.
  const auto work = [&](const Limits* asked) {
    try {
      Rows rows(*this, level, Stop(stop, asked));
      for (;;) {
        const size_t first = next.fetch_add(kTile);
        if (first >= lanes_ || stop.load() != StopReason::kNone) break;
        RunTile(first, rows, costs);
        done.fetch_add(std::min(kTile, lanes_ - first));
      }
    } catch (const std::bad_alloc&) {
      // What was begun is not done.
    }
  };
  // Joined wherever this is left.
  std::vector<std::jthread> helpers;
  helpers.reserve(static_cast<size_t>(threads));
  for (int i = 1; i < threads; ++i) {
    running.fetch_add(1);
    try {
      helpers.emplace_back([&] {
        work(nullptr);
        running.fetch_sub(1);
      });
    } catch (const std::system_error&) {  // no thread to be had
      running.fetch_sub(1);
    }
  }
  work(&limits);
  while (running.load() > 0) {
    Stop::Ask(limits, stop);
    std::this_thread::sleep_for(kWaitForHelpers);
  }
  helpers.clear();
  completeness.stop = stop.load();
  return !completeness.complete() || done.load() == lanes_;
}

}  // namespace ketenzicht::graph::internal
