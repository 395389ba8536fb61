// Facts laid over a snapshot: facts that are there too, or otherwise, and facts
// that are not there.
//
//   Overlay overlay(snapshot);
//   overlay.Put(fact);
//   absl::StatusOr<std::shared_ptr<const Snapshot>> laid = overlay.Lay(mark);

#ifndef KETENZICHT_GRAPH_OVERLAY_H_
#define KETENZICHT_GRAPH_OVERLAY_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/fact_check.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Not thread-safe. Keeps its snapshot alive.
class Overlay {
 public:
  explicit Overlay(std::shared_ptr<const Snapshot> base)
      : base_(std::move(base)) {}

  const Snapshot& base() const { return *base_; }

  // As it is so far; nothing where there is none.
  std::optional<Fact> Find(const std::string& id) const;
  bool Has(const std::string& id) const;

  void Put(Fact fact);
  // Nothing where there is none.
  void Remove(const std::string& id);

  // Ids of the relations whose source, or target, is this fact by id; sorted.
  std::vector<std::string> RelationsAt(const std::string& id,
                                       bool target) const;
  // Ids of the relations of which an end is a class; sorted. Linear in the
  // relations with classes, carriers or guards and in what is laid over.
  std::vector<std::string> ClassRelations() const;
  // Ids of the relations that name it as a carrier; of the facts that name it
  // as a reason, as what they were inferred from, or as what they are about; of
  // the measures that select it by id. Sorted. Linear in what names it
  // (Snapshot::NamersOf) and in what is laid over.
  std::vector<std::string> CarriedBy(const std::string& id) const;
  std::vector<std::string> MentionsOf(const std::string& id) const;
  std::vector<std::string> SelectedBy(const std::string& id) const;

  // What is laid over, by id: nothing where it is not there.
  const std::map<std::string, std::optional<Fact>>& facts() const {
    return facts_;
  }
  bool empty() const { return facts_.empty(); }

  // What is not sound about the facts as they are: CheckFacts, by position of
  // the id. Only what is laid over, stands at it or names it is looked at;
  // where a relation, guard, class or measure is new or otherwise, all that
  // have guards, carriers or classes; where a source is gone, all facts.
  std::vector<FactProblem> Check() const;

  // The snapshot with all of it (Snapshot::Over); of facts that are known to be
  // sound. `mark` says what laid it.
  absl::StatusOr<std::shared_ptr<const Snapshot>> Lay(ScenarioMark mark) const;

 private:
  template <typename Names>
  std::vector<std::string> NamersOf(const std::string& id, Names names) const;
  const std::shared_ptr<const Snapshot> base_;
  std::map<std::string, std::optional<Fact>> facts_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_OVERLAY_H_
