#include "service/store/revision_anchor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace ketenzicht::service {
namespace {

// The number twice, at a fixed width: one that was damaged does not agree with
// itself, and every write covers all of the one before.
std::string Format(int64_t revision) {
  return absl::StrFormat("%019d %019d\n", revision, revision);
}

// 0 where the text is not what Format writes.
int64_t Parse(const std::string& text) {
  int64_t revision = 0;
  for (const char c : text.substr(0, 19)) {
    if (c < '0' || c > '9') return 0;
    if (revision > (INT64_MAX - 9) / 10) return 0;
    revision = revision * 10 + (c - '0');
  }
  return text == Format(revision) ? revision : 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RevisionAnchor>> RevisionAnchor::Open(
    const std::string& directory) {
  const std::string path = absl::StrCat(directory, "/ketenzicht.revision");
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot open the store's last revision: ",
                     std::generic_category().message(errno)));
  }
  std::unique_ptr<RevisionAnchor> anchor(new RevisionAnchor(file));
  std::string text(Format(0).size(), '\0');
  if (pread(file, text.data(), text.size(), 0) ==
      static_cast<ssize_t>(text.size())) {
    anchor->revision_ = Parse(text);
  }
  return anchor;
}

bool RevisionAnchor::Record(int64_t revision) {
  const std::string text = Format(revision);
  const ssize_t written = pwrite(file_, text.data(), text.size(), 0);
  if (written != static_cast<ssize_t>(text.size())) return false;
  revision_ = revision;
  return true;
}

RevisionAnchor::~RevisionAnchor() {
  fdatasync(file_);
  close(file_);
}

}  // namespace ketenzicht::service
