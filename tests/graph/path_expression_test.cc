#include "graph/path_expression.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ketenzicht::graph {
namespace {

using ::testing::HasSubstr;
using Op = PathExpression::Op;

// The tree, with every operator before its operands.
std::string Show(const PathExpression& e) {
  if (e.op == Op::kKind) return absl::StrCat(e.inverse ? "^" : "", e.kind);
  constexpr const char* kNames[] = {"kind", "then", "or", "?", "*", "+", "!"};
  return absl::StrCat(kNames[static_cast<int>(e.op)], "(",
                      absl::StrJoin(e.operands, " ",
                                    [](std::string* out, const auto& operand) {
                                      *out += Show(operand);
                                    }),
                      ")");
}

std::string Read(const std::string& text) {
  const absl::StatusOr<PathExpression> e = ParsePathExpression(text);
  return e.ok() ? Show(*e) : std::string(e.status().message());
}

TEST(PathExpression, ReadsEveryOperator) {
  const std::pair<const char*, const char*> cases[] = {
      {"uses", "uses"},
      {"uses/runs", "then(uses runs)"},
      {"uses|runs", "or(uses runs)"},
      {"runs*", "*(runs)"},
      {"runs+", "+(runs)"},
      {"runs?", "?(runs)"},
      {"^runs", "^runs"},
      {"(runs)", "runs"},
      {"((runs))*", "*(runs)"},
      {" uses /\n runs ", "then(uses runs)"},
      {"uses/runs/contains", "then(uses runs contains)"},
      {"!uses", "!(uses)"},
      {"!()", "!()"},
      {"!^uses", "!(^uses)"},
      {"! ( uses | ^runs )*", "*(!(uses ^runs))"},
      {"!(uses)/runs", "then(!(uses) runs)"},
  };
  for (const auto& [text, tree] : cases) EXPECT_EQ(Read(text), tree) << text;
}

TEST(PathExpression, BindsFromWeakToStrong) {
  EXPECT_EQ(Read("a|b/c*"), "or(a then(b *(c)))");
  EXPECT_EQ(Read("(a|b)/c"), "then(or(a b) c)");
  EXPECT_EQ(Read("^a/b"), "then(^a b)");
  EXPECT_EQ(Read("^a*"), "*(^a)");
}

TEST(PathExpression, PushesInversesDownToTheKinds) {
  EXPECT_EQ(Read("^(a/b)"), "then(^b ^a)");
  EXPECT_EQ(Read("^(a|b)"), "or(^a ^b)");
  EXPECT_EQ(Read("^(a/^b)+"), "+(then(b ^a))");
  EXPECT_EQ(Read("^(^a)"), "a");
  EXPECT_EQ(Read("^(a/!(b|^c))"), "then(!(^b c) ^a)");
}

TEST(PathExpression, KnowsWhereAKindStands) {
  const absl::StatusOr<PathExpression> e = ParsePathExpression("uses / runs*");
  ASSERT_TRUE(e.ok());
  EXPECT_EQ(e->operands[0].column, 1);
  EXPECT_EQ(e->operands[1].operands[0].column, 8);
}

TEST(PathExpression, RefusesWhatIsNotOneAndSaysWhere) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "column 1"},
      {"uses/", "column 6"},
      {"/uses", "column 1"},
      {"uses|", "column 6"},
      {"(uses", "column 6"},
      {"uses)", "column 5"},
      {"uses runs", "column 6"},
      {"*", "column 1"},
      {"uses//runs", "column 6"},
      {"!", "column 2"},
      {"!(uses", "column 7"},
      {"!(uses/runs)", "column 7"},
      {"!(uses|(runs))", "column 8"},
      {"!!uses", "column 2"},
      {"()", "column 2"},
      {"uses/^", "column 7"},
  };
  for (const auto& [text, where] : cases) {
    const absl::StatusOr<PathExpression> e = ParsePathExpression(text);
    ASSERT_FALSE(e.ok()) << text;
    EXPECT_EQ(e.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(e.status().message()), HasSubstr(where)) << text;
  }
}

TEST(PathExpression, QuotesAWholeCharacter) {
  for (const auto& [text, message] :
       {std::pair("uses/ünope",
                  "column 6: expected a relation kind, found 'ü'"),
        {"uses 链", "column 6: unexpected '链'"}}) {
    EXPECT_THAT(std::string(ParsePathExpression(text).status().message()),
                HasSubstr(message));
  }
}

TEST(PathExpression, IsAtMostSoLong) {
  EXPECT_EQ(Read(std::string(kMaxExpressionLength, 'a')),
            std::string(kMaxExpressionLength, 'a'));
  const absl::StatusOr<PathExpression> e =
      ParsePathExpression(std::string(kMaxExpressionLength + 1, 'a'));
  ASSERT_FALSE(e.ok());
  EXPECT_THAT(std::string(e.status().message()),
              HasSubstr(absl::StrCat(kMaxExpressionLength)));
}

TEST(PathExpression, IsAtMostSoDeep) {
  const auto nested = [](int depth) {
    return std::string(depth, '(') + "a" + std::string(depth, ')');
  };
  EXPECT_EQ(Read(nested(kMaxExpressionDepth)), "a");
  const absl::StatusOr<PathExpression> e =
      ParsePathExpression(nested(kMaxExpressionDepth + 1));
  ASSERT_FALSE(e.ok());
  EXPECT_THAT(std::string(e.status().message()),
              HasSubstr(absl::StrCat(kMaxExpressionDepth)));
}

}  // namespace
}  // namespace ketenzicht::graph
