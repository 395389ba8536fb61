#include "graph/load_bearing.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/said_anew.h"
#include "graph/internal/standing_denials.h"
#include "graph/pair_premises.h"
#include "graph/proposition_group.h"
#include "graph/scenario_record.h"

namespace ketenzicht::graph {
namespace {

constexpr std::array<Turn, 3> kTurns = {Turn::kAffirmed, Turn::kDenied,
                                        Turn::kUnrecorded};

Modality ModalityOf(Turn turn) {
  return turn == Turn::kAffirmed ? Modality::kAffirmed : Modality::kDenied;
}

// By the view, whatever is on record.
bool IsRemoved(const InstanceTable& table, FactIndex fact) {
  const auto change = table.changes().find(fact);
  return change != table.changes().end() &&
         change->second == Change::Op::kRemove;
}

// Whether a fact is so already, and for certain on the day: what an affirmed
// relation of an uncertain date does to a pair is not known (1.5), nor whether
// such a measure is in force (5.8).
bool IsSo(const InstanceTable& table, FactIndex fact, Turn turn) {
  if (IsRemoved(table, fact) || table.recorded(fact) != ModalityOf(turn)) {
    return false;
  }
  if (table.facts().is_relation(fact)) return !table.uncertain(fact);
  return turn == Turn::kDenied ||
         (table.is_in_place(fact) &&
          std::any_of(
              table.active_measures.begin(), table.active_measures.end(),
              [&](const ActiveMeasure& one) {
                return one.fact == fact && one.in_force == Truth::kAffirmed;
              }));
}

// Whether it stands in the view, as what it says: nobody left it out, and no
// denial or specific relation took its place.
bool Stands(const InstanceTable& table, FactIndex fact) {
  if (!table.facts().is_relation(fact)) return true;
  const Omission omission = table.omission(fact);
  return omission == Omission::kNone || omission == Omission::kModality ||
         omission == Omission::kCarrier || omission == Omission::kGuard;
}

bool IsSo(const InstanceTable& table, const OpenQuestion& what, Turn turn) {
  if (!what.recorded()) return turn == Turn::kUnrecorded;
  if (turn == Turn::kUnrecorded) {
    return std::all_of(what.facts.begin(), what.facts.end(),
                       [&](FactIndex fact) { return IsRemoved(table, fact); });
  }
  return std::all_of(what.facts.begin(), what.facts.end(),
                     [&](FactIndex fact) { return IsSo(table, fact, turn); }) &&
         std::any_of(what.facts.begin(), what.facts.end(),
                     [&](FactIndex fact) { return Stands(table, fact); });
}

Scenario Turned(const Snapshot& snapshot, const ViewOptions& options,
                const OpenQuestion& what, Turn turn) {
  Scenario scenario;
  scenario.id = "scenarios/otherwise";
  scenario.version = absl::StrCat(what.id, " ", TurnName(turn));
  scenario.title = {"anders", "otherwise"};
  scenario.date = internal::EarliestDate(options);
  if (!what.recorded()) {
    scenario.changes.push_back(
        {.what = internal::SaidFirst(snapshot, what, ModalityOf(turn),
                                     "relations/supposed-otherwise")});
  }
  for (FactIndex fact : what.facts) {
    if (turn == Turn::kUnrecorded) {
      scenario.changes.push_back(
          {.what = RemoveFact{std::string(snapshot.id(fact))}});
    } else {
      scenario.changes.push_back(
          {.what =
               internal::SaidAnew(snapshot, options, fact, ModalityOf(turn))});
    }
  }
  return scenario;
}

// The options for what the scenario made of the record: its source counts, and
// nothing is said of facts that are gone.
ViewOptions OptionsOver(const ViewOptions& options, const Snapshot& snapshot,
                        const Scenario& scenario) {
  ViewOptions over = AlsoCounting(options, snapshot, SourceOf(scenario));
  std::erase_if(over.changes, [&](const Change& change) {
    return snapshot.Find(change.fact) == kNoFact;
  });
  std::erase_if(over.judged_otherwise, [&](const std::string& id) {
    return snapshot.Find(id) == kNoFact;
  });
  if (over.judged_otherwise.empty()) over.otherwise = nullptr;
  return over;
}

class Turner {
 public:
  Turner(const std::shared_ptr<const Snapshot>& snapshot,
         const ViewOptions& options, const LoadBearingQuery& query,
         const Limits& limits)
      : snapshot_(snapshot),
        options_(options),
        query_(query),
        limits_(limits),
        turns_max_(MeasureViews(snapshot->size())) {}

