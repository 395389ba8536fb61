#include "graph/class_expansion.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/class_members.h"

namespace ketenzicht::graph {
namespace {

const std::string& KindNameOf(const Snapshot& snapshot, FactIndex fact) {
  const Ontology& ontology = snapshot.ontology();
  const FactTable& facts = snapshot.facts();
  return facts.is_relation(fact)
             ? ontology.relation_kind(facts.relation_kind(fact)).name
             : ontology.entity_kinds()[facts.entity_kind(fact)].name;
}

// The members that an end stands for: itself, those of its class, or anything.
// A class may have members by what else is said of them, of kinds that the
// relation does not lead from or to: it says nothing of these.
std::vector<ClassMember> MembersOf(const InstanceTable& table, const End& end,
                                   const std::vector<std::string>& allowed,
                                   ClassMembers& members) {
  const Snapshot& snapshot = table.snapshot();
  if (!end.selector) return {{snapshot.Find(end.id), Status::kOpen, {}}};
  if (end.selector->any) return {{kNoFact, Status::kOpen, {}}};
  const Ontology& ontology = snapshot.ontology();
  const bool relations = SelectsRelations(*end.selector, ontology);
  std::vector<ClassMember> all = relations ? members.Relations(*end.selector)
                                           : members.Entities(*end.selector);
  std::erase_if(all, [&](const ClassMember& one) {
    return !ontology.Allows(allowed, KindNameOf(snapshot, one.fact));
  });
  return all;
}

// What was expanded, and what is known of it; added when all classes have been
// looked at, so that none depends on another.
struct Expanded {
  ExtraRelation relation;
  Standing standing;
};

void TakeMember(const Snapshot& snapshot, const End& end,
                const ClassMember& member, ExtraRelation& relation) {
  if (member.fact == kNoFact) return;
  if (end.selector) {
    absl::StrAppend(&relation.id, "@", snapshot.id(member.fact));
  }
  for (FactIndex carrier : member.carriers) {
    if (std::find(relation.carriers.begin(), relation.carriers.end(),
                  carrier) == relation.carriers.end()) {
      relation.carriers.push_back(carrier);
    }
    absl::StrAppend(&relation.id, "+", snapshot.id(carrier));
  }
}

class Expansion {
 public:
  Expansion(InstanceTable& table, const Presences& presences)
      : table_(table), presences_(presences), members_(table) {}

  void Expand(FactIndex fact) {
    const Relation& relation = *table_.facts().detail(fact);
    const RelationKind& kind = table_.snapshot().ontology().relation_kind(
        table_.facts().relation_kind(fact));
    const std::vector<ClassMember> sources =
        MembersOf(table_, relation.source, kind.sources, members_);
    const std::vector<ClassMember> targets =
        MembersOf(table_, relation.target, kind.targets, members_);
    for (const ClassMember& source : sources) {
      for (const ClassMember& target : targets) {
        if (source.fact == target.fact && source.fact != kNoFact) continue;
        expanded_.push_back(One(fact, relation, source, target));
      }
    }
  }

  void Add() {
    for (Expanded& one : expanded_) {
      const FactIndex by = one.standing.omitted_by;
      const FactIndex fact = one.relation.fact;
      const InstanceIndex added =
          table_.Add(std::move(one.relation), one.standing.modal,
                     one.standing.uncertain, one.standing.omission,
                     by == kNoFact ? "" : std::string(table_.facts().id(by)));
      if (table_.recorded(fact) == Modality::kDenied) table_.AddDenied(added);
    }
  }

 private:
  Expanded One(FactIndex fact, const Relation& relation,
               const ClassMember& source, const ClassMember& target) const {
    Expanded one;
    one.relation.id = std::string(table_.facts().id(fact));
    one.relation.fact = fact;
    one.relation.kind = table_.facts().relation_kind(fact);
    one.relation.source = source.fact;
    one.relation.target = target.fact;
    const FactIndexes via = table_.facts().via(fact);
    one.relation.carriers.assign(via.begin(), via.end());
    TakeMember(table_.snapshot(), relation.source, source, one.relation);
    TakeMember(table_.snapshot(), relation.target, target, one.relation);
    for (const End* end : {&relation.source, &relation.target}) {
      if (end->selector && end->selector->by_example) {
        one.relation.by_example = true;
      }
    }
    one.standing = {table_.modal(fact), table_.uncertain(fact),
                    table_.omission(fact), kNoFact};
    const Modality recorded = table_.recorded(fact);
    const Status membership = Weakest(source.status, target.status);
    Standing& standing = one.standing;
    if (standing.modal == Status::kNoPath && recorded == Modality::kDenied) {
      if (membership != Status::kOpen) {
        standing.modal = Status::kUnknown;
        standing.uncertain = true;
      }
    } else {
      standing.modal = Weakest(standing.modal, membership);
    }
    RestrictToEnds(table_.facts(), presences_, recorded, source.fact,
                   target.fact, standing);
    return one;
  }

  InstanceTable& table_;
  const Presences& presences_;
  ClassMembers members_;
  std::vector<Expanded> expanded_;
};

}  // namespace

void ExpandClasses(InstanceTable& table, const Presences& presences) {
  Expansion expansion(table, presences);
  for (FactIndex fact : table.class_facts) expansion.Expand(fact);
  expansion.Add();
}

}  // namespace ketenzicht::graph
