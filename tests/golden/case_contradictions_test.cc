// Contradictions of the shipped case, per set of sources: what the press says
// against the minister, what nobody says, and who judges otherwise.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/contradiction_text.h"
#include "graph/contradictions.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using graph::Contradiction;
using graph::ContradictionKind;
using graph::Contradictions;
using graph::ContradictionSide;
using graph::DenialOutcome;
using graph::Voice;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kAnswerDate[] = "2021-11-18";

constexpr char kApp[] =
    "denial relations/press-politie-uses-dji-control-app | "
    "relations/politie-does-not-use-dji-control-app";
constexpr char kAssessment[] =
    "values statements/geb-done-in-project-phase | "
    "statements/press-police-dpia-started-2021";
constexpr char kFirstYear[] =
    "values statements/press-police-bought-dji-2017 | "
    "statements/press-police-flies-dji-since-2016";
constexpr char kSupplier[] =
    "readings statements/reading-supplier-is-dji | "
    "statements/reading-supplier-is-dutch-reseller";

std::string Id(graph::FactIndex fact) {
  return std::string(CaseState().snapshot->id(fact));
}

std::string Shown(const Contradiction& one) {
  return absl::StrCat(graph::ContradictionKindName(one.kind), " ",
                      Id(one.sides[0].fact), " | ", Id(one.sides[1].fact));
}

std::vector<std::string> Shown(const Contradictions& found) {
  std::vector<std::string> shown;
  for (const Contradiction& one : found.all) shown.push_back(Shown(one));
  return shown;
}

Contradictions Find(const graph::ViewOptions& options, bool across = false,
                    const std::vector<std::string>& subjects = {}) {
  graph::ContradictionQuery query;
  query.across_sources = across;
  for (const std::string& id : subjects) {
    query.subjects.push_back(CaseState().snapshot->Find(id));
  }
  Contradictions found =
      graph::FindContradictions(CaseState().snapshot, options, query,
                                graph::Limits())
          .value();
  EXPECT_TRUE(found.completeness.complete());
  return found;
}

// An empty one where it is not there, which the test has seen by then.
Contradiction One(const Contradictions& found, const std::string& shown) {
  for (const Contradiction& one : found.all) {
    if (Shown(one) == shown) return one;
  }
  ADD_FAILURE() << "there is no " << shown << " among "
                << ::testing::PrintToString(Shown(found));
  return {};
}

TEST(CaseContradictions, WithThePressAllFourTensionsStand) {
  const Contradictions found = Find(CaseOptions(kAnswerDate, {"press"}));
  const std::vector<std::string> shown = Shown(found);
  for (const char* tension : {kApp, kAssessment, kFirstYear, kSupplier}) {
    EXPECT_THAT(shown, Contains(tension));
  }
}

// Two of them are about an assessment of its purchase, and about its
// agreements.
TEST(CaseContradictions, AllFourConcernThePolice) {
  const Contradictions found =
      Find(CaseOptions(kAnswerDate, {"press"}), /*across=*/false,
           {"organizations/politie"});
  const std::vector<std::string> shown = Shown(found);
  for (const char* tension : {kApp, kAssessment, kFirstYear, kSupplier}) {
    EXPECT_THAT(shown, Contains(tension));
  }
  EXPECT_GT(found.left_out, 0);
}

TEST(CaseContradictions, WithoutItOnlyThoseOfTheAnswersThemselves) {
  const Contradictions found = Find(CaseOptions(kAnswerDate));
  const std::vector<std::string> shown = Shown(found);
  EXPECT_THAT(shown, Contains(kSupplier));
  for (const char* tension : {kApp, kAssessment, kFirstYear}) {
    EXPECT_THAT(shown, Not(Contains(tension)));
  }
  for (const Contradiction& one : found.all) {
    EXPECT_TRUE(one.as_asked) << Shown(one);
    for (const ContradictionSide& side : one.sides) {
      EXPECT_TRUE(side.counts) << Shown(one);
      for (const Voice& voice : side.voices) {
        EXPECT_THAT(voice.source_type, AnyOf("parliament", "modelling"))
            << Shown(one);
      }
    }
  }
}

