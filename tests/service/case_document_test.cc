// Cases as documents, over the command line, on the shipped cases.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "tests/service/service_fixture.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// A use and a measure, whose things and source are marked.
constexpr char kMarkedFacts[] = R"(
apiVersion: ketenzicht.nl/v1
kind: Facts
defaults: {evidence: {source: sources/marked, asserted: 2020-01-01}}
entities:
  - id: sources/marked
    kind: source
    name: {nl: M, en: M}
    attributes: {source_type: parliament}
    marking: {level: of-the-source}
  - id: questions/marked
    kind: question
    name: {nl: Q, en: Q}
  - id: processes/marked
    kind: process
    name: {nl: P, en: P}
    marking:
      level: of-the-process
      owner: organizations/politie
      compartments: [ALFA, BRAVO]
      release_to: [NL]
  - id: products/marked
    kind: product
    name: {nl: D, en: D}
    note: {nl: Een aantekening bij D., en: A note of D.}
    marking: {compartments: [CHARLIE]}
  - id: products/beside
    kind: product
    name: {nl: E, en: E}
    note: {nl: Niet genoemd., en: Not named.}
    marking: {level: of-what-is-not-named}
relations:
  - id: relations/marked-use
    kind: uses
    source: processes/marked
    target: products/marked
    modality: affirmed
    note: {nl: Zo gelezen., en: Read so.}
measures:
  - id: measures/marked
    name: {nl: Stop, en: Stop}
    effect: closes
    state: in_place
    nature: technical
    modality: affirmed
    selects: {ids: [relations/marked-use]}
    marking: {level: of-the-measure, owner: somebody}
)";
constexpr char kMarkedCase[] = R"(
apiVersion: ketenzicht.nl/v1
kind: Case
id: cases/marked
title: {nl: Gerubriceerd, en: Marked}
date: 2021-01-01
questions:
  - number: 1
    question: questions/marked
    answer:
      - facts: [relations/marked-use, measures/marked]
)";

class CaseDocuments : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
  }
  void ImportMarked() {
    v1::ImportFilesResponse imported;
    const service::CallResult result = ImportTexts(
        service_, {{"marked.yaml", kMarkedFacts}, {"case.yaml", kMarkedCase}},
        &imported);
    ASSERT_TRUE(result.ok()) << result.message;
  }
  TestService service_;
};

TEST_F(CaseDocuments, TellWhatTheyHoldForAndWhereItStands) {
  const CliResult run =
      service_.Run({"-o", "markdown", "case", "run", "2021Z16950"});
  ASSERT_EQ(run.code, 0) << run.error;
  EXPECT_THAT(
      run.out,
      AllOf(HasSubstr("# Parliamentary questions 2021Z16950"),
            HasSubstr("| **As of** | 2021-11-18 |"),
            HasSubstr("| **Revision** | 1 |"),
            HasSubstr("| **Marking** | stated for none of the facts"),
            HasSubstr("## 14\\. "), HasSubstr("## What is unknown"),
            HasSubstr("## Sources"), HasSubstr("sources/ah-tk-20212022-765")));
  EXPECT_THAT(
      service_
          .Run({"-o", "markdown", "--lang", "nl", "case", "run", "2021Z16950"})
          .out,
      AllOf(HasSubstr("| **Stand van** | 2021-11-18 |"),
            HasSubstr("## Wat onbekend is")));
}

TEST_F(CaseDocuments, ListWhatTheyCiteAndWhatIsNotKnown) {
  const std::string kaspersky =
      service_.Run({"-o", "markdown", "case", "run", "kaspersky-2018"}).out;
  EXPECT_THAT(kaspersky,
              AllOf(HasSubstr("as of 2019-09-24"),
                    HasSubstr("said only on 2019-07-16, after this date"),
                    HasSubstr("consulted: <https://www.openkamer.org"),
                    HasSubstr("Presumed, since nothing on record that counts "
                              "here says anything of it: "
                              "Kaspersky supplies the updates"),
                    HasSubstr("- It is not known whether the factor “touches "
                              "vital infrastructure” holds for:\n  - The "
                              "protection of central government's ICT → "
                              "Russia, sabotage (question 2)\n"),
                    Not(HasSubstr("AIVD's list"))));
  const std::string cameras =
      service_.Run({"-o", "markdown", "case", "run", "cameras-2022"}).out;
  EXPECT_THAT(cameras, Not(HasSubstr("AIVD's list")));
  const std::string apps =
      service_.Run({"-o", "html", "case", "run", "apps-2023"}).out;
  EXPECT_THAT(apps, AllOf(HasSubstr("<a href=\"https://"),
                          HasSubstr("with sources of type press, law, service"),
                          HasSubstr("United States, espionage: unknown, T2")));
}

