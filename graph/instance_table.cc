#include "graph/instance_table.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/likelihood.h"

namespace ketenzicht::graph {
namespace {

template <typename T>
const T& FindOr(const absl::flat_hash_map<InstanceIndex, T>& map,
                InstanceIndex i) {
  static const T* const kNone = new T();
  const auto it = map.find(i);
  return it == map.end() ? *kNone : it->second;
}

// By evidence number: the sources that count.
std::vector<std::vector<FactIndex>> CountingSources(
    const Snapshot& snapshot, const ViewOptions& options) {
  const FactTable& facts = snapshot.facts();
  std::vector<std::vector<FactIndex>> sources(facts.num_evidence());
  for (uint32_t number = 0; number < sources.size(); ++number) {
    for (const Assertion& one : facts.assertions(number)) {
      if (CountsAsSource(snapshot, options, one.source)) {
        sources[number].push_back(one.source);
      }
    }
  }
  return sources;
}

}  // namespace

InstanceTable::InstanceTable(const Snapshot& snapshot,
                             const ViewOptions& options)
    : snapshot_(snapshot),
      facts_(snapshot.facts()),
      options_(options),
      columns_(snapshot.size()),
      sources_(CountingSources(snapshot, options)) {
  for (const Change& change : options.changes) {
    changes_[snapshot.Find(change.fact)] = change.op;
  }
  for (const std::string& id : options.judged_otherwise) {
    otherwise_.insert(snapshot.Find(id));
  }
  if (has_overlay()) {
    sources_otherwise_ = CountingSources(snapshot, *options.otherwise);
  }
}

std::unique_ptr<InstanceTable> InstanceTable::WithoutMeasures() const {
  std::unique_ptr<InstanceTable> table(new InstanceTable(*this));
  table->options_.measures = false;
  return table;
}

Modality InstanceTable::recorded(InstanceIndex i) const {
  const FactIndex fact = this->fact(i);
  if (fact == kNoFact) return Modality::kUnknown;
  if (!changes_.empty()) {
    const auto change = changes_.find(fact);
    if (change != changes_.end() && change->second == Change::Op::kDeny) {
      return Modality::kDenied;
    }
  }
  return facts_.modality(fact);
}

bool InstanceTable::is_in_place(FactIndex measure) const {
  if (const auto change = changes_.find(measure); change != changes_.end()) {
    if (change->second == Change::Op::kTake) return true;
    if (change->second == Change::Op::kLift) return false;
  }
  return facts_.measure(measure).state == MeasureState::kInPlace;
}

bool InstanceTable::would_count(InstanceIndex i) const {
  const Omission omission = this->omission(i);
  const bool left_out =
      omission == Omission::kSource || omission == Omission::kInferred ||
      omission == Omission::kUnverified || omission == Omission::kDate ||
      omission == Omission::kRemoved;
  return left_out && StatusOf(recorded(i)) < Status::kBlocked;
}

const std::vector<FactIndex>& InstanceTable::sources(InstanceIndex i) const {
  static const std::vector<FactIndex>* const kNone =
      new std::vector<FactIndex>();
  const FactIndex fact = this->fact(i);
  if (fact == kNoFact) return *kNone;
  const uint32_t number = facts_.evidence_number(fact);
  return judged_otherwise(fact) ? sources_otherwise_[number] : sources_[number];
}

const std::vector<std::string>& InstanceTable::contested_by(
    InstanceIndex i) const {
  return FindOr(contested_by_, i);
}

const std::vector<MeasureMet>& InstanceTable::measures(InstanceIndex i) const {
  return FindOr(measures_, i);
}

const std::vector<GuardInput>& InstanceTable::guard_inputs(
    InstanceIndex i) const {
  return FindOr(guard_inputs_, i);
}

std::string InstanceTable::omitted_by(InstanceIndex i) const {
  const auto it = omitted_by_.find(i);
  if (it != omitted_by_.end()) return it->second;
  if (omission(i) != Omission::kDate || general(i)) return "";
  // Kept for nobody: of many relations it is the date that leaves them out.
  const auto absent = [&](FactIndex end) {
    return facts_.is_entity(end) &&
           PresenceAt(facts_.valid(end), std::nullopt, options_for(end).date) ==
               Presence::kAbsent;
  };
  const ViewOptions& options = options_for(i);
  const Assertions asserted = facts_.assertions(facts_.evidence_number(i));
  std::optional<Date> first;
  for (const Assertion& one : asserted) {
    if (CountsAsSource(snapshot_, options, one.source) &&
        (!first || one.first < *first)) {
      first = one.first;
    }
  }
  if (PresenceAt(facts_.valid(i), first, options.date) == Presence::kAbsent) {
    return "";
  }
  for (FactIndex end : {source(i), target(i)}) {
    if (absent(end)) return std::string(facts_.id(end));
  }
  return "";
}

Interval InstanceTable::likelihood(InstanceIndex i) const {
  const auto it = likelihoods_.find(i);
  if (it != likelihoods_.end()) return it->second;
  return counts(i) ? StatedOrDefault(*this, i) : Interval();
}

absl::InlinedVector<InstanceIndex, 2> InstanceTable::of(FactIndex fact) const {
  if (is_instance(fact)) return {fact};
  const auto it = by_class_fact_.find(fact);
  if (it == by_class_fact_.end()) return {};
  return {it->second.begin(), it->second.end()};
}

absl::Span<const InstanceIndex> InstanceTable::extras_from(
    FactIndex source) const {
  return FindOr(from_, source);
}

absl::Span<const InstanceIndex> InstanceTable::extras_to(
    FactIndex target) const {
  return FindOr(to_, target);
}

std::optional<InstanceIndex> InstanceTable::FindExtra(
    absl::string_view id) const {
  for (size_t i = 0; i < extras_.size(); ++i) {
    if (extras_[i].id == id) {
      return facts_.size() + static_cast<InstanceIndex>(i);
    }
  }
  return std::nullopt;
}

std::optional<InstanceIndex> InstanceTable::FindRelation(
    absl::string_view id) const {
  const FactIndex fact = snapshot_.Find(id);
  if (fact == kNoFact) return FindExtra(id);
  if (!is_instance(fact)) return std::nullopt;
  return fact;
}

std::optional<InstanceIndex> InstanceTable::FindDenial(
    absl::string_view id) const {
  const FactIndex fact = snapshot_.Find(id);
  if (fact == kNoFact) return FindExtra(id);
  if (!facts_.is_relation(fact)) return std::nullopt;
  return fact;
}

Instance InstanceTable::Read(InstanceIndex i) const {
  Instance r;
  r.id = id(i);
  r.fact = fact(i);
  r.kind = kind(i);
  r.source = source(i);
  r.target = target(i);
  r.general = general(i);
  if (general(i)) {
    r.presumption = extra(i).presumption;
    r.by_example = extra(i).by_example;
  }
  r.recorded = recorded(i);
  if (r.fact == kNoFact) {
    r.unknown_kind = UnknownKind::kNotStated;
  } else {
    r.inferred = facts_.inferred(r.fact);
    // A change that denies leaves no kind of unknown.
    if (r.recorded == facts_.modality(r.fact)) {
      r.unknown_kind = facts_.unknown_kind(r.fact);
    }
  }
  r.uncertain = uncertain(i);
  r.modal = modal(i);
  r.status = status(i);
  r.omission = omission(i);
  r.omitted_by = omitted_by(i);
  r.carriers.assign(carriers(i).begin(), carriers(i).end());
  r.sources = sources(i);
  r.contested_by = contested_by(i);
  r.measures = measures(i);
  r.guard_inputs = guard_inputs(i);
  r.likelihood = likelihood(i);
  return r;
}

InstanceIndex InstanceTable::Add(ExtraRelation extra, Status modal,
                                 bool uncertain, Omission omission,
                                 std::string omitted_by) {
  const InstanceIndex index = size();
  from_[extra.source].push_back(index);
  to_[extra.target].push_back(index);
  if (extra.fact != kNoFact) by_class_fact_[extra.fact].push_back(index);
  extras_.push_back(std::move(extra));
  columns_.emplace_back();
  Set(index, modal, uncertain, omission);
  if (!omitted_by.empty()) omitted_by_[index] = std::move(omitted_by);
  return index;
}

void InstanceTable::Omit(InstanceIndex i, Omission omission, std::string by) {
  columns_[i].omission = static_cast<uint8_t>(omission);
  if (!by.empty()) omitted_by_[i] = std::move(by);
}

void InstanceTable::EndContest(InstanceIndex i) { contested_by_.erase(i); }

void InstanceTable::Contest(InstanceIndex i, std::string denial) {
  contested_by_[i].push_back(std::move(denial));
}

void InstanceTable::Finish() {
  std::vector<size_t> order(extras_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [this](size_t a, size_t b) {
    return extras_[a].id < extras_[b].id;
  });
  ranks_.resize(extras_.size());
  for (size_t position = 0; position < order.size(); ++position) {
    // After the last fact whose id is smaller.
    FactIndex low = 0;
    FactIndex high = facts_.size();
    while (low < high) {
      const FactIndex middle = low + (high - low) / 2;
      if (facts_.id(middle) < extras_[order[position]].id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    ranks_[order[position]] =
        (static_cast<uint64_t>(low) << 32) | (position + 1);
  }
}

}  // namespace ketenzicht::graph
