// How much memory there is, and what an import does where it is too little.

#include "ingest/memory_left.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "ingest/record_list.h"

namespace ketenzicht::ingest {
namespace {

TEST(MemoryLeft, IsTheLessOfWhatTheSystemAndTheGroupHave) {
  constexpr char kSystem[] = "MemTotal: 9 kB\nMemAvailable:   4000 kB\nX: 1\n";
  EXPECT_EQ(MemoryLeftOf(kSystem, "", ""), 4'096'000);
  EXPECT_EQ(MemoryLeftOf(kSystem, "max\n", "5\n"), 4'096'000);
  EXPECT_EQ(MemoryLeftOf(kSystem, "1000\n", "300\n"), 700);
  EXPECT_EQ(MemoryLeftOf(kSystem, "300\n", "1000\n"), 0);
  EXPECT_EQ(MemoryLeftOf("", "", ""), kMemoryUnknown);
  EXPECT_GT(MemoryLeft(), 0);
}

TEST(MemoryLeft, AListIsFullOnceItWouldNotFit) {
  ImportReport report;
  static constexpr int64_t kMost = 100'000 * kBytesPerRecord;
  RecordList list(report, kMaxRecords, [] { return kMost; });
  while (!list.full() && list.size() < 200'000) list.Take(RelationRecord());
  EXPECT_TRUE(list.out_of_memory());
  EXPECT_EQ(list.size(), 131'072U) << "asked every 65,536";
  RecordList enough(report, kMaxRecords, [] { return kMemoryUnknown; });
  for (int i = 0; i < 70'000; ++i) enough.Take(RelationRecord());
  EXPECT_FALSE(enough.full());
}

TEST(RecordList, KeepsTheBeginningOfALongText) {
  ImportReport report;
  RecordList list(report);
  EntityRecord record;
  record.note = std::string(kMaxRecordText - 1, 'x') + "é and more";
  record.attributes["short"] = "stays";
  list.Take(std::move(record));
  EXPECT_EQ(list.entities().front().note, std::string(kMaxRecordText - 1, 'x'))
      << "no half of a character";
  EXPECT_EQ(list.entities().front().attributes.at("short"), "stays");
  EXPECT_EQ(report.remarks.size(), 1U);
}

}  // namespace
}  // namespace ketenzicht::ingest
