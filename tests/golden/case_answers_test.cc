// What the case must answer: each line of it, on the shipped data.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "graph/affected.h"
#include "graph/explanation.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kAnswerDate[] = "2021-11-18";

std::vector<std::string> RestsOn(const CasePair& pair) {
  return graph::RestsOn(*pair.views.asked, pair.answer.paths.front());
}

std::vector<std::string> Denials(const CasePair& pair) {
  std::vector<std::string> ids;
  for (graph::InstanceIndex i : pair.answer.denials) {
    const graph::Instance& r = pair.views.asked->instance(i);
    ids.push_back(std::string(pair.views.asked->snapshot().id(r.fact)));
  }
  return ids;
}

bool AnyPathPasses(const CasePair& pair, const std::string& entity) {
  const graph::FactIndex fact = pair.views.asked->snapshot().Find(entity);
  for (const graph::PathAnswer& path : pair.answer.paths) {
    for (const graph::View::Incidence& step : path.path.steps) {
      if (step.to == fact) return true;
    }
  }
  return false;
}

graph::ViewOptions StatedOnly(graph::ViewOptions options) {
  options.with_inferred = false;
  return options;
}

graph::ViewOptions Changed(graph::ViewOptions options, graph::Change::Op op,
                           const std::string& fact) {
  options.changes.push_back({op, fact});
  return options;
}

