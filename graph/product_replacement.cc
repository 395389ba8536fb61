#include "graph/product_replacement.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/class_members.h"
#include "graph/information_replacement.h"
#include "graph/recorded_membership.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kOperates = "operates";

absl::string_view NameIn(absl::string_view id) {
  return id.substr(id.find('/') + 1);
}

// The members where the class is no more than these; else nothing.
const std::vector<std::string>* OnlyIds(const Selector& selector) {
  Selector ids;
  ids.label = selector.label;
  ids.kind = selector.kind;
  ids.ids = selector.ids;
  return !ids.ids.empty() && selector == ids ? &selector.ids : nullptr;
}

class Replacer {
 public:
  Replacer(const Overlay& overlay, const ProductReplacement& replacement)
      : overlay_(overlay),
        ontology_(overlay.base().ontology()),
        replacement_(replacement),
        suffix_(absl::StrCat("-by-", NameIn(replacement.by))) {}

  ReplacedUses Replace() {
    if (replacement_.product == replacement_.by) {
      result_.problem = "a product does not take its own place";
      return std::move(result_);
    }
    // Information of its own is named for it; what else it may be, the check of
    // the facts says.
    if (overlay_.Find(replacement_.by)->entity() == nullptr) {
      result_.problem = absl::StrCat("'", replacement_.by, "' is no product");
      return std::move(result_);
    }
    for (const std::string& id :
         overlay_.RelationsAt(replacement_.product, true)) {
      const Fact use = *overlay_.Find(id);
      if (!IsUse(use)) continue;
      if (use.relation()->source.selector) {
        Leave(id, "is a use by a class");
      } else if (BelongsToIt(use.relation()->source.id)) {
        if (IsThereOnTheDay(use)) ReplaceUse(use);
      }
    }
    LeaveUsesOfClasses();
    CopyWhatIsSaidOfClasses();
    CopyWhatIsSaidOfInformation();
    TellWhatUsesCarried();
    if (result_.ended.empty()) {
      result_.problem = absl::StrCat(
          "no use of '", replacement_.product, "' by '", replacement_.in, "' ",
          left_ ? "can be replaced on " : "is recorded",
          left_ ? replacement_.on.ToString() : "",
          left_ ? absl::StrCat(": ", absl::StrJoin(result_.notes, "; ")) : "");
    }
    return std::move(result_);
  }

 private:
  bool IsA(const std::string& kind, absl::string_view ancestor) const {
    const auto is = ontology_.FindRelationKind(kind);
    const auto of = ontology_.FindRelationKind(ancestor);
    return is && of && ontology_.RelationIsA(*is, *of);
  }

  bool IsUse(const Fact& fact) const {
    return fact.modality != Modality::kDenied &&
           IsA(fact.relation()->kind,
               overlay_.base().policy().document().use_kind);
  }

  void Leave(const std::string& id, absl::string_view why) {
    result_.notes.push_back(
        absl::StrCat("'", id, "' ", why, ": it stays as it is"));
    left_ = true;
  }

  // Of classes in which the product may be.
  void LeaveUsesOfClasses() {
    const Fact product = *overlay_.Find(replacement_.product);
    for (const std::string& id : overlay_.ClassRelations()) {
      const Fact use = *overlay_.Find(id);
      const Relation& relation = *use.relation();
      if (!relation.target.selector || !IsUse(use) || HasEnded(use) ||
          MembershipNow(overlay_, *relation.target.selector, product) ==
              Membership::kNone) {
        continue;
      }
      if (relation.source.selector || BelongsToIt(relation.source.id)) {
        Leave(id, absl::StrCat("is a use of a class that '",
                               replacement_.product, "' may be in"));
      }
    }
  }

  // As graph::ProcessesOf sees it: through what it is part of, or who operates
  // it, as on record.
  bool BelongsToIt(const std::string& id) const {
    std::vector<std::string> queue = {id};
    std::set<std::string> seen = {id};
    for (size_t i = 0; i < queue.size(); ++i) {
      const std::string at = queue[i];
      if (at == replacement_.in) return true;
      for (const std::string& name : overlay_.RelationsAt(at, false)) {
        const Fact fact = *overlay_.Find(name);
        const auto kind = ontology_.FindRelationKind(fact.relation()->kind);
        if (fact.modality == Modality::kDenied || !kind ||
            !ontology_.relation_kind(*kind).passes_denials) {
          continue;
        }
        // A class has no id, and is nobody's whole.
        const std::string& whole = fact.relation()->target.id;
        if (!whole.empty() && seen.insert(whole).second) queue.push_back(whole);
      }
      for (const std::string& name : overlay_.RelationsAt(at, true)) {
        const Fact fact = *overlay_.Find(name);
        if (fact.modality == Modality::kDenied ||
            !IsA(fact.relation()->kind, kOperates)) {
          continue;
        }
        const std::string& operator_id = fact.relation()->source.id;
        if (!operator_id.empty() && seen.insert(operator_id).second) {
          queue.push_back(operator_id);
        }
      }
    }
    return false;
  }

