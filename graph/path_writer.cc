#include "graph/path_writer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "graph/guard_text.h"
#include "graph/modal_paths.h"
#include "graph/presumption_premises.h"
#include "graph/proposition_group.h"
#include "graph/telling_order.h"
#include "graph/told_end.h"

namespace ketenzicht::graph {
namespace {

bool AsksOfOthers(const Guard& guard) {
  return guard.or_same_authority ||
         std::any_of(guard.operands.begin(), guard.operands.end(),
                     AsksOfOthers);
}

}  // namespace

void PathWriter::Line(int indent, absl::string_view line) {
  absl::StrAppend(&out_, std::string(2 * static_cast<size_t>(indent), ' '),
                  line, "\n");
}

void PathWriter::Path(const FoundPath& path) {
  for (size_t place = 0; place < path.steps.size(); ++place) Step(path, place);
}

void PathWriter::Step(const FoundPath& path, size_t place) {
  const View::Incidence& step = path.steps[place];
  const Instance& r = view_.instance(step.instance);
  Line(1, absl::StrCat(place + 1, ". ", Told(r)));
  const Status status = view_.status(step.instance);
  if (status == Status::kNoPath) {
    Line(2, WhyNoEdge(r));
  } else if (Avoids(path, step)) {
    Line(2, Say("telt hier niet mee: volgens een ontkenning gebruikt dit "
                "proces dit niet",
                "does not count here: a denial says that this process does "
                "not use it"));
  }
  if (status == Status::kBlocked) {
    Line(2, Say("Deze stap is afgesloten.", "This step is closed."));
  }
  if (IsOwnership(r.kind)) {
    Line(2, Say("Vanaf hier indirect: via wie eigenaar is of zeggenschap "
                "heeft.",
                "From here indirectly: through who owns or controls."));
  }
  Carriers(r);
  if (r.fact == kNoFact) Premises(path, step.instance);
  Guard(r);
  Measures(r, 2);
  Contested(r, 2);
}

bool PathWriter::IsOwnership(RelationKindId kind) const {
  const Ontology& ontology = snapshot_.ontology();
  for (absl::string_view name : {"owned_by", "controlled_by"}) {
    const std::optional<RelationKindId> id = ontology.FindRelationKind(name);
    if (id && ontology.RelationIsA(kind, *id)) return true;
  }
  return false;
}

bool PathWriter::Avoids(const FoundPath& path,
                        const View::Incidence& step) const {
  const Instance& first = view_.instance(path.steps.front().instance);
  const FactIndex process =
      path.steps.front().letter % 2 == 1 ? first.target : first.source;
  const auto* avoided = view_.avoided(process);
  return path.status == Status::kNoPath && &step != &path.steps.front() &&
         avoided != nullptr && avoided->contains(step.to);
}

std::string PathWriter::Told(const Instance& r) const {
  if (named_ != nullptr) named_->Tell(r);
  return absl::StrCat(text_.Sentence(r), Cited(r));
}

std::string PathWriter::Told(FactIndex fact) const {
  if (named_ != nullptr) named_->Tell(fact);
  return absl::StrCat(text_.Sentence(fact), " ", text_.Cite(fact));
}

std::string PathWriter::Clause(const Instance& r) const {
  if (named_ != nullptr) named_->NameEnds(r);
  return text_.Clause(r);
}

std::string PathWriter::Cited(const Instance& r) const {
  if (r.fact == kNoFact) {
    return absl::StrCat(
        " [", Say("vermoeden van het beleid: ", "presumption of the policy: "),
        snapshot_.policy().document().presumptions[r.presumption].label.In(
            language_),
        "]");
  }
  return absl::StrCat(" ", text_.Cite(r.fact), SaidOf(r));
}

// Of a class, what its source says of all of it: that this is one of these,
// another may have said, or we.
std::string PathWriter::SaidOf(const Instance& r) const {
  std::vector<std::string> classes;
  for (const bool target : {false, true}) {
    const ToldEnd end = EndOnRecord(snapshot_, r.fact, target);
    const FactIndex member = target ? r.target : r.source;
    if (end.members == nullptr || end.members->any || member == kNoFact ||
        (end.members->ids.size() == 1 && !NeedsQuantity(*end.members))) {
      continue;
    }
    classes.push_back(
        NameOf(snapshot_, end, Quantity::kEvery, text_.language()));
  }
  if (classes.empty()) return "";
  return absl::StrCat(Say(" (gezegd van: ", " (said of: "),
                      absl::StrJoin(classes, "; "), ")");
}

std::optional<InstanceIndex> PathWriter::InstanceOf(
    const std::string& id) const {
  return view_.table().FindRelation(id);
}

std::string PathWriter::Named(const std::string& id) const {
  const std::optional<InstanceIndex> found = InstanceOf(id);
  if (found) return Told(view_.instance(*found));
  const FactIndex fact = snapshot_.Find(id);
  return fact == kNoFact ? id : Told(fact);
}

void PathWriter::Carriers(const Instance& r) {
  for (FactIndex carrier : r.carriers) {
    for (InstanceIndex i : view_.of(carrier)) {
      const Instance& c = view_.instance(i);
      Line(2,
           absl::StrCat(Say("gedragen door: ", "carried by: "), Told(c), " (",
                        c.status == Status::kNoPath
                            ? Say("telt niet", "does not count")
                            : StatusText(c.status, language_),
                        ")"));
      Measures(c, 3);
      Contested(c, 3);
      if (c.status == Status::kNoPath) Line(3, WhyNoEdge(c));
    }
  }
}

// But for those that are told as steps and carriers.
void PathWriter::Premises(const FoundPath& path, InstanceIndex presumed) {
  const FactIndexes carriers = view_.table().carriers(presumed);
  for (InstanceIndex premise : PremisesOf(view_, presumed)) {
    const Instance& p = view_.instance(premise);
    const bool told =
        std::find(carriers.begin(), carriers.end(), p.fact) != carriers.end() ||
        std::any_of(path.steps.begin(), path.steps.end(),
                    [premise](const View::Incidence& step) {
                      return step.instance == premise;
                    });
    if (told) continue;
    if (CountsByModality(view_.table(), premise)) {
      Line(2,
           absl::StrCat(Say("vermoed omdat: ", "presumed because: "), Told(p)));
      continue;
    }
    if (named_ != nullptr) named_->Tell(p);
    Line(2, absl::StrCat(Say("zou vermoed zijn als dit gold: ",
                             "would be presumed if this held: "),
                         text_.Clause(p.kind, false, ThingName(p.source),
                                      ThingName(p.target)),
                         "."));
    Line(3, WhyNoEdge(p));
  }
  OfWhatProduct(view_.instance(presumed));
}

// What the rule asks of the product itself.
void PathWriter::OfWhatProduct(const Instance& r) {
  const Presumption& rule =
      snapshot_.policy().document().presumptions[r.presumption];
  if (rule.from != Presumption::From::kProduct) return;
  const Attributes& attributes = snapshot_.facts().attributes(r.source);
  for (const auto& [name, value] : rule.products) {
    const auto it = attributes.find(name);
    if (it == attributes.end() || it->second != value) continue;
    // What is said of the thing is no source of how it is classed.
    Line(2, absl::StrCat(Say("vermoed omdat: ", "presumed because: "),
                         ThingName(r.source),
                         Say(" is hier ingedeeld als ", " is classed here as "),
                         name, ": ", value,
                         Say("; daarvoor wordt geen bron aangehaald.",
                             "; no source is cited for that.")));
  }
}

void PathWriter::Guard(const Instance& r) {
  if (r.fact == kNoFact) return;
  const Relation* detail = snapshot_.facts().detail(r.fact);
  if (detail == nullptr || !detail->holds_while) return;
  Condition(Say("alleen zolang: ", "only while: "), *detail->holds_while, r, 2);
  Inputs(r.guard_inputs, 3);
}

void PathWriter::Measures(const Instance& r, int indent) {
  for (const MeasureMet& met : r.measures) {
    Line(indent, MeasureLine(met));
    Denials(met.measure, indent + 1);
    const auto& unless = snapshot_.facts().measure(met.measure).unless;
    if (unless) {
      Condition(Say("tenzij: ", "unless: "), *unless, r, indent + 1);
    }
    Inputs(met.inputs, indent + 1);
    Others(met, indent + 1);
  }
}

void PathWriter::Condition(const char* word, const graph::Guard& guard,
                           const Instance& r, int indent) {
  if (named_ != nullptr) named_->Name(guard, r.source, r.target);
  Line(indent, absl::StrCat(word, GuardClause(snapshot_, text_, guard, r.source,
                                              r.target)));
}

std::string PathWriter::MeasureLine(const MeasureMet& met) const {
  const Measure& measure = snapshot_.facts().measure(met.measure);
  std::string line = absl::StrCat(Say("maatregel: ", "measure: "),
                                  measure.name.In(language_), " – ");
  if (met.effect == MeasureEffect::kNoneShown) {
    absl::StrAppend(&line, Say("sluit dit niet aantoonbaar uit",
                               "not shown to exclude this"));
  } else if (met.effect == MeasureEffect::kReduces) {
    absl::StrAppend(
        &line, Say("verkleint alleen de kans", "reduces the likelihood only"));
  } else if (met.leaves == Status::kBlocked) {
    absl::StrAppend(&line, Say("sluit dit af", "closes this"));
  } else if (met.leaves == Status::kOpen) {
    absl::StrAppend(&line, Say("sluit dit niet af", "does not close this"));
  } else {
    absl::StrAppend(
        &line,
        Say("sluit dit niet zeker af: ", "does not certainly close this: "),
        StatusText(met.leaves, language_));
  }
  if (!met.counts) {
    const bool decided = measure.state == MeasureState::kCandidate &&
                         !measure.decided_by.empty();
    absl::StrAppend(
        &line, view_.table().is_in_place(met.measure)
                   ? Say(" (hier niet meegeteld)", " (not counted here)")
               : decided ? Say(" (besloten, uitvoering niet vastgelegd)",
                               " (decided, not recorded as carried out)")
                         : Say(" (nog niet genomen)", " (candidate only)"));
  }
  if (met.by_example) {
    absl::StrAppend(&line, Say("; de bron noemt dit als voorbeeld, er kunnen "
                               "meer gevallen zijn",
                               "; the source gives this as an example, there "
                               "may be more"));
  }
  if (!measure.decided_by.empty()) {
    const FactIndex decided_by = snapshot_.Find(measure.decided_by);
    Name(decided_by);
    absl::StrAppend(&line, Say("; besloten door ", "; decided by "),
                    snapshot_.NameOf(decided_by, language_));
  }
  if (named_ != nullptr) named_->Tell(met.measure);
  return absl::StrCat(line, " ", text_.Cite(met.measure));
}

// A measure that is there does not lapse by being denied (docs/semantics.md,
// 13.13), and must not be told as if nobody denied it.
void PathWriter::Denials(FactIndex measure, int indent) {
  const FactTable& facts = snapshot_.facts();
  for (FactIndex other : MeasuresOfAnyState(snapshot_, measure)) {
    if (facts.measure(other).state != facts.measure(measure).state ||
        view_.table().recorded(other) != Modality::kDenied ||
        !CountsAsAsked(snapshot_, view_.options(), other)) {
      continue;
    }
    if (named_ != nullptr) named_->Tell(other);
    Line(indent, absl::StrCat(Say("ontkend, en hier toch genomen: ",
                                  "denied, and taken here all the same: "),
                              text_.Sentence(other), " ", text_.Cite(other)));
  }
}

// What is not on record counts as not so here (docs/semantics.md, 5.4), and
// must not pass for what somebody said.
void PathWriter::Others(const MeasureMet& met, int indent) {
  const Measure& measure = snapshot_.facts().measure(met.measure);
  if (met.effect != MeasureEffect::kCloses || met.leaves != Status::kBlocked ||
      !measure.unless || !AsksOfOthers(*measure.unless)) {
    return;
  }
  const bool denied_of_all = std::any_of(
      met.inputs.begin(), met.inputs.end(), [this](const GuardInput& input) {
        return input.looked_at >= 0 && view_.table().denies(input.looked_at) &&
               view_.table().target(input.looked_at) == kNoFact;
      });
  if (denied_of_all) return;
  Line(indent, Say("van anderen dan hier genoemd is dit niet vastgelegd; dat "
                   "geldt hier als: van niemand anders",
                   "of others than named here this is not on record, which "
                   "counts here as: of nobody else"));
}

void PathWriter::Inputs(const std::vector<GuardInput>& inputs, int indent) {
  for (const GuardInput& input : inputs) {
    if (!input.recorded) {
      Line(indent, NotRecorded(input));
      continue;
    }
    std::string line =
        absl::StrCat(Say("daarover: ", "of this: "), Named(input.what));
    if (input.of_other) {
      absl::StrAppend(&line,
                      Say(" – dat een en dezelfde autoriteit beide bereikt: ",
                          " – that one authority reaches both: "),
                      TruthText(input.truth));
    } else if (IsDenial(input.what)) {
      // The line tells that it is not so: "does not hold" after it would turn
      // that around.
      if (input.truth != Truth::kDenied) {
        absl::StrAppend(&line,
                        Say(" – waarnaar hier gevraagd wordt: ",
                            " – what is asked for here: "),
                        TruthText(input.truth));
      }
    } else if (input.truth != Truth::kAffirmed) {
      absl::StrAppend(&line, Say(" – hier: ", " – here: "),
                      TruthText(input.truth));
    }
    Line(indent, line);
  }
}

// As it is told: by a change of the view too, and in an instance of a class.
bool PathWriter::IsDenial(const std::string& id) const {
  const std::optional<InstanceIndex> found = InstanceOf(id);
  if (found) return view_.table().recorded(*found) == Modality::kDenied;
  // Of a class: it has instances, and is none.
  const FactIndex fact = snapshot_.Find(id);
  return fact != kNoFact && snapshot_.is_relation(fact) &&
         view_.table().recorded(fact) == Modality::kDenied;
}

std::string PathWriter::NotRecorded(const GuardInput& input) const {
  if (input.kind >= 0) {
    Name(input.source);
    Name(input.target);
  } else {
    // A fact, or one of its dates.
    absl::string_view id = input.what;
    if (!absl::ConsumeSuffix(&id, ".from")) absl::ConsumeSuffix(&id, ".until");
    Name(snapshot_.Find(id));
  }
  return absl::StrCat(WhyNotKnown(input), LookedFor(snapshot_, text_, input));
}

// A fact, or one of its dates; whether it counts or not.
bool PathWriter::IsOnRecord(absl::string_view what) const {
  if (snapshot_.Find(what) != kNoFact) return true;
  const bool ends = absl::ConsumeSuffix(&what, ".until");
  if (!ends && !absl::ConsumeSuffix(&what, ".from")) return false;
  const FactIndex fact = snapshot_.Find(what);
  if (fact == kNoFact) return false;
  const ValidTime& valid = snapshot_.facts().valid(fact);
  return (ends ? valid.until : valid.from).kind == Bound::Kind::kDated;
}

// Nothing certain on record is not nothing on record.
const char* PathWriter::WhyNotKnown(const GuardInput& input) const {
  if (input.kind >= 0 && input.target == kNoFact) {
    return Say("niets wat hier meetelt zegt zeker: ",
               "nothing that counts here says for certain: ");
  }
  const bool left_out =
      input.kind >= 0
          ? !FactsSaying(snapshot_, input.kind, input.source, input.target, {})
                 .empty()
          : IsOnRecord(input.what);
  return left_out ? Say("telt hier niet mee: ", "does not count here: ")
                  : Say("niet vastgelegd: ", "not recorded: ");
}

const char* PathWriter::TruthText(Truth truth) const {
  switch (truth) {
    case Truth::kAffirmed:
      return Say("vastgesteld", "affirmed");
    case Truth::kNotExcluded:
      return Say("niet uitgesloten", "not excluded");
    case Truth::kUnknown:
      return Say("onbekend", "unknown");
    case Truth::kDenied:
      return Say("geldt niet", "does not hold");
  }
  return "";
}

void PathWriter::Contested(const Instance& r, int indent) {
  for (const std::string& denial : r.contested_by) {
    Line(indent, absl::StrCat(Say("betwist: ", "contested: "), Named(denial)));
  }
}

std::string PathWriter::WhyNoEdge(const Instance& r) const {
  std::string why =
      absl::StrCat(Say("telt niet mee: ", "does not count: "), OmissionText(r));
  const bool names_other =
      r.omission == Omission::kDenied || r.omission == Omission::kSpecific ||
      r.omission == Omission::kCarrier || r.omission == Omission::kDate;
  if (r.presumption >= 0 && r.omitted_by.empty()) {
    absl::StrAppend(&why,
                    Say(" (of wie de maker is)", " (or who the maker is)"));
  }
  if (names_other && !r.omitted_by.empty()) {
    absl::StrAppend(&why, " – ", Named(r.omitted_by));
  }
  return why;
}

std::string PathWriter::OmissionText(const Instance& r) const {
  switch (r.omission) {
    case Omission::kNone:
      return Say("dit product wordt volgens een ontkenning niet gebruikt",
                 "a denial says that this product is not used");
    case Omission::kSource:
      return Say("niet uit de gevraagde bronnen",
                 "not from the sources asked for");
    case Omission::kInferred:
      return Say("afgeleid, niet gesteld", "inferred, not stated");
    case Omission::kUnverified:
      return Say("niet geverifieerd", "not verified");
    case Omission::kDate:
      return Say("geldt niet op deze datum", "does not hold at this date");
    case Omission::kModality:
      return r.recorded == Modality::kDenied
                 ? Say("ontkend", "denied")
                 : Say("niet als feit gesteld", "not stated as a fact");
    case Omission::kDenied:
      return Say("ontkend", "denied");
    case Omission::kSpecific:
      return Say("een specifieker feit gaat voor",
                 "a more specific fact goes before");
    case Omission::kCarrier:
      return Say("wat het draagt telt niet mee",
                 "what carries it does not count");
    case Omission::kGuard:
      return Say("aan de voorwaarde is niet voldaan",
                 "its condition does not hold");
    case Omission::kRemoved:
      return Say("weggelaten in dit scenario", "removed in this scenario");
  }
  return "";
}

}  // namespace ketenzicht::graph
