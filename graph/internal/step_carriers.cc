#include "graph/internal/step_carriers.h"

#include <algorithm>
#include <utility>

#include "graph/denials.h"

namespace ketenzicht::graph::internal {

bool StepCarriers::Stand(InstanceIndex step, Gone gone, Known& known) {
  if (view_.table().carriers(step).empty()) return true;
  const auto answer = known.find(step);
  if (answer != known.end()) return answer->second;
  const Carriers& carriers = Of(step);
  const bool stand =
      std::all_of(carriers.begin(), carriers.end(), [&](const auto& ones) {
        return std::any_of(ones.begin(), ones.end(), [&](InstanceIndex one) {
          return IsThere(one, gone, known);
        });
      });
  return known[step] = stand;
}

std::vector<InstanceIndex> StepCarriers::First(InstanceIndex step, Gone gone,
                                               Known& known) {
  std::vector<InstanceIndex> found;
  AddFirst(step, gone, known, found);
  return found;
}

void StepCarriers::AddFirst(InstanceIndex step, Gone gone, Known& known,
                            std::vector<InstanceIndex>& found) {
  if (view_.table().carriers(step).empty()) return;
  for (const std::vector<InstanceIndex>& ones : Of(step)) {
    for (const InstanceIndex one : ones) {
      if (!IsThere(one, gone, known)) continue;
      if (std::find(found.begin(), found.end(), one) == found.end()) {
        found.push_back(one);
        AddFirst(one, gone, known, found);
      }
      break;
    }
  }
}

bool StepCarriers::IsEntity(FactIndex end) const {
  const Snapshot& snapshot = view_.snapshot();
  return end >= 0 && end < snapshot.size() && snapshot.is_entity(end);
}

bool StepCarriers::IsThere(InstanceIndex carrier, Gone gone, Known& known) {
  const auto is_gone = [&](FactIndex end) {
    return IsEntity(end) && gone(end);
  };
  return !gone(carrier) && !is_gone(view_.table().source(carrier)) &&
         !is_gone(view_.table().target(carrier)) && Stand(carrier, gone, known);
}

const StepCarriers::Carriers& StepCarriers::Of(InstanceIndex step) {
  const auto [it, added] = carriers_.try_emplace(step);
  if (!added) return it->second;
  const InstanceTable& table = view_.table();
  for (const FactIndex carrier : table.carriers(step)) {
    std::vector<InstanceIndex> ones;
    for (const InstanceIndex one : view_.of(carrier)) {
      for (const InstanceIndex in_place : InPlaceOf(table, one)) {
        if (view_.status(in_place) <= weakest_) ones.push_back(in_place);
      }
    }
    std::sort(ones.begin(), ones.end(),
              [this](InstanceIndex a, InstanceIndex b) {
                return view_.rank(a) < view_.rank(b);
              });
    ones.erase(std::unique(ones.begin(), ones.end()), ones.end());
    it->second.push_back(std::move(ones));
  }
  return it->second;
}

}  // namespace ketenzicht::graph::internal
