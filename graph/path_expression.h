// Path expressions: SPARQL 1.1 property paths over relation kinds.
//
//   uses/(contains|runs|depends_on)*/remotely_accessed_by
//
// Operators, from weak to strong: | (either), / (then), ^ (backwards), and
// after an element * (any number of times), + (at least once), ? (at most
// once). Parentheses group; spaces and line ends mean nothing. A negated
// property set is one step of any other kind: !uses, !(uses|runs); of those
// named with ^ one backwards: !(uses|^runs) is a step that is no use, or one
// backwards that is no runs. See W3C, SPARQL 1.1 Query Language, section 9.

#ifndef KETENZICHT_GRAPH_PATH_EXPRESSION_H_
#define KETENZICHT_GRAPH_PATH_EXPRESSION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::graph {

// A node of the syntax tree.
struct PathExpression {
  enum class Op {
    kKind,
    kSequence,
    kAlternative,
    kOptional,
    kAny,
    kSome,
    kNegated  // its operands are kinds; without any, every step
  };
  Op op = Op::kKind;
  std::string kind;      // kKind: a relation kind
  bool inverse = false;  // kKind: from target to source
  int column = 0;        // kKind: where it stands, from 1
  std::vector<PathExpression> operands;
};

inline constexpr int kMaxExpressionLength = 4096;  // characters
inline constexpr int kMaxExpressionDepth = 64;     // nested parentheses

// Parses `text`; inverses are pushed down to the kinds. InvalidArgument with
// the column for a syntax error or a limit that is exceeded. Kinds are not
// looked up here. Linear in the text.
absl::StatusOr<PathExpression> ParsePathExpression(absl::string_view text);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PATH_EXPRESSION_H_
