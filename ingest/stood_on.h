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
// relation stands on which does not: one of `put`, or one of `before` that is
// not among them, whoever says it, and whatever thing its source named there. A
// judgement of a thing is no use of it. Of a placeholder stands what it is
// called and known by; its evidence is that of the relation. Each is told, and
// counted as unresolved, here or by CountTakenBack.
//
// `by_key`, of a file of changes: a placeholder keeps what the source called
// its records of it. And of a thing that the source says no longer, and others
// do, the source stays one that names it, with that, where a relation of its
// own stands on it.
//
// Gives, `by_key`, the ids of those that the source had records of, and has
// none any more, though links of it stand on them. Linear in `put` and in the
// relations of those things.
std::vector<std::string> KeepStoodOn(const graph::Snapshot& before,
                                     const std::string& source, bool by_key,
                                     std::vector<graph::Fact>& put,
                                     ImportReport& report);

// Adds to `put`, as placeholders, the things that ended before and that a
// relation of `put` stands on again, since a judgement leads there. Their ids;
// where there are any, `put` is sorted by id. Linear in `put`.
std::vector<std::string> ReviveStoodOn(const graph::Snapshot& before,
                                       std::vector<graph::Fact>& put);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_STOOD_ON_H_
