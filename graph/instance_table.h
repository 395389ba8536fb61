// The relations of a view: what is known of each at a date, from some sources.
//
// A specific relation stands under its fact's index; what classes were expanded
// to, and what is presumed, follows after the facts. What every relation has is
// kept in columns, a few bytes each; what few have (measures, guards, who
// contests it) in tables of its own. Instance puts one together.
//
// The steps that make a view fill it in, in this order, each in its own file:
// fact_selection (sources, dates, modality), class_expansion, denials,
// presumptions, relation_status (carriers, guards, measures), likelihood.
// view.cc calls them; afterwards it is immutable, and safe from any thread.

#ifndef KETENZICHT_GRAPH_INSTANCE_TABLE_H_
#define KETENZICHT_GRAPH_INSTANCE_TABLE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "graph/instance.h"
#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// A measure that is selected and holds, for certain or not, at the date.
struct ActiveMeasure {
  FactIndex fact = kNoFact;
  Truth in_force = Truth::kAffirmed;
};

// A relation that is no fact between two things: an instance of a class fact,
// or a presumption.
struct ExtraRelation {
  std::string id;
  FactIndex fact = kNoFact;  // kNoFact: presumed
  int presumption = -1;
  RelationKindId kind = -1;
  FactIndex source = kNoFact;  // kNoFact: anything (denials only)
  FactIndex target = kNoFact;
  bool by_example = false;
  std::vector<FactIndex> carriers;
};

class InstanceTable {
 public:
  InstanceTable(const Snapshot& snapshot, const ViewOptions& options);
  // What was filled in up to now, for the same view without measures: no step
  // before relation_status looks at that option.
  std::unique_ptr<InstanceTable> WithoutMeasures() const;

  const Snapshot& snapshot() const { return snapshot_; }
  const FactTable& facts() const { return facts_; }
  const ViewOptions& options() const { return options_; }
  // Those that say whether `fact` counts: of the overlay, where it is judged
  // otherwise.
  const ViewOptions& options_for(FactIndex fact) const {
    return judged_otherwise(fact) ? *options_.otherwise : options_;
  }
  bool judged_otherwise(FactIndex fact) const {
    return !otherwise_.empty() && otherwise_.contains(fact);
  }
  bool has_overlay() const { return !otherwise_.empty(); }

  // One more than the last index. Not every index below it is a relation
  // between two things: entities, measures and class facts are none.
  InstanceIndex size() const {
    return facts_.size() + static_cast<InstanceIndex>(extras_.size());
  }
  bool is_instance(InstanceIndex i) const {
    return general(i) ||
           (facts_.is_relation(i) && facts_.source(i) != kNoFact &&
            facts_.target(i) != kNoFact);
  }

  // Whether it is an instance of a class, or presumed.
  bool general(InstanceIndex i) const { return i >= facts_.size(); }
  bool presumed(InstanceIndex i) const {
    return general(i) && extra(i).fact == kNoFact;
  }
  const ExtraRelation& extra(InstanceIndex i) const {
    return extras_[i - facts_.size()];
  }
  std::string id(InstanceIndex i) const {
    return general(i) ? extra(i).id : std::string(facts_.id(i));
  }
  FactIndex fact(InstanceIndex i) const {
    return general(i) ? extra(i).fact : i;
  }
  RelationKindId kind(InstanceIndex i) const {
    return general(i) ? extra(i).kind : facts_.relation_kind(i);
  }
  FactIndex source(InstanceIndex i) const {
    return general(i) ? extra(i).source : facts_.source(i);
  }
  FactIndex target(InstanceIndex i) const {
    return general(i) ? extra(i).target : facts_.target(i);
  }
  FactIndexes carriers(InstanceIndex i) const {
    if (general(i)) return FactIndexes(extra(i).carriers);
    return facts_.via(i);
  }
  // What the source says, with the changes of the view; unknown where presumed.
  Modality recorded(InstanceIndex i) const;
  // The sources that count, sorted; none where presumed.
  const std::vector<FactIndex>& sources(InstanceIndex i) const;

  Status modal(InstanceIndex i) const {
    return static_cast<Status>(columns_[i].modal);
  }
  Status status(InstanceIndex i) const {
    return static_cast<Status>(columns_[i].status);
  }
  Omission omission(InstanceIndex i) const {
    return static_cast<Omission>(columns_[i].omission);
  }
  bool uncertain(InstanceIndex i) const { return columns_[i].uncertain; }
  bool counts(InstanceIndex i) const {
    return omission(i) == Omission::kNone && modal(i) < Status::kBlocked;
  }
  // Whether it would make an edge, if section 1 of the rules did not leave it
  // out: by source, inference, verification, date or a removal.
  bool would_count(InstanceIndex i) const;
  // Whether it is a denial that holds for certain.
  bool denies(InstanceIndex i) const {
    return omission(i) == Omission::kModality && !uncertain(i) &&
           recorded(i) == Modality::kDenied;
  }

  // Ids of the denials that contest it.
  const std::vector<std::string>& contested_by(InstanceIndex i) const;
  const std::vector<MeasureMet>& measures(InstanceIndex i) const;
  const std::vector<GuardInput>& guard_inputs(InstanceIndex i) const;
  std::string omitted_by(InstanceIndex i) const;
  Interval likelihood(InstanceIndex i) const;
  // Null where no measure reduces it.
  const Interval* reduced_likelihood(InstanceIndex i) const {
    if (likelihoods_.empty()) return nullptr;
    const auto it = likelihoods_.find(i);
    return it == likelihoods_.end() ? nullptr : &it->second;
  }
  // Those of which a guard, or a measure that may close it, leaves open whether
  // they hold.
  const absl::flat_hash_set<InstanceIndex>& left_open() const {
    return left_open_;
  }

