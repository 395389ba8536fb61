#include "ingest/entity_maker.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/claimed_identifiers.h"
#include "ingest/joined_thing.h"
#include "ingest/one_line.h"
#include "ingest/said_by_sources.h"

namespace ketenzicht::ingest {
namespace {

graph::Text NameOf(const EntityRecord& record, const Identifiers& identifiers) {
  const auto country = identifiers.find("iso_3166");
  const auto state = identifiers.find("state");
  if (country != identifiers.end()) {
    return {CountryNames::DutchName(country->second),
            CountryNames::EnglishName(country->second)};
  }
  if (state != identifiers.end()) {
    return {
        absl::StrCat("de staat van ", CountryNames::DutchName(state->second)),
        absl::StrCat("the state of ",
                     CountryNames::EnglishName(state->second))};
  }
  const std::string name =
      OnOneLine(record.name.empty() ? record.key : record.name);
  return {name, name};
}

}  // namespace

EntityMaker::EntityMaker(const Mapping& mapping,
                         const graph::Ontology& ontology,
                         const graph::Snapshot* current, SourceFacts& facts,
                         ImportReport& report, WantedSteps& steps)
    : mapping_(mapping),
      ontology_(ontology),
      facts_(facts),
      report_(report),
      countries_(mapping.countries),
      resolver_(current, facts.source(), steps),
      steps_(steps) {}

void EntityMaker::AddSource(
    std::vector<EntityRecord>& records, const NamedIdentifiers& named,
    const SourceChanges* changes,
    const absl::flat_hash_map<std::string, MadeEntity>& stored) {
  resolver_.SetChanges(changes);
  std::vector<Prepared> all = PrepareAll(records);
  do {
    if (changes != nullptr) stored_ = &stored;
    PlaceByKeys(records, all);
    resolver_.RetainChanged();
    stored_ = nullptr;
    resolver_.ForgetUnsaid(named);
    LeavePlaceholders(records, all);
    for (Prepared& one : all) {
      const std::string& own = one.made.id;
      one.is_stated =
          !one.is_there &&
          resolver_.Announce(one.identifiers, own.substr(0, own.find('/')));
    }
    ResolveAll(records, all);
  } while (resolver_.Restart());
  AddPrepared(records, std::move(all));
}

void EntityMaker::AddAll(std::vector<EntityRecord>& records) {
  std::vector<Prepared> all = PrepareAll(records);
  PlaceByKeys(records, all);
  ResolveAll(records, all);
  AddPrepared(records, std::move(all));
}

std::vector<EntityMaker::Prepared> EntityMaker::PrepareAll(
    std::vector<EntityRecord>& records) {
  std::vector<Prepared> all;
  for (size_t at = 0; at < records.size() && steps_.Step(); ++at) {
    if (auto one = Prepare(records[at], at)) all.push_back(*std::move(one));
  }
  return all;
}

void EntityMaker::PlaceByKeys(const std::vector<EntityRecord>& records,
                              std::vector<Prepared>& all) {
  moved_.clear();
  for (Prepared& one : all) {
    if (!steps_.Step()) return;
    const EntityRecord& record = records[one.at];
    one.made = ByKey(record, *one.rule);
    one.is_there = false;
    if (!FindStored(record, one)) {
      one.is_there = resolver_.IsThere(one.made.id, one.identifiers);
    }
  }
  PlaceByFormerKeys(records, all);
}

// What is not there by its own key, in the order of these; no record is a thing
// that another one is.
void EntityMaker::PlaceByFormerKeys(const std::vector<EntityRecord>& records,
                                    std::vector<Prepared>& all) {
  std::vector<Prepared*> renamed;
  for (Prepared& one : all) {
    if (!one.is_there && !records[one.at].former_keys.empty()) {
      renamed.push_back(&one);
    }
  }
  std::sort(renamed.begin(), renamed.end(),
            [&records](const Prepared* a, const Prepared* b) {
              return std::tie(records[a->at].key, a->at) <
                     std::tie(records[b->at].key, b->at);
            });
  for (Prepared* one : renamed) {
    const EntityRecord& record = records[one->at];
    const std::string collection =
        one->made.id.substr(0, one->made.id.find('/'));
    for (const std::string& key : record.former_keys) {
      const std::string id = resolver_.IdByKey(collection, key);
      if (resolver_.IsTaken(id) || !resolver_.IsThere(id, one->identifiers)) {
        continue;
      }
      one->made.id = id;
      one->is_there = true;
      break;
    }
  }
}

// What was only named is a thing that is there, where the record of it that
// came states whose identifiers it has.
void EntityMaker::LeavePlaceholders(const std::vector<EntityRecord>& records,
                                    std::vector<Prepared>& all) {
  for (Prepared& one : all) {
    if (!steps_.Step()) return;
    if (!one.is_there || one.identifiers.empty()) continue;
    const std::string other = resolver_.OtherThan(one.made.id, one.identifiers);
    if (other.empty()) continue;
    const EntityRecord& record = records[one.at];
    moved_.push_back({record.place, record.key, one.made.id,
                      absl::StrCat(", being ", other, " by its identifiers")});
    one.made = ByKey(record, *one.rule);
    one.is_there = false;
  }
}

void EntityMaker::ResolveAll(const std::vector<EntityRecord>& records,
                             std::vector<Prepared>& all) {
  const auto order = [&records](const Prepared& one) {
    const EntityRecord& record = records[one.at];
    return std::tuple(!record.about.empty(), !one.is_there, !one.is_stated,
                      absl::string_view(record.key), one.at);
  };
  std::sort(all.begin(), all.end(),
            [&order](const Prepared& a, const Prepared& b) {
              return order(a) < order(b);
            });
  for (Prepared& one : all) {
    if (!steps_.Step()) return;
    one.left = resolver_.Resolve(one.made, one.is_there, one.identifiers);
  }
}

void EntityMaker::AddPrepared(std::vector<EntityRecord>& records,
                              std::vector<Prepared> all) {
  // Of records of one thing the first stands, whichever was there before.
  const auto order = [&records](const Prepared& one) {
    const EntityRecord& record = records[one.at];
    return std::tuple(!record.about.empty(), absl::string_view(record.key),
                      one.at);
  };
  std::sort(all.begin(), all.end(),
            [&order](const Prepared& a, const Prepared& b) {
              return order(a) < order(b);
            });
  for (Prepared& one : all) {
    if (!steps_.Step()) return;
    Add(std::move(records[one.at]), std::move(one));
  }
  records.clear();
}

// What its thing does not get is an attribute of the record.
void EntityMaker::Leave(EntityRecord& record, Prepared& prepared) {
  contended_ = contended_ || !prepared.left.empty();
  for (const LeftIdentifier& left : prepared.left) {
    report_.Remark(record.place,
                   left.another
                       ? absl::StrCat("its ", left.scheme,
                                      " is another thing's, and only ",
                                      ClaimedName(left.scheme), " here")
                       : absl::StrCat("another ", left.scheme,
                                      " than the thing has, and only ",
                                      ClaimedName(left.scheme), " here"),
                   left.of);
    const auto one = prepared.identifiers.find(left.scheme);
    AddClaimed(left.scheme, one->second, record.attributes);
    prepared.identifiers.erase(one);
  }
}

// Nothing where it is left out.
std::optional<EntityMaker::Prepared> EntityMaker::Prepare(EntityRecord& record,
                                                          size_t at) {
  const EntityRule* rule = FindRule(mapping_, record.type);
  if (rule == nullptr || rule->kind.empty()) {
    LeaveOut(record,
             rule == nullptr ? absl::StrCat("the mapping has no rule for '",
                                            record.type, "'")
                             : absl::StrCat(record.type, ": ", rule->skip),
             "");
    return std::nullopt;
  }
  if (record.unknown_kind != graph::UnknownKind::kNone &&
      !ontology_.EntityIsA(rule->kind, "statement")) {
    LeaveOut(record, "a thing of modality unknown that is no statement",
             OnOneLine(record.name));
    return std::nullopt;
  }
  std::string why_none;
  auto identifiers = IdentifiersOf(record, why_none);
  if (!identifiers) {
    LeaveOut(record, why_none, OnOneLine(record.name));
    return std::nullopt;
  }
  return Prepared{
      .at = at, .rule = rule, .identifiers = *std::move(identifiers)};
}

// By the key of a record that changed; true where that settles it.
bool EntityMaker::FindStored(const EntityRecord& record, Prepared& prepared) {
  if (stored_ == nullptr) return false;
  const std::string id = StoredId(record);
  if (id.empty()) return false;
  const std::string own = prepared.made.id;
  const std::string collection = own.substr(0, own.find('/'));
  if (id.substr(0, id.find('/')) != collection) {
    moved_.push_back({record.place, record.key, id,
                      absl::StrCat(", being one of the ", collection)});
    return false;
  }
  if (resolver_.IsStill(id, prepared.identifiers)) {
    prepared.made.id = id;
    prepared.is_there = true;
    return true;
  }
  moved_.push_back({record.place, record.key, id,
                    ", of which others say what contradicts it"});
  return id == own;
}

// The thing that the source has by the key of a record, or a placeholder of
// what its links named by it; empty where there is neither.
std::string EntityMaker::StoredId(const EntityRecord& record) const {
  const auto known = stored_->find(LocatorKey(record.key));
  if (known != stored_->end()) return known->second.id;
  const graph::EntityKind* kind = ontology_.FindEntityKind(mapping_.unresolved);
  if (kind == nullptr) return "";
  std::string id = resolver_.IdByKey(kind->collection, record.key);
  return resolver_.IsPlaceholder(id) ? id : "";
}

void EntityMaker::Add(EntityRecord record, Prepared prepared) {
  const MadeEntity& made = prepared.made;
  if (made.kind != prepared.rule->kind) {
    report_.Remark(
        record.place,
        absl::StrCat("a thing of kind ", prepared.rule->kind,
                     " that is there as ", made.kind, ", which stands"),
        made.id);
  }
  Leave(record, prepared);
  const auto [known, added] = by_key_.emplace(record.key, made);
  if (added) {
    const graph::Fact* same = facts_.Find(made.id);
    if (same != nullptr) TellJoined(*same, record, prepared.identifiers);
  } else if (known->second.id == made.id) {
    ++report_.repeated;
  } else {
    report_.Skip(record.place, "a second thing with the same key");
    return;
  }
  Put(std::move(record), *prepared.rule, prepared.identifiers, made);
}

// That it is one with a record of another key, and by what.
void EntityMaker::TellJoined(const graph::Fact& same,
                             const EntityRecord& record,
                             const Identifiers& identifiers) {
  const auto& attributes = same.entity()->attributes;
  absl::string_view by = "what the store knows of it";
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto one = identifiers.find(std::string(scheme));
    const auto other = attributes.find(std::string(scheme));
    if (one != identifiers.end() && other != attributes.end() &&
        one->second == other->second) {
      by = scheme;
      break;
    }
  }
  report_.Remark(
      record.place, absl::StrCat("one thing with another record, by ", by),
      absl::StrCat(same.id, ", ", FormatPlace(facts_.PlaceOf(same.id))));
}

