#include "graph/policy.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/walk_check.h"

namespace ketenzicht::graph {
namespace {

void CollectFactors(const Condition& condition, std::set<std::string>& found) {
  if (condition.op == Condition::Op::kFactor) found.insert(condition.factor);
  for (const Condition& operand : condition.operands) {
    CollectFactors(operand, found);
  }
}

bool ValidInterval(const Interval& i) {
  const double best = i.best.value_or(i.low);
  return 0 <= i.low && i.low <= best && best <= i.high && i.high <= 1;
}

int KindsOfFactor(const Factor& factor) {
  return (factor.use_touches.empty() ? 0 : 1) +
         (factor.path_passes.empty() ? 0 : 1) +
         (factor.authority_expression.empty() ? 0 : 1) +
         (factor.no_closing_measure ? 1 : 0);
}

absl::Status CompileInto(Vector& vector, const Ontology& ontology) {
  absl::StatusOr<Automaton> automaton =
      Automaton::Compile(vector.expression, ontology);
  if (!automaton.ok()) return automaton.status();
  vector.automaton = std::make_shared<const Automaton>(*std::move(automaton));
  vector.walks_are_paths =
      WalksArePaths(*vector.automaton, ontology, "process", "authority");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Vector> CompileVector(absl::string_view expression,
                                     const Ontology& ontology) {
  Vector vector;
  vector.expression = std::string(expression);
  vector.name = vector.expression;
  vector.label = {vector.expression, vector.expression};
  absl::Status compiled = CompileInto(vector, ontology);
  if (!compiled.ok()) return compiled;
  return vector;
}

absl::StatusOr<Policy> Policy::Create(PolicyDocument document,
                                      const Ontology& ontology) {
  Policy policy;
  policy.document_ = std::move(document);
  std::vector<std::string> problems = policy.Compile(ontology);
  for (std::string& problem : policy.CheckNames(ontology)) {
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) {
    return absl::InvalidArgumentError(absl::StrJoin(problems, "\n"));
  }
  return policy;
}

std::vector<std::string> Policy::Compile(const Ontology& ontology) {
  std::vector<std::string> problems;
  const auto compile = [&](absl::string_view where,
                           const std::string& expression) {
    absl::StatusOr<Automaton> automaton =
        Automaton::Compile(expression, ontology);
    if (automaton.ok()) {
      automata_.emplace(expression, *std::move(automaton));
    } else {
      problems.push_back(
          absl::StrCat(where, ": ", automaton.status().message()));
    }
  };
  for (Vector& vector : document_.vectors) {
    const absl::Status compiled = CompileInto(vector, ontology);
    if (!compiled.ok()) {
      problems.push_back(
          absl::StrCat("vector '", vector.name, "': ", compiled.message()));
    }
  }
  compile("corporate_reach", document_.corporate_reach);
  for (const Presumption& presumption : document_.presumptions) {
    compile(absl::StrCat("presumption '", presumption.id, "'"),
            presumption.maker);
  }
  for (const Factor& factor : document_.factors) {
    if (factor.authority_expression.empty()) continue;
    compile(absl::StrCat("factor '", factor.id, "'"),
            factor.authority_expression);
  }
  return problems;
}

std::vector<std::string> Policy::CheckNames(const Ontology& ontology) const {
  std::vector<std::string> problems;
  const auto need_kind = [&](absl::string_view where, const std::string& kind) {
    if (!ontology.FindRelationKind(kind)) {
      problems.push_back(
          absl::StrCat(where, ": '", kind, "' is no relation kind"));
    }
  };
  need_kind("use_kind", document_.use_kind);
  for (const Presumption& p : document_.presumptions) {
    const std::string where = absl::StrCat("presumption '", p.id, "'");
    need_kind(where, p.presumes);
    if (p.from == Presumption::From::kHandledInformation) {
      need_kind(where, p.use);
      need_kind(where, p.handling);
    }
  }
  for (const LikelihoodClass& c : document_.likelihood_scale) {
    if (!ValidInterval(c.interval)) {
      problems.push_back(absl::StrCat("likelihood class '", c.name,
                                      "': not 0 <= low <= best <= high <= 1"));
    }
  }
  if (document_.factors.size() > kMaxFactors) {
    problems.push_back(absl::StrCat(document_.factors.size(),
                                    " factors: at most ", kMaxFactors));
  }
  for (const Factor& factor : document_.factors) {
    if (KindsOfFactor(factor) != 1) {
      problems.push_back(
          absl::StrCat("factor '", factor.id,
                       "' needs exactly one of use_touches, "
                       "path_passes, authority_path, no_closing_measure"));
    }
    for (const std::string& kind : factor.path_passes) {
      need_kind(absl::StrCat("factor '", factor.id, "'"), kind);
    }
  }
  std::set<std::string> tiers;
  for (const Tier& tier : document_.tiers) tiers.insert(tier.id);
  for (const DecisionRow& row : document_.decision_table) {
    if (!tiers.contains(row.tier)) {
      problems.push_back(
          absl::StrCat("decision table: '", row.tier, "' is no tier"));
    }
    std::set<std::string> used;
    CollectFactors(row.when, used);
    for (const std::string& id : used) {
      if (FindFactor(id) == nullptr) {
        problems.push_back(
            absl::StrCat("decision table: '", id, "' is no factor"));
      }
    }
  }
  if (document_.decision_table.empty() ||
      document_.decision_table.back().when.op != Condition::Op::kAlways) {
    problems.emplace_back("decision table: the last row must always hold");
  }
  return problems;
}

const Vector* Policy::FindVector(absl::string_view name) const {
  for (const Vector& vector : document_.vectors) {
    if (vector.name == name) return &vector;
  }
  return nullptr;
}

const Factor* Policy::FindFactor(absl::string_view id) const {
  for (const Factor& factor : document_.factors) {
    if (factor.id == id) return &factor;
  }
  return nullptr;
}

const LikelihoodClass* Policy::FindLikelihoodClass(
    absl::string_view name) const {
  for (const LikelihoodClass& one : document_.likelihood_scale) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

const LikelihoodClass* Policy::ClassOf(double likelihood) const {
  const LikelihoodClass* highest = nullptr;
  for (const LikelihoodClass& one : document_.likelihood_scale) {
    if (likelihood >= one.interval.low) highest = &one;
  }
  return highest;
}

int Policy::TierIndex(absl::string_view id) const {
  int index = 0;
  for (const Tier& tier : document_.tiers) {
    if (tier.id == id) return index;
    ++index;
  }
  return -1;
}

}  // namespace ketenzicht::graph
