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

const std::vector<std::string>& FactTable::aliases(FactIndex entity) const {
  return FindOrNone(aliases_, entity);
}

const std::vector<std::string>& FactTable::about(FactIndex entity) const {
  return FindOrNone(about_, entity);
}

absl::Span<const FactIndex> FactTable::via(FactIndex relation) const {
  const auto it = via_.find(relation);
  if (it == via_.end()) return {};
  return it->second;
}

const Relation* FactTable::detail(FactIndex relation) const {
  const auto it = details_.find(relation);
  return it == details_.end() ? nullptr : it->second.get();
}

Fact FactTable::Read(FactIndex i) const {
  const Remark& remark = remarks_[remark_[i]];
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
    fact.body = measures_.at(i);
  } else if (is_entity(i)) {
    fact.body = Entity{ontology_.entity_kinds()[kinds_[i]].name, name(i),
                       aliases(i), attributes(i), about(i)};
  } else if (const Relation* whole = detail(i)) {
    fact.body = *whole;
  } else {
    fact.body = Relation{ontology_.relation_kind(kinds_[i]).name,
                         {std::string(id(sources_[i])), std::nullopt},
                         {std::string(id(targets_[i])), std::nullopt},
                         {},
                         likelihoods_[extra_[i]],
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
