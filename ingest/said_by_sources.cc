#include "ingest/said_by_sources.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/flow_text.h"
#include "ingest/formats/json_fields.h"
#include "ingest/identifier.h"
#include "ingest/json_text.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kFrom[] = "@from";
constexpr char kUntil[] = "@until";
constexpr char kNote[] = "@note";
constexpr char kKind[] = "@kind";
constexpr char kOpen[] = "open";

void PutBound(const graph::Bound& bound, const char* name,
              std::map<std::string, std::string>& attributes) {
  if (bound.kind == graph::Bound::Kind::kOpen) attributes[name] = kOpen;
  if (bound.kind == graph::Bound::Kind::kDated) {
    attributes[name] = graph::FormatDateRange(bound.range);
  }
}

std::string Take(const char* name,
                 std::map<std::string, std::string>& attributes) {
  const auto it = attributes.find(name);
  if (it == attributes.end()) return "";
  std::string value = std::move(it->second);
  attributes.erase(it);
  return value;
}

graph::Bound BoundOf(const std::string& text) {
  if (text == kOpen) return graph::Bound::Open();
  const absl::StatusOr<graph::DateRange> range = graph::ParseDateRange(text);
  return range.ok() ? graph::Bound::Dated(*range) : graph::Bound();
}

void SortUnique(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace

bool IsTakenBack(const graph::Fact& fact) {
  if (fact.entity() != nullptr) {
    return fact.entity()->attributes.contains(kTakenBack);
  }
  return fact.relation() != nullptr &&
         fact.relation()->attributes.contains(kTakenBack);
}

void FreeNames(const std::vector<std::string>& names,
               std::map<std::string, std::string>& attributes) {
  for (const std::string& name : names) {
    auto own = attributes.extract(name);
    if (own.empty()) continue;
    do {
      own.key() = absl::StrCat("their_", own.key());
    } while (attributes.contains(own.key()));
    attributes.insert(std::move(own));
  }
}

void FreeOurNames(std::map<std::string, std::string>& attributes) {
  std::vector<std::string> ours = {kSaidBySources, kUnresolved, kTakenBack,
                                   kStatedUntil, kRecordKeys};
  for (const absl::string_view scheme : IdentifierSchemes()) {
    ours.emplace_back(scheme);
  }
  for (const auto& [name, value] : attributes) {
    if (name[0] == '@') ours.push_back(name);
  }
  FreeNames(ours, attributes);
}

std::string KeptRecordKeys(const graph::Fact& thing,
                           const std::string& source) {
  graph::Fact own = thing;
  SaidBySources(thing).ComposeOf(source, own);
  const auto& attributes = own.entity()->attributes;
  const auto kept = attributes.find(kRecordKeys);
  return kept == attributes.end() ? "" : kept->second;
}

SaidBySources::Said SaidBySources::SaidOf(const graph::Fact& thing) {
  const graph::Entity& entity = *thing.entity();
  Said said{{}, entity.name, entity.aliases, entity.attributes};
  said.attributes.erase(kSaidBySources);
  PutBound(thing.valid.from, kFrom, said.attributes);
  PutBound(thing.valid.until, kUntil, said.attributes);
  if (!thing.note.en.empty()) said.attributes[kNote] = thing.note.en;
  said.attributes[kKind] = entity.kind;
  SortUnique(said.aliases);
  return said;
}

// An import says a note in one language, the source's.
void SaidBySources::Put(Said said, graph::Fact& thing) {
  auto& entity = std::get<graph::Entity>(thing.body);
  thing.valid.from = BoundOf(Take(kFrom, said.attributes));
  thing.valid.until = BoundOf(Take(kUntil, said.attributes));
  const std::string note = Take(kNote, said.attributes);
  thing.note = {note, note};
  const std::string kind = Take(kKind, said.attributes);
  if (!kind.empty()) entity.kind = kind;
  entity.name = std::move(said.name);
  entity.aliases = std::move(said.aliases);
  entity.attributes = std::move(said.attributes);
}

SaidBySources::SaidBySources(const graph::Fact& thing) {
  const graph::Entity& entity = *thing.entity();
  const auto kept = entity.attributes.find(kSaidBySources);
  if (kept != entity.attributes.end()) ReadKept(kept->second);
  std::map<std::string, Said> all;
  for (const graph::Evidence& one : thing.evidence) {
    const auto [it, added] = all.try_emplace(one.source);
    Said& said = it->second;
    if (added) {
      const auto own = by_source_.find(one.source);
      said = own == by_source_.end() ? SaidOf(thing) : own->second;
      said.asserted_on = one.asserted_on;
    }
    said.asserted_on = std::max(said.asserted_on, one.asserted_on);
  }
  by_source_ = std::move(all);
}

// Whatever somebody else made of it is as if nothing were kept.
void SaidBySources::ReadKept(const std::string& text) {
  Problems problems("");
  const std::optional<YamlNode> root = ParseJson(text, 1, problems);
  if (!root) return;
  for (const YamlNode& one : root->items) {
    Said said;
    if (const YamlNode* name = one.Find("name")) {
      said.name = {TextOf(*name, "nl"), TextOf(*name, "en")};
    }
    said.aliases = TextsOf(one, "aliases");
    if (const YamlNode* attributes = one.Find("attributes")) {
      for (const YamlField& field : attributes->fields) {
        said.attributes[field.name] = field.value.scalar;
      }
    }
    for (const std::string& source : TextsOf(one, "sources")) {
      by_source_.insert_or_assign(source, said);
    }
  }
}

void SaidBySources::Set(const std::string& source, graph::Date asserted_on,
                        const graph::Fact& thing) {
  Said said = SaidOf(thing);
  said.asserted_on = asserted_on;
  by_source_.insert_or_assign(source, std::move(said));
}

void SaidBySources::Remove(const std::string& source) {
  by_source_.erase(source);
}

void SaidBySources::ComposeOf(const std::string& source,
                              graph::Fact& thing) const {
  Put(by_source_.at(source), thing);
}

std::vector<std::map<std::string, std::string>> SaidBySources::AttributesBeside(
    const std::string& source) const {
  std::vector<const Said*> others;
  for (const auto& [name, said] : by_source_) {
    if (name != source) others.push_back(&said);
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const Said* a, const Said* b) {
                     return b->asserted_on < a->asserted_on;
                   });
  std::vector<std::map<std::string, std::string>> attributes;
  for (const Said* said : others) attributes.push_back(said->attributes);
  return attributes;
}

