#include "service/store/log_packing.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/arena.h"
#include "service/proto/fact_conversion.h"
#include "service/proto/utf8.h"
#include "service/store/packed_records.h"

namespace ketenzicht::service {
namespace {

using storage::v1::LogRecord;

// Pointers to `items`, sorted by `key`. Large imports come sorted.
template <typename Item, typename Key>
std::vector<const Item*> Sorted(const std::vector<Item>& items, Key key) {
  std::vector<const Item*> sorted;
  sorted.reserve(items.size());
  for (const Item& item : items) sorted.push_back(&item);
  const auto less = [&](const Item* a, const Item* b) {
    return key(*a) < key(*b);
  };
  if (!std::is_sorted(sorted.begin(), sorted.end(), less)) {
    std::sort(sorted.begin(), sorted.end(), less);
  }
  return sorted;
}

const std::string& IdOf(const graph::Fact& fact) { return fact.id; }
const std::string& NameOf(const Document& document) { return document.name; }
const std::string& Itself(const std::string& text) { return text; }

// InvalidArgument where a key is empty or stands twice, in what is put and what
// is removed together.
template <typename Item, typename Key>
absl::Status CheckKeys(absl::string_view what, const std::vector<Item>& put,
                       Key key, const std::vector<std::string>& removed) {
  std::vector<absl::string_view> keys;
  keys.reserve(put.size() + removed.size());
  for (const Item& item : put) keys.push_back(key(item));
  keys.insert(keys.end(), removed.begin(), removed.end());
  if (!std::is_sorted(keys.begin(), keys.end())) {
    std::sort(keys.begin(), keys.end());
  }
  if (!keys.empty() && keys.front().empty()) {
    return absl::InvalidArgumentError(absl::StrCat(what, " is empty"));
  }
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice == keys.end()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(what, " '", *twice, "' stands in the batch twice"));
}

absl::Status CheckTexts(const WriteBatch& batch) {
  bool good = IsUtf8(batch.request_id) && IsUtf8(batch.author);
  for (const std::string& id : batch.retracted_ids) good = good && IsUtf8(id);
  for (const std::string& name : batch.removed_documents) {
    good = good && IsUtf8(name);
  }
  for (const Document& document : batch.documents) {
    good = good && IsUtf8(document.name) && IsUtf8(document.content);
  }
  if (good) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "a request id, author, id, document or its name is not UTF-8");
}

// Fills records one after another and serializes each when it is full.
class Packer {
 public:
  // `envelope` is what every record says but its chunk, of which the first is
  // `first_chunk`.
  Packer(const LogRecord& envelope, int32_t first_chunk,
         const StoreLimits& limits)
      : envelope_(envelope), first_chunk_(first_chunk), limits_(limits) {}

  absl::Status PutFact(const graph::Fact& fact) {
    v1::Fact* proto = record().add_facts();
    const absl::Status status = ToProto(fact, proto);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("fact '", fact.id, "': ", status.message()));
    }
    return Added("fact", fact.id, proto->ByteSizeLong());
  }

  absl::Status PutDocument(const Document& document) {
    v1::Document* proto = record().add_documents();
    proto->set_name(document.name);
    proto->set_content(document.content);
    return Added("document", document.name, proto->ByteSizeLong());
  }

  absl::Status Retract(const std::string& id) {
    record().add_retracted_ids(id);
    return Added("id", id, id.size());
  }

  absl::Status RemoveDocument(const std::string& name) {
    record().add_removed_documents(name);
    return Added("name", name, name.size());
  }

  // Whole but for the count of all chunks.
  absl::StatusOr<std::vector<std::string>> Finish() {
    absl::Status status = Close();
    if (!status.ok()) return status;
    return std::move(records_);
  }

 private:
  LogRecord& record() {
    if (record_ == nullptr) {
      record_ = google::protobuf::Arena::CreateMessage<LogRecord>(&arena_);
      *record_ = envelope_;
      record_->set_chunk_index(first_chunk_ +
                               static_cast<int32_t>(records_.size()));
    }
    return *record_;
  }

  absl::Status Added(absl::string_view what, absl::string_view name,
                     size_t bytes) {
    if (bytes > limits_.record_bytes) {
      return absl::ResourceExhaustedError(
          TooLarge(what, name, bytes, limits_.record_bytes));
    }
    ++items_;
    bytes_ += bytes;
    if (items_ < kMaxFactsPerChange && bytes_ < limits_.record_bytes) {
      return absl::OkStatus();
    }
    return Close();
  }

  absl::Status Close() {
    if (record_ == nullptr) return absl::OkStatus();
    std::string& bytes = records_.emplace_back();
    record_->AppendToString(&bytes);
    total_bytes_ += bytes.size();
    record_ = nullptr;
    arena_.Reset();
    items_ = 0;
    bytes_ = 0;
    if (total_bytes_ <= limits_.batch_bytes) return absl::OkStatus();
    return absl::ResourceExhaustedError(TooLargeBatch(limits_));
  }

  const LogRecord& envelope_;
  const int32_t first_chunk_;
  const StoreLimits& limits_;
  google::protobuf::Arena arena_;
  LogRecord* record_ = nullptr;  // in the arena
  size_t items_ = 0;             // in the record
  size_t bytes_ = 0;             // in the record
  size_t total_bytes_ = 0;       // in all records
  std::vector<std::string> records_;
};

// Records that are there already.
class MadeRecords : public RecordSource {
 public:
  explicit MadeRecords(std::vector<std::string> records)
      : records_(std::move(records)) {
    for (const std::string& record : records_) bytes_ += record.size();
  }

