// FactTableBuilder::AddAll: facts that are packed already, on both cores.
//
// What depends on the facts before (ids, names, positions) is done first, one
// by one; then the index of ids is there, and the columns are filled in side by
// side, each fact's ends looked up at once. What is not plain comes last.

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_table_builder.h"
#include "graph/internal/parallel_ranges.h"

namespace ketenzicht::graph {
namespace {

// A thread is worth it for so many facts.
constexpr size_t kFactsPerThread = 10'000;
// What ids and names take, mostly; more is no error, but memory moves.
constexpr size_t kIdBytes = 64;
constexpr size_t kNameBytes = 64;

}  // namespace

class FactTableBuilder::RangeFiller {
 public:
  RangeFiller(FactTable& table, const Renumbered& numbers)
      : table_(table), numbers_(numbers) {}

  void Fill(const PackedFacts& facts, FactIndex begin, FactIndex end) {
    FactIndex self = begin;
    facts.ForEach(begin, end, [&](const PackedFact& fact) {
      FillOne(self, fact);
      ++self;
    });
    ResolveEnds();
  }

  const Loss& loss() const { return loss_; }

 private:
  static constexpr size_t kEndsAtOnce = 64;

  void FillOne(FactIndex self, const PackedFact& fact) {
    if (fact.body == PackedFact::Body::kWhole) return;
    FactTable& t = table_;
    t.modalities_[self] =
        static_cast<uint8_t>(static_cast<int>(fact.modality) |
                             static_cast<int>(fact.unknown_kind) << 3);
    t.flags_[self] |=
        static_cast<uint8_t>((fact.verified ? FactTable::kVerified : 0) |
                             numbers_.remark_flags[fact.remark]);
    t.valid_[self] = numbers_.valid_times[fact.valid];
    t.evidence_[self] = numbers_.evidences[fact.evidence];
    t.remark_[self] = numbers_.remarks[fact.remark];
    const bool is_entity = fact.body == PackedFact::Body::kEntity;
    t.kinds_[self] = (is_entity ? numbers_.entity_kinds
                                : numbers_.relation_kinds)[fact.kind];
    if (t.kinds_[self] < 0) loss_.Note(self, "its kind is not in the ontology");
    if (is_entity) {
      t.entity_attributes_[t.extra_[self]] = numbers_.attributes[fact.extra];
      return;
    }
    t.extra_[self] = numbers_.likelihoods[fact.extra];
    relations_[ends_ / 2] = self;
    wanted_[ends_++] = fact.first;
    wanted_[ends_++] = fact.second;
    if (ends_ == kEndsAtOnce) ResolveEnds();
  }

  void ResolveEnds() {
    table_.index_.FindAll(table_.ids_,
                          absl::MakeConstSpan(wanted_).subspan(0, ends_),
                          absl::MakeSpan(found_).subspan(0, ends_));
    for (size_t i = 0; i < ends_; ++i) {
      const FactIndex self = relations_[i / 2];
      const bool is_target = i % 2 == 1;
      (is_target ? table_.targets_ : table_.sources_)[self] = found_[i];
      if (found_[i] == kNoFact) {
        loss_.Note(self, is_target ? "target" : "source", wanted_[i]);
      }
    }
    ends_ = 0;
  }

