#include "tests/support/drawn_additions.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/support/random_details.h"

namespace ketenzicht::testing {
namespace {

using graph::Dice;
using Words = std::vector<std::string>;

Json NameOf(const std::string& name) { return {{"nl", name}, {"en", name}}; }

Json DrawInterval(Dice& dice) {
  const int low = dice.Below(5);
  const int best = low + dice.Below(3);
  Json interval = {{"low", absl::StrCat("0.", low)},
                   {"high", absl::StrCat("0.", best + dice.Below(3))}};
  if (dice.Percent(80)) interval["best"] = absl::StrCat("0.", best);
  return interval;
}

Json AnEntity(int number, Dice& dice) {
  constexpr std::pair<const char*, const char*> kKinds[] = {
      {"process", "processes"},
      {"product", "products"},
      {"company", "companies"},
      {"information", "information"}};
  const auto& [kind, collection] = kKinds[dice.Below(4)];
  const std::string name = absl::StrCat("added-", number);
  Json entity = {{"id", absl::StrCat(collection, "/", name)},
                 {"kind", kind},
                 {"name", NameOf(name)}};
  if (dice.Percent(20)) entity["valid"] = DrawValidTime(dice);
  return entity;
}

// Who says it, where it is not the scenario.
void AddVoice(Json& fact, const DrawnIds& ids, Dice& dice) {
  if (dice.Percent(35)) {
    fact["evidence"] = {{{"source", ids.Any("sources")},
                         {"asserted", graph::ADay(dice)},
                         {"locator", "1.2"}}};
  }
  if (dice.Percent(15)) fact["verified"] = "false";
  if (dice.Percent(15)) fact["because"] = {ids.Any("relations")};
  if (dice.Percent(15)) {
    fact["origin"] = {{"inferred_by", "who drew it"},
                      {"from", {ids.Any("relations")}}};
  }
  if (dice.Percent(15)) fact["confidence"] = absl::StrCat(dice.Below(101));
  if (dice.Percent(15)) fact["note"] = NameOf("drawn");
}

// Of the sort of one that there is, between the same sorts of things.
Json ARelation(const DrawnIds& ids, int number, Dice& dice) {
  const graph::Relation* like = nullptr;
  do {
    like = ids.facts().at(ids.Any("relations")).relation();
  } while (like->source.selector || like->target.selector);
  const auto end = [&](const std::string& id) {
    // What it leads from a relation stays with that.
    const std::string collection = id.substr(0, id.find('/'));
    return collection == "relations" || dice.Percent(50) ? id
                                                         : ids.Any(collection);
  };
  Json relation = {{"kind", like->kind},
                   {"source", end(like->source.id)},
                   {"target", end(like->target.id)},
                   {"modality", "affirmed"}};
  if (dice.Percent(40)) AddModality(relation, dice);
  if (dice.Percent(12)) {
    relation["target"] = {{"class", {{"ids", {like->target.id}}}}};
  }
  if (dice.Percent(50)) relation["valid"] = DrawValidTime(dice);
  if (dice.Percent(30)) relation["likelihood"] = DrawLikelihood(dice);
  if (!like->via.empty()) relation["via"] = like->via;
  if (dice.Percent(40)) {
    relation["id"] = absl::StrCat("relations/added-", number);
  }
  AddVoice(relation, ids, dice);
  return relation;
}

Json AMeasure(const DrawnIds& ids, int number, Dice& dice) {
  Json measure = {{"name", NameOf(absl::StrCat("measure ", number))},
                  {"effect", "closes"},
                  {"state", dice.Percent(70) ? "in_place" : "candidate"},
                  {"nature", "technical"},
                  {"modality", "affirmed"}};
  if (dice.Percent(25)) {
    measure["effect"] = "reduces";
    measure["reduction"] = DrawInterval(dice);
  }
  if (dice.Percent(20)) AddModality(measure, dice);
  if (dice.Percent(60)) {
    measure["selects"] = {{"ids", {ids.Any("relations")}}};
  } else {
    measure["selects"] = {
        {"kind", dice.Percent(50) ? "uses" : "sends_data_to"}};
    if (dice.Percent(30)) {
      measure["selects"]["except"] = {ids.Any("relations")};
    }
  }
  if (dice.Percent(60)) measure["cost"] = absl::StrCat(dice.Below(9));
  if (dice.Percent(60)) measure["burden"] = absl::StrCat(dice.Below(5));
  if (dice.Percent(30)) measure["valid"] = DrawValidTime(dice);
  if (!ids.Of("measures").empty() && dice.Percent(35)) {
    measure[dice.Percent(50) ? "prerequisites" : "conflicts_with"] = {
        ids.Any("measures")};
  }
  if (dice.Percent(40)) {
    measure["id"] = absl::StrCat("measures/added-", number);
  }
  AddVoice(measure, ids, dice);
  return measure;
}

}  // namespace

DrawnIds::DrawnIds(const FactsById& facts, Dice& dice)
    : facts_(facts), dice_(dice) {
  for (const auto& [id, fact] : facts) {
    ids_[""].push_back(id);
    ids_[id.substr(0, id.find('/'))].push_back(id);
  }
}

const Words& DrawnIds::Of(const std::string& collection) const {
  static const auto& none = *new Words;
  const auto at = ids_.find(collection);
  return at == ids_.end() ? none : at->second;
}

std::string DrawnIds::Any(const std::string& collection) const {
  const Words& ids = Of(collection);
  return ids.empty() ? absl::StrCat(collection, "/none") : dice_.Pick(ids);
}

Json DrawAddition(const std::string& sort, const DrawnIds& ids, int number,
                  Dice& dice) {
  if (sort == "entity") return AnEntity(number, dice);
  return sort == "relation" ? ARelation(ids, number, dice)
                            : AMeasure(ids, number, dice);
}

void AddModality(Json& fact, Dice& dice) {
  constexpr const char* kModalities[] = {
      "affirmed", "denied",  "possible",    "not_excluded",
      "unknown",  "unknown", "presupposed", "counterfactual"};
  const std::string modality = kModalities[dice.Below(8)];
  fact["modality"] = modality;
  fact.erase("unknown_kind");
  if (modality == "unknown") {
    fact["unknown_kind"] = dice.Percent(50) ? "not_stated" : "not_public";
  }
}

Json DrawLikelihood(Dice& dice) {
  if (dice.Percent(30)) return dice.Percent(50) ? "moderate" : "low";
  return DrawInterval(dice);
}

Json DrawValidTime(Dice& dice) {
  Json valid = Json::object();
  if (dice.Percent(70)) {
    valid["from"] = dice.Percent(30)   ? "open"
                    : dice.Percent(30) ? absl::StrCat(2015 + dice.Below(4))
                                       : graph::ADay(dice);
  }
  if (dice.Percent(30)) {
    valid["until"] =
        dice.Percent(30) ? "open" : absl::StrCat(2021 + dice.Below(2), "-02");
  }
  return valid;
}

}  // namespace ketenzicht::testing
