#include "ingest/fact_json.h"

#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "graph/date.h"
#include "ingest/flow_text.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;

constexpr FlowStyle kJson = FlowStyle::kJson;

std::string IntervalOf(const graph::Interval& interval) {
  FlowMap map(kJson);
  map.Raw("low", NumberText(interval.low));
  if (interval.best) map.Raw("best", NumberText(*interval.best));
  map.Raw("high", NumberText(interval.high));
  return map.Done();
}

void SetAttributes(const std::map<std::string, std::string>& attributes,
                   FlowMap& map) {
  if (!attributes.empty()) map.Raw("attributes", FlowOf(attributes, kJson));
}

void SetEntity(const graph::Entity& entity, FlowMap& map) {
  map.Text("kind", entity.kind);
  map.Both("name", entity.name);
  map.Texts("aliases", entity.aliases);
  SetAttributes(entity.attributes, map);
  map.Texts("about", entity.about);
}

std::string EndOf(const graph::End& end) {
  if (!end.selector) return FlowText(end.id, kJson);
  FlowMap map(kJson);
  map.Raw("class", FlowOf(*end.selector, kJson));
  return map.Done();
}

void SetRelation(const graph::Relation& relation, FlowMap& map) {
  map.Text("kind", relation.kind);
  map.Raw("source", EndOf(relation.source));
  map.Raw("target", EndOf(relation.target));
  map.Texts("via", relation.via);
  if (const auto* given = std::get_if<graph::Interval>(&relation.likelihood)) {
    map.Raw("likelihood", IntervalOf(*given));
  } else if (const auto* name =
                 std::get_if<std::string>(&relation.likelihood)) {
    map.Text("likelihood", *name);
  }
  if (relation.holds_while) {
    map.Raw("while", FlowOf(*relation.holds_while, kJson));
  }
  SetAttributes(relation.attributes, map);
}

void SetMeasure(const graph::Measure& measure, FlowMap& map) {
  map.Both("name", measure.name);
  map.Text("effect", graph::MeasureEffectName(measure.effect));
  map.Text("state", graph::MeasureStateName(measure.state));
  map.Text("nature", graph::MeasureNatureName(measure.nature));
  map.Raw("selects", FlowOf(measure.selects, kJson));
  if (measure.reduction) map.Raw("reduction", IntervalOf(*measure.reduction));
  map.Text("decided_by", measure.decided_by);
  if (measure.unless) map.Raw("unless", FlowOf(*measure.unless, kJson));
  if (measure.cost) map.Raw("cost", NumberText(*measure.cost));
  if (measure.burden) map.Raw("burden", NumberText(*measure.burden));
  map.Texts("prerequisites", measure.prerequisites);
  map.Texts("conflicts_with", measure.conflicts_with);
}

void SetBound(absl::string_view key, const graph::Bound& bound, FlowMap& map) {
  if (bound.kind == graph::Bound::Kind::kOpen) map.Text(key, "open");
  if (bound.kind == graph::Bound::Kind::kDated) {
    map.Text(key, graph::FormatDateRange(bound.range));
  }
}

std::string ValidOf(const graph::ValidTime& valid) {
  FlowMap map(kJson);
  SetBound("from", valid.from, map);
  SetBound("until", valid.until, map);
  return map.empty() ? "" : map.Done();
}

std::string EvidenceOf(const Fact& fact) {
  std::string list;
  for (const graph::Evidence& evidence : fact.evidence) {
    absl::StrAppend(&list, list.empty() ? "[" : ", ", FlowOf(evidence, kJson));
  }
  return list.empty() ? "" : list + "]";
}

std::string OriginOf(const graph::Origin& origin) {
  if (!origin.inferred) return "";
  FlowMap map(kJson);
  map.Text("inferred_by", origin.inferred_by);
  map.Texts("from", origin.from);
  return map.Done();
}

void SetTail(const Fact& fact, FlowMap& map) {
  map.Text("modality", graph::ModalityName(fact.modality));
  if (fact.unknown_kind != graph::UnknownKind::kNone) {
    map.Text("unknown_kind", graph::UnknownKindName(fact.unknown_kind));
  }
  map.Raw("valid", ValidOf(fact.valid));
  map.Raw("evidence", EvidenceOf(fact));
  map.Texts("because", fact.because);
  map.Raw("origin", OriginOf(fact.origin));
  if (fact.confidence) map.Raw("confidence", absl::StrCat(*fact.confidence));
  if (fact.marking != graph::Marking()) {
    map.Raw("marking", FlowOf(fact.marking, kJson));
  }
  if (!fact.verified) map.Raw("verified", "false");
  map.Both("note", fact.note);
}

std::string Line(absl::string_view sort, const FlowMap& map) {
  FlowMap line(kJson);
  line.Raw(sort, map.Done());
  return line.Done();
}

}  // namespace

std::string FactJson(const Fact& fact) {
  FlowMap map(kJson);
  map.Text("id", fact.id);
  absl::string_view sort = "measure";
  if (const graph::Entity* entity = fact.entity()) {
    sort = "entity";
    SetEntity(*entity, map);
  } else if (const graph::Relation* relation = fact.relation()) {
    sort = "relation";
    SetRelation(*relation, map);
  } else {
    SetMeasure(*fact.measure(), map);
  }
  SetTail(fact, map);
  return Line(sort, map);
}

std::string DocumentJson(absl::string_view name, absl::string_view content) {
  FlowMap map(kJson);
  map.Text("name", name);
  map.Text("content", content);
  return Line("document", map);
}

}  // namespace ketenzicht::ingest