void EntityMaker::LeaveOut(EntityRecord& record, const std::string& reason,
                           const std::string& which) {
  report_.Skip(record.place, reason, which);
  left_out_.emplace(std::move(record.key), reason);
}

const MadeEntity* EntityMaker::Find(const std::string& key) const {
  const auto it = by_key_.find(key);
  return it == by_key_.end() ? nullptr : &it->second;
}

const std::string* EntityMaker::WhyLeftOut(const std::string& key) const {
  const auto it = left_out_.find(key);
  return it == left_out_.end() ? nullptr : &it->second;
}

// Normal ones by scheme, of several of one the first; the others become
// attributes. Nothing for a country that is none, and why.
std::optional<Identifiers> EntityMaker::IdentifiersOf(EntityRecord& record,
                                                      std::string& why_none) {
  Identifiers found;
  std::vector<Identifier> others;
  for (const Identifier& identifier : record.identifiers) {
    const bool state = identifier.scheme == kStateScheme;
    if (identifier.scheme == kCountryScheme || state) {
      const auto code = countries_.Find(identifier.value);
      if (!code) {
        why_none = countries_.WhyNone(identifier.value);
        return std::nullopt;
      }
      found.emplace(state ? "state" : "iso_3166", *code);
      continue;
    }
    if (auto value = NormalIdentifier(identifier.scheme, identifier.value)) {
      const auto [one, added] = found.try_emplace(identifier.scheme, *value);
      if (!added && one->second != *value) {
        others.push_back({identifier.scheme, *std::move(value)});
      }
    } else if (!identifier.value.empty()) {
      report_.Remark(record.place,
                     absl::StrCat("its ", identifier.scheme,
                                  " is not well formed, and decides nothing"),
                     OnOneLine(identifier.value));
      record.attributes.emplace(absl::StrCat("invalid_", identifier.scheme),
                                identifier.value);
    }
  }
  for (const Identifier& other : others) {
    // Of packages they are guessed by the dozen, and decide nothing.
    if (other.scheme == "cpe" && found.contains("purl")) continue;
    report_.Remark(
        record.place,
        absl::StrCat("a second ", other.scheme, " of one record, and only ",
                     ClaimedName(other.scheme), " here"),
        other.value);
    AddClaimed(other.scheme, other.value, record.attributes);
  }
  return found;
}

