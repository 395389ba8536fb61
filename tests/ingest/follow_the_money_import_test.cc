// Issues and changes of FollowTheMoney, one after another: docs/import.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// One line, however its properties are written here.
std::string Entity(const std::string& id, const std::string& schema,
                   const std::string& properties) {
  return absl::StrCat("{\"id\": \"", id, "\", \"schema\": \"", schema,
                      "\", \"properties\": {",
                      absl::StrReplaceAll(properties, {{"\n", " "}}), "}}\n");
}

// Sources one after another over the case.
class FtmImports : public ::testing::Test {
 protected:
  SourceOutcome Import(const std::string& file, const std::string& text,
                       const std::string& day) {
    TextSource bytes(text);
    SourceImport how;
    how.format = "ftm";
    how.files = {{file, &bytes}};
    how.source_id = absl::StrCat("sources/", file);
    how.imported_on = graph::Date::Parse(day).value();
    SourceOutcome done = ImportSource(state_, how).value();
    EXPECT_THAT(done.import.problems, IsEmpty());
    if (done.import.problems.empty()) state_ = done.import.next;
    return done;
  }

  static std::string Change(const std::string& op, const std::string& id,
                            const std::string& schema,
                            const std::string& properties) {
    std::string entity = Entity(id, schema, properties);
    entity.pop_back();
    return absl::StrCat("{\"op\": \"", op, "\", \"entity\": ", entity, "}\n");
  }

  graph::Fact Read(const std::string& id) const {
    const graph::FactIndex at = state_.snapshot->Find(id);
    if (at != graph::kNoFact) return state_.snapshot->facts().Read(at);
    ADD_FAILURE() << "there is no " << id;
    return {};
  }

  static constexpr char kLei[] = R"("leiCode": ["529900T8BM49AURSDO55"])";
  static constexpr char kId[] = "companies/lei-529900t8bm49aursdo55";
  State state_ = ketenzicht::testing::CaseState();
};

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

TEST_F(FtmImports, AThingThatBecomesAnotherKindLeavesItsLinksTold) {
  Import("f",
         Entity("o", "Ownership", R"("owner": ["c1"], "asset": ["c2"])") +
             Entity("c1", "Company", R"("name": ["One"])") +
             Entity("c2", "Company", R"("name": ["Two"])"),
         "2024-01-01");
  const SourceOutcome done =
      Import("f", Change("MOD", "c1", "Organization", R"("name": ["One"])"),
             "2024-02-01");
  ASSERT_EQ(done.report.remarks.size(), 1u);
  EXPECT_THAT(done.report.remarks.begin()->first,
              HasSubstr("relations stand on which stay"));
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

// Of companies A and B, who owns A by one or two records.
class FtmIdentities : public FtmImports {
 protected:
  static std::string Company(const std::string& id, bool lei) {
    return Entity(id, "Company",
                  absl::StrCat(R"("name": ["N)", id, R"("])", lei ? ", " : "",
                               lei ? kLei : ""));
  }
  static std::string Owns(const std::string& id) {
    return Entity(id, "Ownership", R"("asset": ["a"], "owner": ["b"])");
  }
  static std::string Deleted(const std::string& id) {
    return absl::StrCat(R"({"op": "DEL", "entity": {"id": ")", id, "\"}}\n");
  }
  static std::string Added(std::string entity) {
    entity.pop_back();
    return absl::StrCat(R"({"op": "ADD", "entity": )", entity, "}\n");
  }
  static std::string Modified(std::string entity) {
    entity.pop_back();
    return absl::StrCat(R"({"op": "MOD", "entity": )", entity, "}\n");
  }
  // Who has the identifier and has not ended.
  std::vector<std::string> Holders() const {
    std::vector<std::string> holders;
    for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
      if (fact.entity() == nullptr) continue;
      const auto& attributes = fact.entity()->attributes;
      if (attributes.contains("lei") && !attributes.contains("taken_back")) {
        holders.push_back(fact.id);
      }
    }
    return holders;
  }
  static int Remarks(const SourceOutcome& done, const std::string& part) {
    int found = 0;
    for (const auto& [reason, some] : done.report.remarks) {
      found += absl::StrContains(reason, part);
    }
    return found;
  }
};

