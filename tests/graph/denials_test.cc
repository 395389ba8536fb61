// Denials: what random graphs found (oracle_test.cc), each with its reason.

#include "graph/denials.h"

#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

// What p is part of was looked up while being part was still being settled, and
// kept: a denied membership went on to pass denials.
TEST(Denials, ADeniedMembershipPassesNoDenials) {
  const auto view = MakeView(
      {Rel("a-in-m", "part_of", "processes/p", "organizations/m"),
       Rel("b-in-o", "part_of", "processes/p", "organizations/o"),
       Rel("c-not-in-o", "part_of", "processes/p", "organizations/o").Denied(),
       Rel("d-o-not-in-m", "part_of", "organizations/o", "organizations/m")
           .Denied(),
       Rel("e-use", "uses", "processes/p", "products/d").Unknown(),
       Rel("f-o-uses-not", "uses", "organizations/o", "products/d").Denied()});
  EXPECT_EQ(OmissionIn(*view, "relations/b-in-o"), Omission::kDenied);
  EXPECT_EQ(StatusIn(*view, "relations/e-use"), Status::kUnknown);
}

TEST(Denials, AReplacedMembershipPassesNoDenials) {
  const auto view = MakeView(
      {Rel("every", "part_of", Ids({"processes/p"}), "organizations/o"),
       Rel("maybe", "part_of", "processes/p", "organizations/o").Possible(),
       Rel("use", "uses", "processes/p", "products/d").Unknown(),
       Rel("uses-not", "uses", "organizations/o", "products/d").Denied()});
  EXPECT_EQ(OmissionIn(*view, "relations/every@processes/p"),
            Omission::kSpecific);
  EXPECT_EQ(StatusIn(*view, "relations/use"), Status::kUnknown);
}

}  // namespace
}  // namespace ketenzicht::graph
