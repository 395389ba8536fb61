#include "graph/relation_status.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/class_members.h"
#include "graph/guard_value.h"

namespace ketenzicht::graph {
namespace {

// Resolves instances depth first, each once.
class Resolver {
 public:
  Resolver(ViewDraft& draft, const Denials& denials)
      : draft_(draft),
        guards_(draft, denials),
        members_(draft),
        resolved_(draft.instances.size(), false),
        pending_(draft.instances.size()),
        unmeasured_(draft.instances.size(), Status::kNoPath),
        as_input_(draft.instances.size(), Status::kNoPath) {
    for (const ActiveMeasure& measure : draft.measures) IndexMeasure(measure);
    // Before any status changes what counts.
    for (Instance& instance : draft.instances) {
      if (instance.counts()) FindMeasures(instance);
    }
  }

  Status Resolve(int index) {
    Instance& r = draft_.instances[index];
    if (resolved_[index]) return r.status;
    resolved_[index] = true;
    if (!r.counts()) return r.status = Status::kNoPath;
    if (++depth_ > kMaxDependencyDepth) too_deep_ = r.id;
    if (!too_deep_.empty()) return r.status = Status::kUnknown;
    Carried carried = WithCarriers(index);
    const Status guard = GuardOf(index);
    const Status measures = MeasuresOn(r);
    --depth_;
    unmeasured_[index] = Weakest(carried.unmeasured, guard);
    as_input_[index] = Weakest(unmeasured_[index], measures);
    r.status = Weakest(carried.status, Weakest(guard, measures));
    if (pending_[index].omission != Omission::kNone) {
      r.status = Status::kNoPath;
      unmeasured_[index] = Status::kNoPath;
      as_input_[index] = pending_[index].omission == Omission::kGuard
                             ? Status::kBlocked
                             : Status::kNoPath;
    }
    return r.status;
  }

  // Only now: what counts must not depend on the order of resolving.
  void ApplyOmissions() {
    for (size_t i = 0; i < pending_.size(); ++i) {
      if (pending_[i].omission == Omission::kNone) continue;
      draft_.instances[i].omission = pending_[i].omission;
      draft_.instances[i].omitted_by = pending_[i].by;
    }
  }

  const std::string& too_deep() const { return too_deep_; }

 private:
  void IndexMeasure(const ActiveMeasure& active) {
    const Measure& measure = draft_.snapshot.facts().measure(active.fact);
    if (!measure.selects.ids.empty()) {
      for (const std::string& id : measure.selects.ids) {
        auto& of_fact = by_fact_[draft_.snapshot.Find(id)];
        const bool again =
            !of_fact.empty() && of_fact.back().fact == active.fact;
        if (!again) of_fact.push_back(active);
      }
    } else {
      by_class_.push_back(active);
    }
  }

  void FindMeasures(Instance& r) {
    const auto listed = by_fact_.find(r.fact);
    if (r.fact != kNoFact && listed != by_fact_.end()) {
      for (const ActiveMeasure& active : listed->second) Meet(active, r);
    }
    for (const ActiveMeasure& active : by_class_) Meet(active, r);
  }

  void Meet(const ActiveMeasure& active, Instance& r) {
    const Measure& measure = draft_.snapshot.facts().measure(active.fact);
    const std::optional<Status> member = members_.Matches(measure.selects, r);
    if (!member) return;
    MeasureMet met;
    met.measure = active.fact;
    met.effect = measure.effect;
    met.in_force = And(active.in_force, TruthOf(*member));
    met.counts =
        draft_.options.measures && measure.state == MeasureState::kInPlace;
    met.by_example = measure.selects.by_example;
    r.measures.push_back(met);
  }

  struct Pending {
    Omission omission = Omission::kNone;
    std::string by;
  };

  // As a guard sees it: what its own guard denies does not hold, and measures
  // count where they act on the relation itself, not on what carries it. A
  // decision not to use the drone takes nobody's key away.
  Status AsGuardInput(int index, bool inherent) {
    if (!inherent || !draft_.options.measures) {
      Resolve(index);
      return as_input_[index];
    }
    const Status status = Inherent(index);
    return status == Status::kNoPath && denied_by_guard_.contains(index)
               ? Status::kBlocked
               : status;
  }

