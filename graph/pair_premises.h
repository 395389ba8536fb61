// All that an answer on a pair hangs on: what is turned to see what moves it.
//
//   PairPremises premises(views);
//   premises.Of(answer, limits);

#ifndef KETENZICHT_GRAPH_PAIR_PREMISES_H_
#define KETENZICHT_GRAPH_PAIR_PREMISES_H_

#include <set>
#include <vector>

#include "graph/deniable_relations.h"
#include "graph/exposure.h"
#include "graph/unnamed_premises.h"

namespace ketenzicht::graph {

// Keeps a reference to the views. Not thread-safe.
class PairPremises {
 public:
  explicit PairPremises(const Views& views)
      : views_(views),
        asked_(*views.asked),
        inherent_(*views.inherent),
        deniable_asked_(*views.asked),
        deniable_inherent_(*views.inherent) {}

  // Facts, entities too, sorted: those behind the answer (FactsBehind), and
  // behind the other paths that give the tier (6.3); what none of these names
  // (UnnamedPremises); what would be a denial about one of these, were it
  // denied (graph/deniable_relations.h); certain denials and recorded unknowns
  // about the subject; and, where it is not open, what the conditions look at
  // that take away a relation which walks of the vector come past. Cost: two
  // searches for paths beside the answer's.
  std::vector<FactIndex> Of(const PairAnswer& answer, const Limits& limits);

  // Adds those of one path in the view that was asked for: what is behind it
  // (FactsBehind), what that does not name, and what would be a denial about
  // any of it, were it denied.
  void AddBehind(FactIndex process, const PathAnswer& path,
                 std::set<FactIndex>& facts) {
    AddPath(asked_, deniable_asked_, process, path, facts);
  }

 private:
  // Of one view, with what measures do there or without.
  void AddTierPaths(UnnamedPremises& unnamed, const DeniableRelations& deniable,
                    const PairAnswer& answer, const Limits& limits,
                    std::set<FactIndex>& facts);
  static void AddPath(UnnamedPremises& unnamed,
                      const DeniableRelations& deniable, FactIndex process,
                      const PathAnswer& path, std::set<FactIndex>& facts);
  static void AddFactor(UnnamedPremises& unnamed, const PathAnswer& path,
                        const FactorAnswer& factor, std::set<FactIndex>& facts);
  static void AddReplaced(UnnamedPremises& unnamed, InstanceIndex of,
                          std::set<FactIndex>& facts);
  void AddNearest(const PairAnswer& answer, std::set<FactIndex>& facts);
  void AddTakenAway(const PairAnswer& answer, std::set<FactIndex>& facts);

  const Views& views_;
  UnnamedPremises asked_;
  UnnamedPremises inherent_;
  const DeniableRelations deniable_asked_;
  const DeniableRelations deniable_inherent_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PAIR_PREMISES_H_
