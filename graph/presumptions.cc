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

// Whether `entity` has one of the attribute values.
bool HasAnyOf(const Entity& entity,
              const std::map<std::string, std::string>& attributes) {
  for (const auto& [name, value] : attributes) {
    const auto it = entity.attributes.find(name);
    if (it != entity.attributes.end() && it->second == value) return true;
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
      const Entity* entity = draft.snapshot.fact(i).entity();
      if (entity != nullptr && HasAnyOf(*entity, rule_.skip_products)) {
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
    for (size_t i = 0; i < recorded; ++i) {
      const Instance handles = draft_.instances[i];
      // A denial of everything that may hold counts, but is about nothing.
      if (!handles.counts() || handles.target == kNoFact ||
          !ontology.RelationIsA(handles.kind, handling)) {
        continue;
      }
      for (FactIndex carrier : handles.carriers) {
        for (int u : draft_.of(carrier)) {
          const Instance& used = draft_.instances[u];
          if (!used.counts() || used.target == kNoFact ||
              !ontology.RelationIsA(used.kind, use)) {
            continue;
          }
          const FactIndex product = used.target;
          const auto avoided = AvoidedBy(used.source);
          for (FactIndex maker : MakersOf(product, avoided)) {
            Presume(handles.target, maker, {carrier});
          }
        }
      }
    }
  }

  void FromProducts() {
    for (FactIndex i = 0; i < draft_.snapshot.size(); ++i) {
      const Entity* entity = draft_.snapshot.fact(i).entity();
      if (entity == nullptr || !HasAnyOf(*entity, rule_.products)) continue;
      for (FactIndex maker : MakersOf(i, {})) Presume(i, maker, {});
    }
  }

 private:
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

  // Whether something is said of this relation as carried by `carriers`: what
  // is carried by another use says nothing of this one.
  bool Recorded(FactIndex source, FactIndex target,
                const std::vector<FactIndex>& carriers) const {
    const auto fits = [&](const Instance& r) {
      return r.carriers.empty() || carriers.empty() ||
             std::find(r.carriers.begin(), r.carriers.end(),
                       carriers.front()) != r.carriers.end();
    };
    for (int i : draft_.out(source)) {
      const Instance& r = draft_.instances[i];
      if (r.target == target && r.presumption != index_ && fits(r) &&
          (r.counts() || r.omission == Omission::kDenied ||
           r.omission == Omission::kSpecific) &&
          draft_.snapshot.ontology().RelationIsA(r.kind, kind_)) {
        return true;
      }
    }
    const std::vector<Denials::Match> denied =
        denials_.About(kind_, source, target);
    return std::any_of(denied.begin(), denied.end(),
                       [&](const Denials::Match& match) {
                         return fits(draft_.instances[match.denial]);
                       });
  }

  void Presume(FactIndex source, FactIndex target,
               std::vector<FactIndex> carriers) {
    if (source == target || Recorded(source, target, carriers)) return;
    Instance instance;
    instance.id = absl::StrCat("presumed:", rule_.id, "@",
                               draft_.snapshot.fact(source).id, "@",
                               draft_.snapshot.fact(target).id);
    for (FactIndex carrier : carriers) {
      absl::StrAppend(&instance.id, "+", draft_.snapshot.fact(carrier).id);
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
    instance.carriers = std::move(carriers);
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
