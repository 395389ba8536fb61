#include "service/rpc/fact_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/fact_json.h"
#include "service/engine/errors.h"
#include "service/proto/fact_conversion.h"
#include "service/rpc/call.h"
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

// Writes facts and documents to a stream, in the form asked for.
class Exporter {
 public:
  Exporter(v1::ExportFactsRequest::Format format,
           const grpc::ServerContext& context,
           grpc::ServerWriter<v1::ExportFactsResponse>& writer)
      : in_lines_(format == v1::ExportFactsRequest::FORMAT_JSON_LINES),
        context_(context),
        writer_(writer) {}

  absl::Status Write(const std::string& name, const std::string& content) {
    if (in_lines_) return Add(ingest::DocumentJson(name, content));
    v1::ExportFactsResponse response;
    response.mutable_document()->set_name(name);
    response.mutable_document()->set_content(content);
    return Send(response);
  }

  absl::Status Write(const graph::Fact& fact) {
    if (in_lines_) return Add(ingest::FactJson(fact));
    v1::ExportFactsResponse response;
    if (absl::Status ok = ToProto(fact, response.mutable_fact()); !ok.ok()) {
      return ok;
    }
    return Send(response);
  }

  absl::Status Finish() {
    return piece_.empty() ? absl::OkStatus() : SendPieces(0);
  }

 private:
  absl::Status Add(const std::string& line) {
    absl::StrAppend(&piece_, line, "\n");
    return SendPieces(kMaxPieceBytes);
  }

  // While more than `keep` bytes wait.
  absl::Status SendPieces(size_t keep) {
    size_t sent = 0;
    absl::Status status;
    while (status.ok() && piece_.size() - sent > keep) {
      v1::ExportFactsResponse response;
      response.set_piece(piece_.substr(sent, kMaxPieceBytes));
      sent += response.piece().size();
      status = Send(response);
    }
    piece_.erase(0, sent);
    return status;
  }

  absl::Status Send(const v1::ExportFactsResponse& response) {
    if (absl::Status ok = StillWanted(context_); !ok.ok()) return ok;
    return writer_.Write(response) ? absl::OkStatus()
                                   : absl::CancelledError("cancelled");
  }

  const bool in_lines_;
  const grpc::ServerContext& context_;
  grpc::ServerWriter<v1::ExportFactsResponse>& writer_;
  std::string piece_;
};

absl::Status Export(Engine& engine, const v1::ExportFactsRequest& request,
                    Exporter exporter) {
  const RevisionWanted wanted = WantedOf(request.revision());
  // Of a store without vocabulary there may be documents, and no scenario.
  const auto state = request.revision().has_scenario() ? engine.Ready(wanted)
                                                       : engine.At(wanted);
  if (!state.ok()) return state.status();
  for (const auto& [name, content] : (*state)->documents) {
    if (absl::Status ok = exporter.Write(name, content); !ok.ok()) return ok;
  }
  if ((*state)->snapshot == nullptr) return exporter.Finish();
  const graph::FactTable& facts = (*state)->snapshot->facts();
  for (graph::FactIndex i = 0; i < facts.size(); ++i) {
    if (absl::Status ok = exporter.Write(facts.Read(i)); !ok.ok()) return ok;
  }
  return exporter.Finish();
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

grpc::Status FactServiceHandlers::ExportFacts(
    grpc::ServerContext* context, const v1::ExportFactsRequest* request,
    grpc::ServerWriter<v1::ExportFactsResponse>* writer) {
  if (!v1::ExportFactsRequest::Format_IsValid(request->format())) {
    return ToGrpc(absl::InvalidArgumentError(
        absl::StrCat("format ", request->format(), " is none")));
  }
  return ToGrpc(Export(engine_, *request,
                       Exporter(request->format(), *context, *writer)));
}

}  // namespace ketenzicht::service
