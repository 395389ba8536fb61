// A fact that an answer tells, and what has to be said beside it: that it does
// not count as asked, and why; that it is not certain; that nobody had said it
// yet on the day that is asked about.
//
//   absl::StrCat(text.Sentence(fact), " ", text.Cite(fact),
//                InBrackets(NoteOf(ToldIn(view, fact), text)))

#ifndef KETENZICHT_GRAPH_TOLD_FACT_H_
#define KETENZICHT_GRAPH_TOLD_FACT_H_

#include <optional>
#include <string>
#include <vector>

#include "graph/fact_text.h"
#include "graph/view.h"

namespace ketenzicht::graph {

struct ToldFact {
  FactIndex fact = kNoFact;
  // Why it does not count in the view; a denial, or what is only presupposed,
  // counts as what it is.
  Omission omission = Omission::kNone;
  bool uncertain = false;  // it counts, and whether at this date is not certain
  // On which side of the date it lies: with omission kDate on both where
  // members of a class differ; with another one by its own dates.
  bool over = false;
  bool not_begun = false;
  bool denied = false;  // it denies something: by itself, or by a change
  // The first day on which it is said by a source that counts, or, where none
  // does, by any; only where that is after the date of the view.
  std::optional<Date> said_later;
};

// How the fact stands in the view: of a class fact, whether one of its members
// counts. Of what is no relation only its sources are asked.
ToldFact ToldIn(const View& view, FactIndex fact);

// The same of what is said of it by itself, where there is no view: whether it
// was said later, and whether its own dates leave open that it holds. Of a
// relation its ends, guards and carriers are not looked at.
ToldFact ToldByItself(const Snapshot& snapshot, const ViewOptions& options,
                      FactIndex fact);

// "does not count: not from the sources asked for; said only on 2023-01-01,
// after this date"; empty where there is nothing to say.
std::string NoteOf(const ToldFact& told, const FactText& text);

// " (…)"; empty without a note.
std::string InBrackets(const std::string& note);

// The sources that FactText::Cite cites for a fact: those that count, or all
// where none does. Entities, sorted.
std::vector<FactIndex> CitedSources(const Snapshot& snapshot,
                                    const ViewOptions& options, FactIndex fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TOLD_FACT_H_
