// What only a store on disk can get wrong: damage, a second process, a format
// of the future, a full disk.
#include "service/store/rocksdb_store.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/fact.h"
#include "gtest/gtest.h"
#include "rocksdb/db.h"
#include "service/store/fact_store.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;
using absl::StatusCode;
using ::testing::HasSubstr;
using ::testing::Not;

using Opened = absl::StatusOr<std::unique_ptr<FactStore>>;

RocksdbStoreOptions OptionsFor(const std::string& directory) {
  return {.directory = directory,
          .free_space_reserve = 0,
          .on_warning = [](absl::string_view) {}};
}

Opened Open(const std::string& directory) {
  return OpenRocksdbStore(OptionsFor(directory));
}

WriteBatch BatchOf(int64_t revision, int facts = 3) {
  WriteBatch batch;
  for (int i = 0; i < facts; ++i) {
    graph::Fact& fact = batch.facts.emplace_back();
    fact.id = absl::StrCat("f/", i);
    fact.note.en = absl::StrCat(revision);
  }
  return batch;
}

// A store of `revisions` revisions, closed. All is still in RocksDB's
// write-ahead log.
void Make(const std::string& directory, int revisions) {
  const Opened store = Open(directory);
  ASSERT_TRUE(store.ok()) << store.status();
  for (int i = 1; i <= revisions; ++i) {
    ASSERT_TRUE((*store)->Commit(BatchOf(i)).ok());
  }
}

// How many revisions there are. Every one of them must be whole.
int64_t CheckedRevisions(const FactStore& store) {
  const int64_t latest = store.LatestRevision();
  for (int64_t revision = 1; revision <= latest; ++revision) {
    const absl::StatusOr<Contents> contents = store.ReadAt(revision);
    EXPECT_TRUE(contents.ok()) << contents.status();
    if (!contents.ok()) return -1;
    EXPECT_EQ(contents->facts.size(), 3);
    for (const graph::Fact& fact : contents->facts) {
      EXPECT_EQ(fact.note.en, absl::StrCat(revision));
    }
  }
  return latest;
}

// The largest file of the directory that ends so.
fs::path FileOf(const fs::path& directory, const std::string& extension) {
  fs::path largest;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    if (entry.path().extension() != extension) continue;
    if (largest.empty() || entry.file_size() > fs::file_size(largest)) {
      largest = entry.path();
    }
  }
  EXPECT_FALSE(largest.empty()) << "no " << extension;
  return largest;
}

void FlipByte(const fs::path& file, uint64_t offset) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(offset));
  const int byte = stream.get();
  stream.seekp(static_cast<std::streamoff>(offset));
  stream.put(static_cast<char>(byte ^ 0x40));
  ASSERT_TRUE(stream.good());
}

void ExpectNoFileNames(const absl::Status& status) {
  for (const char* name : {".log", ".sst", "MANIFEST", "CURRENT", "LOCK"}) {
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr(name)));
  }
}

// What RocksDB itself may do to a closed store.
struct Raw {
  rocksdb::DB* db = nullptr;
  rocksdb::ColumnFamilyHandle* meta = nullptr;
  rocksdb::ColumnFamilyHandle* log = nullptr;
};

void Tamper(const std::string& directory,
            const std::function<void(const Raw&)>& change) {
  rocksdb::Options options;
  options.create_missing_column_families = true;
  rocksdb::DB* database = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  const rocksdb::Status opened =
      rocksdb::DB::Open(options, directory,
                        {{"default", rocksdb::ColumnFamilyOptions()},
                         {"log", rocksdb::ColumnFamilyOptions()}},
                        &families, &database);
  ASSERT_TRUE(opened.ok()) << opened.ToString();
  change({database, families[0], families[1]});
  for (auto* family : families) delete family;
  ASSERT_TRUE(database->Close().ok());
  delete database;
}

std::string Key(int revision, int chunk) {
  std::string key(12, '\0');
  key[7] = static_cast<char>(revision);
  key[11] = static_cast<char>(chunk);
  return key;
}

// ---- Damage ---------------------------------------------------------------

