// A relation as it stands in a view: one for a fact between two things, one per
// pair of members for a fact about a class, one for each thing presumed.

#ifndef KETENZICHT_GRAPH_INSTANCE_H_
#define KETENZICHT_GRAPH_INSTANCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/snapshot.h"
#include "graph/status.h"

namespace ketenzicht::graph {

// Number of an instance in its view.
using InstanceIndex = int32_t;

// Why a relation makes no edge in a view.
enum class Omission : uint8_t {
  kNone,
  kSource,      // no evidence from the sources asked for
  kInferred,    // inferred, and only stated facts were asked for
  kUnverified,  // not verified, and only verified facts were asked for
  kDate,        // it, or one of its ends, does not hold at the date
  kModality,    // denied, presupposed or counterfactual
  kDenied,      // closed by a denial
  kSpecific,    // a specific fact goes before this class fact
  kCarrier,     // a carrier makes no edge
  kGuard,       // the condition under which it holds is denied
  kRemoved,     // removed by a change of this view
};

absl::string_view OmissionName(Omission omission);

// What a guard looked at. `what` is an instance id, or describes what was
// looked for where nothing is recorded.
struct GuardInput {
  std::string what;
  Truth truth = Truth::kUnknown;
  bool recorded = true;
  // A relation to another than the one asked for: worth what is known of one
  // authority reaching both.
  bool of_other = false;
  // The fact or instance that it is; -1 where nothing is recorded, or where no
  // single one is (reach).
  InstanceIndex looked_at = -1;
  bool dates = false;               // it was looked at for its dates alone
  std::vector<FactIndex> reach_of;  // whose reach was asked for
  // The relation that was looked for, where none is recorded.
  RelationKindId kind = -1;
  FactIndex source = kNoFact;
  FactIndex target = kNoFact;
};

// A measure that selects a relation, and what it does to it here.
struct MeasureMet {
  FactIndex measure = kNoFact;
  MeasureEffect effect = MeasureEffect::kCloses;
  bool counts = true;  // false: the view ignores measures, or a candidate
  Truth in_force = Truth::kAffirmed;
  Truth unless = Truth::kDenied;  // of its guard; without one, denied
  // What it leaves of the relation: kBlocked where it closes it, kOpen where it
  // does nothing.
  Status leaves = Status::kOpen;
  bool by_example = false;  // it selects an open class
  std::vector<GuardInput> inputs;
};

struct Instance {
  std::string id;  // of the fact; of a class or presumption, made from its ends
  FactIndex fact = kNoFact;  // kNoFact: presumed
  int presumption = -1;      // index in the policy, where presumed
  RelationKindId kind = -1;
  FactIndex source = kNoFact;  // kNoFact: anything (denials only)
  FactIndex target = kNoFact;
  bool general = false;     // an end is a class
  bool by_example = false;  // that class is open
  bool inferred = false;
  bool uncertain = false;  // its date, or who belongs to its class, is open
  Modality recorded = Modality::kUnknown;
  UnknownKind unknown_kind = UnknownKind::kNone;
  Status modal = Status::kNoPath;   // from modality, date and membership alone
  Status status = Status::kNoPath;  // with carriers, guards and measures
  Omission omission = Omission::kNone;
  std::string omitted_by;  // id of the denial, carrier …, where there is one
  std::vector<FactIndex> carriers;        // relation facts
  std::vector<FactIndex> sources;         // source entities that count, sorted
  std::vector<std::string> contested_by;  // instance ids of denials
  std::vector<MeasureMet> measures;
  std::vector<GuardInput> guard_inputs;  // of its own guard
  Interval likelihood;

  // Whether it makes an edge as far as modality, date and denials go.
  bool counts() const {
    return omission == Omission::kNone && modal < Status::kBlocked;
  }
  // Whether it is a denial that holds for certain.
  bool denies() const {
    return omission == Omission::kModality && recorded == Modality::kDenied &&
           !uncertain;
  }
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_INSTANCE_H_
