// The policy: what counts as exposure, what is presumed, and how it is weighed.
// It is data (data/policies/), so that another government states its own.

#ifndef KETENZICHT_GRAPH_POLICY_H_
#define KETENZICHT_GRAPH_POLICY_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/automaton.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// A kind of exposure, defined by a path expression from process to authority.
struct Vector {
  std::string name;
  Text label;
  std::string expression;

  // Set by Policy::Create and CompileVector.
  std::shared_ptr<const Automaton> automaton;
  // Whether whole-graph answers, which follow walks, are about paths
  // (graph/walk_check.h). Where they are not, they say so.
  bool walks_are_paths = false;
};

// A vector of a user's own, named and called by its expression. Errors as of
// Automaton::Compile.
absl::StatusOr<Vector> CompileVector(absl::string_view expression,
                                     const Ontology& ontology);

// What stands in, with modality unknown, where nothing is stated.
struct Presumption {
  enum class From { kHandledInformation, kProduct };
  std::string id;
  std::string presumes;  // relation kind of what is presumed
  From from = From::kProduct;
  std::string use;       // kHandledInformation: kind of the use …
  std::string handling;  // … and of the handling that the use carries
  std::string maker;     // path expression from product to maker
  std::map<std::string, std::string> products;       // only these products
  std::map<std::string, std::string> skip_products;  // not through these parts
  Text label;
};

struct LikelihoodClass {
  std::string name;
  Interval interval;
  Text label;
};

// A question with answer yes, no or unknown about a path. Exactly one of the
// four kinds is set.
struct Factor {
  std::string id;
  Text label;
  bool enabled = true;      // otherwise it counts only where a query names it
  std::string use_touches;  // an interest that a use on the path touches
  std::vector<std::string> path_passes;  // relation kinds that the path passes
  std::string authority_expression;      // a path from the authority …
  std::string authority_target;          // … to this entity
  bool no_closing_measure = false;  // no measure closes anything, anywhere in
                                    // the organization
};

// A condition over factors.
struct Condition {
  enum class Op { kAlways, kFactor, kAll, kAny, kNot };
  Op op = Op::kAlways;
  std::string factor;
  std::vector<Condition> operands;
};

struct Tier {
  std::string id;
  Text label;
};

struct DecisionRow {
  std::string tier;
  Condition when;
};

inline constexpr size_t kMaxFactors = 16;  // a tier tries 2^unknown ways

struct PolicyDocument {
  std::string name;
  std::string version;
  std::vector<std::string> default_source_types;
  std::vector<Vector> vectors;
  std::string use_kind;         // the relation kind on which a purpose sits
  std::string corporate_reach;  // path expression from company to authority
  std::vector<Presumption> presumptions;
  std::vector<LikelihoodClass> likelihood_scale;
  std::vector<Factor> factors;
  std::vector<Tier> tiers;                  // from lowest to highest
  std::vector<DecisionRow> decision_table;  // the first row that holds counts
};

// A policy with its expressions compiled. Immutable, safe from any thread.
class Policy {
 public:
  // InvalidArgument naming every problem, one a line: an expression that does
  // not compile, a kind, factor or tier that does not exist, a decision table
  // whose last row does not always hold, more than kMaxFactors factors.
  static absl::StatusOr<Policy> Create(PolicyDocument document,
                                       const Ontology& ontology);

  const PolicyDocument& document() const { return document_; }

  // Null where there is none of that name.
  const Vector* FindVector(absl::string_view name) const;
  const Factor* FindFactor(absl::string_view id) const;
  const LikelihoodClass* FindLikelihoodClass(absl::string_view name) const;
  // The highest class that starts at or below `likelihood`; null below all.
  const LikelihoodClass* ClassOf(double likelihood) const;

  // The index of tier `id` from lowest, which must exist.
  int TierIndex(absl::string_view id) const;

  // The compiled form of an expression that stands in the policy.
  const Automaton& automaton(const std::string& expression) const {
    return automata_.at(expression);
  }

 private:
  Policy() = default;
  std::vector<std::string> Compile(const Ontology& ontology);
  std::vector<std::string> CheckNames(const Ontology& ontology) const;

  PolicyDocument document_;
  std::map<std::string, Automaton> automata_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_POLICY_H_
