// Issues and changes of FollowTheMoney, one after another: docs/import.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/source_import.h"
#include "tests/ingest/ftm_imports_fixture.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(FtmImports, WhatSeveralRecordsSayEndsWithTheLast) {
  const auto company = [](const std::string& id) {
    return Entity(id, "Company", absl::StrCat(R"("name": ["L"], )", kLei));
  };
  Import("f", company("l1") + company("l2"), "2024-01-01");
  EXPECT_EQ(Read(kId).evidence[0].locator, "l1; l2");
  const SourceOutcome first =
      Import("f", Change("DEL", "l1", "Company", ""), "2024-02-01");
  EXPECT_EQ(first.report.ended, 0);
  EXPECT_EQ(Read(kId).evidence.back().locator, "l2");
  EXPECT_EQ(Read(kId).valid.until.kind, graph::Bound::Kind::kNotStated);
  // By the other's key it is still known.
  const SourceOutcome link = Import(
      "f",
      Change("ADD", "o", "Ownership", R"("owner": ["l2"], "asset": ["x"])") +
          Change("ADD", "x", "Company", R"("name": ["X"])"),
      "2024-02-02");
  EXPECT_EQ(link.report.unresolved, 0);
  // The link still names it.
  const SourceOutcome last =
      Import("f", Change("DEL", "l2", "Company", ""), "2024-03-01");
  EXPECT_EQ(last.report.unresolved, 1);
  EXPECT_TRUE(Read(kId).entity()->attributes.contains("unresolved"));
  EXPECT_EQ(Import("f", Change("DEL", "o", "Ownership", ""), "2024-04-01")
                .report.ended,
            2)
      << "the link, and what it named";
}

TEST_F(FtmImports, WhatAnUnchangedRecordSaysOfAThingStays) {
  const auto company = [](const std::string& properties) {
    return absl::StrCat(R"("name": ["L"], )", kLei, ", ", properties);
  };
  Import("f",
         Entity("l1", "Company", company(R"("status": ["active"])")) +
             Entity("l2", "Company",
                    company(R"("address": ["Here"], "alias": ["Ell"])")),
         "2024-01-01");
  const SourceOutcome done = Import(
      "f", Change("MOD", "l1", "Company", company(R"("status": ["closed"])")),
      "2024-02-01");
  const graph::Fact thing = Read(kId);
  EXPECT_EQ(thing.entity()->attributes.at("status"), "closed");
  EXPECT_EQ(thing.entity()->attributes.at("address"), "Here");
  EXPECT_EQ(thing.entity()->aliases, std::vector<std::string>{"Ell"});
  EXPECT_EQ(thing.evidence.back().locator, "l1; l2");
  ASSERT_EQ(done.report.remarks.size(), 1u);
  EXPECT_THAT(done.report.remarks.begin()->first,
              HasSubstr("a record that did not change says the thing too"));
  // Of one record it is what that says now.
  Import("f", Change("DEL", "l2", "Company", ""), "2024-03-01");
  Import("f",
         Change("MOD", "l1", "Company", company(R"("status": ["active"])")),
         "2024-04-01");
  EXPECT_FALSE(Read(kId).entity()->attributes.contains("address"));
}