TEST(RocksdbStore, ByteFlippedInTheWriteAheadLogLosesNothingQuietly) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 50);
  const uint64_t size = fs::file_size(FileOf(directory / "store", ".log"));
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    SCOPED_TRACE(i);
    const std::string copy = directory / absl::StrCat("copy", i);
    fs::copy(directory / "store", copy);
    FlipByte(FileOf(copy, ".log"), size / 4 + size / 2 * i / 100);
    const Opened store = Open(copy);
    if (store.ok()) {
      EXPECT_EQ(CheckedRevisions(**store), 50);
    } else {
      EXPECT_EQ(store.status().code(), StatusCode::kDataLoss);
      ExpectNoFileNames(store.status());
      ++refused;
    }
  }
  EXPECT_GT(refused, 0) << "no flip was noticed: this tests nothing";
}

// A store of 20 revisions whose write-ahead log lacks its last bytes.
std::string CutStore(const testing::TemporaryDirectory& directory, int cut) {
  std::string copy = directory / absl::StrCat("copy", cut);
  fs::copy(directory / "store", copy);
  const fs::path log = FileOf(copy, ".log");
  fs::resize_file(log, fs::file_size(log) - cut);
  return copy;
}

TEST(RocksdbStore, OpensWithALastWriteThatWasCutOffUnacknowledged) {
  const testing::TemporaryDirectory directory;
  const std::string anchor = directory / "store" + "/ketenzicht.revision";
  {
    const Opened store = Open(directory / "store");
    ASSERT_TRUE(store.ok()) << store.status();
    for (int i = 1; i <= 20; ++i) {
      // What a process leaves that dies before it acknowledges the last one.
      if (i == 20) fs::copy(anchor, directory / "anchor");
      ASSERT_TRUE((*store)->Commit(BatchOf(i)).ok());
    }
  }
  fs::copy(directory / "anchor", anchor, fs::copy_options::overwrite_existing);
  for (const int cut : {1, 7, 40}) {
    SCOPED_TRACE(cut);
    const std::string copy = CutStore(directory, cut);
    const Opened store = Open(copy);
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_EQ(CheckedRevisions(**store), 19);
    const absl::StatusOr<CommitResult> next = (*store)->Commit(BatchOf(20));
    ASSERT_TRUE(next.ok()) << next.status();
    EXPECT_EQ(next->revision, 20);
  }
}

TEST(RocksdbStore, RefusesToOpenWhenAcknowledgedRevisionsAreGone) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 20);
  for (const int cut : {1, 40, 400}) {
    SCOPED_TRACE(cut);
    const absl::Status status = Open(CutStore(directory, cut)).status();
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << status;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("revision 20 was acknowledged"));
  }
}

TEST(RocksdbStore, OpensWithoutItsAnchorOrWithADamagedOne) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 3);
  const fs::path anchor = directory / "store" + "/ketenzicht.revision";
  const auto write = [&](const std::string& text) {
    std::ofstream(anchor, std::ios::trunc) << text;
  };
  for (const std::string text :
       {"", "nonsense", "0000000000000000009 0000000000000000003\n",
        "9999999999999999999 9999999999999999999\n"}) {
    SCOPED_TRACE(text);
    write(text);
    const Opened store = Open(directory / "store");
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_EQ(CheckedRevisions(**store), 3);
  }
  fs::remove(anchor);
  EXPECT_TRUE(Open(directory / "store").ok());
  write("0000000000000000004 0000000000000000004\n");
  EXPECT_EQ(Open(directory / "store").status().code(), StatusCode::kDataLoss);
}

TEST(RocksdbStore, ByteFlippedInATableIsNoticed) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 50);
  ASSERT_TRUE(Open(directory / "store").ok());  // moves the log into tables
  const uint64_t size = fs::file_size(FileOf(directory / "store", ".sst"));
  int noticed = 0;
  for (int i = 0; i < 16; ++i) {
    SCOPED_TRACE(i);
    const std::string copy = directory / absl::StrCat("copy", i);
    fs::copy(directory / "store", copy);
    FlipByte(FileOf(copy, ".sst"), size * i / 16);
    const Opened store = Open(copy);
    const absl::Status status =
        store.ok() ? (*store)->ReadAt(50).status() : store.status();
    if (status.ok()) {
      EXPECT_EQ(CheckedRevisions(**store), 50);
    } else {
      EXPECT_EQ(status.code(), StatusCode::kDataLoss) << status;
      ExpectNoFileNames(status);
      ++noticed;
    }
  }
  EXPECT_GT(noticed, 0) << "no flip was noticed: this tests nothing";
}

