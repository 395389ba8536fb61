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
#include "ingest/source_update.h"
#include "ingest/stated_ends.h"

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

// A thing that others say, and the source does not.
bool IsLeft(const graph::Fact& fact, const std::string& source) {
  return fact.entity() != nullptr && !IsTakenBack(fact) &&
         LastOf(fact.evidence, source) == nullptr;
}

// The attribute of what the source called its records of the thing, which it
// has or, where it only names it, had; empty where there are none.
std::string RecordKeysOf(const graph::Fact& thing, const std::string& source) {
  const graph::Evidence* last = LastOf(thing.evidence, source);
  if (last == nullptr || last->locator.empty()) return "";
  const SaidBySources said(thing);
  if (!said.Names(source)) return absl::StrCat(source, " ", last->locator);
  return KeptRecordKeys(thing, source);
}

class Standing {
 public:
  // Of what ends, or is left by the source, as `is_asked(fact)` tells.
  // `by_stated`: on what its source states at an end of a relation it stands
  // too, though that be judged to lead elsewhere.
  template <typename IsAsked>
  Standing(const graph::Snapshot& before, const std::vector<graph::Fact>& put,
           bool by_stated, IsAsked is_asked)
      : before_(before) {
    absl::flat_hash_set<absl::string_view> asked;
    for (const graph::Fact& fact : put) {
      put_.insert(fact.id);
      if (is_asked(fact)) asked.insert(fact.id);
    }
    if (asked.empty()) return;
    if (by_stated) judged_ = ByStatedEnd(before);
    for (const graph::Fact& fact : put) {
      if (!StandsOnItsEnds(fact)) continue;
      std::vector<std::string> ends = {fact.relation()->source.id,
                                       fact.relation()->target.id};
      for (const char* name : {kStatedSource, kStatedTarget}) {
        const auto it = fact.relation()->attributes.find(name);
        if (by_stated && it != fact.relation()->attributes.end()) {
          ends.push_back(it->second);
        }
      }
      for (const std::string& end : ends) {
        if (asked.contains(end)) by_end_[end].push_back(&fact);
      }
    }
  }

  // The evidence of a relation that stands on it, by this source where one is
  // given; nothing where none does.
  std::optional<graph::Evidence> NamerOf(const std::string& id,
                                         const std::string& source = "") const {
    if (const auto now = by_end_.find(id); now != by_end_.end()) {
      for (const graph::Fact* fact : now->second) {
        if (auto named = EvidenceOf(*fact, source)) return named;
      }
    }
    const graph::FactIndex thing = before_.Find(id);
    if (thing == graph::kNoFact) return std::nullopt;
    const auto elsewhere = judged_.find(id);
    if (auto named = NamerAmong(before_.relations_from(thing), source)) {
      return named;
    }
    if (auto named = NamerAmong(before_.relations_to(thing), source)) {
      return named;
    }
    return elsewhere == judged_.end() ? std::nullopt
                                      : NamerAmong(elsewhere->second, source);
  }

 private:
  template <typename Relations>
  std::optional<graph::Evidence> NamerAmong(const Relations& relations,
                                            const std::string& source) const {
    for (const graph::FactIndex at : relations) {
      if (put_.contains(before_.facts().id(at))) continue;
      const graph::Fact fact = before_.facts().Read(at);
      if (!StandsOnItsEnds(fact)) continue;
      if (auto named = EvidenceOf(fact, source)) return named;
    }
    return std::nullopt;
  }

  static std::optional<graph::Evidence> EvidenceOf(const graph::Fact& fact,
                                                   const std::string& source) {
    if (source.empty()) return fact.evidence.front();
    const graph::Evidence* last = LastOf(fact.evidence, source);
    return last == nullptr ? std::nullopt : std::optional(*last);
  }

  const graph::Snapshot& before_;
  RelationsByStatedEnd judged_;
  absl::flat_hash_set<std::string> put_;
  absl::flat_hash_map<std::string, std::vector<const graph::Fact*>> by_end_;
};

constexpr char kStoodOn[] =
    "a thing is gone that relations stand on which stay; they stand on a "
    "placeholder";

