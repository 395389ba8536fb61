#include "service/store/fact_scan.h"

#include <cstddef>

#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/utf8.h"

namespace ketenzicht::service {
namespace {

// How protobuf writes a value.
enum class Wire : uint32_t {
  kVarint = 0,
  kFixed64 = 1,
  kBytes = 2,
  kFixed32 = 5
};

// Reads the fields of one message, front to back.
class FieldReader {
 public:
  explicit FieldReader(absl::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  // Goes to the next field. False at the end, or where there is none.
  bool Next() {
    if (at_ == end_ || broken_) return false;
    begin_ = at_;
    uint64_t tag = 0;
    if (!Varint(&tag) || tag >> 3 == 0 || tag >> 32 != 0) return Break();
    number_ = static_cast<uint32_t>(tag >> 3);
    wire_ = static_cast<Wire>(tag & 7);
    content_ = {};
    switch (wire_) {
      case Wire::kVarint:
        return Varint(&value_) || Break();
      case Wire::kFixed64:
        return Skip(8);
      case Wire::kFixed32:
        return Skip(4);
      case Wire::kBytes: {
        uint64_t size = 0;
        if (!Varint(&size)) return Break();
        const char* content = at_;
        if (!Skip(size)) return false;
        content_ = {content, static_cast<size_t>(size)};
        return true;
      }
    }
    return Break();
  }

  bool broken() const { return broken_; }
  uint32_t number() const { return number_; }
  bool is_bytes() const { return wire_ == Wire::kBytes; }
  bool is_varint() const { return wire_ == Wire::kVarint; }
  uint64_t value() const { return value_; }
  absl::string_view content() const { return content_; }
  absl::string_view whole() const {
    return {begin_, static_cast<size_t>(at_ - begin_)};
  }

 private:
  bool Break() {
    broken_ = true;
    return false;
  }
  bool Skip(uint64_t bytes) {
    if (bytes > static_cast<uint64_t>(end_ - at_)) return Break();
    at_ += bytes;
    return true;
  }
  bool Varint(uint64_t* value) {
    *value = 0;
    for (int shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const auto byte = static_cast<uint8_t>(*at_++);
      *value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }

  const char* at_;
  const char* const end_;
  const char* begin_ = nullptr;
  bool broken_ = false;
  uint32_t number_ = 0;
  Wire wire_ = Wire::kVarint;
  uint64_t value_ = 0;
  absl::string_view content_;
};

// Makes `part` longer by what stands right behind it, or starts it.
void Extend(absl::string_view* part, absl::string_view more) {
  *part = part->empty()
              ? more
              : absl::string_view(part->data(), part->size() + more.size());
}

bool ScanName(absl::string_view bytes, ScannedFact* fact) {
  FieldReader reader(bytes);
  uint32_t before = 0;
  while (reader.Next()) {
    if (reader.number() <= before || !reader.is_bytes()) return false;
    before = reader.number();
    if (before == v1::Text::kNlFieldNumber) {
      fact->first = reader.content();
    } else if (before == v1::Text::kEnFieldNumber) {
      fact->second = reader.content();
    } else {
      return false;
    }
  }
  return !reader.broken();
}

// False where the bytes are not in order; a body that is not plain is made
// kWhole, and is in order as far as it was read.
bool ScanEntity(absl::string_view bytes, ScannedFact* fact) {
  FieldReader reader(bytes);
  uint32_t before = 0;
  fact->body = ScannedFact::Body::kEntity;
  while (reader.Next()) {
    const uint32_t number = reader.number();
    if (number < before || !reader.is_bytes()) return false;
    switch (number) {
      case v1::Entity::kKindFieldNumber:
        if (number == before) return false;
        fact->kind = reader.content();
        break;
      case v1::Entity::kNameFieldNumber:
        if (number == before || !ScanName(reader.content(), fact)) return false;
        break;
      case v1::Entity::kAttributesFieldNumber:
        Extend(&fact->attribute_fields, reader.whole());
        break;
      default:
        fact->body = ScannedFact::Body::kWhole;
        return true;
    }
    before = number;
  }
  return !reader.broken();
}

// The id, and nothing where the end is a class.
absl::string_view ScanEnd(absl::string_view bytes) {
  FieldReader reader(bytes);
  if (!reader.Next() || reader.number() != v1::End::kIdFieldNumber ||
      !reader.is_bytes() || reader.whole().size() != bytes.size()) {
    return {};
  }
  return reader.content();
}

bool ScanRelation(absl::string_view bytes, ScannedFact* fact) {
  FieldReader reader(bytes);
  uint32_t before = 0;
  fact->body = ScannedFact::Body::kRelation;
  while (reader.Next()) {
    const uint32_t number = reader.number();
    const bool again = number == before;
    if (number < before || !reader.is_bytes()) return false;
    if (again && number != v1::Relation::kAttributesFieldNumber) {
      fact->body = ScannedFact::Body::kWhole;
      return true;
    }
    switch (number) {
      case v1::Relation::kKindFieldNumber:
        fact->kind = reader.content();
        break;
      case v1::Relation::kSourceFieldNumber:
        fact->first = ScanEnd(reader.content());
        break;
      case v1::Relation::kTargetFieldNumber:
        fact->second = ScanEnd(reader.content());
        break;
      case v1::Relation::kLikelihoodFieldNumber:
        fact->likelihood_field = reader.whole();
        break;
      case v1::Relation::kAttributesFieldNumber:
        Extend(&fact->attribute_fields, reader.whole());
        break;
      default:
        fact->body = ScannedFact::Body::kWhole;
        return true;
    }
    before = number;
  }
  if (fact->first.empty() || fact->second.empty()) {
    fact->body = ScannedFact::Body::kWhole;
  }
  return !reader.broken();
}

// Takes the field that `reader` stands at; whether it is one that a fact has
// there.
bool TakeField(const FieldReader& reader, ScannedFact* fact) {
  const uint32_t number = reader.number();
  const bool is_bytes = reader.is_bytes();
  switch (number) {
    case v1::Fact::kIdFieldNumber:
      fact->id = reader.content();
      return is_bytes;
    case v1::Fact::kValidFieldNumber:
      fact->valid_field = reader.whole();
      return is_bytes;
    case v1::Fact::kModalityFieldNumber:
      fact->modality = static_cast<uint8_t>(reader.value());
      return reader.is_varint() && reader.value() != 0 &&
             reader.value() <= v1::Modality_MAX;
    case v1::Fact::kUnknownKindFieldNumber:
      fact->unknown_kind = static_cast<uint8_t>(reader.value());
      return reader.is_varint() && reader.value() != 0 &&
             reader.value() <= v1::UnknownKind_MAX;
    case v1::Fact::kEvidenceFieldNumber:
      Extend(&fact->evidence_fields, reader.whole());
      return is_bytes;
    case v1::Fact::kBecauseFieldNumber:
    case v1::Fact::kOriginFieldNumber:
    case v1::Fact::kConfidenceFieldNumber:
    case v1::Fact::kMarkingFieldNumber:
      Extend(&fact->reason_fields, reader.whole());
      return is_bytes == (number != v1::Fact::kConfidenceFieldNumber);
    case v1::Fact::kVerifiedFieldNumber:
      fact->verified = reader.value() != 0;
      return reader.is_varint();
    case v1::Fact::kNoteFieldNumber:
      fact->note_field = reader.whole();
      return is_bytes;
    case v1::Fact::kEntityFieldNumber:
      return is_bytes && ScanEntity(reader.content(), fact);
    case v1::Fact::kRelationFieldNumber:
      return is_bytes && ScanRelation(reader.content(), fact);
    case v1::Fact::kMeasureFieldNumber:
      return is_bytes;
    default:
      return false;
  }
}

}  // namespace

bool ScanFact(absl::string_view bytes, ScannedFact* fact) {
  *fact = {};
  FieldReader reader(bytes);
  uint32_t before = 0;
  while (reader.Next()) {
    const uint32_t number = reader.number();
    const bool may_repeat = number == v1::Fact::kEvidenceFieldNumber ||
                            number == v1::Fact::kBecauseFieldNumber;
    // After a body comes nothing: there is one.
    if (number < before || (number == before && !may_repeat) ||
        before >= v1::Fact::kEntityFieldNumber || !TakeField(reader, fact)) {
      return false;
    }
    before = number;
  }
  if (reader.broken() || before < v1::Fact::kEntityFieldNumber ||
      fact->modality == 0 || fact->id.empty() || !IsUtf8(fact->id)) {
    return false;
  }
  if (fact->kind.empty()) fact->body = ScannedFact::Body::kWhole;
  return fact->body == ScannedFact::Body::kWhole ||
         (IsUtf8(fact->kind) && IsUtf8(fact->first) && IsUtf8(fact->second));
}

bool ForEachField(
    absl::string_view bytes,
    absl::FunctionRef<void(uint32_t, absl::string_view, absl::string_view)>
        visit) {
  FieldReader reader(bytes);
  while (reader.Next()) {
    visit(reader.number(), reader.whole(), reader.content());
  }
  return !reader.broken();
}

}  // namespace ketenzicht::service
