// What a source says now against what it said before.

#ifndef KETENZICHT_INGEST_SOURCE_UPDATE_H_
#define KETENZICHT_INGEST_SOURCE_UPDATE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/fact.h"
#include "graph/snapshot.h"
#include "ingest/fact_maker.h"
#include "ingest/import_report.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// The facts to put, so that the store holds what `made` says and has ended what
// its source said before and says no longer; those that would change nothing
// too. `current` may be null. Sorted by id.
//
// A fact that only this source says: what it says now; its evidence is where it
// was said first and last. One that other imported sources say too: what they
// all say (ingest/said_by_sources.h), with this evidence beside theirs; where
// they differ, that is told in the report. One that was taken back goes on, and
// whoever took it back is no evidence of it any more. One that was not imported
// is never put.
//
// What the source no longer says: of a fact that others say too, its evidence
// and what only it said of it go; any other ends between the day it was
// asserted last and `made.asserted_on`, or at its stated end where that is
// earlier, and bears `kTakenBack`; KeepStoodOn keeps those that are stood on.
//
// O(n log n) in `made`, whose facts are used up, linear in the facts of
// `current`. Where `steps` end it, what it gives is not whole.
std::vector<graph::Fact> UpdateSource(MadeFacts& made,
                                      const graph::Snapshot* current,
                                      ImportReport& report, WantedSteps& steps);

// Where the source said it last; null where it does not.
const graph::Evidence* LastOf(const std::vector<graph::Evidence>& evidence,
                              const std::string& source);

// By source, and of one by day.
void SortEvidence(std::vector<graph::Evidence>& evidence);

// An imported fact that the source says no longer from `now` on: what others
// say of it, or, where nobody else says it, ended. Nothing where it was taken
// back before, or is a measure.
std::optional<graph::Fact> SaidNoLonger(graph::Fact there,
                                        const std::string& source,
                                        graph::Date now);

// What names the thing in a relation that stands on it, of the evidence that
// `counts`, asked with the relation; nothing where none does. A judgement of it
// is no use of it. By the relations of the thing.
std::optional<graph::Evidence> NamedInARelation(
    const graph::Snapshot& current, graph::FactIndex thing,
    absl::FunctionRef<bool(graph::FactIndex, const graph::Evidence&)> counts);

// Counts what of the facts to put has ended, and which things became
// placeholders of others, over what was there of the source.
void CountTakenBack(const graph::Snapshot& before, const std::string& source,
                    const std::vector<graph::Fact>& put, ImportReport& report);

// When the source was issued that `current` has by this id, or imported, where
// it says nothing of that; nothing where there is no such source.
std::optional<graph::Date> AssertedBefore(const graph::Snapshot* current,
                                          const std::string& source);

// Whether every source of this evidence was imported.
bool IsImported(const graph::Snapshot& current,
                const std::vector<graph::Evidence>& evidence);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SOURCE_UPDATE_H_
