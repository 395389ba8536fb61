#include "graph/load_bearing_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/answer_writer.h"
#include "graph/fact_text.h"
#include "graph/settling_text.h"
#include "graph/telling_order.h"

namespace ketenzicht::graph {
namespace {

// Of what nothing on record that counts says, why it is asked.
void WriteUnrecorded(const OpenQuestion& what, const std::string& mark,
                     AnswerWriter& writer) {
  const bool presumed = what.doubts.front() == Doubt::kPresumed;
  writer.Line(
      mark,
      presumed
          ? writer.Say("Verondersteld, want niets wat is vastgelegd en hier "
                       "meetelt zegt het: ",
                       "Presumed, since nothing on record that counts here "
                       "says it: ")
          : writer.Say("Niets wat is vastgelegd en hier meetelt zegt het, en "
                       "een voorwaarde of factor vraagt ernaar: ",
                       "Nothing on record that counts here says it, and a "
                       "condition or factor asks for it: "),
      QuestionClause(writer.snapshot(), what, true, writer.language()), ".");
}

// What is recorded of it, what counts as asked first; a denial stands there as
// the denial that it is.
void WriteRecorded(const ViewOptions& options, const OpenQuestion& what,
                   const std::string& mark, AnswerWriter& writer) {
  if (!what.recorded()) WriteUnrecorded(what, mark, writer);
  bool first = true;
  for (FactIndex fact : CountingFirst(writer.snapshot(), options, what.facts)) {
    writer.Line(
        first ? mark : writer.Say("   ook: ", "   also: "), writer.Cited(fact),
        CountsAsAsked(writer.snapshot(), options, fact)
            ? ""
            : writer.Say(" Telt hier niet mee.", " Does not count here."));
    writer.Note("   ", fact);
    first = false;
  }
  for (Doubt doubt : what.doubts) {
    if (what.recorded() &&
        (doubt == Doubt::kPresumed || doubt == Doubt::kUnrecorded)) {
      writer.Line("   ", AsSentence(DoubtText(doubt, writer.language())));
    }
  }
}

// Whether somebody who counts says already what is supposed, so that what moves
// the pairs is that nobody says otherwise. Of a measure that is another thing:
// what is recorded as there may be a candidate.
bool IsSaid(const ViewOptions& options, const LoadBearing& one,
            const AnswerWriter& writer) {
  const Snapshot& snapshot = writer.snapshot();
  const Modality supposed =
      one.turn == Turn::kDenied ? Modality::kDenied : Modality::kAffirmed;
  return one.turn != Turn::kUnrecorded &&
         std::any_of(one.what.facts.begin(), one.what.facts.end(),
                     [&](FactIndex fact) {
                       return snapshot.is_relation(fact) &&
                              snapshot.facts().modality(fact) == supposed &&
                              CountsAsAsked(snapshot, options, fact);
                     });
}

// What was told last is not told again: much that answers rest on makes the
// same difference.
void WriteTurn(const ViewOptions& options, const LoadBearing& one,
               const LoadBearing* before, AnswerWriter& writer) {
  const bool same = before != nullptr && before->moved == one.moved;
  const bool said = one.turn == Turn::kUnrecorded
                        ? !one.still_denied_by.empty()
                        : IsSaid(options, one, writer);
  writer.Line(
      "   ",
      SupposedText(writer.snapshot(), one.what, one.turn, said,
                   writer.language()),
      writer.Say(" Paren die bewegen: ", " Pairs that move: "),
      one.moved.size(), writer.Say(", waarvan erger: ", ", of which worse: "),
      one.escalated,
      same ? writer.Say(": dezelfde als net hierboven, op dezelfde manier.",
                        ": the same as just above, in the same way.")
           : ".");
  for (FactIndex denial : one.still_denied_by) {
    writer.Line(writer.Say("     wat dit ook ontkent, en blijft staan: ",
                           "     what denies it too, and stands: "),
                writer.Cited(denial));
  }
  if (same) return;
  for (const MovedPair& moved : one.moved) {
    writer.Line("   ", moved.escalates ? "▲ " : "▽ ",
                writer.Pair(moved.process, moved.target, *moved.vector), ": ",
                OutcomeText(moved.before, writer.language()), " → ",
                OutcomeText(moved.after, writer.language()), ".");
  }
}

// Those that escalate, or those that do not, by proposition: what it is made
// stands under it, and it stands where the first of these does.
using Turns = std::vector<const LoadBearing*>;
std::vector<Turns> TurnsOf(const LoadBearings& found, bool escalating) {
  std::vector<Turns> propositions;
  for (const LoadBearing& one : found.all) {
    if ((one.escalated > 0) != escalating) continue;
    const auto known = std::find_if(
        propositions.begin(), propositions.end(), [&](const Turns& turns) {
          return turns.front()->what.id == one.what.id;
        });
    if (known != propositions.end()) {
      known->push_back(&one);
    } else {
      propositions.push_back({&one});
    }
  }
  return propositions;
}

void WriteList(const ViewOptions& options,
               const std::vector<Turns>& propositions, const char* heading,
               bool complete, AnswerWriter& writer) {
  if (propositions.empty()) {
    if (complete) {
      writer.Line(heading, writer.Say(": niets dat is geprobeerd.",
                                      ": nothing that was tried."));
    }
    return;
  }
  const bool tied = std::any_of(
      propositions.begin() + 1, propositions.end(), [&](const Turns& turns) {
        return (&turns - 1)->front()->rank == turns.front()->rank;
      });
  writer.Line(heading,
              tied ? writer.Say(" (onder hetzelfde nummer: wat even zwaar "
                                "weegt):",
                                " (under the same number: what weighs the "
                                "same):")
                   : ":");
  const LoadBearing* before = nullptr;
  for (const Turns& turns : propositions) {
    WriteRecorded(options, turns.front()->what,
                  absl::StrCat(turns.front()->rank, ". "), writer);
    for (const LoadBearing* one : turns) {
      WriteTurn(options, *one, before, writer);
      before = one;
    }
  }
}

void WriteLists(const ViewOptions& options, const LoadBearings& found,
                AnswerWriter& writer) {
  const bool complete = found.completeness.complete();
  if (found.all.empty()) {
    if (complete) {
      writer.Line(writer.Say(
          "Er is geen uitspraak waarmee alleen een antwoord staat of valt.",
          "There is no proposition on which alone an answer hangs."));
    }
    return;
  }
  WriteList(options, TurnsOf(found, true),
            writer.Say("Wat een paar erger zou maken",
                       "What would make some pair worse"),
            complete, writer);
  WriteList(options, TurnsOf(found, false),
            writer.Say("Wat een paar beter zou maken, en geen erger",
                       "What would make some pair better, and none worse"),
            complete, writer);
}

// So that nobody takes what is not in the lists for what was not looked at.
void WriteUnmoved(const ViewOptions& options, const LoadBearings& found,
                  AnswerWriter& writer) {
  if (found.unmoved.empty()) return;
  writer.Line(writer.Say(
      "Wat op zichzelf geen status of niveau beweegt (naar waarschijnlijkheid "
      "is niet gekeken), op welke manier het ook anders is gemaakt (bevestigd, "
      "ontkend of niet vastgelegd; een maatregel: genomen of niet genomen):",
      "What moves no status and no tier on its own (likelihood was not looked "
      "at), in whichever way it was made otherwise (affirmed, denied or "
      "unrecorded; a measure: in place or not in place):"));
  for (const OpenQuestion& what : found.unmoved) {
    WriteRecorded(options, what, "- ", writer);
  }
}

}  // namespace

std::string SupposedText(const Snapshot& snapshot, const OpenQuestion& what,
                         Turn turn, bool said, Language language) {
  const FactText text(snapshot, nullptr, language);
  const std::string clause =
      QuestionClause(snapshot, what, turn != Turn::kDenied, language);
  // A phrase in Dutch has its verb second, so that no "dat" can precede it.
  const char* suppose = text.Say("Stel: ", "Suppose that ");
  if (turn == Turn::kUnrecorded) {
    suppose =
        said ? text.Say("Stel dat niemand precies dit had gezegd of ontkend: ",
                        "Suppose that nobody had said or denied in so many "
                        "words that ")
             : text.Say("Stel dat niemand dit had gezegd of ontkend: ",
                        "Suppose that nobody had said or denied that ");
  } else if (said) {
    suppose = text.Say("Stel dat alleen dit was gezegd: ",
                       "Suppose that it had been said only that ");
  }
  return AsSentence(absl::StrCat(suppose, clause));
}

std::string LoadBearingText(const Snapshot& snapshot,
                            const ViewOptions& options,
                            const LoadBearings& found, Language language) {
  AnswerWriter writer(snapshot, options, language);
  WriteLists(options, found, writer);
  WriteUnmoved(options, found, writer);
  for (const NotTurned& one : found.refused) {
    writer.Line(writer.Say("Niet geprobeerd (", "Not tried ("), one.what.id,
                "). ",
                SupposedText(snapshot, one.what, one.turn, false, language),
                writer.Say(" Kan niet: ", " Cannot be: "), one.reason);
  }
  for (const ExposedPair& pair : found.skipped) {
    writer.Line(writer.Say("Niet tot het einde doorzocht: ",
                           "Not searched to the end: "),
                writer.Pair(pair),
                writer.Say(". Meer kan dit paar doen bewegen.",
                           ". More may move this pair."));
  }
  writer.Line(writer.Say("Uitspraken en onbekenden bekeken: ",
                         "Propositions and unknowns looked at: "),
              found.propositions,
              writer.Say("; keren dat een ervan anders is gemaakt: ",
                         "; times that one of them was made otherwise: "),
              found.turns, ".");
  writer.Line(writer.Say(
      "Alleen waarop deze antwoorden rusten, en wat achter hun paden in "
      "twijfel is, is anders gemaakt. Of iets elders, anders gemaakt, een "
      "ander pad zou openen, of iets wat hier niet meetelt er een zou "
      "afsluiten of zwaarder of lichter zou maken, is niet geprobeerd; en "
      "evenmin of een ding op deze datum bestaat. Waar een voorwaarde vraagt "
      "naar wie dezelfde autoriteit bereikt, geldt wie niet is vastgelegd als "
      "niemand: wie dan niet meer is vastgelegd ook.",
      "Only what these answers rest on, and what is in doubt behind their "
      "paths, was made otherwise. Whether something elsewhere, made otherwise, "
      "would open another path, or something that does not count here would "
      "close one or make it weigh more or less, was not tried; nor whether a "
      "thing exists on this date. Where a condition asks for anyone whom the "
      "same authority reaches, who is not on record counts as nobody: so does "
      "who then is no longer on record."));
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