  absl::StatusOr<LoadBearings> Find() {
    const absl::StatusOr<Views> views =
        MakeViews(query_.make_views, snapshot_, options_);
    if (!views.ok()) return views.status();
    if (!Look(*views)) return std::move(found_);
    denials_.emplace(views->asked->table());
    found_.propositions = static_cast<int>(propositions_.size());
    for (const auto& [id, what] : propositions_) {
      for (const Turn turn : kTurns) {
        if (IsSo(views->asked->table(), what, turn)) continue;
        if (absl::Status ok = Try(*views->asked, what, turn); !ok.ok()) {
          return ok;
        }
        if (!found_.completeness.complete()) return Ranked();
      }
    }
    if (skipped_.empty()) FindUnmoved();
    return Ranked();
  }

 private:
  // Nothing where the search was cut short.
  using Outcome = std::optional<PairOutcome>;

  Outcome OutcomeIn(const Views& views, size_t number,
                    const PairAnswer& answer) {
    if (IsSearchBudget(answer.completeness.stop)) {
      Skip(number, answer.completeness.stop, answer.completeness.limit);
      return std::nullopt;
    }
    if (!answer.searched) return std::nullopt;  // interrupted
    return OutcomeOf(views.asked->snapshot(), answer);
  }

  void Skip(size_t number, StopReason stop, int64_t limit) {
    skipped_.insert(number);
    if (skipped_for_.complete()) skipped_for_ = {.stop = stop, .limit = limit};
  }

  // Calls f(number, answer) for each pair. Its order is that of the query.
  template <typename F>
  bool ForEachPair(const Views& views, F f) {
    const Snapshot& snapshot = views.asked->snapshot();
    size_t number = 0;
    for (FactIndex process : query_.processes) {
      for (const Target& target : query_.targets) {
        const absl::StatusOr<std::vector<Target>> now =
            TargetsOf(snapshot, {std::string(snapshot_->id(target.asked))});
        // Of a jurisdiction that has no authority any more nobody is left.
        const Target there = now.ok() ? now->front() : Target{};
        for (const Vector* vector : query_.vectors) {
          f(number++, AnswerPair(views, snapshot.Find(snapshot_->id(process)),
                                 there, *vector, limits_));
          found_.completeness.stop = limits_.interrupted();
          if (!found_.completeness.complete()) return false;
        }
      }
    }
    return true;
  }

  // The outcomes as they are, and what they rest on.
  bool Look(const Views& views) {
    std::set<FactIndex> facts;
    PairPremises premises(views);
    const bool all =
        ForEachPair(views, [&](size_t number, const PairAnswer& answer) {
          before_.push_back(OutcomeIn(views, number, answer));
          // Then what is nearest to a path is not among what is looked at.
          if (!answer.nearest_searched) {
            Skip(number, StopReason::kExpansions, limits_.expansions);
          }
          const std::vector<FactIndex> behind = premises.Of(answer, limits_);
          facts.insert(behind.begin(), behind.end());
          AddQuestions(views, answer, number);
        });
    if (!all) return false;
    // And what this question supposes.
    for (const Change& change : options_.changes) {
      facts.insert(snapshot_->Find(change.fact));
    }
    for (FactIndex fact : facts) {
      if (snapshot_->is_entity(fact)) continue;
      std::vector<FactIndex> group = GroupIn(views.asked->table(), fact);
      std::string id(snapshot_->id(group.front()));
      OpenQuestion what{.id = id, .facts = std::move(group)};
      propositions_.try_emplace(std::move(id), std::move(what));
    }
    return true;
  }

  // What is in doubt behind any of its paths.
  void AddQuestions(const Views& views, const PairAnswer& answer,
                    size_t number) {
    OpenQuestions questions = OpenQuestionsBehind(
        views, answer.process, answer.target, *answer.vector, limits_);
    const StopReason stop = questions.completeness.stop;
    if (IsSearchBudget(stop)) Skip(number, stop, questions.completeness.limit);
    for (OpenQuestion& one : questions.all) {
      propositions_.try_emplace(one.id, std::move(one));
    }
  }

