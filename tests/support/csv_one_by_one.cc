#include "tests/support/csv_one_by_one.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "ingest/csv_fact_reader.h"

namespace ketenzicht::testing {

std::vector<ingest::BulkFile> OpeningTexts(const std::vector<TextFile>& files) {
  std::vector<ingest::BulkFile> opening;
  for (const TextFile& file : files) {
    opening.push_back(
        {file.name,
         [&file]() -> absl::StatusOr<std::unique_ptr<ingest::ByteSource>> {
           return std::make_unique<ingest::TextSource>(file.content);
         }});
  }
  return opening;
}

std::vector<std::string> ProblemTexts(
    const std::vector<ingest::Problem>& problems) {
  std::vector<std::string> texts;
  for (const ingest::Problem& one : problems) {
    texts.push_back(ingest::FormatProblem(one));
  }
  return texts;
}

OneByOne ReadOneByOne(const std::vector<TextFile>& files) {
  OneByOne read;
  for (const TextFile& file : files) {
    ingest::Problems problems(file.name);
    ingest::CsvFactReader reader(problems);
    const auto take = [&](ingest::ReadFact fact) {
      if (!fact.broken) read.facts.push_back(std::move(fact.fact));
    };
    reader.Read(file.content, take);
    reader.Finish(take);
    for (const std::string& text : ProblemTexts(problems.list())) {
      read.problems.push_back(text);
    }
  }
  std::sort(
      read.facts.begin(), read.facts.end(),
      [](const graph::Fact& a, const graph::Fact& b) { return a.id < b.id; });
  return read;
}

}  // namespace ketenzicht::testing
