#include "ingest/stood_on.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/identifier.h"
#include "ingest/judgements.h"
#include "ingest/said_by_sources.h"

namespace ketenzicht::ingest {
namespace {

bool StandsOnItsEnds(const graph::Fact& fact) {
  return fact.relation() != nullptr && fact.relation()->kind != kSameAs &&
         !IsTakenBack(fact) && !fact.evidence.empty();
}

bool Ends(const graph::Fact& fact) {
  return fact.entity() != nullptr && IsTakenBack(fact);
}

using Taken = absl::flat_hash_set<std::string>;

std::string IdentifierKey(absl::string_view scheme, absl::string_view value) {
  return absl::StrCat(scheme, "=", value);
}

// The identifiers of what is put and does not end.
Taken TakenBy(const std::vector<graph::Fact>& put) {
  Taken taken;
  for (const graph::Fact& fact : put) {
    if (fact.entity() == nullptr || IsTakenBack(fact)) continue;
    for (const auto& [scheme, value] :
         IdentifiersAmong(fact.entity()->attributes)) {
      taken.insert(IdentifierKey(scheme, value));
    }
  }
  return taken;
}

// Its identifiers that nothing else has now, and nothing else that was said of
// it.
void MakePlaceholder(graph::Fact& thing, const Taken& taken,
                     graph::Evidence named) {
  auto& attributes = std::get<graph::Entity>(thing.body).attributes;
  std::map<std::string, std::string> known = {{kUnresolved, "true"}};
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto it = attributes.find(std::string(scheme));
    if (it != attributes.end() &&
        !taken.contains(IdentifierKey(scheme, it->second))) {
      known.insert(*it);
    }
  }
  attributes = std::move(known);
  thing.valid = {};
  thing.note = {};
  thing.verified = false;
  thing.evidence = {std::move(named)};
}

// What the source called its records of the thing.
std::string KeysOf(const graph::Fact& thing, const std::string& source) {
  const graph::Evidence* last = nullptr;
  for (const graph::Evidence& one : thing.evidence) {
    if (one.source == source &&
        (last == nullptr || last->asserted_on <= one.asserted_on)) {
      last = &one;
    }
  }
  return last == nullptr ? "" : last->locator;
}

class Standing {
 public:
  Standing(const graph::Snapshot& before, const std::vector<graph::Fact>& put)
      : before_(before) {
    absl::flat_hash_set<absl::string_view> ending;
    for (const graph::Fact& fact : put) {
      put_.insert(fact.id);
      if (Ends(fact)) ending.insert(fact.id);
    }
    if (ending.empty()) return;
    for (const graph::Fact& fact : put) {
      if (!StandsOnItsEnds(fact)) continue;
      for (const graph::End* end :
           {&fact.relation()->source, &fact.relation()->target}) {
        if (ending.contains(end->id)) by_end_.emplace(end->id, &fact);
      }
    }
  }

  // The evidence of a relation that stands on it; nothing where none does.
  std::optional<graph::Evidence> NamerOf(const std::string& id) const {
    const auto now = by_end_.find(id);
    if (now != by_end_.end()) return now->second->evidence.front();
    const graph::FactIndex thing = before_.Find(id);
    if (thing == graph::kNoFact) return std::nullopt;
    for (const graph::FactIndexes& relations :
         {before_.relations_from(thing), before_.relations_to(thing)}) {
      for (const graph::FactIndex at : relations) {
        if (put_.contains(before_.facts().id(at))) continue;
        const graph::Fact fact = before_.facts().Read(at);
        if (StandsOnItsEnds(fact)) return fact.evidence.front();
      }
    }
    return std::nullopt;
  }

 private:
  const graph::Snapshot& before_;
  absl::flat_hash_set<std::string> put_;
  absl::flat_hash_map<std::string, const graph::Fact*> by_end_;
};

constexpr char kStoodOn[] =
    "a thing is gone that relations stand on which stay; they stand on a "
    "placeholder";

}  // namespace

std::vector<std::string> ReviveStoodOn(const graph::Snapshot& before,
                                       std::vector<graph::Fact>& put) {
  const Taken taken = TakenBy(put);
  absl::flat_hash_set<std::string> there;
  for (const graph::Fact& fact : put) there.insert(fact.id);
  std::vector<std::string> ids;
  std::vector<graph::Fact> revived;
  for (const graph::Fact& fact : put) {
    if (!StandsOnItsEnds(fact)) continue;
    for (const graph::End* end :
         {&fact.relation()->source, &fact.relation()->target}) {
      const graph::FactIndex at = before.Find(end->id);
      if (at == graph::kNoFact || !before.facts().is_entity(at) ||
          !before.facts().attributes(at).contains(kTakenBack) ||
          !there.insert(end->id).second) {
        continue;
      }
      ids.push_back(end->id);
      revived.push_back(before.facts().Read(at));
      MakePlaceholder(revived.back(), taken, fact.evidence.front());
    }
  }
  if (revived.empty()) return ids;
  std::move(revived.begin(), revived.end(), std::back_inserter(put));
  std::sort(
      put.begin(), put.end(),
      [](const graph::Fact& a, const graph::Fact& b) { return a.id < b.id; });
  return ids;
}

void KeepStoodOn(const graph::Snapshot& before, const std::string& source,
                 bool by_key, std::vector<graph::Fact>& put,
                 ImportReport& report) {
  for (const std::string& id : ReviveStoodOn(before, put)) {
    ++report.unresolved;
    report.Remark({}, kStoodOn, id);
  }
  const Standing standing(before, put);
  const Taken taken = TakenBy(put);
  for (graph::Fact& fact : put) {
    if (!Ends(fact)) continue;
    std::optional<graph::Evidence> named = standing.NamerOf(fact.id);
    if (!named) continue;
    auto& attributes = std::get<graph::Entity>(fact.body).attributes;
    const bool was_one = attributes.contains(kUnresolved);
    std::string keys = by_key ? KeysOf(fact, source) : "";
    if (!keys.empty()) keys = absl::StrCat(source, " ", keys);
    if (was_one) keys = attributes[kRecordKeys];
    // CountTakenBack counts those that others name.
    if (!was_one && named->source == source) ++report.unresolved;
    MakePlaceholder(fact, taken, *std::move(named));
    if (!keys.empty()) attributes[kRecordKeys] = std::move(keys);
    if (was_one) continue;
    report.Remark({}, kStoodOn, fact.id);
  }
}

}  // namespace ketenzicht::ingest
