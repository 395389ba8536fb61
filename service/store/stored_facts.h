// What a store holds at a revision, packed: read from its log in one pass.

#ifndef KETENZICHT_SERVICE_STORE_STORED_FACTS_H_
#define KETENZICHT_SERVICE_STORE_STORED_FACTS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/packed_rows.h"
#include "service/store/fact_store.h"
#include "service/store/record_log.h"
#include "service/store/scanned_rows.h"

namespace ketenzicht::service {

// The facts of a log at a revision. Immutable, safe from any thread.
class StoredFacts : public graph::PackedRows {
 public:
  // Takes over what was scanned; `order` says which rows there are. The first
  // text of a row that is whole is its ketenzicht.v1.Fact.
  StoredFacts(std::vector<graph::RowBlock> blocks,
              std::vector<graph::RowRange> order, graph::SharedValues values)
      : PackedRows(std::move(blocks), std::move(order), std::move(values)) {}

  absl::StatusOr<graph::Fact> Whole(graph::FactIndex index) const override;
};

// Reads `log` from revision 1 up to `revision`, each record once, scanning on
// both cores. DataLoss: a record is damaged or missing, or a fact that is there
// at `revision` cannot be read. Linear in the log up to `revision`; memory too,
// some hundred bytes for each fact that was written.
absl::StatusOr<PackedContents> ReadPacked(const RecordLog& log,
                                          int64_t revision);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_STORED_FACTS_H_
