// Imports a source of an outside format: docs/import.md.
//
//   SourceImport how{.files = {{"bom.json", &bytes}}, .imported_on = today};
//   SourceImporter importer(how);
//   if (importer.Read(state)) … takes as long as the bytes
//   SourceOutcome done = importer.LayOver(state);
//   if (!done.import.problems.empty()) … show them; nothing has changed
//   … write done.import.written, then use done.import.next

#ifndef KETENZICHT_INGEST_SOURCE_IMPORT_H_
#define KETENZICHT_INGEST_SOURCE_IMPORT_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/date.h"
#include "ingest/fact_maker.h"
#include "ingest/formats/format.h"
#include "ingest/import_report.h"
#include "ingest/importer.h"
#include "ingest/unpack.h"

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
};

struct SourceOutcome {
  ImportOutcome import;
  ImportReport report;
};

// What made the facts, as sources bear it: another number where the same file
// would give other facts.
inline constexpr char kImporter[] = "ketenzicht import 1";

// Not thread-safe. To be used once: Read, then LayOver.
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
  // source that was not imported; more than kMaxRecords; what CheckFacts finds,
  // with the place of the record.
  SourceOutcome LayOver(const State& current);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

// Both at once.
SourceOutcome ImportSource(const State& current, const SourceImport& how);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SOURCE_IMPORT_H_
