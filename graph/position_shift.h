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

  // What follows takes constant time where what the layer has, and what is
  // gone, is spread over the base, and at most the logarithm of it.
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
  // In order, with an index of a few entries for each: a view reads positions
  // by the million, and a search through all runs guesses wrong at every turn.
  class Runs {
   public:
    void Add(Run run) { runs_.push_back(run); }
    // Once all are added: they cover positions below `size`.
    void Index(FactIndex size);
    const Run& Of(FactIndex position) const;

   private:
    std::vector<Run> runs_;
    int shift_ = 0;
    // By position >> shift_: the run of the first of these positions; then the
    // last run.
    std::vector<uint32_t> first_;
  };
  void TakeBase(FactIndex until, FactIndex& next_base);

  FactIndex size_ = 0;
  Runs down_;
  Runs up_;
  std::vector<FactIndex> own_;
  std::vector<FactIndex> instead_of_;
  std::vector<FactIndex> gone_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_POSITION_SHIFT_H_
