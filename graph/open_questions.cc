#include "graph/open_questions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "graph/pair_premises.h"
#include "graph/proposition_group.h"

namespace ketenzicht::graph {
namespace {

// What stands in graph/factors.cc for the relation of a use to an interest.
constexpr char kTouches[] = "touches";

// Whether section 1 and denials leave it in, even if it makes no edge.
bool IsLeft(Omission omission) {
  return omission == Omission::kNone || omission == Omission::kCarrier ||
         omission == Omission::kGuard;
}

void AddModality(Modality recorded, std::set<Doubt>& doubts) {
  if (recorded == Modality::kUnknown) doubts.insert(Doubt::kUnknown);
  if (recorded == Modality::kNotExcluded) doubts.insert(Doubt::kNotExcluded);
  if (recorded == Modality::kPossible) doubts.insert(Doubt::kPossible);
}

class Gatherer {
 public:
  explicit Gatherer(const View& view)
      : view_(view),
        table_(view.table()),
        snapshot_(view.snapshot()),
        touches_(snapshot_.ontology().FindRelationKind(kTouches)) {
    for (InstanceIndex i = snapshot_.size(); i < table_.size(); ++i) {
      extras_.emplace(table_.id(i), i);
    }
    for (const ActiveMeasure& measure : table_.active_measures) {
      in_force_.emplace(measure.fact, measure.in_force);
    }
  }

  void AddPath(const PathAnswer& answer) {
    AddTouches(answer);
    AddUnasked(answer);
    for (const std::string& id : RestsOn(view_, answer)) {
      if (!met_.insert(id).second) continue;
      const FactIndex fact = snapshot_.Find(id);
      if (fact == kNoFact) {
        const auto it = extras_.find(id);
        if (it != extras_.end()) AddInstance(it->second);
      } else if (table_.is_instance(fact)) {
        AddInstance(fact);
      } else {
        AddFact(fact);
      }
    }
  }

  void AddFact(FactIndex fact) {
    if (snapshot_.is_entity(fact)) return;
    OpenQuestion question{.facts = GroupIn(table_, fact)};
    question.id = std::string(snapshot_.id(question.facts.front()));
    if (!grouped_.insert(question.id).second) return;
    if (IsInForce(question.facts)) return;
    std::set<Doubt> doubts;
    std::set<UnknownKind> kinds;
    for (FactIndex one : question.facts) {
      std::set<Doubt> of_one = DoubtsOf(one);
      if (of_one.contains(Doubt::kUnknown)) {
        kinds.insert(snapshot_.facts().unknown_kind(one));
      }
      doubts.merge(of_one);
    }
    if (doubts.empty()) return;
    question.doubts.assign(doubts.begin(), doubts.end());
    question.unknown_kinds.assign(kinds.begin(), kinds.end());
    Put(std::move(question));
  }

  Unasked TakeUnasked() const {
    Unasked unasked;
    for (const Factor& factor : snapshot_.policy().document().factors) {
      if (unknown_factors_.contains(factor.id) &&
          !(factor.no_closing_measure && AsksForAMeasure())) {
        unasked.factors.push_back(factor.id);
      }
    }
    unasked.reach.assign(reach_.begin(), reach_.end());
    unasked.unseated.assign(unseated_.begin(), unseated_.end());
    return unasked;
  }

  std::vector<OpenQuestion> Take() {
    std::vector<OpenQuestion> all;
    for (auto& [id, question] : all_) all.push_back(std::move(question));
    return all;
  }

 private:
  // Whether a measure is there for certain by one that says so, whatever others
  // that say the same leave open.
  bool IsInForce(const std::vector<FactIndex>& facts) const {
    return std::any_of(facts.begin(), facts.end(), [this](FactIndex one) {
      const auto it = in_force_.find(one);
      return it != in_force_.end() && it->second == Truth::kAffirmed &&
             table_.recorded(one) == Modality::kAffirmed &&
             table_.is_in_place(one);
    });
  }

  void AddUnasked(const PathAnswer& answer) {
    const TierAnswer& tier = answer.tier;
    if (!tier.applicable || tier.exact()) return;
    for (const FactorAnswer& factor : tier.factors) {
      if (factor.answer != Answer::kUnknown ||
          factor.reason != FactorReason::kUnrecorded) {
        continue;
      }
      const std::string& interest = factor.factor->use_touches;
      const bool asked = !interest.empty() &&
                         snapshot_.Find(interest) != kNoFact &&
                         !UsesOf(view_, answer.path).empty();
      if (!asked && HangsOn(snapshot_.policy(), tier, *factor.factor)) {
        unknown_factors_.insert(factor.factor->id);
      }
    }
  }