std::vector<std::string> SaidBySources::Naming() const {
  std::vector<std::string> naming;
  for (const auto& [source, said] : by_source_) {
    if (said.attributes.contains(kUnresolved)) naming.push_back(source);
  }
  return naming;
}

bool SaidBySources::Names(const std::string& source) const {
  const auto it = by_source_.find(source);
  return it != by_source_.end() && it->second.attributes.contains(kUnresolved);
}

std::map<std::string, const SaidBySources::Said*> SaidBySources::Telling()
    const {
  std::map<std::string, const Said*> telling, naming;
  for (const auto& [source, said] : by_source_) {
    (said.attributes.contains(kUnresolved) ? naming : telling)[source] = &said;
  }
  return telling.empty() ? naming : telling;
}

std::vector<std::string> SaidBySources::DisputedBy(
    const std::string& source) const {
  std::vector<std::string> disputed;
  const std::map<std::string, const Said*> telling = Telling();
  const auto own = telling.find(source);
  if (own == telling.end()) return disputed;
  for (const auto& [name, value] : own->second->attributes) {
    for (const auto& [other, said] : telling) {
      const auto its = said->attributes.find(name);
      if (its != said->attributes.end() && its->second != value) {
        disputed.push_back(name.substr(name[0] == '@' ? 1 : 0));
        break;
      }
    }
  }
  return disputed;
}

