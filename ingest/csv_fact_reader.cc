#include "ingest/csv_fact_reader.h"

#include "absl/strings/match.h"
#include "ingest/csv_row_reader.h"
#include "ingest/packed_input.h"

namespace ketenzicht::ingest {

bool IsCsvName(absl::string_view name) {
  const absl::string_view plain = UnpackedName(name);
  return absl::EndsWithIgnoreCase(plain, ".csv") ||
         absl::EndsWithIgnoreCase(plain, ".tsv");
}

CsvFactReader::CsvFactReader(Problems& problems)
    : problems_(problems), records_(problems) {}

void CsvFactReader::Read(absl::string_view piece, Take take) {
  const auto record = [&](const CsvRecord& one) {
    return TakeRecord(one, take);
  };
  if (!records_.Read(piece, record)) complete_ = false;
}

bool CsvFactReader::Finish(Take take) {
  const auto record = [&](const CsvRecord& one) {
    return TakeRecord(one, take);
  };
  if (!records_.Finish(record)) complete_ = false;
  if (complete_ && !header_read_) {
    problems_.Add(0, "the file is empty: it needs a header");
    complete_ = false;
  }
  return complete_;
}

bool CsvFactReader::TakeRecord(const CsvRecord& record, Take take) {
  if (!header_read_) {
    header_read_ = true;
    return header_.Read(record, problems_);
  }
  if (CheckCsvWidth(record, header_, problems_)) {
    take(ReadCsvRow(record, header_, problems_));
  } else {
    complete_ = false;
  }
  return IsCsvWithinProblems(record.line, problems_);
}

}  // namespace ketenzicht::ingest
