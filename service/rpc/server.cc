#include "service/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/answer_limit.h"

namespace ketenzicht::service {
namespace {

// A message of 4 MB can become 350 MB once it is parsed, hence low limits and
// imports in pieces.
constexpr int kMaxReceiveBytes = 1 << 20;
constexpr int kMaxSendBytes = 16 << 20;
constexpr int kMaxStreamsPerConnection = 100;

}  // namespace

Server::Server(std::unique_ptr<Engine> engine)
    : engine_(std::move(engine)),
      catalog_(*engine_),
      facts_(*engine_),
      exposure_(*engine_),
      scenarios_(*engine_),
      analysis_(*engine_) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    std::unique_ptr<Engine> engine, const ServerSettings& settings) {
  static std::once_flag plugins;
  std::call_once(plugins, [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
  std::unique_ptr<Server> server(new Server(std::move(engine)));
  grpc::ServerBuilder builder;
  if (!settings.address.empty()) {
    builder.AddListeningPort(settings.address,
                             grpc::InsecureServerCredentials(), &server->port_);
  }
  builder.RegisterService(&server->catalog_);
  builder.RegisterService(&server->facts_);
  builder.RegisterService(&server->exposure_);
  builder.RegisterService(&server->scenarios_);
  builder.RegisterService(&server->analysis_);
  builder.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  builder.SetMaxSendMessageSize(kMaxSendBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kMaxStreamsPerConnection);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("ketenzicht");
  quota.SetMaxThreads(settings.max_threads);
  builder.SetResourceQuota(quota);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr ||
      (!settings.address.empty() && server->port_ == 0)) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", settings.address));
  }
  return server;
}

Server::~Server() { Stop(0); }

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  return server_->InProcessChannel(arguments);
}

void Server::Stop(int grace_ms) {
  if (server_ != nullptr) {
    if (auto* health = server_->GetHealthCheckService()) {
      health->SetServingStatus(false);
    }
    server_->Shutdown(std::chrono::system_clock::now() +
                      std::chrono::milliseconds(grace_ms));
    server_->Wait();
  }
  // Only now: running calls read from it.
  engine_->Close().IgnoreError();
}

void Server::Wait() { server_->Wait(); }

}  // namespace ketenzicht::service
