// What a store holds at a revision, packed: read from its log in one pass.

#ifndef KETENZICHT_SERVICE_STORE_STORED_FACTS_H_
#define KETENZICHT_SERVICE_STORE_STORED_FACTS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/packed_facts.h"
#include "service/store/fact_store.h"
#include "service/store/record_log.h"
#include "service/store/scanned_rows.h"

namespace ketenzicht::service {

// The facts of a log at a revision. Immutable, safe from any thread.
class StoredFacts : public graph::PackedFacts {
 public:
  // Takes over what was scanned; `order` says which rows there are.
  StoredFacts(std::vector<RowBlock> blocks, std::vector<RowRange> order,
              graph::SharedValues values);

  graph::FactIndex size() const override { return begins_.back(); }
  const graph::SharedValues& values() const override { return values_; }
  void ForEach(
      graph::FactIndex begin, graph::FactIndex end,
      absl::FunctionRef<void(const graph::PackedFact&)> take) const override;
  absl::StatusOr<graph::Fact> Whole(graph::FactIndex index) const override;

 private:
  size_t RangeOf(graph::FactIndex index) const;

  const std::vector<RowBlock> blocks_;
  const std::vector<RowRange> order_;
  std::vector<graph::FactIndex> begins_;  // of ranges; one more at the end
  const graph::SharedValues values_;
};

// All facts, put together. DataLoss where one cannot be read.
absl::StatusOr<std::vector<graph::Fact>> Unpack(
    const graph::PackedFacts& facts);

// Reads `log` from revision 1 up to `revision`, each record once, scanning on
// both cores. DataLoss: a record is damaged or missing, or a fact that is there
// at `revision` cannot be read. Linear in the log up to `revision`; memory too,
// some hundred bytes for each fact that was written.
absl::StatusOr<PackedContents> ReadPacked(const RecordLog& log,
                                          int64_t revision);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_STORED_FACTS_H_