  bool AsksForAMeasure() const {
    return absl::c_any_of(all_, [this](const auto& one) {
      const OpenQuestion& question = one.second;
      return question.recorded() &&
             snapshot_.facts().is_measure(question.facts.front());
    });
  }

  // What factors ask of the uses, and nobody recorded.
  void AddTouches(const PathAnswer& answer) {
    for (const FactorAnswer& factor : answer.tier.factors) {
      const std::string& interest = factor.factor->use_touches;
      if (factor.answer != Answer::kUnknown || interest.empty()) continue;
      const FactIndex target = snapshot_.Find(interest);
      if (target == kNoFact) continue;
      for (FactIndex use : UsesOf(view_, answer.path)) {
        if (SaysWhetherItTouches(use, target)) continue;
        AddUnrecorded(use, *touches_, target);
      }
    }
  }

  // As factors ask it (docs/semantics.md, 7.1), in any way.
  bool SaysWhetherItTouches(FactIndex use, FactIndex interest) const {
    if (!touches_) return true;
    const auto says = [&](InstanceIndex i) {
      const FactIndex target = table_.target(i);
      if (table_.denies(i)) {
        return table_.carriers(i).empty() &&
               snapshot_.ontology().RelationIsA(*touches_, table_.kind(i)) &&
               (target == interest || target == kNoFact);
      }
      return table_.source(i) == use && table_.counts(i) &&
             table_.recorded(i) != Modality::kDenied && target == interest;
    };
    for (FactIndex source : {use, kNoFact}) {
      for (InstanceIndex i : view_.on(source)) {
        if (says(i)) return true;
      }
    }
    return false;
  }

  void AddInstance(InstanceIndex i) {
    if (table_.fact(i) != kNoFact) {
      AddFact(table_.fact(i));
    } else if (table_.counts(i)) {
      AddUnrecorded(Doubt::kPresumed, table_.id(i), table_.kind(i),
                    table_.source(i), table_.target(i), table_.carriers(i));
    }
    for (const GuardInput& input : table_.guard_inputs(i)) AddInput(input);
    for (const MeasureMet& met : table_.measures(i)) {
      for (const GuardInput& input : met.inputs) AddInput(input);
    }
  }

  void AddInput(const GuardInput& input) {
    if (!input.recorded && input.kind >= 0 && input.target == kNoFact) {
      unseated_.insert(input.source);
    }
    if (input.truth == Truth::kUnknown && input.reach_of.size() == 2) {
      reach_.insert({input.reach_of[0], input.reach_of[1], input.of_other});
    }
    AddLeftOut(input);
    if (input.recorded || input.looked_at >= 0 || input.kind < 0 ||
        input.source == kNoFact || input.target == kNoFact) {
      return;
    }
    AddUnrecorded(input.source, input.kind, input.target);
  }

  // A fact that a guard names, and that does not count.
  void AddLeftOut(const GuardInput& input) {
    if (input.recorded || input.looked_at >= 0 || input.kind >= 0) return;
    const FactIndex fact = snapshot_.Find(input.what);
    if (fact == kNoFact || !snapshot_.is_relation(fact)) return;
    OpenQuestion question{.facts = GroupIn(table_, fact),
                          .doubts = {Doubt::kUnrecorded}};
    question.id = std::string(snapshot_.id(question.facts.front()));
    Put(std::move(question));
  }

  void AddUnrecorded(FactIndex source, RelationKindId kind, FactIndex target) {
    AddUnrecorded(
        Doubt::kUnrecorded,
        absl::StrCat(
            "unrecorded:", snapshot_.ontology().relation_kind(kind).name, "@",
            snapshot_.id(source), "@", snapshot_.id(target)),
        kind, source, target, FactIndexes());
  }

  // One question, whatever casts doubt on it.
  void Put(OpenQuestion question) {
    const auto [known, added] = all_.try_emplace(question.id, question);
    if (added) return;
    std::set<Doubt> doubts(question.doubts.begin(), question.doubts.end());
    doubts.insert(known->second.doubts.begin(), known->second.doubts.end());
    std::vector<UnknownKind>& kinds = known->second.unknown_kinds;
    if (kinds.empty()) kinds = std::move(question.unknown_kinds);
    known->second.doubts.assign(doubts.begin(), doubts.end());
  }