  // Its status as if there were no measures anywhere.
  Status Inherent(int index) {
    const Instance& r = draft_.instances[index];
    if (!r.counts()) return Status::kNoPath;
    const auto known = inherent_.find(index);
    if (known != inherent_.end()) return known->second;
    Status status = r.modal;
    for (FactIndex carrier : r.carriers) {
      Status best = Status::kNoPath;
      for (int i : draft_.of(carrier)) {
        best = Strongest(best, Inherent(InPlaceOf(i)));
      }
      status = Weakest(status, best);
    }
    const Relation* detail =
        r.fact == kNoFact ? nullptr : draft_.snapshot.facts().detail(r.fact);
    if (status != Status::kNoPath && detail != nullptr && detail->holds_while) {
      std::vector<GuardInput> unused;
      const Truth value = guards_.Evaluate(
          *detail->holds_while, r,
          [this](int i, bool) { return AsGuardInput(i, true); }, unused, true);
      if (value == Truth::kDenied) denied_by_guard_.insert(index);
      status = value == Truth::kDenied ? Status::kNoPath
                                       : Weakest(status, StatusUnless(value));
    }
    return inherent_[index] = status;
  }

  // The instance itself, or the specific one that replaced it.
  int InPlaceOf(int index) const {
    const Instance& r = draft_.instances[index];
    if (r.omission != Omission::kSpecific) return index;
    // What replaced it has no class ends, so its id is its fact's.
    return draft_.of(draft_.snapshot.Find(r.omitted_by)).front();
  }

  struct Carried {
    Status status = Status::kOpen;
    Status unmeasured = Status::kOpen;  // as if there were no measures
  };

  Carried WithCarriers(int index) {
    const Instance& r = draft_.instances[index];
    Carried carried{r.modal, r.modal};
    for (FactIndex carrier : r.carriers) {
      Carried best{Status::kNoPath, Status::kNoPath};
      for (int i : draft_.of(carrier)) {
        const int in_place = InPlaceOf(i);
        best.status = Strongest(best.status, Resolve(in_place));
        best.unmeasured = Strongest(best.unmeasured, unmeasured_[in_place]);
      }
      if (best.status == Status::kNoPath &&
          pending_[index].omission == Omission::kNone) {
        pending_[index] = {Omission::kCarrier,
                           std::string(draft_.snapshot.id(carrier))};
      }
      carried.status = Weakest(carried.status, best.status);
      carried.unmeasured = Weakest(carried.unmeasured, best.unmeasured);
    }
    return carried;
  }

  // What the relation's own guard leaves of it.
  Status GuardOf(int index) {
    Instance& r = draft_.instances[index];
    if (r.fact == kNoFact) return Status::kOpen;
    const Relation* detail = draft_.snapshot.facts().detail(r.fact);
    if (detail == nullptr || !detail->holds_while) return Status::kOpen;
    const Truth value = guards_.Evaluate(
        *detail->holds_while, r,
        [this](int i, bool inherent) { return AsGuardInput(i, inherent); },
        r.guard_inputs);
    if (value == Truth::kDenied &&
        pending_[index].omission == Omission::kNone) {
      pending_[index].omission = Omission::kGuard;
    }
    return StatusUnless(value);
  }

  // What the measures that count leave of it.
  Status MeasuresOn(Instance& r) {
    Status status = Status::kOpen;
    for (MeasureMet& met : r.measures) {
      const Measure& measure = draft_.snapshot.facts().measure(met.measure);
      if (measure.unless) {
        met.unless = guards_.Evaluate(
            *measure.unless, r,
            [this](int i, bool inherent) { return AsGuardInput(i, inherent); },
            met.inputs);
      }
      if (met.effect != MeasureEffect::kCloses) continue;
      met.leaves = StatusUnless(Or(met.unless, Not(met.in_force)));
      if (met.counts) status = Weakest(status, met.leaves);
    }
    return status;
  }

  ViewDraft& draft_;
  GuardEvaluator guards_;
  ClassMembers members_;
  std::vector<bool> resolved_;
  std::vector<Pending> pending_;
  std::vector<Status> unmeasured_;
  std::vector<Status> as_input_;
  absl::flat_hash_map<FactIndex, std::vector<ActiveMeasure>> by_fact_;
  std::vector<ActiveMeasure> by_class_;
  absl::flat_hash_map<int, Status> inherent_;
  absl::flat_hash_set<int> denied_by_guard_;  // in the inherent view
  std::string too_deep_;
  int depth_ = 0;
};

}  // namespace

absl::Status ResolveStatus(ViewDraft& draft, const Denials& denials) {
  Resolver resolver(draft, denials);
  for (size_t i = 0; i < draft.instances.size(); ++i) {
    resolver.Resolve(static_cast<int>(i));
  }
  resolver.ApplyOmissions();
  if (!resolver.too_deep().empty()) {
    return absl::ResourceExhaustedError(
        absl::StrCat("'", resolver.too_deep(), "' hangs on more than ",
                     kMaxDependencyDepth, " carriers and guards in a row"));
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::graph
