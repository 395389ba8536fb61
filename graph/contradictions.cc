#include "graph/contradictions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/conflicting_values.h"
#include "graph/internal/contradicting_measures.h"
#include "graph/internal/contradiction_context.h"
#include "graph/internal/denied_before.h"
#include "graph/internal/denied_relations.h"
#include "graph/internal/differing_judgements.h"

namespace ketenzicht::graph {
namespace {

using Key = internal::ContradictionKey;

// The same options with every source there is.
ViewOptions AcrossSources(const Snapshot& snapshot, ViewOptions options) {
  options.sources.clear();
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.is_entity(i) && snapshot.IsA(i, "source")) {
      options.sources.emplace_back(snapshot.id(i));
    }
  }
  if (options.otherwise != nullptr) {
    ViewOptions otherwise = *options.otherwise;
    otherwise.sources = options.sources;
    options.otherwise =
        std::make_shared<const ViewOptions>(std::move(otherwise));
  }
  return options;
}

// The status of instances by their ids, whatever a view's positions are.
class StatusById {
 public:
  explicit StatusById(const View& view) : view_(view) {
    const InstanceTable& table = view.table();
    for (InstanceIndex i = table.facts().size(); i < table.size(); ++i) {
      if (table.fact(i) != kNoFact) extras_.emplace(table.id(i), i);
    }
  }

  Status Of(const std::string& id) const {
    const InstanceTable& table = view_.table();
    InstanceIndex i = table.facts().Find(id);
    if (i == kNoFact) {
      const auto it = extras_.find(id);
      if (it == extras_.end()) return Status::kNoPath;
      i = it->second;
    }
    return table.omission(i) == Omission::kNone ? table.status(i)
                                                : Status::kNoPath;
  }

 private:
  const View& view_;
  absl::flat_hash_map<std::string, InstanceIndex> extras_;
};

class Finder {
 public:
  // `across` is the view of all sources, or null.
  Finder(std::shared_ptr<const View> asked, std::shared_ptr<const View> across,
         const ContradictionQuery& query, const Limits& limits)
      : asked_(std::move(asked)),
        across_(std::move(across)),
        query_(query),
        budget_(limits) {}

  Contradictions Find() {
    std::map<Key, Contradiction> all;
    Take(*asked_, true, all);
    if (across_ != nullptr) Take(*across_, false, all);
    Contradictions answer;
    answer.found = static_cast<int64_t>(all.size());
    // What does not concern it by the asked sources alone may by all.
    answer.left_out =
        std::count_if(left_out_.begin(), left_out_.end(),
                      [&all](const Key& key) { return !all.contains(key); });
    answer.completeness = budget_.completeness();
    for (auto& [key, one] : all) {
      if (static_cast<int>(answer.all.size()) == query_.most) break;
      answer.all.push_back(std::move(one));
    }
    if (answer.completeness.complete() &&
        answer.found > static_cast<int64_t>(answer.all.size())) {
      answer.completeness.stop = StopReason::kPaths;
      answer.completeness.limit = query_.most;
    }
    Finish(answer.all);
    return answer;
  }

 private:
  const View& compared() const { return across_ ? *across_ : *asked_; }

  // What all sources have goes before what some have: it is the whole of it.
  void Take(const View& view, bool as_asked,
            std::map<Key, Contradiction>& all) {
    internal::ContradictionContext context(view, query_.subjects, budget_);
    for (auto* find :
         {&internal::FindDeniedBefore, &internal::FindDeniedRelations,
          &internal::FindContradictingMeasures,
          &internal::FindConflictingValues,
          &internal::FindDifferingJudgements}) {
      for (Contradiction& one : (*find)(context)) {
        const Key key = internal::KeyOf(one);
        if (as_asked) asked_keys_.insert(key);
        one.as_asked = asked_keys_.contains(key);
        all.insert_or_assign(key, std::move(one));
      }
    }
    left_out_.insert(context.left_out().begin(), context.left_out().end());
  }

