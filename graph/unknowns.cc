#include "graph/unknowns.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/asked_about.h"
#include "graph/internal/pulse.h"
#include "graph/proposition_group.h"
#include "graph/told_fact.h"

namespace ketenzicht::graph {
namespace {

absl::Status CheckQuery(const Snapshot& snapshot, const UnknownsQuery& query) {
  const auto is_fact = [&](FactIndex i) {
    return i >= 0 && i < snapshot.size();
  };
  for (FactIndex subject : query.subjects) {
    if (!is_fact(subject) || snapshot.facts().is_measure(subject)) {
      return absl::InvalidArgumentError(
          "a subject must be an entity or a relation");
    }
  }
  for (FactIndex source : query.sources) {
    if (!is_fact(source) || !snapshot.is_entity(source) ||
        !snapshot.IsA(source, "source")) {
      return absl::InvalidArgumentError(absl::StrCat(
          "'", is_fact(source) ? snapshot.id(source) : "", "' is no source"));
    }
  }
  for (UnknownKind kind : query.kinds) {
    if (kind == UnknownKind::kNone) {
      return absl::InvalidArgumentError("a kind of unknown must be asked for");
    }
  }
  if (query.limit < 1 || query.limit > kMaxUnknowns) {
    return absl::InvalidArgumentError(
        absl::StrCat("the limit must be from 1 to ", kMaxUnknowns));
  }
  return absl::OkStatus();
}

// Of one view. What a fact is about.
class About {
 public:
  explicit About(const View& view) : view_(view), table_(view.table()) {
    for (const auto& [instance, measures] : table_.all_measures()) {
      for (const MeasureMet& met : measures) {
        selected_[met.measure].push_back(instance);
      }
    }
  }

  std::vector<FactIndex> Of(FactIndex fact) {
    found_.clear();
    const Snapshot& snapshot = view_.snapshot();
    if (snapshot.is_relation(fact)) {
      AddEndsOf(fact);
    } else if (snapshot.is_entity(fact)) {
      AddNamed(fact);
    } else {
      const auto it = selected_.find(fact);
      if (it != selected_.end()) {
        for (InstanceIndex i : it->second) {
          if (table_.fact(i) != kNoFact) found_.insert(table_.fact(i));
          AddInstance(i);
        }
      }
    }
    return Take();
  }

  std::vector<FactIndex> OfInstance(InstanceIndex i) {
    found_.clear();
    AddInstance(i);
    return Take();
  }

 private:
  std::vector<FactIndex> Take() const {
    return std::vector<FactIndex>(found_.begin(), found_.end());
  }

  // A thing itself, with what a relation is about.
  void Add(FactIndex one) {
    if (one == kNoFact || !found_.insert(one).second) return;
    if (view_.snapshot().is_relation(one)) AddEndsOf(one);
  }

  void AddEndsOf(FactIndex relation) {
    const FactTable& facts = view_.snapshot().facts();
    Add(facts.source(relation));
    Add(facts.target(relation));
    for (FactIndex carrier : facts.via(relation)) Add(carrier);
    for (InstanceIndex i : table_.of(relation)) {
      if (table_.general(i)) AddInstance(i);
    }
  }

  void AddInstance(InstanceIndex i) {
    Add(table_.source(i));
    Add(table_.target(i));
    for (FactIndex carrier : table_.carriers(i)) Add(carrier);
  }

  // Of a statement what it names; of another thing itself.
  void AddNamed(FactIndex entity) {
    const Snapshot& snapshot = view_.snapshot();
    found_.insert(entity);
    for (const std::string& id : snapshot.facts().about(entity)) {
      Add(snapshot.Find(id));
    }
  }

  const View& view_;
  const InstanceTable& table_;
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> selected_;
  std::set<FactIndex> found_;
};

class Finder {
 public:
  Finder(const View& view, const UnknownsQuery& query, const Limits& limits)
      : view_(view),
        table_(view.table()),
        snapshot_(view.snapshot()),
        query_(query),
        pulse_(limits, unknowns_.completeness),
        about_(view),
        asked_(view, query.subjects) {
    for (const ActiveMeasure& measure : table_.active_measures) {
      in_force_.insert(measure.fact);
    }
  }

