#include "graph/internal/measure_worth.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace ketenzicht::graph::internal {
namespace {

class Weigher {
 public:
  Weigher(MeasureOracle& oracle, const MeasureSetup& setup,
          const View& inherent, const std::vector<PlannedPair>& pairs,
          const std::optional<Subset>& plan, const Limits& limits,
          std::vector<MeasureWorth>& worth, bool& nodes_ended)
      : oracle_(oracle),
        setup_(setup),
        inherent_(inherent),
        pairs_(pairs),
        plan_(plan),
        limits_(limits),
        worth_(worth),
        nodes_ended_(nodes_ended),
        all_(setup.candidates.size(), true),
        sets_(oracle.num_pairs()) {}

  absl::Status Run() {
    worth_.resize(setup_.candidates.size());
    for (size_t i = 0; i < worth_.size(); ++i) {
      worth_[i].measure = setup_.candidates[i];
      const Subset needed = With(Closure(i, true), i, false);
      for (size_t j = 0; j < needed.size(); ++j) {
        if (needed[j]) worth_[i].needs.push_back(setup_.candidates[j]);
      }
    }
    for (size_t i = 0; i < worth_.size(); ++i) {
      if (absl::Status ok = Alone(i); !ok.ok()) return ok;
      if (absl::Status ok = Failing(i); !ok.ok()) return ok;
    }
    if (absl::Status ok = FindWhatBuys(); !ok.ok()) return ok;
    SpreadToWhatIsNeeded();
    return FindElsewhere();
  }

 private:
  // The measure and all that it needs; or, the other way, all that need it.
  Subset Closure(size_t i, bool needed) const {
    Subset all = With(oracle_.None(), i);
    std::vector<int> queue = {static_cast<int>(i)};
    for (size_t at = 0; at < queue.size(); ++at) {
      for (const auto& [one, other] : setup_.rules.prerequisites) {
        const int from = needed ? one : other;
        const int to = needed ? other : one;
        if (from != queue[at] || all[to]) continue;
        all[to] = true;
        queue.push_back(to);
      }
    }
    return all;
  }

  bool MayBeTogether(const Subset& taken) const {
    const auto& conflicts = setup_.rules.conflicts;
    return std::none_of(
        conflicts.begin(), conflicts.end(), [&](const auto& conflict) {
          return taken[conflict.first] && taken[conflict.second];
        });
  }

  absl::Status Alone(size_t i) {
    const Subset alone = Closure(i, true);
    if (!MayBeTogether(alone)) return absl::OkStatus();
    for (int pair = 0; pair < oracle_.num_pairs(); ++pair) {
      const absl::StatusOr<Residual> before = oracle_.Ask(pair, oracle_.None());
      if (!before.ok()) return before.status();
      const absl::StatusOr<Residual> after = oracle_.Ask(pair, alone);
      if (!after.ok()) return after.status();
      if (*before == *after) continue;
      worth_[i].improves.push_back(pair);
      const absl::StatusOr<bool> was_met = oracle_.IsMet(pair, oracle_.None());
      if (!was_met.ok()) return was_met.status();
      const absl::StatusOr<bool> is_met = oracle_.IsMet(pair, alone);
      if (!is_met.ok()) return is_met.status();
      if (!*was_met && *is_met) worth_[i].brings.push_back(pair);
    }
    return absl::OkStatus();
  }

  absl::Status Failing(size_t i) {
    if (!plan_ || !(*plan_)[i]) return absl::OkStatus();
    Subset rest = *plan_;
    const Subset falling = Closure(i, false);
    for (size_t j = 0; j < rest.size(); ++j) {
      if (falling[j]) rest[j] = false;
    }
    for (int pair = 0; pair < oracle_.num_pairs(); ++pair) {
      const absl::StatusOr<bool> with = oracle_.IsMet(pair, *plan_);
      if (!with.ok()) return with.status();
      const absl::StatusOr<bool> without = oracle_.IsMet(pair, rest);
      if (!without.ok()) return without.status();
      if (*with && !*without) worth_[i].fails.push_back(pair);
    }
    return absl::OkStatus();
  }

  // Pairs that some candidates bring under the goal, and not nothing.
  absl::StatusOr<std::vector<int>> Undecided() {
    std::vector<int> pairs;
    for (int pair = 0; pair < oracle_.num_pairs(); ++pair) {
      const absl::StatusOr<bool> none = oracle_.IsMet(pair, oracle_.None());
      if (!none.ok()) return none.status();
      const absl::StatusOr<bool> all = oracle_.IsMet(pair, all_);
      if (!all.ok()) return all.status();
      if (!*none && *all) pairs.push_back(pair);
    }
    return pairs;
  }

  absl::Status FindWhatBuys() {
    const absl::StatusOr<std::vector<int>> pairs = Undecided();
    if (!pairs.ok()) return pairs.status();
    for (int pair : *pairs) {
      if (absl::Status ok = AddLeast(pair, all_); !ok.ok()) return ok;
    }
    for (size_t i = 0; i < worth_.size(); ++i) {
      for (size_t p = 0; p < pairs->size() && !worth_[i].buys; ++p) {
        const absl::Status ok = Search(static_cast<int>(i), (*pairs)[p]);
        if (!ok.ok()) return ok;
      }
      if (!worth_[i].buys) worth_[i].buys = false;
    }
    return absl::OkStatus();
  }

  // Nobody gets what buys something without what that needs.
  void SpreadToWhatIsNeeded() {
    std::vector<bool> bought;
    for (const MeasureWorth& one : worth_) bought.push_back(one.buys == true);
    for (size_t i = 0; i < worth_.size(); ++i) {
      if (!bought[i]) continue;
      const Subset needed = Closure(i, true);
      for (size_t j = 0; j < needed.size(); ++j) {
        if (needed[j]) worth_[j].buys = true;
      }
    }
  }

