#include "graph/pair_outcome.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_text.h"
#include "graph/presumption_premises.h"

namespace ketenzicht::graph {
namespace {

TierRange RangeOf(const Snapshot& snapshot, const TierAnswer* tier) {
  if (tier == nullptr || !tier->applicable) return {};
  const std::vector<Tier>& tiers = snapshot.policy().document().tiers;
  return {tiers[tier->lowest].id, tiers[tier->highest].id};
}

void AddPath(const View& view, const FoundPath& path,
             std::vector<FactIndex>& facts) {
  for (const View::Incidence& step : path.steps) {
    const InstanceTable& table = view.table();
    for (FactIndex one :
         {table.fact(step.instance), table.source(step.instance),
          table.target(step.instance)}) {
      if (one != kNoFact) facts.push_back(one);
    }
    if (table.fact(step.instance) != kNoFact) continue;
    for (InstanceIndex premise : PremisesOf(view, step.instance)) {
      facts.push_back(table.fact(premise));
    }
  }
}

// An instance's id starts with that of its fact.
void AddAnswer(const View& view, const PathAnswer& answer,
               std::vector<FactIndex>& facts) {
  AddPath(view, answer.path, facts);
  for (const std::string& id : RestsOn(view, answer)) {
    const FactIndex fact = view.snapshot().Find(id.substr(0, id.find('@')));
    if (fact != kNoFact) facts.push_back(fact);
  }
}

// Each once.
std::vector<FactIndex> Sorted(std::vector<FactIndex> facts) {
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

}  // namespace

PairOutcome OutcomeOf(const Snapshot& snapshot, const PairAnswer& answer) {
  return {
      answer.status, RangeOf(snapshot, answer.tier()), answer.inherent_status,
      RangeOf(snapshot, answer.inherent ? &answer.inherent->tier : nullptr)};
}

std::string TierText(const TierRange& tier, Language language) {
  if (tier.lowest.empty()) {
    return language == Language::kDutch ? "n.v.t." : "n/a";
  }
  if (tier.lowest == tier.highest) return tier.lowest;
  return absl::StrCat(tier.lowest, "–", tier.highest);
}

std::string OutcomeText(const PairOutcome& outcome, Language language) {
  return absl::StrCat(StatusText(outcome.status, language), ", ",
                      TierText(outcome.tier, language),
                      language == Language::kDutch ? " (zonder maatregelen: "
                                                   : " (without measures: ",
                      StatusText(outcome.inherent_status, language), ", ",
                      TierText(outcome.inherent_tier, language), ")");
}

std::vector<FactIndex> FactsBehind(const Views& views,
                                   const PairAnswer& answer) {
  std::vector<FactIndex> facts;
  if (!answer.paths.empty()) {
    AddAnswer(*views.asked, answer.paths.front(), facts);
  }
  if (answer.inherent) AddAnswer(*views.inherent, *answer.inherent, facts);
  if (answer.nearest) AddPath(*views.asked, *answer.nearest, facts);
  return Sorted(std::move(facts));
}

std::vector<FactIndex> FactsBehind(const View& view, const PathAnswer& answer) {
  std::vector<FactIndex> facts;
  AddAnswer(view, answer, facts);
  return Sorted(std::move(facts));
}

}  // namespace ketenzicht::graph
