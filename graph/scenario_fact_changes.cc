#include "graph/scenario_fact_changes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "graph/measure_selection.h"
#include "graph/repeated_proposition.h"

namespace ketenzicht::graph {
namespace {

// Entity kinds of the shipped ontology, as other changes use them.
constexpr absl::string_view kLaw = "law";
constexpr absl::string_view kProgramme = "programme";

void SetRelation(const SetFact& set, Fact& fact, Relation& relation,
                 ScenarioRecording& recording) {
  for (const auto& [name, value] : set.attributes) {
    relation.attributes[name] = value;
  }
  if (set.likelihood) relation.likelihood = *set.likelihood;
  if (set.source.empty() && set.target.empty()) return;
  if (!set.source.empty()) relation.source = {set.source, std::nullopt};
  if (!set.target.empty()) relation.target = {set.target, std::nullopt};
  recording.SayIt(fact);
}

// What only a fact of some sort has; a problem where this is of another sort.
void SetBody(const SetFact& set, Fact& fact, ScenarioRecording& recording) {
  if (auto* relation = std::get_if<Relation>(&fact.body)) {
    SetRelation(set, fact, *relation, recording);
  } else if (!set.source.empty() || !set.target.empty() || set.likelihood) {
    recording.Problem(absl::StrCat("'", set.fact,
                                   "' is no relation: it has no ends "
                                   "and no likelihood"));
  }
  if (auto* measure = fact.measure()) {
    if (set.state) measure->state = *set.state;
    if (set.cost) measure->cost = set.cost;
    if (set.burden) measure->burden = set.burden;
  } else if (set.state || set.cost || set.burden) {
    recording.Problem(absl::StrCat("'", set.fact, "' is no measure"));
  }
  if (auto* entity = std::get_if<Entity>(&fact.body)) {
    for (const auto& [name, value] : set.attributes) {
      entity->attributes[name] = value;
    }
  } else if (fact.measure() != nullptr && !set.attributes.empty()) {
    recording.Problem(absl::StrCat("'", set.fact,
                                   "' is a measure: it has no "
                                   "attributes"));
  }
}

void SetModality(Modality modality, std::optional<UnknownKind> kind, Fact& fact,
                 ScenarioRecording& recording) {
  fact.modality = modality;
  fact.unknown_kind = modality == Modality::kUnknown
                          ? kind.value_or(UnknownKind::kNotStated)
                          : UnknownKind::kNone;
  recording.SayIt(fact);
}

// That a denial leaves something standing that says the same.
void TellWhatSaysItStill(const Fact& before, ScenarioRecording& recording) {
  const std::string same =
      SaidTooBy(recording.overlay(), recording.counting(), before);
  if (same.empty()) return;
  recording.Note(absl::StrCat("'", before.id, "' is denied, and '", same,
                              "' says it still"));
}

// Said of what was so before: a reader may expect that it turns something
// around.
void TellWhatIsAlready(const SetFact& set, const Fact& before,
                       ScenarioRecording& recording) {
  if (set.modality == Modality::kDenied &&
      before.modality == Modality::kDenied) {
    recording.Note(absl::StrCat("'", set.fact,
                                "' is denied already: it is what it was, and "
                                "said by the scenario"));
  } else if (set.modality == Modality::kDenied) {
    TellWhatSaysItStill(before, recording);
  }
  const Measure* measure = before.measure();
  if (measure != nullptr && set.state == measure->state) {
    recording.Note(absl::StrCat(
        "'", set.fact, "' is ",
        measure->state == MeasureState::kInPlace ? "in place" : "a candidate",
        " already"));
  }
}

// "from 2017 until 2020-06-01".
std::string DaysOf(const ValidTime& valid) {
  std::vector<std::string> parts;
  if (valid.from.kind == Bound::Kind::kDated) {
    parts.push_back(absl::StrCat("from ", FormatDateRange(valid.from.range)));
  }
  if (valid.until.kind == Bound::Kind::kDated) {
    parts.push_back(absl::StrCat("until ", FormatDateRange(valid.until.range)));
  }
  return parts.empty() ? "without bounds" : absl::StrJoin(parts, " ");
}

void TellWhatSaysTheSame(const Fact& fact, ScenarioRecording& recording) {
  const Repetition same = RepeatedBy(recording.overlay(), fact);
  if (same.id.empty()) return;
  const Fact other = *recording.overlay().Find(same.id);
  recording.Note(absl::StrCat(
      "'", fact.id, "' says what '", same.id, "' says ",
      same.other_days
          ? absl::StrCat("for other days (", DaysOf(other.valid),
                         "; the added one ", DaysOf(fact.valid), ")")
          : "already"));
}

// Whether it may hold before the day.
bool StartsBefore(const Fact& fact, Date day) {
  switch (fact.valid.from.kind) {
    case Bound::Kind::kOpen:
      return true;
    case Bound::Kind::kDated:
      return fact.valid.from.range.earliest < day;
    case Bound::Kind::kNotStated:
      break;
  }
  return std::any_of(
      fact.evidence.begin(), fact.evidence.end(),
      [&](const Evidence& one) { return one.asserted_on < day; });
}

// A law or programme that is not there on all days of a relation at it: on the
// others the relation does not count.
void TellWhatItOutlasts(const Fact& fact, ScenarioRecording& recording) {
  if (fact.relation() == nullptr) return;
  const Ontology& ontology = recording.overlay().base().ontology();
  for (const End* end : {&fact.relation()->source, &fact.relation()->target}) {
    const std::optional<Fact> thing = recording.overlay().Find(end->id);
    const Entity* entity = thing ? thing->entity() : nullptr;
    if (entity == nullptr || (!ontology.EntityIsA(entity->kind, kLaw) &&
                              !ontology.EntityIsA(entity->kind, kProgramme))) {
      continue;
    }
    const auto& [from, until] = thing->valid;
    const Bound& last = fact.valid.until;
    const bool before = from.kind == Bound::Kind::kDated &&
                        StartsBefore(fact, from.range.latest);
    const bool after = until.kind == Bound::Kind::kDated &&
                       (last.kind != Bound::Kind::kDated ||
                        until.range.earliest < last.range.latest);
    if (!before && !after) continue;
    recording.Note(absl::StrCat("'", end->id, "' is there ",
                                DaysOf(thing->valid), ": on other days '",
                                fact.id, "' does not count"));
  }
}

// The measures in place that may close it no longer select it.
void HoldDespiteMeasures(const std::string& relation,
                         ScenarioRecording& recording) {
  const Fact lifted = *recording.overlay().Find(relation);
  if (lifted.relation() == nullptr) return;
  for (const std::string& id :
       MeasuresThatMayClose(recording.overlay(), lifted)) {
    Fact fact = *recording.overlay().Find(id);
    Measure& measure = *fact.measure();
    std::vector<std::string>& ids = measure.selects.ids;
    const bool by_class = ids.empty();
    if (by_class) {
      measure.selects.except.push_back(relation);
    } else if (std::count(ids.begin(), ids.end(), relation) < std::ssize(ids)) {
      ids.erase(std::remove(ids.begin(), ids.end(), relation), ids.end());
    } else {
      // Without ids it would select everything.
      measure.state = MeasureState::kCandidate;
    }
    // Of a class only a view can tell whether it was in it.
    recording.Note(
        absl::StrCat("'", relation, "' ",
                     by_class ? "is left out of what " : "holds despite ", "'",
                     id, by_class ? "' selects" : "'"));
    recording.Put(std::move(fact));
  }
}

}  // namespace

void DoChange(const AddFact& add, ScenarioRecording& recording) {
  if (recording.overlay().Has(add.fact.id)) {
    recording.Problem(absl::StrCat("'", add.fact.id,
                                   "' is there already; change it with set"),
                      add.fact.id);
    return;
  }
  if (add.fact.id == SourceOf(recording.scenario())) {
    recording.Problem(absl::StrCat("'", add.fact.id,
                                   "' is what this scenario is as a source: it "
                                   "is added with what the scenario says"),
                      add.fact.id);
    return;
  }
  Fact fact = add.fact;
  if (fact.evidence.empty()) {
    recording.AddEvidence(fact);
    if (fact.valid.from.kind == Bound::Kind::kNotStated) {
      fact.valid.from = Bound::Open();
    }
  }
  TellWhatSaysTheSame(fact, recording);
  TellWhatItOutlasts(fact, recording);
  recording.Put(std::move(fact));
}

void DoChange(const EndFact& end, ScenarioRecording& recording) {
  std::optional<Fact> fact = recording.Need(end.fact);
  if (!fact) return;
  const Entity* entity = fact->entity();
  const Ontology& ontology = recording.overlay().base().ontology();
  if (!end.kind.empty() &&
      (entity == nullptr || !ontology.EntityIsA(entity->kind, end.kind))) {
    recording.Problem(absl::StrCat("'", end.fact, "' is no ", end.kind),
                      end.fact);
    return;
  }
  EndOn(end.on.value_or(recording.date()), *std::move(fact), recording);
}

void DoChange(const SetFact& set, ScenarioRecording& recording) {
  std::optional<Fact> found = recording.Need(set.fact);
  if (!found) return;
  Fact fact = *std::move(found);
  TellWhatIsAlready(set, fact, recording);
  SetBody(set, fact, recording);
  if (set.valid) fact.valid = *set.valid;
  if (set.confidence) fact.confidence = set.confidence;
  if (set.modality) {
    SetModality(*set.modality, set.unknown_kind, fact, recording);
  }
  recording.Put(std::move(fact));
  if (set.despite_measures) HoldDespiteMeasures(set.fact, recording);
}

void EndOn(Date on, Fact fact, ScenarioRecording& recording) {
  if (fact.valid.until.kind == Bound::Kind::kDated &&
      fact.valid.until.range.latest <= on) {
    recording.Note(
        absl::StrCat("'", fact.id, "' has ended before ", on.ToString()));
    return;
  }
  // Where it may have ended before, that stays open.
  Bound& until = fact.valid.until;
  const Date first = until.kind == Bound::Kind::kDated
                         ? std::min(until.range.earliest, on)
                         : on;
  until = Bound::Dated({first, on});
  recording.Put(std::move(fact));
}

}  // namespace ketenzicht::graph
