#include "ingest/entity_maker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {
namespace {

void SortUnique(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

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

// A second record of one thing: what the first does not say.
void Join(graph::Fact& fact, graph::Entity& other) {
  auto& entity = std::get<graph::Entity>(fact.body);
  if (other.name.en != entity.name.en) {
    other.aliases.push_back(other.name.en);
  }
  for (std::string& alias : other.aliases) {
    if (alias != entity.name.en) entity.aliases.push_back(std::move(alias));
  }
  SortUnique(entity.aliases);
  entity.attributes.merge(other.attributes);
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
      known_(current, steps) {}

void EntityMaker::Add(EntityRecord record) {
  const EntityRule* rule = FindRule(mapping_, record.type);
  if (rule == nullptr || rule->kind.empty()) {
    LeaveOut(record,
             rule == nullptr ? absl::StrCat("the mapping has no rule for '",
                                            record.type, "'")
                             : absl::StrCat(record.type, ": ", rule->skip),
             "");
    return;
  }
  std::string why_none;
  const auto identifiers = IdentifiersOf(record, why_none);
  if (!identifiers) {
    LeaveOut(record, why_none, OnOneLine(record.name));
    return;
  }
  const MadeEntity made = Resolve(record, *identifiers, rule->kind);
  const auto [known, added] = by_key_.emplace(record.key, made);
  if (!added) {
    if (known->second.id == made.id) {
      ++report_.repeated;
    } else {
      report_.Skip(record.place, "a second thing with the same key");
      return;
    }
  }
  Put(std::move(record), *rule, *identifiers, made);
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

// Normal ones by scheme; the others become attributes. Nothing for a country
// that is none, and why.
std::optional<Identifiers> EntityMaker::IdentifiersOf(
    EntityRecord& record, std::string& why_none) const {
  Identifiers found;
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
      found.emplace(identifier.scheme, *std::move(value));
    } else if (!identifier.value.empty()) {
      record.attributes.emplace(absl::StrCat("invalid_", identifier.scheme),
                                identifier.value);
    }
  }
  return found;
}

MadeEntity EntityMaker::Resolve(const EntityRecord& record,
                                const Identifiers& identifiers,
                                const std::string& kind) {
  const std::string& collection = ontology_.FindEntityKind(kind)->collection;
  if (const KnownEntity* known = known_.Find(identifiers, collection)) {
    return {known->id, known->kind};
  }
  MadeEntity made{"", kind};
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto it = identifiers.find(std::string(scheme));
    if (it == identifiers.end()) continue;
    made.id =
        absl::StrCat(collection, "/", NameByIdentifier(scheme, it->second));
    // That of a thing that another identifier tells apart.
    if (known_.FindById(made.id) != nullptr) made.id.clear();
    break;
  }
  if (made.id.empty()) made.id = IdByKey(collection, record.key);
  if (!identifiers.empty()) known_.Add({made.id, made.kind, identifiers});
  return made;
}

std::string EntityMaker::IdByKey(const std::string& collection,
                                 const std::string& key) const {
  const std::string& source = facts_.source();
  return absl::StrCat(collection, "/", source.substr(source.find('/') + 1), "-",
                      NameOfText(key));
}

void EntityMaker::Put(EntityRecord record, const EntityRule& rule,
                      const Identifiers& identifiers, const MadeEntity& made) {
  graph::Entity entity = EntityOf(record, rule, identifiers, made);
  if (graph::Fact* same = facts_.Find(made.id)) {
    ++report_.merged;
    Join(*same, entity);
    return;
  }
  graph::Fact fact;
  fact.id = made.id;
  fact.valid = record.valid;
  if (record.unknown_kind != graph::UnknownKind::kNone) {
    fact.modality = graph::Modality::kUnknown;
    fact.unknown_kind = record.unknown_kind;
  }
  const std::string note = OnOneLine(record.note);
  fact.note = {note, note};
  fact.body = std::move(entity);
  facts_.Put(std::move(fact), record.place);
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
  SortUnique(entity.aliases);
  entity.attributes = OurAttributes(mapping_, std::move(record.attributes));
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
                                       const RecordPlace& place) {
  ++report_.unresolved;
  const std::string& kind = mapping_.unresolved;
  const MadeEntity made{
      IdByKey(ontology_.FindEntityKind(kind)->collection, key), kind};
  graph::Entity entity;
  entity.kind = made.kind;
  const std::string name = OnOneLine(key);
  entity.name = {name, name};
  entity.attributes["unresolved"] = "true";
  graph::Fact fact;
  fact.id = made.id;
  fact.verified = false;
  fact.body = std::move(entity);
  facts_.Put(std::move(fact), place);
  by_key_.emplace(key, made);
  return made;
}

}  // namespace ketenzicht::ingest
