// Which things have names that are alike.
//
// How alike: the Jaccard coefficient of the trigrams of two names (what they
// share, over what either has), the highest over all pairs of names. Why this
// one of the many measures (Cohen, Ravikumar, Fienberg, "A Comparison of String
// Distance Metrics for Name-Matching Tasks", 2003, compares them): it forgives
// an edit anywhere and words in another order, as measures on whole words do
// not; it hangs on the two names alone, so that a score stays when other things
// are imported, as with TF-IDF it does not; and pairs that reach a score can be
// found without looking at all pairs, and without missing one. The same order
// as Dice's, whose numbers are higher.
//
// Those pairs share a trigram among the rarest few of each (Chaudhuri, Ganti,
// Kaushik, "A Primitive Operator for Similarity Joins", 2006; Bayardo, Ma,
// Srikant, "Scaling Up All Pairs Similarity Search", 2007), and the shorter has
// at least the score's part of the longer one's trigrams: an inverted index
// over the rarest gives them.

#ifndef KETENZICHT_INGEST_LIKE_NAMES_H_
#define KETENZICHT_INGEST_LIKE_NAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/name_forms.h"

namespace ketenzicht::ingest {

struct NamedThing {
  std::vector<std::string> names;
  bool wanted = true;  // only pairs with one that is are looked for
};

// Two things, the first before the second by position, and the names that are
// most alike; of several the first in the order of bytes.
struct LikePair {
  int32_t one = 0;
  int32_t other = 0;
  double score = 0;
  std::string one_name;
  std::string other_name;
  friend bool operator==(const LikePair&, const LikePair&) = default;
};

struct LikePairs {
  std::vector<LikePair> pairs;  // by position
  // What ended the search, "comparisons" or "pairs", as LikeLimits calls them;
  // the pairs are then some of them. Empty: they are all.
  absl::string_view limit;
  int64_t comparisons = 0;
};

struct LikeLimits {
  int64_t comparisons = 50'000'000;  // of names, and of things with one name
  size_t pairs = 1'000'000;
};

// Scores below cannot be asked for: half of all names would be alike.
inline constexpr double kLeastScore = 0.3;

// All pairs of at least `min_score`, from kLeastScore to 1, that `may` allows;
// it is asked with positions, the lower first. `go_on` is asked now and then,
// and what it says ends the search unless it is OK.
//
// Expected to be linear in the names and in the pairs that share a rare
// trigram; bounded by `limits`. Memory: some 200 bytes each name.
absl::StatusOr<LikePairs> FindLikeNames(
    const std::vector<NamedThing>& things, const NameForms& forms,
    double min_score, const LikeLimits& limits,
    absl::FunctionRef<bool(int32_t, int32_t)> may,
    absl::FunctionRef<absl::Status()> go_on);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_LIKE_NAMES_H_