  // Instances of a relation fact: itself, or of a class fact its expansion.
  absl::InlinedVector<InstanceIndex, 2> of(FactIndex fact) const;
  // What classes expanded to, or presumptions made, at a thing; kNoFact stands
  // for anything. The relations that are facts stand in the snapshot.
  absl::Span<const InstanceIndex> extras_from(FactIndex source) const;
  absl::Span<const InstanceIndex> extras_to(FactIndex target) const;
  // Calls f(instance) for all at a thing: facts first.
  template <typename F>
  void ForEachFrom(FactIndex source, F f) const {
    if (source != kNoFact) {
      for (FactIndex i : snapshot_.relations_from(source)) {
        if (facts_.target(i) != kNoFact) f(i);
      }
    }
    for (InstanceIndex i : extras_from(source)) f(i);
  }
  template <typename F>
  void ForEachTo(FactIndex target, F f) const {
    if (target != kNoFact) {
      for (FactIndex i : snapshot_.relations_to(target)) {
        if (facts_.source(i) != kNoFact) f(i);
      }
    }
    for (InstanceIndex i : extras_to(target)) f(i);
  }
  // Specific relations that are denied, certainly or not.
  const std::vector<InstanceIndex>& denied() const { return denied_; }

  // Orders instances by their ids.
  uint64_t rank(InstanceIndex i) const {
    return general(i) ? ranks_[i - facts_.size()]
                      : (static_cast<uint64_t>(i) + 1) << 32;
  }

  // What was expanded or presumed, by id. Linear in those.
  std::optional<InstanceIndex> FindExtra(absl::string_view id) const;
  // Any relation between two things, by id. As FindExtra, where it is no fact.
  std::optional<InstanceIndex> FindRelation(absl::string_view id) const;
  // What closed or contested a relation, by id: a relation between two things,
  // or a denial of anything at an end.
  std::optional<InstanceIndex> FindDenial(absl::string_view id) const;

  // All of it, put together. Not for inner loops.
  Instance Read(InstanceIndex i) const;

  const absl::flat_hash_map<FactIndex, Change::Op>& changes() const {
    return changes_;
  }
  // Whether a measure is in place in this view: as recorded, or by a change.
  bool is_in_place(FactIndex measure) const;

  // ---- What the steps fill in -----------------------------------------------

  // Adds a relation with what is known of it so far.
  InstanceIndex Add(ExtraRelation extra, Status modal, bool uncertain,
                    Omission omission, std::string omitted_by);
  void Set(InstanceIndex i, Status modal, bool uncertain, Omission omission) {
    columns_[i].modal = static_cast<uint8_t>(modal);
    columns_[i].uncertain = uncertain;
    columns_[i].omission = static_cast<uint8_t>(omission);
  }
  void SetStatus(InstanceIndex i, Status status) {
    columns_[i].status = static_cast<uint8_t>(status);
  }
  void Omit(InstanceIndex i, Omission omission, std::string by);
  void Contest(InstanceIndex i, std::string denial);
  void EndContest(InstanceIndex i);
  std::vector<MeasureMet>& mutable_measures(InstanceIndex i) {
    return measures_[i];
  }
  void SetGuardInputs(InstanceIndex i, std::vector<GuardInput> inputs) {
    guard_inputs_[i] = std::move(inputs);
  }
  void SetLikelihood(InstanceIndex i, Interval likelihood) {
    likelihoods_[i] = likelihood;
  }
  void LeaveOpen(InstanceIndex i) { left_open_.insert(i); }
  void AddDenied(InstanceIndex i) { denied_.push_back(i); }
  // Those with measures, in no order.
  const absl::flat_hash_map<InstanceIndex, std::vector<MeasureMet>>&
  all_measures() const {
    return measures_;
  }
  // When all has been added: gives ranks.
  void Finish();

  // Class facts that count so far, denials too; to be expanded.
  std::vector<FactIndex> class_facts;
  std::vector<ActiveMeasure> active_measures;
  // Products that a process, or an organization, is said not to use.
  absl::flat_hash_map<FactIndex, absl::flat_hash_set<FactIndex>> avoided;

 private:
  struct Column {
    uint8_t modal : 3 = static_cast<uint8_t>(Status::kNoPath);
    uint8_t status : 3 = static_cast<uint8_t>(Status::kNoPath);
    uint8_t uncertain : 1 = 0;
    uint8_t omission = 0;
  };

  InstanceTable(const InstanceTable&) = default;

  const Snapshot& snapshot_;
  const FactTable& facts_;
  ViewOptions options_;
  std::vector<Column> columns_;  // facts, then extras
  std::vector<ExtraRelation> extras_;
  std::vector<uint64_t> ranks_;  // of extras
  absl::flat_hash_map<FactIndex, Change::Op> changes_;
  // By evidence number: the sources that count.
  std::vector<std::vector<FactIndex>> sources_;
  // Facts that are judged otherwise, and the sources that count for them.
  absl::flat_hash_set<FactIndex> otherwise_;
  std::vector<std::vector<FactIndex>> sources_otherwise_;
  std::vector<InstanceIndex> denied_;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> by_class_fact_;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> from_;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> to_;
  absl::flat_hash_map<InstanceIndex, std::string> omitted_by_;
  absl::flat_hash_map<InstanceIndex, std::vector<std::string>> contested_by_;
  absl::flat_hash_map<InstanceIndex, std::vector<MeasureMet>> measures_;
  absl::flat_hash_map<InstanceIndex, std::vector<GuardInput>> guard_inputs_;
  absl::flat_hash_map<InstanceIndex, Interval> likelihoods_;
  absl::flat_hash_set<InstanceIndex> left_open_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_INSTANCE_TABLE_H_
