#include "ingest/csv_record_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr absl::string_view kDelimiters = ",;\t";

// Of the header: the delimiter that stands most often outside quotes, the first
// of them where two stand equally often.
char DelimiterOf(absl::string_view header) {
  size_t counts[kDelimiters.size()] = {};
  bool quoted = false;
  for (char c : header) {
    if (c == '"') quoted = !quoted;
    const size_t which = kDelimiters.find(c);
    if (!quoted && which != absl::string_view::npos) ++counts[which];
  }
  return kDelimiters[std::max_element(counts, counts + kDelimiters.size()) -
                     counts];
}

}  // namespace

CsvRecordReader::CsvRecordReader(Problems& problems, const CsvLimits& limits,
                                 char delimiter)
    : problems_(problems), limits_(limits), forced_delimiter_(delimiter) {
  record_.line = 1;
  SetDelimiter(',');
}

CsvRecordReader::CsvRecordReader(Problems& problems, const CsvLimits& limits,
                                 const CsvMiddle& middle)
    : problems_(problems),
      limits_(limits),
      forced_delimiter_(middle.delimiter) {
  head_done_ = true;
  record_.line = line_ = middle.line;
  SetDelimiter(middle.delimiter);
}

void CsvRecordReader::SetDelimiter(char delimiter) {
  delimiter_ = delimiter;
  std::fill(special_, special_ + 256, false);
  for (char c : {'"', '\r', '\n', delimiter}) {
    special_[static_cast<unsigned char>(c)] = true;
  }
}

bool CsvRecordReader::Refuse(absl::string_view reason) {
  problems_.Add(line_,
                absl::StrCat("byte ", offset_ - line_start_ + 1, ": ", reason));
  stopped_ = true;
  return false;
}

bool CsvRecordReader::Read(absl::string_view piece, Take take) {
  while (!head_done_ && !stopped_ && !piece.empty()) {
    if (!ReadHead(piece)) return !stopped_;
    OpenHead();
    const std::string head = std::exchange(head_, {});
    if (!stopped_) Parse(head, take);
  }
  return !stopped_ && Parse(piece, take);
}

// Moves bytes from `piece` to head_ up to the first line end outside quotes;
// whether that is enough to go on.
bool CsvRecordReader::ReadHead(absl::string_view& piece) {
  for (size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] == '"') head_quoted_ = !head_quoted_;
    if (piece[i] != '\n' || head_quoted_) continue;
    head_.append(piece.data(), i + 1);
    piece.remove_prefix(i + 1);
    return true;
  }
  head_.append(piece.data(), piece.size());
  piece = absl::string_view();
  // A quote too many must not keep the whole file here; parsing will name it.
  return head_.size() > kMaxCsvHeaderBytes;
}

// Takes off of head_ what is no header, and learns the delimiter.
void CsvRecordReader::OpenHead() {
  if (absl::StartsWith(head_, "\xFF\xFE") ||
      absl::StartsWith(head_, "\xFE\xFF")) {
    Refuse("this is UTF-16; save it as UTF-8");
    return;
  }
  if (absl::StartsWith(head_, kByteOrderMark)) {
    head_.erase(0, kByteOrderMark.size());
  }
  head_done_ = true;
  absl::string_view line = absl::StripSuffix(head_, "\n");
  absl::ConsumeSuffix(&line, "\r");
  if (line.size() == 5 && absl::StartsWith(line, "sep=") &&
      absl::StrContains(kDelimiters, line.substr(4))) {
    SetDelimiter(line[4]);
    record_.line = line_ = 2;
    head_.clear();
    return;
  }
  SetDelimiter(forced_delimiter_ == 0 ? DelimiterOf(head_) : forced_delimiter_);
}

bool CsvRecordReader::Parse(absl::string_view piece, Take take) {
  const int64_t base = offset_;
  size_t at = 0;
  while (at < piece.size() && !stopped_) {
    if (state_ == State::kStart && ends_.empty()) {
      at = TakePlainLine(piece, at, take);
      offset_ = base + static_cast<int64_t>(at);
      if (at == piece.size() || stopped_) break;
    }
    at = state_ == State::kQuoted ? TakeQuoted(piece, at)
         : state_ == State::kStart || state_ == State::kPlain
             ? TakePlain(piece, at)
             : at;
    offset_ = base + static_cast<int64_t>(at);
    if (at == piece.size() || stopped_) break;
    if (!TakeSpecial(piece[at], take)) return false;
    ++at;
    offset_ = base + static_cast<int64_t>(at);
    if (piece[at - 1] == '\n') line_start_ = offset_;
  }
  return !stopped_;
}

// As many whole lines as have no quote and nothing to refuse, which is most of
// a large file: their fields are where they stand, and nothing is copied.
size_t CsvRecordReader::TakePlainLine(absl::string_view piece, size_t at,
                                      Take take) {
  const int64_t before = offset_ - static_cast<int64_t>(at);
  while (at < piece.size() && !stopped_) {
    const size_t end = piece.find('\n', at);
    if (end == absl::string_view::npos) break;
    absl::string_view line = piece.substr(at, end - at);
    absl::ConsumeSuffix(&line, "\r");
    if (!SplitPlain(line)) break;
    at = end + 1;
    offset_ = line_start_ = before + static_cast<int64_t>(at);
    if (!line.empty() && !take(record_)) stopped_ = true;
    record_.line = ++line_;
  }
  return at;
}

