#include "service/rpc/export_call.h"

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/exports/graph_export.h"
#include "ingest/fact_json.h"
#include "service/proto/fact_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/fact_service.h"

namespace ketenzicht::service {
namespace {

using Request = v1::ExportFactsRequest;
using SharedState = std::shared_ptr<const ingest::State>;

// Sends messages, and text in pieces.
class ExportStream {
 public:
  ExportStream(const grpc::ServerContext& context,
               grpc::ServerWriter<v1::ExportFactsResponse>& writer)
      : context_(context), writer_(writer) {}

  absl::Status Send(const v1::ExportFactsResponse& response) {
    if (absl::Status ok = StillWanted(context_); !ok.ok()) return ok;
    return writer_.Write(response) ? absl::OkStatus()
                                   : absl::CancelledError("cancelled");
  }

  // Sends text once there is enough of it for a piece.
  absl::Status Add(absl::string_view file, absl::string_view text) {
    if (file != file_) {
      if (absl::Status ok = Finish(); !ok.ok()) return ok;
      file_ = std::string(file);
    }
    absl::StrAppend(&waiting_, text);
    return SendPieces(kMaxPieceBytes);
  }

  // Sends what still waits.
  absl::Status Finish() { return SendPieces(0); }

 private:
  // While more than `keep` bytes wait.
  absl::Status SendPieces(size_t keep) {
    size_t sent = 0;
    absl::Status status;
    while (status.ok() && waiting_.size() - sent > keep) {
      v1::ExportFactsResponse response;
      response.set_piece(waiting_.substr(sent, kMaxPieceBytes));
      response.set_file(file_);
      sent += response.piece().size();
      status = Send(response);
    }
    waiting_.erase(0, sent);
    return status;
  }

  const grpc::ServerContext& context_;
  grpc::ServerWriter<v1::ExportFactsResponse>& writer_;
  std::string file_;  // that what waits is of
  std::string waiting_;
};

absl::StatusOr<SharedState> StateWanted(Engine& engine, const Request& request,
                                        bool needs_facts) {
  const RevisionWanted wanted = WantedOf(request.revision());
  // Of a store without vocabulary there may be documents, and no scenario.
  return needs_facts || request.revision().has_scenario() ? engine.Ready(wanted)
                                                          : engine.At(wanted);
}

absl::Status SendMessages(const ingest::State& state, ExportStream& stream) {
  for (const auto& [name, content] : state.documents) {
    v1::ExportFactsResponse response;
    response.mutable_document()->set_name(name);
    response.mutable_document()->set_content(content);
    if (absl::Status ok = stream.Send(response); !ok.ok()) return ok;
  }
  if (state.snapshot == nullptr) return absl::OkStatus();
  const graph::FactTable& facts = state.snapshot->facts();
  for (graph::FactIndex i = 0; i < facts.size(); ++i) {
    v1::ExportFactsResponse response;
    absl::Status ok = ToProto(facts.Read(i), response.mutable_fact());
    if (ok.ok()) ok = stream.Send(response);
    if (!ok.ok()) return ok;
  }
  return absl::OkStatus();
}

absl::Status SendLines(const ingest::State& state, ExportStream& stream) {
  const auto add = [&stream](const std::string& line) {
    return stream.Add("", absl::StrCat(line, "\n"));
  };
  for (const auto& [name, content] : state.documents) {
    absl::Status ok = add(ingest::DocumentJson(name, content));
    if (!ok.ok()) return ok;
  }
  if (state.snapshot == nullptr) return stream.Finish();
  const graph::FactTable& facts = state.snapshot->facts();
  for (graph::FactIndex i = 0; i < facts.size(); ++i) {
    absl::Status ok = add(ingest::FactJson(facts.Read(i)));
    if (!ok.ok()) return ok;
  }
  return stream.Finish();
}

absl::Status SendGraph(const ingest::State& state,
                       const ingest::GraphFormat& format,
                       ExportStream& stream) {
  absl::Status ok = ingest::ExportGraph(
      *state.snapshot, format,
      [&stream](absl::string_view file, absl::string_view text) {
        return stream.Add(file, text);
      });
  return ok.ok() ? stream.Finish() : ok;
}

// Null for what is no format of graph tools.
const ingest::GraphFormat* GraphFormatOf(Request::Format format) {
  switch (format) {
    case Request::FORMAT_NEO4J_CSV:
      return ingest::FindGraphFormat("neo4j-csv");
    case Request::FORMAT_GRAPHML:
      return ingest::FindGraphFormat("graphml");
    case Request::FORMAT_DOT:
      return ingest::FindGraphFormat("dot");
    case Request::FORMAT_STIX:
      return ingest::FindGraphFormat("stix");
    case Request::FORMAT_OPENGRAPH:
      return ingest::FindGraphFormat("opengraph");
    default:
      return nullptr;
  }
}

}  // namespace

absl::Status ExportFacts(Engine& engine, const grpc::ServerContext& context,
                         const v1::ExportFactsRequest& request,
                         grpc::ServerWriter<v1::ExportFactsResponse>& writer) {
  if (!Request::Format_IsValid(request.format())) {
    return absl::InvalidArgumentError(
        absl::StrCat("format ", request.format(), " is none"));
  }
  const ingest::GraphFormat* format = GraphFormatOf(request.format());
  const absl::StatusOr<SharedState> state =
      StateWanted(engine, request, /*needs_facts=*/format != nullptr);
  if (!state.ok()) return state.status();
  ExportStream stream(context, writer);
  if (format != nullptr) return SendGraph(**state, *format, stream);
  return request.format() == Request::FORMAT_JSON_LINES
             ? SendLines(**state, stream)
             : SendMessages(**state, stream);
}

}  // namespace ketenzicht::service
