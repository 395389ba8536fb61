// A snapshot seen at a date, from chosen sources, with or without measures: the
// relations that count, each with its status and likelihood.
//
// A view is made once and then only searched. Dates, classes, presumptions,
// carriers, guards, measures and changes are settled in it; what follows is
// plain graph search. docs/semantics.md has the rules, one test for each.
//
//   absl::StatusOr<std::shared_ptr<const View>> view =
//       View::Create(snapshot, DefaultOptions(*snapshot, date));

#ifndef KETENZICHT_GRAPH_VIEW_H_
#define KETENZICHT_GRAPH_VIEW_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graph/automaton.h"
#include "graph/incidences.h"
#include "graph/instance.h"
#include "graph/instance_table.h"
#include "graph/likelihood.h"
#include "graph/limits.h"
#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

class Denials;

namespace internal {
class CompactProduct;
}

// As many as a policy has vectors, and some of a user's own.
inline constexpr size_t kKeptProducts = 8;

// Immutable, safe from any thread. Keeps its snapshot alive.
class View {
 public:
  // InvalidArgument for options that name what does not exist;
  // ResourceExhausted for too long a chain of carriers and guards, or more than
  // kMaxPresumed presumptions.
  // O(n log n) in the relations and in what classes expand to.
  static absl::StatusOr<std::shared_ptr<const View>> Create(
      std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options);

  // That view and, where the options have measures, the same without them; else
  // twice the same. What they share is settled once; of a large snapshot, what
  // they do not on two threads. Errors as of Create.
  struct Pair {
    std::shared_ptr<const View> asked;
    std::shared_ptr<const View> inherent;
  };
  static absl::StatusOr<Pair> CreatePair(
      std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options);

  const Snapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const Snapshot>& shared_snapshot() const {
    return snapshot_;
  }
  const ViewOptions& options() const { return options_; }
  const std::string& key() const { return key_; }

  // All relations, those that make no edge too.
  const InstanceTable& table() const { return *table_; }
  // One of them, put together. Not for inner loops.
  Instance instance(InstanceIndex index) const { return table_->Read(index); }
  // All of them, sorted by id: a few hundred bytes each.
  std::vector<Instance> ReadInstances() const;
  // Orders instances by their ids.
  uint64_t rank(InstanceIndex index) const { return table_->rank(index); }

  using Incidence = graph::Incidence;
  // The relations at entity `node` and those from it, as in Incidences; what
  // makes no edge has status kNoPath.
  absl::Span<const Incidence> incidences(FactIndex node) const {
    return incidences_->At(node);
  }
  absl::Span<const Incidence> outgoing(FactIndex node) const {
    return incidences_->From(node);
  }
  const Incidences& all_incidences() const { return *incidences_; }
  Status status(InstanceIndex index) const { return table_->status(index); }
  Cost cost(InstanceIndex index) const { return costs_->Of(index); }

  // The instances made of a relation fact, sorted by id.
  std::vector<InstanceIndex> of(FactIndex fact) const;

  // All instances whose source is `fact`, an entity or a relation (what a use
  // touches), denials of everything too; sorted by id. Of kNoFact: denials
  // whose source is everything.
  std::vector<InstanceIndex> on(FactIndex fact) const;

  // The product with `automaton`, for searches over the whole graph. Made when
  // it is first asked for; those of the last kKeptProducts automata are kept.
  // Who asks while another thread makes one waits. Null where `limits`
  // interrupted it; `completeness` says so.
  std::shared_ptr<const internal::CompactProduct> product(
      const Automaton& automaton, const Limits& limits,
      Completeness& completeness) const;

  // What it takes beside its snapshot: by its entities, its relations and the
  // products that are kept now. What few relations have (measures met, guards)
  // is not counted; what the two of a pair share is, in both. Constant time.
  size_t EstimatedBytes() const;

  // Products that `process`, or an organization it is part of, is said not to
  // use: not reached through other products. Null where there are none.
  const absl::flat_hash_set<FactIndex>* avoided(FactIndex process) const;

  // The organizations, and whatever else, that `part` is certainly part of,
  // itself included; sorted.
  std::vector<FactIndex> WholesOf(FactIndex part) const;
  // Whether what `step` leads from is part of what it leads to, for certain:
  // denials are passed on by it. Constant time.
  bool IsCertainPart(const Incidence& step) const;

 private:
  View() = default;
  // Of a table in which is settled what counts.
  static absl::StatusOr<std::shared_ptr<const View>> Settle(
      std::shared_ptr<const Snapshot> snapshot,
      std::unique_ptr<InstanceTable> table, const Denials& denials,
      std::shared_ptr<const Incidences> incidences);
  void SortByRank(std::vector<InstanceIndex>& instances) const;
  void BuildAvoided();

  std::shared_ptr<const Snapshot> snapshot_;
  ViewOptions options_;
  std::string key_;
  std::unique_ptr<const InstanceTable> table_;
  std::unique_ptr<const Costs> costs_;
  std::shared_ptr<const Incidences> incidences_;
  struct KeptProduct {
    Automaton automaton;
    std::shared_ptr<const internal::CompactProduct> product;
  };
  mutable std::timed_mutex products_mutex_;    // guards products_
  mutable std::vector<KeptProduct> products_;  // last used last
  absl::flat_hash_map<FactIndex, absl::flat_hash_set<FactIndex>> avoided_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_VIEW_H_
