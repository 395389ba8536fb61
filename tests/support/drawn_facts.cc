#include "tests/support/drawn_facts.h"

#include <cstdlib>
#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"

namespace ketenzicht::testing {

using graph::Bound;
using graph::Date;
using graph::Guard;
using graph::Selector;

uint32_t Seed(uint32_t fallback) {
  const char* given = std::getenv("KETENZICHT_SEED");
  uint32_t seed = fallback;
  if (given != nullptr && !absl::SimpleAtoi(given, &seed)) seed = fallback;
  return seed;
}

int FactDrawer::Below(int n) {
  return static_cast<int>(random_() % static_cast<uint32_t>(n));
}

std::string FactDrawer::Word() {
  static const char* const words[] = {
      "",        "x",          "organizations/politie",
      "beeld é", "無人機",     "relations/a-uses-b",
      "0.1",     "\U0001F6F0", "a sentence, with \"quotes\" and\na line",
  };
  return words[Below(std::size(words))];
}

std::vector<std::string> FactDrawer::Words() {
  std::vector<std::string> words(Below(3));
  for (std::string& word : words) word = Word();
  return words;
}

graph::Text FactDrawer::DrawText() { return {Word(), Word()}; }

Date FactDrawer::DrawDate() {
  static const Date first = *Date::Parse("0001-01-01");
  static const Date last = *Date::Parse("9999-12-31");
  switch (Below(8)) {
    case 0:
      return first;
    case 1:
      return last;
    default:
      return Date::FromDays(first.days() +
                            Below(last.days() - first.days() + 1));
  }
}

Bound FactDrawer::DrawBound() {
  switch (Below(6)) {
    case 0:
      return {};
    case 1:
      return Bound::Open();
    case 2:
      return Bound::Dated(*graph::ParseDateRange("2017"));
    case 3:
      return Bound::Dated(*graph::ParseDateRange("2020-02"));
    case 4: {
      const Date day = DrawDate();
      return Bound::Dated({day, day});
    }
    default: {
      Date a = DrawDate();
      Date b = DrawDate();
      if (b < a) std::swap(a, b);
      return Bound::Dated({a, b});
    }
  }
}

graph::Evidence FactDrawer::DrawEvidence() {
  return {.source = Word(),
          .locator = Word(),
          .speaker = Word(),
          .asserted_on = DrawDate(),
          .attributed_to = Words()};
}

graph::Interval FactDrawer::DrawInterval() {
  graph::Interval interval{.low = Below(1000) / 3.0, .high = Below(7) / 7.0};
  if (Coin()) interval.best = Below(3) / 10.0;
  return interval;
}

std::shared_ptr<const Selector> FactDrawer::MaybeSelector(int depth) {
  if (depth > 3 || Below(4) != 0) return nullptr;
  return std::make_shared<const Selector>(DrawSelector(depth));
}

Selector FactDrawer::DrawSelector(int depth) {
  Selector selector;
  selector.label = DrawText();
  selector.any = Coin();
  selector.ids = Words();
  selector.by_example = Coin();
  selector.kind = Word();
  for (int i = Below(3); i > 0; --i) selector.where.push_back({Word(), Word()});
  for (int i = Below(3); i > 0; --i) selector.attributes[Word()] = Word();
  selector.source_of = MaybeSelector(depth + 1);
  selector.target_of = MaybeSelector(depth + 1);
  selector.source = MaybeSelector(depth + 1);
  selector.target = MaybeSelector(depth + 1);
  selector.via = MaybeSelector(depth + 1);
  selector.except = Words();
  return selector;
}

graph::DateTerm FactDrawer::DrawTerm() {
  graph::DateTerm term{.until = Coin()};
  if (Coin()) {
    term.date = DrawDate();
  } else {
    term.fact = "relations/dated";
  }
  return term;
}

Guard FactDrawer::DrawGuard(int depth) {
  Guard guard;
  guard.op = static_cast<Guard::Op>(depth < 3 ? Below(7) : 3 + Below(4));
  switch (guard.op) {
    case Guard::Op::kAll:
    case Guard::Op::kAny:
      for (int i = Below(4); i > 0; --i) {
        guard.operands.push_back(DrawGuard(depth + 1));
      }
      break;
    case Guard::Op::kNot:
      guard.operands.push_back(DrawGuard(depth + 1));
      break;
    case Guard::Op::kFact:
      guard.fact = Word();
      break;
    case Guard::Op::kRelation:
      guard.kind = Word();
      guard.or_same_authority = Coin();
      guard.source = "$source";
      guard.target = Word();
      break;
    case Guard::Op::kReach:
      guard.source = Word();
      guard.target = "$target";
      break;
    case Guard::Op::kDates:
      guard.left = DrawTerm();
      guard.right = DrawTerm();
      guard.comparison = static_cast<graph::DateComparison>(Below(3));
      break;
  }
  return guard;
}

graph::End FactDrawer::DrawEnd() {
  graph::End end;
  if (Coin()) {
    end.selector = DrawSelector(0);
  } else {
    end.id = "products/dji-drone";
  }
  return end;
}

graph::Entity FactDrawer::DrawEntity() {
  graph::Entity entity{.kind = Word(), .name = DrawText(), .aliases = Words()};
  for (int i = Below(3); i > 0; --i) entity.attributes[Word()] = Word();
  entity.about = Words();
  return entity;
}

graph::Relation FactDrawer::DrawRelation() {
  graph::Relation relation{
      .kind = Word(), .source = DrawEnd(), .target = DrawEnd(), .via = Words()};
  switch (Below(3)) {
    case 0:
      relation.likelihood = DrawInterval();
      break;
    case 1:
      relation.likelihood = Word();
      break;
    default:
      break;
  }
  if (Coin()) relation.holds_while = DrawGuard(0);
  for (int i = Below(3); i > 0; --i) relation.attributes[Word()] = Word();
  return relation;
}

graph::Measure FactDrawer::DrawMeasure() {
  graph::Measure measure;
  measure.name = DrawText();
  measure.effect = static_cast<graph::MeasureEffect>(Below(3));
  measure.state = static_cast<graph::MeasureState>(Below(2));
  measure.nature = static_cast<graph::MeasureNature>(Below(4));
  measure.selects = DrawSelector(0);
  if (Coin()) measure.reduction = DrawInterval();
  measure.decided_by = Word();
  if (Coin()) measure.unless = DrawGuard(0);
  if (Coin()) measure.cost = Below(100) / 7.0;
  if (Coin()) measure.burden = Below(100) / 7.0;
  for (int i = Below(3); i > 0; --i) measure.prerequisites.push_back(Word());
  for (int i = Below(3); i > 0; --i) measure.conflicts_with.push_back(Word());
  return measure;
}

graph::Fact FactDrawer::Draw(std::string id) {
  graph::Fact fact;
  fact.id = std::move(id);
  fact.valid = {DrawBound(), DrawBound()};
  fact.modality = static_cast<graph::Modality>(Below(7));
  fact.unknown_kind = static_cast<graph::UnknownKind>(Below(7));
  for (int i = Below(3); i > 0; --i) fact.evidence.push_back(DrawEvidence());
  fact.because = Words();
  if (Coin()) fact.origin = {Coin(), Word(), Words()};
  if (Coin()) fact.confidence = Below(101);
  if (Coin()) fact.marking = {Word(), Word(), Words(), Words()};
  fact.verified = Coin();
  fact.note = DrawText();
  switch (Below(3)) {
    case 0:
      fact.body = DrawEntity();
      break;
    case 1:
      fact.body = DrawRelation();
      break;
    default:
      fact.body = DrawMeasure();
      break;
  }
  return fact;
}

}  // namespace ketenzicht::testing
