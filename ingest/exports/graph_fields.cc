#include "ingest/exports/graph_fields.h"

#include <algorithm>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/date.h"
#include "ingest/fact_json.h"
#include "ingest/flow_text.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;

constexpr FlowStyle kJson = FlowStyle::kJson;

// ---- What all facts have ----------------------------------------------------

FieldValue ModalityOf(const Fact& fact) {
  return {std::string(graph::ModalityName(fact.modality))};
}

FieldValue UnknownKindOf(const Fact& fact) {
  if (fact.unknown_kind == graph::UnknownKind::kNone) return {};
  return {std::string(graph::UnknownKindName(fact.unknown_kind))};
}

FieldValue BoundOf(const graph::Bound& bound) {
  switch (bound.kind) {
    case graph::Bound::Kind::kNotStated:
      return {};
    case graph::Bound::Kind::kOpen:
      return {"open"};
    case graph::Bound::Kind::kDated:
      return {graph::FormatDateRange(bound.range)};
  }
  return {};
}

FieldValue FromOf(const Fact& fact) { return BoundOf(fact.valid.from); }
FieldValue UntilOf(const Fact& fact) { return BoundOf(fact.valid.until); }

FieldValue Flag(bool flag) { return {flag ? "true" : "false"}; }
FieldValue VerifiedOf(const Fact& fact) { return Flag(fact.verified); }
FieldValue InferredOf(const Fact& fact) { return Flag(fact.origin.inferred); }

FieldValue ConfidenceOf(const Fact& fact) {
  if (!fact.confidence) return {};
  return {absl::StrCat(*fact.confidence)};
}

FieldValue SourcesOf(const Fact& fact) {
  FieldValue value;
  for (const graph::Evidence& evidence : fact.evidence) {
    const auto& list = value.list;
    if (std::find(list.begin(), list.end(), evidence.source) == list.end()) {
      value.list.push_back(evidence.source);
    }
  }
  return value;
}

FieldValue NoteOf(const Fact& fact) {
  return {fact.note.In(graph::Language::kEnglish)};
}

FieldValue MarkingOf(const Fact& fact) {
  if (fact.marking == graph::Marking()) return {};
  return {FlowOf(fact.marking, kJson)};
}

using OfFact = FieldValue (*)(const Fact& fact);

template <OfFact of>
FieldValue OfNode(const ExportedNode& node) {
  return node.fact == nullptr ? FieldValue() : of(*node.fact);
}

template <OfFact of>
FieldValue OfEdge(const ExportedEdge& edge) {
  return of(edge.fact);
}

FieldValue AttributesOf(const std::map<std::string, std::string>& attributes) {
  if (attributes.empty()) return {};
  return {FlowOf(attributes, kJson)};
}

// ---- What nodes have --------------------------------------------------------

FieldValue NameOf(const ExportedNode& node) {
  return {node.name.In(graph::Language::kEnglish)};
}

FieldValue DutchNameOf(const ExportedNode& node) {
  return {node.name.In(graph::Language::kDutch)};
}

const graph::Entity* EntityOf(const ExportedNode& node) {
  return node.fact == nullptr ? nullptr : node.fact->entity();
}

FieldValue AliasesOf(const ExportedNode& node) {
  const graph::Entity* entity = EntityOf(node);
  return entity == nullptr ? FieldValue() : FieldValue{"", entity->aliases};
}

FieldValue NodeAttributesOf(const ExportedNode& node) {
  const graph::Entity* entity = EntityOf(node);
  return entity == nullptr ? FieldValue() : AttributesOf(entity->attributes);
}

FieldValue AboutOf(const ExportedNode& node) {
  const graph::Entity* entity = EntityOf(node);
  return entity == nullptr ? FieldValue() : FieldValue{"", entity->about};
}

// All of a class or a measure: no field has the conditions that they nest.
FieldValue DetailsOf(const ExportedNode& node) {
  if (node.members != nullptr) return {FlowOf(*node.members, kJson)};
  if (node.fact != nullptr && node.fact->measure() != nullptr) {
    return {FactJson(*node.fact)};
  }
  return {};
}

