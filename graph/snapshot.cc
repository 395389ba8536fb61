#include "graph/snapshot.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "graph/fact_table_builder.h"
#include "graph/internal/parallel_ranges.h"
#include "graph/told_end.h"

namespace ketenzicht::graph {
namespace {

constexpr size_t kProblemsShown = 20;
// Of fewer facts a snapshot is made by one thread.
constexpr FactIndex kFactsForThreads = 100'000;
constexpr size_t kPasses = 3;

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
    std::shared_ptr<const Policy> policy, ScenarioMark scenario) {
  const std::vector<FactProblem> problems =
      CheckFacts(facts, *ontology, *policy);
  if (!problems.empty()) return ProblemsToStatus(problems);
  std::sort(facts.begin(), facts.end(),
            [](const Fact& a, const Fact& b) { return a.id < b.id; });
  FactTableBuilder builder(*ontology);
  for (Fact& fact : facts) builder.Add(std::move(fact));
  absl::StatusOr<std::unique_ptr<const FactTable>> table =
      std::move(builder).Finish();
  if (!table.ok()) return table.status();
  return Restore(revision, *std::move(table), std::move(ontology),
                 std::move(policy), std::move(scenario));
}

std::shared_ptr<const Snapshot> Snapshot::Restore(
    int64_t revision, std::unique_ptr<const FactTable> facts,
    std::shared_ptr<const Ontology> ontology,
    std::shared_ptr<const Policy> policy, ScenarioMark scenario) {
  std::shared_ptr<Snapshot> snapshot(new Snapshot());
  snapshot->revision_ = revision;
  snapshot->scenario_ = std::move(scenario);
  snapshot->ontology_ = std::move(ontology);
  snapshot->policy_ = std::move(policy);
  snapshot->facts_ = std::move(facts);
  snapshot->of_kind_.resize(snapshot->ontology_->relation_kinds().size());
  snapshot->source_kind_ = snapshot->ontology_->FindEntityKindId("source");
  // Three passes over all facts, which know nothing of each other.
  const size_t pieces = snapshot->size() < kFactsForThreads ? 1 : kPasses;
  internal::ForEachRange(kPasses, pieces,
                         [&](size_t, size_t begin, size_t end) {
                           for (size_t pass = begin; pass < end; ++pass)
                             snapshot->Pass(pass);
                         });
  return snapshot;
}

void Snapshot::Pass(size_t pass) {
  switch (pass) {
    case 0:
      from_ = AdjacencyBy(false);
      return;
    case 1:
      to_ = AdjacencyBy(true);
      return;
    default:
      for (FactIndex i = 0; i < size(); ++i) Index(i);
  }
}

void Snapshot::Index(FactIndex fact) {
  Count(*facts_, fact, 1);
  if (facts_->is_measure(fact)) measures_.push_back(fact);
  if (!is_entity(fact)) return;
  if (facts_->modality(fact) == Modality::kUnknown) {
    unknown_entities_.push_back(fact);
    return;
  }
  const Attributes& attributes = facts_->attributes(fact);
  if (attributes.empty()) return;
  const auto kind = attributes.find("statement_kind");
  if (kind != attributes.end() && kind->second == "claim") {
    claims_.push_back(fact);
  }
}

void Snapshot::Count(const FactTable& facts, FactIndex fact, int by) {
  if (facts.is_relation(fact)) of_kind_[facts.relation_kind(fact)] += by;
  if (!facts.is_entity(fact)) return;
  if (!source_kind_ || facts.entity_kind(fact) != *source_kind_) return;
  const Attributes& attributes = facts.attributes(fact);
  const auto type = attributes.find("source_type");
  if (type != attributes.end()) source_types_[type->second] += by;
}

Snapshot::Adjacency Snapshot::AdjacencyBy(bool target) const {
  Adjacency adjacency;
  adjacency.offsets.assign(size() + 1, 0);
  const auto end_of = [&](FactIndex i) {
    return target ? facts_->target(i) : facts_->source(i);
  };
  for (FactIndex i = 0; i < size(); ++i) {
    if (end_of(i) != kNoFact) ++adjacency.offsets[end_of(i) + 1];
  }
  for (size_t i = 1; i < adjacency.offsets.size(); ++i) {
    adjacency.offsets[i] += adjacency.offsets[i - 1];
  }
  adjacency.relations.resize(adjacency.offsets.back());
  std::vector<uint32_t> next(adjacency.offsets.begin(),
                             adjacency.offsets.end() - 1);
  for (FactIndex i = 0; i < size(); ++i) {
    if (end_of(i) != kNoFact) adjacency.relations[next[end_of(i)]++] = i;
  }
  return adjacency;
}

bool Snapshot::IsA(FactIndex index, absl::string_view kind) const {
  return is_entity(index) &&
         ontology_->EntityIsA(
             ontology_->entity_kinds()[facts_->entity_kind(index)].name, kind);
}

std::string Snapshot::NameOf(FactIndex index, Language language) const {
  if (index == kNoFact) {
    return language == Language::kDutch ? "wie of wat dan ook"
                                        : "anyone or anything";
  }
  if (is_entity(index)) return facts_->name(index).In(language);
  if (facts_->is_measure(index)) {
    return facts_->measure(index).name.In(language);
  }
  return absl::StrCat(
      "“",
      PhraseBetween(*this, relation_kind(index), /*denied=*/false,
                    NameOfEnd(index, false, language),
                    NameOfEnd(index, true, language), language),
      "”");
}

std::string Snapshot::NameOfEnd(FactIndex relation, bool target,
                                Language language) const {
  // That each is possible does not say that it is possible of all together.
  const Modality modality = facts_->modality(relation);
  const bool of_every = modality == Modality::kAffirmed ||
                        modality == Modality::kPresupposed ||
                        modality == Modality::kCounterfactual;
  return graph::NameOf(*this, EndOnRecord(*this, relation, target),
                       of_every ? Quantity::kEvery : Quantity::kSome, language);
}

bool Snapshot::HasSeveralSpeakers(absl::string_view source) const {
  std::call_once(spoken_, [this] {
    absl::flat_hash_map<absl::string_view, absl::string_view> first;
    for (uint32_t number = 0; number < facts_->num_evidence(); ++number) {
      for (const Evidence& one : facts_->evidence_of(number)) {
        const auto [it, added] = first.emplace(one.source, one.speaker);
        if (!added && it->second != one.speaker) {
          several_speakers_.emplace(one.source);
        }
      }
    }
  });
  return several_speakers_.contains(source);
}

}  // namespace ketenzicht::graph
