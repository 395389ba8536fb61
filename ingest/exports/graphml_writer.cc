#include "ingest/exports/graphml_writer.h"

#include <libxml/xmlIO.h>
#include <libxml/xmlwriter.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/exports/graph_fields.h"
#include "ingest/exports/visible_controls.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kNamespace[] = "http://graphml.graphdrawing.org/xmlns";
constexpr char kKindsKey[] = "n_kinds";

int AppendBytes(void* context, const char* bytes, int count) {
  static_cast<std::string*>(context)->append(bytes, static_cast<size_t>(count));
  return count;
}

const xmlChar* Xml(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

struct WriterDeleter {
  void operator()(xmlTextWriter* writer) const { xmlFreeTextWriter(writer); }
};

// Elements, into a text. What is opened is closed in order; libxml2 escapes.
class XmlText {
 public:
  XmlText()
      : writer_(xmlNewTextWriter(
            xmlOutputBufferCreateIO(AppendBytes, nullptr, &text_, nullptr))) {
    xmlTextWriterSetIndent(writer_.get(), 1);
    xmlTextWriterSetIndentString(writer_.get(), Xml(""));
    // Without an encoding it is UTF-8, and nothing is converted.
    xmlTextWriterStartDocument(writer_.get(), nullptr, nullptr, nullptr);
  }

  void Open(const std::string& name) {
    xmlTextWriterStartElement(writer_.get(), Xml(name));
  }
  void Attribute(const std::string& name, const std::string& value) {
    xmlTextWriterWriteAttribute(writer_.get(), Xml(name), Xml(value));
  }
  void Text(const std::string& text) {
    xmlTextWriterWriteString(writer_.get(), Xml(text));
  }
  void Close() { xmlTextWriterEndElement(writer_.get()); }
  void CloseAll() { xmlTextWriterEndDocument(writer_.get()); }

  // What was written since the last time.
  void MoveTo(std::string& out) {
    xmlTextWriterFlush(writer_.get());
    out += text_;
    text_.clear();
  }

 private:
  std::string text_;  // outlives the writer, which empties itself at its end
  std::unique_ptr<xmlTextWriter, WriterDeleter> writer_;
};

std::string TypeName(FieldType type) {
  return type == FieldType::kFlag     ? "boolean"
         : type == FieldType::kNumber ? "int"
                                      : "string";
}

class GraphmlWriter : public GraphWriter {
 public:
  void Begin(std::string& out) override {
    xml_.Open("graphml");
    xml_.Attribute("xmlns", kNamespace);
    WriteKey(kKindsKey, "node", "kinds", FieldType::kText);
    for (const NodeField& field : NodeFields()) {
      WriteKey(absl::StrCat("n_", field.name), "node", field.name, field.type);
    }
    for (const EdgeField& field : EdgeFields()) {
      WriteKey(absl::StrCat("e_", field.name), "edge", field.name, field.type);
    }
    xml_.Open("graph");
    xml_.Attribute("id", "ketenzicht");
    xml_.Attribute("edgedefault", "directed");
    xml_.MoveTo(out);
  }

  void Write(const ExportedNode& node, std::string& out) override {
    xml_.Open("node");
    xml_.Attribute("id", node.key.id);
    WriteData(kKindsKey, absl::StrJoin(node.key.kinds, ";"));
    WriteFields("n_", node, NodeFields());
    xml_.Close();
    xml_.MoveTo(out);
  }

  void BeginEdges(std::string&) override {}

  void Write(const ExportedEdge& edge, std::string& out) override {
    xml_.Open("edge");
    xml_.Attribute("id", edge.fact.id);
    xml_.Attribute("source", edge.source.id);
    xml_.Attribute("target", edge.target.id);
    WriteFields("e_", edge, EdgeFields());
    xml_.Close();
    xml_.MoveTo(out);
  }

  void End(std::string& out) override {
    xml_.CloseAll();
    xml_.MoveTo(out);
  }

 private:
  void WriteKey(const std::string& id, const std::string& of,
                absl::string_view name, FieldType type) {
    xml_.Open("key");
    xml_.Attribute("id", id);
    xml_.Attribute("for", of);
    xml_.Attribute("attr.name", std::string(name));
    xml_.Attribute("attr.type", TypeName(type));
    xml_.Close();
  }

  void WriteData(const std::string& key, absl::string_view text) {
    if (text.empty()) return;
    xml_.Open("data");
    xml_.Attribute("key", key);
    xml_.Text(VisibleControls(text, "\t\n\r"));
    xml_.Close();
  }

  template <typename T>
  void WriteFields(absl::string_view prefix, const T& of,
                   absl::Span<const GraphField<T>> fields) {
    for (const GraphField<T>& field : fields) {
      WriteData(absl::StrCat(prefix, field.name),
                FlatText(field.type, field.value(of)));
    }
  }

  XmlText xml_;
};

}  // namespace

std::unique_ptr<GraphWriter> MakeGraphmlWriter(const graph::Snapshot&) {
  return std::make_unique<GraphmlWriter>();
}

}  // namespace ketenzicht::ingest
