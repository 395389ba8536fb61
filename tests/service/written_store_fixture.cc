#include "tests/service/written_store_fixture.h"

#include <gtest/gtest.h>

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/proto/fact_conversion.h"
#include "service/rpc/answer_content.h"
#include "tests/support/case_data.h"
#include "tests/support/random_details.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::testing {
namespace {

using graph::Dice;
using graph::Draft;
using graph::Fact;

constexpr char kCase[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Case\n"
    "id: cases/drawn\n"
    "title: {nl: getrokken, en: drawn}\n"
    "date: 2020-06-01\n"
    "questions:\n"
    "  - number: 1\n"
    "    question: questions/asked\n"
    "    answer:\n"
    "      - paths: {from: [processes/0], to: [jurisdictions/0], vector: "
    "espionage}\n"
    "      - factors: {from: [processes/0], to: [authorities/0], vector: "
    "sabotage}\n"
    "  - number: 2\n"
    "    question: questions/asked\n"
    "    answer:\n"
    "      - listings: {of: companies/0}\n"
    "      - unknowns: [statements/answer-0]\n"
    "      - facts: [statements/answer-1]\n";

constexpr int kSeconds = 300;
// More than any of these sets of facts has.
constexpr int kAllFacts = 1000;

// Two answers to one question, of one thing.
Draft Answer(int number, Dice& dice) {
  Draft answer = graph::Thing(absl::StrCat("statements/answer-", number));
  answer.With("statement_kind", "claim")
      .With("topic", "asked-since")
      .With("says", dice.Percent(50) ? "2019" : "2020-03");
  answer.Said(dice.Percent(50) ? "sources/s" : "sources/t", graph::ADay(dice));
  if (dice.Percent(25)) graph::SetModality(dice, answer);
  std::get<graph::Entity>(answer.body).about = {"products/0"};
  return answer;
}

std::vector<Fact> WhatQuestionsAreAbout(Dice& dice) {
  return {
      graph::Thing("questions/asked"),
      graph::Thing("listings/0"),
      graph::Thing("programmes/0"),
      graph::Thing("interests/dutch-interests"),
      graph::Thing("products/other"),
      Answer(0, dice),
      Answer(1, dice),
      graph::Rel("kept-process", "part_of", "processes/0", "organizations/0")
          .From("open"),
      graph::Rel("kept-authority", "part_of", "authorities/0",
                 "jurisdictions/0")
          .From("open"),
      graph::Rel("other-maker", "made_by", "products/other", "companies/0")
          .From("open")};
}

// What owners have, and what measures cost: random graphs say nothing of it.
void SayNumbers(Fact& fact, Dice& dice) {
  if (auto* measure = fact.measure()) {
    if (dice.Percent(70)) measure->cost = dice.Below(9);
    if (dice.Percent(70)) measure->burden = dice.Below(5);
  }
  auto* relation = std::get_if<graph::Relation>(&fact.body);
  if (relation == nullptr || !relation->kind.ends_with("owned_by")) return;
  if (dice.Percent(60)) {
    relation->attributes["share"] = absl::StrCat(dice.Below(101));
  }
  if (dice.Percent(40)) {
    relation->attributes["votes"] = absl::StrCat(dice.Below(101));
  }
}

}  // namespace

FactsById DrawStoredFacts(uint64_t seed) {
  Dice dice(seed + 4'000'000);
  FactsById facts;
  for (Fact& fact : graph::MakeRandomGraph(seed).facts) {
    SayNumbers(fact, dice);
    facts.emplace(fact.id, std::move(fact));
  }
  for (Fact& fact : WhatQuestionsAreAbout(dice)) {
    facts.emplace(fact.id, std::move(fact));
  }
  return facts;
}

const std::vector<std::string>& KeptIds() {
  static const auto& ids =
      *new std::vector<std::string>{"processes/0",
                                    "organizations/0",
                                    "jurisdictions/0",
                                    "authorities/0",
                                    "companies/0",
                                    "products/0",
                                    "laws/0",
                                    "questions/asked",
                                    "statements/answer-0",
                                    "statements/answer-1",
                                    "relations/kept-process",
                                    "relations/kept-authority"};
  return ids;
}

WrittenStore::WrittenStore() : client_(service_.MakeClient(kSeconds)) {
  const auto& documents = CaseState().documents;
  const std::vector<service::ClientFile> files = {
      {"ontology.yaml", documents.at("ontology")},
      {"policy.yaml", documents.at("policy")}};
  v1::ImportFilesResponse response;
  const service::CallResult result = ImportTexts(service_, files, &response);
  EXPECT_TRUE(result.ok()) << result.message;
}

service::CallResult WrittenStore::Write(const FactsById& facts) {
  v1::WriteFactsRequest request;
  for (const auto& [id, fact] : facts) {
    const auto at = written_.find(id);
    if (at != written_.end() && at->second == fact) continue;
    const absl::Status converted = service::ToProto(fact, request.add_facts());
    EXPECT_TRUE(converted.ok()) << id << ": " << converted;
  }
  for (const auto& [id, fact] : written_) {
    if (!facts.contains(id)) request.add_retracted(id);
  }
  v1::WriteFactsResponse response;
  service::CallResult result = client_->WriteFacts(request, &response);
  if (!result.ok()) return result;
  const bool first = written_.empty();
  written_ = facts;
  if (first) ImportCase();
  return result;
}

void WrittenStore::ImportCase() {
  v1::ImportFilesResponse response;
  const service::CallResult result =
      ImportTexts(service_, {{"case.yaml", kCase}}, &response);
  EXPECT_TRUE(result.ok()) << result.message;
}

std::vector<std::string> WrittenStore::List(const v1::Revision& revision) {
  v1::ListFactsRequest request;
  request.set_page_size(kAllFacts);
  *request.mutable_revision() = revision;
  v1::ListFactsResponse response;
  const service::CallResult result = client_->ListFacts(request, &response);
  EXPECT_TRUE(result.ok()) << result.message;
  EXPECT_EQ(response.next_page_token(), "");
  std::vector<std::string> facts;
  for (v1::Fact& fact : *response.mutable_facts()) {
    facts.push_back(service::ContentOf(fact));
  }
  return facts;
}

}  // namespace ketenzicht::testing
