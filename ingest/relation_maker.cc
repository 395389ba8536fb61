#include "ingest/relation_maker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"
#include "ingest/one_line.h"
#include "ingest/relation_id.h"
#include "ingest/said_by_sources.h"
#include "ingest/stated_ends.h"

namespace ketenzicht::ingest {
namespace {

// Those that are well formed, normal.
Identifiers IdentifiersOf(const EntityRecord& record) {
  Identifiers identifiers;
  for (const Identifier& identifier : record.identifiers) {
    if (auto value = NormalIdentifier(identifier.scheme, identifier.value)) {
      identifiers.emplace(identifier.scheme, *std::move(value));
    }
  }
  return identifiers;
}

}  // namespace

RelationMaker::RelationMaker(const Mapping& mapping,
                             const graph::Ontology& ontology,
                             const graph::Snapshot* current,
                             DanglingEnds dangling, EntityMaker& entities,
                             SourceFacts& facts, ImportReport& report,
                             Problems& problems, WantedSteps& steps)
    : mapping_(mapping),
      ontology_(ontology),
      current_(current),
      judgements_(current),
      dangling_(dangling),
      entities_(entities),
      facts_(facts),
      report_(report),
      problems_(problems),
      steps_(steps) {}

void RelationMaker::AddNamed(EntityRecord record) {
  std::string key = record.key;
  named_.emplace(std::move(key), std::move(record));
}

void RelationMaker::Add(RelationRecord record) {
  std::optional<MadeEntity> source = EndOf(record, record.source);
  if (!source) return;
  std::optional<MadeEntity> target;
  if (!record.any_target) {
    target = EndOf(record, record.target);
    if (!target) return;
  }
  const RelationRule* rule = RuleOf(record, *source, target);
  if (rule == nullptr || !Complete(record, record.source, *source) ||
      (target && !Complete(record, record.target, *target))) {
    return;
  }
  Put(std::move(record), *rule, *source, target);
}

void RelationMaker::Put(RelationRecord record, const RelationRule& rule,
                        const MadeEntity& source,
                        const std::optional<MadeEntity>& target) {
  std::optional<graph::Origin> origin = OriginOf(record, source.id);
  if (!origin) {
    report_.Skip(record.place, "what it is inferred from is left out");
    return;
  }
  graph::Relation relation;
  relation.kind = rule.kind;
  graph::End from = {source.id, std::nullopt};
  graph::End to = {"", graph::Selector{.any = true}};
  if (target) to = {target->id, std::nullopt};
  if (rule.reversed) std::swap(from, to);
  relation.source = std::move(from);
  relation.target = std::move(to);
  relation.attributes = OurAttributes(mapping_, std::move(record.attributes));
  FreeStatedNames(relation.attributes);
  graph::Fact fact;
  fact.modality = record.modality == graph::Modality::kAffirmed
                      ? rule.modality.value_or(record.modality)
                      : record.modality;
  if (fact.modality == graph::Modality::kUnknown) {
    fact.unknown_kind = record.unknown_kind;
  }
  fact.valid = record.valid;
  fact.origin = *std::move(origin);
  fact.body = std::move(relation);
  fact.id = RelationId(fact);
  if (!judgements_.things().empty()) {
    fact = *AsJudged(std::move(fact), judgements_.things(), ontology_);
  }
  if (!record.key.empty()) by_key_.emplace(record.key, fact.id);
  if (facts_.Find(fact.id) != nullptr) {
    ++report_.repeated;
    facts_.AlsoAt(fact.id, record.place);
    return;
  }
  if (fact.origin.inferred) ++report_.inferred;
  facts_.Put(std::move(fact), record.place);
}

// Nothing where all that it is inferred from is left out.
std::optional<graph::Origin> RelationMaker::OriginOf(
    const RelationRecord& record, const std::string& source) const {
  if (record.inferred_by.empty()) return graph::Origin();
  graph::Origin origin = {true, record.inferred_by, {}};
  if (record.inferred_from.empty()) origin.from.push_back(source);
  for (const std::string& key : record.inferred_from) {
    const auto made = by_key_.find(key);
    if (made != by_key_.end()) origin.from.push_back(made->second);
  }
  std::sort(origin.from.begin(), origin.from.end());
  origin.from.erase(std::unique(origin.from.begin(), origin.from.end()),
                    origin.from.end());
  if (origin.from.empty()) return std::nullopt;
  return origin;
}

std::optional<MadeEntity> RelationMaker::EndOf(const RelationRecord& record,
                                               const std::string& key) {
  if (const MadeEntity* made = entities_.Find(key)) return *made;
  if (const std::string* why = entities_.WhyLeftOut(key)) {
    report_.Skip(record.place, absl::StrCat("an end is left out: ", *why));
    return std::nullopt;
  }
  const auto had = had_.find(LocatorKey(key));
  if (had != had_.end()) return had->second;
  const auto named = named_.find(key);
  if (named != named_.end()) return NamedEnd(record, named->second);
  if (!mapping_.unresolved.empty()) return MadeEntity{"", mapping_.unresolved};
  if (dangling_ == DanglingEnds::kRefuse) {
    RefuseMissing(record.place, key);
  } else {
    report_.Skip(record.place, "an end is not in the source");
  }
  return std::nullopt;
}

std::optional<MadeEntity> RelationMaker::NamedEnd(const RelationRecord& record,
                                                  const EntityRecord& named) {
  const EntityRule* rule = FindRule(mapping_, named.type);
  if (rule != nullptr && !rule->kind.empty()) {
    const KnownEntity* stored = FindStored(named, rule->kind);
    return stored != nullptr ? MadeEntity{stored->id, stored->kind}
                             : MadeEntity{"", rule->kind};
  }
  report_.Skip(record.place,
               absl::StrCat("an end is not in the source: ", named.type,
                            rule == nullptr ? "" : ": ",
                            rule == nullptr ? "" : rule->skip));
  return std::nullopt;
}

// One of the collection of the kind; where the source does not tell the type,
// else one of any.
const KnownEntity* RelationMaker::FindStored(const EntityRecord& named,
                                             const std::string& kind) {
  const Identifiers identifiers = IdentifiersOf(named);
  if (current_ == nullptr || identifiers.empty()) return nullptr;
  if (!stored_) stored_.emplace(current_, steps_);
  const KnownEntity* found =
      stored_->Find(identifiers, ontology_.FindEntityKind(kind)->collection);
  if (found != nullptr || absl::StrContains(named.type, '/')) return found;
  for (const graph::EntityKind& other : ontology_.entity_kinds()) {
    found = stored_->Find(identifiers, other.collection);
    if (found != nullptr) return found;
  }
  return nullptr;
}

// Puts what is missing, now that a link stands on it; false after adding to the
// problems.
bool RelationMaker::Complete(const RelationRecord& record,
                             const std::string& key, MadeEntity& end) {
  const auto named = named_.find(key);
  if (const MadeEntity* made = entities_.Find(key)) {
    end = *made;  // the other end may have been the same
  } else if (!end.id.empty()) {
    if (named != named_.end()) SayStored(end.id, record.place);
  } else if (dangling_ == DanglingEnds::kRefuse) {
    RefuseMissing(record.place, key);
    return false;
  } else if (named != named_.end()) {
    end = PutNamed(named->second, record.place);
  } else {
    end = entities_.AddPlaceholder(key, mapping_.unresolved, record.place);
  }
  return true;
}

// A thing that this source said before, and names still, does not end.
void RelationMaker::SayStored(const std::string& id, const RecordPlace& place) {
  if (facts_.Find(id) != nullptr) return;
  const graph::FactIndex at = current_->Find(id);
  graph::Fact fact = current_->facts().Read(at);
  auto& attributes = std::get<graph::Entity>(fact.body).attributes;
  const bool taken_back = attributes.erase(kTakenBack) > 0;
  const bool said = std::any_of(fact.evidence.begin(), fact.evidence.end(),
                                [this](const graph::Evidence& one) {
                                  return one.source == facts_.source();
                                });
  if (!said && !taken_back) return;
  if (taken_back) {
    // This source says of it no more than its name.
    attributes.erase(kStatedUntil);
    attributes[kUnresolved] = "true";
    fact.valid = {};
    fact.note = {};
    fact.verified = false;
  }
  if (attributes.contains(kUnresolved)) ++report_.unresolved;
  // And says of it what it said: what others say is theirs.
  if (!taken_back) SaidBySources(fact).ComposeOf(facts_.source(), fact);
  fact.evidence.clear();
  facts_.Put(std::move(fact), place);
}

MadeEntity RelationMaker::PutNamed(const EntityRecord& named,
                                   const RecordPlace& place) {
  // The source may have it by another key.
  const std::string& kind = FindRule(mapping_, named.type)->kind;
  for (const auto& [scheme, value] : IdentifiersOf(named)) {
    const std::string id =
        absl::StrCat(ontology_.FindEntityKind(kind)->collection, "/",
                     NameByIdentifier(scheme, value));
    if (const graph::Fact* there = facts_.Find(id)) {
      return {id, there->entity()->kind};
    }
  }
  std::vector<EntityRecord> records = {named};
  records.front().place = place;
  entities_.AddAll(records);
  const MadeEntity* added = entities_.Find(named.key);
  // Its own words make no thing of it.
  if (added == nullptr) return entities_.AddPlaceholder(named.key, kind, place);
  const MadeEntity made = *added;
  ++report_.unresolved;
  graph::Fact& fact = *facts_.Find(made.id);
  fact.verified = false;
  std::get<graph::Entity>(fact.body).attributes[kUnresolved] = "true";
  return made;
}

void RelationMaker::RefuseMissing(const RecordPlace& place,
                                  const std::string& key) {
  problems_.Add(
      Problem{place.file.empty() ? problems_.file() : place.file, place.line,
              absl::StrCat(place.pointer, place.pointer.empty() ? "" : ": ",
                           "there is no '", key, "' in the source")});
}

// The first that fits; null after telling why there is none.
const RelationRule* RelationMaker::RuleOf(
    const RelationRecord& record, const MadeEntity& source,
    const std::optional<MadeEntity>& target) {
  auto rules = mapping_.relations.find(record.type);
  if (rules == mapping_.relations.end()) rules = mapping_.relations.find("*");
  const RelationRule* rule = nullptr;
  if (rules != mapping_.relations.end()) {
    for (const RelationRule& one : rules->second) {
      if (Fits(one.sources, source.kind) &&
          (!target || Fits(one.targets, target->kind))) {
        rule = &one;
        break;
      }
    }
  }
  const std::string ends = absl::StrCat(
      source.kind, " → ", target ? target->kind : std::string("anything"));
  if (rule == nullptr) {
    report_.Skip(record.place, absl::StrCat("the mapping has no rule for '",
                                            record.type, "', ", ends));
  } else if (rule->kind.empty()) {
    report_.Skip(record.place, absl::StrCat(record.type, ": ", rule->skip));
    rule = nullptr;
  } else if (!Allowed(*rule, source, target)) {
    report_.Skip(record.place, absl::StrCat(record.type, ": ", rule->kind,
                                            rule->reversed ? ", reversed," : "",
                                            " is not for ", ends));
    rule = nullptr;
  }
  return rule;
}

bool RelationMaker::Fits(const std::vector<std::string>& kinds,
                         const std::string& kind) const {
  return kinds.empty() || ontology_.Allows(kinds, kind);
}

bool RelationMaker::Allowed(const RelationRule& rule, const MadeEntity& source,
                            const std::optional<MadeEntity>& target) const {
  const graph::RelationKind& kind =
      ontology_.relation_kind(*ontology_.FindRelationKind(rule.kind));
  const auto& of_source = rule.reversed ? kind.targets : kind.sources;
  const auto& of_target = rule.reversed ? kind.sources : kind.targets;
  return ontology_.Allows(of_source, source.kind) &&
         (!target || ontology_.Allows(of_target, target->kind));
}

}  // namespace ketenzicht::ingest
