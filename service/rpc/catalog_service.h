// Handlers of ketenzicht.v1.CatalogService.

#ifndef KETENZICHT_SERVICE_RPC_CATALOG_SERVICE_H_
#define KETENZICHT_SERVICE_RPC_CATALOG_SERVICE_H_

#include "ketenzicht/v1/catalog_service.grpc.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Thread-safe. `engine` must outlive it.
class CatalogServiceHandlers final : public v1::CatalogService::Service {
 public:
  explicit CatalogServiceHandlers(Engine& engine) : engine_(engine) {}

  grpc::Status GetFact(grpc::ServerContext* context,
                       const v1::GetFactRequest* request,
                       v1::GetFactResponse* response) override;
  grpc::Status ListFacts(grpc::ServerContext* context,
                         const v1::ListFactsRequest* request,
                         v1::ListFactsResponse* response) override;
  grpc::Status SearchFacts(grpc::ServerContext* context,
                           const v1::SearchFactsRequest* request,
                           v1::SearchFactsResponse* response) override;
  grpc::Status GetOntology(grpc::ServerContext* context,
                           const v1::GetOntologyRequest* request,
                           v1::GetOntologyResponse* response) override;
  grpc::Status GetVector(grpc::ServerContext* context,
                         const v1::GetVectorRequest* request,
                         v1::GetVectorResponse* response) override;
  grpc::Status FindSameCandidates(
      grpc::ServerContext* context,
      const v1::FindSameCandidatesRequest* request,
      grpc::ServerWriter<v1::FindSameCandidatesResponse>* writer) override;

 private:
  Engine& engine_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_CATALOG_SERVICE_H_
