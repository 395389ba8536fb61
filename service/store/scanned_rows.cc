#include "service/store/scanned_rows.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/proto/fact_conversion.h"
#include "service/proto/value_conversion.h"
#include "service/store/log_packing.h"

namespace ketenzicht::service {
namespace {

using graph::Piece;
using graph::PieceNumbers;
using graph::Row;
using graph::RowBlock;
using graph::RowRange;
using storage::v1::LogRecord;

// A block is closed when its texts reach this.
constexpr size_t kBlockBytes = size_t{8} << 20;
// Room for the texts of one more record, so that blocks do not move.
constexpr size_t kSlackBytes = size_t{256} << 10;
// What a row takes of the text, roughly.
constexpr size_t kTextBytes = 64;

}  // namespace

absl::Status RecordScanner::Scan(absl::string_view bytes, int64_t revision,
                                 int chunk) {
  ScannedRecord record{.revision = revision, .chunk = chunk};
  absl::Status status = ScanEnvelope(bytes, &record);
  if (!status.ok()) return status;
  if (blocks.empty() || blocks.back().text.size() >= kBlockBytes) {
    if (!blocks.empty()) blocks.back().rows.shrink_to_fit();
    blocks.emplace_back();
    if (!records.empty()) {
      blocks.back().text.reserve(kBlockBytes + kSlackBytes);
      blocks.back().rows.reserve(kBlockBytes / kTextBytes);
    }
  }
  const size_t begin = blocks.back().rows.size();
  for (absl::string_view fact : facts_) {
    if (status = AddFact(fact); !status.ok()) return status;
  }
  if (status = TakeRange(begin, &record.put); !status.ok()) return status;
  const size_t middle = blocks.back().rows.size();
  for (const std::string& id : retracted_) AddRetracted(id);
  status = TakeRange(middle, &record.retracted);
  if (!status.ok()) return status;
  records.push_back(record);
  return absl::OkStatus();
}

absl::Status RecordScanner::ScanEnvelope(absl::string_view bytes,
                                         ScannedRecord* record) {
  facts_.clear();
  envelope_.clear();
  const bool fields =
      ForEachField(bytes, [this](uint32_t number, absl::string_view whole,
                                 absl::string_view content) {
        if (number == LogRecord::kFactsFieldNumber && !content.empty()) {
          facts_.push_back(content);
        } else {
          envelope_.append(whole.data(), whole.size());
        }
      });
  LogRecord envelope;
  absl::Status status =
      ParseRecord(fields ? absl::string_view(envelope_) : bytes,
                  record->revision, record->chunk, &envelope);
  if (!status.ok()) return status;
  if (!fields || envelope.facts_size() > 0) {
    return absl::DataLossError(absl::StrCat("revision ", record->revision,
                                            ", chunk ", record->chunk,
                                            ": the record does not parse"));
  }
  record->chunks = envelope.chunk_count();
  record->recorded_at = absl::FromUnixMillis(envelope.recorded_at_ms());
  retracted_ = {envelope.retracted_ids().begin(),
                envelope.retracted_ids().end()};
  for (v1::Document& document : *envelope.mutable_documents()) {
    documents.push_back({record->revision, false,
                         std::move(*document.mutable_name()),
                         std::move(*document.mutable_content())});
  }
  for (std::string& name : *envelope.mutable_removed_documents()) {
    documents.push_back({record->revision, true, std::move(name), ""});
  }
  return absl::OkStatus();
}

absl::Status RecordScanner::AddFact(absl::string_view bytes) {
  ScannedFact fact;
  if (ScanFact(bytes, &fact)) {
    AddScanned(fact, bytes);
    return absl::OkStatus();
  }
  // Not as we write it: what it says, written as we do.
  v1::Fact proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError("a stored fact does not parse");
  }
  const absl::StatusOr<graph::Fact> read = FromProto(proto);
  if (!read.ok()) return UnreadableFact(proto.id(), read.status());
  v1::Fact written;
  absl::Status status = ToProto(*read, &written);
  const std::string again = written.SerializeAsString();
  if (status.ok() && !ScanFact(again, &fact)) {
    status = absl::DataLossError("it has no form of its own");
  }
  if (!status.ok()) return UnreadableFact(proto.id(), status);
  AddScanned(fact, again);
  return absl::OkStatus();
}

void RecordScanner::AddScanned(const ScannedFact& fact,
                               absl::string_view bytes) {
  RowBlock& block = blocks.back();
  Row row;
  row.begin = static_cast<uint32_t>(block.text.size());
  row.id_end = block.Add(fact.id);
  row.modality = *FromProto(static_cast<v1::Modality>(fact.modality));
  if (fact.unknown_kind != 0) {
    row.unknown_kind =
        *FromProto(static_cast<v1::UnknownKind>(fact.unknown_kind));
  }
  row.verified = fact.verified;
  if (fact.body == ScannedFact::Body::kWhole) {
    row.first_end = block.Add(bytes);
    row.second_end = row.first_end;
    block.rows.push_back(row);
    return;
  }
  const bool is_entity = fact.body == ScannedFact::Body::kEntity;
  row.body = is_entity ? Row::Body::kEntity : Row::Body::kRelation;
  row.first_end = block.Add(fact.first);
  row.second_end = block.Add(fact.second);
  const PieceNumbers numbers = pieces.NumbersOf(fact);
  const auto of = [&](Piece piece) {
    return numbers[static_cast<size_t>(piece)];
  };
  row.valid = of(Piece::kValid);
  row.evidence = of(Piece::kEvidence);
  row.remark = of(Piece::kRemark);
  row.kind = of(Piece::kKind);
  row.extra = of(is_entity ? Piece::kAttributes : Piece::kLikelihood);
  block.rows.push_back(row);
}

void RecordScanner::AddRetracted(absl::string_view id) {
  RowBlock& block = blocks.back();
  Row row;
  row.body = Row::Body::kRetracted;
  row.begin = static_cast<uint32_t>(block.text.size());
  row.id_end = block.Add(id);
  row.first_end = row.id_end;
  row.second_end = row.id_end;
  block.rows.push_back(row);
}

absl::Status RecordScanner::TakeRange(size_t begin, RowRange* range) const {
  const RowBlock& block = blocks.back();
  for (size_t i = begin + 1; i < block.rows.size(); ++i) {
    if (block.id(block.rows[i - 1]) < block.id(block.rows[i])) continue;
    return absl::DataLossError(absl::StrCat("'", block.id(block.rows[i]),
                                            "' stands in a record behind '",
                                            block.id(block.rows[i - 1]), "'"));
  }
  *range = {static_cast<uint32_t>(blocks.size()) - 1,
            static_cast<uint32_t>(begin),
            static_cast<uint32_t>(block.rows.size() - begin)};
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
