#include "service/rpc/source_import_call.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/rpc/call.h"
#include "service/rpc/fact_service.h"

namespace ketenzicht::service {
namespace {

constexpr int64_t kBytesPerProgress = int64_t{1} << 20;
constexpr int32_t kMinChunkFacts = 100;
constexpr int32_t kMaxChunkFacts = 1'000'000;

// The pieces of a stream, file by file.
class PieceStream {
 public:
  PieceStream(const grpc::ServerContext& context, ImportSourceStream& stream,
              std::vector<std::string> names)
      : context_(context), stream_(stream), names_(std::move(names)) {}

  // The next bytes of `file`; none where another file begins, or the end is
  // reached.
  absl::StatusOr<size_t> Read(const std::string& file, char* buffer,
                              size_t size) {
    while (at_ == piece_.content().size()) {
      if (ended_) return 0;
      if (absl::Status next = Next(); !next.ok()) return next;
    }
    if (piece_.file() != file) return 0;
    const size_t count = piece_.content().copy(buffer, size, at_);
    at_ += count;
    return count;
  }

  // Whether pieces are left that no file took.
  absl::Status Finish() {
    if (at_ < piece_.content().size()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "a piece of '", piece_.file(), "', which comes before its turn"));
    }
    return StillWanted(context_);
  }

  bool Send(bool writing) {
    v1::ImportSourceResponse response;
    response.mutable_progress()->set_bytes(bytes_);
    response.mutable_progress()->set_writing(writing);
    told_ = bytes_;
    return stream_.Write(response);
  }

 private:
  absl::Status Next() {
    v1::ImportSourceRequest request;
    if (!stream_.Read(&request)) {
      ended_ = true;
      // A stream that broke off ends like one that was finished.
      return StillWanted(context_);
    }
    if (request.part_case() != v1::ImportSourceRequest::kPiece) {
      return absl::InvalidArgumentError("options come first, and once");
    }
    piece_ = std::move(*request.mutable_piece());
    at_ = 0;
    if (piece_.content().size() > kMaxPieceBytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("a piece of ", piece_.content().size(),
                       " bytes: at most ", kMaxPieceBytes));
    }
    if (std::find(names_.begin(), names_.end(), piece_.file()) ==
        names_.end()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "a piece of '", piece_.file(), "', which the options do not name"));
    }
    bytes_ += static_cast<int64_t>(piece_.content().size());
    if (bytes_ - told_ >= kBytesPerProgress) Send(false);
    return absl::OkStatus();
  }

  const grpc::ServerContext& context_;
  ImportSourceStream& stream_;
  const std::vector<std::string> names_;
  v1::ImportFilesRequest::Piece piece_;
  size_t at_ = 0;  // of piece_
  bool ended_ = false;
  int64_t bytes_ = 0;
  int64_t told_ = 0;
};

class StreamedFile : public ingest::ByteSource {
 public:
  StreamedFile(PieceStream& stream, std::string name)
      : stream_(stream), name_(std::move(name)) {}

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    absl::StatusOr<size_t> count = stream_.Read(name_, buffer, size);
    if (!count.ok()) failed_ = count.status();
    return count;
  }
  const absl::Status& failed() const { return failed_; }

 private:
  PieceStream& stream_;
  const std::string name_;
  absl::Status failed_;
};

