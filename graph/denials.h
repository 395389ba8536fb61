// Third step of a view: what denials close, and which fact goes before which.

#ifndef KETENZICHT_GRAPH_DENIALS_H_
#define KETENZICHT_GRAPH_DENIALS_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// Whether what is said with `carriers` is said of what `others` carry: it is,
// where they are all among them.
bool SpeaksOf(const FactIndexes& carriers, const FactIndexes& others);

// The denials of a view that hold for certain, and whom they are about.
//
// A denial is about a relation of its kind (or a kind of it) whose target it
// denies, and whose source is the one denied or a part of it: a denial about an
// organization holds for its parts. A class, and everything that follows from
// being a part, is general; the rest is specific.
// The specific relations that replace an instance of a class fact: of the same
// kind between the same two, that count, are not unknown and speak of what
// carries it. Sorted; empty where there are none.
std::vector<InstanceIndex> ReplacementsOf(const InstanceTable& table,
                                          InstanceIndex instance);
// What stands for an instance: itself, or those that replaced it.
std::vector<InstanceIndex> InPlaceOf(const InstanceTable& table,
                                     InstanceIndex instance);

class Denials {
 public:
  explicit Denials(const InstanceTable& table);
  // Those of `other`, looked up in a copy of its table.
  Denials(const Denials& other, const InstanceTable& copy)
      : table_(copy), by_target_(other.by_target_), wholes_(other.wholes_) {}

  struct Match {
    InstanceIndex denial = -1;
    bool general = false;  // as it bears on the relation asked about
  };
  // Denials about a relation of `kind` from `source` to `target`, in order,
  // whatever carriers they name.
  // With `parts`, also those about what `source` is part of, which must have
  // been settled by then.
  std::vector<Match> About(RelationKindId kind, FactIndex source,
                           FactIndex target, bool parts = true) const;

  // All that may be about some relation: what they deny, and more. With
  // `parts`, relations of parts too.
  std::vector<InstanceIndex> Candidates(bool parts) const;

  // Whether `part` is `whole` or a part of it, for certain.
  bool IsPartOf(FactIndex part, FactIndex whole) const;

 private:
  // A superset: parts on record, certain or not.
  std::vector<FactIndex> PartsOf(FactIndex whole, bool parts) const;
  const absl::flat_hash_set<FactIndex>& Wholes(FactIndex part) const;

  const InstanceTable& table_;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> by_target_;
  mutable absl::flat_hash_map<FactIndex, absl::flat_hash_set<FactIndex>>
      wholes_;
};

// Applies the denials to what is affirmed, and specific facts to class facts.
//
// For a relation R and a denial D about it:
//   - D from which R was inferred: R is a reading of D, and stays;
//   - R unknown: silence contradicts nothing, D closes it;
//   - one of them specific, the other general: the specific one goes before;
//   - else D closes R if every source of R is one of D, and otherwise R stays,
//     contested by D.
// Relations that pass denials on come first, and among themselves pass none on.
// A class fact makes no edge where a specific fact of the same kind stands
// between the same two, unless that one is unknown. What names carriers speaks
// only of what all of them carry.
void ApplyDenials(InstanceTable& table, const Denials& denials);

// Fills table.avoided: what a process or organization is said not to use is not
// reached through its products either, for kinds that say so (denial_reaches).
void FindAvoided(InstanceTable& table);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_DENIALS_H_
