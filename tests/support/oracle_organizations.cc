// docs/semantics.md, M.7: the processes of an organization.

#include <algorithm>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {

// At any date and from any source, between two things by name.
bool Oracle::IsOnRecord(const Fact& fact) const {
  return fact.relation() != nullptr && MakesAnEdge(fact.modality);
}

// Whether a path of some vector may begin with a relation from it, be that to a
// class.
bool Oracle::UsesSomething(const std::string& organization) const {
  return std::any_of(facts_.begin(), facts_.end(), [&](const Fact& fact) {
    if (!IsOnRecord(fact) || fact.relation()->source.id != organization) {
      return false;
    }
    return std::any_of(policy_.vectors.begin(), policy_.vectors.end(),
                       [&](const Vector& vector) {
                         return !AcceptsNothingMore(AfterStep(
                             ParseExpression(vector.expression), false,
                             [&](const std::string& kind) {
                               return KindIs(fact.relation()->kind, kind);
                             }));
                       });
  });
}

Ids Oracle::ProcessesOf(const std::string& organization) const {
  Ids parts = {organization};
  for (bool more = true; more;) {
    more = false;
    for (const Fact& fact : facts_) {
      if (!IsOnRecord(fact) || !PassesDenials(fact.relation()->kind)) continue;
      const Relation& relation = *fact.relation();
      if (parts.contains(relation.target.id) && !relation.source.id.empty()) {
        more = parts.insert(relation.source.id).second || more;
      }
    }
  }
  Ids processes;
  for (const std::string& part : parts) {
    if (EntityIs(part, "process")) processes.insert(part);
    if (!EntityIs(part, "organization")) continue;
    if (UsesSomething(part)) processes.insert(part);
    for (const Fact& fact : facts_) {
      if (!IsOnRecord(fact) || fact.relation()->source.id != part ||
          !KindIs(fact.relation()->kind, "operates") ||
          !EntityIs(fact.relation()->target.id, "process")) {
        continue;
      }
      processes.insert(fact.relation()->target.id);
    }
  }
  return processes;
}

}  // namespace ketenzicht::graph::oracle
