#include "tests/support/generated_view.h"

#include <string>

#include "tests/support/case_data.h"
#include "tests/support/generated_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::testing {

std::shared_ptr<const graph::View> GeneratedView(
    const ingest::GeneratorOptions& options) {
  const ingest::State& state = CaseState();
  const auto snapshot = graph::Snapshot::Create(1, GeneratedFacts(options),
                                                state.ontology, state.policy);
  return graph::MakeView(*snapshot,
                         CaseOptions(std::string(ingest::kGeneratedDate)));
}

}  // namespace ketenzicht::testing
