#include "tests/bench/restart_bench.h"

#include <chrono>
#include <iostream>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/reach.h"
#include "ingest/generator/generator.h"
#include "service/engine/engine.h"
#include "service/generate/generate.h"
#include "service/store/rocksdb_store.h"
#include "tests/bench/machine_limits.h"
#include "tests/bench/measured_child.h"

namespace ketenzicht::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::unique_ptr<service::FactStore> OpenStore(const std::string& directory,
                                              bool create) {
  service::RocksdbStoreOptions options;
  options.directory = directory;
  options.create_if_missing = create;
  auto store = service::OpenRocksdbStore(std::move(options));
  if (!store.ok()) Fail(store.status());
  return *std::move(store);
}

}  // namespace

double FillStore(const std::string& store, int64_t scale, uint64_t seed) {
  const auto start = Clock::now();
  ingest::GeneratorOptions options;
  options.scale = scale;
  options.seed = seed;
  const auto opened = OpenStore(store, true);
  const auto facts =
      service::GenerateStore(options, {"data", false}, *opened, [](int64_t) {});
  if (!facts.ok()) Fail(facts.status());
  if (absl::Status closed = opened->Close(); !closed.ok()) Fail(closed);
  return std::chrono::duration<double>(Clock::now() - start).count();
}

int AnswerOnce(const std::string& store) {
  const auto start = Clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  auto engine = service::Engine::Open(OpenStore(store, false));
  if (!engine.ok()) Fail(engine.status());
  const auto state = (*engine)->Ready({});
  if (!state.ok()) Fail(state.status());
  const double opened = seconds();
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  const auto views = (*engine)->ViewsOf(
      (*state)->snapshot,
      graph::DefaultOptions(snapshot,
                            *graph::Date::Parse(ingest::kGeneratedDate)));
  if (!views.ok()) Fail(views.status());
  const double seen = seconds();
  const auto automaton =
      *graph::Automaton::Compile(ingest::kGeneratedVector, snapshot.ontology());
  std::vector<graph::FactIndex> authorities;
  graph::FactIndex process = graph::kNoFact;
  for (graph::FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, "authority")) authorities.push_back(i);
    if (snapshot.IsA(i, "process")) process = i;
  }
  graph::Completeness completeness;
  const auto found =
      graph::FindReach(*views->asked, automaton, process, authorities,
                       graph::Limits(), completeness);
  std::cout << opened << " " << seen << " " << seconds() << " "
            << ResidentMegabytes() << " " << PeakMegabytes() << " "
            << found.size() << "\n";
  return 0;
}

std::vector<BenchRow> RunRestarts(const std::string& program,
                                  const std::string& store, int repeats) {
  BenchRow opened = {"restart: store to snapshot", "engine", {}, ""};
  BenchRow seen = {"restart: and to the views",
                   "engine",
                   {},
                   "as asked and without measures"};
  BenchRow answered = {"restart to first answer", "engine", {}, ""};
  for (int i = 0; i < repeats; ++i) {
    const std::vector<double> figures = MeasuredBy(program, "--restart", store);
    opened.samples.Add(figures.at(0));
    seen.samples.Add(figures.at(1));
    answered.samples.Add(figures.at(2));
    answered.note = absl::StrCat("resident ", figures.at(3), " MB, peak ",
                                 figures.at(4), " MB");
  }
  return {opened, seen, answered};
}

}  // namespace ketenzicht::bench
