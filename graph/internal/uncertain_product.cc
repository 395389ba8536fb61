#include "graph/internal/uncertain_product.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/internal/carried_steps.h"
#include "graph/internal/open_ways.h"
#include "graph/internal/product_graph.h"
#include "graph/internal/pulse.h"
#include "graph/internal/reached_product.h"

namespace ketenzicht::graph::internal {

namespace {

// Walks to and fro over what was reached.
class Narrowing {
 public:
  Narrowing(const ProductGraph& graph, const ReachedProduct& reached,
            FactIndex process, std::vector<bool> ends, CarriedSteps& carried,
            Pulse& pulse)
      : graph_(graph),
        reached_(reached),
        process_(process),
        ends_(std::move(ends)),
        carried_(carried),
        pulse_(pulse) {}

  // The steps from what is reached over steps that count to what leads on to
  // an end, by the position that they leave. None where interrupted.
  std::vector<ReachedStep> Narrow() {
    std::vector<ReachedStep> steps = ForwardSteps();
    const std::vector<bool> leads_on = LeadingOn(steps);
    std::erase_if(steps,
                  [&](const ReachedStep& step) { return !leads_on[step.to]; });
    if (!go_on_) steps.clear();
    return steps;
  }

 private:
  FactIndex EntityAt(int32_t position) const {
    return graph_.EntityOf(reached_.vertex(position));
  }

  bool Counts(int32_t from, const ReachedEdge& edge) {
    const FactIndex entity = edge.step->to;
    return entity != process_ && entity != EntityAt(from) &&
           carried_.MayBeOpen(edge.step->instance);
  }

  std::vector<ReachedStep> ForwardSteps() {
    std::vector<ReachedStep> steps;
    std::vector<bool> seen(reached_.size(), false);
    std::vector<int32_t> queue = {0};
    seen[0] = true;
    for (size_t i = 0; i < queue.size() && go_on_; ++i) {
      const int32_t from = queue[i];
      if (ends_[from]) continue;
      for (const ReachedEdge& edge : reached_.edges(from)) {
        go_on_ = go_on_ && pulse_.Beat();
        if (!Counts(from, edge)) continue;
        steps.push_back({from, edge.target, edge.step->instance});
        if (seen[edge.target]) continue;
        seen[edge.target] = true;
        queue.push_back(edge.target);
      }
    }
    // Stable, so that relations are met in the order of the view.
    std::stable_sort(steps.begin(), steps.end(),
                     [](const ReachedStep& a, const ReachedStep& b) {
                       return a.from < b.from;
                     });
    return steps;
  }

  // By position: whether it is an end, or some step leads on to one.
  std::vector<bool> LeadingOn(const std::vector<ReachedStep>& steps) {
    std::vector<size_t> by_target(steps.size());
    std::iota(by_target.begin(), by_target.end(), size_t{0});
    std::sort(by_target.begin(), by_target.end(),
              [&](size_t a, size_t b) { return steps[a].to < steps[b].to; });
    std::vector<bool> leads_on = ends_;
    std::vector<int32_t> queue;
    for (int32_t v = 0; v < reached_.size(); ++v) {
      if (ends_[v]) queue.push_back(v);
    }
    for (size_t i = 0; i < queue.size() && go_on_; ++i) {
      auto at = std::lower_bound(
          by_target.begin(), by_target.end(), queue[i],
          [&](size_t step, int32_t to) { return steps[step].to < to; });
      for (; at != by_target.end() && steps[*at].to == queue[i]; ++at) {
        go_on_ = go_on_ && pulse_.Beat();
        if (leads_on[steps[*at].from]) continue;
        leads_on[steps[*at].from] = true;
        queue.push_back(steps[*at].from);
      }
    }
    return leads_on;
  }

  const ProductGraph& graph_;
  const ReachedProduct& reached_;
  const FactIndex process_;
  const std::vector<bool> ends_;
  CarriedSteps& carried_;
  Pulse& pulse_;
  bool go_on_ = true;
};

// The instances of the steps, and of all that carries them.
std::vector<InstanceIndex> InstancesOf(const std::vector<ReachedStep>& steps,
                                       CarriedSteps& carried) {
  std::vector<InstanceIndex> instances;
  absl::flat_hash_set<InstanceIndex> met;
  for (const ReachedStep& step : steps) {
    if (met.insert(step.instance).second) instances.push_back(step.instance);
  }
  for (size_t i = 0; i < instances.size(); ++i) {
    for (const auto& carrier : carried.CarriersOf(instances[i])) {
      for (const InstanceIndex one : carrier) {
        if (met.insert(one).second) instances.push_back(one);
      }
    }
  }
  return instances;
}

}  // namespace

// Lays edges. A step that is carried is a row of edges, one for each event,
// over vertices that are there for it alone, and as many rows as there are ways
// for it to be open. So an edge has one event.
class UncertainProduct::Laying {
 public:
  Laying(UncertainProduct& product, OpenWays& ways)
      : product_(product), ways_(ways) {}