// The head was that of the first question that was asked.
// Above the answers: who reads them must not take them for the record's.
TEST_F(CaseDocuments, OfAWhatIfQuestionSayWhatIsSupposed) {
  const auto document = [this](const std::string& language,
                               std::vector<std::string> supposed) {
    std::vector<std::string> command = {"-o",         "markdown",   "--lang",
                                        language,     "case",       "run",
                                        "2021Z16950", "--question", "3"};
    command.insert(command.end(), supposed.begin(), supposed.end());
    const std::string text = service_.Run(command).out;
    return text.substr(0, text.find("## "));
  };
  const std::vector<std::string> denied = {
      "--deny", "relations/politie-images-key-held-by-dji"};
  EXPECT_THAT(
      document("en", denied),
      AllOf(HasSubstr("to a what-if question, not to what is on record"),
            HasSubstr("- denied: The key to the footage")));
  EXPECT_THAT(document("nl", denied),
              AllOf(HasSubstr("op een wat-als-vraag, niet die op wat is"),
                    HasSubstr("- ontkend: De sleutel")));
  EXPECT_THAT(
      document("en", {"--scenario", "scenarios/police-key-alone"}),
      HasSubstr("hold under the scenario scenarios/police-key-alone (version"));
  EXPECT_THAT(document("en", {}), Not(HasSubstr("Mind:")));
}

TEST_F(CaseDocuments, HoldForTheCaseAndSayWhichQuestionsAreAskedOtherwise) {
  for (const std::vector<std::string>& questions :
       {std::vector<std::string>{},
        std::vector<std::string>{"--question", "5"}}) {
    std::vector<std::string> command = {"-o", "markdown", "case", "run",
                                        "kaspersky-2018"};
    command.insert(command.end(), questions.begin(), questions.end());
    EXPECT_THAT(
        service_.Run(command).out,
        AllOf(HasSubstr("| **As of** | 2018-05-14 |"),
              HasSubstr("- as of 2019-09-24\n"),
              HasSubstr("\nAs of 2018-05-14, revision 1,"),
              HasSubstr("Answered as of another day or from other sources:\n\n"
                        "- question "),
              HasSubstr("\n- question 5: as of 2019-09-24\n")));
  }
  const std::string apps =
      service_
          .Run({"-o", "markdown", "--lang", "nl", "case", "run", "apps-2023"})
          .out;
  EXPECT_THAT(
      apps,
      AllOf(HasSubstr("| **Bronsoorten** | parliament, modelling |"),
            HasSubstr("- vraag 4: stand van 2023-03-21; met bronnen van soort "
                      "press, law, service\n"),
            HasSubstr("- vraag 5: stand van 2023-07-14; met bronnen van soort "
                      "press\n")));
  EXPECT_THAT(service_.Run({"-o", "markdown", "case", "run", "2021Z16950"}).out,
              Not(HasSubstr("Answered as of another day")));
}

TEST_F(CaseDocuments, AskedOfOneDayAreOfThatDayAltogether) {
  const std::string kaspersky =
      service_
          .Run({"-o", "markdown", "case", "run", "kaspersky-2018", "--date",
                "2020-01-01"})
          .out;
  EXPECT_THAT(kaspersky, AllOf(HasSubstr("| **As of** | 2020-01-01 |"),
                               Not(HasSubstr("as of 2018-05-14")),
                               Not(HasSubstr("as of 2019-09-24"))));
}

