// Finding facts: by name, and by what they are about.

#ifndef KETENZICHT_GRAPH_CATALOG_H_
#define KETENZICHT_GRAPH_CATALOG_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

struct NameMatch {
  FactIndex entity = kNoFact;
  std::string matched;  // the name, alias or id that matched best
};

struct NameMatches {
  std::vector<NameMatch> matches;  // best first
  bool truncated = false;          // there are more
};

// Entities of `kind` (or a kind of it; empty: any) whose id, name in either
// language or alias is like `query`, whatever the letter case (ASCII). Best
// first: equal, begins with it, a word begins with it, contains it, one typing
// error per four letters (insert, drop, change); ties by id. At most `max`.
// O(names times length of the query).
NameMatches SearchEntities(const Snapshot& snapshot, absl::string_view query,
                           absl::string_view kind, size_t max);

// Whether the fact is of `kind` (an entity or relation kind, or a kind of it;
// "measure"). Everything is of kind "".
bool IsOfKind(const Snapshot& snapshot, FactIndex fact, absl::string_view kind);

// Whether the fact is `id`, a relation from or to it, a measure that names it,
// or an entity that says it is about it. Everything is about "".
bool IsAbout(const Snapshot& snapshot, FactIndex fact, absl::string_view id);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CATALOG_H_
