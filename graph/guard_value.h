// The value of a guard on one relation of a view.

#ifndef KETENZICHT_GRAPH_GUARD_VALUE_H_
#define KETENZICHT_GRAPH_GUARD_VALUE_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/corporate_reach.h"
#include "graph/denials.h"
#include "graph/guard.h"
#include "graph/view_draft.h"

namespace ketenzicht::graph {

// Evaluates guards. `status_of` gives the final status of an instance by its
// position, and may in turn need guards. An instance that turns out to make no
// edge, because a carrier has none, counts as not recorded.
class GuardEvaluator {
 public:
  using StatusOf = absl::FunctionRef<Status(int)>;

  GuardEvaluator(const ViewDraft& draft, const Denials& denials)
      : draft_(draft), denials_(denials), reach_(draft) {}

  // The value of `guard` for the relation from `source` to `target`; appends
  // what it looked at to `inputs`. What is not recorded is unknown, and is
  // listed as unrecorded. Dates are those of the record, whatever the view's
  // date; a bound that is not stated makes the comparison unknown.
  Truth Evaluate(const Guard& guard, FactIndex source, FactIndex target,
                 StatusOf status_of, std::vector<GuardInput>& inputs);

 private:
  Truth OfFact(const Guard& guard, StatusOf status_of,
               std::vector<GuardInput>& inputs);
  Truth OfRelation(const Guard& guard, FactIndex source, FactIndex target,
                   StatusOf status_of, std::vector<GuardInput>& inputs);
  Truth OfDates(const Guard& guard, std::vector<GuardInput>& inputs) const;
  FactIndex EndOf(const std::string& name, FactIndex source,
                  FactIndex target) const;

  const ViewDraft& draft_;
  const Denials& denials_;
  CorporateReach reach_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_GUARD_VALUE_H_
