#include "graph/path_list.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/best_paths.h"
#include "graph/exposure.h"
#include "graph/reach.h"

namespace ketenzicht::graph {
namespace {

class Lister {
 public:
  Lister(const View& view, const PathListQuery& query, const Limits& limits)
      : view_(view), query_(query), limits_(limits), bounds_(query.bounds) {
    std::set<FactIndex> all;
    for (const Target& target : query.targets) {
      all.insert(target.authorities.begin(), target.authorities.end());
    }
    authorities_.assign(all.begin(), all.end());
  }

  // Pair by pair.
  void ListPairs(const PathListPosition& from,
                 absl::FunctionRef<bool(ListedPath)> take) {
    PathListPosition at = from;
    bool first = true;  // pair that is searched
    for (; at.source < query_.sources.size(); at = {at.source + 1, 0, 0}) {
      OpenSource(at.source);
      for (; at.target < query_.targets.size();
           at = {at.source, at.target + 1, 0}) {
        end_.next = at;
        if (IsInterrupted()) return;
        if (!IsReached(at.target)) continue;
        if (!GivePair(at, take)) return GiveUp(first);
        first = false;
      }
    }
    end_.next.reset();
  }

  // The best of all pairs: of those whose best path is among the best.
  void ListOverall(const PathListPosition& from,
                   absl::FunctionRef<bool(ListedPath)> take) {
    std::vector<ListedPath> best;
    for (uint32_t source = 0; source < query_.sources.size(); ++source) {
      OpenSource(source);
      for (uint32_t target = 0; target < query_.targets.size(); ++target) {
        if (IsInterrupted()) return;
        if (IsReached(target)) Collect(source, target, 1, best);
      }
    }
    if (query_.overall > 1 && !CollectFurther(best)) return;
    if (!end_.completeness.complete()) return;
    for (uint32_t i = from.paths; i < best.size(); ++i) {
      end_.next = {0, 0, i};
      if (end_.paths == limits_.paths) {
        end_.completeness.stop = StopReason::kPaths;
        end_.completeness.limit = limits_.paths;
        return;
      }
      ++end_.paths;
      best[i].next = {0, 0, i + 1};
      if (!take(std::move(best[i]))) return;
    }
    end_.next.reset();
  }

  PathListEnd Take() { return std::move(end_); }

 private:
  // A search looks up only now and then: many small ones must be left too.
  bool IsInterrupted() {
    if (end_.completeness.complete()) {
      end_.completeness.stop = limits_.interrupted();
    }
    return !end_.completeness.complete();
  }

  // Where the budget does not even suffice for the first pair, it never will.
  void GiveUp(bool first) {
    if (first && end_.paths == 0 &&
        end_.completeness.stop == StopReason::kExpansions) {
      end_.next.reset();
    }
  }

  // Which targets the source reaches, before any path is looked for.
  void OpenSource(uint32_t source) {
    source_ = query_.sources[source];
    search_.reset();
    best_.reset();
    reach_ = FindReach(view_, *query_.vector->automaton, source_, authorities_,
                       limits_, end_.completeness);
  }

  bool IsReached(uint32_t target) const {
    for (FactIndex authority : query_.targets[target].authorities) {
      const Status reach = reach_[PositionOf(authority)];
      if (reach != Status::kNoPath && reach <= bounds_.weakest) {
        return true;
      }
    }
    return false;
  }

  // Whether one search finds the best path of each pair of a source.
  bool OneSearchFindsBest() const {
    return bounds_.likelihood_min == PathBounds().likelihood_min &&
           bounds_.length_max == PathBounds().length_max;
  }

  // The best path of a pair, from what one search found for the source.
  FoundPaths FindBest(uint32_t target) {
    FoundPaths found;
    if (!best_) {
      BestPaths all = FindBestPaths(view_, *query_.vector->automaton, source_,
                                    authorities_, limits_);
      Use(all.completeness, found.completeness);
      if (!found.completeness.complete()) return found;
      best_ = std::move(all.paths);
    }
    const FoundPath* best = nullptr;
    for (FactIndex authority : query_.targets[target].authorities) {
      const FoundPath& one = (*best_)[PositionOf(authority)];
      if (one.status > bounds_.weakest || one.status == Status::kNoPath) {
        continue;
      }
      // The best walk is the best path where it is one.
      if (RepeatsAnEntity(one)) return FindAmongAll(target, 1);
      if (best == nullptr || ComesBefore(view_, one, *best)) best = &one;
    }
    if (best != nullptr) found.paths.push_back(*best);
    return found;
  }

  bool RepeatsAnEntity(const FoundPath& walk) const {
    absl::flat_hash_set<FactIndex> met = {source_};
    return std::any_of(walk.steps.begin(), walk.steps.end(),
                       [&](const View::Incidence& step) {
                         return !met.insert(step.to).second;
                       });
  }

  // Takes a search that has run to its end from the budget of expansions: what
  // it found does not count where there were not so many left.
  void Use(const Completeness& used, Completeness& now) {
    end_.completeness.reached += used.reached;
    now.stop = used.stop;
    if (used.complete() &&
        end_.completeness.expansions + used.expansions > limits_.expansions) {
      now.stop = StopReason::kExpansions;
    } else {
      end_.completeness.expansions += used.expansions;
    }
    if (now.complete()) return;
    end_.completeness.stop = now.stop;
    end_.completeness.limit =
        now.stop == StopReason::kExpansions ? limits_.expansions : 0;
  }

