#include "graph/walk_check.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace ketenzicht::graph {
namespace {

// A state of the automaton together with the kind of the entity it is at.
using Typed = std::pair<int16_t, int>;

class Checker {
 public:
  Checker(const Automaton& automaton, const Ontology& ontology,
          absl::string_view target_kind)
      : automaton_(automaton), ontology_(ontology) {
    for (const EntityKind& kind : ontology.entity_kinds()) {
      is_target_.push_back(ontology.EntityIsA(kind.name, target_kind));
    }
    for (Letter letter = 0; letter < automaton.num_letters(); ++letter) {
      const RelationKind& kind = ontology.relation_kind(letter / 2);
      const bool inverse = letter % 2 == 1;
      departs_.push_back(Allowed(inverse ? kind.targets : kind.sources));
      arrives_.push_back(Allowed(inverse ? kind.sources : kind.targets));
    }
  }

  bool MayEnd(absl::string_view start_kind) const {
    for (const Typed& at : Reached(start_kind)) {
      if (Accepts(at.first, at.second)) return true;
    }
    return false;
  }

  bool Holds(absl::string_view start_kind) const {
    const std::set<Typed> reached = Reached(start_kind);
    for (const Typed& first : reached) {
      for (const Typed& second : After(first)) {
        if (second.second == first.second && second.first != first.first &&
            !Includes(first, second)) {
          return false;
        }
      }
    }
    return true;
  }

 private:
  // Typed states on walks from an entity of that kind.
  std::set<Typed> Reached(absl::string_view start_kind) const {
    std::set<Typed> reached;
    for (int kind = 0; kind < num_kinds(); ++kind) {
      if (!ontology_.EntityIsA(ontology_.entity_kinds()[kind].name,
                               start_kind)) {
        continue;
      }
      const std::set<Typed> from = After({automaton_.start(), kind});
      reached.insert(from.begin(), from.end());
      reached.insert({automaton_.start(), kind});
    }
    return reached;
  }

  int num_kinds() const { return static_cast<int>(is_target_.size()); }

  std::vector<int> Allowed(const std::vector<std::string>& ends) const {
    std::vector<int> kinds;
    for (int i = 0; i < num_kinds(); ++i) {
      if (ontology_.Allows(ends, ontology_.entity_kinds()[i].name)) {
        kinds.push_back(i);
      }
    }
    return kinds;
  }

  bool Departs(Letter letter, int kind) const {
    for (int allowed : departs_[letter]) {
      if (allowed == kind) return true;
    }
    return false;
  }

  // Typed states after one step or more.
  std::set<Typed> After(const Typed& start) const {
    std::set<Typed> found;
    std::vector<Typed> queue = {start};
    for (size_t i = 0; i < queue.size(); ++i) {
      const Typed at = queue[i];
      for (Letter letter = 0; letter < automaton_.num_letters(); ++letter) {
        const int16_t to = automaton_.Next(at.first, letter);
        if (to == Automaton::kNoState || !Departs(letter, at.second)) continue;
        for (int kind : arrives_[letter]) {
          if (found.insert({to, kind}).second) queue.emplace_back(to, kind);
        }
      }
    }
    return found;
  }

  bool Accepts(int16_t state, int kind) const {
    return automaton_.accepting(state) && is_target_[kind];
  }

  // Whether every way on from `second` is one from `first` too. The two are at
  // the same entity, so all along they are at the same kind.
  bool Includes(const Typed& first, const Typed& second) const {
    using Pair = std::tuple<int16_t, int16_t, int>;
    std::set<Pair> seen;
    std::vector<Pair> queue = {{first.first, second.first, first.second}};
    for (size_t i = 0; i < queue.size(); ++i) {
      const auto [wide, narrow, kind] = queue[i];
      if (Accepts(narrow, kind) && !Accepts(wide, kind)) return false;
      for (Letter letter = 0; letter < automaton_.num_letters(); ++letter) {
        const int16_t narrow_to = automaton_.Next(narrow, letter);
        if (narrow_to == Automaton::kNoState || !Departs(letter, kind)) {
          continue;
        }
        const int16_t wide_to = automaton_.Next(wide, letter);
        if (wide_to == Automaton::kNoState) return false;
        for (int to : arrives_[letter]) {
          const Pair next(wide_to, narrow_to, to);
          if (seen.insert(next).second) queue.push_back(next);
        }
      }
    }
    return true;
  }

  const Automaton& automaton_;
  const Ontology& ontology_;
  std::vector<bool> is_target_;            // by entity kind
  std::vector<std::vector<int>> departs_;  // by letter
  std::vector<std::vector<int>> arrives_;
};

}  // namespace

bool WalksArePaths(const Automaton& automaton, const Ontology& ontology,
                   absl::string_view start_kind,
                   absl::string_view target_kind) {
  if (automaton.num_states() > kMaxCheckedStates) return false;
  return Checker(automaton, ontology, target_kind).Holds(start_kind);
}

bool MayEndAt(const Automaton& automaton, const Ontology& ontology,
              absl::string_view start_kind, absl::string_view target_kind) {
  return Checker(automaton, ontology, target_kind).MayEnd(start_kind);
}

}  // namespace ketenzicht::graph
