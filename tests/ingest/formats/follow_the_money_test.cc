// FollowTheMoney, line by line.

#include "ingest/formats/follow_the_money.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
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
using ::testing::SizeIs;

// One line, however its properties are written here.
std::string Entity(const std::string& id, const std::string& schema,
                   const std::string& properties) {
  return absl::StrCat("{\"id\": \"", id, "\", \"schema\": \"", schema,
                      "\", \"properties\": {",
                      absl::StrReplaceAll(properties, {{"\n", " "}}), "}}\n");
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
      ElementsAre("c -Sanction-> listing/List", "c -country-> country/cy",
                  "c -jurisdiction-> country/ru", "h -Control-> c",
                  "h -Ownership/majority-> c", "p -Ownership-> c"));
  EXPECT_THAT(
      read.records.EntityLines(),
      ElementsAre("Company c", "Company h", "Person p", "country country/cy",
                  "country country/ru", "listing listing/List"));
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

TEST(FollowTheMoney, ReadsFilesOfChanges) {
  const ReadRecords read =
      ReadText("ftm",
               "{\"op\": \"ADD\", \"entity\": {\"id\": \"c\", \"schema\": "
               "\"Company\", \"properties\": {\"name\": [\"C\"]}}}\n"
               "{\"op\": \"DEL\", \"entity\": {\"id\": \"d\"}}");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(), ElementsAre("Company c"));
  EXPECT_THAT(read.records.skipped,
              ElementsAre("line 2: a change that deletes"));
}

TEST(FollowTheMoney, RefusesWithTheLine) {
  EXPECT_THAT(
      ReadText("ftm", absl::StrCat(Entity("c", "Company", ""), "{\"id\": 1}"))
          .problems,
      ElementsAre("x:2: needs an id, a schema and properties"));
  EXPECT_THAT(ReadText("ftm", "{]").problems,
              ElementsAre(HasSubstr("x:1:2: not well-formed JSON")));
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
