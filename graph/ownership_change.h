// Which facts a scenario changes when a company gets an owner, or another share
// of one.

#ifndef KETENZICHT_GRAPH_OWNERSHIP_CHANGE_H_
#define KETENZICHT_GRAPH_OWNERSHIP_CHANGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/overlay.h"
#include "graph/scenario.h"

namespace ketenzicht::graph {

struct OwnershipChange {
  // Ids of what the scenario itself added from this very day on: it was never
  // so.
  std::vector<std::string> gone;
  std::vector<Fact> ended;  // as they are: they end on the day
  std::vector<Fact> added;  // from the day on, without evidence yet
  std::vector<std::string> notes;
};

// A share takes the place of the one there is; of 0, it ends that. Control
// comes with more than half of the votes unless it is said; `control: false`
// ends it. Where only control is said, a share that there is stays. What has
// ended by the day is left alone. `scenario` becomes part of the ids of what is
// added.
OwnershipChange ChangeOwnership(const Overlay& overlay, const SetOwner& own,
                                Date on, absl::string_view scenario);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_OWNERSHIP_CHANGE_H_
