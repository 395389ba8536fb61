// What is not settled about a pair: the propositions behind its paths that
// nobody states for certain, and what is presumed because nobody states it.
//
//   OpenQuestionsBehind(views, process, target, vector, limits)

#ifndef KETENZICHT_GRAPH_OPEN_QUESTIONS_H_
#define KETENZICHT_GRAPH_OPEN_QUESTIONS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/exposure.h"

namespace ketenzicht::graph {

// Why a proposition is not settled in a view. These are different answers: what
// a source says it does not know, what nobody recorded, and what nobody
// excludes are never merged.
enum class Doubt {
  kUnknown,      // recorded as unknown: somebody says that it is not known
  kNotExcluded,  // recorded as not excluded
  kPossible,     // recorded as possible
  kContested,    // stated by one source, denied by another
  kDate,         // it, or its denial, may not hold on the day
  // Nothing on record that counts says it;
  kPresumed,    // the policy presumes it
  kUnrecorded,  // a guard or a factor asks for it
};
absl::string_view DoubtName(Doubt doubt);  // "not_excluded"

struct OpenQuestion {
  // Of the first of its facts; of what is presumed, the instance
  // (docs/semantics.md, 6); else "unrecorded:KIND@SOURCE@TARGET".
  std::string id;
  // The facts that say it (GroupIn, graph/proposition_group.h), sorted; empty
  // where nobody recorded it. Then the relation that nobody recorded:
  std::vector<FactIndex> facts;
  RelationKindId kind = -1;
  FactIndex source = kNoFact;
  FactIndex target = kNoFact;
  std::vector<FactIndex> carriers;  // sorted

  std::vector<Doubt> doubts;  // sorted, each once, at least one
  // Of its facts that are recorded as unknown and count; sorted, each once.
  std::vector<UnknownKind> unknown_kinds;

  bool recorded() const { return !facts.empty(); }
};

// What is unknown behind a pair, and is no question: nothing that counts says
// it for certain, and what would answer it is no proposition between things on
// record.
struct Unasked {
  // What a guard asks of whom authorities reach.
  struct Reach {
    FactIndex from = kNoFact;
    FactIndex to = kNoFact;
    bool both = false;  // whether one authority reaches both
    friend auto operator<=>(const Reach&, const Reach&) = default;
  };
  // Ids of factors, in the policy's order, on which the tier of some path that
  // is not blocked hangs, where no use is asked what it touches, and, of a
  // factor of measures, no measure is asked for.
  std::vector<std::string> factors;
  std::vector<Reach> reach;  // each once, in order
  // Who has no certain seat, of those whose reach is asked for: of each the
  // first on the way to its owners. Each once, by id.
  std::vector<FactIndex> unseated;
};

struct OpenQuestions {
  std::vector<OpenQuestion> all;  // by id
  Unasked unasked;
  // kPaths: the pair has more than kMaxPaths paths, of which the best were
  // looked at. Other reasons: those of the search for paths. Questions are
  // missing then.
  Completeness completeness;
};

// The questions behind a pair are those propositions that are in doubt
//   - on which some path of the pair in `views.asked` rests
//     (docs/semantics.md, 10.1), of any status, blocked ones too: steps,
//     carriers, what guards looked at, measures met, facts behind the factors;
//   - that are presumed on such a path; or not recorded and looked for by a
//     guard there, where both ends are known, or by a factor that is unknown
//     and asks what its uses touch, where the interest is on record;
//   - whose denial would be about something that such a path rests on
//     (graph/deniable_relations.h);
//   - by which something on such a path is a member of a class or part of
//     something, or from which the reach is concluded that a guard there asks
//     for (graph/pair_premises.h);
//   - or are recorded as unknown about the subject (PairAnswer::unknowns).
// What section 1 of the rules leaves out, and what a denial closed, is in no
// doubt. Not asked is what is no proposition of its own: on which days an
// entity exists, what a statement says; nor what nobody recorded and would make
// something a member of a class, or have an authority reach somebody, nor a
// programme of an authority, or a measure, that nobody recorded.
//
// One search; for each path what it rests on. Thread safety: nothing is shared.
OpenQuestions OpenQuestionsBehind(const Views& views, FactIndex process,
                                  const Target& target, const Vector& vector,
                                  const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_OPEN_QUESTIONS_H_
