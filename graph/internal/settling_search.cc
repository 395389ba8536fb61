#include "graph/internal/settling_search.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <queue>
#include <set>
#include <tuple>

#include "graph/smallest_set.h"

namespace ketenzicht::graph::internal {
namespace {

// Sets that are looked for from above, for each that is wanted.
constexpr size_t kBranchesPerSet = 8;
// Parts of one set that may be looked at: all of a small one, and the way
// there.
constexpr int kShrinkTries = 4'000;

bool HasPartOf(const std::vector<KnownSet>& sets, const Literals& literals) {
  return std::any_of(sets.begin(), sets.end(), [&](const KnownSet& set) {
    return IsPart(set.literals, literals);
  });
}

}  // namespace

bool IsReached(SettlingGoal goal, const PairOutcome& outcome) {
  switch (goal) {
    case SettlingGoal::kExposed:
      return outcome.status == Status::kOpen;
    case SettlingGoal::kNotExposed:
      return outcome.status >= Status::kBlocked;
    case SettlingGoal::kOneTier:
      return outcome.tier.lowest == outcome.tier.highest;
  }
  return false;
}

bool IsPart(const Literals& part, const Literals& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

// For a heap whose top is the first.
struct SettlingSearch::ComesLater {
  bool operator()(const Node& a, const Node& b) const {
    const auto key = [](const Node& node) {
      return std::tuple(node.cost, node.ranks.size());
    };
    return key(b) != key(a) ? key(b) < key(a) : b.ranks < a.ranks;
  }
};

SettlingSearch::SettlingSearch(FoundRecord& record, std::vector<int64_t> costs,
                               size_t sets)
    : record_(record),
      costs_(std::move(costs)),
      sets_max_(sets),
      by_rank_(costs_.size()),
      rank_of_(costs_.size()) {
  std::iota(by_rank_.begin(), by_rank_.end(), 0);
  std::stable_sort(by_rank_.begin(), by_rank_.end(),
                   [this](int a, int b) { return costs_[a] < costs_[b]; });
  for (size_t rank = 0; rank < by_rank_.size(); ++rank) {
    rank_of_[by_rank_[rank]] = static_cast<int>(rank);
  }
}

int64_t SettlingSearch::CostOf(const Literals& literals) const {
  int64_t cost = 0;
  for (Literal literal : literals) cost += costs_[QuestionOf(literal)];
  return cost;
}

Literals SettlingSearch::OfRanks(const Literals& ranks) const {
  Literals literals;
  for (Literal rank : ranks) {
    literals.push_back(LiteralOf(by_rank_[QuestionOf(rank)], Holds(rank)));
  }
  std::sort(literals.begin(), literals.end());
  return literals;
}

Literals SettlingSearch::RanksOf(const Literals& literals) const {
  Literals ranks;
  for (Literal literal : literals) {
    ranks.push_back(LiteralOf(rank_of_[QuestionOf(literal)], Holds(literal)));
  }
  std::sort(ranks.begin(), ranks.end());
  return ranks;
}

bool SettlingSearch::ComesBefore(const Literals& a, const Literals& b) const {
  return ComesLater()({CostOf(b), RanksOf(b)}, {CostOf(a), RanksOf(a)});
}

// The same and the question after its last.
SettlingSearch::Node SettlingSearch::WithNext(const Node& node) const {
  Node next = node;
  const int rank = QuestionOf(node.ranks.back()) + 1;
  next.ranks.push_back(LiteralOf(rank, true));
  next.cost += costs_[by_rank_[rank]];
  return next;
}

// The same with the literal after its last in place of that.
SettlingSearch::Node SettlingSearch::WithOther(const Node& node) const {
  Node other = node;
  const Literal last = other.ranks.back()++;
  other.cost += costs_[by_rank_[QuestionOf(last + 1)]] -
                costs_[by_rank_[QuestionOf(last)]];
  return other;
}

void SettlingSearch::Tell(const Found& found, const Node& node,
                          const Literals& literals,
                          const std::vector<GoalSearch*>& wanted) {
  if (found.state == Found::State::kCutShort) {
    cut_short_.push_back(literals);
    for (GoalSearch* goal : wanted) {
      goal->bound = std::min(goal->bound, node.cost);
    }
  }
  if (found.state != Found::State::kDerived) return;
  const bool smallest =
      std::none_of(cut_short_.begin(), cut_short_.end(),
                   [&](const Literals& cut) { return IsPart(cut, literals); });
  for (GoalSearch* goal : wanted) {
    if (!IsReached(goal->goal, found.outcome)) continue;
    // A bound says that one before this is not known.
    const bool proven = goal->bound == std::numeric_limits<int64_t>::max();
    goal->sets.push_back({literals, smallest});
    if (proven) goal->proven = static_cast<int>(goal->sets.size());
    if (goal->sets.size() == sets_max_) {
      goal->sought = false;
      goal->bound = std::min(goal->bound, node.cost);
    }
  }
}

absl::StatusOr<bool> SettlingSearch::FromBelow(std::vector<GoalSearch>& goals) {
  std::priority_queue<Node, std::vector<Node>, ComesLater> waiting;
  const auto questions = static_cast<int>(costs_.size());
  if (questions > 0) waiting.push({costs_[by_rank_[0]], {0}});
  while (!waiting.empty()) {
    const Node node = waiting.top();
    waiting.pop();
    const Literals literals = OfRanks(node.ranks);
    bool sought = false;
    std::vector<GoalSearch*> wanted;
    for (GoalSearch& goal : goals) {
      sought = sought || goal.sought;
      if (goal.sought && !HasPartOf(goal.sets, literals)) {
        wanted.push_back(&goal);
      }
    }
    if (!sought) return true;
    if (node.ranks.back() + 1 < 2 * questions) waiting.push(WithOther(node));
    // Nobody wants it, nor anything of which it is a part.
    if (wanted.empty()) continue;
    const absl::StatusOr<const Found*> found = record_.Of(literals);
    if (!found.ok()) return found.status();
    if (*found == nullptr) {
      for (GoalSearch& goal : goals) {
        if (goal.sought) goal.bound = std::min(goal.bound, node.cost);
      }
      return false;
    }
    Tell(**found, node, literals, wanted);
    if (QuestionOf(node.ranks.back()) + 1 < questions) {
      waiting.push(WithNext(node));
    }
  }
  for (GoalSearch& goal : goals) {
    if (!goal.sought) continue;
    goal.sought = false;
    goal.all = goal.bound == std::numeric_limits<int64_t>::max();
  }
  return true;
}

// Nothing in it where `from` does not do it.
absl::StatusOr<KnownSet> SettlingSearch::Shrink(const Literals& from,
                                                SettlingGoal goal) {
  bool certain = true;
  const auto holds = [&](const Literals& some) -> absl::StatusOr<bool> {
    const absl::StatusOr<const Found*> found = record_.Of(some);
    if (!found.ok()) return found.status();
    if (*found == nullptr || (*found)->state == Found::State::kCutShort) {
      certain = false;
      return false;
    }
    return (*found)->state == Found::State::kDerived &&
           IsReached(goal, (*found)->outcome);
  };
  const absl::StatusOr<bool> does = holds(from);
  if (!does.ok()) return does.status();
  if (!*does) return KnownSet();
  const absl::StatusOr<SmallestSet> found =
      FindSmallestSet(from, holds, kShrinkTries);
  if (!found.ok()) return found.status();
  return KnownSet{found->members, found->smallest && certain};
}

void SettlingSearch::Add(KnownSet set, GoalSearch& goal) const {
  if (HasPartOf(goal.sets, set.literals)) return;
  std::erase_if(goal.sets, [&](const KnownSet& known) {
    return IsPart(set.literals, known.literals);
  });
  goal.sets.push_back(std::move(set));
}

absl::StatusOr<bool> SettlingSearch::FromAbove(const Literals& full,
                                               GoalSearch& goal) {
  std::deque<std::set<Literal>> without = {{}};
  std::set<std::set<Literal>> seen = {{}};
  size_t branches = kBranchesPerSet * sets_max_;
  for (; !without.empty() && branches > 0; --branches) {
    if (goal.sets.size() >= sets_max_) return true;
    const std::set<Literal> left_out = std::move(without.front());
    without.pop_front();
    Literals rest;
    for (Literal literal : full) {
      if (!left_out.contains(literal)) rest.push_back(literal);
    }
    if (rest.empty()) continue;
    absl::StatusOr<KnownSet> found = Shrink(rest, goal.goal);
    if (!found.ok()) return found.status();
    for (Literal literal : found->literals) {
      std::set<Literal> more = left_out;
      more.insert(literal);
      if (seen.insert(more).second) without.push_back(std::move(more));
    }
    if (!found->literals.empty()) Add(*std::move(found), goal);
    if (!record_.stopped().complete()) return false;
  }
  return true;
}

}  // namespace ketenzicht::graph::internal
