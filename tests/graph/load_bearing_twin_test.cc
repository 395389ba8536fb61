// What hangs on each proposition, against the oracle, on random graphs: the
// record is written anew with the proposition turned, and asked.
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
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/denials.h"
#include "graph/fact_check.h"
#include "graph/load_bearing.h"
#include "graph/open_questions.h"
#include "graph/pair_premises.h"
#include "graph/proposition_group.h"
#include "graph/scenario_record.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle_load_bearing.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

constexpr char kSource[] = "sources/scenario-otherwise";

using Key = std::pair<std::string, Turn>;  // id of the first fact

class Pair {
 public:
  Pair(int64_t seed, std::map<std::string, int>& met)
      : dice_(seed + 5'000'000), met_(met) {
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
    for (int tries = 0; tries < 12; ++tries) {
      options_ = MakeRandomOptions(facts_, dice_);
      process_ = dice_.Pick(processes);
      vector_ = &dice_.Pick(snapshot_->policy().document().vectors);
      if (Ask().status != Status::kNoPath) break;
    }
    view_ = View::Create(snapshot_, options_).value();
  }

  std::string Check() {
    LoadBearingQuery query;
    query.processes = {snapshot_->Find(process_)};
    query.targets = {ATarget(*snapshot_)};
    query.vectors = {vector_};
    const LoadBearings found =
        FindLoadBearing(snapshot_, options_, query, {.paths = kMaxPaths})
            .value();
    if (!found.completeness.complete()) Problem("not complete");
    std::map<Key, const LoadBearing*> moving;
    std::set<Key> refused;
    for (const LoadBearing& one : found.all) {
      moving[{one.what.id, one.turn}] = &one;
    }
    for (const NotTurned& one : found.refused) {
      refused.insert({one.what.id, one.turn});
    }
    met_["propositions"] += found.propositions;
    met_["that move something"] += static_cast<int>(moving.size());
    problems_ += oracle::OrderProblems(found);
    const std::optional<PairOutcome> before = Expected(facts_, options_);
    if (!before) return problems_;
    std::set<std::string> unmoved;
    for (const OpenQuestion& what : found.unmoved) unmoved.insert(what.id);
    CheckTurns(*before, moving, refused, unmoved);
    if (problems_.empty()) return "";
    return absl::StrCat(problems_, process_, " ", vector_->name, " ",
                        Dump(options_), "\n", Dump(facts_));
  }

 private:
  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  Target ATarget(const Snapshot& snapshot) const {
    const FactIndex authority = snapshot.Find(authority_);
    return {.asked = authority, .authorities = {authority}};
  }

  PairAnswer Ask() const {
    return AnswerPair(Views::Create(snapshot_, options_).value(),
                      snapshot_->Find(process_), ATarget(*snapshot_), *vector_,
                      {.paths = kMaxPaths});
  }

  std::optional<PairOutcome> Expected(const std::vector<Fact>& facts,
                                      const ViewOptions& options) const {
    return oracle::Outcome(facts, snapshot_->ontology(),
                           snapshot_->policy().document(), options, process_,
                           authority_, vector_->expression);
  }

  // What the answer rests on, the unknowns about its subject, and what is in
  // doubt behind its paths, each as its group; what of that nobody recorded
  // apart.
  std::set<std::vector<FactIndex>> Groups() {
    const Views views = Views::Create(snapshot_, options_).value();
    const PairAnswer answer =
        AnswerPair(views, snapshot_->Find(process_), ATarget(*snapshot_),
                   *vector_, {.paths = kMaxPaths});
    std::set<std::vector<FactIndex>> groups;
    const std::vector<FactIndex> facts =
        PairPremises(views).Of(answer, {.paths = kMaxPaths});
    for (FactIndex fact : facts) {
      if (!snapshot_->is_entity(fact)) groups.insert(NaiveGroup(fact));
    }
    for (const Change& change : options_.changes) {
      groups.insert(NaiveGroup(snapshot_->Find(change.fact)));
    }
    for (OpenQuestion& one :
         OpenQuestionsBehind(views, answer.process, answer.target, *vector_,
                             {.paths = kMaxPaths})
             .all) {
      if (one.recorded()) {
        groups.insert(NaiveGroup(one.facts.front()));
      } else {
        unrecorded_.push_back(std::move(one));
      }
    }
    return groups;
  }

