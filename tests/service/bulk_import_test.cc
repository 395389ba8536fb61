// Facts straight into a store, against the same facts through the engine's way.

#include "service/bulk_import/bulk_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/importer.h"
#include "service/cli/cli.h"
#include "service/generate/generate.h"
#include "service/store/memory_store.h"
#include "tests/support/case_data.h"
#include "tests/support/generated_facts.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::vector<ingest::InputFile>& Vocabulary() {
  static const auto& files = *new std::vector<ingest::InputFile>([] {
    std::vector<ingest::InputFile> some;
    for (ingest::InputFile& file : testing::ReadFolder("data")) {
      if (file.name.ends_with("ontology.yaml") ||
          file.name.ends_with("policies/netherlands.yaml")) {
        some.push_back(std::move(file));
      }
    }
    return some;
  }());
  return files;
}

// With an ontology, a policy and these facts, as revision 1.
std::unique_ptr<FactStore> NewStore(const std::string& facts = "") {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  std::vector<ingest::InputFile> files = Vocabulary();
  if (!facts.empty()) files.push_back({"facts.yaml", facts});
  const ingest::ImportOutcome outcome = ingest::Import(ingest::State(), files);
  EXPECT_THAT(outcome.problems, IsEmpty());
  WriteBatch batch;
  batch.facts = outcome.written;
  for (const auto& [name, content] : outcome.documents) {
    batch.documents.push_back({name, content});
  }
  EXPECT_TRUE(store->Commit(batch).ok());
  return store;
}

absl::StatusOr<BulkImportResult> Bulk(FactStore& store,
                                      BulkImportRequest request) {
  return BulkImport(request, store, [](BulkPhase, int64_t) {});
}

std::vector<std::string> Texts(const std::vector<ingest::Problem>& problems) {
  std::vector<std::string> texts;
  for (const ingest::Problem& one : problems) {
    texts.push_back(ingest::FormatProblem(one));
  }
  return texts;
}

class BulkImportTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& content) {
    const std::string path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  std::string Companies(const std::string& name,
                        const std::vector<std::string>& ids) {
    std::string text =
        "id,kind,name_nl,name_en,evidence_source,asserted,"
        "attributes.source_type\n"
        "sources/s,source,S,S,sources/s,2021-11-18,register\n";
    if (name != "first.csv") text.resize(text.find("sources/s,source"));
    for (const std::string& id : ids) {
      absl::StrAppend(&text, id, ",company,X,X,sources/s,2021-11-18,\n");
    }
    return Write(name, text);
  }

  const testing::TemporaryDirectory folder_;
  const std::unique_ptr<FactStore> store_ = NewStore();
};

TEST_F(BulkImportTest, WritesWhatAnImportWrites) {
  const std::string csv = folder_ / "csv";
  ASSERT_TRUE(
      GenerateCsv(testing::FullOptions(3000), csv, [](int64_t) {}).ok());
  BulkImportRequest request{.author = "me"};
  std::vector<ingest::InputFile> files = Vocabulary();
  for (const char* name : {"relations.csv", "entities.csv", "measures.csv"}) {
    request.paths.push_back(absl::StrCat(csv, "/", name));
    std::ostringstream content;
    content << std::ifstream(request.paths.back()).rdbuf();
    files.push_back({request.paths.back(), content.str()});
  }
  const auto result = Bulk(*store_, request);
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_THAT(Texts(result->problems), IsEmpty());
  EXPECT_EQ(result->revision, 2);

  const ingest::ImportOutcome outcome = ingest::Import({}, files);
  ASSERT_THAT(Texts(outcome.problems), IsEmpty());
  const std::vector<graph::Fact> expected =
      outcome.next.snapshot->facts().ReadAll();
  EXPECT_EQ(result->facts, static_cast<int64_t>(expected.size()));
  EXPECT_EQ(store_->ReadAt(2)->facts, expected);
}

