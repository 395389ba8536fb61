// Unknowns against every fact of random graphs, looked at one by one, and
// against the rows of the oracle; asked by every subject, against the rule of
// tests/support/oracle_asked.h.
//
// 150 graphs in a normal run; KETENZICHT_LONG=1 takes 5,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/exposure.h"
#include "graph/fact_check.h"
#include "graph/unknowns.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/oracle_asked.h"
#include "tests/support/oracle_contradiction_record.h"
#include "tests/support/random_details.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using Strings = std::set<std::string>;

// Lays decisions, a procurement and an instrument over a random graph, and what
// is not known of these.
class Belongings {
 public:
  Belongings(std::vector<Fact> facts, Dice& dice)
      : facts_(std::move(facts)), dice_(dice) {}

  std::vector<Fact> Draw() {
    for (Fact& fact : facts_) {
      if (fact.measure() != nullptr && dice_.Percent(60)) {
        fact.measure()->decided_by = One("organizations/");
      }
    }
    facts_.push_back(Thing("procurements/b"));
    facts_.push_back(Thing("instruments/b"));
    Add(Rel("b-bought", "procured", One("organizations/"), "procurements/b"));
    Add(dice_.Percent(60)
            ? Rel("b-assessed", "assessed_by",
                  dice_.Percent(70) ? "procurements/b" : One("processes/"),
                  "instruments/b")
            : Rel("b-applied", "applied", One("organizations/"),
                  "instruments/b"));
    int number = 0;
    for (const char* collection :
         {"procurements/", "instruments/", "measures/", "processes/", ""}) {
      AddUnknown(absl::StrCat("statements/b", number++), One(collection));
    }
    return std::move(facts_);
  }

 private:
  // "" where there is none.
  std::string One(absl::string_view collection) {
    std::vector<std::string> ids;
    for (const Fact& fact : facts_) {
      if (absl::StartsWith(fact.id, collection)) ids.push_back(fact.id);
    }
    return ids.empty() ? "" : dice_.Pick(ids);
  }

  void Add(Draft draft) {
    if (dice_.Percent(20)) SetModality(dice_, draft);
    if (dice_.Percent(30)) {
      draft.Said(dice_.Pick(std::vector<std::string>{"sources/s", "sources/t"}),
                 ADay(dice_));
    }
    facts_.push_back(draft);
  }

  void AddUnknown(const std::string& id, const std::string& about) {
    if (about.empty()) return;
    Draft draft = Thing(id).Unknown();
    std::get<Entity>(draft.body).about = {about};
    facts_.push_back(draft);
  }

  std::vector<Fact> facts_;
  Dice& dice_;
};

std::shared_ptr<const Snapshot> Draw(int64_t seed, Dice& dice) {
  const std::vector<Fact> base = MakeRandomGraph(seed).facts;
  std::vector<Fact> facts = Complete(base);
  if (dice.Percent(60)) {
    do {
      facts = Complete(Belongings(base, dice).Draw());
    } while (!CheckFacts(facts, *TestOntology(), *TestPolicy()).empty());
  }
  return Snapshot::Create(1, facts, TestOntology(), TestPolicy()).value();
}

class Case {
 public:
  Case(int64_t seed, std::map<std::string, int>& met)
      : dice_(seed + 7'000'000), met_(met) {
    snapshot_ = Draw(seed, dice_);
    drawn_.facts = snapshot_->facts().ReadAll();
    drawn_.options = MakeRandomOptions(facts_, dice_);
    views_ = Views::Create(snapshot_, drawn_.options).value();
    record_ =
        std::make_unique<oracle::ContradictionRecord>(drawn_, drawn_.options);
    for (const oracle::Row& row : record_->rows()) rows_[row.id] = &row;
  }

  std::string Check() {
    const Unknowns all = Find({});
    CheckAll(all);
    CheckPresumed(all);
    for (FactIndex i = 0; i < snapshot_->size(); ++i) {
      if (!snapshot_->facts().is_measure(i)) CheckSubject(i, all);
      if (snapshot_->IsA(i, "process")) CheckProcess(i);
    }
    if (problems_.empty()) return "";
    return absl::StrCat(problems_, Dump(drawn_.options), "\n", Dump(facts_));
  }

 private:
  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  Unknowns Find(const UnknownsQuery& query) const {
    return FindUnknowns(*views_.asked, query, {}).value();
  }