  bool HasEnded(const Fact& fact) const {
    return fact.valid.until.kind == Bound::Kind::kDated &&
           fact.valid.until.range.latest <= replacement_.on;
  }

  // Else it is left as it is, and said why.
  bool IsThereOnTheDay(const Fact& use) {
    const Bound& from = use.valid.from;
    const std::string day = replacement_.on.ToString();
    if (HasEnded(use)) {
      Leave(use.id, absl::StrCat("has ended by ", day));
    } else if (from.kind == Bound::Kind::kDated &&
               replacement_.on <= from.range.earliest) {
      Leave(use.id, absl::StrCat("starts on ", from.range.earliest.ToString(),
                                 ", not before ", day));
    } else if (overlay_.Has(absl::StrCat(use.id, suffix_))) {
      Leave(use.id, absl::StrCat("has been replaced by '", replacement_.by,
                                 "' already"));
    } else {
      return true;
    }
    return false;
  }

  // As its sources have it, under another name. Where no start is stated none
  // is given: it is uncertain as long as it was, and before the day the new use
  // is not there.
  Fact Copy(const Fact& fact) {
    Fact copy = fact;
    const std::string first = absl::StrCat(fact.id, suffix_);
    copy.id = first;
    // Carried by several uses, or said of a class of which others were replaced
    // before.
    for (int i = 2; overlay_.Has(copy.id) || !copies_.insert(copy.id).second;
         ++i) {
      copy.id = absl::StrCat(first, "-", i);
    }
    if (fact.valid.from.kind != Bound::Kind::kNotStated) {
      copy.valid.from = NotBefore(fact.valid.from, replacement_.on);
    }
    return copy;
  }

  void ReplaceUse(const Fact& use) {
    result_.ended.push_back(use);
    Fact instead = use;
    instead.id = absl::StrCat(use.id, suffix_);
    instead.valid.from = Bound::Dated({replacement_.on, replacement_.on});
    auto& relation = std::get<Relation>(instead.body);
    relation.target.id = replacement_.by;
    relation.via.clear();
    // What is said of the use itself: what it touches.
    for (const std::string& name : overlay_.RelationsAt(use.id, false)) {
      const Fact touches = *overlay_.Find(name);
      if (HasEnded(touches)) continue;
      Fact touched = Copy(touches);
      std::get<Relation>(touched.body).source.id = instead.id;
      result_.copied.push_back(std::move(touched));
    }
    HandleInformation(use.id, instead.id);
    result_.added.push_back(instead);
    replaced_.emplace_back(use, std::move(instead));
  }

  // What is said of classes in which the old uses are and the new ones are not.
  void CopyWhatIsSaidOfClasses() {
    for (const std::string& id : overlay_.ClassRelations()) {
      const Fact fact = *overlay_.Find(id);
      const End& source = fact.relation()->source;
      if (!source.selector || !SelectsRelations(*source.selector, ontology_) ||
          HasEnded(fact)) {
        continue;
      }
      std::vector<std::string> along;
      bool unsure = false;
      for (const auto& [use, instead] : replaced_) {
        const auto is = [&](const Fact& one) {
          return MembershipNow(overlay_, *source.selector, one);
        };
        if (is(use) == Membership::kNone ||
            is(instead) == Membership::kCertain) {
          continue;
        }
        if (is(use) == Membership::kCertain) {
          along.push_back(instead.id);
        } else {
          unsure = true;
        }
      }
      CopyOfClass(fact, std::move(along));
      if (unsure) {
        result_.notes.push_back(
            absl::StrCat("'", id,
                         "' is said of a class in which replaced uses "
                         "may be: it does not go along, and what the new uses "
                         "have of it is unknown unless they are in the class "
                         "or something else says it"));
      }
    }
  }

  // A class still: what is said of one of its members goes before.
  void CopyOfClass(const Fact& fact, std::vector<std::string> uses) {
    if (uses.empty()) return;
    Fact copy = Copy(fact);
    Selector these;
    these.kind = overlay_.base().policy().document().use_kind;
    these.ids = std::move(uses);
    std::get<Relation>(copy.body).source.selector = std::move(these);
    result_.copied.push_back(std::move(copy));
  }

  std::set<std::string> HandlingKinds() const {
    std::set<std::string> kinds;
    for (const Presumption& one :
         overlay_.base().policy().document().presumptions) {
      if (!one.handling.empty()) kinds.insert(one.handling);
    }
    return kinds;
  }

