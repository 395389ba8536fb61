// docs/semantics.md, section 1: which facts count; and the order of the rest.

#include "tests/support/oracle.h"

#include <algorithm>

namespace ketenzicht::graph::oracle {

Oracle::Oracle(const std::vector<Fact>& facts, const Ontology& ontology,
               const PolicyDocument& policy, const ViewOptions& options)
    : facts_(facts), ontology_(ontology), policy_(policy), options_(options) {
  for (const Fact& fact : facts_) by_id_[fact.id] = &fact;
  for (const auto& [id, fact] : by_id_) {
    if (fact->entity() == nullptr) standings_[id] = Stand(*fact);
  }
  for (const auto& [id, fact] : by_id_) {
    const Relation* relation = fact->relation();
    if (relation == nullptr || relation->source.selector ||
        relation->target.selector) {
      continue;
    }
    Row row =
        MakeRow(*fact, relation->source.id, relation->target.id, Status::kOpen);
    if (row.edge()) base_.push_back(row);
    rows_.push_back(row);
  }
  for (const auto& [id, fact] : by_id_) {
    if (fact->relation() != nullptr) Expand(*fact);
  }
  Settle(true);
  Settle(false);
  // What a measure selects is sought when denials have been settled (2.6).
  base_.clear();
  for (const Row& row : rows_) {
    if (row.edge() && !row.general) base_.push_back(row);
  }
  if (options_.presumptions) Presume();
  std::sort(rows_.begin(), rows_.end(),
            [](const Row& a, const Row& b) { return a.id < b.id; });
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].fact != nullptr) {
      rows_of_[rows_[i].fact->id].push_back(static_cast<int>(i));
    }
  }
  for (Row& row : rows_) Decide(row);
}

