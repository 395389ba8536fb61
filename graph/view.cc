#include "graph/view.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "graph/class_expansion.h"
#include "graph/denials.h"
#include "graph/fact_selection.h"
#include "graph/presumptions.h"
#include "graph/relation_status.h"
#include "graph/view_draft.h"

namespace ketenzicht::graph {

absl::StatusOr<std::shared_ptr<const View>> View::Create(
    std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options) {
  if (absl::Status ok = CheckOptions(*snapshot, options); !ok.ok()) return ok;
  ViewDraft draft(*snapshot, options);
  SelectFacts(draft);
  ExpandClasses(draft);
  const Denials denials(draft);
  ApplyDenials(draft, denials);
  FindAvoided(draft);
  if (options.presumptions) AddPresumptions(draft, denials);
  if (absl::Status ok = ResolveStatus(draft, denials); !ok.ok()) return ok;
  SetLikelihoods(draft);

  std::shared_ptr<View> view(new View());
  view->key_ = ViewKey(*snapshot, options);
  view->options_ = options;
  view->snapshot_ = std::move(snapshot);
  view->instances_ = std::move(draft.instances);
  std::sort(view->instances_.begin(), view->instances_.end(),
            [](const Instance& a, const Instance& b) { return a.id < b.id; });
  view->BuildIncidences();
  view->BuildAvoided(draft.avoided);
  return std::shared_ptr<const View>(std::move(view));
}

void View::BuildIncidences() {
  const auto is_edge = [this](const Instance& r) {
    return r.source != kNoFact && r.target != kNoFact &&
           snapshot_->is_entity(r.source) && snapshot_->is_entity(r.target);
  };
  offsets_.assign(snapshot_->size() + 1, 0);
  for (const Instance& r : instances_) {
    statuses_.push_back(r.status);
    costs_.push_back(CostOf(r.likelihood));
    if (!is_edge(r)) continue;
    ++offsets_[r.source + 1];
    ++offsets_[r.target + 1];
  }
  for (size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
  incidences_.resize(offsets_.back());
  std::vector<uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  for (size_t i = 0; i < instances_.size(); ++i) {
    const Instance& r = instances_[i];
    const InstanceIndex index = static_cast<InstanceIndex>(i);
    if (r.fact != kNoFact) by_fact_[r.fact].push_back(index);
    by_source_[r.source].push_back(index);
    if (!is_edge(r)) continue;
    incidences_[next[r.source]++] = {r.target, MakeLetter(r.kind, false),
                                     index};
    incidences_[next[r.target]++] = {r.source, MakeLetter(r.kind, true), index};
  }
}

absl::Span<const InstanceIndex> View::of(FactIndex fact) const {
  const auto it = by_fact_.find(fact);
  if (it == by_fact_.end()) return {};
  return it->second;
}

absl::Span<const InstanceIndex> View::on(FactIndex fact) const {
  const auto it = by_source_.find(fact);
  if (it == by_source_.end()) return {};
  return it->second;
}

void View::BuildAvoided(
    const absl::flat_hash_map<FactIndex, absl::flat_hash_set<FactIndex>>&
        avoided) {
  if (avoided.empty()) return;
  for (FactIndex i = 0; i < snapshot_->size(); ++i) {
    if (!snapshot_->is_entity(i)) continue;
    for (FactIndex whole : WholesOf(i)) {
      const auto it = avoided.find(whole);
      if (it == avoided.end()) continue;
      avoided_[i].insert(it->second.begin(), it->second.end());
    }
  }
}

const absl::flat_hash_set<FactIndex>* View::avoided(FactIndex process) const {
  const auto it = avoided_.find(process);
  return it == avoided_.end() ? nullptr : &it->second;
}

std::vector<FactIndex> View::WholesOf(FactIndex part) const {
  std::vector<FactIndex> wholes = {part};
  for (size_t i = 0; i < wholes.size(); ++i) {
    for (const Incidence& at : incidences(wholes[i])) {
      // By modal status: no measure, guard or carrier lifts a denial.
      const Instance& r = instances_[at.instance];
      const bool closed = r.omission != Omission::kNone &&
                          r.omission != Omission::kCarrier &&
                          r.omission != Omission::kGuard;
      if (at.letter % 2 == 1 || closed || r.modal != Status::kOpen) continue;
      const RelationKind& kind =
          snapshot_->ontology().relation_kind(at.letter / 2);
      if (kind.passes_denials &&
          std::find(wholes.begin(), wholes.end(), at.to) == wholes.end()) {
        wholes.push_back(at.to);
      }
    }
  }
  std::sort(wholes.begin(), wholes.end());
  return wholes;
}

}  // namespace ketenzicht::graph
