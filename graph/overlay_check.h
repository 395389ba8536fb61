// Whether facts laid over a snapshot are sound, without looking at all of it.

#ifndef KETENZICHT_GRAPH_OVERLAY_CHECK_H_
#define KETENZICHT_GRAPH_OVERLAY_CHECK_H_

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "graph/fact.h"
#include "graph/fact_check.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Of one overlay (graph/overlay.h), or of what an import would write. Facts of
// the base are put together some hundreds at a time, so that it takes memory by
// what is laid over and what has guards, carriers or classes. Not thread-safe.
class OverlayCheck {
 public:
  // By id: what lies over the base, nothing where it is gone. Both must outlive
  // the check.
  OverlayCheck(const Snapshot& base,
               const std::map<std::string, std::optional<Fact>>& laid)
      : base_(base), laid_(laid) {}

  // Asked between some hundreds of facts: whether to go on.
  using GoOn = absl::FunctionRef<bool()>;

  // As CheckFacts of all facts, sorted by id, by the ontology and policy of the
  // base, all of which is taken to be sound as it is. Not all of it where
  // `go_on` ended it.
  std::vector<FactProblem> Check(GoOn go_on = [] { return true; });

  // The same by another ontology or policy: all facts are looked at.
  std::vector<FactProblem> CheckAll(const Ontology& ontology,
                                    const Policy& policy, GoOn go_on);

 private:
  const Fact* Find(const std::string& id);
  // Of the base, put together once, until read_ is cleared.
  const Fact* Read(FactIndex index);
  bool MayCloseACircle(FactIndex index, const Fact* before,
                       const std::optional<Fact>& now) const;

  // Facts of the base that have to be looked at.
  using Some = std::set<FactIndex>;
  void AddRelationsAt(FactIndex index, Some& some) const;
  void AddNamersOf(FactIndex index, Some& some) const;
  void AddCitersOf(FactIndex source, Some& some) const;
  bool IsLaidOver(FactIndex index) const;
  // What is laid over, and these of the base, which ascend.
  template <typename Indexes>
  std::vector<FactProblem> CheckWith(const Indexes& below,
                                     const Ontology& ontology,
                                     const Policy& policy, GoOn go_on);
  void CheckCircles(const Ontology& ontology, const Policy& policy,
                    std::vector<FactProblem>& problems);
  // What circles can be made of: what is not plain, and what that names.
  std::vector<const Fact*> Dependent();
  // Kinds of which the base or the overlay has relations.
  std::vector<std::string> Kinds() const;

  const Snapshot& base_;
  const std::map<std::string, std::optional<Fact>>& laid_;
  absl::flat_hash_map<FactIndex, std::unique_ptr<const Fact>> read_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_OVERLAY_CHECK_H_
