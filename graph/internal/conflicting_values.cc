#include "graph/internal/conflicting_values.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/proposition_group.h"

namespace ketenzicht::graph::internal {
namespace {

// What a fact gives as an answer.
struct Value {
  FactIndex fact = kNoFact;
  Modality modality = Modality::kAffirmed;
  std::string text;
  std::optional<DateRange> dates;  // where the text is one
};

struct Answer {
  Value value;
  bool reading = false;
  std::vector<FactIndex> about;  // sorted
};

bool Differ(const Value& a, const Value& b) {
  if (a.dates && b.dates) return AreDisjoint(*a.dates, *b.dates);
  return a.text != b.text;
}

// Whether what `b` says lies within what `a` says.
bool Holds(const Value& a, const Value& b) {
  if (a.dates && b.dates) {
    return a.dates->earliest <= b.dates->earliest &&
           b.dates->latest <= a.dates->latest;
  }
  return a.text == b.text;
}

bool Contradict(const Value& a, const Value& b, bool readings) {
  const bool a_denied = a.modality == Modality::kDenied;
  const bool b_denied = b.modality == Modality::kDenied;
  if (a_denied || b_denied) {
    return a_denied != b_denied && (a_denied ? Holds(a, b) : Holds(b, a));
  }
  // Two things may both be possible.
  const bool one_is_affirmed =
      a.modality == Modality::kAffirmed || b.modality == Modality::kAffirmed;
  return (one_is_affirmed || readings) && Differ(a, b);
}

std::string AttributeOf(const Attributes& attributes, absl::string_view name) {
  const auto it = attributes.find(std::string(name));
  return it == attributes.end() ? "" : it->second;
}

class ConflictingValues {
 public:
  explicit ConflictingValues(ContradictionContext& context)
      : context_(context), facts_(context.table().facts()) {}

  std::vector<Contradiction> Find() {
    GatherStatements();
    for (const auto& [question, answers] : by_question_) {
      CompareAnswers(question, answers);
      CompareWithDates(question, answers);
    }
    ComparePropositions();
    return std::move(found_);
  }

 private:
  // A topic, and what it is asked of.
  using Question = std::pair<std::string, FactIndex>;

  // Of many facts few have a topic: asked of attributes, which they share.
  void GatherStatements() {
    std::vector<bool> has_topic;
    for (uint32_t number = 0; number < facts_.num_attributes(); ++number) {
      has_topic.push_back(
          !AttributeOf(facts_.attributes_of(number), kTopicAttribute).empty());
    }
    if (std::find(has_topic.begin(), has_topic.end(), true) ==
        has_topic.end()) {
      return;
    }
    for (FactIndex i = 0; i < facts_.size(); ++i) {
      if (facts_.is_entity(i) && has_topic[facts_.attributes_number(i)] &&
          context_.snapshot().IsA(i, "statement") && context_.WasSaid(i)) {
        Gather(i);
      }
    }
  }

  void Gather(FactIndex statement) {
    const Attributes& attributes = facts_.attributes(statement);
    const std::string topic = AttributeOf(attributes, kTopicAttribute);
    const std::string says = AttributeOf(attributes, kSaysAttribute);
    std::set<FactIndex> about;
    for (const std::string& id : facts_.about(statement)) {
      const FactIndex thing = context_.snapshot().Find(id);
      if (thing != kNoFact) about.insert(thing);
    }
    const Modality modality = facts_.modality(statement);
    if (modality == Modality::kUnknown) {
      for (FactIndex thing : about)
        left_open_[{topic, thing}].push_back(statement);
      return;
    }
    if (says.empty() ||
        (!PutsForward(modality) && modality != Modality::kDenied)) {
      return;
    }
    Answer answer;
    answer.value = {statement, modality, says, std::nullopt};
    const absl::StatusOr<DateRange> dates = ParseDateRange(says);
    if (dates.ok()) answer.value.dates = *dates;
    answer.reading = AttributeOf(attributes, "statement_kind") == kReading;
    answer.about.assign(about.begin(), about.end());
    for (FactIndex thing : about) {
      by_question_[{topic, thing}].push_back(answers_.size());
    }
    answers_.push_back(std::move(answer));
  }

  void CompareAnswers(const Question& question,
                      const std::vector<size_t>& answers) {
    for (size_t i = 0; i < answers.size(); ++i) {
      for (size_t j = i + 1; j < answers.size(); ++j) {
        if (!context_.budget().Spend()) return;
        const Answer& a = answers_[answers[i]];
        const Answer& b = answers_[answers[j]];
        std::vector<FactIndex> shared;
        std::set_intersection(a.about.begin(), a.about.end(), b.about.begin(),
                              b.about.end(), std::back_inserter(shared));
        // About several things both, they meet at each, and are told once.
        if (shared.front() != question.second) continue;
        const bool reading = a.reading || b.reading;
        if (!Contradict(a.value, b.value, reading) ||
            !HoldTogether(facts_.valid(a.value.fact),
                          facts_.valid(b.value.fact))) {
          continue;
        }
        Contradiction one = Between(a.value, b.value);
        one.kind =
            reading ? ContradictionKind::kReadings : ContradictionKind::kValues;
        one.overlap =
            OverlapOf(facts_.valid(a.value.fact), facts_.valid(b.value.fact));
        one.about = std::move(shared);
        one.topic = question.first;
        std::set<FactIndex> things(a.about.begin(), a.about.end());
        things.insert(b.about.begin(), b.about.end());
        Keep(std::move(one), things);
      }
    }
  }