  absl::Status Try(const View& before, const OpenQuestion& what, Turn turn) {
    const bool measure =
        what.recorded() && !snapshot_->is_relation(what.facts.front());
    if (measure && turn == Turn::kUnrecorded) return absl::OkStatus();
    if (found_.turns == turns_max_) {
      found_.completeness = {StopReason::kViews, turns_max_};
      return absl::OkStatus();
    }
    const Scenario scenario = Turned(*snapshot_, options_, what, turn);
    const ScenarioRecord record = RecordOf(snapshot_, scenario);
    const bool sound = record.problems.empty();
    // What a guard names can be left out of a view, if not of the record.
    if (!sound && turn != Turn::kUnrecorded) {
      found_.refused.push_back({what, turn, record.problems.front().text});
      return absl::OkStatus();
    }
    ++found_.turns;
    tried_.insert(what.id);
    ViewOptions options =
        sound ? OptionsOver(options_, *record.snapshot, scenario)
              : OptionsWithout(what.facts);
    if (turn != Turn::kUnrecorded) {
      for (FactIndex fact : what.facts) {
        internal::LookAtAnew(*snapshot_, fact, ModalityOf(turn), options);
      }
    }
    const absl::StatusOr<Views> views = MakeViews(
        query_.make_views, sound ? record.snapshot : snapshot_, options);
    if (!views.ok()) return views.status();
    LoadBearing one{.what = what, .turn = turn};
    ForEachPair(*views, [&](size_t number, const PairAnswer& answer) {
      const Outcome after = OutcomeIn(*views, number, answer);
      if (before_[number] && after && *before_[number] != *after) {
        Add(number, *after, one);
      }
    });
    if (!found_.completeness.complete() || one.moved.empty()) {
      return absl::OkStatus();
    }
    if (turn == Turn::kUnrecorded) {
      one.still_denied_by = StillDenied(before.table(), *views->asked, what);
    }
    Keep(one);
    return absl::OkStatus();
  }

  // What denied it before, is another proposition, and denies still.
  std::vector<FactIndex> StillDenied(const InstanceTable& before,
                                     const View& after,
                                     const OpenQuestion& what) const {
    std::vector<FactIndex> denials =
        internal::DenialsBesides(before, *denials_, what.facts);
    std::erase_if(denials, [&](FactIndex denial) {
      const FactIndex now = after.snapshot().Find(snapshot_->id(denial));
      if (now == kNoFact) return true;
      const auto instances = after.table().of(now);
      return std::none_of(
          instances.begin(), instances.end(),
          [&](InstanceIndex i) { return after.table().denies(i); });
    });
    return denials;
  }

  ViewOptions OptionsWithout(const std::vector<FactIndex>& facts) const {
    ViewOptions options = options_;
    for (FactIndex fact : facts) {
      options.changes.push_back(
          {Change::Op::kRemove, std::string(snapshot_->id(fact))});
    }
    return options;
  }

  ExposedPair PairOf(size_t number) const {
    const size_t vectors = query_.vectors.size();
    const size_t targets = query_.targets.size();
    return {query_.processes[number / vectors / targets],
            query_.targets[number / vectors % targets],
            query_.vectors[number % vectors]};
  }

  void Add(size_t number, const PairOutcome& after, LoadBearing& one) const {
    const ExposedPair pair = PairOf(number);
    MovedPair moved{pair.process, pair.target.asked, pair.vector,
                    *before_[number], after};
    moved.escalates = Escalates(moved.before, after);
    if (moved.escalates) ++one.escalated;
    one.tier_distance += Distance(moved.before.tier, after.tier);
    one.moved.push_back(std::move(moved));
  }

  void Keep(LoadBearing& one) {
    for (FactIndex fact : one.what.facts) {
      const std::optional<int> given = snapshot_->facts().Read(fact).confidence;
      if (given && (!one.confidence || *given < *one.confidence)) {
        one.confidence = given;
      }
    }
    found_.all.push_back(std::move(one));
  }

