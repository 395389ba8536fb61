#include "graph/settling.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/settling_search.h"
#include "graph/measure_goal.h"

namespace ketenzicht::graph {
namespace {

using internal::Found;
using internal::GoalSearch;
using internal::Literal;
using internal::LiteralOf;
using internal::Literals;
using internal::SettlingGoal;

// Sums of costs stay far from where they would overflow.
constexpr int64_t kMaxCost = 1'000'000'000'000;

constexpr std::array<SettlingGoal, 3> kGoals = {
    SettlingGoal::kExposed, SettlingGoal::kNotExposed, SettlingGoal::kOneTier};

bool IsStatusSettled(const PairOutcome& outcome) {
  return outcome.status == Status::kOpen || outcome.status >= Status::kBlocked;
}

bool IsSettled(const PairOutcome& outcome) {
  return IsStatusSettled(outcome) &&
         internal::IsReached(SettlingGoal::kOneTier, outcome);
}

absl::Status CheckQuery(const Snapshot& snapshot, const SettlingQuery& query) {
  const auto check = [](int64_t cost) {
    return cost >= 1 && cost <= kMaxCost
               ? absl::OkStatus()
               : absl::InvalidArgumentError(absl::StrCat(
                     "a cost of ", cost, " is not between 1 and ", kMaxCost));
  };
  if (query.sets < 1 || query.views < 1) {
    return absl::InvalidArgumentError(
        "at least one set, and one view, must be asked for");
  }
  // By id, so that the same query has the same error.
  std::vector<std::pair<std::string, int64_t>> costs(query.costs.begin(),
                                                     query.costs.end());
  std::sort(costs.begin(), costs.end());
  for (const auto& [id, cost] : costs) {
    if (absl::Status ok = check(cost); !ok.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(id, ": ", ok.message()));
    }
    // What is presumed, or not recorded, is no fact, and may be one of another
    // pair.
    if (!absl::StrContains(id, ':') && snapshot.Find(id) == kNoFact) {
      return absl::NotFoundError(
          absl::StrCat("a cost is given for '", id, "', which is no fact"));
    }
  }
  return check(query.default_cost);
}

// What it may look at is shared out: all for single findings; then three
// quarters for sets from below, and half of the rest for sets from above; the
// remainder for what undoes them.
class Settler {
 public:
  Settler(const std::shared_ptr<const Snapshot>& snapshot,
          const ViewOptions& options, const SettlingQuery& query,
          const Limits& limits)
      : snapshot_(snapshot),
        options_(options),
        query_(query),
        limits_(limits),
        pair_{query.process, query.target, query.vector},
        views_max_(std::min(query.views, MeasureViews(snapshot->size()))) {}

  absl::StatusOr<SettlingAnswer> Find() {
    const absl::StatusOr<Views> views =
        MakeViews(query_.make_views, snapshot_, options_);
    if (!views.ok()) return views.status();
    const PairAnswer answer = AnswerPair(*views, query_.process, query_.target,
                                         *query_.vector, limits_);
    if (absl::Status ok = CheckSearched(answer.completeness); !ok.ok()) {
      return ok;
    }
    answer_.now = OutcomeOf(*snapshot_, answer);
    answer_.settled = IsSettled(answer_.now);
    // What is contested is sought of what is open alone; the text says so.
    if (answer_.settled && answer_.now.status != Status::kOpen) {
      return std::move(answer_);
    }
    OpenQuestions questions = OpenQuestionsBehind(
        *views, query_.process, query_.target, *query_.vector, limits_);
    answer_.questions_completeness = questions.completeness;
    if (answer_.settled) {
      TakeContested(views->asked->table(), questions.all);
      return std::move(answer_);
    }
    answer_.unasked = std::move(questions.unasked);
    if (answer_.now.tier.lowest == answer_.now.tier.highest) {
      answer_.unasked.factors.clear();
    }
    questions_ = std::move(questions.all);
    internal::FoundRecord record(snapshot_, options_, pair_, questions_,
                                 query_.make_views, limits_);
    record_ = &record;
    if (absl::Status ok = LookAt(); !ok.ok()) return ok;
    answer_.looked_at = record.derived();
    return std::move(answer_);
  }

