#include "service/store/rocksdb_log.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "rocksdb/write_batch.h"
#include "service/store/rocksdb_ingestion.h"

namespace ketenzicht::service {
namespace {

// Raised when a program that reads only the present form would misread a store.
constexpr int kFormat = 1;

// Keys in the default column family. Records have one of their own: their files
// then never overlap, and RocksDB moves them down instead of rewriting them.
constexpr absl::string_view kFormatKey = "format";
constexpr absl::string_view kHeadKey = "head";
constexpr absl::string_view kRequestPrefix = "request/";
constexpr char kRecordsFamily[] = "log";

constexpr size_t kProtectionBytes = 8;  // checksum of a key on its way to disk
constexpr size_t kReadahead = size_t{2} << 20;
constexpr uint64_t kMebibyte = uint64_t{1} << 20;

rocksdb::Slice ToSlice(absl::string_view text) {
  return {text.data(), text.size()};
}

absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

void AppendBigEndian(uint64_t value, int bytes, std::string* key) {
  for (int i = bytes - 1; i >= 0; --i) {
    key->push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  }
}

// Eight bytes of revision, four of chunk: byte order is reading order.
std::string RecordKey(int64_t revision, uint32_t chunk) {
  std::string key;
  AppendBigEndian(static_cast<uint64_t>(revision), 8, &key);
  AppendBigEndian(chunk, 4, &key);
  return key;
}

std::string DescribeRecordKey(absl::string_view key) {
  if (key.size() != 12) return "a key that is none of a record";
  uint64_t revision = 0;
  uint64_t chunk = 0;
  for (size_t i = 0; i < 8; ++i) {
    revision = revision << 8 | static_cast<unsigned char>(key[i]);
  }
  for (size_t i = 8; i < 12; ++i) {
    chunk = chunk << 8 | static_cast<unsigned char>(key[i]);
  }
  return absl::StrCat("revision ", revision, ", chunk ", chunk);
}

std::string RequestKey(absl::string_view request_id) {
  return absl::StrCat(kRequestPrefix, request_id);
}

absl::Status PrepareDirectory(const RocksdbStoreOptions& options) {
  namespace fs = std::filesystem;
  std::error_code error;
  const bool has_store =
      fs::exists(fs::path(options.directory) / "CURRENT", error);
  if ((!options.create_if_missing || options.read_only) && !has_store) {
    return absl::NotFoundError(
        absl::StrCat("there is no store in '", options.directory, "'"));
  }
  fs::create_directory(options.directory, error);
  if (!error) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat("cannot make the directory '",
                                          options.directory,
                                          "': ", error.message()));
}

}  // namespace

RocksdbLog::RocksdbLog(const RocksdbStoreOptions& options, LineSink sink)
    : directory_(options.directory),
      free_space_reserve_(options.free_space_reserve),
      file_bytes_(options.file_bytes),
      read_only_(options.read_only),
      sink_(std::move(sink)) {}

RocksdbLog::~RocksdbLog() {
  if (database_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* family : {meta_, records_}) {
    database_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
  }
  FromRocksdb(database_->Close(), "closing the store", sink_).IgnoreError();
}

absl::StatusOr<std::unique_ptr<RocksdbLog>> RocksdbLog::Open(
    const RocksdbStoreOptions& options) {
  std::unique_ptr<RocksdbLog> log(new RocksdbLog(options, options.on_warning));
  absl::Status status = PrepareDirectory(options);
  if (!status.ok()) return status;
  absl::StatusOr<std::unique_ptr<DirectoryLock>> lock =
      DirectoryLock::Take(options.directory);
  if (!lock.ok()) return lock.status();
  log->lock_ = *std::move(lock);
  status = log->OpenDatabase(options.block_cache_bytes);
  if (status.ok()) status = log->OpenStore();
  if (status.ok()) status = log->CheckEnd();
  if (status.ok()) status = log->CheckAnchor();
  if (!status.ok()) return status;
  if (!options.read_only) RemoveIngestionFiles(options.directory);
  return log;
}

