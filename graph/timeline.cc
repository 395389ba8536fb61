#include "graph/timeline.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/relevance.h"
#include "graph/smallest_set.h"

namespace ketenzicht::graph {
namespace {

using Moves = std::map<Date, std::vector<FactMove>>;

class Builder {
 public:
  Builder(std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options,
          const TimelineQuery& query, const Limits& limits)
      : snapshot_(std::move(snapshot)),
        options_(options),
        query_(query),
        limits_(limits) {
    for (FactIndex process : query.processes) {
      for (const Target& target : query.targets) {
        for (const Vector* vector : query.vectors) {
          found_.all.push_back({process, target, vector, {}});
        }
      }
    }
  }

  absl::StatusOr<Timelines> Build(const Moves& moves) {
    // Any day will do where nothing ever moves.
    const Date first = moves.empty() ? Date() : Eve(moves.begin()->first);
    if (absl::Status ok = Begin(query_.since.value_or(first)); !ok.ok()) {
      return ok;
    }
    for (const auto& [day, moved] : moves) {
      if (query_.since && day <= *query_.since) continue;
      if (query_.until && *query_.until < day) break;
      if (Stopped() || !RoomForDate()) break;
      ++found_.dates;
      if (absl::Status ok = Look(day, moved); !ok.ok()) return ok;
      if (!Stopped()) found_.seen_until = day;
    }
    Finish();
    return std::move(found_);
  }

 private:
  static Date Eve(Date day) { return Date::FromDays(day.days() - 1); }

  bool Stopped() {
    if (!interrupted_) {
      found_.completeness.stop = limits_.interrupted();
      interrupted_ = found_.completeness.stop != StopReason::kNone;
    }
    return interrupted_;
  }

  // Where a view was not made since nobody waited for it, the answer ends.
  bool WasInterrupted(const absl::Status& status) {
    return (absl::IsCancelled(status) || absl::IsDeadlineExceeded(status)) &&
           Stopped();
  }

  bool RoomForDate() {
    if (found_.dates < limits_.dates) return true;
    found_.completeness.stop = StopReason::kDates;
    found_.completeness.limit = limits_.dates;
    return false;
  }

  void Finish() {
    std::erase_if(found_.all,
                  [](const Timeline& pair) { return pair.steps.empty(); });
    if (interrupted_) DropUnfinishedDay();
    if (!found_.completeness.complete()) return;
    found_.seen_until.reset();
    found_.completeness.stop = budget_hit_.stop;
    found_.completeness.limit = budget_hit_.limit;
  }

  // Of a day on which only some pairs were looked at nothing is said.
  void DropUnfinishedDay() {
    for (Timeline& pair : found_.all) {
      std::erase_if(pair.steps, [this](const TimelineStep& step) {
        return step.from &&
               (!found_.seen_until || *found_.seen_until < *step.from);
      });
    }
  }

  absl::StatusOr<Views> ViewsOn(Date day) const {
    ViewOptions options = options_;
    options.date = day;
    return MakeViews(query_.make_views, snapshot_, options);
  }

  PairAnswer Ask(const Views& views, const Timeline& pair) const {
    return AnswerPair(views, pair.process, pair.target, *pair.vector, limits_);
  }

  // Whether the search of an answer came to its end; counts what it used.
  bool SearchedAll(const PairAnswer& answer) {
    found_.completeness.expansions += answer.completeness.expansions;
    found_.completeness.reached += answer.completeness.reached;
    const bool all = !IsSearchBudget(answer.completeness.stop);
    if (!all) budget_hit_ = answer.completeness;
    return all;
  }

  absl::Status Begin(Date day) {
    absl::StatusOr<Views> views = ViewsOn(day);
    if (WasInterrupted(views.status())) return absl::OkStatus();
    if (!views.ok()) return views.status();
    for (Timeline& pair : found_.all) {
      const PairAnswer answer = Ask(*views, pair);
      if (Stopped()) break;
      TimelineStep step;
      step.outcome = OutcomeOf(*snapshot_, answer);
      step.searched_all = SearchedAll(answer);
      pair.steps.push_back(std::move(step));
    }
    if (!Stopped()) found_.seen_until = day;
    before_ = *std::move(views);
    return absl::OkStatus();
  }

  absl::Status Look(Date day, const std::vector<FactMove>& moved) {
    absl::StatusOr<Views> views = ViewsOn(day);
    if (WasInterrupted(views.status())) return absl::OkStatus();
    if (!views.ok()) return views.status();
    for (Timeline& pair : found_.all) {
      const PairAnswer answer = Ask(*views, pair);
      if (Stopped()) return absl::OkStatus();
      TimelineStep step;
      step.from = day;
      step.outcome = OutcomeOf(*snapshot_, answer);
      step.searched_all = SearchedAll(answer);
      if (step.outcome == pair.steps.back().outcome) continue;
      // What a search that was cut short says of parts of the day is no cause.
      if (step.searched_all && pair.steps.back().searched_all) {
        const absl::Status ok = Explain(pair, answer, *views, moved, step);
        if (WasInterrupted(ok)) return absl::OkStatus();
        if (!ok.ok()) return ok;
      } else {
        step.smallest = false;
      }
      pair.steps.push_back(std::move(step));
    }
    before_ = *std::move(views);
    return absl::OkStatus();
  }

