#include "graph/exposure.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ketenzicht::graph {
namespace {

PathAnswer Weighed(const View& view, FactIndex process, FoundPath path) {
  PathAnswer answer;
  answer.likelihood = {1, 1, 1};
  for (const View::Incidence& step : path.steps) {
    answer.likelihood =
        Multiply(answer.likelihood, view.instance(step.instance).likelihood);
  }
  answer.tier = WeighPath(view, process, path);
  answer.path = std::move(path);
  return answer;
}

bool Within(const std::vector<FactIndex>& sorted, FactIndex fact) {
  return std::binary_search(sorted.begin(), sorted.end(), fact);
}

std::vector<InstanceIndex> DenialsAbout(const View& view,
                                        const std::vector<FactIndex>& subject,
                                        const std::optional<FoundPath>& near) {
  std::set<InstanceIndex> found;
  for (FactIndex one : subject) {
    for (InstanceIndex i : view.on(one)) {
      if (view.instance(i).denies()) found.insert(i);
    }
  }
  if (near) {
    for (const View::Incidence& step : near->steps) {
      if (view.instance(step.instance).denies()) found.insert(step.instance);
    }
  }
  return std::vector<InstanceIndex>(found.begin(), found.end());
}

std::vector<FactIndex> UnknownsAbout(const View& view,
                                     const std::vector<FactIndex>& subject) {
  std::set<FactIndex> found;
  for (FactIndex one : subject) {
    for (InstanceIndex i : view.on(one)) {
      const Instance& r = view.instance(i);
      if (r.fact != kNoFact && r.counts() && r.recorded == Modality::kUnknown) {
        found.insert(r.fact);
      }
    }
  }
  const Snapshot& snapshot = view.snapshot();
  for (FactIndex i : snapshot.unknown_entities()) {
    const Fact& fact = snapshot.fact(i);
    const Entity* entity = fact.entity();
    const bool counts = std::any_of(
        fact.evidence.begin(), fact.evidence.end(), [&](const Evidence& e) {
          return CountsAsSource(snapshot, view.options(), e.source);
        });
    const bool about = std::any_of(entity->about.begin(), entity->about.end(),
                                   [&](const std::string& id) {
                                     return Within(subject, snapshot.Find(id));
                                   });
    if (counts && about) found.insert(i);
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

class Collector {
 public:
  explicit Collector(const View& view) : view_(view) {}

  void AddInstance(InstanceIndex index) {
    const Instance& r = view_.instance(index);
    if (!Add(r.id)) return;
    for (FactIndex carrier : r.carriers) {
      for (InstanceIndex i : view_.of(carrier)) {
        if (view_.status(i) != Status::kNoPath) AddInstance(i);
      }
    }
    AddInputs(r.guard_inputs);
    for (const MeasureMet& met : r.measures) {
      Add(view_.snapshot().fact(met.measure).id);
      AddInputs(met.inputs);
    }
  }

  void AddTier(const TierAnswer& tier) {
    for (const FactorAnswer& factor : tier.factors) {
      for (InstanceIndex i : factor.instances) AddInstance(i);
      for (FactIndex measure : factor.measures) {
        Add(view_.snapshot().fact(measure).id);
      }
    }
  }

  std::vector<std::string> Take() { return std::move(ids_); }

 private:
  bool Add(const std::string& id) {
    if (!seen_.insert(id).second) return false;
    ids_.push_back(id);
    return true;
  }
  void AddInputs(const std::vector<GuardInput>& inputs) {
    for (const GuardInput& input : inputs) {
      if (input.recorded) Add(input.what);
    }
  }

  const View& view_;
  std::set<std::string> seen_;
  std::vector<std::string> ids_;
};

}  // namespace

absl::StatusOr<Views> Views::Create(std::shared_ptr<const Snapshot> snapshot,
                                    const ViewOptions& options) {
  absl::StatusOr<std::shared_ptr<const View>> asked =
      View::Create(snapshot, options);
  if (!asked.ok()) return asked.status();
  if (!options.measures) return Views{*asked, *asked};
  ViewOptions without = options;
  without.measures = false;
  absl::StatusOr<std::shared_ptr<const View>> inherent =
      View::Create(std::move(snapshot), without);
  if (!inherent.ok()) return inherent.status();
  return Views{*std::move(asked), *std::move(inherent)};
}

PairAnswer AnswerPair(const Views& views, FactIndex process,
                      const Target& target, const Vector& vector,
                      const Limits& limits) {
  const View& view = *views.asked;
  PathQuery query;
  query.source = process;
  query.targets = target.authorities;
  query.automaton = &view.snapshot().policy().automaton(vector.expression);

  PairAnswer answer;
  answer.process = process;
  answer.target = target;
  answer.vector = &vector;
  FoundPaths found = FindPaths(view, query, limits);
  answer.completeness = found.completeness;
  // A search that ran out of budget before its first path still knows the best
  // status that a walk has.
  answer.status =
      found.paths.empty() ? found.walk_status : found.paths.front().status;
  for (FoundPath& path : found.paths) {
    answer.paths.push_back(Weighed(view, process, std::move(path)));
  }
  Limits one = limits;
  one.paths = 1;
  FoundPaths inherent = FindPaths(*views.inherent, query, one);
  answer.inherent_status = inherent.walk_status;
  if (!inherent.paths.empty()) {
    answer.inherent_status = inherent.paths.front().status;
    answer.inherent =
        Weighed(*views.inherent, process, std::move(inherent.paths.front()));
  }
  if (found.paths.empty() && answer.completeness.complete()) {
    query.omitted = true;
    FoundPaths nearest = FindPaths(view, query, one);
    if (!nearest.paths.empty()) {
      answer.nearest = std::move(nearest.paths.front());
    }
  }
  const std::vector<FactIndex> subject = SubjectOf(view.snapshot(), process);
  answer.denials = DenialsAbout(view, subject, answer.nearest);
  answer.unknowns = UnknownsAbout(view, subject);
  return answer;
}

std::vector<std::string> RestsOn(const View& view, const PathAnswer& answer) {
  Collector collector(view);
  for (const View::Incidence& step : answer.path.steps) {
    collector.AddInstance(step.instance);
  }
  collector.AddTier(answer.tier);
  return collector.Take();
}

}  // namespace ketenzicht::graph