// False where the line needs a closer look.
bool CsvRecordReader::SplitPlain(absl::string_view line) {
  if (line.size() > limits_.field_bytes || line.size() > limits_.record_bytes ||
      absl::StrContains(line, '"') || absl::StrContains(line, '\r') ||
      !simdjson::validate_utf8(line.data(), line.size())) {
    return false;
  }
  record_.fields.clear();
  while (true) {
    if (record_.fields.size() == limits_.columns) return false;
    const size_t end = line.find(delimiter_);
    record_.fields.push_back(line.substr(0, end));
    if (end == absl::string_view::npos) return true;
    line.remove_prefix(end + 1);
  }
}

size_t CsvRecordReader::TakePlain(absl::string_view piece, size_t at) {
  size_t end = at;
  while (end < piece.size() &&
         !special_[static_cast<unsigned char>(piece[end])]) {
    ++end;
  }
  if (end > at) {
    state_ = State::kPlain;
    Append(piece.substr(at, end - at));
  }
  return end;
}

// Up to the next quote or line end, which is counted by TakeSpecial.
size_t CsvRecordReader::TakeQuoted(absl::string_view piece, size_t at) {
  size_t end = at;
  while (end < piece.size() && piece[end] != '"' && piece[end] != '\n') ++end;
  Append(piece.substr(at, end - at));
  return end;
}

void CsvRecordReader::Append(absl::string_view run) {
  const size_t start = ends_.empty() ? 0 : ends_.back();
  if (text_.size() - start + run.size() > limits_.field_bytes) {
    Refuse(absl::StrCat("column ", ends_.size() + 1, " has more than ",
                        limits_.field_bytes, " bytes"));
  } else if (text_.size() + run.size() > limits_.record_bytes) {
    Refuse(
        absl::StrCat("a record of more than ", limits_.record_bytes, " bytes"));
  } else {
    text_.append(run.data(), run.size());
  }
}

// A character that is not simply text in this state.
bool CsvRecordReader::TakeSpecial(char c, Take take) {
  switch (state_) {
    case State::kQuoted:
      if (c == '"') {
        state_ = State::kClosed;
      } else {
        Append("\n");
        ++line_;
      }
      return !stopped_;
    case State::kClosed:
      return TakeAfterQuote(c, take);
    case State::kReturn:
      if (c == '\n') return EndField() && EndRecord(take);
      return Refuse("a carriage return that ends no line");
    case State::kStart:
      if (c == '"') {
        state_ = State::kQuoted;
        quoted_ = true;
        quote_line_ = line_;
        return true;
      }
      break;
    case State::kPlain:
      if (c == '"') {
        return Refuse(
            "a quote within a field that does not start with one; put the "
            "field between quotes and write \"\"");
      }
      break;
  }
  if (c == delimiter_) return EndField();
  if (c == '\n') return EndField() && EndRecord(take);
  state_ = State::kReturn;
  return true;
}

bool CsvRecordReader::TakeAfterQuote(char c, Take take) {
  if (c == '"') {  // two of them: one that belongs to the text
    state_ = State::kQuoted;
    Append("\"");
    return !stopped_;
  }
  if (c == delimiter_) return EndField();
  if (c == '\n') return EndField() && EndRecord(take);
  if (c == '\r') {
    state_ = State::kReturn;
    return true;
  }
  return Refuse("text after a closing quote; write \"\" for a quote");
}

bool CsvRecordReader::EndField() {
  if (ends_.size() == limits_.columns) {
    return Refuse(absl::StrCat("more than ", limits_.columns, " columns"));
  }
  ends_.push_back(text_.size());
  state_ = State::kStart;
  return true;
}

bool CsvRecordReader::EndRecord(Take take) {
  const bool blank = ends_.size() == 1 && text_.empty() && !quoted_;
  bool going = true;
  if (!blank) {
    record_.fields.clear();
    size_t start = 0;
    for (size_t end : ends_) {
      record_.fields.push_back(
          absl::string_view(text_).substr(start, end - start));
      start = end;
    }
    going = simdjson::validate_utf8(text_.data(), text_.size())
                ? take(record_)
                : RefuseEncoding();
  }
  text_.clear();
  ends_.clear();
  quoted_ = false;
  record_.line = ++line_;
  if (!going) stopped_ = true;
  return going;
}

// The file is in another encoding, so one place is enough.
bool CsvRecordReader::RefuseEncoding() {
  size_t column = 0;
  while (simdjson::validate_utf8(record_.fields[column].data(),
                                 record_.fields[column].size())) {
    ++column;
  }
  problems_.Add(record_.line,
                absl::StrCat("column ", column + 1,
                             ": not valid UTF-8; save the file as UTF-8"));
  return false;
}

bool CsvRecordReader::Finish(Take take) {
  if (stopped_) return false;
  if (!head_done_) {
    OpenHead();
    const std::string head = std::exchange(head_, {});
    if (stopped_ || !Parse(head, take)) return false;
  }
  if (state_ == State::kQuoted) {
    return Refuse(absl::StrCat("the quote opened on line ", quote_line_,
                               " is never closed"));
  }
  if (state_ == State::kStart && ends_.empty()) return true;
  return EndField() && EndRecord(take);
}

}  // namespace ketenzicht::ingest
