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
      : draft_(draft), counts_(draft.snapshot.size(), false) {
    const ViewOptions& options = draft.options;
    for (FactIndex i = 0; i < draft.snapshot.size(); ++i) {
      counts_[i] =
          CountsAsSource(draft.snapshot, options, draft.snapshot.fact(i).id);
    }
    for (const Change& change : options.changes) {
      changes_[draft.snapshot.Find(change.fact)] = change.op;
    }
  }

  void Select(FactIndex index) {
    const Fact& fact = draft_.snapshot.fact(index);
    if (fact.entity() != nullptr) return;
    Instance instance;
    instance.id = fact.id;
    instance.fact = index;
    instance.inferred = fact.origin.inferred;
    instance.recorded = fact.modality;
    instance.unknown_kind = fact.unknown_kind;
    ApplyChange(index, instance);
    SelectSources(fact, instance);
    ApplyDate(fact, instance);
    if (fact.measure() != nullptr) {
      AddMeasure(index, instance);
    } else {
      AddRelation(index, *fact.relation(), std::move(instance));
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
  void SelectSources(const Fact& fact, Instance& instance) {
    first_asserted_.reset();
    for (const Evidence& evidence : fact.evidence) {
      const FactIndex source = draft_.snapshot.Find(evidence.source);
      if (!counts_[source]) continue;
      instance.sources.push_back(source);
      if (!first_asserted_ || evidence.asserted_on < *first_asserted_) {
        first_asserted_ = evidence.asserted_on;
      }
    }
    std::sort(instance.sources.begin(), instance.sources.end());
    instance.sources.erase(
        std::unique(instance.sources.begin(), instance.sources.end()),
        instance.sources.end());
    if (instance.omission != Omission::kNone) return;
    if (instance.sources.empty()) {
      instance.omission = Omission::kSource;
    } else if (fact.origin.inferred && !draft_.options.with_inferred) {
      instance.omission = Omission::kInferred;
    } else if (!fact.verified && draft_.options.verified_only) {
      instance.omission = Omission::kUnverified;
    }
  }

  void ApplyDate(const Fact& fact, Instance& instance) const {
    instance.modal = StatusOf(instance.recorded);
    const Presence presence =
        PresenceAt(fact.valid, first_asserted_, draft_.options.date);
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

  void AddRelation(FactIndex index, const Relation& relation,
                   Instance instance) {
    instance.kind = draft_.snapshot.relation_kind(index);
    for (const std::string& carrier : relation.via) {
      instance.carriers.push_back(draft_.snapshot.Find(carrier));
    }
    if (relation.source.selector || relation.target.selector) {
      draft_.class_facts.push_back(std::move(instance));
      return;
    }
    instance.source = draft_.snapshot.Find(relation.source.id);
    instance.target = draft_.snapshot.Find(relation.target.id);
    RestrictToEnds(draft_, instance);
    draft_.Add(std::move(instance));
  }

  ViewDraft& draft_;
  std::vector<bool> counts_;  // source entities
  absl::flat_hash_map<FactIndex, Change::Op> changes_;
  std::optional<Date> first_asserted_;
};

}  // namespace

void RestrictToEnds(const ViewDraft& draft, Instance& instance) {
  for (FactIndex end : {instance.source, instance.target}) {
    if (end == kNoFact) continue;
    const Fact& fact = draft.snapshot.fact(end);
    if (fact.entity() == nullptr) continue;
    Restrict(PresenceAt(fact.valid, std::nullopt, draft.options.date), fact.id,
             instance);
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
