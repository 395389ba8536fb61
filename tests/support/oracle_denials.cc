// docs/semantics.md, section 3: denials and precedence.

#include <algorithm>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {

bool Oracle::PassesDenials(const std::string& kind) const {
  return ontology_.relation_kind(*ontology_.FindRelationKind(kind))
      .passes_denials;
}

void Oracle::Settle(bool passing) {
  for (Row& row : rows_) {
    if (row.edge() && PassesDenials(row.kind) == passing) {
      Contradict(row, !passing);
    }
  }
  for (Row& row : rows_) {  // 3.5
    if (!row.edge() || !row.general || PassesDenials(row.kind) != passing) {
      continue;
    }
    for (const Row& other : rows_) {
      if (Replaces(other, row)) row.replaced_by.insert(other.id);
    }
    if (!row.replaced_by.empty()) row.omission = Omission::kSpecific;
  }
}

bool Oracle::Replaces(const Row& specific, const Row& instance) const {
  if (!specific.edge() || specific.general || specific.kind != instance.kind ||
      specific.source != instance.source ||
      specific.target != instance.target) {
    return false;
  }
  if (specific.modal == Status::kUnknown) {
    Meet(specific.recorded == Modality::kUnknown
             ? "what is unknown replaces nothing"
             : "what is unknown at this date replaces nothing");
    return false;
  }
  if (!Among(specific.carriers, instance.carriers)) {  // 3.7
    Meet("replaces no instance without its carriers");
    return false;
  }
  if (!specific.carriers.empty()) Meet("replaces an instance of its carriers");
  return true;
}

void Oracle::Contradict(Row& row, bool with_parts) {
  const Ids wholes = with_parts ? WholesOf(row.source) : Ids{row.source};
  for (const Row& denial : rows_) {
    if (!denial.denies() || !IsAbout(denial, row.kind, row.target, wholes)) {
      continue;
    }
    if (!Among(denial.carriers, row.carriers)) {  // 3.7
      Meet("denies nothing without its carriers");
      continue;
    }
    if (!denial.carriers.empty()) Meet("denies what has its carriers");
    const Origin& origin = row.fact->origin;
    if (origin.inferred && std::count(origin.from.begin(), origin.from.end(),
                                      denial.fact->id) > 0) {
      Meet("reading of a denial");  // 3.1
      continue;
    }
    const bool general =
        denial.general || denial.target.empty() || denial.source != row.source;
    bool closes = Among(row.sources, denial.sources);
    if (row.recorded == Modality::kUnknown) {
      closes = true;  // 3.2
    } else if (general != row.general) {
      if (general) Meet("specific before a general denial");
      if (general) continue;  // 3.3
      closes = true;
    }
    if (!closes) {
      row.contested_by.insert(denial.id);  // 3.4
    } else if (row.closed_by.empty() || denial.id < row.closed_by) {
      row.closed_by = denial.id;
    }
  }
  if (!row.closed_by.empty()) {
    row.omission = Omission::kDenied;
    row.contested_by.clear();
  }
  if (!row.contested_by.empty()) Meet("contested");
}

Ids Oracle::WholesOf(const std::string& part) const {
  Ids wholes = {part};
  for (bool more = true; more;) {
    more = false;
    for (const Row& row : rows_) {
      if (row.edge() && row.modal == Status::kOpen && PassesDenials(row.kind) &&
          wholes.contains(row.source)) {
        more = wholes.insert(row.target).second || more;
      }
    }
  }
  return wholes;
}

// As far as its ends go. `wholes`: what the relation's source is part of, and
// itself.
bool Oracle::IsAbout(const Row& denial, const std::string& kind,
                     const std::string& target, const Ids& wholes) const {
  return KindIs(kind, denial.kind) &&
         (denial.target.empty() || denial.target == target) &&
         (denial.source.empty() || wholes.contains(denial.source));
}

bool Oracle::IsDenied(const std::string& kind, const std::string& source,
                      const std::string& target, const Speaks& speaks) const {
  const Ids wholes = WholesOf(source);
  return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
    return row.denies() && IsAbout(row, kind, target, wholes) && speaks(row);
  });
}

bool Oracle::IsDeniedOutright(const std::string& kind,
                              const std::string& source,
                              const std::string& target) const {
  return IsDenied(kind, source, target, [&](const Row& denial) {
    if (!denial.carriers.empty()) Meet("a denial of carriers is not outright");
    return denial.carriers.empty();
  });
}

// 3.6: whether `user` takes no step of `kind` to `to`.
bool Oracle::Avoids(const std::string& user, const std::string& kind,
                    const std::string& to) const {
  const Ids wholes = WholesOf(user);
  for (const Row& row : rows_) {
    if (!row.denies() || row.target != to || !wholes.contains(row.source)) {
      continue;
    }
    for (const RelationKind& denied : ontology_.relation_kinds()) {
      if (denied.name != row.kind) continue;
      for (const std::string& reached : denied.denial_reaches) {
        if (!KindIs(kind, reached)) continue;
        if (row.carriers.empty()) return true;
        Meet("what names carriers is not avoided");
      }
    }
  }
  return false;
}

}  // namespace ketenzicht::graph::oracle
