// A running server: the services on one engine, on a port or in process only.

#ifndef KETENZICHT_SERVICE_RPC_SERVER_H_
#define KETENZICHT_SERVICE_RPC_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/engine/engine.h"
#include "service/rpc/analysis_service.h"
#include "service/rpc/catalog_service.h"
#include "service/rpc/exposure_service.h"
#include "service/rpc/fact_service.h"
#include "service/rpc/scenario_service.h"

namespace ketenzicht::service {

struct ServerSettings {
  // "127.0.0.1:7443"; port 0 takes a free one. Empty: in process only.
  std::string address;
  int max_threads = 32;  // calls that run at once
};

// Thread-safe. Health and reflection are served beside the services.
class Server {
 public:
  // Takes the engine; starts at once. Unavailable where the address cannot be
  // had. Another process on the same port is an error, never shared.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      std::unique_ptr<Engine> engine, const ServerSettings& settings);

  // Stops, see Stop.
  ~Server();

  // The port that is served; 0 in process only.
  int port() const { return port_; }

  // A channel to this server that opens no port.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Says NOT_SERVING, lets running calls end within `grace_ms`, then cancels
  // them, and closes the store. Stopping again does nothing.
  void Stop(int grace_ms);

  // Returns when the server has stopped.
  void Wait();

 private:
  explicit Server(std::unique_ptr<Engine> engine);

  std::unique_ptr<Engine> engine_;
  CatalogServiceHandlers catalog_;
  FactServiceHandlers facts_;
  ExposureServiceHandlers exposure_;
  ScenarioServiceHandlers scenarios_;
  AnalysisServiceHandlers analysis_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SERVER_H_
