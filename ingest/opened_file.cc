#include "ingest/opened_file.h"

#include <vector>

#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

absl::StatusOr<absl::string_view> OpenedFile::Head() {
  if (absl::Status opened = Open(); !opened.ok()) return opened;
  return peeked_->Peek(kFormatHeadBytes);
}

absl::StatusOr<size_t> OpenedFile::Read(char* buffer, size_t size) {
  if (absl::Status opened = Open(); !opened.ok()) return opened;
  return peeked_->Read(buffer, size);
}

absl::StatusOr<std::string> OpenedFile::Hash() {
  std::vector<char> rest(kFormatHeadBytes);
  while (true) {
    const absl::StatusOr<size_t> count = Read(rest.data(), rest.size());
    if (!count.ok()) return count.status();
    if (*count == 0) return hashed_->Hash();
  }
}

absl::Status OpenedFile::Open() {
  if (peeked_ != nullptr) return absl::OkStatus();
  const absl::StatusOr<absl::string_view> magic = raw_.Peek(8);
  if (!magic.ok()) return magic.status();
  ByteSource* bytes = &raw_;
  if (IsPacked(*magic)) {
    unpacked_ = Unpack(raw_, limits_);
    bytes = unpacked_.get();
  }
  hashed_ = std::make_unique<HashedSource>(*bytes);
  peeked_ = std::make_unique<PeekedSource>(*hashed_);
  return absl::OkStatus();
}

}  // namespace ketenzicht::ingest
