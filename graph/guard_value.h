// The value of a guard on one relation of a view.

#ifndef KETENZICHT_GRAPH_GUARD_VALUE_H_
#define KETENZICHT_GRAPH_GUARD_VALUE_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/corporate_reach.h"
#include "graph/denials.h"
#include "graph/guard.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// Evaluates guards. `status_of` gives what an instance, by its position, is as
// the input of a guard, and may in turn need guards; `inherent`: as if there
// were no measures. An instance that turns out to make no edge, because a
// carrier has none, counts as not recorded.
class GuardEvaluator {
 public:
  using StatusOf = absl::FunctionRef<Status(int instance, bool inherent)>;

  GuardEvaluator(const InstanceTable& table, const Denials& denials)
      : table_(table), denials_(denials), reach_(table) {}

  // The value of `guard` for the relation `guarded`; appends what it looked at
  // to `inputs`. What is not recorded is unknown, and is listed as unrecorded.
  // Dates are those of the record, whatever the view's date; a bound that is
  // not stated makes the comparison unknown.
  // Under an odd number of `not`s, inputs are inherent: else a measure on one
  // could raise exposure. With `inherent`, all are.
  Truth Evaluate(const Guard& guard, InstanceIndex guarded, StatusOf status_of,
                 std::vector<GuardInput>& inputs, bool inherent = false);

 private:
  // Evaluate() turns `not` around before it comes here.
  using InputOf = absl::FunctionRef<Status(int instance)>;
  Truth OfGuard(const Guard& guard, InstanceIndex guarded, StatusOf status_of,
                std::vector<GuardInput>& inputs, bool inherent, bool negated);
  Truth OfFact(const Guard& guard, InputOf status_of,
               std::vector<GuardInput>& inputs);
  // Nothing where it is not recorded.
  std::optional<Truth> OfInstance(int index, InputOf status_of) const;
  // Where reach is unknown: whose seat is not on record.
  void AddMissingSeats(const std::vector<FactIndex>& companies, Truth value,
                       std::vector<GuardInput>& inputs);
  Truth OfRelation(const Guard& guard, InstanceIndex guarded, InputOf status_of,
                   std::vector<GuardInput>& inputs);
  Truth OfReach(const Guard& guard, InstanceIndex guarded,
                std::vector<GuardInput>& inputs);
  static Truth OfEverything(std::vector<GuardInput>& inputs);
  Truth OfDates(const Guard& guard, std::vector<GuardInput>& inputs) const;
  FactIndex EndOf(const std::string& name, InstanceIndex guarded) const;

  const InstanceTable& table_;
  const Denials& denials_;
  CorporateReach reach_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_GUARD_VALUE_H_
