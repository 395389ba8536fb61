// What a view depends on, and the key that names it.

#ifndef KETENZICHT_GRAPH_VIEW_OPTIONS_H_
#define KETENZICHT_GRAPH_VIEW_OPTIONS_H_

#include <memory>
#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// A change over the snapshot, for this view only.
struct Change {
  // kRemove: the fact is not recorded. kDeny: the same proposition, denied.
  // Removing is not denying: what is not recorded is unknown.
  // Of measures, all else as recorded: kTake: it is in place. kLift: it is a
  // candidate only.
  enum class Op { kRemove, kDeny, kTake, kLift };
  Op op = Op::kRemove;
  std::string fact;  // id
  friend bool operator==(const Change&, const Change&) = default;
};

absl::string_view ChangeOpName(Change::Op op);  // "remove"

struct ViewOptions {
  Date date;
  bool measures = true;        // false: inherent exposure
  bool with_inferred = true;   // false: on stated facts alone
  bool verified_only = false;  // true: without facts nobody has checked
  bool presumptions = true;    // false: silence presumes nothing
  // Evidence counts when the type of its source, or its source, is named here.
  std::vector<std::string> source_types;
  std::vector<std::string> sources;  // ids
  std::vector<Change> changes;       // in order; the last on a fact counts
  std::vector<std::string> factors;  // enabled on top of the policy's own
  // An overlay: these facts, by id, are judged by the date, the sources, and
  // what else says whether a fact counts (with_inferred, verified_only) of
  // `otherwise` instead; what it says beyond that is not asked. It answers what
  // a few facts do between two views: how an answer moves when these alone are
  // seen as on another day, or as from other sources.
  std::vector<std::string> judged_otherwise;
  std::shared_ptr<const ViewOptions> otherwise;  // where there are any
};

// Options with the policy's default source types, and the source of the
// scenario that the snapshot stands under, as of `date`.
ViewOptions DefaultOptions(const Snapshot& snapshot, Date date);

// The same options of a snapshot that a scenario made: the scenario's own
// source counts too, in the overlay as well. As they are where `snapshot` has
// no such source.
ViewOptions AlsoCounting(const ViewOptions& options, const Snapshot& snapshot,
                         const std::string& source);

// Whether evidence from `source` (the id of a source entity) counts.
bool CountsAsSource(const Snapshot& snapshot, const ViewOptions& options,
                    absl::string_view source);
bool CountsAsSource(const Snapshot& snapshot, const ViewOptions& options,
                    FactIndex source);

// Whether some evidence of `fact` counts.
bool HasCountingSource(const Snapshot& snapshot, const ViewOptions& options,
                       FactIndex fact);

// InvalidArgument where a source, fact or factor does not exist, what is taken
// or lifted is no measure, or facts are judged otherwise without saying how.
absl::Status CheckOptions(const Snapshot& snapshot, const ViewOptions& options);

// The same text for the same view, another text for another one: holds every
// input, the snapshot's revision and the versions of ontology and policy among
// them.
std::string ViewKey(const Snapshot& snapshot, const ViewOptions& options);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_VIEW_OPTIONS_H_
