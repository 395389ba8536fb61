// Unknowns against every fact of random graphs, looked at one by one, and
// against the rows of the oracle.
//
// 150 graphs in a normal run; KETENZICHT_LONG=1 takes 5,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/exposure.h"
#include "graph/unknowns.h"
#include "gtest/gtest.h"
#include "tests/support/oracle.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using Strings = std::set<std::string>;

int64_t FromEnvironment(const char* name, int64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoll(value);
}

class Case {
 public:
  Case(int64_t seed, std::map<std::string, int>& met)
      : dice_(seed + 7'000'000), met_(met) {
    snapshot_ = Snapshot::Create(1, Complete(MakeRandomGraph(seed).facts),
                                 TestOntology(), TestPolicy())
                    .value();
    facts_ = snapshot_->facts().ReadAll();
    options_ = MakeRandomOptions(facts_, dice_);
    views_ = Views::Create(snapshot_, options_).value();
    oracle_ = std::make_unique<oracle::Oracle>(facts_, snapshot_->ontology(),
                                               snapshot_->policy().document(),
                                               options_);
    for (const oracle::Row& row : oracle_->rows()) rows_[row.id] = &row;
  }

  std::string Check() {
    const Unknowns all = Find({});
    CheckAll(all);
    CheckPresumed(all);
    CheckSubjects(all);
    for (FactIndex i = 0; i < snapshot_->size(); ++i) {
      if (snapshot_->IsA(i, "process")) CheckProcess(i);
    }
    if (problems_.empty()) return "";
    return absl::StrCat(problems_, Dump(options_), "\n", Dump(facts_));
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
    for (const Evidence& evidence : fact.evidence) {
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

  // Asked for one by one they are what stands under their heading.
  void CheckSubjects(const Unknowns& all) {
    for (const UnknownsOfSubject& group : all.by_subject) {
      if (snapshot_->IsA(group.subject, "process")) continue;
      Strings expected;
      for (int place : group.recorded) {
        expected.insert(facts_[all.recorded[place].fact].id);
      }
      Strings found;
      for (const RecordedUnknown& one :
           Find({.subjects = {group.subject}}).recorded) {
        // A relation that is asked for stands under itself.
        if (one.fact != group.subject) found.insert(facts_[one.fact].id);
      }
      if (found != expected) {
        Problem(snapshot_->id(group.subject), ": not all, or others");
      }
      ++met_["subjects"];
    }
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
  std::vector<Fact> facts_;
  ViewOptions options_;
  Views views_;
  std::unique_ptr<oracle::Oracle> oracle_;
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
}

}  // namespace
}  // namespace ketenzicht::graph
