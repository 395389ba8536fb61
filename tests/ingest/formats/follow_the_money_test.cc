// FollowTheMoney, line by line.

#include "ingest/formats/follow_the_money.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/corpora.h"
#include "tests/support/corpus_file.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

// One line, however its properties are written here.
std::string Entity(const std::string& id, const std::string& schema,
                   const std::string& properties) {
  return absl::StrCat("{\"id\": \"", id, "\", \"schema\": \"", schema,
                      "\", \"properties\": {",
                      absl::StrReplaceAll(properties, {{"\n", " "}}), "}}\n");
}

// As exports nest them: what stands within is as much said as what stands on a
// line of its own.
TEST(FollowTheMoney, GivesWhatStandsWithinAnEntity) {
  const ReadRecords read = ReadText(
      "ftm", absl::StrCat(Entity("c", "Company",
                                 R"("name": ["C"],
                    "sanctions": [{"id": "s", "schema": "Sanction",
                      "properties": {"entity": ["c"], "program": ["List"]}}],
                    "ownershipAsset": [{"id": "o", "schema": "Ownership",
                      "properties": {"asset": ["c"], "percentage": ["51"],
                        "owner": [{"id": "h", "schema": "Company",
                          "properties": {"name": ["H"],
                                         "jurisdiction": ["cn"]}}]}}])"),
                          Entity("p", "Ownership",
                                 R"("owner": {"id": "g", "schema": "Company",
                              "properties": {"name": ["G"]}},
                    "asset": ["c", {"not": "an entity"}])")));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("c -Sanction-> listing/name/List", "g -Ownership-> c",
                  "h -Ownership/majority-> c", "h -jurisdiction-> country/cn"));
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre("Company c", "Company g", "Company h",
                          "country country/cn", "listing listing/name/List"));
  EXPECT_THAT(read.records.skipped,
              ElementsAre(HasSubstr("a value that is no text and no entity")));
}

TEST(FollowTheMoney, AParentIsALink) {
  const ReadRecords read = ReadText(
      "ftm",
      absl::StrCat(Entity("a", "Company", R"("name": ["A"], "parent": ["b"])"),
                   Entity("b", "Company", R"("name": ["B"])")));
  EXPECT_THAT(read.records.RelationLines(), ElementsAre("a -parent-> b"));
}

TEST(FollowTheMoney, GivesThingsAndLinksBeforeTheirEnds) {
  const ReadRecords read = ReadText(
      "ftm",
      absl::StrCat(
          Entity("o1", "Ownership",
                 R"("owner": ["h"], "asset": ["c"], "percentage": ["75"],
                    "startDate": ["2019", "2020-03-01"])"),
          Entity("o2", "Ownership",
                 R"("owner": ["p"], "asset": ["c"], "percentage": ["25,5"])"),
          Entity("n", "Control", R"("controller": ["h"], "controlled": ["c"])"),
          "\n",
          Entity("c", "Company",
                 R"("name": ["C", "Ц"], "alias": ["Cee"],
                    "jurisdiction": ["ru"], "country": ["ru", "cy"],
                    "ogrnCode": ["1027700132195"])"),
          Entity("h", "Company", R"("name": ["H"])"),
          Entity("p", "Person", R"("name": ["P"])"),
          Entity("s", "Sanction",
                 R"("entity": ["c"], "program": ["List"],
                    "listingDate": ["2022-03-01"], "reason": ["drones"])")));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("c -Sanction-> listing/name/List", "c -country-> country/cy",
                  "c -jurisdiction-> country/ru", "h -Control-> c",
                  "h -Ownership/majority-> c", "p -Ownership-> c"));
  EXPECT_THAT(
      read.records.EntityLines(),
      ElementsAre("Company c", "Company h", "Person p", "country country/cy",
                  "country country/ru", "listing listing/name/List"));
  ASSERT_FALSE(read.records.relations.empty());
  const RelationRecord& owned = read.records.relations.front();
  EXPECT_EQ(FormatDateRange(owned.valid.from.range), "2019-01-01/2020-03-01")
      << "two dates that contradict each other are an interval";
  const EntityRecord* company = nullptr;
  for (const EntityRecord& entity : read.records.entities) {
    if (entity.key == "c") company = &entity;
  }
  ASSERT_NE(company, nullptr);
  EXPECT_THAT(company->aliases, ElementsAre("Ц", "Cee"));
  ASSERT_THAT(company->identifiers, SizeIs(1));
  EXPECT_EQ(company->identifiers[0].scheme, "ogrn");
}

