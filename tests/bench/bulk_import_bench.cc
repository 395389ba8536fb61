#include "tests/bench/bulk_import_bench.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/importer.h"
#include "service/bulk_import/bulk_import.h"
#include "service/generate/generate.h"
#include "service/store/rocksdb_store.h"
#include "tests/bench/machine_limits.h"
#include "tests/bench/measured_child.h"

namespace ketenzicht::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::unique_ptr<service::FactStore> OpenStore(const std::string& directory) {
  service::RocksdbStoreOptions options;
  options.directory = directory;
  auto store = service::OpenRocksdbStore(std::move(options));
  if (!store.ok()) Fail(store.status());
  return *std::move(store);
}

void PutVocabulary(service::FactStore& store) {
  service::WriteBatch batch;
  for (const auto& [name, path] :
       {std::pair{"ontology", "data/ontology.yaml"},
        std::pair{"policy", "data/policies/netherlands.yaml"}}) {
    std::ifstream file(path, std::ios::binary);
    batch.documents.push_back(
        {name, std::string(std::istreambuf_iterator<char>(file), {})});
  }
  if (const auto done = store.Commit(batch); !done.ok()) Fail(done.status());
}

}  // namespace

int ImportOnce(const std::string& folder) {
  const std::string directory = absl::StrCat(folder, "/store");
  fs::remove_all(directory);
  const std::unique_ptr<service::FactStore> store = OpenStore(directory);
  PutVocabulary(*store);
  service::BulkImportRequest request;
  for (const char* name : {"entities", "relations", "measures"}) {
    request.paths.push_back(absl::StrCat(folder, "/", name, ".csv"));
  }
  const auto start = Clock::now();
  const auto result =
      service::BulkImport(request, *store, [](service::BulkPhase, int64_t) {});
  if (!result.ok()) Fail(result.status());
  for (const ingest::Problem& problem : result->problems) {
    Fail(absl::InvalidArgumentError(ingest::FormatProblem(problem)));
  }
  std::cout << std::chrono::duration<double>(Clock::now() - start).count()
            << " " << PeakMegabytes() << " " << result->bytes / 1'000'000
            << "\n";
  return 0;
}

BenchRow RunBulkImports(const std::string& program, const std::string& folder,
                        int64_t scale, uint64_t seed, int repeats) {
  ingest::GeneratorOptions options;
  options.scale = scale;
  options.seed = seed;
  const auto made = service::GenerateCsv(options, folder, [](int64_t) {});
  if (!made.ok()) Fail(made.status());
  BenchRow row = {"bulk import of CSV, durable", "engine", {}, ""};
  for (int i = 0; i < repeats; ++i) {
    const std::vector<double> figures =
        MeasuredBy(program, "--bulk-import", folder);
    row.samples.Add(figures.front());
    row.note = absl::StrCat("into an empty store; ", figures.back(),
                            " MB of text, peak ", figures[1], " MB");
  }
  fs::remove_all(folder);
  return row;
}

}  // namespace ketenzicht::bench
