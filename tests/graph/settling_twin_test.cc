// What settles a pair, against the oracle, on random graphs: the record is
// written anew with the findings, and asked; of few questions for all sets of
// findings, of more for all up to a size.
//
// 150 graphs in a normal run; KETENZICHT_LONG=1 takes 5,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/settling.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

constexpr char kSource[] = "sources/scenario-found-out";

// Findings by id of the question: found true or not.
using Set = std::map<std::string, bool>;
using Holds = bool (*)(const PairOutcome&);

struct Goal {
  const char* name;
  const Settling SettlingAnswer::*told;
  Holds holds;
};
constexpr Goal kGoals[] = {
    {"exposed", &SettlingAnswer::exposed,
     [](const PairOutcome& outcome) {
       return outcome.status == Status::kOpen;
     }},
    {"not exposed", &SettlingAnswer::not_exposed,
     [](const PairOutcome& outcome) {
       return outcome.status == Status::kBlocked ||
              outcome.status == Status::kNoPath;
     }},
    {"one tier", &SettlingAnswer::one_tier, [](const PairOutcome& outcome) {
       return outcome.tier.lowest == outcome.tier.highest;
     }}};

bool IsStatusSettled(const PairOutcome& outcome) {
  return kGoals[0].holds(outcome) || kGoals[1].holds(outcome);
}

std::string Show(const Set& set) {
  std::vector<std::string> shown;
  for (const auto& [id, holds] : set) {
    shown.push_back(absl::StrCat(holds ? "+" : "-", id));
  }
  return absl::StrJoin(shown, " ");
}

bool IsInDoubt(Modality modality) {
  return modality == Modality::kUnknown || modality == Modality::kPossible ||
         modality == Modality::kNotExcluded;
}

