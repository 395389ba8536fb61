#include "graph/differences.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ketenzicht::graph {
namespace {

// Whose evidence counts, and since when there is some.
struct Asserters {
  std::vector<std::string> sources;  // ids, sorted
  std::optional<Date> first;
};

Asserters AssertersOf(const Snapshot& snapshot, const ViewOptions& options,
                      uint32_t evidence_number) {
  Asserters asserters;
  for (const Assertion& one : snapshot.facts().assertions(evidence_number)) {
    if (!CountsAsSource(snapshot, options, one.source)) continue;
    asserters.sources.emplace_back(snapshot.id(one.source));
    if (!asserters.first || one.first < *asserters.first) {
      asserters.first = one.first;
    }
  }
  std::sort(asserters.sources.begin(), asserters.sources.end());
  return asserters;
}

// The changes of a view by fact: the last one counts.
using Changes = std::map<std::string, Change::Op, std::less<>>;

Changes ChangesOf(const ViewOptions& options) {
  Changes changes;
  for (const Change& change : options.changes) {
    changes[change.fact] = change.op;
  }
  return changes;
}

std::optional<Change::Op> ChangeOf(const Changes& changes,
                                   absl::string_view id) {
  const auto it = changes.find(id);
  if (it == changes.end()) return std::nullopt;
  return it->second;
}

HowItCounts Judge(const Snapshot& snapshot, const ViewOptions& options,
                  FactIndex fact, std::optional<Change::Op> change,
                  const Asserters& asserters) {
  const FactTable& facts = snapshot.facts();
  if (change == Change::Op::kRemove) return HowItCounts::kRemoved;
  std::optional<Date> first;
  if (!facts.is_entity(fact)) {
    if (asserters.sources.empty()) return HowItCounts::kNoSource;
    if (facts.inferred(fact) && !options.with_inferred) {
      return HowItCounts::kInferred;
    }
    if (!facts.verified(fact) && options.verified_only) {
      return HowItCounts::kUnverified;
    }
    first = asserters.first;
  }
  switch (PresenceAt(facts.valid(fact), first, options.date)) {
    case Presence::kAbsent:
      return HowItCounts::kNotThen;
    case Presence::kUncertain:
      return HowItCounts::kPerhaps;
    case Presence::kPresent:
      break;
  }
  if (!change) return HowItCounts::kCounts;
  if (*change == Change::Op::kTake) return HowItCounts::kTaken;
  if (*change == Change::Op::kLift) return HowItCounts::kLifted;
  return HowItCounts::kDenied;
}

// All facts of one view; what many share is worked out once.
class Judgement {
 public:
  explicit Judgement(const View& view)
      : snapshot_(view.snapshot()),
        options_(view.options()),
        changes_(ChangesOf(options_)) {
    for (uint32_t i = 0; i < facts().num_evidence(); ++i) {
      asserters_.push_back(AssertersOf(snapshot_, options_, i));
    }
  }

  const FactTable& facts() const { return snapshot_.facts(); }
  std::optional<Change::Op> Changed(FactIndex fact) const {
    return ChangeOf(changes_, facts().id(fact));
  }
  const Asserters& Of(FactIndex fact) const {
    return asserters_[facts().evidence_number(fact)];
  }
  HowItCounts How(FactIndex fact) const {
    return Judge(snapshot_, options_, fact, Changed(fact), Of(fact));
  }

 private:
  const Snapshot& snapshot_;
  const ViewOptions& options_;
  const Changes changes_;
  std::vector<Asserters> asserters_;  // by evidence number
};

bool IsByOrigin(HowItCounts how) {
  return how == HowItCounts::kInferred || how == HowItCounts::kUnverified;
}

class Finder {
 public:
  Finder(const View& a, const View& b) : a_(a), b_(b), first_(a), second_(b) {}

  std::vector<Difference> Find() {
    const FactTable& a = first_.facts();
    const FactTable& b = second_.facts();
    FactIndex i = 0;
    FactIndex j = 0;
    while (i < a.size() || j < b.size()) {
      const bool has_a = i < a.size();
      const bool has_b = j < b.size();
      if (has_a && has_b && a.id(i) == b.id(j)) {
        if (const auto kind = CompareFact(i, j)) Add(a.id(i), *kind);
        ++i;
        ++j;
      } else if (has_a && (!has_b || a.id(i) < b.id(j))) {
        Add(a.id(i++), DifferenceKind::kOnRecord);
      } else {
        Add(b.id(j++), DifferenceKind::kOnRecord);
      }
    }
    AddSettings();
    return std::move(found_);
  }