absl::Status RocksdbLog::OpenDatabase(size_t block_cache_bytes) {
  const rocksdb::DBOptions options =
      MakeDatabaseOptions(MakeRocksdbLogger(sink_));
  const rocksdb::ColumnFamilyOptions family =
      MakeFamilyOptions(block_cache_bytes);
  // A newer form may have families that we cannot even open without knowing.
  std::vector<std::string> names;
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::path(directory_) / "CURRENT",
                              error)) {
    const rocksdb::Status listed =
        rocksdb::DB::ListColumnFamilies(options, directory_, &names);
    if (!listed.ok()) return FromRocksdb(listed, "opening the store", sink_);
  }
  for (const std::string& name : names) {
    if (name != rocksdb::kDefaultColumnFamilyName && name != kRecordsFamily) {
      return absl::FailedPreconditionError(
          "the directory holds another database, or a store that a newer "
          "version wrote");
    }
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* database = nullptr;
  const std::vector<rocksdb::ColumnFamilyDescriptor> families = {
      {rocksdb::kDefaultColumnFamilyName, family}, {kRecordsFamily, family}};
  const rocksdb::Status opened =
      read_only_ ? rocksdb::DB::OpenForReadOnly(options, directory_, families,
                                                &handles, &database)
                 : rocksdb::DB::Open(options, directory_, families, &handles,
                                     &database);
  if (!opened.ok()) return FromRocksdb(opened, "opening the store", sink_);
  database_.reset(database);
  meta_ = handles[0];
  records_ = handles[1];
  return absl::OkStatus();
}

absl::Status RocksdbLog::OpenStore() {
  const absl::StatusOr<std::optional<std::string>> format = Get(kFormatKey);
  if (!format.ok()) return format.status();
  if (!format->has_value()) return SetUp();
  int number = 0;
  if (!absl::SimpleAtoi(**format, &number) || number < 1) {
    return absl::DataLossError("the store's format number is damaged");
  }
  if (number > kFormat) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the store has format ", number, ", this program reads up to ", kFormat,
        ": open it with a newer version"));
  }
  return ReadHead();
}

absl::Status RocksdbLog::IsEmpty(rocksdb::ColumnFamilyHandle* family,
                                 bool* empty) const {
  const std::unique_ptr<rocksdb::Iterator> at(
      database_->NewIterator(rocksdb::ReadOptions(), family));
  at->SeekToFirst();
  *empty = *empty && !at->Valid();
  return FromRocksdb(at->status(), "opening the store", sink_);
}

absl::Status RocksdbLog::SetUp() {
  bool empty = true;
  absl::Status status = IsEmpty(meta_, &empty);
  if (status.ok()) status = IsEmpty(records_, &empty);
  if (!status.ok()) return status;
  if (!empty) {
    return absl::FailedPreconditionError(
        "the directory holds another database, or a store that lost its format "
        "number");
  }
  rocksdb::WriteBatch batch;
  batch.Put(meta_, ToSlice(kFormatKey), std::to_string(kFormat))
      .PermitUncheckedError();
  batch.Put(meta_, ToSlice(kHeadKey), head_.SerializeAsString())
      .PermitUncheckedError();
  rocksdb::WriteOptions options;
  options.sync = true;
  return FromRocksdb(database_->Write(options, &batch), "setting up the store",
                     sink_);
}

absl::Status RocksdbLog::ReadHead() {
  const absl::StatusOr<std::optional<std::string>> bytes = Get(kHeadKey);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return absl::DataLossError("the head is missing");
  if (!head_.ParseFromString(**bytes)) {
    return absl::DataLossError("the head is damaged");
  }
  return absl::OkStatus();
}

absl::Status RocksdbLog::CheckEnd() const {
  const std::unique_ptr<rocksdb::Iterator> at(
      database_->NewIterator(rocksdb::ReadOptions(), records_));
  at->SeekToLast();
  if (!at->status().ok()) {
    return FromRocksdb(at->status(), "opening the store", sink_);
  }
  const std::string found =
      at->Valid() ? DescribeRecordKey(ToView(at->key())) : "no record";
  const std::string expected =
      head_.revision() == 0 ? "no record"
                            : DescribeRecordKey(RecordKey(
                                  head_.revision(), head_.chunk_count() - 1));
  if (found == expected) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(
      "the log does not end where its head says: the head expects ", expected,
      ", found ", found));
}

absl::Status RocksdbLog::CheckAnchor() {
  absl::StatusOr<std::unique_ptr<RevisionAnchor>> anchor =
      RevisionAnchor::Open(directory_);
  if (!anchor.ok()) return anchor.status();
  anchor_ = *std::move(anchor);
  if (anchor_->revision() > head_.revision()) {
    return absl::DataLossError(
        absl::StrCat("revision ", anchor_->revision(),
                     " was acknowledged, and the log ends at revision ",
                     head_.revision(), ": its end was lost"));
  }
  if (anchor_->revision() < head_.revision() && !read_only_) {
    RecordRevision(head_.revision());
  }
  return absl::OkStatus();
}

void RocksdbLog::RecordRevision(int64_t revision) {
  if (anchor_->Record(revision)) return;
  sink_(absl::StrCat("cannot record that revision ", revision,
                     " was acknowledged; the revision itself is durable"));
}

