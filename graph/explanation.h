// The answer on a pair in text: status and tier, the path in sentences with
// sources, what stands in between, what it rests on, what is not known.
//
// Deterministic: the same answer gives the same bytes.

#ifndef KETENZICHT_GRAPH_EXPLANATION_H_
#define KETENZICHT_GRAPH_EXPLANATION_H_

#include <string>

#include "graph/exposure.h"
#include "graph/fact_text.h"
#include "graph/named_facts.h"

namespace ketenzicht::graph {

// "T0", "T0 – T3", or "n.v.t." / "n/a" where no tier applies or there is none.
std::string TierText(const Snapshot& snapshot, const TierAnswer* tier,
                     Language language);

// A likelihood as class of the policy's scale with its interval, never a bare
// decimal: "gemiddeld [0.21, 0.79]", "onbepaald [0, 1]".
std::string LikelihoodText(const Snapshot& snapshot, const Interval& interval,
                           Language language);

// Who, to whom, for which vector: "Forensic investigation → China, espionage".
std::string PairText(const Snapshot& snapshot, const PairAnswer& answer,
                     Language language);

// One line: that, status, tier, inherent status.
std::string SummaryText(const Views& views, const PairAnswer& answer,
                        Language language);

// The whole answer, several lines, each ended by "\n". Here and below `named`,
// where it is given, is given all that the text names.
std::string ExplainPair(const Views& views, const PairAnswer& answer,
                        Language language, NamedFacts* named = nullptr);

// Of that only what each path comes to and its first step, with all that is
// told of the step: for a pair of which the rest is told elsewhere.
std::string ExplainFirstSteps(const Views& views, const PairAnswer& answer,
                              Language language, NamedFacts* named = nullptr);

// The factors of a path, one line each, and the rows that give the tier.
std::string ExplainTier(const View& view, const TierAnswer& tier,
                        Language language, NamedFacts* named = nullptr);

// What every answer carries: date, revision, policy, sources, and what an open
// path does and does not say.
std::string ContextText(const Snapshot& snapshot, const ViewOptions& options,
                        Language language);
// The same for an answer over more than one day or revision: what stands for
// the date, and the revision, is `as_of`.
std::string ContextText(const Snapshot& snapshot, const ViewOptions& options,
                        const std::string& as_of, Language language);

// Whether all there is was looked at, or which limit was hit.
std::string CompletenessText(const Completeness& completeness,
                             Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_EXPLANATION_H_