  std::vector<Difference> FindOf(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      const FactIndex i = first_.facts().Find(id);
      const FactIndex j = second_.facts().Find(id);
      if (i != kNoFact && j != kNoFact) {
        if (const auto kind = CompareFact(i, j)) Add(id, *kind);
      } else if (i != kNoFact || j != kNoFact) {
        Add(id, DifferenceKind::kOnRecord);
      }
    }
    AddSettings();
    return std::move(found_);
  }

 private:
  void Add(absl::string_view id, DifferenceKind kind) {
    found_.push_back({std::string(id), kind});
  }

  std::optional<DifferenceKind> CompareFact(FactIndex i, FactIndex j) const {
    const FactTable& a = first_.facts();
    const FactTable& b = second_.facts();
    if (&a != &b && !(a.Read(i) == b.Read(j))) return DifferenceKind::kContent;
    if (first_.Changed(i) != second_.Changed(j)) {
      return DifferenceKind::kChange;
    }
    // What counts of an entity is when it lasts, whoever says so.
    if (!a.is_entity(i) && first_.Of(i).sources != second_.Of(j).sources) {
      return DifferenceKind::kSource;
    }
    const HowItCounts before = first_.How(i);
    const HowItCounts after = second_.How(j);
    if (before != after) {
      return IsByOrigin(before) || IsByOrigin(after) ? DifferenceKind::kOrigin
                                                     : DifferenceKind::kDate;
    }
    return std::nullopt;
  }

  void AddSettings() {
    const ViewOptions& a = a_.options();
    const ViewOptions& b = b_.options();
    const auto setting = [&](absl::string_view name, bool differs) {
      if (differs) Add(name, DifferenceKind::kSetting);
    };
    setting(kMeasuresSetting, a.measures != b.measures);
    setting(kPresumptionsSetting, a.presumptions != b.presumptions);
    setting(kFactorsSetting, std::set(a.factors.begin(), a.factors.end()) !=
                                 std::set(b.factors.begin(), b.factors.end()));
    const Snapshot& first = a_.snapshot();
    const Snapshot& second = b_.snapshot();
    setting(kVocabularySetting,
            first.shared_ontology() != second.shared_ontology() ||
                first.shared_policy() != second.shared_policy());
  }

  const View& a_;
  const View& b_;
  const Judgement first_;
  const Judgement second_;
  std::vector<Difference> found_;
};

}  // namespace

absl::string_view DifferenceKindName(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::kOnRecord:
      return "on_record";
    case DifferenceKind::kContent:
      return "content";
    case DifferenceKind::kChange:
      return "change";
    case DifferenceKind::kSource:
      return "source";
    case DifferenceKind::kOrigin:
      return "origin";
    case DifferenceKind::kDate:
      return "date";
    case DifferenceKind::kSetting:
      return "setting";
  }
  return "";
}

absl::string_view HowItCountsName(HowItCounts how) {
  switch (how) {
    case HowItCounts::kNotOnRecord:
      return "not_on_record";
    case HowItCounts::kRemoved:
      return "removed";
    case HowItCounts::kNoSource:
      return "no_source";
    case HowItCounts::kInferred:
      return "inferred";
    case HowItCounts::kUnverified:
      return "unverified";
    case HowItCounts::kNotThen:
      return "not_then";
    case HowItCounts::kPerhaps:
      return "perhaps";
    case HowItCounts::kDenied:
      return "denied";
    case HowItCounts::kTaken:
      return "taken";
    case HowItCounts::kLifted:
      return "lifted";
    case HowItCounts::kCounts:
      return "counts";
  }
  return "";
}

HowItCounts HowFactCounts(const View& view, absl::string_view id) {
  const Snapshot& snapshot = view.snapshot();
  const ViewOptions& options = view.options();
  const FactIndex fact = snapshot.Find(id);
  if (fact == kNoFact) return HowItCounts::kNotOnRecord;
  return Judge(
      snapshot, options, fact, ChangeOf(ChangesOf(options), id),
      AssertersOf(snapshot, options, snapshot.facts().evidence_number(fact)));
}

std::vector<Difference> FindDifferences(const View& a, const View& b) {
  return Finder(a, b).Find();
}

std::vector<Difference> FindDifferencesOf(const View& a, const View& b,
                                          const std::vector<std::string>& ids) {
  return Finder(a, b).FindOf(ids);
}

}  // namespace ketenzicht::graph
