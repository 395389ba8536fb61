// First step of a view: which relations and measures count at the date, from
// the sources asked for, and with which modality.

#ifndef KETENZICHT_GRAPH_FACT_SELECTION_H_
#define KETENZICHT_GRAPH_FACT_SELECTION_H_

#include "graph/view_draft.h"

namespace ketenzicht::graph {

// Fills `draft` with an instance for every relation between two things, with
// its class facts, and with its measures. Facts that do not count are kept with
// the reason why; measures that do not count are left out. Linear in the facts.
void SelectFacts(ViewDraft& draft);

// Applies the dates of the two entities between which `instance` stands: it
// counts from their dated starts to their dated ends; a date that is not stated
// of an entity does not limit its relations. A denial that still holds for
// certain then makes no edge.
void RestrictToEnds(const ViewDraft& draft, Instance& instance);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_SELECTION_H_
