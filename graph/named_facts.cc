#include "graph/named_facts.h"

#include "graph/fact_references.h"
#include "graph/told_fact.h"

namespace ketenzicht::graph {

void NamedFacts::Tell(FactIndex fact) {
  told_.insert(fact);
  Cite(fact);
  Name(fact);
}

void NamedFacts::Tell(const Instance& r) {
  if (r.fact == kNoFact) {
    presumed_.emplace(r.id, r);
  } else {
    told_.insert(r.fact);
    named_.insert(r.fact);
    Cite(r.fact);
  }
  NameEnds(r);
}

void NamedFacts::Name(FactIndex fact) {
  if (fact == kNoFact || !clauses_.insert(fact).second) return;
  named_.insert(fact);
  if (!snapshot_.is_relation(fact)) return;
  NameEnd(EndOnRecord(snapshot_, fact, false));
  NameEnd(EndOnRecord(snapshot_, fact, true));
}

// An end that is everything, in a denial of a class, is told by the class.
void NamedFacts::NameEnds(const Instance& r) {
  NameEnd(EndOfInstance(snapshot_, r.fact, false, r.source));
  NameEnd(EndOfInstance(snapshot_, r.fact, true, r.target));
}

void NamedFacts::Name(const Guard& guard, FactIndex source, FactIndex target) {
  ForEachReference(guard, [&](const std::string& id) { Name(id); });
  // "$source" and "$target" are no ids.
  Name(source);
  Name(target);
}

void NamedFacts::Cite(FactIndex fact) {
  for (FactIndex source : CitedSources(snapshot_, options_, fact)) {
    cited_.insert(source);
    named_.insert(source);
  }
}

void NamedFacts::Name(const std::string& id) { Name(snapshot_.Find(id)); }

// A class with a label is told by that.
void NamedFacts::NameEnd(const ToldEnd& end) {
  if (end.members == nullptr) {
    Name(end.fact);
  } else if (end.members->label.empty()) {
    ForEachReference(*end.members, [&](const std::string& id) { Name(id); });
  }
}

}  // namespace ketenzicht::graph
