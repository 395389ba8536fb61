// What a scenario tells of facts that do not count as its baseline asks, on the
// shipped case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/service/service_fixture.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kReplace[] =
    "  - replace: {product: products/dji-drone, by: products/parrot-drone, "
    "for: processes/politie-forensic, on: 2020-01-01}\n";

class ScenarioOmissions : public ::testing::Test {
 protected:
  ScenarioOmissions() { service_.Run({"import", "data"}); }

  // The notes of these changes: "LINE: TEXT". Changes begin on line 7.
  std::vector<std::string> NotesOf(const std::string& changes,
                                   const std::string& baseline = "",
                                   const std::string& more_queries = "") {
    v1::EvaluateScenarioRequest request;
    request.mutable_scenario()->set_content(absl::StrCat(
        "apiVersion: ketenzicht.nl/v1\n"
        "kind: Scenario\n"
        "id: scenarios/omitted\n"
        "title: {nl: a, en: a}\n"
        "baseline: {date: 2021-11-18",
        baseline, "}\nchanges:\n", changes,
        "queries:\n"
        "  - {id: q, paths: {from: [processes/politie-forensic], to: "
        "[jurisdictions/cn], vector: espionage}}\n",
        more_queries));
    v1::EvaluateScenarioResponse response;
    const service::CallResult result =
        service_.MakeClient()->EvaluateScenario(request, &response);
    EXPECT_TRUE(result.ok()) << result.message;
    std::vector<std::string> notes;
    for (const auto& note : response.result().notes()) {
      notes.push_back(absl::StrCat(note.line(), ": ", note.text()));
    }
    return notes;
  }

  TestService service_;
};

TEST_F(ScenarioOmissions, WhatNoSourceThatIsAskedForSaysIsTold) {
  const std::string added =
      "  - add: {relation: {id: relations/x-touches, kind: touches, source: "
      "relations/politie-forensic-uses-dji-drone, target: "
      "interests/sensitive-information, modality: affirmed, evidence: "
      "[{source: sources/press-nu-nl-6159819, asserted: 2021-09-30}]}}\n"
      "  - set: {fact: relations/rijkswaterstaat-images-hosted-by-dutch-cloud, "
      "confidence: 90}\n"
      "  - end: relations/autel-seated-in-cn\n";
  EXPECT_THAT(
      NotesOf(added),
      ElementsAre("7: 'relations/x-touches' does not count (no source that is "
                  "asked for says it), changed or not",
                  HasSubstr("8: 'relations/rijkswaterstaat-images-hosted-by-"
                            "dutch-cloud' does not count (no source"),
                  HasSubstr("9: 'relations/autel-seated-in-cn' does not count "
                            "(no source")));
  EXPECT_THAT(NotesOf(added, ", with: [press, register]"), IsEmpty());
}

TEST_F(ScenarioOmissions, WhatIsInferredOrNotVerifiedIsToldWhereThatIsAsked) {
  const std::string set =
      "  - set: {fact: relations/rijkswaterstaat-pilot-handles-images, "
      "confidence: 90}\n";
  EXPECT_THAT(NotesOf(set), IsEmpty());
  EXPECT_THAT(NotesOf(set, ", stated_only: true"),
              ElementsAre(HasSubstr("does not count (it is inferred)")));
  const std::string added =
      "  - add: {measure: {id: measures/x, name: {nl: x, en: x}, effect: "
      "closes, state: in_place, nature: technical, modality: affirmed, "
      "verified: false, selects: {ids: "
      "[relations/politie-traffic-uses-dji-drone]}}}\n";
  EXPECT_THAT(NotesOf(added), IsEmpty());
  EXPECT_THAT(NotesOf(added, ", verified_only: true"),
              ElementsAre(HasSubstr("'measures/x' does not count (it is not "
                                    "verified)")));
}

TEST_F(ScenarioOmissions, WhereANewOwnerIsSeatedIsLookedAt) {
  const auto own = [](const std::string& how) {
    return absl::StrCat(kReplace, "  - own: {company: companies/parrot, ", how,
                        ", on: 2021-01-01}\n");
  };
  const std::string autel = own("by: companies/autel, share: 100");
  const auto told =
      AllOf(HasSubstr("8: of 'companies/autel': "),
            HasSubstr("'relations/autel-seated-in-cn' does not count (no "
                      "source that is asked for says it)"),
            HasSubstr("no path is recorded may say no more than that"));
  EXPECT_THAT(NotesOf(autel, ", with: [register]"), Contains(told));
  EXPECT_THAT(NotesOf(autel, ", with: [register, press]"),
              Not(Contains(HasSubstr("of 'companies/autel'"))));
  EXPECT_THAT(NotesOf(own("by: companies/autel, share: 0")),
              Not(Contains(HasSubstr("of 'companies/autel'"))))
      << "an owner of nothing brings nothing in";
  EXPECT_THAT(NotesOf(own("by: authorities/cn-state, share: 100")),
              Not(Contains(HasSubstr("of 'authorities/cn-state'"))))
      << "a state has no seat";
  EXPECT_THAT(
      NotesOf(absl::StrCat("  - add: {entity: {id: companies/x, kind: company, "
                           "name: {nl: x, en: x}}}\n",
                           own("by: companies/x, control: true"))),
      Contains(HasSubstr("of 'companies/x': no seat of it is recorded")));
}

