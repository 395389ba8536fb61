// Things that end, and that relations stand on which stay.

#ifndef KETENZICHT_INGEST_STOOD_ON_H_
#define KETENZICHT_INGEST_STOOD_ON_H_

#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/snapshot.h"
#include "ingest/import_report.h"

namespace ketenzicht::ingest {

// Makes placeholders of the things among `put` that would end and that a
// relation stands on which does not, and of things that ended before and that
// one of `put` stands on again: one of `put`, or one of `before` that is
// not among them, whoever says it, and whatever thing its source named there. A
// judgement of a thing is no use of it. Of a placeholder stands what it is
// called and known by, with `by_key` what the source called its records of it
// too; its evidence is that of the relation. Each is told, and counted as
// unresolved, here or by CountTakenBack. Linear in `put` and in the relations
// of those things.
void KeepStoodOn(const graph::Snapshot& before, const std::string& source,
                 bool by_key, std::vector<graph::Fact>& put,
                 ImportReport& report);

// Makes a thing that has ended what a relation with this evidence names.
void MakePlaceholder(graph::Fact& thing, graph::Evidence named);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_STOOD_ON_H_
