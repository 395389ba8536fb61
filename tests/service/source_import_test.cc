// Sources of outside formats over the service: as one revision, in chunks, and
// where it breaks off.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/source_import.h"
#include "service/engine/engine.h"
#include "service/store/memory_store.h"
#include "tests/service/service_fixture.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Commits so many times and then fails, until it is told to go on.
class StoppingStore : public service::FactStore {
 public:
  explicit StoppingStore(std::unique_ptr<service::FactStore> store)
      : store_(std::move(store)) {}

  absl::StatusOr<service::CommitResult> Commit(
      const service::WriteBatch& batch) override {
    if (commits_left == 0) return absl::UnavailableError("the disk is away");
    --commits_left;
    return store_->Commit(batch);
  }
  absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view request_id) const override {
    return store_->FindRequest(request_id);
  }
  int64_t LatestRevision() const override { return store_->LatestRevision(); }
  absl::StatusOr<service::Contents> ReadAt(int64_t revision) const override {
    return store_->ReadAt(revision);
  }
  absl::StatusOr<service::PackedContents> ReadPackedAt(
      int64_t revision) const override {
    return store_->ReadPackedAt(revision);
  }
  absl::Status ReadLog(
      int64_t from,
      absl::FunctionRef<absl::Status(service::Change)> visit) const override {
    return store_->ReadLog(from, visit);
  }
  absl::Status Close() override { return store_->Close(); }

  int commits_left = 1000;

 private:
  std::unique_ptr<service::FactStore> store_;
};

// A galaxy of so many drones, each of a maker of its own.
std::string Drones(int count) {
  std::string values;
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&values, i == 0 ? "" : ",", "{\"value\": \"D", i,
                    "\", \"meta\": {\"manufacturer\": \"M", i,
                    "\", \"country\": \"china\"}}");
  }
  return absl::StrCat(
      "{\"authors\": [], \"category\": \"c\", \"type\": \"uavs\", \"uuid\": "
      "\"bef5c29d-b0db-4923-aa9a-80921f26d3ab\", \"values\": [",
      values, "]}");
}

class Importing {
 public:
  Importing() {
    auto store = std::make_unique<StoppingStore>(service::MakeMemoryStore());
    store_ = store.get();
    service_ = std::make_unique<TestService>(std::move(store));
    service_->Run({"import", "data"});
  }

  service::CallResult Import(const std::string& text, int chunk = 0) {
    std::istringstream content(text);
    v1::ImportSourceOptions options;
    options.add_files("drones.json");
    options.set_chunk_facts(chunk);
    report_ = v1::ImportReport();
    return service_->MakeClient()->ImportSource(
        options, {{"drones.json", &content}},
        [](const v1::ImportProgress&) { return true; }, &report_);
  }

  std::string Exported() {
    return service_->Run({"export", "--format", "jsonl"}).out;
  }

  StoppingStore* store_ = nullptr;
  std::unique_ptr<TestService> service_;
  v1::ImportReport report_;
};

TEST(SourceImports, InChunksComeToTheSame) {
  Importing here;
  ASSERT_TRUE(here.Import(Drones(300)).ok());
  EXPECT_EQ(here.report_.revision(), 2);
  const std::string at_once = here.Exported();

  Importing other;
  ASSERT_TRUE(other.Import(Drones(300), 200).ok());
  EXPECT_GT(other.report_.revision(), 5);
  EXPECT_EQ(other.Exported(), at_once);
  EXPECT_EQ(other.report_.entities(), here.report_.entities());
  EXPECT_EQ(at_once.find("incomplete"), std::string::npos);
}

TEST(SourceImports, GoOnWhereTheyStoppedAndEndNothingBefore) {
  Importing here;
  ASSERT_TRUE(here.Import(Drones(10)).ok());
  // Nine of the ten are said no longer.
  const std::string newer =
      Drones(300).replace(Drones(300).find("\"D9\""), 4, "\"X9\"");
  here.store_->commits_left = 3;
  const service::CallResult stopped = here.Import(newer, 200);
  EXPECT_FALSE(stopped.ok());
  EXPECT_THAT(stopped.message, HasSubstr("the disk is away"));
  const std::string begun = here.Exported();
  EXPECT_THAT(begun, HasSubstr("incomplete"));
  EXPECT_EQ(begun.find("\"until\":\"20"), std::string::npos)
      << "an incomplete run ends nothing";

  here.store_->commits_left = 1000;
  ASSERT_TRUE(here.Import(newer, 200).ok());
  EXPECT_GT(here.report_.unchanged(), 300);
  EXPECT_GT(here.report_.ended(), 0);
  EXPECT_EQ(here.Exported().find("incomplete"), std::string::npos);
}

