// Judges that one thing is another, that it is not, or neither any more: the
// facts that this puts and retracts, checked as all are. docs/resolution.md has
// the rules.
//
//   SameOutcome done = JudgeSame(state, {.one = "companies/fcc-dji-1f3a",
//                                        .other = "companies/sz-dji",
//                                        .verdict = SameVerdict::kSame,
//                                        .author = "j.jansen", .day = today});
//   if (!done.import.problems.empty()) … show them; nothing has changed
//   … write done.import.written and done.retracted, then use done.import.next

#ifndef KETENZICHT_INGEST_SAME_JUDGEMENT_H_
#define KETENZICHT_INGEST_SAME_JUDGEMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graph/date.h"
#include "ingest/importer.h"

namespace ketenzicht::ingest {

enum class SameVerdict { kSame, kDifferent, kUndo };

struct SameJudging {
  std::string one;    // a thing that was imported
  std::string other;  // any other thing of the same collection
  SameVerdict verdict = SameVerdict::kSame;
  std::string author;
  std::string reason;  // may be empty; of an undoing it is not kept
  graph::Date day;
};

struct SameOutcome {
  ImportOutcome import;
  std::vector<std::string> retracted;  // ids
  std::string judgement;               // id of the fact; empty: none is left
  int64_t moved = 0;                   // relations that got other ends
  // Relations that stay with `one` although it is `other`: their kind does not
  // allow it, or they would lead from a thing to itself.
  int64_t left = 0;
};

// At most; the source of an author bears the name.
inline constexpr size_t kMaxAuthorBytes = 128;

// `current` is not touched. What is judged already, by this author and for this
// reason, changes nothing, and so does undoing what is not there.
//
// There is one judgement of two things. The same said by another author is
// evidence beside what is there; what says otherwise stands in its place, and
// the earlier one in an earlier revision. What is undone is gone, whoever
// judged it.
//
// Problems, each naming what it is about: no author, or one with control
// characters or of more than kMaxAuthorBytes; no such thing; the same thing
// twice; another collection; `one` was not imported. Of kSame too: identifiers
// that tell the two apart; `one` is another thing already, or something else is
// judged to be it; `other` is judged to be something else (no chains, and no
// circles); a fact that was not imported names `one`, or a relation that would
// get other ends; such a relation whose id is not by its content; what
// CheckFacts finds.
//
// Linear in the facts.
SameOutcome JudgeSame(const State& current, const SameJudging& judging);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SAME_JUDGEMENT_H_
