#include "graph/recorded_membership.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "graph/class_members.h"

namespace ketenzicht::graph {
namespace {

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// False: the id alone keeps it out of the class.
bool FitsById(const Selector& selector, const std::string& id) {
  return (selector.ids.empty() || Contains(selector.ids, id)) &&
         !Contains(selector.except, id);
}

// The kinds in a path expression; nothing where it has more than kinds and what
// joins and repeats them.
std::optional<std::vector<std::string>> KindsIn(absl::string_view expression) {
  std::vector<std::string> kinds;
  std::string kind;
  const auto end_kind = [&] {
    if (!kind.empty()) kinds.push_back(std::move(kind));
    kind.clear();
  };
  for (const char c : expression) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_') {
      kind += c;
    } else if (absl::StrContains("()|/+*?^ ", c)) {
      end_kind();
    } else {
      return std::nullopt;
    }
  }
  end_kind();
  return kinds;
}

// False: no relations of those kinds lead there, however they are joined.
bool MayReach(const Overlay& overlay, const std::string& from,
              const PathCondition& path) {
  const Ontology& ontology = overlay.base().ontology();
  const auto kinds = KindsIn(path.expression);
  if (!kinds) return true;
  const auto fits = [&](const Relation& relation) {
    const auto kind = ontology.FindRelationKind(relation.kind);
    return std::any_of(kinds->begin(), kinds->end(), [&](const auto& name) {
      const auto wanted = ontology.FindRelationKind(name);
      return !kind || !wanted || ontology.RelationIsA(*kind, *wanted);
    });
  };
  std::vector<std::string> queue = {from};
  std::set<std::string> seen = {from};
  for (size_t i = 0; i < queue.size(); ++i) {
    const std::string at = queue[i];
    if (at == path.to) return true;
    for (const bool target : {false, true}) {
      for (const std::string& id : overlay.RelationsAt(at, target)) {
        const Fact fact = *overlay.Find(id);
        const Relation& relation = *fact.relation();
        const std::string& next =
            target ? relation.source.id : relation.target.id;
        if (!next.empty() && fits(relation) && seen.insert(next).second) {
          queue.push_back(next);
        }
      }
    }
  }
  return false;
}

// As deep as a selector is, which is checked.
class Matcher {
 public:
  Matcher(const Overlay& overlay, bool follows_paths)
      : overlay_(overlay),
        ontology_(overlay.base().ontology()),
        follows_paths_(follows_paths) {}

  Membership Of(const Selector& selector, const Fact& fact) const {
    if (!FitsById(selector, fact.id)) return Membership::kNone;
    if (const Relation* relation = fact.relation()) {
      return OfRelation(selector, *relation);
    }
    const Entity* entity = fact.entity();
    if (entity == nullptr || !EntityFits(selector, *entity)) {
      return Membership::kNone;
    }
    if (follows_paths_ &&
        !std::all_of(selector.where.begin(), selector.where.end(),
                     [&](const PathCondition& path) {
                       return MayReach(overlay_, fact.id, path);
                     })) {
      return Membership::kNone;
    }
    const bool asks_more = !selector.where.empty() ||
                           selector.source_of != nullptr ||
                           selector.target_of != nullptr;
    return asks_more ? Membership::kMaybe : Membership::kCertain;
  }

 private:
  bool EntityFits(const Selector& selector, const Entity& entity) const {
    if (!selector.kind.empty() &&
        !ontology_.EntityIsA(entity.kind, selector.kind)) {
      return false;
    }
    return std::all_of(selector.attributes.begin(), selector.attributes.end(),
                       [&](const auto& wanted) {
                         const auto is = entity.attributes.find(wanted.first);
                         return is != entity.attributes.end() &&
                                is->second == wanted.second;
                       });
  }

  Membership OfRelation(const Selector& selector,
                        const Relation& relation) const {
    if (!selector.kind.empty()) {
      const auto wanted = ontology_.FindRelationKind(selector.kind);
      const auto kind = ontology_.FindRelationKind(relation.kind);
      if (!wanted || !kind || !ontology_.RelationIsA(*kind, *wanted)) {
        return Membership::kNone;
      }
    }
    Membership least = Membership::kCertain;
    if (selector.source != nullptr) {
      least = std::min(least, OfEnd(*selector.source, relation.source));
    }
    if (selector.target != nullptr) {
      least = std::min(least, OfEnd(*selector.target, relation.target));
    }
    if (selector.via != nullptr) {
      least = std::min(least, OfCarriers(*selector.via, relation));
    }
    return least;
  }

  // A view looks for members of a class of entities among entities only.
  Membership Within(const Selector& selector, const std::string& id) const {
    const std::optional<Fact> fact = overlay_.Find(id);
    if (!fact || SelectsRelations(selector, ontology_) !=
                     (fact->relation() != nullptr)) {
      return Membership::kNone;
    }
    return Of(selector, *fact);
  }

  Membership OfEnd(const Selector& selector, const End& end) const {
    return end.selector ? Membership::kMaybe : Within(selector, end.id);
  }

  Membership OfCarriers(const Selector& selector,
                        const Relation& relation) const {
    // What its classes ask for carries it too.
    Membership best = relation.source.selector || relation.target.selector
                          ? Membership::kMaybe
                          : Membership::kNone;
    for (const std::string& id : relation.via) {
      best = std::max(best, Within(selector, id));
    }
    return best;
  }

  const Overlay& overlay_;
  const Ontology& ontology_;
  const bool follows_paths_;
};

}  // namespace

Membership MembershipOf(const Overlay& overlay, const Selector& selector,
                        const Fact& fact) {
  return Matcher(overlay, false).Of(selector, fact);
}

Membership MembershipNow(const Overlay& overlay, const Selector& selector,
                         const Fact& fact) {
  return Matcher(overlay, true).Of(selector, fact);
}

}  // namespace ketenzicht::graph
