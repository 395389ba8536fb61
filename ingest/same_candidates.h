// Things that may be the same by their names: proposed to somebody who can
// judge, and never merged. docs/resolution.md has the rules.

#ifndef KETENZICHT_INGEST_SAME_CANDIDATES_H_
#define KETENZICHT_INGEST_SAME_CANDIDATES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/snapshot.h"
#include "ingest/importer.h"
#include "ingest/like_names.h"

namespace ketenzicht::ingest {

// What is looked for; only pairs of which one thing fits all that is given.
struct CandidateSearch {
  std::string kind;        // of it, or a kind of it; empty: any
  std::string source;      // it has evidence of this source; empty: any
  std::string id;          // empty: any
  double min_score = 0.5;  // from kLeastScore to 1
  size_t per_entity = 20;
  size_t total = 10'000;
  LikeLimits limits;
};

// `entity`, which was imported, may be `same_as`: as somebody can judge it. Of
// two that were imported the later by id may be the earlier.
struct SameCandidate {
  graph::FactIndex entity = graph::kNoFact;
  graph::FactIndex same_as = graph::kNoFact;
  // Of the two names (ingest/like_names.h); 1 where one claims an identifier of
  // the other (ingest/claimed_identifiers.h), which then stands for the names.
  double score = 0;
  std::string entity_name;
  std::string same_as_name;
};

struct SameCandidates {
  std::vector<SameCandidate> found;  // best first; ties by ids
  // How many more there are of entities that have `per_entity`, and how many
  // more than `total`.
  int64_t over_per_entity = 0;
  int64_t over_total = 0;
  // Which of CandidateSearch::limits ended the search, as of LikePairs; empty:
  // none, and all names were looked at.
  absl::string_view limit;
};

// By identifiers that are claimed, and by names and aliases, in both languages,
// with the legal forms of `state`, which has a snapshot. Two things of one
// collection, but for sources, questions and statements, whose names are texts;
// not two that identifiers tell apart (AreOfTwoThings), that somebody judged,
// or of which neither can be judged to be the other: one that was imported, and
// that nothing else is judged to be. A thing that is judged to be another one
// is in no pair.
//
// InvalidArgument for a score outside its range; NotFound for a kind, source or
// id that is none; what `go_on` says, which is asked now and then, unless it is
// OK. Linear in the facts, and as of FindLikeNames.
absl::StatusOr<SameCandidates> FindSameCandidates(
    const State& state, const CandidateSearch& search,
    absl::FunctionRef<absl::Status()> go_on);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SAME_CANDIDATES_H_
