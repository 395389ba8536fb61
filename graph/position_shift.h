// Where things stand in a sorted list once some are put between the others,
// some stand instead of others, and some are gone.

#ifndef KETENZICHT_GRAPH_POSITION_SHIFT_H_
#define KETENZICHT_GRAPH_POSITION_SHIFT_H_

#include <cstdint>
#include <vector>

#include "graph/packed_facts.h"

namespace ketenzicht::graph {

// The base is a list of so many; a layer adds things of its own to it. All of
// them together are counted through: a position is of the base, of the layer's
// own things, or of the list that both make. Immutable, safe from any thread.
class PositionShift {
 public:
  // One of the layer's own things, which are given in order.
  struct Own {
    FactIndex base;  // it stands before this one of the base, or instead of it
    bool instead;
  };
  // One of the list, in the base or among the layer's own.
  struct Place {
    FactIndex at;
    bool own;
  };

  // `gone`: of the base, ascending; none that something stands instead of.
  // Linear in `own` and `gone`.
  PositionShift(FactIndex base_size, const std::vector<Own>& own,
                const std::vector<FactIndex>& gone);

  FactIndex size() const { return size_; }

  // What follows takes the logarithm of what the layer has, and what is gone.
  Place Down(FactIndex position) const;
  // Where one of the base stands now, or what stands instead of it; kNoFact for
  // kNoFact, and where it is gone. Keeps the order.
  FactIndex Up(FactIndex base) const;
  // In the base: the same, or what it stands instead of; kNoFact for others.
  FactIndex BaseOf(FactIndex position) const;

  // Where the layer's own stand; ascending. Constant time.
  const std::vector<FactIndex>& own() const { return own_; }
  // In the base: what they stand instead of; kNoFact where of nothing.
  const std::vector<FactIndex>& instead_of() const { return instead_of_; }
  const std::vector<FactIndex>& gone() const { return gone_; }

 private:
  // From `begin` on, positions are `at` and those that follow, up to the next.
  struct Run {
    FactIndex begin;
    FactIndex at;
    bool own;  // of `up_`: gone
  };
  static const Run& RunOf(const std::vector<Run>& runs, FactIndex position);
  void TakeBase(FactIndex until, FactIndex& next_base);

  FactIndex size_ = 0;
  std::vector<Run> down_;
  std::vector<Run> up_;
  std::vector<FactIndex> own_;
  std::vector<FactIndex> instead_of_;
  std::vector<FactIndex> gone_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_POSITION_SHIFT_H_
