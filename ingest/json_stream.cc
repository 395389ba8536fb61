#include "ingest/json_stream.h"

#include <istream>
#include <nlohmann/json.hpp>
#include <streambuf>

#include "absl/status/status.h"
#include "ingest/internal/json_events.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBufferBytes = size_t{64} << 10;

// Gives the parser the bytes, and knows the place of the one that was read
// last.
class Bytes : public std::streambuf {
 public:
  Bytes(ByteSource& source, int first_line)
      : source_(source), buffer_(kBufferBytes), line_(first_line) {
    setg(buffer_.data(), buffer_.data(), buffer_.data());
    counted_ = buffer_.data();
  }

  // Of the character that was read last.
  TextPlace place() {
    CountTo(gptr());
    return last_;
  }
  int line() {
    CountTo(gptr());
    return line_;
  }
  const absl::Status& status() const { return status_; }

 protected:
  int_type underflow() override {
    CountTo(gptr());
    if (!status_.ok()) return traits_type::eof();
    const absl::StatusOr<size_t> count =
        source_.Read(buffer_.data(), buffer_.size());
    if (!count.ok()) status_ = count.status();
    if (!count.ok() || *count == 0) return traits_type::eof();
    setg(buffer_.data(), buffer_.data(), buffer_.data() + *count);
    counted_ = buffer_.data();
    return traits_type::to_int_type(buffer_.front());
  }

 private:
  void CountTo(const char* end) {
    for (; counted_ < end; ++counted_) {
      if ((static_cast<unsigned char>(*counted_) & 0xC0) == 0x80) continue;
      last_ = {line_, ++column_};
      if (*counted_ != '\n') continue;
      ++line_;
      column_ = 0;
    }
  }

  ByteSource& source_;
  std::vector<char> buffer_;
  const char* counted_ = nullptr;
  int line_;
  int column_ = 0;  // of the character that was counted last
  TextPlace last_{line_, 1};
  absl::Status status_;
};

}  // namespace

bool StreamJson(ByteSource& bytes, const std::vector<std::string>& patterns,
                TakeJson take, Problems& problems, int first_line) {
  Bytes buffer(bytes, first_line);
  std::istream stream(&buffer);
  const auto line = [&buffer] { return buffer.line(); };
  internal::JsonEvents events(patterns, line, take);
  if (nlohmann::json::sax_parse(stream, &events)) return true;
  if (events.taken_enough()) return false;
  if (!buffer.status().ok()) {
    problems.Add(buffer.line(), buffer.status().message());
  } else if (!events.refusal().empty()) {
    problems.Add(events.refusal_line(), events.refusal());
  } else {
    problems.Add(buffer.place(), "not well-formed JSON");
  }
  return false;
}

}  // namespace ketenzicht::ingest
