#include "ingest/scenario_names.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "graph/nearest_id.h"
#include "graph/policy.h"
#include "graph/scope.h"

namespace ketenzicht::ingest {
namespace {

using graph::Snapshot;
using Kind = ScenarioQuery::Kind;

// All of a kind: "processes/-".
constexpr absl::string_view kAll = "/-";
// What is presumed, and what a class makes of a fact, has its id from what it
// was made of.
constexpr absl::string_view kPresumed = "presumed:";

// Whether a snapshot has what is named, and as what it is needed.
using Test = std::function<absl::Status(const Snapshot&, const std::string&)>;

absl::Status Exists(const Snapshot& snapshot, const std::string& id) {
  if (snapshot.Find(id.substr(0, id.find('@'))) != graph::kNoFact) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
}

absl::Status IsExposed(const Snapshot& snapshot, const std::string& id) {
  return graph::ProcessesOf(snapshot, {id}, std::numeric_limits<int>::max())
      .status();
}

absl::Status IsOrganization(const Snapshot& snapshot, const std::string& id) {
  return graph::OrganizationsOf(snapshot, {id}).status();
}

absl::Status IsTarget(const Snapshot& snapshot, const std::string& id) {
  return graph::TargetsOf(snapshot, {id}).status();
}

absl::Status IsMeasure(const Snapshot& snapshot, const std::string& id) {
  if (absl::Status there = Exists(snapshot, id); !there.ok()) return there;
  const graph::FactIndex fact = snapshot.Find(id);
  if (fact != graph::kNoFact && snapshot.facts().is_measure(fact)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("'", id, "' is no measure"));
}

template <typename All, typename NameOf>
std::string Joined(const All& all, NameOf name) {
  return absl::StrJoin(all, ", ", [&](std::string* out, const auto& one) {
    out->append(name(one));
  });
}

class Checker {
 public:
  Checker(const ScenarioDocument& document, const Snapshot& before,
          const Snapshot* after,
          const std::vector<graph::CaseDefinition>& cases)
      : document_(document),
        before_(before),
        after_(after == nullptr ? before : *after),
        cases_(cases) {
    if (after != nullptr) return;
    for (const graph::ScenarioChange& change : document.scenario.changes) {
      for (const auto& [name, place] : change.names) taken_.insert(name);
    }
    for (const graph::Fact& fact : document.scenario.fixtures) {
      taken_.insert(fact.id);
    }
  }

  std::vector<graph::ScenarioNote> Check() {
    CheckBaseline();
    for (const ScenarioQuery& query : document_.queries) CheckQuery(query);
    for (const ScenarioAssertion& one : document_.assertions) {
      CheckAssertion(one);
    }
    std::stable_sort(
        problems_.begin(), problems_.end(), [](const auto& a, const auto& b) {
          return std::pair(a.line, a.column) < std::pair(b.line, b.column);
        });
    return std::move(problems_);
  }

 private:
  void CheckBaseline() {
    const ScenarioBaseline& baseline = document_.baseline;
    Each(baseline.sources, baseline.names, Exists);
    for (const std::string& type : baseline.with) {
      if (!before_.HasSourceType(type) && !after_.HasSourceType(type)) {
        Add(type, baseline.names,
            absl::StrCat("there is no source of type '", type, "'"));
      }
    }
    const graph::Policy& policy = after_.policy();
    for (const std::string& factor : baseline.factors) {
      if (policy.FindFactor(factor) == nullptr) {
        Add(factor, baseline.names,
            absl::StrCat("the policy has no factor '", factor, "'"));
      }
    }
  }

  void CheckQuery(const ScenarioQuery& query) {
    const TextPlaces& names = query.names;
    // A list can start and end anywhere.
    const bool anywhere = query.kind == Kind::kList;
    Each(query.from, names,
         anywhere                ? Exists
         : query.by_organization ? IsOrganization
                                 : IsExposed);
    Each(query.to, names, anywhere ? Exists : IsTarget);
    Each(query.organizations, names, IsOrganization);
    Each(query.touches, names, Exists);
    if (query.kind == Kind::kCase) {
      CheckCase(query);
    } else if (query.kind == Kind::kAffected) {
      Each({query.subject}, names, Exists);
    }
    Each(query.other, names, IsExposed);
    Each(query.about, names, Exists);
    const graph::Policy& policy = after_.policy();
    for (const std::string& vector : query.vectors) {
      if (policy.FindVector(vector) != nullptr) continue;
      Add(vector, names,
          absl::StrCat("the policy has no vector '", vector, "'; it has ",
                       Joined(policy.document().vectors,
                              [](const auto& one) { return one.name; })));
    }
    for (const std::string& expression : query.expressions) {
      const absl::Status compiled =
          graph::CompileVector(expression, after_.ontology()).status();
      if (!compiled.ok()) {
        Add(expression, names, std::string(compiled.message()));
      }
    }
    CheckWish(query.measures, names);
  }

