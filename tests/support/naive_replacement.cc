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
  for (const auto& [id, fact] : facts_) CopyWhatIsSaidOfInformation(fact);
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
  handlings_.insert(handling.id);
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
  if (information_.contains(id)) return own.id;
  own.valid = {Bound::Open(), {}};
  auto& entity = std::get<graph::Entity>(own.body);
  const graph::Text& by = facts_.at(by_).entity()->name;
  entity.name = {absl::StrCat(entity.name.nl, " (met ", by.nl, ")"),
                 absl::StrCat(entity.name.en, " (with ", by.en, ")")};
  entity.aliases.clear();
  information_[id] = own;
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

// What is kept, copied, sent or locked goes along with the information that
// takes its place: what is denied of it, or carried by what ends, does not. A
// copy of something else is one of either, old and new.
void NaiveReplacement::CopyWhatIsSaidOfInformation(const Fact& fact) {
  const Relation* relation = fact.relation();
  if (relation == nullptr || relation->kind == "handles" || HasEnded(fact) ||
      fact.modality == Modality::kDenied ||
      fact.modality == Modality::kPresupposed ||
      fact.modality == Modality::kCounterfactual || HangsOnAReplacedUse(fact)) {
    return;
  }
  const auto source = InsteadOf(relation->source);
  const auto target = relation->kind == "copied_to"
                          ? InsteadOf(relation->target)
                          : std::nullopt;
  std::vector<std::pair<graph::End, graph::End>> ends;
  if (target) ends.emplace_back(relation->source, *target);
  if (source) ends.emplace_back(*source, relation->target);
  if (source && target) ends.emplace_back(*source, *target);
  for (const auto& [from, to] : ends) {
    Fact copy = Copy(fact);
    auto& copied = std::get<Relation>(copy.body);
    copied.source = from;
    copied.target = to;
    // Nobody gets at the new information but through its own handling.
    std::erase_if(copied.via, [&](const std::string& id) {
      return handlings_.contains(id);
    });
    copied_.push_back(std::move(copy));
  }
}

// By id, or as a class of those that were in it for certain and are no longer.
std::optional<graph::End> NaiveReplacement::InsteadOf(
    const graph::End& end) const {
  if (!end.selector) {
    const auto at = information_.find(end.id);
    if (at == information_.end()) return std::nullopt;
    return graph::End{at->second.id, std::nullopt};
  }
  if (membership_.IsOfRelations(*end.selector)) return std::nullopt;
  graph::Selector own;
  own.kind = end.selector->kind;
  for (const auto& [old, fact] : information_) {
    if (membership_.Of(*end.selector, facts_.at(old)) == Inside::kYes &&
        membership_.Of(*end.selector, fact) != Inside::kYes) {
      own.ids.push_back(fact.id);
    }
  }
  if (own.ids.empty()) return std::nullopt;
  return graph::End{"", std::move(own)};
}

// Itself, or by what carries it; not by a handling, which has its own copy.
bool NaiveReplacement::HangsOnAReplacedUse(const Fact& fact) const {
  std::set<std::string> carriers(fact.relation()->via.begin(),
                                 fact.relation()->via.end());
  for (size_t before = 0; before != carriers.size();) {
    before = carriers.size();
    const std::set<std::string> known = carriers;
    for (const std::string& id : known) {
      const auto at = facts_.find(id);
      if (handlings_.contains(id) || at == facts_.end()) continue;
      const Relation* relation = at->second.relation();
      if (relation == nullptr) continue;
      carriers.insert(relation->via.begin(), relation->via.end());
    }
  }
  return std::any_of(ended_.begin(), ended_.end(), [&](const std::string& id) {
    return carriers.contains(id);
  });
}

}  // namespace ketenzicht::testing
