#include "graph/corporate_reach.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

#include "graph/modal_paths.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kSeatedIn = "seated_in";

}  // namespace

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

bool CorporateReach::SeatsOnRecord(FactIndex company) {
  const auto known = seats_on_record_.find(company);
  if (known != seats_on_record_.end()) return known->second;
  const Snapshot& snapshot = draft_.snapshot;
  const Ontology& ontology = snapshot.ontology();
  const Automaton& automaton =
      snapshot.policy().automaton(snapshot.policy().document().corporate_reach);
  const std::optional<RelationKindId> seated =
      ontology.FindRelationKind(kSeatedIn);
  if (!seated) return false;
  absl::flat_hash_set<std::pair<FactIndex, int16_t>> seen = {
      {company, automaton.start()}};
  std::vector<std::pair<FactIndex, int16_t>> queue(seen.begin(), seen.end());
  bool on_record = true;
  for (size_t i = 0; i < queue.size() && on_record; ++i) {
    const auto [at, state] = queue[i];
    // Where no seat is asked for, the way has passed the companies.
    if (automaton.Next(state, MakeLetter(*seated, false)) ==
        Automaton::kNoState) {
      continue;
    }
    bool has_seat = false;
    for (int r : draft_.out(at)) {
      const Instance& step = draft_.instances[r];
      const int16_t to = automaton.Next(state, MakeLetter(step.kind, false));
      if (!step.counts() || to == Automaton::kNoState ||
          step.target == kNoFact) {
        continue;
      }
      has_seat = has_seat || (ontology.RelationIsA(step.kind, *seated) &&
                              step.modal == Status::kOpen);
      if (seen.insert({step.target, to}).second) {
        queue.emplace_back(step.target, to);
      }
    }
    on_record = has_seat;
  }
  seats_on_record_[company] = on_record;
  return on_record;
}

Truth CorporateReach::Reaches(FactIndex authority, FactIndex company) {
  const auto& found = Authorities(company);
  const auto it = found.find(authority);
  if (it != found.end()) return TruthOf(it->second);
  return Otherwise(company);
}

Truth CorporateReach::Otherwise(FactIndex company) {
  return SeatsOnRecord(company) ? Truth::kDenied : Truth::kUnknown;
}

Truth CorporateReach::SameAuthority(FactIndex one, FactIndex other) {
  // Copied: the second look-up may move the first.
  const absl::flat_hash_map<FactIndex, Status> first = Authorities(one);
  const absl::flat_hash_map<FactIndex, Status>& second = Authorities(other);
  const Truth first_else = Otherwise(one);
  const Truth second_else = Otherwise(other);
  Truth best = And(first_else, second_else);
  for (const auto& [authority, status] : first) {
    const auto it = second.find(authority);
    best =
        Or(best, And(TruthOf(status),
                     it == second.end() ? second_else : TruthOf(it->second)));
  }
  for (const auto& [authority, status] : second) {
    if (!first.contains(authority)) {
      best = Or(best, And(first_else, TruthOf(status)));
    }
  }
  return best;
}

}  // namespace ketenzicht::graph
