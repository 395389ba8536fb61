#include "tests/support/record_collector.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "ingest/byte_source.h"

namespace ketenzicht::testing {

std::vector<std::string> RecordCollector::EntityLines() const {
  std::vector<std::string> lines;
  for (const ingest::EntityRecord& entity : entities) {
    lines.push_back(absl::StrCat(entity.type, " ", entity.key));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> RecordCollector::RelationLines() const {
  std::vector<std::string> lines;
  for (const ingest::RelationRecord& relation : relations) {
    lines.push_back(absl::StrCat(relation.source, " -", relation.type, "-> ",
                                 relation.any_target ? "*" : relation.target));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::map<std::string, int> RecordCollector::EntityCounts() const {
  std::map<std::string, int> counts;
  for (const ingest::EntityRecord& entity : entities) ++counts[entity.type];
  return counts;
}

std::map<std::string, int> RecordCollector::RelationCounts() const {
  std::map<std::string, int> counts;
  for (const ingest::RelationRecord& relation : relations) {
    ++counts[relation.type];
  }
  return counts;
}

namespace {

ReadRecords ReadFiles(absl::string_view format, absl::string_view head,
                      absl::Span<const ingest::NamedBytes> files,
                      const ingest::Mapping& mapping) {
  ReadRecords read;
  const ingest::Format* found = ingest::FindFormat(format, head);
  if (found == nullptr) {
    ADD_FAILURE() << format << " is no format";
    return read;
  }
  std::vector<ingest::Problem> problems;
  found->read(files, mapping, read.records, problems);
  for (const ingest::Problem& problem : problems) {
    read.problems.push_back(ingest::FormatProblem(problem));
  }
  return read;
}

}  // namespace

ReadRecords ReadText(absl::string_view format, absl::string_view text,
                     const ingest::Mapping& mapping) {
  ingest::TextSource bytes(text);
  const ingest::NamedBytes file{"x", &bytes};
  return ReadFiles(format, text, {&file, 1}, mapping);
}

ReadRecords ReadTexts(absl::string_view format,
                      const std::vector<std::string>& texts,
                      const ingest::Mapping& mapping) {
  std::vector<std::unique_ptr<ingest::TextSource>> sources;
  std::vector<ingest::NamedBytes> files;
  for (const std::string& text : texts) {
    sources.push_back(std::make_unique<ingest::TextSource>(text));
    files.push_back({absl::StrCat("f", files.size()), sources.back().get()});
  }
  return ReadFiles(format, texts.front(), files, mapping);
}

}  // namespace ketenzicht::testing
