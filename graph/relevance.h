// Which facts can matter to an answer at all, whatever the date: so that a
// timeline need not look at the days of the rest.

#ifndef KETENZICHT_GRAPH_RELEVANCE_H_
#define KETENZICHT_GRAPH_RELEVANCE_H_

#include <string>
#include <vector>

#include "graph/limits.h"
#include "graph/policy.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// Decided by kind, for all pairs at once, from what is written down and not
// from any view. A view reads relations by their kinds only, and by the ids
// that facts name. So a kind matters where it, a kind of it or what it is a
// kind of is named
//   - in the expressions of the vectors asked for;
//   - by the policy: use_kind, corporate_reach; presumptions, where they are
//     asked for; the factors that are weighed;
//   - by the rules themselves: touches, seated_in, kinds that pass denials or
//     whose denials reach further;
//   - by a measure, or a relation of a kind that matters: in its classes and
//     their conditions, in its guard, or as the kind of a fact that it names
//     there or as carrier. Where the policy asks whether something is closed
//     in the organization, by every relation with carriers or a class.
// Kinds above count since a denial of the wider kind closes the narrower, kinds
// below since an expression means them too. A fact matters where it is a
// measure, a relation of such a kind, or an entity at the end of one, or of a
// kind of which a class stands there. A class of relations of no kind makes
// everything matter.
//
// Never too few; often too many: nothing is asked of where a fact lies.
// Immutable, safe from any thread. O(facts), and the kinds squared.
class Relevance {
 public:
  // Where `limits` interrupt it, it says nothing that holds.
  Relevance(const Snapshot& snapshot, const ViewOptions& options,
            const std::vector<const Vector*>& vectors,
            const Limits& limits = {});

  bool Matters(FactIndex fact) const;

 private:
  void AddRules();
  void AddPresumptions();
  void AddFactors();
  void AddExpression(const std::string& expression);
  void AddKind(const std::string& name);
  void AddKindOf(const std::string& fact);
  void AddRelation(const Relation& relation);
  void AddClass(const Selector& selector);
  void AddRelationClass(const Selector& selector);
  void AddGuard(const Guard& guard);
  void AddDetailed();
  void AddEntities(const Limits& limits);
  void AddMembers(const Selector& selector);

  const Snapshot& snapshot_;
  const ViewOptions& options_;
  bool everything_ = false;
  std::vector<bool> kinds_;           // that matter
  std::vector<std::string> classes_;  // entity kinds; empty: of no kind
  std::vector<bool> entities_;        // by fact: that matter
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_RELEVANCE_H_
