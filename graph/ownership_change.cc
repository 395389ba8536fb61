#include "graph/ownership_change.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kOwnedBy = "owned_by";
constexpr absl::string_view kMajorityOwnedBy = "majority_owned_by";
constexpr absl::string_view kControlledBy = "controlled_by";
constexpr double kMajority = 50;

absl::string_view NameIn(absl::string_view id) {
  return id.substr(id.find('/') + 1);
}

class Changer {
 public:
  Changer(const Overlay& overlay, const SetOwner& own, Date on,
          absl::string_view scenario)
      : overlay_(overlay), own_(own), on_(on), scenario_(scenario) {}

  OwnershipChange Change() {
    if (!own_.instead_of.empty()) {
      End(own_.instead_of, false);
      End(own_.instead_of, true);
    }
    const bool only_control = own_.controls && !own_.share && !own_.votes;
    if (own_.share && *own_.share == 0) {
      EndShare();
    } else if (!only_control || Held(own_.owner, false).empty()) {
      Put(own_.share.value_or(0) > kMajority ? kMajorityOwnedBy : kOwnedBy);
    }
    if (own_.controls.value_or(own_.votes.value_or(0) > kMajority)) {
      Put(kControlledBy);
    } else if (own_.controls) {
      End(own_.owner, true);
    }
    return std::move(result_);
  }

 private:
  bool HasEnded(const Fact& fact) const {
    return fact.valid.until.kind == Bound::Kind::kDated &&
           fact.valid.until.range.latest <= on_;
  }
  bool IsGone(const std::string& id) const {
    return std::find(result_.gone.begin(), result_.gone.end(), id) !=
           result_.gone.end();
  }
  // By the scenario, from the day on.
  bool WasJustAdded(const Fact& fact) const {
    return overlay_.base().Find(fact.id) == kNoFact &&
           fact.valid.from.kind == Bound::Kind::kDated &&
           fact.valid.from.range.latest == on_;
  }

  // The relations that say what this owner has of the company, and that have
  // not ended.
  std::vector<Fact> Held(const std::string& owner, bool control) const {
    std::vector<Fact> found;
    for (const std::string& id : overlay_.RelationsAt(own_.company, false)) {
      Fact fact = *overlay_.Find(id);
      const Relation& relation = *fact.relation();
      const bool of_the_sort = control ? relation.kind == kControlledBy
                                       : relation.kind == kOwnedBy ||
                                             relation.kind == kMajorityOwnedBy;
      if (of_the_sort && relation.target.id == owner && !HasEnded(fact) &&
          !IsGone(id)) {
        found.push_back(std::move(fact));
      }
    }
    return found;
  }

  void End(const std::string& owner, bool control) {
    for (Fact& fact : Held(owner, control)) {
      if (WasJustAdded(fact)) {
        result_.gone.push_back(fact.id);
      } else {
        result_.ended.push_back(std::move(fact));
      }
    }
  }

  void EndShare() {
    const auto text = [&](absl::string_view what) {
      return absl::StrCat("'", own_.owner, "' ", what, " '", own_.company, "'");
    };
    if (Held(own_.owner, false).empty()) {
      result_.notes.push_back(text("has no share to end of"));
    }
    End(own_.owner, false);
    if (!own_.controls && !Held(own_.owner, true).empty()) {
      result_.notes.push_back(absl::StrCat(
          text("still controls"), "; where it does not, say control: false"));
    }
  }

  // In the place of what there is of the same sort.
  void Put(absl::string_view kind) {
    End(own_.owner, kind == kControlledBy);
    Fact fact;
    fact.id = NewId(kind);
    fact.valid = {Bound::Dated({on_, on_}), Bound::Open()};
    Relation relation;
    relation.kind = std::string(kind);
    relation.source.id = own_.company;
    relation.target.id = own_.owner;
    if (own_.share) relation.attributes["share"] = absl::StrCat(*own_.share);
    if (own_.votes) relation.attributes["votes"] = absl::StrCat(*own_.votes);
    fact.body = std::move(relation);
    result_.added.push_back(std::move(fact));
  }

  std::string NewId(absl::string_view kind) const {
    const std::string first =
        absl::StrCat("relations/", NameIn(own_.company), "-",
                     absl::StrReplaceAll(kind, {{"_", "-"}}), "-",
                     NameIn(own_.owner), "-in-", NameIn(scenario_));
    std::string id = first;
    // It had another share for a while.
    for (int i = 2; overlay_.Has(id) && !IsGone(id); ++i) {
      id = absl::StrCat(first, "-", i);
    }
    return id;
  }

  const Overlay& overlay_;
  const SetOwner& own_;
  const Date on_;
  const absl::string_view scenario_;
  OwnershipChange result_;
};

}  // namespace

OwnershipChange ChangeOwnership(const Overlay& overlay, const SetOwner& own,
                                Date on, absl::string_view scenario) {
  return Changer(overlay, own, on, scenario).Change();
}

}  // namespace ketenzicht::graph
