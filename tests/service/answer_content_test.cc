#include "service/rpc/answer_content.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ketenzicht/v1/analysis_service.pb.h"
#include "ketenzicht/v1/circumstance.pb.h"
#include "ketenzicht/v1/comparison.pb.h"
#include "ketenzicht/v1/exposure_service.pb.h"
#include "ketenzicht/v1/matrix.pb.h"
#include "ketenzicht/v1/measure_plan.pb.h"
#include "ketenzicht/v1/path_list.pb.h"
#include "ketenzicht/v1/timeline.pb.h"

namespace ketenzicht::service {
namespace {

v1::ListPathsResponse Listed(const std::string& cursor) {
  v1::ListPathsResponse response;
  response.mutable_path()->set_process("processes/p");
  response.mutable_path()->set_cursor(cursor);
  return response;
}

TEST(AnswerContent, IsTheSameWhereOnlyCircumstancesDiffer) {
  v1::FindPathsResponse a;
  a.mutable_pair()->set_process("processes/p");
  v1::FindPathsResponse b = a;
  b.mutable_context()->set_revision(7);
  b.mutable_pair()->mutable_completeness()->set_expansions(1000);
  a.mutable_pair()->mutable_completeness()->set_reached(3);
  EXPECT_EQ(ContentOf(a), ContentOf(b));
  b.mutable_pair()->set_process("processes/q");
  EXPECT_NE(ContentOf(a), ContentOf(b));
}

TEST(AnswerContent, IsAnotherOfAnAnswerThatWasCutShort) {
  v1::FindPathsResponse a;
  a.mutable_pair()->mutable_completeness()->set_complete(true);
  v1::FindPathsResponse b = a;
  b.mutable_pair()->mutable_completeness()->set_complete(false);
  b.mutable_pair()->mutable_completeness()->set_limit("expansions");
  EXPECT_NE(ContentOf(a), ContentOf(b));
}

TEST(AnswerContent, HowMuchWasLookedAtAndTheSentencesAreCircumstances) {
  v1::SettlePairsResponse a;
  a.add_pairs()->set_process("processes/p");
  v1::SettlePairsResponse b = a;
  b.mutable_pairs(0)->set_looked_at(40);
  b.mutable_pairs(0)->mutable_text()->set_en("so it is");
  b.mutable_text()->set_en("Pairs looked at: 1.");
  EXPECT_EQ(ContentOf(a), ContentOf(b));
  b.mutable_pairs(0)->set_settled(true);
  EXPECT_NE(ContentOf(a), ContentOf(b));
}

TEST(AnswerContent, LeavesOutWhatIsInAOneofAndKeepsTheRestOfIt) {
  v1::ListPathsResponse one = Listed("here");
  v1::ListPathsResponse two = Listed("there");
  EXPECT_EQ(ContentOf(one), ContentOf(two));
  v1::ListPathsResponse nothing;
  EXPECT_NE(ContentOf(one), ContentOf(nothing));
  v1::ListPathsResponse context;
  context.mutable_context()->set_revision(3);
  EXPECT_EQ(ContentOf(context), ContentOf(nothing));
}

TEST(AnswerContent, LeavesTheMessageAsItWas) {
  v1::GetTimelineResponse response;
  v1::Timeline& timeline = *response.mutable_timeline();
  timeline.set_revision(4);
  timeline.mutable_text()->set_en("since 2021");
  timeline.add_steps()->set_from("2021-01-01");
  const std::string before = response.SerializeAsString();
  v1::GetTimelineResponse other = response;
  other.mutable_timeline()->clear_revision();
  other.mutable_timeline()->clear_text();
  EXPECT_EQ(ContentOf(response), other.SerializeAsString());
  EXPECT_EQ(response.SerializeAsString(), before);
}

void ExpectMarked(const google::protobuf::Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *type.field(i);
    if (field.message_type() == v1::AnswerContext::descriptor() ||
        field.message_type() == v1::Revision::descriptor()) {
      EXPECT_TRUE(field.options().GetExtension(v1::circumstance))
          << field.full_name();
    } else if (field.message_type() != nullptr) {
      ExpectMarked(*field.message_type());
    }
  }
}

TEST(AnswerContent, IsMarkedInEveryAnswer) {
  for (const google::protobuf::Descriptor* type :
       {v1::FindPathsResponse::descriptor(),
        v1::ExplainExposureResponse::descriptor(),
        v1::ListPathsResponse::descriptor(),
        v1::GetMatrixResponse::descriptor(),
        v1::FindAffectedResponse::descriptor(),
        v1::GetTimelineResponse::descriptor(),
        v1::AnswerCaseResponse::descriptor(),
        v1::CompareExposureResponse::descriptor(),
        v1::ProposeMeasuresResponse::descriptor(),
        v1::FindSinglePointsResponse::descriptor(),
        v1::FindLoadBearingResponse::descriptor(),
        v1::FindChokePointsResponse::descriptor(),
        v1::EstimateLikelihoodResponse::descriptor(),
        v1::FindContradictionsResponse::descriptor(),
        v1::FindUnknownsResponse::descriptor(),
        v1::SettlePairsResponse::descriptor()}) {
    ExpectMarked(*type);
  }
}

}  // namespace
}  // namespace ketenzicht::service