  // What it is already, on the day for certain and standing in the view, is not
  // tried.
  bool IsSo(const std::vector<FactIndex>& group, Turn turn) const {
    const Modality made =
        turn == Turn::kAffirmed ? Modality::kAffirmed : Modality::kDenied;
    if (turn == Turn::kUnrecorded) {
      return std::all_of(group.begin(), group.end(), [&](FactIndex fact) {
        return IsRemoved(facts_[fact].id);
      });
    }
    bool stands = false;
    for (FactIndex fact : group) {
      if (ModalityOf(facts_[fact]) != made || IsRemoved(facts_[fact].id) ||
          IsUncertain(facts_[fact])) {
        return false;
      }
      const Omission omission = view_->table().omission(fact);
      stands |= facts_[fact].relation() == nullptr ||
                omission == Omission::kNone ||
                omission == Omission::kModality ||
                omission == Omission::kCarrier || omission == Omission::kGuard;
    }
    return stands;
  }

  // Whether a relation that counts may hold on the day, and may not.
  bool IsUncertain(const Fact& fact) const {
    if (fact.relation() == nullptr || IsRemoved(fact.id)) return false;
    if (fact.origin.inferred && !options_.with_inferred) return false;
    if (!fact.verified && options_.verified_only) return false;
    std::optional<Date> first;
    for (const Evidence& one : fact.evidence) {
      if (!IsAsked(one.source)) continue;
      if (!first || one.asserted_on < *first) first = one.asserted_on;
    }
    if (!first) return false;
    if (MayHold(fact.valid)) return true;
    if (fact.valid.from.kind == Bound::Kind::kNotStated &&
        options_.date < *first) {
      return true;
    }
    // What is said of a class is as certain as what is said itself.
    const Relation& relation = *fact.relation();
    return !relation.source.selector && !relation.target.selector &&
           (MayHold(relation.source.id) || MayHold(relation.target.id));
  }

  bool MayHold(const std::string& thing) const {
    const FactIndex index = snapshot_->Find(thing);
    return index != kNoFact && facts_[index].entity() != nullptr &&
           MayHold(facts_[index].valid);
  }

  bool MayHold(const ValidTime& valid) const {
    return HasDay(valid.from) || HasDay(valid.until);
  }

  // Whether a bound lies before or after the day, nobody says which.
  bool HasDay(const Bound& bound) const {
    return bound.kind == Bound::Kind::kDated &&
           bound.range.earliest <= options_.date &&
           options_.date < bound.range.latest;
  }

  bool IsLast(Change::Op op, const std::string& id) const {
    bool is_last = false;
    for (const Change& change : options_.changes) {
      if (change.fact == id) is_last = change.op == op;
    }
    return is_last;
  }
  bool IsRemoved(const std::string& id) const {
    return IsLast(Change::Op::kRemove, id);
  }
  // As the view has it.
  Modality ModalityOf(const Fact& fact) const {
    return IsLast(Change::Op::kDeny, fact.id) ? Modality::kDenied
                                              : fact.modality;
  }

  bool IsAsked(const std::string& source) const {
    const auto lists = [](const std::vector<std::string>& names,
                          const std::string& name) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (lists(options_.sources, source)) return true;
    const FactIndex index = snapshot_->Find(source);
    if (index == kNoFact || facts_[index].entity() == nullptr) return false;
    const Attributes& attributes = facts_[index].entity()->attributes;
    const auto type = attributes.find("source_type");
    return type != attributes.end() &&
           lists(options_.source_types, type->second);
  }

  std::vector<FactIndex> NaiveGroup(FactIndex fact) const {
    return oracle::GroupIn(facts_, options_.changes, fact);
  }

