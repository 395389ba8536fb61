// Keeps the views that were asked for last.

#ifndef KETENZICHT_SERVICE_ENGINE_VIEW_CACHE_H_
#define KETENZICHT_SERVICE_ENGINE_VIEW_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "graph/limits.h"
#include "service/engine/view_release.h"

namespace ketenzicht::service {

// Views that are made at one time; who asks for more waits. Each takes a thread
// and, for a million facts, some two hundred megabytes.
inline constexpr size_t kMaxViewsInTheMaking = 4;
// Views of fewer facts are made where they are asked for.
inline constexpr graph::FactIndex kFewFacts = 2'000;

// What kept views take at most, unless told (graph::View::EstimatedBytes).
inline constexpr size_t kCachedViewBytes = size_t{512} << 20;

// Thread-safe. The key of a view holds every input of it (graph::ViewKey), so a
// hit is the same view.
//
// Large views are made on threads of their own: who no longer wants one goes at
// once, and it is kept for who asks next. Those of few facts, a millisecond's
// work, are made on the caller's. The destructor waits for those in the making.
class ViewCache {
 public:
  // Keeps no more than so many, nor more than take so many bytes; but the one
  // made last, whatever it takes.
  explicit ViewCache(size_t capacity, size_t bytes = kCachedViewBytes)
      : capacity_(capacity), bytes_(bytes) {}

  // The views for these options, made where they are not kept; callers that ask
  // for the same at once wait for the same. Errors as of graph::Views::Create;
  // they are not kept. Cancelled or DeadlineExceeded where `limits` interrupt
  // the waiting, within milliseconds.
  absl::StatusOr<graph::Views> Get(
      const std::shared_ptr<const graph::Snapshot>& snapshot,
      const graph::ViewOptions& options, const graph::Limits& limits);

  // The same, but not kept: for questions that look at many views once. They
  // are let go of on another thread (view_release.h).
  absl::StatusOr<graph::Views> Make(
      const std::shared_ptr<const graph::Snapshot>& snapshot,
      const graph::ViewOptions& options, const graph::Limits& limits);

  // Lets go of what is kept of this snapshot: of its revision and scenario.
  void Forget(const graph::Snapshot& snapshot);

 private:
  using Entry = std::pair<std::string, graph::Views>;
  using Made = absl::StatusOr<graph::Views>;

  absl::StatusOr<graph::Views> Wait(
      const std::string& key,
      const std::shared_ptr<const graph::Snapshot>& snapshot,
      const graph::ViewOptions& options, bool keep,
      const graph::Limits& limits);
  struct Found {
    std::shared_future<Made> views;
    std::function<void()> make;  // to be called first, where there is one
  };
  // What is kept, is being made, or is begun; nothing where it has to wait.
  std::optional<Found> Find(
      const std::string& key,
      const std::shared_ptr<const graph::Snapshot>& snapshot,
      const graph::ViewOptions& options, bool keep);
  void Keep(const std::string& key, const graph::Views& views);

  const size_t capacity_;
  const size_t bytes_;
  ViewRelease release_;
  std::mutex mutex_;          // guards what follows
  std::list<Entry> entries_;  // last used first
  absl::flat_hash_map<std::string, std::list<Entry>::iterator> index_;
  uint64_t made_once_ = 0;
  // Last: it is let go first, and waits for its threads, which keep views.
  absl::flat_hash_map<std::string, std::shared_future<Made>> making_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_VIEW_CACHE_H_
