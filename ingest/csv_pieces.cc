#include "ingest/csv_pieces.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;
// No piece is longer: a record is not, or it is refused.
constexpr size_t kMaxPieceBytes = 2 * CsvLimits().record_bytes;

// Behind the last line end outside quotes, where `bytes` begins outside them; 0
// where there is none.
size_t EndOfRecords(absl::string_view bytes) {
  const auto quotes = std::count(bytes.begin(), bytes.end(), '"');
  bool quoted = quotes % 2 != 0;
  for (size_t end = bytes.size(); end > 0; --end) {
    if (bytes[end - 1] == '"') quoted = !quoted;
    if (bytes[end - 1] == '\n' && !quoted) return end;
  }
  return 0;
}

// Behind the first one.
size_t EndOfFirst(absl::string_view bytes) {
  bool quoted = false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '"') quoted = !quoted;
    if (bytes[i] == '\n' && !quoted) return i + 1;
  }
  return bytes.size();
}

}  // namespace

absl::Status CsvPieces::Fill(size_t least) {
  while (!ended_ && bytes_.size() < least) {
    const size_t before = bytes_.size();
    bytes_.resize(before + kPieceBytes);
    const absl::StatusOr<size_t> count =
        source_.Read(bytes_.data() + before, kPieceBytes);
    if (!count.ok()) return count.status();
    bytes_.resize(before + *count);
    ended_ = *count == 0;
    read_ += static_cast<int64_t>(*count);
  }
  return absl::OkStatus();
}

// Takes the header off of bytes_. Whether it could be read.
absl::StatusOr<bool> CsvPieces::ReadHeader() {
  auto header = std::make_shared<FactColumns>();
  CsvRecordReader reader(problems_);
  bool read = false;
  bool sound = false;
  const auto take = [&](const CsvRecord& record) {
    read = true;
    sound = header->Read(record, problems_);
    return sound;
  };
  int lines = 0;
  while (!read && problems_.empty()) {
    const absl::Status filled = Fill(kPieceBytes);
    if (!filled.ok()) return filled;
    if (bytes_.empty()) break;
    const size_t end = EndOfFirst(bytes_);
    lines += static_cast<int>(
        std::count(bytes_.begin(), bytes_.begin() + end, '\n'));
    reader.Read(absl::string_view(bytes_).substr(0, end), take);
    bytes_.erase(0, end);
  }
  if (!read && problems_.empty()) reader.Finish(take);
  if (!read && problems_.empty()) {
    problems_.Add(0, "the file is empty: it needs a header");
  }
  header_ = std::move(header);
  middle_ = {reader.delimiter(), lines + 1};
  return sound;
}

absl::StatusOr<std::optional<CsvPiece>> CsvPieces::Next() {
  if (header_ == nullptr) {
    const absl::StatusOr<bool> read = ReadHeader();
    if (!read.ok()) return read.status();
  }
  if (!problems_.empty()) return std::nullopt;
  size_t end = 0;
  for (size_t least = kPieceBytes; end == 0; least += kPieceBytes) {
    const absl::Status filled = Fill(least);
    if (!filled.ok()) return filled;
    end = ended_ ? bytes_.size() : EndOfRecords(bytes_);
    if (ended_ || bytes_.size() >= kMaxPieceBytes) break;
  }
  if (bytes_.empty()) return std::nullopt;
  if (end == 0) end = bytes_.size();
  CsvPiece piece{header_, middle_, bytes_.substr(0, end)};
  bytes_.erase(0, end);
  middle_.line += static_cast<int>(
      std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
  return piece;
}

}  // namespace ketenzicht::ingest
