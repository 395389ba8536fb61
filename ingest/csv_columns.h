// The columns of facts in CSV, one table for each kind of fact: docs/csv.md.
//
// A column stands for one key of docs/facts.md, so that a row is read and
// checked by the same code as YAML. What has no column is in `more`.

#ifndef KETENZICHT_INGEST_CSV_COLUMNS_H_
#define KETENZICHT_INGEST_CSV_COLUMNS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"

namespace ketenzicht::ingest {

enum class CsvTable { kEntities, kRelations, kMeasures };
inline constexpr CsvTable kCsvTables[] = {
    CsvTable::kEntities, CsvTable::kRelations, CsvTable::kMeasures};

// How the text of a cell is read.
enum class CsvForm {
  kText,        // as it stands
  kIds,         // ids with spaces between
  kTexts,       // one text, or "[a, b]"
  kInterval,    // "low high" or "low best high"
  kLikelihood,  // an interval, or a class of the policy's scale
  kEnd,         // an id, or "{class: …}"
  kClass,       // ids, or "{…}": a class
  kYaml,        // "{…}"
};

struct CsvColumn {
  absl::string_view name;
  // The key it stands for, and the map (of evidence: the list) it is within.
  absl::string_view within;  // may be empty
  absl::string_view key;
  CsvForm form = CsvForm::kText;
  bool required = false;
};

// What a cell holds what no column has: keys of docs/facts.md.
inline constexpr absl::string_view kCsvMore = "more";
// "attributes.country" is the attribute `country`.
inline constexpr absl::string_view kCsvAttributePrefix = "attributes.";

// "entities", "relations", "measures": the key of docs/facts.md, and the name
// of the file without ".csv".
absl::string_view CsvTableName(CsvTable table);
CsvTable CsvTableOf(const graph::Fact& fact);

// In the order in which they are written.
absl::Span<const CsvColumn> CsvColumnsOf(CsvTable table);

// The table that a header is of: one with `effect` has measures, else one with
// `source` or `target` has relations, else it has entities.
CsvTable CsvTableOfHeader(absl::Span<const absl::string_view> names);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_COLUMNS_H_
