#include "graph/internal/carried_steps.h"

#include <algorithm>
#include <utility>

#include "graph/denials.h"

namespace ketenzicht::graph::internal {

bool CarriedSteps::MayBeOpen(InstanceIndex instance) {
  const auto known = may_be_open_.find(instance);
  if (known != may_be_open_.end()) return known->second;
  const InstanceTable& table = view_.table();
  bool may =
      view_.status(instance) <= weakest_ && table.likelihood(instance).high > 0;
  for (const FactIndex carrier : table.carriers(instance)) {
    may = may && !OpenOnesOf(carrier).empty();
  }
  return may_be_open_[instance] = may;
}

bool CarriedSteps::IsCertain(InstanceIndex instance) {
  const auto known = certain_.find(instance);
  if (known != certain_.end()) return known->second;
  const bool certain = view_.table().likelihood(instance).low >= 1 &&
                       CarriersOf(instance).empty();
  return certain_[instance] = certain;
}

std::vector<std::vector<InstanceIndex>> CarriedSteps::CarriersOf(
    InstanceIndex instance) {
  std::vector<std::vector<InstanceIndex>> uncertain;
  for (const FactIndex carrier : view_.table().carriers(instance)) {
    std::vector<InstanceIndex> ones = OpenOnesOf(carrier);
    const bool certain =
        std::any_of(ones.begin(), ones.end(),
                    [this](InstanceIndex one) { return IsCertain(one); });
    if (!certain) uncertain.push_back(std::move(ones));
  }
  return uncertain;
}

std::vector<InstanceIndex> CarriedSteps::OpenOnesOf(FactIndex carrier) {
  const InstanceTable& table = view_.table();
  std::vector<InstanceIndex> open;
  for (const InstanceIndex one : view_.of(carrier)) {
    for (const InstanceIndex in_place : InPlaceOf(table, one)) {
      if (MayBeOpen(in_place)) open.push_back(in_place);
    }
  }
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  return open;
}

}  // namespace ketenzicht::graph::internal
