#include "service/cli/import_progress.h"

#include <unistd.h>

#include <iostream>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace ketenzicht::service {
namespace {

constexpr absl::Duration kBetweenLines = absl::Seconds(5);
constexpr absl::Duration kBetweenUpdates = absl::Milliseconds(100);

double Megabytes(int64_t bytes) { return static_cast<double>(bytes) / 1e6; }

}  // namespace

std::string ProgressText(int64_t bytes, int64_t total, absl::Duration elapsed,
                         bool dutch) {
  const double seconds = absl::ToDoubleSeconds(elapsed);
  std::string text =
      total > 0 ? absl::StrFormat("%.1f %s %.1f MB", Megabytes(bytes),
                                  dutch ? "van" : "of", Megabytes(total))
                : absl::StrFormat("%.1f MB", Megabytes(bytes));
  if (seconds <= 0 || bytes <= 0) return text;
  const double rate = static_cast<double>(bytes) / seconds;
  absl::StrAppendFormat(&text, ", %.1f MB/s", rate / 1e6);
  if (total > bytes) {
    const double left = static_cast<double>(total - bytes) / rate;
    if (dutch) {
      absl::StrAppendFormat(&text, ", nog %.0f s", left);
    } else {
      absl::StrAppendFormat(&text, ", %.0f s left", left);
    }
  }
  return text;
}

ImportProgressLine::ImportProgressLine(std::ostream& error, int64_t total,
                                       bool dutch)
    : error_(error),
      total_(total),
      dutch_(dutch),
      terminal_(&error == &std::cerr && isatty(STDERR_FILENO) == 1),
      start_(absl::Now()),
      shown_(start_) {}

void ImportProgressLine::Show(const v1::ImportProgress& progress) {
  const absl::Time now = absl::Now();
  const absl::Duration wait = terminal_ ? kBetweenUpdates : kBetweenLines;
  if (now - shown_ < wait) return;
  shown_ = now;
  const std::string text =
      progress.writing()
          ? std::string(dutch_ ? "alles gelezen, wordt geschreven"
                               : "all read, being written")
          : ProgressText(progress.bytes(), total_, now - start_, dutch_);
  if (terminal_) {
    error_ << "\r\x1b[K" << text << std::flush;
    line_ = true;
  } else {
    error_ << text << "\n";
  }
}

void ImportProgressLine::Clear() {
  if (line_) error_ << "\r\x1b[K" << std::flush;
  line_ = false;
}

}  // namespace ketenzicht::service
