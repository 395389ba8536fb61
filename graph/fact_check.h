// Whether a set of facts is sound: the gate through which every fact passes
// before it is written.

#ifndef KETENZICHT_GRAPH_FACT_CHECK_H_
#define KETENZICHT_GRAPH_FACT_CHECK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/policy.h"

namespace ketenzicht::graph {

// What is wrong with a fact. `field` says where in the fact ("source",
// "valid.from", "evidence[0].source"); it may be empty.
struct FactProblem {
  std::string fact_id;
  std::string field;
  std::string reason;
};

inline constexpr int kMaxGuardDepth = 32;
inline constexpr int kMaxSelectorDepth = 8;
inline constexpr size_t kMaxIdLength = 256;

// Every problem of `facts`, which are all facts there are. None means sound.
//
// Checked: ids (form, collection, uniqueness), kinds and allowed ends, ends and
// references that exist, modality against unknown_kind, inverted dates,
// relations that started before what they point at existed, likelihoods and
// confidence outside their range, evidence, selectors and guards (depth, kinds,
// expressions), answers that look like a date and are none (SaysProblem), and
// that guards and carriers depend on nothing in a circle (the
// circle is named). Cycles of ownership or software are legal.
//
// Ordered by position in `facts`. Linear in facts, plus compiling expressions.
std::vector<FactProblem> CheckFacts(const std::vector<Fact>& facts,
                                    const Ontology& ontology,
                                    const Policy& policy);
// The same of facts that lie elsewhere.
std::vector<FactProblem> CheckFacts(const std::vector<const Fact*>& facts,
                                    const Ontology& ontology,
                                    const Policy& policy);

// Whether `id` is one of a collection: "companies/x" of companies.
bool IsValidId(absl::string_view id, absl::string_view collection);

// What is wrong with a likelihood; nothing where it is sound.
std::string IntervalProblem(const Interval& interval);

// Whether a relation that is so valid certainly started before its target: by
// its own start, or where it states none by that of its source.
bool StartsTooEarly(const ValidTime& relation, const ValidTime* source,
                    const ValidTime& target);

// Whether a relation of that modality may be an edge of the graph.
bool MakesEdge(Modality modality);

// Whether a text has no control character: one would forge lines in an answer.
bool IsPlain(absl::string_view text);

// The fact of an id among all there are; null where there is none.
using FactFinder = absl::FunctionRef<const Fact*(const std::string& id)>;

// Every problem of `some` facts but circles, each found as itself: the others
// are looked up, and not checked.
std::vector<FactProblem> CheckSomeFacts(const std::vector<const Fact*>& some,
                                        FactFinder find,
                                        const Ontology& ontology,
                                        const Policy& policy);

// The circle that guards and carriers make, where they do
// (FindDependencyCycle, graph/dependency_check.h); nothing where there is none.
std::optional<FactProblem> CheckDependencies(
    const std::vector<const Fact*>& facts,
    const std::vector<std::string>& other_kinds, const Ontology& ontology,
    const Policy& policy);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_CHECK_H_