  void Finish(std::vector<Contradiction>& all) const {
    const StatusById asked(*asked_);
    std::optional<StatusById> across;
    if (across_ != nullptr) across.emplace(*across_);
    for (Contradiction& one : all) {
      for (DeniedPlace& place : one.places) {
        place.as_asked = asked.Of(place.relation);
        place.as_compared =
            across ? across->Of(place.relation) : place.as_asked;
      }
      for (ContradictionSide& side : one.sides) AddVoices(side);
    }
  }

  void AddVoices(ContradictionSide& side) const {
    const Snapshot& snapshot = asked_->snapshot();
    std::vector<FactIndex> facts;
    for (const auto* uses : {&side.excluded, &side.used}) {
      for (const JudgedUse& use : *uses) {
        facts.push_back(use.fact);
        facts.insert(facts.end(), use.decisions.begin(), use.decisions.end());
      }
    }
    // An organization says nothing by being one.
    if (facts.empty()) facts.push_back(side.fact);
    for (FactIndex fact : facts) {
      const std::vector<FactIndex>& asked = asked_->table().sources(fact);
      const std::vector<FactIndex>& all = compared().table().sources(fact);
      for (const Evidence& evidence : snapshot.facts().evidence(fact)) {
        const FactIndex source = snapshot.Find(evidence.source);
        const bool counts =
            std::binary_search(asked.begin(), asked.end(), source);
        if (!counts && !std::binary_search(all.begin(), all.end(), source)) {
          continue;
        }
        side.voices.push_back({source, TypeOf(source), evidence.speaker,
                               evidence.asserted_on, counts});
      }
    }
    std::sort(side.voices.begin(), side.voices.end(),
              [](const Voice& a, const Voice& b) {
                return std::tie(a.source, a.asserted_on, a.speaker, a.counts) <
                       std::tie(b.source, b.asserted_on, b.speaker, b.counts);
              });
    side.voices.erase(std::unique(side.voices.begin(), side.voices.end()),
                      side.voices.end());
    side.counts = std::any_of(side.voices.begin(), side.voices.end(),
                              [](const Voice& voice) { return voice.counts; });
  }

  std::string TypeOf(FactIndex source) const {
    const Attributes& attributes =
        asked_->snapshot().facts().attributes(source);
    const auto type = attributes.find("source_type");
    return type == attributes.end() ? "" : type->second;
  }

  const std::shared_ptr<const View> asked_;
  const std::shared_ptr<const View> across_;
  const ContradictionQuery& query_;
  internal::ComparisonBudget budget_;
  std::set<Key> asked_keys_;  // of what the asked sources alone have
  std::set<Key> left_out_;
};

}  // namespace

absl::string_view ContradictionKindName(ContradictionKind kind) {
  switch (kind) {
    case ContradictionKind::kDenial:
      return "denial";
    case ContradictionKind::kDates:
      return "dates";
    case ContradictionKind::kValues:
      return "values";
    case ContradictionKind::kReadings:
      return "readings";
    case ContradictionKind::kJudgement:
      return "judgement";
  }
  return "";
}

absl::string_view DenialOutcomeName(DenialOutcome outcome) {
  switch (outcome) {
    case DenialOutcome::kContested:
      return "contested";
    case DenialOutcome::kClosed:
      return "closed";
    case DenialOutcome::kStands:
      return "stands";
  }
  return "";
}

absl::StatusOr<Contradictions> FindContradictions(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const ContradictionQuery& query, const Limits& limits) {
  if (query.most < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("at most ", query.most, " contradictions are none"));
  }
  for (FactIndex subject : query.subjects) {
    if (subject < 0 || subject >= snapshot->size()) {
      return absl::InvalidArgumentError("a subject is no fact");
    }
  }
  absl::StatusOr<Views> asked = MakeViews(query.make_views, snapshot, options);
  if (!asked.ok()) return asked.status();
  std::shared_ptr<const View> across;
  if (query.across_sources) {
    absl::StatusOr<Views> wide = MakeViews(query.make_views, snapshot,
                                           AcrossSources(*snapshot, options));
    if (!wide.ok()) return wide.status();
    across = wide->asked;
  }
  return Finder(asked->asked, std::move(across), query, limits).Find();
}

}  // namespace ketenzicht::graph
