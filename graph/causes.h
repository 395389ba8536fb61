// Which few of the differences between two views make the answers on a pair
// differ.

#ifndef KETENZICHT_GRAPH_CAUSES_H_
#define KETENZICHT_GRAPH_CAUSES_H_

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/blended_views.h"
#include "graph/pair_outcome.h"

namespace ketenzicht::graph {

struct Causes {
  // Seen as on the second side, with all else as on the first, these give the
  // second side's outcome. Facts by id, then settings.
  std::vector<Difference> because;
  // Whether no part of them does it too. Seen, where there are few; else not
  // said.
  bool smallest = false;
};

// Not thread-safe: keeps views that it made.
class CauseSearch {
 public:
  // Of two revisions with at most kMaxBlendedFacts facts each, or of one.
  static bool CanSearch(const std::array<Views, 2>& sides);

  // Keeps a reference to `sides`. `make` makes the views in between.
  explicit CauseSearch(const std::array<Views, 2>& sides,
                       ViewMaker make = nullptr);

  // `answers` are those of the two sides, each to its end, with different
  // outcomes; `vectors` the same vector, compiled for the vocabulary of each.
  // More than one set can be right; what the answers rest on is tried first:
  // mostly it is among that, and then it is what a reader expects. The same
  // question has the same set.
  //
  // Of records of more than kMaxBlendedFacts facts only what the answers rest
  // on, and settings, are looked at: ResourceExhausted where these are not
  // enough.
  //
  // Up to CauseViews() views are made, each with a search. Cancelled where
  // `limits` interrupt it, or as `make_views` says; other errors as of
  // View::Create.
  absl::StatusOr<Causes> Find(const std::array<const PairAnswer*, 2>& answers,
                              const std::array<const Vector*, 2>& vectors,
                              const Limits& limits);

 private:
  struct Question;
  absl::StatusOr<std::shared_ptr<const Views>> ViewsFor(
      const std::vector<int>& some);
  absl::StatusOr<bool> Holds(Question& question, const std::vector<int>& some);
  std::vector<int> Likely(const std::vector<std::string>& behind) const;
  std::vector<std::string> Behind(
      const std::array<const PairAnswer*, 2>& answers) const;

  const std::array<Views, 2>& sides_;
  // Of all differences; of a large record those of the question.
  std::unique_ptr<const Blender> blender_;
  const ViewMaker make_;
  const size_t kept_max_;
  // Null where the facts are not sound together. The last one used is last.
  std::vector<std::pair<std::vector<int>, std::shared_ptr<const Views>>> kept_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CAUSES_H_
