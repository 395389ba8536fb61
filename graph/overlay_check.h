// Whether facts laid over a snapshot are sound, without looking at all of it.

#ifndef KETENZICHT_GRAPH_OVERLAY_CHECK_H_
#define KETENZICHT_GRAPH_OVERLAY_CHECK_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/fact_check.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Of one overlay (graph/overlay.h). What the base says is taken to be sound.
// Not thread-safe.
class OverlayCheck {
 public:
  // By id: what lies over the base, nothing where it is gone. Both must outlive
  // the check.
  OverlayCheck(const Snapshot& base,
               const std::map<std::string, std::optional<Fact>>& laid)
      : base_(base), laid_(laid) {}

  // As CheckFacts of all facts, sorted by id.
  std::vector<FactProblem> Check();

 private:
  const Fact* Find(const std::string& id);
  // Of the base, put together once.
  const Fact* Read(FactIndex index);
  bool ChangesShape(const std::string& id, const std::optional<Fact>& now);
  bool MayCloseACircle(const std::string& id, const std::optional<Fact>& now);

  // What has to be looked at, by id.
  using Some = std::map<std::string, const Fact*>;
  void AddRelationsAt(const std::string& id, Some& some);
  void AddNamersOf(const std::string& id, Some& some);
  void AddCitersOf(FactIndex source, Some& some);
  void Add(FactIndex index, Some& some);
  // What circles can be made of.
  std::vector<const Fact*> Dependent();
  // Kinds of which the base or the overlay has relations.
  std::vector<std::string> Kinds() const;

  const Snapshot& base_;
  const std::map<std::string, std::optional<Fact>>& laid_;
  absl::flat_hash_map<FactIndex, std::unique_ptr<const Fact>> read_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_OVERLAY_CHECK_H_
