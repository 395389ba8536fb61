// Chosen elements of an XML text as they come by, without holding the text.
//
//   StreamXml(bytes, {"/model", "/model/elements/element"}, take, problems);

#ifndef KETENZICHT_INGEST_XML_STREAM_H_
#define KETENZICHT_INGEST_XML_STREAM_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

inline constexpr int kMaxXmlDepth = 64;
inline constexpr size_t kMaxXmlNodes = 2'000'000;        // of one element
inline constexpr size_t kMaxXmlText = size_t{16} << 20;  // of one element

struct XmlAttribute {
  std::string name;   // with the prefix that XML itself knows: "xml:lang"
  std::string value;  // entities resolved
};

struct XmlElement {
  std::string name;        // without prefix
  std::string name_space;  // URI; may be empty
  std::vector<XmlAttribute> attributes;
  // All text directly in it, joined; blanks at both ends taken off.
  std::string text;
  std::vector<XmlElement> children;
  int line = 0;

  // Empty where there is none. An attribute of another namespace is found by
  // its name without prefix, where no other has it: "type" for "xsi:type".
  absl::string_view Attribute(absl::string_view name) const;
  // The first child of that name; null where there is none.
  const XmlElement* Child(absl::string_view name) const;
  // The text of that child; empty where there is none.
  absl::string_view ChildText(absl::string_view name) const;
};

// Gets an element and its path with positions among those of its name:
// "/model/elements/element[12]"; false ends the reading.
using TakeXml =
    absl::FunctionRef<bool(const std::string& path, XmlElement element)>;

// Gives, in order, every element whose path of names without prefixes is one of
// `paths`, with all that is in it. An element that others of `paths` lie within
// is given when it starts, with its attributes alone.
//
// False where the reading ended before the end of the text: `take` said so, or
// something was added to `problems`, with its line: what is no well-formed XML
// with namespaces; a document type (so no entity but XML's own five, and
// nothing is ever fetched); depth, nodes and length of texts above the limits;
// what the source of the bytes says. What came before was taken.
//
// Linear in the text; memory by the largest element that is given whole. By
// libxml2's reader; tags and encodings as of XmlTagLength.
bool StreamXml(ByteSource& bytes, const std::vector<std::string>& paths,
               TakeXml take, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_XML_STREAM_H_
