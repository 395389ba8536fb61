#include "graph/internal/denied_measures.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/proposition_group.h"

namespace ketenzicht::graph::internal {
namespace {

// By measure: the relations that it selects in the view.
using Selected = absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>>;

Selected SelectedIn(const InstanceTable& table) {
  Selected selected;
  for (const auto& [instance, measures] : table.all_measures()) {
    for (const MeasureMet& met : measures) {
      selected[met.measure].push_back(instance);
    }
  }
  return selected;
}

// By who decided it, or by what it does something to.
bool Concerns(FactIndex measure, const Selected& selected,
              ContradictionContext& context) {
  if (context.Concerns(measure)) return true;
  const auto it = selected.find(measure);
  const InstanceTable& table = context.table();
  return it != selected.end() &&
         std::any_of(it->second.begin(), it->second.end(),
                     [&](InstanceIndex i) {
                       return context.Concerns(table.fact(i)) ||
                              context.Concerns(table.source(i)) ||
                              context.Concerns(table.target(i));
                     });
}

// Nothing where it concerns nobody who is asked about.
void Keep(FactIndex there, FactIndex denied, const Selected& selected,
          ContradictionContext& context, std::vector<Contradiction>& found) {
  const FactTable& facts = context.table().facts();
  Contradiction one;
  one.kind = ContradictionKind::kDenial;
  one.sides[0].fact = there;
  one.sides[1].fact = denied;
  one.overlap = OverlapOf(facts.valid(there), facts.valid(denied));
  if (Concerns(there, selected, context) || context.Concerns(denied)) {
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
  if (denied.empty()) return found;
  const Selected selected = SelectedIn(table);
  for (FactIndex one : there) {
    for (FactIndex other : denied) {
      if (!context.budget().Spend()) return found;
      if (AreOneMeasure(facts.measure(one), facts.measure(other)) &&
          HoldTogether(facts.valid(one), facts.valid(other))) {
        Keep(one, other, selected, context, found);
      }
    }
  }
  return found;
}

}  // namespace ketenzicht::graph::internal
