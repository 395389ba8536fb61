// The answer on one pair: how a process is exposed to an authority, along which
// paths, and what that rests on.

#ifndef KETENZICHT_GRAPH_EXPOSURE_H_
#define KETENZICHT_GRAPH_EXPOSURE_H_

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "graph/factors.h"
#include "graph/limits.h"
#include "graph/path_search.h"
#include "graph/scope.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// A view and the same one without measures (the same pointer where it has
// none).
struct Views {
  std::shared_ptr<const View> asked;
  std::shared_ptr<const View> inherent;

  // As View::CreatePair.
  static absl::StatusOr<Views> Create(std::shared_ptr<const Snapshot> snapshot,
                                      const ViewOptions& options);
};

// Makes views: Views::Create, or a service's own way, which can be interrupted:
// Cancelled or DeadlineExceeded then.
using ViewMaker = std::function<absl::StatusOr<Views>(
    const std::shared_ptr<const Snapshot>&, const ViewOptions&)>;

// By `make`; without one, Views::Create.
absl::StatusOr<Views> MakeViews(const ViewMaker& make,
                                const std::shared_ptr<const Snapshot>& snapshot,
                                const ViewOptions& options);

// The product of the steps, bound by bound, multiplied in path order.
Interval LikelihoodOf(const View& view, const FoundPath& path);

struct PathAnswer {
  FoundPath path;
  Interval likelihood;
  TierAnswer tier;
};

// A path with its likelihood, factors and tier.
PathAnswer WeighAnswer(const View& view, FactIndex process, FoundPath path);

// What the paths of a pair in one view come to.
struct PairStanding {
  std::vector<PathAnswer> paths;    // best first
  Status status = Status::kNoPath;  // of the best path
  std::optional<TierAnswer> tier;   // PairAnswer::pair_tier
  Completeness completeness;
  bool searched = true;  // whether the search saw all that it needs
};

// The limits.paths best paths, kTierPaths at least. One search.
PairStanding StandingOf(const View& view, FactIndex process,
                        const Target& target, const Vector& vector,
                        const Limits& limits);

struct PairAnswer {
  FactIndex process = kNoFact;
  Target target;
  const Vector* vector = nullptr;
  Status status = Status::kNoPath;  // of the best path
  // Without measures: what the measures in place are for.
  Status inherent_status = Status::kNoPath;
  bool searched = true;  // the search for its paths saw all that it needs
  // False where the search for `nearest` ended early: then there may be one.
  bool nearest_searched = true;
  std::vector<PathAnswer> paths;       // best first
  std::optional<PathAnswer> inherent;  // the best path; its tier is the pair's
  // Only with no_path: the nearest to a path that is on record, with the
  // relations that make no edge. Never an invented relation.
  std::optional<FoundPath> nearest;
  // Denials that hold for certain, about the subject and about what is nearest
  // to a path, and recorded unknowns about it (relations and statements).
  std::vector<InstanceIndex> denials;
  std::vector<FactIndex> unknowns;
  // Statements that claim an outcome (statement_kind claim) about the subject
  // and the target. They are shown beside the status, never used as steps.
  std::vector<FactIndex> claims;
  // Of the search for its paths; where that came to its end and the one without
  // measures did not, it stopped for the reason of that one.
  Completeness completeness;
  // The factors of the best path, and the range of tiers over the pair's paths
  // (the kTierPaths best, or as many as were asked for): at least the highest
  // that a path of the pair's status certainly has, at most the highest that
  // any path that is not blocked may have. Nothing without a path. Where a
  // search ended before its first path, every tier is possible.
  std::optional<TierAnswer> pair_tier;

  const TierAnswer* tier() const { return pair_tier ? &*pair_tier : nullptr; }
  // Whether a search ended before its first path: `status` is then the best
  // that a walk has, entities repeated or not.
  bool only_a_walk() const { return paths.empty() && !searched; }
  // The same of the answer without measures.
  bool inherent_only_a_walk() const {
    return inherent && inherent->path.steps.empty();
  }
};

// Paths that are weighed for the tier of a pair, whatever is asked for.
inline constexpr int kTierPaths = 16;

// Answers one pair. The order of paths, denials and unknowns is fixed by their
// ids, so that the same question has the same answer. Cost: three searches
// (FindPaths).
PairAnswer AnswerPair(const Views& views, FactIndex process,
                      const Target& target, const Vector& vector,
                      const Limits& limits);

// Whether an answer with these statuses is left out of those of so many
// `processes`: that of an organization itself, without a path with measures or
// without, beside its processes.
bool IsSilent(const Snapshot& snapshot, FactIndex process, Status status,
              Status inherent_status, size_t processes);
bool IsSilent(const Snapshot& snapshot, const PairAnswer& answer,
              size_t processes);

// What the best path of an answer rests on, each once, in the order in which it
// is met: its steps, their carriers, what they were presumed from, what guards
// looked at, measures met, and the facts behind the factors; and what these
// rest on in turn
// (docs/semantics.md, section 10). Ids of facts and instances. Linear in what
// is found, and, for each relation closed by a denial of a class, in all that
// classes expanded to.
std::vector<std::string> RestsOn(const View& view, const PathAnswer& answer);
// The relations among these, sorted. In the same time.
std::vector<InstanceIndex> RelationsBehind(const View& view,
                                           const PathAnswer& answer);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_EXPOSURE_H_
