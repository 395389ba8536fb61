#include "graph/id_index.h"

#include <algorithm>
#include <array>

#include "absl/hash/hash.h"
#include "absl/numeric/bits.h"

namespace ketenzicht::graph {
namespace {

// As many look-ups as the processor has cache lines under way.
constexpr size_t kGroup = 16;
// Hashes are made this far ahead of the slots that are written.
constexpr size_t kAhead = 16;

uint64_t HashOf(absl::string_view id) { return absl::HashOf(id); }

}  // namespace

void IdIndex::Build(const TextColumn& ids) {
  const size_t size = ids.size();
  const size_t slots = absl::bit_ceil(std::max<size_t>(2 * size, 2));
  slots_.assign(slots, kEmpty);
  mask_ = slots - 1;
  // One more than the positions take, so that none is all ones.
  position_mask_ = static_cast<uint32_t>(absl::bit_ceil(size + 1) - 1);
  std::array<uint64_t, kAhead> hashes;
  for (size_t i = 0; i < size + kAhead; ++i) {
    if (i >= kAhead) {
      const uint64_t hash = hashes[i % kAhead];
      size_t at = HomeOf(hash);
      while (slots_[at] != kEmpty) at = (at + 1) & mask_;
      slots_[at] = TagOf(hash) | static_cast<uint32_t>(i - kAhead);
    }
    if (i < size) {
      hashes[i % kAhead] = HashOf(ids.at(i));
      __builtin_prefetch(&slots_[HomeOf(hashes[i % kAhead])], 1);
    }
  }
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
