#include "graph/relation_status.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "graph/class_members.h"
#include "graph/guard_value.h"

namespace ketenzicht::graph {
namespace {

// Finds what the measures of a view select.
class MeasureFinder {
 public:
  explicit MeasureFinder(InstanceTable& table)
      : table_(table), members_(table) {}

  void Find(const ActiveMeasure& active) {
    const Measure& measure = table_.facts().measure(active.fact);
    for (InstanceIndex i : members_.CandidatesOf(measure.selects)) {
      if (!table_.counts(i)) continue;
      const std::optional<Status> member = members_.Matches(measure.selects, i);
      if (!member) continue;
      MeasureMet met;
      met.measure = active.fact;
      met.effect = measure.effect;
      met.in_force = And(active.in_force, TruthOf(*member));
      met.counts = table_.options().measures && table_.is_in_place(active.fact);
      met.by_example = measure.selects.by_example;
      table_.mutable_measures(i).push_back(met);
    }
  }

  // Those of single facts before those of classes, each in the order of ids.
  void FindAll() {
    for (const bool by_class : {false, true}) {
      for (const ActiveMeasure& active : table_.active_measures) {
        const Measure& measure = table_.facts().measure(active.fact);
        if (measure.selects.ids.empty() == by_class) Find(active);
      }
    }
  }

 private:
  InstanceTable& table_;
  ClassMembers members_;
};

// Resolves what depends on something, depth first, each once. A relation
// without carriers, guard and measures is what its modality says.
class Resolver {
 public:
  Resolver(InstanceTable& table, const Denials& denials)
      : table_(table), guards_(table, denials) {}

  void ResolveAll() {
    for (InstanceIndex i = 0; i < table_.size(); ++i) {
      if (table_.is_instance(i)) table_.SetStatus(i, Plain(i));
    }
    for (FactIndex i : table_.facts().detailed()) {
      if (table_.is_instance(i)) Resolve(i);
    }
    for (InstanceIndex i = table_.facts().size(); i < table_.size(); ++i) {
      Resolve(i);
    }
    std::vector<InstanceIndex> measured;
    for (const auto& [i, met] : table_.all_measures()) measured.push_back(i);
    for (InstanceIndex i : measured) Resolve(i);
    // Only now: what counts must not depend on the order of resolving.
    for (const auto& [i, resolved] : resolved_) {
      if (resolved.omission != Omission::kNone) {
        table_.Omit(i, resolved.omission, resolved.by);
      }
    }
  }

  const std::string& too_deep() const { return too_deep_; }

 private:
  struct Resolved {
    Status status = Status::kNoPath;
    // As if there were no measures on it and on what carries it.
    Status unmeasured = Status::kNoPath;
    // As a guard sees it: what its own guard denies does not hold, and measures
    // count where they act on the relation itself, not on what carries it. A
    // decision not to use the drone takes nobody's key away.
    Status as_input = Status::kNoPath;
    Omission omission = Omission::kNone;
    std::string by;
  };

  bool HasGuard(InstanceIndex i) const {
    const FactIndex fact = table_.fact(i);
    if (fact == kNoFact) return false;
    const Relation* detail = table_.facts().detail(fact);
    return detail != nullptr && detail->holds_while;
  }

  bool IsPlain(InstanceIndex i) const {
    return table_.carriers(i).empty() && table_.measures(i).empty() &&
           !HasGuard(i);
  }

  Status Plain(InstanceIndex i) const {
    return table_.counts(i) ? table_.modal(i) : Status::kNoPath;
  }

  Resolved Resolve(InstanceIndex i) {
    if (IsPlain(i)) return {Plain(i), Plain(i), Plain(i), Omission::kNone, ""};
    const auto known = resolved_.find(i);
    if (known != resolved_.end()) return known->second;
    Resolved resolved;
    if (!table_.counts(i)) return resolved_[i] = resolved;
    if (++depth_ > kMaxDependencyDepth) too_deep_ = table_.id(i);
    if (too_deep_.empty()) {
      resolved = ResolveCounting(i);
    } else {
      resolved.status = Status::kUnknown;
    }
    --depth_;
    table_.SetStatus(i, resolved.status);
    return resolved_[i] = resolved;
  }

  Resolved ResolveCounting(InstanceIndex i) {
    Resolved resolved = WithCarriers(i);
    const Status guard = GuardOf(i, resolved);
    const Status measures = MeasuresOn(i);
    if (IsOpenQuestion(guard) || IsOpenQuestion(measures)) table_.LeaveOpen(i);
    if (resolved.omission != Omission::kNone) {
      resolved.status = Status::kNoPath;
      resolved.unmeasured = Status::kNoPath;
      resolved.as_input = resolved.omission == Omission::kGuard
                              ? Status::kBlocked
                              : Status::kNoPath;
      return resolved;
    }
    resolved.unmeasured = Weakest(resolved.unmeasured, guard);
    resolved.as_input = Weakest(resolved.unmeasured, measures);
    resolved.status = Weakest(resolved.status, Weakest(guard, measures));
    return resolved;
  }