TEST_F(BulkImportTest, AddsToWhatIsThereAndChangesNothing) {
  ASSERT_TRUE(
      Bulk(*store_, {.paths = {Companies("first.csv", {"companies/a"})}}).ok());
  const std::string owned = Write(
      "relations.csv",
      "id,kind,source,target,modality,evidence_source,asserted\n"
      "relations/b-of-a,owned_by,companies/b,companies/a,affirmed,sources/s,"
      "2021-11-18\n");
  const auto added = Bulk(
      *store_, {.paths = {owned, Companies("second.csv", {"companies/b"})}});
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_THAT(Texts(added->problems), IsEmpty());
  EXPECT_EQ(added->facts, 2);
  const auto again =
      Bulk(*store_,
           {.paths = {Companies("third.csv", {"companies/c", "companies/a"})}});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_THAT(Texts(again->problems),
              ElementsAre(HasSubstr(
                  "third.csv:3: companies/a: id: is in the store already")));
  EXPECT_EQ(store_->LatestRevision(), 3);
}

// The circle is told of a fact that no file has.
TEST_F(BulkImportTest, WhatGoesWrongWithWhatIsInTheStoreIsRefusedToo) {
  const std::unique_ptr<FactStore> store = NewStore(
      "apiVersion: ketenzicht.nl/v1\nkind: Facts\n"
      "defaults: {evidence: {source: sources/s, asserted: 2020-01-01}}\n"
      "entities:\n"
      "  - {id: sources/s, kind: source, name: {nl: s, en: s}, attributes: "
      "{source_type: parliament}}\n"
      "  - {id: organizations/o, kind: organization, name: {nl: o, en: o}}\n"
      "  - {id: processes/p, kind: process, name: {nl: p, en: p}}\n"
      "  - {id: products/d, kind: product, name: {nl: d, en: d}}\n"
      "  - {id: companies/c, kind: company, name: {nl: c, en: c}}\n"
      "  - {id: information/i, kind: information, name: {nl: i, en: i}}\n"
      "relations:\n"
      "  - {id: relations/u, kind: uses, source: processes/p, target: "
      "products/d, modality: affirmed}\n"
      "measures:\n"
      "  - {id: measures/m, name: {nl: m, en: m}, effect: closes, state: "
      "in_place, nature: technical, modality: affirmed, decided_by: "
      "organizations/o, selects: {kind: uses}, unless: {relation: {kind: "
      "key_held_by, source: information/i, target: companies/c}}}\n");
  const std::string key = Write(
      "key.csv",
      "id,kind,source,target,modality,evidence_source,asserted,via\n"
      "relations/k,key_held_by,information/i,companies/c,affirmed,sources/s,"
      "2020-01-01,relations/u\n");
  const auto result = Bulk(*store, {.paths = {key}});
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_THAT(Texts(result->problems), ElementsAre(HasSubstr("in a circle")));
  EXPECT_EQ(store->LatestRevision(), 1);
}

TEST_F(BulkImportTest, SaysWhereWhatIsWrongStands) {
  const std::string path = Write(
      "relations.csv",
      "id,kind,source,target,modality,evidence_source,asserted\n"
      "relations/one,owned_by,companies/nobody,companies/a,affirmed,sources/s,"
      "2021-11-18\n"
      "relations/two,owned_by,companies/a,companies/a,afirmed,sources/s,"
      "2021-11-18\n");
  const std::string companies = Companies("first.csv", {"companies/a"});
  auto result = Bulk(*store_, {.paths = {companies, path}});
  ASSERT_TRUE(result.ok());
  EXPECT_THAT(Texts(result->problems),
              ElementsAre(HasSubstr("relations.csv:3: column 5 (modality): ")));
  const std::string mended = Write(
      "mended.csv",
      "id,kind,source,target,modality,evidence_source,asserted\n"
      "relations/one,owned_by,companies/nobody,companies/a,affirmed,sources/s,"
      "2021-11-18\n");
  result = Bulk(*store_, {.paths = {companies, mended}});
  ASSERT_TRUE(result.ok());
  EXPECT_THAT(Texts(result->problems),
              ElementsAre(HasSubstr("mended.csv:2: relations/one: source: "
                                    "there is no 'companies/nobody'")));
  EXPECT_EQ(store_->LatestRevision(), 1);
}

