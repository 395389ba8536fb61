#include "graph/measure_fit.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

bool IsInPlace(const std::optional<Fact>& fact, Date day) {
  if (!fact || fact->measure() == nullptr ||
      fact->measure()->state != MeasureState::kInPlace ||
      StatusOf(fact->modality) >= Status::kBlocked) {
    return false;
  }
  // Without a start it may have begun, and in a view it counts as unknown.
  return PresenceAt(fact->valid, std::nullopt, day) != Presence::kAbsent;
}

class Fit {
 public:
  Fit(const Overlay& overlay, Date day) : overlay_(overlay), day_(day) {}

  MeasureFit Find() {
    const bool any = std::any_of(
        overlay_.facts().begin(), overlay_.facts().end(), [&](const auto& one) {
          return WasInPlace(one.first) != IsInPlace(one.second, day_);
        });
    if (!any) return std::move(fit_);
    for (const std::string& id : Measures()) {
      const std::optional<Fact> fact = overlay_.Find(id);
      if (IsInPlace(fact, day_)) Look(*fact);
    }
    return std::move(fit_);
  }

 private:
  bool WasInPlace(const std::string& id) const {
    const FactIndex index = overlay_.base().Find(id);
    return index != kNoFact && overlay_.base().facts().is_measure(index) &&
           IsInPlace(overlay_.base().facts().Read(index), day_);
  }
  bool Is(const std::string& id) const {
    return IsInPlace(overlay_.Find(id), day_);
  }

  std::set<std::string> Measures() const {
    std::set<std::string> ids;
    for (FactIndex measure : overlay_.base().measures()) {
      ids.emplace(overlay_.base().id(measure));
    }
    for (const auto& [id, fact] : overlay_.facts()) ids.insert(id);
    return ids;
  }

  void Look(const Fact& fact) {
    const std::string& id = fact.id;
    const bool was = WasInPlace(id);
    for (const std::string& needed : fact.measure()->prerequisites) {
      if (Is(needed)) continue;
      const std::string text =
          absl::StrCat("'", id, "' needs '", needed, "', which is not in place",
                       " on ", day_.ToString());
      if (!was) {
        fit_.refused.push_back({id, text});
      } else if (WasInPlace(needed)) {
        fit_.told.push_back(
            {needed, absl::StrCat(text,
                                  " any more: it stays in place, and "
                                  "what it does counts all the same")});
      }
    }
    for (const std::string& other : fact.measure()->conflicts_with) {
      if (!Is(other) || (was && WasInPlace(other)) ||
          !conflicts_.insert(std::minmax(id, other)).second) {
        continue;
      }
      fit_.refused.push_back(
          {was ? other : id,
           absl::StrCat("'", id, "' cannot be in place beside '", other,
                        "', which is in place on ", day_.ToString())});
    }
  }

  const Overlay& overlay_;
  const Date day_;
  std::set<std::pair<std::string, std::string>> conflicts_;  // told already
  MeasureFit fit_;
};

}  // namespace

MeasureFit FitOfMeasures(const Overlay& overlay, Date day) {
  return Fit(overlay, day).Find();
}

}  // namespace ketenzicht::graph
