#include "tests/support/oracle_unknowns.h"

#include <algorithm>

#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {
namespace {

bool IsKind(const Fact& fact, const char* kind) {
  return fact.entity() != nullptr && fact.entity()->kind == kind;
}

// At any date and from any source.
Ids WholesOnRecord(const ContradictionRecord& record, const std::string& part) {
  Ids wholes = {part};
  for (bool more = true; more;) {
    more = false;
    for (const Fact& fact : record.facts()) {
      const Relation* relation = fact.relation();
      if (relation == nullptr || relation->kind != "part_of" ||
          !MakesAnEdge(fact.modality) || relation->target.id.empty() ||
          !wholes.contains(relation->source.id)) {
        continue;
      }
      more = wholes.insert(relation->target.id).second || more;
    }
  }
  return wholes;
}

}  // namespace

AskedUnknowns::AskedUnknowns(const ContradictionRecord& record,
                             const std::string& subject)
    : record_(record), subjects_({subject}) {
  if (IsKind(record.fact(subject), "process")) {
    StandFor(subject);
    stood_for_.merge(WholesOnRecord(record, subject));
  }
  if (IsKind(record.fact(subject), "organization")) {
    for (const std::string& its : record.oracle().ProcessesOf(subject)) {
      subjects_.insert(its);
      StandFor(its);
    }
  }
}

// Its uses, and the information that these carry; not what it is part of.
void AskedUnknowns::StandFor(const std::string& process) {
  const Ids wholes = WholesOnRecord(record_, process);
  for (const Fact& fact : record_.facts()) {
    const Relation* relation = fact.relation();
    if (relation == nullptr || relation->source.id != process) continue;
    if (record_.KindIs(relation->kind, TestPolicyDocument().use_kind)) {
      stood_for_.insert(fact.id);
    }
    if (!relation->via.empty() && !relation->target.id.empty() &&
        !wholes.contains(relation->target.id)) {
      stood_for_.insert(relation->target.id);
    }
  }
}

bool AskedUnknowns::Has(const std::string& thing) {
  if (stood_for_.contains(thing)) return true;
  const auto known = known_.find(thing);
  if (known != known_.end()) return known->second;
  const Ids whose = record_.WhoseIs(thing);
  const bool has = std::any_of(
      whose.begin(), whose.end(),
      [this](const std::string& one) { return subjects_.contains(one); });
  return known_[thing] = has;
}

bool AskedUnknowns::OnlyStoodFor(const std::string& thing) const {
  const Ids whose = record_.WhoseIs(thing);
  return stood_for_.contains(thing) &&
         std::none_of(whose.begin(), whose.end(),
                      [this](const std::string& one) {
                        return subjects_.contains(one);
                      });
}

}  // namespace ketenzicht::graph::oracle
