#include "service/store/stored_facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/fact_conversion.h"
#include "service/store/log_packing.h"

namespace ketenzicht::service {

using graph::FactIndex;
using graph::PackedFact;

StoredFacts::StoredFacts(std::vector<RowBlock> blocks,
                         std::vector<RowRange> order,
                         graph::SharedValues values)
    : blocks_(std::move(blocks)),
      order_(std::move(order)),
      begins_({0}),
      values_(std::move(values)) {
  begins_.reserve(order_.size() + 1);
  for (const RowRange& range : order_) {
    begins_.push_back(begins_.back() + static_cast<FactIndex>(range.count));
  }
}

size_t StoredFacts::RangeOf(FactIndex index) const {
  return static_cast<size_t>(
      std::upper_bound(begins_.begin(), begins_.end(), index) -
      begins_.begin() - 1);
}

void StoredFacts::ForEach(
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

absl::StatusOr<graph::Fact> StoredFacts::Whole(FactIndex index) const {
  const size_t range = RangeOf(index);
  const RowBlock& block = blocks_[order_[range].block];
  const Row& row = block.rows[order_[range].begin + (index - begins_[range])];
  const absl::string_view bytes = block.first(row);
  v1::Fact proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return UnreadableFact(block.id(row),
                          absl::DataLossError("it does not parse"));
  }
  absl::StatusOr<graph::Fact> fact = FromProto(proto);
  if (!fact.ok()) return UnreadableFact(block.id(row), fact.status());
  return fact;
}

namespace {

graph::Fact Unpack(const PackedFact& packed,
                   const graph::SharedValues& values) {
  const graph::Remark& remark = values.remarks[packed.remark];
  graph::Fact fact;
  fact.id = std::string(packed.id);
  fact.valid = values.valid_times[packed.valid];
  fact.modality = packed.modality;
  fact.unknown_kind = packed.unknown_kind;
  fact.evidence = values.evidences[packed.evidence];
  fact.because = remark.because;
  fact.origin = remark.origin;
  fact.confidence = remark.confidence;
  fact.marking = remark.marking;
  fact.verified = packed.verified;
  fact.note = remark.note;
  const std::string& kind = values.kinds[packed.kind];
  const std::string first(packed.first);
  const std::string second(packed.second);
  if (packed.body == PackedFact::Body::kEntity) {
    fact.body = graph::Entity{
        kind, {first, second}, {}, values.attributes[packed.extra], {}};
  } else {
    fact.body = graph::Relation{kind,
                                {first, std::nullopt},
                                {second, std::nullopt},
                                {},
                                values.likelihoods[packed.extra],
                                std::nullopt,
                                remark.relation_attributes};
  }
  return fact;
}

}  // namespace

absl::StatusOr<std::vector<graph::Fact>> Unpack(
    const graph::PackedFacts& packed) {
  std::vector<graph::Fact> facts;
  facts.reserve(packed.size());
  absl::Status lost;
  packed.ForEach(0, packed.size(), [&](const PackedFact& one) {
    if (one.body != PackedFact::Body::kWhole) {
      facts.push_back(Unpack(one, packed.values()));
      return;
    }
    absl::StatusOr<graph::Fact> whole =
        packed.Whole(static_cast<FactIndex>(facts.size()));
    lost.Update(whole.status());
    facts.push_back(whole.ok() ? *std::move(whole) : graph::Fact());
  });
  if (!lost.ok()) return lost;
  return facts;
}

}  // namespace ketenzicht::service
