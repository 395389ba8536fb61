// The shortest path of a pair past what is deleted.

#ifndef KETENZICHT_GRAPH_INTERNAL_DETOUR_SEARCH_H_
#define KETENZICHT_GRAPH_INTERNAL_DETOUR_SEARCH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "graph/internal/avoidance.h"
#include "graph/internal/compact_product.h"
#include "graph/path_search.h"

namespace ketenzicht::graph::internal {

// A breadth-first search finds a shortest walk. If it repeats no entity, it is
// a path, and no path is shorter. Else some entity x is in it twice, first at
// vertex v: a path that passes x passes it at v alone, or not at v. The walks
// are divided in these two ways, each searched anew, and the shorter result is
// looked at first; a walk of both ways is in both. Each division forbids a walk
// that was found and vertices for good, so that it ends.
//
// Not thread-safe. Keeps a reference to the view and to the limits.
class DetourSearch {
 public:
  DetourSearch(const View& view, std::shared_ptr<const CompactProduct> product,
               Status weakest, const Limits& limits);

  struct Question {
    FactIndex process = kNoFact;
    const std::vector<FactIndex>* ends = nullptr;  // sorted
    // Whether a step, or the entity that it leads to, is not there.
    absl::FunctionRef<bool(InstanceIndex step, FactIndex to)> deleted;
    // Of the shortest the first by the ids of its relations, one by one; else
    // any of them, the same each time, and faster.
    bool first_by_id = false;
  };
  // Nothing where there is none. Cancelled, DeadlineExceeded; ResourceExhausted
  // where divided searches looked at more than limits.expansions vertices.
  absl::StatusOr<std::optional<FoundPath>> Find(const Question& question);

  int64_t reached() const { return reached_; }        // vertices, in all
  int64_t expansions() const { return expansions_; }  // of divided searches

 private:
  // From a start on: the edges taken, by position in the product, and the
  // vertices that they lead to.
  struct Walk {
    std::vector<uint32_t> edges;
    std::vector<Vertex> vertices;
    std::vector<uint64_t> ranks;  // of the instances, for their order
  };
  // Walks that pass none of `barred`, and each entity of `only_at` there alone.
  struct Division {
    absl::flat_hash_set<Vertex> barred;
    absl::flat_hash_map<FactIndex, Vertex> only_at;
    Walk walk;  // the shortest of them
  };
  struct Shorter {
    bool operator()(const Division& a, const Division& b) const;
  };

  // Fills in its walk; false where it has none.
  absl::StatusOr<bool> FindWalk(const Question& question, Division& division);
  bool Walks(const Question& question, const Division& division, Vertex from,
             const CompactProduct::Edge& edge) const;
  bool IsEnd(const Question& question, Vertex v) const;
  // The positions of the edges out of a vertex.
  void ListEdges(Vertex from, bool first_by_id);
  void Trace(Vertex start, Vertex end, Walk& walk) const;
  absl::Status LookUp();
  // The first entity that the walk repeats, and the vertex at which it passes
  // that first; kNoFact where it is a path.
  std::pair<FactIndex, Vertex> FindRepeated(FactIndex process,
                                            const Walk& walk) const;
  FoundPath PathOf(FactIndex process, const Walk& walk) const;

  const View& view_;
  const std::shared_ptr<const CompactProduct> product_;
  const Status weakest_;
  const Limits& limits_;
  std::optional<Avoidance> avoidance_;  // of the process that is asked for
  // By vertex: the search that saw it last, and the edge that it came by.
  std::vector<uint32_t> seen_;
  std::vector<uint32_t> came_by_;
  std::vector<Vertex> came_from_;
  uint32_t search_ = 0;
  std::vector<Vertex> queue_;
  std::vector<uint32_t> edges_;  // of the vertex that is looked at
  int64_t reached_ = 0;
  int64_t expansions_ = 0;
  int64_t expansions_left_ = 0;
  bool divided_ = false;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_DETOUR_SEARCH_H_
