// Which events open a relation of a view: its own, and those of what carries
// it.

#ifndef KETENZICHT_GRAPH_INTERNAL_OPEN_WAYS_H_
#define KETENZICHT_GRAPH_INTERNAL_OPEN_WAYS_H_

#include <array>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/carried_steps.h"
#include "graph/internal/path_sets.h"
#include "graph/internal/pulse.h"
#include "graph/internal/uncertain_product.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// Numbers relations and events as they are met. Holds a reference. Not
// thread-safe.
class OpenEvents {
 public:
  // Of the instances that will be asked for.
  OpenEvents(const InstanceTable& table,
             const std::vector<InstanceIndex>& instances);

  // That of the relation alone; kCertainEvent where it is always open.
  int32_t Of(InstanceIndex instance);

  // Puts them in the order of relations: the new number of each old one.
  std::vector<int32_t> Sort();

  int32_t num_relations() const {
    return static_cast<int32_t>(relations_.size());
  }
  std::vector<OpenEvent> Take() { return std::move(events_); }

 private:
  using EndsKey = std::tuple<FactIndex, RelationKindId, FactIndex>;
  using Key = std::tuple<int32_t, bool, std::array<double, kBounds>>;

  EndsKey Ends(FactIndex fact) const;
  int32_t RelationOf(InstanceIndex instance);

  const InstanceTable& table_;
  absl::flat_hash_map<EndsKey, std::vector<FactIndex>> alike_;
  absl::flat_hash_map<FactIndex, FactIndex> group_of_;
  absl::flat_hash_map<InstanceIndex, int32_t> relations_;
  absl::flat_hash_map<Key, int32_t> numbers_;
  std::vector<OpenEvent> events_;
};

// Ways for one relation to be open, by what carries it, up to which they are
// sought.
inline constexpr size_t kMaxOpenWays = 1000;

// The sets of events of which one must happen for a relation to be open: its
// own and those of what carries it, in every way to choose an instance of each
// carrier. Holds references. Not thread-safe: keeps what it looked up, so that
// what carries many is looked at once.
class OpenWays {
 public:
  OpenWays(CarriedSteps& carried, OpenEvents& events, const Limits& limits,
           Completeness& completeness)
      : carried_(carried),
        events_(events),
        pulse_(limits, completeness),
        completeness_(completeness) {}

  // Minimal sets; one that is empty where it is always open. Where there are
  // more than kMaxOpenWays, or it was interrupted, `completeness` says so
  // (kViews, or why), and they are not all.
  const std::vector<PathSet>& Of(InstanceIndex instance);

 private:
  std::vector<PathSet> OfAny(const std::vector<InstanceIndex>& instances);
  std::vector<PathSet> Both(const std::vector<PathSet>& a,
                            const std::vector<PathSet>& b);
  bool IsTooMany(size_t sets, size_t most);

  CarriedSteps& carried_;
  OpenEvents& events_;
  Pulse pulse_;
  Completeness& completeness_;
  // Never moves them: those of a carrier are looked at while more are found.
  std::unordered_map<InstanceIndex, std::vector<PathSet>> known_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_OPEN_WAYS_H_
