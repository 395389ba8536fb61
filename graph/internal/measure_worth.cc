#include "graph/internal/measure_worth.h"

#include <algorithm>
#include <utility>

namespace ketenzicht::graph::internal {
namespace {

class Weigher {
 public:
  Weigher(MeasureOracle& oracle, const MeasureSetup& setup,
          const std::optional<Subset>& plan, std::vector<MeasureWorth>& worth,
          bool& nodes_ended)
      : oracle_(oracle),
        setup_(setup),
        plan_(plan),
        worth_(worth),
        nodes_ended_(nodes_ended),
        all_(setup.candidates.size(), true),
        sets_(oracle.num_pairs()) {}

  absl::Status Run() {
    worth_.resize(setup_.candidates.size());
    for (size_t i = 0; i < worth_.size(); ++i) {
      worth_[i].measure = setup_.candidates[i];
    }
    for (size_t i = 0; i < worth_.size(); ++i) {
      if (absl::Status ok = Alone(i); !ok.ok()) return ok;
      if (absl::Status ok = Failing(i); !ok.ok()) return ok;
    }
    return FindWhatBuys();
  }

 private:
  absl::Status Alone(size_t i) {
    const Subset alone = With(oracle_.None(), i);
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
    const Subset rest = With(*plan_, i, false);
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
  const std::optional<Subset>& plan_;
  std::vector<MeasureWorth>& worth_;
  bool& nodes_ended_;
  const Subset all_;
  std::vector<Sets> sets_;  // by pair
};

}  // namespace

absl::Status WeighMeasures(MeasureOracle& oracle, const MeasureSetup& setup,
                           const std::optional<Subset>& plan,
                           std::vector<MeasureWorth>& worth,
                           bool& nodes_ended) {
  return Weigher(oracle, setup, plan, worth, nodes_ended).Run();
}

}  // namespace ketenzicht::graph::internal
