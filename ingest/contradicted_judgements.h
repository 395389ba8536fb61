// Judgements that what a source says now speaks against.

#ifndef KETENZICHT_INGEST_CONTRADICTED_JUDGEMENTS_H_
#define KETENZICHT_INGEST_CONTRADICTED_JUDGEMENTS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/snapshot.h"
#include "ingest/formats/record.h"
#include "ingest/import_report.h"

namespace ketenzicht::ingest {

// Tells in `report` each judgement of `current` that one thing is another,
// where these have identifiers that tell them apart once `put`, sorted by id,
// is laid over it, and had none before. The judgement stands until somebody
// undoes it. `places`: of the records of facts, by id. Linear in the facts of
// `current` where it has judgements, else constant.
void TellContradictedJudgements(
    const graph::Snapshot& current, const std::vector<graph::Fact>& put,
    const absl::flat_hash_map<std::string, RecordPlace>& places,
    ImportReport& report);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CONTRADICTED_JUDGEMENTS_H_
