#include "graph/internal/simple_paths.h"

namespace ketenzicht::graph::internal {

SimplePaths::SimplePaths(const UncertainProduct& product)
    : product_(product), on_path_(product.num_entities(), false) {}

void SimplePaths::Enter(int32_t vertex, int32_t event) {
  frames_.push_back({vertex, 0, static_cast<int32_t>(events_.size())});
  on_path_[product_.entity(vertex)] = true;
  if (event != kCertainEvent) events_.push_back(event);
}

void SimplePaths::Leave() {
  const Frame& frame = frames_.back();
  on_path_[product_.entity(frame.vertex)] = false;
  events_.resize(frame.events);
  frames_.pop_back();
}

SimplePaths::End SimplePaths::Walk(
    absl::FunctionRef<bool(int32_t event)> open,
    absl::FunctionRef<bool(const std::vector<int32_t>& events)> take,
    int64_t expansions_max, int64_t& expansions, Pulse& pulse) {
  if (product_.empty()) return End::kAll;
  End end = End::kAll;
  Enter(0, kCertainEvent);
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    const auto edges = product_.edges(frame.vertex);
    if (end != End::kAll || frame.next == edges.size()) {
      Leave();
      continue;
    }
    const UncertainProduct::Edge edge = edges[frame.next++];
    if (on_path_[product_.entity(edge.to)] || !open(edge.event)) continue;
    if (expansions == expansions_max) {
      end = End::kBudget;
      continue;
    }
    ++expansions;
    if (!pulse.Beat()) end = End::kInterrupted;
    Enter(edge.to, edge.event);
    if (end == End::kAll && product_.is_end(edge.to) && !take(events_)) {
      end = End::kTaken;
    }
  }
  return end;
}

}  // namespace ketenzicht::graph::internal