  void CheckTurns(const PairOutcome& before,
                  const std::map<Key, const LoadBearing*>& moving,
                  const std::set<Key>& refused,
                  const std::set<std::string>& unmoved) {
    std::set<Key> looked_at;
    const std::set<std::vector<FactIndex>> groups = Groups();
    for (const auto& [key, one] : moving) {
      if (unmoved.contains(key.first)) Problem(key.first, " moves, and not");
    }
    for (const std::vector<FactIndex>& group : groups) {
      bool tried = false;
      bool moves = false;
      for (const Turn turn :
           {Turn::kAffirmed, Turn::kDenied, Turn::kUnrecorded}) {
        const bool measure = snapshot_->facts().is_measure(group.front());
        if (measure && turn == Turn::kUnrecorded) continue;
        // One that is in force for certain moves nothing, affirmed.
        const bool affirmed = measure && turn == Turn::kAffirmed;
        if (!affirmed && IsSo(group, turn)) continue;
        const Key key{std::string(snapshot_->id(group.front())), turn};
        looked_at.insert(key);
        if (refused.contains(key)) continue;
        const auto it = moving.find(key);
        tried |= !affirmed;
        moves |= it != moving.end();
        CheckTurn(before, group, turn,
                  it == moving.end() ? nullptr : it->second);
      }
      const std::string first(snapshot_->id(group.front()));
      if (!tried || moves) continue;
      ++met_["propositions that move nothing"];
      if (!unmoved.contains(first)) Problem(first, " moves nothing: untold");
    }
    for (const OpenQuestion& what : unrecorded_) {
      CheckUnrecorded(before, what, moving, looked_at);
    }
    CheckTheRest(before, groups);
    for (const auto& [key, one] : moving) {
      if (!looked_at.contains(key)) Problem(key.first, " is not looked at");
    }
  }

  // What nobody recorded, recorded.
  void CheckUnrecorded(const PairOutcome& before, const OpenQuestion& what,
                       const std::map<Key, const LoadBearing*>& moving,
                       std::set<Key>& looked_at) {
    for (const Turn turn : {Turn::kAffirmed, Turn::kDenied}) {
      looked_at.insert({what.id, turn});
      const auto it = moving.find({what.id, turn});
      Fact added;
      added.id = "relations/zz-supposed";
      added.modality =
          turn == Turn::kAffirmed ? Modality::kAffirmed : Modality::kDenied;
      added.evidence = {{.source = kSource, .asserted_on = options_.date}};
      Relation relation{
          .kind = snapshot_->ontology().relation_kind(what.kind).name,
          .source = {std::string(snapshot_->id(what.source)), std::nullopt},
          .target = {std::string(snapshot_->id(what.target)), std::nullopt}};
      for (FactIndex carrier : what.carriers) {
        relation.via.emplace_back(snapshot_->id(carrier));
      }
      added.body = std::move(relation);
      std::vector<Fact> facts = facts_;
      facts.push_back(std::move(added));
      ViewOptions options = options_;
      AddSource(facts, options);
      if (options.otherwise ||
          !CheckFacts(facts, *TestOntology(), *TestPolicy()).empty()) {
        continue;
      }
      const std::optional<PairOutcome> after = Expected(facts, options);
      if (!after) continue;
      ++met_["turns of what nobody recorded"];
      CheckMoved(before, *after, absl::StrCat(what.id, " ", TurnName(turn)),
                 it == moving.end() ? nullptr : it->second);
    }
  }

  // Whether what it denies, or an instance of a class fact that it replaces
  // (3.5), is there again without it.
  bool DeniesOrReplaces(const std::vector<FactIndex>& group) const {
    const InstanceTable& table = view_->table();
    const auto among = [&group](FactIndex fact) {
      return std::find(group.begin(), group.end(), fact) != group.end();
    };
    for (InstanceIndex i = 0; i < table.size(); ++i) {
      if (!table.is_instance(i)) continue;
      if (among(table.fact(i)) && table.recorded(i) == Modality::kDenied) {
        return true;
      }
      if (table.omission(i) != Omission::kSpecific) continue;
      const std::vector<InstanceIndex> by = ReplacementsOf(table, i);
      if (std::any_of(by.begin(), by.end(), among)) return true;
    }
    return false;
  }

