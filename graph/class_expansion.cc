#include "graph/class_expansion.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/class_members.h"
#include "graph/fact_selection.h"

namespace ketenzicht::graph {
namespace {

// The members that an end stands for: itself, those of its class, or anything.
std::vector<ClassMember> MembersOf(const ViewDraft& draft, const End& end,
                                   ClassMembers& members) {
  if (!end.selector) {
    return {{draft.snapshot.Find(end.id), Status::kOpen, {}}};
  }
  if (end.selector->any) return {{kNoFact, Status::kOpen, {}}};
  const bool relations =
      SelectsRelations(*end.selector, draft.snapshot.ontology());
  return relations ? members.Relations(*end.selector)
                   : members.Entities(*end.selector);
}

Instance Expanded(const ViewDraft& draft, const Instance& class_fact,
                  const Relation& relation, const ClassMember& source,
                  const ClassMember& target) {
  Instance instance = class_fact;
  instance.general = true;
  instance.source = source.fact;
  instance.target = target.fact;
  for (const End* end : {&relation.source, &relation.target}) {
    if (end->selector && end->selector->by_example) instance.by_example = true;
  }
  const Status membership = Weakest(source.status, target.status);
  if (instance.modal == Status::kNoPath &&
      instance.recorded == Modality::kDenied) {
    if (membership != Status::kOpen) {
      instance.modal = Status::kUnknown;
      instance.uncertain = true;
    }
  } else {
    instance.modal = Weakest(instance.modal, membership);
  }
  for (const ClassMember* member : {&source, &target}) {
    if (member->fact != kNoFact) {
      const bool is_class = member == &source
                                ? relation.source.selector.has_value()
                                : relation.target.selector.has_value();
      if (is_class) {
        absl::StrAppend(&instance.id, "@", draft.snapshot.id(member->fact));
      }
    }
    for (FactIndex carrier : member->carriers) {
      if (std::find(instance.carriers.begin(), instance.carriers.end(),
                    carrier) == instance.carriers.end()) {
        instance.carriers.push_back(carrier);
      }
      absl::StrAppend(&instance.id, "+", draft.snapshot.id(carrier));
    }
  }
  RestrictToEnds(draft, instance);
  return instance;
}

}  // namespace

void ExpandClasses(ViewDraft& draft) {
  ClassMembers members(draft);
  std::vector<Instance> expanded;
  for (const Instance& class_fact : draft.class_facts) {
    const Relation& relation = *draft.snapshot.facts().detail(class_fact.fact);
    const std::vector<ClassMember> sources =
        MembersOf(draft, relation.source, members);
    const std::vector<ClassMember> targets =
        MembersOf(draft, relation.target, members);
    for (const ClassMember& source : sources) {
      for (const ClassMember& target : targets) {
        if (source.fact == target.fact && source.fact != kNoFact) continue;
        expanded.push_back(
            Expanded(draft, class_fact, relation, source, target));
      }
    }
  }
  for (Instance& instance : expanded) draft.Add(std::move(instance));
}

}  // namespace ketenzicht::graph