TEST_F(FtmIdentities, AnIdentifierIsOfWhoHasItNow) {
  Import("f", Company("c", true) + Company("b", false), "2024-01-01");
  EXPECT_THAT(Holders(), ElementsAre(kId));
  const SourceOutcome corrected =
      Import("f", Company("c", false) + Company("b", true), "2024-02-01");
  EXPECT_THAT(Holders(), ElementsAre("companies/f--b"));
  EXPECT_EQ(Remarks(corrected, "another thing's"), 0);
  // As it is of a record of another source from now on.
  Import("g", Company("x", true), "2024-02-02");
  EXPECT_THAT(Holders(), ElementsAre("companies/f--b"));
}

TEST_F(FtmIdentities, WhatIsGoneHoldsNoIdentifier) {
  Import("f", Company("c", true), "2024-01-01");
  Import("g", Company("b", false), "2024-01-01");
  Import("f", Company("d", false), "2024-02-01");
  EXPECT_THAT(Holders(), IsEmpty());
  Import("g", Company("b", true), "2024-03-01");
  EXPECT_THAT(Holders(), ElementsAre("companies/g--b"));
  // It comes again by its identifier.
  Import("f", Company("c", true), "2024-04-01");
  EXPECT_THAT(Holders(), ElementsAre("companies/g--b"));
}

TEST_F(FtmIdentities, WhatAnotherSourceSaysHoldsItStill) {
  Import("f", Company("c", true) + Company("b", false), "2024-01-01");
  Import("g", Company("x", true), "2024-01-01");
  const SourceOutcome done =
      Import("f", Company("c", false) + Company("b", true), "2024-02-01");
  EXPECT_THAT(Holders(), ElementsAre(kId));
  EXPECT_EQ(Remarks(done, "another thing's"), 1);
}

TEST_F(FtmIdentities, ARecordThatComesAgainIsTheThingItWas) {
  Import("f", Company("b", true) + Company("a", false) + Owns("o"),
         "2024-01-01");
  Import("f", Deleted("b"), "2024-02-01");
  Import("f",
         Added(Entity("o2", "Control", R"("asset": ["a"], "owner": ["b"])")),
         "2024-03-01");
  const SourceOutcome again =
      Import("f", Added(Company("b", true)), "2024-04-01");
  EXPECT_THAT(Holders(), ElementsAre(kId));
  EXPECT_EQ(state_.snapshot->Find("companies/f--b"), graph::kNoFact);
  EXPECT_FALSE(Read(kId).entity()->attributes.contains("unresolved"));
  EXPECT_EQ(Remarks(again, "another thing's"), 0);
}

TEST_F(FtmIdentities, WhatOneOfTwoRecordsStillStandsOnIsAPlaceholder) {
  Import("f",
         Company("a", false) + Company("b", false) + Owns("o1") + Owns("o2"),
         "2024-01-01");
  const SourceOutcome done =
      Import("f", Deleted("o1") + Deleted("a"), "2024-02-01");
  EXPECT_TRUE(
      Read("companies/f--a").entity()->attributes.contains("unresolved"));
  EXPECT_EQ(done.report.unresolved, 1);
  EXPECT_EQ(Remarks(done, "relations stand on which stay"), 1);
  EXPECT_TRUE(Import("f", Deleted("o1") + Deleted("a"), "2024-02-01")
                  .import.changes_nothing());
}

// By their keys they are what they were, so that links stay with their records.
TEST_F(FtmIdentities, AChangeOfIdentifiersTurnsNoLinkRound) {
  const std::string other = R"("leiCode": ["5493001KJTIIGC8Y1R12"])";
  const auto company = [&](const std::string& id, const std::string& lei) {
    return Entity(id, "Company", absl::StrCat(R"("name": ["N"], )", lei));
  };
  Import("f", company("a", kLei) + company("b", other) + Owns("o"),
         "2024-01-01");
  const std::string swapped =
      Modified(company("a", other)) + Modified(company("b", kLei));
  Import("f", swapped, "2024-02-01");
  const graph::Fact thing = Read(kId);
  EXPECT_EQ(thing.entity()->attributes.at("lei"), "5493001KJTIIGC8Y1R12");
  EXPECT_EQ(thing.evidence.back().locator, "a");
  EXPECT_THAT(Holders(),
              ElementsAre(kId, "companies/lei-5493001kjtiigc8y1r12"));
  EXPECT_TRUE(Import("f", swapped, "2024-02-01").import.changes_nothing());
  // One that loses its identifier is the thing it was, and gets it back.
  Import("f", Modified(Company("a", false)), "2024-03-01");
  EXPECT_EQ(Read(kId).entity()->name.en, "Na");
  EXPECT_THAT(Holders(), ElementsAre("companies/lei-5493001kjtiigc8y1r12"));
  Import("f", Modified(company("a", other)), "2024-04-01");
  EXPECT_EQ(Read(kId).entity()->attributes.at("lei"), "5493001KJTIIGC8Y1R12");
}