TEST(CaseContradictions, AcrossAllSourcesTheySayWhichAreAsked) {
  const Contradictions found = Find(CaseOptions(kAnswerDate), /*across=*/true);
  for (const char* tension : {kApp, kAssessment, kFirstYear}) {
    EXPECT_FALSE(One(found, tension).as_asked) << tension;
  }
  EXPECT_TRUE(One(found, kSupplier).as_asked);
  const Contradiction app = One(found, kApp);
  EXPECT_FALSE(app.sides[0].counts);
  EXPECT_TRUE(app.sides[1].counts);
  for (const graph::DeniedPlace& place : app.places) {
    EXPECT_EQ(place.as_asked, graph::Status::kNoPath) << place.relation;
  }
  // Neither of the two is asked for.
  const Contradiction year = One(found, kFirstYear);
  EXPECT_FALSE(year.sides[0].counts);
  EXPECT_FALSE(year.sides[1].counts);
  EXPECT_THAT(
      Shown(found),
      Contains("denial relations/dji-control-app-remotely-accessed-by-sz-dji | "
               "relations/dji-control-app-not-remotely-accessed-by-sz-dji"));
}

TEST(CaseContradictions, PressAgainstMinisterOnTheAppStaysContested) {
  const Contradictions found = Find(CaseOptions(kAnswerDate, {"press"}));
  const Contradiction app = One(found, kApp);
  EXPECT_GE(app.num_places, 3);
  for (const graph::DeniedPlace& place : app.places) {
    EXPECT_EQ(place.outcome, DenialOutcome::kContested) << place.relation;
    EXPECT_EQ(place.as_asked, graph::Status::kNotExcluded) << place.relation;
  }
  ASSERT_THAT(app.sides[0].voices, SizeIs(1));
  EXPECT_EQ(app.sides[0].voices[0].speaker, "Tweakers");
  EXPECT_EQ(app.sides[0].voices[0].source_type, "press");
  ASSERT_THAT(app.sides[1].voices, SizeIs(1));
  EXPECT_EQ(app.sides[1].voices[0].source_type, "parliament");
}

TEST(CaseContradictions, TheAnswerLeavesTheFirstYearOpen) {
  const Contradiction year =
      One(Find(CaseOptions(kAnswerDate, {"press"})), kFirstYear);
  EXPECT_EQ(year.sides[0].says, "2017");
  EXPECT_EQ(year.sides[1].says, "2016");
  ASSERT_THAT(year.left_open, SizeIs(1));
  EXPECT_EQ(Id(year.left_open[0]), "statements/start-of-police-procurement");
}

TEST(CaseContradictions, TheAssessmentBeganInTheProjectPhaseOrIn2021) {
  const Contradiction assessment =
      One(Find(CaseOptions(kAnswerDate, {"press"})), kAssessment);
  EXPECT_EQ(assessment.sides[0].says, "project-phase");
  EXPECT_EQ(assessment.sides[1].says, "2021");
  ASSERT_THAT(assessment.about, SizeIs(1));
  EXPECT_EQ(Id(assessment.about[0]), "instruments/politie-geb");
}

TEST(CaseContradictions, BeforeTheAnswerNothingStandsAgainstThePress) {
  const std::vector<std::string> shown =
      Shown(Find(CaseOptions("2021-10-15", {"press"})));
  for (const char* tension : {kApp, kAssessment, kFirstYear, kSupplier}) {
    EXPECT_THAT(shown, Not(Contains(tension)));
  }
}

