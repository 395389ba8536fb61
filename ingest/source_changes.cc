#include "ingest/source_changes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "ingest/joined_thing.h"
#include "ingest/said_by_sources.h"
#include "ingest/source_update.h"

namespace ketenzicht::ingest {

namespace {

using Keys = std::vector<std::string>;

// The keys of records by which the source says a fact now.
Keys KeysOf(const std::vector<graph::Evidence>& evidence,
            const std::string& source) {
  const graph::Evidence* last = LastOf(evidence, source);
  if (last == nullptr || last->locator.empty()) return {};
  return absl::StrSplit(last->locator, kKeySeparator);
}

// What the source called the records that it had of a thing, where it only
// names it now: of a placeholder, or beside what others say.
Keys KeptKeysOf(const graph::FactTable& facts, graph::FactIndex at,
                const std::string& source) {
  const auto& attributes = facts.attributes(at);
  const auto keys_in = [&source](absl::string_view kept) -> Keys {
    if (!absl::ConsumePrefix(&kept, absl::StrCat(source, " "))) return {};
    return absl::StrSplit(kept, kKeySeparator);
  };
  if (const auto own = attributes.find(kRecordKeys); own != attributes.end()) {
    Keys keys = keys_in(own->second);
    if (!keys.empty()) return keys;
  }
  // Beside what others say, or what they called it.
  const auto said = attributes.find(kSaidBySources);
  if (said == attributes.end() ||
      !absl::StrContains(said->second, kRecordKeys) ||
      LastOf(facts.evidence(at), source) == nullptr) {
    return {};
  }
  return keys_in(KeptRecordKeys(facts.Read(at), source));
}

// Whether the source only names the thing, which is one of its evidence.
bool IsOnlyNamed(const graph::FactTable& facts, graph::FactIndex at,
                 const std::string& source) {
  const auto& attributes = facts.attributes(at);
  if (attributes.contains(kUnresolved)) return true;
  const auto said = attributes.find(kSaidBySources);
  return said != attributes.end() &&
         absl::StrContains(said->second, kUnresolved) &&
         SaidBySources(facts.Read(at)).Names(source);
}

void SetKeys(graph::Fact& fact, const std::string& source, Keys keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const graph::Evidence* last = LastOf(fact.evidence, source);
  if (last == nullptr) return;
  fact.evidence[last - fact.evidence.data()].locator =
      absl::StrJoin(keys, kKeySeparator);
}

}  // namespace

absl::flat_hash_map<std::string, MadeEntity> ThingsByKey(
    const graph::Snapshot* current, const std::string& source) {
  absl::flat_hash_map<std::string, MadeEntity> things, kept;
  if (current == nullptr) return things;
  const graph::FactTable& facts = current->facts();
  const auto& kinds = current->ontology().entity_kinds();
  for (graph::FactIndex at = 0; at < facts.size(); ++at) {
    if (!facts.is_entity(at)) continue;
    // What it took back it has no more, unless a placeholder keeps it.
    if (facts.attributes(at).contains(kTakenBack)) continue;
    const MadeEntity thing{std::string(facts.id(at)),
                           kinds[facts.entity_kind(at)].name};
    // Where it is only named, that is by what names it.
    if (!IsOnlyNamed(facts, at, source)) {
      for (const std::string& key : KeysOf(facts.evidence(at), source)) {
        things.emplace(key, thing);
      }
    }
    for (std::string& key : KeptKeysOf(facts, at, source)) {
      kept.emplace(std::move(key), thing);
    }
  }
  // What a record is goes before what one was.
  things.insert(kept.begin(), kept.end());
  return things;
}

bool IsSaidByUnchanged(const std::vector<graph::Evidence>& evidence,
                       const std::string& source,
                       const SourceChanges& changes) {
  const Keys keys = KeysOf(evidence, source);
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return !changes.keys.contains(key);
  });
}

namespace {

// As the records say that are named in no change; whether it is put.
class Kept {
 public:
  Kept(const graph::Snapshot& current, const std::string& source,
       const SourceChanges& changes)
      : stored_(current.facts()), source_(source), changes_(changes) {}

  // Whether records that are not named say it still.
  bool IsSaidByOthers(const std::string& id) const {
    return !KeysLeft(id).empty();
  }

  // What the source says of a stored thing.
  graph::Fact SaidOf(const std::string& id) const {
    graph::Fact thing = stored_.Read(stored_.Find(id));
    SaidBySources(thing).ComposeOf(source_, thing);
    return thing;
  }

