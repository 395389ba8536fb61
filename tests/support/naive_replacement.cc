#include "tests/support/naive_replacement.h"

#include <algorithm>
#include <variant>

#include "absl/strings/str_cat.h"

namespace ketenzicht::testing {

using graph::Bound;
using graph::Fact;
using graph::Modality;
using graph::Relation;

bool NaiveReplacement::Replace(const std::string& product,
                               const std::string& by, const std::string& in,
                               graph::Date on) {
  by_ = by;
  in_ = in;
  on_ = on;
  suffix_ = absl::StrCat("-by-", NameIn(by));
  if (product == by || facts_.at(by).entity() == nullptr) return false;
  for (const auto& [id, fact] : facts_) {
    if (IsReplaced(fact, product)) ReplaceUse(fact);
  }
  for (const auto& [id, fact] : facts_) CopyWhatIsSaidOfClass(fact);
  return !ended_.empty();
}

bool NaiveReplacement::HasEnded(const Fact& fact) const {
  const Bound& until = fact.valid.until;
  return until.kind == Bound::Kind::kDated && until.range.latest <= on_;
}

// A use by the process or organization that is there on the day.
bool NaiveReplacement::IsReplaced(const Fact& use,
                                  const std::string& product) const {
  const Relation* relation = use.relation();
  if (relation == nullptr || relation->target.id != product ||
      use.modality == Modality::kDenied ||
      !membership_.RelationIsA(relation->kind, policy_.document().use_kind)) {
    return false;
  }
  const Bound& from = use.valid.from;
  const bool later =
      from.kind == Bound::Kind::kDated && from.range.earliest >= on_;
  return !relation->source.selector && BelongsTo(relation->source.id, in_) &&
         !HasEnded(use) && !later && !facts_.contains(use.id + suffix_);
}

// Itself, part of it, or operated by it or by a part; as on record.
bool NaiveReplacement::BelongsTo(const std::string& id,
                                 const std::string& whole) const {
  std::set<std::string> wholes = {id};
  for (bool more = true; more;) {
    more = false;
    for (const auto& [name, fact] : facts_) {
      const Relation* relation = fact.relation();
      if (relation == nullptr || fact.modality == Modality::kDenied) continue;
      std::string next;
      if (relation->kind == "part_of" && wholes.contains(relation->source.id)) {
        next = relation->target.id;
      } else if (relation->kind == "operates" &&
                 wholes.contains(relation->target.id)) {
        next = relation->source.id;
      }
      if (!next.empty() && wholes.insert(next).second) more = true;
    }
  }
  return wholes.contains(whole);
}

// As it is, under the name of the fact with that of the product behind it, and
// a number from 2 where another has that; from the day on, unless it starts
// later or has no stated start.
Fact NaiveReplacement::Copy(const Fact& fact) {
  Fact copy = fact;
  copy.id = fact.id + suffix_;
  for (int i = 2; facts_.contains(copy.id) || ids_.contains(copy.id); ++i) {
    copy.id = absl::StrCat(fact.id, suffix_, "-", i);
  }
  ids_.insert(copy.id);
  Bound& from = copy.valid.from;
  if (from.kind == Bound::Kind::kOpen) {
    from = OnDay(on_);
  } else if (from.kind == Bound::Kind::kDated) {
    from.range.earliest = std::max(from.range.earliest, on_);
    from.range.latest = std::max(from.range.latest, on_);
  }
  return copy;
}

void NaiveReplacement::ReplaceUse(const Fact& use) {
  ended_.push_back(use.id);
  Fact instead = use;
  instead.id = use.id + suffix_;
  instead.valid.from = OnDay(on_);
  auto& relation = std::get<Relation>(instead.body);
  relation.target.id = by_;
  relation.via.clear();
  for (const auto& [id, fact] : facts_) {
    if (fact.relation() == nullptr || HasEnded(fact)) continue;
    if (fact.relation()->source.id == use.id) {
      Fact touches = Copy(fact);
      std::get<Relation>(touches.body).source.id = instead.id;
      copied_.push_back(std::move(touches));
    }
  }
  for (const auto& [id, fact] : facts_) {
    if (fact.relation() == nullptr || HasEnded(fact)) continue;
    const std::vector<std::string>& via = fact.relation()->via;
    if (fact.relation()->kind == "handles" &&
        std::count(via.begin(), via.end(), use.id) > 0) {
      CopyHandling(fact, instead.id);
    }
  }
  said_.push_back(instead);
  uses_.emplace_back(use, std::move(instead));
}

// Of named information each has one of its own; any other class stays.
void NaiveReplacement::CopyHandling(const Fact& handling,
                                    const std::string& use) {
  Fact copy = Copy(handling);
  auto& relation = std::get<Relation>(copy.body);
  relation.via = {use};
  if (!relation.target.selector) {
    relation.target.id = InformationLike(relation.target.id);
  } else {
    graph::Selector named;
    named.label = relation.target.selector->label;
    named.kind = relation.target.selector->kind;
    named.ids = relation.target.selector->ids;
    if (!named.ids.empty() && named == *relation.target.selector) {
      named.label = {};
      for (std::string& id : named.ids) id = InformationLike(id);
      relation.target.selector = std::move(named);
    }
  }
  copied_.push_back(std::move(copy));
}

std::string NaiveReplacement::InformationLike(const std::string& id) {
  Fact own = facts_.at(id);
  own.id = id + suffix_;
  if (!information_.insert(own.id).second) return own.id;
  own.valid = {Bound::Open(), {}};
  auto& entity = std::get<graph::Entity>(own.body);
  const graph::Text& by = facts_.at(by_).entity()->name;
  entity.name = {absl::StrCat(entity.name.nl, " (met ", by.nl, ")"),
                 absl::StrCat(entity.name.en, " (with ", by.en, ")")};
  entity.aliases.clear();
  said_.push_back(own);
  return own.id;
}

// Of a class of uses: goes along for those that are in it for certain, and are
// not in it any more.
void NaiveReplacement::CopyWhatIsSaidOfClass(const Fact& fact) {
  const Relation* relation = fact.relation();
  if (relation == nullptr || !relation->source.selector || HasEnded(fact) ||
      !membership_.IsOfRelations(*relation->source.selector)) {
    return;
  }
  const graph::Selector& members = *relation->source.selector;
  graph::Selector along;
  along.kind = policy_.document().use_kind;
  for (const auto& [use, instead] : uses_) {
    if (membership_.Of(members, use) == Inside::kYes &&
        membership_.Of(members, instead) != Inside::kYes) {
      along.ids.push_back(instead.id);
    }
  }
  if (along.ids.empty()) return;
  Fact copy = Copy(fact);
  std::get<Relation>(copy.body).source.selector = std::move(along);
  copied_.push_back(std::move(copy));
}

}  // namespace ketenzicht::testing