void SaidBySources::Compose(graph::Fact& thing) const {
  Said composed;
  composed.name = NameOf(thing.entity()->name);
  composed.aliases = AliasesBeside(composed.name);
  composed.attributes = AttributesOf(SaidOf(thing).attributes);
  FitDays(composed);
  std::string kept = Kept(composed);
  Put(std::move(composed), thing);
  if (!kept.empty()) {
    std::get<graph::Entity>(thing.body).attributes[kSaidBySources] =
        std::move(kept);
  }
}

void SaidBySources::FitDays(Said& composed) const {
  const auto from = composed.attributes.find(kFrom);
  const auto until = composed.attributes.find(kUntil);
  if (from == composed.attributes.end() || until == composed.attributes.end() ||
      from->second == kOpen || until->second == kOpen ||
      BoundOf(from->second).range.earliest <
          BoundOf(until->second).range.latest) {
    return;
  }
  const Said* newest = nullptr;
  for (const auto& [source, said] : Telling()) {
    const bool states =
        said->attributes.contains(kFrom) || said->attributes.contains(kUntil);
    if (states &&
        (newest == nullptr || newest->asserted_on < said->asserted_on)) {
      newest = said;
    }
  }
  for (const char* name : {kFrom, kUntil}) {
    const auto own = newest->attributes.find(name);
    composed.attributes.erase(name);
    if (own != newest->attributes.end()) {
      composed.attributes[name] = own->second;
    }
  }
}

graph::Text SaidBySources::NameOf(const graph::Text& standing) const {
  const Said* newest = nullptr;
  for (const auto& [source, said] : Telling()) {
    if (said->name == standing) return standing;
    if (newest == nullptr || newest->asserted_on < said->asserted_on) {
      newest = said;
    }
  }
  return newest->name;
}

std::vector<std::string> SaidBySources::AliasesBeside(
    const graph::Text& name) const {
  std::vector<std::string> aliases;
  const auto add = [&](const std::string& one) {
    if (one != name.en && one != name.nl) aliases.push_back(one);
  };
  for (const auto& [source, said] : Telling()) {
    add(said->name.en);
    for (const std::string& alias : said->aliases) add(alias);
  }
  SortUnique(aliases);
  return aliases;
}

std::map<std::string, std::string> SaidBySources::AttributesOf(
    const std::map<std::string, std::string>& standing) const {
  std::map<std::string, std::string> values;
  std::map<std::string, graph::Date> days;
  for (const auto& [source, said] : Telling()) {
    for (const auto& [name, value] : said->attributes) {
      const auto [it, added] = values.try_emplace(name, value);
      graph::Date& day =
          days.try_emplace(name, said->asserted_on).first->second;
      const auto stands = standing.find(name);
      const bool newer = day < said->asserted_on;
      const bool as_it_stands = day == said->asserted_on &&
                                stands != standing.end() &&
                                stands->second == value;
      if (!added && (newer || as_it_stands)) {
        it->second = value;
        day = said->asserted_on;
      }
    }
  }
  return values;
}

// Of those that say something else than what stands; those that say the same
// stand together. Empty where all say what stands.
std::string SaidBySources::Kept(const Said& composed) const {
  std::vector<std::pair<const Said*, std::vector<std::string>>> groups;
  for (const auto& of_source : by_source_) {
    const std::string& source = of_source.first;
    const Said& said = of_source.second;
    if (said.SaysAs(composed)) continue;
    auto group = std::find_if(
        groups.begin(), groups.end(),
        [&said](const auto& one) { return one.first->SaysAs(said); });
    if (group == groups.end()) {
      group = groups.insert(groups.end(), {&said, {}});
    }
    group->second.push_back(source);
  }
  if (groups.empty()) return "";
  std::vector<std::string> texts;
  for (const auto& [said, sources] : groups) {
    FlowMap map(FlowStyle::kJson);
    map.Texts("sources", sources);
    map.Both("name", said->name);
    map.Texts("aliases", said->aliases);
    if (!said->attributes.empty()) {
      map.Raw("attributes", FlowOf(said->attributes, FlowStyle::kJson));
    }
    texts.push_back(map.Done());
  }
  return absl::StrCat("[", absl::StrJoin(texts, ", "), "]");
}

}  // namespace ketenzicht::ingest
