#include "graph/single_points.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

class Finder {
 public:
  Finder(std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options,
         const SinglePointQuery& query, const Limits& limits)
      : snapshot_(std::move(snapshot)),
        options_(options),
        query_(query),
        limits_(limits) {}

  absl::StatusOr<SinglePoints> Run() {
    const absl::Status status = Find();
    if (absl::IsCancelled(status)) {
      found_.completeness.stop = StopReason::kCancelled;
    } else if (absl::IsDeadlineExceeded(status)) {
      found_.completeness.stop = StopReason::kTime;
    } else if (!status.ok()) {
      return status;
    }
    return std::move(found_);
  }

 private:
  absl::Status Find() {
    const absl::StatusOr<Views> views = ViewsFor(options_);
    if (!views.ok()) return views.status();
    if (absl::Status ok = FindBlocked(*views); !ok.ok()) return ok;
    std::vector<FactIndex> in_force;
    for (const ActiveMeasure& active : views->asked->table().active_measures) {
      if (views->asked->table().is_in_place(active.fact)) {
        in_force.push_back(active.fact);
      }
    }
    found_.measures = static_cast<int>(in_force.size());
    if (found_.blocked.empty()) return absl::OkStatus();
    const int views_max = MeasureViews(snapshot_->size());
    for (FactIndex measure : in_force) {
      if (found_.measures_lifted == views_max) {
        found_.completeness.stop = StopReason::kViews;
        found_.completeness.limit = views_max;
        break;
      }
      const absl::Status ok = Lift(measure, FallingWith(measure, in_force));
      if (!ok.ok()) return ok;
      ++found_.measures_lifted;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Views> ViewsFor(const ViewOptions& options) const {
    const absl::Status ok = CheckSearched({.stop = limits_.interrupted()});
    if (!ok.ok()) return ok;
    return MakeViews(query_.make_views, snapshot_, options);
  }

  absl::StatusOr<PairStanding> Ask(const View& view, const ExposedPair& pair) {
    PairStanding standing =
        StandingOf(view, pair.process, pair.target, *pair.vector, limits_);
    absl::Status ok = CheckSearched(standing.completeness);
    if (!ok.ok()) return ok;
    return standing;
  }

  absl::Status FindBlocked(const Views& views) {
    for (FactIndex process : query_.processes) {
      for (const Target& target : query_.targets) {
        for (const Vector* vector : query_.vectors) {
          const ExposedPair pair{process, target, vector};
          if (absl::Status ok = AddIfBlocked(views, pair); !ok.ok()) return ok;
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddIfBlocked(const Views& views, const ExposedPair& pair) {
    const absl::StatusOr<bool> silent =
        IsSilent(views, pair, query_.processes.size(), limits_);
    if (!silent.ok()) return silent.status();
    if (*silent) return absl::OkStatus();
    const absl::StatusOr<PairStanding> standing = Ask(*views.asked, pair);
    if (!standing.ok()) return standing.status();
    ++found_.pairs;
    if (standing->status == Status::kBlocked) {
      found_.blocked.push_back({pair, {}});
    }
    return absl::OkStatus();
  }

  // The measure, and what is in place and needs it: without it that may not be
  // in place either.
  std::vector<FactIndex> FallingWith(
      FactIndex measure, const std::vector<FactIndex>& in_force) const {
    std::vector<FactIndex> falling = {measure};
    for (size_t i = 0; i < falling.size(); ++i) {
      const std::string id(snapshot_->id(falling[i]));
      for (FactIndex other : in_force) {
        const auto& needed = snapshot_->facts().measure(other).prerequisites;
        if (std::count(needed.begin(), needed.end(), id) > 0 &&
            std::count(falling.begin(), falling.end(), other) == 0) {
          falling.push_back(other);
        }
      }
    }
    return falling;
  }

  absl::Status Lift(FactIndex measure, const std::vector<FactIndex>& falling) {
    ViewOptions options = options_;
    for (FactIndex one : falling) {
      options.changes.push_back(
          {Change::Op::kLift, std::string(snapshot_->id(one))});
    }
    const absl::StatusOr<Views> views = ViewsFor(options);
    if (!views.ok()) return views.status();
    std::vector<std::pair<size_t, SinglePoint>> points;
    for (size_t i = 0; i < found_.blocked.size(); ++i) {
      const absl::StatusOr<PairStanding> without =
          Ask(*views->asked, found_.blocked[i].pair);
      if (!without.ok()) return without.status();
      if (without->status >= Status::kBlocked) continue;
      points.emplace_back(
          i, SinglePoint{measure, without->status, without->tier->lowest,
                         without->tier->highest});
    }
    // Of a measure that was interrupted nothing is said.
    for (const auto& [i, point] : points) {
      found_.blocked[i].points.push_back(point);
    }
    return absl::OkStatus();
  }

  const std::shared_ptr<const Snapshot> snapshot_;
  const ViewOptions& options_;
  const SinglePointQuery& query_;
  const Limits& limits_;
  SinglePoints found_;
};

}  // namespace

absl::StatusOr<SinglePoints> FindSinglePoints(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const SinglePointQuery& query, const Limits& limits) {
  const size_t pairs =
      query.processes.size() * query.targets.size() * query.vectors.size();
  if (pairs > kMaxPairs) {
    return absl::ResourceExhaustedError(absl::StrCat(
        pairs, " pairs are asked for; at most ", kMaxPairs, " are answered"));
  }
  if (absl::Status ok = CheckOptions(*snapshot, options); !ok.ok()) return ok;
  return Finder(snapshot, options, query, limits).Run();
}

}  // namespace ketenzicht::graph
