#include "ingest/joined_thing.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest/claimed_identifiers.h"

namespace ketenzicht::ingest {
namespace {

// False, and the days as they are, where the other states other ones.
bool JoinDays(graph::ValidTime& days, const graph::ValidTime& other) {
  using Kind = graph::Bound::Kind;
  graph::ValidTime both = days;
  for (auto bound : {&graph::ValidTime::from, &graph::ValidTime::until}) {
    graph::Bound& own = both.*bound;
    const graph::Bound& its = other.*bound;
    if (own.kind == Kind::kNotStated) own = its;
    if (its.kind != Kind::kNotStated && own != its) return false;
  }
  const bool dated =
      both.from.kind == Kind::kDated && both.until.kind == Kind::kDated;
  if (dated && both.until.range.latest <= both.from.range.earliest) {
    return false;
  }
  days = both;
  return true;
}

// The days, the note and whether it is known at all, of the first that says so.
// True where the other says otherwise.
bool JoinHead(graph::Fact& fact, const graph::Fact& other) {
  bool otherwise = !JoinDays(fact.valid, other.valid);
  if (fact.note.en.empty()) {
    fact.note = other.note;
  } else {
    otherwise |= !other.note.en.empty() && other.note != fact.note;
  }
  if (other.modality == graph::Modality::kAffirmed) {
    fact.modality = other.modality;
    fact.unknown_kind = graph::UnknownKind::kNone;
  }
  return otherwise;
}

}  // namespace

bool JoinThing(graph::Fact& thing, graph::Fact other) {
  bool otherwise = JoinHead(thing, other);
  auto& entity = std::get<graph::Entity>(thing.body);
  auto& its = std::get<graph::Entity>(other.body);
  if (its.name.en != entity.name.en) {
    its.aliases.push_back(its.name.en);
  }
  for (std::string& alias : its.aliases) {
    if (alias != entity.name.en) entity.aliases.push_back(std::move(alias));
  }
  std::sort(entity.aliases.begin(), entity.aliases.end());
  entity.aliases.erase(
      std::unique(entity.aliases.begin(), entity.aliases.end()),
      entity.aliases.end());
  const auto claimed = ClaimedAmong(entity.attributes);
  for (const auto& claim : ClaimedAmong(its.attributes)) {
    if (std::find(claimed.begin(), claimed.end(), claim) == claimed.end()) {
      AddClaimed(claim.first, claim.second, entity.attributes);
    }
    its.attributes.erase(ClaimedName(claim.first));
  }
  entity.attributes.merge(its.attributes);
  for (const auto& [name, value] : its.attributes) {
    otherwise |= entity.attributes.at(name) != value;
  }
  return otherwise;
}

}  // namespace ketenzicht::ingest
