// Thompson's construction to a nondeterministic automaton with empty moves,
// then the subset construction (Aho, Lam, Sethi & Ullman, Compilers, 3.7).

#include "graph/automaton.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/negated_kinds.h"
#include "graph/path_expression.h"

namespace ketenzicht::graph {
namespace {

using Op = PathExpression::Op;

struct Move {
  RelationKindId kind;
  bool inverse;
  bool exact;  // not of a kind of that kind
  int to;
};

class Nondeterministic {
 public:
  explicit Nondeterministic(const Ontology& ontology) : ontology_(ontology) {}

  // Builds a fragment between two new states and returns them.
  absl::StatusOr<std::pair<int, int>> Build(const PathExpression& e) {
    switch (e.op) {
      case Op::kKind:
        return BuildKind(e);
      case Op::kSequence:
        return BuildSequence(e);
      case Op::kAlternative:
        return BuildAlternative(e);
      case Op::kOptional:
      case Op::kAny:
      case Op::kSome:
        return BuildRepeat(e);
      case Op::kNegated:
        return BuildNegated(e);
    }
    return absl::InternalError("path expression operator without a case");
  }

  std::vector<int> Closure(std::vector<int> states) const {
    std::vector<bool> seen(moves_.size(), false);
    for (int s : states) seen[s] = true;
    for (size_t i = 0; i < states.size(); ++i) {
      for (int to : empty_moves_[states[i]]) {
        if (seen[to]) continue;
        seen[to] = true;
        states.push_back(to);
      }
    }
    std::sort(states.begin(), states.end());
    return states;
  }

  // States after one step of a relation of `kind`, without empty moves.
  std::vector<int> Step(const std::vector<int>& states, RelationKindId kind,
                        bool inverse) const {
    std::vector<int> result;
    for (int s : states) {
      for (const Move& move : moves_[s]) {
        if (move.inverse == inverse && IsOf(kind, move) &&
            std::find(result.begin(), result.end(), move.to) == result.end()) {
          result.push_back(move.to);
        }
      }
    }
    return result;
  }

 private:
  bool IsOf(RelationKindId kind, const Move& move) const {
    return move.exact ? kind == move.kind
                      : ontology_.RelationIsA(kind, move.kind);
  }

  int NewState() {
    moves_.emplace_back();
    empty_moves_.emplace_back();
    return static_cast<int>(moves_.size()) - 1;
  }

  absl::StatusOr<RelationKindId> KindOf(const PathExpression& e) const {
    const std::optional<RelationKindId> kind =
        ontology_.FindRelationKind(e.kind);
    if (kind) return *kind;
    return absl::InvalidArgumentError(absl::StrCat("path expression, column ",
                                                   e.column, ": '", e.kind,
                                                   "' is no relation kind"));
  }

  absl::StatusOr<std::pair<int, int>> BuildKind(const PathExpression& e) {
    const absl::StatusOr<RelationKindId> kind = KindOf(e);
    if (!kind.ok()) return kind.status();
    const int from = NewState();
    const int to = NewState();
    moves_[from].push_back({*kind, e.inverse, false, to});
    return std::pair(from, to);
  }

  absl::StatusOr<std::pair<int, int>> BuildNegated(const PathExpression& e) {
    for (const PathExpression& operand : e.operands) {
      const absl::StatusOr<RelationKindId> kind = KindOf(operand);
      if (!kind.ok()) return kind.status();
    }
    const int from = NewState();
    const int to = NewState();
    const auto kinds =
        static_cast<RelationKindId>(ontology_.relation_kinds().size());
    for (RelationKindId kind = 0; kind < kinds; ++kind) {
      for (bool inverse : {false, true}) {
        if (!IsOfNegated(ontology_, e, kind, inverse)) continue;
        moves_[from].push_back({kind, inverse, true, to});
      }
    }
    return std::pair(from, to);
  }

  absl::StatusOr<std::pair<int, int>> BuildSequence(const PathExpression& e) {
    const int from = NewState();
    int at = from;
    for (const PathExpression& operand : e.operands) {
      absl::StatusOr<std::pair<int, int>> part = Build(operand);
      if (!part.ok()) return part;
      empty_moves_[at].push_back(part->first);
      at = part->second;
    }
    return std::pair(from, at);
  }

  absl::StatusOr<std::pair<int, int>> BuildAlternative(
      const PathExpression& e) {
    const int from = NewState();
    const int to = NewState();
    for (const PathExpression& operand : e.operands) {
      absl::StatusOr<std::pair<int, int>> part = Build(operand);
      if (!part.ok()) return part;
      empty_moves_[from].push_back(part->first);
      empty_moves_[part->second].push_back(to);
    }
    return std::pair(from, to);
  }