TEST(CaseContradictions, OfStatedFactsAloneThereAreNoReadings) {
  graph::ViewOptions options = CaseOptions(kAnswerDate, {"press"});
  options.with_inferred = false;
  const std::vector<std::string> shown = Shown(Find(options));
  EXPECT_THAT(shown, Not(Contains(kSupplier)));
  EXPECT_THAT(shown, Contains(kApp));
}

std::vector<std::string> JudgedProducts(const Contradictions& found) {
  std::vector<std::string> judged;
  for (const Contradiction& one : found.all) {
    if (one.kind != ContradictionKind::kJudgement) continue;
    judged.push_back(absl::StrCat(Shown(one), ", ", Id(one.about.front())));
  }
  return judged;
}

// Why does Defence say no where the police says yes?
TEST(CaseContradictions, DefenceAndThePoliceJudgeForAnotherPurpose) {
  const Contradictions found = Find(CaseOptions(kAnswerDate), /*across=*/false,
                                    {"organizations/defensie"});
  const std::string defence_and_police =
      "judgement organizations/defensie | organizations/politie";
  EXPECT_THAT(
      JudgedProducts(found),
      Contains(absl::StrCat(defence_and_police, ", products/chinese-drone")));
  const Contradiction one = One(found, defence_and_police);
  std::vector<std::string> decisions;
  for (const graph::JudgedUse& use : one.sides[0].excluded) {
    EXPECT_EQ(Id(use.user), "processes/defensie-operational");
    for (graph::FactIndex decision : use.decisions) {
      decisions.push_back(Id(decision));
    }
  }
  EXPECT_THAT(decisions,
              Contains("measures/defensie-no-operational-chinese-drones"));
  std::vector<std::string> purposes;
  for (const graph::JudgedUse& use : one.sides[1].used) {
    purposes.push_back(Id(use.user));
  }
  EXPECT_THAT(purposes, Contains("processes/politie-forensic"));
  EXPECT_THAT(purposes, Not(Contains("processes/politie-confidential")));
  std::vector<std::string> excluded;
  for (const graph::JudgedUse& use : one.sides[1].excluded) {
    excluded.push_back(Id(use.user));
  }
  EXPECT_THAT(excluded, Contains("processes/politie-confidential"));
}

TEST(CaseContradictions, ThePoliceAndRijkswaterstaatToo) {
  EXPECT_THAT(JudgedProducts(Find(CaseOptions(kAnswerDate))),
              Contains("judgement organizations/politie | "
                       "organizations/rijkswaterstaat, products/dji-drone"));
}

TEST(CaseContradictions, AreToldInBothLanguages) {
  const graph::ViewOptions options = CaseOptions(kAnswerDate, {"press"});
  const Contradictions found = Find(options);
  const auto text = [&](graph::Language language) {
    return graph::ContradictionsText(*CaseState().snapshot, options, found,
                                     /*subjects=*/false, language);
  };
  for (const char* part :
       {"De politie gebruikt de besturingsapp van DJI niet.",
        "De politie vliegt sinds 2016 met drones van DJI.",
        "De politie kocht haar DJI-drones in 2017.",
        "Opengelaten: Onbekend (niet vermeld): wanneer de inkoop door de "
        "politie begon.",
        "Verschillende lezingen van één woord, over schriftelijke afspraken "
        "met de leverancier. Beide kanten zijn aannamen van dit model, geen "
        "bronnen.\n",
        "Volledig: alles wat met elkaar te vergelijken is, is vergeleken."}) {
    EXPECT_THAT(text(graph::Language::kDutch), ::testing::HasSubstr(part));
  }
  for (const char* part :
       {"The police does not use DJI's control app.",
        "Different judgement, about a Chinese drone.",
        "Affirmed and denied. One side is an assumption of this model, not a "
        "source.\n",
        "does: police forensic investigation, the DJI drone"}) {
    EXPECT_THAT(text(graph::Language::kEnglish), ::testing::HasSubstr(part));
  }
}

}  // namespace
}  // namespace ketenzicht::testing
