#include "graph/pair_likelihood.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/binomial_interval.h"
#include "graph/internal/path_sets.h"
#include "graph/internal/pulse.h"
#include "graph/internal/relation_order.h"
#include "graph/internal/uncertain_product.h"
#include "graph/internal/union_probability.h"
#include "graph/internal/world_sampling.h"

namespace ketenzicht::graph {
namespace {

using internal::BinomialInterval;
using internal::kBest;
using internal::kCertainEvent;
using internal::kHigh;
using internal::kLow;
using internal::OpenEvent;
using internal::OpenPathSearch;
using internal::PathSet;
using internal::Probabilities;
using internal::Pulse;
using internal::SampledWorlds;
using internal::Tally;
using internal::UncertainProduct;
using internal::Verdict;

absl::Status CheckRange(const char* what, int64_t value, int64_t least,
                        int64_t most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(what, " is ", value, ", not from ", least, " to ", most));
}

absl::Status CheckOptions(const PairLikelihoodOptions& options) {
  if (options.weakest >= Status::kBlocked) {
    return absl::InvalidArgumentError(
        absl::StrCat("weakest is ", StatusName(options.weakest),
                     ": what is blocked, or no edge, is never open"));
  }
  // Written so that what is no number fails too.
  if (!(options.confidence > 0 && options.confidence < 1)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "confidence is ", options.confidence, ", not between 0 and 1"));
  }
  for (const absl::Status& status :
       {CheckRange("exact_path_sets", options.exact_path_sets, 0,
                   kMaxExactPathSets),
        CheckRange("exact_steps", options.exact_steps, 0, kMaxExactSteps),
        CheckRange("samples", options.samples, 1, kMaxSamples)}) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

LikelihoodEstimate Exactly(double value) { return {value, value, value}; }

class Finder {
 public:
  Finder(const UncertainProduct& product, const PairLikelihoodOptions& options,
         const Limits& limits, PairLikelihood& pair)
      : product_(product),
        options_(options),
        limits_(limits),
        pair_(pair),
        pulse_(limits, pair.completeness) {}

  void Find() {
    if (FindWithoutDrawing()) return;
    std::optional<std::vector<PathSet>> sets;
    if (IsOn() && options_.exact_path_sets > 0) {
      sets = internal::FindPathSets(product_, options_.exact_path_sets, limits_,
                                    pair_.completeness);
    }
    if (!sets) {
      CountRelations(product_.events());
      return Sample(nullptr);
    }
    CountPathSets(*sets);
    std::optional<Probabilities> probabilities;
    if (options_.exact_steps > 0) {
      const internal::OrderedPathSets ordered =
          internal::OrderRelations(product_, *sets);
      probabilities = internal::UnionProbability(ordered.events, ordered.sets,
                                                 options_.exact_steps, limits_,
                                                 pair_.completeness);
    }
    if (!probabilities) return Sample(&*sets);
    SetExactly(*probabilities);
  }

 private:
  bool IsOn() const { return pair_.completeness.complete(); }

  void SetExactly(const Probabilities& probabilities) {
    pair_.method = LikelihoodMethod::kExact;
    pair_.low = Exactly(probabilities[kLow]);
    if (has_best_) pair_.best = Exactly(probabilities[kBest]);
    pair_.high = Exactly(probabilities[kHigh]);
  }

  // Where no path can be open, or one always is: however many others there are.
  bool FindWithoutDrawing() {
    OpenPathSearch search(product_);
    const Verdict ever =
        search.Find([](int32_t) { return true; }, limits_.expansions, pulse_);
    if (ever == Verdict::kClosed) {
      pair_.path_sets = 0;
      SetExactly({0, 0, 0});
      return true;
    }
    const Verdict always =
        search.Find([](int32_t event) { return event == kCertainEvent; },
                    limits_.expansions, pulse_);
    if (always == Verdict::kOpen) {
      pair_.path_sets = 1;
      SetExactly({1, 1, 1});
      return true;
    }
    return false;
  }

