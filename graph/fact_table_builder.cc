#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_table.h"

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

}  // namespace

FactTableBuilder::FactTableBuilder(const Ontology& ontology)
    : table_(new FactTable(ontology)),
      valid_times_{&table_->valid_times_, {}},
      evidences_{&table_->evidences_, {}},
      likelihoods_{&table_->likelihoods_, {}},
      remarks_{&table_->remarks_, {}},
      attributes_{&table_->attributes_, {}} {}

template <typename T, typename Key>
uint32_t FactTableBuilder::Number(Numbers<T>& numbers, T value,
                                  const Key& key) {
  if (!numbers.values->empty() && (*numbers.values)[numbers.last] == value) {
    return numbers.last;
  }
  const auto [it, added] = numbers.known.emplace(
      key(value), static_cast<uint32_t>(numbers.values->size()));
  if (added) numbers.values->push_back(std::move(value));
  return numbers.last = it->second;
}

void FactTableBuilder::Add(Fact fact) {
  FactTable& t = *table_;
  const FactIndex self = t.size();
  t.ids_ += fact.id;
  t.id_ends_.push_back(static_cast<uint32_t>(t.ids_.size()));
  t.modalities_.push_back(
      static_cast<uint8_t>(static_cast<int>(fact.modality) |
                           static_cast<int>(fact.unknown_kind) << 3));
  uint8_t flags = fact.verified ? FactTable::kVerified : 0;
  if (fact.origin.inferred) flags |= FactTable::kInferred;
  const auto key_of = [](const auto& value) { return KeyOf(value); };
  t.valid_.push_back(Number(valid_times_, fact.valid, key_of));
  t.evidence_.push_back(Number(evidences_, std::move(fact.evidence), key_of));
  FactTable::Remark remark{std::move(fact.because), std::move(fact.origin),
                           fact.confidence,         std::move(fact.marking),
                           std::move(fact.note),    {}};
  t.sources_.push_back(kNoFact);
  t.targets_.push_back(kNoFact);
  t.extra_.push_back(0);
  t.kinds_.push_back(-1);
  t.index_.insert(self);
  if (fact.entity() != nullptr) {
    flags |= FactTable::kEntity;
    AddEntity(std::get<Entity>(std::move(fact.body)));
  } else if (fact.relation() != nullptr) {
    flags |= FactTable::kRelation;
    AddRelation(std::get<Relation>(std::move(fact.body)),
                remark.relation_attributes);
  } else {
    flags |= FactTable::kMeasure;
    t.measures_.emplace(self, std::get<Measure>(std::move(fact.body)));
  }
  t.flags_.push_back(flags);
  t.remark_.push_back(
      Number(remarks_, std::move(remark), [](const FactTable::Remark& r) {
        std::string key;
        Append(key, r.because);
        absl::StrAppend(&key, r.origin.inferred, ";");
        Append(key, r.origin.inferred_by);
        Append(key, r.origin.from);
        absl::StrAppend(&key, r.confidence.value_or(-1), ";");
        Append(key, r.marking.level);
        Append(key, r.marking.owner);
        Append(key, r.marking.compartments);
        Append(key, r.marking.release_to);
        Append(key, r.note.nl);
        Append(key, r.note.en);
        Append(key, r.relation_attributes);
        return key;
      }));
}

void FactTableBuilder::AddEntity(Entity entity) {
  FactTable& t = *table_;
  t.kinds_.back() = *t.ontology_.FindEntityKindId(entity.kind);
  t.extra_.back() = static_cast<uint32_t>(t.entities_.size());
  t.entities_.push_back(
      {std::move(entity.name), std::move(entity.aliases),
       std::move(entity.about),
       Number(attributes_, std::move(entity.attributes),
              [](const Attributes& value) { return KeyOf(value); })});
}

void FactTableBuilder::AddRelation(Relation relation, Attributes& attributes) {
  FactTable& t = *table_;
  const FactIndex self = static_cast<FactIndex>(t.kinds_.size()) - 1;
  t.kinds_.back() = *t.ontology_.FindRelationKind(relation.kind);
  t.extra_.back() =
      Number(likelihoods_, relation.likelihood,
             [](const Likelihood& value) { return KeyOf(value); });
  const auto resolve = [&](const End& end, bool is_target) {
    if (end.selector) return;
    const FactIndex found = t.Find(end.id);
    if (found == kNoFact) {
      pending_.push_back({self, is_target, end.id});
    } else {
      (is_target ? t.targets_ : t.sources_).back() = found;
    }
  };
  resolve(relation.source, false);
  resolve(relation.target, true);
  const bool plain = !relation.source.selector && !relation.target.selector &&
                     relation.via.empty() && !relation.holds_while;
  if (plain) {
    attributes = std::move(relation.attributes);
    return;
  }
  t.detailed_.push_back(self);
  t.details_.emplace(self, std::make_unique<Relation>(std::move(relation)));
}

std::unique_ptr<const FactTable> FactTableBuilder::Finish() && {
  FactTable& t = *table_;
  for (const Pending& pending : pending_) {
    (pending.is_target ? t.targets_ : t.sources_)[pending.relation] =
        t.Find(pending.id);
  }
  for (FactIndex relation : t.detailed_) {
    std::vector<FactIndex> carriers;
    for (const std::string& id : t.details_.at(relation)->via) {
      carriers.push_back(t.Find(id));
    }
    if (!carriers.empty()) t.via_.emplace(relation, std::move(carriers));
  }
  for (const std::vector<Evidence>& evidence : t.evidences_) {
    std::vector<Assertion> assertions;
    for (const Evidence& one : evidence) {
      const FactIndex source = t.Find(one.source);
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
    t.assertions_.push_back(std::move(assertions));
  }
  return std::move(table_);
}

}  // namespace ketenzicht::graph
