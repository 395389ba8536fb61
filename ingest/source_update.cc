#include "ingest/source_update.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"
#include "ingest/judgements.h"
#include "ingest/said_by_sources.h"

namespace ketenzicht::ingest {
namespace {

using Evidences = std::vector<graph::Evidence>;

Evidences Of(const Evidences& evidence, const std::string& source, bool of_it) {
  Evidences some;
  for (const graph::Evidence& one : evidence) {
    if ((one.source == source) == of_it) some.push_back(one);
  }
  return some;
}

// Where the source said it first and last.
Evidences FirstAndLast(const Evidences& before, graph::Evidence now) {
  Evidences kept;
  const auto first =
      std::min_element(before.begin(), before.end(),
                       [](const graph::Evidence& a, const graph::Evidence& b) {
                         return a.asserted_on < b.asserted_on;
                       });
  if (first != before.end() && first->asserted_on < now.asserted_on) {
    kept.push_back(*first);
  }
  kept.push_back(std::move(now));
  return kept;
}

std::map<std::string, std::string>& AttributesOf(graph::Fact& fact) {
  auto* entity = std::get_if<graph::Entity>(&fact.body);
  return entity != nullptr ? entity->attributes
                           : std::get<graph::Relation>(fact.body).attributes;
}

// What all sources of a thing say of it, this one with it, and where they
// differ.
void Compose(graph::Fact& there, const std::string& source,
             graph::Date asserted, const graph::Fact& now,
             const RecordPlace& place, ImportReport& report) {
  auto& entity = std::get<graph::Entity>(there.body);
  if (entity.attributes.contains(kUnresolved)) {
    entity.about = now.entity()->about;
  }
  SaidBySources said(there);
  said.Set(source, asserted, now);
  for (const std::string& name : said.DisputedBy(source)) {
    report.Remark(
        place,
        absl::StrCat("sources differ in ", name,
                     ", and the newer one stands, or the first of one day"),
        there.id);
  }
  said.Compose(there);
}

// One fact that is there and that the source says now. Who took it back before
// says it no more.
graph::Fact Together(graph::Fact there, graph::Fact now,
                     const std::string& source, const RecordPlace& place,
                     ImportReport& report) {
  const Evidences mine = Of(there.evidence, source, true);
  Evidences others;
  if (!IsTakenBack(there)) others = Of(there.evidence, source, false);
  graph::Evidence said = std::move(now.evidence.front());
  const graph::Date asserted = said.asserted_on;
  Evidences all = FirstAndLast(mine, std::move(said));
  if (others.empty()) {
    now.evidence = std::move(all);
    return now;
  }
  ++report.merged;
  if (now.entity() != nullptr) {
    Compose(there, source, asserted, now, place, report);
  }
  all.insert(all.end(), others.begin(), others.end());
  SortEvidence(all);
  there.evidence = std::move(all);
  there.verified = there.verified || now.verified;
  if (!now.origin.inferred) there.origin = {};
  return there;
}

// Between the day on which it was asserted last and now; where its end is
// stated, no later than that.
graph::Bound EndOfTakenBack(const graph::Fact& there, graph::Date now) {
  graph::Date last = there.evidence.front().asserted_on;
  for (const graph::Evidence& one : there.evidence) {
    last = std::max(last, one.asserted_on);
  }
  // Of one day: a source that was corrected.
  const graph::Date earliest =
      last < now ? graph::Date::FromDays(last.days() + 1) : now;
  graph::DateRange range{earliest, std::max(earliest, now)};
  const graph::Bound& from = there.valid.from;
  if (from.kind == graph::Bound::Kind::kDated) {
    // Said no more when it started, if it did: it may have held on no day.
    range.latest = std::max(
        range.latest, graph::Date::FromDays(from.range.earliest.days() + 1));
  }
  const graph::Bound& until = there.valid.until;
  if (until.kind == graph::Bound::Kind::kDated) {
    range.earliest = std::min(range.earliest, until.range.earliest);
    range.latest = std::min(range.latest, until.range.latest);
  }
  return graph::Bound::Dated(range);
}

bool Names(const Evidences& evidence, const std::string& source) {
  return std::any_of(
      evidence.begin(), evidence.end(),
      [&](const graph::Evidence& one) { return one.source == source; });
}

}  // namespace

const graph::Evidence* LastOf(const Evidences& evidence,
                              const std::string& source) {
  const graph::Evidence* last = nullptr;
  for (const graph::Evidence& one : evidence) {
    if (one.source == source &&
        (last == nullptr || last->asserted_on <= one.asserted_on)) {
      last = &one;
    }
  }
  return last;
}

void SortEvidence(Evidences& evidence) {
  std::stable_sort(evidence.begin(), evidence.end(),
                   [](const graph::Evidence& a, const graph::Evidence& b) {
                     return std::tie(a.source, a.asserted_on) <
                            std::tie(b.source, b.asserted_on);
                   });
}

std::optional<graph::Fact> SaidNoLonger(graph::Fact there,
                                        const std::string& source,
                                        graph::Date now) {
  // An import says no measures: one that cites its source is not its own.
  if (there.measure() != nullptr || IsTakenBack(there)) return std::nullopt;
  Evidences others = Of(there.evidence, source, false);
  if (!others.empty()) {
    if (there.entity() != nullptr) {
      SaidBySources said(there);
      said.Remove(source);
      said.Compose(there);
      if (there.entity()->attributes.contains(kUnresolved)) {
        there.verified = false;
      }
    }
    there.evidence = std::move(others);
    return there;
  }
  const graph::Bound until = EndOfTakenBack(there, now);
  if (there.valid.until.kind == graph::Bound::Kind::kDated &&
      there.valid.until != until) {
    AttributesOf(there)[kStatedUntil] =
        graph::FormatDateRange(there.valid.until.range);
  }
  there.valid.until = until;
  AttributesOf(there)[kTakenBack] = source;
  return there;
}

std::optional<graph::Evidence> NamedInARelation(
    const graph::Snapshot& current, graph::FactIndex thing,
    absl::FunctionRef<bool(graph::FactIndex, const graph::Evidence&)> counts) {
  const graph::FactTable& facts = current.facts();
  for (const graph::FactIndexes& relations :
       {current.relations_from(thing), current.relations_to(thing)}) {
    for (const graph::FactIndex at : relations) {
      const graph::Fact fact = facts.Read(at);
      if (IsTakenBack(fact) || fact.relation()->kind == kSameAs) continue;
      for (const graph::Evidence& one : fact.evidence) {
        if (counts(at, one)) return one;
      }
    }
  }
  return std::nullopt;
}

bool IsImported(const graph::Snapshot& current, const Evidences& evidence) {
  const graph::FactTable& facts = current.facts();
  return !evidence.empty() &&
         std::all_of(evidence.begin(), evidence.end(),
                     [&](const graph::Evidence& one) {
                       const graph::FactIndex at = facts.Find(one.source);
                       return at != graph::kNoFact && facts.is_entity(at) &&
                              facts.attributes(at).contains(kImporterAttribute);
                     });
}

std::optional<graph::Date> AssertedBefore(const graph::Snapshot* current,
                                          const std::string& source) {
  if (current == nullptr) return std::nullopt;
  const graph::FactIndex at = current->Find(source);
  if (at == graph::kNoFact) return std::nullopt;
  std::optional<graph::Date> last;
  for (const graph::Evidence& one : current->facts().evidence(at)) {
    if (one.source == source && (!last || *last < one.asserted_on)) {
      last = one.asserted_on;
    }
  }
  return last;
}

std::vector<graph::Fact> UpdateSource(MadeFacts& made,
                                      const graph::Snapshot* current,
                                      ImportReport& report,
                                      WantedSteps& steps) {
  if (current == nullptr) return std::move(made.facts);
  const graph::FactTable& facts = current->facts();
  absl::flat_hash_set<graph::FactIndex> said;
  // In place: what a source says may be millions of facts.
  std::vector<graph::Fact> put = std::move(made.facts);
  size_t kept = 0;
  for (graph::Fact& now : put) {
    if (!steps.Step()) return {};
    const graph::FactIndex at = facts.Find(now.id);
    if (at != graph::kNoFact) {
      said.insert(at);
      if (!IsImported(*current, facts.evidence(at))) {
        ++report.merged;
        continue;
      }
      const auto place = made.places.find(now.id);
      now = Together(facts.Read(at), std::move(now), made.source,
                     place == made.places.end() ? RecordPlace() : place->second,
                     report);
    }
    if (&put[kept] != &now) put[kept] = std::move(now);
    ++kept;
  }
  put.resize(kept);
  std::vector<bool> names(facts.num_evidence(), false);
  std::vector<bool> looked(facts.num_evidence(), false);
  for (graph::FactIndex at = 0; at < facts.size() && steps.Step(); ++at) {
    const uint32_t number = facts.evidence_number(at);
    if (!looked[number]) {
      looked[number] = true;
      names[number] = Names(facts.evidence(at), made.source);
    }
    if (!names[number] || said.contains(at)) continue;
    if (!IsImported(*current, facts.evidence(at))) continue;
    if (auto gone =
            SaidNoLonger(facts.Read(at), made.source, made.asserted_on)) {
      put.push_back(*std::move(gone));
    }
  }
  std::sort(
      put.begin(), put.end(),
      [](const graph::Fact& a, const graph::Fact& b) { return a.id < b.id; });
  return put;
}

void CountTakenBack(const graph::Snapshot& before, const std::string& source,
                    const std::vector<graph::Fact>& put, ImportReport& report) {
  for (const graph::Fact& fact : put) {
    const graph::FactIndex at = before.Find(fact.id);
    if (at == graph::kNoFact) continue;
    const graph::Fact there = before.facts().Read(at);
    if (IsTakenBack(fact) && fact.valid.until != there.valid.until) {
      ++report.ended;
    }
    if (fact.entity() != nullptr &&
        fact.entity()->attributes.contains(kUnresolved) &&
        !there.entity()->attributes.contains(kUnresolved) &&
        !Names(fact.evidence, source)) {
      ++report.unresolved;
    }
  }
}

}  // namespace ketenzicht::ingest
