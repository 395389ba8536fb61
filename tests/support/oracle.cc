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

bool Oracle::PassesDenials(const std::string& kind) const {
  return ontology_.relation_kind(*ontology_.FindRelationKind(kind))
      .passes_denials;
}

// ---- 1. Which facts count ---------------------------------------------------

Oracle::Standing Oracle::Stand(const Fact& fact) const {
  Standing standing{.recorded = fact.modality};
  for (const Evidence& evidence : fact.evidence) {  // 1.1
    const Fact* source = FindFact(evidence.source);
    const auto& attributes = source->entity()->attributes;
    const auto type = attributes.find("source_type");
    const bool by_type =
        type != attributes.end() &&
        std::count(options_.source_types.begin(), options_.source_types.end(),
                   type->second) > 0;
    const bool by_id = std::count(options_.sources.begin(),
                                  options_.sources.end(), evidence.source) > 0;
    if (by_type || by_id) standing.sources.insert(evidence.source);
  }
  bool removed = false;
  for (const Change& change : options_.changes) {  // 1.3
    if (change.fact != fact.id) continue;
    if (change.op == Change::Op::kRemove) removed = true;
    if (change.op == Change::Op::kDeny) standing.recorded = Modality::kDenied;
  }
  if (removed) {
    standing.omission = Omission::kRemoved;
  } else if (standing.sources.empty()) {
    standing.omission = Omission::kSource;
  } else if (!options_.with_inferred && fact.origin.inferred) {  // 1.2
    standing.omission = Omission::kInferred;
  } else if (options_.verified_only && !fact.verified) {
    standing.omission = Omission::kUnverified;
  } else {
    const When when = Lasts(fact, standing.sources);
    if (when == When::kNever) standing.omission = Omission::kDate;
    standing.uncertain = when == When::kPerhaps;
  }
  return standing;
}

// 1.5 to 1.7; an entity, of which no sources are given, by 1.9.
Oracle::When Oracle::Lasts(const Fact& fact, const Ids& sources) const {
  const int32_t today = options_.date.days();
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

// ---- 3. Denials and precedence ----------------------------------------------

void Oracle::Settle(bool passing) {
  for (Row& row : rows_) {
    if (row.edge() && PassesDenials(row.kind) == passing) {
      Contradict(row, !passing);
    }
  }
  for (Row& row : rows_) {  // 3.5
    if (!row.edge() || !row.general || PassesDenials(row.kind) != passing) {
      continue;
    }
    for (const Row& other : rows_) {
      if (other.edge() && !other.general && other.kind == row.kind &&
          other.source == row.source && other.target == row.target &&
          other.recorded != Modality::kUnknown) {
        row.omission = Omission::kSpecific;
        break;
      }
    }
  }
}

void Oracle::Contradict(Row& row, bool with_parts) {
  const Ids wholes = with_parts ? WholesOf(row.source) : Ids{row.source};
  for (const Row& denial : rows_) {
    if (!denial.denies() || !IsAbout(denial, row.kind, row.target, wholes)) {
      continue;
    }
    const Origin& origin = row.fact->origin;
    if (origin.inferred && std::count(origin.from.begin(), origin.from.end(),
                                      denial.fact->id) > 0) {
      Meet("reading of a denial");  // 3.1
      continue;
    }
    const bool general =
        denial.general || denial.target.empty() || denial.source != row.source;
    bool closes = std::includes(denial.sources.begin(), denial.sources.end(),
                                row.sources.begin(), row.sources.end());
    if (row.recorded == Modality::kUnknown) {
      closes = true;  // 3.2
    } else if (general != row.general) {
      if (general) Meet("specific before a general denial");
      if (general) continue;  // 3.3
      closes = true;
    }
    if (closes) {
      row.omission = Omission::kDenied;
      row.contested_by.clear();
      return;
    }
    Meet("contested");
    row.contested_by.insert(denial.id);  // 3.4
  }
}

Ids Oracle::WholesOf(const std::string& part) const {
  Ids wholes = {part};
  for (bool more = true; more;) {
    more = false;
    for (const Row& row : rows_) {
      if (row.edge() && row.modal == Status::kOpen && PassesDenials(row.kind) &&
          wholes.contains(row.source)) {
        more = wholes.insert(row.target).second || more;
      }
    }
  }
  return wholes;
}

// `wholes`: what the relation's source is part of, and itself.
bool Oracle::IsAbout(const Row& denial, const std::string& kind,
                     const std::string& target, const Ids& wholes) const {
  return KindIs(kind, denial.kind) &&
         (denial.target.empty() || denial.target == target) &&
         (denial.source.empty() || wholes.contains(denial.source));
}

bool Oracle::IsDenied(const std::string& kind, const std::string& source,
                      const std::string& target,
                      const std::string& carrier) const {
  const Ids wholes = WholesOf(source);
  for (const Row& row : rows_) {
    if (!carrier.empty() && !row.carriers.empty() &&
        !row.carriers.contains(carrier)) {
      continue;
    }
    if (row.denies() && IsAbout(row, kind, target, wholes)) return true;
  }
  return false;
}

// 3.6: whether `user` takes no step of `kind` to `to`.
bool Oracle::Avoids(const std::string& user, const std::string& kind,
                    const std::string& to) const {
  const Ids wholes = WholesOf(user);
  for (const Row& row : rows_) {
    if (!row.denies() || row.target != to || !wholes.contains(row.source)) {
      continue;
    }
    for (const RelationKind& denied : ontology_.relation_kinds()) {
      if (denied.name != row.kind) continue;
      for (const std::string& reached : denied.denial_reaches) {
        if (KindIs(kind, reached)) return true;
      }
    }
  }
  return false;
}

}  // namespace ketenzicht::graph::oracle
