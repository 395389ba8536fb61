#include "tests/support/drawn_changes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/drawn_additions.h"
#include "tests/support/random_details.h"

namespace ketenzicht::testing {
namespace {

using graph::Dice;
using graph::Fact;
using Words = std::vector<std::string>;

class Drawer {
 public:
  Drawer(const FactsById& facts, const Words& kept, int number, Dice& dice)
      : facts_(facts),
        kept_(kept),
        number_(number),
        dice_(dice),
        ids_(facts, dice) {}

  // Null where there is nothing that it could be of.
  Json Draw(const std::string& kind) {
    if (kind == "add relation") return Add("relation");
    if (kind == "add entity") return Add("entity");
    if (kind == "add measure") return Add("measure");
    if (kind == "remove") return Remove();
    if (kind == "end") return End();
    if (kind == "set relation") return SetRelation();
    if (kind == "set measure") return SetMeasure();
    if (kind == "set entity") return SetEntity();
    if (kind == "deny" || kind == "affirm") return Turn(kind);
    if (kind == "affirm despite") return AffirmDespite();
    if (kind == "lift" || kind == "take") return OfMeasure(kind);
    if (kind == "replace") return Replace();
    if (kind == "enact") return Enact();
    if (kind == "repeal") return Repeal();
    if (kind == "own") return Own();
    if (kind == "list") return List();
    if (kind == "start") return Start();
    return {{"date", graph::ADayThatMatters(dice_)}};
  }

 private:
  static Json Change(const std::string& kind, Json how) {
    return {{kind, std::move(how)}};
  }

  Json Add(const std::string& sort) {
    return Change("add",
                  Change(sort, DrawAddition(sort, ids_, number_, dice_)));
  }

  Json Remove() {
    const std::string collection = dice_.Percent(20)   ? "measures"
                                   : dice_.Percent(75) ? "relations"
                                                       : "";
    Words ids = ids_.Of(collection);
    std::erase_if(ids, [&](const std::string& id) {
      return std::count(kept_.begin(), kept_.end(), id) > 0 ||
             absl::StartsWith(id, "sources/");
    });
    return ids.empty() ? Json() : Change("remove", dice_.Pick(ids));
  }

  // Mostly after most things have begun.
  std::string LateDay() {
    return dice_.Percent(60) ? absl::StrCat(2019 + dice_.Below(3), "-07-01")
                             : graph::ADayThatMatters(dice_);
  }
  void MaybeOn(Json& how, const std::string& key = "on") {
    if (dice_.Percent(55)) how[key] = LateDay();
  }

  Json End() {
    const std::string id = ids_.Any(dice_.Percent(75) ? "relations" : "");
    if (dice_.Percent(30)) return Change("end", id);
    return Change("end", {{"fact", id}, {"on", LateDay()}});
  }

  Json SetRelation() {
    Json how = {{"fact", ids_.Any("relations")}};
    const Fact& fact = facts_.at(how["fact"].get<std::string>());
    const graph::Relation& relation = *fact.relation();
    do {
      switch (dice_.Below(7)) {
        case 0:
          AddModality(how, dice_);
          break;
        case 1:
          how["likelihood"] = DrawLikelihood(dice_);
          break;
        case 2:
          how["valid"] = DrawValidTime(dice_);
          break;
        case 3:
          how["confidence"] = absl::StrCat(dice_.Below(101));
          break;
        case 4:
          how["attributes"] = {{"share", absl::StrCat(dice_.Below(101))}};
          break;
        case 5:
          how["source"] = OtherEnd(relation.source, "processes");
          break;
        default:
          how["target"] = OtherEnd(relation.target, "companies");
      }
    } while (dice_.Percent(30));
    return Change("set", how);
  }

  std::string OtherEnd(const graph::End& end, const std::string& otherwise) {
    return ids_.Any(end.id.empty() ? otherwise
                                   : end.id.substr(0, end.id.find('/')));
  }

  Json SetMeasure() {
    if (ids_.Of("measures").empty()) return {};
    Json how = {{"fact", ids_.Any("measures")}};
    do {
      switch (dice_.Below(5)) {
        case 0:
          AddModality(how, dice_);
          break;
        case 1:
          how["valid"] = DrawValidTime(dice_);
          break;
        case 2:
          how["state"] = dice_.Percent(50) ? "candidate" : "in_place";
          break;
        case 3:
          how["cost"] = absl::StrCat(dice_.Below(9));
          break;
        default:
          how["burden"] = absl::StrCat(dice_.Below(5));
      }
    } while (dice_.Percent(40));
    return Change("set", how);
  }

  Json SetEntity() {
    Json how = {
        {"fact", ids_.Any(dice_.Percent(60) ? "products" : "companies")}};
    if (dice_.Percent(50)) {
      how["attributes"] = {{"connected", dice_.Percent(60) ? "yes" : "no"}};
    } else {
      how["valid"] = DrawValidTime(dice_);
    }
    return Change("set", how);
  }

  Json Turn(const std::string& kind) {
    const bool measure = dice_.Percent(15) && !ids_.Of("measures").empty();
    return Change(kind, ids_.Any(measure ? "measures" : "relations"));
  }

