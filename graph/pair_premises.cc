#include "graph/pair_premises.h"

#include <optional>
#include <utility>

#include "graph/pair_outcome.h"

namespace ketenzicht::graph {
namespace {

void Add(const std::vector<FactIndex>& some, std::set<FactIndex>& facts) {
  facts.insert(some.begin(), some.end());
}

// The first of the best paths, and those that the tier of the pair comes from:
// its upper bound from any that is not blocked, its lower one from one of the
// pair's status.
std::vector<const PathAnswer*> DecidingPaths(const PairStanding& standing) {
  std::vector<const PathAnswer*> deciding;
  const PathAnswer* highest = nullptr;
  const PathAnswer* lowest = nullptr;
  for (const PathAnswer& path : standing.paths) {
    if (deciding.empty()) deciding.push_back(&path);
    if (!standing.tier || path.path.status >= Status::kBlocked) continue;
    if (highest == nullptr && path.tier.highest == standing.tier->highest) {
      highest = &path;
    }
    if (lowest == nullptr && path.path.status == standing.status &&
        path.tier.lowest == standing.tier->lowest) {
      lowest = &path;
    }
  }
  for (const PathAnswer* path : {highest, lowest}) {
    if (path != nullptr) deciding.push_back(path);
  }
  return deciding;
}

}  // namespace

std::vector<FactIndex> PairPremises::Of(const PairAnswer& answer,
                                        const Limits& limits) {
  std::set<FactIndex> facts;
  Add(FactsBehind(views_, answer), facts);
  Add(answer.unknowns, facts);
  AddTierPaths(asked_, deniable_asked_, answer, limits, facts);
  AddTierPaths(inherent_, deniable_inherent_, answer, limits, facts);
  AddNearest(answer, facts);
  AddTakenAway(answer, facts);
  Add(asked_.OfPart(answer.process), facts);
  facts.erase(kNoFact);
  return std::vector<FactIndex>(facts.begin(), facts.end());
}

void PairPremises::AddTierPaths(UnnamedPremises& unnamed,
                                const DeniableRelations& deniable,
                                const PairAnswer& answer, const Limits& limits,
                                std::set<FactIndex>& facts) {
  const View& view = unnamed.view();
  const PairStanding standing =
      StandingOf(view, answer.process, answer.target, *answer.vector, limits);
  for (const PathAnswer* path : DecidingPaths(standing)) {
    AddPath(unnamed, deniable, answer.process, *path, facts);
  }
}

// What carries a relation may be worth what replaced it (5.1), and is there by
// who belongs to its class all the same.
void PairPremises::AddReplaced(UnnamedPremises& unnamed, InstanceIndex of,
                               std::set<FactIndex>& facts) {
  const InstanceTable& table = unnamed.view().table();
  for (FactIndex carrier : table.carriers(of)) {
    for (InstanceIndex i : table.of(carrier)) {
      if (table.omission(i) == Omission::kSpecific) {
        Add(unnamed.Of(i), facts);
      }
    }
  }
}

// Its facts, what these do not name, and what would deny any of it.
void PairPremises::AddPath(UnnamedPremises& unnamed,
                           const DeniableRelations& deniable, FactIndex process,
                           const PathAnswer& path, std::set<FactIndex>& facts) {
  const View& view = unnamed.view();
  const std::vector<InstanceIndex> behind = RelationsBehind(view, path);
  std::set<FactIndex> of_path;
  Add(FactsBehind(view, path), of_path);
  for (InstanceIndex i : behind) {
    Add(unnamed.Of(i), of_path);
    AddReplaced(unnamed, i, of_path);
  }
  for (const FactorAnswer& factor : path.tier.factors) {
    AddFactor(unnamed, path, factor, of_path);
  }
  std::set<InstanceIndex> relations(behind.begin(), behind.end());
  for (FactIndex fact : of_path) {
    if (fact == kNoFact) continue;
    for (InstanceIndex i : view.table().of(fact)) relations.insert(i);
  }
  deniable.AddAbout(
      process, path.path,
      std::vector<InstanceIndex>(relations.begin(), relations.end()), of_path);
  facts.merge(of_path);
}

void PairPremises::AddFactor(UnnamedPremises& unnamed, const PathAnswer& path,
                             const FactorAnswer& factor,
                             std::set<FactIndex>& facts) {
  const std::string& ways = factor.factor->authority_expression;
  if (!ways.empty() && factor.answer != Answer::kYes &&
      !path.path.steps.empty()) {
    const Policy& policy = unnamed.view().snapshot().policy();
    Add(unnamed.OfWalks(policy.automaton(ways), path.path.steps.back().to),
        facts);
  }
  for (InstanceIndex closed : factor.closed) {
    Add(unnamed.Of(closed), facts);
    Add(unnamed.OfPart(unnamed.view().table().source(closed)), facts);
  }
}

// A relation whose condition does not hold is no edge, and what the condition
// looks at names no path; it may open one. Of what walks of the vector come
// past, with what carries it.
void PairPremises::AddTakenAway(const PairAnswer& answer,
                                std::set<FactIndex>& facts) {
  if (!answer.paths.empty() &&
      answer.paths.front().path.status == Status::kOpen) {
    return;
  }
  const InstanceTable& table = views_.asked->table();
  std::set<FactIndex> passed;
  Add(asked_.OfWalks(*answer.vector->automaton, answer.process), passed);
  passed.erase(kNoFact);  // what is presumed
  std::set<FactIndex> carriers;
  for (FactIndex fact : passed) {
    for (InstanceIndex i : table.of(fact)) {
      for (FactIndex carrier : table.carriers(i)) carriers.insert(carrier);
    }
  }
  passed.merge(carriers);
  for (FactIndex fact : passed) {
    for (InstanceIndex i : table.of(fact)) {
      if (table.omission(i) != Omission::kGuard) continue;
      facts.insert(fact);
      Add(asked_.Of(i), facts);
      for (const GuardInput& input : table.guard_inputs(i)) {
        if (input.looked_at >= 0) facts.insert(table.fact(input.looked_at));
      }
    }
  }
}

void PairPremises::AddNearest(const PairAnswer& answer,
                              std::set<FactIndex>& facts) {
  const InstanceTable& table = views_.asked->table();
  std::vector<InstanceIndex> relations = answer.denials;
  if (answer.nearest) {
    for (const View::Incidence& step : answer.nearest->steps) {
      relations.push_back(step.instance);
      const std::optional<InstanceIndex> by =
          table.FindDenial(table.omitted_by(step.instance));
      if (by) relations.push_back(*by);
    }
  }
  for (InstanceIndex i : relations) {
    facts.insert(table.fact(i));
    Add(asked_.Of(i), facts);
  }
}

}  // namespace ketenzicht::graph
