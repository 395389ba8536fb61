#include "graph/contradiction_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/explanation.h"
#include "graph/fact_text.h"

namespace ketenzicht::graph {
namespace {

std::string OutcomeText(DenialOutcome outcome, Language language) {
  const bool nl = language == Language::kDutch;
  switch (outcome) {
    case DenialOutcome::kContested:
      return nl ? "beide blijven staan, betwist" : "both stay, contested";
    case DenialOutcome::kClosed:
      return nl ? "de ontkenning gaat voor" : "the denial goes before";
    case DenialOutcome::kStands:
      return nl ? "het bijzondere gaat voor de algemene ontkenning"
                : "the specific goes before the general denial";
  }
  return "";
}

// Whether nobody says so but this model.
bool IsAssumed(const ContradictionSide& side) {
  return !side.voices.empty() &&
         std::all_of(side.voices.begin(), side.voices.end(),
                     [](const Voice& voice) {
                       return voice.source_type == kAssumptions;
                     });
}

class Writer {
 public:
  Writer(const Snapshot& snapshot, const ViewOptions& options,
         Language language)
      : snapshot_(snapshot),
        language_(language),
        text_(snapshot, &options, language) {}

  const char* Say(const char* nl, const char* en) const {
    return text_.Say(nl, en);
  }
  template <typename... T>
  void Line(const T&... parts) {
    absl::StrAppend(&out_, parts..., "\n");
  }
  std::string Take() { return std::move(out_); }

  void Write(const Contradiction& one) {
    Line(Heading(one));
    for (const ContradictionSide& side : one.sides) {
      if (one.kind == ContradictionKind::kJudgement) {
        WriteJudge(side);
      } else {
        Line("  – ", Cited(side.fact));
      }
      WriteFactor(one, side);
      Line("    ", Voices(side));
      if (one.kind != ContradictionKind::kJudgement) WriteGrounds(side.fact);
    }
    WritePlaces(one);
    for (FactIndex statement : one.left_open) {
      Line(Say("  Opengelaten: ", "  Left open: "), Cited(statement));
    }
    const std::string dates = Dates(one.overlap);
    if (!dates.empty()) {
      Line(Say("  Beide gelden: ", "  Both hold: "), dates);
    }
    if (!one.as_asked) {
      Line(Say("  De gevraagde bronnen alleen spreken elkaar hier niet tegen.",
               "  The sources asked for alone do not differ here."));
    }
  }

 private:
  std::string Name(FactIndex fact) const {
    return snapshot_.NameOf(fact, language_);
  }
  std::string Names(const std::vector<FactIndex>& facts) const {
    std::vector<std::string> names;
    for (FactIndex fact : facts) names.push_back(Name(fact));
    return absl::StrJoin(names, "; ");
  }
  std::string Cited(FactIndex fact) const {
    return absl::StrCat(text_.Sentence(fact), " ", text_.Cite(fact));
  }

  std::string Heading(const Contradiction& one) const {
    std::string heading =
        Capitalized(ContradictionKindText(one.kind, language_));
    if (one.kind == ContradictionKind::kDates) {
      absl::StrAppend(&heading, " (", one.starts ? Say("begin", "start") : "",
                      one.starts && one.ends ? ", " : "",
                      one.ends ? Say("einde", "end") : "", ")");
    }
    if (!one.about.empty()) {
      absl::StrAppend(&heading, Say(", over ", ", about "), Names(one.about));
    }
    absl::StrAppend(&heading, ".");
    if (one.kind == ContradictionKind::kJudgement) {
      absl::StrAppend(
          &heading,
          Say(" Geen tegenspraak: het verschil ligt in het doel van het "
              "gebruik en in ",
              " No contradiction: the difference is in the purpose of use and "
              "in "),
          Decisions(one));
    }
    absl::StrAppend(&heading, Assumed(one));
    return heading;
  }

  // Of who excludes nothing no decision is on record.
  std::string Decisions(const Contradiction& one) const {
    const bool each = std::all_of(
        one.sides.begin(), one.sides.end(),
        [](const ContradictionSide& side) { return side.num_excluded > 0; });
    return each ? Say("ieders eigen besluit.", "each one's own decision.")
                : Say("wat besloot wie iets uitsluit.",
                      "what those decided who exclude something.");
  }

