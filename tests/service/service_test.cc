// The service over gRPC, in process: errors, revisions, cancellation, health.

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/store/rocksdb_store.h"
#include "tests/service/service_fixture.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

std::vector<service::ClientFile> DataFiles() {
  std::vector<service::ClientFile> files;
  for (const ingest::InputFile& file : ReadFolder("data")) {
    files.push_back({file.name, file.content});
  }
  return files;
}

std::string FactsFile(const std::string& body) {
  return absl::StrCat(
      "apiVersion: ketenzicht.nl/v1\nkind: Facts\ndefaults:\n  evidence: "
      "{source: sources/ah-tk-20212022-765, asserted: 2021-11-18}\n",
      body);
}

class Service : public ::testing::Test {
 protected:
  void SetUp() override {
    v1::ImportFilesResponse response;
    const service::CallResult result =
        ImportTexts(service_, DataFiles(), &response);
    ASSERT_TRUE(result.ok()) << result.message;
    ASSERT_EQ(response.revision(), 1);
  }
  TestService service_;
};

TEST_F(Service, RefusesBadFilesWithPlaceAndReasonAndWritesNothing) {
  v1::ImportFilesResponse response;
  const service::CallResult result = ImportTexts(
      service_,
      {{"good.yaml",
        FactsFile("entities:\n  - {id: companies/good, kind: company, name: "
                  "{nl: goed, en: good}}\n")},
       {"bad.yaml",
        FactsFile("relations:\n"
                  "  - {id: relations/a, kind: seated_in, source: "
                  "companies/nowhere, target: jurisdictions/cn, modality: "
                  "affirmed}\n"
                  "  - {id: relations/b, kind: teleports, source: "
                  "companies/sz-dji, target: jurisdictions/cn, modality: "
                  "affirmed}\n")}},
      &response);
  EXPECT_EQ(result.reason, "UNSOUND_FACTS");
  EXPECT_THAT(result.problems,
              Contains(AllOf(HasSubstr("bad.yaml:6"),
                             HasSubstr("'companies/nowhere'"))));
  EXPECT_THAT(result.problems,
              Contains(AllOf(HasSubstr("bad.yaml:7"),
                             HasSubstr("'teleports' is no relation kind"))));
  v1::GetFactRequest get;
  get.set_id("companies/good");
  v1::GetFactResponse got;
  EXPECT_EQ(service_.MakeClient()->GetFact(get, &got).reason, "NOT_FOUND");
}

TEST_F(Service, KeepsEveryRevisionReadable) {
  v1::WriteFactsRequest write;
  write.add_retracted("relations/politie-images-key-held-by-dji");
  v1::WriteFactsResponse written;
  service::CallResult result =
      service_.MakeClient()->WriteFacts(write, &written);
  // Statements give it as their reason, so it cannot simply go.
  EXPECT_EQ(result.reason, "UNSOUND_FACTS");
  EXPECT_FALSE(result.problems.empty());

  v1::GetFactRequest get;
  get.set_id("companies/sz-dji");
  v1::GetFactResponse before;
  ASSERT_TRUE(service_.MakeClient()->GetFact(get, &before).ok());
  *write.add_facts() = before.fact();
  write.clear_retracted();
  write.mutable_facts(0)->mutable_entity()->add_aliases("Da Jiang");
  result = service_.MakeClient()->WriteFacts(write, &written);
  ASSERT_TRUE(result.ok()) << result.message;
  EXPECT_EQ(written.revision(), 2);
  EXPECT_EQ(written.changed(), 1);

  get.mutable_revision()->set_exact(1);
  v1::GetFactResponse old;
  ASSERT_TRUE(service_.MakeClient()->GetFact(get, &old).ok());
  EXPECT_EQ(old.revision(), 1);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      old.fact(), before.fact()));
  get.mutable_revision()->set_exact(3);
  EXPECT_EQ(service_.MakeClient()->GetFact(get, &old).reason,
            "REVISION_NOT_YET");
}

TEST_F(Service, WritesOnlyAtTheExpectedRevision) {
  v1::WriteFactsRequest write;
  write.mutable_options()->set_expected_revision(7);
  write.add_retracted("relations/none");
  v1::WriteFactsResponse written;
  EXPECT_EQ(service_.MakeClient()->WriteFacts(write, &written).reason,
            "REVISION_MISMATCH");
}

