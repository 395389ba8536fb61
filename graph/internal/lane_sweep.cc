#include "graph/internal/lane_sweep.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/property_map/property_map.hpp>
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

namespace ketenzicht::graph::internal {
namespace {

constexpr size_t kTile = 16;
constexpr int32_t kCancelInterval = 2048;
constexpr std::chrono::milliseconds kWaitForHelpers(1);

// From here on it does not matter how far: a lane that is reached at last falls
// as far. Sums up to here are rounded by less than kRounding.
constexpr double kFarAbove = 18014398509481984.0;  // 2^54
constexpr double kRounding = 64;

// A row that fell so far in all tells all others, whenever it falls again.
constexpr uint64_t kFallen = uint64_t{1} << 62;

// Edges ahead of the one that is looked at whose rows are fetched already.
constexpr uint32_t kAhead = 6;

// Two cache lines, and never a part of a third.
struct alignas(64) Row {
  std::array<double, kTile> costs;
};
using UpGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                       boost::no_property, boost::no_property,
                                       uint32_t, uint32_t>;

// The edges between rows, the cheap ones of each row first.
UpGraph MakeUpGraph(const CompactProduct& product,
                    const std::vector<Vertex>& order,
                    const std::vector<int32_t>& row_of, Pulse& pulse) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  pairs.reserve(product.num_edges());
  std::vector<std::pair<Cost, uint32_t>> next;
  for (uint32_t r = 0; r < order.size(); ++r) {
    pulse.BeatOrThrow();
    next.clear();
    uint32_t position = product.first_edge(order[r]);
    for (const CompactProduct::Edge& edge : product.edges(order[r])) {
      const Cost cost = product.cost(position++);
      if (row_of[edge.to] < 0 || edge.to == order[r]) continue;
      next.emplace_back(cost, static_cast<uint32_t>(row_of[edge.to]));
    }
    std::sort(next.begin(), next.end());
    for (const auto& [cost, to] : next) pairs.emplace_back(r, to);
  }
  return UpGraph(boost::edges_are_sorted, pairs.begin(), pairs.end(),
                 static_cast<uint32_t>(order.size()));
}

// The rows of each strong component together, components in the order in which
// they are completed (what others lead to first), and within one in the order
// in which the search leaves them.
class ComponentVisitor : public boost::default_dfs_visitor {
 public:
  struct Result {
    std::vector<uint32_t> left;       // rows, in the order of leaving
    std::vector<uint32_t> component;  // by row
    uint32_t components = 0;
  };

  ComponentVisitor(size_t rows, Result& result, Pulse& pulse)
      : result_(&result), pulse_(&pulse), state_(std::make_shared<State>()) {
    result.component.assign(rows, kNone);
    state_->low.resize(rows);
  }

  void discover_vertex(uint32_t v, const UpGraph&) {
    pulse_->BeatOrThrow();
    state_->low[v] = state_->time++;
    state_->open.push_back(v);
    state_->found.push_back(state_->low[v]);
  }

  void finish_vertex(uint32_t v, const UpGraph& graph) {
    State& s = *state_;
    result_->left.push_back(v);
    const uint32_t found = s.found.back();
    s.found.pop_back();
    for (auto [e, end] = boost::out_edges(v, graph); e != end; ++e) {
      const uint32_t to = boost::target(*e, graph);
      if (result_->component[to] == kNone) {
        s.low[v] = std::min(s.low[v], s.low[to]);
      }
    }
    if (s.low[v] != found) return;
    uint32_t member;
    do {
      member = s.open.back();
      s.open.pop_back();
      result_->component[member] = result_->components;
    } while (member != v);
    ++result_->components;
  }

 private:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
  // Visitors are copied.
  struct State {
    uint32_t time = 0;
    std::vector<uint32_t> low;    // the first found that is led to
    std::vector<uint32_t> open;   // in no component yet
    std::vector<uint32_t> found;  // times, of those on the way
  };