  // Where a measure selects relations by id, one of those.
  Json AffirmDespite() {
    Words selected;
    for (const std::string& id : ids_.Of("measures")) {
      for (const std::string& one : facts_.at(id).measure()->selects.ids) {
        if (facts_.contains(one)) selected.push_back(one);
      }
    }
    const std::string id = !selected.empty() && dice_.Percent(60)
                               ? dice_.Pick(selected)
                               : ids_.Any("relations");
    return Change("affirm", {{"fact", id}, {"despite", "measures"}});
  }

  Json OfMeasure(const std::string& kind) {
    return ids_.Of("measures").empty() ? Json()
                                       : Change(kind, ids_.Any("measures"));
  }

  // Of a use that there is: by who uses it, or by anybody.
  Json Replace() {
    Words uses;
    for (const auto& [id, fact] : facts_) {
      const graph::Relation* relation = fact.relation();
      if (relation != nullptr && relation->kind == "uses" &&
          !relation->source.selector && !relation->target.selector) {
        uses.push_back(id);
      }
    }
    if (uses.empty()) return {};
    const graph::Relation& use = *facts_.at(dice_.Pick(uses)).relation();
    Json how = {
        {"product", use.target.id},
        {"by", ids_.Any("products")},
        {"for", dice_.Percent(60) ? use.source.id : ids_.Any("organizations")}};
    if (dice_.Percent(80))
      how["on"] = absl::StrCat(2020 + dice_.Below(2), "-09-01");
    return Change("replace", how);
  }

  Json Named(const std::string& collection) {
    if (dice_.Percent(30) && !ids_.Of(collection).empty()) {
      return ids_.Any(collection);
    }
    const std::string name = absl::StrCat("new-", number_);
    return {{"id", absl::StrCat(collection, "/", name)},
            {"name", {{"nl", name}, {"en", name}}}};
  }

  Json Enact() {
    const std::string first =
        dice_.Percent(50) ? "compels_disclosure" : "compels_assistance";
    Json powers = {{{"authority", ids_.Any("authorities")}, {"kind", first}}};
    if (dice_.Percent(40)) {
      powers.push_back({{"authority", ids_.Any("authorities")},
                        {"kind", "restricts_supply"}});
    }
    Json how = {{"law", Named("laws")},
                {"in", ids_.Any("jurisdictions")},
                {"empowers", powers}};
    MaybeOn(how);
    return Change("enact", how);
  }

  Json Repeal() {
    if (ids_.Of("laws").empty()) return {};
    const std::string law = ids_.Any("laws");
    if (dice_.Percent(40)) return Change("repeal", law);
    return Change("repeal", {{"law", law}, {"on", LateDay()}});
  }

  // Of an owner that there is, or another one.
  std::pair<std::string, std::string> CompanyAndOwner() {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& [id, fact] : facts_) {
      const graph::Relation* relation = fact.relation();
      if (relation != nullptr && !relation->source.selector &&
          !relation->target.selector &&
          (relation->kind == "controlled_by" ||
           absl::EndsWith(relation->kind, "owned_by"))) {
        pairs.emplace_back(relation->source.id, relation->target.id);
      }
    }
    if (!pairs.empty() && dice_.Percent(60)) return dice_.Pick(pairs);
    return {ids_.Any("companies"),
            ids_.Any(dice_.Percent(70) ? "companies" : "authorities")};
  }

  Json Own() {
    const auto [company, owner] = CompanyAndOwner();
    Json how = {{"company", company}, {"by", owner}};
    const int says = 1 + dice_.Below(7);
    const int share = dice_.Below(5) * 25;
    if ((says & 1) != 0) how["share"] = absl::StrCat(share);
    if ((says & 2) != 0) how["votes"] = absl::StrCat(dice_.Below(101));
    if ((says & 4) != 0) how["control"] = dice_.Percent(60) ? "true" : "false";
    // Somebody else: that an owner takes its own place says nothing.
    const std::string former = ids_.Any("companies");
    if (former != owner && dice_.Percent(25)) how["instead_of"] = former;
    MaybeOn(how);
    return Change("own", how);
  }

  Json List() {
    Json how = {{"company", ids_.Any("companies")},
                {"on", ids_.Any("listings")}};
    MaybeOn(how, "from");
    return Change("list", how);
  }

  Json Start() {
    Json how = {{"programme", Named("programmes")},
                {"by", ids_.Any("authorities")}};
    if (dice_.Percent(70)) how["targets"] = {ids_.Any("interests")};
    if (dice_.Percent(70)) how["exploits"] = {ids_.Any("products")};
    MaybeOn(how);
    return Change("start", how);
  }

  const FactsById& facts_;
  const Words& kept_;
  const int number_;
  Dice& dice_;
  DrawnIds ids_;
};

}  // namespace

const std::vector<std::string>& ChangeKinds() {
  static const auto& kinds = *new Words{
      "add relation",   "add entity",  "add measure", "remove",  "end",
      "set relation",   "set measure", "set entity",  "deny",    "affirm",
      "affirm despite", "lift",        "take",        "replace", "enact",
      "repeal",         "own",         "list",        "start",   "date"};
  return kinds;
}

DrawnChange DrawChange(const FactsById& facts, const Words& kept, int number,
                       Dice& dice) {
  Drawer drawer(facts, kept, number, dice);
  for (;;) {
    const std::string& kind = dice.Pick(ChangeKinds());
    Json content = drawer.Draw(kind);
    if (!content.is_null()) return {kind, std::move(content)};
  }
}

}  // namespace ketenzicht::testing
