// Imports a source of an outside format: docs/import.md.
//
//   SourceImport how{.files = {{"bom.json", &bytes}}, .imported_on = today};
//   SourceImporter importer(how);
//   if (importer.Read(state)) … takes as long as the bytes
//   absl::StatusOr<SourceOutcome> done = importer.LayOver(state);
//   if (!done->import.problems.empty()) … show them; nothing has changed
//   … write done->import.written, then use done->import.next

#ifndef KETENZICHT_INGEST_SOURCE_IMPORT_H_
#define KETENZICHT_INGEST_SOURCE_IMPORT_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/date.h"
#include "ingest/fact_maker.h"
#include "ingest/formats/format.h"
#include "ingest/import_report.h"
#include "ingest/importer.h"
#include "ingest/unpack.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

struct SourceImport {
  std::vector<NamedBytes> files;  // of one source; packed or not
  std::string format;             // empty: recognised by what the first begins
  std::string source_id;          // empty: as the source says
  // Instead of the stored mapping of the format.
  std::optional<InputFile> mapping;
  graph::Date imported_on;
  DanglingEnds dangling = DanglingEnds::kPlaceholder;
  UnpackLimits unpack;
  // Asked while facts are made of what was read, and laid over the others; what
  // it says ends that unless it is OK. Who reads asks by the bytes.
  StillWanted still_wanted;
};

struct SourceOutcome {
  ImportOutcome import;
  ImportReport report;
};

// What made the facts, as sources bear it: another number where the same file
// would give other facts.
inline constexpr char kImporter[] = "ketenzicht import 4";

// An attribute of a source of which not all is written yet.
inline constexpr char kIncompleteAttribute[] = "incomplete";

// The same in parts that are written one after another.
struct SourceParts {
  std::vector<Problem> problems;  // sorted; then there are no parts
  // None where nothing would change: `unchanged` facts.
  std::vector<std::vector<graph::Fact>> parts;
  int unchanged = 0;
  ImportReport report;
};

// Not thread-safe. To be used once: Read, then LayOver or PartsOver.
class SourceImporter {
 public:
  // `how` must outlive it.
  explicit SourceImporter(const SourceImport& how);
  ~SourceImporter();

  // Reads the source to its end, by the vocabulary and mappings of `current`.
  // False where there are problems already; LayOver then tells them. Linear in
  // the bytes.
  bool Read(const State& current);

  // What the source says, over `current`, which is not touched, and may be
  // later than what was read by. The same source with the same mapping changes
  // nothing, whatever the day.
  //
  // Problems: a file that is not of its format, with place; no format that it
  // is of; no mapping for it; an issue older than the one that is there; a
  // source that was not imported; more than kMaxRecords, or than there is
  // memory for (RecordList); what CheckFacts finds, with the place of the
  // record.
  //
  // An error is what SourceImport::still_wanted said: within some hundreds of
  // records or facts, but for what putting facts together takes at the end.
  absl::StatusOr<SourceOutcome> LayOver(const State& current);

  // What the source says over `current`, in parts of at most so many facts,
  // each of which is sound over those before it; the last has what ends too.
  // Until that one is written the source bears kIncompleteAttribute, and
  // nothing ends. The parts of a source that was begun and not finished change
  // nothing until where it stopped. Problems as above, but for what CheckFacts
  // finds; errors likewise.
  absl::StatusOr<SourceParts> PartsOver(const State& current, size_t most);

  // Gives problems of facts the place of their records.
  void Locate(std::vector<Problem>& problems) const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

// Both at once.
absl::StatusOr<SourceOutcome> ImportSource(const State& current,
                                           const SourceImport& how);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SOURCE_IMPORT_H_