TEST(SourceImports, RefuseWhatTheOptionsMayNotSay) {
  Importing here;
  EXPECT_THAT(here.Import(Drones(1), 5).message, HasSubstr("chunk_facts"));
  v1::ImportSourceOptions options;
  std::istringstream content(Drones(1));
  const auto client = here.service_->MakeClient();
  const auto nothing = [](const v1::ImportProgress&) { return true; };
  EXPECT_THAT(client->ImportSource(options, {}, nothing, &here.report_).message,
              HasSubstr("files: from 1"));
  options.add_files("a.json");
  EXPECT_THAT(client
                  ->ImportSource(options, {{"b.json", &content}}, nothing,
                                 &here.report_)
                  .message,
              HasSubstr("'b.json'"));
  options.set_mapping_file("mine.yaml");
  EXPECT_THAT(client
                  ->ImportSource(options, {{"a.json", &content}}, nothing,
                                 &here.report_)
                  .message,
              HasSubstr("mapping: mine.yaml is empty"));
}

TEST(SourceImports, ThatNobodyWantsAnyMoreChangeNothing) {
  const auto engine = service::Engine::Open(service::MakeMemoryStore()).value();
  ASSERT_TRUE(engine->Import(ReadFolder("data"), {}).ok());
  const std::string text = Drones(300);
  const auto read = [] { return absl::OkStatus(); };
  for (const size_t chunk : {0, 200}) {
    int asked = 0;
    ingest::TextSource bytes(text);
    ingest::SourceImport how = {
        .files = {{"drones.json", &bytes}},
        .imported_on = graph::Date::Parse("2024-01-01").value(),
        .still_wanted = [&asked]() -> absl::Status {
          return ++asked < 3 ? absl::OkStatus()
                             : absl::DeadlineExceededError("too late");
        }};
    const auto done = engine->ImportSource(how, chunk, {}, read);
    EXPECT_TRUE(absl::IsDeadlineExceeded(done.status())) << done.status();
    EXPECT_EQ(asked, 3);
    EXPECT_EQ((*engine->At({}))->revision, 1);
  }
  // Nothing is left of it that would be in the way of the next.
  ingest::TextSource bytes(text);
  ingest::SourceImport how = {
      .files = {{"drones.json", &bytes}},
      .imported_on = graph::Date::Parse("2024-01-01").value()};
  ASSERT_TRUE(engine->ImportSource(how, 0, {}, read).ok());
  EXPECT_EQ((*engine->At({}))->revision, 2);
}

TEST(SourceImports, AreTriedWithoutBeingWritten) {
  Importing here;
  v1::ImportSourceOptions options;
  options.mutable_write()->set_validate_only(true);
  options.add_files("drones.json");
  std::istringstream content(Drones(3));
  ASSERT_TRUE(here.service_->MakeClient()
                  ->ImportSource(
                      options, {{"drones.json", &content}},
                      [](const v1::ImportProgress&) { return true; },
                      &here.report_)
                  .ok());
  EXPECT_GT(here.report_.created(), 3);
  EXPECT_EQ(here.report_.revision(), 1);
}

TEST(SourceImports, TellWhatSomebodyShouldKnow) {
  constexpr char kTwoLeis[] =
      R"({"id": "c", "schema": "Company", "properties": {"name": ["C"],)"
      R"( "leiCode": ["724500ACMEACMEACME02", "724500BETABETABETA87"]}})";
  constexpr char kReason[] =
      "a second lei of one record, and only claimed_lei here";
  Importing here;
  ASSERT_TRUE(here.Import(kTwoLeis).ok());
  ASSERT_EQ(here.report_.remarks_size(), 1);
  EXPECT_EQ(here.report_.remarks(0).reason(), kReason);
  EXPECT_EQ(here.report_.remarks(0).count(), 1);
  EXPECT_THAT(here.report_.remarks(0).places(),
              ElementsAre("line 1 '724500BETABETABETA87'"));
  EXPECT_EQ(here.report_.skipped_size(), 0);

  const std::string file = ::testing::TempDir() + "/two.ftm.json";
  std::ofstream(file) << kTwoLeis;
  const CliResult told = here.service_->Run({"import", file});
  EXPECT_THAT(told.out, HasSubstr(absl::StrCat(", 1 × ", kReason,
                                               " (line 1 '724500BETA")));
}

}  // namespace
}  // namespace ketenzicht::testing
