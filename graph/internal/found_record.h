// What becomes of a pair when some open questions are answered: the record with
// the answers, and all derived anew.
//
// An answer is what a scenario would say (docs/scenarios.md). Of a recorded
// proposition each of its facts is said anew, by nobody else, affirmed or
// denied, for certain on the day (said_anew.h): to know it is to know it as of
// that day. What nobody recorded is added, with the ends and carriers that were
// asked for.

#ifndef KETENZICHT_GRAPH_INTERNAL_FOUND_RECORD_H_
#define KETENZICHT_GRAPH_INTERNAL_FOUND_RECORD_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/measure_goal.h"
#include "graph/open_questions.h"
#include "graph/pair_outcome.h"
#include "graph/scenario.h"

namespace ketenzicht::graph::internal {

// An answer as a number: 2q where question q is found true, 2q + 1 where it is
// found false.
using Literal = int;
inline int QuestionOf(Literal literal) { return literal / 2; }
inline bool Holds(Literal literal) { return literal % 2 == 0; }
inline Literal LiteralOf(int question, bool holds) {
  return 2 * question + (holds ? 0 : 1);
}

struct Found {
  enum class State {
    kDerived,
    kRefused,   // the record would not be sound: these cannot be so together
    kCutShort,  // a search or view met a budget: nothing is said
  };
  State state = State::kCutShort;
  PairOutcome outcome;  // kDerived
  std::string reason;   // otherwise
};

// Not thread-safe. Keeps references to its arguments, and what it derived: a
// few hundred bytes each.
class FoundRecord {
 public:
  FoundRecord(const std::shared_ptr<const Snapshot>& snapshot,
              const ViewOptions& options, const ExposedPair& pair,
              const std::vector<OpenQuestion>& questions,
              const ViewMaker& make_views, const Limits& limits);

  // `answers` sorted, at most one for a question. Null where it may derive no
  // more, or was interrupted: stopped() says which. Errors as of View::Create,
  // but for ResourceExhausted, which is kCutShort.
  absl::StatusOr<const Found*> Of(const std::vector<Literal>& answers);

  // It may derive so many in all; what was derived before costs nothing.
  void Allow(int derived_max) {
    derived_max_ = derived_max;
    stopped_ = {};
  }
  int derived() const { return static_cast<int>(known_.size()); }
  int left() const { return derived_max_ - derived(); }
  const Completeness& stopped() const { return stopped_; }

 private:
  absl::StatusOr<Found> Derive(const std::vector<Literal>& answers);
  Scenario ScenarioOf(const std::vector<Literal>& answers) const;
  ViewOptions OptionsOver(const Snapshot& now, const std::string& source,
                          const std::vector<Literal>& answers) const;

  const std::shared_ptr<const Snapshot>& snapshot_;
  const ViewOptions& options_;
  const ExposedPair& pair_;
  const std::vector<OpenQuestion>& questions_;
  const ViewMaker& make_views_;
  const Limits& limits_;
  std::string name_;  // of the scenario, and of what it adds
  int derived_max_ = 0;
  std::map<std::vector<Literal>, Found> known_;
  Completeness stopped_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_FOUND_RECORD_H_
