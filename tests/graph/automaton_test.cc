#include "graph/automaton.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/automaton_dot.h"
#include "gtest/gtest.h"
#include "tests/support/oracle_expression.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Steps such as "uses ^runs".
using Steps = std::vector<std::string>;

bool Accepts(const Automaton& automaton, const Steps& steps) {
  int16_t state = automaton.start();
  for (const std::string& step : steps) {
    const bool inverse = step[0] == '^';
    const RelationKindId kind =
        *TestOntology()->FindRelationKind(step.substr(inverse ? 1 : 0));
    state = automaton.Next(state, MakeLetter(kind, inverse));
    if (state == Automaton::kNoState) return false;
  }
  return automaton.accepting(state);
}

Automaton Compiled(const std::string& expression) {
  return *Automaton::Compile(expression, *TestOntology());
}

TEST(Automaton, ReadsWhatTheExpressionSays) {
  const Automaton vector = Compiled("uses/(contains|runs)*/made_by");
  EXPECT_TRUE(Accepts(vector, {"uses", "made_by"}));
  EXPECT_TRUE(Accepts(vector, {"uses", "runs", "contains", "made_by"}));
  EXPECT_FALSE(Accepts(vector, {"uses"}));
  EXPECT_FALSE(Accepts(vector, {"made_by"}));
  EXPECT_FALSE(Accepts(vector, {"uses", "made_by", "made_by"}));
  EXPECT_FALSE(Accepts(vector, {}));
  EXPECT_TRUE(Accepts(Compiled("uses?"), {}));
  EXPECT_TRUE(Accepts(Compiled("exploited_by/^conducts"),
                      {"exploited_by", "^conducts"}));
  EXPECT_FALSE(Accepts(Compiled("exploited_by/^conducts"),
                       {"exploited_by", "conducts"}));
}

TEST(Automaton, AKindStandsForItsKinds) {
  const Automaton empowers = Compiled("empowers");
  EXPECT_TRUE(Accepts(empowers, {"compels_disclosure"}));
  EXPECT_TRUE(Accepts(empowers, {"empowers"}));
  EXPECT_FALSE(Accepts(Compiled("compels_disclosure"), {"empowers"}));
  EXPECT_TRUE(Accepts(Compiled("^owned_by"), {"^majority_owned_by"}));
}

// A dead state would let a search walk on to nowhere.
TEST(Automaton, EveryStateLeadsToAnEnd) {
  for (const char* expression :
       {"uses/(contains|runs)*/made_by", "(uses|runs)+", "uses/runs?",
        "((uses/runs)|(uses/made_by))/made_by"}) {
    const Automaton a = Compiled(expression);
    const auto states = static_cast<int16_t>(a.num_states());
    std::vector<bool> alive(states);
    for (int16_t round = 0; round < states; ++round) {
      for (int16_t s = 0; s < states; ++s) {
        alive[s] = alive[s] || a.accepting(s);
        for (Letter l = 0; l < a.num_letters(); ++l) {
          const int16_t next = a.Next(s, l);
          if (next != Automaton::kNoState && alive[next]) alive[s] = true;
        }
      }
    }
    EXPECT_EQ(std::count(alive.begin(), alive.end(), false), 0) << expression;
  }
}

TEST(Automaton, RefusesUnknownKindsAndSaysWhere) {
  const absl::StatusOr<Automaton> automaton =
      Automaton::Compile("uses/flies_to", *TestOntology());
  ASSERT_FALSE(automaton.ok());
  EXPECT_EQ(automaton.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(automaton.status().message()),
              AllOf(HasSubstr("flies_to"), HasSubstr("column 6")));
  EXPECT_FALSE(Automaton::Compile("uses/", *TestOntology()).ok());
  EXPECT_FALSE(Automaton::Compile("product", *TestOntology()).ok())
      << "an entity kind is no step";
}

// Which kind stood n steps before the end takes 2^(n+1) states, and one to
// start in; every step before that takes one more.
std::string Many(int steps_before, int n) {
  std::string expression;
  for (int i = 0; i < steps_before; ++i) expression += "runs/";
  expression += "(uses|runs)*/uses";
  for (int i = 0; i < n; ++i) expression += "/(uses|runs)";
  return expression;
}

TEST(Automaton, HasAtMostSoManyStates) {
  const absl::StatusOr<Automaton> fits =
      Automaton::Compile(Many(511, 8), *TestOntology());
  ASSERT_TRUE(fits.ok()) << fits.status();
  EXPECT_EQ(fits->num_states(), kMaxAutomatonStates);
  const absl::StatusOr<Automaton> large =
      Automaton::Compile(Many(512, 8), *TestOntology());
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(large.status().message()), HasSubstr("1024"));
}

// start, after uses, after made_by: the three kinds of part are one state.
TEST(Automaton, MinimizedHasNoTwoStatesAlike) {
  const Automaton vector =
      Compiled("uses/(contains|runs|depends_on)*/made_by").Minimized();
  EXPECT_EQ(vector.num_states(), 3);
  EXPECT_TRUE(Accepts(vector, {"uses", "runs", "contains", "made_by"}));
  EXPECT_FALSE(Accepts(vector, {"uses"}));
  EXPECT_EQ(vector.Minimized(), vector);
  EXPECT_EQ(Compiled("uses|(uses/runs)|(uses/runs/runs+)").Minimized(),
            Compiled("uses/runs*").Minimized());
}

