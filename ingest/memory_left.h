// How much memory there is still to be had.

#ifndef KETENZICHT_INGEST_MEMORY_LEFT_H_
#define KETENZICHT_INGEST_MEMORY_LEFT_H_

#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// Where nothing says how much there is.
inline constexpr int64_t kMemoryUnknown = std::numeric_limits<int64_t>::max();

// Bytes that this process can still get before the system is out of memory, or
// its control group at its limit (cgroup v2), whichever is less: proc(5),
// MemAvailable. kMemoryUnknown where neither says. Some tens of microseconds.
int64_t MemoryLeft();

// Of the texts of /proc/meminfo, and of memory.max and memory.current of the
// group; each may be empty.
int64_t MemoryLeftOf(absl::string_view meminfo, absl::string_view group_max,
                     absl::string_view group_current);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_MEMORY_LEFT_H_