constexpr NodeField kNodeFields[] = {
    {"name", FieldType::kText, NameOf},
    {"name_nl", FieldType::kText, DutchNameOf},
    {"aliases", FieldType::kTexts, AliasesOf},
    {"attributes", FieldType::kJson, NodeAttributesOf},
    {"about", FieldType::kIds, AboutOf},
    {"modality", FieldType::kText, OfNode<ModalityOf>},
    {"unknown_kind", FieldType::kText, OfNode<UnknownKindOf>},
    {"valid_from", FieldType::kText, OfNode<FromOf>},
    {"valid_until", FieldType::kText, OfNode<UntilOf>},
    {"verified", FieldType::kFlag, OfNode<VerifiedOf>},
    {"inferred", FieldType::kFlag, OfNode<InferredOf>},
    {"confidence", FieldType::kNumber, OfNode<ConfidenceOf>},
    {"sources", FieldType::kIds, OfNode<SourcesOf>},
    {"note", FieldType::kText, OfNode<NoteOf>},
    {"marking", FieldType::kJson, OfNode<MarkingOf>},
    {"details", FieldType::kJson, DetailsOf},
};

// ---- What edges have --------------------------------------------------------

FieldValue IdOf(const ExportedEdge& edge) { return {edge.fact.id}; }

FieldValue KindOf(const ExportedEdge& edge) {
  return {edge.fact.relation()->kind};
}

// "0.2 0.4 0.7" or "0.2 0.7", as in docs/csv.md; or the class of the policy.
FieldValue LikelihoodOf(const ExportedEdge& edge) {
  const graph::Likelihood& likelihood = edge.fact.relation()->likelihood;
  if (const auto* name = std::get_if<std::string>(&likelihood)) return {*name};
  const auto* interval = std::get_if<graph::Interval>(&likelihood);
  if (interval == nullptr) return {};
  std::vector<std::string> numbers = {NumberText(interval->low)};
  if (interval->best) numbers.push_back(NumberText(*interval->best));
  numbers.push_back(NumberText(interval->high));
  return {absl::StrJoin(numbers, " ")};
}

FieldValue ViaOf(const ExportedEdge& edge) {
  return {"", edge.fact.relation()->via};
}

FieldValue WhileOf(const ExportedEdge& edge) {
  const auto& guard = edge.fact.relation()->holds_while;
  if (!guard) return {};
  return {FlowOf(*guard, kJson)};
}

FieldValue EdgeAttributesOf(const ExportedEdge& edge) {
  return AttributesOf(edge.fact.relation()->attributes);
}

constexpr EdgeField kEdgeFields[] = {
    {"id", FieldType::kText, IdOf},
    {"kind", FieldType::kText, KindOf},
    {"modality", FieldType::kText, OfEdge<ModalityOf>},
    {"unknown_kind", FieldType::kText, OfEdge<UnknownKindOf>},
    {"valid_from", FieldType::kText, OfEdge<FromOf>},
    {"valid_until", FieldType::kText, OfEdge<UntilOf>},
    {"likelihood", FieldType::kText, LikelihoodOf},
    {"verified", FieldType::kFlag, OfEdge<VerifiedOf>},
    {"inferred", FieldType::kFlag, OfEdge<InferredOf>},
    {"confidence", FieldType::kNumber, OfEdge<ConfidenceOf>},
    {"sources", FieldType::kIds, OfEdge<SourcesOf>},
    {"via", FieldType::kIds, ViaOf},
    {"holds_while", FieldType::kJson, WhileOf},
    {"attributes", FieldType::kJson, EdgeAttributesOf},
    {"note", FieldType::kText, OfEdge<NoteOf>},
    {"marking", FieldType::kJson, OfEdge<MarkingOf>},
};

}  // namespace

absl::Span<const NodeField> NodeFields() { return kNodeFields; }
absl::Span<const EdgeField> EdgeFields() { return kEdgeFields; }

std::string FlatText(FieldType type, const FieldValue& value) {
  if (value.empty()) return "";
  if (type == FieldType::kIds) return absl::StrJoin(value.list, ";");
  if (type == FieldType::kTexts) return FlowOf(value.list, kJson);
  return value.text;
}

std::string JsonValue(FieldType type, const FieldValue& value, bool nested) {
  if (value.empty()) return "";
  switch (type) {
    case FieldType::kText:
      return FlowText(value.text, kJson);
    case FieldType::kFlag:
    case FieldType::kNumber:
      return value.text;
    case FieldType::kJson:
      return nested ? value.text : FlowText(value.text, kJson);
    case FieldType::kTexts:
    case FieldType::kIds:
      return FlowOf(value.list, kJson);
  }
  return "";
}

}  // namespace ketenzicht::ingest
