#include "service/proto/value_conversion.h"

#include <utility>

#include "absl/status/statusor.h"
#include "service/proto/utf8.h"

namespace ketenzicht::service {
namespace {

// The two sides of an enum, in one place. First match counts.
template <typename Graph, typename Proto>
struct EnumPair {
  Graph graph;
  Proto proto;
};

constexpr EnumPair<graph::Modality, v1::Modality> kModalities[] = {
    {graph::Modality::kAffirmed, v1::MODALITY_AFFIRMED},
    {graph::Modality::kPossible, v1::MODALITY_POSSIBLE},
    {graph::Modality::kNotExcluded, v1::MODALITY_NOT_EXCLUDED},
    {graph::Modality::kUnknown, v1::MODALITY_UNKNOWN},
    {graph::Modality::kDenied, v1::MODALITY_DENIED},
    {graph::Modality::kPresupposed, v1::MODALITY_PRESUPPOSED},
    {graph::Modality::kCounterfactual, v1::MODALITY_COUNTERFACTUAL},
};

constexpr EnumPair<graph::UnknownKind, v1::UnknownKind> kUnknownKinds[] = {
    {graph::UnknownKind::kUnknownToSpeaker,
     v1::UNKNOWN_KIND_UNKNOWN_TO_SPEAKER},
    {graph::UnknownKind::kNotAnswered, v1::UNKNOWN_KIND_NOT_ANSWERED},
    {graph::UnknownKind::kNotStated, v1::UNKNOWN_KIND_NOT_STATED},
    {graph::UnknownKind::kNoIndications, v1::UNKNOWN_KIND_NO_INDICATIONS},
    {graph::UnknownKind::kNotPublic, v1::UNKNOWN_KIND_NOT_PUBLIC},
    {graph::UnknownKind::kNotEstablishable, v1::UNKNOWN_KIND_NOT_ESTABLISHABLE},
};

constexpr EnumPair<graph::MeasureEffect, v1::MeasureEffect> kEffects[] = {
    {graph::MeasureEffect::kCloses, v1::MEASURE_EFFECT_CLOSES},
    {graph::MeasureEffect::kReduces, v1::MEASURE_EFFECT_REDUCES},
    {graph::MeasureEffect::kNoneShown, v1::MEASURE_EFFECT_NONE_SHOWN},
};

constexpr EnumPair<graph::MeasureState, v1::MeasureState> kStates[] = {
    {graph::MeasureState::kInPlace, v1::MEASURE_STATE_IN_PLACE},
    {graph::MeasureState::kCandidate, v1::MEASURE_STATE_CANDIDATE},
};

constexpr EnumPair<graph::MeasureNature, v1::MeasureNature> kNatures[] = {
    {graph::MeasureNature::kTechnical, v1::MEASURE_NATURE_TECHNICAL},
    {graph::MeasureNature::kOrganizational, v1::MEASURE_NATURE_ORGANIZATIONAL},
    {graph::MeasureNature::kContractual, v1::MEASURE_NATURE_CONTRACTUAL},
    {graph::MeasureNature::kLegal, v1::MEASURE_NATURE_LEGAL},
};

constexpr EnumPair<graph::Change::Op, v1::Change::Op> kOps[] = {
    {graph::Change::Op::kRemove, v1::Change::OP_REMOVE},
    {graph::Change::Op::kDeny, v1::Change::OP_DENY},
    {graph::Change::Op::kTake, v1::Change::OP_TAKE},
    {graph::Change::Op::kLift, v1::Change::OP_LIFT},
};

template <typename Graph, typename Proto, size_t n>
Proto ProtoOf(const EnumPair<Graph, Proto> (&pairs)[n], Graph value) {
  for (const auto& pair : pairs) {
    if (pair.graph == value) return pair.proto;
  }
  return static_cast<Proto>(0);
}

template <typename Graph, typename Proto, size_t n>
std::optional<Graph> GraphOf(const EnumPair<Graph, Proto> (&pairs)[n],
                             Proto value) {
  for (const auto& pair : pairs) {
    if (pair.proto == value) return pair.graph;
  }
  return std::nullopt;
}

bool HasPublishedForm(graph::Date day) {
  static const graph::Date first = *graph::Date::Parse("0001-01-01");
  static const graph::Date last = *graph::Date::Parse("9999-12-31");
  return first <= day && day <= last;
}

}  // namespace

v1::Modality ToProto(graph::Modality modality) {
  return ProtoOf(kModalities, modality);
}

std::optional<graph::Modality> FromProto(v1::Modality modality) {
  return GraphOf(kModalities, modality);
}

v1::UnknownKind ToProto(graph::UnknownKind kind) {
  return ProtoOf(kUnknownKinds, kind);
}

std::optional<graph::UnknownKind> FromProto(v1::UnknownKind kind) {
  return GraphOf(kUnknownKinds, kind);
}

v1::MeasureEffect ToProto(graph::MeasureEffect effect) {
  return ProtoOf(kEffects, effect);
}

std::optional<graph::MeasureEffect> FromProto(v1::MeasureEffect effect) {
  return GraphOf(kEffects, effect);
}

v1::Change::Op ToProto(graph::Change::Op op) { return ProtoOf(kOps, op); }

std::optional<graph::Change::Op> FromProto(v1::Change::Op op) {
  return GraphOf(kOps, op);
}

v1::MeasureState ToProto(graph::MeasureState state) {
  return ProtoOf(kStates, state);
}

std::optional<graph::MeasureState> FromProto(v1::MeasureState state) {
  return GraphOf(kStates, state);
}

v1::MeasureNature ToProto(graph::MeasureNature nature) {
  return ProtoOf(kNatures, nature);
}

std::optional<graph::MeasureNature> FromProto(v1::MeasureNature nature) {
  return GraphOf(kNatures, nature);
}

v1::Interval ToProto(const graph::Interval& interval) {
  v1::Interval proto;
  proto.set_low(interval.low);
  if (interval.best) proto.set_best(*interval.best);
  proto.set_high(interval.high);
  return proto;
}

graph::Interval FromProto(const v1::Interval& interval) {
  graph::Interval result{.low = interval.low(), .high = interval.high()};
  if (interval.has_best()) result.best = interval.best();
  return result;
}

graph::Text FromProto(const v1::Text& text) { return {text.nl(), text.en()}; }

void CopyText(const std::string& from, absl::string_view field,
              FieldErrors& errors, std::string* to) {
  if (!IsUtf8(from)) errors.Add(field, "not UTF-8");
  *to = from;
}

void CopyText(const graph::Text& from, absl::string_view field,
              FieldErrors& errors, v1::Text* to) {
  FieldErrors::Scope scope(errors, field);
  CopyText(from.nl, "nl", errors, to->mutable_nl());
  CopyText(from.en, "en", errors, to->mutable_en());
}

void CopyTexts(const std::vector<std::string>& from, absl::string_view field,
               FieldErrors& errors, ProtoStrings* to) {
  to->Reserve(static_cast<int>(from.size()));
  for (const std::string& text : from) {
    CopyText(text, field, errors, to->Add());
  }
}

void CopyAttributes(const std::map<std::string, std::string>& from,
                    FieldErrors& errors, ProtoAttributes* to) {
  for (const auto& [name, value] : from) {
    if (!IsUtf8(name)) errors.Add("attributes", "a name is not UTF-8");
    v1::Attribute* attribute = to->Add();
    attribute->set_name(name);
    CopyText(value, "attributes", errors, attribute->mutable_value());
  }
}

std::vector<std::string> FromProto(const ProtoStrings& strings) {
  return {strings.begin(), strings.end()};
}

std::map<std::string, std::string> FromProto(const ProtoAttributes& attributes,
                                             FieldErrors& errors) {
  std::map<std::string, std::string> values;
  for (const v1::Attribute& attribute : attributes) {
    if (!values.emplace(attribute.name(), attribute.value()).second) {
      errors.Add("attributes",
                 absl::StrCat("'", attribute.name(), "' stands twice"));
    }
  }
  return values;
}

void DayToProto(graph::Date day, absl::string_view field, FieldErrors& errors,
                std::string* proto) {
  if (!HasPublishedForm(day)) {
    errors.Add(field, "outside the years 1 to 9999");
    return;
  }
  *proto = day.ToString();
}

graph::Date DayFromProto(absl::string_view day, absl::string_view field,
                         FieldErrors& errors) {
  absl::StatusOr<graph::Date> parsed = graph::Date::Parse(day);
  if (parsed.ok()) return *parsed;
  errors.Add(field, parsed.status().message());
  return {};
}

void ToProto(const graph::Bound& bound, absl::string_view field,
             FieldErrors& errors, v1::Bound* proto) {
  if (bound.kind == graph::Bound::Kind::kDated) {
    proto->set_kind(v1::Bound::KIND_DATED);
    if (!HasPublishedForm(bound.range.earliest) ||
        !HasPublishedForm(bound.range.latest)) {
      errors.Add(field, "outside the years 1 to 9999");
    } else if (bound.range.latest < bound.range.earliest) {
      errors.Add(field, "ends before it starts");
    } else {
      proto->set_date(graph::FormatDateRange(bound.range));
    }
    return;
  }
  if (bound.range != graph::DateRange{}) {
    errors.Add(field, "has a date and is not dated");
  }
  proto->set_kind(bound.kind == graph::Bound::Kind::kOpen
                      ? v1::Bound::KIND_OPEN
                      : v1::Bound::KIND_NOT_STATED);
}

graph::Bound FromProto(const v1::Bound& bound, absl::string_view field,
                       FieldErrors& errors) {
  FieldErrors::Scope scope(errors, field);
  if (bound.kind() == v1::Bound::KIND_DATED) {
    absl::StatusOr<graph::DateRange> range =
        graph::ParseDateRange(bound.date());
    if (range.ok()) return graph::Bound::Dated(*range);
    errors.Add("date", range.status().message());
    return {};
  }
  if (!bound.date().empty()) errors.Add("date", "given, and kind is not dated");
  if (bound.kind() == v1::Bound::KIND_OPEN) return graph::Bound::Open();
  if (bound.kind() != v1::Bound::KIND_NOT_STATED) {
    errors.Add("kind", "unspecified: expected not stated, open or dated");
  }
  return {};
}

}  // namespace ketenzicht::service
