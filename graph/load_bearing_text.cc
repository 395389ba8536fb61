#include "graph/load_bearing_text.h"

#include <utility>

#include "graph/answer_writer.h"

namespace ketenzicht::graph {
namespace {

void WriteProposition(const LoadBearing& one, int number,
                      AnswerWriter& writer) {
  writer.Line(number, ". ", writer.Cited(one.facts.front()));
  for (size_t i = 1; i < one.facts.size(); ++i) {
    writer.Line(writer.Say("   ook: ", "   also: "),
                writer.Cited(one.facts[i]));
  }
  writer.Line("   ", TurnText(one.turn, writer.language()),
              writer.Say(": paren die bewegen: ", ": pairs that move: "),
              one.moved.size(),
              writer.Say(", waarvan erger: ", ", of which worse: "),
              one.escalated, ".");
  for (const MovedPair& moved : one.moved) {
    writer.Line("   ", moved.escalates ? "▲ " : "▽ ",
                writer.Pair(moved.process, moved.target, *moved.vector), ": ",
                OutcomeText(moved.before, writer.language()), " → ",
                OutcomeText(moved.after, writer.language()), ".");
  }
}

}  // namespace

std::string TurnText(Turn turn, Language language) {
  const bool nl = language == Language::kDutch;
  switch (turn) {
    case Turn::kAffirmed:
      return nl ? "Ware dit bevestigd" : "Were this affirmed";
    case Turn::kDenied:
      return nl ? "Ware dit ontkend" : "Were this denied";
    case Turn::kUnrecorded:
      return nl ? "Had niemand dit gezegd" : "Had nobody said this";
  }
  return "";
}

std::string LoadBearingText(const Snapshot& snapshot,
                            const ViewOptions& options,
                            const LoadBearings& found, Language language) {
  AnswerWriter writer(snapshot, options, language);
  if (found.all.empty() && found.completeness.complete()) {
    writer.Line(writer.Say(
        "Er is geen uitspraak waarmee alleen een antwoord staat of valt.",
        "There is no proposition on which alone an answer hangs."));
  }
  int number = 0;
  for (const LoadBearing& one : found.all) {
    WriteProposition(one, ++number, writer);
  }
  for (const NotTurned& one : found.refused) {
    writer.Line(writer.Say("Niet geprobeerd: ", "Not tried: "),
                writer.Id(one.facts.front()), " (",
                TurnText(one.turn, language), "): ", one.reason);
  }
  for (const ExposedPair& pair : found.skipped) {
    writer.Line(writer.Say("Niet tot het einde doorzocht: ",
                           "Not searched to the end: "),
                writer.Pair(pair),
                writer.Say(". Meer kan dit paar doen bewegen.",
                           ". More may move this pair."));
  }
  writer.Line(found.propositions,
              writer.Say(" uitspraken en onbekenden bekeken, ",
                         " propositions and unknowns looked at, "),
              found.turns,
              writer.Say(" keer een ervan anders gemaakt.",
                         " times one of them made otherwise."));
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
