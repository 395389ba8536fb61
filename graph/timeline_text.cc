#include "graph/timeline_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "graph/explanation.h"

namespace ketenzicht::graph {
namespace {

// What the days are counted over: " na 2017-01-01 tot en met 2022-01-01". The
// day itself is where it starts, and nothing moves there.
std::string Span(const TimelineQuery& query, bool nl) {
  std::string span;
  if (query.since) {
    absl::StrAppend(&span, nl ? " na " : " after ", query.since->ToString());
  }
  if (query.until) {
    absl::StrAppend(&span, nl ? " tot en met " : " up to and including ",
                    query.until->ToString());
  }
  return span;
}

std::string AllDays(int days, bool nl) {
  if (days == 0) {
    return nl ? "Volledig: er is geen dag" : "Complete: there is no day";
  }
  if (days == 1) {
    return nl ? "Volledig: de ene dag is bekeken"
              : "Complete: the one day was looked at";
  }
  return absl::StrCat(nl ? "Volledig: alle " : "Complete: all ", days,
                      nl ? " dagen zijn bekeken" : " days were looked at");
}

}  // namespace

std::string MoveText(MoveKind kind, Language language) {
  const bool nl = language == Language::kDutch;
  switch (kind) {
    case MoveKind::kStarts:
      return nl ? "begint" : "starts";
    case MoveKind::kMayStart:
      return nl ? "kan vanaf nu begonnen zijn" : "may have started from here";
    case MoveKind::kMayEnd:
      return nl ? "kan vanaf nu geëindigd zijn" : "may have ended from here";
    case MoveKind::kEnds:
      return nl ? "eindigt" : "ends";
    case MoveKind::kBecomesCertain:
      return nl ? "is nu zeker begonnen" : "has started for certain";
    case MoveKind::kFirstAsserted:
      return nl ? "voor het eerst vermeld" : "first asserted";
  }
  return "";
}

std::string StepText(const TimelineQuery& query, const TimelineStep& step,
                     Language language) {
  const bool nl = language == Language::kDutch;
  std::string line;
  if (step.from) {
    line = absl::StrCat(nl ? "vanaf " : "from ", step.from->ToString());
  } else if (query.since) {
    line = absl::StrCat(nl ? "op " : "on ", query.since->ToString());
  } else {
    line = nl ? "vanaf het begin" : "from the beginning";
  }
  absl::StrAppend(&line, ": ", OutcomeText(step.outcome, language));
  if (!step.searched_all) {
    absl::StrAppend(&line, nl ? " – zoekgrens bereikt, niet volledig"
                              : " – search budget reached, truncated");
  }
  return line;
}

std::string MovedFactText(const FactText& text, const FactMove& move) {
  return absl::StrCat(MoveText(move.kind, text.language()), ": ",
                      text.Sentence(move.fact), " ", text.Cite(move.fact));
}

std::string TimelineText(const Snapshot& snapshot, const ViewOptions& options,
                         const TimelineQuery& query, const Timeline& timeline,
                         Language language) {
  const FactText text(snapshot, &options, language);
  std::string out =
      absl::StrCat(Capitalized(snapshot.NameOf(timeline.process, language)),
                   " → ", snapshot.NameOf(timeline.target.asked, language),
                   ", ", timeline.vector->label.In(language), "\n");
  for (const TimelineStep& step : timeline.steps) {
    absl::StrAppend(&out, "  ", StepText(query, step, language), "\n");
    for (const FactMove& move : step.because) {
      absl::StrAppend(&out, "    – ", MovedFactText(text, move), "\n");
    }
    if (!step.smallest && step.because.empty()) {
      absl::StrAppend(&out, "      ",
                      text.Say("(waardoor is niet uitgezocht)",
                               "(what moved it was not sought)"),
                      "\n");
    } else if (!step.smallest) {
      absl::StrAppend(
          &out, "      ",
          text.Say("(samen genoeg; of een deel ervan dat ook is, is niet "
                   "uitgezocht)",
                   "(enough together; whether some of them are was not "
                   "sought)"),
          "\n");
    }
  }
  return out;
}

std::string TimelinesContextText(const Snapshot& snapshot,
                                 const ViewOptions& options,
                                 const TimelineQuery& query,
                                 const Timelines& timelines,
                                 Language language) {
  const bool nl = language == Language::kDutch;
  const std::string all =
      absl::StrCat(AllDays(timelines.dates, nl),
                   nl ? " waarop een feit verandert dat ertoe kan doen"
                      : " on which a fact changes that can matter",
                   Span(query, nl), ".");
  std::string text = timelines.completeness.complete()
                         ? all
                         : CompletenessText(timelines.completeness, language);
  if (timelines.seen_until) {
    absl::StrAppend(
        &text, nl ? " Bekeken tot en met " : " Looked at up to and including ",
        timelines.seen_until->ToString(),
        nl ? "; daarna is niets gezegd." : "; nothing is said of later days.");
  }
  return absl::StrCat(text, "\n",
                      ContextText(snapshot, options,
                                  absl::StrCat(nl ? "Over de tijd, revisie "
                                                  : "Over time, revision ",
                                               snapshot.revision()),
                                  language));
}

}  // namespace ketenzicht::graph
