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
        return std::any_of(ones.begin(), ones.end(), [&](const Carrier& one) {
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
  const auto add = [&found](InstanceIndex one) {
    if (std::find(found.begin(), found.end(), one) != found.end()) return false;
    found.push_back(one);
    return true;
  };
  for (const std::vector<Carrier>& ones : Of(step)) {
    for (const Carrier& one : ones) {
      if (!IsThere(one, gone, known)) continue;
      if (add(one.in_place)) AddFirst(one.in_place, gone, known, found);
      add(one.instance);
      break;
    }
  }
}

bool StepCarriers::IsEntity(FactIndex end) const {
  const Snapshot& snapshot = view_.snapshot();
  return end >= 0 && end < snapshot.size() && snapshot.is_entity(end);
}

bool StepCarriers::IsThere(const Carrier& carrier, Gone gone, Known& known) {
  const InstanceIndex in_place = carrier.in_place;
  const auto is_gone = [&](FactIndex end) {
    return IsEntity(end) && gone(end);
  };
  return !gone(in_place) && !gone(carrier.instance) &&
         !is_gone(view_.table().source(in_place)) &&
         !is_gone(view_.table().target(in_place)) &&
         Stand(in_place, gone, known);
}

const StepCarriers::Carriers& StepCarriers::Of(InstanceIndex step) {
  const auto [it, added] = carriers_.try_emplace(step);
  if (!added) return it->second;
  const InstanceTable& table = view_.table();
  for (const FactIndex carrier : table.carriers(step)) {
    std::vector<Carrier> ones;
    for (const InstanceIndex one : view_.of(carrier)) {
      for (const InstanceIndex in_place : InPlaceOf(table, one)) {
        if (view_.status(in_place) <= weakest_) ones.push_back({in_place, one});
      }
    }
    std::sort(
        ones.begin(), ones.end(), [this](const Carrier& a, const Carrier& b) {
          return std::pair(view_.rank(a.in_place), view_.rank(a.instance)) <
                 std::pair(view_.rank(b.in_place), view_.rank(b.instance));
        });
    it->second.push_back(std::move(ones));
  }
  return it->second;
}

}  // namespace ketenzicht::graph::internal
