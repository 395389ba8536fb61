#include "service/engine/view_cache.h"

#include <chrono>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/view_options.h"

namespace ketenzicht::service {
namespace {

// How long one waits before looking up whether anybody still wants the views.
constexpr std::chrono::milliseconds kLookUp(5);

template <typename Future>
bool IsReady(const Future& future) {
  return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

size_t WeightOf(const graph::Views& views) {
  const size_t asked = views.asked->EstimatedBytes();
  return views.inherent == views.asked
             ? asked
             : asked + views.inherent->EstimatedBytes();
}

absl::Status StatusOf(graph::StopReason reason) {
  return reason == graph::StopReason::kTime
             ? absl::DeadlineExceededError("out of time")
             : absl::CancelledError("cancelled");
}

}  // namespace

absl::StatusOr<graph::Views> ViewCache::Get(
    const std::shared_ptr<const graph::Snapshot>& snapshot,
    const graph::ViewOptions& options, const graph::Limits& limits) {
  return Wait(graph::ViewKey(*snapshot, options), snapshot, options, true,
              limits);
}

// A snapshot that is only thought of has the revision of another one, so its
// views are nobody else's.
absl::StatusOr<graph::Views> ViewCache::Make(
    const std::shared_ptr<const graph::Snapshot>& snapshot,
    const graph::ViewOptions& options, const graph::Limits& limits) {
  uint64_t number = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    number = ++made_once_;
  }
  return Wait(absl::StrCat("once=", number), snapshot, options, false, limits);
}

absl::StatusOr<graph::Views> ViewCache::Wait(
    const std::string& key,
    const std::shared_ptr<const graph::Snapshot>& snapshot,
    const graph::ViewOptions& options, bool keep, const graph::Limits& limits) {
  for (;;) {
    const std::optional<Found> found = Find(key, snapshot, options, keep);
    if (found && found->make) found->make();
    const auto until = std::chrono::steady_clock::now() + kLookUp;
    if (!found) {
      std::this_thread::sleep_until(until);
    } else if (found->views.wait_until(until) == std::future_status::ready) {
      return found->views.get();
    }
    const graph::StopReason reason = limits.interrupted();
    if (reason != graph::StopReason::kNone) return StatusOf(reason);
  }
}

std::optional<ViewCache::Found> ViewCache::Find(
    const std::string& key,
    const std::shared_ptr<const graph::Snapshot>& snapshot,
    const graph::ViewOptions& options, bool keep) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto kept = index_.find(key);
  if (kept != index_.end()) {
    entries_.splice(entries_.begin(), entries_, kept->second);
    std::promise<Made> done;
    done.set_value(kept->second->second);
    return Found{done.get_future().share(), nullptr};
  }
  const auto making = making_.find(key);
  if (making != making_.end()) {
    std::shared_future<Made> views = making->second;
    // It failed, or is asked for once: who waited is told, the next one tries.
    if (IsReady(views)) making_.erase(making);
    return Found{std::move(views), nullptr};
  }
  // Those that are done let go of their threads.
  absl::erase_if(making_, [](const auto& one) { return IsReady(one.second); });
  if (making_.size() >= kMaxViewsInTheMaking) return std::nullopt;
  const auto make = [this, key, snapshot, options, keep]() -> Made {
    Made made = graph::Views::Create(snapshot, options);
    if (!made.ok()) return made;
    // At once: who asked may be gone, and whoever asks next, for anything, then
    // lets go of them.
    made = release_.Watch(*made);
    if (keep) Keep(key, *made);
    return made;
  };
  if (snapshot->size() < kFewFacts) {
    const auto task = std::make_shared<std::packaged_task<Made()>>(make);
    Found found{task->get_future().share(), [task] { (*task)(); }};
    making_.emplace(key, found.views);
    return found;
  }
  std::shared_future<Made> views = std::async(std::launch::async, make).share();
  making_.emplace(key, views);
  return Found{std::move(views), nullptr};
}

// Products of a view are made when they are asked for, so all are weighed each
// time.
void ViewCache::Keep(const std::string& key, const graph::Views& views) {
  std::list<Entry> gone;  // let go of without the lock
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_.emplace_front(key, views);
  index_[key] = entries_.begin();
  size_t weight = 0;
  size_t kept = 0;
  auto it = entries_.begin();
  for (; it != entries_.end() && kept < capacity_; ++it, ++kept) {
    weight += WeightOf(it->second);
    if (weight > bytes_ && kept > 0) break;
  }
  for (auto left = it; left != entries_.end(); ++left) {
    index_.erase(left->first);
  }
  gone.splice(gone.begin(), entries_, it, entries_.end());
}

void ViewCache::Forget(const graph::Snapshot& snapshot) {
  const auto is_of_it = [&](const graph::Views& views) {
    const graph::Snapshot& one = views.asked->snapshot();
    return one.revision() == snapshot.revision() &&
           one.scenario().id == snapshot.scenario().id &&
           one.scenario().version == snapshot.scenario().version;
  };
  std::list<Entry> gone;  // let go of without the lock
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto it = entries_.begin(); it != entries_.end();) {
    const auto entry = it++;
    if (!is_of_it(entry->second)) continue;
    index_.erase(entry->first);
    gone.splice(gone.begin(), entries_, entry);
  }
  // Who made them holds them until somebody asks for others.
  absl::erase_if(making_, [&](const auto& one) {
    return IsReady(one.second) && one.second.get().ok() &&
           is_of_it(*one.second.get());
  });
}

}  // namespace ketenzicht::service
