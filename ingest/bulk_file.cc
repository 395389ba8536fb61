#include "ingest/bulk_file.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/unpack.h"

namespace ketenzicht::ingest {
namespace {

// What a packed file begins with.
constexpr size_t kHeadBytes = 16;

// The bytes of a file, unpacked.
class OpenFile : public ByteSource {
 public:
  explicit OpenFile(std::unique_ptr<ByteSource> raw)
      : raw_(std::move(raw)), peeked_(*raw_) {}

  absl::Status Start() {
    const absl::StatusOr<absl::string_view> head = peeked_.Peek(kHeadBytes);
    if (!head.ok()) return head.status();
    if (IsPacked(*head)) unpacked_ = Unpack(peeked_);
    return absl::OkStatus();
  }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    return unpacked_ != nullptr ? unpacked_->Read(buffer, size)
                                : peeked_.Read(buffer, size);
  }

 private:
  const std::unique_ptr<ByteSource> raw_;
  PeekedSource peeked_;
  std::unique_ptr<ByteSource> unpacked_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> OpenBulkFile(const BulkFile& file) {
  absl::StatusOr<std::unique_ptr<ByteSource>> raw = file.open();
  if (!raw.ok()) return raw.status();
  auto opened = std::make_unique<OpenFile>(*std::move(raw));
  const absl::Status status = opened->Start();
  if (status.ok()) return opened;
  return absl::Status(status.code(),
                      absl::StrCat(file.name, ": ", status.message()));
}

}  // namespace ketenzicht::ingest
