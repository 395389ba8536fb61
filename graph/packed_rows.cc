#include "graph/packed_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ketenzicht::graph {

PieceNumbers SizesOf(const SharedValues& values) {
  return {static_cast<uint32_t>(values.valid_times.size()),
          static_cast<uint32_t>(values.evidences.size()),
          static_cast<uint32_t>(values.remarks.size()),
          static_cast<uint32_t>(values.kinds.size()),
          static_cast<uint32_t>(values.attributes.size()),
          static_cast<uint32_t>(values.likelihoods.size())};
}

void Append(SharedValues more, SharedValues& values) {
  const auto append = [](auto& from, auto& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  };
  append(more.valid_times, values.valid_times);
  append(more.evidences, values.evidences);
  append(more.remarks, values.remarks);
  append(more.kinds, values.kinds);
  append(more.attributes, values.attributes);
  append(more.likelihoods, values.likelihoods);
}

PackedFact RowBlock::Pack(const Row& row) const {
  PackedFact fact;
  fact.id = id(row);
  fact.modality = row.modality;
  fact.unknown_kind = row.unknown_kind;
  fact.verified = row.verified;
  if (row.body != Row::Body::kEntity && row.body != Row::Body::kRelation) {
    return fact;
  }
  const bool is_entity = row.body == Row::Body::kEntity;
  fact.body =
      is_entity ? PackedFact::Body::kEntity : PackedFact::Body::kRelation;
  const auto from = [this](Piece piece) {
    return first_numbers[static_cast<size_t>(piece)];
  };
  fact.valid = row.valid + from(Piece::kValid);
  fact.evidence = row.evidence + from(Piece::kEvidence);
  fact.remark = row.remark + from(Piece::kRemark);
  fact.kind = row.kind + from(Piece::kKind);
  fact.extra =
      row.extra + from(is_entity ? Piece::kAttributes : Piece::kLikelihood);
  fact.first = first(row);
  fact.second = second(row);
  return fact;
}

PackedRows::PackedRows(std::vector<RowBlock> blocks,
                       std::vector<RowRange> order, SharedValues values)
    : blocks_(std::move(blocks)),
      order_(std::move(order)),
      begins_({0}),
      values_(std::move(values)) {
  begins_.reserve(order_.size() + 1);
  for (const RowRange& range : order_) {
    begins_.push_back(begins_.back() + static_cast<FactIndex>(range.count));
  }
}

size_t PackedRows::RangeOf(FactIndex index) const {
  return static_cast<size_t>(
      std::upper_bound(begins_.begin(), begins_.end(), index) -
      begins_.begin() - 1);
}

PackedRows::Place PackedRows::PlaceOf(FactIndex index) const {
  const size_t range = RangeOf(index);
  const uint32_t number = order_[range].block;
  const RowBlock& block = blocks_[number];
  return {number, block,
          block.rows[order_[range].begin + (index - begins_[range])]};
}

void PackedRows::ForEach(
    FactIndex begin, FactIndex end,
    absl::FunctionRef<void(const PackedFact&)> take) const {
  if (begin >= end) return;
  for (size_t range = RangeOf(begin);
       range < order_.size() && begins_[range] < end; ++range) {
    const RowBlock& block = blocks_[order_[range].block];
    const FactIndex first = std::max(begin, begins_[range]);
    const FactIndex last = std::min(end, begins_[range + 1]);
    for (FactIndex i = first; i < last; ++i) {
      take(block.Pack(block.rows[order_[range].begin + (i - begins_[range])]));
    }
  }
}

}  // namespace ketenzicht::graph
