#include "graph/denials.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace ketenzicht::graph {
namespace {

// Whether R was inferred from D.
bool IsReadingOf(const InstanceTable& table, InstanceIndex r, InstanceIndex d) {
  const FactIndex reading = table.fact(r);
  const FactIndex denial = table.fact(d);
  if (reading == kNoFact || denial == kNoFact) return false;
  const std::vector<std::string>& from = table.facts().inferred_from(reading);
  return std::find(from.begin(), from.end(), table.facts().id(denial)) !=
         from.end();
}

bool SourcesWithin(const InstanceTable& table, InstanceIndex r,
                   InstanceIndex d) {
  const std::vector<FactIndex>& of_r = table.sources(r);
  const std::vector<FactIndex>& of_d = table.sources(d);
  return std::includes(of_d.begin(), of_d.end(), of_r.begin(), of_r.end());
}

void ApplyTo(InstanceTable& table, const Denials& denials, bool parts,
             InstanceIndex r) {
  for (const Denials::Match& match :
       denials.About(table.kind(r), table.source(r), table.target(r), parts)) {
    const InstanceIndex d = match.denial;
    if (!SpeaksOf(table.carriers(d), table.carriers(r))) continue;
    if (IsReadingOf(table, r, d)) continue;
    const bool silence = table.recorded(r) == Modality::kUnknown;
    const bool general = table.general(r);
    if (!silence && !general && match.general) continue;
    if (silence || (general && !match.general) || SourcesWithin(table, r, d)) {
      table.Omit(r, Omission::kDenied, table.id(d));
      table.EndContest(r);
      return;
    }
    table.Contest(r, table.id(d));
  }
}

bool PassesDenials(const InstanceTable& table, InstanceIndex r) {
  return table.snapshot()
      .ontology()
      .relation_kind(table.kind(r))
      .passes_denials;
}

// Among relations that pass denials on, or among those that do not. Only what
// comes from a class gives way, and only to what is a fact.
void PreferSpecific(InstanceTable& table, bool passes) {
  for (InstanceIndex r = table.facts().size(); r < table.size(); ++r) {
    if (!table.counts(r) || PassesDenials(table, r) != passes ||
        table.source(r) == kNoFact) {
      continue;
    }
    const std::vector<InstanceIndex> specific = ReplacementsOf(table, r);
    if (!specific.empty()) {
      table.Omit(r, Omission::kSpecific, table.id(specific.front()));
    }
  }
}

}  // namespace

bool SpeaksOf(const FactIndexes& carriers, const FactIndexes& others) {
  return std::all_of(carriers.begin(), carriers.end(), [&](FactIndex carrier) {
    return std::find(others.begin(), others.end(), carrier) != others.end();
  });
}

std::vector<InstanceIndex> ReplacementsOf(const InstanceTable& table,
                                          InstanceIndex instance) {
  std::vector<InstanceIndex> found;
  for (FactIndex one :
       table.snapshot().relations_from(table.source(instance))) {
    if (table.is_instance(one) &&
        table.facts().target(one) == table.target(instance) &&
        table.kind(one) == table.kind(instance) && table.counts(one) &&
        table.modal(one) != Status::kUnknown &&
        SpeaksOf(table.carriers(one), table.carriers(instance))) {
      found.push_back(one);
    }
  }
  return found;
}

std::vector<InstanceIndex> InPlaceOf(const InstanceTable& table,
                                     InstanceIndex instance) {
  if (table.omission(instance) != Omission::kSpecific) return {instance};
  return ReplacementsOf(table, instance);
}

Denials::Denials(const InstanceTable& table) : table_(table) {
  for (InstanceIndex i : table.denied()) {
    if (table.denies(i)) by_target_[table.target(i)].push_back(i);
  }
}

