// What the answers to a case leave unknown, put together.

#include "service/cli/document_unknowns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::service {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kNotAsked[] = "does not count: not from the sources asked for";
constexpr char kLater[] = "said only on 2023-01-01, after this date";

struct Told {
  std::string id;
  std::string sentence;
  std::string note;
  bool counts = true;
};

v1::AnswerCaseResponse Answer(int number, const std::vector<Told>& facts,
                              const std::string& asked = "") {
  v1::AnswerCaseResponse answer;
  answer.set_number(number);
  answer.mutable_asked()->set_en(asked);
  for (const Told& told : facts) {
    auto& fact = *answer.mutable_unknowns()->add_recorded();
    fact.set_id(told.id);
    fact.mutable_sentence()->set_en(told.sentence);
    fact.mutable_citation()->set_en(told.counts ? "[asked]" : "[other]");
    fact.mutable_note()->set_en(told.note);
    if (!told.counts) fact.set_omission("source");
  }
  return answer;
}

void AddFactor(const std::string& label, const std::string& pair, bool inherent,
               v1::AnswerCaseResponse& answer) {
  auto& factor = *answer.mutable_unknowns()->add_factors();
  factor.mutable_label()->set_en(label);
  factor.mutable_pair()->set_en(pair);
  factor.set_inherent(inherent);
}

std::string Section(const std::vector<v1::AnswerCaseResponse>& answers) {
  DocumentUnknowns unknowns(/*dutch=*/false);
  for (const v1::AnswerCaseResponse& answer : answers) unknowns.Add(answer);
  Document document;
  unknowns.Write(document);
  return document.Markdown();
}

TEST(DocumentUnknowns, NothingDoesNotSayThatAllIsKnown) {
  EXPECT_EQ(Section({Answer(1, {})}),
            "## What is unknown\n\nNothing is recorded as unknown, or "
            "presumed, beside these answers; that does not say that all is "
            "known.\n");
}

TEST(DocumentUnknowns, WhatCountsInOneAnswerIsUnknown) {
  EXPECT_EQ(Section({Answer(1, {{"u", "U.", kNotAsked, false}}),
                     Answer(2, {{"u", "U.", ""}})}),
            absl::StrCat("## What is unknown\n\n- U. \\[asked\\] (question 1: ",
                         kNotAsked, ")\n"));
}

TEST(DocumentUnknowns, WhatCountsInNoneIsTold) {
  EXPECT_EQ(Section({Answer(1, {{"u", "U.", kNotAsked, false}})}),
            absl::StrCat("## What is unknown\n\nRecorded as unknown or "
                         "presumed, but not counted in these answers:\n\n- U. "
                         "\\[other\\] (",
                         kNotAsked, ")\n"));
}

TEST(DocumentUnknowns, FactsOfOneSentenceAreTwo) {
  EXPECT_EQ(Section({Answer(1, {{"alfa", "U.", ""}, {"beta", "U.", ""}})}),
            "## What is unknown\n\n- U. \\[asked\\]\n- U. \\[asked\\]\n");
}

TEST(DocumentUnknowns, OneFactIsOneHoweverOftenItIsTold) {
  EXPECT_EQ(Section({Answer(1, {{"u", "U.", ""}}), Answer(2, {{"u", "U.", ""}}),
                     Answer(3, {{"u", "U.", ""}})}),
            "## What is unknown\n\n- U. \\[asked\\]\n");
}

TEST(DocumentUnknowns, OfOneDateANoteIsOfAll) {
  EXPECT_THAT(Section({Answer(1, {{"u", "U.", kLater}}), Answer(2, {})}),
              EndsWith(absl::StrCat("- U. \\[asked\\] (", kLater, ")\n")));
}

TEST(DocumentUnknowns, OfSeveralDatesANoteSaysOfWhichQuestion) {
  EXPECT_THAT(
      Section({Answer(1, {{"u", "U.", kLater}}),
               Answer(2, {}, "as of 2024-01-01")}),
      EndsWith(absl::StrCat("- U. \\[asked\\] (question 1: ", kLater, ")\n")));
  EXPECT_THAT(
      Section({Answer(1, {{"u", "U.", kLater}}),
               Answer(2, {{"u", "U.", ""}}, "as of 2024-01-01"),
               Answer(3, {{"u", "U.", kLater}}),
               Answer(4, {{"u", "U.", kLater}}),
               Answer(5, {{"u", "U.", kNotAsked, false}})}),
      EndsWith(absl::StrCat("- U. \\[asked\\] (questions 1, 3 and 4: ", kLater,
                            ") (question 5: ", kNotAsked, ")\n")));
}

TEST(DocumentUnknowns, WhatIsPresumedIsToldByItsId) {
  v1::AnswerCaseResponse answer = Answer(1, {});
  for (const char* id : {"a", "b"}) {
    auto& presumed = *answer.mutable_unknowns()->add_presumed();
    presumed.set_id(id);
    presumed.mutable_sentence()->set_en(absl::StrCat("Presumed: ", id, "."));
  }
  answer.mutable_unknowns()->mutable_presumed(1)->set_omission("carrier");
  answer.mutable_unknowns()->mutable_presumed(1)->mutable_note()->set_en(
      "does not count");
  EXPECT_EQ(Section({answer}),
            "## What is unknown\n\n- Presumed: a.\n\nRecorded as unknown or "
            "presumed, but not counted in these answers:\n\n- Presumed: b. "
            "(does not count)\n");
}

TEST(DocumentUnknowns, AFactorNamesThePairsOfWhichItIsNotKnown) {
  v1::AnswerCaseResponse first = Answer(1, {});
  AddFactor("touches it", "P → X, espionage", false, first);
  AddFactor("touches it", "P → X, espionage", false, first);
  AddFactor("touches it", "Q → X, espionage", true, first);
  v1::AnswerCaseResponse second = Answer(2, {});
  AddFactor("touches it", "P → X, espionage", false, second);
  EXPECT_EQ(Section({first, second}),
            "## What is unknown\n\n"
            "- It is not known whether the factor “touches it” holds for:\n"
            "  - P → X, espionage (questions 1 and 2)\n"
            "  - Q → X, espionage, without measures (question 1)\n");
}

TEST(DocumentUnknowns, AreToldInDutchToo) {
  v1::AnswerCaseResponse answer = Answer(1, {});
  AddFactor("x", "P → X", true, answer);
  DocumentUnknowns unknowns(/*dutch=*/true);
  unknowns.Add(answer);
  Document document;
  unknowns.Write(document);
  EXPECT_THAT(document.Markdown(),
              AllOf(HasSubstr("## Wat onbekend is"),
                    HasSubstr("Niet bekend is of de factor “"),
                    HasSubstr(", zonder maatregelen (vraag 1)"),
                    Not(HasSubstr("niet meegeteld"))));
}

}  // namespace
}  // namespace ketenzicht::service