  absl::StatusOr<std::pair<int, int>> BuildRepeat(const PathExpression& e) {
    absl::StatusOr<std::pair<int, int>> inner = Build(e.operands.front());
    if (!inner.ok()) return inner;
    const int from = NewState();
    const int to = NewState();
    empty_moves_[from].push_back(inner->first);
    empty_moves_[inner->second].push_back(to);
    if (e.op != Op::kSome) empty_moves_[from].push_back(to);
    if (e.op != Op::kOptional) {
      empty_moves_[inner->second].push_back(inner->first);
    }
    return std::pair(from, to);
  }

  const Ontology& ontology_;
  std::vector<std::vector<Move>> moves_;
  std::vector<std::vector<int>> empty_moves_;
};

}  // namespace

absl::StatusOr<Automaton> Automaton::Compile(absl::string_view expression,
                                             const Ontology& ontology) {
  absl::StatusOr<PathExpression> parsed = ParsePathExpression(expression);
  if (!parsed.ok()) return parsed.status();
  Nondeterministic source(ontology);
  absl::StatusOr<std::pair<int, int>> ends = source.Build(*parsed);
  if (!ends.ok()) return ends.status();

  Automaton result;
  result.num_letters_ = 2 * static_cast<int>(ontology.relation_kinds().size());
  std::map<std::vector<int>, int16_t> known;
  std::vector<std::vector<int>> subsets = {source.Closure({ends->first})};
  known[subsets[0]] = 0;
  for (size_t i = 0; i < subsets.size(); ++i) {
    result.accepting_.push_back(
        std::binary_search(subsets[i].begin(), subsets[i].end(), ends->second));
    for (Letter letter = 0; letter < result.num_letters_; ++letter) {
      std::vector<int> to =
          source.Step(subsets[i], letter / 2, letter % 2 == 1);
      if (to.empty()) {
        result.next_.push_back(kNoState);
        continue;
      }
      to = source.Closure(std::move(to));
      const auto [it, added] =
          known.emplace(to, static_cast<int16_t>(subsets.size()));
      if (added) subsets.push_back(std::move(to));
      if (subsets.size() > kMaxAutomatonStates) {
        return absl::ResourceExhaustedError(
            absl::StrCat("path expression needs more than ",
                         kMaxAutomatonStates, " states"));
      }
      result.next_.push_back(it->second);
    }
  }
  result.DropDeadStates();
  return result;
}

void Automaton::DropDeadStates() {
  std::vector<bool> live = accepting_;
  for (bool changed = true; changed;) {
    changed = false;
    for (int s = 0; s < num_states(); ++s) {
      for (Letter l = 0; l < num_letters_ && !live[s]; ++l) {
        const int16_t to = Next(static_cast<int16_t>(s), l);
        if (to != kNoState && live[to]) changed = live[s] = true;
      }
    }
  }
  for (int16_t& to : next_) {
    if (to != kNoState && !live[to]) to = kNoState;
  }
  for (size_t i = 0; i < next_.size(); ++i) {
    const bool inverse = i % static_cast<size_t>(num_letters_) % 2 == 1;
    if (inverse && next_[i] != kNoState) has_inverse_ = true;
  }
}

// Numbers states alike that accept the same from there on.
std::vector<int> Automaton::EquivalentStates() const {
  std::vector<int> block(accepting_.begin(), accepting_.end());
  for (size_t blocks = 0;;) {
    // A state's block, and those that its moves lead to.
    std::map<std::vector<int>, int> known;
    std::vector<int> refined;
    for (int s = 0; s < num_states(); ++s) {
      std::vector<int> signature = {block[s]};
      for (Letter l = 0; l < num_letters_; ++l) {
        const int16_t to = Next(static_cast<int16_t>(s), l);
        signature.push_back(to == kNoState ? -1 : block[to]);
      }
      refined.push_back(
          known.emplace(std::move(signature), static_cast<int>(known.size()))
              .first->second);
    }
    block = std::move(refined);
    if (known.size() == blocks) return block;
    blocks = known.size();
  }
}

Automaton Automaton::Minimized() const {
  const std::vector<int> block = EquivalentStates();
  Automaton result;
  result.num_letters_ = num_letters_;
  std::map<int, int16_t> number = {{block[0], 0}};
  std::vector<int16_t> representatives = {0};
  for (size_t i = 0; i < representatives.size(); ++i) {
    const int16_t state = representatives[i];
    result.accepting_.push_back(accepting_[state]);
    for (Letter letter = 0; letter < num_letters_; ++letter) {
      const int16_t to = Next(state, letter);
      if (to == kNoState) {
        result.next_.push_back(kNoState);
        continue;
      }
      const auto [it, added] = number.emplace(
          block[to], static_cast<int16_t>(representatives.size()));
      if (added) representatives.push_back(to);
      result.next_.push_back(it->second);
      result.has_inverse_ = result.has_inverse_ || letter % 2 == 1;
    }
  }
  return result;
}

}  // namespace ketenzicht::graph
