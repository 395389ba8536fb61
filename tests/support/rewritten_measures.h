// A measure case with its measures' states rewritten in the facts: what a view
// that takes or lifts them must agree with.

#ifndef KETENZICHT_TESTS_SUPPORT_REWRITTEN_MEASURES_H_
#define KETENZICHT_TESTS_SUPPORT_REWRITTEN_MEASURES_H_

#include <map>
#include <string>
#include <vector>

#include "graph/exposure.h"
#include "tests/support/random_measures.h"

namespace ketenzicht::graph {

// What a pair has, by the answer on it.
struct PairResidual {
  Status status = Status::kNoPath;
  int lowest_tier = -1;
  int highest_tier = -1;
  double likelihood = 0;  // the highest of what is not blocked
  friend bool operator==(const PairResidual&, const PairResidual&) = default;
};

class RewrittenMeasures {
 public:
  // Keeps a reference to `drawn`.
  explicit RewrittenMeasures(const MeasureCase& drawn);

  // Of the measures that count: those in place, and the others. By id.
  const std::vector<std::string>& in_place() const { return in_place_; }
  const std::vector<std::string>& open() const { return open_; }
  const Measure& measure(const std::string& id) const {
    return *measures_.at(id);
  }
  // How much it is in doubt as recorded, were it in place: not, or more.
  int doubt(const std::string& id) const { return doubts_.at(id); }

  // All pairs, by process and vector, with these and no other measures in
  // place: in a snapshot of its own.
  std::vector<PairResidual> With(
      const std::vector<std::string>& in_place) const;

  // Ids of the relations that make an edge then.
  std::vector<std::string> EdgesWith(
      const std::vector<std::string>& in_place) const;

 private:
  Views ViewsWith(const std::vector<std::string>& in_place) const;
  void Judge(const Fact& fact);
  PairResidual Ask(const Views& views, const std::string& process,
                   const std::string& vector) const;

  const MeasureCase& drawn_;
  std::map<std::string, const Measure*> measures_;
  std::map<std::string, int> doubts_;
  std::map<std::string, Change::Op> changed_;  // the last change
  std::vector<std::string> in_place_, open_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_REWRITTEN_MEASURES_H_