  Result* result_;
  Pulse* pulse_;
  std::shared_ptr<State> state_;
};

ComponentVisitor::Result FindComponents(const UpGraph& graph, Pulse& pulse) {
  const size_t rows = boost::num_vertices(graph);
  ComponentVisitor::Result result;
  std::vector<boost::default_color_type> color(rows);
  boost::depth_first_search(
      graph, boost::visitor(ComponentVisitor(rows, result, pulse))
                 .color_map(boost::make_iterator_property_map(
                     color.begin(), boost::get(boost::vertex_index, graph))));
  return result;
}

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
        rows_(sweep.order_.size()),
        fallen_(rows_.size()),
        has_news_(rows_.size()),
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
        if (!has_news_[r]) continue;
        any = true;
        Tell(r);
        if (stop_.Check()) return false;
      }
    }
    return true;
  }

 private:
  void Fetch(int32_t r) const {
    if (r < 0) return;
    __builtin_prefetch(&rows_[r].costs.front());
    __builtin_prefetch(&rows_[r].costs.back());
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

  // Lowers the rows of the same component from which an edge leads to `r`,
  // where that has fallen far enough since the edge was looked at last.
  void Tell(int32_t r) {
    const uint64_t fallen = fallen_[r];
    has_news_[r] = false;
    const std::vector<Edge>& edges = sweep_.inner_.edges;
    const uint32_t end = sweep_.inner_.offsets[r + 1];
    for (uint32_t i = sweep_.inner_.offsets[r]; i < end; ++i) {
      if (i + kAhead < end && due_[i + kAhead] <= fallen) {
        Fetch(edges[i + kAhead].row);
      }
      const Edge& edge = edges[i];
      if (due_[i] > fallen || edge.status > level_) continue;
      const double above = Lower(rows_[edge.row], rows_[r], edge.cost);
      due_[i] = std::min(fallen + FallThatMatters(above), kFallen);
      if (above >= 0) continue;
      fallen_[edge.row] = std::min(fallen_[edge.row] + FallOf(above), kFallen);
      has_news_[edge.row] = true;
    }
  }

  const LaneSweep& sweep_;
  const uint32_t level_;
  Stop stop_;
  size_t first_lane_ = 0;
  std::vector<Row> rows_;
  // By row, how far it has fallen since it was begun: the most that a lane
  // fell each time, added up, kFallen at most. 0 where no lane of this tile is
  // reached.
  std::vector<uint64_t> fallen_;
  std::vector<uint8_t> has_news_;  // by row: it fell since it told others
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
  const UpGraph graph = MakeUpGraph(product_, order_, row_of_, pulse);
  const ComponentVisitor::Result found = FindComponents(graph, pulse);
  components_.assign(found.components + 1, 0);
  for (uint32_t c : found.component) ++components_[c + 1];
  for (size_t c = 1; c < components_.size(); ++c) {
    components_[c] += components_[c - 1];
  }
  std::vector<int32_t> next(components_.begin(), components_.end() - 1);
  std::vector<Vertex> order(order_.size());
  for (uint32_t r : found.left) {
    order[next[found.component[r]]++] = order_[r];
  }
  order_ = std::move(order);
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
  std::vector<std::pair<int32_t, Edge>> inner;  // with their targets
  inner.reserve(product_.num_edges());
  outer_.edges.reserve(product_.num_edges());
  for (size_t r = 0; r < order_.size(); ++r) {
    const Vertex v = order_[r];
    pulse.BeatOrThrow();
    outer_.offsets.push_back(static_cast<uint32_t>(outer_.edges.size()));
    uint32_t position = product_.first_edge(v);
    for (const CompactProduct::Edge& edge : product_.edges(v)) {
      const auto cost = static_cast<double>(product_.cost(position++));
      if (edge.to == v) continue;
      const int32_t to =
          lane_of[edge.to] >= 0 ? ~lane_of[edge.to] : row_of_[edge.to];
      if (to >= 0 && component_of[to] == component_of[r]) {
        inner.push_back({to, {static_cast<int32_t>(r), edge.status, cost}});
      } else {
        outer_.edges.push_back({to, edge.status, cost});
      }
    }
  }
  outer_.offsets.push_back(static_cast<uint32_t>(outer_.edges.size()));
  SortInner(inner);
  for (Vertex v : product_.starts()) {
    starts_.push_back(lane_of[v] >= 0 ? ~lane_of[v] : row_of_[v]);
  }
}

void LaneSweep::SortInner(const std::vector<std::pair<int32_t, Edge>>& inner) {
  inner_.offsets.assign(order_.size() + 1, 0);
  for (const auto& [to, edge] : inner) ++inner_.offsets[to + 1];
  for (size_t r = 1; r < inner_.offsets.size(); ++r) {
    inner_.offsets[r] += inner_.offsets[r - 1];
  }
  std::vector<uint32_t> next(inner_.offsets.begin(), inner_.offsets.end() - 1);
  inner_.edges.resize(inner.size());
  for (const auto& [to, edge] : inner) inner_.edges[next[to]++] = edge;
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
