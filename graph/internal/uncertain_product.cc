#include "graph/internal/uncertain_product.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/product_graph.h"
#include "graph/internal/pulse.h"
#include "graph/internal/reached_product.h"
#include "graph/proposition_group.h"

namespace ketenzicht::graph::internal {

namespace {

// Walks to and fro over what was reached.
class Narrowing {
 public:
  Narrowing(const ProductGraph& graph, const ReachedProduct& reached,
            FactIndex process, std::vector<bool> ends, Status weakest,
            Pulse& pulse)
      : graph_(graph),
        reached_(reached),
        process_(process),
        ends_(std::move(ends)),
        weakest_(weakest),
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

  bool Counts(int32_t from, const ReachedEdge& edge) const {
    const FactIndex entity = edge.step->to;
    return edge.status <= weakest_ && entity != process_ &&
           entity != EntityAt(from) &&
           graph_.view().table().likelihood(edge.step->instance).high > 0;
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
  const Status weakest_;
  Pulse& pulse_;
  bool go_on_ = true;
};

// Numbers relations and events as they are met.
class Events {
 public:
  Events(const InstanceTable& table, const std::vector<ReachedStep>& steps)
      : table_(table) {
    for (const ReachedStep& step : steps) {
      const FactIndex fact = table.fact(step.instance);
      if (fact == kNoFact || table.general(step.instance)) continue;
      std::vector<FactIndex>& alike = alike_[Ends(fact)];
      if (std::find(alike.begin(), alike.end(), fact) == alike.end()) {
        alike.push_back(fact);
      }
    }
  }

  int32_t Of(InstanceIndex instance) {
    const Interval likelihood = table_.likelihood(instance);
    if (likelihood.low >= 1) return kCertainEvent;
    OpenEvent event;
    event.relation = RelationOf(instance);
    event.has_best = likelihood.best || likelihood.low == likelihood.high;
    event.thresholds = {likelihood.low,
                        likelihood.best.value_or(likelihood.low),
                        likelihood.high};
    const auto [at, added] = numbers_.emplace(
        Key(event.relation, event.has_best, event.thresholds), events_.size());
    if (added) events_.push_back(event);
    return at->second;
  }

  // Puts them in the order of relations: the new number of each old one.
  std::vector<int32_t> Sort() {
    std::vector<int32_t> order(events_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
      return events_[a].relation < events_[b].relation;
    });
    std::vector<OpenEvent> sorted;
    std::vector<int32_t> number(events_.size());
    for (int32_t old : order) {
      number[old] = static_cast<int32_t>(sorted.size());
      sorted.push_back(events_[old]);
    }
    events_ = std::move(sorted);
    return number;
  }

  int32_t num_relations() const {
    return static_cast<int32_t>(relations_.size());
  }
  std::vector<OpenEvent> Take() { return std::move(events_); }

 private:
  using EndsKey = std::tuple<FactIndex, RelationKindId, FactIndex>;
  using Key = std::tuple<int32_t, bool, std::array<double, kBounds>>;

  EndsKey Ends(FactIndex fact) const {
    return {table_.source(fact), table_.kind(fact), table_.target(fact)};
  }

  // Facts that say one proposition are one relation. Those are looked for only
  // where two facts are alike: to look takes time by what the source has.
  int32_t RelationOf(InstanceIndex instance) {
    InstanceIndex stands_for = instance;  // a presumption: for itself
    const FactIndex fact = table_.fact(instance);
    if (fact != kNoFact) {
      stands_for = fact;
      if (!table_.general(instance) && alike_.at(Ends(fact)).size() > 1) {
        const auto [at, added] = group_of_.emplace(fact, kNoFact);
        if (added) at->second = GroupOf(table_.snapshot(), fact).front();
        stands_for = at->second;
      }
    }
    return relations_.emplace(stands_for, relations_.size()).first->second;
  }

  const InstanceTable& table_;
  absl::flat_hash_map<EndsKey, std::vector<FactIndex>> alike_;
  absl::flat_hash_map<FactIndex, FactIndex> group_of_;
  absl::flat_hash_map<InstanceIndex, int32_t> relations_;
  absl::flat_hash_map<Key, int32_t> numbers_;
  std::vector<OpenEvent> events_;
};

}  // namespace

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
  const std::vector<ReachedStep> steps =
      Narrowing(graph, reached, process, ends, weakest, pulse).Narrow();
  if (steps.empty()) return;

  const std::vector<int32_t> number = Number(graph, reached, ends, steps);
  Events events(view.table(), steps);
  std::vector<std::pair<int32_t, Edge>> edges;
  edges.reserve(steps.size());
  for (const ReachedStep& step : steps) {
    edges.push_back(
        {number[step.from], {number[step.to], events.Of(step.instance)}});
  }
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
