// Keeps the views that were asked for last.

#ifndef KETENZICHT_SERVICE_ENGINE_VIEW_CACHE_H_
#define KETENZICHT_SERVICE_ENGINE_VIEW_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/exposure.h"

namespace ketenzicht::service {

// Thread-safe. The key of a view holds every input of it (graph::ViewKey), so a
// hit is the same view.
class ViewCache {
 public:
  explicit ViewCache(size_t capacity) : capacity_(capacity) {}

  // The views for these options, made where they are not kept. Errors as of
  // graph::Views::Create; they are not kept. Two callers that ask at once may
  // both make them.
  absl::StatusOr<graph::Views> Get(
      const std::shared_ptr<const graph::Snapshot>& snapshot,
      const graph::ViewOptions& options);

 private:
  using Entry = std::pair<std::string, graph::Views>;

  const size_t capacity_;
  std::mutex mutex_;          // guards what follows
  std::list<Entry> entries_;  // last used first
  absl::flat_hash_map<std::string, std::list<Entry>::iterator> index_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_VIEW_CACHE_H_
