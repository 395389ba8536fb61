#include "graph/internal/differing_judgements.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/automaton.h"

namespace ketenzicht::graph::internal {
namespace {

constexpr absl::string_view kInstanceOf = "instance_of";

class DifferingJudgements {
 public:
  explicit DifferingJudgements(ContradictionContext& context)
      : context_(context), table_(context.table()) {
    const Ontology& ontology = context.snapshot().ontology();
    const std::optional<RelationKindId> use = ontology.FindRelationKind(
        context.snapshot().policy().document().use_kind);
    const std::optional<RelationKindId> kind_of =
        ontology.FindRelationKind(kInstanceOf);
    const auto count =
        static_cast<RelationKindId>(ontology.relation_kinds().size());
    for (RelationKindId kind = 0; kind < count; ++kind) {
      is_use_.push_back(use && ontology.RelationIsA(kind, *use));
      is_kind_of_.push_back(kind_of && ontology.RelationIsA(kind, *kind_of));
    }
  }

  std::vector<Contradiction> Find() {
    FindExclusions();
    if (excluders_.empty()) return {};
    FindUses();
    std::vector<Contradiction> found;
    for (const auto& [a, b, product] : FindPairs()) {
      Contradiction one;
      one.kind = ContradictionKind::kJudgement;
      one.about = {product};
      bool concerns = context_.Concerns(product);
      for (const auto& [side, organization] :
           {std::pair(0, a), std::pair(1, b)}) {
        concerns =
            FillSide({organization, product}, one.sides[side]) || concerns;
      }
      if (concerns) {
        found.push_back(std::move(one));
      } else {
        context_.LeaveOut(one);
      }
    }
    return found;
  }

 private:
  // An organization, and the product of which it judges.
  using Judge = std::pair<FactIndex, FactIndex>;
  struct Exclusion {
    InstanceIndex use;
    std::vector<FactIndex> decisions;
  };

  template <typename F>
  void ForEachUse(F f) {
    for (InstanceIndex i = 0; i < table_.size(); ++i) {
      if (table_.is_instance(i) && is_use_[table_.kind(i)] &&
          table_.omission(i) == Omission::kNone && table_.fact(i) != kNoFact &&
          table_.source(i) != kNoFact && table_.target(i) != kNoFact) {
        f(i);
      }
    }
  }

  void FindExclusions() {
    ForEachUse([this](InstanceIndex use) {
      for (const auto& [organization, decisions] : OwnDecisions(use)) {
        excluders_[table_.target(use)].insert(organization);
        exclusions_[organization].push_back({use, decisions});
      }
    });
    for (const auto& [organization, exclusions] : exclusions_) {
      for (const Exclusion& one : exclusions) {
        for (FactIndex product : JudgedBy(table_.target(one.use))) {
          excluded_[{organization, product}].push_back(one);
        }
      }
    }
  }

  void FindUses() {
    ForEachUse([this](InstanceIndex use) {
      if (table_.status(use) != Status::kOpen) return;
      const std::vector<FactIndex> judged = JudgedBy(table_.target(use));
      if (judged.empty()) return;
      for (FactIndex organization :
           NearestOf(OrganizationsOf(table_.source(use)))) {
        for (FactIndex product : judged) {
          used_[{organization, product}].push_back(use);
          users_[product].insert(organization);
        }
      }
    });
  }

  std::set<std::tuple<FactIndex, FactIndex, FactIndex>> FindPairs() {
    std::set<std::tuple<FactIndex, FactIndex, FactIndex>> pairs;
    for (const auto& [product, excluders] : excluders_) {
      for (FactIndex excluder : excluders) {
        for (FactIndex user : users_[product]) {
          if (!context_.budget().Spend()) return pairs;
          if (AreOne(excluder, user)) continue;
          const auto [a, b] = std::minmax(excluder, user);
          pairs.insert({a, b, product});
        }
      }
    }
    return pairs;
  }

  // By organization: its measures that close the use.
  std::map<FactIndex, std::vector<FactIndex>> OwnDecisions(InstanceIndex use) {
    std::map<FactIndex, std::vector<FactIndex>> own;
    for (const MeasureMet& met : table_.measures(use)) {
      if (met.effect != MeasureEffect::kCloses || !met.counts ||
          met.leaves != Status::kBlocked) {
        continue;
      }
      const FactIndex by = context_.snapshot().Find(
          table_.facts().measure(met.measure).decided_by);
      if (by == kNoFact) continue;
      const std::vector<FactIndex> theirs = OrganizationsOf(table_.source(use));
      const std::vector<FactIndex> deciders = OrganizationsOf(by);
      std::vector<FactIndex> both;
      std::set_intersection(theirs.begin(), theirs.end(), deciders.begin(),
                            deciders.end(), std::back_inserter(both));
      for (FactIndex organization : NearestOf(both)) {
        own[organization].push_back(met.measure);
      }
    }
    for (auto& [organization, decisions] : own) {
      std::sort(decisions.begin(), decisions.end());
      decisions.erase(std::unique(decisions.begin(), decisions.end()),
                      decisions.end());
    }
    return own;
  }

