#include "service/proto/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace ketenzicht::service {
namespace {

// Length of the sequence that `lead` starts, and the range of its second byte;
// length 0 where nothing may start so.
struct Sequence {
  size_t length;
  uint8_t second_min;
  uint8_t second_max;
};

Sequence SequenceOf(uint8_t lead) {
  if (lead < 0x80) return {1, 0, 0};
  if (lead < 0xC2) return {0, 0, 0};
  if (lead < 0xE0) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead < 0xF4) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

// Ids and most names are ASCII: eight bytes a step.
size_t AsciiPrefix(absl::string_view text) {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof(word));
    if ((word & 0x8080808080808080u) != 0) break;
  }
  return at;
}

}  // namespace

bool IsUtf8(absl::string_view text) {
  size_t at = AsciiPrefix(text);
  while (at < text.size()) {
    const auto byte = [&](size_t i) {
      return static_cast<uint8_t>(text[at + i]);
    };
    const Sequence sequence = SequenceOf(byte(0));
    if (sequence.length == 0 || text.size() - at < sequence.length) {
      return false;
    }
    if (sequence.length > 1 &&
        (byte(1) < sequence.second_min || byte(1) > sequence.second_max)) {
      return false;
    }
    for (size_t i = 2; i < sequence.length; ++i) {
      if (byte(i) < 0x80 || byte(i) > 0xBF) return false;
    }
    at += sequence.length;
  }
  return true;
}

}  // namespace ketenzicht::service