TEST_F(FtmImports, WhatIsGoneAndOthersStandOnIsAPlaceholder) {
  const std::string link =
      Entity("o", "Ownership", R"("owner": ["c1"], "asset": ["c5"])");
  const auto thing = [](const std::string& id) {
    return Entity(id, "Company", R"("name": ["Five"], "status": ["active"])");
  };
  Import("f", link + thing("c1") + thing("c5"), "2024-01-01");
  const SourceOutcome done =
      Import("f", Change("DEL", "c5", "Company", ""), "2024-02-01");
  EXPECT_EQ(done.report.unresolved, 1);
  EXPECT_EQ(done.report.ended, 0);
  const graph::Fact gone = Read("companies/f--c5");
  EXPECT_EQ(gone.valid.until.kind, graph::Bound::Kind::kNotStated);
  EXPECT_TRUE(gone.entity()->attributes.contains("unresolved"));
  EXPECT_FALSE(gone.entity()->attributes.contains("status"));
  EXPECT_EQ(gone.evidence.back().locator, "o");
  // It comes, and goes again: nothing of it is the link's.
  Import("f",
         Change("ADD", "c5", "Company", R"("name": ["V"], "status": ["new"])"),
         "2024-03-01");
  EXPECT_EQ(Read("companies/f--c5").evidence.back().locator, "c5");
  Import("f", Change("DEL", "c5", "Company", ""), "2024-04-01");
  EXPECT_FALSE(Read("companies/f--c5").entity()->attributes.contains("status"));
  EXPECT_TRUE(
      Read("companies/f--c5").entity()->attributes.contains("unresolved"));
}

TEST_F(FtmImports, ALinkToWhatTheSameFileTakesBackIsToAPlaceholder) {
  Import("f",
         Entity("c1", "Company", R"("name": ["One"])") +
             Entity("c5", "Company", R"("name": ["Five"])"),
         "2024-01-01");
  const std::string changes =
      Change("DEL", "c5", "Company", "") +
      Change("ADD", "o", "Ownership", R"("owner": ["c1"], "asset": ["c5"])");
  EXPECT_EQ(Import("f", changes, "2024-02-01").report.unresolved, 1);
  EXPECT_TRUE(Import("f", changes, "2024-02-01").import.changes_nothing());
}

TEST_F(FtmImports, OfWhatOneFileChangesTwiceTheLastCounts) {
  Import("f", Entity("c", "Company", R"("name": ["C"])"), "2024-01-01");
  const auto change = [](const std::string& name) {
    return Change("MOD", "c", "Company",
                  absl::StrCat(R"("name": [")", name, R"("])"));
  };
  const SourceOutcome done =
      Import("f", change("First") + change("Last"), "2024-02-01");
  EXPECT_EQ(Read("companies/f--c").entity()->name.en, "Last");
  EXPECT_THAT(done.report.remarks, IsEmpty());
  // An entity by itself among changes is one too.
  Import("f", change("A") + Entity("c", "Company", R"("name": ["B"])"),
         "2024-03-01");
  EXPECT_EQ(Read("companies/f--c").entity()->name.en, "B");
  EXPECT_THAT(Read("companies/f--c").entity()->aliases, IsEmpty());
}

TEST_F(FtmImports, ChangesThatWereNotWrittenToTheEndGoOn) {
  const auto companies = [](const char* op, const std::string& status) {
    std::string text;
    for (const char* id : {"c1", "c2", "c3"}) {
      const std::string properties = absl::StrCat(
          R"("name": [")", id, R"("], "status": [")", status, R"("])");
      absl::StrAppend(&text, op == std::string("")
                                 ? Entity(id, "Company", properties)
                                 : Change(op, id, "Company", properties));
    }
    return text;
  };
  Import("f", companies("", "old"), "2024-01-01");
  const std::string changes = companies("MOD", "new");
  SourceImport how;
  how.format = "ftm";
  how.source_id = "sources/f";
  how.imported_on = graph::Date::Parse("2024-02-01").value();
  const auto parts = [&] {
    TextSource bytes(changes);
    how.files = {{"f", &bytes}};
    SourceImporter importer(how);
    EXPECT_TRUE(importer.Read(state_));
    return importer.PartsOver(state_, 2).value();
  };
  // The first of them only.
  SourceParts all = parts();
  ASSERT_GT(all.parts.size(), 1U);
  state_ = ApplyFacts(state_, std::move(all.parts[0]), {}).next;
  EXPECT_TRUE(Read("sources/f").entity()->attributes.contains("incomplete"));
  all = parts();
  EXPECT_THAT(all.problems, IsEmpty());
  for (std::vector<graph::Fact>& part : all.parts) {
    state_ = ApplyFacts(state_, std::move(part), {}).next;
  }
  EXPECT_FALSE(Read("sources/f").entity()->attributes.contains("incomplete"));
  for (const char* id : {"companies/f--c1", "companies/f--c3"}) {
    EXPECT_EQ(Read(id).entity()->attributes.at("status"), "new") << id;
  }
  EXPECT_TRUE(Import("f", changes, "2024-02-01").import.changes_nothing());
}