  int32_t count() const override {
    return static_cast<int32_t>(records_.size());
  }
  size_t bytes() const override { return bytes_; }
  std::string Next() override {
    std::string record = std::move(records_[next_++]);
    AppendChunkCount(count(), &record);
    return record;
  }

 private:
  std::vector<std::string> records_;
  size_t bytes_ = 0;
  size_t next_ = 0;
};

size_t NumFacts(const WriteBatch& batch) {
  return batch.facts.size() + (batch.packed == nullptr
                                   ? 0
                                   : static_cast<size_t>(batch.packed->size()));
}

}  // namespace

std::string TooLarge(absl::string_view what, absl::string_view name,
                     size_t bytes, size_t limit) {
  return absl::StrCat(what, " '", name.substr(0, 256), "' takes ", bytes,
                      " bytes, the limit is ", limit);
}

std::string TooLargeBatch(const StoreLimits& limits) {
  return absl::StrCat("the batch takes more than ", limits.batch_bytes,
                      " bytes; write it in several");
}

absl::Status CheckBatch(const WriteBatch& batch, const StoreLimits& limits) {
  const size_t facts = NumFacts(batch) + batch.retracted_ids.size();
  if (facts + batch.documents.size() + batch.removed_documents.size() == 0) {
    return absl::InvalidArgumentError("the batch is empty");
  }
  if (batch.packed != nullptr &&
      !(batch.facts.empty() && batch.retracted_ids.empty())) {
    return absl::InvalidArgumentError(
        "packed facts stand alone in a batch, with documents at most");
  }
  if (facts > limits.batch_facts) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the batch has ", facts, " facts, the limit is ",
                     limits.batch_facts, "; write it in several"));
  }
  if (batch.request_id.size() > kMaxRequestIdBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the request id has ", batch.request_id.size(),
                     " bytes, the limit is ", kMaxRequestIdBytes));
  }
  absl::Status status =
      CheckKeys("a fact's id", batch.facts, IdOf, batch.retracted_ids);
  if (!status.ok()) return status;
  status = CheckKeys("a document's name", batch.documents, NameOf,
                     batch.removed_documents);
  if (!status.ok()) return status;
  return CheckTexts(batch);
}

absl::StatusOr<std::unique_ptr<RecordSource>> PackBatch(
    const WriteBatch& batch, int64_t revision, int64_t recorded_at_ms,
    const StoreLimits& limits) {
  LogRecord envelope;
  envelope.set_revision(revision);
  envelope.set_recorded_at_ms(recorded_at_ms);
  envelope.set_request_id(batch.request_id);
  envelope.set_author(batch.author);
  std::unique_ptr<PackedRecords> packed;
  if (batch.packed != nullptr) {
    absl::StatusOr<std::unique_ptr<PackedRecords>> made =
        PackedRecords::Make(*batch.packed, envelope, limits);
    if (!made.ok()) return made.status();
    packed = *std::move(made);
  }
  Packer packer(envelope, packed == nullptr ? 0 : packed->fact_records(),
                limits);
  absl::Status status;
  const auto each = [&](const auto& items, auto key, auto pack) {
    for (const auto* item : Sorted(items, key)) {
      if (status.ok()) status = (packer.*pack)(*item);
    }
  };
  each(batch.facts, IdOf, &Packer::PutFact);
  each(batch.retracted_ids, Itself, &Packer::Retract);
  each(batch.documents, NameOf, &Packer::PutDocument);
  each(batch.removed_documents, Itself, &Packer::RemoveDocument);
  if (!status.ok()) return status;
  absl::StatusOr<std::vector<std::string>> records = packer.Finish();
  if (!records.ok()) return records.status();
  if (packed == nullptr) {
    return std::make_unique<MadeRecords>(*std::move(records));
  }
  packed->AddRest(*std::move(records));
  return packed;
}

void AppendChunkCount(int32_t count, std::string* record) {
  LogRecord tail;
  tail.set_chunk_count(count);
  tail.AppendToString(record);
}

absl::Status ParseRecord(absl::string_view bytes, int64_t revision, int chunk,
                         LogRecord* record) {
  const bool parsed =
      record->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  if (parsed && record->revision() == revision &&
      record->chunk_index() == chunk && chunk < record->chunk_count()) {
    return absl::OkStatus();
  }
  return absl::DataLossError(
      absl::StrCat("revision ", revision, ", chunk ", chunk, ": ",
                   !parsed ? std::string("the record does not parse")
                           : absl::StrCat("found revision ", record->revision(),
                                          ", chunk ", record->chunk_index(),
                                          " of ", record->chunk_count())));
}

absl::StatusOr<Change> ToChange(const LogRecord& record) {
  Change change{.revision = record.revision(),
                .recorded_at = absl::FromUnixMillis(record.recorded_at_ms()),
                .request_id = record.request_id(),
                .author = record.author(),
                .part = record.chunk_index(),
                .parts = record.chunk_count()};
  change.facts.reserve(record.facts_size());
  for (const v1::Fact& proto : record.facts()) {
    absl::StatusOr<graph::Fact> fact = FromProto(proto);
    if (!fact.ok()) return UnreadableFact(proto.id(), fact.status());
    change.facts.push_back(*std::move(fact));
  }
  change.retracted_ids = {record.retracted_ids().begin(),
                          record.retracted_ids().end()};
  for (const v1::Document& document : record.documents()) {
    change.documents.push_back({document.name(), document.content()});
  }
  change.removed_documents = {record.removed_documents().begin(),
                              record.removed_documents().end()};
  return change;
}

absl::Status UnreadableFact(absl::string_view id, const absl::Status& status) {
  return absl::DataLossError(
      absl::StrCat("stored fact '", id, "': ", status.message()));
}

}  // namespace ketenzicht::service
