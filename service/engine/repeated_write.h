// Whether a request that comes again is the one that was written.

#ifndef KETENZICHT_SERVICE_ENGINE_REPEATED_WRITE_H_
#define KETENZICHT_SERVICE_ENGINE_REPEATED_WRITE_H_

#include <cstdint>

#include "absl/status/status.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

// InvalidArgument where `revision`, which the request id of `batch` wrote, has
// something else than `batch`: a caller who reuses an id must not think it was
// written. Errors of FactStore::ReadLog.
absl::Status CheckRepeat(const FactStore& store, int64_t revision,
                         const WriteBatch& batch);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_REPEATED_WRITE_H_