  // What a relation between two things is about, by its text.
  void AddAbout(const Fact& fact, Strings& about) const {
    const Relation& relation = *fact.relation();
    std::vector<std::string> named = {relation.source.id, relation.target.id};
    named.insert(named.end(), relation.via.begin(), relation.via.end());
    for (const std::string& id : named) {
      if (id.empty() || !about.insert(id).second) continue;
      const Fact& other = facts_[snapshot_->Find(id)];
      if (other.relation() != nullptr) AddAbout(other, about);
    }
  }

  void CheckAll(const Unknowns& all) {
    std::vector<FactIndex> expected;
    for (FactIndex i = 0; i < snapshot_->size(); ++i) {
      if (facts_[i].modality == Modality::kUnknown) expected.push_back(i);
    }
    std::vector<FactIndex> found;
    for (const RecordedUnknown& one : all.recorded) {
      found.push_back(one.fact);
      CheckOne(one);
    }
    if (found != expected) Problem("not all, or others");
    met_["recorded"] += static_cast<int>(found.size());
  }

  void CheckOne(const RecordedUnknown& one) {
    const Fact& fact = facts_[one.fact];
    if (one.kind != fact.unknown_kind) Problem(fact.id, ": kind");
    Strings sources;
    Strings speakers;
    std::optional<Date> first;
    const ViewOptions& options = views_.asked->table().options_for(one.fact);
    const auto is_asked = [&](const Evidence& evidence) {
      return CountsAsSource(*snapshot_, options, evidence.source);
    };
    const bool all =
        std::none_of(fact.evidence.begin(), fact.evidence.end(), is_asked);
    met_["asked and not asked"] +=
        !all &&
        !std::all_of(fact.evidence.begin(), fact.evidence.end(), is_asked);
    for (const Evidence& evidence : fact.evidence) {
      if (!all && !is_asked(evidence)) continue;
      sources.insert(evidence.source);
      if (!evidence.speaker.empty()) speakers.insert(evidence.speaker);
      if (!first || evidence.asserted_on < *first) first = evidence.asserted_on;
    }
    if (Ids(one.sources) != sources) Problem(fact.id, ": sources");
    if (Strings(one.speakers.begin(), one.speakers.end()) != speakers) {
      Problem(fact.id, ": speakers");
    }
    if (one.asserted != first) Problem(fact.id, ": asserted");
    const Relation* relation = fact.relation();
    if (relation == nullptr) return;
    Strings about;
    AddAbout(fact, about);
    const Strings told = Ids(one.about);
    if (relation->source.selector || relation->target.selector) {
      ++met_["of classes"];
      if (!std::includes(told.begin(), told.end(), about.begin(),
                         about.end())) {
        Problem(fact.id, ": about too little");
      }
      return;
    }
    if (!std::includes(told.begin(), told.end(), about.begin(), about.end())) {
      Problem(fact.id, ": about too little");
    }
    const oracle::Row* row = rows_.at(fact.id);
    const bool counts = row->omission == Omission::kNone;
    ++met_[counts ? "that count" : "that do not count"];
    if (one.counts() != counts) Problem(fact.id, ": counts ", counts);
  }

  void CheckPresumed(const Unknowns& all) {
    Strings expected;
    for (const auto& [id, row] : rows_) {
      if (row->fact == nullptr && row->outcome == Omission::kNone) {
        expected.insert(id);
      }
    }
    Strings found;
    for (const PresumedUnknown& one : all.presumed) {
      found.insert(views_.asked->table().id(one.instance));
    }
    met_["presumed"] += static_cast<int>(found.size());
    if (found != expected) Problem("presumed: not all, or others");
  }

