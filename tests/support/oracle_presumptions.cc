// docs/semantics.md, section 4: presumptions.

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

// Whether the entity has one of `attributes`.
bool HasOneOf(const std::map<std::string, std::string>& attributes,
              const Fact& entity) {
  for (const auto& [key, value] : attributes) {
    const auto found = entity.entity()->attributes.find(key);
    if (found != entity.entity()->attributes.end() && found->second == value) {
      return true;
    }
  }
  return false;
}

// 4.5: whether section 1, and it alone, keeps it from making an edge.
bool LeftOut(const Row& row) {
  switch (row.omission) {
    case Omission::kSource:
    case Omission::kInferred:
    case Omission::kUnverified:
    case Omission::kDate:
    case Omission::kRemoved:
      return MakesAnEdge(row.recorded);
    default:
      return false;
  }
}

}  // namespace

void Oracle::Presume() {
  // What is presumed is presumed from facts, never from what is presumed.
  std::vector<Row> presumed;
  const std::vector<Row> recorded = rows_;
  for (const Presumption& rule : policy_.presumptions) {
    const size_t before = rows_.size();
    if (rule.from == Presumption::From::kHandledInformation) {
      PresumeFlows(rule);
    } else {
      for (const auto& [id, fact] : by_id_) {
        if (fact->entity() == nullptr || !HasOneOf(rule.products, *fact)) {
          continue;
        }
        for (const std::string& maker : MakersOf(rule, id, "")) {
          PresumeOne(rule, id, maker, "", true);
        }
      }
    }
    presumed.insert(presumed.end(),
                    rows_.begin() + static_cast<ptrdiff_t>(before),
                    rows_.end());
    rows_ = recorded;
  }
  std::map<std::string, Row> unique;
  for (const Row& row : presumed) {
    const auto [at, added] = unique.emplace(row.id, row);
    // 4.5: what is presumed for good besides, is.
    if (!added && at->second.edge() != row.edge()) {
      Meet("presumed of what counts, and of what is left out");
      if (row.edge()) at->second = row;
    }
  }
  for (const auto& [id, row] : unique) rows_.push_back(row);
}

void Oracle::PresumeFlows(const Presumption& rule) {
  const std::vector<Row> recorded = rows_;
  for (const Row& handling : recorded) {
    if ((!handling.edge() && !LeftOut(handling)) || handling.target.empty() ||
        !KindIs(handling.kind, rule.handling)) {
      continue;
    }
    for (const Row& use : recorded) {
      if ((use.edge() || LeftOut(use)) && !use.target.empty() &&
          KindIs(use.kind, rule.use)) {
        PresumeThrough(rule, handling, use);
      }
    }
  }
}

bool Oracle::IsBehind(const Presumption& rule, const Row& handling,
                      const Row& use) const {
  const bool names_a_use = std::any_of(
      handling.carriers.begin(), handling.carriers.end(),
      [&](const std::string& carrier) {
        return KindIs(FindFact(carrier)->relation()->kind, rule.use);
      });
  if (names_a_use) return handling.carriers.contains(use.fact->id);
  const bool behind = use.source == handling.source;
  if (behind) Meet("handling that names no use");
  return behind;
}

void Oracle::PresumeThrough(const Presumption& rule, const Row& handling,
                            const Row& use) {
  if (!IsBehind(rule, handling, use)) return;
  for (const std::string& maker : MakersOf(rule, use.target, use.source)) {
    if (!handling.edge()) Meet("presumed of a handling that is left out");
    if (!use.edge()) Meet("presumed of a use that is left out");
    PresumeOne(rule, handling.target, maker, use.fact->id,
               handling.edge() && use.edge());
  }
  for (const std::string& maker :
       MakersOf(rule, use.target, use.source, true)) {
    Meet("presumed over a maker that is left out");
    PresumeOne(rule, handling.target, maker, use.fact->id, false);
  }
}

// Calls `take` for each way from the product to a maker of it or its parts,
// where `user` does not deny the parts.
void Oracle::EachWayToAMaker(
    const Presumption& rule, const std::string& product,
    const std::string& user, bool left_out,
    const std::function<void(const OraclePath&)>& take) const {
  const auto skipped = [&](const std::string& id) {
    const Fact* fact = FindFact(id);
    return fact != nullptr && fact->entity() != nullptr &&
           HasOneOf(rule.skip_products, *fact);
  };
  // The product that is used is no part: what it is does not end the search.
  Enumerate(
      rows_, ParseExpression(rule.maker), product,
      [&](const Row& row) {
        if (row.fact == nullptr) return Status::kNoPath;
        const bool near =
            LeftOut(row) || row.denies() || row.omission == Omission::kDenied;
        if (left_out && !row.edge() && near) return Status::kUnknown;
        return row.edge() ? row.modal : Status::kNoPath;
      },
      [&](const Row& row, const std::string& to) {
        return !skipped(to) && (user.empty() || !Avoids(user, row.kind, to));
      },
      [&](const OraclePath& path) {
        take(path);
        return true;
      });
}

Ids Oracle::MakersOf(const Presumption& rule, const std::string& product,
                     const std::string& user, bool left_out) const {
  Ids makers;
  EachWayToAMaker(rule, product, user, left_out, [&](const OraclePath& path) {
    makers.insert(path.nodes.back());
  });
  return makers;
}

// ---- What was presumed from what: 10.7 --------------------------------------

const Presumption& Oracle::RuleOf(const Row& presumed) const {
  const std::string prefix = "presumed:";
  const std::string id =
      presumed.id.substr(prefix.size(), presumed.id.find('@') - prefix.size());
  return *std::find_if(policy_.presumptions.begin(), policy_.presumptions.end(),
                       [&](const Presumption& rule) { return rule.id == id; });
}