  // To record it would answer all that ask for the same relation: they are one
  // question, of the first id. So is what is on record and does not count.
  void AddUnrecorded(Doubt doubt, std::string id, RelationKindId kind,
                     FactIndex source, FactIndex target,
                     const FactIndexes& carriers) {
    std::vector<FactIndex> sorted(carriers.begin(), carriers.end());
    std::sort(sorted.begin(), sorted.end());
    OpenQuestion recorded{
        .facts = FactsSaying(snapshot_, kind, source, target, sorted),
        .doubts = {doubt}};
    if (recorded.recorded()) {
      recorded.id = std::string(snapshot_.id(recorded.facts.front()));
      Put(std::move(recorded));
      return;
    }
    const auto key = std::tuple(kind, source, target, sorted);
    const auto known = unrecorded_.find(key);
    std::set<Doubt> doubts = {doubt};
    if (known != unrecorded_.end()) {
      const OpenQuestion& before = all_.at(known->second);
      doubts.insert(before.doubts.begin(), before.doubts.end());
      id = std::min(id, known->second);
      all_.erase(known->second);
    }
    OpenQuestion question{.id = id,
                          .kind = kind,
                          .source = source,
                          .target = target,
                          .carriers = std::move(sorted)};
    question.doubts.assign(doubts.begin(), doubts.end());
    unrecorded_[key] = id;
    all_.emplace(std::move(id), std::move(question));
  }

  std::set<Doubt> DoubtsOf(FactIndex fact) const {
    std::set<Doubt> doubts;
    if (snapshot_.facts().is_measure(fact)) {
      const auto it = in_force_.find(fact);
      if (it == in_force_.end()) return doubts;
      AddModality(table_.recorded(fact), doubts);
      if (doubts.empty() && it->second != Truth::kAffirmed) {
        doubts.insert(Doubt::kDate);
      }
      return doubts;
    }
    // Of a class fact its own date, not who belongs to the class.
    const bool uncertain = table_.uncertain(fact);
    for (InstanceIndex i : table_.of(fact)) {
      const bool denial = table_.recorded(i) == Modality::kDenied;
      if (!IsLeft(table_.omission(i)) || (denial && !uncertain)) continue;
      AddModality(table_.recorded(i), doubts);
      if (uncertain) doubts.insert(Doubt::kDate);
      if (!table_.contested_by(i).empty()) doubts.insert(Doubt::kContested);
    }
    return doubts;
  }

  const View& view_;
  const InstanceTable& table_;
  const Snapshot& snapshot_;
  const std::optional<RelationKindId> touches_;
  absl::flat_hash_map<std::string, InstanceIndex> extras_;  // by id
  absl::flat_hash_map<FactIndex, Truth> in_force_;          // of measures
  std::set<std::string> met_;
  std::set<std::string> unknown_factors_;  // ids
  std::set<Unasked::Reach> reach_;
  std::set<FactIndex> unseated_;
  std::set<std::string> grouped_;            // ids of first facts
  std::map<std::string, OpenQuestion> all_;  // by id
  std::map<
      std::tuple<RelationKindId, FactIndex, FactIndex, std::vector<FactIndex>>,
      std::string>
      unrecorded_;  // ids
};

}  // namespace

absl::string_view DoubtName(Doubt doubt) {
  switch (doubt) {
    case Doubt::kUnknown:
      return "unknown";
    case Doubt::kNotExcluded:
      return "not_excluded";
    case Doubt::kPossible:
      return "possible";
    case Doubt::kContested:
      return "contested";
    case Doubt::kDate:
      return "date";
    case Doubt::kPresumed:
      return "presumed";
    case Doubt::kUnrecorded:
      return "unrecorded";
  }
  return "";
}

OpenQuestions OpenQuestionsBehind(const Views& views, FactIndex process,
                                  const Target& target, const Vector& vector,
                                  const Limits& limits) {
  Limits wide = limits;
  wide.paths = kMaxPaths;
  const PairAnswer answer = AnswerPair(views, process, target, vector, wide);
  Gatherer gatherer(*views.asked);
  PairPremises premises(views);
  std::set<FactIndex> about;
  OpenQuestions questions{.completeness = answer.completeness};
  for (const PathAnswer& path : answer.paths) {
    gatherer.AddPath(path);
    premises.AddBehind(process, path, about);
    if (limits.interrupted() != StopReason::kNone) {
      questions.completeness.stop = limits.interrupted();
      break;
    }
  }
  about.insert(answer.unknowns.begin(), answer.unknowns.end());
  about.erase(kNoFact);
  for (FactIndex fact : about) gatherer.AddFact(fact);
  questions.unasked = gatherer.TakeUnasked();
  questions.all = gatherer.Take();
  return questions;
}

}  // namespace ketenzicht::graph