  // Of one that is said now: records that are not named say it still; but for
  // those that only named a thing, of which the source has a record now.
  void Join(graph::Fact& fact) const {
    const Keys others = KeysLeft(fact.id);
    if (others.empty() || (IsNamedOnly(fact.id) && !IsUnresolved(fact))) return;
    Keys keys = KeysOf(fact.evidence, source_);
    keys.insert(keys.end(), others.begin(), others.end());
    SetKeys(fact, source_, std::move(keys));
  }

  // Of one that would end: false where it stays as it is stored. Whether what
  // is only named ends, what stands on it tells (stood_on.h).
  bool Changes(graph::Fact& fact) const {
    const graph::FactIndex at = stored_.Find(fact.id);
    const size_t all = KeysOf(stored_.evidence(at), source_).size();
    const Keys left = KeysLeft(fact.id);
    if (all == left.size()) return false;
    if (!left.empty() && !IsNamedOnly(fact.id)) {
      fact = stored_.Read(at);
      SetKeys(fact, source_, left);
    }
    return true;
  }

  // Whether the source only names it, whatever others say of it.
  bool IsNamedOnly(const std::string& id) const {
    const graph::FactIndex at = stored_.Find(id);
    if (at == graph::kNoFact || !stored_.is_entity(at)) return false;
    return SaidBySources(stored_.Read(at)).Names(source_);
  }

 private:
  static bool IsUnresolved(const graph::Fact& fact) {
    return fact.entity() != nullptr &&
           fact.entity()->attributes.contains(kUnresolved);
  }

  Keys KeysLeft(const std::string& id) const {
    const graph::FactIndex at = stored_.Find(id);
    if (at == graph::kNoFact || IsTakenBack(stored_.Read(at))) return {};
    Keys keys = KeysOf(stored_.evidence(at), source_);
    std::erase_if(keys, [this](const std::string& key) {
      return changes_.keys.contains(key);
    });
    return keys;
  }

  const graph::FactTable& stored_;
  const std::string& source_;
  const SourceChanges& changes_;
};

}  // namespace

void JoinUnchanged(const graph::Snapshot& current, const SourceChanges& changes,
                   MadeFacts& made, ImportReport& report) {
  const Kept kept(current, made.source, changes);
  for (graph::Fact& fact : made.facts) {
    if (fact.entity() == nullptr || !kept.IsSaidByOthers(fact.id)) continue;
    graph::Fact stored = kept.SaidOf(fact.id);
    // Records that name a thing say nothing of it.
    if (stored.entity()->attributes.contains(kUnresolved)) continue;
    const graph::Fact now = fact;
    JoinThing(fact, std::move(stored));
    if (fact == now) continue;
    const auto place = made.places.find(fact.id);
    report.Remark(
        place == made.places.end() ? RecordPlace() : place->second,
        "a record that did not change says the thing too, and what the "
        "source said of it before stays beside what it says now",
        fact.id);
  }
}

void KeepUnchanged(const graph::Snapshot& current, const std::string& source,
                   const SourceChanges& changes,
                   const absl::flat_hash_set<std::string>& said,
                   std::vector<graph::Fact>& facts, ImportReport& report) {
  const graph::FactTable& stored = current.facts();
  const Kept kept(current, source, changes);
  std::vector<graph::Fact> put;
  for (graph::Fact& fact : facts) {
    if (said.contains(fact.id)) {
      kept.Join(fact);
    } else if (!kept.Changes(fact)) {
      continue;
    } else if (fact.entity() != nullptr && kept.IsSaidByOthers(fact.id) &&
               !kept.IsNamedOnly(fact.id)) {
      report.Remark({},
                    "a record of the thing is gone, another one is not, and "
                    "what the source said of it stays",
                    fact.id);
    }
    put.push_back(std::move(fact));
  }
  facts = std::move(put);
  std::map<std::string, int> never_there = changes.deleted;
  for (graph::FactIndex at = 0; at < stored.size(); ++at) {
    for (const graph::Evidence& one : stored.evidence(at)) {
      if (one.source != source) continue;
      for (const absl::string_view key :
           absl::StrSplit(one.locator, kKeySeparator)) {
        never_there.erase(std::string(key));
      }
    }
    if (never_there.empty()) break;
    if (!stored.is_entity(at)) continue;
    for (const std::string& key : KeptKeysOf(stored, at, source)) {
      never_there.erase(key);
    }
  }
  for (const auto& [key, line] : never_there) {
    report.Skip({.line = line}, "deletes what the source did not have", key);
  }
}

}  // namespace ketenzicht::ingest