std::vector<Row*> Oracle::PremisesOf(const Row& presumed) {
  const Presumption& rule = RuleOf(presumed);
  for (const bool left_out : {false, true}) {
    std::vector<Row*> found =
        rule.from == Presumption::From::kHandledInformation
            ? PremisesOfFlow(rule, presumed, left_out)
            : WayToMaker(rule, presumed.source, "", presumed.target, left_out);
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<std::vector<const Row*>> Oracle::WaysToPresume(
    const Row& presumed) const {
  const Presumption& rule = RuleOf(presumed);
  std::vector<std::vector<const Row*>> ways;
  const auto add = [&](const std::string& product, const std::string& user,
                       const std::vector<const Row*>& others) {
    EachWayToAMaker(rule, product, user, false, [&](const OraclePath& path) {
      if (path.nodes.back() != presumed.target) return;
      ways.push_back(others);
      ways.back().insert(ways.back().end(), path.steps.begin(),
                         path.steps.end());
    });
  };
  if (rule.from != Presumption::From::kHandledInformation) {
    add(presumed.source, "", {});
    return ways;
  }
  for (const Row& handling : rows_) {
    if (handling.fact == nullptr || !handling.edge() ||
        handling.target != presumed.source ||
        !KindIs(handling.kind, rule.handling)) {
      continue;
    }
    for (const Row& use : rows_) {
      if (use.fact != nullptr && use.edge() && !use.target.empty() &&
          presumed.carriers.contains(use.fact->id) &&
          KindIs(use.kind, rule.use) && IsBehind(rule, handling, use)) {
        add(use.target, use.source, {&handling, &use});
      }
    }
  }
  return ways;
}

std::vector<Row*> Oracle::PremisesOfFlow(const Presumption& rule,
                                         const Row& presumed, bool left_out) {
  std::map<std::string, Row*> by_id;
  for (Row& row : rows_) {
    if (row.fact != nullptr && (row.edge() || (left_out && LeftOut(row)))) {
      by_id.emplace(row.id, &row);
    }
  }
  for (const auto& [handling_id, handling] : by_id) {
    if (handling->target != presumed.source ||
        !KindIs(handling->kind, rule.handling)) {
      continue;
    }
    for (const auto& [use_id, use] : by_id) {
      if (!presumed.carriers.contains(use->fact->id) || use->target.empty() ||
          !KindIs(use->kind, rule.use) || !IsBehind(rule, *handling, *use)) {
        continue;
      }
      std::vector<Row*> found =
          WayToMaker(rule, use->target, use->source, presumed.target, left_out);
      if (found.empty()) continue;
      Meet("presumed from a handling, a use and a maker");
      found.insert(found.end(), {handling, use});
      return found;
    }
  }
  return {};
}

std::vector<Row*> Oracle::WayToMaker(const Presumption& rule,
                                     const std::string& product,
                                     const std::string& user,
                                     const std::string& maker, bool left_out) {
  std::vector<std::string> best;
  EachWayToAMaker(rule, product, user, left_out, [&](const OraclePath& path) {
    if (path.nodes.back() != maker) return;
    std::vector<std::string> ids;
    for (const Row* step : path.steps) ids.push_back(step->id);
    if (best.empty() ||
        std::pair(ids.size(), ids) < std::pair(best.size(), best)) {
      best = ids;
    }
  });
  std::vector<Row*> way;
  for (const std::string& id : best) way.push_back(FindRow(id));
  return way;
}

// 4.1, 4.3: whether `row`, of the presumed kind between the two, says whether
// there is such a relation through `use`; "" is through none.
bool Oracle::Settles(const Presumption& rule, const Row& row,
                     const std::string& use) const {
  if (row.carriers.empty()) return true;
  if (use.empty()) {
    Meet("what is carried settles nothing for a product");
    return false;
  }
  if (!row.carriers.contains(use)) {
    Meet("what others carry settles nothing");
    return false;
  }
  for (const std::string& carrier : row.carriers) {
    if (carrier != use &&
        KindIs(FindFact(carrier)->relation()->kind, rule.use)) {
      Meet("what several uses carry settles nothing");
      return false;
    }
  }
  Meet("what this use carries settles it");
  return true;
}

void Oracle::PresumeOne(const Presumption& rule, const std::string& source,
                        const std::string& maker, const std::string& carrier,
                        bool counts) {
  for (const Row& row : rows_) {
    // 4.4: what sections 1 and 2 leave out is not recorded.
    const bool recorded = row.edge() || row.omission == Omission::kDenied ||
                          row.omission == Omission::kSpecific;
    if (row.fact != nullptr && recorded && KindIs(row.kind, rule.presumes) &&
        row.source == source && row.target == maker &&
        Settles(rule, row, carrier)) {
      return;
    }
  }
  if (IsDenied(rule.presumes, source, maker, [&](const Row& denial) {
        return Settles(rule, denial, carrier);
      })) {
    return;
  }
  Row row{.id = "presumed:" + rule.id + "@" + source + "@" + maker,
          .kind = rule.presumes,
          .source = source,
          .target = maker,
          .recorded = Modality::kUnknown,
          .modal = Status::kUnknown};
  if (!carrier.empty()) {
    row.id += "+" + carrier;
    row.carriers = {carrier};
  }
  if (!counts) row.omission = Omission::kCarrier;  // 4.5
  rows_.push_back(row);
}

}  // namespace ketenzicht::graph::oracle
