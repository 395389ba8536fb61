#include "graph/exposure.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/denials.h"
#include "graph/presumption_premises.h"

namespace ketenzicht::graph {
namespace {

// Each asks the whole record about its factors: of what is not wanted any more
// the rest is left out of what was found.
std::vector<PathAnswer> WeighAll(const View& view, FactIndex process,
                                 const Limits& limits, FoundPaths& found) {
  std::vector<PathAnswer> answers;
  answers.reserve(found.paths.size());
  for (const FoundPath& path : found.paths) {
    const StopReason reason = limits.interrupted();
    if (reason != StopReason::kNone) {
      found.completeness.stop = reason;
      found.paths.resize(answers.size());
      break;
    }
    answers.push_back(WeighAnswer(view, process, path));
  }
  return answers;
}

// More paths than were asked for are no reason to doubt those that were found.
bool IsCutShort(const Completeness& completeness) {
  return !completeness.complete() && completeness.stop != StopReason::kPaths;
}

// A search that ran out before its first path still knows the best status that
// a walk has; a search that saw everything knows that there is no path.
Status StatusOf(const FoundPaths& found) {
  if (!found.paths.empty()) return found.paths.front().status;
  return found.completeness.complete() ? Status::kNoPath : found.walk_status;
}

std::optional<TierAnswer> TierOf(const View& view, const FoundPaths& found,
                                 const std::vector<PathAnswer>& answers) {
  const int tiers =
      static_cast<int>(view.snapshot().policy().document().tiers.size());
  if (answers.empty()) {
    if (StatusOf(found) >= Status::kBlocked) return std::nullopt;
    return TierAnswer{true, 0, tiers - 1, {}};
  }
  TierAnswer tier = answers.front().tier;
  if (!found.completeness.complete() &&
      answers.back().path.status < Status::kBlocked) {
    tier.highest = tiers - 1;  // a path that was not looked at may have it
  }
  for (const PathAnswer& one : answers) {
    if (one.path.status >= Status::kBlocked) continue;
    tier.highest = std::max(tier.highest, one.tier.highest);
    if (one.path.status == answers.front().path.status) {
      tier.lowest = std::max(tier.lowest, one.tier.lowest);
    }
  }
  return tier;
}

bool Within(const std::vector<FactIndex>& sorted, FactIndex fact) {
  return std::binary_search(sorted.begin(), sorted.end(), fact);
}

// What denies the relations that are near a path and make no edge, whatever
// they are left out for.
void AddDenialsOf(const View& view, const FoundPath& near,
                  std::set<InstanceIndex>& found) {
  const InstanceTable& table = view.table();
  const Denials denials(table);
  for (const View::Incidence& step : near.steps) {
    const InstanceIndex i = step.instance;
    if (table.denies(i)) {
      found.insert(i);
    } else if (table.status(i) == Status::kNoPath) {
      for (const Denials::Match& match :
           denials.About(table.kind(i), table.source(i), table.target(i))) {
        if (SpeaksOf(table.carriers(match.denial), table.carriers(i))) {
          found.insert(match.denial);
        }
      }
    }
  }
}

std::vector<InstanceIndex> DenialsAbout(const View& view,
                                        const std::vector<FactIndex>& subject,
                                        const std::optional<FoundPath>& near) {
  std::set<InstanceIndex> found;
  for (FactIndex one : subject) {
    for (InstanceIndex i : view.on(one)) {
      if (view.table().denies(i)) found.insert(i);
    }
  }
  if (near) AddDenialsOf(view, *near, found);
  std::vector<InstanceIndex> denials(found.begin(), found.end());
  std::sort(denials.begin(), denials.end(),
            [&view](InstanceIndex a, InstanceIndex b) {
              return view.rank(a) < view.rank(b);
            });
  return denials;
}

// Whether an entity says that it is about the subject, and its sources count.
bool IsAboutSubject(const View& view, FactIndex index,
                    const std::vector<FactIndex>& subject) {
  const Snapshot& snapshot = view.snapshot();
  const std::vector<std::string>& about = snapshot.facts().about(index);
  return HasCountingSource(snapshot, view.options(), index) &&
         std::any_of(about.begin(), about.end(), [&](const std::string& id) {
           return Within(subject, snapshot.Find(id));
         });
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
  for (FactIndex i : view.snapshot().unknown_entities()) {
    if (IsAboutSubject(view, i, subject)) found.insert(i);
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

// Whether a claim is on another kind of exposure, by its own words.
bool IsOfAnotherVector(const Snapshot& snapshot, FactIndex claim,
                       const Vector& vector) {
  const Attributes& attributes = snapshot.facts().attributes(claim);
  const auto stated = attributes.find("vector");
  return stated != attributes.end() && !vector.name.empty() &&
         stated->second != vector.name;
}

// Claims on the pair: about the subject and about the target.
std::vector<FactIndex> ClaimsAbout(const View& view,
                                   const std::vector<FactIndex>& subject,
                                   const Target& target, const Vector& vector) {
  std::vector<FactIndex> asked = target.authorities;
  asked.push_back(target.asked);
  std::sort(asked.begin(), asked.end());
  std::vector<FactIndex> found;
  for (FactIndex i : view.snapshot().claims()) {
    if (!IsOfAnotherVector(view.snapshot(), i, vector) &&
        IsAboutSubject(view, i, subject) && IsAboutSubject(view, i, asked)) {
      found.push_back(i);
    }
  }
  return found;
}

// docs/semantics.md, section 10.
class Collector {
 public:
  explicit Collector(const View& view) : view_(view) {}

  void AddInstance(InstanceIndex index) {
    if (!visited_.insert(index).second) return;
    const Instance& r = view_.instance(index);
    Add(r.id);
    for (FactIndex carrier : r.carriers) AddInstancesOf(carrier);
    if (r.presumption >= 0) AddPremisesOf(index);
    if (r.omission == Omission::kDenied) AddDenial(r.omitted_by);
    AddInputs(r.guard_inputs);
    for (const MeasureMet& met : r.measures) {
      Add(std::string(view_.snapshot().id(met.measure)));
      AddInputs(met.inputs);
    }
  }

  void AddTier(const TierAnswer& tier) {
    for (const FactorAnswer& factor : tier.factors) {
      for (InstanceIndex i : factor.instances) AddInstance(i);
      for (FactIndex measure : factor.measures) {
        Add(std::string(view_.snapshot().id(measure)));
      }
    }
  }

  std::vector<std::string> Take() { return std::move(ids_); }

  std::vector<InstanceIndex> TakeRelations() const {
    std::set<InstanceIndex> all = visited_;
    all.insert(premises_.begin(), premises_.end());
    return std::vector<InstanceIndex>(all.begin(), all.end());
  }

 private:
  void Add(const std::string& id) {
    if (seen_.insert(id).second) ids_.push_back(id);
  }

  // Those that make an edge; where specific relations replaced one, these are
  // what counts.
  void AddInstancesOf(FactIndex fact) {
    for (InstanceIndex i : view_.of(fact)) {
      for (InstanceIndex in_place : InPlaceOf(view_.table(), i)) {
        if (view_.status(in_place) != Status::kNoPath) AddInstance(in_place);
      }
    }
  }

  // By modality alone: nothing that these rest on.
  void AddPremisesOf(InstanceIndex presumed) {
    const InstanceTable& table = view_.table();
    for (InstanceIndex premise : PremisesOf(view_, presumed)) {
      Add(table.id(premise));
      premises_.insert(premise);
      if (table.omission(premise) == Omission::kDenied) {
        AddDenial(table.omitted_by(premise));
      }
    }
  }

  void AddDenial(const std::string& id) {
    const auto denial = view_.table().FindDenial(id);
    if (denial) AddInstance(*denial);
  }

  void AddInputs(const std::vector<GuardInput>& inputs) {
    for (const GuardInput& input : inputs) {
      if (input.looked_at < 0) continue;
      const bool class_fact = !view_.table().is_instance(input.looked_at);
      if (input.dates || class_fact) {
        Add(std::string(view_.snapshot().id(input.looked_at)));
        if (!input.dates) AddInstancesOf(input.looked_at);
      } else {
        AddInstance(input.looked_at);
      }
    }
  }

  const View& view_;
  std::set<std::string> seen_;
  std::set<InstanceIndex> visited_;
  std::set<InstanceIndex> premises_;
  std::vector<std::string> ids_;
};

Collector Collect(const View& view, const PathAnswer& answer) {
  Collector collector(view);
  for (const View::Incidence& step : answer.path.steps) {
    collector.AddInstance(step.instance);
  }
  collector.AddTier(answer.tier);
  return collector;
}

}  // namespace

Interval LikelihoodOf(const View& view, const FoundPath& path) {
  Interval likelihood = {1, 1, 1};
  for (const View::Incidence& step : path.steps) {
    likelihood = Multiply(likelihood, view.table().likelihood(step.instance));
  }
  return likelihood;
}

PathAnswer WeighAnswer(const View& view, FactIndex process, FoundPath path) {
  PathAnswer answer;
  answer.likelihood = LikelihoodOf(view, path);
  answer.tier = WeighPath(view, process, path);
  answer.path = std::move(path);
  return answer;
}

absl::StatusOr<Views> Views::Create(std::shared_ptr<const Snapshot> snapshot,
                                    const ViewOptions& options) {
  absl::StatusOr<View::Pair> pair =
      View::CreatePair(std::move(snapshot), options);
  if (!pair.ok()) return pair.status();
  return Views{std::move(pair->asked), std::move(pair->inherent)};
}

absl::StatusOr<Views> MakeViews(const ViewMaker& make,
                                const std::shared_ptr<const Snapshot>& snapshot,
                                const ViewOptions& options) {
  return make ? make(snapshot, options) : Views::Create(snapshot, options);
}

PairStanding StandingOf(const View& view, FactIndex process,
                        const Target& target, const Vector& vector,
                        const Limits& limits) {
  PathQuery query;
  query.source = process;
  query.targets = target.authorities;
  query.automaton = vector.automaton.get();
  Limits wide = limits;
  wide.paths = std::max(limits.paths, kTierPaths);
  FoundPaths found = FindPaths(view, query, wide);
  PairStanding standing;
  standing.paths = WeighAll(view, process, limits, found);
  standing.completeness = found.completeness;
  standing.searched = !IsCutShort(found.completeness);
  standing.status = StatusOf(found);
  standing.tier = TierOf(view, found, standing.paths);
  return standing;
}

PairAnswer AnswerPair(const Views& views, FactIndex process,
                      const Target& target, const Vector& vector,
                      const Limits& limits) {
  const View& view = *views.asked;
  PathQuery query;
  query.source = process;
  query.targets = target.authorities;
  query.automaton = vector.automaton.get();

  PairAnswer answer;
  answer.process = process;
  answer.target = target;
  answer.vector = &vector;
  PairStanding asked = StandingOf(view, process, target, vector, limits);
  answer.completeness = asked.completeness;
  answer.searched = asked.searched;
  answer.paths = std::move(asked.paths);
  answer.status = asked.status;
  answer.pair_tier = std::move(asked.tier);
  if (answer.paths.size() > static_cast<size_t>(limits.paths)) {
    answer.paths.resize(limits.paths);
    answer.completeness.stop = StopReason::kPaths;
  }
  if (answer.completeness.stop == StopReason::kPaths) {
    answer.completeness.limit = limits.paths;
  }
  PairStanding inherent =
      StandingOf(*views.inherent, process, target, vector, limits);
  answer.inherent_status = inherent.status;
  if (!inherent.searched && !IsCutShort(answer.completeness)) {
    answer.completeness.stop = inherent.completeness.stop;
    answer.completeness.limit = inherent.completeness.limit;
  }
  if (!inherent.paths.empty()) {
    answer.inherent = std::move(inherent.paths.front());
    answer.inherent->tier = *std::move(inherent.tier);
  } else if (inherent.tier) {
    // The search ran out before its first path: every tier is possible.
    answer.inherent.emplace();
    answer.inherent->path.status = answer.inherent_status;
    answer.inherent->tier = *std::move(inherent.tier);
  }
  if (answer.paths.empty() && answer.searched) {
    Limits one = limits;
    one.paths = 1;
    query.omitted = true;
    FoundPaths nearest = FindPaths(view, query, one);
    // The first that is found is the nearest.
    answer.nearest_searched =
        !nearest.paths.empty() || !IsCutShort(nearest.completeness);
    if (!nearest.paths.empty()) {
      answer.nearest = std::move(nearest.paths.front());
    }
  }
  const std::vector<FactIndex> subject = SubjectOf(view.snapshot(), process);
  answer.denials = DenialsAbout(view, subject, answer.nearest);
  answer.unknowns = UnknownsAbout(view, subject);
  answer.claims = ClaimsAbout(view, subject, target, vector);
  return answer;
}

bool IsSilent(const Snapshot& snapshot, FactIndex process, Status status,
              Status inherent_status, size_t processes) {
  return processes > 1 && status == Status::kNoPath &&
         inherent_status == Status::kNoPath &&
         snapshot.IsA(process, "organization");
}

bool IsSilent(const Snapshot& snapshot, const PairAnswer& answer,
              size_t processes) {
  return IsSilent(snapshot, answer.process, answer.status,
                  answer.inherent_status, processes);
}

std::vector<std::string> RestsOn(const View& view, const PathAnswer& answer) {
  return Collect(view, answer).Take();
}

std::vector<InstanceIndex> RelationsBehind(const View& view,
                                           const PathAnswer& answer) {
  return Collect(view, answer).TakeRelations();
}

}  // namespace ketenzicht::graph
