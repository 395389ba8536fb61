#include "graph/unnamed_premises.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/class_expansion.h"
#include "graph/class_members.h"
#include "graph/corporate_reach.h"
#include "graph/denials.h"
#include "graph/fact_selection.h"
#include "graph/modal_paths.h"

namespace ketenzicht::graph {

// Over what counted at one step of making the view.
class UnnamedPremises::Trace {
 public:
  Trace(const View& view, bool denials)
      : table_(
            std::make_unique<InstanceTable>(view.snapshot(), view.options())),
        members_(*table_),
        reach_(*table_) {
    const Presences presences(*table_);
    SelectFacts(*table_, presences);
    if (denials) {
      ExpandClasses(*table_, presences);
      ApplyDenials(*table_, Denials(*table_));
    }
    table_->Finish();
  }

  // By which `member` is one. Of what the class asks to be carried by (2.5),
  // only by one of `carriers`, where they are given.
  void OfMember(const Selector& selector, FactIndex member,
                const FactIndexes* carriers, std::set<FactIndex>& facts) {
    if (selector.any || member == kNoFact) return;
    if (SelectsRelations(selector, table_->snapshot().ontology())) {
      facts.insert(member);
      OfRelation(selector, Read(member), carriers, facts);
    } else {
      OfEntity(selector, member, carriers, facts);
    }
  }

  // What the reach that guards ask for is concluded from.
  void OfReach(const std::vector<GuardInput>& inputs,
               std::set<FactIndex>& facts) {
    for (const GuardInput& input : inputs) {
      for (FactIndex one : input.reach_of) facts.merge(reach_.LookedAt(one));
    }
  }

  struct Selected {
    FactIndex source = kNoFact;
    FactIndex target = kNoFact;
    FactIndexes carriers;
  };

  // By which a relation is in a class.
  void OfRelation(const Selector& selector, const Selected& relation,
                  const FactIndexes* carriers, std::set<FactIndex>& facts) {
    if (selector.source != nullptr) {
      OfMember(*selector.source, relation.source, nullptr, facts);
    }
    if (selector.target != nullptr) {
      OfMember(*selector.target, relation.target, nullptr, facts);
    }
    if (selector.via == nullptr) return;
    const ClassMember* carrier =
        Best(members_.Relations(*selector.via), [&](const ClassMember& one) {
          return Has(relation.carriers, one.fact) &&
                 (carriers == nullptr || Has(*carriers, one.fact));
        });
    if (carrier != nullptr) {
      OfMember(*selector.via, carrier->fact, nullptr, facts);
    }
  }

 private:
  static bool Has(const FactIndexes& all, FactIndex one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  }

  // Of those for which `fits` holds, the first of the best status.
  template <typename Fits>
  static const ClassMember* Best(const std::vector<ClassMember>& members,
                                 Fits fits) {
    const ClassMember* best = nullptr;
    for (const ClassMember& one : members) {
      if (fits(one) && (best == nullptr || one.status < best->status)) {
        best = &one;
      }
    }
    return best;
  }

  Selected Read(FactIndex relation) const {
    const FactTable& facts = table_->facts();
    return {facts.source(relation), facts.target(relation),
            facts.via(relation)};
  }

  void OfEntity(const Selector& selector, FactIndex entity,
                const FactIndexes* carriers, std::set<FactIndex>& facts) {
    for (const PathCondition& condition : selector.where) {
      OfPath(condition, entity, facts);
    }
    for (const bool target : {false, true}) {
      const auto& relations = target ? selector.target_of : selector.source_of;
      if (relations != nullptr) {
        OfRelationAt(*relations, entity, target, carriers, facts);
      }
    }
  }

  // By which of a class an entity is source, or target.
  void OfRelationAt(const Selector& relations, FactIndex entity, bool target,
                    const FactIndexes* carriers, std::set<FactIndex>& facts) {
    const auto fits = [&](const ClassMember& one) {
      const Selected read = Read(one.fact);
      return (target ? read.target : read.source) == entity &&
             (carriers == nullptr ||
              std::all_of(one.carriers.begin(), one.carriers.end(),
                          [&](FactIndex c) { return Has(*carriers, c); }));
    };
    const ClassMember* by = Best(members_.Relations(relations), fits);
    if (by == nullptr) return;
    facts.insert(by->fact);
    const FactIndexes matched(by->carriers);
    OfRelation(relations, Read(by->fact), &matched, facts);
  }

  // The shortest of the best paths that a condition asks for.
  void OfPath(const PathCondition& condition, FactIndex entity,
              std::set<FactIndex>& facts) {
    const Snapshot& snapshot = table_->snapshot();
    const FactIndex to = snapshot.Find(condition.to);
    const auto automaton =
        Automaton::Compile(condition.expression, snapshot.ontology());
    if (!automaton.ok() || to == kNoFact) return;
    ModalPathOptions options{.specific_only = true};
    const auto ends = FindModalPaths(*table_, *automaton, entity, options);
    const auto best = ends.find(to);
    if (best == ends.end()) return;
    options.worst = best->second;
    for (InstanceIndex step :
         FindShortestModalPath(*table_, *automaton, entity, to, options)) {
      facts.insert(step);
    }
  }