  // Information that is handled by the same process with the use.
  void HandleInformation(const std::string& use, const std::string& new_use) {
    const std::set<std::string> handling = HandlingKinds();
    for (const std::string& id : overlay_.CarriedBy(use)) {
      const Fact carried = *overlay_.Find(id);
      const Relation& relation = *carried.relation();
      if (!handling.contains(relation.kind) || HasEnded(carried)) continue;
      handlings_.insert(id);
      Fact handled = Copy(carried);
      auto& copy = std::get<Relation>(handled.body);
      copy.target = WithInformationOfItsOwn(relation.target, id, new_use);
      copy.via = {new_use};
      result_.copied.push_back(std::move(handled));
    }
  }

  // Of what is handled with the old uses and has one of its own with the new.
  void CopyWhatIsSaidOfInformation() {
    InformationReplacement replacement{
        .instead = information_,
        .handlings = handlings_,
        .handling_kinds = HandlingKinds(),
        .on = replacement_.on,
        .copy = [this](const Fact& fact) { return Copy(fact); }};
    for (const Fact& use : result_.ended) replacement.uses.insert(use.id);
    InformationAlong along = FollowInformation(overlay_, replacement);
    for (auto& [of, fact] : along.copied) {
      result_.along.emplace_back(of, fact.id);
      result_.copied.push_back(std::move(fact));
    }
    result_.notes.insert(result_.notes.end(), along.notes.begin(),
                         along.notes.end());
  }

  // What hangs on the old uses: what they carry, and what that carries, such as
  // the handling with an app on the device. Of information that has one of its
  // own it is told already.
  void TellWhatUsesCarried() {
    std::set<std::string> told(result_.notes.begin(), result_.notes.end());
    std::set<std::string> seen = handlings_;
    std::vector<std::string> carriers;
    for (const Fact& use : result_.ended) carriers.push_back(use.id);
    for (size_t i = 0; i < carriers.size(); ++i) {
      const std::string carrier = carriers[i];
      for (const std::string& id : overlay_.CarriedBy(carrier)) {
        if (!seen.insert(id).second) continue;
        const Fact carried = *overlay_.Find(id);
        if (HasEnded(carried) ||
            StatusOf(carried.modality) >= Status::kBlocked) {
          continue;
        }
        carriers.push_back(id);
        std::string note = absl::StrCat("'", id, "' ", kStaysBehind);
        if (told.insert(note).second) result_.notes.push_back(std::move(note));
      }
    }
  }

  // What takes its place at the end of the handling `handled`.
  End WithInformationOfItsOwn(const End& target, const std::string& handled,
                              const std::string& new_use) {
    if (!target.selector) return {InformationLike(target.id), std::nullopt};
    const std::vector<std::string>* members = OnlyIds(*target.selector);
    if (members == nullptr) {
      result_.notes.push_back(absl::StrCat(
          "'", handled, "' is the handling of a class: with '", new_use,
          "' that same information is handled, and what is recorded of it "
          "counts with the new use too"));
      return target;
    }
    Selector own;
    own.kind = target.selector->kind;
    for (const std::string& id : *members) {
      own.ids.push_back(InformationLike(id));
    }
    return {"", std::move(own)};
  }

  std::string InformationLike(const std::string& id) {
    std::string information = absl::StrCat(id, suffix_);
    if (!information_.contains(id)) AddInformation(id, information);
    return information;
  }

  void AddInformation(const std::string& like, const std::string& id) {
    Fact fact = *overlay_.Find(like);
    fact.id = id;
    fact.valid = {Bound::Open(), {}};
    auto& entity = std::get<Entity>(fact.body);
    const Fact product = *overlay_.Find(replacement_.by);
    const Text& by = product.entity()->name;
    entity.name = {absl::StrCat(entity.name.In(Language::kDutch), " (met ",
                                by.In(Language::kDutch), ")"),
                   absl::StrCat(entity.name.In(Language::kEnglish), " (with ",
                                by.In(Language::kEnglish), ")")};
    entity.aliases.clear();
    information_.emplace(like, fact);
    result_.added.push_back(std::move(fact));
  }

  const Overlay& overlay_;
  const Ontology& ontology_;
  const ProductReplacement& replacement_;
  const std::string suffix_;
  std::map<std::string, Fact> information_;      // added already, by the old
  std::set<std::string> handlings_;              // with which it was handled
  std::set<std::string> copies_;                 // their ids
  std::vector<std::pair<Fact, Fact>> replaced_;  // uses, and those instead
  bool left_ = false;                            // uses that stay
  ReplacedUses result_;
};

}  // namespace

ReplacedUses ReplaceUses(const Overlay& overlay,
                         const ProductReplacement& replacement) {
  return Replacer(overlay, replacement).Replace();
}

}  // namespace ketenzicht::graph
