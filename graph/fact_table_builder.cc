#include "graph/fact_table_builder.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

// Texts that differ where the values do. Lengths stand before what is free.
void Append(std::string& key, absl::string_view text) {
  absl::StrAppend(&key, text.size(), ":", text);
}
void Append(std::string& key, const std::vector<std::string>& texts) {
  absl::StrAppend(&key, texts.size(), ";");
  for (const std::string& text : texts) Append(key, text);
}
void Append(std::string& key, const Attributes& attributes) {
  absl::StrAppend(&key, attributes.size(), ";");
  for (const auto& [name, value] : attributes) {
    Append(key, name);
    Append(key, value);
  }
}

std::string KeyOf(const ValidTime& valid) {
  std::string key;
  for (const Bound* bound : {&valid.from, &valid.until}) {
    absl::StrAppend(&key, static_cast<int>(bound->kind), ",",
                    bound->range.earliest.days(), ",",
                    bound->range.latest.days(), ";");
  }
  return key;
}

std::string KeyOf(const std::vector<Evidence>& evidence) {
  std::string key;
  for (const Evidence& one : evidence) {
    Append(key, one.source);
    Append(key, one.locator);
    Append(key, one.speaker);
    absl::StrAppend(&key, one.asserted_on.days(), ";");
    Append(key, one.attributed_to);
  }
  return key;
}

// All digits, so that no two numbers share a text.
std::string KeyOf(const Interval& interval) {
  const auto bits = [](double value) {
    return absl::Hex(absl::bit_cast<uint64_t>(value));
  };
  return absl::StrCat(bits(interval.low), ",",
                      interval.best ? absl::StrCat(bits(*interval.best)) : "",
                      ",", bits(interval.high));
}

std::string KeyOf(const Likelihood& likelihood) {
  if (const auto* interval = std::get_if<Interval>(&likelihood)) {
    return absl::StrCat("i", KeyOf(*interval));
  }
  const auto* name = std::get_if<std::string>(&likelihood);
  return name == nullptr ? "" : absl::StrCat("c", *name);
}

std::string KeyOf(const Attributes& attributes) {
  std::string key;
  Append(key, attributes);
  return key;
}

std::string KeyOf(const Remark& remark) {
  std::string key;
  Append(key, remark.because);
  absl::StrAppend(&key, remark.origin.inferred, ";");
  Append(key, remark.origin.inferred_by);
  Append(key, remark.origin.from);
  absl::StrAppend(&key, remark.confidence.value_or(-1), ";");
  Append(key, remark.marking.level);
  Append(key, remark.marking.owner);
  Append(key, remark.marking.compartments);
  Append(key, remark.marking.release_to);
  Append(key, remark.note.nl);
  Append(key, remark.note.en);
  Append(key, remark.relation_attributes);
  return key;
}

}  // namespace

void FactTableBuilder::Loss::Note(FactIndex other, absl::string_view what,
                                  absl::string_view which) {
  if (fact != kNoFact && fact <= other) return;
  fact = other;
  reason = which.empty() ? std::string(what)
                         : absl::StrCat(what, " '", which, "' is not there");
}

void FactTableBuilder::Loss::Note(const Loss& other) {
  if (other.fact != kNoFact) Note(other.fact, other.reason);
}

FactTableBuilder::FactTableBuilder(const Ontology& ontology)
    : table_(new FactTable(ontology)),
      valid_times_{&table_->valid_times_, {}},
      evidences_{&table_->evidences_, {}},
      likelihoods_{&table_->likelihoods_, {}},
      remarks_{&table_->remarks_, {}},
      attributes_{&table_->attributes_, {}} {}

FactTableBuilder::FactTableBuilder(std::shared_ptr<const FactTable> base,
                                   std::vector<std::string> gone)
    : FactTableBuilder(base->ontology_) {
  FactTable& t = *table_;
  valid_times_.last = t.valid_times_.first = base->valid_times_.size();
  evidences_.last = t.evidences_.first = base->evidences_.size();
  likelihoods_.last = t.likelihoods_.first = base->likelihoods_.size();
  remarks_.last = t.remarks_.first = base->remarks_.size();
  attributes_.last = t.attributes_.first = base->attributes_.size();
  t.assertions_.first = t.evidences_.first;
  t.base_ = std::move(base);
  gone_ = std::move(gone);
}

