// Handlers of ketenzicht.v1.FactService.

#ifndef KETENZICHT_SERVICE_RPC_FACT_SERVICE_H_
#define KETENZICHT_SERVICE_RPC_FACT_SERVICE_H_

#include "ketenzicht/v1/fact_service.grpc.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Limits of one import, so that a stream without an end cannot fill memory.
inline constexpr size_t kMaxImportBytes = size_t{256} << 20;
inline constexpr size_t kMaxImportFiles = 10'000;
inline constexpr size_t kMaxPieceBytes = 256 << 10;

// Thread-safe. `engine` must outlive it.
class FactServiceHandlers final : public v1::FactService::Service {
 public:
  explicit FactServiceHandlers(Engine& engine) : engine_(engine) {}

  grpc::Status WriteFacts(grpc::ServerContext* context,
                          const v1::WriteFactsRequest* request,
                          v1::WriteFactsResponse* response) override;
  grpc::Status ImportFiles(grpc::ServerContext* context,
                           grpc::ServerReader<v1::ImportFilesRequest>* reader,
                           v1::ImportFilesResponse* response) override;
  grpc::Status ImportSource(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ImportSourceResponse,
                               v1::ImportSourceRequest>* stream) override;
  grpc::Status JudgeSame(grpc::ServerContext* context,
                         const v1::JudgeSameRequest* request,
                         v1::JudgeSameResponse* response) override;
  grpc::Status ExportFacts(
      grpc::ServerContext* context, const v1::ExportFactsRequest* request,
      grpc::ServerWriter<v1::ExportFactsResponse>* writer) override;

 private:
  Engine& engine_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_FACT_SERVICE_H_
