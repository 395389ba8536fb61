// How long the tags of an XML text are, before a parser has them.

#ifndef KETENZICHT_INGEST_XML_TAG_LENGTH_H_
#define KETENZICHT_INGEST_XML_TAG_LENGTH_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// The parser compares each attribute with all others of its tag, so that a tag
// of a million bytes takes minutes, and five of a quarter of that twenty
// seconds.
inline constexpr size_t kMaxXmlTag = size_t{32} << 10;

// Not thread-safe.
class XmlTagLength {
 public:
  // Takes the next bytes of the text. InvalidArgument for a tag of more than
  // kMaxXmlTag characters; comments, sections, declarations and instructions
  // are none. So for an encoding in which tags would not be seen: of UTF-8,
  // UTF-16, ASCII, ISO 8859 and Windows code pages they are. Linear.
  absl::Status Take(absl::string_view bytes);

 private:
  enum class Width { kUnknown, kOne, kTwoLittle, kTwoBig };
  enum class In { kText, kOpened, kDeclaration, kTag, kSkipped };

  // What the text begins with is kept until its encoding is known.
  absl::Status Begin();
  absl::Status TakeUnits(absl::string_view bytes);
  // One character; of UTF-16 one that is not ASCII is a 0.
  void TakeOne(char unit);
  void TakeInTag(char unit);
  void TakeInDeclaration(char unit);
  void TakeSkipped(char unit);
  void SkipTo(absl::string_view end);

  std::string head_;
  Width width_ = Width::kUnknown;
  std::string half_;  // the first byte of a unit of two
  In in_ = In::kText;
  size_t length_ = 0;      // of the tag
  char quote_ = 0;         // that is open in it
  std::string opened_;     // what follows "<!"
  absl::string_view end_;  // of what is skipped
  size_t matched_ = 0;     // of that, by what came last
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_XML_TAG_LENGTH_H_
