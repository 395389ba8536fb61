// Path expressions by derivatives: what is left to match after one step.
//
// Brzozowski, Derivatives of Regular Expressions, 1964. No automaton: an
// expression is a tree, and reading a step gives another tree.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_EXPRESSION_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_EXPRESSION_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ketenzicht::graph::oracle {

struct ExpressionNode;
using Expression = std::shared_ptr<const ExpressionNode>;

struct ExpressionNode {
  enum class Op { kNothing, kEmpty, kKind, kNegated, kThen, kOr, kMany };
  Op op = Op::kNothing;
  std::string kind;
  bool inverse = false;
  std::vector<Expression> named;  // kNegated: kinds
  Expression a;
  Expression b;
  std::string text;  // the same for the same tree
};

// Aborts on a syntax error: the tests' expressions are correct.
Expression ParseExpression(const std::string& text);

bool AcceptsNothingMore(const Expression& expression);  // matches no path
bool AcceptsHere(const Expression& expression);         // matches no more steps

// `is_a(kind)`: whether the step's kind is `kind` or a kind of it.
Expression AfterStep(const Expression& expression, bool inverse,
                     const std::function<bool(const std::string&)>& is_a);

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_EXPRESSION_H_
