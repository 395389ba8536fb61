// docs/semantics.md, section 10: what an answer rests on.

#include <algorithm>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

constexpr size_t kWaysMax = 100'000;

}  // namespace

Ids Oracle::RestsOn(const std::string& process, const OraclePath& path) {
  Rest rest;
  for (const Row* step : path.steps) RestOn(*FindRow(step->id), rest);
  for (const Factor& factor : policy_.factors) {
    if (!IsAsked(factor)) continue;
    for (const std::string& id : BehindFactor(factor, process, path)) {
      Row* row = FindRow(id);
      if (row == nullptr) {
        rest.ids.insert(id);  // a measure
      } else {
        RestOn(*row, rest);
      }
    }
  }
  return rest.ids;
}

Row* Oracle::FindRow(const std::string& id) {
  for (Row& row : rows_) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

// ---- Relations --------------------------------------------------------------

// 10.1
void Oracle::RestOn(Row& row, Rest& rest) {
  if (!rest.rows.insert(&row).second) return;
  rest.ids.insert(row.id);
  for (const std::string& carrier : row.carriers) {
    RestOnInstancesOf(carrier, rest);
  }
  if (row.fact == nullptr) {
    for (Row* premise : PremisesOf(row)) {  // 10.7
      rest.ids.insert(premise->id);
      if (premise->omission == Omission::kDenied) {
        RestOn(*FindRow(premise->closed_by), rest);
      }
    }
  }
  if (row.omission == Omission::kDenied) {
    Meet("rests on a denial that closed");
    RestOn(*FindRow(row.closed_by), rest);
  }
  if (!row.edge()) return;
  if (row.fact != nullptr && row.fact->relation()->holds_while) {
    LookAt(*row.fact->relation()->holds_while, row, false, rest);
  }
  for (const auto& [id, fact] : by_id_) {
    const Measure* measure = fact->measure();
    if (measure == nullptr || standings_.at(id).omission != Omission::kNone ||
        !MakesAnEdge(standings_.at(id).recorded) ||
        MatchRelation(measure->selects, row, base_).empty()) {
      continue;
    }
    rest.ids.insert(id);
    if (measure->unless) LookAt(*measure->unless, row, false, rest);
  }
}

// 10.2
void Oracle::RestOnInstancesOf(const std::string& fact, Rest& rest) {
  for (int i : rows_of_[fact]) {
    for (Row* row : InPlaceOf(rows_[i])) {
      if (row->status == Status::kNoPath) continue;
      if (row != &rows_[i]) Meet("rests on what replaced an instance");
      RestOn(*row, rest);
    }
  }
}

// ---- Guards -----------------------------------------------------------------

// 10.3, 10.4
void Oracle::LookAt(const Guard& guard, const Row& row, bool negated,
                    Rest& rest) {
  const bool turned = guard.op == Guard::Op::kNot;
  for (const Guard& operand : guard.operands) {
    LookAt(operand, row, negated != turned, rest);
  }
  Oracle& view = negated && options_.measures ? Inherent() : *this;
  if (guard.op == Guard::Op::kFact && view.IsRecorded(guard.fact)) {
    Meet("rests on a fact of a guard");
    rest.ids.insert(guard.fact);
    if (Row* relation = FindRow(guard.fact)) {
      RestOn(*relation, rest);
    } else {
      RestOnInstancesOf(guard.fact, rest);
    }
  }
  if (guard.op == Guard::Op::kRelation) {
    for (const std::string& id : view.RelationsLookedAt(guard, row)) {
      Meet("rests on a relation of a guard");
      RestOn(*FindRow(id), rest);
    }
  }
  if (guard.op == Guard::Op::kDates) {
    for (const DateTerm* term : {&guard.left, &guard.right}) {
      if (term->date || !BoundOf(*term)) continue;
      Meet("rests on dates");
      rest.ids.insert(term->fact);
    }
  }
}

// 5.3
bool Oracle::IsRecorded(const std::string& fact) {
  return std::any_of(rows_of_[fact].begin(), rows_of_[fact].end(), [&](int i) {
    return WorthOfRows(InPlaceOf(rows_[i])).has_value();
  });
}

Ids Oracle::RelationsLookedAt(const Guard& guard, const Row& row) {
  const std::string source = EndFor(guard.source, row);
  const std::string target = EndFor(guard.target, row);
  if (source.empty() || target.empty()) return {};
  Ids same;
  Ids others;
  for (Row& other : rows_) {
    if (other.source != source || other.target.empty() || !other.edge() ||
        !KindIs(other.kind, guard.kind) || !WorthOfRow(other)) {
      continue;
    }
    (other.target == target ? same : others).insert(other.id);
  }
  if (same.empty()) {
    const Ids wholes = WholesOf(source);
    for (const Row& denial : rows_) {
      if (denial.denies() && IsAbout(denial, guard.kind, target, wholes) &&
          Among(denial.carriers, row.carriers)) {
        same.insert(denial.id);
      }
    }
  }
  if (guard.or_same_authority) same.insert(others.begin(), others.end());
  return same;
}

// ---- Factors ----------------------------------------------------------------

// 10.5. What a factor about the path names are steps.
Ids Oracle::BehindFactor(const Factor& factor, const std::string& process,
                         const OraclePath& path) const {
  Ids behind;
  if (!factor.use_touches.empty()) {
    for (const std::string& use : UsesOn(path)) {
      behind.merge(BehindTouching(use, factor.use_touches));
    }
  } else if (!factor.authority_expression.empty()) {
    behind = BehindAuthority(factor, path.nodes.back());
  } else if (factor.path_passes.empty()) {
    behind = ClosingMeasures(process);
  }
  return behind;
}

Ids Oracle::BehindTouching(const std::string& use,
                           const std::string& interest) const {
  Ids touching;
  Ids denials;
  bool open = false;
  bool contested = true;
  for (const Row& row : rows_) {
    if (row.source == use && row.target == interest &&
        row.outcome == Omission::kNone) {
      touching.insert(row.id);
      if (row.status != Status::kOpen) continue;
      open = true;
      contested = contested && !row.contested_by.empty();
    } else if (row.denies() && row.carriers.empty() &&
               IsAbout(row, "touches", interest, {use})) {
      denials.insert(row.id);
    }
  }
  if (touching.empty() || (open && contested)) touching.merge(denials);
  return touching;
}

// The best way; where denials cut all of them, the nearest to one that is on
// record in this view.
Ids Oracle::BehindAuthority(const Factor& factor,
                            const std::string& authority) const {
  const auto ways = Ways(factor.authority_expression, authority,
                         {factor.authority_target}, kWaysMax);
  if (ways->empty()) return {};
  const bool denied = AuthorityAnswer(factor, authority) == Answer::kNo;
  const auto behind =
      std::find_if(ways->begin(), ways->end(), [&](const OraclePath& way) {
        return denied
                   ? std::all_of(way.steps.begin(), way.steps.end(),
                                 [](const Row* step) {
                                   return step->outcome == Omission::kNone ||
                                          step->outcome == Omission::kDenied ||
                                          step->denies();
                                 })
                   : way.status != Status::kNoPath;
      });
  Ids ids;
  if (behind != ways->end()) {
    for (const Row* step : behind->steps) ids.insert(step->id);
  }
  return ids;
}

}  // namespace ketenzicht::graph::oracle