TEST_F(CaseDocuments, BearTheMarkingsOfAllThatTheyName) {
  ASSERT_NO_FATAL_FAILURE(ImportMarked());
  const std::string marked =
      service_.Run({"-o", "markdown", "case", "run", "marked"}).out;
  EXPECT_THAT(
      marked,
      AllOf(HasSubstr("| **Markings, not ordered by rank** | of-the-measure "
                      "(owner: somebody); of-the-process (owner: the police, "
                      "compartments: ALFA and BRAVO, releasable to: NL); "
                      "of-the-source; without a level (compartment: CHARLIE) "
                      "|"),
            Not(HasSubstr("of-what-is-not-named"))));
  EXPECT_THAT(
      service_.Run({"-o", "markdown", "--lang", "nl", "case", "run", "marked"})
          .out,
      AllOf(HasSubstr("| **Rubriceringen, niet naar rang geordend** |"),
            HasSubstr("(eigenaar: de politie, compartimenten: ALFA en BRAVO, "
                      "vrij te geven aan: NL)"),
            HasSubstr("zonder niveau (compartiment: CHARLIE)")));
}

TEST_F(CaseDocuments, TellHowWhatTheyNameWasRead) {
  ASSERT_NO_FATAL_FAILURE(ImportMarked());
  const std::string marked =
      service_.Run({"-o", "markdown", "case", "run", "marked"}).out;
  EXPECT_THAT(marked, AllOf(HasSubstr("## How it was read\n\n"
                                      "The sentences stand here as they are "
                                      "recorded. Whether one counts, when it "
                                      "was said and whether it is certain at "
                                      "the date stands with the "
                                      "questions.\n\n"
                                      "- D. \\[M (2020-01-01)\\]\n"
                                      "  - A note of D.\n"
                                      "- P uses D. \\[M (2020-01-01)\\]\n"
                                      "  - Read so.\n"),
                            Not(HasSubstr("Not named"))));
  EXPECT_THAT(
      service_.Run({"-o", "markdown", "--lang", "nl", "case", "run", "marked"})
          .out,
      AllOf(HasSubstr("## Hoe het gelezen is\n\nDe zinnen staan hier zoals "),
            HasSubstr("\n\n- D. \\[M (2020-01-01)\\]\n  - Een aantekening bij "
                      "D")));
  // What nobody affirms is not told as if somebody did.
  const std::string kaspersky =
      service_.Run({"-o", "markdown", "case", "run", "kaspersky-2018"}).out;
  EXPECT_THAT(kaspersky.substr(kaspersky.find("## How it was read")),
              HasSubstr("- Cannot be excluded: the antivirus software has been "
                        "misused in the Netherlands. \\[Techzine"));
}

TEST_F(CaseDocuments, TellWhatTheirStatusesAndTiersMean) {
  const std::string kaspersky =
      service_.Run({"-o", "markdown", "case", "run", "kaspersky-2018"}).out;
  EXPECT_THAT(
      kaspersky,
      AllOf(
          HasSubstr("## How to read the statuses\n\n- not excluded: there is a "
                    "path of which a step is possible"),
          HasSubstr("- unknown: there is a path of which a step is unknown"),
          Not(HasSubstr("\n- open: ")),
          HasSubstr("\n- T0: no base factor\n- T1: base factor\n")));
  ASSERT_NO_FATAL_FAILURE(ImportMarked());
  EXPECT_THAT(service_.Run({"-o", "markdown", "case", "run", "marked"}).out,
              Not(HasSubstr("How to read the statuses")))
      << "no pair is answered";
}

// They were left out of the list without a word.
TEST_F(CaseDocuments, ListUnknownsThatDoNotCount) {
  const std::string cameras = service_
                                  .Run({"-o", "markdown", "case", "run",
                                        "cameras-2022", "--stated-only"})
                                  .out;
  EXPECT_THAT(
      cameras.substr(cameras.find("## What is unknown")),
      AllOf(HasSubstr("Recorded as unknown or presumed, but not counted in "
                      "these answers:"),
            HasSubstr("how many Chinese cameras the government uses."),
            HasSubstr("the municipalities' camera footage ends up with Dahua. "
                      "(question 4: does not count: what carries it does not "
                      "count)")));
  const std::string telecom =
      service_.Run({"-o", "markdown", "case", "run", "5g-2019", "--lang", "nl"})
          .out;
  EXPECT_THAT(telecom.substr(telecom.find("## Wat onbekend is")),
              HasSubstr("Als onbekend vastgelegd of verondersteld, maar in "
                        "deze antwoorden niet meegeteld:"));
}

