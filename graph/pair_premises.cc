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
  AddTierPaths(asked_, answer, limits, facts);
  AddTierPaths(inherent_, answer, limits, facts);
  AddNearest(answer, facts);
  Add(asked_.OfPart(answer.process), facts);
  facts.erase(kNoFact);
  return std::vector<FactIndex>(facts.begin(), facts.end());
}

void PairPremises::AddTierPaths(UnnamedPremises& unnamed,
                                const PairAnswer& answer, const Limits& limits,
                                std::set<FactIndex>& facts) {
  const View& view = unnamed.view();
  const PairStanding standing =
      StandingOf(view, answer.process, answer.target, *answer.vector, limits);
  for (const PathAnswer* path : DecidingPaths(standing)) {
    AddPath(unnamed, *path, facts);
  }
}

// Its facts, and what these do not name.
void PairPremises::AddPath(UnnamedPremises& unnamed, const PathAnswer& path,
                           std::set<FactIndex>& facts) {
  Add(FactsBehind(unnamed.view(), path), facts);
  for (InstanceIndex i : RelationsBehind(unnamed.view(), path)) {
    Add(unnamed.Of(i), facts);
  }
  for (const FactorAnswer& factor : path.tier.factors) {
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
}

void PairPremises::AddNearest(const PairAnswer& answer,
                              std::set<FactIndex>& facts) {
  const InstanceTable& table = views_.asked->table();
  std::vector<InstanceIndex> relations = answer.denials;
  if (answer.nearest) {
    for (const View::Incidence& step : answer.nearest->steps) {
      relations.push_back(step.instance);
      const std::optional<InstanceIndex> by =
          table.FindRelation(table.omitted_by(step.instance));
      if (by) relations.push_back(*by);
    }
  }
  for (InstanceIndex i : relations) {
    facts.insert(table.fact(i));
    Add(asked_.Of(i), facts);
  }
}

}  // namespace ketenzicht::graph
