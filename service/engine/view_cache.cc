#include "service/engine/view_cache.h"

#include <string>
#include <utility>

namespace ketenzicht::service {

absl::StatusOr<graph::Views> ViewCache::Get(
    const std::shared_ptr<const graph::Snapshot>& snapshot,
    const graph::ViewOptions& options) {
  const std::string key = graph::ViewKey(*snapshot, options);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto it = index_.find(key);
    if (it != index_.end()) {
      entries_.splice(entries_.begin(), entries_, it->second);
      return it->second->second;
    }
  }
  absl::StatusOr<graph::Views> made = graph::Views::Create(snapshot, options);
  if (!made.ok()) return made;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!index_.contains(key)) {
    entries_.emplace_front(key, *made);
    index_[key] = entries_.begin();
    if (entries_.size() > capacity_) {
      index_.erase(entries_.back().first);
      entries_.pop_back();
    }
  }
  return made;
}

}  // namespace ketenzicht::service