  // Of all that is recorded what concerns it is told, under what concerns it,
  // and the others are counted.
  void CheckSubject(FactIndex subject, const Unknowns& all) {
    const std::string& id = facts_[subject].id;
    oracle::AskedAbout asked(*record_, {id});
    std::map<std::string, Strings> expected;  // by heading
    int64_t others = 0;
    for (const RecordedUnknown& one : all.recorded) {
      Strings about = Ids(one.about);
      about.insert(facts_[one.fact].id);
      bool concerns = false;
      for (const std::string& thing : about) {
        const bool of_product = IsOfProduct(facts_[one.fact], thing, asked);
        if (!asked.Has(thing) && !of_product) continue;
        concerns = true;
        expected[thing].insert(facts_[one.fact].id);
        if (!asked.Has(thing)) {
          ++met_["of a product that is used"];
          continue;
        }
        if (asked.OnlyStoodFor({thing})) ++met_["stood for"];
        if (thing != id && (absl::StartsWith(thing, "measures/") ||
                            absl::StartsWith(thing, "instruments/") ||
                            absl::StartsWith(thing, "procurements/"))) {
          ++met_["belong to a subject"];
        }
      }
      if (!concerns) ++others;
    }
    for (const PresumedUnknown& one : all.presumed) {
      const std::string id_of = views_.asked->table().id(one.instance);
      for (const std::string& thing : Ids(one.about)) {
        const bool of_product =
            asked.IsUsedProduct(thing) && rows_.at(id_of)->source == thing;
        if (!asked.Has(thing) && !of_product) continue;
        expected[thing].insert(id_of);
      }
    }
    const Unknowns found = Find({.subjects = {subject}});
    if (Headings(found) != expected) Problem(id, ": not all, or others");
    if (found.left_out != others) Problem(id, ": left out ", found.left_out);
    if (others > 0) ++met_["left out"];
    ++met_["subjects"];
  }

  // Whether it leads from a product that is used, or is a statement about it.
  bool IsOfProduct(const Fact& fact, const std::string& thing,
                   const oracle::AskedAbout& asked) const {
    if (!asked.IsUsedProduct(thing)) return false;
    if (const Entity* entity = fact.entity()) {
      return std::count(entity->about.begin(), entity->about.end(), thing) > 0;
    }
    return fact.relation() != nullptr &&
           std::any_of(rows_.begin(), rows_.end(), [&](const auto& one) {
             const oracle::Row& row = *one.second;
             return row.fact != nullptr && row.fact->id == fact.id &&
                    row.source == thing;
           });
  }

  std::map<std::string, Strings> Headings(const Unknowns& found) const {
    std::map<std::string, Strings> headings;
    for (const UnknownsOfSubject& group : found.by_subject) {
      Strings& under = headings[facts_[group.subject].id];
      for (int place : group.recorded) {
        under.insert(facts_[found.recorded[place].fact].id);
      }
      for (int place : group.presumed) {
        under.insert(views_.asked->table().id(found.presumed[place].instance));
      }
    }
    return headings;
  }

  // What answers on its pairs tell as unknown about it is among them, and
  // counts.
  void CheckProcess(FactIndex process) {
    const FactIndex authority = snapshot_->Find("authorities/0");
    const PairAnswer answer = AnswerPair(
        views_, process, {.asked = authority, .authorities = {authority}},
        snapshot_->policy().document().vectors.front(), {});
    Strings found;
    for (const RecordedUnknown& one :
         Find({.subjects = {process}, .only_counting = true}).recorded) {
      found.insert(facts_[one.fact].id);
    }
    for (FactIndex fact : answer.unknowns) {
      ++met_["unknowns of answers"];
      if (!found.contains(facts_[fact].id)) {
        Problem(facts_[fact].id, ": not about ", facts_[process].id);
      }
    }
  }

  Strings Ids(const std::vector<FactIndex>& facts) const {
    Strings ids;
    for (FactIndex fact : facts) ids.insert(facts_[fact].id);
    return ids;
  }

  Dice dice_;
  std::map<std::string, int>& met_;
  std::shared_ptr<const Snapshot> snapshot_;
  oracle::ContradictionCase drawn_;
  const std::vector<Fact>& facts_ = drawn_.facts;
  Views views_;
  std::unique_ptr<oracle::ContradictionRecord> record_;
  std::map<std::string, const oracle::Row*> rows_;
  std::string problems_;
};

TEST(UnknownsTwin, AreThoseOfEveryFact) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 5'000 : 150);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const std::string problems = Case(seed, met).Check();
    ASSERT_EQ(problems, "") << "KETENZICHT_SEED=" << seed;
  }
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (graphs < 100) return;
  EXPECT_GT(met["that count"], graphs / 4);
  EXPECT_GT(met["that do not count"], 0);
  EXPECT_GT(met["presumed"], 0);
  EXPECT_GT(met["of classes"], 0);
  EXPECT_GT(met["left out"], 0);
  EXPECT_GT(met["stood for"], 0);
  EXPECT_GT(met["belong to a subject"], 0);
}

}  // namespace
}  // namespace ketenzicht::graph
