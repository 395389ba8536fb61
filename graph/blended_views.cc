#include "graph/blended_views.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace ketenzicht::graph {
namespace {

using Ids = absl::flat_hash_set<absl::string_view>;

const Fact* FindFact(const std::vector<Fact>& sorted, absl::string_view id) {
  const auto it =
      std::lower_bound(sorted.begin(), sorted.end(), id,
                       [](const Fact& fact, absl::string_view wanted) {
                         return fact.id < wanted;
                       });
  return it != sorted.end() && it->id == id ? &*it : nullptr;
}

// What names nothing in this record would be refused.
void DropUnknown(const Snapshot& snapshot, ViewOptions& options) {
  std::erase_if(options.sources, [&](const std::string& id) {
    return snapshot.Find(id) == kNoFact;
  });
  std::erase_if(options.changes, [&](const Change& change) {
    return snapshot.Find(change.fact) == kNoFact;
  });
  std::erase_if(options.factors, [&](const std::string& id) {
    return snapshot.policy().FindFactor(id) == nullptr;
  });
}

}  // namespace

Blender::Blender(std::shared_ptr<const View> a, std::shared_ptr<const View> b,
                 std::vector<Difference> differences)
    : a_(std::move(a)), b_(std::move(b)), differences_(std::move(differences)) {
  if (&a_->snapshot() == &b_->snapshot()) return;
  facts_a_ = a_->snapshot().facts().ReadAll();
  facts_b_ = b_->snapshot().facts().ReadAll();
}

bool Blender::Has(const std::vector<int>& some,
                  absl::string_view setting) const {
  return std::any_of(some.begin(), some.end(), [&](int i) {
    return differences_[i].kind == DifferenceKind::kSetting &&
           differences_[i].id == setting;
  });
}

bool Blender::HasSecondVocabulary(const std::vector<int>& some) const {
  return Has(some, kVocabularySetting);
}

absl::StatusOr<std::shared_ptr<const Snapshot>> Blender::RecordOf(
    const std::vector<int>& some) const {
  const Snapshot& first = a_->snapshot();
  std::vector<Fact> facts;
  facts.reserve(facts_a_.size() + some.size());
  Ids taken;
  for (int i : some) {
    const Difference& one = differences_[i];
    if (one.kind == DifferenceKind::kSetting) continue;
    taken.insert(one.id);
    if (const Fact* fact = FindFact(facts_b_, one.id)) facts.push_back(*fact);
  }
  for (const Fact& fact : facts_a_) {
    if (!taken.contains(fact.id)) facts.push_back(fact);
  }
  const Snapshot& vocabulary =
      HasSecondVocabulary(some) ? b_->snapshot() : first;
  return Snapshot::Create(first.revision(), std::move(facts),
                          vocabulary.shared_ontology(),
                          vocabulary.shared_policy());
}

ViewOptions Blender::OptionsOf(const Snapshot& snapshot,
                               const std::vector<int>& some) const {
  ViewOptions options = a_->options();
  const ViewOptions& second = b_->options();
  if (Has(some, kMeasuresSetting)) options.measures = second.measures;
  if (Has(some, kPresumptionsSetting)) {
    options.presumptions = second.presumptions;
  }
  if (Has(some, kFactorsSetting)) options.factors = second.factors;
  Ids taken;
  for (int i : some) {
    if (differences_[i].kind == DifferenceKind::kSetting) continue;
    taken.insert(differences_[i].id);
    if (snapshot.Find(differences_[i].id) != kNoFact) {
      options.judged_otherwise.push_back(differences_[i].id);
    }
  }
  std::erase_if(options.changes, [&](const Change& change) {
    return taken.contains(change.fact);
  });
  for (const Change& change : second.changes) {
    if (taken.contains(change.fact)) options.changes.push_back(change);
  }
  DropUnknown(snapshot, options);
  if (!options.judged_otherwise.empty()) {
    ViewOptions otherwise = second;
    DropUnknown(snapshot, otherwise);
    options.otherwise =
        std::make_shared<const ViewOptions>(std::move(otherwise));
  }
  return options;
}

absl::StatusOr<std::optional<Views>> Blender::Blend(
    const std::vector<int>& some, const ViewMaker& make) const {
  std::shared_ptr<const Snapshot> snapshot = a_->shared_snapshot();
  if (&a_->snapshot() != &b_->snapshot()) {
    absl::StatusOr<std::shared_ptr<const Snapshot>> record = RecordOf(some);
    if (absl::IsInvalidArgument(record.status())) return std::nullopt;
    if (!record.ok()) return record.status();
    snapshot = *std::move(record);
  }
  const ViewOptions options = OptionsOf(*snapshot, some);
  absl::StatusOr<Views> views = MakeViews(make, snapshot, options);
  if (!views.ok()) return views.status();
  return *std::move(views);
}

}  // namespace ketenzicht::graph