  void CheckWish(const MeasureWish& wish, const TextPlaces& names) {
    Each(wish.candidates, names, IsMeasure);
    Each(wish.mandatory, names, IsMeasure);
    Each(wish.excluded, names, IsMeasure);
    CheckTier(wish.tier, names);
    const graph::Policy& policy = after_.policy();
    if (!wish.likelihood.empty() &&
        policy.FindLikelihoodClass(wish.likelihood) == nullptr) {
      Add(wish.likelihood, names,
          absl::StrCat("the policy has no class of likelihood '",
                       wish.likelihood, "'; it has ",
                       Joined(policy.document().likelihood_scale,
                              [](const auto& one) { return one.name; })));
    }
  }

  // "T0", "T0-T3": tiers of the policy. "n/a" is none.
  void CheckTier(const std::string& text, const TextPlaces& names) {
    if (text.empty() || text == "n/a") return;
    const auto& tiers = after_.policy().document().tiers;
    for (const std::string& id :
         std::vector<std::string>(absl::StrSplit(text, '-'))) {
      if (std::any_of(tiers.begin(), tiers.end(),
                      [&](const auto& tier) { return tier.id == id; })) {
        continue;
      }
      Add(text, names,
          absl::StrCat("the policy has no tier '", id, "'; it has ",
                       Joined(tiers, [](const auto& one) { return one.id; })));
    }
  }

  void CheckCase(const ScenarioQuery& query) {
    const auto found = std::find_if(cases_.begin(), cases_.end(),
                                    [&](const graph::CaseDefinition& one) {
                                      return one.id == query.subject;
                                    });
    if (found == cases_.end()) {
      std::vector<std::string> ids;
      for (const graph::CaseDefinition& one : cases_) ids.push_back(one.id);
      const std::string nearest = graph::NearestName(ids, query.subject);
      Add(query.subject, query.names,
          absl::StrCat("there is no case '", query.subject, "'",
                       nearest.empty()
                           ? ""
                           : absl::StrCat("; did you mean '", nearest, "'?")));
      return;
    }
    for (int number : query.questions) {
      const bool known = std::any_of(
          found->questions.begin(), found->questions.end(),
          [number](const auto& one) { return one.number == number; });
      if (known) continue;
      Add(absl::StrCat(number), query.names,
          absl::StrCat("'", found->id, "' has no question ", number));
    }
  }

  void CheckAssertion(const ScenarioAssertion& one) {
    CheckTier(one.tier, one.names);
    CheckTier(one.inherent_tier, one.names);
    Each({one.from}, one.names, Exists);
    Each({one.to}, one.names, Exists);
    Each(one.through, one.names, Exists);
    Each(one.not_through, one.names, Exists);
    Each(one.rests_on, one.names, Exists);
  }

  void Each(const std::vector<std::string>& ids, const TextPlaces& names,
            const Test& test) {
    for (const std::string& id : ids) {
      if (id.empty() || absl::EndsWith(id, kAll) ||
          absl::StartsWith(id, kPresumed) || taken_.contains(id)) {
        continue;
      }
      const absl::Status after = test(after_, id);
      if (after.ok() || test(before_, id).ok()) continue;
      std::string text(after.message());
      if (!Exists(after_, id).ok()) {
        const std::string nearest = graph::NearestId(after_, id);
        if (!nearest.empty()) {
          absl::StrAppend(&text, "; did you mean '", nearest, "'?");
        }
      }
      Add(id, names, text);
    }
  }

  void Add(const std::string& name, const TextPlaces& names,
           const std::string& text) {
    const auto at = names.find(name);
    const TextPlace place = at == names.end() ? TextPlace() : at->second;
    problems_.push_back({place.line, text, place.column});
  }

  const ScenarioDocument& document_;
  const Snapshot& before_;
  const Snapshot& after_;
  const std::vector<graph::CaseDefinition>& cases_;
  std::set<std::string> taken_;  // to be there
  std::vector<graph::ScenarioNote> problems_;
};

}  // namespace

std::vector<graph::ScenarioNote> CheckScenarioNames(
    const ScenarioDocument& document, const graph::Snapshot& before,
    const graph::Snapshot* after,
    const std::vector<graph::CaseDefinition>& cases) {
  return Checker(document, before, after, cases).Check();
}

}  // namespace ketenzicht::ingest