TEST(RocksdbStore, MissingOrExtraChunksAreDataLossWithWhatWasFound) {
  const testing::TemporaryDirectory directory;
  const std::string store = directory / "store";
  Make(store, 3);
  Tamper(store, [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Put({}, raw.log, Key(3, 1), "x").ok());
  });
  EXPECT_EQ(Open(store).status(),
            absl::DataLossError(
                "the log does not end where its head says: the head expects "
                "revision 3, chunk 0, found revision 3, chunk 1"));
  Tamper(store, [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Delete({}, raw.log, Key(3, 1)).ok());
    ASSERT_TRUE(raw.db->Delete({}, raw.log, Key(3, 0)).ok());
  });
  EXPECT_THAT(std::string(Open(store).status().message()),
              HasSubstr("expects revision 3, chunk 0, found revision 2"));
}

TEST(RocksdbStore, ReadingFindsAChunkThatIsMissingInTheMiddle) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory / "store";
  {
    const Opened store = Open(path);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)->Commit(BatchOf(1, 2500)).ok());
    ASSERT_TRUE((*store)->Commit(BatchOf(2)).ok());
    ASSERT_TRUE((*store)->Commit(BatchOf(3)).ok());
  }
  const auto read = [&](int64_t revision) {
    const Opened store = Open(path);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? (*store)->ReadAt(revision).status() : store.status();
  };
  Tamper(path, [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Delete({}, raw.log, Key(2, 0)).ok());
  });
  EXPECT_TRUE(read(1).ok());
  EXPECT_EQ(read(3), absl::DataLossError("revision 2: found 0 chunks of 1"));
  Tamper(path, [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Delete({}, raw.log, Key(1, 2)).ok());
  });
  EXPECT_EQ(read(1), absl::DataLossError("revision 1: found 2 chunks of 3"));
  Tamper(path, [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Delete({}, raw.log, Key(1, 0)).ok());
  });
  EXPECT_EQ(read(1), absl::DataLossError("revision 1, chunk 0: found revision "
                                         "1, chunk 1 of 3"));
}

TEST(RocksdbStore, MissingHeadIsDataLoss) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 1);
  Tamper(directory / "store", [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Delete({}, raw.meta, "head").ok());
  });
  EXPECT_EQ(Open(directory / "store").status(),
            absl::DataLossError("the head is missing"));
}

// By file name, what is in it.
std::map<std::string, std::string> BytesOf(const std::string& directory) {
  std::map<std::string, std::string> bytes;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    bytes[entry.path().filename().string()] =
        std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return bytes;
}

TEST(RocksdbStore, OpenedToBeReadChangesNoFileAndTakesNoCommit) {
  const testing::TemporaryDirectory directory;
  RocksdbStoreOptions options = OptionsFor(directory / "store");
  options.read_only = true;
  EXPECT_EQ(OpenRocksdbStore(options).status().code(), StatusCode::kNotFound);
  EXPECT_FALSE(fs::exists(directory / "store"));

  Make(directory / "store", 5);
  const std::map<std::string, std::string> before =
      BytesOf(directory / "store");
  for (int i = 0; i < 3; ++i) {
    const Opened store = OpenRocksdbStore(options);
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_EQ(CheckedRevisions(**store), 5);
    EXPECT_EQ((*store)->Commit(BatchOf(6)).status().code(),
              StatusCode::kFailedPrecondition);
  }
  EXPECT_TRUE(BytesOf(directory / "store") == before);
  EXPECT_EQ(CheckedRevisions(**Open(directory / "store")), 5);
}

// ---- Who may open what ----------------------------------------------------

TEST(RocksdbStore, RefusesASecondOpener) {
  const testing::TemporaryDirectory directory;
  Opened store = Open(directory / "store");
  ASSERT_TRUE(store.ok()) << store.status();
  const absl::Status second = Open(directory / "store").status();
  EXPECT_EQ(second.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.message()), HasSubstr("open elsewhere"));

  const pid_t child = fork();
  if (child == 0) {
    const absl::Status status = Open(directory / "store").status();
    _exit(status.code() == StatusCode::kFailedPrecondition ? 0 : 1);
  }
  int result = -1;
  ASSERT_EQ(waitpid(child, &result, 0), child);
  EXPECT_EQ(result, 0);

  ASSERT_TRUE((*store)->Commit(BatchOf(1)).ok());
  EXPECT_TRUE((*store)->Close().ok());
  EXPECT_TRUE(Open(directory / "store").ok());
}

