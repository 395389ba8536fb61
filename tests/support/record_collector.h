// Keeps what a reader of an outside format gives, to be looked at.

#ifndef KETENZICHT_TESTS_SUPPORT_RECORD_COLLECTOR_H_
#define KETENZICHT_TESTS_SUPPORT_RECORD_COLLECTOR_H_

#include <map>
#include <string>
#include <vector>

#include "ingest/formats/format.h"
#include "ingest/formats/record.h"
#include "ingest/mapping.h"
#include "ingest/problem.h"

namespace ketenzicht::testing {

class RecordCollector : public ingest::RecordSink {
 public:
  void Take(ingest::SourceRecord source) override {
    sources.push_back(std::move(source));
  }
  void Take(ingest::EntityRecord entity) override {
    (entity.only_named ? named : entities).push_back(std::move(entity));
  }
  void Take(ingest::RelationRecord relation) override {
    relations.push_back(std::move(relation));
  }
  void Skip(ingest::RecordPlace place, absl::string_view reason) override {
    skipped.push_back(FormatPlace(place) + ": " + std::string(reason));
  }
  void Remark(ingest::RecordPlace place, absl::string_view reason) override {
    remarked.push_back(FormatPlace(place) + ": " + std::string(reason));
  }
  bool full() const override { return false; }

  // "component/library pkg-a", "pkg-a -dependsOn-> pkg-b": sorted.
  std::vector<std::string> EntityLines() const;
  std::vector<std::string> RelationLines() const;
  std::map<std::string, int> EntityCounts() const;    // by type
  std::map<std::string, int> RelationCounts() const;  // by type

  std::vector<ingest::SourceRecord> sources;
  std::vector<ingest::EntityRecord> entities;
  std::vector<ingest::EntityRecord> named;  // and only that
  std::vector<ingest::RelationRecord> relations;
  std::vector<std::string> skipped;
  std::vector<std::string> remarked;
};

// What a format reads of one text, called "x"; with it the problems.
struct ReadRecords {
  RecordCollector records;
  std::vector<std::string> problems;  // as FormatProblem has them
};
ReadRecords ReadText(absl::string_view format, absl::string_view text,
                     const ingest::Mapping& mapping = {});
// What several files give together, called "f0", "f1" …
ReadRecords ReadTexts(absl::string_view format,
                      const std::vector<std::string>& texts,
                      const ingest::Mapping& mapping = {});

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_RECORD_COLLECTOR_H_
