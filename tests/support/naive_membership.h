// Whether a fact is in a class, as far as ids, kinds, attributes and ends tell:
// what docs/scenarios.md asks of `affirm` and of `replace`.

#ifndef KETENZICHT_TESTS_SUPPORT_NAIVE_MEMBERSHIP_H_
#define KETENZICHT_TESTS_SUPPORT_NAIVE_MEMBERSHIP_H_

#include "graph/ontology.h"
#include "tests/support/naive_fact_reading.h"

namespace ketenzicht::testing {

enum class Inside { kNo, kMaybe, kYes };

class NaiveMembership {
 public:
  // With `follow_paths` one is outside too where no relations of the kinds that
  // a path names, whichever way they point, lead to its end. Both must outlive
  // this.
  NaiveMembership(const FactsById& facts, const graph::Ontology& ontology,
                  bool follow_paths)
      : facts_(facts), ontology_(ontology), follow_paths_(follow_paths) {}

  Inside Of(const graph::Selector& members, const graph::Fact& fact) const;
  // A class of relations; else one of entities.
  bool IsOfRelations(const graph::Selector& members) const;
  bool RelationIsA(const std::string& kind, const std::string& of) const;

 private:
  Inside OfRelation(const graph::Selector& members,
                    const graph::Relation& relation) const;
  Inside OfEntity(const graph::Selector& members,
                  const graph::Fact& fact) const;
  Inside OfId(const graph::Selector& members, const std::string& id) const;
  bool MayLead(const std::string& from, const graph::PathCondition& path) const;

  const FactsById& facts_;
  const graph::Ontology& ontology_;
  const bool follow_paths_;
};

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_NAIVE_MEMBERSHIP_H_
