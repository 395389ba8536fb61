// Texts that are not UTF-8.

#ifndef KETENZICHT_INGEST_FORMATS_ENCODING_H_
#define KETENZICHT_INGEST_FORMATS_ENCODING_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"

struct UConverter;

namespace ketenzicht::ingest {

// The bytes of a source in UTF-8, from an encoding of one byte a character, a
// name that ICU knows: "windows-1252". Not thread-safe. Linear; holds a block.
class TranscodedSource : public ByteSource {
 public:
  // `source` must outlive it.
  TranscodedSource(ByteSource& source, absl::string_view encoding);
  ~TranscodedSource() override;

  // InvalidArgument for a byte that is nothing in the encoding, which is told
  // with its place in the line, and for an encoding that is not known; errors
  // of the source. Nothing is replaced by a mark: that would lose what was
  // there.
  absl::StatusOr<size_t> Read(char* buffer, size_t size) override;

  // Of the byte that was refused, from 1; 0 where none was.
  int refused_line() const { return refused_line_; }

 private:
  struct Closing {
    void operator()(UConverter* converter) const;
  };

  absl::Status Fill();
  absl::Status Refuse(absl::string_view before, char byte);

  ByteSource& source_;
  const std::string encoding_;
  std::vector<char> block_;
  std::unique_ptr<UConverter, Closing> converter_;
  std::string text_;  // the block in UTF-8
  size_t given_ = 0;  // of text_
  bool ended_ = false;
  int line_ = 1;       // that the next block begins on
  size_t column_ = 1;  // and where in it, in bytes
  int refused_line_ = 0;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_ENCODING_H_