TEST_F(FtmImports, ALineOfTooManyLinksIsLeftOut) {
  std::string ids;
  for (int i = 0; i < 101; ++i) {
    absl::StrAppend(&ids, i == 0 ? "" : ", ", "\"c", i, "\"");
  }
  const SourceOutcome done = Import(
      "f",
      Entity("o", "Ownership",
             absl::StrCat("\"owner\": [", ids, "], \"asset\": [", ids, "]")),
      "2024-01-01");
  EXPECT_EQ(done.report.relations, 0);
  EXPECT_EQ(done.report.skipped.count("more than 10,000 links in one entity"),
            1u);
}

TEST_F(FtmImports, AKeyWithTheSeparatorInItIsOneKey) {
  const auto company = [](const char* op, const std::string& id) {
    return Change(op, id, "Company", absl::StrCat(R"("name": ["L"], )", kLei));
  };
  Import("f", company("ADD", "a; b") + company("ADD", "b"), "2024-01-01");
  EXPECT_EQ(Read(kId).evidence[0].locator, "a;%20b; b");
  EXPECT_EQ(Import("f", company("DEL", "b"), "2024-02-01").report.ended, 0);
  EXPECT_EQ(Import("f", company("DEL", "a; b"), "2024-03-01").report.ended, 1);
}

TEST_F(FtmImports, WhatNeverBeganMayHaveHeldOnNoDay) {
  const std::string dated = Entity(
      "c", "Company", R"("name": ["C"], "incorporationDate": ["2027-01-01"])");
  Import("f", dated, "2024-01-01");
  Import("f", Entity("d", "Company", R"("name": ["D"])"), "2024-02-01");
  const graph::Fact gone = Read("companies/f--c");
  EXPECT_EQ(graph::FormatDateRange(gone.valid.until.range),
            "2024-01-02/2027-01-02");
}

TEST_F(FtmImports, WhatARecordTookBackAndAnotherSaysEndsWithThat) {
  const auto change = [](const char* op, const std::string& id) {
    return Change(op, id, "Company", absl::StrCat(R"("name": ["L"], )", kLei));
  };
  Import("f", Entity("l1", "Company", absl::StrCat(R"("name": ["L"], )", kLei)),
         "2024-01-01");
  EXPECT_EQ(Import("f", change("DEL", "l1"), "2024-02-01").report.ended, 1);
  // What it took back it does not know by that key any more.
  const SourceOutcome link = Import(
      "f",
      Change("ADD", "o", "Ownership", R"("owner": ["l1"], "asset": ["x"])") +
          Change("ADD", "x", "Company", R"("name": ["X"])"),
      "2024-02-02");
  EXPECT_EQ(link.report.unresolved, 1);
  Import("f", change("ADD", "l2"), "2024-03-01");
  EXPECT_EQ(Read(kId).evidence.back().locator, "l2");
  EXPECT_EQ(Read(kId).valid.until.kind, graph::Bound::Kind::kNotStated);
  EXPECT_EQ(Import("f", change("DEL", "l2"), "2024-04-01").report.ended, 1);
}

TEST_F(FtmImports, TheListOfASanctionEndsWithTheLastOne) {
  const auto sanction = [](const char* op, const std::string& id) {
    return Change(op, id, "Sanction", R"("entity": ["c"], "programId": ["P"])");
  };
  Import("f",
         Change("ADD", "c", "Company", R"("name": ["C"])") +
             sanction("ADD", "s1") + sanction("ADD", "s2"),
         "2024-01-01");
  EXPECT_EQ(Import("f", sanction("DEL", "s1"), "2024-02-01").report.ended, 0);
  EXPECT_EQ(Import("f", sanction("DEL", "s2"), "2024-03-01").report.ended, 2)
      << "the list, and being on it";
}

