// Any text as a path expression: it compiles or is refused with a column, and
// what compiles never leads out of its own states.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "graph/automaton.h"
#include "tests/support/case_data.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using ketenzicht::graph::Automaton;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Automaton> automaton =
      Automaton::Compile(text, *ketenzicht::testing::CaseState().ontology);
  if (!automaton.ok()) return 0;
  for (int16_t state = 0; state < automaton->num_states(); ++state) {
    for (int letter = 0; letter < automaton->num_letters(); ++letter) {
      if (automaton->Next(state, letter) >= automaton->num_states()) {
        std::abort();
      }
    }
  }
  return 0;
}