// What sources only name any more is known by what it was known by.
void KeepIdentifiers(const graph::Snapshot& before, const Taken& taken,
                     std::vector<graph::Fact>& put) {
  for (graph::Fact& fact : put) {
    if (fact.entity() == nullptr || IsTakenBack(fact)) continue;
    auto& attributes = std::get<graph::Entity>(fact.body).attributes;
    const graph::FactIndex at = before.Find(fact.id);
    if (!attributes.contains(kUnresolved) || at == graph::kNoFact) continue;
    const auto& had = before.facts().attributes(at);
    if (had.contains(kTakenBack)) continue;
    for (const auto& [scheme, value] : IdentifiersAmong(had)) {
      if (!taken.contains(IdentifierKey(scheme, value))) {
        attributes.try_emplace(scheme, value);
      }
    }
  }
}

// What the source says no more and others do, and links of it that did not
// change stand on: it names the thing still, and keeps what it called it.
void KeepNamed(const graph::Snapshot& before, const Standing& standing,
               const std::string& source, std::vector<graph::Fact>& put,
               ImportReport& report, std::vector<std::string>& left) {
  for (graph::Fact& fact : put) {
    if (!IsLeft(fact, source)) continue;
    const graph::FactIndex at = before.Find(fact.id);
    if (at == graph::kNoFact) continue;
    graph::Fact there = before.facts().Read(at);
    const std::string keys = RecordKeysOf(there, source);
    if (keys.empty()) continue;
    std::optional<graph::Evidence> named = standing.NamerOf(fact.id, source);
    if (!named) continue;
    const SaidBySources said(there);
    if (!said.Names(source)) {
      left.push_back(fact.id);
      const bool only_named = fact.entity()->attributes.contains(kUnresolved);
      if (only_named) ++report.unresolved;
      report.Remark({},
                    only_named
                        ? kStoodOn
                        : "a record is gone of a thing that other sources "
                          "have, and links that did not change stay on that",
                    fact.id);
    }
    said.ComposeOf(source, there);
    there.valid = {};
    there.note = {};
    auto& entity = std::get<graph::Entity>(there.body);
    entity.aliases.clear();
    entity.attributes = {{kUnresolved, "true"}, {kRecordKeys, keys}};
    SaidBySources now(fact);
    now.Set(source, named->asserted_on, there);
    now.Compose(fact);
    fact.evidence.push_back(*std::move(named));
    SortEvidence(fact.evidence);
  }
}

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

std::vector<std::string> KeepStoodOn(const graph::Snapshot& before,
                                     const std::string& source, bool by_key,
                                     std::vector<graph::Fact>& put,
                                     ImportReport& report) {
  std::vector<std::string> left;
  for (const std::string& id : ReviveStoodOn(before, put)) {
    ++report.unresolved;
    report.Remark({}, kStoodOn, id);
  }
  const Standing standing(before, put, by_key, [&](const graph::Fact& fact) {
    return Ends(fact) || (by_key && IsLeft(fact, source));
  });
  const Taken taken = TakenBy(put);
  for (graph::Fact& fact : put) {
    if (!Ends(fact)) continue;
    std::optional<graph::Evidence> named = standing.NamerOf(fact.id);
    if (!named) continue;
    auto& attributes = std::get<graph::Entity>(fact.body).attributes;
    const bool was_one = attributes.contains(kUnresolved);
    std::string keys;
    if (was_one) {
      keys = attributes[kRecordKeys];
    } else if (by_key) {
      keys = RecordKeysOf(fact, source);
    }
    // CountTakenBack counts those that others name.
    if (!was_one && named->source == source) ++report.unresolved;
    if (!was_one && by_key && standing.NamerOf(fact.id, source)) {
      left.push_back(fact.id);
    }
    MakePlaceholder(fact, taken, *std::move(named));
    if (!keys.empty()) attributes[kRecordKeys] = std::move(keys);
    if (was_one) continue;
    report.Remark({}, kStoodOn, fact.id);
  }
  if (by_key) KeepNamed(before, standing, source, put, report, left);
  KeepIdentifiers(before, taken, put);
  return left;
}

}  // namespace ketenzicht::ingest
