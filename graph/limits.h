// Budgets of a search, each with its default and the reason for it.

#ifndef KETENZICHT_GRAPH_LIMITS_H_
#define KETENZICHT_GRAPH_LIMITS_H_

#include <cstdint>
#include <functional>
#include <string>

namespace ketenzicht::graph {

// Paths per pair: an analyst reads a handful; the rest is one request away.
inline constexpr int kDefaultPaths = 3;
inline constexpr int kMaxPaths = 1000;
// Partial paths taken from the queue per pair: a second or two.
inline constexpr int64_t kDefaultExpansions = 1'000'000;
inline constexpr int64_t kMaxExpansions = 50'000'000;
// Partial paths that one search keeps. Each takes 24 bytes for good and 24 more
// while it waits, in arrays that grow by doubling: with so many of them a
// search stays within some 256 MB. An expansion keeps three at most, so that
// this is never met within the default expansions.
inline constexpr int64_t kMaxPartialPaths = 4'000'000;
// Pairs in one answer.
inline constexpr int kMaxPairs = 10'000;
// Days that one timeline looks at: each is a view of its own, made and searched
// in milliseconds for a case, in seconds for a million facts.
inline constexpr int kMaxTimelineDates = 2000;
// Views that are made to find which few of many facts make a difference, for
// each step of a timeline and each pair of a comparison: enough to look at all
// parts of ten facts, and fewer the more facts a view has to read.
inline constexpr int kMaxCauseViews = 1500;
inline constexpr int kMinCauseViews = 24;
inline constexpr int64_t kMaxCauseFacts = 2'000'000;  // over all these views
inline int CauseViews(int64_t facts) {
  const int64_t views = kMaxCauseFacts / (facts + 1);
  if (views < kMinCauseViews) return kMinCauseViews;
  return views < kMaxCauseViews ? static_cast<int>(views) : kMaxCauseViews;
}

// Views that are made for each part of a question about measures, and for the
// measures of a view lifted one by one: seconds for a case, a minute or so for
// a million facts.
inline constexpr int kMaxMeasureViews = 20'000;
inline constexpr int kMinMeasureViews = 100;
inline constexpr int64_t kMaxMeasureFacts = 100'000'000;  // over all of them
inline int MeasureViews(int64_t facts) {
  const int64_t views = kMaxMeasureFacts / (facts + 1);
  if (views < kMinMeasureViews) return kMinMeasureViews;
  return views < kMaxMeasureViews ? static_cast<int>(views) : kMaxMeasureViews;
}
// Points of a front of cost, burden and pairs: more than anyone weighs by eye.
inline constexpr int kMaxFrontPoints = 100;
// Paths that a search for the cheapest cut of pairs makes: each takes a search,
// and is a row of a program that is solved again and again.
inline constexpr int kMaxCutPaths = 20'000;

// Facts of a record of which a comparison looks for causes among all that
// differ; of two revisions they are put together anew for each set that is
// tried, in a second or less. Of more facts, only among what answers rest on.
inline constexpr int64_t kMaxBlendedFacts = 100'000;

enum class StopReason {
  kNone,
  kPaths,
  kExpansions,
  kPartialPaths,
  kCancelled,
  kTime,
  kDates,
  kViews,
  kPoints,  // of a front
  kNodes    // of a search by CBC
};

// Whether a search was too large for its budgets.
inline bool IsSearchBudget(StopReason stop) {
  return stop == StopReason::kExpansions || stop == StopReason::kPartialPaths;
}

struct Limits {
  int paths = kDefaultPaths;
  int64_t expansions = kDefaultExpansions;
  int64_t partial_paths = kMaxPartialPaths;
  int dates = kMaxTimelineDates;  // timelines only
  // Asked every few hundred steps; true stops the search: nobody wants the
  // answer any more (kCancelled), or its time is over (kTime). May be empty.
  std::function<bool()> cancelled;
  std::function<bool()> expired;

  StopReason interrupted() const {
    if (cancelled && cancelled()) return StopReason::kCancelled;
    if (expired && expired()) return StopReason::kTime;
    return StopReason::kNone;
  }
};

// Whether an answer holds all there is, and if not, which limit was hit.
struct Completeness {
  StopReason stop = StopReason::kNone;
  int64_t limit = 0;       // the limit that was hit
  int64_t expansions = 0;  // what the search used
  int64_t reached = 0;     // product nodes that were looked at

  bool complete() const { return stop == StopReason::kNone; }
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_LIMITS_H_