  // What the thing itself gives as its start or end.
  void CompareWithDates(const Question& question,
                        const std::vector<size_t>& answers) {
    const auto& [topic, thing] = question;
    const bool ends = topic == kUntilTopic;
    if (topic != kFromTopic && !ends) return;
    const ValidTime& valid = facts_.valid(thing);
    const Bound& bound = ends ? valid.until : valid.from;
    const Modality recorded = context_.table().recorded(thing);
    if (bound.kind != Bound::Kind::kDated || !PutsForward(recorded) ||
        !context_.WasSaid(thing)) {
      return;
    }
    const Value own{thing, recorded, FormatDateRange(bound.range), bound.range};
    for (const size_t number : answers) {
      if (!context_.budget().Spend()) return;
      const Answer& answer = answers_[number];
      if (!answer.value.dates || !Contradict(answer.value, own, false)) {
        continue;
      }
      Contradiction one = Between(answer.value, own);
      one.kind = ContradictionKind::kDates;
      (ends ? one.ends : one.starts) = true;
      one.about = {thing};
      one.topic = topic;
      Keep(std::move(one), {answer.about.begin(), answer.about.end()});
    }
  }

  // Relations that say the same of the same things, with different dates.
  void ComparePropositions() {
    std::map<std::tuple<RelationKindId, FactIndex, FactIndex>,
             std::vector<FactIndex>>
        dated;
    for (FactIndex i = 0; i < facts_.size(); ++i) {
      if (!facts_.is_relation(i) || !HasDates(facts_.valid(i)) ||
          !PutsForward(context_.table().recorded(i)) || !context_.WasSaid(i)) {
        continue;
      }
      dated[{facts_.relation_kind(i), facts_.source(i), facts_.target(i)}]
          .push_back(i);
    }
    for (const auto& [ends, relations] : dated) {
      for (size_t i = 0; i + 1 < relations.size(); ++i) {
        const std::vector<FactIndex> group =
            GroupOf(context_.snapshot(), relations[i]);
        for (size_t j = i + 1; j < relations.size(); ++j) {
          if (!context_.budget().Spend()) return;
          if (std::binary_search(group.begin(), group.end(), relations[j])) {
            CompareDates(relations[i], relations[j]);
          }
        }
      }
    }
  }

  static bool HasDates(const ValidTime& valid) {
    return valid.from.kind == Bound::Kind::kDated ||
           valid.until.kind == Bound::Kind::kDated;
  }

  void CompareDates(FactIndex a, FactIndex b) {
    const ValidTime& of_a = facts_.valid(a);
    const ValidTime& of_b = facts_.valid(b);
    const bool one_is_affirmed =
        context_.table().recorded(a) == Modality::kAffirmed ||
        context_.table().recorded(b) == Modality::kAffirmed;
    Contradiction one;
    one.kind = ContradictionKind::kDates;
    one.starts = AreApart(of_a.from, of_b.from);
    one.ends = AreApart(of_a.until, of_b.until);
    if (!one_is_affirmed || (!one.starts && !one.ends) ||
        !HoldTogether(of_a, of_b)) {
      return;
    }
    one.overlap = OverlapOf(of_a, of_b);
    for (const auto& [side, fact, valid] :
         {std::tuple(0, a, &of_a), std::tuple(1, b, &of_b)}) {
      one.sides[side].fact = fact;
      one.sides[side].says = DatesOf(*valid, one.starts, one.ends);
    }
    Keep(std::move(one), {});
  }

  static Contradiction Between(const Value& a, const Value& b) {
    const bool in_order = a.fact < b.fact;
    Contradiction one;
    for (const auto& [side, value] :
         {std::pair(in_order ? 0 : 1, &a), std::pair(in_order ? 1 : 0, &b)}) {
      one.sides[side].fact = value->fact;
      one.sides[side].says = value->text;
    }
    return one;
  }

  // `things`: what the statements among the sides are about.
  void Keep(Contradiction one, const std::set<FactIndex>& things) {
    bool concerns = context_.Concerns(one.sides[0].fact) ||
                    context_.Concerns(one.sides[1].fact);
    std::set<FactIndex> open;
    for (FactIndex thing : things) {
      concerns = concerns || context_.Concerns(thing);
      const auto it = left_open_.find({one.topic, thing});
      if (it != left_open_.end()) {
        open.insert(it->second.begin(), it->second.end());
      }
    }
    if (!concerns) {
      context_.LeaveOut(one);
      return;
    }
    one.left_open.assign(open.begin(), open.end());
    found_.push_back(std::move(one));
  }

  ContradictionContext& context_;
  const FactTable& facts_;
  std::vector<Answer> answers_;  // by statement
  std::map<Question, std::vector<size_t>> by_question_;
  std::map<Question, std::vector<FactIndex>> left_open_;
  std::vector<Contradiction> found_;
};

}  // namespace

std::vector<Contradiction> FindConflictingValues(
    ContradictionContext& context) {
  return ConflictingValues(context).Find();
}

}  // namespace ketenzicht::graph::internal
