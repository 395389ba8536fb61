#include "tests/bench/generated_snapshot.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>
#include <vector>

#include "graph/fact_table_builder.h"
#include "ingest/generator/generator.h"
#include "ingest/importer.h"

namespace ketenzicht::bench {
namespace {

[[noreturn]] void Fail(const std::string& why) {
  std::cerr << "bench: " << why << "\n";
  std::exit(1);
}

ingest::InputFile ReadFile(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) Fail(name + ": cannot be read; run it from the repository");
  return {name, content.str()};
}

}  // namespace

std::shared_ptr<const graph::Snapshot> MakeGeneratedSnapshot(
    const ingest::GeneratorOptions& options) {
  const ingest::ImportOutcome vocabulary = ingest::Import(
      ingest::State(), {ReadFile("data/ontology.yaml"),
                        ReadFile("data/policies/netherlands.yaml")});
  if (!vocabulary.problems.empty()) {
    Fail(ingest::FormatProblem(vocabulary.problems.front()));
  }
  const ingest::State& state = vocabulary.next;
  graph::FactTableBuilder builder(*state.ontology);
  const absl::Status made = ingest::GenerateFacts(
      options, ingest::GeneratorPart::kAll, [&](graph::Fact fact) {
        builder.Add(std::move(fact));
        return absl::OkStatus();
      });
  if (!made.ok()) Fail(std::string(made.message()));
  auto table = std::move(builder).Finish();
  if (!table.ok()) Fail(std::string(table.status().message()));
  return graph::Snapshot::Restore(1, *std::move(table), state.ontology,
                                  state.policy);
}

}  // namespace ketenzicht::bench
