// The status of a step, a path or a pair, and the value of a guard.

#ifndef KETENZICHT_GRAPH_STATUS_H_
#define KETENZICHT_GRAPH_STATUS_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "graph/fact.h"

namespace ketenzicht::graph {

// From most to least exposed; the status of a path is that of its weakest step,
// the greatest of these. kNoPath is never "none": it says that no path is
// recorded. As the status of a single relation it says: makes no edge.
enum class Status : uint8_t {
  kOpen = 0,
  kNotExcluded = 1,
  kUnknown = 2,
  kBlocked = 3,
  kNoPath = 4,
};

absl::string_view StatusName(Status status);  // "not_excluded"
std::optional<Status> ParseStatus(absl::string_view name);

// affirmed: kOpen; possible, not_excluded: kNotExcluded; unknown: kUnknown;
// denied, presupposed, counterfactual: kNoPath.
Status StatusOf(Modality modality);

inline Status Weakest(Status a, Status b) { return a < b ? b : a; }
inline Status Strongest(Status a, Status b) { return a < b ? a : b; }

// The value of a condition, from holding to not holding.
enum class Truth : uint8_t {
  kAffirmed = 0,
  kNotExcluded = 1,
  kUnknown = 2,
  kDenied = 3,
};

absl::string_view TruthName(Truth truth);

// What is known of the opposite: affirmed and denied change places, what is not
// excluded or unknown stays so.
Truth Not(Truth truth);
inline Truth And(Truth a, Truth b) { return a < b ? b : a; }
inline Truth Or(Truth a, Truth b) { return a < b ? a : b; }

// As a condition: open is affirmed, blocked and kNoPath are denied.
Truth TruthOf(Status status);

// What is left of a relation that something closes unless `truth` holds:
// kOpen where it holds, kBlocked where it does not.
Status StatusUnless(Truth truth);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_STATUS_H_