TEST(FollowTheMoney, OnlyMoreThanHalfThatIsStatedIsAMajority) {
  const auto owned = [](const std::string& percentages) {
    const ReadRecords read = ReadText(
        "ftm",
        Entity("o", "Ownership",
               absl::StrCat(R"("owner": ["h"], "asset": ["c"])",
                            percentages.empty() ? "" : ", ",
                            percentages.empty() ? "" : "\"percentage\": ",
                            percentages)));
    EXPECT_THAT(read.problems, IsEmpty()) << percentages;
    std::vector<std::string> told = read.records.skipped;
    for (const RelationRecord& relation : read.records.relations) {
      told.insert(told.begin(), relation.type);
    }
    return told;
  };
  for (const char* majority :
       {R"(["75"])", R"(["75%"])", R"(["75 %"])", R"(["51,5"])", R"(["50.1"])",
        R"(["75-100"])", R"(["75 – 100%"])", R"(["75%-100%"])", R"(["100"])",
        R"(["75", "75%"])"}) {
    EXPECT_THAT(owned(majority), ElementsAre("Ownership/majority")) << majority;
  }
  for (const char* plain :
       {"", "[]", R"(["50"])", R"(["0"])", R"(["25,5"])", R"(["50-100"])"}) {
    EXPECT_THAT(owned(plain), ElementsAre("Ownership")) << plain;
  }
  for (const char* several :
       {R"(["20", "80"])", R"(["75", "75-100"])", R"(["60", "80"])"}) {
    EXPECT_THAT(owned(several),
                ElementsAre("Ownership", "line 1: percentages that differ"))
        << several;
  }
  for (const char* none :
       {R"(["150"])", R"(["-60"])", R"(["nan"])", R"(["inf"])", R"(["more"])",
        R"(["80-60"])", R"(["75-"])", R"([">75"])", R"(["75-150"])",
        R"(["1.000,5"])", R"([""])", R"(["1e2"])"}) {
    EXPECT_THAT(owned(none),
                ElementsAre("Ownership",
                            "line 1: a percentage that is none from 0 to 100"))
        << none;
  }
}

TEST(FollowTheMoney, OnlyAnOwnershipIsOfAMajority) {
  const ReadRecords read =
      ReadText("ftm", Entity("n", "Control",
                             R"("controller": ["h"], "controlled": ["c"],
                                "percentage": ["75"])"));
  EXPECT_THAT(read.records.RelationLines(), ElementsAre("h -Control-> c"));
  EXPECT_EQ(read.records.relations.at(0).attributes.at("percentage"), "75");
  EXPECT_THAT(read.records.skipped, IsEmpty());
}

TEST(FollowTheMoney, WhatHeldOnOneDayHeldUntilTheDayAfter) {
  const auto held = [](const std::string& start, const std::string& end) {
    const ReadRecords read = ReadText(
        "ftm", Entity("o", "Ownership",
                      absl::StrCat(
                          R"("owner": ["h"], "asset": ["c"], "startDate": [")",
                          start, R"("], "endDate": [")", end, "\"]")));
    EXPECT_THAT(read.problems, IsEmpty());
    std::string days;
    const graph::ValidTime& valid = read.records.relations.at(0).valid;
    for (const graph::Bound& bound : {valid.from, valid.until}) {
      absl::StrAppend(&days,
                      bound.kind == graph::Bound::Kind::kDated
                          ? graph::FormatDateRange(bound.range)
                          : "-",
                      " ");
    }
    return absl::StrCat(days, read.records.skipped.size());
  };
  EXPECT_EQ(held("2020-01-01", "2020-01-01"), "2020-01-01 2020-01-02 0");
  EXPECT_EQ(held("2019-12-31", "2019-12-31"), "2019-12-31 2020-01-01 0");
  EXPECT_EQ(held("2020-01-01", "2020-01-02"), "2020-01-01 2020-01-02 0");
  EXPECT_EQ(held("2020", "2020"), "2020 2020 0") << "some days of a year";
  EXPECT_EQ(held("2020-01-02", "2020-01-01"), "- - 1");
  EXPECT_EQ(held("9999-12-31", "9999-12-31"), "9999-12-31 - 0")
      << "there is no day after";
}