bool IsPart(const Set& part, const Set& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

class Pair {
 public:
  Pair(int64_t seed, std::map<std::string, int>& met)
      : dice_(seed + 6'000'000), met_(met) {
    facts_ = Complete(MakeRandomGraph(seed).facts);
    snapshot_ =
        Snapshot::Create(1, facts_, TestOntology(), TestPolicy()).value();
    facts_ = snapshot_->facts().ReadAll();  // by position
    std::vector<std::string> processes;
    for (const Fact& fact : facts_) {
      const FactIndex index = snapshot_->Find(fact.id);
      if (snapshot_->IsA(index, "process")) processes.push_back(fact.id);
      if (snapshot_->IsA(index, "authority")) authority_ = fact.id;
    }
    for (int tries = 0; tries < 16; ++tries) {
      options_ = MakeRandomOptions(facts_, dice_);
      process_ = dice_.Pick(processes);
      vector_ = &dice_.Pick(snapshot_->policy().document().vectors);
      const Status status = Ask().status;
      if (status == Status::kUnknown || status == Status::kNotExcluded) break;
    }
  }

  std::string Check() {
    query_.process = snapshot_->Find(process_);
    query_.target = ATarget();
    query_.vector = vector_;
    query_.sets = 1 + dice_.Below(4);
    query_.default_cost = 1 + dice_.Below(2);
    for (const Fact& fact : facts_) {
      if (dice_.Percent(30)) query_.costs[fact.id] = 1 + dice_.Below(4);
    }
    // Enough for all sets of four questions; of more some are not proven.
    query_.views = dice_.Percent(25) ? 1 + dice_.Below(60) : 200;
    answer_ =
        FindSettling(snapshot_, options_, query_, {.paths = kMaxPaths}).value();
    const std::optional<PairOutcome> now = Expected(Set());
    if (!now) return "";  // too many paths
    if (answer_.now != *now) Problem("now: ", oracle::Show(*now));
    const bool settled = IsStatusSettled(*now) && kGoals[2].holds(*now);
    if (answer_.settled != settled) Problem("settled: ", settled);
    if (answer_.settled) {
      ++met_["settled"];
    } else {
      CheckQuestions();
      for (const Goal& goal : kGoals) CheckGoal(goal, *now);
    }
    if (problems_.empty()) return "";
    return absl::StrCat(problems_, process_, " ", vector_->name, " ",
                        Dump(options_), "\n", Dump(facts_));
  }

 private:
  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  Target ATarget() const {
    const FactIndex authority = snapshot_->Find(authority_);
    return {.asked = authority, .authorities = {authority}};
  }

  PairAnswer Ask() const {
    return AnswerPair(Views::Create(snapshot_, options_).value(),
                      snapshot_->Find(process_), ATarget(), *vector_,
                      {.paths = kMaxPaths});
  }

  // ---- The record with findings, written and asked anew ---------------------

  const SettlingQuestion& QuestionOf(const std::string& id) const {
    return *std::find_if(
        answer_.questions.begin(), answer_.questions.end(),
        [&id](const SettlingQuestion& one) { return one.what.id == id; });
  }

  static void SayIt(Fact& fact, bool holds, Date day) {
    fact.modality = holds ? Modality::kAffirmed : Modality::kDenied;
    fact.unknown_kind = UnknownKind::kNone;
    fact.evidence = {{.source = kSource, .asserted_on = day}};
    fact.because.clear();
    fact.origin = {};
    fact.verified = true;
    // It is known as of the day.
    fact.valid = oracle::SaidToHoldOn(fact.valid, day);
  }

  Fact Added(const OpenQuestion& question, int number) const {
    Fact fact;
    fact.id = absl::StrCat("relations/added-", number);
    fact.valid.from = Bound::Open();
    Relation relation;
    relation.kind = snapshot_->ontology().relation_kind(question.kind).name;
    relation.source.id = std::string(snapshot_->id(question.source));
    relation.target.id = std::string(snapshot_->id(question.target));
    for (FactIndex carrier : question.carriers) {
      relation.via.emplace_back(snapshot_->id(carrier));
    }
    fact.body = std::move(relation);
    return fact;
  }

  std::vector<Fact> Written(const Set& set) const {
    std::vector<Fact> facts = facts_;
    int added = 0;
    for (const auto& [id, holds] : set) {
      const OpenQuestion& question = QuestionOf(id).what;
      for (FactIndex one : question.facts) {
        SayIt(facts[one], holds, options_.date);
      }
      if (question.facts.empty()) {
        facts.push_back(Added(question, added++));
        SayIt(facts.back(), holds, options_.date);
      }
    }
    Fact source;
    source.id = kSource;
    source.valid.from = Bound::Open();
    source.evidence = {{.source = kSource, .asserted_on = options_.date}};
    Entity entity{.kind = "source", .name = {"gevonden", "found out"}};
    entity.attributes["source_type"] = "scenario";
    source.body = std::move(entity);
    facts.push_back(std::move(source));
    std::sort(facts.begin(), facts.end(),
              [](const Fact& a, const Fact& b) { return a.id < b.id; });
    return facts;
  }

  // The view changes nothing of what is found, and a measure that is found to
  // be there is in place.
  void TakeFound(const Set& set, ViewOptions& options) const {
    for (const auto& [id, holds] : set) {
      for (FactIndex one : QuestionOf(id).what.facts) {
        const std::string& fact = facts_[one].id;
        std::erase_if(options.changes, [&](const Change& change) {
          return change.fact == fact;
        });
        if (holds && facts_[one].measure() != nullptr) {
          options.changes.push_back({Change::Op::kTake, fact});
        }
      }
    }
  }

  // Nothing where these cannot be so together, or there are too many paths.
  std::optional<PairOutcome> Expected(const Set& set) {
    const auto known = known_.find(set);
    if (known != known_.end()) return known->second;
    std::vector<Fact> facts = facts_;
    ViewOptions options = options_;
    if (!set.empty()) {
      facts = Written(set);
      options.sources.emplace_back(kSource);
      TakeFound(set, options);
      if (!Snapshot::Create(1, facts, TestOntology(), TestPolicy()).ok()) {
        ++met_["sets that cannot be so"];
        return known_[set] = std::nullopt;
      }
    }
    ++met_["sets asked of the oracle"];
    const std::optional<PairOutcome> outcome = oracle::Outcome(
        facts, snapshot_->ontology(), snapshot_->policy().document(), options,
        process_, authority_, vector_->expression);
    if (!outcome) too_many_ = true;
    return known_[set] = outcome;
  }

  bool Does(const Goal& goal, const Set& set) {
    const std::optional<PairOutcome> outcome = Expected(set);
    return outcome && goal.holds(*outcome);
  }

  // ---- Questions
  // --------------------------------------------------------------

  void CheckQuestions() {
    met_["questions"] += static_cast<int>(answer_.questions.size());
    for (const SettlingQuestion& one : answer_.questions) {
      ids_.push_back(one.what.id);
      for (Doubt doubt : one.what.doubts) {
        ++met_[absl::StrCat("in doubt: ", DoubtName(doubt))];
      }
      CheckGroup(one.what);
      CheckOutcome(one.what.id, true, one.if_true);
      CheckOutcome(one.what.id, false, one.if_false);
    }
    std::sort(ids_.begin(), ids_.end());
    CheckSteps();
  }

  void CheckGroup(const OpenQuestion& question) {
    if (!question.facts.empty() &&
        question.facts !=
            oracle::GroupIn(facts_, options_.changes, question.facts.front())) {
      Problem(question.id, ": another group");
    }
  }

  void CheckOutcome(const std::string& id, bool holds,
                    const std::optional<PairOutcome>& told) {
    if (!told) {
      ++met_["findings without an outcome"];
      const bool refused = std::any_of(
          answer_.refused.begin(), answer_.refused.end(),
          [&](const RefusedFinding& one) {
            return one.finding.holds == holds &&
                   answer_.questions[one.finding.question].what.id == id;
          });
      const std::optional<PairOutcome> expected = Expected({{id, holds}});
      if (refused && expected) Problem(id, " ", holds, ": refused, and can be");
      if (!refused && answer_.completeness.complete() && expected) {
        Problem(id, " ", holds, ": no outcome");
      }
      return;
    }
    const std::optional<PairOutcome> expected = Expected({{id, holds}});
    if (too_many_) return;
    if (!expected || *expected != *told) {
      Problem(id, " ", holds, ": told ", oracle::Show(*told), ", it is ",
              expected ? oracle::Show(*expected) : "not possible");
    }
  }

  // Whatever stands on a path and is not stated for certain is a question.
  void CheckSteps() {
    const oracle::Oracle oracle(facts_, snapshot_->ontology(),
                                snapshot_->policy().document(), options_);
    const auto paths =
        oracle.Paths(vector_->expression, process_, {authority_}, 1000);
    if (!paths || !answer_.questions_completeness.complete()) return;
    std::set<std::string> facts;
    for (const SettlingQuestion& one : answer_.questions) {
      for (FactIndex fact : one.what.facts) facts.insert(facts_[fact].id);
    }
    for (const oracle::OraclePath& path : *paths) {
      for (const oracle::Row* row : path.steps) {
        if (row->fact == nullptr) {
          CheckPresumed(*row);
        } else if (IsInDoubt(row->recorded) || !row->contested_by.empty()) {
          ++met_["steps in doubt"];
          if (!facts.contains(row->fact->id)) {
            Problem(row->id, ": no question");
          }
        }
      }
    }
  }

  // Whether facts that do not count say what is presumed.
  bool SaysThat(const std::vector<FactIndex>& facts,
                const oracle::Row& row) const {
    return std::any_of(facts.begin(), facts.end(), [&](FactIndex fact) {
      const Relation* said = facts_[fact].relation();
      return said != nullptr && said->kind == row.kind &&
             said->source.id == row.source && said->target.id == row.target &&
             !said->holds_while.has_value() &&
             oracle::Ids(said->via.begin(), said->via.end()) == row.carriers;
    });
  }

  void CheckPresumed(const oracle::Row& row) {
    ++met_["presumed steps"];
    const bool asked = std::any_of(
        answer_.questions.begin(), answer_.questions.end(),
        [&](const SettlingQuestion& one) {
          const OpenQuestion& what = one.what;
          oracle::Ids carriers;
          for (FactIndex carrier : what.carriers) {
            carriers.insert(facts_[carrier].id);
          }
          if (!what.facts.empty()) return SaysThat(what.facts, row);
          return snapshot_->ontology().relation_kind(what.kind).name ==
                     row.kind &&
                 facts_[what.source].id == row.source &&
                 facts_[what.target].id == row.target &&
                 carriers == row.carriers;
        });
    if (!asked) Problem(row.id, ": no question");
  }

  // ---- Sets
  // -------------------------------------------------------------------

  int64_t CostOf(const std::string& id) const {
    int64_t most = 0;
    for (const SettlingQuestion& one : answer_.questions) {
      if (one.what.id != id) continue;
      for (FactIndex fact : one.what.facts) {
        const auto it = query_.costs.find(facts_[fact].id);
        if (it != query_.costs.end()) most = std::max(most, it->second);
      }
    }
    return most == 0 ? query_.default_cost : most;
  }

  int64_t CostOf(const Set& set) const {
    int64_t cost = 0;
    for (const auto& [id, holds] : set) cost += CostOf(id);
    return cost;
  }

  // By cost, size, then finding by finding: the cheaper question first, then by
  // id, true before false.
  auto OrderOf(const Set& set) const {
    std::vector<std::tuple<int64_t, std::string, bool>> findings;
    for (const auto& [id, holds] : set) {
      findings.emplace_back(CostOf(id), id, !holds);
    }
    std::sort(findings.begin(), findings.end());
    return std::tuple(CostOf(set), set.size(), findings);
  }

  // All sets of so many findings or fewer, in order.
  std::vector<Set> AllSets(size_t size_max) const {
    std::vector<Set> sets = {Set()};
    for (const std::string& id : ids_) {
      const size_t before = sets.size();
      for (size_t i = 0; i < before; ++i) {
        if (sets[i].size() == size_max) continue;
        for (const bool holds : {true, false}) {
          Set more = sets[i];
          more[id] = holds;
          sets.push_back(std::move(more));
        }
      }
    }
    sets.erase(sets.begin());
    std::sort(sets.begin(), sets.end(), [this](const Set& a, const Set& b) {
      return OrderOf(a) < OrderOf(b);
    });
    return sets;
  }

  size_t SizeMax() const {
    if (ids_.size() <= 4) return ids_.size();
    return ids_.size() <= 7 ? 2 : 1;
  }

  Set SetOf(const std::vector<Finding>& findings) const {
    Set set;
    for (const Finding& one : findings) {
      set[answer_.questions[one.question].what.id] = one.holds;
    }
    return set;
  }

  void CheckGoal(const Goal& goal, const PairOutcome& now) {
    const Settling& told = answer_.*goal.told;
    if (told.already != goal.holds(now)) Problem(goal.name, ": already");
    if (told.already) {
      if (!told.sets.empty()) Problem(goal.name, ": sets of what is so");
      return;
    }
    std::vector<Set> sets;
    for (const SettlingSet& one : told.sets) {
      sets.push_back(SetOf(one.findings));
      CheckSet(goal, one, sets.back());
    }
    CheckOrder(goal, told, sets);
    CheckAll(goal, told, sets);
  }

  void CheckSet(const Goal& goal, const SettlingSet& told, const Set& set) {
    ++met_[absl::StrCat("sets of ", set.size(), " for ", goal.name)];
    const std::optional<PairOutcome> expected = Expected(set);
    if (too_many_) return;
    if (!expected || *expected != told.outcome || !goal.holds(*expected)) {
      Problem(goal.name, ": ", Show(set), " told as ",
              oracle::Show(told.outcome), ", it is ",
              expected ? oracle::Show(*expected) : "not possible");
    }
    if (told.cost != CostOf(set)) Problem(Show(set), ": cost ", told.cost);
    if (told.smallest && set.size() <= 4) CheckParts(goal, set);
    if (told.undone_looked_at && ids_.size() <= 5) {
      CheckUndone(goal, told, set);
    }
  }

  void CheckParts(const Goal& goal, const Set& set) {
    const std::vector<std::pair<std::string, bool>> all(set.begin(), set.end());
    for (uint32_t chosen = 1; chosen + 1 < (1U << all.size()); ++chosen) {
      Set part;
      for (size_t i = 0; i < all.size(); ++i) {
        if (chosen >> i & 1) part.insert(all[i]);
      }
      if (Does(goal, part)) {
        Problem(goal.name, ": of ", Show(set), " a part does it: ", Show(part));
      }
    }
  }

  void CheckUndone(const Goal& goal, const SettlingSet& told, const Set& set) {
    std::set<std::string> undoing;
    for (const Finding& one : told.undone_by) {
      undoing.insert(Show(SetOf({one})));
    }
    for (const std::string& id : ids_) {
      if (set.contains(id)) continue;
      for (const bool holds : {true, false}) {
        Set more = set;
        more[id] = holds;
        const std::optional<PairOutcome> expected = Expected(more);
        if (too_many_) return;
        const bool undone = expected && !goal.holds(*expected);
        if (undone) ++met_["findings that undo a set"];
        if (undone != undoing.contains(Show(Set{{id, holds}}))) {
          Problem(goal.name, ": ", Show(set), " is undone by ",
                  Show(Set{{id, holds}}), ": ", undone);
        }
      }
    }
  }

  void CheckOrder(const Goal& goal, const Settling& told,
                  const std::vector<Set>& sets) {
    if (sets.size() > static_cast<size_t>(query_.sets) || told.proven < 0 ||
        static_cast<size_t>(told.proven) > sets.size()) {
      Problem(goal.name, ": ", sets.size(), " sets, ", told.proven, " proven");
    }
    for (size_t i = 0; i < sets.size(); ++i) {
      if (i > 0 && !(OrderOf(sets[i - 1]) < OrderOf(sets[i]))) {
        Problem(goal.name, ": ", Show(sets[i]), " stands too late");
      }
      for (size_t k = 0; k < sets.size(); ++k) {
        if (i != k && IsPart(sets[i], sets[k])) {
          Problem(goal.name, ": ", Show(sets[i]), " is part of another set");
        }
      }
    }
    if (!answer_.completeness.complete()) {
      ++met_["cut off"];
    } else if (!told.all && sets.size() < static_cast<size_t>(query_.sets)) {
      Problem(goal.name, ": not all, and no reason why");
    }
  }

  // Against every set up to a size: what is told are the first that do it.
  void CheckAll(const Goal& goal, const Settling& told,
                const std::vector<Set>& sets) {
    std::vector<Set> smallest;
    for (const Set& set : AllSets(SizeMax())) {
      const bool has_part =
          std::any_of(smallest.begin(), smallest.end(),
                      [&set](const Set& part) { return IsPart(part, set); });
      if (!has_part && Does(goal, set)) smallest.push_back(set);
    }
    if (too_many_) return;
    ++met_["goals against all sets of a size"];
    const Set* last_proven = told.proven > 0 ? &sets[told.proven - 1] : nullptr;
    for (const Set& set : smallest) {
      const bool is_told =
          std::find(sets.begin(), sets.end(), set) != sets.end();
      const bool must_be =
          told.all || CostOf(set) < told.bound ||
          (last_proven != nullptr && OrderOf(set) < OrderOf(*last_proven));
      if (must_be && !is_told) {
        Problem(goal.name, ": ", Show(set), " is not told; proven ",
                told.proven, ", bound ", told.bound, ", all ", told.all);
      }
    }
    for (int i = 0; i < told.proven; ++i) {
      if (sets[i].size() <= SizeMax() &&
          std::find(smallest.begin(), smallest.end(), sets[i]) ==
              smallest.end()) {
        Problem(goal.name, ": ", Show(sets[i]), " is not smallest");
      }
    }
  }

  Dice dice_;
  std::map<std::string, int>& met_;
  std::vector<Fact> facts_;
  std::shared_ptr<const Snapshot> snapshot_;
  ViewOptions options_;
  std::string process_;
  std::string authority_;
  const Vector* vector_ = nullptr;
  SettlingQuery query_;
  SettlingAnswer answer_;
  std::vector<std::string> ids_;  // of the questions, sorted
  std::map<Set, std::optional<PairOutcome>> known_;
  bool too_many_ = false;  // paths, for the oracle
  std::string problems_;
};

TEST(SettlingTwin, AgreesWithTheOracle) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 5'000 : 150);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const std::string problems = Pair(seed, met).Check();
    ASSERT_EQ(problems, "") << "KETENZICHT_SEED=" << seed;
  }
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (graphs < 100) return;
  EXPECT_GT(met["questions"], graphs);
  EXPECT_GT(met["steps in doubt"], graphs / 4);
  EXPECT_GT(met["sets of 1 for exposed"], 0);
  EXPECT_GT(met["sets of 2 for exposed"], 0);
  EXPECT_GT(met["sets of 1 for not exposed"], 0);
  EXPECT_GT(met["sets of 2 for not exposed"], 0);
  EXPECT_GT(met["goals against all sets of a size"], graphs / 2);
}

}  // namespace
}  // namespace ketenzicht::graph
