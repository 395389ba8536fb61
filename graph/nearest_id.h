// The id that somebody may have meant.

#ifndef KETENZICHT_GRAPH_NEAREST_ID_H_
#define KETENZICHT_GRAPH_NEAREST_ID_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Inserted, left out or changed characters at most.
inline constexpr int kMaxTypos = 4;

// The id of the same collection with the fewest typos (Levenshtein distance),
// the first of these; empty where none has at most kMaxTypos, or where it would
// take more than a third of the name. Linear in all facts.
std::string NearestId(const Snapshot& snapshot, absl::string_view id);

// The same of these names, for what is no fact: at least one typo is taken for
// one, since such names are short.
std::string NearestName(const std::vector<std::string>& names,
                        absl::string_view name);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_NEAREST_ID_H_
