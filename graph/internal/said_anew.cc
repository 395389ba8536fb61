#include "graph/internal/said_anew.h"

#include <algorithm>
#include <string>

namespace ketenzicht::graph::internal {
namespace {

bool JudgedOtherwise(const ViewOptions& options, const std::string& fact) {
  return options.otherwise != nullptr &&
         std::find(options.judged_otherwise.begin(),
                   options.judged_otherwise.end(),
                   fact) != options.judged_otherwise.end();
}

}  // namespace

ValidTime KnownAsOf(ValidTime valid, Date day) {
  Bound& from = valid.from;
  if (from.kind == Bound::Kind::kDated && day < from.range.latest) {
    if (from.range.earliest <= day) {
      from.range.latest = day;
    } else {
      from = Bound();
    }
  }
  Bound& until = valid.until;
  if (until.kind == Bound::Kind::kDated && until.range.earliest <= day) {
    if (day < until.range.latest) {
      until.range.earliest = Date::FromDays(day.days() + 1);
    } else {
      until = Bound();
    }
  }
  return valid;
}

Date EarliestDate(const ViewOptions& options) {
  return options.otherwise == nullptr
             ? options.date
             : std::min(options.date, options.otherwise->date);
}

SetFact SaidAnew(const Snapshot& snapshot, const ViewOptions& options,
                 FactIndex fact, Modality modality) {
  SetFact set{.fact = std::string(snapshot.id(fact)), .modality = modality};
  const ValidTime& valid = snapshot.facts().valid(fact);
  const Date day = JudgedOtherwise(options, set.fact) ? options.otherwise->date
                                                      : options.date;
  const ValidTime known = KnownAsOf(valid, day);
  if (known != valid) set.valid = known;
  return set;
}

void LookAtAnew(const Snapshot& snapshot, FactIndex fact, Modality modality,
                ViewOptions& options) {
  const std::string id(snapshot.id(fact));
  std::erase_if(options.changes,
                [&id](const Change& change) { return change.fact == id; });
  if (modality == Modality::kAffirmed && snapshot.facts().is_measure(fact)) {
    options.changes.push_back({Change::Op::kTake, id});
  }
}

AddFact SaidFirst(const Snapshot& snapshot, const OpenQuestion& question,
                  Modality modality, std::string id) {
  Fact fact;
  fact.id = std::move(id);
  fact.modality = modality;
  Relation relation{
      .kind = snapshot.ontology().relation_kind(question.kind).name,
      .source = {std::string(snapshot.id(question.source)), std::nullopt},
      .target = {std::string(snapshot.id(question.target)), std::nullopt}};
  for (FactIndex carrier : question.carriers) {
    relation.via.emplace_back(snapshot.id(carrier));
  }
  fact.body = std::move(relation);
  return AddFact{std::move(fact)};
}

}  // namespace ketenzicht::graph::internal
