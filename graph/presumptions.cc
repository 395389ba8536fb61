#include "graph/presumptions.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/modal_paths.h"

namespace ketenzicht::graph {
namespace {

// Whether one of `asked` is among `attributes`.
bool HasAnyOf(const Attributes& attributes, const Attributes& asked) {
  for (const auto& [name, value] : asked) {
    const auto it = attributes.find(name);
    if (it != attributes.end() && it->second == value) return true;
  }
  return false;
}

class Presumer {
 public:
  Presumer(ViewDraft& draft, const Denials& denials, int index)
      : draft_(draft),
        denials_(denials),
        index_(index),
        rule_(draft.snapshot.policy().document().presumptions[index]),
        kind_(*draft.snapshot.ontology().FindRelationKind(rule_.presumes)) {
    if (rule_.skip_products.empty()) return;
    for (FactIndex i = 0; i < draft.snapshot.size(); ++i) {
      if (draft.snapshot.is_entity(i) &&
          HasAnyOf(draft.snapshot.facts().attributes(i), rule_.skip_products)) {
        skipped_.insert(i);
      }
    }
  }

  void FromHandledInformation() {
    const Ontology& ontology = draft_.snapshot.ontology();
    const RelationKindId use = *ontology.FindRelationKind(rule_.use);
    const RelationKindId handling = *ontology.FindRelationKind(rule_.handling);
    // New instances are appended while the old ones are walked.
    const size_t recorded = draft_.instances.size();
    for (const bool left_out : {false, true}) {
      for (size_t i = 0; i < recorded; ++i) {
        const Instance handles = draft_.instances[i];
        // A denial of everything that may hold counts, but is about nothing.
        if (handles.target == kNoFact ||
            !ontology.RelationIsA(handles.kind, handling)) {
          continue;
        }
        for (int u : UsesBehind(handles, use)) {
          const Instance used = draft_.instances[u];
          if (used.target == kNoFact) continue;
          if (!left_out && handles.counts() && used.counts()) {
            FromUse(handles, used, "");
          } else if (left_out && WouldCount(handles) && WouldCount(used)) {
            FromUse(handles, used, handles.counts() ? used.id : handles.id);
          }
        }
      }
    }
  }

  void FromProducts() {
    for (FactIndex i = 0; i < draft_.snapshot.size(); ++i) {
      if (!draft_.snapshot.is_entity(i) ||
          !HasAnyOf(draft_.snapshot.facts().attributes(i), rule_.products)) {
        continue;
      }
      for (FactIndex maker : MakersOf(i, {})) Presume(i, maker, kNoFact, "");
    }
  }

 private:
  // Whether it counts, or would if section 1 of the rules did not leave it out.
  static bool WouldCount(const Instance& r) {
    const bool left_out =
        r.omission == Omission::kSource || r.omission == Omission::kInferred ||
        r.omission == Omission::kUnverified || r.omission == Omission::kDate ||
        r.omission == Omission::kRemoved;
    return r.counts() || (left_out && StatusOf(r.recorded) < Status::kBlocked);
  }

  // `left_out`: the relation because of which the presumption makes no edge; it
  // still shows how near a path is. Empty: it makes one.
  void FromUse(const Instance& handles, const Instance& used,
               const std::string& left_out) {
    for (FactIndex maker : MakersOf(used.target, AvoidedBy(used.source))) {
      Presume(handles.target, maker, used.fact, left_out);
    }
  }

  // Positions of the uses with which the information may be handled: those
  // that the handling names as carriers, or any of the same user's where it
  // names none.
  std::vector<int> UsesBehind(const Instance& handles,
                              RelationKindId use) const {
    const Ontology& ontology = draft_.snapshot.ontology();
    std::vector<int> uses;
    bool named = false;
    for (FactIndex carrier : handles.carriers) {
      if (!ontology.RelationIsA(draft_.snapshot.relation_kind(carrier), use)) {
        continue;
      }
      named = true;
      const std::vector<int>& carried = draft_.of(carrier);
      uses.insert(uses.end(), carried.begin(), carried.end());
    }
    if (named || handles.source == kNoFact) return uses;
    for (int u : draft_.out(handles.source)) {
      const Instance& used = draft_.instances[u];
      if (used.fact != kNoFact && ontology.RelationIsA(used.kind, use)) {
        uses.push_back(u);
      }
    }
    return uses;
  }