  // Whether what leaves this of a relation may, or may not, let it be.
  static bool IsOpenQuestion(Status left) {
    return left == Status::kNotExcluded || left == Status::kUnknown;
  }

  Status AsGuardInput(InstanceIndex i, bool inherent) {
    if (!inherent || !table_.options().measures) return Resolve(i).as_input;
    const Status status = Inherent(i);
    return status == Status::kNoPath && denied_by_guard_.contains(i)
               ? Status::kBlocked
               : status;
  }

  // Its status as if there were no measures anywhere.
  Status Inherent(InstanceIndex i) {
    if (!table_.counts(i)) return Status::kNoPath;
    const auto known = inherent_.find(i);
    if (known != inherent_.end()) return known->second;
    Status status = table_.modal(i);
    for (FactIndex carrier : table_.carriers(i)) {
      Status best = Status::kNoPath;
      for (InstanceIndex one : table_.of(carrier)) {
        for (InstanceIndex in_place : InPlaceOf(table_, one)) {
          best = Strongest(best, Inherent(in_place));
        }
      }
      status = Weakest(status, best);
    }
    if (status != Status::kNoPath && HasGuard(i)) {
      std::vector<GuardInput> unused;
      const Truth value = guards_.Evaluate(
          *table_.facts().detail(table_.fact(i))->holds_while, i,
          [this](InstanceIndex one, bool) { return AsGuardInput(one, true); },
          unused, true);
      if (value == Truth::kDenied) denied_by_guard_.insert(i);
      status = value == Truth::kDenied ? Status::kNoPath
                                       : Weakest(status, StatusUnless(value));
    }
    return inherent_[i] = status;
  }

  Resolved WithCarriers(InstanceIndex i) {
    Resolved carried{table_.modal(i), table_.modal(i), Status::kNoPath,
                     Omission::kNone, ""};
    for (FactIndex carrier : table_.carriers(i)) {
      Status best = Status::kNoPath;
      Status unmeasured = Status::kNoPath;
      for (InstanceIndex one : table_.of(carrier)) {
        for (InstanceIndex in_place : InPlaceOf(table_, one)) {
          const Resolved resolved = Resolve(in_place);
          best = Strongest(best, resolved.status);
          unmeasured = Strongest(unmeasured, resolved.unmeasured);
        }
      }
      if (best == Status::kNoPath && carried.omission == Omission::kNone) {
        carried.omission = Omission::kCarrier;
        carried.by = std::string(table_.facts().id(carrier));
      }
      carried.status = Weakest(carried.status, best);
      carried.unmeasured = Weakest(carried.unmeasured, unmeasured);
    }
    return carried;
  }

  // What the relation's own guard leaves of it.
  Status GuardOf(InstanceIndex i, Resolved& resolved) {
    if (!HasGuard(i)) return Status::kOpen;
    std::vector<GuardInput> inputs;
    const Truth value = guards_.Evaluate(
        *table_.facts().detail(table_.fact(i))->holds_while, i,
        [this](InstanceIndex one, bool inherent) {
          return AsGuardInput(one, inherent);
        },
        inputs);
    table_.SetGuardInputs(i, std::move(inputs));
    if (value == Truth::kDenied && resolved.omission == Omission::kNone) {
      resolved.omission = Omission::kGuard;
    }
    return StatusUnless(value);
  }

  // What the measures that count leave of it.
  Status MeasuresOn(InstanceIndex i) {
    if (table_.measures(i).empty()) return Status::kOpen;
    Status status = Status::kOpen;
    // A copy: the guards may resolve, and write, those of other relations.
    std::vector<MeasureMet> measures = table_.measures(i);
    for (MeasureMet& met : measures) {
      const Measure& measure = table_.facts().measure(met.measure);
      if (measure.unless) {
        met.unless = guards_.Evaluate(
            *measure.unless, i,
            [this](InstanceIndex one, bool inherent) {
              return AsGuardInput(one, inherent);
            },
            met.inputs);
      }
      if (met.effect != MeasureEffect::kCloses) continue;
      met.leaves = StatusUnless(Or(met.unless, Not(met.in_force)));
      if (met.counts) status = Weakest(status, met.leaves);
    }
    table_.mutable_measures(i) = std::move(measures);
    return status;
  }

  InstanceTable& table_;
  GuardEvaluator guards_;
  absl::flat_hash_map<InstanceIndex, Resolved> resolved_;
  absl::flat_hash_map<InstanceIndex, Status> inherent_;
  absl::flat_hash_set<InstanceIndex> denied_by_guard_;  // in the inherent view
  std::string too_deep_;
  int depth_ = 0;
};

}  // namespace

absl::Status ResolveStatus(InstanceTable& table, const Denials& denials) {
  MeasureFinder(table).FindAll();
  Resolver resolver(table, denials);
  resolver.ResolveAll();
  if (!resolver.too_deep().empty()) {
    return absl::ResourceExhaustedError(
        absl::StrCat("'", resolver.too_deep(), "' hangs on more than ",
                     kMaxDependencyDepth, " carriers and guards in a row"));
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::graph
