#include "graph/denials.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace ketenzicht::graph {
namespace {

// Whether R was inferred from D.
bool IsReadingOf(const ViewDraft& draft, const Instance& r, const Instance& d) {
  if (r.fact == kNoFact || d.fact == kNoFact) return false;
  const std::vector<std::string>& from =
      draft.snapshot.facts().inferred_from(r.fact);
  return std::find(from.begin(), from.end(), draft.snapshot.id(d.fact)) !=
         from.end();
}

bool SourcesWithin(const Instance& r, const Instance& d) {
  return std::includes(d.sources.begin(), d.sources.end(), r.sources.begin(),
                       r.sources.end());
}

void Omit(Instance& instance, Omission omission, const std::string& by) {
  instance.omission = omission;
  instance.omitted_by = by;
}

void ApplyTo(const ViewDraft& draft, const Denials& denials, bool parts,
             Instance& r) {
  for (const Denials::Match& match :
       denials.About(r.kind, r.source, r.target, parts)) {
    if (!SpeaksOf(draft.instances[match.denial].carriers, r.carriers)) continue;
    const Instance& d = draft.instances[match.denial];
    if (IsReadingOf(draft, r, d)) continue;
    const bool silence = r.recorded == Modality::kUnknown;
    if (!silence && !r.general && match.general) continue;
    if (silence || (r.general && !match.general) || SourcesWithin(r, d)) {
      Omit(r, Omission::kDenied, d.id);
      r.contested_by.clear();
      return;
    }
    r.contested_by.push_back(d.id);
  }
}

bool PassesDenials(const ViewDraft& draft, const Instance& r) {
  return draft.snapshot.ontology().relation_kind(r.kind).passes_denials;
}

// Among relations that pass denials on, or among those that do not.
void PreferSpecific(ViewDraft& draft, bool passes) {
  using Ends = std::tuple<RelationKindId, FactIndex, FactIndex>;
  absl::flat_hash_map<Ends, std::vector<const Instance*>> specific;
  for (const Instance& r : draft.instances) {
    if (r.counts() && !r.general && r.modal != Status::kUnknown) {
      specific[Ends(r.kind, r.source, r.target)].push_back(&r);
    }
  }
  for (Instance& r : draft.instances) {
    if (!r.counts() || !r.general || PassesDenials(draft, r) != passes) {
      continue;
    }
    const auto it = specific.find(Ends(r.kind, r.source, r.target));
    if (it == specific.end()) continue;
    const Instance* first = nullptr;
    for (const Instance* one : it->second) {
      const bool before = first == nullptr || one->id < first->id;
      if (before && SpeaksOf(one->carriers, r.carriers)) first = one;
    }
    if (first != nullptr) Omit(r, Omission::kSpecific, first->id);
  }
}

}  // namespace

bool SpeaksOf(const std::vector<FactIndex>& carriers,
              const std::vector<FactIndex>& others) {
  return std::all_of(carriers.begin(), carriers.end(), [&](FactIndex carrier) {
    return std::find(others.begin(), others.end(), carrier) != others.end();
  });
}

Denials::Denials(const ViewDraft& draft) : draft_(draft) {
  for (size_t i = 0; i < draft.instances.size(); ++i) {
    if (draft.instances[i].denies()) {
      by_target_[draft.instances[i].target].push_back(static_cast<int>(i));
    }
  }
}

const absl::flat_hash_set<FactIndex>& Denials::Wholes(FactIndex part) const {
  const auto it = wholes_.find(part);
  if (it != wholes_.end()) return it->second;
  absl::flat_hash_set<FactIndex> wholes = {part};
  std::vector<FactIndex> queue = {part};
  while (!queue.empty()) {
    const FactIndex at = queue.back();
    queue.pop_back();
    for (int i : draft_.out(at)) {
      const Instance& step = draft_.instances[i];
      if (step.omission == Omission::kNone && step.modal == Status::kOpen &&
          step.target != kNoFact &&
          draft_.snapshot.ontology().relation_kind(step.kind).passes_denials &&
          wholes.insert(step.target).second) {
        queue.push_back(step.target);
      }
    }
  }
  return wholes_.emplace(part, std::move(wholes)).first->second;
}

bool Denials::IsPartOf(FactIndex part, FactIndex whole) const {
  // Everything is part of nothing.
  return part == whole || (part != kNoFact && Wholes(part).contains(whole));
}

std::vector<Denials::Match> Denials::About(RelationKindId kind,
                                           FactIndex source, FactIndex target,
                                           bool parts) const {
  std::vector<Match> matches;
  const Ontology& ontology = draft_.snapshot.ontology();
  for (FactIndex denied : {target, kNoFact}) {
    const auto it = by_target_.find(denied);
    if (it == by_target_.end()) continue;
    for (int i : it->second) {
      const Instance& d = draft_.instances[i];
      if (!ontology.RelationIsA(kind, d.kind)) continue;
      const bool direct = d.source == source;
      if (!direct && d.source != kNoFact &&
          (!parts || !IsPartOf(source, d.source))) {
        continue;
      }
      matches.push_back({i, d.general || !direct});
    }
  }
  std::sort(
      matches.begin(), matches.end(), [this](const Match& a, const Match& b) {
        return draft_.instances[a.denial].id < draft_.instances[b.denial].id;
      });
  return matches;
}

void ApplyDenials(ViewDraft& draft, const Denials& denials) {
  // Part-of is settled first, in full: denials hold for parts.
  for (const bool passes : {true, false}) {
    for (Instance& r : draft.instances) {
      if (r.counts() && PassesDenials(draft, r) == passes) {
        ApplyTo(draft, denials, !passes, r);
      }
    }
    PreferSpecific(draft, passes);
  }
}

void FindAvoided(ViewDraft& draft) {
  for (const Instance& d : draft.instances) {
    if (!d.denies() || d.source == kNoFact || d.target == kNoFact ||
        !d.carriers.empty()) {
      continue;
    }
    const RelationKind& kind = draft.snapshot.ontology().relation_kind(d.kind);
    if (!kind.denial_reaches.empty()) {
      draft.avoided[d.source].insert(d.target);
    }
  }
}

}  // namespace ketenzicht::graph
