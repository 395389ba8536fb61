// Facts and documents as JSON Lines: nothing is lost on the way, and what is
// wrong is named with its line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact.h"
#include "ingest/fact_json.h"
#include "ingest/importer.h"
#include "ingest/json_lines_reader.h"
#include "tests/support/case_data.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Lines(const std::vector<graph::Fact>& facts) {
  std::string text;
  for (const graph::Fact& fact : facts) {
    absl::StrAppend(&text, FactJson(fact), "\n");
  }
  return text;
}

struct Read {
  std::map<std::string, graph::Fact> facts;
  std::map<std::string, std::string> documents;
  std::vector<std::string> problems;
  bool complete = false;
};

Read ReadLines(absl::string_view text, size_t piece_bytes = 1000) {
  Read read;
  Problems problems("x.jsonl");
  JsonLinesReader reader(problems);
  const auto fact = [&](ReadFact one) {
    if (!one.broken) read.facts[one.fact.id] = std::move(one.fact);
  };
  const auto document = [&](LineDocument one) {
    read.documents[one.name] = one.content;
  };
  for (; !text.empty();
       text.remove_prefix(std::min(piece_bytes, text.size()))) {
    reader.Read(text.substr(0, piece_bytes), fact, document);
  }
  read.complete = reader.Finish(fact, document);
  for (const Problem& problem : problems.list()) {
    read.problems.push_back(FormatProblem(problem));
  }
  return read;
}

void ExpectLossless(const std::vector<graph::Fact>& facts) {
  const Read back = ReadLines(Lines(facts));
  EXPECT_THAT(back.problems, IsEmpty());
  EXPECT_TRUE(back.complete);
  EXPECT_EQ(back.facts.size(), facts.size());
  for (const graph::Fact& fact : facts) {
    const auto it = back.facts.find(fact.id);
    ASSERT_NE(it, back.facts.end()) << fact.id;
    EXPECT_EQ(it->second, fact) << FactJson(fact);
  }
}

TEST(JsonLines, AreTheFactsOfTheCase) {
  ExpectLossless(testing::CaseState().snapshot->facts().ReadAll());
}

TEST(JsonLines, AreRandomFacts) {
  for (uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(seed);
    ExpectLossless(graph::MakeRandomGraph(seed).facts);
  }
}

TEST(JsonLines, KeepEveryText) {
  const std::vector<std::string> texts = {
      "\"quoted\"", "two\nlines",   "two\r\nlines", "null", "\\",       "true",
      "é😀\xC2\x85", "\x01\x7f\x04", "\xE2\x80\xA8", "0x10", " spaces ", "\t",
      "/",          "{\"a\": 1}",   "1e999"};
  std::vector<graph::Fact> facts;
  for (const std::string& text : texts) {
    graph::Fact fact;
    fact.id = absl::StrCat("companies/", facts.size());
    fact.note = {text, ""};
    fact.evidence = {{text, text, text, graph::Date(), {}},
                     {text, "", "", graph::Date(), {text, "b"}}};
    fact.marking = {text, text, {text}, {text, text}};
    graph::Entity entity;
    entity.kind = "company";
    entity.name = {text, text};
    entity.aliases = {text, "b"};
    entity.attributes = {{text, text}, {"b", ""}};
    fact.body = entity;
    facts.push_back(fact);
  }
  ExpectLossless(facts);
}

TEST(JsonLines, StoreAndDocumentsComeBackWhole) {
  const State& state = testing::CaseState();
  std::string text;
  for (const auto& [name, content] : state.documents) {
    absl::StrAppend(&text, DocumentJson(name, content), "\n");
  }
  text += Lines(state.snapshot->facts().ReadAll());
  const ImportOutcome outcome = Import(State(), {{"all.jsonl", text}});
  for (const Problem& problem : outcome.problems) {
    ADD_FAILURE() << FormatProblem(problem);
  }
  ASSERT_NE(outcome.next.snapshot, nullptr);
  EXPECT_EQ(outcome.next.documents, state.documents);
  EXPECT_TRUE(outcome.next.snapshot->facts().ReadAll() ==
              state.snapshot->facts().ReadAll());
  EXPECT_TRUE(Import(outcome.next, {{"all.jsonl", text}}).changes_nothing());
}

TEST(JsonLines, AreTakenAsEditorsLeaveThem) {
  const std::string line =
      R"({"entity": {"id": "companies/x", "kind": "company", )"
      R"("name": {"nl": "x", "en": "x"}}})";
  for (size_t piece : {1, 7, 1000}) {
    const Read read =
        ReadLines(absl::StrCat("\xEF\xBB\xBF", line, "\r\n\r\n  \n"), piece);
    EXPECT_THAT(read.problems, IsEmpty());
    EXPECT_TRUE(read.complete);
    EXPECT_EQ(read.facts.size(), 1u);
  }
}

TEST(JsonLines, AreRefusedByLineAndTheOthersRead) {
  const Read read = ReadLines(
      "{\"entity\": {\"id\": \"companies/x\", \"kind\": \"company\"}}\n"
      "{\"entity\": \n"
      "[]\n"
      "{\"node\": {}}\n"
      "{\"document\": {\"name\": \"ontology\"}}\n"
      "{\"entity\": {\"id\": \"companies/y\", \"kind\": \"company\", "
      "\"name\": {\"nl\": \"y\", \"en\": \"y\"}, \"colour\": \"red\"}}\n"
      "{\"entity\": {\"id\": \"companies/z\", \"kind\": \"company\", "
      "\"name\": {\"nl\": \"z\", \"en\": \"z\"}}}");
  EXPECT_THAT(
      read.problems,
      ElementsAre(HasSubstr("x.jsonl:1: the entity has no 'name'"),
                  HasSubstr("x.jsonl:2:"), HasSubstr("x.jsonl:3: a line is"),
                  HasSubstr("x.jsonl:4: 'node' is no entity"),
                  HasSubstr("x.jsonl:5: the document has no 'content'"),
                  HasSubstr("x.jsonl:6: the entity has no field 'colour'")));
  EXPECT_FALSE(read.complete);
  EXPECT_EQ(read.facts.size(), 1u);
}

TEST(JsonLines, EndAfterTooManyProblemsAndAtALineThatIsTooLong) {
  std::string wrong;
  for (int i = 0; i < 5000; ++i) wrong += "[]\n";
  EXPECT_EQ(ReadLines(wrong).problems.size(), kMaxJsonLinesProblems + 1);
  const std::string piece(size_t{1} << 20, ' ');
  Problems problems("x.jsonl");
  JsonLinesReader reader(problems);
  for (int i = 0; i < 100; ++i) {
    reader.Read(
        piece, [](ReadFact) {}, [](LineDocument) {});
  }
  EXPECT_FALSE(reader.Finish([](ReadFact) {}, [](LineDocument) {}));
  ASSERT_EQ(problems.list().size(), 1u);
  EXPECT_THAT(problems.list()[0].reason, HasSubstr("more than 67108864 bytes"));
}

TEST(JsonLines, ADocumentIsWhatItSays) {
  const std::string line =
      DocumentJson("policy", testing::CaseState().documents.at("ontology"));
  std::vector<std::string> problems;
  for (const Problem& problem : Import(State(), {{"x.jsonl", line}}).problems) {
    problems.push_back(FormatProblem(problem));
  }
  EXPECT_THAT(problems, Contains(HasSubstr("x.jsonl:1: the document is no "
                                           "'policy' by its content")));
}

}  // namespace
}  // namespace ketenzicht::ingest