  void Lay(int32_t from, int32_t to, InstanceIndex instance) {
    for (const PathSet& way : ways_.Of(instance)) {
      if (way.empty()) edges_.push_back({from, {to, kCertainEvent}});
      int32_t at = from;
      for (size_t i = 0; i < way.size(); ++i) {
        const int32_t next = i + 1 == way.size() ? to : product_.AddVertex();
        edges_.push_back({at, {next, way[i]}});
        at = next;
      }
    }
  }

  std::vector<std::pair<int32_t, Edge>> Take() { return std::move(edges_); }

 private:
  UncertainProduct& product_;
  OpenWays& ways_;
  std::vector<std::pair<int32_t, Edge>> edges_;
};

UncertainProduct::UncertainProduct(const View& view, const Automaton& automaton,
                                   FactIndex process,
                                   const std::vector<FactIndex>& targets,
                                   Status weakest, const Limits& limits,
                                   Completeness& completeness) {
  const ProductGraph graph(view, automaton, process, false);
  const ReachedProduct reached(graph, graph.Vertex(process, automaton.start()),
                               limits, completeness);
  if (!completeness.complete()) return;
  std::vector<bool> ends(reached.size(), false);
  for (int32_t v = 0; v < reached.size(); ++v) {
    const FactIndex entity = graph.EntityOf(reached.vertex(v));
    ends[v] =
        graph.Accepts(reached.vertex(v)) && entity != process &&
        std::find(targets.begin(), targets.end(), entity) != targets.end();
  }
  Pulse pulse(limits, completeness);
  CarriedSteps carried(view, weakest);
  const std::vector<ReachedStep> steps =
      Narrowing(graph, reached, process, ends, carried, pulse).Narrow();
  if (steps.empty()) return;

  const std::vector<int32_t> number = Number(graph, reached, ends, steps);
  OpenEvents events(view.table(), InstancesOf(steps, carried));
  OpenWays ways(carried, events, limits, completeness);
  Laying laying(*this, ways);
  for (const ReachedStep& step : steps) {
    if (!completeness.complete() || !pulse.Beat()) break;
    laying.Lay(number[step.from], number[step.to], step.instance);
  }
  std::vector<std::pair<int32_t, Edge>> edges = laying.Take();
  const std::vector<int32_t> sorted = events.Sort();
  for (auto& [from, edge] : edges) {
    if (edge.event != kCertainEvent) edge.event = sorted[edge.event];
  }
  num_relations_ = events.num_relations();
  events_ = events.Take();
  Store(std::move(edges));
}

std::vector<int32_t> UncertainProduct::Number(
    const ProductGraph& graph, const ReachedProduct& reached,
    const std::vector<bool>& ends, const std::vector<ReachedStep>& steps) {
  // All that has a step; the start does.
  std::vector<bool> kept(reached.size(), false);
  for (const ReachedStep& step : steps) {
    kept[step.from] = true;
    kept[step.to] = true;
  }
  std::vector<int32_t> number(reached.size(), -1);
  absl::flat_hash_map<FactIndex, int32_t> entities;
  for (int32_t v = 0; v < reached.size(); ++v) {
    if (!kept[v]) continue;
    number[v] = size();
    const FactIndex entity = graph.EntityOf(reached.vertex(v));
    entities_.push_back(
        entities.emplace(entity, entities.size()).first->second);
    ends_.push_back(ends[v]);
  }
  num_entities_ = static_cast<int32_t>(entities.size());
  return number;
}

int32_t UncertainProduct::AddVertex() {
  entities_.push_back(num_entities_++);
  ends_.push_back(false);
  return size() - 1;
}

void UncertainProduct::Store(std::vector<std::pair<int32_t, Edge>> edges) {
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  edges_.reserve(edges.size());
  for (const auto& [from, edge] : edges) {
    while (static_cast<int32_t>(offsets_.size()) <= from) {
      offsets_.push_back(static_cast<uint32_t>(edges_.size()));
    }
    edges_.push_back(edge);
  }
  offsets_.resize(static_cast<size_t>(size()) + 1,
                  static_cast<uint32_t>(edges_.size()));
}

}  // namespace ketenzicht::graph::internal