  // What is not looked at moves nothing by not being on record, if nothing else
  // comes or goes with it (15.2).
  void CheckTheRest(const PairOutcome& before,
                    const std::set<std::vector<FactIndex>>& looked_at) {
    for (FactIndex fact = 0; fact < snapshot_->size(); ++fact) {
      if (facts_[fact].entity() != nullptr) continue;
      const std::vector<FactIndex> group = NaiveGroup(fact);
      if (group.front() != fact || looked_at.contains(group) ||
          DeniesOrReplaces(group)) {
        continue;
      }
      ViewOptions options = options_;
      const auto facts = Written(group, Turn::kUnrecorded, options);
      if (!facts || facts->size() + group.size() != facts_.size()) continue;
      const auto after = Expected(*facts, options);
      if (!after) continue;
      CheckNotLookedAt(before, *after, "gone", facts_[fact].id);
      if (IsLeftOut(fact) || IsAskedAsUnrecorded(fact)) continue;
      ViewOptions denying = options_;
      const auto denied = Written(group, Turn::kDenied, denying);
      if (!denied) continue;
      const auto otherwise = Expected(*denied, denying);
      if (otherwise) {
        CheckNotLookedAt(before, *otherwise, "denied", facts_[fact].id);
      }
    }
  }

  // Whether section 1 leaves it out, or it is said of a class that has no
  // members on the day.
  bool IsLeftOut(FactIndex fact) const {
    const InstanceTable& table = view_->table();
    const auto members = table.of(fact);
    return std::none_of(members.begin(), members.end(), [&](InstanceIndex i) {
      const Omission omission = table.omission(i);
      return omission != Omission::kDate && omission != Omission::kSource &&
             omission != Omission::kInferred &&
             omission != Omission::kUnverified &&
             omission != Omission::kRemoved;
    });
  }

  // What is presupposed only is recorded by nobody: it is turned as that.
  bool IsAskedAsUnrecorded(FactIndex fact) const {
    const Relation* relation = facts_[fact].relation();
    return relation != nullptr &&
           std::any_of(
               unrecorded_.begin(), unrecorded_.end(),
               [&](const OpenQuestion& one) {
                 return snapshot_->ontology().relation_kind(one.kind).name ==
                            relation->kind &&
                        snapshot_->id(one.source) == relation->source.id &&
                        snapshot_->id(one.target) == relation->target.id;
               });
  }

  // That it opens another way is said not to be tried (15.2); not being on
  // record, it opens none where one is open.
  void CheckNotLookedAt(const PairOutcome& before, const PairOutcome& after,
                        const std::string& how, const std::string& fact) {
    ++met_[absl::StrCat("not looked at, and ", how)];
    if (after == before) return;
    const bool opens = after.status < before.status;
    if (opens && (how == "denied" || before.status >= Status::kBlocked)) {
      ++met_["not looked at, and opens a way"];
      return;
    }
    Problem(fact, " is not looked at, and ", how, " ", oracle::Show(before),
            " is ", oracle::Show(after));
  }

  void CheckTurn(const PairOutcome& before, const std::vector<FactIndex>& group,
                 Turn turn, const LoadBearing* found) {
    ViewOptions options = options_;
    const std::optional<std::vector<Fact>> facts =
        Written(group, turn, options);
    if (!facts) return;
    const std::optional<PairOutcome> after = Expected(*facts, options);
    if (!after) return;
    ++met_["turns"];
    const Modality made =
        turn == Turn::kAffirmed ? Modality::kAffirmed : Modality::kDenied;
    if (turn != Turn::kUnrecorded &&
        std::all_of(group.begin(), group.end(), [&](FactIndex fact) {
          return facts_[fact].modality == made;
        })) {
      ++met_["so already, on a day that is not certain"];
      if (*after != before) ++met_["so already, and moves when certain"];
    }
    if (found != nullptr && found->what.facts != group) {
      Problem(found->what.id, ": another group");
    }
    CheckMoved(before, *after,
               absl::StrCat(snapshot_->id(group.front()), " ", TurnName(turn)),
               found);
  }

