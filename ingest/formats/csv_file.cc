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

class CsvFile {
 public:
  CsvFile(TakeCsvHeader header, TakeCsvRow row, Problems& problems)
      : header_(header), row_(row), problems_(problems) {}

  bool Take(const CsvRecord& record) {
    return names_.empty() ? TakeHeader(record) : TakeRow(record);
  }
  bool has_header() const { return !names_.empty(); }

 private:
  bool TakeHeader(const CsvRecord& record) {
    for (const absl::string_view field : record.fields) {
      const std::string name(field);
      if (!name.empty() && !columns_.emplace(name, names_.size()).second) {
        problems_.Add(record.line,
                      absl::StrCat("the column '", name, "' stands twice"));
        return false;
      }
      names_.push_back(name);
    }
    return header_(names_);
  }

  bool TakeRow(const CsvRecord& record) {
    if (record.fields.size() != names_.size()) {
      problems_.Add(record.line,
                    absl::StrCat(record.fields.size(),
                                 " cells; the header has ", names_.size()));
      return false;
    }
    return row_(CsvRow(columns_, record.fields, record.line));
  }

  TakeCsvHeader header_;
  TakeCsvRow row_;
  Problems& problems_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, size_t> columns_;
};

}  // namespace

bool ReadCsvFile(ByteSource& bytes, const TableForm& form, TakeCsvHeader header,
                 TakeCsvRow row, Problems& problems) {
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
  CsvFile file(header, row, problems);
  CsvRecordReader reader(problems, CsvLimits(), form.delimiter);
  const auto take = [&file](const CsvRecord& record) {
    return file.Take(record);
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
    if (!reader.Read({piece.data(), *count}, take)) return false;
  }
  if (!reader.Finish(take)) return false;
  if (!file.has_header()) problems.Add(1, "there is no header");
  return file.has_header();
}

}  // namespace ketenzicht::ingest