TEST_F(Service, ARequestIdWritesOnceAndOneContentOnly) {
  const auto import = [this](const std::string& id, const std::string& name,
                             int64_t expected) {
    v1::WriteOptions options;
    options.set_request_id(id);
    options.set_expected_revision(expected);
    v1::ImportFilesResponse response;
    const service::CallResult result = service_.MakeClient()->ImportFiles(
        options,
        {{"new.yaml",
          FactsFile(absl::StrCat("entities:\n  - {id: companies/", name,
                                 ", kind: company, name: {nl: c, en: c}}\n"))}},
        &response);
    return result.ok() ? absl::StrCat(response.revision()) : result.reason;
  };
  EXPECT_EQ(import("one", "a", 1), "2");
  EXPECT_EQ(import("one", "a", 1), "2") << "it found what it expected";
  EXPECT_EQ(import("one", "b", 1), "INVALID_REQUEST");
  EXPECT_EQ(import("two", "b", 1), "REVISION_MISMATCH");
  EXPECT_EQ(import("two", "b", 2), "3");
}

TEST_F(Service, ListsInPagesThatFitOneRequestOnly) {
  v1::ListFactsRequest request;
  request.set_kind("process");
  request.set_page_size(5);
  std::vector<std::string> ids;
  do {
    v1::ListFactsResponse page;
    const service::CallResult result =
        service_.MakeClient()->ListFacts(request, &page);
    ASSERT_TRUE(result.ok()) << result.message;
    for (const v1::Fact& fact : page.facts()) ids.push_back(fact.id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(ids.size(), 29u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));

  v1::ListFactsResponse page;
  ASSERT_TRUE(service_.MakeClient()->ListFacts(request, &page).ok());
  request.set_page_token(page.next_page_token());
  request.set_kind("company");
  EXPECT_EQ(service_.MakeClient()->ListFacts(request, &page).reason,
            "INVALID_REQUEST");
}

TEST_F(Service, ReadersKeepTheirRevisionWhileOthersWrite) {
  std::vector<std::thread> threads;
  threads.reserve(3);
  std::atomic<int> failures = 0;
  for (int reader = 0; reader < 3; ++reader) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        v1::FindPathsRequest request;
        request.mutable_query()->add_from("organizations/politie");
        request.mutable_query()->add_to("jurisdictions/cn");
        request.mutable_options()->set_date("2021-11-18");
        std::set<int64_t> revisions;
        const service::CallResult result = service_.MakeClient()->FindPaths(
            request, [&](const v1::FindPathsResponse& response) {
              revisions.insert(response.context().revision());
              return true;
            });
        if (!result.ok() || revisions.size() != 1) ++failures;
      }
    });
  }
  for (int i = 0; i < 10; ++i) {
    v1::ImportFilesResponse response;
    const service::CallResult result = ImportTexts(
        service_,
        {{"new.yaml",
          FactsFile(absl::StrCat("entities:\n  - {id: companies/c", i,
                                 ", kind: company, name: {nl: c, en: c}}\n"))}},
        &response);
    EXPECT_TRUE(result.ok()) << result.message;
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
}

// Companies that all control each other, none of which leads anywhere: paths
// without repeats are many, and none ends well until the last one is tried.
std::string Thicket(int companies) {
  std::string text =
      "entities:\n"
      "  - {id: processes/lost, kind: process, name: {nl: p, en: p}}\n"
      "  - {id: information/lost, kind: information, name: {nl: i, en: i}}\n";
  std::string relations =
      "relations:\n"
      "  - {id: relations/lost-handles, kind: handles, source: "
      "processes/lost, target: information/lost, modality: affirmed}\n"
      "  - {id: relations/lost-sends, kind: sends_data_to, source: "
      "information/lost, target: companies/t0, modality: affirmed}\n"
      "  - {id: relations/lost-seat, kind: seated_in, source: companies/t0, "
      "target: jurisdictions/cn, modality: affirmed}\n";
  for (int i = 0; i < companies; ++i) {
    absl::StrAppend(&text, "  - {id: companies/t", i,
                    ", kind: company, name: {nl: t, en: t}}\n");
    for (int j = 0; j < companies; ++j) {
      if (i == j) continue;
      absl::StrAppend(&relations, "  - {id: relations/t", i, "-", j,
                      ", kind: controlled_by, source: companies/t", i,
                      ", target: companies/t", j, ", modality: affirmed}\n");
    }
  }
  return FactsFile(absl::StrCat(text, relations));
}

