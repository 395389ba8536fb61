// A store that lives and dies with the process: for tests, and for questions
// about data that is not to be kept.

#ifndef KETENZICHT_SERVICE_STORE_MEMORY_STORE_H_
#define KETENZICHT_SERVICE_STORE_MEMORY_STORE_H_

#include <functional>
#include <memory>

#include "absl/time/time.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

struct MemoryStoreOptions {
  StoreLimits limits;
  std::function<absl::Time()> clock;  // empty: the machine's
};

// An empty store. Durable means nothing here; all else is as FactStore says.
std::unique_ptr<FactStore> MakeMemoryStore(MemoryStoreOptions options = {});

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_MEMORY_STORE_H_
