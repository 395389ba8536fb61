// Long work that ends early where nobody waits for it any more.

#ifndef KETENZICHT_INGEST_WANTED_STEPS_H_
#define KETENZICHT_INGEST_WANTED_STEPS_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"

namespace ketenzicht::ingest {

// OK while somebody waits; any other status ends the work, and is what it then
// gives. Empty: somebody always does.
using StillWanted = std::function<absl::Status()>;

// Steps from one question to the next: records and facts take microseconds
// each, and asking takes some too.
inline constexpr int kStepsBetween = 256;

// Counts the steps of one piece of work, which may have several parts. Not
// thread-safe.
class WantedSteps {
 public:
  explicit WantedSteps(StillWanted still_wanted = nullptr)
      : still_wanted_(std::move(still_wanted)) {}

  // One step: asks now and then. False, and from then on, where the work must
  // end.
  bool Step() {
    if (++steps_ < kStepsBetween) return status_.ok();
    return Ask();
  }
  // Asks now.
  bool Ask() {
    steps_ = 0;
    if (status_.ok() && still_wanted_) status_ = still_wanted_();
    return status_.ok();
  }

  // Why it must end.
  const absl::Status& status() const { return status_; }

 private:
  const StillWanted still_wanted_;
  int steps_ = 0;
  absl::Status status_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_WANTED_STEPS_H_