TEST(Automaton, TakesAnyOtherStepForANegatedSet) {
  const Automaton any = Compiled("!uses");
  EXPECT_TRUE(Accepts(any, {"runs"}));
  EXPECT_TRUE(Accepts(any, {"compels_assistance"}));
  EXPECT_FALSE(Accepts(any, {"uses"}));
  EXPECT_FALSE(Accepts(any, {"^runs"}));  // that way none is named
  // What is a kind of what is named is named too.
  EXPECT_FALSE(Accepts(Compiled("!empowers"), {"compels_assistance"}));
  EXPECT_TRUE(Accepts(Compiled("!compels_assistance"), {"empowers"}));
  const Automaton both = Compiled("!(uses|^runs)");
  EXPECT_TRUE(Accepts(both, {"runs"}));
  EXPECT_TRUE(Accepts(both, {"^uses"}));
  EXPECT_FALSE(Accepts(both, {"^runs"}));
  EXPECT_TRUE(Accepts(Compiled("^!(uses)"), {"^runs"}));
  // SPARQL 1.1, 9.1: nothing named is every step forward.
  EXPECT_TRUE(Accepts(Compiled("!()"), {"uses"}));
  EXPECT_FALSE(Accepts(Compiled("!()"), {"^uses"}));
  EXPECT_TRUE(Accepts(Compiled("^!()"), {"^uses"}));
  EXPECT_FALSE(Accepts(Compiled("^(!())"), {"uses"}));
}

TEST(Automaton, SaysWhichNameOfANegatedSetIsNoKind) {
  const absl::Status status =
      Automaton::Compile("!(uses|nope)", *TestOntology()).status();
  EXPECT_EQ(status.message(),
            "path expression, column 8: 'nope' is no relation kind");
}

TEST(Automaton, IsDrawn) {
  EXPECT_EQ(ToDot(Compiled("exploited_by/^conducts|uses?/empowers").Minimized(),
                  *TestOntology(), "a \"vector\""),
            "digraph \"a \\\"vector\\\"\" {\n"
            "  rankdir=LR;\n"
            "  start [shape=point];\n"
            "  0 [shape=circle];\n"
            "  1 [shape=circle];\n"
            "  2 [shape=doublecircle];\n"
            "  3 [shape=circle];\n"
            "  start -> 0;\n"
            "  0 -> 1 [label=\"uses\"];\n"
            "  0 -> 2 [label=\"empowers\"];\n"
            "  0 -> 3 [label=\"exploited_by\"];\n"
            "  1 -> 2 [label=\"empowers\"];\n"
            "  3 -> 2 [label=\"^conducts\"];\n"
            "}\n");
}

std::string RandomExpression(std::mt19937& random, int depth) {
  constexpr const char* kKinds[] = {"uses", "runs", "empowers", "made_by"};
  const auto below = [&](int n) { return static_cast<int>(random() % n); };
  const auto kind = [&] {
    return std::string(below(4) == 0 ? "^" : "") + kKinds[below(4)];
  };
  if (depth == 0 || below(4) == 0) {
    switch (below(9)) {
      case 8:
        return "!()";
      case 0:
        return "!" + kind();
      case 1:
        return "!(" + kind() + "|" + kind() + ")";
      default:
        return kind();
    }
  }
  const auto inner = [&] { return RandomExpression(random, depth - 1); };
  switch (below(6)) {
    case 0:
      return "(" + inner() + ")*";
    case 1:
      return "(" + inner() + ")+";
    case 2:
      return "(" + inner() + ")?";
    case 3:
      return "^(" + inner() + ")";
    case 4:
      return "(" + inner() + "|" + inner() + ")";
    default:
      return "(" + inner() + "/" + inner() + ")";
  }
}

// Against derivatives, on random expressions and steps.
TEST(Automaton, AgreesWithDerivatives) {
  constexpr const char* kSteps[] = {
      "uses",  "runs",  "compels_assistance", "made_by",
      "^uses", "^runs", "^empowers",          "^made_by"};
  std::mt19937 random(20211118);
  int accepted = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string expression = RandomExpression(random, 4);
    const absl::StatusOr<Automaton> automaton =
        Automaton::Compile(expression, *TestOntology());
    if (!automaton.ok()) continue;  // too many states
    const Automaton minimized = automaton->Minimized();
    EXPECT_LE(minimized.num_states(), automaton->num_states());
    EXPECT_EQ(minimized.has_inverse(), automaton->has_inverse());
    for (int j = 0; j < 20; ++j) {
      Steps steps(random() % 5);
      oracle::Expression rest = oracle::ParseExpression(expression);
      for (std::string& step : steps) {
        step = kSteps[random() % std::size(kSteps)];
        const bool inverse = step[0] == '^';
        const std::string kind = step.substr(inverse ? 1 : 0);
        rest = oracle::AfterStep(rest, inverse, [&](const std::string& asked) {
          return asked == kind ||
                 (asked == "empowers" && kind == "compels_assistance");
        });
      }
      accepted += oracle::AcceptsHere(rest);
      ASSERT_EQ(Accepts(*automaton, steps), oracle::AcceptsHere(rest))
          << expression << " on " << ::testing::PrintToString(steps);
      ASSERT_EQ(Accepts(minimized, steps), oracle::AcceptsHere(rest))
          << "minimized " << expression << " on "
          << ::testing::PrintToString(steps);
    }
  }
  EXPECT_GT(accepted, 2000);
}

}  // namespace
}  // namespace ketenzicht::graph
