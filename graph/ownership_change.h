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
  // From the day on, with the evidence they have: with other votes.
  std::vector<Fact> kept;
  std::vector<std::string> notes;
};

// Share, votes and control that are not said stay as they are; one of them is
// said. A share takes the place of the one there is; of 0, it ends that.
// Control comes with more than half of the votes unless it is said;
// `control: false` ends it. What has ended by the day is left alone. `scenario`
// becomes part of the ids of what is added. Noted is control that stays with
// too few votes, and owners that together have more than all of the company.
OwnershipChange ChangeOwnership(const Overlay& overlay, const SetOwner& own,
                                Date on, absl::string_view scenario);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_OWNERSHIP_CHANGE_H_