TEST(FollowTheMoney, ReadsFilesOfChanges) {
  const ReadRecords read =
      ReadText("ftm",
               "{\"op\": \"ADD\", \"entity\": {\"id\": \"c\", \"schema\": "
               "\"Company\", \"properties\": {\"name\": [\"C\"]}}}\n"
               "{\"op\": \"DEL\", \"entity\": {\"id\": \"d\"}}");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(), ElementsAre("Company c"));
  EXPECT_THAT(read.records.skipped, IsEmpty());
  const std::optional<SourceChanges>& changes =
      read.records.sources.at(0).changes;
  ASSERT_TRUE(changes.has_value());
  EXPECT_THAT(changes->keys, ElementsAre(Pair("c", 1), Pair("d", 2)));
  EXPECT_THAT(changes->deleted, ElementsAre(Pair("d", 2)));
  EXPECT_THAT(ReadText("ftm", R"({"op": "DEL", "entity": {}})").problems,
              ElementsAre("x:1: needs an id"));
  for (const char* op : {"DELETE", "del", "add", "UPDATE"}) {
    EXPECT_THAT(
        ReadText("ftm",
                 absl::StrCat(R"({"op": "DEL", "entity": {"id": "d"}})",
                              "\n{\"op\": \"", op,
                              R"(", "entity": {"id": "c", "schema": "Company",)"
                              R"( "properties": {"name": ["C"]}}})"))
            .problems,
        ElementsAre(
            absl::StrCat("x:2: op '", op, "' is none of ADD, MOD, DEL")));
  }
}

// A change of one line; `entity` as of Entity.
std::string Change(const std::string& op, const std::string& entity) {
  return absl::StrCat("{\"op\": \"", op,
                      "\", \"entity\": ", entity.substr(0, entity.find('\n')),
                      "}\n");
}

// A source, and files of its changes.
class FtmChanges : public ::testing::Test {
 protected:
  void SetUp() override {
    Run(absl::StrCat(
            Entity("c", "Company", kCompany),
            Entity("h", "Company", R"("name": ["H"])"),
            Entity("d", "Company", R"("name": ["D"])"),
            Entity("o", "Ownership", R"("owner": ["h"], "asset": ["c"])")),
        "2024-01-01");
  }

  SourceOutcome Run(const std::string& text, const std::string& day) {
    TextSource bytes(text);
    SourceImport how;
    how.files = {{"x.ftm.json", &bytes}};
    how.source_id = kSource;
    how.imported_on = graph::Date::Parse(day).value();
    SourceOutcome done = ImportSource(state_, how).value();
    EXPECT_THAT(done.import.problems, IsEmpty());
    if (done.import.problems.empty()) state_ = done.import.next;
    return done;
  }

  // What the source says and has not ended: names, and relations by names.
  std::vector<std::string> Said() const {
    const graph::Snapshot& now = *state_.snapshot;
    const auto name = [&now](const std::string& id) {
      return now.NameOf(now.Find(id), graph::Language::kEnglish);
    };
    std::vector<std::string> lines;
    for (const graph::Fact& fact : now.facts().ReadAll()) {
      if (fact.evidence.empty() || fact.evidence.back().source != kSource ||
          fact.valid.until.kind == graph::Bound::Kind::kDated) {
        continue;
      }
      if (const graph::Relation* one = fact.relation()) {
        lines.push_back(absl::StrCat(name(one->source.id), " ", one->kind, " ",
                                     name(one->target.id)));
      } else if (fact.id != kSource) {
        lines.push_back(name(fact.id));
      }
    }
    return lines;
  }

