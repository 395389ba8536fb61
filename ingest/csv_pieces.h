// Cuts a large CSV file into pieces that can be read apart.

#ifndef KETENZICHT_INGEST_CSV_PIECES_H_
#define KETENZICHT_INGEST_CSV_PIECES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "ingest/byte_source.h"
#include "ingest/csv_record_reader.h"
#include "ingest/fact_columns.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// Records of one file, and where they begin.
struct CsvPiece {
  std::shared_ptr<const FactColumns> header;
  CsvMiddle middle;
  std::string bytes;
};

// A record may reach over lines, so a file is cut where a line ends outside
// quotes; RFC 4180 lets that be told by their number. A file that breaks it is
// refused at that place, whatever the pieces behind it look like. Not
// thread-safe.
class CsvPieces {
 public:
  // Both must outlive it.
  CsvPieces(ByteSource& source, Problems& problems)
      : source_(source), problems_(problems) {}

  // The next piece, about a megabyte; nothing at the end, and after a problem
  // of the header. A record that is longer than CsvLimits lets it be comes in a
  // piece that ends within it. Errors of the source.
  absl::StatusOr<std::optional<CsvPiece>> Next();

  // Bytes that were read.
  int64_t bytes() const { return read_; }

 private:
  // Reads on until there are so many bytes, or all there are.
  absl::Status Fill(size_t least);
  absl::StatusOr<bool> ReadHeader();

  ByteSource& source_;
  Problems& problems_;
  std::shared_ptr<const FactColumns> header_;
  CsvMiddle middle_;
  std::string bytes_;  // read, and not yet in a piece
  bool ended_ = false;
  int64_t read_ = 0;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_PIECES_H_