absl::StatusOr<ingest::SourceImport> HowOf(
    const v1::ImportSourceOptions& options) {
  ingest::SourceImport how;
  if (options.files_size() == 0 ||
      options.files_size() > static_cast<int>(kMaxImportFiles)) {
    return absl::InvalidArgumentError(
        absl::StrCat("files: from 1 to ", kMaxImportFiles));
  }
  if (!v1::ImportSourceOptions::DanglingEnds_IsValid(options.dangling_ends())) {
    return absl::InvalidArgumentError("dangling_ends: no such value");
  }
  const int32_t chunk = options.chunk_facts();
  if (chunk != 0 && (chunk < kMinChunkFacts || chunk > kMaxChunkFacts)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "chunk_facts: 0, or from ", kMinChunkFacts, " to ", kMaxChunkFacts));
  }
  if (chunk != 0 && options.write().validate_only()) {
    return absl::InvalidArgumentError(
        "chunk_facts: what is only checked is checked as a whole");
  }
  how.format = options.format();
  how.source_id = options.source();
  if (options.mapping().empty() && !options.mapping_file().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("mapping: ", options.mapping_file(), " is empty"));
  }
  if (!options.mapping().empty()) {
    how.mapping = ingest::InputFile{
        options.mapping_file().empty() ? "mapping" : options.mapping_file(),
        options.mapping()};
  }
  if (options.dangling_ends() ==
      v1::ImportSourceOptions::DANGLING_ENDS_REFUSE) {
    how.dangling = ingest::DanglingEnds::kRefuse;
  }
  how.imported_on = graph::Date::FromDays(
      static_cast<int32_t>(absl::ToUnixSeconds(absl::Now()) / (24 * 60 * 60)));
  return how;
}

void Copy(const std::string& reason, const ingest::SkippedRecords& of_reason,
          v1::SkippedRecords& proto) {
  proto.set_reason(reason);
  proto.set_count(of_reason.count);
  for (const std::string& place : of_reason.places) proto.add_places(place);
}

v1::ImportReport ToProto(const WrittenSource& source) {
  v1::ImportReport report;
  const ingest::ImportReport& told = source.report;
  const ingest::ImportCounts& counts = source.written.counts;
  report.set_revision(source.written.revision);
  report.set_source(told.source);
  report.set_format(told.format);
  report.set_entities(told.entities);
  report.set_relations(told.relations);
  report.set_created(counts.created);
  report.set_changed(counts.changed);
  report.set_unchanged(counts.unchanged);
  report.set_ended(told.ended);
  report.set_merged(told.merged);
  report.set_repeated(told.repeated);
  report.set_unresolved(told.unresolved);
  report.set_inferred(told.inferred);
  for (const auto& [reason, of_reason] : told.skipped) {
    Copy(reason, of_reason, *report.add_skipped());
  }
  for (const auto& [reason, of_reason] : told.remarks) {
    Copy(reason, of_reason, *report.add_remarks());
  }
  return report;
}

}  // namespace

absl::Status ImportSource(Engine& engine, const grpc::ServerContext& context,
                          ImportSourceStream& stream) {
  v1::ImportSourceRequest first;
  if (!stream.Read(&first) ||
      first.part_case() != v1::ImportSourceRequest::kOptions) {
    return absl::InvalidArgumentError("options come first");
  }
  const absl::StatusOr<WriteSettings> settings =
      SettingsOf(first.options().write());
  if (!settings.ok()) return settings.status();
  absl::StatusOr<ingest::SourceImport> how = HowOf(first.options());
  if (!how.ok()) return how.status();
  const auto& names = first.options().files();
  PieceStream pieces(context, stream, {names.begin(), names.end()});
  std::vector<std::unique_ptr<StreamedFile>> files;
  for (const std::string& name : names) {
    files.push_back(std::make_unique<StreamedFile>(pieces, name));
    how->files.push_back({name, files.back().get()});
  }
  how->still_wanted = [&context] { return StillWanted(context); };
  const auto when_read = [&pieces] {
    pieces.Send(true);
    return pieces.Finish();
  };
  const auto chunk = static_cast<size_t>(first.options().chunk_facts());
  const absl::StatusOr<WrittenSource> written =
      engine.ImportSource(*how, chunk, *settings, when_read);
  for (const auto& file : files) {
    if (!file->failed().ok()) return file->failed();
  }
  if (!written.ok()) return written.status();
  v1::ImportSourceResponse response;
  *response.mutable_report() = ToProto(*written);
  stream.Write(response);
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
