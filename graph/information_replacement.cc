#include "graph/information_replacement.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graph/class_members.h"
#include "graph/recorded_membership.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

class Follower {
 public:
  Follower(const Overlay& overlay, const InformationReplacement& replacement)
      : overlay_(overlay),
        ontology_(overlay.base().ontology()),
        replacement_(replacement) {}

  InformationAlong Follow() {
    if (replacement_.instead.empty()) return std::move(result_);
    std::set<std::string> said;
    for (const auto& [old, instead] : replacement_.instead) {
      for (const bool target : {false, true}) {
        for (std::string& id : overlay_.RelationsAt(old, target)) {
          said.insert(std::move(id));
        }
      }
    }
    for (std::string& id : overlay_.ClassRelations()) {
      said.insert(std::move(id));
    }
    for (const std::string& id : said) Follow(*overlay_.Find(id));
    return std::move(result_);
  }

 private:
  // What stands at an end instead of the information that is replaced.
  struct NewEnd {
    std::optional<End> end;           // nothing where none of it is there
    bool maybe = false;               // only a view can tell of some of it
    bool no_longer_excepted = false;  // some is in a class that left it out
  };

  void Follow(const Fact& fact) {
    const Relation& relation = *fact.relation();
    if (replacement_.handling_kinds.contains(relation.kind) || HasEnded(fact)) {
      return;
    }
    const NewEnd source = InsteadOf(relation.source);
    const NewEnd target =
        Exposes(relation.kind) ? InsteadOf(relation.target) : NewEnd();
    if (source.maybe || target.maybe) {
      Tell(fact,
           "is said of a class in which information of replaced uses may be: "
           "of what takes its place it holds only where a view finds that in "
           "the class too");
    }
    if (fact.modality == Modality::kDenied &&
        (source.no_longer_excepted || target.no_longer_excepted)) {
      Tell(fact,
           "is denied of a class from which information of replaced uses is "
           "excepted: of what takes its place it is denied");
    }
    if (!source.end && !target.end) return;
    if (StatusOf(fact.modality) >= Status::kBlocked) {
      Tell(fact,
           "is denied or only thought of, and not said of the information of "
           "the new uses: it does not go along, and is unknown of that");
    } else if (IsCarried(fact)) {
      Tell(fact, kStaysBehind);
    } else {
      CopyBetween(fact, source, target);
    }
  }

  void Tell(const Fact& fact, absl::string_view what) {
    result_.notes.push_back(absl::StrCat("'", fact.id, "' ", what));
  }

  bool HasEnded(const Fact& fact) const {
    return fact.valid.until.kind == Bound::Kind::kDated &&
           fact.valid.until.range.latest <= replacement_.on;
  }

  // Exposure runs along it, to what stands at its target.
  bool Exposes(const std::string& kind) const {
    const std::optional<RelationKindId> id = ontology_.FindRelationKind(kind);
    return id &&
           ontology_.relation_kind(*id).exposure != ExposureDirection::kNone;
  }

  NewEnd InsteadOf(const End& end) const {
    if (end.selector) return InsteadOfClass(*end.selector);
    const auto instead = replacement_.instead.find(end.id);
    if (instead == replacement_.instead.end()) return {};
    return {End{instead->second.id, std::nullopt}};
  }

  NewEnd InsteadOfClass(const Selector& members) const {
    NewEnd found;
    if (SelectsRelations(members, ontology_)) return found;
    Selector these;
    these.kind = members.kind;
    for (const auto& [id, instead] : replacement_.instead) {
      const Membership is = MembershipOf(overlay_, members, instead);
      if (is != Membership::kNone &&
          std::count(members.except.begin(), members.except.end(), id) > 0) {
        found.no_longer_excepted = true;
      }
      if (is == Membership::kCertain) continue;
      const Fact old = *overlay_.Find(id);
      const Membership was = MembershipNow(overlay_, members, old);
      if (was == Membership::kCertain) {
        these.ids.push_back(instead.id);
      } else if (was == Membership::kMaybe && MayBeAtAnEnd(members, id)) {
        found.maybe = true;
      }
    }
    if (!these.ids.empty()) found.end = End{"", std::move(these)};
    return found;
  }

  // False: no relation at it is one of those that the class asks for.
  bool MayBeAtAnEnd(const Selector& members, const std::string& id) const {
    const auto has = [&](const std::shared_ptr<const Selector>& wanted,
                         bool target) {
      if (wanted == nullptr) return true;
      const std::vector<std::string> all = overlay_.RelationsAt(id, target);
      return std::any_of(all.begin(), all.end(), [&](const auto& relation) {
        return MembershipNow(overlay_, *wanted, *overlay_.Find(relation)) !=
               Membership::kNone;
      });
    };
    return has(members.source_of, false) && has(members.target_of, true);
  }

  bool IsCarried(const Fact& fact) const {
    std::vector<std::string> queue = fact.relation()->via;
    std::set<std::string> seen(queue.begin(), queue.end());
    for (size_t i = 0; i < queue.size(); ++i) {
      const std::string at = queue[i];
      if (replacement_.uses.contains(at)) return true;
      const std::optional<Fact> carrier = overlay_.Find(at);
      if (replacement_.handlings.contains(at) || !carrier ||
          carrier->relation() == nullptr) {
        continue;
      }
      for (const std::string& next : carrier->relation()->via) {
        if (seen.insert(next).second) queue.push_back(next);
      }
    }
    return false;
  }

  // With what is new at one end or at both.
  void CopyBetween(const Fact& fact, const NewEnd& source,
                   const NewEnd& target) {
    for (const bool new_source : {false, true}) {
      for (const bool new_target : {false, true}) {
        if ((!new_source && !new_target) || (new_source && !source.end) ||
            (new_target && !target.end)) {
          continue;
        }
        Fact copy = replacement_.copy(fact);
        auto& relation = std::get<Relation>(copy.body);
        if (new_source) relation.source = *source.end;
        if (new_target) relation.target = *target.end;
        std::erase_if(relation.via, [&](const std::string& id) {
          return replacement_.handlings.contains(id);
        });
        result_.copied.emplace_back(fact.id, std::move(copy));
      }
    }
  }

  const Overlay& overlay_;
  const Ontology& ontology_;
  const InformationReplacement& replacement_;
  InformationAlong result_;
};

}  // namespace

InformationAlong FollowInformation(const Overlay& overlay,
                                   const InformationReplacement& replacement) {
  return Follower(overlay, replacement).Follow();
}

}  // namespace ketenzicht::graph