MadeEntity EntityMaker::ByKey(const EntityRecord& record,
                              const EntityRule& rule) const {
  const std::string& collection =
      ontology_.FindEntityKind(rule.kind)->collection;
  return {resolver_.IdByKey(collection, record.key), rule.kind};
}

void EntityMaker::Put(EntityRecord record, const EntityRule& rule,
                      const Identifiers& identifiers, const MadeEntity& made) {
  graph::Fact fact;
  fact.id = made.id;
  fact.valid = record.valid;
  if (record.unknown_kind != graph::UnknownKind::kNone) {
    fact.modality = graph::Modality::kUnknown;
    fact.unknown_kind = record.unknown_kind;
  }
  const std::string note = OnOneLine(record.note);
  fact.note = {note, note};
  fact.body = EntityOf(record, rule, identifiers, made);
  graph::Fact* const same = facts_.Find(made.id);
  if (same == nullptr) {
    facts_.Put(std::move(fact), record.place);
    return;
  }
  ++report_.merged;
  facts_.AlsoAt(made.id, record.place);
  if (JoinThing(*same, std::move(fact))) {
    report_.Remark(record.place,
                   "says otherwise of a thing than the record of it before, "
                   "which stands",
                   made.id);
  }
}

graph::Entity EntityMaker::EntityOf(EntityRecord& record,
                                    const EntityRule& rule,
                                    const Identifiers& identifiers,
                                    const MadeEntity& made) {
  graph::Entity entity;
  entity.kind = made.kind;
  entity.name = NameOf(record, identifiers);
  entity.about = AboutOf(record);
  if (!rule.text.empty()) entity.name = TextOf(rule.text, entity.about);
  for (const std::string& alias : record.aliases) {
    const std::string line = OnOneLine(alias);
    if (!line.empty() && line != entity.name.en && line != entity.name.nl) {
      entity.aliases.push_back(line);
    }
  }
  std::sort(entity.aliases.begin(), entity.aliases.end());
  entity.aliases.erase(
      std::unique(entity.aliases.begin(), entity.aliases.end()),
      entity.aliases.end());
  entity.attributes = OurAttributes(mapping_, std::move(record.attributes));
  FreeOurNames(entity.attributes);
  for (const auto& [name, value] : rule.attributes) {
    entity.attributes[name] = value;
  }
  for (const auto& [scheme, value] : identifiers) {
    entity.attributes[scheme] = value;
  }
  return entity;
}

