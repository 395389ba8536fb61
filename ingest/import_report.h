// What an import of an outside format did, and what it left out.

#ifndef KETENZICHT_INGEST_IMPORT_REPORT_H_
#define KETENZICHT_INGEST_IMPORT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/formats/record.h"

namespace ketenzicht::ingest {

// Places that are kept of each reason; the others are counted.
inline constexpr size_t kPlacesPerReason = 10;

// What was left out, or is told, for one reason.
struct SkippedRecords {
  int64_t count = 0;
  std::vector<std::string>
      places;  // of the first kPlacesPerReason, where known

  // `which`: what tells one from another beside its place; may be empty.
  void Add(const RecordPlace& place, absl::string_view which) {
    if (++count > static_cast<int64_t>(kPlacesPerReason)) return;
    std::string at = FormatPlace(place);
    if (!which.empty()) {
      at += (at.empty() ? "'" : " '") + std::string(which) + "'";
    }
    if (!at.empty()) places.push_back(std::move(at));
  }
};

struct ImportReport {
  std::string source;  // id of the source entity
  std::string format;
  int64_t entities = 0;   // records read
  int64_t relations = 0;  // records read
  // Things that were told by an identifier to be one that is there already, in
  // the store or in this source.
  int64_t merged = 0;
  int64_t repeated = 0;    // said more than once in this source
  int64_t unresolved = 0;  // placeholders for ends that are not there
  int64_t inferred = 0;    // facts that the source does not say itself
  int64_t ended = 0;       // facts that the source no longer says
  std::map<std::string, SkippedRecords> skipped;  // by reason
  // What was not left out and somebody should know: records that are of one
  // thing, identifiers and values that contradict each other; by reason.
  std::map<std::string, SkippedRecords> remarks;

  // Left out for the reason.
  void Skip(const RecordPlace& place, absl::string_view reason,
            absl::string_view which = "") {
    skipped[std::string(reason)].Add(place, which);
  }
  void Remark(const RecordPlace& place, absl::string_view reason,
              absl::string_view which) {
    remarks[std::string(reason)].Add(place, which);
  }

  int64_t num_skipped() const {
    int64_t count = 0;
    for (const auto& [reason, of_reason] : skipped) count += of_reason.count;
    return count;
  }
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_IMPORT_REPORT_H_
