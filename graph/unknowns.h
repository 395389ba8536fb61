// What sources say is not known, by whom and about what; and, apart from that,
// what nobody recorded and the policy presumes.
//
//   FindUnknowns(view, {.subjects = {p}}, limits)
//
// The kinds of unknown are different answers: that a minister does not know it,
// that a question was not answered, that it is not public. None of them is "it
// is not so", and none is "nothing is recorded": what is presumed is told as
// presumed, in a list of its own. What would have to be known to settle a pair
// is another question (graph/settling.h).

#ifndef KETENZICHT_GRAPH_UNKNOWNS_H_
#define KETENZICHT_GRAPH_UNKNOWNS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Unknowns in one answer, and as many presumptions; a page of some hundred is
// what anybody reads.
inline constexpr int kMaxUnknowns = 10'000;

struct UnknownsQuery {
  // Only what concerns one of these, as of ContradictionQuery; empty: all.
  // Entities, or relations. Something concerns it that is about it, about what
  // is certainly part of it, or about what belongs to it or to such a part: a
  // measure that it decided, a procurement of its own, an instrument that was
  // used on these; and an unknown measure that it decided. A process stands for
  // what answers on its pairs take for their subject too (SubjectOf): what it
  // is part of, its uses, its information. An organization stands for its
  // processes (ProcessesOf), their uses and their information. And what leads
  // from a product that these use, or from a part of it, and statements about
  // it; not what others do with it.
  std::vector<FactIndex> subjects;
  // Only what one of these says, whether it counts or not; empty: any.
  std::vector<FactIndex> sources;
  std::vector<UnknownKind> kinds;  // only of these; empty: any
  bool only_counting = false;      // only what counts in the view
  int limit = kMaxUnknowns;        // from 1 to kMaxUnknowns
};

// A fact of modality unknown on record.
struct RecordedUnknown {
  FactIndex fact = kNoFact;
  UnknownKind kind = UnknownKind::kNotStated;
  // What it is about, sorted: of a relation its ends, what carries it, and in
  // turn what these are about; of a class fact the members that it has in the
  // view; of a statement what that names; of a measure what it selects in the
  // view. Of a relation or measure not the fact itself.
  std::vector<FactIndex> about;
  // Of the evidence that counts as asked or, where none does, of all of it:
  // sources and speakers, sorted, each once, none empty; and the first day on
  // which one said that it is not known, nothing without evidence.
  std::vector<FactIndex> sources;
  std::vector<std::string> speakers;
  std::optional<Date> asserted;
  Bound from;  // since when: its start as stated
  // Other facts that say the same proposition of another modality: somebody
  // says that it is known. Sorted.
  std::vector<FactIndex> otherwise;
  // Why section 1 or a denial leaves it out of the view; kNone where it counts.
  // kModality: a change of the view denies it. Of a statement only its sources
  // are asked; of a class fact what holds of all its members.
  Omission omission = Omission::kNone;

  bool counts() const { return omission == Omission::kNone; }
};

// What is presumed in the view, since nobody recorded it.
struct PresumedUnknown {
  InstanceIndex instance = -1;
  int presumption = -1;          // index in the policy
  std::vector<FactIndex> about;  // as of RecordedUnknown
};

// One heading: what stands under it, by place in `recorded` (`presumed`).
struct UnknownsOfSubject {
  FactIndex subject = kNoFact;
  std::vector<int> recorded;
  std::vector<int> presumed;
};
struct UnknownsOfSource {
  FactIndex source = kNoFact;
  std::vector<int> recorded;
};
struct UnknownsOfKind {
  UnknownKind kind = UnknownKind::kNotStated;
  std::vector<int> recorded;
};

struct Unknowns {
  std::vector<RecordedUnknown> recorded;  // by id
  // By id. None where sources or kinds are asked for: it has none.
  std::vector<PresumedUnknown> presumed;
  // The same under headings, each with at least one. Subjects by id: what is
  // asked for, what that stands for, and what belongs to these; or all that
  // something is about. Sources by id; kinds in their order. One unknown may
  // stand under several.
  std::vector<UnknownsOfSubject> by_subject;
  std::vector<UnknownsOfSource> by_source;
  std::vector<UnknownsOfKind> by_kind;
  // Beyond `limit`: the last by id, that are in none of the lists. Nothing is
  // said of what an interruption left out (`completeness`).
  int64_t recorded_left_out = 0;
  int64_t presumed_left_out = 0;
  // Recorded too, of the sources and kinds asked for, and left out since they
  // concern no subject; not in `recorded_left_out`.
  int64_t left_out = 0;
  Completeness completeness;  // kCancelled, kTime
};

// An empty answer says that nothing is recorded as unknown; it never says that
// all is known.
//
// InvalidArgument: a subject that is none of the snapshot's facts, or a
// measure; a source that is no source; a kind kNone; a limit out of range.
//
// Time: O(facts + instances), and for each unknown O(what it is about, the
// relations at its source); with subjects, for each thing that it is about what
// that is part of and belongs to, once. Memory: of what is told. Thread safety:
// nothing is shared.
absl::StatusOr<Unknowns> FindUnknowns(const View& view,
                                      const UnknownsQuery& query,
                                      const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_UNKNOWNS_H_