  std::unique_ptr<InstanceTable> table_;
  ClassMembers members_;
  CorporateReach reach_;
};

UnnamedPremises::UnnamedPremises(const View& view) : view_(view) {}
UnnamedPremises::~UnnamedPremises() = default;

UnnamedPremises::Trace& UnnamedPremises::BeforeDenials() {
  if (before_denials_ == nullptr) {
    before_denials_ = std::make_unique<Trace>(view_, false);
  }
  return *before_denials_;
}

UnnamedPremises::Trace& UnnamedPremises::AfterDenials() {
  if (after_denials_ == nullptr) {
    after_denials_ = std::make_unique<Trace>(view_, true);
  }
  return *after_denials_;
}

std::vector<FactIndex> UnnamedPremises::Of(InstanceIndex instance) {
  const InstanceTable& table = view_.table();
  std::set<FactIndex> facts;
  const FactIndex fact = table.fact(instance);
  if (table.general(instance) && fact != kNoFact) {
    const Relation& relation = *table.facts().detail(fact);
    const FactIndexes carriers = table.carriers(instance);
    if (relation.source.selector) {
      BeforeDenials().OfMember(*relation.source.selector,
                               table.source(instance), &carriers, facts);
    }
    if (relation.target.selector) {
      BeforeDenials().OfMember(*relation.target.selector,
                               table.target(instance), &carriers, facts);
    }
  }
  for (const MeasureMet& met : table.measures(instance)) {
    AfterDenials().OfRelation(table.facts().measure(met.measure).selects,
                              {.source = table.source(instance),
                               .target = table.target(instance),
                               .carriers = table.carriers(instance)},
                              nullptr, facts);
    AfterDenials().OfReach(met.inputs, facts);
  }
  if (!table.guard_inputs(instance).empty()) {
    AfterDenials().OfReach(table.guard_inputs(instance), facts);
  }
  std::vector<std::string> denials = table.contested_by(instance);
  if (table.omission(instance) == Omission::kDenied) {
    denials.push_back(table.omitted_by(instance));
  }
  for (const std::string& id : denials) {
    const std::optional<InstanceIndex> denial = table.FindDenial(id);
    if (!denial) continue;
    const auto way = WayToWhole(table.source(instance), table.source(*denial));
    facts.insert(way.begin(), way.end());
  }
  return std::vector<FactIndex>(facts.begin(), facts.end());
}

std::vector<FactIndex> UnnamedPremises::OfPart(FactIndex part) const {
  std::set<FactIndex> facts;
  for (const FactIndex whole : view_.WholesOf(part)) {
    for (const Incidence& at : view_.outgoing(whole)) {
      if (view_.IsCertainPart(at))
        facts.insert(view_.table().fact(at.instance));
    }
  }
  return std::vector<FactIndex>(facts.begin(), facts.end());
}

std::vector<FactIndex> UnnamedPremises::OfWalks(const Automaton& automaton,
                                                FactIndex from) const {
  using Node = std::pair<FactIndex, int16_t>;
  std::vector<Node> met = {{from, automaton.start()}};
  absl::flat_hash_set<Node> known(met.begin(), met.end());
  std::set<FactIndex> facts;
  for (size_t i = 0; i < met.size(); ++i) {
    const auto [at, state] = met[i];
    for (const Incidence& step : view_.incidences(at)) {
      const int16_t next = automaton.Next(state, step.letter);
      if (next == Automaton::kNoState) continue;
      facts.insert(view_.table().fact(step.instance));
      if (known.emplace(step.to, next).second) met.emplace_back(step.to, next);
    }
  }
  return std::vector<FactIndex>(facts.begin(), facts.end());
}

// Breadth first: empty where there is none.
std::vector<FactIndex> UnnamedPremises::WayToWhole(FactIndex part,
                                                   FactIndex whole) const {
  std::vector<FactIndex> met = {part};
  absl::flat_hash_map<FactIndex, Incidence> into;
  for (size_t i = 0; i < met.size() && met[i] != whole; ++i) {
    for (const Incidence& at : view_.outgoing(met[i])) {
      if (at.to != part && view_.IsCertainPart(at) &&
          into.emplace(at.to, Incidence{met[i], at.letter, at.instance})
              .second) {
        met.push_back(at.to);
      }
    }
  }
  std::vector<FactIndex> way;
  for (auto it = into.find(whole); it != into.end();
       it = into.find(it->second.to)) {
    way.push_back(view_.table().fact(it->second.instance));
  }
  return way;
}

}  // namespace ketenzicht::graph
