// Scenarios that are stored, over gRPC and the command line, on the shipped
// case.

#include <gmock/gmock.h>
#include <grpcpp/support/status_code_enum.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/store/rocksdb_store.h"
#include "tests/service/service_fixture.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kId[] = "scenarios/key";
constexpr char kContent[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/key\n"
    "title: {nl: sleutel, en: key}\n"
    "baseline: {date: 2021-11-18}\n"
    "matrix: {modality: [denied, unknown]}\n"
    "changes:\n"
    "  - set: {fact: relations/politie-images-key-held-by-dji, modality: "
    "\"${modality}\", unknown_kind: not_stated}\n";

class StoredScenarios : public ::testing::Test {
 protected:
  StoredScenarios() { service_.Run({"import", "data"}); }

  service::CallResult Create(const std::string& content,
                             v1::WriteOptions options = {}) {
    v1::CreateScenarioRequest request;
    request.set_content(content);
    *request.mutable_options() = std::move(options);
    return service_.MakeClient()->CreateScenario(request, &created_);
  }
  service::CallResult Update(const std::string& content,
                             const std::string& id = kId,
                             v1::WriteOptions options = {}) {
    v1::UpdateScenarioRequest request;
    request.set_id(id);
    request.set_content(content);
    *request.mutable_options() = std::move(options);
    return service_.MakeClient()->UpdateScenario(request, &updated_);
  }
  service::CallResult Delete(const std::string& id,
                             v1::WriteOptions options = {}) {
    v1::DeleteScenarioRequest request;
    request.set_id(id);
    *request.mutable_options() = std::move(options);
    return service_.MakeClient()->DeleteScenario(request, &deleted_);
  }
  // Its content at a revision (0: the latest); empty where there is none.
  std::string Stored(int64_t revision = 0) {
    v1::GetScenarioRequest request;
    request.set_id(kId);
    request.mutable_revision()->set_exact(revision);
    v1::GetScenarioResponse response;
    service_.MakeClient()->GetScenario(request, &response);
    return response.scenario().content();
  }
  // The facts, as they are exported, without documents.
  std::string Facts(const v1::ScenarioReference& scenario = {}) {
    v1::ExportFactsRequest request;
    if (!scenario.name().empty()) {
      *request.mutable_revision()->mutable_scenario() = scenario;
    }
    std::string all;
    service_.MakeClient()->ExportFacts(
        request, [&](const v1::ExportFactsResponse& response) {
          if (response.has_fact()) all += response.fact().SerializeAsString();
          return true;
        });
    return all;
  }

  TestService service_;
  v1::CreateScenarioResponse created_;
  v1::UpdateScenarioResponse updated_;
  v1::DeleteScenarioResponse deleted_;
};

std::string Other() {
  return absl::StrReplaceAll(kContent, {{"en: key", "en: the key"}});
}

v1::WriteOptions Request(const std::string& id) {
  v1::WriteOptions options;
  options.set_request_id(id);
  return options;
}

TEST_F(StoredScenarios, HaveRevisionsAndChangeNoFact) {
  const std::string facts = Facts();
  ASSERT_TRUE(Create(kContent).ok());
  EXPECT_EQ(created_.revision(), 2);
  EXPECT_EQ(created_.scenario().id(), kId);
  EXPECT_EQ(created_.scenario().title().en(), "key");
  EXPECT_EQ(created_.scenario().variants(), 2);
  EXPECT_EQ(created_.scenario().content(), kContent);
  ASSERT_TRUE(Update(Other()).ok());
  EXPECT_EQ(updated_.revision(), 3);
  EXPECT_EQ(updated_.scenario().title().en(), "the key");
  ASSERT_TRUE(Delete(kId).ok());
  EXPECT_EQ(deleted_.revision(), 4);
  EXPECT_EQ(deleted_.scenario().content(), Other());
  EXPECT_EQ(Stored(1), "");
  EXPECT_EQ(Stored(2), kContent);
  EXPECT_EQ(Stored(3), Other());
  EXPECT_EQ(Stored(4), "");
  EXPECT_EQ(Stored(), "");
  EXPECT_EQ(Facts(), facts);
  ASSERT_TRUE(Create(kContent).ok()) << "it can come back";
  EXPECT_EQ(Stored(5), kContent);
}

TEST_F(StoredScenarios, AnswersSayTheRevisionThatAWriteMade) {
  ASSERT_TRUE(Create(kContent).ok());
  v1::EvaluateScenarioRequest request;
  request.mutable_scenario()->set_name(kId);
  v1::EvaluateScenarioResponse response;
  ASSERT_TRUE(service_.MakeClient()->EvaluateScenario(request, &response).ok());
  EXPECT_EQ(response.result().revision(), 2);
  EXPECT_THAT(service_
                  .Run({"paths", "--from", "processes/politie-forensic", "--to",
                        "jurisdictions/cn", "--date", "2021-11-18"})
                  .out,
              HasSubstr("revision 2"));
  EXPECT_EQ(service_.Run({"case", "run", "2021Z16950"}).code, 0)
      << "the case is there too";
}

TEST_F(StoredScenarios, AreCreatedOnceAndNothingElseIsUpdatedOrDeleted) {
  EXPECT_EQ(Update(kContent).reason, "NOT_FOUND");
  EXPECT_EQ(Delete(kId).reason, "NOT_FOUND");
  EXPECT_EQ(Delete("ontology").reason, "NOT_FOUND");
  ASSERT_TRUE(Create(kContent).ok());
  const service::CallResult twice = Create(Other());
  EXPECT_EQ(twice.code, grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(twice.reason, "ALREADY_EXISTS");
  EXPECT_THAT(twice.message, HasSubstr("'scenarios/key' already"));
  EXPECT_EQ(Stored(), kContent);
  ASSERT_TRUE(Update(kContent).ok());
  EXPECT_EQ(updated_.revision(), 2) << "the same content makes no revision";
}

TEST_F(StoredScenarios, AreCalledWhatTheirContentSays) {
  const service::CallResult other = Update(kContent, "scenarios/other");
  EXPECT_EQ(other.reason, "INVALID_SCENARIO");
  EXPECT_THAT(other.message,
              HasSubstr("line 3, column 5: the id is 'scenarios/key', not"));
  const service::CallResult varied = Create(
      absl::StrReplaceAll(kContent, {{kId, "\"scenarios/${modality}\""}}));
  EXPECT_EQ(varied.reason, "INVALID_SCENARIO");
  EXPECT_THAT(varied.message, HasSubstr("line 3, column 5: "));
  EXPECT_EQ(Create("").reason, "INVALID_REQUEST");
  EXPECT_THAT(
      Create(absl::StrReplaceAll(kContent, {{"id: scenarios/key\n", ""}}))
          .message,
      HasSubstr("line 1, column 1: the scenario has no 'id'"));
}

TEST_F(StoredScenarios, AreRefusedWithEveryProblemAndItsLine) {
  const service::CallResult read = Create(absl::StrReplaceAll(
      kContent, {{"title:", "titel:"}, {"2021-11-18", "soon"}}));
  EXPECT_EQ(read.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(read.reason, "INVALID_SCENARIO");
  EXPECT_GE(read.problems.size(), 3);
  EXPECT_THAT(read.message, HasSubstr("line 4, column 1: "));
  EXPECT_THAT(read.message, HasSubstr("line 5, column "));
  const service::CallResult laid = Create(
      absl::StrReplaceAll(kContent, {{"key-held-by-dji", "key-held-by-djj"}}));
  EXPECT_EQ(laid.reason, "INVALID_SCENARIO");
  EXPECT_THAT(laid.message,
              ContainsRegex("line 8, column [0-9]+: there is no"));
  // Every variant is looked at.
  const service::CallResult later = Create(absl::StrReplaceAll(
      kContent, {{"[denied, unknown]", "[denied, likely]"}}));
  EXPECT_THAT(later.message, HasSubstr("line 8, column "));
  const service::CallResult fixture = Create(absl::StrReplaceAll(
      kContent,
      {{"{date: 2021-11-18}", "{date: 2021-11-18, fixtures: [other.yaml]}"}}));
  EXPECT_THAT(fixture.message,
              ContainsRegex("line 5, column [0-9]+: the fixture 'other.yaml': "
                            "a stored scenario has none; import its facts"));
  EXPECT_THAT(fixture.message, Not(HasSubstr("was not given")));
  EXPECT_EQ(Stored(), "");
}

TEST_F(StoredScenarios, AreWrittenAtTheRevisionThatIsExpected) {
  v1::WriteOptions options;
  options.set_expected_revision(7);
  EXPECT_EQ(Create(kContent, options).reason, "REVISION_MISMATCH");
  options.set_expected_revision(1);
  EXPECT_TRUE(Create(kContent, options).ok());
  EXPECT_EQ(Delete(kId, options).reason, "REVISION_MISMATCH");
  EXPECT_EQ(Stored(), kContent);
}

TEST_F(StoredScenarios, AreCheckedAndNotWritten) {
  v1::WriteOptions options;
  options.set_validate_only(true);
  ASSERT_TRUE(Create(kContent, options).ok());
  EXPECT_EQ(created_.revision(), 1);
  EXPECT_EQ(created_.scenario().content(), kContent);
  EXPECT_EQ(Stored(), "");
  EXPECT_EQ(Create("id: x", options).reason, "INVALID_SCENARIO");
  ASSERT_TRUE(Create(kContent).ok());
  ASSERT_TRUE(Delete(kId, options).ok());
  EXPECT_EQ(Stored(), kContent);
}

TEST_F(StoredScenarios, ARequestThatComesAgainWritesNothingTwice) {
  v1::WriteOptions create = Request("create");
  create.set_expected_revision(1);
  ASSERT_TRUE(Create(kContent, create).ok());
  ASSERT_TRUE(Update(Other(), kId, Request("update")).ok());
  ASSERT_TRUE(Delete(kId, Request("delete")).ok());
  // Whatever was written meanwhile.
  ASSERT_TRUE(Create(kContent, create).ok());
  EXPECT_EQ(created_.revision(), 2);
  ASSERT_TRUE(Update(Other(), kId, Request("update")).ok());
  EXPECT_EQ(updated_.revision(), 3);
  ASSERT_TRUE(Delete(kId, Request("delete")).ok());
  EXPECT_EQ(deleted_.revision(), 4);
  EXPECT_EQ(deleted_.scenario().content(), Other());
  EXPECT_EQ(Stored(), "") << "and nothing was written";
  const service::CallResult other = Create(Other(), Request("create"));
  EXPECT_EQ(other.reason, "INVALID_REQUEST");
  EXPECT_THAT(other.message, HasSubstr("wrote revision 2 with other content"));
}

TEST_F(StoredScenarios, AreAskedWithTheirParameters) {
  ASSERT_TRUE(Create(kContent).ok());
  for (const bool stored : {true, false}) {
    v1::EvaluateScenarioRequest request;
    if (stored) {
      request.mutable_scenario()->set_name(kId);
    } else {
      request.mutable_scenario()->set_content(kContent);
    }
    auto& parameters = *request.mutable_scenario()->mutable_parameters();
    v1::EvaluateScenarioResponse response;
    parameters["modality"] = "unknown";
    service::CallResult result =
        service_.MakeClient()->EvaluateScenario(request, &response);
    ASSERT_TRUE(result.ok()) << result.message;
    ASSERT_EQ(response.result().parameters_size(), 1);
    EXPECT_EQ(response.result().parameters(0).value(), "unknown") << stored;
    parameters["modality"] = "unknwon";
    result = service_.MakeClient()->EvaluateScenario(request, &response);
    EXPECT_EQ(result.reason, "INVALID_SCENARIO") << stored;
    EXPECT_EQ(result.message,
              "the parameter 'modality' is never 'unknwon'; it is denied, "
              "unknown; did you mean 'unknown'?");
    parameters.clear();
    parameters["modalty"] = "unknown";
    result = service_.MakeClient()->EvaluateScenario(request, &response);
    EXPECT_EQ(result.reason, "INVALID_SCENARIO") << stored;
    EXPECT_EQ(result.message,
              "there is no parameter 'modalty' in the matrix; it has modality; "
              "did you mean 'modality'?");
  }
}

TEST_F(StoredScenarios, AreWhatIsAskedUnderWithTheirParameters) {
  ASSERT_TRUE(Create(kContent).ok());
  const auto status = [&](const std::string& name, const std::string& value) {
    v1::FindPathsRequest request;
    request.mutable_query()->add_from("processes/politie-forensic");
    request.mutable_query()->add_to("jurisdictions/cn");
    request.mutable_options()->set_date("2021-11-18");
    v1::ScenarioReference& scenario =
        *request.mutable_revision()->mutable_scenario();
    scenario.set_name(kId);
    if (!name.empty()) (*scenario.mutable_parameters())[name] = value;
    std::string found;
    const service::CallResult result = service_.MakeClient()->FindPaths(
        request, [&](const v1::FindPathsResponse& response) {
          found = v1::Status_Name(response.pair().status());
          return true;
        });
    return result.ok() ? found : result.reason;
  };
  EXPECT_EQ(status("", ""), status("modality", "denied")) << "the first value";
  EXPECT_NE(status("modality", "unknown"), status("modality", "denied"));
  EXPECT_EQ(status("modality", "affirmed"), "INVALID_SCENARIO");
  EXPECT_EQ(status("other", "denied"), "INVALID_SCENARIO");
}

TEST_F(StoredScenarios, AreValidatedWithTheirParameters) {
  ASSERT_TRUE(Create(kContent).ok());
  v1::ValidateScenarioRequest request;
  request.mutable_scenario()->set_name(kId);
  (*request.mutable_scenario()->mutable_parameters())["modality"] = "unknown";
  v1::ValidateScenarioResponse response;
  ASSERT_TRUE(service_.MakeClient()->ValidateScenario(request, &response).ok());
  EXPECT_EQ(response.problems_size(), 0);
  EXPECT_EQ(response.variants(), 2) << "all are looked at";
  (*request.mutable_scenario()->mutable_parameters())["more"] = "unknown";
  ASSERT_TRUE(service_.MakeClient()->ValidateScenario(request, &response).ok());
  ASSERT_EQ(response.problems_size(), 1);
  EXPECT_THAT(response.problems(0).text(),
              HasSubstr("there is no parameter 'more' in the matrix"));
}

TEST_F(StoredScenarios, AreSweptWhereParametersHaveTheseValues) {
  ASSERT_TRUE(Create(kContent).ok());
  const auto sweep = [&](const std::string& value,
                         std::vector<std::string>& values) {
    v1::SweepScenarioRequest request;
    request.mutable_scenario()->set_name(kId);
    if (!value.empty()) {
      (*request.mutable_scenario()->mutable_parameters())["modality"] = value;
    }
    return service_.MakeClient()->SweepScenario(
        request, [&](const v1::SweepScenarioResponse& response) {
          if (response.has_result()) {
            values.push_back(response.result().parameters(0).value());
          } else if (response.has_end()) {
            EXPECT_EQ(response.end().variants(),
                      static_cast<int64_t>(values.size()));
          }
          return true;
        });
  };
  std::vector<std::string> all;
  EXPECT_TRUE(sweep("", all).ok());
  EXPECT_THAT(all, ElementsAre("denied", "unknown"));
  std::vector<std::string> some;
  EXPECT_TRUE(sweep("unknown", some).ok());
  EXPECT_THAT(some, ElementsAre("unknown"));
  EXPECT_EQ(sweep("affirmed", some).reason, "INVALID_SCENARIO");
}

TEST_F(StoredScenarios, AreRunInAllVariantsAsTheirFileIs) {
  const TemporaryDirectory folder;
  const std::string file = absl::StrCat(folder.path().string(), "/key.yaml");
  // It holds in the first variant, and not in the second.
  std::ofstream(file) << absl::StrCat(
      kContent,
      "queries:\n"
      "  - {id: q, why: {from: [processes/politie-forensic], to: "
      "[jurisdictions/cn]}}\n"
      "assertions:\n"
      "  - {query: q, on: scenario, status: blocked}\n");
  ASSERT_EQ(service_.Run({"scenario", "create", file}).code, 0);
  const CliResult of_file = service_.Run({"scenario", "run", file});
  EXPECT_EQ(of_file.code, 1);
  EXPECT_THAT(of_file.out, HasSubstr("2 variants, 2 assertions, 1 fail"));
  const CliResult stored = service_.Run({"scenario", "run", kId});
  EXPECT_EQ(stored.code, 1);
  EXPECT_EQ(stored.out, absl::StrReplaceAll(of_file.out, {{file, kId}}))
      << "but for what it is called";
  EXPECT_EQ(stored.error, of_file.error);
  EXPECT_EQ(service_.Run({"-o", "json", "scenario", "run", kId}).out,
            service_.Run({"-o", "json", "scenario", "run", file}).out);
  EXPECT_EQ(service_.Run({"scenario", "diff", kId}).out,
            service_.Run({"scenario", "diff", file}).out);
  EXPECT_EQ(service_.Run({"scenario", "run", "scenarios/none"}).code, 3);
  EXPECT_EQ(service_.Run({"scenario", "diff", "scenarios/none"}).code, 3);
}

TEST_F(StoredScenarios, FactsAreExportedAsTheyAreUnderOne) {
  ASSERT_TRUE(Create(kContent).ok());
  const std::string recorded = Facts();
  v1::ScenarioReference scenario;
  scenario.set_name(kId);
  const std::string denied = Facts(scenario);
  EXPECT_NE(denied, recorded);
  EXPECT_THAT(denied, HasSubstr("sources/scenario-key"));
  (*scenario.mutable_parameters())["modality"] = "unknown";
  EXPECT_NE(Facts(scenario), denied);
  EXPECT_EQ(Facts(), recorded);
  scenario.set_name("scenarios/none");
  EXPECT_EQ(Facts(scenario), "");
}

TEST_F(StoredScenarios, AreAskedInAVariantFromTheCommandLine) {
  ASSERT_TRUE(Create(kContent).ok());
  const TemporaryDirectory folder;
  const std::string file = absl::StrCat(folder.path().string(), "/key.yaml");
  std::ofstream(file) << kContent;
  for (const std::string& name : {std::string(kId), file}) {
    for (const char* command : {"run", "diff"}) {
      const CliResult chosen = service_.Run(
          {"scenario", command, "--parameter", "modality=unknown", name});
      EXPECT_EQ(chosen.code, 0) << chosen.error;
      EXPECT_THAT(chosen.out, HasSubstr("modality=unknown; revision"));
      EXPECT_THAT(chosen.out, Not(HasSubstr("modality=denied")));
      const CliResult wrong = service_.Run(
          {"scenario", command, "--parameter", "modalty=unknown", name});
      EXPECT_EQ(wrong.code, 7);
      EXPECT_THAT(wrong.error, HasSubstr("did you mean 'modality'?"));
      EXPECT_EQ(
          service_.Run({"scenario", command, "--parameter", "modality", name})
              .code,
          2);
    }
    const CliResult asked =
        service_.Run({"paths", "--from", "processes/politie-forensic", "--to",
                      "jurisdictions/cn", "--date", "2021-11-18", "--parameter",
                      "modality=unknown", "--scenario", name});
    EXPECT_EQ(asked.code, 0) << asked.error;
    EXPECT_THAT(asked.out, HasSubstr("Under scenario scenarios/key (key), with "
                                     "modality=unknown, version "));
  }
  EXPECT_EQ(service_
                .Run({"paths", "--from", "processes/politie-forensic", "--to",
                      "jurisdictions/cn", "--date", "2021-11-18", "--parameter",
                      "modality=unknown"})
                .code,
            2)
      << "of no scenario";
  EXPECT_EQ(service_
                .Run({"scenario", "run", "--update", "--parameter",
                      "modality=unknown", file})
                .code,
            2);
}

TEST_F(StoredScenarios, AreComparedInTwoVariants) {
  ASSERT_TRUE(Create(kContent).ok());
  std::vector<std::string> arguments = {"compare",
                                        "--a",
                                        "processes/politie-forensic",
                                        "--to",
                                        "jurisdictions/cn",
                                        "--date",
                                        "2021-11-18",
                                        "--b-parameter",
                                        "modality=unknown"};
  EXPECT_NE(service_.Run(arguments).code, 0) << "of no scenario";
  arguments.insert(arguments.end(), {"--scenario", kId});
  const CliResult compared = service_.Run(arguments);
  EXPECT_EQ(compared.code, 0) << compared.error;
  EXPECT_THAT(compared.out, HasSubstr("with modality=denied"));
  EXPECT_THAT(compared.out, HasSubstr("with modality=unknown"));
}

TEST_F(StoredScenarios, AreWrittenFromTheCommandLine) {
  const TemporaryDirectory folder;
  const std::string file = absl::StrCat(folder.path().string(), "/key.yaml");
  std::ofstream(file) << kContent;
  const CliResult created =
      service_.Run({"scenario", "create", file, "--expected-revision", "1"});
  EXPECT_EQ(created.code, 0) << created.error;
  EXPECT_EQ(created.out, "scenarios/key: stored; revision 2\n");
  EXPECT_EQ(service_.Run({"scenario", "create", file}).code, 7);
  EXPECT_EQ(service_.Run({"scenario", "get", kId}).out, kContent);
  std::ofstream(file) << absl::StrReplaceAll(kContent, {{"dji,", "djj,"}});
  const CliResult wrong = service_.Run({"scenario", "update", file});
  EXPECT_EQ(wrong.code, 7);
  EXPECT_THAT(wrong.error, HasSubstr("key.yaml:8:17: there is no"));
  std::ofstream(file) << Other();
  const CliResult updated =
      service_.Run({"--lang", "nl", "scenario", "update", file});
  EXPECT_EQ(updated.out, "scenarios/key: bijgewerkt; revisie 3\n");
  const CliResult dry = service_.Run({"scenario", "delete", kId, "--dry-run"});
  EXPECT_EQ(dry.out, "scenarios/key: deleted; revision 3 (nothing written)\n");
  EXPECT_EQ(service_.Run({"scenario", "delete", kId}).code, 0);
  EXPECT_EQ(service_.Run({"scenario", "delete", kId}).code, 3);
  EXPECT_THAT(service_.Run({"scenario", "list"}).out, Not(HasSubstr(kId)));
  EXPECT_EQ(service_.Run({"scenario", "get", kId, "--revision", "2"}).out,
            kContent);
  EXPECT_EQ(service_.Run({"scenario", "create", kId}).code, 3);
}

TEST_F(StoredScenarios, HaveNoFixturesWhateverStandsBesideTheirFile) {
  const TemporaryDirectory folder;
  const std::string path = folder.path().string();
  const std::string file = absl::StrCat(path, "/key.yaml");
  std::ofstream(absl::StrCat(path, "/other.yaml"))
      << "apiVersion: ketenzicht.nl/v1\nkind: Facts\n";
  std::ofstream(file) << absl::StrReplaceAll(
      kContent,
      {{"{date: 2021-11-18}", "{date: 2021-11-18, fixtures: [other.yaml]}"}});
  EXPECT_EQ(service_.Run({"scenario", "validate", file}).code, 0)
      << "from its file it can be asked";
  const std::string reason =
      "key.yaml:5:41: the fixture 'other.yaml': a stored scenario has none; "
      "import its facts and leave it out, or run the scenario from its file";
  const CliResult created = service_.Run({"scenario", "create", file});
  EXPECT_EQ(created.code, 7);
  EXPECT_THAT(created.error, HasSubstr(reason));
  const CliResult imported = service_.Run({"import", file});
  EXPECT_EQ(imported.code, 7);
  EXPECT_THAT(imported.error, HasSubstr(reason));
  EXPECT_EQ(Stored(), "");
}

TEST(StoredScenariosOnDisk, AreThereAndGoneAfterOpeningAgain) {
  const TemporaryDirectory folder;
  const std::string path = (folder.path() / "store").string();
  const auto open = [&] {
    return std::make_unique<TestService>(
        service::OpenRocksdbStore({.directory = path}).value());
  };
  const auto create = [](TestService& on) {
    v1::CreateScenarioRequest request;
    request.set_content(kContent);
    v1::CreateScenarioResponse response;
    return on.MakeClient()->CreateScenario(request, &response);
  };
  {
    const auto first = open();
    first->Run({"import", "data"});
    ASSERT_TRUE(create(*first).ok());
  }
  {
    const auto second = open();
    EXPECT_EQ(second->Run({"scenario", "get", kId}).out, kContent);
    EXPECT_EQ(second->Run({"scenario", "delete", kId}).code, 0);
  }
  const auto third = open();
  EXPECT_EQ(third->Run({"scenario", "get", kId}).code, 3);
  EXPECT_EQ(third->Run({"scenario", "get", kId, "--revision", "2"}).out,
            kContent);
  EXPECT_TRUE(create(*third).ok());
}

}  // namespace
}  // namespace ketenzicht::testing
