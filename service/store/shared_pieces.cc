#include "service/store/shared_pieces.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <variant>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/fact_conversion.h"

namespace ketenzicht::service {

using graph::Piece;
using graph::PieceNumbers;

namespace {

// A remark is three pieces of bytes; the sizes of two stand before them.
using Size = uint32_t;
constexpr size_t kSizes = 2 * sizeof(Size);

void AppendSize(size_t bytes, std::string* to) {
  const auto size = static_cast<Size>(bytes);
  to->append(reinterpret_cast<const char*>(&size), sizeof(size));
}

Size SizeAt(absl::string_view bytes, size_t at) {
  Size size = 0;
  std::memcpy(&size, bytes.data() + at, sizeof(size));
  return size;
}

// Of its length, and of bytes in its middle and at its end: cheaper than a hash
// of all, and mostly another one for another value.
uint64_t Glance(absl::string_view bytes) {
  uint64_t middle = 0;
  uint64_t end = 0;
  const size_t size = std::min(bytes.size(), sizeof(end));
  std::memcpy(&middle, bytes.data() + (bytes.size() - size) / 2, size);
  std::memcpy(&end, bytes.data() + bytes.size() - size, size);
  return ((end + bytes.size()) * 0x9E3779B97F4A7C15 ^
          middle * 0xC2B2AE3D27D4EB4F) >>
         32;
}

bool Parse(absl::string_view bytes, google::protobuf::Message* message) {
  return message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

absl::Status DoesNotParse() {
  return absl::DataLossError("a part of it does not parse");
}

// The rest of a fact, so that one part of it can be converted.
absl::StatusOr<graph::Fact> Convert(v1::Fact fact) {
  fact.set_modality(v1::MODALITY_AFFIRMED);
  if (fact.body_case() == v1::Fact::BODY_NOT_SET) fact.mutable_entity();
  return FromProto(fact);
}

absl::StatusOr<graph::Fact> ConvertFields(absl::string_view of_fact) {
  v1::Fact fact;
  if (!Parse(of_fact, &fact)) return DoesNotParse();
  return Convert(std::move(fact));
}

absl::StatusOr<graph::Fact> ConvertRelation(absl::string_view of_relation) {
  v1::Fact fact;
  if (!Parse(of_relation, fact.mutable_relation())) return DoesNotParse();
  fact.mutable_relation()->mutable_source()->set_id("-");
  fact.mutable_relation()->mutable_target()->set_id("-");
  return Convert(std::move(fact));
}

absl::StatusOr<graph::ValidTime> ConvertValid(absl::string_view bytes) {
  absl::StatusOr<graph::Fact> fact = ConvertFields(bytes);
  if (!fact.ok()) return fact.status();
  return fact->valid;
}

absl::StatusOr<std::vector<graph::Evidence>> ConvertEvidence(
    absl::string_view bytes) {
  absl::StatusOr<graph::Fact> fact = ConvertFields(bytes);
  if (!fact.ok()) return fact.status();
  return std::move(fact->evidence);
}

absl::StatusOr<graph::Remark> ConvertRemark(absl::string_view bytes) {
  const size_t reasons = SizeAt(bytes, 0);
  const size_t note = SizeAt(bytes, sizeof(Size));
  // Fields may come in any order and apart, so these two are one message.
  absl::StatusOr<graph::Fact> fact =
      ConvertFields(bytes.substr(kSizes, reasons + note));
  if (!fact.ok()) return fact.status();
  absl::StatusOr<graph::Fact> relation =
      ConvertRelation(bytes.substr(kSizes + reasons + note));
  if (!relation.ok()) return relation.status();
  return graph::Remark{
      std::move(fact->because),
      std::move(fact->origin),
      fact->confidence,
      std::move(fact->marking),
      std::move(fact->note),
      std::get<graph::Relation>(std::move(relation->body)).attributes};
}

absl::StatusOr<std::string> ConvertKind(absl::string_view bytes) {
  return std::string(bytes);
}

absl::StatusOr<graph::Attributes> ConvertAttributes(absl::string_view bytes) {
  v1::Fact fact;
  if (!Parse(bytes, fact.mutable_entity())) return DoesNotParse();
  absl::StatusOr<graph::Fact> converted = Convert(std::move(fact));
  if (!converted.ok()) return converted.status();
  return std::get<graph::Entity>(std::move(converted->body)).attributes;
}

absl::StatusOr<graph::Likelihood> ConvertLikelihood(absl::string_view bytes) {
  absl::StatusOr<graph::Fact> relation = ConvertRelation(bytes);
  if (!relation.ok()) return relation.status();
  return std::get<graph::Relation>(std::move(relation->body)).likelihood;
}

}  // namespace

uint32_t SharedPieces::NumberOf(Piece piece, absl::string_view bytes) {
  Numbers& numbers = numbers_[static_cast<size_t>(piece)];
  // What comes again in the next fact is compared before it is looked up.
  if (!numbers.bytes.empty() && *numbers.bytes[numbers.last] == bytes) {
    return numbers.last;
  }
  // A few values alternate, as sources do: where such a one was looked up last.
  uint32_t& seen = numbers.seen[Glance(bytes) % kSlots];
  if (seen < numbers.bytes.size() && *numbers.bytes[seen] == bytes) {
    return numbers.last = seen;
  }
  const auto [it, added] = numbers.known.try_emplace(
      bytes, static_cast<uint32_t>(numbers.bytes.size()));
  if (added) numbers.bytes.push_back(&it->first);
  return numbers.last = seen = it->second;
}

PieceNumbers SharedPieces::NumbersOf(const ScannedFact& fact) {
  PieceNumbers numbers{};
  const auto set = [&](Piece piece, absl::string_view bytes) {
    numbers[static_cast<size_t>(piece)] = NumberOf(piece, bytes);
  };
  set(Piece::kValid, fact.valid_field);
  set(Piece::kEvidence, fact.evidence_fields);
  set(Piece::kKind, fact.kind);
  remark_.clear();
  AppendSize(fact.reason_fields.size(), &remark_);
  AppendSize(fact.note_field.size(), &remark_);
  remark_.append(fact.reason_fields.data(), fact.reason_fields.size());
  remark_.append(fact.note_field.data(), fact.note_field.size());
  if (fact.body == ScannedFact::Body::kEntity) {
    set(Piece::kAttributes, fact.attribute_fields);
  } else {
    remark_.append(fact.attribute_fields.data(), fact.attribute_fields.size());
    set(Piece::kLikelihood, fact.likelihood_field);
  }
  set(Piece::kRemark, remark_);
  return numbers;
}

template <typename Value, typename Convert>
void SharedPieces::ConvertAll(Piece piece, Convert convert,
                              std::vector<Value>& values,
                              std::vector<Unreadable>& unreadable) const {
  for (const std::string* bytes : Of(piece).bytes) {
    absl::StatusOr<Value> value = convert(*bytes);
    if (!value.ok()) {
      unreadable.push_back(
          {piece, static_cast<uint32_t>(values.size()), value.status()});
      value = Value();
    }
    values.push_back(*std::move(value));
  }
}

void SharedPieces::ConvertTo(graph::SharedValues& values,
                             std::vector<Unreadable>& unreadable) const {
  ConvertAll(Piece::kValid, ConvertValid, values.valid_times, unreadable);
  ConvertAll(Piece::kEvidence, ConvertEvidence, values.evidences, unreadable);
  ConvertAll(Piece::kRemark, ConvertRemark, values.remarks, unreadable);
  ConvertAll(Piece::kKind, ConvertKind, values.kinds, unreadable);
  ConvertAll(Piece::kAttributes, ConvertAttributes, values.attributes,
             unreadable);
  ConvertAll(Piece::kLikelihood, ConvertLikelihood, values.likelihoods,
             unreadable);
}

}  // namespace ketenzicht::service
