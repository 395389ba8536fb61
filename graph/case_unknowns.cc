#include "graph/case_unknowns.h"

#include <utility>

namespace ketenzicht::graph {
namespace {

// Of a pair without a path only a part about factors tells these.
bool TellsFactors(const AnswerPart& part, const PairAnswer& pair) {
  return part.factors.has_value() || !pair.paths.empty();
}

}  // namespace

CaseUnknowns UnknownsOf(const Views& views, const QuestionAnswer& answer,
                        const NamedFacts& named) {
  const View& view = *views.asked;
  CaseUnknowns unknowns;
  for (FactIndex fact : named.told()) {
    if (view.table().recorded(fact) == Modality::kUnknown) {
      unknowns.recorded.push_back(ToldIn(view, fact));
    } else if (view.snapshot().is_relation(fact)) {
      ToldFact told = ToldIn(view, fact);
      if (told.omission == Omission::kNone && told.uncertain) {
        unknowns.recorded.push_back(std::move(told));
      }
    }
  }
  for (const auto& [id, instance] : named.presumed()) {
    unknowns.presumed.push_back(instance);
  }
  for (const PartAnswer& part : answer.parts) {
    for (const PairAnswer& pair : part.pairs) {
      const TierAnswer* tier = ToldTier(pair);
      if (tier == nullptr || !TellsFactors(*part.part, pair)) continue;
      for (const FactorAnswer& factor : tier->factors) {
        if (factor.answer != Answer::kUnknown) continue;
        unknowns.factors.push_back({factor.factor, &pair, tier != pair.tier()});
      }
    }
  }
  return unknowns;
}

}  // namespace ketenzicht::graph
