#include "ingest/exports/dot_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/exports/visible_controls.h"

namespace ketenzicht::ingest {
namespace {

using graph::Modality;

// Lines and colours; the words in the label say it to who sees no colours.
absl::string_view StyleOf(Modality modality) {
  switch (modality) {
    case Modality::kAffirmed:
      return "style=solid";
    case Modality::kPossible:
    case Modality::kNotExcluded:
      return "style=dashed, color=\"#b35900\"";
    case Modality::kUnknown:
      return "style=dotted, color=\"#1a5fb4\"";
    case Modality::kDenied:
      return "style=bold, color=\"#a51d2d\", arrowhead=tee";
    case Modality::kPresupposed:
    case Modality::kCounterfactual:
      return "style=dashed, color=\"#8a8a8a\"";
  }
  return "style=solid";
}

absl::string_view ShapeOf(NodeKey::Sort sort) {
  switch (sort) {
    case NodeKey::Sort::kEntity:
      return "box";
    case NodeKey::Sort::kMeasure:
      return "octagon";
    case NodeKey::Sort::kRelation:
      return "diamond";
    case NodeKey::Sort::kClass:
      return "folder";
  }
  return "box";
}

std::string Words(absl::string_view name) {
  return absl::StrReplaceAll(name, {{"_", " "}});
}

// "denied: ", "unknown (not stated): "; nothing of what is affirmed.
std::string ModalityPrefix(const graph::Fact& fact) {
  if (fact.modality == Modality::kAffirmed) return "";
  std::string prefix = Words(graph::ModalityName(fact.modality));
  if (fact.unknown_kind != graph::UnknownKind::kNone) {
    absl::StrAppend(&prefix, " (",
                    Words(graph::UnknownKindName(fact.unknown_kind)), ")");
  }
  return prefix + ": ";
}

class DotWriter : public GraphWriter {
 public:
  void Begin(std::string& out) override {
    absl::StrAppend(&out,
                    "digraph ketenzicht {\n"
                    "  graph [charset=\"UTF-8\", rankdir=LR];\n");
  }

  void Write(const ExportedNode& node, std::string& out) override {
    std::string label = node.name.In(graph::Language::kEnglish);
    absl::string_view style = StyleOf(Modality::kAffirmed);
    if (node.fact != nullptr) {
      label = absl::StrCat(ModalityPrefix(*node.fact), label);
      style = StyleOf(node.fact->modality);
    }
    const std::string tooltip = absl::StrCat(
        node.key.id, " (", absl::StrJoin(node.key.kinds, ", "), ")");
    absl::StrAppend(&out, "  ", DotLabel(node.key.id),
                    " [label=", DotLabel(label),
                    ", tooltip=", DotLabel(tooltip),
                    ", shape=", ShapeOf(node.key.sort), ", ", style, "];\n");
  }

  void BeginEdges(std::string&) override {}

  void Write(const ExportedEdge& edge, std::string& out) override {
    const std::string label =
        ModalityPrefix(edge.fact) + Words(edge.fact.relation()->kind);
    absl::StrAppend(&out, "  ", DotLabel(edge.source.id), " -> ",
                    DotLabel(edge.target.id), " [label=", DotLabel(label),
                    ", tooltip=", DotLabel(edge.fact.id), ", ",
                    StyleOf(edge.fact.modality), "];\n");
  }

  void End(std::string& out) override { absl::StrAppend(&out, "}\n"); }
};

}  // namespace

std::string DotLabel(absl::string_view text) {
  // Graphviz reads labels twice: a backslash begins an escape, and an ampersand
  // an entity of HTML.
  return absl::StrCat(
      "\"",
      absl::StrReplaceAll(VisibleControls(text, "\t\r\n"), {{"\\", "\\\\"},
                                                            {"\"", "\\\""},
                                                            {"&", "&amp;"},
                                                            {"\t", " "},
                                                            {"\r\n", "\\n"},
                                                            {"\r", "\\n"},
                                                            {"\n", "\\n"}}),
      "\"");
}

std::unique_ptr<GraphWriter> MakeDotWriter(const graph::Snapshot&) {
  return std::make_unique<DotWriter>();
}

}  // namespace ketenzicht::ingest