// The ids of those that are there.
std::vector<std::string> EntityMaker::AboutOf(
    const EntityRecord& record) const {
  std::vector<std::string> about;
  for (const std::string& key : record.about) {
    const MadeEntity* made = Find(key);
    if (made != nullptr) about.push_back(made->id);
  }
  return about;
}

graph::Text EntityMaker::TextOf(const graph::Text& text,
                                const std::vector<std::string>& about) {
  std::vector<std::string> names;
  for (const std::string& id : about) {
    names.push_back(facts_.Find(id)->entity()->name.en);
  }
  const std::string all = absl::StrJoin(names, ", ");
  return {absl::StrReplaceAll(text.nl, {{"{about}", all}}),
          absl::StrReplaceAll(text.en, {{"{about}", all}})};
}

MadeEntity EntityMaker::AddPlaceholder(const std::string& key,
                                       const std::string& kind,
                                       const RecordPlace& place) {
  ++report_.unresolved;
  const MadeEntity made{
      resolver_.IdByKey(ontology_.FindEntityKind(kind)->collection, key), kind};
  graph::Entity entity;
  entity.kind = made.kind;
  const std::string name = OnOneLine(key);
  entity.name = {name, name};
  entity.attributes[kUnresolved] = "true";
  graph::Fact fact;
  fact.id = made.id;
  fact.verified = false;
  fact.body = std::move(entity);
  facts_.Put(std::move(fact), place);
  by_key_.emplace(key, made);
  return made;
}

}  // namespace ketenzicht::ingest
