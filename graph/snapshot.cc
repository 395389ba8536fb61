#include "graph/snapshot.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "graph/fact_check.h"

namespace ketenzicht::graph {
namespace {

constexpr size_t kProblemsShown = 20;

absl::Status ProblemsToStatus(const std::vector<FactProblem>& problems) {
  std::string text;
  for (size_t i = 0; i < problems.size() && i < kProblemsShown; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : "\n", problems[i].fact_id, ": ",
                    problems[i].field, problems[i].field.empty() ? "" : ": ",
                    problems[i].reason);
  }
  if (problems.size() > kProblemsShown) {
    absl::StrAppend(&text, "\n… and ", problems.size() - kProblemsShown,
                    " more");
  }
  return absl::InvalidArgumentError(text);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Snapshot>> Snapshot::Create(
    int64_t revision, std::vector<Fact> facts,
    std::shared_ptr<const Ontology> ontology,
    std::shared_ptr<const Policy> policy) {
  const std::vector<FactProblem> problems =
      CheckFacts(facts, *ontology, *policy);
  if (!problems.empty()) return ProblemsToStatus(problems);
  std::sort(facts.begin(), facts.end(),
            [](const Fact& a, const Fact& b) { return a.id < b.id; });
  std::shared_ptr<Snapshot> snapshot(new Snapshot());
  snapshot->revision_ = revision;
  snapshot->ontology_ = std::move(ontology);
  snapshot->policy_ = std::move(policy);
  snapshot->facts_ = std::move(facts);
  snapshot->index_.reserve(snapshot->facts_.size());
  snapshot->relation_kinds_.reserve(snapshot->facts_.size());
  for (const Fact& fact : snapshot->facts_) {
    const FactIndex index = static_cast<FactIndex>(snapshot->index_.size());
    snapshot->index_.emplace(fact.id, index);
    if (const Entity* entity = fact.entity()) {
      const auto kind = entity->attributes.find("statement_kind");
      const auto type = entity->attributes.find("source_type");
      if (entity->kind == "source" && type != entity->attributes.end()) {
        snapshot->source_types_.insert(type->second);
      }
      const bool claim =
          kind != entity->attributes.end() && kind->second == "claim";
      if (fact.modality == Modality::kUnknown) {
        snapshot->unknown_entities_.push_back(index);
      } else if (claim) {
        snapshot->claims_.push_back(index);
      }
    }
    const Relation* relation = fact.relation();
    snapshot->relation_kinds_.push_back(
        relation == nullptr
            ? -1
            : *snapshot->ontology_->FindRelationKind(relation->kind));
  }
  snapshot->from_ = snapshot->AdjacencyBy(&Relation::source);
  snapshot->to_ = snapshot->AdjacencyBy(&Relation::target);
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

Snapshot::Adjacency Snapshot::AdjacencyBy(End Relation::*end) const {
  Adjacency adjacency;
  adjacency.offsets.assign(facts_.size() + 1, 0);
  std::vector<std::pair<FactIndex, FactIndex>> pairs;  // end, relation
  for (FactIndex i = 0; i < size(); ++i) {
    const Relation* relation = facts_[i].relation();
    if (relation == nullptr || (relation->*end).selector) continue;
    pairs.emplace_back(Find((relation->*end).id), i);
    ++adjacency.offsets[pairs.back().first + 1];
  }
  for (size_t i = 1; i < adjacency.offsets.size(); ++i) {
    adjacency.offsets[i] += adjacency.offsets[i - 1];
  }
  adjacency.relations.resize(pairs.size());
  std::vector<uint32_t> next(adjacency.offsets.begin(),
                             adjacency.offsets.end() - 1);
  for (const auto& [at, relation] : pairs) {
    adjacency.relations[next[at]++] = relation;
  }
  return adjacency;
}

FactIndex Snapshot::Find(absl::string_view id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? kNoFact : it->second;
}

const Entity* Snapshot::FindEntity(absl::string_view id) const {
  const FactIndex index = Find(id);
  return index == kNoFact ? nullptr : facts_[index].entity();
}

std::string Snapshot::NameOfClass(const Selector& selector,
                                  Language language) const {
  if (!selector.label.empty()) return selector.label.In(language);
  if (selector.any) return NameOf(kNoFact, language);
  std::vector<std::string> names;
  for (const std::string& id : selector.ids) {
    names.push_back(NameOf(Find(id), language));
  }
  if (!names.empty()) return absl::StrJoin(names, ", ");
  const EntityKind* kind = ontology_->FindEntityKind(selector.kind);
  return absl::StrCat(
      language == Language::kDutch ? "elke " : "every ",
      kind == nullptr ? selector.kind : kind->label.In(language));
}

std::string Snapshot::NameOf(FactIndex index, Language language) const {
  if (index == kNoFact) {
    return language == Language::kDutch ? "alles" : "anything";
  }
  const Fact& fact = facts_[index];
  if (const Entity* entity = fact.entity()) return entity->name.In(language);
  if (const Measure* measure = fact.measure()) {
    return measure->name.In(language);
  }
  const Relation& relation = *fact.relation();
  const auto end = [&](const End& one) {
    if (!one.selector) return NameOf(Find(one.id), language);
    return NameOfClass(*one.selector, language);
  };
  return absl::StrCat(
      "“",
      absl::StrReplaceAll(
          ontology_->relation_kind(relation_kinds_[index]).phrase.In(language),
          {{"{source}", end(relation.source)},
           {"{target}", end(relation.target)}}),
      "”");
}

}  // namespace ketenzicht::graph
