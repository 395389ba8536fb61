#include "graph/overlay_check.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "graph/fact_references.h"

namespace ketenzicht::graph {
namespace {

// Looked at, and kept as they are for each other, at a time.
constexpr size_t kFactsAtOnce = 512;

// Whether something may depend on it that did not, or need something of it that
// is not there now: it is new, gone, or more is otherwise than what is said of
// it.
bool ChangesShape(const Fact* before, const std::optional<Fact>& now) {
  if (before == nullptr || !now) return true;
  if (now->relation() != nullptr && before->relation() != nullptr) {
    Relation was = *before->relation();
    was.likelihood = now->relation()->likelihood;
    was.attributes = now->relation()->attributes;
    return was != *now->relation();
  }
  if (now->measure() != nullptr && before->measure() != nullptr) {
    Measure was = *before->measure();
    was.state = now->measure()->state;
    was.cost = now->measure()->cost;
    was.burden = now->measure()->burden;
    return was != *now->measure();
  }
  return now->entity() == nullptr || before->entity() == nullptr ||
         now->entity()->kind != before->entity()->kind;
}

bool HasNoDetail(const Relation& relation) {
  return relation.via.empty() && !relation.holds_while &&
         !relation.source.selector && !relation.target.selector;
}

}  // namespace

const Fact* OverlayCheck::Find(const std::string& id) {
  const auto laid = laid_.find(id);
  if (laid != laid_.end()) return laid->second ? &*laid->second : nullptr;
  const FactIndex index = base_.Find(id);
  return index == kNoFact ? nullptr : Read(index);
}

const Fact* OverlayCheck::Read(FactIndex index) {
  std::unique_ptr<const Fact>& place = read_[index];
  if (place == nullptr) {
    place = std::make_unique<const Fact>(base_.facts().Read(index));
  }
  return place.get();
}

// Whether something may depend on more than it did. What is gone depends on
// nothing; things, and a plain relation that nobody names yet, are alike to
// those of their kind that are there.
bool OverlayCheck::MayCloseACircle(FactIndex index, const Fact* before,
                                   const std::optional<Fact>& now) const {
  if (!now || now->entity() != nullptr) return false;
  if (!ChangesShape(before, now)) return false;
  const Relation* relation = now->relation();
  if (relation == nullptr || !HasNoDetail(*relation)) return true;
  // One that was of a class, say, may be named by what hangs on plain ones now.
  if (before != nullptr &&
      (before->relation() == nullptr || !HasNoDetail(*before->relation()))) {
    return true;
  }
  const std::optional<RelationKindId> kind =
      base_.ontology().FindRelationKind(relation->kind);
  if (!kind || base_.num_of(*kind) == 0) return true;
  return index != kNoFact &&
         (!base_.is_relation(index) || base_.relation_kind(index) != *kind);
}

bool OverlayCheck::IsLaidOver(FactIndex index) const {
  return laid_.contains(std::string(base_.id(index)));
}

// They may have started before it existed.
void OverlayCheck::AddRelationsAt(FactIndex index, Some& some) const {
  for (FactIndex relation : base_.relations_from(index)) some.insert(relation);
  for (FactIndex relation : base_.relations_to(index)) some.insert(relation);
}

void OverlayCheck::AddNamersOf(FactIndex index, Some& some) const {
  const std::vector<FactIndex> namers = base_.NamersOf(index);
  some.insert(namers.begin(), namers.end());
}

void OverlayCheck::AddCitersOf(FactIndex source, Some& some) const {
  const FactTable& facts = base_.facts();
  std::vector<bool> cites(facts.num_evidence());
  for (uint32_t number = 0; number < cites.size(); ++number) {
    for (const Assertion& one : facts.assertions(number)) {
      cites[number] = cites[number] || one.source == source;
    }
  }
  for (FactIndex i = 0; i < facts.size(); ++i) {
    if (cites[facts.evidence_number(i)]) some.insert(i);
  }
}

std::vector<const Fact*> OverlayCheck::Dependent() {
  std::set<const Fact*> found;
  const auto add = [&](const Fact& fact) {
    if (fact.entity() != nullptr) return;
    if (fact.relation() != nullptr && HasNoDetail(*fact.relation())) return;
    found.insert(&fact);
    ForEachReference(fact, [&](const std::string& id) {
      const Fact* named = Find(id);
      if (named != nullptr && named->relation() != nullptr) found.insert(named);
    });
  };
  for (const auto* listed : {&base_.facts().detailed(), &base_.measures()}) {
    for (FactIndex index : *listed) {
      if (!IsLaidOver(index)) add(*Read(index));
    }
  }
  for (const auto& [id, fact] : laid_) {
    if (fact) add(*fact);
  }
  std::vector<const Fact*> facts(found.begin(), found.end());
  std::sort(facts.begin(), facts.end(),
            [](const Fact* a, const Fact* b) { return a->id < b->id; });
  return facts;
}

std::vector<std::string> OverlayCheck::Kinds() const {
  const Ontology& ontology = base_.ontology();
  std::set<std::string> kinds;
  std::vector<FactIndex> counts;
  for (size_t kind = 0; kind < ontology.relation_kinds().size(); ++kind) {
    counts.push_back(base_.num_of(static_cast<RelationKindId>(kind)));
  }
  for (const auto& [id, fact] : laid_) {
    const FactIndex index = base_.Find(id);
    if (index != kNoFact && base_.is_relation(index)) {
      --counts[base_.relation_kind(index)];
    }
    if (fact && fact->relation() != nullptr) {
      kinds.insert(fact->relation()->kind);
    }
  }
  for (size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts[kind] > 0) {
      kinds.insert(
          ontology.relation_kind(static_cast<RelationKindId>(kind)).name);
    }
  }
  return {kinds.begin(), kinds.end()};
}

