#include "service/store/fact_bytes.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/fact_conversion.h"
#include "service/proto/utf8.h"

namespace ketenzicht::service {
namespace {

using google::protobuf::io::CodedOutputStream;
using graph::FactIndex;
using graph::PackedFact;

// Of a field that has a length: its number is below 16.
constexpr char TagOf(int number) { return static_cast<char>(number << 3 | 2); }

size_t VarintSize(size_t value) {
  return CodedOutputStream::VarintSize32(static_cast<uint32_t>(value));
}

// Tag, length and content.
size_t FieldSize(size_t content) { return 1 + VarintSize(content) + content; }

void AppendHead(char tag, size_t content, std::string* to) {
  uint8_t head[10];
  head[0] = static_cast<uint8_t>(tag);
  const uint8_t* end = CodedOutputStream::WriteVarint32ToArray(
      static_cast<uint32_t>(content), head + 1);
  to->append(reinterpret_cast<const char*>(head), end - head);
}

void AppendText(int number, absl::string_view text, std::string* to) {
  AppendHead(TagOf(number), text.size(), to);
  to->append(text.data(), text.size());
}

// A text in two languages leaves out what is empty.
size_t NameSize(const PackedFact& fact) {
  return (fact.first.empty() ? 0 : FieldSize(fact.first.size())) +
         (fact.second.empty() ? 0 : FieldSize(fact.second.size()));
}

void AppendName(const PackedFact& fact, std::string* to) {
  AppendHead(TagOf(v1::Entity::kNameFieldNumber), NameSize(fact), to);
  if (!fact.first.empty()) {
    AppendText(v1::Text::kNlFieldNumber, fact.first, to);
  }
  if (!fact.second.empty()) {
    AppendText(v1::Text::kEnFieldNumber, fact.second, to);
  }
}

void AppendEnd(int number, absl::string_view id, std::string* to) {
  AppendHead(TagOf(number), FieldSize(id.size()), to);
  AppendText(v1::End::kIdFieldNumber, id, to);
}

// A fact that says nothing but what is put into it.
graph::Fact PlainRelation() {
  const std::string some(1, '-');
  graph::Relation relation;
  relation.kind = some;
  relation.source.id = some;
  relation.target.id = some;
  graph::Fact fact;
  fact.id = some;
  fact.body = std::move(relation);
  return fact;
}

absl::StatusOr<v1::Fact> Convert(const graph::Fact& fact) {
  v1::Fact proto;
  const absl::Status status = ToProto(fact, &proto);
  if (status.ok()) return proto;
  return absl::InvalidArgumentError(
      absl::StrCat("what facts share: ", status.message()));
}

// Runs `take` on a fact whose only content is what `fill` puts into it.
template <typename Value, typename Fill, typename Take>
absl::Status ForEachValue(const std::vector<Value>& values, Fill fill,
                          Take take) {
  for (const Value& value : values) {
    graph::Fact fact = PlainRelation();
    fill(value, fact);
    const absl::StatusOr<v1::Fact> proto = Convert(fact);
    if (!proto.ok()) return proto.status();
    take(*proto);
  }
  return absl::OkStatus();
}

graph::Relation& RelationOf(graph::Fact& fact) {
  return std::get<graph::Relation>(fact.body);
}

std::string EvidenceOf(const v1::Fact& from) {
  v1::Fact fact;
  *fact.mutable_evidence() = from.evidence();
  return fact.SerializeAsString();
}

std::string ReasonsOf(const v1::Fact& from) {
  v1::Fact fact;
  *fact.mutable_because() = from.because();
  if (from.has_origin()) *fact.mutable_origin() = from.origin();
  if (from.has_confidence()) fact.set_confidence(from.confidence());
  if (from.has_marking()) *fact.mutable_marking() = from.marking();
  return fact.SerializeAsString();
}

std::string ValidOf(const v1::Fact& from) {
  v1::Fact fact;
  if (from.has_valid()) *fact.mutable_valid() = from.valid();
  return fact.SerializeAsString();
}

std::string NoteOf(const v1::Fact& from) {
  v1::Fact fact;
  if (from.has_note()) *fact.mutable_note() = from.note();
  return fact.SerializeAsString();
}

std::string VerifiedOf(bool verified) {
  v1::Fact fact;
  fact.set_verified(verified);
  return fact.SerializeAsString();
}

}  // namespace

absl::StatusOr<FactBytes> FactBytes::Of(const graph::PackedFacts& facts) {
  FactBytes bytes;
  absl::Status status = bytes.Serialize(facts.values());
  if (status.ok()) status = bytes.SerializeModalities();
  if (status.ok()) status = bytes.SerializeWhole(facts);
  if (!status.ok()) return status;
  return bytes;
}

absl::Status FactBytes::Serialize(const graph::SharedValues& values) {
  absl::Status status = ForEachValue(
      values.valid_times,
      [](const graph::ValidTime& v, graph::Fact& fact) { fact.valid = v; },
      [&](const v1::Fact& proto) { valid_times_.push_back(ValidOf(proto)); });
  status.Update(ForEachValue(
      values.evidences,
      [](const auto& v, graph::Fact& fact) { fact.evidence = v; },
      [&](const v1::Fact& proto) { evidences_.push_back(EvidenceOf(proto)); }));
  status.Update(ForEachValue(
      values.remarks,
      [](const graph::Remark& v, graph::Fact& fact) {
        fact.because = v.because;
        fact.origin = v.origin;
        fact.confidence = v.confidence;
        fact.marking = v.marking;
        fact.note = v.note;
        RelationOf(fact).attributes = v.relation_attributes;
      },
      [&](const v1::Fact& proto) {
        v1::Relation attributes;
        *attributes.mutable_attributes() = proto.relation().attributes();
        remarks_.push_back(
            {ReasonsOf(proto), NoteOf(proto), attributes.SerializeAsString()});
      }));
  status.Update(ForEachValue(
      values.kinds,
      [](const std::string& v, graph::Fact& fact) {
        RelationOf(fact).kind = v;
      },
      [&](const v1::Fact& proto) {
        v1::Relation kind;
        kind.set_kind(proto.relation().kind());
        kinds_.push_back(kind.SerializeAsString());
      }));
  status.Update(ForEachValue(
      values.attributes,
      [](const graph::Attributes& v, graph::Fact& fact) {
        RelationOf(fact).attributes = v;
      },
      [&](const v1::Fact& proto) {
        v1::Entity entity;
        *entity.mutable_attributes() = proto.relation().attributes();
        attributes_.push_back(entity.SerializeAsString());
      }));
  status.Update(ForEachValue(
      values.likelihoods,
      [](const graph::Likelihood& v, graph::Fact& fact) {
        RelationOf(fact).likelihood = v;
      },
      [&](const v1::Fact& proto) {
        v1::Relation relation;
        if (proto.relation().has_likelihood()) {
          *relation.mutable_likelihood() = proto.relation().likelihood();
        }
        likelihoods_.push_back(relation.SerializeAsString());
      }));
  return status;
}

absl::Status FactBytes::SerializeModalities() {
  for (int modality = 0; modality < v1::Modality_MAX; ++modality) {
    for (int unknown = 0; unknown <= v1::UnknownKind_MAX; ++unknown) {
      graph::Fact fact = PlainRelation();
      fact.modality = static_cast<graph::Modality>(modality);
      fact.unknown_kind = static_cast<graph::UnknownKind>(unknown);
      const absl::StatusOr<v1::Fact> proto = Convert(fact);
      if (!proto.ok()) return proto.status();
      v1::Fact piece;
      piece.set_modality(proto->modality());
      if (proto->has_unknown_kind()) {
        piece.set_unknown_kind(proto->unknown_kind());
      }
      modalities_[modality * kUnknownKinds + unknown] =
          piece.SerializeAsString();
    }
  }
  verified_ = {VerifiedOf(false), VerifiedOf(true)};
  return absl::OkStatus();
}

absl::Status FactBytes::SerializeWhole(const graph::PackedFacts& facts) {
  absl::Status status;
  FactIndex index = 0;
  facts.ForEach(0, facts.size(), [&](const PackedFact& fact) {
    const FactIndex self = index++;
    if (fact.body != PackedFact::Body::kWhole || !status.ok()) return;
    const absl::StatusOr<graph::Fact> whole = facts.Whole(self);
    status = whole.status();
    if (!whole.ok()) return;
    v1::Fact proto;
    status = ToProto(*whole, &proto);
    if (status.ok()) {
      whole_[self] = proto.SerializeAsString();
    } else {
      status = absl::InvalidArgumentError(
          absl::StrCat("fact '", fact.id, "': ", status.message()));
    }
  });
  return status;
}

const std::string& FactBytes::ModalityBytes(const PackedFact& fact) const {
  return modalities_[static_cast<size_t>(fact.modality) * kUnknownKinds +
                     static_cast<size_t>(fact.unknown_kind)];
}

size_t FactBytes::BodySize(const PackedFact& fact) const {
  if (fact.body == PackedFact::Body::kEntity) {
    return kinds_[fact.kind].size() + FieldSize(NameSize(fact)) +
           attributes_[fact.extra].size();
  }
  return kinds_[fact.kind].size() + FieldSize(FieldSize(fact.first.size())) +
         FieldSize(FieldSize(fact.second.size())) +
         likelihoods_[fact.extra].size() +
         remarks_[fact.remark].attributes.size();
}

size_t FactBytes::PlainSize(const PackedFact& fact, size_t body) const {
  const RemarkBytes& remark = remarks_[fact.remark];
  return (fact.id.empty() ? 0 : FieldSize(fact.id.size())) +
         valid_times_[fact.valid].size() + ModalityBytes(fact).size() +
         evidences_[fact.evidence].size() + remark.reasons.size() +
         verified_[fact.verified].size() + remark.note.size() + FieldSize(body);
}

absl::StatusOr<size_t> FactBytes::SizeOf(const PackedFact& fact,
                                         FactIndex index) const {
  if (fact.body == PackedFact::Body::kWhole) return whole_.at(index).size();
  if (IsUtf8(fact.id) && IsUtf8(fact.first) && IsUtf8(fact.second)) {
    return PlainSize(fact, BodySize(fact));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("fact ", index, ": a text is not UTF-8"));
}

void FactBytes::AppendBody(const PackedFact& fact, std::string* to) const {
  to->append(kinds_[fact.kind]);
  if (fact.body == PackedFact::Body::kEntity) {
    AppendName(fact, to);
    to->append(attributes_[fact.extra]);
    return;
  }
  AppendEnd(v1::Relation::kSourceFieldNumber, fact.first, to);
  AppendEnd(v1::Relation::kTargetFieldNumber, fact.second, to);
  to->append(likelihoods_[fact.extra]);
  to->append(remarks_[fact.remark].attributes);
}

void FactBytes::AppendPlain(const PackedFact& fact, size_t body,
                            std::string* to) const {
  const RemarkBytes& remark = remarks_[fact.remark];
  if (!fact.id.empty()) AppendText(v1::Fact::kIdFieldNumber, fact.id, to);
  to->append(valid_times_[fact.valid]);
  to->append(ModalityBytes(fact));
  to->append(evidences_[fact.evidence]);
  to->append(remark.reasons);
  to->append(verified_[fact.verified]);
  to->append(remark.note);
  AppendHead(TagOf(fact.body == PackedFact::Body::kEntity
                       ? v1::Fact::kEntityFieldNumber
                       : v1::Fact::kRelationFieldNumber),
             body, to);
  AppendBody(fact, to);
}

void FactBytes::AppendField(char tag, const PackedFact& fact, FactIndex index,
                            std::string* to) const {
  if (fact.body == PackedFact::Body::kWhole) {
    const std::string& bytes = whole_.at(index);
    AppendHead(tag, bytes.size(), to);
    to->append(bytes);
    return;
  }
  const size_t body = BodySize(fact);
  AppendHead(tag, PlainSize(fact, body), to);
  AppendPlain(fact, body, to);
}

}  // namespace ketenzicht::service
