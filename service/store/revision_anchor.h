// The last acknowledged revision, kept beside the database, to notice one that
// lost its end.
//
// RocksDB takes damage at the end of its write-ahead log for a write that was
// cut off, and drops it: a flipped length, or a file cut between two records,
// loses acknowledged revisions without a word. This file says how far the store
// had come.

#ifndef KETENZICHT_SERVICE_STORE_REVISION_ANCHOR_H_
#define KETENZICHT_SERVICE_STORE_REVISION_ANCHOR_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace ketenzicht::service {

// Not thread-safe.
class RevisionAnchor {
 public:
  // Opens the file in `directory`, or makes it. A file that is damaged counts
  // as a new one: it must not keep a sound store closed. Unavailable: the file
  // cannot be opened.
  static absl::StatusOr<std::unique_ptr<RevisionAnchor>> Open(
      const std::string& directory);
  // Waits until the file is on disk.
  ~RevisionAnchor();
  RevisionAnchor(const RevisionAnchor&) = delete;
  RevisionAnchor& operator=(const RevisionAnchor&) = delete;

  // The last revision recorded; 0 where none was.
  int64_t revision() const { return revision_; }

  // Call it when `revision` is durable. It does not wait for the disk, which
  // would cost a second sync a commit: after a power failure the file may lag
  // behind, and never runs ahead. Whether it was written.
  bool Record(int64_t revision);

 private:
  explicit RevisionAnchor(int file) : file_(file) {}
  const int file_;
  int64_t revision_ = 0;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_REVISION_ANCHOR_H_
