#include "service/rpc/fact_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/packed_input.h"
#include "service/engine/errors.h"
#include "service/proto/fact_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/export_call.h"
#include "service/rpc/same_calls.h"
#include "service/rpc/source_import_call.h"
#include "service/rpc/status_conversion.h"

namespace ketenzicht::service {
namespace {

absl::Status Write(Engine& engine, const v1::WriteFactsRequest& request,
                   v1::WriteFactsResponse& response) {
  const absl::StatusOr<WriteSettings> settings = SettingsOf(request.options());
  if (!settings.ok()) return settings.status();
  std::vector<graph::Fact> facts;
  for (int i = 0; i < request.facts_size(); ++i) {
    absl::StatusOr<graph::Fact> fact = FromProto(request.facts(i));
    if (!fact.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("facts[", i, "] (", request.facts(i).id(),
                       "): ", fact.status().message()));
    }
    facts.push_back(*std::move(fact));
  }
  const absl::StatusOr<Written> written = engine.Apply(
      std::move(facts),
      {request.retracted().begin(), request.retracted().end()}, *settings);
  if (!written.ok()) return written.status();
  response.set_revision(written->revision);
  response.set_created(written->counts.created);
  response.set_changed(written->counts.changed);
  response.set_unchanged(written->counts.unchanged);
  response.set_retracted(written->retracted);
  return absl::OkStatus();
}

// Puts the pieces of a stream together.
class Pieces {
 public:
  absl::Status Add(const v1::ImportFilesRequest& request) {
    if (request.part_case() == v1::ImportFilesRequest::kOptions) {
      if (first_seen_) {
        return absl::InvalidArgumentError("options come first, and once");
      }
      first_seen_ = true;
      const absl::StatusOr<WriteSettings> settings =
          SettingsOf(request.options());
      if (!settings.ok()) return settings.status();
      settings_ = *settings;
      return absl::OkStatus();
    }
    if (request.part_case() != v1::ImportFilesRequest::kPiece) {
      return absl::InvalidArgumentError("a message without options or piece");
    }
    first_seen_ = true;
    return AddPiece(request.piece());
  }

  // Those that came packed, unpacked; all of them within the bound of an
  // import.
  absl::Status Unpack() {
    for (ingest::InputFile& file : files_) {
      const size_t packed = file.content.size();
      const auto most = static_cast<int64_t>(kMaxImportBytes - bytes_ + packed);
      const absl::Status status = ingest::UnpackContent(most, file.content);
      if (!status.ok()) {
        return absl::Status(status.code(),
                            absl::StrCat(file.name, ": ", status.message()));
      }
      bytes_ = bytes_ - packed + file.content.size();
    }
    return absl::OkStatus();
  }

  const std::vector<ingest::InputFile>& files() const { return files_; }
  const WriteSettings& settings() const { return settings_; }

 private:
  absl::Status AddPiece(const v1::ImportFilesRequest::Piece& piece) {
    if (piece.content().size() > kMaxPieceBytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("a piece of ", piece.content().size(),
                       " bytes: at most ", kMaxPieceBytes));
    }
    bytes_ += piece.content().size();
    if (files_.empty() || files_.back().name != piece.file()) {
      files_.push_back({piece.file(), ""});
    }
    if (bytes_ > kMaxImportBytes || files_.size() > kMaxImportFiles) {
      return absl::ResourceExhaustedError(
          absl::StrCat("an import of more than ", kMaxImportBytes, " bytes or ",
                       kMaxImportFiles, " files"));
    }
    files_.back().content += piece.content();
    return absl::OkStatus();
  }

  bool first_seen_ = false;
  size_t bytes_ = 0;
  std::vector<ingest::InputFile> files_;
  WriteSettings settings_;
};

absl::Status Import(Engine& engine, const grpc::ServerContext& context,
                    grpc::ServerReader<v1::ImportFilesRequest>& reader,
                    v1::ImportFilesResponse& response) {
  Pieces pieces;
  v1::ImportFilesRequest request;
  while (reader.Read(&request)) {
    if (absl::Status ok = pieces.Add(request); !ok.ok()) return ok;
  }
  // A stream that broke off ends like one that was finished.
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  if (absl::Status ok = pieces.Unpack(); !ok.ok()) return ok;
  const absl::StatusOr<Written> written =
      engine.Import(pieces.files(), pieces.settings());
  if (!written.ok()) return written.status();
  response.set_revision(written->revision);
  response.set_files(written->counts.files);
  response.set_created(written->counts.created);
  response.set_changed(written->counts.changed);
  response.set_unchanged(written->counts.unchanged);
  for (const std::string& name : written->documents) {
    response.add_documents(name);
  }
  return absl::OkStatus();
}

}  // namespace

grpc::Status FactServiceHandlers::WriteFacts(
    grpc::ServerContext*, const v1::WriteFactsRequest* request,
    v1::WriteFactsResponse* response) {
  return ToGrpc(Write(engine_, *request, *response));
}

grpc::Status FactServiceHandlers::ImportFiles(
    grpc::ServerContext* context,
    grpc::ServerReader<v1::ImportFilesRequest>* reader,
    v1::ImportFilesResponse* response) {
  return ToGrpc(Import(engine_, *context, *reader, *response));
}

grpc::Status FactServiceHandlers::ImportSource(grpc::ServerContext* context,
                                               ImportSourceStream* stream) {
  return ToGrpc(service::ImportSource(engine_, *context, *stream));
}

grpc::Status FactServiceHandlers::JudgeSame(grpc::ServerContext*,
                                            const v1::JudgeSameRequest* request,
                                            v1::JudgeSameResponse* response) {
  absl::StatusOr<v1::JudgeSameResponse> judged =
      service::JudgeSame(engine_, *request);
  if (judged.ok()) *response = *std::move(judged);
  return ToGrpc(judged.status());
}

grpc::Status FactServiceHandlers::ExportFacts(
    grpc::ServerContext* context, const v1::ExportFactsRequest* request,
    grpc::ServerWriter<v1::ExportFactsResponse>* writer) {
  return ToGrpc(service::ExportFacts(engine_, *context, *request, *writer));
}

}  // namespace ketenzicht::service
