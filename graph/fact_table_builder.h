// Packs facts into a FactTable (graph/fact_table.h).
//
//   FactTableBuilder builder(ontology);
//   for (Fact& fact : sorted) builder.Add(std::move(fact));
//   absl::StatusOr<std::unique_ptr<const FactTable>> table =
//       std::move(builder).Finish();
//
// A table over another one is built of the facts that are new or otherwise.

#ifndef KETENZICHT_GRAPH_FACT_TABLE_BUILDER_H_
#define KETENZICHT_GRAPH_FACT_TABLE_BUILDER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/fact_table.h"
#include "graph/packed_facts.h"

namespace ketenzicht::graph {

// What comes again in the next fact, as evidence often does, is compared before
// it is looked up. Not thread-safe.
class FactTableBuilder {
 public:
  // `ontology` must outlive the table.
  explicit FactTableBuilder(const Ontology& ontology);

  // Of a table over `base`, with its ontology: what is added stands in it, or
  // instead of the fact of that id; `gone` are ids of others, which are in it
  // no longer. All of it takes time by what is added and gone, times the
  // logarithm of what there is, plus the relations that have a detail.
  FactTableBuilder(std::shared_ptr<const FactTable> base,
                   std::vector<std::string> gone);

  // Takes a fact; ids must ascend.
  void Add(Fact fact);

  // Takes all of `facts`, where nothing was added before. On both cores; a
  // tenth of what Add takes for each.
  void AddAll(const PackedFacts& facts);

  // Resolves what facts say of each other by id.
  //
  // DataLoss naming the first fact that cannot be put together: its kind is not
  // in the ontology, an end, a carrier or a source of its evidence is not
  // there, or it could not be read. What CheckFacts (graph/fact_check.h) has
  // found sound can be. ResourceExhausted: ids or names of more than 4 GiB.
  absl::StatusOr<std::unique_ptr<const FactTable>> Finish() &&;

 private:
  // Numbers equal values alike. Values are found again by their text.
  template <typename T>
  struct Numbers {
    FactTable::Numbered<T>* values;
    absl::flat_hash_map<std::string, uint32_t> known;
    uint32_t last = values->first;
  };
  template <typename T>
  static uint32_t Number(Numbers<T>& numbers, T value);
  // Numbers of the table, by those of a PackedFacts.
  struct Renumbered {
    std::vector<uint32_t> valid_times, evidences, remarks, attributes,
        likelihoods;
    std::vector<int32_t> entity_kinds, relation_kinds;  // -1: no such kind
    std::vector<uint8_t> remark_flags;
  };
  // An end that is not resolved yet.
  struct Pending {
    FactIndex relation;
    bool is_target;
    std::string id;
  };
  // Why a fact cannot be put together.
  struct Loss {
    FactIndex fact = kNoFact;
    std::string reason;
    // Keeps the one of the fact that comes first.
    void Note(FactIndex other, absl::string_view what,
              absl::string_view which = "");
    void Note(const Loss& other);
  };
  // Fills in a range of packed facts; several run side by side.
  class RangeFiller;

  // Makes place for the fact that comes next.
  FactIndex AddPlace(absl::string_view id, uint8_t flags);
  void AddName(FactIndex entity, absl::string_view dutch,
               absl::string_view english);
  // One column entry for each place.
  void Resize();
  // The columns of a fact that has its place.
  void Fill(FactIndex self, Fact fact);
  void FillEntity(FactIndex self, Entity entity);
  void FillRelation(FactIndex self, Relation relation, Attributes& attributes);

  Renumbered Renumber(const SharedValues& values);
  // The positions of those that are whole.
  std::vector<FactIndex> AddPlaces(const PackedFacts& facts);
  std::vector<FactIndex> AddIds(const PackedFacts& facts);
  void AddNames(const PackedFacts& facts);
  void FillWhole(const PackedFacts& facts, const std::vector<FactIndex>& whole);

  // Shifts positions of the base by what was added and what is gone.
  void ShiftPositions();
  void MergeDetailed();

  void ResolvePending();
  void ResolveCarriers();
  void ResolveEvidence();

  std::unique_ptr<FactTable> table_;
  Numbers<ValidTime> valid_times_;
  Numbers<std::vector<Evidence>> evidences_;
  Numbers<Likelihood> likelihoods_;
  Numbers<Remark> remarks_;
  Numbers<Attributes> attributes_;
  std::vector<Pending> pending_;
  bool indexed_ = false;  // the ids of the table
  std::vector<std::string> gone_;
  Loss loss_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_TABLE_BUILDER_H_
