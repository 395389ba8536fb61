#include "graph/fact_selection.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ketenzicht::graph {
namespace {

// A fact that may not hold at the date counts as unknown, a denial too.
void Restrict(Presence presence, const std::string& by, Instance& instance) {
  if (instance.omission != Omission::kNone) return;
  if (presence == Presence::kAbsent) {
    instance.omission = Omission::kDate;
    instance.omitted_by = by;
  } else if (presence == Presence::kUncertain) {
    instance.uncertain = true;
    if (instance.recorded != Modality::kPresupposed &&
        instance.recorded != Modality::kCounterfactual) {
      instance.modal = Status::kUnknown;
    }
  }
}

class Selection {
 public:
  explicit Selection(ViewDraft& draft)
      : draft_(draft), facts_(draft.snapshot.facts()) {
    for (const Change& change : draft.options.changes) {
      changes_[draft.snapshot.Find(change.fact)] = change.op;
    }
  }

  void Select(FactIndex index) {
    if (facts_.is_entity(index)) return;
    Instance instance;
    instance.id = std::string(facts_.id(index));
    instance.fact = index;
    instance.inferred = facts_.inferred(index);
    instance.recorded = facts_.modality(index);
    instance.unknown_kind = facts_.unknown_kind(index);
    ApplyChange(index, instance);
    SelectSources(index, instance);
    ApplyDate(index, instance);
    if (facts_.is_measure(index)) {
      AddMeasure(index, instance);
    } else {
      AddRelation(index, std::move(instance));
    }
  }

 private:
  void ApplyChange(FactIndex index, Instance& instance) const {
    const auto change = changes_.find(index);
    if (change == changes_.end()) return;
    if (change->second == Change::Op::kRemove) {
      instance.omission = Omission::kRemoved;
    } else {
      instance.recorded = Modality::kDenied;
      instance.unknown_kind = UnknownKind::kNone;
    }
  }

  // Keeps the sources that count, and the first day on which one of them said
  // it.
  void SelectSources(FactIndex fact, Instance& instance) {
    first_asserted_.reset();
    for (const Assertion& one :
         facts_.assertions(facts_.evidence_number(fact))) {
      if (!CountsAsSource(draft_.snapshot, draft_.options, one.source)) {
        continue;
      }
      instance.sources.push_back(one.source);
      if (!first_asserted_ || one.first < *first_asserted_) {
        first_asserted_ = one.first;
      }
    }
    if (instance.omission != Omission::kNone) return;
    if (instance.sources.empty()) {
      instance.omission = Omission::kSource;
    } else if (facts_.inferred(fact) && !draft_.options.with_inferred) {
      instance.omission = Omission::kInferred;
    } else if (!facts_.verified(fact) && draft_.options.verified_only) {
      instance.omission = Omission::kUnverified;
    }
  }

  void ApplyDate(FactIndex fact, Instance& instance) const {
    instance.modal = StatusOf(instance.recorded);
    const Presence presence =
        PresenceAt(facts_.valid(fact), first_asserted_, draft_.options.date);
    Restrict(presence, "", instance);
    if (instance.omission == Omission::kNone &&
        instance.recorded != Modality::kDenied &&
        instance.modal == Status::kNoPath) {
      instance.omission = Omission::kModality;
    }
  }

  void AddMeasure(FactIndex index, const Instance& instance) {
    // Candidates are kept too: they show that means exist. A denied measure is
    // not in force, whatever its date.
    if (instance.recorded == Modality::kDenied ||
        instance.omission != Omission::kNone ||
        instance.modal >= Status::kBlocked) {
      return;
    }
    draft_.measures.push_back({index, TruthOf(instance.modal)});
  }

  void AddRelation(FactIndex index, Instance instance) {
    instance.kind = facts_.relation_kind(index);
    const absl::Span<const FactIndex> via = facts_.via(index);
    instance.carriers.assign(via.begin(), via.end());
    const Relation* detail = facts_.detail(index);
    if (detail != nullptr &&
        (detail->source.selector || detail->target.selector)) {
      draft_.class_facts.push_back(std::move(instance));
      return;
    }
    instance.source = facts_.source(index);
    instance.target = facts_.target(index);
    RestrictToEnds(draft_, instance);
    draft_.Add(std::move(instance));
  }

  ViewDraft& draft_;
  const FactTable& facts_;
  absl::flat_hash_map<FactIndex, Change::Op> changes_;
  std::optional<Date> first_asserted_;
};

}  // namespace

void RestrictToEnds(const ViewDraft& draft, Instance& instance) {
  for (FactIndex end : {instance.source, instance.target}) {
    if (end == kNoFact || !draft.snapshot.is_entity(end)) continue;
    Restrict(PresenceAt(draft.snapshot.facts().valid(end), std::nullopt,
                        draft.options.date),
             std::string(draft.snapshot.id(end)), instance);
  }
  if (instance.omission == Omission::kNone &&
      instance.modal == Status::kNoPath) {
    instance.omission = Omission::kModality;
  }
}

void SelectFacts(ViewDraft& draft) {
  Selection selection(draft);
  for (FactIndex i = 0; i < draft.snapshot.size(); ++i) selection.Select(i);
}

}  // namespace ketenzicht::graph
