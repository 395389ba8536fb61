#include "graph/path_expression.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

using Op = PathExpression::Op;

// Recursive descent; the depth limit bounds the recursion.
class Parser {
 public:
  explicit Parser(absl::string_view text) : text_(text) {}

  absl::StatusOr<PathExpression> Parse() {
    absl::StatusOr<PathExpression> result = Alternative(0);
    if (!result.ok()) return result;
    SkipSpace();
    if (at_ < text_.size()) {
      return Error(absl::StrCat("unexpected '", Character(), "'"));
    }
    return result;
  }

 private:
  absl::Status Error(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("path expression, column ", at_ + 1, ": ", what));
  }
  // The whole of the character here, which may have several bytes in UTF-8.
  absl::string_view Character() const {
    size_t end = at_ + 1;
    while (end < text_.size() && (text_[end] & 0xC0) == 0x80) ++end;
    return text_.substr(at_, end - at_);
  }
  void SkipSpace() {
    while (at_ < text_.size() && absl::ascii_isspace(text_[at_])) ++at_;
  }
  bool Take(char c) {
    SkipSpace();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  absl::StatusOr<PathExpression> Alternative(int depth) {
    return List(Op::kAlternative, '|', depth);
  }
  absl::StatusOr<PathExpression> Sequence(int depth) {
    return List(Op::kSequence, '/', depth);
  }

  absl::StatusOr<PathExpression> List(Op op, char separator, int depth) {
    PathExpression list{.op = op};
    do {
      absl::StatusOr<PathExpression> next =
          op == Op::kAlternative ? Sequence(depth) : Element(depth);
      if (!next.ok()) return next;
      list.operands.push_back(*std::move(next));
    } while (Take(separator));
    if (list.operands.size() == 1) return std::move(list.operands.front());
    return list;
  }

  absl::StatusOr<PathExpression> Element(int depth) {
    const bool inverse = Take('^');
    absl::StatusOr<PathExpression> element = Primary(depth);
    if (!element.ok()) return element;
    for (const auto& [sign, op] :
         {std::pair{'*', Op::kAny}, {'+', Op::kSome}, {'?', Op::kOptional}}) {
      if (!Take(sign)) continue;
      PathExpression repeated{.op = op};
      repeated.operands.push_back(*std::move(element));
      element = std::move(repeated);
      break;
    }
    if (inverse) Invert(*element);
    return element;
  }

  absl::StatusOr<PathExpression> Primary(int depth) {
    if (Take('(')) {
      if (depth >= kMaxExpressionDepth) {
        return Error(absl::StrCat("more than ", kMaxExpressionDepth,
                                  " nested parentheses"));
      }
      absl::StatusOr<PathExpression> inner = Alternative(depth + 1);
      if (!inner.ok()) return inner;
      if (!Take(')')) return Error("expected ')'");
      return inner;
    }
    if (Take('!')) return Negated();
    return Kind();
  }

  absl::StatusOr<PathExpression> Negated() {
    PathExpression negated{.op = Op::kNegated};
    const bool several = Take('(');
    if (several && Take(')')) return negated;
    do {
      const bool inverse = Take('^');
      absl::StatusOr<PathExpression> kind = Kind();
      if (!kind.ok()) return kind;
      kind->inverse = inverse;
      negated.operands.push_back(*std::move(kind));
    } while (several && Take('|'));
    if (several && !Take(')')) return Error("expected '|' or ')'");
    return negated;
  }

  absl::StatusOr<PathExpression> Kind() {
    SkipSpace();
    const size_t start = at_;
    while (at_ < text_.size() &&
           (absl::ascii_isalnum(text_[at_]) || text_[at_] == '_')) {
      ++at_;
    }
    if (at_ == start) {
      return Error(at_ < text_.size()
                       ? absl::StrCat("expected a relation kind, found '",
                                      Character(), "'")
                       : "expected a relation kind, found the end");
    }
    return PathExpression{.kind = std::string(text_.substr(start, at_ - start)),
                          .column = static_cast<int>(start) + 1};
  }

  // The inverse of a/b is ^b/^a; of everything else, that of its parts.
  static void Invert(PathExpression& expression) {
    const bool any_step =
        expression.op == Op::kNegated && expression.operands.empty();
    if (expression.op == Op::kKind || any_step) {
      expression.inverse = !expression.inverse;
    }
    if (expression.op == Op::kSequence) {
      std::reverse(expression.operands.begin(), expression.operands.end());
    }
    for (PathExpression& operand : expression.operands) Invert(operand);
  }

  absl::string_view text_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<PathExpression> ParsePathExpression(absl::string_view text) {
  if (text.size() > kMaxExpressionLength) {
    return absl::InvalidArgumentError(
        absl::StrCat("path expression of ", text.size(),
                     " characters: at most ", kMaxExpressionLength));
  }
  return Parser(text).Parse();
}

}  // namespace ketenzicht::graph