  static constexpr char kSource[] = "sources/register";
  static constexpr char kCompany[] = R"("name": ["C"], "jurisdiction": ["nl"],)"
                                     R"( "leiCode": ["724500ACMEACMEACME02"])";
  static constexpr char kNeverThere[] = "deletes what the source did not have";

  State state_ = ketenzicht::testing::CaseState();
};

TEST_F(FtmChanges, EndWhatTheyDeleteAndLeaveWhatTheyDoNotName) {
  EXPECT_THAT(Said(), UnorderedElementsAre("C", "H", "D", "C owned_by H",
                                           "C seated_in the Netherlands"));
  const std::string changes = absl::StrCat(
      Change("DEL", "{\"id\": \"d\"}"),
      Change("MOD", Entity("c", "Company",
                           absl::StrReplaceAll(kCompany, {{"nl", "cn"}}))),
      Change("ADD", Entity("e", "Company", R"("name": ["E"])")),
      Change("ADD",
             Entity("p", "Ownership", R"("owner": ["h"], "asset": ["e"])")));
  const SourceOutcome changed = Run(changes, "2024-02-01");
  EXPECT_THAT(Said(),
              UnorderedElementsAre("C", "H", "E", "C owned_by H",
                                   "C seated_in China", "E owned_by H"));
  EXPECT_EQ(changed.report.ended, 2) << "a company, and the seat of another";
  EXPECT_EQ(changed.report.unresolved, 0) << "what is not named again is there";
  EXPECT_THAT(changed.report.skipped, IsEmpty());
  EXPECT_TRUE(Run(changes, "2024-02-15").import.changes_nothing());
}

TEST_F(FtmChanges, EndTheLinksThatTheyDeleteAndTellWhatWasNeverThere) {
  const SourceOutcome deleted =
      Run(absl::StrCat(Change("DEL", "{\"id\": \"o\"}"),
                       Change("DEL", "{\"id\": \"nobody\"}")),
          "2024-02-01");
  EXPECT_THAT(Said(), UnorderedElementsAre("C", "H", "D",
                                           "C seated_in the Netherlands"));
  EXPECT_EQ(deleted.report.ended, 1);
  EXPECT_THAT(deleted.report.skipped.at(kNeverThere).places,
              ElementsAre("line 2 'nobody'"));
}

TEST_F(FtmChanges, OfSeveralOfOneEntityTheLastCounts) {
  const std::string company = Entity("q", "Company", R"("name": ["Q"])");
  Run(absl::StrCat(Change("ADD", company), Change("DEL", "{\"id\": \"q\"}")),
      "2024-02-01");
  EXPECT_THAT(Said(), ::testing::Not(::testing::Contains("Q")));
  Run(absl::StrCat(Change("DEL", "{\"id\": \"d\"}"),
                   Change("ADD", Entity("d", "Company", R"("name": ["D"])")),
                   Change("ADD", company)),
      "2024-03-01");
  EXPECT_THAT(Said(), ::testing::IsSupersetOf({"D", "Q"}));
}

// Whether the rest ends, nobody could say.
TEST(FollowTheMoney, AFileIsAllOrChangesAndNotBoth) {
  const std::string change = R"({"op": "DEL", "entity": {"id": "x"}})"
                             "\n";
  const std::string entity = Entity("c", "Company", R"("name": ["C"])");
  EXPECT_THAT(ReadText("ftm", entity + change).problems,
              ElementsAre(HasSubstr("x:2: is a change, and line 1 is none")));
  EXPECT_THAT(ReadText("ftm", change + entity).problems, IsEmpty());
}

