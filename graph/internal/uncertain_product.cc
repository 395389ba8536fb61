#include "graph/internal/uncertain_product.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/internal/carried_steps.h"
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

// Numbers relations and events as they are met.
class Events {
 public:
  // Of the instances that will be asked for.
  Events(const InstanceTable& table,
         const std::vector<InstanceIndex>& instances)
      : table_(table) {
    for (const InstanceIndex instance : instances) {
      const FactIndex fact = table.fact(instance);
      if (fact == kNoFact || table.general(instance)) continue;
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

// Lays edges. A step that is carried is a row of edges, its own and one for
// each carrier, over vertices that are there for it alone; several instances of
// a carrier lie side by side. So an edge has one event.
class UncertainProduct::Laying {
 public:
  Laying(UncertainProduct& product, CarriedSteps& carried, Events& events,
         Pulse& pulse)
      : product_(product), carried_(carried), events_(events), pulse_(pulse) {}

  void Lay(int32_t from, int32_t to, InstanceIndex instance) {
    if (!pulse_.Beat()) return;
    const auto carriers = carried_.CarriersOf(instance);
    const int32_t event = events_.Of(instance);
    int32_t at = from;
    if (event != kCertainEvent || carriers.empty()) {
      at = carriers.empty() ? to : product_.AddVertex();
      edges_.push_back({from, {at, event}});
    }
    for (size_t i = 0; i < carriers.size(); ++i) {
      const int32_t next = i + 1 == carriers.size() ? to : product_.AddVertex();
      for (const InstanceIndex one : carriers[i]) Lay(at, next, one);
      at = next;
    }
  }

  std::vector<std::pair<int32_t, Edge>> Take() { return std::move(edges_); }

 private:
  UncertainProduct& product_;
  CarriedSteps& carried_;
  Events& events_;
  Pulse& pulse_;
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
  Events events(view.table(), InstancesOf(steps, carried));
  Laying laying(*this, carried, events, pulse);
  for (const ReachedStep& step : steps) {
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
