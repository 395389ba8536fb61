#include "graph/id_index.h"

#include <algorithm>
#include <array>

#include "absl/hash/hash.h"
#include "absl/numeric/bits.h"
#include "graph/internal/parallel_ranges.h"

namespace ketenzicht::graph {
namespace {

// As many look-ups as the processor has cache lines under way.
constexpr size_t kGroup = 16;
// Hashes are made this far ahead of the slots that are written.
constexpr size_t kAhead = 16;
// A thread is worth it for so many ids.
constexpr size_t kIdsPerThread = 100'000;

uint64_t HashOf(absl::string_view id) { return absl::HashOf(id); }

}  // namespace

void IdIndex::Build(const TextColumn& ids) {
  const size_t size = ids.size();
  const size_t slots = absl::bit_ceil(std::max<size_t>(2 * size, 2));
  slots_.assign(slots, kEmpty);
  mask_ = slots - 1;
  // One more than the positions take, so that none is all ones.
  position_mask_ = static_cast<uint32_t>(absl::bit_ceil(size + 1) - 1);
  // Each thread fills a part of the slots; what does not fit into the part that
  // its home is in goes into the next, when all are done.
  const size_t parts = internal::NumRanges(size, kIdsPerThread);
  std::vector<std::vector<uint32_t>> left(parts);
  internal::ForEachRange(slots, parts,
                         [&](size_t part, size_t begin, size_t end) {
                           left[part] = Fill(ids, begin, end);
                         });
  for (const std::vector<uint32_t>& some : left) {
    for (uint32_t position : some) {
      const uint64_t hash = HashOf(ids.at(position));
      size_t at = HomeOf(hash);
      while (slots_[at] != kEmpty) at = (at + 1) & mask_;
      slots_[at] = TagOf(hash) | position;
    }
  }
}

std::vector<uint32_t> IdIndex::Fill(const TextColumn& ids, size_t begin,
                                    size_t end) {
  std::vector<uint32_t> left;
  std::array<uint64_t, kAhead> hashes;
  const size_t size = ids.size();
  for (size_t i = 0; i < size + kAhead; ++i) {
    if (i >= kAhead) {
      const uint64_t hash = hashes[i % kAhead];
      const auto position = static_cast<uint32_t>(i - kAhead);
      size_t at = HomeOf(hash);
      if (at >= begin && at < end) {
        while (at < end && slots_[at] != kEmpty) ++at;
        if (at < end) {
          slots_[at] = TagOf(hash) | position;
        } else {
          left.push_back(position);
        }
      }
    }
    if (i < size) {
      hashes[i % kAhead] = HashOf(ids.at(i));
      const size_t home = HomeOf(hashes[i % kAhead]);
      if (home >= begin && home < end) __builtin_prefetch(&slots_[home], 1);
    }
  }
  return left;
}

FactIndex IdIndex::Probe(const TextColumn& ids, absl::string_view id,
                         uint64_t hash) const {
  const uint32_t tag = TagOf(hash);
  for (size_t at = HomeOf(hash); slots_[at] != kEmpty; at = (at + 1) & mask_) {
    if ((slots_[at] & ~position_mask_) != tag) continue;
    const uint32_t position = slots_[at] & position_mask_;
    if (ids.at(position) == id) return static_cast<FactIndex>(position);
  }
  return kNoFact;
}

FactIndex IdIndex::Find(const TextColumn& ids, absl::string_view id) const {
  return slots_.empty() ? kNoFact : Probe(ids, id, HashOf(id));
}

void IdIndex::FindGroup(const TextColumn& ids,
                        absl::Span<const absl::string_view> wanted,
                        absl::Span<FactIndex> found) const {
  std::array<uint64_t, kGroup> hashes;
  std::array<uint32_t, kGroup> likely;
  for (size_t i = 0; i < wanted.size(); ++i) {
    hashes[i] = HashOf(wanted[i]);
    __builtin_prefetch(&slots_[HomeOf(hashes[i])]);
  }
  for (size_t i = 0; i < wanted.size(); ++i) {
    const uint32_t slot = slots_[HomeOf(hashes[i])];
    likely[i] = slot == kEmpty ? 0 : slot & position_mask_;
    ids.PrefetchEnd(likely[i]);
  }
  for (size_t i = 0; i < wanted.size(); ++i) ids.PrefetchText(likely[i]);
  for (size_t i = 0; i < wanted.size(); ++i) {
    found[i] = Probe(ids, wanted[i], hashes[i]);
  }
}

void IdIndex::FindAll(const TextColumn& ids,
                      absl::Span<const absl::string_view> wanted,
                      absl::Span<FactIndex> found) const {
  if (slots_.empty() || ids.size() == 0) {
    std::fill(found.begin(), found.end(), kNoFact);
    return;
  }
  for (size_t at = 0; at < wanted.size(); at += kGroup) {
    FindGroup(ids, wanted.subspan(at, kGroup), found.subspan(at, kGroup));
  }
}

}  // namespace ketenzicht::graph