TEST(FollowTheMoney, APercentageOfSeveralIsToldAsSaidOfEach) {
  const ReadRecords read =
      ReadText("ftm", Entity("o", "Ownership",
                             R"("owner": ["a", "b"], "asset": ["c"],
                       "percentage": ["60"])"));
  EXPECT_THAT(read.records.relations, SizeIs(2));
  EXPECT_THAT(read.records.remarked,
              ElementsAre(HasSubstr("a percentage of several owners")));
}

TEST(FollowTheMoney, AnEntityIsLocatedByItsId) {
  const std::string text = Entity("c-1", "Company", R"("name": ["Ceetje"])");
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"x.ftm.json", &bytes}};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  for (const graph::Fact& fact : done.import.written) {
    if (fact.entity()->name.en == "Ceetje") {
      EXPECT_EQ(fact.evidence.at(0).locator, "c-1") << "not by its line";
    }
  }
  EXPECT_TRUE(
      LooksLikeFollowTheMoney(R"({"op": "DEL", "entity": {"id": "d"}})"));
}

TEST(FollowTheMoney, RefusesWithTheLine) {
  EXPECT_THAT(
      ReadText("ftm", absl::StrCat(Entity("c", "Company", ""), "{\"id\": 1}"))
          .problems,
      ElementsAre("x:2: needs an id, a schema and properties"));
  EXPECT_THAT(ReadText("ftm", "{]").problems,
              ElementsAre(HasSubstr("x:1:2: not well-formed JSON")));
}

TEST(FollowTheMoney, CodesThatAreOfNoCountryAreToldWithTheirPlace) {
  std::string text;
  for (const char* code :
       {"nl", "gb-sct", "xk", "zr", "suhh", "eu", "zz", "ua-cri", "atlantis"}) {
    text += Entity(code, "Company",
                   absl::StrCat(R"("name": ["of )", code,
                                R"("], "jurisdiction": [")", code, R"("])"));
  }
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"codes.ftm.json", &bytes}};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  ASSERT_THAT(done.import.problems, IsEmpty());
  std::vector<std::string> seats;
  for (const graph::Fact& fact : done.import.written) {
    if (fact.relation() != nullptr) {
      seats.push_back(fact.relation()->target.id);
    }
  }
  EXPECT_THAT(seats,
              UnorderedElementsAre("jurisdictions/nl", "jurisdictions/gb",
                                   "jurisdictions/xk", "jurisdictions/cd"));
  std::map<std::string, std::vector<std::string>> skipped;
  for (const auto& [reason, of_reason] : done.report.skipped) {
    skipped[reason] = of_reason.places;
  }
  constexpr char kFormer[] =
      "a country that is no more, or the former code of one";
  constexpr char kPart[] = "a part of a country, or a region that is disputed";
  const auto end = [](const char* reason) {
    return absl::StrCat("an end is left out: ", reason);
  };
  EXPECT_THAT(
      skipped,
      UnorderedElementsAre(
          Pair(kFormer, ElementsAre("line 5 'suhh'")),
          Pair(end(kFormer), ElementsAre("line 5")),
          Pair("a group of countries", ElementsAre("line 6 'eu'")),
          Pair(end("a group of countries"), ElementsAre("line 6")),
          Pair("no country is named", ElementsAre("line 7 'zz'")),
          Pair(end("no country is named"), ElementsAre("line 7")),
          Pair(kPart, ElementsAre("line 8 'ua-cri'")),
          Pair(end(kPart), ElementsAre("line 8")),
          Pair("no country that is known", ElementsAre("line 9 'atlantis'")),
          Pair(end("no country that is known"), ElementsAre("line 9"))));
}

TEST(FollowTheMoney, ASecondIdentifierIsToldAndKept) {
  const std::string text =
      Entity("c", "Company",
             R"("name": ["C"], "leiCode": ["724500BETABETABETA87",
         "724500ACMEACMEACME02"])");
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"two.ftm.json", &bytes}};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  ASSERT_THAT(done.import.problems, IsEmpty());
  ASSERT_THAT(done.report.remarks, SizeIs(1));
  const auto& [reason, told] = *done.report.remarks.begin();
  EXPECT_EQ(reason, "a second lei of one record, and only claimed_lei here");
  EXPECT_THAT(told.places, ElementsAre("line 1 '724500BETABETABETA87'"));
  const graph::Fact& company = done.import.written.front();
  EXPECT_EQ(company.id, "companies/lei-724500acmeacmeacme02");
  EXPECT_EQ(company.entity()->attributes.at("claimed_lei"),
            "724500BETABETABETA87");
}

