// Who owns what share of a company: the part of the naive scenario that does
// `own`.

#include <algorithm>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/support/naive_scenario.h"

namespace ketenzicht::testing {
namespace {

using graph::Bound;
using graph::Fact;
using graph::Modality;
using graph::Relation;

constexpr double kHalf = 50;

std::optional<bool> FlagAt(const Json& how, const std::string& key) {
  if (!how.contains(key)) return std::nullopt;
  return WordAt(how, key) == "true";
}

// Neither denied nor only thought of.
void KeepStanding(FactsById& held) {
  std::erase_if(held, [](const auto& one) {
    const Modality modality = one.second.modality;
    return modality == Modality::kDenied ||
           modality == Modality::kPresupposed ||
           modality == Modality::kCounterfactual;
  });
}

}  // namespace

bool NaiveScenario::Own(const Json& how) {
  const std::string company = WordAt(how, "company");
  const std::string former = WordAt(how, "instead_of");
  if (!Has(company) || !Has(WordAt(how, "by")) ||
      company == WordAt(how, "by") || (!former.empty() && !Has(former))) {
    return false;
  }
  if (!how.contains("share") && !how.contains("votes") &&
      !how.contains("control")) {
    return false;
  }
  const graph::Date on = DayIn(how);
  if (!former.empty()) {
    EndHeld(company, former, false, on);
    EndHeld(company, former, true, on);
  }
  ChangeShare(how, on);
  ChangeControl(how, on);
  return true;
}

// What is on record of the owner's share, or control, and has not ended.
FactsById NaiveScenario::Held(const std::string& company,
                              const std::string& owner, bool control,
                              graph::Date on) const {
  FactsById held;
  for (const auto& [id, fact] : facts_) {
    const Relation* relation = fact.relation();
    if (relation == nullptr || relation->source.id != company ||
        relation->target.id != owner) {
      continue;
    }
    const bool fits = control ? relation->kind == "controlled_by"
                              : relation->kind == "owned_by" ||
                                    relation->kind == "majority_owned_by";
    const Bound& until = fact.valid.until;
    const bool ended =
        until.kind == Bound::Kind::kDated && until.range.latest <= on;
    if (fits && !ended) held.emplace(id, fact);
  }
  return held;
}

// What the scenario itself added from this very day on was never so.
void NaiveScenario::EndHeld(const std::string& company,
                            const std::string& owner, bool control,
                            graph::Date on) {
  for (const auto& [id, fact] : Held(company, owner, control, on)) {
    const Bound& from = fact.valid.from;
    if (!recorded_.contains(id) && from.kind == Bound::Kind::kDated &&
        from.range.latest == on) {
      Remove(id);
    } else {
      EndOn(id, on);
    }
  }
}

void NaiveScenario::ChangeShare(const Json& how, graph::Date on) {
  const std::string company = WordAt(how, "company");
  const std::string owner = WordAt(how, "by");
  FactsById standing = Held(company, owner, false, on);
  KeepStanding(standing);
  const std::optional<double> share = NumberAt(how, "share");
  if (share == 0) {
    EndHeld(company, owner, false, on);
  } else if (share) {
    PutOwner(*share > kHalf ? "majority_owned_by" : "owned_by", how, on);
  } else if (standing.empty()) {
    // An owner without a share that is said; who loses control gets none.
    if (how.contains("votes") || *FlagAt(how, "control")) {
      PutOwner("owned_by", how, on);
    }
  } else if (how.contains("votes")) {
    for (const auto& [id, fact] : standing) KeepWithVotes(fact, how, on);
  }
}

void NaiveScenario::ChangeControl(const Json& how, graph::Date on) {
  const bool by_votes = NumberAt(how, "votes").value_or(0) > kHalf;
  if (FlagAt(how, "control").value_or(by_votes)) {
    PutOwner("controlled_by", how, on);
  } else if (how.contains("control")) {
    EndHeld(WordAt(how, "company"), WordAt(how, "by"), true, on);
  }
}

// In the place of what there is of the sort; share and votes that are not said
// are those of the first that stands there and has them.
void NaiveScenario::PutOwner(const std::string& kind, const Json& how,
                             graph::Date on) {
  const std::string company = WordAt(how, "company");
  const std::string owner = WordAt(how, "by");
  const bool control = kind == "controlled_by";
  FactsById standing = Held(company, owner, control, on);
  KeepStanding(standing);
  EndHeld(company, owner, control, on);
  Relation relation{.kind = kind,
                    .source = {company, std::nullopt},
                    .target = {owner, std::nullopt}};
  for (const char* number : {"share", "votes"}) {
    if (how.contains(number)) {
      relation.attributes[number] = WordAt(how, number);
      continue;
    }
    for (const auto& [id, fact] : standing) {
      const auto at = fact.relation()->attributes.find(number);
      if (at == fact.relation()->attributes.end()) continue;
      relation.attributes[number] = at->second;
      break;
    }
  }
  Fact fact;
  fact.id = NewOwnerId(kind, how);
  fact.valid = {OnDay(on), Bound::Open()};
  fact.body = std::move(relation);
  Say(fact);
  Put(std::move(fact));
}

// The share goes on from the day with other votes, said by who said it; one
// that starts no earlier has never had others.
void NaiveScenario::KeepWithVotes(const Fact& held, const Json& how,
                                  graph::Date on) {
  Fact kept = held;
  Bound& from = kept.valid.from;
  if (from.kind != Bound::Kind::kDated || from.range.earliest < on) {
    EndOn(held.id, on);
    kept.id = NewOwnerId(held.relation()->kind, how);
    graph::DateRange start = {on, on};
    if (from.kind == Bound::Kind::kDated) {
      start.latest = std::max(on, from.range.latest);
    } else if (from.kind == Bound::Kind::kNotStated) {
      graph::Date first = held.evidence.front().asserted_on;
      for (const graph::Evidence& one : held.evidence) {
        first = std::min(first, one.asserted_on);
      }
      start.latest = std::max(on, first);
    }
    from = Bound::Dated(start);
  }
  std::get<Relation>(kept.body).attributes["votes"] = WordAt(how, "votes");
  Put(std::move(kept));
}

std::string NaiveScenario::NewOwnerId(const std::string& kind,
                                      const Json& how) const {
  const std::string first =
      absl::StrCat("relations/", NameIn(WordAt(how, "company")), "-",
                   absl::StrReplaceAll(kind, {{"_", "-"}}), "-",
                   NameIn(WordAt(how, "by")), "-in-", NameIn(head_.id));
  std::string id = first;
  for (int i = 2; Has(id); ++i) id = absl::StrCat(first, "-", i);
  return id;
}

}  // namespace ketenzicht::testing
