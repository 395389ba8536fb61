// The synthetic supply chain: the same every time, sound, and of the promised
// shape. generator_options_test.cc has the hard cases.

#include "ingest/generator/generator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/automaton.h"
#include "graph/fact_check.h"
#include "graph/snapshot.h"
#include "graph/view.h"
#include "ingest/csv_fact_reader.h"
#include "ingest/csv_fact_writer.h"
#include "ingest/generator/draft.h"
#include "ingest/generator/random.h"
#include "tests/support/case_data.h"
#include "tests/support/generated_facts.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;
using ::testing::AllOf;
using testing::FullOptions;
using ::testing::Ge;
using testing::GeneratedFacts;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using testing::PlainOptions;

std::vector<std::string> ProblemsOf(const std::vector<Fact>& facts) {
  std::vector<std::string> problems;
  const State& state = testing::CaseState();
  for (const graph::FactProblem& problem :
       graph::CheckFacts(facts, *state.ontology, *state.policy)) {
    problems.push_back(absl::StrCat(problem.fact_id, ": ", problem.field, ": ",
                                    problem.reason));
  }
  return problems;
}

std::map<std::string, int64_t> CountsOf(const std::vector<Fact>& facts) {
  std::map<std::string, int64_t> counts;
  for (const Fact& fact : facts) {
    if (const auto* entity = fact.entity()) ++counts[entity->kind];
    if (const auto* relation = fact.relation()) ++counts[relation->kind];
    if (fact.measure() != nullptr) ++counts["measure"];
  }
  return counts;
}

// ---- The same every time ----------------------------------------------------

uint64_t HashOfCsv(const std::vector<Fact>& facts) {
  std::string text;
  for (const Fact& fact : facts) {
    const absl::Status written = AppendCsvRow(fact, text);
    EXPECT_TRUE(written.ok()) << written;
  }
  return HashOf(text);
}

// Changing these numbers makes every benchmark before incomparable; but for the
// form of a row: the facts are the same where only a column was added.
TEST(Generator, MakesTheSameOnEveryMachine) {
  EXPECT_EQ(HashOfCsv(GeneratedFacts(PlainOptions(1000))),
            16756123033597599233u);
  EXPECT_EQ(HashOfCsv(GeneratedFacts(FullOptions(1000))),
            10481140062714973857u);
}

TEST(Generator, AnotherSeedMakesOthers) {
  EXPECT_EQ(HashOfCsv(GeneratedFacts(FullOptions(300, 7))),
            HashOfCsv(GeneratedFacts(FullOptions(300, 7))));
  EXPECT_NE(HashOfCsv(GeneratedFacts(FullOptions(300, 7))),
            HashOfCsv(GeneratedFacts(FullOptions(300, 8))));
}

TEST(Generator, GivesFactsInTheOrderOfTheirIds) {
  for (const GeneratorOptions& options :
       {PlainOptions(3000), FullOptions(3000)}) {
    const std::vector<Fact> facts = GeneratedFacts(options);
    const auto wrong = std::adjacent_find(
        facts.begin(), facts.end(),
        [](const Fact& a, const Fact& b) { return a.id >= b.id; });
    EXPECT_EQ(wrong, facts.end()) << wrong->id << " " << (wrong + 1)->id;
  }
}

