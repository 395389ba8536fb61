#include "tests/support/fuzzed_facts.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/csv_bulk_reader.h"
#include "ingest/fact_json.h"
#include "ingest/json_lines_reader.h"
#include "ingest/unpack.h"
#include "tests/support/csv_one_by_one.h"

namespace ketenzicht::testing {
namespace {

constexpr int64_t kMaxFacts = 1'000'000;

void Fail(const char* reason) {
  std::fprintf(stderr, "%s\n", reason);
  std::abort();
}

struct ReadLines {
  std::vector<graph::Fact> facts;
  bool sound = true;
};

ReadLines ReadJsonLines(absl::string_view bytes) {
  ReadLines read;
  ingest::Problems problems("fuzzed.jsonl");
  ingest::JsonLinesReader reader(problems);
  const auto fact = [&](ingest::ReadFact one) {
    if (!one.broken) read.facts.push_back(std::move(one.fact));
  };
  const auto document = [](const ingest::LineDocument&) {};
  reader.Read(bytes, fact, document);
  read.sound = reader.Finish(fact, document) && problems.empty();
  for (const ingest::Problem& problem : problems.list()) {
    if (problem.reason.empty()) Fail("refused without a reason");
  }
  return read;
}

}  // namespace

void ReadFuzzedCsv(absl::string_view bytes) {
  const std::string text(bytes);
  const std::vector<TextFile> files = {{"fuzzed.csv", text}};
  const OneByOne expected = ReadOneByOne(files);
  const absl::StatusOr<ingest::BulkFacts> read =
      ingest::ReadBulkCsv(OpeningTexts(files), kMaxFacts, [](int64_t) {});
  // What begins as a packed file is unpacked here only.
  if (ingest::IsPacked(bytes)) return;
  if (!read.ok()) Fail("could not be read");
  std::vector<std::string> problems = ProblemTexts(read->problems);
  if (read->facts == nullptr && problems.empty()) Fail("nothing was said");
  if (!expected.problems.empty() && problems != expected.problems) {
    Fail("other problems than one by one");
  }
  // Ids that stand twice are looked for by this reader only.
  if (read->facts == nullptr) return;
  const auto facts = graph::UnpackAll(*read->facts);
  if (!facts.ok() || *facts != expected.facts) {
    Fail("other facts than one by one");
  }
}

void ReadFuzzedJsonLines(absl::string_view bytes) {
  const ReadLines first = ReadJsonLines(bytes);
  std::string text;
  for (const graph::Fact& fact : first.facts) {
    absl::StrAppend(&text, ingest::FactJson(fact), "\n");
  }
  const ReadLines second = ReadJsonLines(text);
  if (!second.sound || second.facts != first.facts) {
    Fail("written and read again they are others");
  }
}

}  // namespace ketenzicht::testing