  Unknowns Find() {
    for (FactIndex i = 0; i < snapshot_.size() && pulse_.Beat(); ++i) {
      if (snapshot_.facts().modality(i) == Modality::kUnknown) AddRecorded(i);
    }
    if (query_.sources.empty() && query_.kinds.empty()) AddPresumed();
    Group();
    return std::move(unknowns_);
  }

 private:
  bool IsAsked(const std::vector<FactIndex>& about) {
    return query_.subjects.empty() ||
           std::any_of(about.begin(), about.end(),
                       [this](FactIndex one) { return asked_.Has(one); });
  }

  void AddRecorded(FactIndex fact) {
    const FactTable& facts = snapshot_.facts();
    RecordedUnknown one{.fact = fact, .kind = facts.unknown_kind(fact)};
    if (!query_.kinds.empty() &&
        std::count(query_.kinds.begin(), query_.kinds.end(), one.kind) == 0) {
      return;
    }
    one.omission = OmissionOf(fact);
    if (query_.only_counting && !one.counts()) return;
    if (!IsSaidByAsked(fact)) return;
    AddSources(fact, one);
    one.about = about_.Of(fact);
    if (!IsAsked(one.about) && !asked_.Has(fact) &&
        std::none_of(one.about.begin(), one.about.end(), [&](FactIndex thing) {
          return IsOfUsedProduct(fact, thing);
        })) {
      ++unknowns_.left_out;
      return;
    }
    if (static_cast<int>(unknowns_.recorded.size()) == query_.limit) {
      ++unknowns_.recorded_left_out;
      return;
    }
    one.from = facts.valid(fact).from;
    for (FactIndex other : GroupOf(snapshot_, fact)) {
      if (facts.modality(other) != Modality::kUnknown) {
        one.otherwise.push_back(other);
      }
    }
    unknowns_.recorded.push_back(std::move(one));
  }

  // Whether `thing` is a product that is used and the fact says something of
  // it: it leads from it, or is a statement about it.
  bool IsOfUsedProduct(FactIndex fact, FactIndex thing) const {
    if (!asked_.IsUsedProduct(thing)) return false;
    if (snapshot_.is_entity(fact)) {
      const std::vector<std::string>& about = snapshot_.facts().about(fact);
      return std::find(about.begin(), about.end(), snapshot_.id(thing)) !=
             about.end();
    }
    if (!snapshot_.is_relation(fact)) return false;
    const auto instances = table_.of(fact);
    return std::any_of(
        instances.begin(), instances.end(),
        [&](InstanceIndex i) { return table_.source(i) == thing; });
  }

  void AddSources(FactIndex fact, RecordedUnknown& one) const {
    const ViewOptions& options = table_.options_for(fact);
    const bool all = !HasCountingSource(snapshot_, options, fact);
    std::set<std::string> speakers;
    for (const Evidence& evidence : snapshot_.facts().evidence(fact)) {
      if (!all && !CountsAsSource(snapshot_, options, evidence.source)) {
        continue;
      }
      if (!evidence.speaker.empty()) speakers.insert(evidence.speaker);
      if (!one.asserted || evidence.asserted_on < *one.asserted) {
        one.asserted = evidence.asserted_on;
      }
    }
    one.sources = CitedSources(snapshot_, options, fact);
    one.speakers.assign(speakers.begin(), speakers.end());
  }

  // Of all its evidence, also what does not count as asked.
  bool IsSaidByAsked(FactIndex fact) const {
    if (query_.sources.empty()) return true;
    const auto all = snapshot_.facts().evidence(fact);
    return std::any_of(all.begin(), all.end(), [this](const Evidence& one) {
      return std::count(query_.sources.begin(), query_.sources.end(),
                        snapshot_.Find(one.source)) > 0;
    });
  }

