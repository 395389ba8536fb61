// What an answer rests on and does not name: by which relations things are
// members of a class, or parts of what a denial is about, and whom an authority
// reaches.
//
//   UnnamedPremises unnamed(*views.asked);
//   unnamed.Of(instance);

#ifndef KETENZICHT_GRAPH_UNNAMED_PREMISES_H_
#define KETENZICHT_GRAPH_UNNAMED_PREMISES_H_

#include <memory>
#include <vector>

#include "graph/automaton.h"
#include "graph/instance_table.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Keeps a reference to the view. Not thread-safe: what counted before denials,
// and after them, is made anew when it is first asked for, in O(facts).
class UnnamedPremises {
 public:
  explicit UnnamedPremises(const View& view);
  UnnamedPremises(const UnnamedPremises&) = delete;
  UnnamedPremises& operator=(const UnnamedPremises&) = delete;
  ~UnnamedPremises();

  // Facts, sorted (docs/semantics.md, 15.2):
  //   - of an instance of a class fact, by which its ends are members;
  //   - of the measures on it, by which it is in what they select;
  //   - of the denials that close or contest it, by which its source is part of
  //     theirs;
  //   - of its guard, and of those of the measures on it, what the reach was
  //     concluded from that they ask for (CorporateReach::LookedAt).
  // Of several ways to be a member the best, of these the shortest, of these
  // the first by the ids of its relations. None where ids, kinds and attributes
  // alone decide.
  std::vector<FactIndex> Of(InstanceIndex instance);

  // By which `part` is part of something, and that of more, for certain:
  // sorted.
  std::vector<FactIndex> OfPart(FactIndex part) const;

  // All on record that walks from there come past, whether it makes an edge or
  // not: what stands in the way of saying that none leads anywhere. Sorted.
  // Linear in what is come past.
  std::vector<FactIndex> OfWalks(const Automaton& automaton,
                                 FactIndex from) const;

  const View& view() const { return view_; }

 private:
  class Trace;

  Trace& BeforeDenials();
  Trace& AfterDenials();
  std::vector<FactIndex> WayToWhole(FactIndex part, FactIndex whole) const;

  const View& view_;
  std::unique_ptr<Trace> before_denials_;
  std::unique_ptr<Trace> after_denials_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_UNNAMED_PREMISES_H_
