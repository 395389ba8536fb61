#include "ingest/formats/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBlockBytes = size_t{16} << 10;

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

class TranscodedSource : public ByteSource {
 public:
  TranscodedSource(ByteSource& source, absl::string_view encoding)
      : source_(source), encoding_(encoding), block_(kBlockBytes) {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open(encoding_.c_str(), &error));
    // Nothing is replaced by a mark: that would lose what was there.
    if (U_SUCCESS(error)) {
      ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr,
                          nullptr, nullptr, &error);
    }
    if (U_FAILURE(error)) converter_.reset();
  }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
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

 private:
  absl::Status Fill() {
    const absl::StatusOr<size_t> count =
        source_.Read(block_.data(), block_.size());
    if (!count.ok()) return count.status();
    ended_ = *count == 0;
    std::vector<UChar> units(2 * block_.size() + 16);
    UChar* to = units.data();
    const char* from = block_.data();
    UErrorCode error = U_ZERO_ERROR;
    ucnv_toUnicode(converter_.get(), &to, units.data() + units.size(), &from,
                   block_.data() + *count, nullptr, ended_, &error);
    text_.clear();
    given_ = 0;
    if (U_FAILURE(error)) {
      return absl::InvalidArgumentError(absl::StrCat("not valid ", encoding_));
    }
    icu::UnicodeString(false, units.data(),
                       static_cast<int32_t>(to - units.data()))
        .toUTF8String(text_);
    return absl::OkStatus();
  }

  ByteSource& source_;
  const std::string encoding_;
  std::vector<char> block_;
  std::unique_ptr<UConverter, ConverterDeleter> converter_;
  std::string text_;
  size_t given_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> Transcode(ByteSource& source,
                                      absl::string_view encoding) {
  return std::make_unique<TranscodedSource>(source, encoding);
}

}  // namespace ketenzicht::ingest
