// A condition on other facts under which a measure or a relation holds.
//
// A guard's value is a modality, not a boolean: "encryption closes the flow
// unless the receiver has the key" is worth as much as what is known of the
// key. graph/guard_value.h evaluates it.

#ifndef KETENZICHT_GRAPH_GUARD_H_
#define KETENZICHT_GRAPH_GUARD_H_

#include <optional>
#include <string>
#include <vector>

#include "graph/date.h"

namespace ketenzicht::graph {

// One side of a comparison of dates: a bound of a fact's valid time, or a date.
struct DateTerm {
  std::string fact;    // id; empty when `date` is set
  bool until = false;  // the fact's `until` rather than its `from`
  std::optional<Date> date;
  friend bool operator==(const DateTerm&, const DateTerm&) = default;
};

enum class DateComparison { kBefore, kAfter, kWithin };

struct Guard {
  enum class Op {
    kAll,       // every operand holds; the weakest counts
    kAny,       // one operand holds; the strongest counts
    kNot,       // the operand does not hold
    kFact,      // this relation holds
    kRelation,  // a relation of this kind between these ends holds
    kReach,     // this authority reaches this company (corporate reach)
    kDates,     // left before / after / within right
  };
  Op op = Op::kAll;
  std::vector<Guard> operands;  // kAll, kAny: any number; kNot: one
  std::string fact;             // kFact
  std::string kind;             // kRelation
  // kRelation: ends; kReach: authority (source) and company (target). An id, or
  // "$source" or "$target" for the end of the guarded relation.
  std::string source;
  std::string target;
  // kRelation: `target` may also be anyone whom an authority reaches that
  // reaches `target` too.
  bool or_same_authority = false;
  DateTerm left;  // kDates
  DateTerm right;
  DateComparison comparison = DateComparison::kBefore;

  friend bool operator==(const Guard&, const Guard&) = default;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_GUARD_H_
