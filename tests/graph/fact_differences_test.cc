// In what two states of one fact differ.

#include "graph/fact_differences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <variant>

#include "graph/date.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date Day(const char* text) { return Date::Parse(text).value(); }

Fact Use() {
  Fact fact;
  fact.id = "relations/use";
  fact.body = Relation{.kind = "uses",
                       .source = {"processes/a", std::nullopt},
                       .target = {"products/b", std::nullopt},
                       .likelihood = Interval{0.1, std::nullopt, 0.5},
                       .attributes = {{"share", "10"}}};
  fact.evidence.push_back({.source = "sources/s"});
  return fact;
}

TEST(FactDifferences, AreNoneOfTheSameFact) {
  EXPECT_THAT(DifferencesOf(Use(), Use()), IsEmpty());
}

TEST(FactDifferences, NameWhatNoSentenceSays) {
  Fact after = Use();
  after.confidence = 50;
  after.valid.until = Bound::Dated({Day("2021-01-01"), Day("2021-01-01")});
  after.evidence.push_back({.source = "sources/t",
                            .locator = "3.5",
                            .asserted_on = Day("2021-11-18")});
  Relation& relation = std::get<Relation>(after.body);
  relation.likelihood = Interval{0.2, 0.25, 0.9};
  relation.attributes = {{"share", "20"}, {"votes", "5"}};
  EXPECT_THAT(
      DifferencesOf(Use(), after),
      ElementsAre(
          FactDifference{"valid.until", "", "2021-01-01"},
          FactDifference{"confidence", "", "50"},
          FactDifference{"evidence", "sources/s",
                         "sources/s, sources/t (3.5, 2021-11-18)"},
          FactDifference{"likelihood", "[0.1, 0.5]", "[0.2, 0.25, 0.9]"},
          FactDifference{"attributes.share", "10", "20"},
          FactDifference{"attributes.votes", "", "5"}));
}

TEST(FactDifferences, NameWhatAMeasureCostsAndSelects) {
  Fact before;
  before.body = Measure{.state = MeasureState::kCandidate, .cost = 10.0};
  Fact after = before;
  Measure& measure = *after.measure();
  measure.state = MeasureState::kInPlace;
  measure.cost = 12.5;
  measure.selects.except = {"relations/a", "relations/b"};
  EXPECT_THAT(DifferencesOf(before, after),
              ElementsAre(FactDifference{"state", "candidate", "in_place"},
                          FactDifference{"cost", "10", "12.5"},
                          FactDifference{"selects.except", "",
                                         "relations/a, relations/b"}));
}

TEST(FactDifferences, NameAModalityThatIsOtherwise) {
  Fact after = Use();
  after.modality = Modality::kUnknown;
  after.unknown_kind = UnknownKind::kNotStated;
  EXPECT_THAT(DifferencesOf(Use(), after),
              ElementsAre(FactDifference{"modality", "affirmed", "unknown"},
                          FactDifference{"unknown_kind", "", "not_stated"}));
}

}  // namespace
}  // namespace ketenzicht::graph
