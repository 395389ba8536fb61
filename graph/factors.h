// The factors of a path, and the tier that the policy's decision table gives
// it.

#ifndef KETENZICHT_GRAPH_FACTORS_H_
#define KETENZICHT_GRAPH_FACTORS_H_

#include <map>
#include <string>
#include <vector>

#include "graph/path_search.h"
#include "graph/view.h"

namespace ketenzicht::graph {

enum class Answer { kYes, kNo, kUnknown };
absl::string_view AnswerName(Answer answer);

// Why a factor has its answer.
enum class FactorReason {
  kRecorded,       // the facts named say so
  kUncertain,      // the facts named are not affirmed
  kContested,      // sources contradict each other
  kUnrecorded,     // nothing is recorded: unknown
  kNotOnPath,      // the path passes no such relation
  kMeasureExists,  // a measure in place or candidate closes something
};
absl::string_view FactorReasonName(FactorReason reason);

struct FactorAnswer {
  const Factor* factor = nullptr;  // of the policy
  Answer answer = Answer::kUnknown;
  FactorReason reason = FactorReason::kUnrecorded;
  std::vector<InstanceIndex> instances;  // that it rests on, in order
  // kMeasureExists: the measures, and for each the first relation, by id, that
  // it closes in the organization (not on this path, or that would be blocked).
  std::vector<FactIndex> measures;
  std::vector<InstanceIndex> closed;
};

// A tier, or the range that unknown factors leave. Not applicable to a path
// that is blocked, or to none.
struct TierAnswer {
  bool applicable = false;
  int lowest = 0;  // index in the policy's tiers
  int highest = 0;
  std::vector<FactorAnswer> factors;  // enabled ones, in the policy's order

  bool exact() const { return lowest == highest; }
};

// The index of the tier that the decision table gives where these factors, by
// id, hold or not; one that is not named does not hold.
int TierWhere(const Policy& policy, const std::map<std::string, bool>& holds);

// Whether there is a way to settle the other unknown factors by which this one,
// which is unknown, decides between two tiers. Two to the number of these.
bool HangsOn(const Policy& policy, const TierAnswer& tier,
             const Factor& factor);

// The relations of kind use_kind on `path` or carrying it, carriers of carriers
// too; sorted.
std::vector<FactIndex> UsesOf(const View& view, const FoundPath& path);

// Factors and tier of one path from `process`. A factor about uses is yes where
// one use says yes, no where all say no, else unknown; a missing fact is
// unknown. Every unknown factor is tried both ways: O(2^unknown) rows of the
// decision table, at most 2^kMaxFactors.
TierAnswer WeighPath(const View& view, FactIndex process,
                     const FoundPath& path);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACTORS_H_
