#include "graph/packed_check.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/node_hash_map.h"
#include "graph/fact_references.h"
#include "graph/internal/parallel_ranges.h"
#include "graph/internal/plain_clearing.h"
#include "graph/packed_index.h"

namespace ketenzicht::graph {
namespace {

// A thread is worth it for so many facts.
constexpr size_t kFactsPerThread = 10'000;

constexpr FactIndex kIdsAtOnce = 1024;

// Ids of packed facts, one after the other.
class IdCursor {
 public:
  explicit IdCursor(const PackedFacts& facts) : facts_(facts) { Fill(); }

  bool done() const { return ids_.empty(); }
  absl::string_view id() const { return ids_[at_]; }
  FactIndex position() const { return begin_ + static_cast<FactIndex>(at_); }
  void Next() {
    if (++at_ == ids_.size()) Fill();
  }

 private:
  void Fill() {
    begin_ += static_cast<FactIndex>(ids_.size());
    ids_.clear();
    at_ = 0;
    facts_.ForEach(begin_, std::min(begin_ + kIdsAtOnce, facts_.size()),
                   [this](const PackedFact& fact) { ids_.push_back(fact.id); });
  }

  const PackedFacts& facts_;
  FactIndex begin_ = 0;
  std::vector<absl::string_view> ids_;
  size_t at_ = 0;
};

// Positions in `facts` of those whose id is in `others` too.
std::vector<FactIndex> InBoth(const PackedFacts& facts,
                              const PackedFacts& others) {
  std::vector<FactIndex> both;
  IdCursor mine(facts);
  IdCursor theirs(others);
  while (!mine.done() && !theirs.done()) {
    const int order = mine.id().compare(theirs.id());
    if (order == 0) both.push_back(mine.position());
    if (order <= 0) mine.Next();
    if (order >= 0) theirs.Next();
  }
  return both;
}

class PackedCheck {
 public:
  PackedCheck(const PackedIndex& own, const PackedIndex* beside,
              const Ontology& ontology, const Policy& policy)
      : own_(own), beside_(beside), ontology_(ontology), policy_(policy) {}

  absl::StatusOr<std::vector<FactProblem>> Run() {
    for (FactIndex open : Open()) {
      if (problems_.size() >= kMaxPackedProblems) break;
      CheckWhole(open);
      read_.clear();
    }
    if (problems_.empty()) CheckCircles();
    if (!status_.ok()) return status_;
    return std::move(problems_);
  }

