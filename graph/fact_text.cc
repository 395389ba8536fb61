#include "graph/fact_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "graph/guard_text.h"
#include "graph/told_end.h"

namespace ketenzicht::graph {
namespace {

// What is cited of one source.
struct Cited {
  std::string source;
  Date asserted_on;  // the last time
  std::vector<std::string> locators;
  std::vector<std::string> speakers;
  std::vector<std::string> attributed_to;
};

void AddNew(const std::string& name, std::vector<std::string>& names) {
  if (name.empty() ||
      std::find(names.begin(), names.end(), name) != names.end()) {
    return;
  }
  names.push_back(name);
}

// Whether who speaks has to be named: where the source is a report of the press
// or several speak in it, somebody else than its publisher; where none is
// recorded, than whom its name begins with: "NU.nl on …", said by NU.nl.
bool NamesSpeaker(const Snapshot& snapshot, const Evidence& evidence) {
  const FactIndex source = snapshot.Find(evidence.source);
  if (source == kNoFact) return false;
  const Attributes& attributes = snapshot.facts().attributes(source);
  // A report tells what others say; a letter or an answer is its author's.
  const auto type = attributes.find("source_type");
  const bool reports = type != attributes.end() && type->second == "press";
  if (!reports && !snapshot.HasSeveralSpeakers(evidence.source)) return false;
  const auto publisher = attributes.find("publisher");
  if (publisher != attributes.end()) {
    return publisher->second != evidence.speaker;
  }
  const Text name = snapshot.facts().name(source);
  return !absl::StartsWith(name.nl, evidence.speaker) &&
         !absl::StartsWith(name.en, evidence.speaker);
}

// What kind of sentence a statement is, where it says more of who says it than
// of the world.
const char* KindMark(const Fact& fact, Language language) {
  if (fact.entity() == nullptr || fact.modality == Modality::kUnknown)
    return "";
  const bool nl = language == Language::kDutch;
  const auto kind = fact.entity()->attributes.find("statement_kind");
  if (kind == fact.entity()->attributes.end()) return "";
  if (kind->second == "opinion") return nl ? "; een oordeel" : "; an opinion";
  if (kind->second == "norm") return nl ? "; een norm" : "; a norm";
  return "";
}

// "alinea 2 en 3" is paragraph 2 and 3 to who reads English, and the other way
// around. All else is as the source has it: who looks it up there finds it by
// that.
std::string PlaceIn(const std::string& locator, Language language) {
  const bool nl = language == Language::kDutch;
  if (locator == "opschrift" || locator == "heading") {
    return nl ? "opschrift" : "heading";
  }
  const char* const theirs = nl ? "paragraph " : "alinea ";
  if (!absl::StrContains(locator, theirs)) return locator;
  std::string place =
      absl::StrReplaceAll(locator, {{theirs, nl ? "alinea " : "paragraph "}});
  // Between numbers: words may be those of a heading.
  const auto is_digit = [&place](size_t at) {
    return at < place.size() && absl::ascii_isdigit(place[at]);
  };
  const std::string with = nl ? " and " : " en ";
  const std::string ours = nl ? " en " : " and ";
  for (size_t at = place.find(with); at != std::string::npos;
       at = place.find(with, at + 1)) {
    if (at > 0 && is_digit(at - 1) && is_digit(at + with.size())) {
      place.replace(at, with.size(), ours);
    }
  }
  return place;
}

// By source, in the order of the evidence: of what counts, or, where none does,
// of all.
std::vector<Cited> CitedBy(const Snapshot& snapshot, const ViewOptions* options,
                           const Fact& fact) {
  const auto counts = [&](const Evidence& evidence) {
    return options == nullptr ||
           CountsAsSource(snapshot, *options, evidence.source);
  };
  const bool none_counts =
      std::none_of(fact.evidence.begin(), fact.evidence.end(), counts);
  std::vector<Cited> sources;
  const auto is_later = [options](Date day) {
    return options != nullptr && options->date < day;
  };
  for (const Evidence& evidence : fact.evidence) {
    if (!none_counts && !counts(evidence)) continue;
    // To whom one place attributes it, another may not.
    if (sources.empty() || sources.back().source != evidence.source ||
        sources.back().attributed_to != evidence.attributed_to) {
      sources.push_back({evidence.source,
                         evidence.asserted_on,
                         {},
                         {},
                         evidence.attributed_to});
    }
    Cited& cited = sources.back();
    // What it said by the day goes before what it said again.
    if (is_later(cited.asserted_on) || !is_later(evidence.asserted_on)) {
      cited.asserted_on =
          is_later(cited.asserted_on)
              ? std::min(cited.asserted_on, evidence.asserted_on)
              : std::max(cited.asserted_on, evidence.asserted_on);
    }
    if (!evidence.locator.empty()) cited.locators.push_back(evidence.locator);
    if (NamesSpeaker(snapshot, evidence)) {
      AddNew(evidence.speaker, cited.speakers);
    }
  }
  return sources;
}

}  // namespace

std::string Capitalized(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(text[0]);
  return text;
}

std::string AsSentence(std::string clause) {
  clause = Capitalized(std::move(clause));
  if (!absl::EndsWith(clause, ".") && !absl::EndsWith(clause, "?")) {
    clause += ".";
  }
  return clause;
}

std::string StatusText(Status status, Language language) {
  const bool nl = language == Language::kDutch;
  switch (status) {
    case Status::kOpen:
      return "open";
    case Status::kNotExcluded:
      return nl ? "niet uitgesloten" : "not excluded";
    case Status::kUnknown:
      return nl ? "onbekend" : "unknown";
    case Status::kBlocked:
      return nl ? "geblokkeerd" : "blocked";
    case Status::kNoPath:
      return nl ? "geen pad vastgelegd" : "no path recorded";
  }
  return "";
}

std::string UnknownKindText(UnknownKind kind, Language language) {
  const bool nl = language == Language::kDutch;
  switch (kind) {
    case UnknownKind::kNone:
      return "";
    case UnknownKind::kUnknownToSpeaker:
      return nl ? "niet bekend bij de spreker" : "not known to the speaker";
    case UnknownKind::kNotAnswered:
      return nl ? "niet beantwoord" : "not answered";
    case UnknownKind::kNotStated:
      return nl ? "niet vermeld" : "not stated";
    case UnknownKind::kNoIndications:
      return nl ? "geen aanwijzingen, voor zover bekend"
                : "no indications, as far as known";
    case UnknownKind::kNotPublic:
      return nl ? "niet openbaar" : "not public";
    case UnknownKind::kNotEstablishable:
      return nl ? "niet meer vast te stellen" : "can no longer be established";
  }
  return "";
}

std::string FactText::Clause(RelationKindId kind, bool denied,
                             const std::string& source,
                             const std::string& target) const {
  return PhraseBetween(snapshot_, kind, denied, source, target, language_);
}

std::string FactText::Frame(Modality modality, UnknownKind kind,
                            const std::string& clause,
                            const std::string& denied) const {
  switch (modality) {
    case Modality::kAffirmed:
      return AsSentence(clause);
    case Modality::kDenied:
      return AsSentence(denied);
    case Modality::kPossible:
      return absl::StrCat(Say("Mogelijk: ", "Possible: "), clause, ".");
    case Modality::kNotExcluded:
      return absl::StrCat(Say("Niet uit te sluiten: ", "Cannot be excluded: "),
                          clause, ".");
    case Modality::kUnknown:
      return absl::StrCat(Say("Onbekend (", "Unknown ("),
                          UnknownKindText(kind, language_), "): ", clause,
                          absl::EndsWith(clause, "?") ? "" : ".");
    case Modality::kPresupposed:
      return absl::StrCat(
          Say("In de vraag verondersteld: ", "Presupposed by the question: "),
          clause, ".");
    case Modality::kCounterfactual:
      return absl::StrCat(
          Say("Als het anders was geweest: ", "Had it been otherwise: "),
          clause, ".");
  }
  return "";
}

std::string FactText::Dates(const ValidTime& valid) const {
  std::string text;
  if (valid.from.kind == Bound::Kind::kDated) {
    absl::StrAppend(&text, Say("vanaf ", "from "),
                    FormatDateRange(valid.from.range));
  }
  if (valid.until.kind == Bound::Kind::kDated) {
    absl::StrAppend(&text, text.empty() ? "" : " ", Say("tot ", "until "),
                    FormatDateRange(valid.until.range));
  }
  return text.empty() ? text : absl::StrCat(" (", text, ")");
}

std::string FactText::Sentence(FactIndex index) const {
  return absl::StrCat(Undated(index), Dates(snapshot_.facts().valid(index)));
}

std::string FactText::Undated(FactIndex index) const {
  Fact fact = snapshot_.facts().Read(index);
  if (IsDeniedByChange(fact.id)) fact.modality = Modality::kDenied;
  if (fact.relation() != nullptr) {
    return Frame(fact.modality, fact.unknown_kind,
                 Clause(snapshot_.relation_kind(index), false,
                        snapshot_.NameOfEnd(index, false, language_),
                        snapshot_.NameOfEnd(index, true, language_)),
                 Denied(index));
  }
  std::string name = snapshot_.NameOf(index, language_);
  if (absl::EndsWith(name, ".")) name.pop_back();
  if (const Measure* measure = fact.measure()) {
    const char* effect = measure->effect == MeasureEffect::kCloses
                             ? Say("sluit af", "closes")
                         : measure->effect == MeasureEffect::kReduces
                             ? Say("verkleint", "reduces")
                             : Say("effect niet aangetoond", "no effect shown");
    name = absl::StrCat(Say("maatregel: ", "measure: "), name, " (",
                        StateOf(fact), effect, Condition(*measure), ")");
  }
  return Frame(fact.modality, fact.unknown_kind, name,
               absl::StrCat(Say("Ontkend: ", "Denied: "), name));
}

// With what follows it; nothing where it is not known whether it was taken.
const char* FactText::StateOf(const Fact& fact) const {
  const Measure& measure = *fact.measure();
  const std::vector<Change> none;
  const char* changed = nullptr;  // by the last change
  for (const Change& change : options_ != nullptr ? options_->changes : none) {
    if (change.fact != fact.id) continue;
    if (change.op == Change::Op::kTake) {
      changed = Say("hier als genomen; ", "as taken here; ");
    } else if (change.op == Change::Op::kLift) {
      changed = Say("hier als niet genomen; ", "as a candidate here; ");
    }
  }
  if (changed != nullptr) return changed;
  if (measure.state == MeasureState::kInPlace) {
    return fact.modality == Modality::kAffirmed ? Say("genomen; ", "in place; ")
                                                : "";
  }
  return measure.decided_by.empty()
             ? Say("nog niet genomen; ", "candidate; ")
             : Say("besloten, uitvoering niet vastgelegd; ",
                   "decided, not recorded as carried out; ");
}

// What keeps it from its effect. Told of one relation where it selects one.
std::string FactText::Condition(const Measure& measure) const {
  if (!measure.unless) return "";
  FactIndex source = kNoFact;
  FactIndex target = kNoFact;
  if (measure.selects.ids.size() == 1) {
    const FactIndex only = snapshot_.Find(measure.selects.ids.front());
    if (only != kNoFact && snapshot_.is_relation(only)) {
      source = snapshot_.facts().source(only);
      target = snapshot_.facts().target(only);
    }
  }
  return absl::StrCat(
      Say(", tenzij: ", ", unless: "),
      GuardClause(snapshot_, *this, *measure.unless, source, target));
}

// The last change on a fact counts.
bool FactText::IsDeniedByChange(const std::string& id) const {
  if (options_ == nullptr) return false;
  bool denied = false;
  for (const Change& change : options_->changes) {
    if (change.fact == id) denied = change.op == Change::Op::kDeny;
  }
  return denied;
}

std::string FactText::Denied(FactIndex relation) const {
  return DeniedBetween(snapshot_, snapshot_.relation_kind(relation),
                       EndOnRecord(snapshot_, relation, false),
                       EndOnRecord(snapshot_, relation, true), language_);
}

std::string FactText::Clause(const Instance& instance) const {
  if (instance.recorded == Modality::kDenied) {
    return DeniedBetween(
        snapshot_, instance.kind,
        EndOfInstance(snapshot_, instance.fact, false, instance.source),
        EndOfInstance(snapshot_, instance.fact, true, instance.target),
        language_);
  }
  return Clause(instance.kind, false,
                snapshot_.NameOf(instance.source, language_),
                snapshot_.NameOf(instance.target, language_));
}

std::string FactText::Proposition(FactIndex index, bool holds) const {
  if (snapshot_.facts().is_relation(index)) {
    if (!holds) return Denied(index);
    const auto name = [&](bool target) {
      return NameOf(snapshot_, EndOnRecord(snapshot_, index, target),
                    Quantity::kEvery, language_);
    };
    return Clause(snapshot_.relation_kind(index), false, name(false),
                  name(true));
  }
  return Proposition(std::vector<FactIndex>{index}, holds);
}

std::string FactText::Proposition(const std::vector<FactIndex>& group,
                                  bool holds) const {
  if (snapshot_.facts().is_relation(group.front())) {
    return Proposition(group.front(), holds);
  }
  std::vector<std::string> names;  // each once
  for (FactIndex measure : group) {
    std::string name = snapshot_.NameOf(measure, language_);
    if (absl::EndsWith(name, ".")) name.pop_back();
    name = absl::StrCat("“", name, "”");
    if (!absl::c_linear_search(names, name)) names.push_back(std::move(name));
  }
  if (names.size() == 1) {
    return absl::StrCat(Say("de maatregel ", "the measure "), names.front(),
                        holds ? Say(" is genomen", " is in place")
                              : Say(" is niet genomen", " is not in place"));
  }
  return absl::StrCat(
      Say("de maatregelen ", "the measures "),
      absl::StrJoin(names, Say(" en ", " and ")),
      Say(", die hetzelfde zeggen, zijn ", ", which say the same, are "),
      holds ? Say("genomen", "in place") : Say("niet genomen", "not in place"));
}

std::string FactText::Sentence(const Instance& instance) const {
  const std::string clause = Clause(instance);
  if (instance.presumption >= 0) {
    return absl::StrCat(
        Say("Verondersteld, omdat niets wat is vastgelegd en hier meetelt er "
            "iets over zegt: ",
            "Presumed, since nothing on record that counts here says anything "
            "of it: "),
        clause, ".");
  }
  std::string text =
      Frame(instance.recorded, instance.unknown_kind, clause, clause);
  if (instance.fact != kNoFact) {
    absl::StrAppend(&text, Dates(snapshot_.facts().valid(instance.fact)));
  }
  if (instance.uncertain) {
    absl::StrAppend(&text, Say(" (op deze datum niet zeker)",
                               " (not certain at this date)"));
  }
  return text;
}

// "3.5" and "3.8" in a row become "question 3 (3.5, 3.8)".
std::string FactText::Places(const std::vector<std::string>& locators) const {
  std::vector<std::string> places;
  int last_question = 0;
  for (const std::string& locator : locators) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(locator, absl::MaxSplits('.', 1));
    int question = 0;
    int statement = 0;
    if (!absl::SimpleAtoi(parts.first, &question) ||
        (!parts.second.empty() &&
         !absl::SimpleAtoi(parts.second, &statement))) {
      places.push_back(PlaceIn(locator, language_));
      last_question = 0;
    } else if (parts.second.empty()) {
      places.push_back(absl::StrCat(Say("vraag ", "question "), question));
      last_question = 0;
    } else if (question == last_question) {
      places.back().pop_back();
      absl::StrAppend(&places.back(), ", ", locator, ")");
    } else {
      places.push_back(absl::StrCat(Say("vraag ", "question "), question, " (",
                                    locator, ")"));
      last_question = question;
    }
  }
  return absl::StrJoin(places, ", ");
}