TEST(Generator, StopsAtTheFirstErrorOfTheTaker) {
  int taken = 0;
  const absl::Status status =
      GenerateFacts(PlainOptions(1000), GeneratorPart::kAll, [&](const Fact&) {
        return ++taken < 3 ? absl::OkStatus() : absl::AbortedError("enough");
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(taken, 3);
}

TEST(Generator, RefusesWhatItCannotMake) {
  GeneratorOptions options = PlainOptions(99);
  const auto take = [](const Fact&) { return absl::OkStatus(); };
  const auto message = [&] {
    const absl::Status status =
        GenerateFacts(options, GeneratorPart::kAll, take);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return std::string(status.message());
  };
  EXPECT_THAT(message(), HasSubstr("scale: 100 to 20000000, not 99"));
  options.scale = 100;
  options.self_loops = 1.5;
  EXPECT_THAT(message(), HasSubstr("self-loops: 0 to 1, not 1.5"));
}

// ---- Sound ------------------------------------------------------------------

TEST(Generator, MakesSoundFactsWithEachOptionAndWithAll) {
  for (int64_t scale : {100, 1000, 4000}) {
    EXPECT_THAT(ProblemsOf(GeneratedFacts(PlainOptions(scale))), IsEmpty());
    for (uint64_t seed = 1; seed <= 3; ++seed) {
      EXPECT_THAT(ProblemsOf(GeneratedFacts(FullOptions(scale, seed))),
                  IsEmpty());
    }
  }
  for (const GeneratorFraction& fraction : GeneratorFractions()) {
    for (const double value : {0.01, 1.0}) {
      SCOPED_TRACE(absl::StrCat(fraction.name, " ", value));
      GeneratorOptions options = PlainOptions(1000);
      options.*fraction.value = value;
      EXPECT_THAT(ProblemsOf(GeneratedFacts(options)), IsEmpty());
    }
  }
}

TEST(Generator, MakesFactsThatAViewTakes) {
  const State& state = testing::CaseState();
  const auto snapshot = graph::Snapshot::Create(
      1, GeneratedFacts(FullOptions(300)), state.ontology, state.policy);
  ASSERT_TRUE(snapshot.ok()) << snapshot.status();
  const auto view = graph::View::Create(
      *snapshot, testing::CaseOptions(std::string(kGeneratedDate)));
  EXPECT_TRUE(view.ok()) << view.status();
}

TEST(Generator, EachPartStandsOnThePartsBeforeIt) {
  const std::vector<Fact> all = GeneratedFacts(FullOptions(1000));
  std::vector<Fact> written;
  for (const GeneratorPart part : kGeneratorParts) {
    const std::vector<Fact> facts = GeneratedFacts(FullOptions(1000), part);
    if (part == GeneratorPart::kSources) {
      written = facts;
      continue;
    }
    // As in batches: one half without the other, either way round.
    const auto middle = facts.begin() + static_cast<int64_t>(facts.size() / 2);
    for (const auto& [begin, end] :
         {std::pair(facts.begin(), middle), std::pair(middle, facts.end())}) {
      std::vector<Fact> half = written;
      half.insert(half.end(), begin, end);
      EXPECT_THAT(ProblemsOf(half), IsEmpty());
    }
    written.insert(written.end(), facts.begin(), facts.end());
  }
  std::sort(written.begin(), written.end(),
            [](const Fact& a, const Fact& b) { return a.id < b.id; });
  EXPECT_EQ(written, all);
}

TEST(Generator, NobodyTakesAFactForARealOne) {
  for (const Fact& fact : GeneratedFacts(FullOptions(300))) {
    EXPECT_THAT(fact.id, HasSubstr("/gen-"));
    EXPECT_EQ(fact.origin.inferred_by, kGeneratorName);
    EXPECT_THAT(fact.evidence, Not(IsEmpty()));
    for (const graph::Evidence& evidence : fact.evidence) {
      EXPECT_THAT(evidence.source, ::testing::StartsWith("sources/gen-model-"));
      EXPECT_LT(evidence.asserted_on.ToString(), kGeneratedDate);
    }
    if (absl::StartsWith(fact.id, "sources/")) {
      EXPECT_EQ(fact.entity()->attributes.at("source_type"), "modelling");
    }
  }
}

// ---- Of the promised shape --------------------------------------------------

TEST(Generator, MakesAsManyOfEachKindAsItShould) {
  for (const int64_t n : {1000, 20'000}) {
    std::map<std::string, int64_t> counts =
        CountsOf(GeneratedFacts(PlainOptions(n)));
    const auto share = [n](double low, double high) {
      return AllOf(Ge(static_cast<int64_t>(low * static_cast<double>(n))),
                   Le(static_cast<int64_t>(high * static_cast<double>(n))));
    };
    EXPECT_EQ(counts["organization"], n * 3 / 1000);
    EXPECT_EQ(counts["process"], n * 3 / 100);
    EXPECT_EQ(counts["device"], n * 15 / 100);
    EXPECT_EQ(counts["software"], n * 30 / 100);
    EXPECT_EQ(counts["component"], n * 30 / 100);
    EXPECT_EQ(counts["company"], n * 20 / 100);
    EXPECT_EQ(counts["jurisdiction"], n == 1000 ? 20 : 200);
    EXPECT_EQ(counts["authority"], 3 * counts["jurisdiction"]);
    EXPECT_EQ(counts["law"], counts["enacts"]);
    EXPECT_EQ(counts["law"], counts["compels_disclosure"] +
                                 counts["compels_assistance"] +
                                 counts["restricts_supply"]);
    EXPECT_EQ(counts["made_by"], n * 75 / 100);
    EXPECT_EQ(counts["seated_in"], n * 20 / 100);
    EXPECT_THAT(counts["uses"], share(0.15, 0.24));
    EXPECT_THAT(counts["contains"], share(1.5, 1.8));
    EXPECT_THAT(counts["runs"], share(0.3, 0.42));
    EXPECT_THAT(counts["depends_on"], share(1.0, 1.3));
    EXPECT_THAT(counts["majority_owned_by"] + counts["controlled_by"],
                share(0.08, 0.13));
    EXPECT_THAT(counts["owned_by"], share(0.0005, 0.005));
    EXPECT_EQ(counts["measure"], 0);
  }
}

TEST(Generator, AProcessReachesHalfOfTheAuthorities) {
  const bool at_length = std::getenv("KETENZICHT_LONG") != nullptr;
  const int64_t n = at_length ? 1'000'000 : 20'000;
  const testing::GeneratedReach reach(PlainOptions(n));
  EXPECT_GT(reach.relations(), n * 43 / 10);
  EXPECT_LT(reach.relations(), n * 49 / 10);
  const size_t step = reach.processes().size() / 10;
  for (size_t i = 0; i < reach.processes().size(); i += step) {
    std::map<std::string, int64_t> reached =
        reach.CountFrom(reach.processes()[i]);
    EXPECT_THAT(reached["authorities"], AllOf(Ge(270), Le(360)));
    if (!at_length) continue;
    EXPECT_THAT(reached[""], AllOf(Ge(340'000), Le(410'000)));
    std::cout << reach.processes()[i] << ": " << reached[""] << " nodes, "
              << reached["authorities"] << " authorities\n";
  }
}

TEST(Generator, ItsVectorsAreTyped) {
  const State& state = testing::CaseState();
  for (const absl::string_view vector :
       {kGeneratedVector, kGeneratedVectorWithoutFunnel}) {
    const auto automaton = graph::Automaton::Compile(vector, *state.ontology);
    EXPECT_TRUE(automaton.ok()) << automaton.status();
  }
}

// ---- As CSV -----------------------------------------------------------------

TEST(Generator, ItsFactsAreTheSameAfterCsv) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<Fact> facts = GeneratedFacts(FullOptions(1500, seed));
    std::map<CsvTable, std::string> texts;
    for (CsvTable table : kCsvTables) texts[table] = CsvHeader(table);
    for (const Fact& fact : facts) {
      ASSERT_TRUE(AppendCsvRow(fact, texts[CsvTableOf(fact)]).ok());
    }
    std::vector<Fact> back;
    for (const auto& [table, text] : texts) {
      Problems problems(std::string(CsvTableName(table)));
      CsvFactReader reader(problems);
      const auto take = [&](ReadFact read) {
        back.push_back(std::move(read.fact));
      };
      reader.Read(text, take);
      EXPECT_TRUE(reader.Finish(take));
      EXPECT_TRUE(problems.empty());
    }
    std::sort(back.begin(), back.end(),
              [](const Fact& a, const Fact& b) { return a.id < b.id; });
    EXPECT_EQ(back.size(), facts.size());
    EXPECT_TRUE(back == facts);
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
