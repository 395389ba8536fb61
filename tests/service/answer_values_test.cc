#include "service/proto/answer_values.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ketenzicht::service {
namespace {

TEST(AnswerValues, NameTheLimitThatWasHit) {
  using graph::StopReason;
  const std::vector<std::pair<StopReason, std::string>> names = {
      {StopReason::kNone, ""},
      {StopReason::kPaths, "paths"},
      {StopReason::kExpansions, "expansions"},
      {StopReason::kPartialPaths, "partial_paths"},
      {StopReason::kCancelled, "cancelled"},
      {StopReason::kTime, "time"},
      {StopReason::kDates, "dates"},
      {StopReason::kViews, "views"},
      {StopReason::kPoints, "points"},
      {StopReason::kNodes, "nodes"}};
  for (const auto& [stop, name] : names) {
    const v1::Completeness proto =
        CompletenessToProto({.stop = stop, .limit = 7});
    EXPECT_EQ(proto.limit(), name);
    EXPECT_EQ(proto.complete(), stop == StopReason::kNone) << name;
    EXPECT_EQ(proto.limit_value(), 7) << name;
  }
}

}  // namespace
}  // namespace ketenzicht::service
