#include "service/cli/answer_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ketenzicht/v1/matrix.pb.h"
#include "ketenzicht/v1/measure_plan.pb.h"
#include "ketenzicht/v1/path_list.pb.h"

namespace ketenzicht::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Lines = std::vector<std::string>;
using Messages = google::protobuf::RepeatedPtrField<google::protobuf::Any>;

TEST(AnswerLines, DifferInTheirPlaces) {
  EXPECT_THAT(DiffLines({"a", "b", "c"}, {"a", "x", "c", "d"}),
              ElementsAre("- b", "+ x", "+ d"));
  EXPECT_THAT(DiffLines({"a", "a"}, {"a"}), ElementsAre("- a"));
  EXPECT_THAT(DiffLines({"a", "b"}, {"a", "b"}), IsEmpty());
  EXPECT_THAT(DiffLines({}, {"a"}), ElementsAre("+ a"));
  EXPECT_THAT(DiffLines({"b", "a"}, {"a", "b"}), ElementsAre("- b", "+ b"));
}

TEST(AnswerLines, ManyThatDifferAreToldSideBySide) {
  Lines before;
  Lines after;
  for (int i = 0; i < 3000; ++i) {
    before.push_back("before " + std::to_string(i));
    after.push_back("after " + std::to_string(i));
  }
  before.push_back("both");
  after.insert(after.begin(), "both");
  const Lines diff = DiffLines(before, after);
  ASSERT_EQ(diff.size(), 6000U);
  EXPECT_EQ(diff.front(), "- before 0");
  EXPECT_EQ(diff.back(), "+ after 2999");
}

TEST(AnswerLines, AreTheCellsOfAMatrix) {
  Messages messages;
  v1::GetMatrixResponse header;
  header.mutable_header()->add_columns()->set_id("jurisdictions/cn");
  messages.Add()->PackFrom(header);
  v1::GetMatrixResponse row;
  row.mutable_row()->set_process("processes/p");
  row.mutable_row()->add_cells()->set_status(v1::STATUS_BLOCKED);
  messages.Add()->PackFrom(row);
  EXPECT_THAT(AnswerLines(messages, false),
              ElementsAre("processes/p → jurisdictions/cn: blocked, n/a"));
}

TEST(AnswerLines, AreSentencesWithoutWhatTheyHoldFor) {
  v1::FindSinglePointsResponse points;
  points.mutable_text()->set_en("one\ntwo\nas of today\n");
  points.mutable_context()->mutable_text()->set_en("as of today\n");
  Messages messages;
  messages.Add()->PackFrom(points);
  EXPECT_THAT(AnswerLines(messages, false), ElementsAre("one", "two"));
}

TEST(AnswerLines, ArePathsOfAList) {
  v1::ListPathsResponse response;
  response.mutable_path()->set_process("processes/p");
  response.mutable_path()->set_target("jurisdictions/cn");
  response.mutable_path()->set_status(v1::STATUS_OPEN);
  response.mutable_path()->add_relations("relations/a");
  response.mutable_path()->add_relations("relations/b");
  Messages messages;
  messages.Add()->PackFrom(response);
  EXPECT_THAT(AnswerLines(messages, false),
              ElementsAre("processes/p → jurisdictions/cn: open: relations/a "
                          "relations/b"));
}

}  // namespace
}  // namespace ketenzicht::service
