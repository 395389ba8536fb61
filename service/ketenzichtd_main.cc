// ketenzichtd: the server. Here, and only here, its parts are put together.

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "service/engine/engine.h"
#include "service/rpc/server.h"
#include "service/store/rocksdb_store.h"

namespace ketenzicht::service {
namespace {

constexpr int kGraceMs = 5000;

struct Settings {
  std::string store;
  std::string listen = "127.0.0.1:7443";
  int max_threads = 32;
};

absl::StatusOr<std::unique_ptr<Server>> Start(const Settings& settings) {
  RocksdbStoreOptions options;
  options.directory = settings.store;
  absl::StatusOr<std::unique_ptr<FactStore>> store =
      OpenRocksdbStore(std::move(options));
  if (!store.ok()) return store.status();
  absl::StatusOr<std::unique_ptr<Engine>> engine =
      Engine::Open(*std::move(store));
  if (!engine.ok()) return engine.status();
  return Server::Start(*std::move(engine),
                       {settings.listen, settings.max_threads});
}

int Run(int argc, char** argv) {
  Settings settings;
  CLI::App app("Ketenzicht server: gRPC on a store of facts.", "ketenzichtd");
  app.add_option("--store", settings.store, "Directory of the store")
      ->required()
      ->envname("KETENZICHT_STORE");
  app.add_option("--listen", settings.listen,
                 "Address and port (default 127.0.0.1:7443; port 0: any)")
      ->envname("KETENZICHT_LISTEN");
  app.add_option("--max-threads", settings.max_threads,
                 "Calls that run at once (default 32)")
      ->check(CLI::Range(2, 1024));
  CLI11_PARSE(app, argc, argv);

  // Signals are waited for in one place; the other threads never see them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  absl::StatusOr<std::unique_ptr<Server>> server = Start(settings);
  if (!server.ok()) {
    std::cerr << "ketenzichtd: " << server.status().message() << "\n";
    return 1;
  }
  // One line that scripts wait for.
  std::cout << "listening on port " << (*server)->port() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  std::cerr << "ketenzichtd: stopping\n";
  (*server)->Stop(kGraceMs);
  return 0;
}

}  // namespace
}  // namespace ketenzicht::service

int main(int argc, char** argv) { return ketenzicht::service::Run(argc, argv); }