  void FindUnmoved() {
    std::set<std::string> moving;
    for (const LoadBearing& one : found_.all) moving.insert(one.what.id);
    for (const auto& [id, what] : propositions_) {
      if (tried_.contains(id) && !moving.contains(id)) {
        found_.unmoved.push_back(what);
      }
    }
  }

  // Index of a tier; one below the first where none applies.
  int TierIndex(const std::string& tier) const {
    const auto& tiers = snapshot_->policy().document().tiers;
    for (size_t i = 0; i < tiers.size(); ++i) {
      if (tiers[i].id == tier) return static_cast<int>(i);
    }
    return -1;
  }

  // -1 where it is better, 0 the same. That a status is less is no comfort
  // where the tier may be higher.
  int Worse(Status before, Status after, const TierRange& tier_before,
            const TierRange& tier_after) const {
    const int highest =
        TierIndex(tier_after.highest) - TierIndex(tier_before.highest);
    const int lowest =
        TierIndex(tier_after.lowest) - TierIndex(tier_before.lowest);
    if (after < before || highest > 0) return 1;
    if (after > before || highest < 0) return -1;
    return lowest > 0 ? 1 : (lowest < 0 ? -1 : 0);
  }

  bool Escalates(const PairOutcome& before, const PairOutcome& after) const {
    const int asked =
        Worse(before.status, after.status, before.tier, after.tier);
    if (asked != 0) return asked > 0;
    return Worse(before.inherent_status, after.inherent_status,
                 before.inherent_tier, after.inherent_tier) > 0;
  }

  int Distance(const TierRange& a, const TierRange& b) const {
    return std::abs(TierIndex(a.lowest) - TierIndex(b.lowest)) +
           std::abs(TierIndex(a.highest) - TierIndex(b.highest));
  }

  // What is sorted by in each of the two lists, but for ids.
  static std::tuple<int, int, int> WeightOf(const LoadBearing& one) {
    return {-static_cast<int>(one.moved.size()), -one.tier_distance,
            one.confidence.value_or(101)};
  }

  // Of sorted ones.
  static void AssignRanks(std::vector<LoadBearing>& all) {
    for (const bool escalating : {true, false}) {
      absl::flat_hash_map<std::string, int> ranks;  // by the proposition
      const LoadBearing* last = nullptr;
      int rank = 0;
      for (LoadBearing& one : all) {
        if ((one.escalated > 0) != escalating) continue;
        const auto [it, first] = ranks.try_emplace(one.what.id);
        if (first) {
          if (last == nullptr || WeightOf(*last) != WeightOf(one)) ++rank;
          last = &one;
          it->second = rank;
        }
        one.rank = it->second;
      }
    }
  }

  LoadBearings Ranked() {
    const auto key = [](const LoadBearing& one) {
      return std::tuple(one.escalated == 0, WeightOf(one),
                        absl::string_view(one.what.id), one.turn);
    };
    std::sort(found_.all.begin(), found_.all.end(),
              [&](const LoadBearing& a, const LoadBearing& b) {
                return key(a) < key(b);
              });
    AssignRanks(found_.all);
    for (size_t number : skipped_) found_.skipped.push_back(PairOf(number));
    if (found_.completeness.complete()) found_.completeness = skipped_for_;
    return std::move(found_);
  }

  const std::shared_ptr<const Snapshot>& snapshot_;
  const ViewOptions& options_;
  const LoadBearingQuery& query_;
  const Limits& limits_;
  const int turns_max_;
  std::optional<Denials> denials_;  // of the views as they are
  std::vector<Outcome> before_;     // by pair
  std::map<std::string, OpenQuestion> propositions_;  // by id
  std::set<std::string> tried_;                       // of these
  std::set<size_t> skipped_;                          // pairs, by number
  Completeness skipped_for_;                          // the first of them
  LoadBearings found_;
};

}  // namespace

absl::string_view TurnName(Turn turn) {
  switch (turn) {
    case Turn::kAffirmed:
      return "affirmed";
    case Turn::kDenied:
      return "denied";
    case Turn::kUnrecorded:
      return "unrecorded";
  }
  return "";
}

absl::StatusOr<LoadBearings> FindLoadBearing(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const LoadBearingQuery& query, const Limits& limits) {
  return Turner(snapshot, options, query, limits).Find();
}

}  // namespace ketenzicht::graph
