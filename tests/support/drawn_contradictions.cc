// What contradicts, drawn at random: tests/support/oracle_contradictions.h.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/fact_check.h"
#include "tests/support/oracle_contradictions.h"
#include "tests/support/random_details.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {
namespace {

using Strings = std::vector<std::string>;

// Lays statements, repetitions and judgements over a random graph.
class Drawing {
 public:
  Drawing(std::vector<Fact> facts, Dice& dice)
      : facts_(std::move(facts)), dice_(dice) {}

  std::vector<Fact> Draw() {
    if (dice_.Percent(60)) AddJudges();
    for (int i = dice_.Below(4); i > 0; --i) AddRepetition(i);
    for (int i = dice_.Below(8); i > 0; --i) AddStatement(i);
    if (dice_.Percent(40)) AddBelongings();
    for (Fact& fact : facts_) {
      if (fact.measure() != nullptr && dice_.Percent(60)) {
        fact.measure()->decided_by = AnOrganization();
      }
    }
    if (dice_.Percent(40)) AddDeniedMeasure();
    if (dice_.Percent(40)) AddOtherReduction();
    return std::move(facts_);
  }

 private:
  std::string AnOrganization() {
    Strings organizations;
    for (const Fact& fact : facts_) {
      if (fact.entity() != nullptr && fact.entity()->kind == "organization") {
        organizations.push_back(fact.id);
      }
    }
    return dice_.Pick(organizations);
  }

  void Set(Draft draft) {
    if (dice_.Percent(15)) SetModality(dice_, draft);
    if (dice_.Percent(30)) {
      draft.Said(dice_.Pick(Strings{"sources/s", "sources/t", "sources/u",
                                    "sources/v"}),
                 ADay(dice_));
    }
    if (dice_.Percent(5)) draft.Unverified();
    facts_.push_back(draft);
  }

  // Two or three organizations with a use each, of a product or a kind of it,
  // of which some are closed by somebody's decision.
  void AddJudges() {
    const int judges = 2 + dice_.Below(2);
    facts_.push_back(Thing("products/kind"));
    facts_.push_back(Thing("products/of-kind"));
    for (int i = 0; i < judges; ++i) {
      facts_.push_back(Thing(absl::StrCat("organizations/j", i)));
      facts_.push_back(Thing(absl::StrCat("processes/j", i)));
    }
    Set(Rel("j-kind", "instance_of", "products/of-kind", "products/kind")
            .From("open"));
    if (dice_.Percent(20)) {
      Set(Rel("j-circle", "instance_of", "products/kind", "products/of-kind")
              .From("open"));
    }
    for (int i = 0; i < judges; ++i) {
      const std::string process = absl::StrCat("processes/j", i);
      const std::string organization = absl::StrCat("organizations/j", i);
      Set(Rel(absl::StrCat("j-in", i), "part_of", process, organization)
              .From("open"));
      const std::string of_kind =
          dice_.Percent(50) ? "products/kind" : "products/of-kind";
      Set(Rel(absl::StrCat("j-use", i), "uses",
              dice_.Percent(80) ? process : organization, of_kind)
              .From("open"));
      if (dice_.Percent(30)) {
        Set(Rel(absl::StrCat("j-also", i), "uses", process, "products/kind")
                .From("open"));
      }
      if (!dice_.Percent(55)) continue;
      Draft decision = Closing(absl::StrCat("j-stop", i),
                               {absl::StrCat("relations/j-use", i)});
      decision.measure()->decided_by =
          dice_.Percent(70) ? organization : AnOrganization();
      decision.From("open");
      Set(decision);
    }
    if (dice_.Percent(30)) {
      Set(Rel("j-whole", "part_of", "organizations/j0", "organizations/j1")
              .From("open"));
    }
  }

  // A relation again, from other days.
  void AddRepetition(int number) {
    std::vector<const Fact*> relations;
    for (const Fact& fact : facts_) {
      if (fact.relation() != nullptr) relations.push_back(&fact);
    }
    if (relations.empty()) return;
    for (int i = 0; i < 2; ++i) {
      Draft again;
      static_cast<Fact&>(again) =
          *relations[dice_.Below(static_cast<int>(relations.size()))];
      // Twice of one, mostly: of that the second has another day.
      if (i == 1 && dice_.Percent(80)) {
        static_cast<Fact&>(again) = facts_.back();
      }
      again.id = absl::StrCat("relations/again", number, i);
      again.valid = ValidTime();
      SetDates(dice_, again);
      again.modality =
          dice_.Percent(75) ? Modality::kAffirmed : Modality::kPossible;
      again.unknown_kind = UnknownKind::kNone;
      again.Said(dice_.Percent(60) ? "sources/s" : "sources/t", ADay(dice_));
      facts_.push_back(again);
      relations.clear();
      for (const Fact& fact : facts_) {
        if (fact.relation() != nullptr) relations.push_back(&fact);
      }
    }
  }

  // A measure again, mostly the same and denied.
  void AddDeniedMeasure() {
    std::vector<const Fact*> measures;
    for (const Fact& fact : facts_) {
      if (fact.measure() != nullptr) measures.push_back(&fact);
    }
    if (measures.empty()) return;
    Draft again;
    static_cast<Fact&>(again) =
        *measures[dice_.Below(static_cast<int>(measures.size()))];
    again.id = "measures/again";
    again.Denied();
    if (dice_.Percent(20)) again.measure()->effect = MeasureEffect::kNoneShown;
    if (dice_.Percent(20)) again.Candidate();
    if (dice_.Percent(40)) SetDates(dice_, again);
    again.Said(dice_.Percent(60) ? "sources/s" : "sources/t", ADay(dice_));
    facts_.push_back(again);
  }

