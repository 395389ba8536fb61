#include "graph/choke_point_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "graph/answer_writer.h"
#include "graph/fact_text.h"

namespace ketenzicht::graph {
namespace {

// Pairs that are named; the message has all.
constexpr size_t kToldPairs = 50;

std::string Element(const AnswerWriter& writer, const PathElement& element) {
  if (!element.relation) return Capitalized(writer.Name(element.fact));
  return writer.Cited(element.fact);
}

// As what stands before a sentence.
std::string ElementSentence(const AnswerWriter& writer,
                            const PathElement& element) {
  if (!element.relation) return AsSentence(writer.Name(element.fact));
  return writer.Cited(element.fact);
}

// "63 %"; some are never none, nor most of them all.
std::string Percentage(double share) {
  if (share > 0 && share < 0.01) return "< 1 %";
  if (share < 1 && share > 0.99) return "> 99 %";
  return absl::StrFormat("%.0f %%", 100 * share);
}

// "5 of 8 pairs (63 %)".
std::string Share(const AnswerWriter& writer, size_t pairs, size_t exposed,
                  double share) {
  return absl::StrCat(pairs, writer.Say(" van ", " of "), exposed,
                      writer.Say(" blootgestelde paren (", " exposed pairs ("),
                      Percentage(share), ")");
}

// Which pairs all shares are of.
void WriteWhatIsExposed(Status weakest, AnswerWriter& writer) {
  std::vector<std::string> counting;
  for (Status one : {Status::kOpen, Status::kNotExcluded, Status::kUnknown,
                     Status::kBlocked}) {
    if (one > weakest) break;
    counting.push_back(
        absl::StrCat("“", StatusText(one, writer.language()), "”"));
  }
  writer.Line(writer.Say("Blootgesteld heet hier een paar met een pad waarvan "
                         "de stand ",
                         "Exposed is here a pair with a path whose status is "),
              absl::StrJoin(counting, writer.Say(" of ", " or ")),
              writer.Say(" is.", "."));
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
    return;
  }
  // Those of all pairs come first.
  const auto of_all = [&](const ChokePoint& point) {
    return point.pairs.size() == found.exposed.size();
  };
  if (of_all(found.points.front())) {
    writer.Line(
        found.exposed.size() == 1
            ? writer.Say("Hier moeten alle paden van het paar langs:",
                         "All paths of the pair pass these:")
            : writer.Say("Hier moeten alle paden van elk blootgesteld paar "
                         "langs:",
                         "All paths of every exposed pair pass these:"));
  }
  bool some = false;
  for (const ChokePoint& point : found.points) {
    if (!of_all(point) && !std::exchange(some, true)) {
      writer.Line(
          writer.Say("Hier moeten alle paden van een of meer, niet van elk "
                     "paar, langs:",
                     "All paths of one or more pairs, not of every one, pass "
                     "these:"));
    }
    writer.Line(
        "  – ", Element(writer, point.element), ": ",
        Share(writer, point.pairs.size(), found.exposed.size(), point.share),
        point.cuttable
            ? ""
            : writer.Say("; mag niet doorgesneden worden", "; may not be cut"));
  }
  if (!found.completeness.complete()) return;
  writer.Line(
      writer.Say("Om al het andere kan elk paar heen. Wat een stap draagt, "
                 "zoals het gebruik van een product, telt mee, en waaruit iets "
                 "wordt vermoed ook; niet bekeken is waar paden beginnen en "
                 "eindigen, en wat er zou gelden als iets hiervan anders was.",
                 "All else every pair can go around. What carries a step, such "
                 "as the use of a product, counts, and so does what something "
                 "is presumed from; not looked at is where paths begin and "
                 "end, and what would hold if one of these were otherwise."));
}

void WriteState(const CheapestCut& cut, AnswerWriter& writer) {
  switch (cut.state) {
    case CheapestCut::State::kCheapest:
      writer.Line(
          writer.Say("Goedkoopste doorsnijding (bewezen, marge 0), "
                     "gewicht ",
                     "Cheapest cut (proven, gap 0), weight "),
          cut.weight,
          cut.elements.empty()
              ? ":"
              : writer.Say(" (van wat even licht is de eerste naar id):",
                           " (of what is as light the first by id):"));
      return;
    case CheapestCut::State::kImpossible:
      writer.Line(
          writer.Say("Geen paar is door te snijden met wat doorgesneden "
                     "mag worden.",
                     "No pair can be cut by what may be cut."));
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

void WriteOpened(const CutElement& one, size_t exposed, AnswerWriter& writer) {
  const size_t opens = one.opens.size();
  const std::string share =
      Share(writer, opens, exposed,
            static_cast<double>(opens) / static_cast<double>(exposed));
  const bool plural = opens != 1;
  writer.Line(
      "  – ", ElementSentence(writer, one.element),
      writer.Say(plural ? " Wordt alleen dit niet doorgesneden, dan hebben "
                        : " Wordt alleen dit niet doorgesneden, dan heeft ",
                 " If this alone is not cut, "),
      share,
      writer.Say(" weer een pad.",
                 plural ? " have a path again." : " has a path again."));
}

void WriteCut(const ChokePoints& found, AnswerWriter& writer) {
  const CheapestCut& cut = found.cut;
  if (found.exposed.empty()) return;
  WriteState(cut, writer);
  for (const CutElement& one : cut.elements) {
    WriteOpened(one, found.exposed.size(), writer);
  }
  for (const UncuttablePair& one : cut.uncuttable) {
    writer.Line(writer.Say("  Niet door te snijden: ", "  Not to be cut: "),
                writer.Pair(found.exposed[one.pair].pair), ".");
  }
  writer.Completed(cut.completeness);
}

std::string WhyNotCounted(const AnswerWriter& writer,
                          const std::optional<Status>& status) {
  if (!status) {
    return writer.Say("of er een pad is, is niet uitgezocht",
                      "whether there is a path was not settled");
  }
  const std::string text = StatusText(*status, writer.language());
  if (*status != Status::kNoPath) return text;
  return absl::StrCat(text, writer.Say(" (wat niet zegt dat er geen is)",
                                       " (which does not say that there is "
                                       "none)"));
}

// The pairs that shares are not of, by status: a reader may take them for safe.
void WriteNotExposed(const ChokePoints& found, AnswerWriter& writer) {
  const std::optional<Status> statuses[] = {Status::kNotExcluded,
                                            Status::kUnknown, Status::kBlocked,
                                            Status::kNoPath, std::nullopt};
  for (const std::optional<Status>& status : statuses) {
    std::vector<std::string> pairs;
    for (const UnexposedPair& one : found.not_exposed) {
      if (one.status == status) pairs.push_back(writer.Pair(one.pair));
    }
    if (pairs.empty()) continue;
    const size_t more = pairs.size() - std::min(pairs.size(), kToldPairs);
    pairs.resize(pairs.size() - more);
    writer.Line(writer.Say("Niet meegeteld, ", "Not counted, "),
                WhyNotCounted(writer, status), ": ", absl::StrJoin(pairs, "; "),
                more == 0
                    ? ""
                    : absl::StrCat(writer.Say("; en nog ", "; and "), more,
                                   writer.Say(" paren", " more pairs")),
                ".");
  }
}

}  // namespace

std::string ChokePointText(const Snapshot& snapshot, const ViewOptions& options,
                           const ChokePointQuery& query,
                           const ChokePoints& found, Language language) {
  AnswerWriter writer(snapshot, options, language);
  WriteWhatIsExposed(query.weakest, writer);
  WritePoints(found, writer);
  WriteNotExposed(found, writer);
  if (query.cut) WriteCut(found, writer);
  for (const ExposedPair& pair : found.unsettled) {
    writer.Line(writer.Say("Niet uitgezocht: ", "Not settled: "),
                writer.Pair(pair), ".");
  }
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