const Fact* Oracle::FindFact(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

bool Oracle::EntityIs(const std::string& id, const std::string& kind) const {
  const Fact* fact = FindFact(id);
  return fact != nullptr && fact->entity() != nullptr &&
         KindIs(fact->entity()->kind, kind);
}

// Not by Ontology::RelationIsA: by its parents, one by one.
bool Oracle::KindIs(const std::string& kind,
                    const std::string& ancestor) const {
  for (std::string k = kind; !k.empty();) {
    if (k == ancestor) return true;
    std::string parent;
    for (const RelationKind& row : ontology_.relation_kinds()) {
      if (row.name == k) parent = row.parent;
    }
    for (const EntityKind& row : ontology_.entity_kinds()) {
      if (row.name == k) parent = row.parent;
    }
    k = parent;
  }
  return false;
}

bool Among(const Ids& some, const Ids& all) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

// ---- 1. Which facts count ---------------------------------------------------

bool MakesAnEdge(Modality modality) {
  return modality == Modality::kAffirmed || modality == Modality::kPossible ||
         modality == Modality::kNotExcluded || modality == Modality::kUnknown;
}

Oracle::Standing Oracle::Stand(const Fact& fact) const {
  Standing standing{.recorded = fact.modality};
  const ViewOptions& options = OptionsFor(fact);
  for (const Evidence& evidence : fact.evidence) {  // 1.1
    const Fact* source = FindFact(evidence.source);
    const auto& attributes = source->entity()->attributes;
    const auto type = attributes.find("source_type");
    const bool by_type =
        type != attributes.end() &&
        std::count(options.source_types.begin(), options.source_types.end(),
                   type->second) > 0;
    const bool by_id = std::count(options.sources.begin(),
                                  options.sources.end(), evidence.source) > 0;
    if (by_type || by_id) standing.sources.insert(evidence.source);
  }
  std::optional<Change::Op> last;
  for (const Change& change : options_.changes) {  // 1.3
    if (change.fact != fact.id) continue;
    if (last && *last != change.op) Meet("another change of the same fact");
    last = change.op;
  }
  if (last == Change::Op::kDeny) standing.recorded = Modality::kDenied;
  if (const Measure* measure = fact.measure()) {
    standing.in_place = measure->state == MeasureState::kInPlace;
    if (last == Change::Op::kTake) standing.in_place = true;
    if (last == Change::Op::kLift) standing.in_place = false;
    if (last == Change::Op::kTake && measure->state != MeasureState::kInPlace) {
      Meet("measure taken");
    }
    if (last == Change::Op::kLift && measure->state == MeasureState::kInPlace) {
      Meet("measure lifted");
    }
  }
  if (last == Change::Op::kRemove) {
    standing.omission = Omission::kRemoved;
  } else if (standing.sources.empty()) {
    standing.omission = Omission::kSource;
  } else if (!options.with_inferred && fact.origin.inferred) {  // 1.2
    standing.omission = Omission::kInferred;
  } else if (options.verified_only && !fact.verified) {
    standing.omission = Omission::kUnverified;
  } else {
    const When when = Lasts(fact, standing.sources);
    if (when == When::kNever) standing.omission = Omission::kDate;
    standing.uncertain = when == When::kPerhaps;
  }
  return standing;
}

// 1.10: those of the overlay for what it names.
const ViewOptions& Oracle::OptionsFor(const Fact& fact) const {
  const bool named = std::count(options_.judged_otherwise.begin(),
                                options_.judged_otherwise.end(), fact.id) > 0;
  if (named) Meet("judged otherwise");
  return named ? *options_.otherwise : options_;
}

// 1.5 to 1.7; an entity, of which no sources are given, by 1.9.
Oracle::When Oracle::Lasts(const Fact& fact, const Ids& sources) const {
  const int32_t today = OptionsFor(fact).date.days();
  const Bound& from = fact.valid.from;
  const Bound& until = fact.valid.until;
  bool perhaps = false;
  if (from.kind == Bound::Kind::kDated) {
    if (today < from.range.earliest.days()) return When::kNever;
    if (today < from.range.latest.days()) perhaps = true;
  }
  if (from.kind == Bound::Kind::kNotStated && !sources.empty()) {
    std::optional<int32_t> first;
    for (const Evidence& evidence : fact.evidence) {
      if (!sources.contains(evidence.source)) continue;
      const int32_t day = evidence.asserted_on.days();
      if (!first || day < *first) first = day;
    }
    if (today < *first) perhaps = true;
  }
  if (until.kind == Bound::Kind::kDated) {
    if (today >= until.range.latest.days()) return When::kNever;
    if (today >= until.range.earliest.days()) perhaps = true;
  }
  return perhaps ? When::kPerhaps : When::kCertainly;
}

Oracle::When Oracle::EntityLasts(const std::string& id) const {
  const Fact* fact = FindFact(id);
  if (fact == nullptr || fact->entity() == nullptr) return When::kCertainly;
  return Lasts(*fact, {});
}

// `known`: what is known of the membership of both ends (2.3, 2.4).
Row Oracle::MakeRow(const Fact& fact, const std::string& source,
                    const std::string& target, Status known) const {
  const Relation& relation = *fact.relation();
  const Standing& standing = standings_.at(fact.id);
  Row row{.id = fact.id,
          .fact = &fact,
          .kind = relation.kind,
          .source = source,
          .target = target,
          .general = relation.source.selector || relation.target.selector,
          .recorded = standing.recorded,
          .omission = standing.omission,
          .carriers = Ids(relation.via.begin(), relation.via.end()),
          .sources = standing.sources};
  if (row.omission != Omission::kNone) return row;
  if (row.recorded == Modality::kPresupposed ||
      row.recorded == Modality::kCounterfactual) {
    row.omission = Omission::kModality;  // 1.4, whatever the ends
    return row;
  }
  const When ends[] = {EntityLasts(source), EntityLasts(target)};
  row.uncertain = standing.uncertain;
  for (When when : ends) {
    if (when == When::kNever) row.omission = Omission::kDate;
    if (when == When::kPerhaps) row.uncertain = true;
  }
  if (row.omission != Omission::kNone) return row;
  switch (row.recorded) {  // 1.4
    case Modality::kAffirmed:
      row.modal = Status::kOpen;
      break;
    case Modality::kPossible:
    case Modality::kNotExcluded:
      row.modal = Status::kNotExcluded;
      break;
    case Modality::kUnknown:
      row.modal = Status::kUnknown;
      break;
    case Modality::kDenied:
      if (known != Status::kOpen) row.uncertain = true;
      if (row.uncertain) {
        row.modal = Status::kUnknown;  // 1.8
      } else {
        row.omission = Omission::kModality;
      }
      return row;
    default:
      break;
  }
  if (row.uncertain) row.modal = std::max(row.modal, Status::kUnknown);
  row.modal = std::max(row.modal, known);
  return row;
}

}  // namespace ketenzicht::graph::oracle
