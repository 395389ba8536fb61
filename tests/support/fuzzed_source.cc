#include "tests/support/fuzzed_source.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "ingest/importer.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

ingest::SourceOutcome ImportOver(const ingest::State& state,
                                 absl::string_view format,
                                 absl::string_view bytes) {
  ingest::TextSource source(bytes);
  ingest::SourceImport how;
  how.files = {{"fuzzed", &source}};
  how.format = std::string(format);
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  // So that a small input cannot ask for much.
  how.unpack.total_bytes = 1 << 20;
  return ingest::ImportSource(state, how).value();
}

void Fail(const char* reason) {
  std::fprintf(stderr, "%s\n", reason);
  std::abort();
}

}  // namespace

void ImportFuzzed(absl::string_view format, absl::string_view bytes) {
  const ingest::SourceOutcome first =
      ImportOver(VocabularyState(), format, bytes);
  for (const ingest::Problem& problem : first.import.problems) {
    if (problem.reason.empty()) Fail("refused without a reason");
  }
  if (!first.import.problems.empty()) return;
  const ingest::SourceOutcome second =
      ImportOver(first.import.next, format, bytes);
  if (!second.import.problems.empty()) Fail("taken once and then refused");
  if (!second.import.changes_nothing()) Fail("the same file changes something");
}

}  // namespace ketenzicht::testing
