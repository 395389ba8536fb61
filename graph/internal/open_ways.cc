#include "graph/internal/open_ways.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "graph/proposition_group.h"

namespace ketenzicht::graph::internal {

OpenEvents::OpenEvents(const InstanceTable& table,
                       const std::vector<InstanceIndex>& instances)
    : table_(table) {
  for (const InstanceIndex instance : instances) {
    const FactIndex fact = table.fact(instance);
    if (fact == kNoFact) continue;
    std::vector<FactIndex>& alike = alike_[Ends(fact)];
    if (std::find(alike.begin(), alike.end(), fact) == alike.end()) {
      alike.push_back(fact);
    }
  }
}

int32_t OpenEvents::Of(InstanceIndex instance) {
  const Interval likelihood = table_.likelihood(instance);
  if (likelihood.low >= 1) return kCertainEvent;
  OpenEvent event;
  event.relation = RelationOf(instance);
  event.has_best = likelihood.best || likelihood.low == likelihood.high;
  event.thresholds = {likelihood.low, likelihood.best.value_or(likelihood.low),
                      likelihood.high};
  const auto [at, added] = numbers_.emplace(
      Key(event.relation, event.has_best, event.thresholds), events_.size());
  if (added) events_.push_back(event);
  return at->second;
}

std::vector<int32_t> OpenEvents::Sort() {
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

OpenEvents::EndsKey OpenEvents::Ends(FactIndex fact) const {
  const FactTable& facts = table_.facts();
  return {facts.source(fact), facts.relation_kind(fact), facts.target(fact)};
}

// Facts that say one proposition are one relation. Those are looked for only
// where two facts are alike: to look takes time by what the source has.
int32_t OpenEvents::RelationOf(InstanceIndex instance) {
  InstanceIndex stands_for = instance;  // a presumption: for itself
  const FactIndex fact = table_.fact(instance);
  if (fact != kNoFact) {
    stands_for = fact;
    if (alike_.at(Ends(fact)).size() > 1) {
      const auto [at, added] = group_of_.emplace(fact, kNoFact);
      if (added) at->second = GroupOf(table_.snapshot(), fact).front();
      stands_for = at->second;
    }
  }
  return relations_.emplace(stands_for, relations_.size()).first->second;
}

const std::vector<PathSet>& OpenWays::Of(InstanceIndex instance) {
  const auto known = known_.find(instance);
  if (known != known_.end()) return known->second;
  const int32_t own = events_.Of(instance);
  std::vector<PathSet> ways = {own == kCertainEvent ? PathSet() : PathSet{own}};
  for (const auto& carrier : carried_.CarriersOf(instance)) {
    ways = Both(ways, OfAny(carrier));
  }
  return known_[instance] = std::move(ways);
}

std::vector<PathSet> OpenWays::OfAny(
    const std::vector<InstanceIndex>& instances) {
  std::vector<PathSet> all;
  for (const InstanceIndex one : instances) {
    if (!completeness_.complete() || !pulse_.Beat()) return all;
    const std::vector<PathSet>& ways = Of(one);
    all.insert(all.end(), ways.begin(), ways.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (!IsTooMany(all.size(), kMaxOpenWays)) KeepMinimal(all);
  return all;
}

std::vector<PathSet> OpenWays::Both(const std::vector<PathSet>& a,
                                    const std::vector<PathSet>& b) {
  std::vector<PathSet> both;
  // Many fall away, and are looked at before that.
  if (IsTooMany(a.size() * b.size(), 10 * kMaxOpenWays)) return both;
  for (const PathSet& x : a) {
    for (const PathSet& y : b) {
      PathSet set;
      std::set_union(x.begin(), x.end(), y.begin(), y.end(),
                     std::back_inserter(set));
      both.push_back(std::move(set));
    }
  }
  KeepMinimal(both);
  IsTooMany(both.size(), kMaxOpenWays);
  return both;
}

bool OpenWays::IsTooMany(size_t sets, size_t most) {
  if (sets > most && completeness_.complete()) {
    completeness_.stop = StopReason::kViews;
    completeness_.limit = static_cast<int64_t>(kMaxOpenWays);
  }
  return sets > most;
}

}  // namespace ketenzicht::graph::internal
