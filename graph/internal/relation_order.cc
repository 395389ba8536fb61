#include "graph/internal/relation_order.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace ketenzicht::graph::internal {
namespace {

class Ordering {
 public:
  Ordering(const UncertainProduct& product, const std::vector<bool>& counts)
      : merged_(product.size()),
        vertices_of_(product.num_relations()),
        relations_at_(product.size()),
        left_at_(product.size(), 0),
        next_at_(product.size(), 0),
        met_at_(product.size(), -1),
        position_(product.num_relations(), -1) {
    std::iota(merged_.begin(), merged_.end(), 0);
    MergeOverCertain(product);
    for (int32_t from = 0; from < product.size(); ++from) {
      for (const UncertainProduct::Edge& edge : product.edges(from)) {
        if (edge.event == kCertainEvent) continue;
        const int32_t relation = product.events()[edge.event].relation;
        if (!counts[relation]) continue;
        vertices_of_[relation].push_back(Find(from));
        vertices_of_[relation].push_back(Find(edge.to));
      }
    }
    for (int32_t r = 0; r < product.num_relations(); ++r) {
      std::vector<int32_t>& vertices = vertices_of_[r];
      std::sort(vertices.begin(), vertices.end());
      vertices.erase(std::unique(vertices.begin(), vertices.end()),
                     vertices.end());
      for (int32_t v : vertices) relations_at_[v].push_back(r);
    }
    for (size_t v = 0; v < relations_at_.size(); ++v) {
      left_at_[v] = static_cast<int32_t>(relations_at_[v].size());
    }
  }

  // By relation; -1 for those that do not count.
  std::vector<int32_t> Order() {
    Meet(Find(0));
    for (size_t r = 0; r < vertices_of_.size(); ++r) {
      if (vertices_of_[r].empty()) continue;
      // Only what hangs together with nothing before it is still undecided.
      while (!waiting_.empty()) DecideAtNext();
      if (position_[r] < 0) Decide(static_cast<int32_t>(r));
    }
    while (!waiting_.empty()) DecideAtNext();
    return std::move(position_);
  }

 private:
  using Waiting = std::tuple<int32_t, int32_t, int32_t>;  // left, met, vertex

  int32_t Find(int32_t vertex) {
    while (merged_[vertex] != vertex) {
      merged_[vertex] = merged_[merged_[vertex]];
      vertex = merged_[vertex];
    }
    return vertex;
  }

  // What is always reached from each other is one place.
  void MergeOverCertain(const UncertainProduct& product) {
    for (int32_t from = 0; from < product.size(); ++from) {
      for (const UncertainProduct::Edge& edge : product.edges(from)) {
        if (edge.event != kCertainEvent) continue;
        const int32_t a = Find(from);
        const int32_t b = Find(edge.to);
        merged_[std::max(a, b)] = std::min(a, b);
      }
    }
  }

  Waiting KeyOf(int32_t vertex) const {
    return {left_at_[vertex], met_at_[vertex], vertex};
  }

  void Meet(int32_t vertex) {
    if (met_at_[vertex] < 0) met_at_[vertex] = met_++;
    if (left_at_[vertex] > 0) waiting_.insert(KeyOf(vertex));
  }

  void DecideAtNext() {
    const int32_t vertex = std::get<2>(*waiting_.begin());
    size_t& next = next_at_[vertex];
    while (position_[relations_at_[vertex][next]] >= 0) ++next;
    Decide(relations_at_[vertex][next]);
  }

  void Decide(int32_t relation) {
    position_[relation] = decided_++;
    for (int32_t vertex : vertices_of_[relation]) {
      waiting_.erase(KeyOf(vertex));
      --left_at_[vertex];
      Meet(vertex);
    }
  }

  std::vector<int32_t> merged_;                     // union-find, by vertex
  std::vector<std::vector<int32_t>> vertices_of_;   // by relation
  std::vector<std::vector<int32_t>> relations_at_;  // by vertex
  std::vector<int32_t> left_at_;  // by vertex: relations that are undecided
  std::vector<size_t> next_at_;   // by vertex: those before it are decided
  std::vector<int32_t> met_at_;   // by vertex
  std::vector<int32_t> position_;
  std::set<Waiting> waiting_;  // vertices that were met and have some left
  int32_t met_ = 0;
  int32_t decided_ = 0;
};

}  // namespace

OrderedPathSets OrderRelations(const UncertainProduct& product,
                               const std::vector<PathSet>& sets) {
  const std::vector<OpenEvent>& events = product.events();
  std::vector<int32_t> used;
  for (const PathSet& set : sets)
    used.insert(used.end(), set.begin(), set.end());
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::vector<bool> counts(product.num_relations(), false);
  for (int32_t event : used) counts[events[event].relation] = true;
  const std::vector<int32_t> position = Ordering(product, counts).Order();
  std::stable_sort(used.begin(), used.end(), [&](int32_t a, int32_t b) {
    return position[events[a].relation] < position[events[b].relation];
  });

  OrderedPathSets ordered;
  std::vector<int32_t> number(events.size(), -1);
  for (int32_t event : used) {
    number[event] = static_cast<int32_t>(ordered.events.size());
    ordered.events.push_back(events[event]);
    ordered.events.back().relation = position[events[event].relation];
  }
  for (const PathSet& set : sets) {
    PathSet& renumbered = ordered.sets.emplace_back();
    for (int32_t event : set) renumbered.push_back(number[event]);
    std::sort(renumbered.begin(), renumbered.end());
  }
  return ordered;
}

}  // namespace ketenzicht::graph::internal
