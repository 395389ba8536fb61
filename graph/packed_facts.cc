#include "graph/packed_facts.h"

#include <utility>

#include "absl/status/status.h"

namespace ketenzicht::graph {
namespace {

// One that is not whole.
Fact PutTogether(const PackedFact& packed, const SharedValues& values) {
  const Remark& remark = values.remarks[packed.remark];
  Fact fact;
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
    fact.body =
        Entity{kind, {first, second}, {}, values.attributes[packed.extra], {}};
  } else {
    fact.body = Relation{kind,
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

absl::StatusOr<Fact> Unpack(const PackedFacts& facts, FactIndex index) {
  absl::StatusOr<Fact> fact(absl::in_place);
  facts.ForEach(index, index + 1, [&](const PackedFact& one) {
    fact = one.body == PackedFact::Body::kWhole
               ? facts.Whole(index)
               : PutTogether(one, facts.values());
  });
  return fact;
}

absl::StatusOr<std::vector<Fact>> UnpackAll(const PackedFacts& packed) {
  std::vector<Fact> facts;
  facts.reserve(packed.size());
  absl::Status lost;
  packed.ForEach(0, packed.size(), [&](const PackedFact& one) {
    if (one.body != PackedFact::Body::kWhole) {
      facts.push_back(PutTogether(one, packed.values()));
      return;
    }
    absl::StatusOr<Fact> whole =
        packed.Whole(static_cast<FactIndex>(facts.size()));
    lost.Update(whole.status());
    facts.push_back(whole.ok() ? *std::move(whole) : Fact());
  });
  if (!lost.ok()) return lost;
  return facts;
}

}  // namespace ketenzicht::graph
