#include "graph/measure_fit.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "graph/scenario_counting.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

// In place on the day, be it in doubt, whoever says it.
bool MayBeInPlace(const std::optional<Fact>& fact, Date day) {
  return fact && fact->measure() != nullptr &&
         fact->measure()->state == MeasureState::kInPlace &&
         StatusOf(fact->modality) < Status::kBlocked &&
         PresenceAt(fact->valid, std::nullopt, day) != Presence::kAbsent;
}

// How far a measure is in place: for certain (kOpen), to some degree, or not at
// all (kNoPath).
struct Standing {
  Status status = Status::kNoPath;
  // Where it is not for certain, why, and how a scenario can say that it is;
  // empty where it is not there on the day.
  std::string doubt;
  std::string way_out;
};

class Fit {
 public:
  Fit(const Overlay& overlay, Date day, const ScenarioCounting* counting)
      : overlay_(overlay), day_(day), counting_(counting) {}

  MeasureFit Find() {
    const bool any = std::any_of(
        overlay_.facts().begin(), overlay_.facts().end(), [&](const auto& one) {
          return (one.second && one.second->measure() != nullptr) ||
                 WasInPlace(one.first);
        });
    if (!any) return std::move(fit_);
    for (const std::string& id : Measures()) {
      const std::optional<Fact> fact = overlay_.Find(id);
      if (!MayBeInPlace(fact, day_)) continue;
      LookAtNeeds(*fact);
      LookAtConflicts(*fact);
    }
    return std::move(fit_);
  }

 private:
  std::optional<Fact> Before(const std::string& id) const {
    const FactIndex index = overlay_.base().Find(id);
    if (index == kNoFact) return std::nullopt;
    return overlay_.base().facts().Read(index);
  }
  bool WasInPlace(const std::string& id) const {
    const FactIndex index = overlay_.base().Find(id);
    return index != kNoFact && overlay_.base().facts().is_measure(index) &&
           MayBeInPlace(Before(id), day_);
  }

  std::set<std::string> Measures() const {
    std::set<std::string> ids;
    for (FactIndex measure : overlay_.base().measures()) {
      ids.emplace(overlay_.base().id(measure));
    }
    for (const auto& [id, fact] : overlay_.facts()) ids.insert(id);
    return ids;
  }

  Standing Of(const std::optional<Fact>& fact) const {
    if (!MayBeInPlace(fact, day_)) return {};
    const std::string affirm = absl::StrCat("affirm '", fact->id, "'");
    if (const std::string why = WhyItDoesNotCount(overlay_, counting_, *fact);
        !why.empty()) {
      return {Status::kNoPath, absl::StrCat("it does not count: ", why),
              affirm};
    }
    if (PresenceAt(fact->valid, std::nullopt, day_) != Presence::kPresent) {
      return {Weakest(StatusOf(fact->modality), Status::kUnknown),
              "the day on which it starts or ends is not certain",
              "set its valid"};
    }
    if (PresenceAt(fact->valid, FirstSaid(overlay_, counting_, *fact), day_) !=
        Presence::kPresent) {
      return {Weakest(StatusOf(fact->modality), Status::kUnknown),
              "it is said only later, and since when is not", affirm};
    }
    const Status status = StatusOf(fact->modality);
    if (status == Status::kOpen) return {status, "", ""};
    return {
        status,
        absl::StrCat("it is recorded as ", status == Status::kUnknown
                                               ? "unknown"
                                               : "possible or not excluded"),
        affirm};
  }

  // What there is to say of one that needs what is not in place so far.
  std::string Lacks(const std::string& id, const std::string& needed,
                    const Standing& standing) const {
    if (standing.doubt.empty()) {
      return absl::StrCat("'", id, "' needs '", needed,
                          "', which is not in place on ", day_.ToString());
    }
    return absl::StrCat("'", id, "' needs '", needed,
                        "', and whether that is in place on ", day_.ToString(),
                        " is not certain (", standing.doubt, ")");
  }

  void LookAtNeeds(const Fact& fact) {
    const std::string& id = fact.id;
    // Whether it counts itself is told elsewhere, and is no reason.
    const Status own = Fit(overlay_, day_, nullptr).Of(fact).status;
    for (const std::string& needed : fact.measure()->prerequisites) {
      const Standing now = Of(overlay_.Find(needed));
      if (now.status <= own) continue;
      const std::string text = Lacks(id, needed, now);
      if (!WasInPlace(id)) {
        fit_.refused.push_back(
            {id,
             now.doubt.empty()
                 ? text
                 : absl::StrCat(text, "; where it is, ", now.way_out),
             id, needed});
      } else if (WasInPlace(needed) && now.status > Of(Before(needed)).status) {
        fit_.told.push_back(
            {needed,
             absl::StrCat(text,
                          " any more: it stays in place, and what it does "
                          "counts all the same"),
             id, needed});
      }
    }
  }

  void LookAtConflicts(const Fact& fact) {
    const std::string& id = fact.id;
    if (Of(fact).status == Status::kNoPath) return;
    for (const std::string& other : fact.measure()->conflicts_with) {
      if (Of(overlay_.Find(other)).status == Status::kNoPath ||
          (WasInPlace(id) && WasInPlace(other)) ||
          !conflicts_.insert(std::minmax(id, other)).second) {
        continue;
      }
      fit_.refused.push_back(
          {WasInPlace(id) ? other : id,
           absl::StrCat("'", id, "' cannot be in place beside '", other,
                        "', which is in place on ", day_.ToString()),
           id, other, true});
    }
  }

  const Overlay& overlay_;
  const Date day_;
  const ScenarioCounting* const counting_;
  std::set<std::pair<std::string, std::string>> conflicts_;  // told already
  MeasureFit fit_;
};

}  // namespace

MeasureFit FitOfMeasures(const Overlay& overlay, Date day,
                         const ScenarioCounting* counting) {
  return Fit(overlay, day, counting).Find();
}

MeasureFit FitUnder(const Scenario& scenario, const Overlay& overlay,
                    Date day) {
  const std::optional<ScenarioCounting> counting =
      CountingUnder(scenario, overlay.base());
  return FitOfMeasures(overlay, day, counting ? &*counting : nullptr);
}

MeasureFit FitOfChanges(const Snapshot& snapshot, const ViewOptions& options) {
  if (!options.measures) return {};
  // Not for longer than this.
  Overlay overlay(std::shared_ptr<const Snapshot>(
      std::shared_ptr<const Snapshot>(), &snapshot));
  for (const Change& change : options.changes) {
    const FactIndex index = snapshot.Find(change.fact);
    if (index == kNoFact || !snapshot.facts().is_measure(index)) continue;
    Fact fact = snapshot.facts().Read(index);
    auto& measure = *fact.measure();
    switch (change.op) {
      case Change::Op::kTake:
        measure.state = MeasureState::kInPlace;
        break;
      case Change::Op::kLift:
        measure.state = MeasureState::kCandidate;
        break;
      case Change::Op::kDeny:
      case Change::Op::kRemove:
        fact.modality = Modality::kDenied;
        break;
    }
    overlay.Put(std::move(fact));
  }
  if (overlay.empty()) return {};
  const ScenarioCounting counting{.source_types = options.source_types,
                                  .sources = options.sources,
                                  .with_inferred = options.with_inferred,
                                  .verified_only = options.verified_only};
  return FitOfMeasures(overlay, options.date, &counting);
}

}  // namespace ketenzicht::graph
