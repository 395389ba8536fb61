#include "graph/fact_selection.h"

#include <algorithm>
#include <optional>

namespace ketenzicht::graph {
namespace {

// A fact that may not hold at the date counts as unknown, a denial too.
void Restrict(Presence presence, Modality recorded, FactIndex by,
              Standing& standing) {
  if (standing.omission != Omission::kNone) return;
  if (presence == Presence::kAbsent) {
    standing.omission = Omission::kDate;
    standing.omitted_by = by;
  } else if (presence == Presence::kUncertain) {
    standing.uncertain = true;
    if (recorded != Modality::kPresupposed &&
        recorded != Modality::kCounterfactual) {
      standing.modal = Status::kUnknown;
    }
  }
}

Omission OmissionBySource(const InstanceTable& table, FactIndex fact) {
  const ViewOptions& options = table.options_for(fact);
  if (!table.changes().empty()) {
    const auto change = table.changes().find(fact);
    if (change != table.changes().end() &&
        change->second == Change::Op::kRemove) {
      return Omission::kRemoved;
    }
  }
  if (table.sources(fact).empty()) return Omission::kSource;
  if (table.facts().inferred(fact) && !options.with_inferred) {
    return Omission::kInferred;
  }
  if (!table.facts().verified(fact) && options.verified_only) {
    return Omission::kUnverified;
  }
  return Omission::kNone;
}

// By what the fact itself says; its ends come next.
Standing OfItself(const InstanceTable& table, const Presences& presences,
                  FactIndex fact, Modality recorded) {
  Standing standing{.modal = StatusOf(recorded),
                    .omission = OmissionBySource(table, fact)};
  if (standing.omission != Omission::kNone) return standing;
  Restrict(presences.OfAsserted(fact), recorded, kNoFact, standing);
  if (standing.omission == Omission::kNone && recorded != Modality::kDenied &&
      standing.modal == Status::kNoPath) {
    standing.omission = Omission::kModality;
  }
  return standing;
}

}  // namespace

Presences::Presences(const InstanceTable& table)
    : table_(table),
      facts_(table.facts()),
      asked_(MakeColumns(table.snapshot(), table.options())) {
  for (uint32_t number = 0; number < facts_.num_valid(); ++number) {
    starts_when_asserted_.push_back(facts_.valid_time(number).from.kind ==
                                    Bound::Kind::kNotStated);
  }
  if (table.has_overlay()) {
    otherwise_ = MakeColumns(table.snapshot(), *table.options().otherwise);
  }
}

Presences::Columns Presences::MakeColumns(const Snapshot& snapshot,
                                          const ViewOptions& options) {
  const FactTable& facts = snapshot.facts();
  Columns columns;
  for (uint32_t number = 0; number < facts.num_valid(); ++number) {
    columns.by_valid.push_back(
        PresenceAt(facts.valid_time(number), std::nullopt, options.date));
  }
  for (uint32_t number = 0; number < facts.num_evidence(); ++number) {
    bool asserted = false;
    bool counts = false;
    for (const Assertion& one : facts.assertions(number)) {
      if (!CountsAsSource(snapshot, options, one.source)) continue;
      counts = true;
      asserted = asserted || one.first <= options.date;
    }
    // Without a day to go by, a start that is not stated is open.
    columns.asserted.push_back(asserted || !counts);
  }
  return columns;
}

Presence Presences::OfAsserted(FactIndex fact) const {
  const Columns& columns = For(fact);
  const uint32_t valid = facts_.valid_number(fact);
  const Presence presence = columns.by_valid[valid];
  const bool too_early = presence == Presence::kPresent &&
                         starts_when_asserted_[valid] &&
                         !columns.asserted[facts_.evidence_number(fact)];
  return too_early ? Presence::kUncertain : presence;
}

void RestrictToEnds(const FactTable& facts, const Presences& presences,
                    Modality recorded, FactIndex source, FactIndex target,
                    Standing& standing) {
  for (FactIndex end : {source, target}) {
    if (end == kNoFact || !facts.is_entity(end)) continue;
    Restrict(presences.Of(end), recorded, end, standing);
  }
  if (standing.omission == Omission::kNone &&
      standing.modal == Status::kNoPath) {
    standing.omission = Omission::kModality;
  }
}

void SelectFacts(InstanceTable& table, const Presences& presences) {
  const FactTable& facts = table.facts();
  for (FactIndex i = 0; i < facts.size(); ++i) {
    if (facts.is_entity(i)) continue;
    const Modality recorded = table.recorded(i);
    Standing standing = OfItself(table, presences, i, recorded);
    if (facts.is_measure(i)) {
      // Candidates are kept too: they show that means exist. A denied measure
      // is not in force, whatever its date.
      if (recorded != Modality::kDenied &&
          standing.omission == Omission::kNone &&
          standing.modal < Status::kBlocked) {
        table.active_measures.push_back({i, TruthOf(standing.modal)});
      }
      continue;
    }
    const FactIndex source = facts.source(i);
    const FactIndex target = facts.target(i);
    if (source == kNoFact || target == kNoFact) {
      table.class_facts.push_back(i);
    } else {
      RestrictToEnds(facts, presences, recorded, source, target, standing);
      if (recorded == Modality::kDenied) table.AddDenied(i);
    }
    table.Set(i, standing.modal, standing.uncertain, standing.omission);
  }
}

}  // namespace ketenzicht::graph