TEST_F(ScenarioOmissions, WhatDoesNotFitOnTheDayOfAQueryIsTold) {
  const auto measure = [](const std::string& what) {
    return absl::StrCat(
        "  - add: {measure: {name: {nl: x, en: x}, effect: closes, state: "
        "in_place, nature: technical, modality: affirmed, selects: {ids: "
        "[relations/politie-traffic-uses-dji-drone]}, ",
        what, "}}\n");
  };
  const std::string changes = absl::StrCat(
      measure("id: measures/x-base, valid: {from: 2020-01-01, until: "
              "2022-01-01}"),
      measure("id: measures/x-top, prerequisites: [measures/x-base]"));
  const auto query = [](const std::string& date) {
    return absl::StrCat(
        "  - {id: later, paths: {from: [processes/politie-forensic], to: "
        "[jurisdictions/cn], vector: espionage, date: ",
        date, "}}\n");
  };
  EXPECT_THAT(NotesOf(changes, "", query("2021-12-01")), IsEmpty());
  EXPECT_THAT(NotesOf(changes, "", query("2023-01-01")),
              ElementsAre("11: query 'later', asked as of 2023-01-01: "
                          "'measures/x-top' needs 'measures/x-base', which is "
                          "not in place on 2023-01-01; what it does counts "
                          "there all the same"));
}

constexpr char kByPress[] =
    "modality: affirmed, evidence: [{source: sources/press-nu-nl-6159819, "
    "asserted: 2021-09-30}]}}\n";

TEST_F(ScenarioOmissions, WhoOwnsTheMakerIsLookedAt) {
  const std::string owned = absl::StrCat(
      "  - add: {relation: {id: relations/x-owned, kind: majority_owned_by, "
      "source: companies/parrot, target: companies/skydio, ",
      kByPress);
  const auto told =
      AllOf(HasSubstr("of 'products/parrot-drone': "),
            HasSubstr("'relations/x-owned' does not count (no source that is "
                      "asked for says it)"));
  EXPECT_THAT(NotesOf(absl::StrCat(owned, kReplace), ", with: [register]"),
              Contains(told));
  EXPECT_THAT(
      NotesOf(absl::StrCat(owned, kReplace), ", with: [register, press]"),
      Not(Contains(told)));
}

TEST_F(ScenarioOmissions, PartsAndTheirMakersAreLookedAt) {
  const std::string part = absl::StrCat(
      "  - add: {entity: {id: products/x, kind: software, name: {nl: x, en: "
      "x}}}\n"
      "  - add: {relation: {id: relations/x-runs, kind: runs, source: "
      "products/parrot-drone, target: products/x, ",
      kByPress,
      "  - add: {relation: {id: relations/x-made, kind: made_by, source: "
      "products/x, target: companies/sz-dji, ",
      kByPress);
  EXPECT_THAT(NotesOf(absl::StrCat(part, kReplace), ", with: [register]"),
              Contains(AllOf(HasSubstr("of 'products/parrot-drone': "),
                             HasSubstr("'relations/x-runs' does not count"),
                             HasSubstr("'relations/x-made' does not count"))));
}

TEST_F(ScenarioOmissions, WhatIsSaidOfAClassIsSaidOfItsMembers) {
  const std::string of_class =
      "  - add: {entity: {id: products/x, kind: device, name: {nl: x, en: "
      "x}}}\n"
      "  - add: {entity: {id: companies/x, kind: company, name: {nl: x, en: "
      "x}}}\n"
      "  - add: {relation: {kind: made_by, source: {class: {ids: "
      "[products/x], label: {nl: x, en: x}}}, target: companies/x, modality: "
      "affirmed}}\n"
      "  - add: {relation: {kind: seated_in, source: {class: {kind: company, "
      "ids: [companies/x]}}, target: jurisdictions/fr, modality: affirmed}}\n"
      "  - replace: {product: products/dji-drone, by: products/x, for: "
      "processes/politie-forensic, on: 2020-01-01}\n";
  EXPECT_THAT(NotesOf(of_class), Not(Contains(HasSubstr("of 'products/x'"))));
}

TEST_F(ScenarioOmissions, AUseThatEndsLaterIsNoneThatIsSaidToHold) {
  const std::string confidential =
      "  - replace: {product: products/dji-drone, by: products/parrot-drone, "
      "for: organizations/politie, on: 2022-06-01}\n";
  EXPECT_THAT(NotesOf(confidential, ", with: [register, press]"),
              Not(Contains(HasSubstr("is closed by"))));
}

}  // namespace
}  // namespace ketenzicht::testing
