// ketenzicht: the command line, on a server or on a store of its own.

#include <clocale>
#include <cstdint>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "service/bulk_import/bulk_import.h"
#include "service/cli/cli.h"
#include "service/client/client.h"
#include "service/engine/engine.h"
#include "service/generate/generate.h"
#include "service/rpc/server.h"
#include "service/store/memory_store.h"
#include "service/store/rocksdb_store.h"

namespace ketenzicht::service {
namespace {

absl::StatusOr<std::unique_ptr<FactStore>> OpenStore(
    const Connection& connection) {
  if (connection.memory) return MakeMemoryStore();
  RocksdbStoreOptions options;
  options.directory = connection.store;
  options.create_if_missing = connection.create;
  options.read_only = connection.read_only;
  return OpenRocksdbStore(std::move(options));
}

// Serves a store within this process: the same code as the server's.
absl::StatusOr<std::unique_ptr<Server>> ServeInProcess(
    const Connection& connection) {
  absl::StatusOr<std::unique_ptr<FactStore>> store = OpenStore(connection);
  if (!store.ok()) return store.status();
  absl::StatusOr<std::unique_ptr<Engine>> engine =
      Engine::Open(*std::move(store));
  if (!engine.ok()) return engine.status();
  return Server::Start(*std::move(engine), ServerSettings());
}

absl::StatusOr<int64_t> GenerateFacts(
    const GenerateArguments& arguments,
    const std::function<void(int64_t)>& progress) {
  if (!arguments.csv.empty()) {
    return GenerateCsv(arguments.options, arguments.csv, progress);
  }
  RocksdbStoreOptions options;
  options.directory = arguments.store;
  absl::StatusOr<std::unique_ptr<FactStore>> store =
      OpenRocksdbStore(std::move(options));
  if (!store.ok()) return store.status();
  absl::StatusOr<int64_t> facts =
      GenerateStore(arguments.options, {arguments.data, arguments.into_facts},
                    **store, progress);
  if (absl::Status closed = (*store)->Close(); facts.ok() && !closed.ok()) {
    return closed;
  }
  return facts;
}

absl::StatusOr<BulkImportOutcome> ImportInBulk(
    const BulkImportArguments& arguments,
    const std::function<void(int64_t, bool)>& progress) {
  RocksdbStoreOptions options;
  options.directory = arguments.store;
  options.create_if_missing = false;
  options.read_only = arguments.dry_run;
  absl::StatusOr<std::unique_ptr<FactStore>> store =
      OpenRocksdbStore(std::move(options));
  if (!store.ok()) return store.status();
  BulkImportRequest request{.paths = arguments.paths,
                            .dry_run = arguments.dry_run,
                            .request_id = arguments.request_id,
                            .author = arguments.author};
  if (arguments.expected_revision >= 0) {
    request.expected_revision = arguments.expected_revision;
  }
  const absl::StatusOr<BulkImportResult> result =
      BulkImport(request, **store, [&](BulkPhase phase, int64_t bytes) {
        progress(bytes, phase == BulkPhase::kReading);
      });
  const absl::Status closed = (*store)->Close();
  if (!result.ok()) return result.status();
  if (!closed.ok()) return closed;
  BulkImportOutcome outcome{.facts = result->facts,
                            .revision = result->revision,
                            .repeated = result->repeated};
  for (const ingest::Problem& problem : result->problems) {
    outcome.problems.push_back(ingest::FormatProblem(problem));
  }
  return outcome;
}

int Run(int argc, const char* const* argv) {
  std::unique_ptr<Server> server;
  const Connect connect = [&server](
                              const Connection& connection,
                              std::ostream& error) -> std::unique_ptr<Client> {
    if (!connection.server.empty()) {
      return MakeClient(ConnectTo(connection.server),
                        connection.timeout_seconds);
    }
    absl::StatusOr<std::unique_ptr<Server>> started =
        ServeInProcess(connection);
    if (!started.ok()) {
      error << "ketenzicht: " << started.status().message() << "\n";
      return nullptr;
    }
    server = *std::move(started);
    return MakeClient(server->InProcessChannel(), connection.timeout_seconds);
  };
  int code = RunCli(argc, argv, connect, false, std::cout, std::cerr,
                    {.generate = GenerateFacts, .bulk_import = ImportInBulk});
  if (!std::cout.flush()) {
    std::cerr << "ketenzicht: the output could not be written in full\n";
    if (code == kExitOk) code = kExitFailed;
  }
  if (server != nullptr) server->Stop(0);
  return code;
}

}  // namespace
}  // namespace ketenzicht::service

int main(int argc, char** argv) {
  // Widths of characters in tables; nothing else depends on the locale.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  return ketenzicht::service::Run(argc, argv);
}