  void CountRelations(const std::vector<OpenEvent>& counted) {
    std::vector<bool> counts(product_.num_relations(), false);
    for (const OpenEvent& event : counted) {
      counts[event.relation] = true;
      has_best_ = has_best_ && event.has_best;
    }
    pair_.relations = std::count(counts.begin(), counts.end(), true);
  }

  void CountPathSets(const std::vector<PathSet>& sets) {
    std::vector<OpenEvent> counted;
    for (const PathSet& set : sets) {
      for (int32_t event : set) counted.push_back(product_.events()[event]);
    }
    CountRelations(counted);
    pair_.path_sets = static_cast<int64_t>(sets.size());
  }

  // Among the path sets, or, where there are none, in the product.
  void Sample(const std::vector<PathSet>* sets) {
    pair_.method = LikelihoodMethod::kMonteCarlo;
    pair_.seed = options_.seed;
    pair_.confidence = options_.confidence;
    SampledWorlds sampled;
    OpenPathSearch search(product_);
    if (IsOn()) {
      sampled = internal::SampleWorlds(
          product_.events(), options_.seed, options_.samples, pulse_,
          [&](internal::IsOpen is_open) {
            return sets != nullptr
                       ? internal::FindAmong(*sets, is_open)
                       : search.Find(is_open, kMaxSampleExpansions, pulse_);
          });
    }
    pair_.samples = sampled.samples;
    for (const Tally& tally : sampled.tallies) {
      pair_.undecided = std::max(pair_.undecided, tally.undecided);
    }
    pair_.low = EstimateOf(sampled, kLow);
    if (has_best_ && sampled.samples > 0) {
      pair_.best = EstimateOf(sampled, kBest);
    }
    pair_.high = EstimateOf(sampled, kHigh);
  }

  // What is undecided counts as closed in the value, but for the high bound.
  LikelihoodEstimate EstimateOf(const SampledWorlds& sampled, int bound) const {
    if (sampled.samples == 0) {
      return {.value = bound == kHigh ? 1.0 : 0.0};
    }
    const Tally& tally = sampled.tallies[bound];
    const int64_t most = tally.open + tally.undecided;
    const int64_t counted = bound == kHigh ? most : tally.open;
    LikelihoodEstimate estimate;
    estimate.value =
        static_cast<double>(counted) / static_cast<double>(sampled.samples);
    estimate.lower =
        BinomialInterval(tally.open, sampled.samples, options_.confidence)
            .lower;
    estimate.upper =
        BinomialInterval(most, sampled.samples, options_.confidence).upper;
    return estimate;
  }

  const UncertainProduct& product_;
  const PairLikelihoodOptions& options_;
  const Limits& limits_;
  PairLikelihood& pair_;
  Pulse pulse_;
  bool has_best_ = true;  // of all relations that count
};

}  // namespace

absl::StatusOr<PairLikelihood> FindPairLikelihood(
    const View& view, FactIndex process, const Target& target,
    const Vector& vector, const PairLikelihoodOptions& options,
    const Limits& limits) {
  if (absl::Status ok = CheckOptions(options); !ok.ok()) return ok;
  PairLikelihood pair;
  // A small search may never ask.
  pair.completeness.stop = limits.interrupted();
  std::optional<UncertainProduct> product;
  if (pair.completeness.complete()) {
    product.emplace(view, *vector.automaton, process, target.authorities,
                    options.weakest, limits, pair.completeness);
  }
  if (!pair.completeness.complete()) {
    pair.method = LikelihoodMethod::kMonteCarlo;
    pair.high.value = 1;
    pair.seed = options.seed;
    pair.confidence = options.confidence;
    return pair;
  }
  Finder(*product, options, limits, pair).Find();
  return pair;
}

}  // namespace ketenzicht::graph
