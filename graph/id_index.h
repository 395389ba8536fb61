// Finds the position of an id among the ids of a table.

#ifndef KETENZICHT_GRAPH_ID_INDEX_H_
#define KETENZICHT_GRAPH_ID_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/packed_facts.h"
#include "graph/text_column.h"

namespace ketenzicht::graph {

// A hash table of positions with open addressing, eight bytes an id. The high
// bits of a slot that a position leaves free hold some of the id's hash, so
// that another id in the way is mostly not even read. It holds no text: every
// call takes the column it was built of. Immutable once built, then safe from
// any thread.
class IdIndex {
 public:
  // Ids that stand in `ids` once each. O(ids), on both cores.
  void Build(const TextColumn& ids);

  // kNoFact where there is none. Constant time.
  FactIndex Find(const TextColumn& ids, absl::string_view id) const;

  // Find of each, into `found`. Several times as fast for many: while one is
  // fetched from memory, the next are looked up.
  void FindAll(const TextColumn& ids,
               absl::Span<const absl::string_view> wanted,
               absl::Span<FactIndex> found) const;

 private:
  // A position and some of the hash. kEmpty is no position: there are fewer.
  static constexpr uint32_t kEmpty = 0xFFFFFFFF;

  size_t HomeOf(uint64_t hash) const { return hash & mask_; }
  uint32_t TagOf(uint64_t hash) const {
    return static_cast<uint32_t>(hash >> 32) & ~position_mask_;
  }
  // Puts the ids whose home is in this range of slots there; gives the
  // positions of those that found no room.
  std::vector<uint32_t> Fill(const TextColumn& ids, size_t begin, size_t end);
  FactIndex Probe(const TextColumn& ids, absl::string_view id,
                  uint64_t hash) const;
  // Positions of ids whose hash may be that of the first slot at home.
  void FindGroup(const TextColumn& ids,
                 absl::Span<const absl::string_view> wanted,
                 absl::Span<FactIndex> found) const;

  std::vector<uint32_t> slots_;  // a power of two, at most half full
  size_t mask_ = 0;
  uint32_t position_mask_ = 0;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_ID_INDEX_H_
