// The texts of the case, byte for byte, in both languages.
//
// A difference is a change that users see. KETENZICHT_UPDATE_GOLDEN=1 writes
// the files anew; read the difference before committing it.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/case_answer.h"
#include "graph/explanation.h"
#include "tests/support/case_data.h"
#include "tests/support/golden_file.h"

namespace ketenzicht::testing {
namespace {

struct Named {
  const char* name;
  graph::Language language;
};

class GoldenText : public ::testing::TestWithParam<Named> {};
INSTANTIATE_TEST_SUITE_P(
    Languages, GoldenText,
    ::testing::Values(Named{"nl", graph::Language::kDutch},
                      Named{"en", graph::Language::kEnglish}),
    [](const auto& info) { return std::string(info.param.name); });

std::string AnswersOf(const graph::CaseDefinition& definition,
                      const std::vector<std::string>& with,
                      graph::Language language) {
  std::string text;
  int number = 0;
  const graph::ViewOptions of_case =
      CaseOptions(definition.date.ToString(), with);
  for (const graph::CaseQuestion& question : definition.questions) {
    EXPECT_EQ(question.number, ++number) << definition.id;
    std::vector<std::string> types = with;
    types.insert(types.end(), question.with.begin(), question.with.end());
    const graph::Views views =
        graph::Views::Create(
            CaseState().snapshot,
            CaseOptions(question.date.value_or(definition.date).ToString(),
                        types))
            .value();
    const graph::QuestionAnswer answer =
        graph::AnswerQuestion(views, question, graph::Limits()).value();
    text += graph::QuestionText(views, answer, of_case, language) + "\n";
  }
  return text;
}

TEST_P(GoldenText, FourteenQuestions) {
  const auto& cases = CaseState().cases;
  const auto seed = std::find_if(
      cases.begin(), cases.end(),
      [](const auto& one) { return one.id == "cases/2021Z16950"; });
  ASSERT_NE(seed, cases.end());
  ASSERT_EQ(seed->questions.size(), 14u);
  ExpectGolden(std::string("questions.") + GetParam().name + ".txt",
               AnswersOf(*seed, {}, GetParam().language));
}

// Of what parliament and we say, and with press, law and research beside it.
TEST_P(GoldenText, EveryOtherCase) {
  for (const graph::CaseDefinition& one : CaseState().cases) {
    if (one.id == "cases/2021Z16950") continue;
    EXPECT_GE(one.questions.size(), 3u) << one.id;
    EXPECT_LE(one.questions.size(), 8u) << one.id;
    const std::string name = one.id.substr(one.id.find('/') + 1);
    ExpectGolden(
        absl::StrCat("case-", name, ".", GetParam().name, ".txt"),
        absl::StrCat(
            AnswersOf(one, {}, GetParam().language), "----\n\n",
            AnswersOf(one, {"press", "law", "research"}, GetParam().language)));
  }
}

TEST_P(GoldenText, EveryProcessToChina) {
  std::string text;
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  const std::vector<graph::FactIndex> processes =
      graph::ProcessesOf(snapshot, {"processes/-"}, 100).value();
  for (graph::FactIndex process : processes) {
    if (!snapshot.IsA(process, "process")) continue;
    const std::string id = std::string(snapshot.id(process))
                               .substr(std::string("processes/").size());
    for (const std::vector<std::string>& with :
         {std::vector<std::string>{},
          std::vector<std::string>{"press", "research"}}) {
      const CasePair pair = AskCase(id, "cn", CaseOptions("2021-11-18", with));
      text += graph::ExplainPair(pair.views, pair.answer, GetParam().language);
      text +=
          graph::ContextText(pair.views.asked->snapshot(),
                             pair.views.asked->options(), GetParam().language);
      text += "\n\n";
    }
  }
  ExpectGolden(std::string("processes.") + GetParam().name + ".txt", text);
}

}  // namespace
}  // namespace ketenzicht::testing
