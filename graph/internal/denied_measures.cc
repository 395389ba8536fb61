#include "graph/internal/denied_measures.h"

#include <utility>

namespace ketenzicht::graph::internal {
namespace {

// Whether they say the same of the same relations, whatever they are called.
bool AreOne(const Measure& a, const Measure& b) {
  return a.effect == b.effect && a.state == b.state &&
         a.decided_by == b.decided_by && a.selects == b.selects &&
         a.unless == b.unless;
}

// Nothing where it concerns nobody who is asked about.
void Keep(FactIndex there, FactIndex denied, ContradictionContext& context,
          std::vector<Contradiction>& found) {
  const FactTable& facts = context.table().facts();
  Contradiction one;
  one.kind = ContradictionKind::kDenial;
  one.sides[0].fact = there;
  one.sides[1].fact = denied;
  one.overlap = OverlapOf(facts.valid(there), facts.valid(denied));
  if (context.Concerns(there) || context.Concerns(denied)) {
    found.push_back(std::move(one));
  } else {
    context.LeaveOut(one);
  }
}

}  // namespace

std::vector<Contradiction> FindDeniedMeasures(ContradictionContext& context) {
  const InstanceTable& table = context.table();
  const FactTable& facts = table.facts();
  std::vector<FactIndex> there;
  std::vector<FactIndex> denied;
  for (FactIndex fact = 0; fact < facts.size(); ++fact) {
    if (!facts.is_measure(fact) || !context.WasSaid(fact)) continue;
    const Modality recorded = table.recorded(fact);
    if (PutsForward(recorded)) there.push_back(fact);
    if (recorded == Modality::kDenied) denied.push_back(fact);
  }
  std::vector<Contradiction> found;
  for (FactIndex one : there) {
    for (FactIndex other : denied) {
      if (!context.budget().Spend()) return found;
      if (AreOne(facts.measure(one), facts.measure(other)) &&
          HoldTogether(facts.valid(one), facts.valid(other))) {
        Keep(one, other, context, found);
      }
    }
  }
  return found;
}

}  // namespace ketenzicht::graph::internal
