#include "graph/measure_selection.h"

#include <algorithm>
#include <optional>
#include <set>

#include "graph/recorded_membership.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// One that is denied, or only thought of, is in force in no view.
bool IsSaid(const Fact& fact) {
  return StatusOf(fact.modality) < Status::kBlocked;
}

// Ids of the measures of which `wanted` is true; sorted.
template <typename Wanted>
std::vector<std::string> MeasuresOf(const Overlay& overlay, Wanted wanted) {
  std::set<std::string> ids;
  for (FactIndex measure : overlay.base().measures()) {
    ids.emplace(overlay.base().id(measure));
  }
  for (const auto& [id, fact] : overlay.facts()) ids.insert(id);
  std::vector<std::string> found;
  for (const std::string& id : ids) {
    const std::optional<Fact> fact = overlay.Find(id);
    if (fact && fact->measure() != nullptr && wanted(*fact)) {
      found.push_back(id);
    }
  }
  return found;
}

}  // namespace

std::vector<std::string> MeasuresThatMayClose(const Overlay& overlay,
                                              const Fact& relation) {
  return MeasuresOf(overlay, [&](const Fact& fact) {
    const Measure& measure = *fact.measure();
    return measure.state == MeasureState::kInPlace &&
           measure.effect == MeasureEffect::kCloses && IsSaid(fact) &&
           MembershipOf(overlay, measure.selects, relation) !=
               Membership::kNone;
  });
}

std::vector<std::string> MeasuresThatExcept(const Overlay& overlay,
                                            const std::string& fact) {
  return MeasuresOf(overlay, [&](const Fact& one) {
    return Contains(one.measure()->selects.except, fact);
  });
}

}  // namespace ketenzicht::graph
