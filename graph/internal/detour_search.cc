#include "graph/internal/detour_search.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "graph/measure_goal.h"

namespace ketenzicht::graph::internal {
namespace {

constexpr int64_t kVerticesPerLook = 1024;

}  // namespace

DetourSearch::DetourSearch(const View& view,
                           std::shared_ptr<const CompactProduct> product,
                           Status weakest, const Limits& limits)
    : view_(view),
      product_(std::move(product)),
      weakest_(weakest),
      limits_(limits),
      seen_(static_cast<size_t>(product_->size()), 0),
      came_by_(seen_.size()),
      came_from_(seen_.size()) {}

bool DetourSearch::Shorter::operator()(const Division& a,
                                       const Division& b) const {
  const size_t a_length = a.walk.ranks.size();
  const size_t b_length = b.walk.ranks.size();
  return std::tie(a_length, a.walk.ranks) < std::tie(b_length, b.walk.ranks);
}

absl::StatusOr<std::optional<FoundPath>> DetourSearch::Find(
    const Question& question) {
  avoidance_.emplace(view_, question.process);
  expansions_left_ = limits_.expansions;
  std::multiset<Division, Shorter> divisions;
  const auto divide = [&](Division division) -> absl::Status {
    const absl::StatusOr<bool> found = FindWalk(question, division);
    if (!found.ok()) return found.status();
    if (*found) divisions.insert(std::move(division));
    return absl::OkStatus();
  };
  divided_ = false;
  if (absl::Status ok = divide({}); !ok.ok()) return ok;
  divided_ = true;
  while (!divisions.empty()) {
    Division shortest = std::move(divisions.extract(divisions.begin()).value());
    const auto [entity, first] = FindRepeated(question.process, shortest.walk);
    if (entity == kNoFact) return PathOf(question.process, shortest.walk);
    Division without = shortest;
    without.barred.insert(first);
    if (absl::Status ok = divide(std::move(without)); !ok.ok()) return ok;
    shortest.only_at[entity] = first;
    if (absl::Status ok = divide(std::move(shortest)); !ok.ok()) return ok;
  }
  return std::nullopt;
}

absl::StatusOr<bool> DetourSearch::FindWalk(const Question& question,
                                            Division& division) {
  const Vertex start = product_->StartOf(question.process);
  if (start == kNoVertex) return false;
  if (search_ == std::numeric_limits<uint32_t>::max()) {
    std::fill(seen_.begin(), seen_.end(), 0);
    search_ = 0;
  }
  seen_[start] = ++search_;
  queue_.assign(1, start);
  for (size_t i = 0; i < queue_.size(); ++i) {
    if (absl::Status ok = LookUp(); !ok.ok()) return ok;
    const Vertex at = queue_[i];
    ListEdges(at, question.first_by_id);
    for (uint32_t position : edges_) {
      const CompactProduct::Edge& edge = product_->edge(position);
      if (seen_[edge.to] == search_) continue;
      if (!Walks(question, division, at, edge)) continue;
      seen_[edge.to] = search_;
      came_from_[edge.to] = at;
      came_by_[edge.to] = position;
      if (IsEnd(question, edge.to)) {
        Trace(start, edge.to, division.walk);
        return true;
      }
      queue_.push_back(edge.to);
    }
  }
  return false;
}

absl::Status DetourSearch::LookUp() {
  if (++reached_ % kVerticesPerLook == 0) {
    const absl::Status ok = CheckSearched({.stop = limits_.interrupted()});
    if (!ok.ok()) return ok;
  }
  if (!divided_) return absl::OkStatus();
  if (expansions_left_ == 0) {
    return CheckSearched(
        {.stop = StopReason::kExpansions, .limit = limits_.expansions});
  }
  --expansions_left_;
  ++expansions_;
  return absl::OkStatus();
}

bool DetourSearch::Walks(const Question& question, const Division& division,
                         Vertex from, const CompactProduct::Edge& edge) const {
  if (static_cast<Status>(edge.status) > weakest_) return false;
  const FactIndex to = product_->entity(edge.to);
  // No path comes back to where it began, or stays where it is.
  if (to == question.process || to == product_->entity(from)) return false;
  const auto step = static_cast<InstanceIndex>(edge.instance);
  if (question.deleted(step, to)) return false;
  if (avoidance_->any() && avoidance_->Avoids(view_.table().kind(step), to)) {
    return false;
  }
  if (!divided_) return true;
  if (division.barred.contains(edge.to)) return false;
  const auto it = division.only_at.find(to);
  return it == division.only_at.end() || it->second == edge.to;
}

bool DetourSearch::IsEnd(const Question& question, Vertex v) const {
  return product_->accepts(v) &&
         std::binary_search(question.ends->begin(), question.ends->end(),
                            product_->entity(v));
}

void DetourSearch::ListEdges(Vertex from, bool first_by_id) {
  const uint32_t first = product_->first_edge(from);
  edges_.clear();
  for (uint32_t i = 0; i < product_->edges(from).size(); ++i) {
    edges_.push_back(first + i);
  }
  if (!first_by_id) return;
  std::sort(edges_.begin(), edges_.end(), [this](uint32_t a, uint32_t b) {
    const auto rank = [this](uint32_t position) {
      return view_.rank(
          static_cast<InstanceIndex>(product_->edge(position).instance));
    };
    return rank(a) < rank(b);
  });
}

void DetourSearch::Trace(Vertex start, Vertex end, Walk& walk) const {
  walk = {};
  for (Vertex v = end; v != start; v = came_from_[v]) {
    walk.edges.push_back(came_by_[v]);
    walk.vertices.push_back(v);
    walk.ranks.push_back(view_.rank(
        static_cast<InstanceIndex>(product_->edge(came_by_[v]).instance)));
  }
  std::reverse(walk.edges.begin(), walk.edges.end());
  std::reverse(walk.vertices.begin(), walk.vertices.end());
  std::reverse(walk.ranks.begin(), walk.ranks.end());
}

std::pair<FactIndex, Vertex> DetourSearch::FindRepeated(
    FactIndex process, const Walk& walk) const {
  absl::flat_hash_map<FactIndex, Vertex> passed;
  passed.emplace(process, kNoVertex);
  for (Vertex v : walk.vertices) {
    const auto [it, first] = passed.emplace(product_->entity(v), v);
    if (!first) return {it->first, it->second};
  }
  return {kNoFact, kNoVertex};
}

FoundPath DetourSearch::PathOf(FactIndex process, const Walk& walk) const {
  const InstanceTable& table = view_.table();
  FoundPath path;
  FactIndex at = process;
  for (uint32_t position : walk.edges) {
    const CompactProduct::Edge& edge = product_->edge(position);
    const auto step = static_cast<InstanceIndex>(edge.instance);
    const FactIndex to = product_->entity(edge.to);
    // It leads to another thing, so that it lies only one way.
    const bool inverse = table.source(step) != at;
    path.steps.push_back({to, MakeLetter(table.kind(step), inverse), step});
    path.status = Weakest(path.status, static_cast<Status>(edge.status));
    path.cost = AddCosts(path.cost, product_->cost(position));
    at = to;
  }
  return path;
}

}  // namespace ketenzicht::graph::internal