 private:
  // And what denies it, which may be another proposition.
  void TakeContested(const InstanceTable& table,
                     const std::vector<OpenQuestion>& questions) {
    std::set<FactIndex> contested;
    for (const OpenQuestion& one : questions) {
      if (!std::binary_search(one.doubts.begin(), one.doubts.end(),
                              Doubt::kContested)) {
        continue;
      }
      contested.insert(one.facts.begin(), one.facts.end());
      for (FactIndex fact : one.facts) {
        for (InstanceIndex i : table.of(fact)) {
          for (const std::string& id : table.contested_by(i)) {
            const std::optional<InstanceIndex> denial = table.FindDenial(id);
            if (denial) contested.insert(table.fact(*denial));
          }
        }
      }
    }
    answer_.contested.assign(contested.begin(), contested.end());
  }

  absl::Status LookAt() {
    AddQuestions();
    record_->Allow(views_max_);
    if (absl::Status ok = AskEach(); !ok.ok()) return ok;
    std::vector<int64_t> costs;
    for (const SettlingQuestion& one : answer_.questions) {
      costs.push_back(one.cost);
    }
    internal::SettlingSearch search(*record_, costs, query_.sets);
    std::vector<GoalSearch> goals;
    for (SettlingGoal goal : kGoals) {
      const bool already = internal::IsReached(goal, answer_.now);
      goals.push_back({.goal = goal, .sought = !already});
    }
    if (absl::Status ok = Search(search, goals); !ok.ok()) return ok;
    for (GoalSearch& goal : goals) {
      Settling& told = SettlingFor(goal.goal);
      told = Told(search, goal);
      told.already = internal::IsReached(goal.goal, answer_.now);
    }
    record_->Allow(views_max_);
    for (SettlingGoal goal : kGoals) {
      if (absl::Status ok = FindUndoing(goal); !ok.ok()) return ok;
    }
    SortQuestions();
    return absl::OkStatus();
  }

  Settling& SettlingFor(SettlingGoal goal) {
    switch (goal) {
      case SettlingGoal::kExposed:
        return answer_.exposed;
      case SettlingGoal::kNotExposed:
        return answer_.not_exposed;
      case SettlingGoal::kOneTier:
        break;
    }
    return answer_.one_tier;
  }

  void AddQuestions() {
    for (const OpenQuestion& question : questions_) {
      answer_.questions.push_back({.what = question, .cost = CostOf(question)});
    }
  }

  // The most that is given for it or for a fact that says it.
  int64_t CostOf(const OpenQuestion& question) const {
    std::optional<int64_t> most;
    const auto look = [&](const std::string& id) {
      const auto cost = query_.costs.find(id);
      if (cost == query_.costs.end()) return;
      most = std::max(most.value_or(0), cost->second);
    };
    look(question.id);
    for (FactIndex fact : question.facts) {
      look(std::string(snapshot_->id(fact)));
    }
    return most.value_or(query_.default_cost);
  }

  // Keeps the first reason why not all was looked at.
  void Stopped() {
    if (answer_.completeness.complete()) {
      answer_.completeness = record_->stopped();
      if (answer_.completeness.stop == StopReason::kViews) {
        answer_.completeness.limit = views_max_;
      }
    }
  }

