#include "graph/row_merge.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/string_view.h"

namespace ketenzicht::graph {
namespace {

// Ids ascend over all of it.
using Run = std::vector<RowRange>;

void Append(RowRange range, Run& run) {
  if (range.count == 0) return;
  if (!run.empty() && run.back().block == range.block &&
      run.back().begin + run.back().count == range.begin) {
    run.back().count += range.count;
  } else {
    run.push_back(range);
  }
}

// Reads a run from its front.
class Cursor {
 public:
  Cursor(absl::Span<const RowBlock> blocks, const Run& run)
      : blocks_(blocks), run_(run) {}

  bool done() const { return at_ == run_.size(); }
  absl::string_view id() const { return IdAt(0); }

  // Moves over the rows before `id`, to `out`.
  void TakeBefore(absl::string_view id, Run& out) {
    while (!done()) {
      const uint32_t left = run_[at_].count - offset_;
      const uint32_t before = CountBefore(id, left);
      Take(before, out);
      if (before < left) return;
    }
  }
  void TakeRest(Run& out) {
    while (!done()) Take(run_[at_].count - offset_, out);
  }
  void SkipOne() {
    Run nothing;
    Take(1, nothing);
  }

 private:
  absl::string_view IdAt(uint32_t ahead) const {
    const RowBlock& block = blocks_[run_[at_].block];
    return block.id(block.rows[run_[at_].begin + offset_ + ahead]);
  }

  // How many of the next `left` rows, in this range, come before `id`.
  uint32_t CountBefore(absl::string_view id, uint32_t left) const {
    uint32_t low = 0;
    uint32_t step = 1;
    while (low + step <= left && IdAt(low + step - 1) < id) {
      low += step;
      step *= 2;
    }
    uint32_t high = std::min(left, low + step - 1);
    while (low < high) {
      const uint32_t middle = low + (high - low) / 2;
      if (IdAt(middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void Take(uint32_t count, Run& out) {
    Append({run_[at_].block, run_[at_].begin + offset_, count}, out);
    offset_ += count;
    if (offset_ == run_[at_].count) {
      ++at_;
      offset_ = 0;
    }
  }

  absl::Span<const RowBlock> blocks_;
  const Run& run_;
  size_t at_ = 0;
  uint32_t offset_ = 0;
};

Run Merge(absl::Span<const RowBlock> blocks, const Run& older,
          const Run& newer) {
  Run merged;
  Cursor old_rows(blocks, older);
  Cursor new_rows(blocks, newer);
  while (!old_rows.done() && !new_rows.done()) {
    const absl::string_view id = new_rows.id();
    old_rows.TakeBefore(id, merged);
    if (old_rows.done()) break;
    if (old_rows.id() == id) {
      old_rows.SkipOne();
      if (old_rows.done()) break;
    }
    new_rows.TakeBefore(old_rows.id(), merged);
  }
  old_rows.TakeRest(merged);
  new_rows.TakeRest(merged);
  return merged;
}

// Puts together what ascends anyway.
std::vector<Run> FindRuns(absl::Span<const RowBlock> blocks,
                          absl::Span<const RowRange> ranges) {
  std::vector<Run> runs;
  absl::string_view last;
  for (const RowRange& range : ranges) {
    if (range.count == 0) continue;
    const RowBlock& block = blocks[range.block];
    if (runs.empty() || block.id(block.rows[range.begin]) <= last) {
      runs.emplace_back();
    }
    Append(range, runs.back());
    last = block.id(block.rows[range.begin + range.count - 1]);
  }
  return runs;
}

Run WithoutRetracted(absl::Span<const RowBlock> blocks, const Run& run) {
  Run kept;
  for (const RowRange& range : run) {
    const std::vector<Row>& rows = blocks[range.block].rows;
    uint32_t begin = range.begin;
    const uint32_t end = range.begin + range.count;
    for (uint32_t row = begin; row < end; ++row) {
      if (rows[row].body != Row::Body::kRetracted) continue;
      Append({range.block, begin, row - begin}, kept);
      begin = row + 1;
    }
    Append({range.block, begin, end - begin}, kept);
  }
  return kept;
}

}  // namespace

std::vector<RowRange> MergeRows(absl::Span<const RowBlock> blocks,
                                absl::Span<const RowRange> ranges) {
  std::vector<Run> runs = FindRuns(blocks, ranges);
  // Neighbours in age, so that the newer of two is always the second.
  while (runs.size() > 1) {
    std::vector<Run> merged;
    for (size_t i = 0; i + 1 < runs.size(); i += 2) {
      merged.push_back(Merge(blocks, runs[i], runs[i + 1]));
    }
    if (runs.size() % 2 == 1) merged.push_back(std::move(runs.back()));
    runs = std::move(merged);
  }
  return runs.empty() ? Run() : WithoutRetracted(blocks, runs.front());
}

}  // namespace ketenzicht::graph
