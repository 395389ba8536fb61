#include "ingest/formats/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBlockBytes = size_t{16} << 10;

// ICU makes the bytes that an encoding of Windows leaves free the controls of
// ISO 8859-1, which no text has.
bool IsFree(UChar unit) { return unit >= 0x80 && unit < 0xA0; }

}  // namespace

void TranscodedSource::Closing::operator()(UConverter* converter) const {
  ucnv_close(converter);
}

TranscodedSource::TranscodedSource(ByteSource& source,
                                   absl::string_view encoding)
    : source_(source), encoding_(encoding), block_(kBlockBytes) {
  UErrorCode error = U_ZERO_ERROR;
  converter_.reset(ucnv_open(encoding_.c_str(), &error));
  if (U_SUCCESS(error)) {
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr,
                        nullptr, nullptr, &error);
  }
  if (U_FAILURE(error)) converter_.reset();
}

TranscodedSource::~TranscodedSource() = default;

absl::StatusOr<size_t> TranscodedSource::Read(char* buffer, size_t size) {
  if (converter_ == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("the encoding ", encoding_, " is not known"));
  }
  while (given_ == text_.size() && !ended_) {
    if (absl::Status filled = Fill(); !filled.ok()) return filled;
  }
  const size_t count = text_.copy(buffer, size, given_);
  given_ += count;
  return count;
}

absl::Status TranscodedSource::Fill() {
  const absl::StatusOr<size_t> count =
      source_.Read(block_.data(), block_.size());
  if (!count.ok()) return count.status();
  ended_ = *count == 0;
  std::vector<UChar> units(block_.size());
  UChar* to = units.data();
  const char* from = block_.data();
  UErrorCode error = U_ZERO_ERROR;
  ucnv_toUnicode(converter_.get(), &to, units.data() + units.size(), &from,
                 block_.data() + *count, nullptr, ended_, &error);
  const absl::string_view bytes(block_.data(), *count);
  const size_t good = std::find_if(units.data(), to, IsFree) - units.data();
  if (good < bytes.size()) return Refuse(bytes.substr(0, good), bytes[good]);
  text_.clear();
  given_ = 0;
  icu::UnicodeString(false, units.data(), static_cast<int32_t>(good))
      .toUTF8String(text_);
  const size_t end = bytes.rfind('\n');
  line_ += static_cast<int>(std::count(bytes.begin(), bytes.end(), '\n'));
  column_ = end == absl::string_view::npos ? column_ + bytes.size()
                                           : bytes.size() - end;
  return absl::OkStatus();
}

// The first byte of a block that is nothing, after `before` of it.
absl::Status TranscodedSource::Refuse(absl::string_view before, char byte) {
  const size_t end = before.rfind('\n');
  refused_line_ =
      line_ + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const size_t column = end == absl::string_view::npos ? column_ + before.size()
                                                       : before.size() - end;
  return absl::InvalidArgumentError(
      absl::StrFormat("byte %d: 0x%02X is no character of %s", column,
                      static_cast<unsigned char>(byte), encoding_));
}

}  // namespace ketenzicht::ingest