TEST_F(BulkImportTest, IsWrittenOnceAndOnlyWhenAsked) {
  BulkImportRequest request{.paths = {Companies("first.csv", {"companies/a"})},
                            .dry_run = true,
                            .request_id = "once"};
  ASSERT_TRUE(Bulk(*store_, request).ok());
  EXPECT_EQ(store_->LatestRevision(), 1);
  request.dry_run = false;
  request.expected_revision = 0;
  EXPECT_EQ(Bulk(*store_, request).status().code(),
            absl::StatusCode::kFailedPrecondition);
  request.expected_revision = 1;
  const auto first = Bulk(*store_, request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE(first->repeated);
  const auto again = Bulk(*store_, request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->revision, first->revision);
  EXPECT_EQ(store_->LatestRevision(), 2);
}

TEST_F(BulkImportTest, NeedsAVocabularyAndFiles) {
  EXPECT_EQ(Bulk(*store_, {}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Bulk(*store_, {.paths = {folder_ / "gone.csv"}}).status().code(),
            absl::StatusCode::kNotFound);
  const std::unique_ptr<FactStore> empty = MakeMemoryStore();
  const auto result = Bulk(*empty, {.paths = {Companies("first.csv", {})}});
  EXPECT_EQ(result.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(result.status().message()),
              HasSubstr("import data/ first"));
}

// ---- The command ------------------------------------------------------------

struct CommandRun {
  int code = 0;
  BulkImportArguments arguments;
  std::string out;
  std::string error;
};

CommandRun RunCommand(std::vector<const char*> words,
                      absl::StatusOr<BulkImportOutcome> answer) {
  CommandRun run;
  words.insert(words.begin(), "ketenzicht");
  std::ostringstream out;
  std::ostringstream error;
  run.code = RunCli(
      static_cast<int>(words.size()), words.data(),
      [](const Connection&, std::ostream&) {
        ADD_FAILURE() << "no connection is needed";
        return nullptr;
      },
      false, out, error,
      {.bulk_import = [&](const BulkImportArguments& arguments,
                          const std::function<void(int64_t, bool)>& progress) {
        run.arguments = arguments;
        progress(3, true);
        return answer;
      }});
  run.out = out.str();
  run.error = error.str();
  return run;
}

TEST(BulkImportCommand, HandsItsOptionsOnAndTellsWhatCame) {
  CommandRun run = RunCommand(
      {"--store", "there", "bulk-import", "a.csv", "b.csv.gz", "--author", "me",
       "--request-id", "r", "--expected-revision", "4"},
      BulkImportOutcome{.facts = 7, .revision = 5});
  EXPECT_EQ(run.code, kExitOk) << run.error;
  EXPECT_EQ(run.out, "2 files: 7 facts new; revision 5\n");
  EXPECT_EQ(run.arguments.store, "there");
  EXPECT_THAT(run.arguments.paths, ElementsAre("a.csv", "b.csv.gz"));
  EXPECT_EQ(run.arguments.author, "me");
  EXPECT_EQ(run.arguments.request_id, "r");
  EXPECT_EQ(run.arguments.expected_revision, 4);
  run = RunCommand({"--store", "x", "-o", "json", "bulk-import", "a.csv"},
                   BulkImportOutcome{.facts = 7, .revision = 5});
  EXPECT_THAT(run.out, HasSubstr("\"created\": 7"));
}

TEST(BulkImportCommand, SaysWhatIsWrong) {
  CommandRun run = RunCommand({"--store", "x", "bulk-import", "a.csv"},
                              BulkImportOutcome{.problems = {"a.csv:2: no"}});
  EXPECT_EQ(run.code, kExitInvalid);
  EXPECT_EQ(run.error, "a.csv:2: no\nketenzicht: nothing was written\n");
  run = RunCommand({"--store", "x", "bulk-import", "a.csv"},
                   absl::NotFoundError("a.csv: cannot be read"));
  EXPECT_EQ(run.code, kExitNotFound);
  run = RunCommand({"bulk-import", "a.csv"}, BulkImportOutcome());
  EXPECT_EQ(run.code, kExitUsage);
  EXPECT_THAT(run.error, StartsWith("ketenzicht: bulk-import needs --store"));
}

}  // namespace
}  // namespace ketenzicht::service
