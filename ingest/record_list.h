// Holds the records of a source until it has been read to its end: a link may
// come before its ends.

#ifndef KETENZICHT_INGEST_RECORD_LIST_H_
#define KETENZICHT_INGEST_RECORD_LIST_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "ingest/formats/record.h"
#include "ingest/import_report.h"
#include "ingest/memory_left.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {

inline constexpr size_t kMaxRecords = 8'000'000;

// What a record takes on its way to the store beside what it takes here, as
// measured for FollowTheMoney of a source that is there (docs/import.md): it is
// laid over what comes of it, and its records are kept meanwhile.
inline constexpr int64_t kBytesPerRecord = 4600;

// The longest note and attribute that is kept whole: it stands in memory, in
// the log and in every answer that names the thing.
inline constexpr size_t kMaxRecordText = size_t{64} << 10;

class RecordList : public RecordSink {
 public:
  // `memory_left` is asked now and then: once what is there would not fit any
  // more, it is full.
  explicit RecordList(ImportReport& report, size_t limit = kMaxRecords,
                      std::function<int64_t()> memory_left = MemoryLeft)
      : report_(report), limit_(limit), memory_left_(std::move(memory_left)) {}

  void Take(SourceRecord source) override { source_ = std::move(source); }
  void Take(EntityRecord entity) override {
    if (!entity.only_named) ++report_.entities;
    DropEmpty(entity.attributes);
    Shorten(entity.note, entity.place);
    for (auto& [name, value] : entity.attributes) Shorten(value, entity.place);
    if (OnOneLine(entity.name).empty()) entity.name.clear();
    std::erase_if(entity.aliases, [](const std::string& alias) {
      return OnOneLine(alias).empty();
    });
    entities_.push_back(std::move(entity));
    AskForMemory();
  }
  void Take(RelationRecord relation) override {
    ++report_.relations;
    DropEmpty(relation.attributes);
    for (auto& [name, value] : relation.attributes) {
      Shorten(value, relation.place);
    }
    relations_.push_back(std::move(relation));
    AskForMemory();
  }
  void Skip(RecordPlace place, absl::string_view reason) override {
    report_.Skip(place, reason);
  }
  void Remark(RecordPlace place, absl::string_view reason) override {
    report_.Remark(place, reason, "");
  }
  bool full() const override { return out_of_memory_ || size() >= limit_; }
  size_t size() const { return entities_.size() + relations_.size(); }
  bool out_of_memory() const { return out_of_memory_; }

  const SourceRecord& source() const { return source_; }
  // In the order of the source; whoever uses them up takes them from the front,
  // and their memory is free for what is made of them.
  std::deque<EntityRecord>& entities() { return entities_; }
  std::deque<RelationRecord>& relations() { return relations_; }

  // What was read, for who uses it up and needs it again.
  struct Records {
    std::deque<EntityRecord> entities;
    std::deque<RelationRecord> relations;
  };
  Records Copy() const { return {entities_, relations_}; }
  void Restore(const Records& records) {
    entities_ = records.entities;
    relations_ = records.relations;
  }

 private:
  static constexpr size_t kAskEvery = 65'536;

  void AskForMemory() {
    if (size() % kAskEvery != 0) return;
    out_of_memory_ |=
        static_cast<int64_t>(size()) * kBytesPerRecord > memory_left_();
  }

  // An attribute that says nothing becomes none, and takes a hundred bytes.
  static void DropEmpty(std::map<std::string, std::string>& attributes) {
    std::erase_if(attributes,
                  [](const auto& one) { return one.second.empty(); });
  }

  void Shorten(std::string& text, const RecordPlace& place) {
    if (text.size() <= kMaxRecordText) return;
    size_t end = kMaxRecordText;
    const auto within_a_character = [&text](size_t at) {
      return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
    };
    while (end > 0 && within_a_character(end)) --end;
    text.resize(end);
    text.shrink_to_fit();
    report_.Remark(place,
                   "a text of more than 65,536 bytes, of which the beginning "
                   "is kept",
                   "");
  }

  ImportReport& report_;
  const size_t limit_;
  const std::function<int64_t()> memory_left_;
  bool out_of_memory_ = false;
  SourceRecord source_;
  std::deque<EntityRecord> entities_;
  std::deque<RelationRecord> relations_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_RECORD_LIST_H_
