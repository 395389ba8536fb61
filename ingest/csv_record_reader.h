// Reads comma-separated values (RFC 4180) piece by piece.
//
//   Problems problems("relations.csv");
//   CsvRecordReader reader(problems);
//   while (… piece …) reader.Read(piece, [](const CsvRecord& record) { … });
//   reader.Finish(…);
//
// What spreadsheets make of the format is taken as it comes: a byte order mark,
// CRLF or LF, line ends and delimiters between quotes, a first line "sep=;",
// and comma, semicolon or tab as delimiter: the one that the header has most
// often outside quotes. Everything else that is not RFC 4180 is refused with
// its place, since guessing would move values to other columns.

#ifndef KETENZICHT_INGEST_CSV_RECORD_READER_H_
#define KETENZICHT_INGEST_CSV_RECORD_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// What one record may hold, so that a missing quote cannot fill memory.
struct CsvLimits {
  size_t field_bytes = size_t{1} << 20;
  size_t record_bytes = size_t{4} << 20;
  size_t columns = 256;
};

// The delimiter is learnt from the header, or from as much of it as this.
inline constexpr size_t kMaxCsvHeaderBytes = size_t{64} << 10;

// One record, quotes taken off. The fields live until the next call of the
// reader.
struct CsvRecord {
  int line = 0;                           // on which it starts, from 1
  std::vector<absl::string_view> fields;  // at least one
};

// Where in a file whose header was read elsewhere a reader begins.
struct CsvMiddle {
  char delimiter = ',';
  int line = 1;
};

// Not thread-safe. Linear in the input; holds one record at a time.
class CsvRecordReader {
 public:
  // Gets each record, the header too; false ends the reading.
  using Take = absl::FunctionRef<bool(const CsvRecord&)>;

  // `problems` must outlive the reader. `delimiter`: instead of the one that
  // the header has; 0: that.
  explicit CsvRecordReader(Problems& problems,
                           const CsvLimits& limits = CsvLimits(),
                           char delimiter = 0);

  // Begins in the middle, where a record does.
  CsvRecordReader(Problems& problems, const CsvLimits& limits,
                  const CsvMiddle& middle);

  // Reads on. False once reading has ended: `take` said so, or something was
  // added to `problems`: a quote within a field or never closed, text after a
  // closing quote, a carriage return that ends no line, text that is not
  // UTF-8, a limit, which is named with its value. Records before it were
  // taken. Lines that are empty are skipped.
  bool Read(absl::string_view piece, Take take);

  // Takes the last record, which may lack its line end. False as above.
  bool Finish(Take take);

  // Comma until the header was read.
  char delimiter() const { return delimiter_; }

 private:
  enum class State { kStart, kPlain, kQuoted, kClosed, kReturn };

  bool ReadHead(absl::string_view& piece);
  void OpenHead();
  bool Parse(absl::string_view piece, Take take);
  size_t TakePlainLine(absl::string_view piece, size_t at, Take take);
  bool SplitPlain(absl::string_view line);
  size_t TakePlain(absl::string_view piece, size_t at);
  size_t TakeQuoted(absl::string_view piece, size_t at);
  bool TakeSpecial(char c, Take take);
  bool TakeAfterQuote(char c, Take take);
  void Append(absl::string_view run);
  bool EndField();
  bool EndRecord(Take take);
  void SetDelimiter(char delimiter);
  bool Refuse(absl::string_view reason);
  bool RefuseEncoding();

  Problems& problems_;
  const CsvLimits limits_;
  const char forced_delimiter_;
  std::string head_;  // what came before the header was complete
  bool head_done_ = false;
  bool head_quoted_ = false;  // the end of head_ is between quotes
  char delimiter_ = ',';
  bool special_[256] = {};

  State state_ = State::kStart;
  bool stopped_ = false;
  int line_ = 1;
  int64_t offset_ = 0;      // of the next byte
  int64_t line_start_ = 0;  // of the first byte of the line
  int quote_line_ = 0;      // where the last quote was opened

  CsvRecord record_;
  std::string text_;          // of all fields of the record
  std::vector<size_t> ends_;  // of the fields in text_
  bool quoted_ = false;       // the record has a quoted field
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_RECORD_READER_H_
