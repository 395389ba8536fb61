// What the record says that cannot both hold, and what organizations judge
// differently. None of it is resolved here: both sides stand beside each other,
// each with its sources, and with what the view makes of it.
//
//   FindContradictions(snapshot, options, {}, Limits())
//
// Of a day and a set of sources, as every answer. With `across_sources` all
// sources are compared, and each contradiction says whether the asked ones
// alone have it. docs/semantics.md, section 13.
//
// Two facts at a time: what follows only from three or more (a drone is used,
// it runs an app, the app is not used) is what a view derives, and no
// contradiction here.

#ifndef KETENZICHT_GRAPH_CONTRADICTIONS_H_
#define KETENZICHT_GRAPH_CONTRADICTIONS_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/exposure.h"

namespace ketenzicht::graph {

// Attributes of a statement: which question it answers, and with what. A topic
// says all of the question but for what the statement is about, so that two
// statements with one topic that are about one thing answer the same question.
// `says` is a date range as of ParseDateRange ("2016", "2021-03", "2019/2021"),
// compared by days, or any other text, compared letter by letter.
inline constexpr absl::string_view kTopicAttribute = "topic";
inline constexpr absl::string_view kSaysAttribute = "says";
// Topics that ask for the valid time of the thing itself, whose own bounds
// answer too.
inline constexpr absl::string_view kFromTopic = "from";
inline constexpr absl::string_view kUntilTopic = "until";
// The attribute statement_kind of a statement that says what a word may mean.
inline constexpr absl::string_view kReading = "reading";

// The source_type of what this model assumes and no source says.
inline constexpr absl::string_view kAssumptions = "modelling";

// Contradictions in one answer: more than anyone reads.
inline constexpr int kMaxContradictions = 10'000;
// Places, and uses, that are told of one contradiction. How many there are is
// told beside.
inline constexpr int kMaxPlaces = 100;

// In the order in which they are told.
enum class ContradictionKind {
  // A relation, or a measure, that is affirmed, possible or not excluded; and
  // denied.
  kDenial,
  kDates,  // two starts, or two ends, of one thing
  // Two answers to one question; or two measures that say the same, and by what
  // each reduces.
  kValues,
  kReadings,  // the same, and one of them says what a word may mean
  // One organization closes the use of a product by its own decision, another
  // one uses it. Both can hold: no contradiction, but a difference in
  // judgement.
  kJudgement,
};
absl::string_view ContradictionKindName(ContradictionKind kind);  // "denial"

// What a view makes of a relation and a denial of it (section 3 there).
enum class DenialOutcome {
  kContested,  // both stay; the relation is marked contested
  kClosed,     // the denial closes the relation
  kStands,     // the relation is specific, the denial general: it stands
};
absl::string_view DenialOutcomeName(DenialOutcome outcome);  // "contested"

// One who says what a side says.
struct Voice {
  FactIndex source = kNoFact;
  std::string source_type;  // empty where none is stated
  std::string speaker;
  Date asserted_on;
  bool counts = true;  // among the sources asked for
  friend bool operator==(const Voice&, const Voice&) = default;
};

// A use of a product, of modality affirmed and for certain where it goes on.
struct JudgedUse {
  std::string use;              // instance id
  FactIndex fact = kNoFact;     // of which it is one
  FactIndex user = kNoFact;     // the process whose purpose it serves, mostly
  FactIndex product = kNoFact;  // the one asked about, or a kind of it
  // The organization's own measures that close it, sorted; none where it goes
  // on.
  std::vector<FactIndex> decisions;
};

struct ContradictionSide {
  // The fact that says so; of kJudgement the organization.
  FactIndex fact = kNoFact;
  // Of kJudgement, of the decisions and uses below. By source, day, speaker.
  std::vector<Voice> voices;
  bool counts = true;  // whether one of the voices does
  // kDates, kValues, kReadings: the value; of a measure the factor that it
  // leaves of the likelihood, as "0.5" or "0.1 - 0.2".
  std::string says;
  // kJudgement: what it has excluded, and what it uses; by instance id, the
  // first kMaxPlaces.
  std::vector<JudgedUse> excluded;
  std::vector<JudgedUse> used;
  int64_t num_excluded = 0;
  int64_t num_used = 0;
};

// Where a relation and a denial meet: of class facts, in one of their
// instances.
struct DeniedPlace {
  std::string relation;  // instance ids
  std::string denial;
  FactIndex source = kNoFact;  // of the relation
  FactIndex target = kNoFact;
  DenialOutcome outcome = DenialOutcome::kContested;
  // What comes out, in a view of the sources asked for, and in one of all that
  // were compared: the status of the relation; kNoPath where it makes no edge.
  Status as_asked = Status::kNoPath;
  Status as_compared = Status::kNoPath;
};

struct Contradiction {
  ContradictionKind kind = ContradictionKind::kDenial;
  // kDenial: the relation or measure, then the denial. Else by fact.
  std::array<ContradictionSide, 2> sides;
  // Whether the asked sources alone have it.
  bool as_asked = true;