  // Those that it is certainly part of, itself too; sorted.
  std::vector<FactIndex> OrganizationsOf(FactIndex thing) {
    std::vector<FactIndex> organizations;
    for (FactIndex whole : context_.WholesOf(thing)) {
      if (context_.snapshot().IsA(whole, "organization")) {
        organizations.push_back(whole);
      }
    }
    return organizations;
  }

  bool IsPartOf(FactIndex part, FactIndex whole) {
    const std::vector<FactIndex>& wholes = context_.WholesOf(part);
    return std::binary_search(wholes.begin(), wholes.end(), whole);
  }
  bool AreOne(FactIndex a, FactIndex b) {
    return IsPartOf(a, b) || IsPartOf(b, a);
  }

  // Those of which no other one is a part, but for parts of each other.
  std::vector<FactIndex> NearestOf(const std::vector<FactIndex>& all) {
    std::vector<FactIndex> nearest;
    for (FactIndex one : all) {
      const bool is_whole =
          std::any_of(all.begin(), all.end(), [&](FactIndex other) {
            return IsPartOf(other, one) && !IsPartOf(one, other);
          });
      if (!is_whole) nearest.push_back(one);
    }
    return nearest;
  }

  // The products that somebody excludes of which this is one, or a kind.
  std::vector<FactIndex> JudgedBy(FactIndex product) {
    const auto known = judged_by_.find(product);
    if (known != judged_by_.end()) return known->second;
    std::vector<FactIndex> kinds = {product};
    for (size_t i = 0; i < kinds.size(); ++i) {
      if (!context_.snapshot().is_entity(kinds[i])) continue;
      for (const View::Incidence& at : context_.view().outgoing(kinds[i])) {
        if (is_kind_of_[table_.kind(at.instance)] &&
            table_.omission(at.instance) == Omission::kNone &&
            table_.modal(at.instance) == Status::kOpen &&
            std::find(kinds.begin(), kinds.end(), at.to) == kinds.end()) {
          kinds.push_back(at.to);
        }
      }
    }
    std::vector<FactIndex> judged;
    for (FactIndex kind : kinds) {
      if (excluders_.contains(kind)) judged.push_back(kind);
    }
    std::sort(judged.begin(), judged.end());
    return judged_by_.emplace(product, std::move(judged)).first->second;
  }

  JudgedUse Told(InstanceIndex use, std::vector<FactIndex> decisions) const {
    return {table_.id(use), table_.fact(use), table_.source(use),
            table_.target(use), std::move(decisions)};
  }

  bool Concerns(const JudgedUse& use) {
    return context_.Concerns(use.fact) || context_.Concerns(use.user) ||
           context_.Concerns(use.product) ||
           std::any_of(
               use.decisions.begin(), use.decisions.end(),
               [this](FactIndex one) { return context_.Concerns(one); });
  }

  static void SortAndCut(std::vector<JudgedUse>& uses, int64_t& count) {
    count = static_cast<int64_t>(uses.size());
    std::sort(
        uses.begin(), uses.end(),
        [](const JudgedUse& a, const JudgedUse& b) { return a.use < b.use; });
    if (uses.size() > kMaxPlaces) uses.resize(kMaxPlaces);
  }

  // Whether it concerns what is asked about.
  bool FillSide(const Judge& judge, ContradictionSide& side) {
    side.fact = judge.first;
    for (const Exclusion& one : excluded_[judge]) {
      side.excluded.push_back(Told(one.use, one.decisions));
    }
    for (InstanceIndex use : used_[judge]) side.used.push_back(Told(use, {}));
    bool concerns = context_.Concerns(judge.first);
    for (const auto* uses : {&side.excluded, &side.used}) {
      for (const JudgedUse& use : *uses) concerns = concerns || Concerns(use);
    }
    SortAndCut(side.excluded, side.num_excluded);
    SortAndCut(side.used, side.num_used);
    return concerns;
  }

  ContradictionContext& context_;
  const InstanceTable& table_;
  std::vector<bool> is_use_;  // by relation kind
  std::vector<bool> is_kind_of_;
  std::map<FactIndex, std::vector<Exclusion>> exclusions_;  // by organization
  std::map<FactIndex, std::set<FactIndex>> excluders_;      // by product
  std::map<FactIndex, std::set<FactIndex>> users_;          // by product
  std::map<Judge, std::vector<Exclusion>> excluded_;
  std::map<Judge, std::vector<InstanceIndex>> used_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> judged_by_;
};

}  // namespace

std::vector<Contradiction> FindDifferingJudgements(
    ContradictionContext& context) {
  return DifferingJudgements(context).Find();
}

}  // namespace ketenzicht::graph::internal