TEST_F(Service, DeadlinesAndCancellationReachTheSearch) {
  v1::ImportFilesResponse imported;
  const service::CallResult result =
      ImportTexts(service_, {{"thicket.yaml", Thicket(20)}}, &imported);
  ASSERT_TRUE(result.ok()) << result.message;
  v1::FindPathsRequest request;
  request.mutable_query()->add_from("processes/lost");
  request.mutable_query()->add_to("jurisdictions/cn");
  request.mutable_query()->set_max_paths(1000);
  request.mutable_query()->set_max_expansions(50'000'000);
  request.mutable_options()->set_date("2021-11-18");
  const service::CallResult late = service_.MakeClient(1)->FindPaths(
      request, [](const v1::FindPathsResponse&) { return true; });
  // Either the search ends within a second, or it is stopped; if it went on,
  // stopping the server without a grace would hang here until it ended.
  if (!late.ok()) {
    EXPECT_EQ(late.code, 4) << late.message;
  }
  service_.server().Stop(0);
}

// The raw bytes that a generic unary call answers.
std::string CallRaw(TestService& service, const std::string& method,
                    const std::string& request) {
  grpc::GenericStub stub(service.server().InProcessChannel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const grpc::Slice slice(request);
  const grpc::ByteBuffer sent(&slice, 1);
  const auto call = stub.PrepareUnaryCall(&context, method, sent, &queue);
  call->StartCall();
  grpc::ByteBuffer received;
  grpc::Status status;
  call->Finish(&received, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (!status.ok()) return status.error_message();
  std::vector<grpc::Slice> slices;
  received.Dump(&slices).ok();
  std::string text;
  for (const grpc::Slice& one : slices) {
    text.append(reinterpret_cast<const char*>(one.begin()), one.size());
  }
  return text;
}

TEST_F(Service, SaysThatItIsHealthy) {
  // HealthCheckResponse{status: SERVING}
  EXPECT_EQ(CallRaw(service_, "/grpc.health.v1.Health/Check", ""),
            std::string("\x08\x01"));
}

// The services that reflection lists, as raw bytes of its answer.
std::string ListServices(TestService& service) {
  grpc::GenericStub stub(service.server().InProcessChannel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(
      &context,
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  void* tag = nullptr;
  bool ok = false;
  call->StartCall(nullptr);
  queue.Next(&tag, &ok);
  // ServerReflectionRequest{list_services: ""}
  const grpc::Slice slice(std::string("\x3a\x00", 2));
  call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  queue.Next(&tag, &ok);
  grpc::ByteBuffer received;
  call->Read(&received, nullptr);
  queue.Next(&tag, &ok);
  std::vector<grpc::Slice> slices;
  received.Dump(&slices).ok();
  std::string text;
  for (const grpc::Slice& one : slices) {
    text.append(reinterpret_cast<const char*>(one.begin()), one.size());
  }
  call->WritesDone(nullptr);
  queue.Next(&tag, &ok);
  grpc::Status status;
  call->Finish(&status, nullptr);
  queue.Next(&tag, &ok);
  return text;
}

TEST_F(Service, ReflectsItsServices) {
  const std::string services = ListServices(service_);
  for (const char* name :
       {"CatalogService", "FactService", "ExposureService"}) {
    EXPECT_THAT(services, HasSubstr(absl::StrCat("ketenzicht.v1.", name)));
  }
}

TEST(Stores, GiveTheSameBytes) {
  const std::string folder =
      (std::filesystem::temp_directory_path() / "ketenzicht-stores-XXXXXX")
          .string();
  std::string made = folder;
  ASSERT_NE(mkdtemp(made.data()), nullptr);
  service::RocksdbStoreOptions options;
  options.directory = made + "/store";
  options.free_space_reserve = 0;
  {
    TestService memory;
    TestService rocksdb(service::OpenRocksdbStore(options).value());
    for (TestService* one : {&memory, &rocksdb}) {
      ASSERT_EQ(one->Run({"import", "data"}).code, 0);
    }
    for (const std::vector<std::string>& question :
         {std::vector<std::string>{"-o", "ndjson", "export"},
          {"case", "run", "2021Z16950"},
          {"-o", "json", "why", "--from", "processes/-", "--to",
           "jurisdictions/-", "--date", "2021-11-18"}}) {
      const CliResult first = memory.Run(question);
      EXPECT_EQ(first.code, 0) << first.error;
      EXPECT_EQ(first.out, rocksdb.Run(question).out) << question.front();
    }
  }
  std::filesystem::remove_all(made);
}

}  // namespace
}  // namespace ketenzicht::testing
