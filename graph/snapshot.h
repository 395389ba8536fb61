// The immutable graph of all facts at one revision.
//
//   absl::StatusOr<std::shared_ptr<const Snapshot>> snapshot =
//       Snapshot::Create(revision, facts, ontology, policy);

#ifndef KETENZICHT_GRAPH_SNAPSHOT_H_
#define KETENZICHT_GRAPH_SNAPSHOT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"
#include "graph/fact_table.h"
#include "graph/ontology.h"
#include "graph/policy.h"

namespace ketenzicht::graph {

// Which scenario a snapshot stands under; empty where it stands under none.
struct ScenarioMark {
  std::string id;
  std::string version;  // another for another content
  std::string source;   // id of the source that says what it says
  Text title;
  std::map<std::string, std::string> variant;  // as of Scenario
  friend bool operator==(const ScenarioMark&, const ScenarioMark&) = default;
};

// Immutable, safe from any thread. Shared by pointer, never copied.
class Snapshot {
 public:
  // InvalidArgument with the first problems where the facts are not sound (see
  // CheckFacts). O(n log n) in the facts.
  static absl::StatusOr<std::shared_ptr<const Snapshot>> Create(
      int64_t revision, std::vector<Fact> facts,
      std::shared_ptr<const Ontology> ontology,
      std::shared_ptr<const Policy> policy, ScenarioMark scenario = {});

  // Of facts that are known to be sound: those that were, when they were
  // written. `facts` is packed with `ontology`.
  static std::shared_ptr<const Snapshot> Restore(
      int64_t revision, std::unique_ptr<const FactTable> facts,
      std::shared_ptr<const Ontology> ontology,
      std::shared_ptr<const Policy> policy, ScenarioMark scenario = {});

  // Of a table over that of `base`, of facts that are known to be sound; with
  // the base's revision, ontology and policy. It keeps its base alive. Takes
  // time and memory by what differs and by what stands at that, not by the size
  // of the base; but for four bytes each measure and each unknown and claim.
  static std::shared_ptr<const Snapshot> Over(
      std::shared_ptr<const Snapshot> base,
      std::unique_ptr<const FactTable> facts, ScenarioMark scenario);

  int64_t revision() const { return revision_; }
  const ScenarioMark& scenario() const { return scenario_; }
  const Ontology& ontology() const { return *ontology_; }
  const Policy& policy() const { return *policy_; }
  const std::shared_ptr<const Ontology>& shared_ontology() const {
    return ontology_;
  }
  const std::shared_ptr<const Policy>& shared_policy() const { return policy_; }

  // All facts, sorted by id; what is not forwarded below is asked there.
  const FactTable& facts() const { return *facts_; }
  const std::shared_ptr<const FactTable>& shared_facts() const {
    return facts_;
  }
  FactIndex size() const { return facts_->size(); }
  absl::string_view id(FactIndex index) const { return facts_->id(index); }
  bool is_entity(FactIndex index) const { return facts_->is_entity(index); }
  bool is_relation(FactIndex index) const { return facts_->is_relation(index); }
  // The kind of a relation that is known to be one.
  RelationKindId relation_kind(FactIndex relation) const {
    return facts_->relation_kind(relation);
  }

  // kNoFact where there is none of that id. Constant time.
  FactIndex Find(absl::string_view id) const { return facts_->Find(id); }
  // Whether it is an entity of `kind` or of a kind of that.
  bool IsA(FactIndex index, absl::string_view kind) const;

  // The measures, sorted.
  const std::vector<FactIndex>& measures() const { return measures_; }

  // The entities of modality unknown (statements, mostly), sorted.
  const std::vector<FactIndex>& unknown_entities() const {
    return unknown_entities_;
  }

  // Statements that claim an outcome (attribute statement_kind: claim), sorted.
  const std::vector<FactIndex>& claims() const { return claims_; }

  // Whether some source has this source_type.
  bool HasSourceType(absl::string_view type) const {
    const auto it = source_types_.find(type);
    return it != source_types_.end() && it->second > 0;
  }

