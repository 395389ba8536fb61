// A source that says only what has changed since: what it does not name stays.

#ifndef KETENZICHT_INGEST_SOURCE_CHANGES_H_
#define KETENZICHT_INGEST_SOURCE_CHANGES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/fact.h"
#include "graph/snapshot.h"
#include "ingest/entity_maker.h"
#include "ingest/fact_maker.h"
#include "ingest/formats/record.h"
#include "ingest/import_report.h"

namespace ketenzicht::ingest {

// The things that `current`, which may be null, has of the source, by what the
// source calls their records: the locators of its evidence. Linear.
absl::flat_hash_map<std::string, MadeEntity> ThingsByKey(
    const graph::Snapshot* current, const std::string& source);

// Whether records that are named in no change say what has this evidence.
bool IsSaidByUnchanged(const std::vector<graph::Evidence>& evidence,
                       const std::string& source, const SourceChanges& changes);

// Adds to the things that are said now (`made`, before UpdateSource) what the
// source said of those that records say too that did not change: what of it is
// theirs is not kept, so that all of it stays until the source is issued whole,
// which `report` is told. Linear in `made`.
void JoinUnchanged(const graph::Snapshot& current, const SourceChanges& changes,
                   MadeFacts& made, ImportReport& report);

// Of what UpdateSource gives (ingest/source_update.h) takes away what would end
// without being of a record that changed: all but what is `said` now, by id. A
// fact that several records say ends with the last of them; their keys are the
// locator of its evidence. `report` is told what is deleted and was never
// there. Linear in the facts of `current`.
void KeepUnchanged(const graph::Snapshot& current, const std::string& source,
                   const SourceChanges& changes,
                   const absl::flat_hash_set<std::string>& said,
                   std::vector<graph::Fact>& facts, ImportReport& report);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SOURCE_CHANGES_H_
