#include "graph/likelihood.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <variant>

namespace ketenzicht::graph {
namespace {

constexpr double kCostUnit = 4294967296.0;  // 2^32

Interval StatedOrDefault(const Snapshot& snapshot, const Instance& r) {
  const Interval anything{0, std::nullopt, 1};
  if (r.fact != kNoFact) {
    const Likelihood& stated =
        snapshot.facts().likelihood(snapshot.facts().likelihood_number(r.fact));
    if (const auto* interval = std::get_if<Interval>(&stated)) {
      return *interval;
    }
    if (const auto* name = std::get_if<std::string>(&stated)) {
      const LikelihoodClass* one = snapshot.policy().FindLikelihoodClass(*name);
      return one == nullptr ? anything : one->interval;
    }
  }
  if (r.modal != Status::kOpen) return anything;
  const RelationKind& kind = snapshot.ontology().relation_kind(r.kind);
  if (kind.likelihood) return *kind.likelihood;
  return kind.certain_when_affirmed ? Interval{1, 1, 1} : anything;
}

}  // namespace

Cost CostOf(const Interval& likelihood) {
  if (!likelihood.best) return 0;
  if (*likelihood.best <= 0) return kNeverCost;
  return std::min<Cost>(kNeverCost,
                        std::llround(-std::log(*likelihood.best) * kCostUnit));
}

Interval Multiply(const Interval& a, const Interval& b) {
  Interval product{a.low * b.low, std::nullopt, a.high * b.high};
  if (a.best && b.best) product.best = *a.best * *b.best;
  return product;
}

void SetLikelihoods(ViewDraft& draft) {
  for (Instance& r : draft.instances) {
    if (!r.counts()) continue;
    r.likelihood = StatedOrDefault(draft.snapshot, r);
    for (const MeasureMet& met : r.measures) {
      if (met.effect == MeasureEffect::kReduces && met.counts &&
          met.in_force == Truth::kAffirmed && met.unless == Truth::kDenied) {
        r.likelihood =
            Multiply(r.likelihood,
                     *draft.snapshot.facts().measure(met.measure).reduction);
      }
    }
  }
}

}  // namespace ketenzicht::graph
