// The small values inside facts, to and from their published form.
//
// ToProto always succeeds for a value that has a published form; FromProto of
// an enum gives nothing for an unspecified value, or one that this program does
// not know. The functions that take FieldErrors say there what is wrong.

#ifndef KETENZICHT_SERVICE_PROTO_VALUE_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_VALUE_CONVERSION_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/map.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "graph/date.h"
#include "graph/fact.h"
#include "graph/text.h"
#include "graph/view_options.h"
#include "ketenzicht/v1/fact.pb.h"
#include "ketenzicht/v1/view.pb.h"
#include "service/proto/field_errors.h"

namespace ketenzicht::service {

// Enums. ToProto gives _UNSPECIFIED for a value outside the enum.
v1::Modality ToProto(graph::Modality modality);
std::optional<graph::Modality> FromProto(v1::Modality modality);
// kNone has no published form: the field is left out.
v1::UnknownKind ToProto(graph::UnknownKind kind);
std::optional<graph::UnknownKind> FromProto(v1::UnknownKind kind);
v1::MeasureEffect ToProto(graph::MeasureEffect effect);
std::optional<graph::MeasureEffect> FromProto(v1::MeasureEffect effect);
v1::MeasureState ToProto(graph::MeasureState state);
std::optional<graph::MeasureState> FromProto(v1::MeasureState state);
v1::Change::Op ToProto(graph::Change::Op op);
std::optional<graph::Change::Op> FromProto(v1::Change::Op op);
v1::MeasureNature ToProto(graph::MeasureNature nature);
std::optional<graph::MeasureNature> FromProto(v1::MeasureNature nature);

v1::Interval ToProto(const graph::Interval& interval);
graph::Interval FromProto(const v1::Interval& interval);
graph::Text FromProto(const v1::Text& text);

// Texts. What is not UTF-8 is an error: it could not be read back.
void CopyText(const std::string& from, absl::string_view field,
              FieldErrors& errors, std::string* to);
void CopyText(const graph::Text& from, absl::string_view field,
              FieldErrors& errors, v1::Text* to);

using ProtoStrings = google::protobuf::RepeatedPtrField<std::string>;
using ProtoAttributes = google::protobuf::RepeatedPtrField<v1::Attribute>;
void CopyTexts(const std::vector<std::string>& from, absl::string_view field,
               FieldErrors& errors, ProtoStrings* to);
void CopyAttributes(const std::map<std::string, std::string>& from,
                    FieldErrors& errors, ProtoAttributes* to);
std::vector<std::string> FromProto(const ProtoStrings& strings);
// A name that stands twice is an error: a map would keep one of the two.
std::map<std::string, std::string> FromProto(const ProtoAttributes& attributes,
                                             FieldErrors& errors);

// Days, "2021-11-18". An error: a day outside the years 1 to 9999.
void DayToProto(graph::Date day, absl::string_view field, FieldErrors& errors,
                std::string* proto);
graph::Date DayFromProto(absl::string_view day, absl::string_view field,
                         FieldErrors& errors);

// Errors: a bound with a range that is not dated, or dated without one; a range
// that ends before it starts.
void ToProto(const graph::Bound& bound, absl::string_view field,
             FieldErrors& errors, v1::Bound* proto);
graph::Bound FromProto(const v1::Bound& bound, absl::string_view field,
                       FieldErrors& errors);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_VALUE_CONVERSION_H_