TEST(RocksdbStore, RefusesAFormatOfTheFuture) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 1);
  Tamper(directory / "store", [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Put({}, raw.meta, "format", "2").ok());
  });
  const absl::Status status = Open(directory / "store").status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("format 2, this program reads up to 1"));
}

TEST(RocksdbStore, RefusesAStoreWithFamiliesItDoesNotKnow) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 1);
  Tamper(directory / "store", [](const Raw& raw) {
    rocksdb::ColumnFamilyHandle* audit = nullptr;
    ASSERT_TRUE(raw.db->CreateColumnFamily({}, "audit", &audit).ok());
    delete audit;
  });
  EXPECT_EQ(Open(directory / "store").status().code(),
            StatusCode::kFailedPrecondition);
}

TEST(RocksdbStore, RefusesTheDatabaseOfSomebodyElse) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 1);
  Tamper(directory / "store", [](const Raw& raw) {
    ASSERT_TRUE(raw.db->Delete({}, raw.meta, "format").ok());
  });
  const absl::Status status = Open(directory / "store").status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("another database"));
}

TEST(RocksdbStore, MakesNoStoreUnlessAskedTo) {
  const testing::TemporaryDirectory directory;
  RocksdbStoreOptions options = OptionsFor(directory / "store");
  options.create_if_missing = false;
  EXPECT_EQ(OpenRocksdbStore(options).status().code(), StatusCode::kNotFound);
  EXPECT_FALSE(fs::exists(options.directory));
  Make(directory / "store", 1);
  EXPECT_TRUE(OpenRocksdbStore(options).ok());
  options.directory = directory / "no/parent";
  options.create_if_missing = true;
  EXPECT_EQ(OpenRocksdbStore(options).status().code(), StatusCode::kNotFound);
}

// ---- Space ----------------------------------------------------------------

TEST(RocksdbStore, RefusesWritesBelowTheReserveAndGoesOnReading) {
  const testing::TemporaryDirectory directory;
  Make(directory / "store", 2);
  RocksdbStoreOptions options = OptionsFor(directory / "store");
  options.free_space_reserve = uint64_t{1} << 62;
  Opened store = OpenRocksdbStore(options);
  ASSERT_TRUE(store.ok()) << store.status();
  const absl::Status status = (*store)->Commit(BatchOf(3)).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()), HasSubstr("kept in reserve"));
  EXPECT_EQ(CheckedRevisions(**store), 2);
  store->reset();
  store = Open(directory / "store");
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_TRUE((*store)->Commit(BatchOf(3)).ok());
  EXPECT_EQ(CheckedRevisions(**store), 3);
}

// A file that may not grow stands in for a disk that fails half-way.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(uint64_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, SIG_DFL);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

TEST(RocksdbStore,
     AfterAFailedWriteItReadsOnAndOpensWithAllThatWasAcknowledged) {
  const testing::TemporaryDirectory directory;
  std::vector<std::string> warnings;
  RocksdbStoreOptions options = OptionsFor(directory / "store");
  options.on_warning = [&](absl::string_view line) {
    warnings.emplace_back(line);
  };
  Opened store = OpenRocksdbStore(options);
  ASSERT_TRUE(store.ok()) << store.status();
  for (int i = 1; i <= 5; ++i) {
    ASSERT_TRUE((*store)->Commit(BatchOf(i)).ok());
  }
  {
    const FileSizeLimit limit(64 << 10);
    WriteBatch large = BatchOf(6);
    large.request_id = "large";
    large.facts[0].note.nl = std::string(1 << 20, 'x');
    const absl::Status failed = (*store)->Commit(large).status();
    EXPECT_EQ(failed.code(), StatusCode::kUnavailable) << failed;
    ExpectNoFileNames(failed);
  }
  EXPECT_FALSE(warnings.empty());
  EXPECT_THAT(std::string((*store)->Commit(BatchOf(6)).status().message()),
              HasSubstr("until the store is opened again"));
  EXPECT_EQ(CheckedRevisions(**store), 5);
  store->reset();
  store = OpenRocksdbStore(options);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ(CheckedRevisions(**store), 5);
  EXPECT_TRUE((*store)->Commit(BatchOf(6)).ok());
  EXPECT_EQ(CheckedRevisions(**store), 6);
}

}  // namespace
}  // namespace ketenzicht::service
