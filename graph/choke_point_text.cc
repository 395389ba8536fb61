#include "graph/choke_point_text.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "graph/answer_writer.h"

namespace ketenzicht::graph {
namespace {

std::string Element(const AnswerWriter& writer, const PathElement& element) {
  if (!element.relation) return Capitalized(writer.Name(element.fact));
  return writer.Cited(element.fact);
}

// "5 of 8 pairs (63 %)".
std::string Share(const AnswerWriter& writer, size_t pairs, size_t exposed,
                  double share) {
  return absl::StrCat(pairs, writer.Say(" van ", " of "), exposed,
                      writer.Say(" blootgestelde paren (", " exposed pairs ("),
                      absl::StrFormat("%.0f", 100 * share), " %)");
}

void WritePoints(const ChokePoints& found, AnswerWriter& writer) {
  if (found.exposed.empty()) {
    writer.Line(writer.Say("Geen paar heeft een pad dat telt.",
                           "No pair has a path that counts."));
    return;
  }
  if (found.points.empty()) {
    writer.Line(
        writer.Say("Geen ding en geen relatie ligt op alle paden van "
                   "een paar.",
                   "No entity and no relation is on all paths of a "
                   "pair."));
  } else {
    writer.Line(
        writer.Say("Hier moeten alle paden langs:", "All paths pass these:"));
  }
  for (const ChokePoint& point : found.points) {
    writer.Line(
        "  – ", Element(writer, point.element), " ",
        Share(writer, point.pairs.size(), found.exposed.size(), point.share),
        point.cuttable
            ? ""
            : writer.Say("; mag niet doorgesneden worden", "; may not be cut"));
  }
}

void WriteState(const CheapestCut& cut, AnswerWriter& writer) {
  switch (cut.state) {
    case CheapestCut::State::kCheapest:
      writer.Line(writer.Say("Goedkoopste doorsnijding (bewezen, marge 0), "
                             "gewicht ",
                             "Cheapest cut (proven, gap 0), weight "),
                  cut.weight, ":");
      return;
    case CheapestCut::State::kKnown:
      writer.Line(writer.Say("Beste bekende doorsnijding, gewicht ",
                             "Best cut known, weight "),
                  cut.weight,
                  writer.Say("; geen weegt minder dan ",
                             "; none weighs less "
                             "than "),
                  cut.bound, ":");
      return;
    case CheapestCut::State::kStopped:
      writer.Line(writer.Say("Gestopt voordat een doorsnijding bekend was.",
                             "Stopped before a cut was known."));
      return;
  }
}

void WriteCut(const ChokePoints& found, AnswerWriter& writer) {
  const CheapestCut& cut = found.cut;
  if (found.exposed.empty()) return;
  WriteState(cut, writer);
  for (const CutElement& one : cut.elements) {
    writer.Line("  – ", Element(writer, one.element),
                writer.Say(" Zonder dit weer blootgesteld: ",
                           " Exposed again without it: "),
                Share(writer, one.opens.size(), found.exposed.size(),
                      static_cast<double>(one.opens.size()) /
                          static_cast<double>(found.exposed.size())),
                ".");
  }
  for (const UncuttablePair& one : cut.uncuttable) {
    writer.Line(writer.Say("  Niet door te snijden: ", "  Not to be cut: "),
                writer.Pair(found.exposed[one.pair].pair), ".");
  }
  writer.Completed(cut.completeness);
}

}  // namespace

std::string ChokePointText(const Snapshot& snapshot, const ViewOptions& options,
                           const ChokePointQuery& query,
                           const ChokePoints& found, Language language) {
  AnswerWriter writer(snapshot, options, language);
  WritePoints(found, writer);
  if (query.cut) WriteCut(found, writer);
  for (const ExposedPair& pair : found.unsettled) {
    writer.Line(writer.Say("Niet uitgezocht: ", "Not settled: "),
                writer.Pair(pair), ".");
  }
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
