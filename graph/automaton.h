// A path expression compiled to a deterministic finite automaton.
//
// The automaton reads the kinds of the steps of a path. Determinism matters: a
// path is then one walk through the product of graph and automaton, never two,
// so that the k best paths are k different paths.

#ifndef KETENZICHT_GRAPH_AUTOMATON_H_
#define KETENZICHT_GRAPH_AUTOMATON_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/ontology.h"

namespace ketenzicht::graph {

// A step's kind and direction: 2 * kind, plus 1 for from target to source.
using Letter = int32_t;

inline Letter MakeLetter(RelationKindId kind, bool inverse) {
  return 2 * kind + (inverse ? 1 : 0);
}
inline Letter Reverse(Letter letter) { return letter ^ 1; }

inline constexpr int kMaxAutomatonStates = 1024;

// Immutable, safe from any thread.
class Automaton {
 public:
  static constexpr int16_t kNoState = -1;

  // Compiles `expression`. A kind stands for itself and all kinds of it. No
  // move leads to a state from which nothing can be accepted. InvalidArgument
  // with the column for a syntax error or a kind that the ontology does not
  // have; ResourceExhausted beyond kMaxAutomatonStates.
  static absl::StatusOr<Automaton> Compile(absl::string_view expression,
                                           const Ontology& ontology);

  // The same language with as few states as can be: what a search over a whole
  // graph wants, which has a vertex for every state that an entity can be in.
  // Moore's partition refinement, O(states^2 * letters). States are numbered
  // breadth first from the start.
  Automaton Minimized() const;

  // The same states and moves, numbered alike.
  friend bool operator==(const Automaton&, const Automaton&) = default;

  int num_states() const { return static_cast<int>(accepting_.size()); }
  int num_letters() const { return num_letters_; }
  int16_t start() const { return 0; }
  bool accepting(int16_t state) const { return accepting_[state]; }

  // Whether some move goes against a relation's direction.
  bool has_inverse() const { return has_inverse_; }

  // The state after reading `letter`, or kNoState. Constant time.
  int16_t Next(int16_t state, Letter letter) const {
    return next_[static_cast<size_t>(state) * num_letters_ + letter];
  }

 private:
  Automaton() = default;
  void DropDeadStates();
  std::vector<int> EquivalentStates() const;

  int num_letters_ = 0;
  bool has_inverse_ = false;
  std::vector<bool> accepting_;
  std::vector<int16_t> next_;  // state-major
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_AUTOMATON_H_