  FactTable& table_;
  const Renumbered& numbers_;
  Loss loss_;
  // Ends that wait for being looked up, two of each relation.
  size_t ends_ = 0;
  std::array<FactIndex, kEndsAtOnce / 2> relations_;
  std::array<absl::string_view, kEndsAtOnce> wanted_;
  std::array<FactIndex, kEndsAtOnce> found_;
};

FactTableBuilder::Renumbered FactTableBuilder::Renumber(
    const SharedValues& values) {
  Renumbered numbers;
  const auto number = [](auto& known, const auto& from, auto& to) {
    to.reserve(from.size());
    for (const auto& value : from) to.push_back(Number(known, value));
  };
  number(valid_times_, values.valid_times, numbers.valid_times);
  number(evidences_, values.evidences, numbers.evidences);
  number(remarks_, values.remarks, numbers.remarks);
  number(attributes_, values.attributes, numbers.attributes);
  number(likelihoods_, values.likelihoods, numbers.likelihoods);
  for (const Remark& remark : values.remarks) {
    numbers.remark_flags.push_back(remark.origin.inferred ? FactTable::kInferred
                                                          : 0);
  }
  const Ontology& ontology = table_->ontology_;
  for (const std::string& kind : values.kinds) {
    numbers.entity_kinds.push_back(
        ontology.FindEntityKindId(kind).value_or(-1));
    numbers.relation_kinds.push_back(
        ontology.FindRelationKind(kind).value_or(-1));
  }
  return numbers;
}

std::vector<FactIndex> FactTableBuilder::AddPlaces(const PackedFacts& facts) {
  // Ids are most of it, names the rest; neither knows of the other.
  std::vector<FactIndex> whole;
  const size_t pieces =
      internal::NumRanges(static_cast<size_t>(facts.size()), kFactsPerThread);
  internal::ForEachRange(2, std::min<size_t>(pieces, 2),
                         [&](size_t, size_t begin, size_t end) {
                           if (begin == 0) whole = AddIds(facts);
                           if (end == 2) AddNames(facts);
                         });
  Resize();
  return whole;
}

std::vector<FactIndex> FactTableBuilder::AddIds(const PackedFacts& facts) {
  FactTable& t = *table_;
  const auto size = static_cast<size_t>(facts.size());
  t.ids_.Reserve(size, kIdBytes);
  t.flags_.reserve(size);
  std::vector<FactIndex> whole;
  facts.ForEach(0, facts.size(), [&](const PackedFact& fact) {
    switch (fact.body) {
      case PackedFact::Body::kEntity:
        AddPlace(fact.id, FactTable::kEntity);
        break;
      case PackedFact::Body::kRelation:
        AddPlace(fact.id, FactTable::kRelation);
        break;
      case PackedFact::Body::kWhole:
        whole.push_back(AddPlace(fact.id, 0));
        break;
    }
  });
  return whole;
}

void FactTableBuilder::AddNames(const PackedFacts& facts) {
  FactTable& t = *table_;
  const auto size = static_cast<size_t>(facts.size());
  t.names_.Reserve(size / 2, kNameBytes);
  t.extra_.reserve(size);
  FactIndex self = 0;
  facts.ForEach(0, facts.size(), [&](const PackedFact& fact) {
    if (fact.body == PackedFact::Body::kEntity) {
      AddName(self, fact.first, fact.second);
    }
    ++self;
  });
}

void FactTableBuilder::FillWhole(const PackedFacts& facts,
                                 const std::vector<FactIndex>& whole) {
  FactTable& t = *table_;
  for (FactIndex self : whole) {
    absl::StatusOr<Fact> fact = facts.Whole(self);
    if (!fact.ok()) {
      loss_.Note(self, fact.status().message());
      continue;
    }
    if (const Entity* entity = fact->entity()) {
      t.flags_[self] = FactTable::kEntity;
      AddName(self, entity->name.nl, entity->name.en);
    } else {
      t.flags_[self] = fact->relation() != nullptr ? FactTable::kRelation
                                                   : FactTable::kMeasure;
    }
    Fill(self, *std::move(fact));
  }
}

void FactTableBuilder::AddAll(const PackedFacts& facts) {
  const std::vector<FactIndex> whole = AddPlaces(facts);
  FactTable& t = *table_;
  if (t.ids_.overflowed() || t.names_.overflowed()) return;
  t.index_.Build(t.ids_);
  indexed_ = true;
  const Renumbered numbers = Renumber(facts.values());
  const auto size = static_cast<size_t>(facts.size());
  const size_t pieces = internal::NumRanges(size, kFactsPerThread);
  std::vector<RangeFiller> fillers(pieces, RangeFiller(t, numbers));
  internal::ForEachRange(
      size, pieces, [&](size_t piece, size_t begin, size_t end) {
        fillers[piece].Fill(facts, static_cast<FactIndex>(begin),
                            static_cast<FactIndex>(end));
      });
  for (const RangeFiller& filler : fillers) loss_.Note(filler.loss());
  FillWhole(facts, whole);
}

}  // namespace ketenzicht::graph
