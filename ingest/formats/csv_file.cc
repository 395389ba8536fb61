#include "ingest/formats/csv_file.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/csv_record_reader.h"
#include "ingest/formats/encoding.h"
#include "ingest/unpack.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kPieceBytes = size_t{64} << 10;

// A byte order mark, of UTF-8 or UTF-16: the file tells its encoding itself.
bool BeginsWithMark(absl::string_view head) {
  return absl::StartsWith(head, "\xEF\xBB\xBF") ||
         absl::StartsWith(head, "\xFF\xFE") ||
         absl::StartsWith(head, "\xFE\xFF");
}

// Gets each record, and the delimiter that it was written with.
using TakeRecord =
    absl::FunctionRef<bool(const CsvRecord& record, char delimiter)>;

// False where the reading ended before the end.
bool ReadRecords(ByteSource& bytes, const TableForm& form, TakeRecord take,
                 Problems& problems) {
  PeekedSource marked(bytes);
  const absl::StatusOr<absl::string_view> head = marked.Peek(3);
  if (!head.ok()) {
    problems.Add(0, head.status().message());
    return false;
  }
  std::optional<TranscodedSource> transcoded;
  if (!form.encoding.empty() && form.encoding != "utf-8" &&
      !BeginsWithMark(*head)) {
    transcoded.emplace(marked, form.encoding);
  }
  ByteSource& source =
      transcoded ? *transcoded : static_cast<ByteSource&>(marked);
  CsvRecordReader reader(problems, CsvLimits(), form.delimiter);
  const auto take_record = [&](const CsvRecord& record) {
    return take(record, reader.delimiter());
  };
  std::vector<char> piece(kPieceBytes);
  while (true) {
    const absl::StatusOr<size_t> count =
        source.Read(piece.data(), piece.size());
    if (!count.ok()) {
      problems.Add(transcoded ? transcoded->refused_line() : 0,
                   count.status().message());
      return false;
    }
    if (*count == 0) break;
    if (!reader.Read({piece.data(), *count}, take_record)) return false;
  }
  return reader.Finish(take_record);
}

// The rows below a header.
class CsvRows {
 public:
  CsvRows(TakeCsvRow row, Problems& problems)
      : row_(row), problems_(problems) {}

  bool TakeHeader(const CsvHeader& header, int line) {
    for (const std::string& name : header.names) {
      if (!name.empty() && !columns_.emplace(name, num_columns_).second) {
        problems_.Add(line,
                      absl::StrCat("the column '", name, "' stands twice"));
        return false;
      }
      ++num_columns_;
    }
    return true;
  }

  bool TakeRow(const CsvRecord& record) {
    if (record.fields.size() != num_columns_) {
      problems_.Add(record.line,
                    absl::StrCat(record.fields.size(),
                                 " cells; the header has ", num_columns_));
      return false;
    }
    return row_(CsvRow(columns_, record.fields, record.line));
  }

 private:
  TakeCsvRow row_;
  Problems& problems_;
  size_t num_columns_ = 0;
  absl::flat_hash_map<std::string, size_t> columns_;
};

}  // namespace

bool ReadCsvFile(ByteSource& bytes, const TableForm& form, TakeCsvHeader header,
                 TakeCsvRow row, Problems& problems) {
  CsvRows rows(row, problems);
  bool headed = false;
  const auto take = [&](const CsvRecord& record, char delimiter) {
    if (headed) return rows.TakeRow(record);
    headed = true;
    const CsvHeader read{{record.fields.begin(), record.fields.end()},
                         delimiter};
    return header(read) && rows.TakeHeader(read, record.line);
  };
  if (!ReadRecords(bytes, form, take, problems)) return false;
  if (!headed) problems.Add(1, "there is no header");
  return headed;
}

bool ReadCsvRows(ByteSource& bytes, const TableForm& form,
                 const CsvHeader& header, TakeCsvRow row, Problems& problems) {
  CsvRows rows(row, problems);
  if (!rows.TakeHeader(header, 0)) return false;
  TableForm same = form;
  same.delimiter = header.delimiter;
  const auto take = [&rows](const CsvRecord& record, char) {
    return rows.TakeRow(record);
  };
  return ReadRecords(bytes, same, take, problems);
}

}  // namespace ketenzicht::ingest
