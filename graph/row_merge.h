// Revisions laid over each other: of each id the row that was written last.

#ifndef KETENZICHT_GRAPH_ROW_MERGE_H_
#define KETENZICHT_GRAPH_ROW_MERGE_H_

#include <vector>

#include "absl/types/span.h"
#include "graph/packed_rows.h"

namespace ketenzicht::graph {

// The rows of `ranges`, which stand from the oldest to the newest, in ascending
// order of ids; of rows with one id only the one of the newest range, and none
// where that is a retraction.
//
// Ranges whose ids follow each other cost nothing; others are merged by
// galloping: O(n log r) for n rows of r runs that interleave, much less where
// they do in long stretches.
std::vector<RowRange> MergeRows(absl::Span<const RowBlock> blocks,
                                absl::Span<const RowRange> ranges);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_ROW_MERGE_H_
