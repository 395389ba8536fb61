#include "graph/ownership_change.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "graph/recorded_membership.h"
#include "graph/status.h"

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
      TellWhatStays();
      End(own_.instead_of, false);
      End(own_.instead_of, true);
    }
    ChangeShare();
    ChangeControl();
    if (own_.share) TellMoreThanAll();
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
  bool IsNew(const std::string& id) const {
    const auto is = [&](const Fact& fact) { return fact.id == id; };
    return std::any_of(result_.added.begin(), result_.added.end(), is) ||
           std::any_of(result_.kept.begin(), result_.kept.end(), is);
  }
  static bool IsSaid(const Fact& fact) {
    return StatusOf(fact.modality) < Status::kBlocked;
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

  // Where there is nothing to take the place of, or it is said of a class, of
  // which the others keep it.
  void TellWhatStays() {
    if (Standing(own_.instead_of, false).empty() &&
        Standing(own_.instead_of, true).empty()) {
      result_.notes.push_back(
          absl::StrCat("'", own_.instead_of, "' has nothing of '", own_.company,
                       "' by these names: instead_of ends nothing"));
    }
    for (const std::string& id : overlay_.ClassRelations()) {
      const Fact fact = *overlay_.Find(id);
      const Relation& relation = *fact.relation();
      if (!IsOwnership(relation.kind) || !IsSaid(fact) || HasEnded(fact) ||
          !MayBe(relation.source, own_.company) ||
          !MayBe(relation.target, own_.instead_of)) {
        continue;
      }
      result_.notes.push_back(absl::StrCat(
          "'", id, "' is said of a class that '", own_.company, "' or '",
          own_.instead_of, "' may be in: it stays as it is"));
    }
  }

  static bool IsOwnership(absl::string_view kind) {
    return kind == kOwnedBy || kind == kMajorityOwnedBy ||
           kind == kControlledBy;
  }

  bool MayBe(const graph::End& end, const std::string& id) const {
    if (!end.selector) return end.id == id;
    return MembershipNow(overlay_, *end.selector, *overlay_.Find(id)) !=
           Membership::kNone;
  }

  // Of those, what is not denied, nor only thought of.
  std::vector<Fact> Standing(const std::string& owner, bool control) const {
    std::vector<Fact> held = Held(owner, control);
    std::erase_if(held, [](const Fact& fact) { return !IsSaid(fact); });
    return held;
  }

  std::string Pair(absl::string_view what) const {
    return absl::StrCat("'", own_.owner, "' ", what, " '", own_.company, "'");
  }

  void ChangeShare() {
    const std::vector<Fact> standing = Standing(own_.owner, false);
    if (own_.share && *own_.share == 0) {
      if (standing.empty()) {
        result_.notes.push_back(Pair("has no share to end of"));
      }
      End(own_.owner, false);
    } else if (own_.share) {
      Put(*own_.share > kMajority ? kMajorityOwnedBy : kOwnedBy);
    } else if (!standing.empty()) {
      if (own_.votes) KeepWithVotes(standing);
    } else if (own_.votes || *own_.controls) {
      Put(kOwnedBy);
    }
  }

  void ChangeControl() {
    const bool held = !Standing(own_.owner, true).empty();
    if (own_.controls.value_or(own_.votes.value_or(0) > kMajority)) {
      Put(kControlledBy);
    } else if (own_.controls) {
      if (!held && !own_.share && !own_.votes) {
        result_.notes.push_back(Pair("has no control to end of"));
      }
      End(own_.owner, true);
    } else if (held && (own_.votes || *own_.share == 0)) {
      result_.notes.push_back(absl::StrCat(
          Pair("still controls"), "; where it does not, say control: false"));
    }
  }

  // What is on record of the share goes on, said by who said it.
  void KeepWithVotes(const std::vector<Fact>& standing) {
    for (const Fact& fact : standing) {
      Fact kept = fact;
      const Bound& from = fact.valid.from;
      // One that does not start before the day has never had other votes.
      if (from.kind != Bound::Kind::kDated || from.range.earliest < on_) {
        result_.ended.push_back(fact);
        kept.id = NewId(fact.relation()->kind);
        kept.valid.from = StartOfRest(fact);
      }
      std::get<Relation>(kept.body).attributes["votes"] =
          absl::StrCat(*own_.votes);
      result_.kept.push_back(std::move(kept));
    }
  }

  // From the day on; where no start is stated, as uncertain as it was before it
  // was first said.
  Bound StartOfRest(const Fact& fact) const {
    if (fact.valid.from.kind == Bound::Kind::kDated) {
      return NotBefore(fact.valid.from, on_);
    }
    Date certain = on_;
    if (fact.valid.from.kind == Bound::Kind::kNotStated &&
        !fact.evidence.empty()) {
      const auto first =
          std::min_element(fact.evidence.begin(), fact.evidence.end(),
                           [](const Evidence& a, const Evidence& b) {
                             return a.asserted_on < b.asserted_on;
                           });
      certain = std::max(on_, first->asserted_on);
    }
    return Bound::Dated({on_, certain});
  }

  // In the place of what there is of the same sort, of which what is not said
  // stays.
  void Put(absl::string_view kind) {
    const bool control = kind == kControlledBy;
    const std::vector<Fact> standing = Standing(own_.owner, control);
    End(own_.owner, control);
    Fact fact;
    fact.id = NewId(kind);
    fact.valid = {Bound::Dated({on_, on_}), Bound::Open()};
    Relation relation;
    relation.kind = std::string(kind);
    relation.source.id = own_.company;
    relation.target.id = own_.owner;
    SetNumber("share", own_.share, standing, relation);
    SetNumber("votes", own_.votes, standing, relation);
    fact.body = std::move(relation);
    result_.added.push_back(std::move(fact));
  }

  static void SetNumber(const std::string& name,
                        const std::optional<double>& said,
                        const std::vector<Fact>& standing, Relation& relation) {
    if (said) {
      relation.attributes[name] = absl::StrCat(*said);
      return;
    }
    for (const Fact& fact : standing) {
      const auto& attributes = fact.relation()->attributes;
      const auto at = attributes.find(name);
      if (at == attributes.end()) continue;
      relation.attributes[name] = at->second;
      return;
    }
  }

  // What the owner has at least, and whether it may be no less than more.
  struct Share {
    double least = 0;
    bool more = false;
  };

  static Share ShareOf(const Relation& relation) {
    const auto at = relation.attributes.find("share");
    Share share;
    if (at != relation.attributes.end() &&
        absl::SimpleAtod(at->second, &share.least)) {
      return share;
    }
    const bool majority = relation.kind == kMajorityOwnedBy;
    return {majority ? kMajority : 0, majority};
  }

  // The relations that say who owns the company on the day, after the change.
  std::vector<Fact> OwnersOnTheDay() const {
    std::set<std::string> otherwise;
    for (const Fact& fact : result_.ended) otherwise.insert(fact.id);
    for (const Fact& fact : result_.kept) otherwise.insert(fact.id);
    std::vector<Fact> all = result_.added;
    all.insert(all.end(), result_.kept.begin(), result_.kept.end());
    for (const std::string& id : overlay_.RelationsAt(own_.company, false)) {
      if (!otherwise.contains(id) && !IsGone(id)) {
        all.push_back(*overlay_.Find(id));
      }
    }
    std::erase_if(all, [&](const Fact& fact) {
      const Relation& relation = *fact.relation();
      const Bound& from = fact.valid.from;
      return (relation.kind != kOwnedBy && relation.kind != kMajorityOwnedBy) ||
             relation.target.id.empty() || !IsSaid(fact) || HasEnded(fact) ||
             (from.kind == Bound::Kind::kDated && on_ < from.range.earliest);
    });
    return all;
  }

  void TellMoreThanAll() {
    std::map<std::string, Share> shares;
    for (const Fact& fact : OwnersOnTheDay()) {
      const Share share = ShareOf(*fact.relation());
      Share& most = shares[fact.relation()->target.id];
      if (std::pair(most.least, most.more) <
          std::pair(share.least, share.more)) {
        most = share;
      }
    }
    double sum = 0;
    bool more = false;
    std::vector<std::string> owners;
    for (const auto& [owner, share] : shares) {
      if (share.least == 0) continue;
      sum += share.least;
      more = more || share.more;
      owners.push_back(absl::StrCat(
          "'", owner, "' ", share.more ? "more than " : "", share.least, "%"));
    }
    // Thirds that were rounded are no more than all.
    constexpr double kRounding = 0.01;
    if (owners.size() < 2 ||
        !(sum > 100 + kRounding || (more && sum > 100 - kRounding))) {
      return;
    }
    result_.notes.push_back(
        absl::StrCat("together they then own more than all of '", own_.company,
                     "': ", absl::StrJoin(owners, ", "),
                     "; where one takes the place of another, say instead_of"));
  }

  std::string NewId(absl::string_view kind) const {
    const std::string first =
        absl::StrCat("relations/", NameIn(own_.company), "-",
                     absl::StrReplaceAll(kind, {{"_", "-"}}), "-",
                     NameIn(own_.owner), "-in-", NameIn(scenario_));
    std::string id = first;
    // It had another share for a while.
    for (int i = 2; (overlay_.Has(id) && !IsGone(id)) || IsNew(id); ++i) {
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