  size_t PositionOf(FactIndex authority) const {
    return static_cast<size_t>(
        std::lower_bound(authorities_.begin(), authorities_.end(), authority) -
        authorities_.begin());
  }

  // The best `paths` of a pair, within what is left of the budgets.
  FoundPaths Find(uint32_t target, int paths) {
    return paths == 1 && OneSearchFindsBest() ? FindBest(target)
                                              : FindAmongAll(target, paths);
  }

  FoundPaths FindAmongAll(uint32_t target, int paths) {
    if (search_ == nullptr) {
      PathQuery query;
      query.source = source_;
      query.automaton = query_.vector->automaton.get();
      search_ = std::make_unique<PathSearch>(view_, query, limits_);
    }
    Limits left = limits_;
    left.paths = paths;
    left.expansions = limits_.expansions - end_.completeness.expansions;
    FoundPaths found =
        search_->Find(query_.targets[target].authorities, bounds_, left);
    end_.completeness.expansions += found.completeness.expansions;
    end_.completeness.reached += found.completeness.reached;
    const StopReason stop = found.completeness.stop;
    if (stop != StopReason::kNone && stop != StopReason::kPaths) {
      end_.completeness.stop = stop;
      end_.completeness.limit = stop == StopReason::kExpansions
                                    ? limits_.expansions
                                    : found.completeness.limit;
    }
    return found;
  }

  // False where no more is wanted, or a budget was hit.
  bool GivePair(PathListPosition at, absl::FunctionRef<bool(ListedPath)> take) {
    FoundPaths found = Find(at.target, query_.per_pair);
    for (; at.paths < found.paths.size(); ++at.paths) {
      if (end_.paths == limits_.paths) {
        end_.completeness.stop = StopReason::kPaths;
        end_.completeness.limit = limits_.paths;
        return false;
      }
      ++end_.paths;
      ListedPath listed =
          Listed(at.source, at.target, std::move(found.paths[at.paths]));
      listed.next = {at.source, at.target, at.paths + 1};
      end_.next = listed.next;
      if (!take(std::move(listed))) return false;
    }
    // The pair's search would end at the same place again.
    if (end_.completeness.stop == StopReason::kPartialPaths) {
      end_.next = {at.source, at.target + 1, 0};
    }
    return end_.completeness.complete();
  }

  // All paths that may be among the best, of the pairs of these, which are the
  // best of each. False where a budget was hit.
  bool CollectFurther(std::vector<ListedPath>& best) {
    std::set<std::pair<uint32_t, uint32_t>> pairs;
    for (const ListedPath& one : best) pairs.insert({one.source, one.target});
    if (best.size() == static_cast<size_t>(query_.overall)) {
      bounds_.weakest = best.back().path.status;
    }
    best.clear();
    std::optional<uint32_t> open;
    for (const auto& [source, target] : pairs) {
      if (open != source) OpenSource(source);
      open = source;
      if (IsInterrupted()) return false;
      Collect(source, target, query_.overall, best);
    }
    return end_.completeness.complete();
  }

  void Collect(uint32_t source, uint32_t target, int paths,
               std::vector<ListedPath>& best) {
    const auto wanted = static_cast<size_t>(query_.overall);
    for (FoundPath& path : Find(target, paths).paths) {
      ListedPath listed = Listed(source, target, std::move(path));
      const auto at =
          std::upper_bound(best.begin(), best.end(), listed,
                           [this](const ListedPath& a, const ListedPath& b) {
                             return IsBefore(a, b);
                           });
      // The pair's next paths are no better.
      if (static_cast<size_t>(at - best.begin()) >= wanted) return;
      best.insert(at, std::move(listed));
      if (best.size() > wanted) best.pop_back();
    }
  }

  ListedPath Listed(uint32_t source, uint32_t target, FoundPath path) const {
    ListedPath listed;
    listed.source = source;
    listed.target = target;
    listed.likelihood = LikelihoodOf(view_, path);
    listed.path = std::move(path);
    return listed;
  }

  // 6.2, then the order of sources and targets.
  bool IsBefore(const ListedPath& a, const ListedPath& b) const {
    if (ComesBefore(view_, a.path, b.path)) return true;
    if (ComesBefore(view_, b.path, a.path)) return false;
    return std::tie(a.source, a.target) < std::tie(b.source, b.target);
  }

  const View& view_;
  const PathListQuery& query_;
  const Limits& limits_;
  PathBounds bounds_;
  std::vector<FactIndex> authorities_;  // of all targets, sorted
  FactIndex source_ = kNoFact;
  std::vector<Status> reach_;  // of authorities_, from source_
  std::unique_ptr<const PathSearch> search_;
  std::optional<std::vector<FoundPath>> best_;  // to authorities_
  PathListEnd end_;
};

}  // namespace

PathListEnd ListPaths(const View& view, const PathListQuery& query,
                      const PathListPosition& from, const Limits& limits,
                      absl::FunctionRef<bool(ListedPath)> take) {
  Lister lister(view, query, limits);
  if (query.overall > 0) {
    lister.ListOverall(from, take);
  } else {
    lister.ListPairs(from, take);
  }
  return lister.Take();
}

}  // namespace ketenzicht::graph
