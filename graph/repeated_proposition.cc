#include "graph/repeated_proposition.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace ketenzicht::graph {
namespace {

bool EndsBefore(const ValidTime& a, const ValidTime& b) {
  return a.until.kind == Bound::Kind::kDated &&
         b.from.kind == Bound::Kind::kDated &&
         a.until.range.latest <= b.from.range.earliest;
}

bool SayTheSame(const Fact& a, const Fact& b) {
  const Relation& one = *a.relation();
  const Relation& other = *b.relation();
  return one.kind == other.kind && one.source == other.source &&
         one.target == other.target &&
         std::is_permutation(one.via.begin(), one.via.end(), other.via.begin(),
                             other.via.end()) &&
         one.holds_while == other.holds_while && a.modality == b.modality &&
         a.unknown_kind == b.unknown_kind && !EndsBefore(a.valid, b.valid) &&
         !EndsBefore(b.valid, a.valid);
}

// How many relations the snapshot has there.
size_t RecordedAt(const Overlay& overlay, const std::string& id, bool target) {
  const FactIndex index = overlay.base().Find(id);
  if (index == kNoFact) return 0;
  return target ? overlay.base().relations_to(index).size()
                : overlay.base().relations_from(index).size();
}

}  // namespace

std::string RepeatedBy(const Overlay& overlay, const Fact& fact) {
  if (fact.relation() == nullptr) return "";
  const std::string& source = fact.relation()->source.id;
  const std::string& target = fact.relation()->target.id;
  if (source.empty() && target.empty()) return "";
  const bool at_target =
      source.empty() ||
      (!target.empty() &&
       RecordedAt(overlay, target, true) < RecordedAt(overlay, source, false));
  for (const std::string& id :
       overlay.RelationsAt(at_target ? target : source, at_target)) {
    const std::optional<Fact> other = overlay.Find(id);
    if (id != fact.id && other && SayTheSame(fact, *other)) return id;
  }
  return "";
}

}  // namespace ketenzicht::graph