template <typename Indexes>
std::vector<FactProblem> OverlayCheck::CheckWith(const Indexes& below,
                                                 const Ontology& ontology,
                                                 const Policy& policy,
                                                 GoOn go_on) {
  std::vector<FactProblem> problems;
  std::vector<const Fact*> chunk;
  const auto check_chunk = [&] {
    std::vector<FactProblem> found = CheckSomeFacts(
        chunk, [this](const std::string& id) { return Find(id); }, ontology,
        policy);
    std::move(found.begin(), found.end(), std::back_inserter(problems));
    chunk.clear();
    read_.clear();
    return go_on();
  };
  auto laid = laid_.begin();
  auto index = below.begin();
  while (laid != laid_.end() || index != below.end()) {
    if (index != below.end() &&
        (laid == laid_.end() || base_.id(*index) < laid->first)) {
      chunk.push_back(Read(*index++));
    } else {
      if (index != below.end() && base_.id(*index) == laid->first) ++index;
      if (laid->second) chunk.push_back(&*laid->second);
      ++laid;
    }
    if (chunk.size() >= kFactsAtOnce && !check_chunk()) return problems;
  }
  check_chunk();
  return problems;
}

void OverlayCheck::CheckCircles(const Ontology& ontology, const Policy& policy,
                                std::vector<FactProblem>& problems) {
  std::optional<FactProblem> circle =
      CheckDependencies(Dependent(), Kinds(), ontology, policy);
  if (circle) problems.push_back(*std::move(circle));
  read_.clear();
}

std::vector<FactProblem> OverlayCheck::Check(GoOn go_on) {
  Some some;
  bool circles = false;
  size_t looked = 0;
  for (const auto& [id, fact] : laid_) {
    if (++looked % kFactsAtOnce == 0 && !go_on()) return {};
    const FactIndex index = base_.Find(id);
    std::optional<Fact> before;
    if (index != kNoFact) before = base_.facts().Read(index);
    const Fact* there = before ? &*before : nullptr;
    circles = circles || MayCloseACircle(index, there, fact);
    if (index == kNoFact) continue;
    AddRelationsAt(index, some);
    if (!ChangesShape(there, fact)) continue;
    AddNamersOf(index, some);
    if (base_.IsA(index, "source")) AddCitersOf(index, some);
  }
  std::vector<FactProblem> problems =
      CheckWith(some, base_.ontology(), base_.policy(), go_on);
  if (problems.empty() && circles && go_on()) {
    CheckCircles(base_.ontology(), base_.policy(), problems);
  }
  return problems;
}

std::vector<FactProblem> OverlayCheck::CheckAll(const Ontology& ontology,
                                                const Policy& policy,
                                                GoOn go_on) {
  std::vector<FactIndex> all(base_.size());
  std::iota(all.begin(), all.end(), 0);
  std::vector<FactProblem> problems = CheckWith(all, ontology, policy, go_on);
  if (problems.empty() && go_on()) CheckCircles(ontology, policy, problems);
  return problems;
}

}  // namespace ketenzicht::graph