  Omission OmissionOf(FactIndex fact) const {
    const ViewOptions& options = table_.options_for(fact);
    if (snapshot_.is_entity(fact)) {
      return HasCountingSource(snapshot_, options, fact) ? Omission::kNone
                                                         : Omission::kSource;
    }
    if (snapshot_.is_relation(fact)) {
      // Carriers and guards decide what it is worth, not whether it counts.
      const Omission omission = table_.omission(fact);
      return omission == Omission::kCarrier || omission == Omission::kGuard
                 ? Omission::kNone
                 : omission;
    }
    if (in_force_.contains(fact)) return Omission::kNone;
    const auto change = table_.changes().find(fact);
    if (change != table_.changes().end() &&
        change->second == Change::Op::kRemove) {
      return Omission::kRemoved;
    }
    if (table_.recorded(fact) == Modality::kDenied) return Omission::kModality;
    if (table_.sources(fact).empty()) return Omission::kSource;
    if (snapshot_.facts().inferred(fact) && !options.with_inferred) {
      return Omission::kInferred;
    }
    if (!snapshot_.facts().verified(fact) && options.verified_only) {
      return Omission::kUnverified;
    }
    return Omission::kDate;
  }

  void AddPresumed() {
    for (InstanceIndex i = snapshot_.size(); i < table_.size(); ++i) {
      if (!pulse_.Beat()) return;
      if (table_.fact(i) != kNoFact || !table_.counts(i)) continue;
      PresumedUnknown one{.instance = i,
                          .presumption = table_.extra(i).presumption};
      one.about = about_.OfInstance(i);
      if (IsAsked(one.about) || asked_.IsUsedProduct(table_.source(i))) {
        unknowns_.presumed.push_back(std::move(one));
      }
    }
    std::sort(unknowns_.presumed.begin(), unknowns_.presumed.end(),
              [this](const PresumedUnknown& a, const PresumedUnknown& b) {
                return view_.rank(a.instance) < view_.rank(b.instance);
              });
    const auto limit = static_cast<size_t>(query_.limit);
    if (unknowns_.presumed.size() > limit) {
      unknowns_.presumed_left_out =
          static_cast<int64_t>(unknowns_.presumed.size() - limit);
      unknowns_.presumed.resize(limit);
    }
  }

  void Group() {
    std::map<FactIndex, UnknownsOfSubject> subjects;
    std::map<FactIndex, UnknownsOfSource> sources;
    std::map<UnknownKind, UnknownsOfKind> kinds;
    for (size_t i = 0; i < unknowns_.recorded.size(); ++i) {
      const RecordedUnknown& one = unknowns_.recorded[i];
      const auto place = static_cast<int>(i);
      std::set<FactIndex> about(one.about.begin(), one.about.end());
      if (!query_.subjects.empty()) about.insert(one.fact);
      for (FactIndex subject : about) {
        if (asked_.Has(subject) || IsOfUsedProduct(one.fact, subject)) {
          subjects[subject].recorded.push_back(place);
        }
      }
      for (FactIndex source : one.sources) {
        sources[source].recorded.push_back(place);
      }
      kinds[one.kind].recorded.push_back(place);
    }
    for (size_t i = 0; i < unknowns_.presumed.size(); ++i) {
      const FactIndex source = table_.source(unknowns_.presumed[i].instance);
      for (FactIndex subject : unknowns_.presumed[i].about) {
        const bool of_product =
            subject == source && asked_.IsUsedProduct(subject);
        if (!asked_.Has(subject) && !of_product) continue;
        subjects[subject].presumed.push_back(static_cast<int>(i));
      }
    }
    for (auto& [subject, group] : subjects) {
      group.subject = subject;
      unknowns_.by_subject.push_back(std::move(group));
    }
    for (auto& [source, group] : sources) {
      group.source = source;
      unknowns_.by_source.push_back(std::move(group));
    }
    for (auto& [kind, group] : kinds) {
      group.kind = kind;
      unknowns_.by_kind.push_back(std::move(group));
    }
  }

  const View& view_;
  const InstanceTable& table_;
  const Snapshot& snapshot_;
  const UnknownsQuery& query_;
  Unknowns unknowns_;
  internal::Pulse pulse_;
  About about_;
  internal::AskedAbout asked_;
  absl::flat_hash_set<FactIndex> in_force_;  // measures
};

}  // namespace

absl::StatusOr<Unknowns> FindUnknowns(const View& view,
                                      const UnknownsQuery& query,
                                      const Limits& limits) {
  if (absl::Status ok = CheckQuery(view.snapshot(), query); !ok.ok()) return ok;
  return Finder(view, query, limits).Find();
}

}  // namespace ketenzicht::graph
