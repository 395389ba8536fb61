// Facts that a drawn scenario adds, as it writes them, and what else its
// changes say of facts: days, likelihoods, modalities.

#ifndef KETENZICHT_TESTS_SUPPORT_DRAWN_ADDITIONS_H_
#define KETENZICHT_TESTS_SUPPORT_DRAWN_ADDITIONS_H_

#include <map>
#include <string>
#include <vector>

#include "tests/support/naive_fact_reading.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::testing {

// Ids to choose from.
class DrawnIds {
 public:
  DrawnIds(const FactsById& facts, graph::Dice& dice);

  // Of a collection ("products"), or "" for all; sorted.
  const std::vector<std::string>& Of(const std::string& collection) const;
  // One of these; one that is not there where there is none.
  std::string Any(const std::string& collection) const;

  const FactsById& facts() const { return facts_; }

 private:
  const FactsById& facts_;
  graph::Dice& dice_;
  std::map<std::string, std::vector<std::string>> ids_;
};

// An entity, relation or measure.
Json DrawAddition(const std::string& sort, const DrawnIds& ids, int number,
                  graph::Dice& dice);

// With its kind of unknown, where it is that.
void AddModality(Json& fact, graph::Dice& dice);
Json DrawLikelihood(graph::Dice& dice);
Json DrawValidTime(graph::Dice& dice);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_DRAWN_ADDITIONS_H_