  // kDenial: by instance ids, the first kMaxPlaces, and how many there are;
  // none of measures, and where they hold together only on days before.
  std::vector<DeniedPlace> places;
  int64_t num_places = 0;
  // When both hold: the later start, the earlier end. Not stated for
  // kJudgement, and where a statement stands against a thing's own dates.
  ValidTime overlap;
  // kDates: what differs.
  bool starts = false;
  bool ends = false;
  // What it is about: the things that both statements are about; the thing with
  // two dates (of a relation, or measure, said twice none: the sides are it);
  // kJudgement: the product. Sorted.
  std::vector<FactIndex> about;
  std::string topic;  // of statements
  // Statements of modality unknown on that topic, about something that a side
  // is about: who leaves it open. Sorted.
  std::vector<FactIndex> left_open;
};

struct ContradictionQuery {
  // Only what concerns one of these: it is a side, an end of a relation, what a
  // statement is about, a decision, a user or a product; or one of these is
  // certainly part of it, or belongs to it: a measure to who decided it, a
  // procurement to who procured it, an instrument to what was assessed with it
  // or who applied it. A process stands for what answers on its pairs take for
  // their subject too (SubjectOf): what it is part of, its uses, its
  // information; an organization for its processes (ProcessesOf), their uses
  // and their information. Of a relation among these, its ends too. Empty: all.
  std::vector<FactIndex> subjects;
  // Also compares what only sources say that are not asked for. All else
  // (date, inferred, verified) is as asked.
  bool across_sources = false;
  int most = kMaxContradictions;  // told; at least 1
  ViewMaker make_views;
};

struct Contradictions {
  // By kind; then by the facts of the sides; then by product.
  std::vector<Contradiction> all;
  int64_t found = 0;  // more than are told, where `most` was less
  // Found too, and left out since they concern no subject; not in `found`.
  int64_t left_out = 0;
  // kPaths: `most` was less. kExpansions: limits.expansions comparisons were
  // made. Where it is not complete for another reason than kPaths, what stands
  // in `all` is right but for `as_asked`, `left_open` and numbers, which may
  // tell too little, and more may be missing. `expansions`: comparisons made.
  Completeness completeness;
};

// kDenial: of relations and denials that certainly hold on the day, as the view
// treats them: the same kind or a kind of it; the same target, or everything;
// the same source, or one that it is certainly part of, or everything; a denial
// that names carriers only of what all of them carry; classes by their members.
// What the view has from presumption, or inferred from that very denial, does
// not contradict; nor does what is recorded as unknown. Whether carriers and
// guards hold is not asked; the status tells it. And of two things by id those
// that held together for certain on some day before, which have no places. And
// of two measures that say the same of the same relations by the same decision,
// those that were said by the day and hold together on some day for certain.
//
// kDates, kValues, kReadings: of what was said by the day, whether it holds
// then or not. Dates contradict where no day is in both ("2021" and "2021-03"
// do not, "2016" and "2017" do). Two relations, or measures, that say the same
// (GroupOf), and two statements, contradict only where they hold together on
// some day for certain: who used it until 2012 and again from 2015 does not
// contradict itself. One of the two must be affirmed: two things may both be
// possible; but of readings, which are rarely more than that, none needs to be.
// A denied statement contradicts one that says the same, or a part of the same
// time.
//
// kJudgement: in a view with measures. One's own decision is a measure, in
// place and closing the use for certain, by somebody who is the organization or
// part of it. What is used is the excluded product or a kind of it
// (instance_of); a use of the more general is no judgement on the kind.
// Organizations of which one is part of the other are one.
//
// That nothing contradicts is no error: `all` is empty. A contradiction within
// one source is one.
//
// InvalidArgument: a subject that is no fact, `most` below 1, and as of
// View::Create, as are other errors; those of `make_views` too.
//
// Time: the views of one question, of two with across_sources; then, of each
// relation, the denials of its target and of everything; of each topic and
// thing, the pairs of statements; of each product, the pairs of organizations.
// Stops at limits.expansions comparisons, and when `limits` interrupt it, which
// is asked every few hundred. Memory: linear in facts and in what is found.
//
// Deterministic. Thread safety: none of its own state is shared.
absl::StatusOr<Contradictions> FindContradictions(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const ContradictionQuery& query, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CONTRADICTIONS_H_
