#include "graph/automaton_dot.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace ketenzicht::graph {
namespace {

std::string Quoted(absl::string_view text) {
  return absl::StrCat(
      "\"",
      absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", " "}}),
      "\"");
}

// Whether a kind that it is a kind of leads the same way.
bool IsImplied(Letter letter, const std::vector<Letter>& all,
               const Ontology& ontology) {
  for (Letter other : all) {
    if (other != letter && other % 2 == letter % 2 &&
        ontology.RelationIsA(letter / 2, other / 2)) {
      return true;
    }
  }
  return false;
}

std::string Label(const std::vector<Letter>& letters,
                  const Ontology& ontology) {
  std::vector<std::string> names;
  for (Letter letter : letters) {
    if (IsImplied(letter, letters, ontology)) continue;
    names.push_back(absl::StrCat(letter % 2 == 1 ? "^" : "",
                                 ontology.relation_kind(letter / 2).name));
  }
  return absl::StrJoin(names, " | ");
}

}  // namespace

std::string ToDot(const Automaton& automaton, const Ontology& ontology,
                  absl::string_view title) {
  std::vector<int16_t> reached = {automaton.start()};
  std::map<std::pair<int16_t, int16_t>, std::vector<Letter>> moves;
  std::vector<bool> seen(static_cast<size_t>(automaton.num_states()), false);
  seen[automaton.start()] = true;
  for (size_t i = 0; i < reached.size(); ++i) {
    for (Letter letter = 0; letter < automaton.num_letters(); ++letter) {
      const int16_t to = automaton.Next(reached[i], letter);
      if (to == Automaton::kNoState) continue;
      moves[{reached[i], to}].push_back(letter);
      if (!seen[to]) reached.push_back(to);
      seen[to] = true;
    }
  }
  std::string dot = absl::StrCat("digraph ", Quoted(title), " {\n",
                                 "  rankdir=LR;\n  start [shape=point];\n");
  for (int16_t state : reached) {
    absl::StrAppend(&dot, "  ", state, " [shape=",
                    automaton.accepting(state) ? "doublecircle" : "circle",
                    "];\n");
  }
  absl::StrAppend(&dot, "  start -> ", automaton.start(), ";\n");
  for (const auto& [states, letters] : moves) {
    absl::StrAppend(&dot, "  ", states.first, " -> ", states.second,
                    " [label=", Quoted(Label(letters, ontology)), "];\n");
  }
  return absl::StrCat(dot, "}\n");
}

}  // namespace ketenzicht::graph
