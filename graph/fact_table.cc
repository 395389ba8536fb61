#include "graph/fact_table.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ketenzicht::graph {

namespace {

const std::vector<std::string>& FindOrNone(
    const absl::flat_hash_map<FactIndex, std::vector<std::string>>& texts,
    FactIndex i) {
  static const std::vector<std::string>* const kNone =
      new std::vector<std::string>();
  const auto it = texts.find(i);
  return it == texts.end() ? *kNone : it->second;
}

}  // namespace

FactTable::Place FactTable::PlaceInLayers(FactIndex i) const {
  const FactTable* table = this;
  while (table->shift_ != nullptr) {
    const PositionShift::Place place = table->shift_->Down(i);
    i = place.at;
    if (place.own) break;
    table = table->base_.get();
  }
  return {table, i};
}

FactIndex FactTable::FindInLayers(FactIndex own, absl::string_view id) const {
  return own == kNoFact ? shift_->Up(base_->Find(id)) : shift_->own()[own];
}

FactIndex FactTable::EndInLayers(std::vector<FactIndex> FactTable::*ends,
                                 FactIndex relation) const {
  const Place place = PlaceInLayers(relation);
  return Raise(*place.table, (place.table->*ends)[place.at]);
}

FactIndex FactTable::Raise(const FactTable& table, FactIndex fact) const {
  return this == &table ? fact : shift_->Up(base_->Raise(table, fact));
}

FactIndex FactTable::LowerBound(absl::string_view id) const {
  FactIndex begin = 0;
  FactIndex end = size();
  while (begin < end) {
    const FactIndex middle = begin + (end - begin) / 2;
    if (this->id(middle) < id) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

Assertions FactTable::assertions(uint32_t evidence_number) const {
  const FactTable* table = this;
  while (evidence_number < table->assertions_.first) {
    table = table->base_.get();
  }
  return {table->assertions_.own[evidence_number - table->assertions_.first],
          table, this};
}

Text FactTable::name(FactIndex entity) const {
  const Place place = PlaceOf(entity);
  const size_t at = 2 * static_cast<size_t>(place.table->extra_[place.at]);
  return {std::string(place.table->names_.at(at)),
          std::string(place.table->names_.at(at + 1))};
}

const std::vector<std::string>& FactTable::aliases(FactIndex entity) const {
  const Place place = PlaceOf(entity);
  return FindOrNone(place.table->aliases_, place.at);
}

const std::vector<std::string>& FactTable::about(FactIndex entity) const {
  const Place place = PlaceOf(entity);
  return FindOrNone(place.table->about_, place.at);
}

FactIndexes FactTable::via(FactIndex relation) const {
  const Place place = PlaceOf(relation);
  const auto it = place.table->via_.find(place.at);
  if (it == place.table->via_.end()) return {};
  return {it->second, place.table, this};
}

const Relation* FactTable::detail(FactIndex relation) const {
  const Place place = PlaceOf(relation);
  const auto it = place.table->details_.find(place.at);
  return it == place.table->details_.end() ? nullptr : it->second.get();
}

Fact FactTable::Read(FactIndex i) const {
  const Remark& remark = this->remark(i);
  Fact fact;
  fact.id = std::string(id(i));
  fact.valid = valid(i);
  fact.modality = modality(i);
  fact.unknown_kind = unknown_kind(i);
  fact.evidence = evidence(i);
  fact.because = remark.because;
  fact.origin = remark.origin;
  fact.confidence = remark.confidence;
  fact.marking = remark.marking;
  fact.verified = verified(i);
  fact.note = remark.note;
  if (is_measure(i)) {
    fact.body = measure(i);
  } else if (is_entity(i)) {
    fact.body = Entity{ontology_.entity_kinds()[entity_kind(i)].name, name(i),
                       aliases(i), attributes(i), about(i)};
  } else if (const Relation* whole = detail(i)) {
    fact.body = *whole;
  } else {
    fact.body = Relation{ontology_.relation_kind(relation_kind(i)).name,
                         {std::string(id(source(i))), std::nullopt},
                         {std::string(id(target(i))), std::nullopt},
                         {},
                         likelihood(likelihood_number(i)),
                         std::nullopt,
                         remark.relation_attributes};
  }
  return fact;
}

std::vector<Fact> FactTable::ReadAll() const {
  std::vector<Fact> all;
  all.reserve(size());
  for (FactIndex i = 0; i < size(); ++i) all.push_back(Read(i));
  return all;
}

}  // namespace ketenzicht::graph
