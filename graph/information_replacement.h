// What is recorded of information, where other information takes its place
// because another product is used for it.

#ifndef KETENZICHT_GRAPH_INFORMATION_REPLACEMENT_H_
#define KETENZICHT_GRAPH_INFORMATION_REPLACEMENT_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/fact.h"
#include "graph/overlay.h"

namespace ketenzicht::graph {

// Of what hangs on a replaced use, behind its id.
inline constexpr absl::string_view kStaysBehind =
    "is carried by a replaced use: it does not go along";

struct InformationReplacement {
  std::map<std::string, Fact> instead;   // by the id of what was there
  std::set<std::string> uses;            // relations that are replaced
  std::set<std::string> handlings;       // carried by these, and copied
  std::set<std::string> handling_kinds;  // of relations, by the policy
  Date on;
  // The fact under an id of its own, and no earlier than the day.
  std::function<Fact(const Fact&)> copy;
};

struct InformationAlong {
  // Ids of relations, and what goes along of them.
  std::vector<std::pair<std::string, Fact>> copied;
  std::vector<std::string> notes;  // what stays behind, by name
};

// Where information is kept, copied or sent, and who has its key, is said of
// the information: it goes along unless a replaced use carries it, carriers of
// carriers too. A copy of other information is one of what takes its place too,
// and a copy of the one to the other, both replaced, is one between the new
// ones too. What handles it is not copied here.
//
// A denial does not go along: it was not said of the new information, and would
// hide a path where it were wrong. Of a class, those go along that were in it
// by kind, ids and attributes, as one class; where only a view can tell, none
// do. A handling that goes along carries nothing here: its copy stands on every
// path to the new information anyway.
InformationAlong FollowInformation(const Overlay& overlay,
                                   const InformationReplacement& replacement);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_INFORMATION_REPLACEMENT_H_
