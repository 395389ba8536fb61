// What the changes of a scenario make of the facts, done once more: naively,
// over a plain map, from docs/scenarios.md and not from the code. What comes
// out can be written into a store.
//
//   NaiveScenario scenario(facts, head, ontology, policy);
//   for (const Json& change : changes) {
//     if (!scenario.Do(change)) … refused, and all of the scenario with it
//   }
//   if (!scenario.MeasuresFit()) … refused
//   Write(scenario.Written());
//
// Whether what is written is sound is left to who writes it.

#ifndef KETENZICHT_TESTS_SUPPORT_NAIVE_SCENARIO_H_
#define KETENZICHT_TESTS_SUPPORT_NAIVE_SCENARIO_H_

#include <string>
#include <vector>

#include "graph/ontology.h"
#include "graph/policy.h"
#include "tests/support/naive_fact_reading.h"

namespace ketenzicht::testing {

struct ScenarioHead {
  std::string id;  // "scenarios/drawn"
  graph::Text title;
  graph::Date date;  // of the baseline
  // What counts by the baseline, beside what the policy has.
  std::vector<std::string> with;
  std::vector<std::string> sources;
  bool stated_only = false;
  bool verified_only = false;
};

class NaiveScenario {
 public:
  // Ontology and policy must outlive it.
  NaiveScenario(FactsById recorded, ScenarioHead head,
                const graph::Ontology& ontology, const graph::Policy& policy);

  // Does one item of `changes`. False where it is refused; nothing may follow.
  bool Do(const Json& change);

  // Asked after all changes. False where one put a measure in place without
  // what it needs, or beside what it excludes.
  bool MeasuresFit() const;

  const FactsById& facts() const { return facts_; }
  // With the scenario's own source, where anything rests on it.
  FactsById Written() const;
  // As of which it is asked, so far.
  graph::Date date() const { return date_; }
  std::string own_source() const;

 private:
  bool Has(const std::string& id) const { return facts_.contains(id); }
  // The measure of these facts, on the scenario's day.
  bool IsInPlace(const FactsById& facts, const std::string& id) const;
  bool IsHeard(const std::string& source) const;
  // How much in doubt it is that it is in place, from 0 (not at all) to 3 (it
  // is not); by who is heard, or by all.
  int Doubt(const std::string& id, bool by_all) const;
  void Put(graph::Fact fact) { facts_[fact.id] = std::move(fact); }
  graph::Evidence OwnEvidence() const;
  // From here on the scenario says it, and nobody else.
  void Say(graph::Fact& fact);
  // The day that a change names, or the scenario's.
  graph::Date DayIn(const Json& how) const;

  bool Add(graph::Fact fact);
  bool Remove(const std::string& id);
  bool End(const Json& what, const std::string& key, const std::string& kind);
  void EndOn(const std::string& id, graph::Date on);
  bool Set(const Json& how);
  bool Affirm(const Json& what);
  void HoldDespiteMeasures(const std::string& id);
  bool Replace(const Json& how);

  // Laws, listings and programmes.
  bool AddRelation(const std::string& kind, const std::string& source,
                   const std::string& target, const Json& how,
                   const std::string& day_key);
  bool AddNamed(const Json& named, const std::string& kind, std::string& id);
  bool Enact(const Json& how);
  bool Start(const Json& how);

  // naive_ownership.cc
  bool Own(const Json& how);
  FactsById Held(const std::string& company, const std::string& owner,
                 bool control, graph::Date on) const;
  void EndHeld(const std::string& company, const std::string& owner,
               bool control, graph::Date on);
  void ChangeShare(const Json& how, graph::Date on);
  void ChangeControl(const Json& how, graph::Date on);
  void PutOwner(const std::string& kind, const Json& how, graph::Date on);
  void KeepWithVotes(const graph::Fact& held, const Json& how, graph::Date on);
  std::string NewOwnerId(const std::string& kind, const Json& how) const;

  const FactsById recorded_;
  const ScenarioHead head_;
  const graph::Ontology& ontology_;
  const graph::Policy& policy_;
  FactsById facts_;
  graph::Date date_;
  bool says_ = false;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_NAIVE_SCENARIO_H_