  // What each question alone does.
  absl::Status AskEach() {
    for (size_t i = 0; i < questions_.size(); ++i) {
      for (const bool holds : {true, false}) {
        const auto question = static_cast<int>(i);
        const absl::StatusOr<const Found*> found =
            record_->Of({LiteralOf(question, holds)});
        if (!found.ok()) return found.status();
        if (*found == nullptr) {
          Stopped();
          return absl::OkStatus();
        }
        SettlingQuestion& asked = answer_.questions[i];
        if ((*found)->state == Found::State::kDerived) {
          (holds ? asked.if_true : asked.if_false) = (*found)->outcome;
        } else if ((*found)->state == Found::State::kRefused) {
          answer_.refused.push_back({{question, holds}, (*found)->reason});
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status Search(internal::SettlingSearch& search,
                      std::vector<GoalSearch>& goals) {
    record_->Allow(std::max(record_->derived(), views_max_ / 4 * 3));
    const absl::StatusOr<bool> below = search.FromBelow(goals);
    if (!below.ok()) return below.status();
    if (*below) return absl::OkStatus();
    Stopped();
    if (answer_.completeness.stop != StopReason::kViews) {
      return absl::OkStatus();
    }
    record_->Allow(std::max(record_->derived(), views_max_ / 8 * 7));
    for (GoalSearch& goal : goals) {
      if (!goal.sought) continue;
      for (const Literals& full : FullAnswers(goal.goal)) {
        const absl::StatusOr<bool> above = search.FromAbove(full, goal);
        if (!above.ok()) return above.status();
        if (!*above) break;
      }
    }
    return absl::OkStatus();
  }

  // An answer to each question that may lead to the goal: by what each does
  // alone, all true, and all false.
  std::vector<Literals> FullAnswers(SettlingGoal goal) const {
    Literals likely;
    Literals all_true;
    Literals all_false;
    for (size_t i = 0; i < questions_.size(); ++i) {
      const auto question = static_cast<int>(i);
      likely.push_back(LiteralOf(question, IsLikely(goal, i)));
      all_true.push_back(LiteralOf(question, true));
      all_false.push_back(LiteralOf(question, false));
    }
    return {likely, all_true, all_false};
  }

  // Whether it leads there rather if it is found true.
  bool IsLikely(SettlingGoal goal, size_t question) const {
    const std::optional<PairOutcome>& yes = answer_.questions[question].if_true;
    const std::optional<PairOutcome>& no = answer_.questions[question].if_false;
    const bool exposes = goal == SettlingGoal::kExposed;
    if (goal == SettlingGoal::kOneTier) {
      return yes && internal::IsReached(goal, *yes);
    }
    if (!yes || !no) return yes.has_value();
    if (yes->status == no->status) return exposes;
    return (yes->status < no->status) == exposes;
  }

  Settling Told(const internal::SettlingSearch& search,
                GoalSearch& goal) const {
    std::sort(goal.sets.begin(), goal.sets.end(),
              [&](const internal::KnownSet& a, const internal::KnownSet& b) {
                return search.ComesBefore(a.literals, b.literals);
              });
    if (goal.sets.size() > static_cast<size_t>(query_.sets)) {
      goal.sets.resize(query_.sets);
    }
    Settling told{.proven = goal.proven, .all = goal.all};
    if (goal.bound != std::numeric_limits<int64_t>::max()) {
      told.bound = goal.bound;
    }
    for (const internal::KnownSet& known : goal.sets) {
      SettlingSet set{.cost = search.CostOf(known.literals),
                      .smallest = known.smallest};
      for (Literal literal : known.literals) {
        set.findings.push_back(
            {internal::QuestionOf(literal), internal::Holds(literal)});
      }
      told.sets.push_back(std::move(set));
    }
    return told;
  }

  // Gives each set its outcome, and what would undo it.
  absl::Status FindUndoing(SettlingGoal goal) {
    for (SettlingSet& set : SettlingFor(goal).sets) {
      Literals literals;
      for (const Finding& one : set.findings) {
        literals.push_back(LiteralOf(one.question, one.holds));
      }
      // Derived before: it is told.
      const absl::StatusOr<const Found*> told = record_->Of(literals);
      if (!told.ok()) return told.status();
      if (*told != nullptr) set.outcome = (*told)->outcome;
      if (absl::Status ok = FindUndoing(goal, literals, set); !ok.ok()) {
        return ok;
      }
    }
    return absl::OkStatus();
  }

  absl::Status FindUndoing(SettlingGoal goal, const Literals& literals,
                           SettlingSet& set) {
    set.undone_looked_at = true;
    for (Literal more = 0; more < LiteralOf(NumQuestions(), true); ++more) {
      const bool asked = std::any_of(
          literals.begin(), literals.end(), [more](Literal literal) {
            return internal::QuestionOf(literal) == internal::QuestionOf(more);
          });
      if (asked) continue;
      Literals with = literals;
      with.insert(std::upper_bound(with.begin(), with.end(), more), more);
      const absl::StatusOr<const Found*> found = record_->Of(with);
      if (!found.ok()) return found.status();
      if (*found == nullptr) {
        Stopped();
        set.undone_looked_at = false;
        return absl::OkStatus();
      }
      if ((*found)->state == Found::State::kCutShort) {
        set.undone_looked_at = false;
      } else if ((*found)->state == Found::State::kDerived &&
                 !internal::IsReached(goal, (*found)->outcome)) {
        set.undone_by.push_back(
            {internal::QuestionOf(more), internal::Holds(more)});
      }
    }
    return absl::OkStatus();
  }

  int NumQuestions() const { return static_cast<int>(questions_.size()); }

  // Whether it settles what is not settled now: the status, or else the tier.
  bool Settles(const PairOutcome& outcome) const {
    if (!IsStatusSettled(answer_.now)) return IsStatusSettled(outcome);
    return internal::IsReached(SettlingGoal::kOneTier, outcome);
  }

  // 0: both answers settle it; 4: neither moves the pair.
  int TellingOf(const SettlingQuestion& question) const {
    int settle = 0;
    int move = 0;
    for (const auto* outcome : {&question.if_true, &question.if_false}) {
      if (!*outcome) continue;
      if (Settles(**outcome)) ++settle;
      if (**outcome != answer_.now) ++move;
    }
    return settle > 0 ? 2 - settle : 4 - move;
  }

  // From the order of ids, in which all was looked at, to that of the answer.
  void SortQuestions() {
    std::vector<int> order(questions_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
      const auto key = [this](const SettlingQuestion& one) {
        return std::tuple(TellingOf(one), one.cost);
      };
      return key(answer_.questions[a]) < key(answer_.questions[b]);
    });
    std::vector<int> place(order.size());
    std::vector<SettlingQuestion> sorted;
    for (size_t i = 0; i < order.size(); ++i) {
      place[order[i]] = static_cast<int>(i);
      sorted.push_back(std::move(answer_.questions[order[i]]));
    }
    answer_.questions = std::move(sorted);
    const auto replace = [&place](std::vector<Finding>& findings) {
      for (Finding& one : findings) one.question = place[one.question];
      std::sort(findings.begin(), findings.end(), Earlier);
    };
    for (SettlingGoal goal : kGoals) {
      for (SettlingSet& set : SettlingFor(goal).sets) {
        replace(set.findings);
        replace(set.undone_by);
      }
    }
    for (RefusedFinding& one : answer_.refused) {
      one.finding.question = place[one.finding.question];
    }
    std::sort(answer_.refused.begin(), answer_.refused.end(),
              [](const RefusedFinding& a, const RefusedFinding& b) {
                return Earlier(a.finding, b.finding);
              });
  }

  static bool Earlier(const Finding& a, const Finding& b) {
    return std::tuple(a.question, !a.holds) < std::tuple(b.question, !b.holds);
  }

  const std::shared_ptr<const Snapshot>& snapshot_;
  const ViewOptions& options_;
  const SettlingQuery& query_;
  const Limits& limits_;
  const ExposedPair pair_;
  const int views_max_;
  std::vector<OpenQuestion> questions_;  // by id
  internal::FoundRecord* record_ = nullptr;
  SettlingAnswer answer_;
};

}  // namespace

absl::StatusOr<SettlingAnswer> FindSettling(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const SettlingQuery& query, const Limits& limits) {
  if (absl::Status ok = CheckQuery(*snapshot, query); !ok.ok()) return ok;
  return Settler(snapshot, options, query, limits).Find();
}

}  // namespace ketenzicht::graph