  // So that nobody takes an assumption for a source that says otherwise.
  std::string Assumed(const Contradiction& one) const {
    const auto assumed =
        std::count_if(one.sides.begin(), one.sides.end(), IsAssumed);
    if (assumed == 0) return "";
    if (assumed == 1) {
      return Say(" Eén kant is een aanname van dit model, geen bron.",
                 " One side is an assumption of this model, not a source.");
    }
    return Say(" Beide kanten zijn aannamen van dit model, geen bronnen.",
               " Both sides are assumptions of this model, not sources.");
  }

  void WriteJudge(const ContradictionSide& side) {
    Line("  – ", Capitalized(Name(side.fact)));
    for (const JudgedUse& use : side.excluded) {
      Line(Say("    niet: ", "    not: "), Name(use.user), ", ",
           Name(use.product));
      for (FactIndex decision : use.decisions) Line("      ", Cited(decision));
    }
    WriteRest(side.num_excluded, side.excluded.size());
    for (const JudgedUse& use : side.used) {
      Line(Say("    wel: ", "    does: "), Name(use.user), ", ",
           Name(use.product), " ", text_.Cite(use.fact));
    }
    WriteRest(side.num_used, side.used.size());
  }

  void WriteRest(int64_t count, size_t told) {
    const int64_t rest = count - static_cast<int64_t>(told);
    if (rest > 0) Line(Say("    en nog ", "    and more: "), rest);
  }

  // Speaker and type, whom a reader weighs; places and titles stand in the
  // citation.
  std::string Voices(const ContradictionSide& side) const {
    std::vector<std::string> voices;
    for (const Voice& voice : side.voices) {
      std::string text =
          voice.speaker.empty() ? Name(voice.source) : voice.speaker;
      absl::StrAppend(
          &text, " (", voice.source_type, voice.source_type.empty() ? "" : ", ",
          voice.asserted_on.ToString(),
          voice.counts ? "" : Say(", niet gevraagd", ", not asked for"), ")");
      if (std::find(voices.begin(), voices.end(), text) == voices.end()) {
        voices.push_back(std::move(text));
      }
    }
    return absl::StrCat(Say("Wie: ", "Who: "), absl::StrJoin(voices, "; "));
  }

  // No sentence of a measure says it.
  void WriteFactor(const Contradiction& one, const ContradictionSide& side) {
    if (one.kind != ContradictionKind::kValues ||
        !snapshot_.facts().is_measure(side.fact)) {
      return;
    }
    Line(Say("    Laat van de kans over, als factor: ",
             "    Leaves of the likelihood, as a factor: "),
         side.says);
  }

  // What an inferred side comes from, with its sources: theirs is what stands
  // behind an assumption.
  void WriteGrounds(FactIndex fact) {
    for (const std::string& id : snapshot_.facts().inferred_from(fact)) {
      const FactIndex from = snapshot_.Find(id);
      if (from == kNoFact ||
          (snapshot_.is_entity(from) && !snapshot_.IsA(from, "statement"))) {
        continue;
      }
      Line(Say("    Afgeleid uit: ", "    Inferred from: "), Cited(from));
    }
  }

  void WritePlaces(const Contradiction& one) {
    if (one.kind == ContradictionKind::kDenial &&
        snapshot_.facts().is_measure(one.sides[0].fact)) {
      Line(
          Say("  In antwoorden vervalt een maatregel niet doordat hij wordt "
              "ontkend.",
              "  In answers a measure does not lapse by being denied."));
    } else if (one.kind == ContradictionKind::kDenial && one.num_places == 0) {
      Line(Say("  Niet op deze datum: over eerdere dagen.",
               "  Not on this date: of days before it."));
    }
    for (const DeniedPlace& place : one.places) {
      const std::string asked = StatusIn(place.as_asked);
      const std::string compared = StatusIn(place.as_compared);
      Line("  ", Capitalized(Name(place.source)), " → ", Name(place.target),
           ": ", OutcomeText(place.outcome, language_), "; ", asked,
           asked == compared
               ? ""
               : Say(", met alle bronnen ", ", with all sources "),
           asked == compared ? "" : compared);
    }
    WriteRest(one.num_places, one.places.size());
  }

  std::string StatusIn(Status status) const {
    if (status == Status::kNoPath) return Say("telt niet", "does not count");
    return StatusText(status, language_);
  }

