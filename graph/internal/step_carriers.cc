#include "graph/internal/step_carriers.h"

#include <algorithm>
#include <utility>

#include "graph/denials.h"

namespace ketenzicht::graph::internal {

bool StepCarriers::IsBare(InstanceIndex step) const {
  return view_.table().carriers(step).empty() && !view_.table().presumed(step);
}

bool StepCarriers::Stand(InstanceIndex step, Gone gone, Known& known) {
  if (IsBare(step)) return true;
  const auto answer = known.find(step);
  if (answer != known.end()) return answer->second;
  const bool stand =
      CarriersStand(step, gone, known) &&
      (!view_.table().presumed(step) || !PremisesPast(step, gone).empty());
  return known[step] = stand;
}

bool StepCarriers::CarriersStand(InstanceIndex step, Gone gone, Known& known) {
  const Carriers& carriers = Of(step);
  return std::all_of(carriers.begin(), carriers.end(), [&](const auto& ones) {
    return std::any_of(ones.begin(), ones.end(), [&](const Carrier& one) {
      return IsThere(one, gone, known);
    });
  });
}

// Where those that are found with nothing gone are there, they are the first.
std::vector<InstanceIndex> StepCarriers::PremisesPast(InstanceIndex step,
                                                      Gone gone) {
  const auto [it, added] = premises_.try_emplace(step);
  if (added) {
    it->second = finder_.Find(step, false, [](InstanceIndex) { return false; });
  }
  const bool all_there = std::all_of(
      it->second.begin(), it->second.end(),
      [&](InstanceIndex premise) { return IsThere(premise, gone); });
  return all_there ? it->second : finder_.Find(step, false, gone);
}

std::vector<InstanceIndex> StepCarriers::First(InstanceIndex step, Gone gone,
                                               Known& known) {
  std::vector<InstanceIndex> found;
  AddFirst(step, gone, known, found);
  return found;
}

void StepCarriers::AddFirst(InstanceIndex step, Gone gone, Known& known,
                            std::vector<InstanceIndex>& found) {
  if (IsBare(step)) return;
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
  if (!view_.table().presumed(step)) return;
  for (InstanceIndex premise : PremisesPast(step, gone)) add(premise);
}

bool StepCarriers::IsEntity(FactIndex end) const {
  const Snapshot& snapshot = view_.snapshot();
  return end >= 0 && end < snapshot.size() && snapshot.is_entity(end);
}

bool StepCarriers::IsThere(InstanceIndex relation, Gone gone) const {
  const auto is_gone = [&](FactIndex end) {
    return IsEntity(end) && gone(end);
  };
  return !gone(relation) && !is_gone(view_.table().source(relation)) &&
         !is_gone(view_.table().target(relation));
}

bool StepCarriers::IsThere(const Carrier& carrier, Gone gone, Known& known) {
  return !gone(carrier.instance) && IsThere(carrier.in_place, gone) &&
         Stand(carrier.in_place, gone, known);
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
