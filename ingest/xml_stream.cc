#include "ingest/xml_stream.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/xml_tag_length.h"

namespace ketenzicht::ingest {
namespace {

std::string Text(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

constexpr char kDocumentType[] = "a document type is not taken";

// What stands before the first tag is short, mostly.
constexpr size_t kHeadBytes = size_t{64} << 10;

// The bytes, what they begin with, and why they ended early.
struct Input {
  ByteSource& source;
  absl::Status status;
  XmlTagLength tags;
  std::string head;

  // No node keeps it. Nothing where it stands further on, or in an encoding
  // that is not read byte by byte.
  std::optional<int> LineOfDocumentType() const {
    const size_t at = head.find("<!DOCTYPE");
    if (at == std::string::npos) return std::nullopt;
    return 1 +
           static_cast<int>(std::count(head.begin(), head.begin() + at, '\n'));
  }
};

int ReadInput(void* context, char* buffer, int size) {
  Input& input = *static_cast<Input*>(context);
  const absl::StatusOr<size_t> count = input.source.Read(buffer, size);
  if (!count.ok()) input.status = count.status();
  if (!count.ok()) return -1;
  input.head.append(buffer, std::min(*count, kHeadBytes - input.head.size()));
  input.status = input.tags.Take({buffer, *count});
  if (!input.status.ok()) return -1;
  return static_cast<int>(*count);
}

struct Fault {
  std::string reason;
  int line = 0;
};

// Keeps the first error; warnings are none.
void KeepError(void* context, const char* message, xmlParserSeverities severity,
               xmlTextReaderLocatorPtr locator) {
  Fault& fault = *static_cast<Fault*>(context);
  if (severity == XML_PARSER_SEVERITY_WARNING ||
      severity == XML_PARSER_SEVERITY_VALIDITY_WARNING ||
      !fault.reason.empty()) {
    return;
  }
  fault.reason = std::string(absl::StripAsciiWhitespace(message));
  fault.line = xmlTextReaderLocatorLineNumber(locator);
}

struct ReaderDeleter {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

// Follows the reader and builds what is wanted.
class Walk {
 public:
  Walk(xmlTextReader* reader, const std::vector<std::string>& paths,
       TakeXml take)
      : reader_(reader), paths_(paths), take_(take) {}

  // Takes the node the reader stands at; false ends the reading.
  bool Step() {
    switch (xmlTextReaderNodeType(reader_)) {
      case XML_READER_TYPE_ELEMENT:
        return Start();
      case XML_READER_TYPE_END_ELEMENT:
        return End();
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        return AddText();
      case XML_READER_TYPE_DOCUMENT_TYPE:
        return Refuse(kDocumentType);
      case XML_READER_TYPE_ENTITY_REFERENCE:
        return Refuse("an entity that XML does not have itself");
      default:
        return true;
    }
  }

  const Fault& fault() const { return fault_; }

 private:
  struct Level {
    std::string names;  // its path by names: "/model/elements"
    std::string path;   // and with positions
    std::map<std::string, int> children;  // how many of each name so far
  };

  bool Refuse(std::string reason) {
    fault_ = {std::move(reason), Line()};
    return false;
  }

  // Of the node: the parser itself is a block further on. Lines from 65,535 on
  // no node keeps.
  int Line() const {
    const int64_t line = xmlGetLineNo(xmlTextReaderCurrentNode(reader_));
    return line > 0 && line < 65'535
               ? static_cast<int>(line)
               : xmlTextReaderGetParserLineNumber(reader_);
  }

  bool IsWanted(const std::string& names) const {
    for (const std::string& path : paths_) {
      if (path == names) return true;
    }
    return false;
  }
  bool IsAround(const std::string& names) const {
    const std::string within = absl::StrCat(names, "/");
    for (const std::string& path : paths_) {
      if (absl::StartsWith(path, within)) return true;
    }
    return false;
  }

  bool Start() {
    if (levels_.size() >= kMaxXmlDepth) {
      return Refuse(
          absl::StrCat("nested deeper than ", kMaxXmlDepth, " levels"));
    }
    Level level = Enter(Text(xmlTextReaderConstLocalName(reader_)));
    const bool empty = xmlTextReaderIsEmptyElement(reader_) == 1;
    const bool wanted = open_.empty() && IsWanted(level.names);
    const bool around = wanted && IsAround(level.names);
    levels_.push_back(std::move(level));
    if (wanted || !open_.empty()) {
      if (++nodes_ > kMaxXmlNodes) {
        return Refuse(
            absl::StrCat("more than ", kMaxXmlNodes, " elements in one"));
      }
      XmlElement element = Head();
      if (around) {
        if (!Give(std::move(element))) return false;
      } else {
        open_.push_back(std::move(element));
      }
    }
    return empty ? End() : true;
  }

  Level Enter(const std::string& name) {
    if (levels_.empty()) return {absl::StrCat("/", name), "/" + name, {}};
    Level& parent = levels_.back();
    const int position = ++parent.children[name];
    return {absl::StrCat(parent.names, "/", name),
            absl::StrCat(parent.path, "/", name, "[", position, "]"),
            {}};
  }

  XmlElement Head() {
    XmlElement element;
    element.name = Text(xmlTextReaderConstLocalName(reader_));
    element.name_space = Text(xmlTextReaderConstNamespaceUri(reader_));
    element.line = Line();
    while (xmlTextReaderMoveToNextAttribute(reader_) == 1) {
      if (xmlTextReaderIsNamespaceDecl(reader_) == 1) continue;
      element.attributes.push_back({Text(xmlTextReaderConstName(reader_)),
                                    Text(xmlTextReaderConstValue(reader_))});
    }
    xmlTextReaderMoveToElement(reader_);
    return element;
  }

  bool End() {
    bool go_on = true;
    if (!open_.empty()) {
      XmlElement element = std::move(open_.back());
      open_.pop_back();
      element.text = std::string(absl::StripAsciiWhitespace(element.text));
      if (open_.empty()) {
        go_on = Give(std::move(element));
      } else {
        open_.back().children.push_back(std::move(element));
      }
    }
    levels_.pop_back();
    return go_on;
  }

  bool Give(XmlElement element) {
    nodes_ = 0;
    text_bytes_ = 0;
    return take_(levels_.back().path, std::move(element));
  }

  bool AddText() {
    if (open_.empty()) return true;
    const std::string text = Text(xmlTextReaderConstValue(reader_));
    text_bytes_ += text.size();
    if (text_bytes_ > kMaxXmlText) {
      return Refuse(absl::StrCat("more than ", kMaxXmlText,
                                 " bytes of text in one element"));
    }
    open_.back().text += text;
    return true;
  }

  xmlTextReader* const reader_;
  const std::vector<std::string>& paths_;
  TakeXml take_;
  std::vector<Level> levels_;
  std::vector<XmlElement> open_;  // within what is wanted
  size_t nodes_ = 0;
  size_t text_bytes_ = 0;
  Fault fault_;
};

}  // namespace

absl::string_view XmlElement::Attribute(absl::string_view name) const {
  for (const XmlAttribute& attribute : attributes) {
    if (attribute.name == name) return attribute.value;
  }
  const std::string suffix = absl::StrCat(":", name);
  for (const XmlAttribute& attribute : attributes) {
    if (absl::EndsWith(attribute.name, suffix)) return attribute.value;
  }
  return "";
}

const XmlElement* XmlElement::Child(absl::string_view name) const {
  for (const XmlElement& child : children) {
    if (child.name == name) return &child;
  }
  return nullptr;
}

absl::string_view XmlElement::ChildText(absl::string_view name) const {
  const XmlElement* child = Child(name);
  return child == nullptr ? absl::string_view() : child->text;
}

bool StreamXml(ByteSource& bytes, const std::vector<std::string>& paths,
               TakeXml take, Problems& problems) {
  Input input{bytes, absl::OkStatus(), XmlTagLength(), {}};
  const std::unique_ptr<xmlTextReader, ReaderDeleter> reader(xmlReaderForIO(
      ReadInput, nullptr, &input, nullptr, nullptr, XML_PARSE_NONET));
  if (reader == nullptr) {
    problems.Add(0, "the XML reader cannot start");
    return false;
  }
  Fault error;
  xmlTextReaderSetErrorHandler(reader.get(), KeepError, &error);
  Walk walk(reader.get(), paths, take);
  int read = 0;
  bool go_on = true;
  while (go_on && (read = xmlTextReaderRead(reader.get())) == 1) {
    go_on = walk.Step();
  }
  if (go_on && read == 0 && error.reason.empty()) return true;
  if (!input.status.ok()) {
    problems.Add(xmlTextReaderGetParserLineNumber(reader.get()),
                 input.status.message());
  } else if (walk.fault().reason == kDocumentType) {
    problems.Add(input.LineOfDocumentType().value_or(walk.fault().line),
                 kDocumentType);
  } else if (!walk.fault().reason.empty()) {
    problems.Add(walk.fault().line, walk.fault().reason);
  } else if (go_on) {
    problems.Add(error.line,
                 absl::StrCat("not well-formed XML",
                              error.reason.empty() ? "" : ": ", error.reason));
  }
  return false;
}

}  // namespace ketenzicht::ingest
