// What paths pass, numbered as it is met: entities and propositions.

#ifndef KETENZICHT_GRAPH_INTERNAL_PATH_ELEMENTS_H_
#define KETENZICHT_GRAPH_INTERNAL_PATH_ELEMENTS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "graph/choke_points.h"
#include "graph/internal/step_carriers.h"

namespace ketenzicht::graph::internal {

class Deletion;

// Not thread-safe. Keeps a reference to the view.
class PathElements {
 public:
  // Errors as of FindChokePoints. O(facts) bits, and what the query names.
  static absl::StatusOr<PathElements> Create(const View& view,
                                             const ChokePointQuery& query);

  // By place in the path: elements that it passes, each where it is passed
  // first. What carries a step comes after it, of several instances of a
  // carrier the first by id that stands past what is deleted, as the path does.
  // See ChokePoint::position.
  struct Passed {
    int element = 0;
    int position = 0;
  };
  std::vector<Passed> On(const FoundPath& path, Deletion& deleted);

  const PathElement& at(int element) const { return elements_[element].what; }
  bool may_cut(int element) const { return elements_[element].may_cut; }
  // In units of weight_unit().
  int64_t weight(int element) const { return elements_[element].weight; }
  int64_t weight_unit() const { return weight_unit_; }
  // What deletes it from the view: the entity, or the proposition's instances.
  const std::vector<InstanceIndex>& deletes(int element) const {
    return elements_[element].deletes;
  }

  // Whether the step, or the entity that it leads to, is of an element that may
  // be cut, or all that may carry the step is. Time as of StepCarriers::Stand.
  bool MayCut(InstanceIndex step, FactIndex to);

 private:
  friend class Deletion;
  struct Element {
    PathElement what;
    bool may_cut = false;
    int64_t weight = 0;
    std::vector<InstanceIndex> deletes;
  };

  PathElements(const View& view, Status weakest)
      : view_(view), carriers_(view, weakest) {}
  absl::Status SetCuttable(const ChokePointQuery& query);
  absl::Status ExcludeKind(const std::string& name);
  absl::Status SetWeights(const ChokePointQuery& query);
  bool MayCutEntity(FactIndex entity) const;
  bool MayCutRelation(InstanceIndex step) const;
  // kNone for an end, for a relation that another one is of, and for what is
  // presumed.
  int OfEntity(FactIndex entity);
  int OfStep(InstanceIndex step);
  int64_t WeightOf(const std::vector<FactIndex>& facts) const;

  static constexpr int kNone = -1;

  const View& view_;
  StepCarriers carriers_;
  StepCarriers::Known bare_;  // of steps that nothing which may be cut carries
  absl::flat_hash_set<FactIndex> ends_;
  absl::flat_hash_set<FactIndex> excluded_;  // facts that may not be cut
  std::vector<bool> may_cut_entity_kind_;
  std::vector<bool> may_cut_relation_kind_;
  absl::flat_hash_map<FactIndex, int64_t> weights_;  // in units
  int64_t default_weight_ = 1;                       // in units
  int64_t weight_unit_ = 1;
  std::vector<Element> elements_;
  absl::flat_hash_map<FactIndex, int> numbers_;  // by entity or relation
};

// Elements that are deleted, for one search or some, and with them the steps
// that nothing carries any more. Entities and instances share their numbers and
// are never the same, so one set of bits has both. Not thread-safe. Keeps a
// reference to the elements.
class Deletion {
 public:
  Deletion(const View& view, PathElements& elements)
      : elements_(elements),
        deleted_(static_cast<size_t>(view.table().size()), false) {}

  void Add(int element) { Set(element, true); }
  void Remove(int element) { Set(element, false); }
  // Time as of StepCarriers::Stand.
  bool Deletes(InstanceIndex step, FactIndex to) {
    return deleted_[step] || deleted_[to] ||
           !elements_.carriers_.Stand(step, gone(), standing_);
  }
  // Of a step that is not deleted.
  std::vector<InstanceIndex> FirstCarriersOf(InstanceIndex step) {
    return elements_.carriers_.First(step, gone(), standing_);
  }

 private:
  struct IsDeleted {
    const std::vector<bool>& deleted;
    bool operator()(InstanceIndex i) const { return deleted[i]; }
  };

  IsDeleted gone() const { return {deleted_}; }
  void Set(int element, bool value) {
    for (InstanceIndex i : elements_.deletes(element)) deleted_[i] = value;
    standing_.clear();
  }

  PathElements& elements_;
  std::vector<bool> deleted_;
  StepCarriers::Known standing_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PATH_ELEMENTS_H_