TEST_F(CaseDocuments, SayOfUnknownsInWhichQuestionTheyWereSaidLater) {
  const std::string kaspersky =
      service_.Run({"-o", "markdown", "case", "run", "kaspersky-2018"}).out;
  EXPECT_THAT(
      kaspersky.substr(kaspersky.find("## What is unknown")),
      HasSubstr(
          "whether the antivirus software is gone from central "
          "government altogether. \\[answer to parliamentary questions "
          "2019Z15315 (2019-09-24), question 2, said by Grapperhaus (JenV)\\] "
          "(question 2: said only "
          "on 2019-09-24, after this date)\n"));
}

TEST_F(CaseDocuments, OfThePresumptionNearestToAPathTellIt) {
  const std::string cranes =
      service_
          .Run({"-o", "markdown", "case", "run", "zpmc-2023", "--remove",
                "relations/zpmc-controlled-by-cn-state", "--remove",
                "relations/zpmc-majority-owned-by-cccc", "--remove",
                "relations/zpmc-seated-in-cn"})
          .out;
  EXPECT_THAT(cranes, HasSubstr("What counts here forms no path. That is not "
                                "the same as no risk."));
  EXPECT_THAT(
      cranes.substr(cranes.find("## What is unknown")),
      HasSubstr("Presumed, since nothing on record that counts here says "
                "anything of it: ZPMC "
                "supplies the updates of the ZPMC container crane.\n"));
}

// One was told to go the way of another, whose use is only possible.
TEST_F(CaseDocuments, TellEachPurposeOfThePoliceByItsOwnUse) {
  const std::string police =
      service_.Run({"case", "run", "2021Z16950", "--question", "3"}).out;
  EXPECT_THAT(
      police,
      AllOf(HasSubstr("carried by: Possible: police deployment at "
                      "demonstrations uses the DJI drone."),
            HasSubstr("carried by: Police forensic investigation uses the DJI "
                      "drone."),
            HasSubstr("measure: encrypted transmission of the footage – does "
                      "not close this"),
            HasSubstr("measure: encrypted transmission of the footage – does "
                      "not certainly close this: not excluded"),
            HasSubstr("measure: no DJI drones in processes around vital "
                      "infrastructure"),
            Not(HasSubstr("the same way as from"))));
}

TEST_F(CaseDocuments, OfAllCasesAreFilesInBothLanguages) {
  const TemporaryDirectory folder;
  const CliResult run = service_.Run(
      {"-o", "html", "case", "run", "--all", "--out", folder.path().string()});
  ASSERT_EQ(run.code, 0) << run.error;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path());
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    pugi::xml_document page;
    EXPECT_TRUE(page.load_string(content.c_str())) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 2 * 9) << "nine cases, two languages";
}

TEST_F(CaseDocuments, AllCasesAreAnsweredOneAfterAnother) {
  const CliResult run = service_.Run({"case", "run", "--all"});
  EXPECT_EQ(run.code, 0) << run.error;
  EXPECT_THAT(run.out, AllOf(HasSubstr("2021Z16950"), HasSubstr("Kaspersky")));
}

TEST_F(CaseDocuments, AreAskedForInOneWay) {
  EXPECT_EQ(service_.Run({"case", "run"}).code, 2);
  EXPECT_EQ(service_.Run({"case", "run", "2021Z16950", "--all"}).code, 2);
  EXPECT_EQ(service_.Run({"case", "run", "--all", "--question", "1"}).code, 2);
  EXPECT_EQ(service_.Run({"case", "run", "--all", "--out", "x"}).code, 2);
  EXPECT_EQ(service_.Run({"-o", "html", "case", "run", "--all"}).code, 2);
  EXPECT_EQ(service_.Run({"case", "run", "nothing"}).code, 3);
}

}  // namespace
}  // namespace ketenzicht::testing