std::string FactText::Cite(FactIndex index) const {
  const Fact fact = snapshot_.facts().Read(index);
  const std::vector<Cited> sources = CitedBy(snapshot_, options_, fact);
  // Where all of it is later, the sentence says so.
  const auto is_later = [this](const Cited& cited) {
    return options_ != nullptr && options_->date < cited.asserted_on;
  };
  const bool some_by_day =
      !std::all_of(sources.begin(), sources.end(), is_later);
  std::vector<std::string> parts;
  for (const Cited& cited : sources) {
    std::string part =
        absl::StrCat(snapshot_.NameOf(snapshot_.Find(cited.source), language_),
                     " (", cited.asserted_on.ToString(),
                     some_by_day && is_later(cited)
                         ? Say(", na deze datum", ", after this date")
                         : "",
                     ")");
    if (!cited.locators.empty()) {
      absl::StrAppend(&part, ", ", Places(cited.locators));
    }
    if (!cited.speakers.empty()) {
      absl::StrAppend(&part, Say(", aldus ", ", said by "),
                      absl::StrJoin(cited.speakers, ", "));
    }
    if (!cited.attributed_to.empty()) {
      absl::StrAppend(&part, Say(", volgens ", ", according to "),
                      absl::StrJoin(cited.attributed_to, ", "));
    }
    parts.push_back(std::move(part));
  }
  // No source says what a question supposes.
  const bool supposed =
      fact.modality != Modality::kDenied && IsDeniedByChange(fact.id);
  std::string cite = absl::StrCat(
      "[",
      supposed ? Say("zo gesteld in deze vraag; vastgelegd is het tegendeel: ",
                     "supposed in this question; recorded is the opposite: ")
               : "",
      absl::StrJoin(parts, "; "));
  cite += KindMark(fact, language_);
  if (fact.origin.inferred) {
    absl::StrAppend(&cite, Say("; afgeleid door ", "; inferred by "),
                    fact.origin.inferred_by);
  }
  if (!fact.verified) {
    absl::StrAppend(&cite, Say("; niet geverifieerd", "; not verified"));
  }
  return cite + "]";
}

}  // namespace ketenzicht::graph