  // Fills in the facts behind a step. What the answers rest on is tried first:
  // mostly it is among that, and then it is what a reader expects.
  absl::Status Explain(const Timeline& pair, const PairAnswer& answer,
                       const Views& views, const std::vector<FactMove>& moved,
                       TimelineStep& step) {
    std::vector<int> all;
    for (size_t i = 0; i < moved.size(); ++i)
      all.push_back(static_cast<int>(i));
    cut_short_ = false;
    const auto holds = [&](const std::vector<int>& some) {
      return Moves(pair, moved, some, *step.from, step.outcome);
    };
    if (moved.size() > 1) {
      std::vector<int> likely = Likely(pair, answer, views, moved);
      absl::StatusOr<bool> enough = holds(likely);
      if (!enough.ok()) return enough.status();
      if (*enough) all = std::move(likely);
    }
    absl::StatusOr<SmallestSet> found =
        FindSmallestSet(std::move(all), holds, CauseViews(snapshot_->size()));
    if (!found.ok()) return found.status();
    for (int i : found->members) step.because.push_back(moved[i]);
    step.smallest = found->smallest && !cut_short_;
    return absl::OkStatus();
  }

  std::vector<int> Likely(const Timeline& pair, const PairAnswer& answer,
                          const Views& views,
                          const std::vector<FactMove>& moved) const {
    const std::vector<FactIndex> before =
        FactsBehind(before_, Ask(before_, pair));
    const std::vector<FactIndex> after = FactsBehind(views, answer);
    std::vector<int> likely;
    for (size_t i = 0; i < moved.size(); ++i) {
      const FactIndex fact = moved[i].fact;
      if (std::binary_search(before.begin(), before.end(), fact) ||
          std::binary_search(after.begin(), after.end(), fact)) {
        likely.push_back(static_cast<int>(i));
      }
    }
    return likely;
  }

  // Whether these facts, seen as of `day`, and all else as of the eve, give
  // `outcome`.
  absl::StatusOr<bool> Moves(const Timeline& pair,
                             const std::vector<FactMove>& moved,
                             const std::vector<int>& some, Date day,
                             const PairOutcome& outcome) {
    if (some.empty()) return false;
    ViewOptions options = options_;
    options.date = Eve(day);
    auto otherwise = std::make_shared<ViewOptions>(options_);
    otherwise->date = day;
    options.otherwise = std::move(otherwise);
    for (int i : some) {
      options.judged_otherwise.emplace_back(snapshot_->id(moved[i].fact));
    }
    const absl::StatusOr<Views> views =
        MakeViews(query_.make_views, snapshot_, options);
    if (!views.ok()) return views.status();
    const PairAnswer answer = Ask(*views, pair);
    if (limits_.interrupted() != StopReason::kNone) {
      return absl::CancelledError("cancelled");
    }
    if (IsSearchBudget(answer.completeness.stop)) {
      cut_short_ = true;
      return false;
    }
    return OutcomeOf(*snapshot_, answer) == outcome;
  }

  const std::shared_ptr<const Snapshot> snapshot_;
  const ViewOptions& options_;
  const TimelineQuery& query_;
  const Limits& limits_;
  Timelines found_;
  bool interrupted_ = false;
  bool cut_short_ = false;   // a search for a cause
  Completeness budget_hit_;  // by a search
  Views before_;             // of the day before, as far as what moves goes
};

}  // namespace

bool IsSilent(const Snapshot& snapshot, const Timeline& timeline,
              size_t processes) {
  return std::all_of(timeline.steps.begin(), timeline.steps.end(),
                     [&](const TimelineStep& step) {
                       return IsSilent(snapshot, timeline.process,
                                       step.outcome.status,
                                       step.outcome.inherent_status, processes);
                     });
}

absl::StatusOr<Timelines> FindTimelines(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const TimelineQuery& query, const Limits& limits) {
  const size_t pairs =
      query.processes.size() * query.targets.size() * query.vectors.size();
  if (pairs > kMaxPairs) {
    return absl::ResourceExhaustedError(absl::StrCat(
        pairs, " pairs are asked for; at most ", kMaxPairs, " are answered"));
  }
  const Relevance relevance(*snapshot, options, query.vectors, limits);
  const std::function<bool(FactIndex)> matters = [&](FactIndex fact) {
    return query.every_date || relevance.Matters(fact);
  };
  const auto moves = FindMoves(*snapshot, options, matters, limits);
  Timelines none;
  none.completeness.stop = limits.interrupted();
  if (!none.completeness.complete()) return none;
  return Builder(snapshot, options, query, limits).Build(moves);
}

}  // namespace ketenzicht::graph
