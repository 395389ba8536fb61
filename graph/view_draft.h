// The view while it is being made. Only the files that make views use it.
//
// The steps, in order, each in its own file: fact_selection (sources, dates,
// modality), class_expansion, denials, presumptions, relation_status (carriers,
// guards, measures), likelihood. view.cc calls them.

#ifndef KETENZICHT_GRAPH_VIEW_DRAFT_H_
#define KETENZICHT_GRAPH_VIEW_DRAFT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/instance.h"
#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// A measure that is selected and holds, for certain or not, at the date.
struct ActiveMeasure {
  FactIndex fact = kNoFact;
  Truth in_force = Truth::kAffirmed;
};

class ViewDraft {
 public:
  ViewDraft(const Snapshot& snapshot, const ViewOptions& options)
      : snapshot(snapshot),
        options(options),
        out_(snapshot.size()),
        in_(snapshot.size()) {}

  void Add(Instance instance) {
    const int index = static_cast<int>(instances.size());
    if (instance.source != kNoFact) out_[instance.source].push_back(index);
    if (instance.target != kNoFact) in_[instance.target].push_back(index);
    if (instance.fact != kNoFact) by_fact_[instance.fact].push_back(index);
    instances.push_back(std::move(instance));
  }

  // Positions of the instances from, to, or made of a fact.
  const std::vector<int>& out(FactIndex source) const { return out_[source]; }
  const std::vector<int>& in(FactIndex target) const { return in_[target]; }
  const std::vector<int>& of(FactIndex fact) const {
    static const std::vector<int>* const kNone = new std::vector<int>();
    const auto it = by_fact_.find(fact);
    return it == by_fact_.end() ? *kNone : it->second;
  }

  const Snapshot& snapshot;
  const ViewOptions& options;
  std::vector<Instance> instances;
  std::vector<Instance> class_facts;  // to be expanded; ends not yet set
  std::vector<ActiveMeasure> measures;
  // Products that a process, or an organization, is said not to use.
  absl::flat_hash_map<FactIndex, absl::flat_hash_set<FactIndex>> avoided;

 private:
  std::vector<std::vector<int>> out_;
  std::vector<std::vector<int>> in_;
  absl::flat_hash_map<FactIndex, std::vector<int>> by_fact_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_VIEW_DRAFT_H_