template <typename T>
uint32_t FactTableBuilder::Number(Numbers<T>& numbers, T value) {
  FactTable::Numbered<T>& values = *numbers.values;
  if (!values.own.empty() && values.own[numbers.last - values.first] == value) {
    return numbers.last;
  }
  const auto [it, added] =
      numbers.known.emplace(KeyOf(value), static_cast<uint32_t>(values.size()));
  if (added) values.own.push_back(std::move(value));
  return numbers.last = it->second;
}

FactIndex FactTableBuilder::AddPlace(absl::string_view id, uint8_t flags) {
  table_->ids_.Add(id);
  table_->flags_.push_back(flags);
  return static_cast<FactIndex>(table_->flags_.size()) - 1;
}

void FactTableBuilder::Resize() {
  FactTable& t = *table_;
  const size_t size = t.flags_.size();
  t.modalities_.resize(size);
  t.valid_.resize(size);
  t.evidence_.resize(size);
  t.remark_.resize(size);
  t.kinds_.resize(size, -1);
  t.extra_.resize(size);
  t.sources_.resize(size, kNoFact);
  t.targets_.resize(size, kNoFact);
}

void FactTableBuilder::AddName(FactIndex entity, absl::string_view dutch,
                               absl::string_view english) {
  FactTable& t = *table_;
  t.extra_.resize(std::max<size_t>(t.extra_.size(), entity + 1));
  t.extra_[entity] = static_cast<uint32_t>(t.entity_attributes_.size());
  t.entity_attributes_.push_back(0);
  t.names_.Add(dutch);
  t.names_.Add(english);
}

void FactTableBuilder::Add(Fact fact) {
  const Entity* entity = fact.entity();
  const FactIndex self =
      AddPlace(fact.id, entity != nullptr            ? FactTable::kEntity
                        : fact.relation() != nullptr ? FactTable::kRelation
                                                     : FactTable::kMeasure);
  if (entity != nullptr) AddName(self, entity->name.nl, entity->name.en);
  Resize();
  Fill(self, std::move(fact));
}

void FactTableBuilder::Fill(FactIndex self, Fact fact) {
  FactTable& t = *table_;
  t.modalities_[self] =
      static_cast<uint8_t>(static_cast<int>(fact.modality) |
                           static_cast<int>(fact.unknown_kind) << 3);
  if (fact.verified) t.flags_[self] |= FactTable::kVerified;
  if (fact.origin.inferred) t.flags_[self] |= FactTable::kInferred;
  t.valid_[self] = Number(valid_times_, fact.valid);
  t.evidence_[self] = Number(evidences_, std::move(fact.evidence));
  Remark remark{std::move(fact.because), std::move(fact.origin),
                fact.confidence,         std::move(fact.marking),
                std::move(fact.note),    {}};
  if (fact.entity() != nullptr) {
    FillEntity(self, std::get<Entity>(std::move(fact.body)));
  } else if (fact.relation() != nullptr) {
    FillRelation(self, std::get<Relation>(std::move(fact.body)),
                 remark.relation_attributes);
  } else {
    t.measures_.emplace(self, std::move(*fact.measure()));
  }
  t.remark_[self] = Number(remarks_, std::move(remark));
}

void FactTableBuilder::FillEntity(FactIndex self, Entity entity) {
  FactTable& t = *table_;
  const std::optional<EntityKindId> kind =
      t.ontology_.FindEntityKindId(entity.kind);
  if (kind) {
    t.kinds_[self] = *kind;
  } else {
    loss_.Note(self, "its kind", entity.kind);
  }
  t.entity_attributes_[t.extra_[self]] =
      Number(attributes_, std::move(entity.attributes));
  if (!entity.aliases.empty()) {
    t.aliases_.emplace(self, std::move(entity.aliases));
  }
  if (!entity.about.empty()) t.about_.emplace(self, std::move(entity.about));
}

void FactTableBuilder::FillRelation(FactIndex self, Relation relation,
                                    Attributes& attributes) {
  FactTable& t = *table_;
  const std::optional<RelationKindId> kind =
      t.ontology_.FindRelationKind(relation.kind);
  if (kind) {
    t.kinds_[self] = *kind;
  } else {
    loss_.Note(self, "its kind", relation.kind);
  }
  t.extra_[self] = Number(likelihoods_, relation.likelihood);
  for (const bool is_target : {false, true}) {
    const End& end = is_target ? relation.target : relation.source;
    if (!end.selector) pending_.push_back({self, is_target, end.id});
  }
  const bool plain = !relation.source.selector && !relation.target.selector &&
                     relation.via.empty() && !relation.holds_while;
  if (plain) {
    attributes = std::move(relation.attributes);
    return;
  }
  t.detailed_.push_back(self);
  t.details_.emplace(self, std::make_unique<Relation>(std::move(relation)));
}