  void CheckMoved(const PairOutcome& before, const PairOutcome& after,
                  const std::string& what, const LoadBearing* found) {
    const std::string moves =
        absl::StrCat(oracle::Show(before), " to ", oracle::Show(after));
    if (found == nullptr) {
      if (after != before) Problem(what, ": ", moves, ", and is not told");
      return;
    }
    const MovedPair& moved = found->moved.front();
    if (moved.before != before || moved.after != after) {
      Problem(what, ": told: ", oracle::Show(moved.before), " to ",
              oracle::Show(moved.after), "; it is ", moves);
    }
    if (moved.escalates != oracle::IsWorse(before, after)) {
      Problem(what, ": told as ", moved.escalates ? "worse" : "better", ": ",
              moves);
    }
  }

  // The record with the proposition turned. What removing takes along is the
  // scenarios' own twin's business (tests/ingest/scenario_copy_test.cc).
  std::optional<std::vector<Fact>> Written(const std::vector<FactIndex>& group,
                                           Turn turn,
                                           ViewOptions& options) const {
    if (turn == Turn::kUnrecorded) {
      Scenario scenario;
      scenario.id = "scenarios/otherwise";
      scenario.date = options_.date;
      for (FactIndex fact : group) {
        scenario.changes.push_back(
            {.what = RemoveFact{std::string(snapshot_->id(fact))}});
      }
      const ScenarioRecord record = RecordOf(snapshot_, scenario);
      if (record.problems.empty()) return record.snapshot->facts().ReadAll();
      for (FactIndex fact : group) {
        options.changes.push_back(
            {Change::Op::kRemove, std::string(snapshot_->id(fact))});
      }
      return facts_;
    }
    std::vector<Fact> facts = facts_;
    for (FactIndex index : group) {
      Fact& fact = facts[index];
      fact.modality =
          turn == Turn::kAffirmed ? Modality::kAffirmed : Modality::kDenied;
      fact.unknown_kind = UnknownKind::kNone;
      fact.evidence = {{.source = kSource, .asserted_on = options_.date}};
      fact.because.clear();
      fact.origin = {};
      fact.verified = true;
      // It is so, or not so, for certain on the day.
      fact.valid = oracle::SaidToHoldOn(fact.valid, options_.date);
      // And the view changes nothing of what is said anew.
      std::erase_if(options.changes, [&](const Change& change) {
        return change.fact == fact.id;
      });
      if (turn == Turn::kAffirmed && fact.measure() != nullptr) {
        options.changes.push_back({Change::Op::kTake, fact.id});
      }
    }
    AddSource(facts, options);
    if (options.otherwise) return std::nullopt;
    return facts;
  }

  static void AddSource(std::vector<Fact>& facts, ViewOptions& options) {
    Fact source;
    source.id = kSource;
    source.valid.from = Bound::Open();
    source.evidence = {{.source = kSource, .asserted_on = options.date}};
    Entity entity{.kind = "source", .name = {"anders", "otherwise"}};
    entity.attributes["source_type"] = "scenario";
    source.body = std::move(entity);
    facts.push_back(std::move(source));
    std::sort(facts.begin(), facts.end(),
              [](const Fact& a, const Fact& b) { return a.id < b.id; });
    options.sources.emplace_back(kSource);
  }

  Dice dice_;
  std::map<std::string, int>& met_;
  std::vector<Fact> facts_;
  std::shared_ptr<const Snapshot> snapshot_;
  ViewOptions options_;
  std::string process_;
  std::string authority_;
  const Vector* vector_ = nullptr;
  std::shared_ptr<const View> view_;
  std::vector<OpenQuestion> unrecorded_;
  std::string problems_;
};

TEST(LoadBearingTwin, AgreesWithTheOracle) {
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
  EXPECT_GT(met["that move something"], graphs);
  EXPECT_GT(met["turns"], 4 * graphs);
  EXPECT_GT(met["turns of what nobody recorded"], 0);
  if (graphs < 100) return;
  EXPECT_GT(met["so already, and moves when certain"], 0);
}

}  // namespace
}  // namespace ketenzicht::graph
