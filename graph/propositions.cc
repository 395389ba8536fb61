#include "graph/propositions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/explanation.h"
#include "graph/fact_text.h"
#include "graph/presumption_premises.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kProductKinds[] = {
    "contains", "runs", "depends_on", "instance_of", "made_by", "supplied_by"};

bool IsAnyOf(const Ontology& ontology, RelationKindId kind,
             absl::Span<const absl::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](absl::string_view name) {
    const std::optional<RelationKindId> id = ontology.FindRelationKind(name);
    return id && ontology.RelationIsA(kind, *id);
  });
}

// `source` is kNoFact where it is a class.
Role RoleOfRelation(const Snapshot& snapshot, RelationKindId kind,
                    FactIndex source) {
  const Ontology& ontology = snapshot.ontology();
  const std::string& use = snapshot.policy().document().use_kind;
  if (IsAnyOf(ontology, kind, {use, "touches"})) return Role::kPurpose;
  if (IsAnyOf(ontology, kind, kProductKinds)) return Role::kProduct;
  if (source == kNoFact) return Role::kFlow;
  if (snapshot.is_relation(source)) return Role::kPurpose;
  for (absl::string_view one : {"company", "jurisdiction", "law"}) {
    if (snapshot.IsA(source, one)) return Role::kLaw;
  }
  for (absl::string_view one : {"authority", "programme"}) {
    if (snapshot.IsA(source, one)) return Role::kFactor;
  }
  for (absl::string_view one : {"process", "information", "product"}) {
    if (snapshot.IsA(source, one) &&
        !ontology.relation_kind(kind).passes_denials) {
      return Role::kFlow;
    }
  }
  return Role::kOther;
}

Role RoleOfFact(const Snapshot& snapshot, FactIndex fact) {
  const FactTable& facts = snapshot.facts();
  if (facts.is_measure(fact)) return Role::kDecision;
  if (!facts.is_relation(fact)) return Role::kOther;
  return RoleOfRelation(snapshot, facts.relation_kind(fact),
                        facts.source(fact));
}

std::string SentenceOf(const FactText& text, const Snapshot& snapshot,
                       FactIndex fact) {
  std::string sentence = text.Sentence(fact);
  if (!snapshot.facts().is_measure(fact)) return sentence;
  const std::string& by = snapshot.facts().measure(fact).decided_by;
  if (by.empty()) return sentence;
  return absl::StrCat(sentence, text.Say(" Besloten door: ", " Decided by: "),
                      snapshot.NameOf(snapshot.Find(by), text.language()), ".");
}

}  // namespace

absl::string_view RoleName(Role role) {
  switch (role) {
    case Role::kPurpose:
      return "purpose";
    case Role::kDecision:
      return "decision";
    case Role::kProduct:
      return "product";
    case Role::kFlow:
      return "flow";
    case Role::kLaw:
      return "law";
    case Role::kFactor:
      return "factor";
    case Role::kOther:
      return "other";
  }
  return "";
}

Proposition& PropositionTable::Find(int side, const std::string& id,
                                    Role role) {
  Proposition& found = by_id_[id];
  found.id = id;
  found.role = role;
  std::vector<std::string>& processes = found.processes[side];
  if (std::find(processes.begin(), processes.end(), process_) ==
      processes.end()) {
    processes.push_back(process_);
  }
  return found;
}

// An instance of a class is told as the fact about the class: what both sides
// rest on is the one proposition.
void PropositionTable::AddId(int side, const View& view,
                             const std::string& id) {
  const Snapshot& snapshot = view.snapshot();
  const FactIndex fact = snapshot.Find(id.substr(0, id.find('@')));
  if (fact == kNoFact) {
    const std::optional<InstanceIndex> extra = view.table().FindExtra(id);
    if (extra) AddInstance(side, view, *extra);
    return;
  }
  if (snapshot.is_entity(fact)) return;
  Proposition& found =
      Find(side, std::string(snapshot.id(fact)), RoleOfFact(snapshot, fact));
  const FactText nl(snapshot, &view.options(), Language::kDutch);
  const FactText en(snapshot, &view.options(), Language::kEnglish);
  found.sentence[side] = {SentenceOf(nl, snapshot, fact),
                          SentenceOf(en, snapshot, fact)};
  found.citation[side] = {nl.Cite(fact), en.Cite(fact)};
}

// A presumption.
void PropositionTable::AddInstance(int side, const View& view,
                                   InstanceIndex instance) {
  const Instance r = view.instance(instance);
  if (r.fact != kNoFact) {
    AddId(side, view, std::string(view.snapshot().id(r.fact)));
    return;
  }
  Proposition& found =
      Find(side, r.id, RoleOfRelation(view.snapshot(), r.kind, r.source));
  const FactText nl(view.snapshot(), &view.options(), Language::kDutch);
  const FactText en(view.snapshot(), &view.options(), Language::kEnglish);
  found.sentence[side] = {nl.Sentence(r), en.Sentence(r)};
}

void PropositionTable::AddPath(int side, const View& view,
                               const PathAnswer& path) {
  for (const std::string& id : RestsOn(view, path)) AddId(side, view, id);
}

void PropositionTable::Add(int side, const Views& views,
                           const PairAnswer& answer) {
  const View& view = *views.asked;
  process_ = std::string(view.snapshot().id(answer.process));
  if (!answer.paths.empty()) AddPath(side, view, answer.paths.front());
  const bool closed = answer.status >= Status::kBlocked;
  if (closed && answer.inherent) {
    AddPath(side, *views.inherent, *answer.inherent);
  }
  if (answer.nearest) {
    for (const View::Incidence& step : answer.nearest->steps) {
      AddInstance(side, view, step.instance);
      AddId(side, view, view.table().omitted_by(step.instance));
      if (view.table().fact(step.instance) != kNoFact) continue;
      for (InstanceIndex premise : PremisesOf(view, step.instance)) {
        AddInstance(side, view, premise);
      }
    }
  }
  if (!closed) return;
  for (InstanceIndex i : answer.denials) AddInstance(side, view, i);
}

std::vector<Proposition> PropositionTable::Take() {
  std::vector<Proposition> all;
  for (auto& [id, one] : by_id_) all.push_back(std::move(one));
  std::stable_sort(all.begin(), all.end(),
                   [](const Proposition& a, const Proposition& b) {
                     return a.role < b.role;
                   });
  by_id_.clear();
  return all;
}

}  // namespace ketenzicht::graph
