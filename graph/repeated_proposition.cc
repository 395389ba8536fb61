#include "graph/repeated_proposition.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "graph/scenario_counting.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

bool EndsBefore(const ValidTime& a, const ValidTime& b) {
  return a.until.kind == Bound::Kind::kDated &&
         b.from.kind == Bound::Kind::kDated &&
         a.until.range.latest <= b.from.range.earliest;
}

// Kind, ends, carriers and guard, over time that may overlap.
bool AreOneProposition(const Fact& a, const Fact& b) {
  const Relation& one = *a.relation();
  const Relation& other = *b.relation();
  return one.kind == other.kind && one.source == other.source &&
         one.target == other.target &&
         std::is_permutation(one.via.begin(), one.via.end(), other.via.begin(),
                             other.via.end()) &&
         one.holds_while == other.holds_while &&
         !EndsBefore(a.valid, b.valid) && !EndsBefore(b.valid, a.valid);
}

// The first day and the day after the last on which it may hold; nothing where
// there is no such day.
std::pair<std::optional<Date>, std::optional<Date>> SpanOf(
    const ValidTime& valid) {
  std::pair<std::optional<Date>, std::optional<Date>> span;
  if (valid.from.kind == Bound::Kind::kDated) {
    span.first = valid.from.range.earliest;
  }
  if (valid.until.kind == Bound::Kind::kDated) {
    span.second = valid.until.range.latest;
  }
  return span;
}

// How many relations the snapshot has there.
size_t RecordedAt(const Overlay& overlay, const std::string& id, bool target) {
  const FactIndex index = overlay.base().Find(id);
  if (index == kNoFact) return 0;
  return target ? overlay.base().relations_to(index).size()
                : overlay.base().relations_from(index).size();
}

// All others that say the proposition, by id.
std::vector<Fact> OthersThatSay(const Overlay& overlay, const Fact& fact) {
  if (fact.relation() == nullptr) return {};
  const std::string& source = fact.relation()->source.id;
  const std::string& target = fact.relation()->target.id;
  if (source.empty() && target.empty()) return {};
  const bool at_target =
      source.empty() ||
      (!target.empty() &&
       RecordedAt(overlay, target, true) < RecordedAt(overlay, source, false));
  std::vector<Fact> found;
  for (const std::string& id :
       overlay.RelationsAt(at_target ? target : source, at_target)) {
    std::optional<Fact> other = overlay.Find(id);
    if (id != fact.id && other && AreOneProposition(fact, *other)) {
      found.push_back(*std::move(other));
    }
  }
  return found;
}

}  // namespace

Repetition RepeatedBy(const Overlay& overlay, const Fact& fact) {
  Repetition found;
  for (const Fact& other : OthersThatSay(overlay, fact)) {
    if (fact.modality != other.modality ||
        fact.unknown_kind != other.unknown_kind) {
      continue;
    }
    const bool other_days = SpanOf(fact.valid) != SpanOf(other.valid);
    if (found.id.empty() || !other_days) found = {other.id, other_days};
    if (!other_days) break;
  }
  return found;
}

std::string SaidTooBy(const Overlay& overlay, const ScenarioCounting* counting,
                      const Fact& fact) {
  for (const Fact& other : OthersThatSay(overlay, fact)) {
    if (StatusOf(other.modality) <= Status::kNotExcluded &&
        WhyItDoesNotCount(overlay, counting, other).empty()) {
      return other.id;
    }
  }
  return "";
}

}  // namespace ketenzicht::graph