TEST_F(FtmImports, AStatedEndIsKeptWhicheverSourceComesFirst) {
  const std::string dated =
      Entity("a", "Company",
             absl::StrCat(R"("name": ["L"], "incorporationDate": ["2000-01-01"],
                      "dissolutionDate": ["2010-06-01"], )",
                          kLei));
  const std::string plain =
      Entity("b", "Company", absl::StrCat(R"("name": ["L"], )", kLei));
  for (const bool dated_first : {true, false}) {
    state_ = ketenzicht::testing::CaseState();
    Import(dated_first ? "a" : "b", dated_first ? dated : plain, "2024-01-01");
    Import(dated_first ? "b" : "a", dated_first ? plain : dated, "2024-01-02");
    EXPECT_EQ(FormatDateRange(Read(kId).valid.until.range), "2010-06-01")
        << dated_first;
    // And goes with who states it.
    Import("a", Entity("z", "Company", R"("name": ["Z"])"), "2024-02-01");
    EXPECT_EQ(Read(kId).valid, graph::ValidTime()) << dated_first;
  }
}

TEST_F(FtmImports, WhatIsTakenBackEndsBeforeItsStatedEnd) {
  const std::string ends = Entity("h", "Company", R"("name": ["H"])") +
                           Entity("c", "Company", R"("name": ["C"])");
  const std::string owned =
      Entity("o", "Ownership",
             R"("owner": ["h"], "asset": ["c"], "startDate": ["2020-01-01"],
         "endDate": ["2035-01-01"])");
  Import("f", ends + owned, "2024-01-01");
  const SourceOutcome without = Import("f", ends, "2024-06-01");
  EXPECT_EQ(without.report.ended, 1);
  for (const graph::Fact& fact : without.import.written) {
    if (fact.relation() == nullptr) continue;
    EXPECT_EQ(FormatDateRange(fact.valid.until.range), "2024-01-02/2024-06-01");
  }
}

// It is somebody's own fact, which only cites the source.
TEST_F(FtmImports, AMeasureThatCitesASourceIsNotTakenBack) {
  const std::string c = Entity("c", "Company", R"("name": ["C"])");
  Import("f", c + Entity("d", "Company", R"("name": ["D"])"), "2024-01-01");
  graph::Measure measure;
  measure.name = {"m", "m"};
  measure.selects.ids = {"relations/politie-forensic-uses-dji-drone"};
  graph::Fact fact;
  fact.id = "measures/m";
  fact.evidence = {{.source = "sources/f",
                    .asserted_on = graph::Date::Parse("2024-01-01").value()}};
  fact.body = measure;
  const ImportOutcome put = ApplyFacts(state_, {fact}, {});
  ASSERT_THAT(put.problems, IsEmpty());
  state_ = put.next;
  EXPECT_EQ(Import("f", c, "2024-02-01").report.ended, 1);
  EXPECT_EQ(Read("measures/m"), fact);
}

TEST_F(FtmImports, KeysOfDifferentSourcesAreDifferentThings) {
  Import("gemma", Entity("app-1", "Company", R"("name": ["Alpha"])"),
         "2024-01-01");
  Import("gemma-app", Entity("1", "Company", R"("name": ["Other"])"),
         "2024-01-01");
  EXPECT_EQ(Read("companies/gemma--app-1").entity()->name.en, "Alpha");
  EXPECT_EQ(Read("companies/gemma-app--1").entity()->name.en, "Other");
  // Nor are they those that somebody wrote.
  Import("sz", Entity("dji", "Company", R"("name": ["Bakery"])"), "2024-01-01");
  EXPECT_EQ(Read("companies/sz--dji").entity()->name.en, "Bakery");
}

}  // namespace
}  // namespace ketenzicht::ingest
