// Whether what carries a step, and what it was presumed from, stands where some
// things and relations do not.

#ifndef KETENZICHT_GRAPH_INTERNAL_STEP_CARRIERS_H_
#define KETENZICHT_GRAPH_INTERNAL_STEP_CARRIERS_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/functional/function_ref.h"
#include "graph/presumption_premises.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// Of one view, and of what is at least `weakest` there: a step has that status
// only where each of its carriers has an instance that does (5.1), and a
// presumed one is there only where something is left that it is presumed from
// (4.1). Keeps what it looked up: not thread-safe. Keeps a reference to the
// view.
class StepCarriers {
 public:
  StepCarriers(const View& view, Status weakest)
      : view_(view), weakest_(weakest), finder_(view) {}

  // Whether an entity, or an instance of a relation, is not there; the two
  // share their numbers and are never the same.
  using Gone = absl::FunctionRef<bool(InstanceIndex)>;
  // Answers for one such question, by step.
  using Known = absl::flat_hash_map<InstanceIndex, bool>;

  // Whether each carrier of the step has an instance that stands: it, the one
  // that it replaced, and the entities at its ends are there, and what carries
  // it stands; and, of a presumed step, whether some premises are there, with
  // the entities at their ends. Constant time for a step that is recorded and
  // that nothing carries, and for one that is known; else by the instances of
  // its carriers and of theirs, and as PremisesOf where a premise is gone.
  bool Stand(InstanceIndex step, Gone gone, Known& known);

  // Of each carrier of the step the first instance, by id, that stands, and the
  // one that it replaced, each before those that carry it; then the first
  // premises of a presumed step that are there. For a step of which these
  // stand.
  std::vector<InstanceIndex> First(InstanceIndex step, Gone gone, Known& known);

  // Whether the end of a relation is an entity: it may be a relation too, or an
  // instance of one.
  bool IsEntity(FactIndex end) const;

 private:
  // What stands for an instance of a carrier: itself, or what replaced it.
  struct Carrier {
    InstanceIndex in_place = kNoFact;
    InstanceIndex instance = kNoFact;
  };
  // By carrier, each sorted by the ids of what is in place.
  using Carriers = std::vector<std::vector<Carrier>>;

  const Carriers& Of(InstanceIndex step);
  bool IsBare(InstanceIndex step) const;
  bool CarriersStand(InstanceIndex step, Gone gone, Known& known);
  // Of a presumed step: the first that are there; empty where none are.
  std::vector<InstanceIndex> PremisesPast(InstanceIndex step, Gone gone);
  bool IsThere(InstanceIndex relation, Gone gone) const;
  bool IsThere(const Carrier& carrier, Gone gone, Known& known);
  void AddFirst(InstanceIndex step, Gone gone, Known& known,
                std::vector<InstanceIndex>& found);

  const View& view_;
  const Status weakest_;
  PremiseFinder finder_;
  absl::node_hash_map<InstanceIndex, Carriers> carriers_;
  // The first premises where nothing is gone.
  absl::node_hash_map<InstanceIndex, std::vector<InstanceIndex>> premises_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_STEP_CARRIERS_H_
