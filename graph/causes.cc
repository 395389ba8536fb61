#include "graph/causes.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "graph/smallest_set.h"

namespace ketenzicht::graph {
namespace {

// Views of one case are kept for its other pairs; of a large record each takes
// too much memory to keep many.
constexpr int64_t kKeptFacts = 100'000;  // over all views that are kept

int64_t FactsOf(const std::array<Views, 2>& sides) {
  return std::max(sides[0].asked->snapshot().size(),
                  sides[1].asked->snapshot().size());
}

bool IsLarge(const std::array<Views, 2>& sides) {
  return FactsOf(sides) > kMaxBlendedFacts;
}

}  // namespace

struct CauseSearch::Question {
  std::string process;  // ids: numbers are those of one revision only
  std::string target;
  std::array<const Vector*, 2> vectors;
  PairOutcome wanted;
  const Limits& limits;
  // Set where a view or a search met a limit: then nothing is known of that
  // set.
  bool cut_short = false;
};

bool CauseSearch::CanSearch(const std::array<Views, 2>& sides) {
  return &sides[0].asked->snapshot() == &sides[1].asked->snapshot() ||
         !IsLarge(sides);
}

CauseSearch::CauseSearch(const std::array<Views, 2>& sides, ViewMaker make)
    : sides_(sides),
      make_(std::move(make)),
      kept_max_(1 + kKeptFacts / (1 + FactsOf(sides))) {
  if (IsLarge(sides)) return;
  const std::shared_ptr<const View>& a = sides[0].asked;
  const std::shared_ptr<const View>& b = sides[1].asked;
  blender_ = std::make_unique<const Blender>(a, b, FindDifferences(*a, *b));
}

absl::StatusOr<std::shared_ptr<const Views>> CauseSearch::ViewsFor(
    const std::vector<int>& some) {
  const auto it =
      std::find_if(kept_.begin(), kept_.end(),
                   [&](const auto& one) { return one.first == some; });
  if (it != kept_.end()) {
    std::rotate(it, it + 1, kept_.end());
    return kept_.back().second;
  }
  absl::StatusOr<std::optional<Views>> blended = blender_->Blend(some, make_);
  if (!blended.ok()) return blended.status();
  std::shared_ptr<const Views> views;
  if (*blended) views = std::make_shared<const Views>(**std::move(blended));
  if (kept_.size() >= kept_max_) kept_.erase(kept_.begin());
  kept_.emplace_back(some, views);
  return views;
}

// Whether the first side, with `some` as on the second, answers as the second.
absl::StatusOr<bool> CauseSearch::Holds(Question& question,
                                        const std::vector<int>& some) {
  const absl::StatusOr<std::shared_ptr<const Views>> views = ViewsFor(some);
  if (absl::IsResourceExhausted(views.status())) {
    question.cut_short = true;
    return false;
  }
  if (!views.ok()) return views.status();
  if (*views == nullptr) return false;
  const Snapshot& snapshot = (*views)->asked->snapshot();
  const FactIndex process = snapshot.Find(question.process);
  // A target may have no authority on a record in between.
  const absl::StatusOr<std::vector<Target>> targets =
      TargetsOf(snapshot, {question.target});
  if (process == kNoFact || !targets.ok()) return false;
  const Vector& vector =
      *question.vectors[blender_->HasSecondVocabulary(some) ? 1 : 0];
  const PairAnswer answer =
      AnswerPair(**views, process, targets->front(), vector, question.limits);
  if (question.limits.interrupted() != StopReason::kNone) {
    return absl::CancelledError("cancelled");
  }
  const StopReason stop = answer.completeness.stop;
  if (stop != StopReason::kNone && stop != StopReason::kPaths) {
    question.cut_short = true;
    return false;
  }
  return OutcomeOf(snapshot, answer) == question.wanted;
}

// Ids of what the answers rest on, sorted, each once.
std::vector<std::string> CauseSearch::Behind(
    const std::array<const PairAnswer*, 2>& answers) const {
  std::set<std::string> behind;
  for (int side = 0; side < 2; ++side) {
    const Snapshot& snapshot = sides_[side].asked->snapshot();
    for (FactIndex fact : FactsBehind(sides_[side], *answers[side])) {
      behind.emplace(snapshot.id(fact));
    }
  }
  return {behind.begin(), behind.end()};
}

// Settings are as likely as what the answers rest on.
std::vector<int> CauseSearch::Likely(
    const std::vector<std::string>& behind) const {
  std::vector<int> likely;
  const std::vector<Difference>& all = blender_->differences();
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].kind == DifferenceKind::kSetting ||
        std::binary_search(behind.begin(), behind.end(), all[i].id)) {
      likely.push_back(static_cast<int>(i));
    }
  }
  return likely;
}

absl::StatusOr<Causes> CauseSearch::Find(
    const std::array<const PairAnswer*, 2>& answers,
    const std::array<const Vector*, 2>& vectors, const Limits& limits) {
  const Snapshot& first = sides_[0].asked->snapshot();
  Question question{
      .process = std::string(first.id(answers[0]->process)),
      .target = std::string(first.id(answers[0]->target.asked)),
      .vectors = vectors,
      .wanted = OutcomeOf(sides_[1].asked->snapshot(), *answers[1]),
      .limits = limits};
  const std::vector<std::string> behind = Behind(answers);
  const bool large = IsLarge(sides_);
  if (large) {
    blender_ = std::make_unique<const Blender>(
        sides_[0].asked, sides_[1].asked,
        FindDifferencesOf(*sides_[0].asked, *sides_[1].asked, behind));
    kept_.clear();
  }
  std::vector<int> all(blender_->differences().size());
  std::iota(all.begin(), all.end(), 0);
  const auto holds = [&](const std::vector<int>& some) {
    return Holds(question, some);
  };
  std::vector<int> likely = Likely(behind);
  absl::StatusOr<bool> enough = holds(likely);
  if (!enough.ok()) return enough.status();
  if (large && !*enough) {
    return absl::ResourceExhaustedError(
        "what the answers rest on does not make the difference alone");
  }
  absl::StatusOr<SmallestSet> found =
      FindSmallestSet(*enough ? std::move(likely) : std::move(all), holds,
                      CauseViews(static_cast<int64_t>(FactsOf(sides_))));
  if (!found.ok()) return found.status();
  Causes causes;
  for (int i : found->members) {
    causes.because.push_back(blender_->differences()[i]);
  }
  causes.smallest = found->smallest && !question.cut_short;
  return causes;
}

}  // namespace ketenzicht::graph
