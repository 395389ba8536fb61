#include "tests/support/oracle_asked.h"

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

AskedAbout::AskedAbout(const ContradictionRecord& record,
                       const std::vector<std::string>& subjects)
    : record_(record), all_(subjects.empty()) {
  for (const std::string& subject : subjects) Add(subject);
}

void AskedAbout::Add(const std::string& subject) {
  subjects_.insert(subject);
  if (IsKind(record_.fact(subject), "process")) {
    StandFor(subject);
    stood_for_.merge(WholesOnRecord(record_, subject));
  }
  if (IsKind(record_.fact(subject), "organization")) {
    for (const std::string& its : record_.oracle().ProcessesOf(subject)) {
      subjects_.insert(its);
      StandFor(its);
    }
  }
}

// Its uses, and the information that these carry; not what it is part of.
void AskedAbout::StandFor(const std::string& process) {
  StandForProducts(process);
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

// What it uses and what that consists of, until nothing more comes.
void AskedAbout::StandForProducts(const std::string& process) {
  const Oracle& oracle = record_.oracle();
  Ids products;
  for (size_t before = 1; before != products.size();) {
    before = products.size();
    for (const Row& row : oracle.rows()) {
      if (row.fact == nullptr || !row.edge() || row.target.empty()) continue;
      const bool use = row.source == process &&
                       record_.KindIs(row.kind, TestPolicyDocument().use_kind);
      const bool part = products.contains(row.source) &&
                        (record_.KindIs(row.kind, "contains") ||
                         record_.KindIs(row.kind, "runs") ||
                         record_.KindIs(row.kind, "depends_on")) &&
                        !oracle.Avoids(process, row.kind, row.target);
      if (use || part) products.insert(row.target);
    }
    if (products.empty()) break;
  }
  products_.merge(products);
}

bool AskedAbout::IsOwn(const std::string& thing) {
  const auto known = own_.find(thing);
  if (known != own_.end()) return known->second;
  const Ids whose = record_.WhoseIs(thing);
  const bool own = std::any_of(
      whose.begin(), whose.end(),
      [this](const std::string& one) { return subjects_.contains(one); });
  return own_[thing] = own;
}

bool AskedAbout::Has(const std::string& thing) {
  return all_ || stood_for_.contains(thing) || IsOwn(thing);
}

Ids AskedAbout::WithEnds(const Ids& things) const {
  Ids all;
  for (const std::string& thing : things) {
    if (thing.empty()) continue;
    all.insert(thing);
    const Relation* relation = record_.fact(thing).relation();
    if (relation == nullptr) continue;
    for (const End* end : {&relation->source, &relation->target}) {
      if (!end->selector) all.insert(end->id);
    }
  }
  return all;
}

bool AskedAbout::Concerns(const Ids& things) {
  if (all_) return true;
  const Ids all = WithEnds(things);
  return std::any_of(all.begin(), all.end(),
                     [this](const std::string& one) { return Has(one); });
}

bool AskedAbout::OnlyStoodFor(const Ids& things) {
  if (all_ || !Concerns(things)) return false;
  const Ids all = WithEnds(things);
  return std::none_of(all.begin(), all.end(),
                      [this](const std::string& one) { return IsOwn(one); });
}

}  // namespace ketenzicht::graph::oracle
