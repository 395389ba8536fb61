#include "tests/support/pair_cases.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "tests/support/random_details.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

// ---- Facts ------------------------------------------------------------------

// Products in a dense little graph, most of it uncertain: several ways, cycles,
// the same said twice, facts about classes, and measures on some of it.
std::vector<Fact> MakeMesh(Dice& dice) {
  const int products = 4 + dice.Below(3);
  const auto product = [&] {
    return absl::StrCat("products/", dice.Below(products));
  };
  const auto end = [&] {
    const std::string one = product();
    const std::string other = product();
    return dice.Percent(18) && one != other ? EndOf(Ids({one, other}))
                                            : EndOf(one);
  };
  std::vector<Fact> facts;
  for (int i = 0; i < products; ++i) {
    facts.push_back(Thing(absl::StrCat("products/", i)));
  }
  const int relations = 6 + dice.Below(5);
  std::vector<std::string> ids;
  for (int i = 0; i < relations; ++i) {
    // One after another: arguments are evaluated in any order.
    const char* kind = dice.Percent(70) ? "contains" : "depends_on";
    const End source = end();
    const End target = end();
    Draft draft = MakeRelation(absl::StrCat("r", i), kind, source, target);
    if (i > 0 && dice.Percent(12)) {
      const Relation& earlier = *facts.back().relation();
      draft = MakeRelation(absl::StrCat("r", i), earlier.kind, earlier.source,
                           earlier.target);
      draft.Said("sources/t");
    }
    if (dice.Percent(12)) draft.NotExcluded();
    if (dice.Percent(8)) draft.Unknown();
    if (dice.Percent(90)) {
      std::get<Relation>(draft.body).likelihood = MakeLikelihood(dice);
    }
    if (dice.Percent(12)) draft.Likely(1, 1, 1);
    if (dice.Percent(3)) draft.Likely(0, 0, 0);
    ids.push_back(draft.id);
    facts.push_back(draft);
  }
  for (int i = dice.Below(3); i > 0; --i) {
    Draft measure = dice.Percent(30)
                        ? Closing(absl::StrCat("m", i), {})
                        : Reducing(absl::StrCat("m", i), {}, 0.3, 0.5, 0.8);
    measure.measure()->selects = dice.Percent(50)
                                     ? Ids({dice.Pick(ids)})
                                     : Of("contains").To(Ids({product()}));
    facts.push_back(measure);
  }
  return facts;
}

// What is not likely or unlikely by itself is by chance.
void AddLikelihoods(std::vector<Fact>& facts, Dice& dice) {
  for (Fact& fact : facts) {
    auto* relation = std::get_if<Relation>(&fact.body);
    if (relation == nullptr || !dice.Percent(85)) continue;
    if (std::holds_alternative<std::monostate>(relation->likelihood)) {
      relation->likelihood = MakeLikelihood(dice);
    }
  }
}

// ---- Questions --------------------------------------------------------------

std::vector<std::string> ThingsOf(const std::vector<Fact>& facts,
                                  const std::set<std::string>& collections) {
  std::vector<std::string> things;
  for (const Fact& fact : facts) {
    if (fact.entity() != nullptr &&
        collections.contains(fact.id.substr(0, fact.id.find('/')))) {
      things.push_back(fact.id);
    }
  }
  return things;
}

Status AWeakest(Dice& dice) {
  return dice.Percent(70) ? Status::kUnknown
                          : static_cast<Status>(dice.Below(2));
}

std::vector<PairQuestion> QuestionsOfMesh(const std::vector<Fact>& facts,
                                          Dice& dice) {
  const std::vector<std::string> products = ThingsOf(facts, {"products"});
  const std::vector<std::string> expressions = {
      "contains+",
      "(contains|depends_on)+",
      "(contains|^contains)+",
      "(contains|depends_on)/(contains|depends_on)/(contains|depends_on)",
      "contains/(contains|^depends_on)*/contains",
      "(contains/depends_on?)+"};
  std::vector<PairQuestion> questions;
  for (int i = 0; i < 3; ++i) {
    PairQuestion question{dice.Pick(expressions),
                          products.front(),
                          {products.back()},
                          AWeakest(dice)};
    if (dice.Percent(20)) question.targets.insert(dice.Pick(products));
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<PairQuestion> QuestionsOfGraph(const std::vector<Fact>& facts,
                                           Dice& dice) {
  std::vector<PairQuestion> questions;
  const auto add = [&](const std::string& expression,
                       const std::set<std::string>& sources,
                       const std::set<std::string>& targets) {
    const std::vector<std::string> ends = ThingsOf(facts, targets);
    for (const std::string& source : ThingsOf(facts, sources)) {
      questions.push_back(
          {expression, source, {ends.begin(), ends.end()}, AWeakest(dice)});
    }
  };
  for (const Vector& vector : TestPolicy()->document().vectors) {
    add(vector.expression, {"processes", "organizations"}, {"authorities"});
  }
  add("(contains|runs|depends_on|^made_by|made_by)+", {"products"},
      {"companies"});
  return questions;
}

}  // namespace

void ChooseLikelihoods(std::vector<Fact>& facts, Dice& dice) {
  const auto choose = [&](const Interval& interval) {
    const double at =
        dice.Percent(30) ? dice.Below(2) : dice.Below(101) / 100.0;
    const double chosen =
        std::clamp(interval.low + at * (interval.high - interval.low),
                   interval.low, interval.high);
    return Interval{chosen, chosen, chosen};
  };
  for (Fact& fact : facts) {
    if (auto* measure = fact.measure()) {
      if (measure->reduction) measure->reduction = choose(*measure->reduction);
    }
    auto* relation = std::get_if<Relation>(&fact.body);
    if (relation == nullptr) continue;
    if (const auto* stated = std::get_if<Interval>(&relation->likelihood)) {
      relation->likelihood = choose(*stated);
    } else if (const auto* name =
                   std::get_if<std::string>(&relation->likelihood)) {
      relation->likelihood =
          choose(TestPolicy()->FindLikelihoodClass(*name)->interval);
    }
  }
}

std::vector<PairCase> DrawPairCases(int64_t seed) {
  std::vector<PairCase> all(2);
  Dice dice(static_cast<uint64_t>(seed) + 7'000'000);
  all[0].facts = MakeRandomGraph(static_cast<uint64_t>(seed)).facts;
  AddLikelihoods(all[0].facts, dice);
  all[0].options = MakeRandomOptions(all[0].facts, dice);
  all[0].questions = QuestionsOfGraph(all[0].facts, dice);
  all[1].facts = MakeMesh(dice);
  all[1].options = OptionsOn();
  all[1].questions = QuestionsOfMesh(all[1].facts, dice);
  return all;
}

}  // namespace ketenzicht::graph