  // Whether what is recorded from this source was said by more than one, so
  // that who cites it has to name the speaker: a source that says some things
  // itself, and of others who said them, has several. Linear in the different
  // pieces of evidence when it is first asked, then constant time.
  bool HasSeveralSpeakers(absl::string_view source) const;

  // The relations whose source, or target, is this fact by id (not through a
  // class), sorted. Constant time.
  FactIndexes relations_from(FactIndex fact) const {
    return base_ == nullptr ? from_.Of(fact, *facts_) : InLayers(fact, false);
  }
  FactIndexes relations_to(FactIndex fact) const {
    return base_ == nullptr ? to_.Of(fact, *facts_) : InLayers(fact, true);
  }

  // How many relations are of exactly this kind.
  FactIndex num_of(RelationKindId kind) const { return of_kind_[kind]; }

  // The facts that name this one otherwise than as an end and a source of
  // evidence: as a carrier, in a guard or a class, as a reason, as what they
  // were inferred from or are about, or as another measure; sorted. Linear in
  // all facts when it is first asked of a snapshot that lies over nothing, then
  // constant time, and in what lies over it linear in that.
  std::vector<FactIndex> NamersOf(FactIndex fact) const;

  // How a thing is called in a sentence: an entity's or measure's name; for a
  // relation, its phrase between quotation marks; "anyone or anything" for
  // kNoFact.
  std::string NameOf(FactIndex index, Language language) const;
  // How an end of a relation is called where the relation is told as something
  // that is so, or is said to be (graph/told_end.h for a denial). A class
  // without a label: every member of it where the relation is affirmed, else
  // some.
  std::string NameOfEnd(FactIndex relation, bool target,
                        Language language) const;

 private:
  using Lists = absl::flat_hash_map<FactIndex, std::vector<FactIndex>>;

  // Relations by one of their ends, in one array.
  struct Adjacency {
    std::vector<uint32_t> offsets;  // by fact, one more at the end
    std::vector<FactIndex> relations;

    FactIndexes Of(FactIndex fact, const FactTable& facts) const {
      return {absl::MakeConstSpan(relations).subspan(
                  offsets[fact], offsets[fact + 1] - offsets[fact]),
              &facts, &facts};
    }
  };

  Snapshot() = default;
  Adjacency AdjacencyBy(bool target) const;
  // One of those that Restore makes.
  void Pass(size_t pass);
  // Adds a fact to what is listed and counted.
  void Index(FactIndex fact);
  // Adds `by` to the counts that a fact of `facts` is in.
  void Count(const FactTable& facts, FactIndex fact, int by);
  // The same of what lies over a base.
  void IndexOver();
  Lists ListsOver(bool target) const;
  std::vector<FactIndex> ListOver(FactIndex fact, bool target) const;
  FactIndexes InLayers(FactIndex fact, bool target) const;

  int64_t revision_ = 0;
  ScenarioMark scenario_;
  std::shared_ptr<const Ontology> ontology_;
  std::shared_ptr<const Policy> policy_;
  std::shared_ptr<const Snapshot> base_;  // null: lies over nothing
  std::shared_ptr<const FactTable> facts_;
  std::optional<EntityKindId> source_kind_;
  std::vector<FactIndex> measures_;
  std::vector<FactIndex> unknown_entities_;
  std::vector<FactIndex> claims_;
  absl::flat_hash_map<std::string, int> source_types_;  // and how many
  std::vector<FactIndex> of_kind_;                      // by relation kind
  mutable std::once_flag named_;
  mutable Lists namers_;  // where it lies over nothing
  mutable std::once_flag spoken_;
  mutable absl::flat_hash_set<std::string> several_speakers_;  // sources
  Adjacency from_;
  Adjacency to_;
  // Over a base: of facts with other relations than there.
  Lists from_over_;
  Lists to_over_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SNAPSHOT_H_
