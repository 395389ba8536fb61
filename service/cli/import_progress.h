// How far an import is: on a terminal one line that is written over, elsewhere
// plain lines now and then.

#ifndef KETENZICHT_SERVICE_CLI_IMPORT_PROGRESS_H_
#define KETENZICHT_SERVICE_CLI_IMPORT_PROGRESS_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "ketenzicht/v1/fact_service.pb.h"

namespace ketenzicht::service {

// "12.3 of 45.0 MB, 8.1 MB/s, 4 s left" after so much time; `total` 0: not
// known, and then nothing is said of what is left.
std::string ProgressText(int64_t bytes, int64_t total, absl::Duration elapsed,
                         bool dutch);

// One import. Not thread-safe.
class ImportProgressLine {
 public:
  ImportProgressLine(std::ostream& error, int64_t total, bool dutch);

  void Show(const v1::ImportProgress& progress);
  // Takes the line off the terminal.
  void Clear();

 private:
  std::ostream& error_;
  const int64_t total_;
  const bool dutch_;
  const bool terminal_;
  const absl::Time start_;
  absl::Time shown_;
  bool line_ = false;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_IMPORT_PROGRESS_H_