absl::StatusOr<std::optional<std::string>> RocksdbLog::Get(
    absl::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      database_->Get(rocksdb::ReadOptions(), meta_, ToSlice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return FromRocksdb(status, "reading the store", sink_);
  return std::optional<std::string>(std::move(value));
}

absl::Status RocksdbLog::CheckSpace(size_t bytes) const {
  if (read_only_) {
    return absl::FailedPreconditionError("the store was opened to be read");
  }
  std::error_code error;
  const std::filesystem::space_info space =
      std::filesystem::space(directory_, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot tell the free space: ", error.message()));
  }
  // Once in RocksDB's write-ahead log, once in the file made of it. A commit
  // that is a file from the start takes less.
  const uint64_t needed = 2 * static_cast<uint64_t>(bytes);
  if (space.available >= needed &&
      space.available - needed >= free_space_reserve_) {
    return absl::OkStatus();
  }
  return absl::ResourceExhaustedError(absl::StrCat(
      "not enough free space: ", space.available / kMebibyte,
      " MiB are free, the write needs ", needed / kMebibyte, " MiB and ",
      free_space_reserve_ / kMebibyte, " MiB are kept in reserve"));
}

absl::Status RocksdbLog::Append(RecordSource& records,
                                const storage::v1::Head& head,
                                absl::string_view request_id) {
  const rocksdb::Status status = records.bytes() < file_bytes_
                                     ? AppendBatch(records, head, request_id)
                                     : AppendFiles(records, head, request_id);
  if (status.ok()) RecordRevision(head.revision());
  return FromRocksdb(status, "writing to the store", sink_);
}

rocksdb::Status RocksdbLog::AppendBatch(RecordSource& records,
                                        const storage::v1::Head& head,
                                        absl::string_view request_id) {
  rocksdb::WriteBatch batch(0, 0, kProtectionBytes, 0);
  rocksdb::Status status;
  for (int32_t i = 0; i < records.count() && status.ok(); ++i) {
    status = batch.Put(records_,
                       RecordKey(head.revision(), static_cast<uint32_t>(i)),
                       records.Next());
  }
  if (status.ok() && !request_id.empty()) {
    status = batch.Put(meta_, RequestKey(request_id),
                       std::to_string(head.revision()));
  }
  if (status.ok()) {
    status = batch.Put(meta_, ToSlice(kHeadKey), head.SerializeAsString());
  }
  rocksdb::WriteOptions options;
  options.sync = true;
  return status.ok() ? database_->Write(options, &batch) : status;
}

rocksdb::Status RocksdbLog::AppendFiles(RecordSource& records,
                                        const storage::v1::Head& head,
                                        absl::string_view request_id) {
  using KeyAndValue = std::pair<std::string, std::string>;
  uint32_t chunk = 0;
  const auto next_record = [&] {
    return KeyAndValue(RecordKey(head.revision(), chunk++), records.Next());
  };
  std::vector<KeyAndValue> meta = {
      {std::string(kHeadKey), head.SerializeAsString()}};
  if (!request_id.empty()) {
    meta.emplace_back(RequestKey(request_id), std::to_string(head.revision()));
  }
  size_t at = 0;
  const auto next_meta = [&] { return meta[at++]; };
  return IngestRows(*database_, directory_,
                    {{records_, records.count(), next_record},
                     {meta_, static_cast<int64_t>(meta.size()), next_meta}});
}

absl::StatusOr<std::optional<int64_t>> RocksdbLog::FindRequest(
    absl::string_view request_id) const {
  const absl::StatusOr<std::optional<std::string>> value =
      Get(RequestKey(request_id));
  if (!value.ok()) return value.status();
  if (!value->has_value()) return std::optional<int64_t>();
  int64_t revision = 0;
  if (!absl::SimpleAtoi(**value, &revision)) {
    return absl::DataLossError("the record of a request is damaged");
  }
  return std::optional<int64_t>(revision);
}

absl::Status RocksdbLog::Read(
    int64_t revision,
    absl::FunctionRef<absl::Status(absl::string_view)> visit) const {
  const std::string end = RecordKey(revision + 1, 0);
  const rocksdb::Slice end_slice(end);
  rocksdb::ReadOptions options;
  options.verify_checksums = true;
  options.fill_cache = false;  // read from end to end, and not again soon
  options.readahead_size = kReadahead;
  options.iterate_upper_bound = &end_slice;
  const std::unique_ptr<rocksdb::Iterator> at(
      database_->NewIterator(options, records_));
  for (at->Seek(RecordKey(revision, 0)); at->Valid(); at->Next()) {
    absl::Status status = visit(ToView(at->value()));
    if (!status.ok()) return status;
  }
  return FromRocksdb(at->status(), absl::StrCat("reading revision ", revision),
                     sink_);
}

}  // namespace ketenzicht::service
