// Holds the records of a source until it has been read to its end: a link may
// come before its ends.

#ifndef KETENZICHT_INGEST_RECORD_LIST_H_
#define KETENZICHT_INGEST_RECORD_LIST_H_

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "ingest/formats/record.h"
#include "ingest/import_report.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {

inline constexpr size_t kMaxRecords = 8'000'000;

class RecordList : public RecordSink {
 public:
  explicit RecordList(ImportReport& report, size_t limit = kMaxRecords)
      : report_(report), limit_(limit) {}

  void Take(SourceRecord source) override { source_ = std::move(source); }
  void Take(EntityRecord entity) override {
    if (!entity.only_named) ++report_.entities;
    DropEmpty(entity.attributes);
    if (OnOneLine(entity.name).empty()) entity.name.clear();
    std::erase_if(entity.aliases, [](const std::string& alias) {
      return OnOneLine(alias).empty();
    });
    entities_.push_back(std::move(entity));
  }
  void Take(RelationRecord relation) override {
    ++report_.relations;
    DropEmpty(relation.attributes);
    relations_.push_back(std::move(relation));
  }
  void Skip(RecordPlace place, absl::string_view reason) override {
    report_.Skip(place, reason);
  }
  void Remark(RecordPlace place, absl::string_view reason) override {
    report_.Remark(place, reason, "");
  }
  bool full() const override {
    return entities_.size() + relations_.size() >= limit_;
  }

  const SourceRecord& source() const { return source_; }
  // In the order of the source; whoever uses them up takes them from the front,
  // and their memory is free for what is made of them.
  std::deque<EntityRecord>& entities() { return entities_; }
  std::deque<RelationRecord>& relations() { return relations_; }

 private:
  // An attribute that says nothing becomes none, and takes a hundred bytes.
  static void DropEmpty(std::map<std::string, std::string>& attributes) {
    std::erase_if(attributes,
                  [](const auto& one) { return one.second.empty(); });
  }

  ImportReport& report_;
  const size_t limit_;
  SourceRecord source_;
  std::deque<EntityRecord> entities_;
  std::deque<RelationRecord> relations_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_RECORD_LIST_H_