TEST_F(FtmIdentities, WhoseLinksAreWhoseIsNotGuessed) {
  const auto refused = [this](const std::string& changes) {
    TextSource bytes(changes);
    SourceImport how;
    how.format = "ftm";
    how.files = {{"f", &bytes}};
    how.source_id = "sources/f";
    how.imported_on = graph::Date::Parse("2024-02-01").value();
    std::vector<std::string> reasons;
    const SourceOutcome done = ImportSource(state_, how).value();
    for (const Problem& problem : done.import.problems) {
      reasons.push_back(problem.reason);
    }
    return reasons;
  };
  const std::string moved = Modified(Entity(
      "b", "Company", R"("name": ["N"], "leiCode": ["5493001KJTIIGC8Y1R12"])"));
  Import("f",
         Company("a", true) + Company("b", true) + Company("c", false) +
             Entity("o", "Ownership", R"("asset": ["c"], "owner": ["b"])"),
         "2024-01-01");
  EXPECT_THAT(refused(moved),
              ElementsAre(HasSubstr("'b' becomes another thing")));
  EXPECT_THAT(refused(moved + Deleted("o")), IsEmpty())
      << "nothing stands on it that did not change";
}

TEST_F(FtmIdentities, WhatARecordStatesTellsItFromOthersThoughItIsClaimed) {
  const auto text = [] {
    const std::string other = R"("leiCode": ["5493001KJTIIGC8Y1R12"])";
    const std::string shared = R"(, "wikidataId": ["Q12"])";
    return absl::StrCat(
        Entity("t0", "Organization", absl::StrCat(R"("name": ["N"], )", other)),
        Entity("t1", "Company",
               absl::StrCat(R"("name": ["N"], )", other, shared)),
        Entity("t4", "Company",
               absl::StrCat(R"("name": ["N"], )", kLei, shared)));
  }();
  Import("f", text, "2024-01-01");
  EXPECT_EQ(Read("companies/wikidata-q12").evidence.back().locator, "t1");
  EXPECT_EQ(Read(kId).evidence.back().locator, "t4");
  EXPECT_TRUE(Import("f", text, "2024-01-01").import.changes_nothing());
}

TEST_F(FtmIdentities, APlaceholderHasNoIdentifierThatAThingHasNow) {
  Import("f", Company("a", false) + Company("b", true) + Owns("o"),
         "2024-01-01");
  Import("f",
         Modified(Entity("b", "Organization",
                         absl::StrCat(R"("name": ["Nb"], )", kLei))),
         "2024-02-01");
  EXPECT_THAT(Holders(), ElementsAre("organizations/lei-529900t8bm49aursdo55"));
}

TEST_F(FtmIdentities, OfWhatAnotherSourceSaysToNoOtherRecordIsTold) {
  Import("f", Company("a", true) + Company("z", false), "2024-01-01");
  Import("g", Company("a", true) + Company("b", false) + Owns("o"),
         "2024-01-01");
  const SourceOutcome first = Import("g", Deleted("a"), "2024-02-01");
  EXPECT_EQ(Remarks(first, "another one is not"), 0);
  const SourceOutcome second = Import("f", Deleted("a"), "2024-02-01");
  EXPECT_EQ(Remarks(second, "another one is not"), 0);
  EXPECT_EQ(Remarks(second, "relations stand on which stay"), 1);
  EXPECT_EQ(second.report.unresolved, 1);
}

// Whatever another source says of the thing.
TEST_F(FtmIdentities, WhatADeletedRecordSaidIsNotSaidAnyMore) {
  const auto named = [](const std::string& id, const std::string& name) {
    return Entity(id, "Company",
                  absl::StrCat(R"("name": [")", name, R"("], )", kLei));
  };
  Import("f", named("a", "Old") + Company("b", false) + Owns("o"),
         "2024-01-01");
  Import("f", Deleted("a"), "2024-02-01");
  Import("g", named("x", "Name"), "2024-02-02");
  Import("f", Added(named("a", "New")), "2024-03-01");
  EXPECT_THAT(Read(kId).entity()->aliases, ElementsAre("New"));
  Import("f", Deleted("a"), "2024-04-01");
  EXPECT_EQ(Read(kId).entity()->name.en, "Name");
  EXPECT_THAT(Read(kId).entity()->aliases, IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::ingest