const absl::flat_hash_set<FactIndex>& Denials::Wholes(FactIndex part) const {
  const auto it = wholes_.find(part);
  if (it != wholes_.end()) return it->second;
  absl::flat_hash_set<FactIndex> wholes = {part};
  std::vector<FactIndex> queue = {part};
  while (!queue.empty()) {
    const FactIndex at = queue.back();
    queue.pop_back();
    table_.ForEachFrom(at, [&](InstanceIndex i) {
      if (PassesDenials(table_, i) && table_.omission(i) == Omission::kNone &&
          table_.modal(i) == Status::kOpen && table_.target(i) != kNoFact &&
          wholes.insert(table_.target(i)).second) {
        queue.push_back(table_.target(i));
      }
    });
  }
  return wholes_.emplace(part, std::move(wholes)).first->second;
}

bool Denials::IsPartOf(FactIndex part, FactIndex whole) const {
  // Everything is part of nothing.
  return part == whole || (part != kNoFact && Wholes(part).contains(whole));
}

std::vector<Denials::Match> Denials::About(RelationKindId kind,
                                           FactIndex source, FactIndex target,
                                           bool parts) const {
  std::vector<Match> matches;
  const Ontology& ontology = table_.snapshot().ontology();
  for (FactIndex denied : {target, kNoFact}) {
    const auto it = by_target_.find(denied);
    if (it == by_target_.end()) continue;
    for (InstanceIndex i : it->second) {
      if (!ontology.RelationIsA(kind, table_.kind(i))) continue;
      const FactIndex from = table_.source(i);
      const bool direct = from == source;
      if (!direct && from != kNoFact && (!parts || !IsPartOf(source, from))) {
        continue;
      }
      matches.push_back({i, table_.general(i) || !direct});
    }
    if (target == kNoFact) break;
  }
  std::sort(matches.begin(), matches.end(),
            [this](const Match& a, const Match& b) {
              return table_.id(a.denial) < table_.id(b.denial);
            });
  return matches;
}

std::vector<InstanceIndex> Denials::Candidates(bool parts) const {
  std::vector<InstanceIndex> found;
  const auto take = [&](InstanceIndex i) { found.push_back(i); };
  for (const auto& [target, denials] : by_target_) {
    if (target != kNoFact) {
      table_.ForEachTo(target, take);
      continue;
    }
    for (InstanceIndex denial : denials) {
      const FactIndex source = table_.source(denial);
      if (source == kNoFact) {
        found.clear();
        for (InstanceIndex i = 0; i < table_.size(); ++i) {
          if (table_.is_instance(i)) take(i);
        }
        return found;
      }
      for (FactIndex part : PartsOf(source, parts)) {
        table_.ForEachFrom(part, take);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<FactIndex> Denials::PartsOf(FactIndex whole, bool parts) const {
  std::vector<FactIndex> found = {whole};
  if (!parts) return found;
  absl::flat_hash_set<FactIndex> seen = {whole};
  for (size_t i = 0; i < found.size(); ++i) {
    table_.ForEachTo(found[i], [&](InstanceIndex r) {
      if (PassesDenials(table_, r) && table_.source(r) != kNoFact &&
          seen.insert(table_.source(r)).second) {
        found.push_back(table_.source(r));
      }
    });
  }
  return found;
}

void ApplyDenials(InstanceTable& table, const Denials& denials) {
  // Part-of is settled first, in full: denials hold for parts.
  for (const bool passes : {true, false}) {
    for (InstanceIndex r : denials.Candidates(!passes)) {
      if (table.counts(r) && PassesDenials(table, r) == passes) {
        ApplyTo(table, denials, !passes, r);
      }
    }
    PreferSpecific(table, passes);
  }
}

void FindAvoided(InstanceTable& table) {
  for (InstanceIndex d : table.denied()) {
    if (!table.denies(d) || table.source(d) == kNoFact ||
        table.target(d) == kNoFact || !table.carriers(d).empty()) {
      continue;
    }
    const RelationKind& kind =
        table.snapshot().ontology().relation_kind(table.kind(d));
    if (!kind.denial_reaches.empty()) {
      table.avoided[table.source(d)].insert(table.target(d));
    }
  }
}

}  // namespace ketenzicht::graph
