#include "graph/internal/denied_relations.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/denials.h"

namespace ketenzicht::graph::internal {
namespace {

class DeniedRelations {
 public:
  explicit DeniedRelations(ContradictionContext& context)
      : context_(context), table_(context.table()) {
    for (InstanceIndex i : table_.denied()) {
      if (table_.denies(i)) by_target_[table_.target(i)].push_back(i);
    }
  }

  std::vector<Contradiction> Find() {
    if (by_target_.empty()) return {};
    for (InstanceIndex r : Denials(table_).Candidates(/*parts=*/true)) {
      if (!IsPutForward(r)) continue;
      for (FactIndex denied : {table_.target(r), kNoFact}) {
        const auto it = by_target_.find(denied);
        if (it == by_target_.end()) continue;
        for (InstanceIndex d : it->second) {
          if (!context_.budget().Spend()) return Take();
          if (IsAbout(d, r)) Meet(r, d);
        }
      }
    }
    return Take();
  }

 private:
  struct Pair {
    std::vector<DeniedPlace> places;
    bool concerns = false;
  };

  // As far as sections 1 to 3 of the rules go. What they leave unknown, by its
  // date or membership, is as silent as what is recorded so.
  bool IsPutForward(InstanceIndex r) const {
    if (table_.fact(r) == kNoFact || table_.source(r) == kNoFact ||
        table_.target(r) == kNoFact || !PutsForward(table_.recorded(r)) ||
        table_.modal(r) > Status::kNotExcluded) {
      return false;
    }
    switch (table_.omission(r)) {
      case Omission::kNone:
      case Omission::kDenied:
      case Omission::kSpecific:
      case Omission::kCarrier:
      case Omission::kGuard:
        return true;
      default:
        return false;
    }
  }

  bool IsReadingOf(InstanceIndex r, InstanceIndex d) const {
    const std::vector<std::string>& from =
        table_.facts().inferred_from(table_.fact(r));
    return std::find(from.begin(), from.end(),
                     table_.facts().id(table_.fact(d))) != from.end();
  }

  // Not by Denials::About: in a view that is made, memberships that their
  // carriers or guards take away still pass denials on.
  bool IsAbout(InstanceIndex d, InstanceIndex r) {
    const Ontology& ontology = context_.snapshot().ontology();
    if (!ontology.RelationIsA(table_.kind(r), table_.kind(d)) ||
        !SpeaksOf(table_.carriers(d), table_.carriers(r)) ||
        IsReadingOf(r, d)) {
      return false;
    }
    const FactIndex from = table_.source(d);
    if (from == kNoFact || from == table_.source(r)) return true;
    if (ontology.relation_kind(table_.kind(r)).passes_denials) return false;
    const std::vector<FactIndex>& wholes = context_.WholesOf(table_.source(r));
    return std::binary_search(wholes.begin(), wholes.end(), from);
  }

  DenialOutcome OutcomeOf(InstanceIndex r, InstanceIndex d) const {
    const bool general_denial = table_.general(d) ||
                                table_.source(d) != table_.source(r) ||
                                table_.target(d) == kNoFact;
    if (!table_.general(r) && general_denial) return DenialOutcome::kStands;
    const std::vector<FactIndex>& of_r = table_.sources(r);
    const std::vector<FactIndex>& of_d = table_.sources(d);
    const bool closes =
        (table_.general(r) && !general_denial) ||
        std::includes(of_d.begin(), of_d.end(), of_r.begin(), of_r.end());
    return closes ? DenialOutcome::kClosed : DenialOutcome::kContested;
  }

  void Meet(InstanceIndex r, InstanceIndex d) {
    Pair& pair = pairs_[{table_.fact(r), table_.fact(d)}];
    DeniedPlace place;
    place.relation = table_.id(r);
    place.denial = table_.id(d);
    place.source = table_.source(r);
    place.target = table_.target(r);
    place.outcome = OutcomeOf(r, d);
    pair.places.push_back(std::move(place));
    if (pair.concerns) return;
    for (FactIndex thing : {table_.fact(r), table_.fact(d), table_.source(r),
                            table_.target(r), table_.source(d)}) {
      if (context_.Concerns(thing)) pair.concerns = true;
    }
  }

  std::vector<Contradiction> Take() {
    std::vector<Contradiction> found;
    for (auto& [facts, pair] : pairs_) {
      Contradiction one;
      one.kind = ContradictionKind::kDenial;
      one.sides[0].fact = facts.first;
      one.sides[1].fact = facts.second;
      if (!pair.concerns) {
        context_.LeaveOut(one);
        continue;
      }
      one.overlap = OverlapOf(table_.facts().valid(facts.first),
                              table_.facts().valid(facts.second));
      one.num_places = static_cast<int64_t>(pair.places.size());
      std::sort(pair.places.begin(), pair.places.end(),
                [](const DeniedPlace& a, const DeniedPlace& b) {
                  return std::tie(a.relation, a.denial) <
                         std::tie(b.relation, b.denial);
                });
      if (pair.places.size() > kMaxPlaces) pair.places.resize(kMaxPlaces);
      one.places = std::move(pair.places);
      found.push_back(std::move(one));
    }
    return found;
  }

  ContradictionContext& context_;
  const InstanceTable& table_;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> by_target_;
  std::map<std::pair<FactIndex, FactIndex>, Pair> pairs_;
};

}  // namespace

std::vector<Contradiction> FindDeniedRelations(ContradictionContext& context) {
  return DeniedRelations(context).Find();
}

}  // namespace ketenzicht::graph::internal
