#include "graph/corporate_reach.h"

#include <utility>

#include "graph/modal_paths.h"

namespace ketenzicht::graph {

const absl::flat_hash_map<FactIndex, Status>& CorporateReach::Authorities(
    FactIndex company) {
  const auto it = authorities_.find(company);
  if (it != authorities_.end()) return it->second;
  const Policy& policy = draft_.snapshot.policy();
  absl::flat_hash_map<FactIndex, Status> found = FindModalPaths(
      draft_, policy.automaton(policy.document().corporate_reach), company);
  found[company] = Status::kOpen;
  return authorities_.emplace(company, std::move(found)).first->second;
}

Truth CorporateReach::Reaches(FactIndex authority, FactIndex company) {
  const auto& found = Authorities(company);
  const auto it = found.find(authority);
  return it == found.end() ? Truth::kDenied : TruthOf(it->second);
}

Truth CorporateReach::SameAuthority(FactIndex one, FactIndex other) {
  // Copied: the second look-up may move the first.
  const absl::flat_hash_map<FactIndex, Status> first = Authorities(one);
  Truth best = Truth::kDenied;
  for (const auto& [authority, status] : Authorities(other)) {
    const auto it = first.find(authority);
    if (it == first.end()) continue;
    best = Or(best, And(TruthOf(status), TruthOf(it->second)));
  }
  return best;
}

}  // namespace ketenzicht::graph
