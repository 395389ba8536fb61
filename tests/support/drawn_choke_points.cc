// Choke points and cuts to ask for, drawn.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/oracle_choke_points.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {
namespace {

// In which a walk may be no path.
constexpr const char* kWalksRepeat[] = {
    // Steps among owners come in twos, so that walks go there and back again.
    "uses/(contains|runs|depends_on)*/(remotely_accessed_by|made_by|updated_by)"
    "/((owned_by|^owned_by|controlled_by|^controlled_by)/"
    "(owned_by|^owned_by|controlled_by|^controlled_by))+/seated_in/enacts/"
    "empowers",
    "uses/((contains|^contains|runs|^runs)/(contains|^contains|depends_on))*/"
    "(remotely_accessed_by|made_by)/(seated_in/^seated_in)*/"
    "(controlled_by|seated_in/enacts/empowers)"};

}  // namespace

ChokeCase DrawChokeCase(int64_t seed) {
  Dice dice(seed + 11'000'000);
  ChokeCase drawn;
  drawn.facts = MakeSnapshot(MakeRandomGraph(seed).facts)->facts().ReadAll();
  drawn.options =
      dice.Percent(40) ? MakeRandomOptions(drawn.facts, dice) : OptionsOn();
  for (const Fact& fact : drawn.facts) {
    if (fact.entity() != nullptr) {
      const std::string& kind = fact.entity()->kind;
      if (kind == "process" || kind == "organization") {
        drawn.processes.push_back(fact.id);
      }
      if (kind == "authority") drawn.authorities.push_back(fact.id);
    }
    if (fact.measure() != nullptr) continue;
    if (dice.Percent(7)) drawn.not_cuttable.insert(fact.id);
  }
  const bool weighted = dice.Percent(50);
  for (const Fact& fact : drawn.facts) {
    if (!weighted || fact.measure() != nullptr || !dice.Percent(60)) continue;
    drawn.weights[fact.id] = dice.Below(5);
  }
  if (weighted) drawn.default_weight = dice.Below(4);
  for (const Vector& vector : TestPolicyDocument().vectors) {
    if (dice.Percent(45)) drawn.expressions.push_back(vector.expression);
  }
  for (const char* expression : kWalksRepeat) {
    if (dice.Percent(60)) drawn.expressions.emplace_back(expression);
  }
  constexpr Status kWeakest[] = {Status::kUnknown, Status::kUnknown,
                                 Status::kBlocked, Status::kNotExcluded,
                                 Status::kOpen};
  drawn.weakest = kWeakest[dice.Below(5)];
  constexpr Cuttable kCuttable[] = {Cuttable::kEntitiesAndRelations,
                                    Cuttable::kEntities, Cuttable::kRelations};
  drawn.cuttable = kCuttable[dice.Below(3)];
  for (const char* kind : {"jurisdiction", "law", "company", "product", "uses",
                           "empowers", "seated_in", "owned_by"}) {
    if (dice.Percent(12)) drawn.kinds.insert(kind);
  }
  return drawn;
}

std::string Describe(const ChokeCase& drawn) {
  std::vector<std::string> weights;
  for (const auto& [id, weight] : drawn.weights) {
    weights.push_back(absl::StrCat(id, "=", weight));
  }
  return absl::StrCat("weakest ", StatusName(drawn.weakest), " cuttable ",
                      static_cast<int>(drawn.cuttable), " not ",
                      absl::StrJoin(drawn.not_cuttable, ","), " kinds ",
                      absl::StrJoin(drawn.kinds, ","), " weights ",
                      drawn.default_weight, " ", absl::StrJoin(weights, ","),
                      "\n", Dump(drawn.options), "\n", Dump(drawn.facts));
}

}  // namespace ketenzicht::graph::oracle
