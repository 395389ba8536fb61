// The propositions on which answers rest, grouped by what they are about, and
// compared between two sides.

#ifndef KETENZICHT_GRAPH_PROPOSITIONS_H_
#define KETENZICHT_GRAPH_PROPOSITIONS_H_

#include <array>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/exposure.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// In the order in which they are told.
enum class Role {
  kPurpose,   // uses on or carrying the path, and what they touch
  kDecision,  // measures, and who decided them
  kProduct,   // what a product is made of, is an instance of, and its makers
  kFlow,    // what is handled, where it goes, who holds the key, who has access
  kLaw,     // ownership, control, seat and law
  kFactor,  // what a factor rests on beyond these: programmes
  kOther,
};
absl::string_view RoleName(Role role);  // "purpose"

struct Proposition {
  std::string id;  // of the fact; of a presumption, of its instance
  Role role = Role::kOther;
  // By side: the processes whose answers rest on it, by id; none where that
  // side does not rest on it. And how it stands there, with its sources.
  std::array<std::vector<std::string>, 2> processes;
  std::array<Text, 2> sentence;
  std::array<Text, 2> citation;

  bool common() const { return !processes[0].empty() && !processes[1].empty(); }
};

// Adds up what the answers of two sides rest on.
class PropositionTable {
 public:
  // What an answer on a pair rests on: its best path, with carriers, guards,
  // measures and the facts behind the factors. Of a blocked one also that
  // without measures; without a path the nearest to one, and the certain
  // denials about the subject.
  void Add(int side, const Views& views, const PairAnswer& answer);

  // By role, then id.
  std::vector<Proposition> Take();

 private:
  void AddPath(int side, const View& view, const PathAnswer& path);
  void AddId(int side, const View& view, const std::string& id);
  void AddInstance(int side, const View& view, InstanceIndex instance);
  Proposition& Find(int side, const std::string& id, Role role);

  std::string process_;  // whose answer is being added
  std::map<std::string, Proposition> by_id_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PROPOSITIONS_H_
