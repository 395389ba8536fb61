// Which facts count at a date, from the sources asked for: the first step of a
// view (docs/semantics.md, section 1).

#ifndef KETENZICHT_GRAPH_FACT_SELECTION_H_
#define KETENZICHT_GRAPH_FACT_SELECTION_H_

#include <vector>

#include "graph/instance_table.h"

namespace ketenzicht::graph {

// What the dates of things do to a relation between them, looked up: things
// with the same valid time are alike.
class Presences {
 public:
  explicit Presences(const InstanceTable& table);

  // Of an entity, or of anything else by its valid time alone.
  Presence Of(FactIndex fact) const {
    return For(fact).by_valid[facts_.valid_number(fact)];
  }
  // Of a relation or measure, with the day on which a source that counts first
  // asserted it.
  Presence OfAsserted(FactIndex fact) const;

 private:
  // On the date and from the sources of one set of options.
  struct Columns {
    std::vector<Presence> by_valid;  // by valid number
    std::vector<bool> asserted;      // by evidence number
  };
  static Columns MakeColumns(const Snapshot& snapshot,
                             const ViewOptions& options);
  const Columns& For(FactIndex fact) const {
    return table_.judged_otherwise(fact) ? otherwise_ : asked_;
  }

  const InstanceTable& table_;
  const FactTable& facts_;
  std::vector<bool> starts_when_asserted_;  // by valid number
  Columns asked_;
  Columns otherwise_;  // of the overlay, where there is one
};

// What is known of a relation so far.
struct Standing {
  Status modal = Status::kNoPath;
  bool uncertain = false;
  Omission omission = Omission::kNone;
  FactIndex omitted_by = kNoFact;  // an end that does not hold
};

// Narrows `standing` to the days on which the ends hold. A denial that is
// certain comes out as omitted by its modality.
void RestrictToEnds(const FactTable& facts, const Presences& presences,
                    Modality recorded, FactIndex source, FactIndex target,
                    Standing& standing);

// Fills in what section 1 says of every relation, those of classes too, and the
// measures that are in force to some degree. O(facts).
void SelectFacts(InstanceTable& table, const Presences& presences);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_SELECTION_H_