class RegularPurposes : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Police, RegularPurposes,
                         ::testing::Values("politie-forensic",
                                           "politie-traffic",
                                           "politie-public-order"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_P(RegularPurposes, AreNotExcludedAndHaveNoBaseFactor) {
  const CasePair pair = AskCase(GetParam(), "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "not_excluded");
  EXPECT_EQ(pair.tier(), "T0");
  EXPECT_EQ(pair.inherent(), "not_excluded");
  EXPECT_TRUE(pair.answer.completeness.complete());
}

TEST_P(RegularPurposes, NameThePropositionsTheyRestOn) {
  const CasePair pair = AskCase(GetParam(), "cn", CaseOptions(kAnswerDate));
  const std::vector<std::string> rests_on = RestsOn(pair);
  EXPECT_THAT(rests_on, Contains(HasSubstr("politie-images-sent-to-dji")));
  EXPECT_THAT(rests_on, Contains("measures/politie-image-encryption"));
  EXPECT_THAT(rests_on, Contains(HasSubstr("politie-images-key-held-by-dji")));
  EXPECT_THAT(rests_on, Contains("measures/politie-written-agreements"));
  EXPECT_THAT(rests_on, Contains(HasSubstr("compels")));
  EXPECT_THAT(rests_on, Contains(HasSubstr("touch-no-sensitive-information")));
  EXPECT_THAT(rests_on, Contains(HasSubstr("touch-no-vital-infrastructure")));
}

TEST_P(RegularPurposes, WithoutTheKeyFactAreUnknown) {
  const CasePair pair =
      AskCase(GetParam(), "cn",
              Changed(CaseOptions(kAnswerDate), graph::Change::Op::kRemove,
                      "relations/politie-images-key-held-by-dji"));
  EXPECT_EQ(pair.status(), "unknown");
  EXPECT_EQ(pair.tier(), "T0");
}

TEST_P(RegularPurposes, WithTheKeyDeniedAreBlockedByTheEncryption) {
  const CasePair pair =
      AskCase(GetParam(), "cn",
              Changed(CaseOptions(kAnswerDate), graph::Change::Op::kDeny,
                      "relations/politie-images-key-held-by-dji"));
  EXPECT_EQ(pair.status(), "blocked");
  EXPECT_EQ(pair.tier(), "n/a");
  EXPECT_EQ(pair.inherent(), "not_excluded");
}

TEST_P(RegularPurposes, HoldOnStatedFactsAlone) {
  const CasePair pair =
      AskCase(GetParam(), "cn", StatedOnly(CaseOptions(kAnswerDate)));
  EXPECT_EQ(pair.status(), "not_excluded");
  EXPECT_EQ(pair.tier(), "T0");
}

class ExcludedPurposes : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Police, ExcludedPurposes,
                         ::testing::Values("confidential", "vital"));

TEST_P(ExcludedPurposes, AreBlockedByDecisionAndHighestWithoutIt) {
  const CasePair pair =
      AskCase("politie-" + GetParam(), "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "blocked");
  EXPECT_EQ(pair.tier(), "n/a");
  EXPECT_EQ(pair.inherent(), "not_excluded");
  EXPECT_EQ(pair.inherent_tier(), "T3");
  EXPECT_THAT(RestsOn(pair),
              Contains("measures/politie-no-" + GetParam() + "-deployment"));
}

TEST_P(ExcludedPurposes, OnStatedFactsHaveNoPathAndNameTheDenial) {
  const CasePair pair = AskCase("politie-" + GetParam(), "cn",
                                StatedOnly(CaseOptions(kAnswerDate)));
  EXPECT_EQ(pair.status(), "no_path");
  EXPECT_EQ(pair.inherent(), "no_path");
  EXPECT_THAT(Denials(pair), Contains("relations/politie-" + GetParam() +
                                      "-does-not-use-dji-drone"));
}

TEST(UyghurDemonstrations, AreBlockedByDecisionByExample) {
  const CasePair pair =
      AskCase("politie-uyghur-demonstrations", "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "blocked");
  EXPECT_EQ(pair.inherent(), "not_excluded");
  EXPECT_EQ(pair.inherent_tier(), "T0");
  EXPECT_THAT(
      graph::ExplainPair(pair.views, pair.answer, graph::Language::kEnglish),
      HasSubstr("the source gives this as an example"));
}

TEST(UyghurDemonstrations, WithTheInferredFactorAreHighest) {
  graph::ViewOptions options = CaseOptions(kAnswerDate, {"analysis"});
  EXPECT_EQ(
      AskCase("politie-uyghur-demonstrations", "cn", options).inherent_tier(),
      "T0");
  options.factors = {"group_targeted"};
  EXPECT_EQ(
      AskCase("politie-uyghur-demonstrations", "cn", options).inherent_tier(),
      "T3");
}

TEST(ControlApp, IsOnNoPathAndItsDenialIsNamed) {
  const CasePair pair = AskCase("politie-public-order", "cn",
                                CaseOptions(kAnswerDate, {"research"}));
  EXPECT_FALSE(AnyPathPasses(pair, "products/dji-control-app"));
  EXPECT_THAT(Denials(pair),
              Contains("relations/politie-does-not-use-dji-control-app"));
}

TEST(ControlApp, PressToTheContraryIsContested) {
  const CasePair pair =
      AskCase("politie-public-order", "cn",
              CaseOptions(kAnswerDate, {"research", "press"}));
  EXPECT_TRUE(AnyPathPasses(pair, "products/dji-control-app"));
  bool contested = false;
  for (const graph::PathAnswer& path : pair.answer.paths) {
    for (const graph::View::Incidence& step : path.path.steps) {
      const auto& by = pair.views.asked->instance(step.instance).contested_by;
      contested = contested ||
                  std::find(by.begin(), by.end(),
                            "relations/politie-does-not-use-dji-control-app") !=
                      by.end();
    }
  }
  EXPECT_TRUE(contested);
}

TEST(Rijkswaterstaat, HasNoPathBeforeItsPurchase) {
  const CasePair pair =
      AskCase("rijkswaterstaat-pilot", "cn", CaseOptions("2016-12-31"));
  EXPECT_EQ(pair.status(), "no_path");
  EXPECT_EQ(pair.inherent(), "no_path");
}

TEST(Rijkswaterstaat, IsUnknownSinceNothingIsStatedOfItsImages) {
  for (const char* date : {"2018-01-01", kAnswerDate}) {
    const CasePair pair =
        AskCase("rijkswaterstaat-pilot", "cn", CaseOptions(date));
    EXPECT_EQ(pair.status(), "unknown") << date;
    EXPECT_EQ(pair.tier(), "T0–T3") << date;
  }
}

TEST(Rijkswaterstaat, WithPressIsStillUnknownButHasABaseFactor) {
  const CasePair pair = AskCase("rijkswaterstaat-pilot", "cn",
                                CaseOptions(kAnswerDate, {"press"}));
  EXPECT_EQ(pair.status(), "unknown");
  EXPECT_EQ(pair.tier(), "T3");
  const graph::FactorAnswer& vital = pair.answer.tier()->factors.front();
  EXPECT_EQ(vital.factor->id, "touches_vital");
  EXPECT_EQ(vital.answer, graph::Answer::kYes);
}

TEST(Rijkswaterstaat, WithTheInferredMeasureIsBlocked) {
  const CasePair pair =
      AskCase("rijkswaterstaat-pilot", "cn",
              CaseOptions(kAnswerDate, {"press", "analysis"}));
  EXPECT_EQ(pair.status(), "blocked");
  EXPECT_THAT(RestsOn(pair),
              Contains("measures/rijkswaterstaat-offline-handling"));
}

TEST(Rijkswaterstaat, TheInstrumentCannotHaveBeenAppliedIn2017) {
  graph::Fact applied;
  applied.id = "relations/rijkswaterstaat-applied-toolbox-in-2017";
  applied.valid.from =
      graph::Bound::Dated(graph::ParseDateRange("2017").value());
  applied.evidence = {{"sources/ah-tk-20212022-765", "5.10", "", {}, {}}};
  applied.body =
      graph::Relation{.kind = "applied",
                      .source = {"procurements/rijkswaterstaat-2017", {}},
                      .target = {"instruments/procurement-toolbox", {}}};
  const ingest::ImportOutcome outcome =
      ingest::ApplyFacts(CaseState(), {applied}, {});
  ASSERT_EQ(outcome.problems.size(), 1u);
  EXPECT_THAT(outcome.problems[0].reason,
              HasSubstr("'instruments/procurement-toolbox' did not exist"));
}

TEST(Defence, OperationalTasksAreBlockedByItsOwnDecision) {
  const CasePair pair =
      AskCase("defensie-operational", "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "blocked");
  EXPECT_EQ(pair.inherent(), "unknown");
  EXPECT_THAT(RestsOn(pair),
              Contains("measures/defensie-no-operational-chinese-drones"));
}

TEST(Defence, FilmingOfTrainingsAndEventsIsUnknown) {
  const CasePair pair =
      AskCase("defensie-events", "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "unknown");
  EXPECT_EQ(pair.inherent(), "unknown");
}

TEST(Allies, AreUnknownToTheCabinetWithSource) {
  const CasePair pair =
      AskCase("allies-drone-use", "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "unknown");
  const std::string text =
      graph::ExplainPair(pair.views, pair.answer, graph::Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("Unknown (not known to the speaker)"));
  EXPECT_THAT(text, HasSubstr("question 10 (10.3)"));
}

TEST(Nato, HasNoPathAndItsDenialIsNamed) {
  const CasePair pair =
      AskCase("nato-own-drone-use", "cn", CaseOptions(kAnswerDate));
  EXPECT_EQ(pair.status(), "no_path");
  EXPECT_THAT(Denials(pair),
              Contains("relations/nato-own-drone-use-does-not-use-dji-drone"));
}

// Listings that count at a date, with the register's and the press's too.
std::vector<std::string> Listings(const std::string& date) {
  const auto view =
      graph::View::Create(CaseState().snapshot,
                          CaseOptions(date, {"register", "law", "press"}))
          .value();
  const graph::Snapshot& snapshot = view->snapshot();
  std::vector<std::string> found;
  for (const graph::Instance& r : view->ReadInstances()) {
    if (snapshot.ontology().relation_kind(r.kind).name == "listed_on" &&
        r.counts()) {
      found.push_back(std::string(snapshot.id(r.target)) + " " +
                      std::string(graph::StatusName(r.status)));
    }
  }
  return found;
}

// Without its budget the search for the nearest to a path is not "nothing
// there".
TEST(Nato, SaysWhereTheNearestToAPathWasNotSearchedToItsEnd) {
  const auto& snapshot = CaseState().snapshot;
  const auto views =
      graph::Views::Create(snapshot, CaseOptions(kAnswerDate)).value();
  const auto target = graph::TargetsOf(*snapshot, {"jurisdictions/cn"}).value();
  int cut_short = 0;
  for (int expansions = 1; expansions <= 40; ++expansions) {
    graph::Limits limits;
    limits.expansions = expansions;
    const graph::PairAnswer answer = graph::AnswerPair(
        views, snapshot->Find("processes/nato-own-drone-use"), target.front(),
        *CaseState().policy->FindVector("espionage"), limits);
    EXPECT_TRUE(answer.searched) << "nothing leads anywhere";
    if (answer.nearest_searched) {
      EXPECT_TRUE(answer.nearest.has_value()) << expansions;
      continue;
    }
    ++cut_short;
    EXPECT_THAT(graph::ExplainPair(views, answer, graph::Language::kEnglish),
                HasSubstr("was not searched to the end"));
  }
  EXPECT_GT(cut_short, 0);
  EXPECT_LT(cut_short, 40);
}

TEST(Listings, CountFromTheirDatesOnly) {
  EXPECT_THAT(Listings("2020-09-30"),
              Not(Contains(HasSubstr("us-entity-list"))));
  EXPECT_THAT(Listings("2020-11-15"), Contains("listings/us-entity-list "
                                               "unknown"));
  EXPECT_THAT(Listings(kAnswerDate), Contains("listings/us-entity-list open"));
  EXPECT_THAT(Listings(kAnswerDate), Not(Contains(HasSubstr("ns-cmic"))));
  EXPECT_THAT(Listings(kAnswerDate), Not(Contains(HasSubstr("1260h"))));
  EXPECT_THAT(Listings("2023-01-01"), Contains(HasSubstr("1260h")));
}

TEST(Listings, ChangeNoPath) {
  const CasePair with = AskCase("politie-forensic", "us",
                                CaseOptions(kAnswerDate, {"law", "register"}));
  EXPECT_EQ(with.status(), "no_path");
  const auto view =
      graph::View::Create(CaseState().snapshot,
                          CaseOptions(kAnswerDate, {"law", "register"}))
          .value();
  graph::Limits limits;
  const graph::Snapshot& snapshot = view->snapshot();
  const graph::Affected affected =
      graph::FindAffected(*view, "authorities/us-bis",
                          {snapshot.policy().FindVector("supply_denial")},
                          limits)
          .value();
  for (const graph::AffectedProcess& one : affected.processes) {
    EXPECT_EQ(std::string(snapshot.id(one.process)).find("politie"),
              std::string::npos);
  }
}

TEST(Listings, JapansGuidelineNamesNoCountry) {
  const auto view =
      graph::View::Create(CaseState().snapshot, CaseOptions(kAnswerDate))
          .value();
  const graph::Snapshot& snapshot = view->snapshot();
  bool denied = false;
  for (const graph::Instance& r : view->ReadInstances()) {
    if (snapshot.ontology().relation_kind(r.kind).name != "targets" ||
        std::string(snapshot.id(r.source)).find("jp-") == std::string::npos) {
      continue;
    }
    denied = denied || (r.denies() && r.target == graph::kNoFact);
    EXPECT_FALSE(r.counts()) << r.id;
  }
  EXPECT_TRUE(denied);
}

TEST(Subsidiaries, AreReachedIndirectlyAndThePathSaysSo) {
  const auto fact = [](const std::string& id,
                       decltype(graph::Fact::body) body) {
    graph::Fact made;
    made.id = id;
    made.evidence = {{"sources/ah-tk-20212022-765",
                      "",
                      "",
                      graph::Date::Parse("2021-11-18").value(),
                      {}}};
    made.body = std::move(body);
    return made;
  };
  const auto relation = [&](const std::string& kind, const std::string& source,
                            const std::string& target) {
    return fact(
        "relations/subsidiary-" + kind,
        graph::Relation{
            .kind = kind, .source = {source, {}}, .target = {target, {}}});
  };
  const ingest::ImportOutcome outcome = ingest::ApplyFacts(
      CaseState(),
      {fact("companies/subsidiary", graph::Entity{.kind = "company",
                                                  .name = {"een dochter",
                                                           "a "
                                                           "subsidiary"}}),
       relation("sends_data_to", "information/politie-forensic-images",
                "companies/subsidiary"),
       relation("seated_in", "companies/subsidiary", "jurisdictions/nl"),
       relation("controlled_by", "companies/subsidiary", "companies/sz-dji")},
      {});
  ASSERT_TRUE(outcome.problems.empty())
      << ingest::FormatProblem(outcome.problems.front());
  const graph::Snapshot& snapshot = *outcome.next.snapshot;
  const graph::Views views =
      graph::Views::Create(outcome.next.snapshot, CaseOptions(kAnswerDate))
          .value();
  const std::vector<graph::Target> china =
      graph::TargetsOf(snapshot, {"jurisdictions/cn"}).value();
  const graph::PairAnswer answer = graph::AnswerPair(
      views, snapshot.Find("processes/politie-forensic"), china.front(),
      *snapshot.policy().FindVector("espionage"), graph::Limits());
  EXPECT_EQ(answer.status, graph::Status::kOpen);
  EXPECT_THAT(graph::ExplainPair(views, answer, graph::Language::kEnglish),
              HasSubstr("From here indirectly: through who owns or controls."));
}

TEST(Hubs, TheVendorOfTheVendorsOtherCustomerIsOnNoPath) {
  // A path that goes from one customer to another through the maker would.
  const CasePair pair =
      AskCase("politie-forensic", "cn", CaseOptions(kAnswerDate));
  for (const graph::PathAnswer& path : pair.answer.paths) {
    for (const graph::View::Incidence& step : path.path.steps) {
      EXPECT_EQ(step.letter % 2, 0);
    }
  }
  EXPECT_FALSE(AnyPathPasses(pair, "information/rijkswaterstaat-pilot-images"));
}

}  // namespace
}  // namespace ketenzicht::testing