  // A measure twice, which mostly reduces by other factors the second time.
  void AddOtherReduction() {
    Strings relations;
    for (const Fact& fact : facts_) {
      if (fact.relation() != nullptr) relations.push_back(fact.id);
    }
    if (relations.empty()) return;
    const Strings reduced = {dice_.Pick(relations)};
    const std::string by = dice_.Percent(50) ? AnOrganization() : "";
    for (const char* name : {"reduced", "reduced-again"}) {
      const double low = 0.25 * dice_.Below(4);
      Draft measure =
          Reducing(name, reduced, low, low, low + 0.25 * dice_.Below(2));
      measure.measure()->decided_by = by;
      if (dice_.Percent(20)) measure.Candidate();
      if (dice_.Percent(60)) SetDates(dice_, measure);
      Set(measure);
    }
  }

  // A procurement and an instrument of somebody, and answers about these or
  // about a measure.
  void AddBelongings() {
    Strings things = {"procurements/b", "instruments/b", "instruments/b"};
    for (const Fact& fact : facts_) {
      if (fact.measure() != nullptr) things.push_back(fact.id);
    }
    const std::string thing = dice_.Pick(things);
    facts_.push_back(Thing("procurements/b"));
    facts_.push_back(Thing("instruments/b"));
    Set(Rel("b-bought", "procured", AnOrganization(), "procurements/b"));
    if (dice_.Percent(60)) {
      Set(Rel("b-assessed", "assessed_by",
              dice_.Percent(70) ? "procurements/b" : "processes/0",
              "instruments/b"));
    } else {
      Set(Rel("b-applied", "applied", AnOrganization(), "instruments/b"));
    }
    for (const char* says : {"2017", "2018"}) {
      Draft answer = Thing(absl::StrCat("statements/b-", says));
      answer.With("topic", "b").With("says", says);
      std::get<Entity>(answer.body).about = {thing};
      Set(answer);
    }
  }

  void AddStatement(int number) {
    Draft statement = Thing(absl::StrCat("statements/", number));
    statement.With("topic", dice_.Pick(Strings{"from", "until", "t", "t"}));
    const std::string says = dice_.Pick(
        Strings{"2017", "2017-06", "2018", "2016-05-01/2017-03-01", "2016/2017",
                "2017-05/2017-08", "2018-06/2019-02", "2019", "x", "y", ""});
    if (!says.empty()) statement.With("says", says);
    if (dice_.Percent(25)) statement.With("statement_kind", "reading");
    std::vector<std::string>& about = std::get<Entity>(statement.body).about;
    for (int i = 1 + dice_.Below(2); i > 0; --i) {
      // Few things, so that statements meet.
      about.push_back(facts_[dice_.Percent(60)
                                 ? 4 + dice_.Below(3)
                                 : dice_.Below(static_cast<int>(facts_.size()))]
                          .id);
    }
    if (dice_.Percent(35)) SetModality(dice_, statement);
    if (dice_.Percent(25)) {
      SetDates(dice_, statement);
    } else if (dice_.Percent(30)) {
      // Times that share no day.
      if (dice_.Percent(50)) {
        statement.From("2014").Until("2016-01-01");
      } else {
        statement.From("2018");
      }
    }
    statement.Said(dice_.Percent(50) ? "sources/s" : "sources/t", ADay(dice_));
    if (dice_.Percent(25)) statement.Said("sources/u", ADay(dice_));
    if (dice_.Percent(8)) statement.Unverified();
    if (dice_.Percent(10)) statement.InferredFrom({facts_[0].id});
    facts_.push_back(statement);
  }

  std::vector<Fact> facts_;
  Dice& dice_;
};

}  // namespace

ContradictionCase DrawContradictionCase(int64_t seed) {
  Dice dice(seed + 17'000'000);
  const std::vector<Fact> base = MakeRandomGraph(seed).facts;
  ContradictionCase drawn;
  do {
    drawn.facts = Complete(Drawing(base, dice).Draw());
  } while (!CheckFacts(drawn.facts, *TestOntology(), *TestPolicy()).empty());
  drawn.facts = MakeSnapshot(drawn.facts)->facts().ReadAll();
  drawn.options =
      dice.Percent(60) ? MakeRandomOptions(drawn.facts, dice) : OptionsOn();
  if (dice.Percent(15)) {
    AddRandomOverlay(drawn.facts, dice, drawn.options);
  }
  drawn.across_sources = dice.Percent(50);
  if (dice.Percent(35)) {
    for (int i = 1 + dice.Below(2); i > 0; --i) {
      const Fact& subject = dice.Pick(drawn.facts);
      drawn.subjects.push_back(dice.Percent(40) ? "organizations/0"
                                                : subject.id);
    }
  }
  return drawn;
}

std::string Describe(const ContradictionCase& drawn) {
  std::string text = absl::StrCat(
      Dump(drawn.options), "\nsubjects ", absl::StrJoin(drawn.subjects, " "),
      drawn.across_sources ? " across sources" : "", "\n", Dump(drawn.facts));
  for (const Fact& fact : drawn.facts) {
    if (const Measure* measure = fact.measure()) {
      absl::StrAppend(&text, fact.id, " decided by ", measure->decided_by,
                      "\n");
    }
    if (fact.entity() == nullptr || fact.entity()->kind != "statement") {
      continue;
    }
    absl::StrAppend(&text, fact.id, " ", ModalityName(fact.modality), " about ",
                    absl::StrJoin(fact.entity()->about, " "));
    for (const auto& [name, value] : fact.entity()->attributes) {
      absl::StrAppend(&text, " ", name, "=", value);
    }
    absl::StrAppend(&text, " ", ShowValid(fact.valid), "\n");
  }
  return text;
}

}  // namespace ketenzicht::graph::oracle
