#include "service/proto/fact_conversion.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"
#include "service/proto/field_errors.h"
#include "service/proto/guard_conversion.h"
#include "service/proto/selector_conversion.h"
#include "service/proto/value_conversion.h"

namespace ketenzicht::service {
namespace {

constexpr absl::string_view kOutside = "outside its values";

void WriteEvidence(const graph::Evidence& evidence, FieldErrors& errors,
                   v1::Evidence* proto) {
  CopyText(evidence.source, "source", errors, proto->mutable_source());
  CopyText(evidence.locator, "locator", errors, proto->mutable_locator());
  CopyText(evidence.speaker, "speaker", errors, proto->mutable_speaker());
  DayToProto(evidence.asserted_on, "asserted_on", errors,
             proto->mutable_asserted_on());
  CopyTexts(evidence.attributed_to, "attributed_to", errors,
            proto->mutable_attributed_to());
}

graph::Evidence ReadEvidence(const v1::Evidence& proto, FieldErrors& errors) {
  return {
      .source = proto.source(),
      .locator = proto.locator(),
      .speaker = proto.speaker(),
      .asserted_on = DayFromProto(proto.asserted_on(), "asserted_on", errors),
      .attributed_to = FromProto(proto.attributed_to())};
}

void WriteOrigin(const graph::Origin& origin, FieldErrors& errors,
                 v1::Origin* proto) {
  FieldErrors::Scope scope(errors, "origin");
  proto->set_inferred(origin.inferred);
  CopyText(origin.inferred_by, "inferred_by", errors,
           proto->mutable_inferred_by());
  CopyTexts(origin.from, "from", errors, proto->mutable_from());
}

void WriteMarking(const graph::Marking& marking, FieldErrors& errors,
                  v1::Marking* proto) {
  FieldErrors::Scope scope(errors, "marking");
  CopyText(marking.level, "level", errors, proto->mutable_level());
  CopyText(marking.owner, "owner", errors, proto->mutable_owner());
  CopyTexts(marking.compartments, "compartments", errors,
            proto->mutable_compartments());
  CopyTexts(marking.release_to, "release_to", errors,
            proto->mutable_release_to());
}

void WriteEntity(const graph::Entity& entity, FieldErrors& errors,
                 v1::Entity* proto) {
  FieldErrors::Scope scope(errors, "entity");
  CopyText(entity.kind, "kind", errors, proto->mutable_kind());
  CopyText(entity.name, "name", errors, proto->mutable_name());
  CopyTexts(entity.aliases, "aliases", errors, proto->mutable_aliases());
  CopyAttributes(entity.attributes, errors, proto->mutable_attributes());
  CopyTexts(entity.about, "about", errors, proto->mutable_about());
}

graph::Entity ReadEntity(const v1::Entity& proto, FieldErrors& errors) {
  FieldErrors::Scope scope(errors, "entity");
  return {.kind = proto.kind(),
          .name = FromProto(proto.name()),
          .aliases = FromProto(proto.aliases()),
          .attributes = FromProto(proto.attributes(), errors),
          .about = FromProto(proto.about())};
}

void WriteEnd(const graph::End& end, absl::string_view field,
              FieldErrors& errors, v1::End* proto) {
  FieldErrors::Scope scope(errors, field);
  if (end.selector.has_value() == !end.id.empty()) {
    errors.Add("", "needs either an id or a class");
  } else if (end.selector) {
    ToProto(*end.selector, errors, proto->mutable_selector());
  } else {
    CopyText(end.id, "id", errors, proto->mutable_id());
  }
}

graph::End ReadEnd(const v1::End& proto, absl::string_view field,
                   FieldErrors& errors) {
  FieldErrors::Scope scope(errors, field);
  graph::End end;
  if (proto.has_selector()) {
    end.selector = FromProto(proto.selector(), errors);
  } else if (!proto.id().empty()) {
    end.id = proto.id();
  } else {
    errors.Add("", "needs either an id or a class");
  }
  return end;
}

void WriteRelation(const graph::Relation& relation, FieldErrors& errors,
                   v1::Relation* proto) {
  FieldErrors::Scope scope(errors, "relation");
  CopyText(relation.kind, "kind", errors, proto->mutable_kind());
  WriteEnd(relation.source, "source", errors, proto->mutable_source());
  WriteEnd(relation.target, "target", errors, proto->mutable_target());
  CopyTexts(relation.via, "via", errors, proto->mutable_via());
  if (const auto* in = std::get_if<graph::Interval>(&relation.likelihood)) {
    *proto->mutable_likelihood()->mutable_interval() = ToProto(*in);
  } else if (const auto* name =
                 std::get_if<std::string>(&relation.likelihood)) {
    CopyText(*name, "likelihood.class_name", errors,
             proto->mutable_likelihood()->mutable_class_name());
  }
  if (relation.holds_while) {
    FieldErrors::Scope guard_scope(errors, "holds_while");
    ToProto(*relation.holds_while, errors, proto->mutable_holds_while());
  }
  CopyAttributes(relation.attributes, errors, proto->mutable_attributes());
}

graph::Likelihood ReadLikelihood(const v1::Likelihood& proto,
                                 FieldErrors& errors) {
  if (proto.has_interval()) return FromProto(proto.interval());
  if (proto.has_class_name()) return proto.class_name();
  errors.Add("likelihood", "needs either an interval or a class");
  return {};
}

graph::Relation ReadRelation(const v1::Relation& proto, FieldErrors& errors) {
  FieldErrors::Scope scope(errors, "relation");
  graph::Relation relation;
  relation.kind = proto.kind();
  relation.source = ReadEnd(proto.source(), "source", errors);
  relation.target = ReadEnd(proto.target(), "target", errors);
  relation.via = FromProto(proto.via());
  if (proto.has_likelihood()) {
    relation.likelihood = ReadLikelihood(proto.likelihood(), errors);
  }
  if (proto.has_holds_while()) {
    FieldErrors::Scope guard_scope(errors, "holds_while");
    relation.holds_while = FromProto(proto.holds_while(), errors);
  }
  relation.attributes = FromProto(proto.attributes(), errors);
  return relation;
}

void WriteMeasure(const graph::Measure& measure, FieldErrors& errors,
                  v1::Measure* proto) {
  FieldErrors::Scope scope(errors, "measure");
  CopyText(measure.name, "name", errors, proto->mutable_name());
  proto->set_effect(ToProto(measure.effect));
  proto->set_state(ToProto(measure.state));
  proto->set_nature(ToProto(measure.nature));
  if (proto->effect() == 0) errors.Add("effect", kOutside);
  if (proto->state() == 0) errors.Add("state", kOutside);
  if (proto->nature() == 0) errors.Add("nature", kOutside);
  {
    FieldErrors::Scope selects_scope(errors, "selects");
    ToProto(measure.selects, errors, proto->mutable_selects());
  }
  if (measure.reduction) {
    *proto->mutable_reduction() = ToProto(*measure.reduction);
  }
  CopyText(measure.decided_by, "decided_by", errors,
           proto->mutable_decided_by());
  if (measure.unless) {
    FieldErrors::Scope guard_scope(errors, "unless");
    ToProto(*measure.unless, errors, proto->mutable_unless());
  }
  if (measure.cost) proto->set_cost(*measure.cost);
  if (measure.burden) proto->set_burden(*measure.burden);
  CopyTexts(measure.prerequisites, "prerequisites", errors,
            proto->mutable_prerequisites());
  CopyTexts(measure.conflicts_with, "conflicts_with", errors,
            proto->mutable_conflicts_with());
}

// The value of a required enum.
template <typename Graph, typename Proto>
Graph Required(Proto proto, absl::string_view field, FieldErrors& errors) {
  const std::optional<Graph> value = FromProto(proto);
  if (!value) errors.Add(field, "unspecified, or of no known value");
  return value.value_or(Graph{});
}

graph::Measure ReadMeasure(const v1::Measure& proto, FieldErrors& errors) {
  FieldErrors::Scope scope(errors, "measure");
  graph::Measure measure;
  measure.name = FromProto(proto.name());
  measure.effect =
      Required<graph::MeasureEffect>(proto.effect(), "effect", errors);
  measure.state = Required<graph::MeasureState>(proto.state(), "state", errors);
  measure.nature =
      Required<graph::MeasureNature>(proto.nature(), "nature", errors);
  if (proto.has_selects()) {
    FieldErrors::Scope selects_scope(errors, "selects");
    measure.selects = FromProto(proto.selects(), errors);
  } else {
    errors.Add("selects", "missing");
  }
  if (proto.has_reduction()) measure.reduction = FromProto(proto.reduction());
  measure.decided_by = proto.decided_by();
  if (proto.has_unless()) {
    FieldErrors::Scope guard_scope(errors, "unless");
    measure.unless = FromProto(proto.unless(), errors);
  }
  if (proto.has_cost()) measure.cost = proto.cost();
  if (proto.has_burden()) measure.burden = proto.burden();
  measure.prerequisites = FromProto(proto.prerequisites());
  measure.conflicts_with = FromProto(proto.conflicts_with());
  return measure;
}

void WriteModality(const graph::Fact& fact, FieldErrors& errors,
                   v1::Fact* proto) {
  proto->set_modality(ToProto(fact.modality));
  if (proto->modality() == 0) errors.Add("modality", kOutside);
  if (fact.unknown_kind == graph::UnknownKind::kNone) return;
  proto->set_unknown_kind(ToProto(fact.unknown_kind));
  if (proto->unknown_kind() == 0) errors.Add("unknown_kind", kOutside);
}

// What every fact has, whatever its body. What is at its default is left out.
void WriteCommon(const graph::Fact& fact, FieldErrors& errors,
                 v1::Fact* proto) {
  CopyText(fact.id, "id", errors, proto->mutable_id());
  if (fact.valid != graph::ValidTime()) {
    ToProto(fact.valid.from, "valid.from", errors,
            proto->mutable_valid()->mutable_from());
    ToProto(fact.valid.until, "valid.until", errors,
            proto->mutable_valid()->mutable_until());
  }
  WriteModality(fact, errors, proto);
  for (size_t i = 0; i < fact.evidence.size(); ++i) {
    FieldErrors::Scope scope(errors, "evidence", static_cast<int>(i));
    WriteEvidence(fact.evidence[i], errors, proto->add_evidence());
  }
  CopyTexts(fact.because, "because", errors, proto->mutable_because());
  if (fact.origin != graph::Origin()) {
    WriteOrigin(fact.origin, errors, proto->mutable_origin());
  }
  if (fact.confidence) proto->set_confidence(*fact.confidence);
  if (fact.marking != graph::Marking()) {
    WriteMarking(fact.marking, errors, proto->mutable_marking());
  }
  proto->set_verified(fact.verified);
  if (!fact.note.empty()) {
    CopyText(fact.note, "note", errors, proto->mutable_note());
  }
}

void ReadCommon(const v1::Fact& proto, FieldErrors& errors, graph::Fact* fact) {
  fact->id = proto.id();
  {
    FieldErrors::Scope scope(errors, "valid");
    if (proto.valid().has_from()) {
      fact->valid.from = FromProto(proto.valid().from(), "from", errors);
    }
    if (proto.valid().has_until()) {
      fact->valid.until = FromProto(proto.valid().until(), "until", errors);
    }
  }
  fact->modality =
      Required<graph::Modality>(proto.modality(), "modality", errors);
  if (proto.has_unknown_kind()) {
    fact->unknown_kind = Required<graph::UnknownKind>(proto.unknown_kind(),
                                                      "unknown_kind", errors);
  }
  fact->evidence.reserve(proto.evidence_size());
  for (int i = 0; i < proto.evidence_size(); ++i) {
    FieldErrors::Scope scope(errors, "evidence", i);
    fact->evidence.push_back(ReadEvidence(proto.evidence(i), errors));
  }
  fact->because = FromProto(proto.because());
  fact->origin = {.inferred = proto.origin().inferred(),
                  .inferred_by = proto.origin().inferred_by(),
                  .from = FromProto(proto.origin().from())};
  if (proto.has_confidence()) fact->confidence = proto.confidence();
  fact->marking = {.level = proto.marking().level(),
                   .owner = proto.marking().owner(),
                   .compartments = FromProto(proto.marking().compartments()),
                   .release_to = FromProto(proto.marking().release_to())};
  fact->verified = !proto.has_verified() || proto.verified();
  fact->note = FromProto(proto.note());
}

}  // namespace

absl::Status ToProto(const graph::Fact& fact, v1::Fact* proto) {
  FieldErrors errors;
  WriteCommon(fact, errors, proto);
  if (const graph::Entity* entity = fact.entity()) {
    WriteEntity(*entity, errors, proto->mutable_entity());
  } else if (const graph::Relation* relation = fact.relation()) {
    WriteRelation(*relation, errors, proto->mutable_relation());
  } else if (const graph::Measure* measure = fact.measure()) {
    WriteMeasure(*measure, errors, proto->mutable_measure());
  }
  return errors.status();
}

absl::StatusOr<graph::Fact> FromProto(const v1::Fact& proto) {
  FieldErrors errors;
  absl::StatusOr<graph::Fact> fact(absl::in_place);
  ReadCommon(proto, errors, &*fact);
  switch (proto.body_case()) {
    case v1::Fact::kEntity:
      fact->body = ReadEntity(proto.entity(), errors);
      break;
    case v1::Fact::kRelation:
      fact->body = ReadRelation(proto.relation(), errors);
      break;
    case v1::Fact::kMeasure:
      fact->body = ReadMeasure(proto.measure(), errors);
      break;
    case v1::Fact::BODY_NOT_SET:
      errors.Add("body", "missing: expected an entity, relation or measure");
      break;
  }
  if (!errors.ok()) return errors.status();
  return fact;
}

}  // namespace ketenzicht::service