TEST(FollowTheMoney, ProgrammesAreOneByTheirIdAndNotByTheirName) {
  const auto sanction = [](const std::string& id, const std::string& rest) {
    return Entity(id, "Sanction", absl::StrCat(R"("entity": ["c"], )", rest));
  };
  const ReadRecords read = ReadText(
      "ftm",
      absl::StrCat(
          Entity("c", "Company", R"("name": ["C"])"),
          sanction("1", R"("program": ["Arms"], "authority": ["A"])"),
          sanction("2", R"("program": ["Arms"], "authority": ["B"])"),
          sanction("3", R"("programId": ["EU-UKR"], "authority": ["A"])"),
          sanction("4", R"("programId": ["EU-UKR"], "program": ["Ukraine"],
                           "authority": ["B"])"),
          sanction("5", R"("programId": ["X", "Y"], "authority": ["A"])"),
          sanction("6", R"("authority": ["A"])"), sanction("7", R"("x": [])"),
          // The same words, and each something else.
          sanction("8", R"("programId": ["A"], "program": ["One", "Two"])"),
          sanction("9", R"("program": ["A"])"),
          sanction("10", R"("program": ["C"], "authority": ["A/B"])"),
          sanction("11", R"("program": ["B/C"], "authority": ["A"])")));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre(
          "c -Sanction-> listing/authority/A", "c -Sanction-> listing/id/A",
          "c -Sanction-> listing/id/EU-UKR", "c -Sanction-> listing/id/EU-UKR",
          "c -Sanction-> listing/id/X", "c -Sanction-> listing/id/Y",
          "c -Sanction-> listing/name/A", "c -Sanction-> listing/name/A%2FB/C",
          "c -Sanction-> listing/name/A/Arms",
          "c -Sanction-> listing/name/A/B%2FC",
          "c -Sanction-> listing/name/B/Arms",
          "c -Sanction-> listing/sanction/7"));
  for (const RelationRecord& relation : read.records.relations) {
    if (relation.target == "listing/id/A") {
      EXPECT_EQ(relation.attributes.at("program"), "One; Two")
          << "which of them it is of is not said";
    }
  }
}

TEST(FollowTheMoney, SanctionsOfOrganizationsAreKeptToo) {
  std::string text;
  for (const char* schema : {"Company", "Organization", "PublicBody"}) {
    text +=
        Entity(schema, schema, absl::StrCat(R"("name": [")", schema, R"("])"));
    text += Entity(
        absl::StrCat("s", schema), "Sanction",
        absl::StrCat(R"("entity": [")", schema, R"("], "program": ["List"])"));
  }
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"sanctions.ftm.json", &bytes}};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  ASSERT_THAT(done.import.problems, IsEmpty());
  const graph::Snapshot& now = *done.import.next.snapshot;
  std::vector<std::string> told;
  for (const graph::Fact& fact : done.import.written) {
    const graph::Relation* relation = fact.relation();
    if (relation == nullptr) continue;
    told.push_back(absl::StrCat(
        now.NameOf(now.Find(relation->source.id), graph::Language::kEnglish),
        " ", relation->kind, " ",
        now.NameOf(now.Find(relation->target.id), graph::Language::kEnglish)));
  }
  EXPECT_THAT(told, UnorderedElementsAre("Company listed_on List",
                                         "List targets Organization",
                                         "List targets PublicBody"));
  EXPECT_THAT(done.report.skipped, IsEmpty());
}

TEST(FollowTheMoney, ReadsThePublishedFiles) {
  const auto folder = ketenzicht::testing::CorpusFolder("ftm");
  if (!folder) GTEST_SKIP() << "no corpora";
  for (const char* name :
       {"zala.entities.ftm.json", "t1.entities.ftm.json", "donations.ijson"}) {
    SCOPED_TRACE(name);
    const std::string text = ketenzicht::testing::CorpusText(*folder / name);
    EXPECT_TRUE(LooksLikeFollowTheMoney(text.substr(0, kFormatHeadBytes)));
    EXPECT_THAT(ReadText("ftm", text).problems, IsEmpty());
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
