// One product in the place of another, done once more from docs/scenarios.md
// over a plain map.

#ifndef KETENZICHT_TESTS_SUPPORT_NAIVE_REPLACEMENT_H_
#define KETENZICHT_TESTS_SUPPORT_NAIVE_REPLACEMENT_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/ontology.h"
#include "graph/policy.h"
#include "tests/support/naive_fact_reading.h"
#include "tests/support/naive_membership.h"

namespace ketenzicht::testing {

// Everything is looked up in the facts as they are before it; these, and what
// they are facts of, must outlive it.
//
//   NaiveReplacement replacement(facts, ontology, policy);
//   if (!replacement.Replace(product, by, in, on)) … refused
class NaiveReplacement {
 public:
  NaiveReplacement(const FactsById& facts, const graph::Ontology& ontology,
                   const graph::Policy& policy)
      : facts_(facts), policy_(policy), membership_(facts, ontology, true) {}

  bool Replace(const std::string& product, const std::string& by,
               const std::string& in, graph::Date on);

  // Ids of uses that end on the day.
  const std::vector<std::string>& ended() const { return ended_; }
  // With the evidence of what they are copies of.
  const std::vector<graph::Fact>& copied() const { return copied_; }
  // What the scenario is to say; with the evidence of what was there instead.
  const std::vector<graph::Fact>& said() const { return said_; }

 private:
  bool HasEnded(const graph::Fact& fact) const;
  bool IsReplaced(const graph::Fact& use, const std::string& product) const;
  bool BelongsTo(const std::string& id, const std::string& whole) const;
  void ReplaceUse(const graph::Fact& use);
  void CopyHandling(const graph::Fact& handling, const std::string& use);
  void CopyWhatIsSaidOfClass(const graph::Fact& fact);
  void CopyWhatIsSaidOfInformation(const graph::Fact& fact);
  std::optional<graph::End> InsteadOf(const graph::End& end) const;
  bool HangsOnAReplacedUse(const graph::Fact& fact) const;
  graph::Fact Copy(const graph::Fact& fact);
  std::string InformationLike(const std::string& id);

  const FactsById& facts_;
  const graph::Policy& policy_;
  const NaiveMembership membership_;
  std::string by_;
  std::string in_;
  graph::Date on_;
  std::string suffix_;
  std::set<std::string> ids_;                       // of copies
  std::map<std::string, graph::Fact> information_;  // new, by the id of the old
  std::set<std::string> handlings_;                 // that were copied
  std::vector<std::pair<graph::Fact, graph::Fact>> uses_;  // old and new
  std::vector<std::string> ended_;
  std::vector<graph::Fact> copied_;
  std::vector<graph::Fact> said_;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_NAIVE_REPLACEMENT_H_
