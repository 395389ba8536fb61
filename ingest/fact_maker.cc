#include "ingest/fact_maker.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/country_names.h"
#include "ingest/identifier.h"
#include "ingest/judgements.h"
#include "ingest/known_entities.h"
#include "ingest/relation_id.h"
#include "ingest/stated_ends.h"

namespace ketenzicht::ingest {
namespace {

// On one line: control characters would forge lines in an answer.
std::string OnOneLine(absl::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!absl::ascii_iscntrl(c) && c != ' ') {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string BaseName(absl::string_view file) {
  return std::string(file.substr(file.find_last_of('/') + 1));
}

// What a record became.
struct Made {
  std::string id;
  std::string kind;
};

class FactMaker {
 public:
  FactMaker(const Mapping& mapping, const graph::Ontology& ontology,
            const graph::Snapshot* current, const FactMaking& making,
            ImportReport& report, Problems& problems)
      : mapping_(mapping),
        ontology_(ontology),
        making_(making),
        report_(report),
        problems_(problems),
        countries_(mapping.countries),
        known_(current),
        judgements_(current) {}

  MadeFacts Make(RecordList& records) {
    AddSource(records.source());
    std::vector<EntityRecord> remarks;
    for (EntityRecord& record : records.entities()) {
      if (!record.about.empty()) {
        remarks.push_back(std::move(record));
      } else {
        AddEntity(std::move(record));
      }
    }
    records.entities().clear();
    for (EntityRecord& record : remarks) AddEntity(std::move(record));
    for (RelationRecord& record : records.relations()) {
      AddRelation(std::move(record));
    }
    records.relations().clear();
    for (auto& [id, fact] : facts_) made_.facts.push_back(std::move(fact));
    return std::move(made_);
  }

 private:
  void AddSource(const SourceRecord& source) {
    made_.source = SourceIdOf(source, making_);
    made_.asserted_on = source.published.value_or(making_.imported_on);
    source_name_ = made_.source.substr(made_.source.find('/') + 1);
    speaker_ = OnOneLine(source.publisher.empty() ? mapping_.publisher
                                                  : source.publisher);
    graph::Entity entity;
    entity.kind = "source";
    const std::string title =
        OnOneLine(source.title.empty() ? BaseName(making_.file) : source.title);
    entity.name = {title, title};
    auto& attributes = entity.attributes;
    attributes["source_type"] = std::string(kImportedType);
    attributes["file"] = BaseName(making_.file);
    attributes["format"] = mapping_.format;
    attributes[kImporterAttribute] = making_.importer;
    attributes[kContentAttribute] = making_.content_hash;
    if (source.published) {
      attributes[kPublishedAttribute] = source.published->ToString();
    } else {
      attributes[kImportedOnAttribute] = making_.imported_on.ToString();
    }
    const auto put = [&attributes](const char* name, std::string value) {
      if (!value.empty()) attributes[name] = std::move(value);
    };
    put("format_version", source.format_version);
    put("publisher", speaker_);
    put("licence",
        OnOneLine(source.licence.empty() ? mapping_.licence : source.licence));
    graph::Fact fact;
    fact.id = made_.source;
    fact.body = std::move(entity);
    Put(std::move(fact), {});
  }

  void AddEntity(EntityRecord record) {
    const EntityRule* rule = FindRule(mapping_, record.type);
    if (rule == nullptr || rule->kind.empty()) {
      const std::string reason =
          rule == nullptr
              ? absl::StrCat("the mapping has no rule for '", record.type, "'")
              : absl::StrCat(record.type, ": ", rule->skip);
      report_.Skip(record.place, reason);
      left_out_.emplace(std::move(record.key), reason);
      return;
    }
    const auto identifiers = Identifiers(record);
    if (!identifiers) {
      const std::string reason = "no country that is known";
      report_.Skip(record.place, reason, OnOneLine(record.name));
      left_out_.emplace(std::move(record.key), reason);
      return;
    }
    Made made = Resolve(record, *identifiers, rule->kind);
    const auto [known, added] = by_key_.emplace(record.key, made);
    if (!added) {
      if (known->second.id == made.id) {
        ++report_.repeated;
      } else {
        report_.Skip(record.place, "a second thing with the same key");
        return;
      }
    }
    PutEntity(std::move(record), *rule, *identifiers, made);
  }

  // Normal ones by scheme; the others become attributes. Nothing for a country
  // that is none.
  std::optional<std::map<std::string, std::string>> Identifiers(
      EntityRecord& record) const {
    std::map<std::string, std::string> found;
    for (const Identifier& identifier : record.identifiers) {
      const bool state = identifier.scheme == kStateScheme;
      if (identifier.scheme == kCountryScheme || state) {
        const auto code = countries_.Find(identifier.value);
        if (!code) return std::nullopt;
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

  Made Resolve(const EntityRecord& record,
               const std::map<std::string, std::string>& identifiers,
               const std::string& kind) {
    const std::string& collection = ontology_.FindEntityKind(kind)->collection;
    if (const KnownEntity* known = known_.Find(identifiers, collection)) {
      return {known->id, known->kind};
    }
    Made made{"", kind};
    for (const absl::string_view scheme : IdentifierSchemes()) {
      const auto it = identifiers.find(std::string(scheme));
      if (it == identifiers.end()) continue;
      made.id =
          absl::StrCat(collection, "/", NameByIdentifier(scheme, it->second));
      // That of a thing that another identifier tells apart.
      if (known_.FindById(made.id) != nullptr) made.id.clear();
      break;
    }
    if (made.id.empty()) {
      made.id = absl::StrCat(collection, "/", source_name_, "-",
                             NameOfText(record.key));
    }
    if (!identifiers.empty()) known_.Add({made.id, made.kind, identifiers});
    return made;
  }

  void PutEntity(EntityRecord record, const EntityRule& rule,
                 const std::map<std::string, std::string>& identifiers,
                 const Made& made) {
    graph::Entity entity;
    entity.kind = made.kind;
    entity.name = NameOf(record, identifiers);
    const std::vector<std::string> about = AboutOf(record);
    if (!rule.text.empty()) entity.name = TextOf(rule.text, about);
    entity.about = about;
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
    entity.attributes = Renamed(std::move(record.attributes));
    for (const auto& [name, value] : rule.attributes) {
      entity.attributes[name] = value;
    }
    for (const auto& [scheme, value] : identifiers) {
      entity.attributes[scheme] = value;
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
    const auto same = facts_.find(fact.id);
    fact.body = std::move(entity);
    if (same != facts_.end()) {
      ++report_.merged;
      Join(same->second, std::get<graph::Entity>(fact.body));
      return;
    }
    Put(std::move(fact), record.place);
  }

  // The ids of those that are there.
  std::vector<std::string> AboutOf(const EntityRecord& record) const {
    std::vector<std::string> about;
    for (const std::string& key : record.about) {
      const auto made = by_key_.find(key);
      if (made != by_key_.end()) about.push_back(made->second.id);
    }
    return about;
  }

  graph::Text TextOf(const graph::Text& text,
                     const std::vector<std::string>& about) const {
    std::vector<std::string> names;
    for (const std::string& id : about) {
      names.push_back(facts_.at(id).entity()->name.en);
    }
    const std::string all = absl::StrJoin(names, ", ");
    return {absl::StrReplaceAll(text.nl, {{"{about}", all}}),
            absl::StrReplaceAll(text.en, {{"{about}", all}})};
  }

  graph::Text NameOf(
      const EntityRecord& record,
      const std::map<std::string, std::string>& identifiers) const {
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
  static void Join(graph::Fact& fact, graph::Entity& other) {
    auto& entity = std::get<graph::Entity>(fact.body);
    if (other.name.en != entity.name.en) {
      other.aliases.push_back(other.name.en);
    }
    for (std::string& alias : other.aliases) {
      if (alias != entity.name.en) entity.aliases.push_back(std::move(alias));
    }
    std::sort(entity.aliases.begin(), entity.aliases.end());
    entity.aliases.erase(
        std::unique(entity.aliases.begin(), entity.aliases.end()),
        entity.aliases.end());
    entity.attributes.merge(other.attributes);
  }

  std::map<std::string, std::string> Renamed(
      std::map<std::string, std::string> attributes) const {
    std::map<std::string, std::string> renamed;
    for (auto& [name, value] : attributes) {
      if (value.empty()) continue;
      const auto ours = mapping_.attributes.find(name);
      renamed.emplace(ours == mapping_.attributes.end() ? name : ours->second,
                      std::move(value));
    }
    return renamed;
  }

  void AddRelation(RelationRecord record) {
    const std::optional<Made> source = EndOf(record, record.source);
    if (!source) return;
    std::optional<Made> target;
    if (!record.any_target) {
      target = EndOf(record, record.target);
      if (!target) return;
    }
    const RelationRule* rule = RuleOf(record, *source, target);
    if (rule == nullptr) return;
    graph::Relation relation;
    relation.kind = rule->kind;
    graph::End from = {source->id, std::nullopt};
    graph::End to = {"", graph::Selector{.any = true}};
    if (target) to = {target->id, std::nullopt};
    if (rule->reversed) std::swap(from, to);
    relation.source = std::move(from);
    relation.target = std::move(to);
    relation.attributes = Renamed(std::move(record.attributes));
    FreeStatedNames(relation.attributes);
    graph::Fact fact;
    fact.modality = rule->modality.value_or(record.modality);
    if (fact.modality == graph::Modality::kUnknown) {
      fact.unknown_kind = record.unknown_kind;
    }
    fact.valid = record.valid;
    if (!record.inferred_by.empty()) {
      fact.origin = {true, record.inferred_by, {source->id}};
    }
    fact.body = std::move(relation);
    fact.id = RelationId(fact);
    if (!judgements_.things().empty()) {
      fact = *AsJudged(std::move(fact), judgements_.things(), ontology_);
    }
    if (facts_.contains(fact.id)) {
      ++report_.repeated;
      return;
    }
    if (fact.origin.inferred) ++report_.inferred;
    Put(std::move(fact), record.place);
  }

  std::optional<Made> EndOf(const RelationRecord& record,
                            const std::string& key) {
    const auto made = by_key_.find(key);
    if (made != by_key_.end()) return made->second;
    const auto left_out = left_out_.find(key);
    if (left_out != left_out_.end()) {
      report_.Skip(record.place,
                   absl::StrCat("an end is left out: ", left_out->second));
      return std::nullopt;
    }
    if (making_.dangling == DanglingEnds::kRefuse) {
      problems_.Add(record.place.line,
                    absl::StrCat(FormatPlace(record.place), ": there is no '",
                                 key, "' in the source"));
      return std::nullopt;
    }
    if (mapping_.unresolved.empty()) {
      report_.Skip(record.place, "an end is not in the source");
      return std::nullopt;
    }
    return Placeholder(record, key);
  }

  Made Placeholder(const RelationRecord& record, const std::string& key) {
    ++report_.unresolved;
    const std::string& collection =
        ontology_.FindEntityKind(mapping_.unresolved)->collection;
    Made made{absl::StrCat(collection, "/", source_name_, "-", NameOfText(key)),
              mapping_.unresolved};
    graph::Entity entity;
    entity.kind = made.kind;
    const std::string name = OnOneLine(key);
    entity.name = {name, name};
    entity.attributes["unresolved"] = "true";
    graph::Fact fact;
    fact.id = made.id;
    fact.verified = false;
    fact.body = std::move(entity);
    Put(std::move(fact), record.place);
    by_key_.emplace(key, made);
    return made;
  }

  // The first that fits; null after telling why there is none.
  const RelationRule* RuleOf(const RelationRecord& record, const Made& source,
                             const std::optional<Made>& target) {
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
      report_.Skip(record.place,
                   absl::StrCat(record.type, ": ", rule->kind,
                                rule->reversed ? ", reversed," : "",
                                " is not for ", ends));
      rule = nullptr;
    }
    return rule;
  }

  bool Fits(const std::vector<std::string>& kinds,
            const std::string& kind) const {
    return kinds.empty() || ontology_.Allows(kinds, kind);
  }

  bool Allowed(const RelationRule& rule, const Made& source,
               const std::optional<Made>& target) const {
    const graph::RelationKind& kind =
        ontology_.relation_kind(*ontology_.FindRelationKind(rule.kind));
    const auto& of_source = rule.reversed ? kind.targets : kind.sources;
    const auto& of_target = rule.reversed ? kind.sources : kind.targets;
    return ontology_.Allows(of_source, source.kind) &&
           (!target || ontology_.Allows(of_target, target->kind));
  }

  void Put(graph::Fact fact, const RecordPlace& place) {
    graph::Evidence evidence;
    evidence.source = made_.source;
    if (!place.pointer.empty() || place.line > 0) {
      evidence.locator = OnOneLine(FormatPlace(place));
    }
    evidence.speaker = speaker_;
    evidence.asserted_on = made_.asserted_on;
    fact.evidence.push_back(std::move(evidence));
    made_.places.emplace(fact.id, place);
    std::string id = fact.id;
    facts_.emplace(std::move(id), std::move(fact));
  }

  const Mapping& mapping_;
  const graph::Ontology& ontology_;
  const FactMaking& making_;
  ImportReport& report_;
  Problems& problems_;
  const CountryNames countries_;
  KnownEntities known_;
  const Judgements judgements_;
  std::string source_name_;
  std::string speaker_;
  MadeFacts made_;
  std::map<std::string, graph::Fact> facts_;
  absl::flat_hash_map<std::string, Made> by_key_;
  absl::flat_hash_map<std::string, std::string> left_out_;  // and why
};

}  // namespace

std::string SourceIdOf(const SourceRecord& source, const FactMaking& making) {
  if (!making.source_id.empty()) return making.source_id;
  return absl::StrCat("sources/",
                      NameOfText(source.identity.empty() ? BaseName(making.file)
                                                         : source.identity));
}

MadeFacts MakeFacts(RecordList& records, const Mapping& mapping,
                    const graph::Ontology& ontology,
                    const graph::Snapshot* current, const FactMaking& making,
                    ImportReport& report, Problems& problems) {
  return FactMaker(mapping, ontology, current, making, report, problems)
      .Make(records);
}

}  // namespace ketenzicht::ingest