 private:
  // Facts that are not known to be sound, ascending.
  std::vector<FactIndex> Open() {
    const internal::PlainClearing clearing(own_, beside_, ontology_, policy_);
    const auto size = static_cast<size_t>(own_.facts().size());
    const size_t pieces = internal::NumRanges(size, kFactsPerThread);
    std::vector<std::vector<FactIndex>> open(pieces);
    internal::ForEachRange(
        size, pieces, [&](size_t piece, size_t begin, size_t end) {
          open[piece] = clearing.NotCleared(static_cast<FactIndex>(begin),
                                            static_cast<FactIndex>(end));
        });
    std::vector<FactIndex> all;
    if (beside_ != nullptr) all = InBoth(own_.facts(), beside_->facts());
    for (const std::vector<FactIndex>& some : open) {
      all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  void CheckWhole(FactIndex at) {
    const Fact* fact = Read(own_, at);
    if (fact == nullptr) return;
    if (beside_ != nullptr && beside_->FindFact(fact->id) != kNoFact) {
      problems_.push_back({fact->id, "id", "is in the store already"});
    }
    std::vector<FactProblem> found = CheckSomeFacts(
        {fact}, [this](const std::string& id) { return Find(id); }, ontology_,
        policy_);
    std::move(found.begin(), found.end(), std::back_inserter(problems_));
  }

  const Fact* Find(const std::string& id) {
    for (const PackedIndex* index : {&own_, beside_}) {
      if (index == nullptr) continue;
      const FactIndex at = index->FindFact(id);
      if (at != kNoFact) return Read(*index, at);
    }
    return nullptr;
  }

  // Put together once while it is needed; the first error ends up in status_.
  const Fact* Read(const PackedIndex& index, FactIndex at) {
    const auto [it, added] = read_.try_emplace({&index, at});
    if (!added) return &it->second;
    absl::StatusOr<Fact> fact = Unpack(index.facts(), at);
    status_.Update(fact.status());
    if (fact.ok()) it->second = *std::move(fact);
    return fact.ok() ? &it->second : nullptr;
  }

  // What circles can be made of: relations that are whole, measures, and what
  // they name.
  void CheckCircles() {
    std::vector<const Fact*> dependent;
    const auto add = [&](const Fact* fact) {
      if (fact == nullptr || fact->entity() != nullptr) return;
      dependent.push_back(fact);
      ForEachReference(*fact, [&](const std::string& id) {
        const Fact* named = Find(id);
        if (named != nullptr && named->relation() != nullptr) {
          dependent.push_back(named);
        }
      });
    };
    for (const PackedIndex* index : {&own_, beside_}) {
      if (index == nullptr) continue;
      for (FactIndex at : index->whole()) add(Read(*index, at));
    }
    if (dependent.empty()) return;
    std::sort(dependent.begin(), dependent.end(),
              [](const Fact* a, const Fact* b) { return a->id < b->id; });
    dependent.erase(std::unique(dependent.begin(), dependent.end()),
                    dependent.end());
    std::optional<FactProblem> circle =
        CheckDependencies(dependent, RelationKinds(), ontology_, policy_);
    if (circle) problems_.push_back(*std::move(circle));
  }

  // Kinds of which there are plain relations.
  std::vector<std::string> RelationKinds() const {
    std::vector<bool> used(ontology_.relation_kinds().size());
    for (const PackedIndex* index : {&own_, beside_}) {
      if (index == nullptr) continue;
      const PackedFacts& facts = index->facts();
      const std::vector<std::string>& kinds = facts.values().kinds;
      std::vector<bool> seen(kinds.size());
      facts.ForEach(0, facts.size(), [&](const PackedFact& fact) {
        if (fact.body == PackedFact::Body::kRelation) seen[fact.kind] = true;
      });
      for (size_t i = 0; i < kinds.size(); ++i) {
        const auto kind = ontology_.FindRelationKind(kinds[i]);
        if (seen[i] && kind) used[*kind] = true;
      }
    }
    std::vector<std::string> names;
    for (size_t i = 0; i < used.size(); ++i) {
      if (used[i]) names.push_back(ontology_.relation_kinds()[i].name);
    }
    return names;
  }

  const PackedIndex& own_;
  const PackedIndex* const beside_;
  const Ontology& ontology_;
  const Policy& policy_;
  std::vector<FactProblem> problems_;
  absl::Status status_;
  absl::node_hash_map<std::pair<const PackedIndex*, FactIndex>, Fact> read_;
};

}  // namespace

absl::StatusOr<std::vector<FactProblem>> CheckPackedFacts(
    const PackedFacts& facts, const PackedFacts* beside,
    const Ontology& ontology, const Policy& policy) {
  absl::StatusOr<std::unique_ptr<const PackedIndex>> own =
      PackedIndex::Of(facts, ontology);
  if (!own.ok()) return own.status();
  std::unique_ptr<const PackedIndex> other;
  if (beside != nullptr) {
    absl::StatusOr<std::unique_ptr<const PackedIndex>> indexed =
        PackedIndex::Of(*beside, ontology);
    if (!indexed.ok()) return indexed.status();
    other = *std::move(indexed);
  }
  return PackedCheck(**own, other.get(), ontology, policy).Run();
}

}  // namespace ketenzicht::graph