  // Parts through which nothing is presumed for `user`: those of the rule, and
  // what the user is said not to use.
  absl::flat_hash_set<FactIndex> AvoidedBy(FactIndex user) const {
    absl::flat_hash_set<FactIndex> avoided;
    for (const auto& [whole, products] : draft_.avoided) {
      if (denials_.IsPartOf(user, whole)) {
        avoided.insert(products.begin(), products.end());
      }
    }
    return avoided;
  }

  std::vector<FactIndex> MakersOf(
      FactIndex product, absl::flat_hash_set<FactIndex> avoided) const {
    avoided.insert(skipped_.begin(), skipped_.end());
    std::vector<FactIndex> makers;
    for (const auto& [maker, status] :
         FindModalPaths(draft_, draft_.snapshot.policy().automaton(rule_.maker),
                        product, {.without = &avoided})) {
      makers.push_back(maker);
    }
    std::sort(makers.begin(), makers.end());
    return makers;
  }

  // Whether what names `carriers` settles what is presumed of the use `use`
  // (of a product: kNoFact): what another use carries says nothing of this one.
  bool Settles(const std::vector<FactIndex>& carriers, FactIndex use) const {
    if (carriers.empty()) return true;
    if (use == kNoFact) return false;
    const Ontology& ontology = draft_.snapshot.ontology();
    const RelationKindId use_kind = *ontology.FindRelationKind(rule_.use);
    bool named = false;
    for (FactIndex carrier : carriers) {
      if (carrier == use) {
        named = true;
      } else if (ontology.RelationIsA(draft_.snapshot.relation_kind(carrier),
                                      use_kind)) {
        return false;
      }
    }
    return named;
  }

  // Whether something is said of this relation as carried by `use`.
  bool Recorded(FactIndex source, FactIndex target, FactIndex use) const {
    for (int i : draft_.out(source)) {
      const Instance& r = draft_.instances[i];
      if (r.target == target && r.presumption < 0 && Settles(r.carriers, use) &&
          (r.counts() || r.omission == Omission::kDenied ||
           r.omission == Omission::kSpecific) &&
          draft_.snapshot.ontology().RelationIsA(r.kind, kind_)) {
        return true;
      }
    }
    const std::vector<Denials::Match> denied =
        denials_.About(kind_, source, target);
    return std::any_of(
        denied.begin(), denied.end(), [&](const Denials::Match& match) {
          return Settles(draft_.instances[match.denial].carriers, use);
        });
  }

  // `use`: the use that carries it, or kNoFact.
  void Presume(FactIndex source, FactIndex target, FactIndex use,
               const std::string& left_out) {
    if (source == target || Recorded(source, target, use)) return;
    Instance instance;
    instance.id =
        absl::StrCat("presumed:", rule_.id, "@", draft_.snapshot.id(source),
                     "@", draft_.snapshot.id(target));
    if (use != kNoFact) {
      absl::StrAppend(&instance.id, "+", draft_.snapshot.id(use));
      instance.carriers.push_back(use);
    }
    if (!known_.insert(instance.id).second) return;
    instance.presumption = index_;
    instance.kind = kind_;
    instance.source = source;
    instance.target = target;
    instance.general = true;
    instance.recorded = Modality::kUnknown;
    instance.unknown_kind = UnknownKind::kNotStated;
    instance.modal = Status::kUnknown;
    if (!left_out.empty()) {
      instance.omission = Omission::kCarrier;
      instance.omitted_by = left_out;
    }
    draft_.Add(std::move(instance));
  }

  ViewDraft& draft_;
  const Denials& denials_;
  const int index_;
  const Presumption& rule_;
  const RelationKindId kind_;
  absl::flat_hash_set<FactIndex> skipped_;
  absl::flat_hash_set<std::string> known_;
};

}  // namespace

void AddPresumptions(ViewDraft& draft, const Denials& denials) {
  const PolicyDocument& policy = draft.snapshot.policy().document();
  for (size_t i = 0; i < policy.presumptions.size(); ++i) {
    Presumer presumer(draft, denials, static_cast<int>(i));
    if (policy.presumptions[i].from == Presumption::From::kHandledInformation) {
      presumer.FromHandledInformation();
    } else {
      presumer.FromProducts();
    }
  }
}

}  // namespace ketenzicht::graph
