#include "tests/support/rewritten_measures.h"

#include <algorithm>

#include "tests/support/test_graph.h"

namespace ketenzicht::graph {

RewrittenMeasures::RewrittenMeasures(const MeasureCase& drawn) : drawn_(drawn) {
  for (const Change& change : drawn.options.changes) {
    changed_[change.fact] = change.op;
  }
  for (const Fact& fact : drawn.facts) {
    if (fact.measure() != nullptr) Judge(fact);
  }
  std::sort(in_place_.begin(), in_place_.end());
}

// The cases have no other reason than these for a measure not to count.
void RewrittenMeasures::Judge(const Fact& fact) {
  measures_[fact.id] = fact.measure();
  doubts_[fact.id] = fact.modality == Modality::kAffirmed  ? 0
                     : fact.modality == Modality::kUnknown ? 2
                                                           : 1;
  bool in_place = fact.measure()->state == MeasureState::kInPlace;
  bool counts = fact.modality != Modality::kDenied &&
                fact.modality != Modality::kPresupposed &&
                fact.modality != Modality::kCounterfactual &&
                fact.valid.from.kind == Bound::Kind::kOpen;
  if (const auto last = changed_.find(fact.id); last != changed_.end()) {
    in_place = last->second == Change::Op::kTake ||
               (in_place && last->second != Change::Op::kLift);
    counts = counts && last->second != Change::Op::kRemove &&
             last->second != Change::Op::kDeny;
  }
  if (counts) (in_place ? in_place_ : open_).push_back(fact.id);
}

Views RewrittenMeasures::ViewsWith(
    const std::vector<std::string>& in_place) const {
  const auto snapshot = Snapshot::Create(1, WithInPlace(drawn_.facts, in_place),
                                         TestOntology(), TestPolicy())
                            .value();
  ViewOptions options = drawn_.options;
  options.changes.clear();
  for (const auto& [id, op] : changed_) {
    if (op == Change::Op::kRemove || op == Change::Op::kDeny) {
      options.changes.push_back({op, id});
    }
  }
  return Views::Create(snapshot, options).value();
}

std::vector<std::string> RewrittenMeasures::EdgesWith(
    const std::vector<std::string>& in_place) const {
  const Views views = ViewsWith(in_place);
  std::vector<std::string> ids;
  for (const Instance& one : views.asked->ReadInstances()) {
    if (one.status != Status::kNoPath) ids.push_back(one.id);
  }
  return ids;
}

std::vector<PairResidual> RewrittenMeasures::With(
    const std::vector<std::string>& in_place) const {
  const Views views = ViewsWith(in_place);
  std::vector<PairResidual> all;
  for (const std::string& process : drawn_.processes) {
    for (const std::string& vector : drawn_.vectors) {
      all.push_back(Ask(views, process, vector));
    }
  }
  return all;
}

PairResidual RewrittenMeasures::Ask(const Views& views,
                                    const std::string& process,
                                    const std::string& vector) const {
  const Snapshot& snapshot = views.asked->snapshot();
  const FactIndex authority = snapshot.Find(drawn_.authority);
  const PairAnswer answer =
      AnswerPair(views, snapshot.Find(process),
                 {.asked = authority, .authorities = {authority}},
                 *snapshot.policy().FindVector(vector), {.paths = kMaxPaths});
  PairResidual residual{.status = answer.status};
  if (answer.tier() != nullptr && answer.tier()->applicable) {
    residual.lowest_tier = answer.tier()->lowest;
    residual.highest_tier = answer.tier()->highest;
  }
  for (const PathAnswer& path : answer.paths) {
    if (path.path.status >= Status::kBlocked) continue;
    residual.likelihood = std::max(residual.likelihood, path.likelihood.high);
  }
  return residual;
}

}  // namespace ketenzicht::graph