  // Of those that buy nothing, which have nothing to do with the pairs.
  absl::Status FindElsewhere() {
    std::set<std::string> idle;
    const Snapshot& snapshot = inherent_.snapshot();
    for (const MeasureWorth& one : worth_) {
      if (one.buys == false && one.improves.empty()) {
        idle.emplace(snapshot.id(one.measure));
      }
    }
    Limits wide = limits_;
    wide.paths = kMaxPaths;
    for (size_t p = 0; p < pairs_.size() && !idle.empty(); ++p) {
      const ExposedPair& pair = pairs_[p].pair;
      const PairStanding standing =
          StandingOf(inherent_, pair.process, pair.target, *pair.vector, wide);
      const absl::Status searched = CheckSearched(standing.completeness);
      if (!searched.ok() && !absl::IsResourceExhausted(searched)) {
        return searched;
      }
      // Of paths that were not looked at nothing is said.
      if (!standing.completeness.complete()) return absl::OkStatus();
      for (const PathAnswer& path : standing.paths) {
        const absl::Status ok = CheckSearched({.stop = limits_.interrupted()});
        if (!ok.ok()) return ok;
        for (const std::string& id : RestsOn(inherent_, path)) idle.erase(id);
      }
    }
    for (MeasureWorth& one : worth_) {
      one.elsewhere = idle.contains(std::string(snapshot.id(one.measure)));
    }
    return absl::OkStatus();
  }

  // Each of a least set completes the rest of it.
  absl::Status AddLeast(int pair, const Subset& met) {
    absl::StatusOr<Subset> least = oracle_.Shrink(pair, met, setup_.growth);
    if (!least.ok()) return least.status();
    for (size_t i = 0; i < least->size(); ++i) {
      if ((*least)[i]) worth_[i].buys = true;
    }
    sets_[pair].least.push_back(*std::move(least));
    return absl::OkStatus();
  }

  // Each that a greatest failing set lacks completes it.
  absl::Status AddGreatest(int pair, const Subset& above) {
    absl::StatusOr<Subset> greatest = oracle_.Grow(pair, above, setup_.growth);
    if (!greatest.ok()) return greatest.status();
    for (size_t i = 0; i < greatest->size(); ++i) {
      if (!(*greatest)[i]) worth_[i].buys = true;
    }
    sets_[pair].greatest.push_back(*std::move(greatest));
    return absl::OkStatus();
  }

  BinaryProgram ProgramFor(int measure, int pair) const {
    const int n = oracle_.num_candidates();
    BinaryProgram program(n);
    program.Fix(measure, false);
    for (const Subset& least : sets_[pair].least) {
      ProgramRow row;
      for (int i = 0; i < n; ++i) {
        if (least[i]) row.terms.push_back({i, 1});
      }
      row.max = static_cast<int64_t>(row.terms.size()) - 1;
      program.AddRow(std::move(row));
    }
    for (const Subset& greatest : sets_[pair].greatest) {
      if (!greatest[measure]) continue;
      ProgramRow row;
      for (int i = 0; i < n; ++i) {
        if (!greatest[i]) row.terms.push_back({i, 1});
      }
      row.min = 1;
      program.AddRow(std::move(row));
    }
    return program;
  }

  // Looks for a set that the measure completes: until one is found (the measure
  // is then said to buy something), or none is left.
  absl::Status Search(int measure, int pair) {
    const std::vector<int64_t> count(oracle_.num_candidates(), 1);
    while (!worth_[measure].buys) {
      const ProgramSolution next = ProgramFor(measure, pair).Minimize(count);
      if (next.outcome == ProgramSolution::Outcome::kInfeasible) break;
      if (next.outcome == ProgramSolution::Outcome::kStopped) {
        nodes_ended_ = true;
        return absl::ResourceExhaustedError("the search met its node limit");
      }
      const absl::StatusOr<bool> without = oracle_.IsMet(pair, next.values);
      if (!without.ok()) return without.status();
      if (*without) {
        if (absl::Status ok = AddLeast(pair, next.values); !ok.ok()) return ok;
        continue;
      }
      const Subset completed = With(next.values, measure);
      const absl::StatusOr<bool> with = oracle_.IsMet(pair, completed);
      if (!with.ok()) return with.status();
      if (*with) {
        worth_[measure].buys = true;
      } else if (absl::Status ok = AddGreatest(pair, completed); !ok.ok()) {
        return ok;
      }
    }
    return absl::OkStatus();
  }

  struct Sets {
    std::vector<Subset> least;     // that bring the pair under the goal
    std::vector<Subset> greatest;  // that do not
  };

  MeasureOracle& oracle_;
  const MeasureSetup& setup_;
  const View& inherent_;
  const std::vector<PlannedPair>& pairs_;
  const std::optional<Subset>& plan_;
  const Limits& limits_;
  std::vector<MeasureWorth>& worth_;
  bool& nodes_ended_;
  const Subset all_;
  std::vector<Sets> sets_;  // by pair
};

}  // namespace

absl::Status WeighMeasures(
    MeasureOracle& oracle, const MeasureSetup& setup, const View& inherent,
    const std::vector<PlannedPair>& pairs, const std::optional<Subset>& plan,
    const Limits& limits, std::vector<MeasureWorth>& worth, bool& nodes_ended) {
  return Weigher(oracle, setup, inherent, pairs, plan, limits, worth,
                 nodes_ended)
      .Run();
}

}  // namespace ketenzicht::graph::internal
