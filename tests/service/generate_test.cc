// Synthetic supply chains in files and stores, and the command that makes them.

#include "service/generate/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "service/cli/cli.h"
#include "service/engine/engine.h"
#include "service/store/memory_store.h"
#include "tests/support/generated_facts.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::service {
namespace {

using testing::FullOptions;
using testing::GeneratedFacts;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int64_t kScale = 2000;

void NoProgress(int64_t) {}

std::string ContentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(GenerateStore, HoldsTheFactsAndOpens) {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  const absl::StatusOr<int64_t> made =
      GenerateStore(FullOptions(kScale), {"data"}, *store, NoProgress);
  ASSERT_TRUE(made.ok()) << made.status();
  const int64_t latest = store->LatestRevision();
  EXPECT_EQ(store->ReadAt(latest)->facts, GeneratedFacts(FullOptions(kScale)));
  EXPECT_EQ(*made, static_cast<int64_t>(store->ReadAt(latest)->facts.size()));
  const auto engine = Engine::Open(std::move(store));
  ASSERT_TRUE(engine.ok()) << engine.status();
  for (int64_t revision = 1; revision <= latest; ++revision) {
    EXPECT_TRUE((*engine)->At({revision}).ok()) << revision;
  }
}

TEST(GenerateStore, TellsHowFarItIs) {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  std::vector<int64_t> told;
  const auto made =
      GenerateStore(FullOptions(kScale), {"data"}, *store,
                    [&](int64_t facts) { told.push_back(facts); });
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(told.back(), *made);
}

TEST(GenerateStore, IsNotMixedWithFactsUnlessTold) {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  ASSERT_TRUE(
      GenerateStore(FullOptions(100), {"data"}, *store, NoProgress).ok());
  const int64_t before = store->LatestRevision();
  const absl::Status refused =
      GenerateStore(FullOptions(100, 2), {}, *store, NoProgress).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(store->LatestRevision(), before);
  EXPECT_TRUE(
      GenerateStore(FullOptions(100, 2), {"", true}, *store, NoProgress).ok());
}

TEST(GenerateStore, NeedsAVocabularyThatFits) {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  EXPECT_EQ(
      GenerateStore(FullOptions(100), {}, *store, NoProgress).status().code(),
      absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(GenerateStore(FullOptions(100), {"data/none"}, *store, NoProgress)
                .status()
                .code(),
            absl::StatusCode::kNotFound);
  testing::TemporaryDirectory folder;
  const std::filesystem::path& root = folder.path();
  std::filesystem::create_directory(root / "policies");
  std::filesystem::copy("data/policies/netherlands.yaml", root / "policies");
  std::ofstream(root / "ontology.yaml") << absl::StrReplaceAll(
      ContentOf("data/ontology.yaml"), {{"source: [law]", "source: [event]"}});
  const absl::Status unsound =
      GenerateStore(FullOptions(100), {folder.path().string()}, *store,
                    NoProgress)
          .status();
  EXPECT_EQ(unsound.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(unsound.message(), HasSubstr("is a law; allowed: event"));
  EXPECT_EQ(store->LatestRevision(), 0);
}

TEST(GenerateCsv, IsTheSameEveryTimeAndOverwritesNothing) {
  testing::TemporaryDirectory folder;
  const std::string one = folder / "one";
  const std::string two = folder / "two";
  ASSERT_TRUE(GenerateCsv(FullOptions(kScale), one, NoProgress).ok());
  ASSERT_TRUE(GenerateCsv(FullOptions(kScale), two, NoProgress).ok());
  for (const char* name : {"entities.csv", "relations.csv", "measures.csv"}) {
    const std::string content = ContentOf(std::filesystem::path(one) / name);
    EXPECT_GT(content.size(), 1000u) << name;
    EXPECT_EQ(content, ContentOf(std::filesystem::path(two) / name));
  }
  EXPECT_EQ(GenerateCsv(FullOptions(kScale), one, NoProgress).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(GenerateCsv(FullOptions(100), folder / "no/where", NoProgress)
                .status()
                .code(),
            absl::StatusCode::kUnavailable);
}

// ---- The command ------------------------------------------------------------

struct CommandRun {
  int code = 0;
  GenerateArguments arguments;
  std::string out;
  std::string error;
};

CommandRun RunCommand(std::vector<const char*> words,
                      absl::StatusOr<int64_t> answer = 5) {
  CommandRun run;
  words.insert(words.begin(), {"ketenzicht", "generate"});
  std::ostringstream out;
  std::ostringstream error;
  run.code =
      RunCli(static_cast<int>(words.size()), words.data(),
             [](const Connection&, std::ostream&) {
               ADD_FAILURE() << "no connection is needed";
               return nullptr;
             },
             false, out, error,
             {.generate = [&](const GenerateArguments& arguments,
                              const std::function<void(int64_t)>& progress) {
               run.arguments = arguments;
               progress(3);
               return answer;
             }});
  run.out = out.str();
  run.error = error.str();
  return run;
}

TEST(GenerateCommand, RefusesASeedThatIsNone) {
  for (const char* seed : {"-1", "18446744073709551616", "1.5", "x"}) {
    const CommandRun run = RunCommand({"--csv", "x", "--seed", seed});
    EXPECT_EQ(run.code, kExitUsage) << seed;
    EXPECT_THAT(run.error, ::testing::HasSubstr(seed));
  }
}

TEST(GenerateCommand, HandsItsOptionsOn) {
  const CommandRun run =
      RunCommand({"--scale", "1234", "--seed", "18446744073709551615", "--csv",
                  "x", "--self-loops", "0.25", "--likelihoods", "0"});
  EXPECT_EQ(run.code, kExitOk);
  EXPECT_EQ(run.out, "5 facts in x\n");
  EXPECT_EQ(run.error, "3 facts\n");
  EXPECT_EQ(run.arguments.options.scale, 1234);
  EXPECT_EQ(run.arguments.options.seed, 18446744073709551615U);
  EXPECT_EQ(run.arguments.options.self_loops, 0.25);
  EXPECT_EQ(run.arguments.options.likelihoods, 0);
  EXPECT_EQ(run.arguments.csv, "x");
}

TEST(GenerateCommand, TakesAStoreBeforeOrAfter) {
  const CommandRun run =
      RunCommand({"--store", "y", "--data", "data", "--into-facts"});
  EXPECT_EQ(run.code, kExitOk);
  EXPECT_EQ(run.arguments.store, "y");
  EXPECT_EQ(run.arguments.data, "data");
  EXPECT_TRUE(run.arguments.into_facts);
}

TEST(GenerateCommand, SaysWhatIsWrong) {
  EXPECT_EQ(RunCommand({}).code, kExitUsage);
  EXPECT_EQ(RunCommand({"--csv", "x", "--store", "y"}).code, kExitUsage);
  EXPECT_EQ(RunCommand({"--csv", "x", "--dates", "1.5"}).code, kExitUsage);
  const CommandRun bad =
      RunCommand({"--csv", "x"}, absl::InvalidArgumentError("scale: no"));
  EXPECT_EQ(bad.code, kExitInvalid);
  EXPECT_THAT(bad.error, HasSubstr("scale: no"));
  EXPECT_THAT(bad.out, IsEmpty());
  EXPECT_EQ(RunCommand({"--csv", "x"}, absl::NotFoundError("x")).code,
            kExitNotFound);
  EXPECT_EQ(RunCommand({"--csv", "x"}, absl::FailedPreconditionError("x")).code,
            kExitInvalid);
}

}  // namespace
}  // namespace ketenzicht::service
