#include "graph/presumptions.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/presumption_premises.h"

namespace ketenzicht::graph {
namespace {

class Presumer {
 public:
  Presumer(InstanceTable& table, const Denials& denials, int index)
      : table_(table),
        facts_(table.facts()),
        ontology_(table.snapshot().ontology()),
        denials_(denials),
        index_(index),
        rule_(table.snapshot().policy().document().presumptions[index]),
        kind_(*ontology_.FindRelationKind(rule_.presumes)),
        search_(table, index),
        asked_(table.facts(), rule_.products) {}

  void FromHandledInformation() {
    const RelationKindId handling = *ontology_.FindRelationKind(rule_.handling);
    std::vector<InstanceIndex> handlings;
    for (InstanceIndex i = 0; i < table_.size(); ++i) {
      // A denial of everything that may hold counts, but is about nothing.
      if (table_.is_instance(i) && table_.target(i) != kNoFact &&
          ontology_.RelationIsA(table_.kind(i), handling)) {
        handlings.push_back(i);
      }
    }
    for (const bool left_out : {false, true}) {
      for (InstanceIndex handles : handlings) {
        for (InstanceIndex used : search_.UsesBehind(handles)) {
          if (full_) return;
          if (table_.target(used) == kNoFact) continue;
          const bool count = table_.counts(handles) && table_.counts(used);
          if (left_out ? MayCount(handles) && MayCount(used) : count) {
            FromUse(handles, used, left_out);
          }
        }
      }
    }
  }

  // Whether there would be more than there may be.
  bool full() const { return full_; }

  void FromProducts() {
    for (FactIndex i = 0; i < facts_.size(); ++i) {
      if (!asked_(i)) continue;
      if (full_) return;
      for (FactIndex maker : search_.MakersOf(i, nullptr, false)) {
        Presume(i, maker, kNoFact, false, "");
      }
    }
  }

 private:
  bool MayCount(InstanceIndex i) const {
    return table_.counts(i) || table_.would_count(i);
  }

  // With `left_out`, what would be presumed if something that is left out did
  // count: it makes no edge, but shows how near a path is.
  void FromUse(InstanceIndex handles, InstanceIndex used, bool left_out) {
    std::string by;
    if (!table_.counts(used)) by = table_.id(used);
    if (!table_.counts(handles)) by = table_.id(handles);
    const PremiseSearch::Avoided avoided = AvoidedBy(table_.source(used));
    for (FactIndex maker :
         search_.MakersOf(table_.target(used), &avoided, left_out)) {
      Presume(table_.target(handles), maker, table_.fact(used), left_out, by);
    }
  }

  // What `user` is said not to use.
  PremiseSearch::Avoided AvoidedBy(FactIndex user) const {
    PremiseSearch::Avoided avoided;
    for (const auto& [whole, products] : table_.avoided) {
      if (denials_.IsPartOf(user, whole)) {
        avoided.insert(products.begin(), products.end());
      }
    }
    return avoided;
  }

  // Whether what names `carriers` settles what is presumed of the use `use`
  // (of a product: kNoFact): what another use carries says nothing of this one.
  bool Settles(const FactIndexes& carriers, FactIndex use) const {
    if (carriers.empty()) return true;
    if (use == kNoFact) return false;
    const RelationKindId use_kind = *ontology_.FindRelationKind(rule_.use);
    bool named = false;
    for (FactIndex carrier : carriers) {
      if (carrier == use) {
        named = true;
      } else if (ontology_.RelationIsA(facts_.relation_kind(carrier),
                                       use_kind)) {
        return false;
      }
    }
    return named;
  }

  // What is recorded of the presumed kind from a source, by target. Made once
  // for a source: presumptions are asked for source by source.
  const std::vector<InstanceIndex>& RecordedBetween(FactIndex source,
                                                    FactIndex target) {
    static const auto& none = *new std::vector<InstanceIndex>();
    if (source != recorded_source_) {
      recorded_source_ = source;
      recorded_.clear();
      table_.ForEachFrom(source, [&](InstanceIndex i) {
        if (table_.fact(i) != kNoFact &&
            ontology_.RelationIsA(table_.kind(i), kind_)) {
          recorded_[table_.target(i)].push_back(i);
        }
      });
    }
    const auto it = recorded_.find(target);
    return it == recorded_.end() ? none : it->second;
  }

  // Whether something is said of this relation as carried by `use`.
  bool Recorded(FactIndex source, FactIndex target, FactIndex use) {
    const std::vector<InstanceIndex>& between = RecordedBetween(source, target);
    const bool recorded =
        std::any_of(between.begin(), between.end(), [&](InstanceIndex i) {
          return Settles(table_.carriers(i), use) &&
                 (table_.counts(i) || table_.omission(i) == Omission::kDenied ||
                  table_.omission(i) == Omission::kSpecific);
        });
    if (recorded) return true;
    const std::vector<Denials::Match> denied =
        denials_.About(kind_, source, target);
    return std::any_of(denied.begin(), denied.end(),
                       [&](const Denials::Match& match) {
                         return Settles(table_.carriers(match.denial), use);
                       });
  }

  // `use`: the use that carries it, or kNoFact.
  void Presume(FactIndex source, FactIndex target, FactIndex use, bool left_out,
               const std::string& by) {
    if (source == target || Recorded(source, target, use)) return;
    ExtraRelation extra;
    extra.id = absl::StrCat("presumed:", rule_.id, "@", facts_.id(source), "@",
                            facts_.id(target));
    if (use != kNoFact) {
      absl::StrAppend(&extra.id, "+", facts_.id(use));
      extra.carriers.push_back(use);
    }
    if (known_.size() == kMaxPresumed && !known_.contains(extra.id)) {
      full_ = true;
      return;
    }
    if (!known_.insert(extra.id).second) return;
    extra.presumption = index_;
    extra.kind = kind_;
    extra.source = source;
    extra.target = target;
    table_.Add(std::move(extra), Status::kUnknown, false,
               left_out ? Omission::kCarrier : Omission::kNone, by);
  }

  InstanceTable& table_;
  const FactTable& facts_;
  const Ontology& ontology_;
  const Denials& denials_;
  const int index_;
  const Presumption& rule_;
  const RelationKindId kind_;
  const PremiseSearch search_;
  const AttributeTest asked_;
  absl::flat_hash_set<std::string> known_;
  bool full_ = false;
  FactIndex recorded_source_ = kNoFact;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> recorded_;
};

}  // namespace

absl::Status AddPresumptions(InstanceTable& table, const Denials& denials) {
  const PolicyDocument& policy = table.snapshot().policy().document();
  for (size_t i = 0; i < policy.presumptions.size(); ++i) {
    Presumer presumer(table, denials, static_cast<int>(i));
    if (policy.presumptions[i].from == Presumption::From::kHandledInformation) {
      presumer.FromHandledInformation();
    } else {
      presumer.FromProducts();
    }
    if (presumer.full()) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "presumption '", policy.presumptions[i].id, "': more than ",
          kMaxPresumed,
          " relations would be presumed; ask without presumptions"));
    }
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::graph