  std::string Dates(const ValidTime& valid) const {
    std::string text;
    if (valid.from.kind == Bound::Kind::kDated) {
      absl::StrAppend(&text, Say("vanaf ", "from "),
                      FormatDateRange(valid.from.range));
    }
    if (valid.until.kind == Bound::Kind::kDated) {
      absl::StrAppend(&text, text.empty() ? "" : " ", Say("tot ", "until "),
                      FormatDateRange(valid.until.range));
    }
    return text;
  }

  const Snapshot& snapshot_;
  const Language language_;
  const FactText text_;
  std::string out_;
};

// Told where there are none too: nobody has to guess what a filter hides.
std::string LeftOut(const Contradictions& all, Language language) {
  const bool nl = language == Language::kDutch;
  const bool counted = all.completeness.stop == StopReason::kNone ||
                       all.completeness.stop == StopReason::kPaths;
  return absl::StrCat(nl ? "Weggelaten, omdat ze niet gaan over wat is "
                           "gevraagd: "
                         : "Left out, since they do not concern it: ",
                      counted ? ""
                      : nl    ? "ten minste "
                              : "at least ",
                      all.left_out, ".");
}

// Others than paths, of which CompletenessText speaks.
std::string Completed(const Contradictions& all, Language language) {
  const bool nl = language == Language::kDutch;
  switch (all.completeness.stop) {
    case StopReason::kNone:
      return nl ? "Volledig: alles wat met elkaar te vergelijken is, is "
                  "vergeleken. Niet vergeleken zijn maatregelen die "
                  "verschillen in werking, in of zij genomen zijn, in wat zij "
                  "selecteren, in "
                  "voorwaarde of in wie besloot; van eerdere dagen, wat "
                  "van een geheel is ontkend met wat van een deel is gezegd; "
                  "en besluiten tegen een product waarvan op deze datum geen "
                  "eigen gebruik vaststaat: wie ermee stopte, verschilt hier "
                  "niet van wie het gebruikt."
                : "Complete: all that can be compared was. Not compared are "
                  "measures that differ in effect, in whether they are in "
                  "place, in what they select, in "
                  "their condition or in who decided; of earlier days, "
                  "what is denied of a whole with what is said of a part; and "
                  "decisions against a product of which no use of one's own is "
                  "certain on this date: who stopped using it does not differ "
                  "here from who uses it.";
    case StopReason::kPaths:
      return absl::StrCat(
          nl ? "Niet volledig: de eerste " : "Truncated: the first ",
          all.all.size(), nl ? " van " : " of ", all.found, ".");
    case StopReason::kExpansions:
      return absl::StrCat(
          nl ? "Niet volledig: gestopt na " : "Truncated: stopped after ",
          all.completeness.limit, nl ? " vergelijkingen." : " comparisons.");
    default:
      return CompletenessText(all.completeness, language);
  }
}

}  // namespace

std::string ContradictionKindText(ContradictionKind kind, Language language) {
  const bool nl = language == Language::kDutch;
  switch (kind) {
    case ContradictionKind::kDenial:
      return nl ? "bevestigd en ontkend" : "affirmed and denied";
    case ContradictionKind::kDates:
      return nl ? "verschillende data" : "different dates";
    case ContradictionKind::kValues:
      return nl ? "verschillende antwoorden op één vraag"
                : "different answers to one question";
    case ContradictionKind::kReadings:
      return nl ? "verschillende lezingen van één woord"
                : "different readings of one word";
    case ContradictionKind::kJudgement:
      return nl ? "verschillend oordeel" : "different judgement";
  }
  return "";
}

std::string ContradictionsText(const Snapshot& snapshot,
                               const ViewOptions& options,
                               const Contradictions& contradictions,
                               bool subjects, Language language) {
  Writer writer(snapshot, options, language);
  if (contradictions.all.empty()) {
    writer.Line(writer.Say("In de gevraagde bronnen spreekt niets elkaar tegen",
                           "In the sources asked for nothing contradicts"),
                subjects ? writer.Say(" over wat is gevraagd.",
                                      " about what was asked.")
                         : ".");
  }
  for (const Contradiction& one : contradictions.all) writer.Write(one);
  if (subjects) writer.Line(LeftOut(contradictions, language));
  writer.Line(Completed(contradictions, language));
  writer.Line(ContextText(snapshot, options, language));
  return writer.Take();
}

}  // namespace ketenzicht::graph
