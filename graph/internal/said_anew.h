// A fact said anew, affirmed or denied, as of the day of a view: what answers
// that ask "what if this were so" lay over the record.

#ifndef KETENZICHT_GRAPH_INTERNAL_SAID_ANEW_H_
#define KETENZICHT_GRAPH_INTERNAL_SAID_ANEW_H_

#include <string>

#include "graph/date.h"
#include "graph/open_questions.h"
#include "graph/scenario.h"
#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph::internal {

// The days on which something holds that is known to hold on `day`: bounds
// whose interval holds the day are narrowed to before or after it, a start
// after it or an end before it is not stated.
ValidTime KnownAsOf(ValidTime valid, Date day);

// The first day on which the options look at a fact: what was not stated by
// then would be unknown there.
Date EarliestDate(const ViewOptions& options);

// The change that says a relation or measure anew, and by nobody else: with
// this modality, for certain on the day that the options judge it by. With the
// bounds as they are what is made so would stay uncertain, or over, and what is
// made not so be unknown (docs/semantics.md, 1.8).
SetFact SaidAnew(const Snapshot& snapshot, const ViewOptions& options,
                 FactIndex fact, Modality modality);

// Makes of the options of a view those of one over the record where that is
// said anew: they change nothing of it any more, and a measure that is there is
// in place, since one that was only decided does nothing.
void LookAtAnew(const Snapshot& snapshot, FactIndex fact, Modality modality,
                ViewOptions& options);

// The change that records what nobody recorded, with the ends and the carriers
// that were asked for, under this id.
AddFact SaidFirst(const Snapshot& snapshot, const OpenQuestion& question,
                  Modality modality, std::string id);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_SAID_ANEW_H_
