#include "ingest/exports/opengraph_writer.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ingest/exports/graph_fields.h"
#include "ingest/flow_text.h"

namespace ketenzicht::ingest {
namespace {

constexpr FlowStyle kJson = FlowStyle::kJson;

std::string OpenGraphKind(absl::string_view name) {
  std::string kind = absl::StrCat("Ketenzicht_", name);
  for (char& c : kind) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return kind;
}

std::string KindOf(const graph::Fact& relation) {
  const std::string& kind = relation.relation()->kind;
  if (relation.modality == graph::Modality::kAffirmed) {
    return OpenGraphKind(kind);
  }
  return OpenGraphKind(
      absl::StrCat(graph::ModalityName(relation.modality), "_", kind));
}

template <typename T>
std::string PropertiesOf(const T& of, absl::Span<const GraphField<T>> fields) {
  FlowMap map(kJson);
  for (const GraphField<T>& field : fields) {
    map.Raw(field.name,
            JsonValue(field.type, field.value(of), /*nested=*/false));
  }
  return map.Done();
}

std::string EndOf(const NodeKey& key) {
  FlowMap map(kJson);
  map.Text("value", key.id);
  map.Text("match_by", "id");
  return map.Done();
}

class OpenGraphWriter : public GraphWriter {
 public:
  void Begin(std::string& out) override {
    absl::StrAppend(&out,
                    "{\"metadata\": {\"source_kind\": \"Ketenzicht\"},\n"
                    "\"graph\": {\"nodes\": [");
  }

  void Write(const ExportedNode& node, std::string& out) override {
    std::vector<std::string> kinds;
    for (const absl::string_view kind : node.key.kinds) {
      if (kinds.size() < kMaxOpenGraphKinds) {
        kinds.push_back(OpenGraphKind(kind));
      }
    }
    FlowMap map(kJson);
    map.Text("id", node.key.id);
    map.Texts("kinds", kinds);
    map.Raw("properties", PropertiesOf(node, NodeFields()));
    Append(map, out);
  }

  void BeginEdges(std::string& out) override {
    absl::StrAppend(&out, "\n],\n\"edges\": [");
    first_ = true;
  }

  void Write(const ExportedEdge& edge, std::string& out) override {
    FlowMap map(kJson);
    map.Raw("start", EndOf(edge.source));
    map.Raw("end", EndOf(edge.target));
    map.Text("kind", KindOf(edge.fact));
    map.Raw("properties", PropertiesOf(edge, EdgeFields()));
    Append(map, out);
  }

  void End(std::string& out) override { absl::StrAppend(&out, "\n]}}\n"); }

 private:
  void Append(const FlowMap& map, std::string& out) {
    absl::StrAppend(&out, first_ ? "\n" : ",\n", map.Done());
    first_ = false;
  }

  bool first_ = true;  // of its list
};

}  // namespace

std::unique_ptr<GraphWriter> MakeOpenGraphWriter(const graph::Snapshot&) {
  return std::make_unique<OpenGraphWriter>();
}

}  // namespace ketenzicht::ingest