void FactTableBuilder::ShiftPositions() {
  FactTable& t = *table_;
  const FactTable& base = *t.base_;
  std::vector<PositionShift::Own> own;
  own.reserve(t.ids_.size());
  for (size_t slot = 0; slot < t.ids_.size(); ++slot) {
    const absl::string_view id = t.ids_.at(slot);
    const FactIndex at = base.LowerBound(id);
    own.push_back({at, at < base.size() && base.id(at) == id});
  }
  std::vector<FactIndex> gone;
  for (const std::string& id : gone_) {
    const FactIndex at = base.Find(id);
    if (at != kNoFact) gone.push_back(at);
  }
  std::sort(gone.begin(), gone.end());
  t.shift_ = std::make_unique<const PositionShift>(base.size(), own, gone);
}

void FactTableBuilder::MergeDetailed() {
  FactTable& t = *table_;
  for (FactIndex& one : t.detailed_) one = t.shift_->own()[one];
  for (FactIndex below : t.base_->detailed_) {
    const FactIndex now = t.shift_->Up(below);
    if (now != kNoFact && !t.shift_->Down(now).own) t.detailed_.push_back(now);
  }
  std::sort(t.detailed_.begin(), t.detailed_.end());
}

void FactTableBuilder::ResolvePending() {
  FactTable& t = *table_;
  for (const Pending& pending : pending_) {
    const FactIndex found = t.Find(pending.id);
    (pending.is_target ? t.targets_ : t.sources_)[pending.relation] = found;
    if (found == kNoFact) {
      loss_.Note(pending.relation, pending.is_target ? "target" : "source",
                 pending.id);
    }
  }
}

void FactTableBuilder::ResolveCarriers() {
  FactTable& t = *table_;
  for (FactIndex relation : t.detailed_) {
    std::vector<FactIndex> carriers;
    for (const std::string& id : t.details_.at(relation)->via) {
      const FactIndex carrier = t.Find(id);
      if (carrier == kNoFact) loss_.Note(relation, "carrier", id);
      carriers.push_back(carrier);
    }
    if (!carriers.empty()) t.via_.emplace(relation, std::move(carriers));
  }
}

void FactTableBuilder::ResolveEvidence() {
  FactTable& t = *table_;
  std::vector<std::string> missing(t.evidences_.own.size());
  bool any_missing = false;
  for (size_t number = 0; number < missing.size(); ++number) {
    std::vector<Assertion> assertions;
    for (const Evidence& one : t.evidences_.own[number]) {
      const FactIndex source = t.Find(one.source);
      if (source == kNoFact) {
        missing[number] = one.source;
        any_missing = true;
      }
      const auto at = std::find_if(
          assertions.begin(), assertions.end(),
          [source](const Assertion& a) { return a.source == source; });
      if (at == assertions.end()) {
        assertions.push_back({source, one.asserted_on});
      } else {
        at->first = std::min(at->first, one.asserted_on);
      }
    }
    std::sort(assertions.begin(), assertions.end(),
              [](const Assertion& a, const Assertion& b) {
                return a.source < b.source;
              });
    t.assertions_.own.push_back(std::move(assertions));
  }
  if (!any_missing) return;
  for (size_t i = 0; i < t.evidence_.size(); ++i) {
    const std::string& source = missing[t.evidence_[i] - t.evidences_.first];
    if (source.empty()) continue;
    loss_.Note(static_cast<FactIndex>(i), "the source of its evidence", source);
  }
}

absl::StatusOr<std::unique_ptr<const FactTable>> FactTableBuilder::Finish() && {
  FactTable& t = *table_;
  if (t.ids_.overflowed() || t.names_.overflowed()) {
    return absl::ResourceExhaustedError(
        "all ids, or all names, together take more than 4 GiB");
  }
  if (!indexed_) t.index_.Build(t.ids_);
  if (t.base_ != nullptr) ShiftPositions();
  ResolvePending();
  ResolveCarriers();
  ResolveEvidence();
  if (t.base_ != nullptr) MergeDetailed();
  if (loss_.fact == kNoFact) return std::move(table_);
  return absl::DataLossError(
      absl::StrCat("'", t.ids_.at(loss_.fact), "': ", loss_.reason));
}

}  // namespace ketenzicht::graph
