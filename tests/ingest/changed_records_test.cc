// Which things records of a file of changes are, and whose links stay:
// docs/import.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/same_judgement.h"
#include "ingest/source_import.h"
#include "ingest/stated_ends.h"
#include "tests/ingest/ftm_imports_fixture.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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
  const std::string moved = Modified(Entity(
      "b", "Company", R"("name": ["N"], "leiCode": ["5493001KJTIIGC8Y1R12"])"));
  Import("f",
         Company("a", true) + Company("b", true) + Company("c", false) +
             Entity("o", "Ownership", R"("asset": ["c"], "owner": ["b"])"),
         "2024-01-01");
  EXPECT_THAT(Problems("f", moved, "2024-02-01"),
              ElementsAre(HasSubstr("'b' becomes another thing")));
  EXPECT_THAT(Problems("f", moved + Deleted("o"), "2024-02-01"), IsEmpty())
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
  Import(
      "f",
      Deleted("b") + Added(Entity("c", "Organization",
                                  absl::StrCat(R"("name": ["Nc"], )", kLei))),
      "2024-02-01");
  EXPECT_THAT(Holders(), ElementsAre("organizations/lei-529900t8bm49aursdo55"));
}

TEST_F(FtmIdentities, OfWhatAnotherSourceSaysToNoOtherRecordIsTold) {
  Import("f", Company("a", true) + Company("z", false), "2024-01-01");
  Import("g", Company("a", true) + Company("b", false) + Owns("o"),
         "2024-01-01");
  const SourceOutcome first = Import("g", Deleted("a"), "2024-02-01");
  EXPECT_EQ(Remarks(first, "another one is not"), 0);
  EXPECT_EQ(Remarks(first, "of a thing that other sources have"), 1);
  const SourceOutcome second = Import("f", Deleted("a"), "2024-02-01");
  EXPECT_EQ(Remarks(second, "another one is not"), 0);
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

// Links that did not change would stay on the company that it was.
TEST_F(FtmIdentities, ARecordOfAnotherCollectionIsAnotherThing) {
  const std::string body =
      Modified(Entity("b", "Organization", R"("name": ["Nb"])"));
  const auto is_refused = ElementsAre(
      HasSubstr("'b' becomes another thing than companies/f--b, being one of "
                "the organizations, and links that did not change"));
  Import("f", Company("a", false) + Company("b", false) + Owns("o"),
         "2024-01-01");
  EXPECT_THAT(Problems("f", body, "2024-02-01"), is_refused);
  // Though it went before, and only a placeholder is there.
  Import("f", Deleted("b"), "2024-02-01");
  EXPECT_THAT(Problems("f", body, "2024-02-02"), is_refused);
  const std::string all = body + Modified(Owns("o"));
  Import("f", all, "2024-02-02");
  EXPECT_TRUE(
      Read("companies/f--b").entity()->attributes.contains("taken_back"));
  EXPECT_TRUE(Import("f", all, "2024-02-02").import.changes_nothing());
  // One that a link named, and that comes only now.
  Import("g", Company("a", false) + Owns("o"), "2024-01-01");
  EXPECT_THAT(Problems("g", body, "2024-02-01"),
              ElementsAre(HasSubstr("'b' becomes another thing")));
}

// Else its links would be those of what other sources have.
TEST_F(FtmIdentities, ARecordThatComesAgainIsTheThingThatOthersHaveToo) {
  Import("f", Company("a", false) + Company("b", true) + Owns("o"),
         "2024-01-01");
  Import("g", Company("d", true), "2024-01-01");
  const SourceOutcome gone = Import("f", Deleted("b"), "2024-02-01");
  EXPECT_EQ(Remarks(gone, "of a thing that other sources have"), 1);
  EXPECT_TRUE(Import("f", Deleted("b"), "2024-02-01").import.changes_nothing());
  EXPECT_EQ(Read(kId).entity()->name.en, "Nd");
  // Another link of it, and another source that says it anew.
  Import("f",
         Added(Entity("p", "Control", R"("asset": ["a"], "owner": ["b"])")),
         "2024-03-01");
  Import("g", Company("d", true) + Company("e", false), "2024-03-01");
  EXPECT_THAT(Problems("f",
                       Added(Entity("b", "Company",
                                    R"("leiCode": ["5493001KJTIIGC8Y1R12"])")),
                       "2024-04-01"),
              ElementsAre(HasSubstr("of which others say what contradicts")));
  Import("f", Added(Company("b", false)), "2024-04-01");
  EXPECT_EQ(state_.snapshot->Find("companies/f--b"), graph::kNoFact);
  EXPECT_THAT(Read(kId).entity()->aliases, ElementsAre("Nb"));
  EXPECT_FALSE(Read(kId).entity()->attributes.contains("record_keys"));
}

TEST_F(FtmIdentities, WhatNamesAThingEndsWithItsLinks) {
  Import("f", Company("a", false) + Company("b", true) + Owns("o"),
         "2024-01-01");
  Import("g", Company("d", true), "2024-01-01");
  Import("f", Deleted("b"), "2024-02-01");
  Import("f", Deleted("o"), "2024-03-01");
  ASSERT_EQ(Read(kId).evidence.size(), 1u);
  EXPECT_EQ(Read(kId).evidence[0].source, "sources/g");
  EXPECT_FALSE(Read(kId).entity()->attributes.contains("said_by_sources"));
}

TEST_F(FtmIdentities, APlaceholderIsWhatItsRecordSaysNow) {
  Import("f", Company("a", false) + Company("b", true) + Owns("o"),
         "2024-01-01");
  Import("f", Deleted("b"), "2024-02-01");
  Import("f",
         Added(Entity("b", "Company",
                      R"("name": ["N"], "leiCode": ["5493001KJTIIGC8Y1R12"])")),
         "2024-03-01");
  EXPECT_EQ(Read(kId).entity()->attributes.at("lei"), "5493001KJTIIGC8Y1R12");
  EXPECT_FALSE(Read(kId).entity()->attributes.contains("unresolved"));
}

TEST_F(FtmIdentities, ALinkThatTwoRecordsSayKeepsItsPlaceholder) {
  Import("f", Company("a", false) + Company("b", true) + Owns("o"),
         "2024-01-01");
  const std::string changes = Added(Owns("o2")) + Deleted("b");
  Import("f", changes, "2024-02-01");
  const SourceOutcome again = Import("f", changes, "2024-02-01");
  EXPECT_TRUE(again.import.changes_nothing());
  EXPECT_THAT(again.report.remarks, IsEmpty());
  EXPECT_THAT(again.report.skipped, IsEmpty());
}

TEST_F(FtmIdentities, ChangesThatLeaveALinkWithoutAnEndAreRefusedByChoice) {
  Import("f", Company("a", false) + Company("b", true) + Owns("o"),
         "2024-01-01");
  const auto problems = [this] {
    return Problems("f", Deleted("b"), "2024-02-01", DanglingEnds::kRefuse);
  };
  EXPECT_THAT(problems(), ElementsAre(HasSubstr(absl::StrCat(
                              "takes back the last record of ", kId))));
  Import("g", Company("d", true), "2024-01-01");
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("takes back")));
  EXPECT_THAT(Problems("f", Deleted("b") + Deleted("o"), "2024-02-01",
                       DanglingEnds::kRefuse),
              IsEmpty());
}

TEST_F(FtmIdentities, WhatWasOnlyNamedIsWhatItsIdentifiersSay) {
  Import("g", Company("x", true), "2024-01-01");
  Import("f", Company("a", false) + Owns("o"), "2024-01-01");
  const std::string changes = Added(Company("b", true));
  EXPECT_THAT(Problems("f", changes, "2024-02-01"),
              ElementsAre(HasSubstr(
                  absl::StrCat("being ", kId, " by its identifiers"))));
  Import("f", changes + Modified(Owns("o")), "2024-02-01");
  EXPECT_EQ(Read(kId).evidence.size(), 2u);
  EXPECT_TRUE(
      Read("companies/f--b").entity()->attributes.contains("taken_back"));
  EXPECT_TRUE(Import("f", changes + Modified(Owns("o")), "2024-02-01")
                  .import.changes_nothing());
  // An issue of all it has, of another source.
  Import("h", Company("a", false) + Owns("o"), "2024-01-01");
  const std::string all = Company("a", false) + Company("b", true) + Owns("o");
  Import("h", all, "2024-02-01");
  EXPECT_EQ(Read(kId).evidence.size(), 3u);
  EXPECT_TRUE(Import("h", all, "2024-02-01").import.changes_nothing());
}

// A link that was judged to lead to another thing stands on the one that its
// source states.
class JudgedFtmIdentities : public FtmIdentities {
 protected:
  void Judge(const std::string& one, const std::string& other) {
    SameOutcome done =
        JudgeSame(state_, {.one = one,
                           .other = other,
                           .verdict = SameVerdict::kSame,
                           .author = "j.jansen",
                           .day = graph::Date::Parse("2024-01-02").value()});
    ASSERT_TRUE(done.import.problems.empty());
    state_ = done.import.next;
  }
};

TEST_F(JudgedFtmIdentities, WhatIsJudgedElsewhereIsStoodOn) {
  Import("f",
         Company("a", false) + Company("b", true) + Company("c", false) +
             Owns("o"),
         "2024-01-01");
  Judge(kId, "companies/f--c");
  EXPECT_THAT(
      Problems("f", Modified(Entity("b", "Organization", R"("name": ["Nb"])")),
               "2024-02-01"),
      ElementsAre(HasSubstr("'b' becomes another thing")));
  EXPECT_THAT(Problems("f", Deleted("b"), "2024-02-01", DanglingEnds::kRefuse),
              ElementsAre(HasSubstr("takes back the last record of")));
  const SourceOutcome gone = Import("f", Deleted("b"), "2024-02-01");
  EXPECT_EQ(gone.report.unresolved, 1);
  EXPECT_TRUE(Read(kId).entity()->attributes.contains("unresolved"));
  EXPECT_TRUE(Import("f", Deleted("b"), "2024-02-01").import.changes_nothing());
  Import("f", Added(Company("b", false)), "2024-03-01");
  EXPECT_EQ(state_.snapshot->Find("companies/f--b"), graph::kNoFact);
  EXPECT_FALSE(Read(kId).entity()->attributes.contains("unresolved"));
}

TEST_F(FtmIdentities, EachSourceIsFoundByWhatItCalledItsRecord) {
  const auto all = [](const char* one) {
    return Company(one, true) + Company("z", false) +
           Entity("o", "Ownership",
                  absl::StrCat(R"("asset": ["z"], "owner": [")", one, "\"]"));
  };
  Import("f", all("a"), "2024-01-01");
  Import("g", all("b"), "2024-01-01");
  Import("f", Deleted("a"), "2024-02-01");
  const SourceOutcome last = Import("g", Deleted("b"), "2024-02-01");
  EXPECT_EQ(last.report.unresolved, 1);
  EXPECT_EQ(Remarks(last, "other sources have"), 0);
  EXPECT_EQ(Remarks(last, "relations stand on which stay"), 1);
  EXPECT_THAT(Holders(), ElementsAre(kId)) << "it is known by that still";
  Import("g", Added(Company("b", false)), "2024-03-01");
  EXPECT_EQ(state_.snapshot->Find("companies/g--b"), graph::kNoFact);
  Import("f", Added(Company("a", false)), "2024-03-01");
  EXPECT_EQ(state_.snapshot->Find("companies/f--a"), graph::kNoFact);
  EXPECT_EQ(Read(kId).evidence.size(), 4u) << "first and last of each";
}

TEST_F(FtmIdentities, ADeletedRecordIsNotFoundThroughAnotherOfItsThing) {
  Import("f", Company("a", true) + Company("b", true) + Company("c", false),
         "2024-01-01");
  const std::string changes =
      Deleted("a") +
      Added(Entity("o", "Ownership", R"("owner": ["a"], "asset": ["c"])"));
  EXPECT_EQ(Import("f", changes, "2024-02-01").report.unresolved, 1);
  EXPECT_TRUE(Import("f", changes, "2024-02-01").import.changes_nothing());
  // Of one record, it is the placeholder of that thing.
  Import("g", Company("a", true) + Company("c", false), "2024-01-01");
  Import("g", changes, "2024-02-01");
  EXPECT_TRUE(Import("g", changes, "2024-02-01").import.changes_nothing());
}

// Ids change where the source makes one thing of several.
TEST_F(JudgedFtmIdentities, ARecordIsTheThingThatItSaysItWas) {
  const auto issue = [](const std::string& id, const std::string& was) {
    return absl::StrCat(
        R"({"id": ")", id, R"(", "schema": "Company", "referents": [)", was,
        R"(], "properties": {"name": ["B"]}})", "\n", Company("a", false),
        Entity("o", "Ownership",
               absl::StrCat(R"("asset": ["a"], "owner": [")", id, "\"]")));
  };
  Import("f", issue("b", ""), "2024-01-01");
  Import("g", Company("x", true), "2024-01-01");
  Judge("companies/f--b", kId);
  const std::string renamed = issue("NK-1", R"("other", "b")");
  EXPECT_EQ(Import("f", renamed, "2024-02-01").report.ended, 0);
  EXPECT_EQ(state_.snapshot->Find("companies/f--nk-1"), graph::kNoFact);
  EXPECT_EQ(Read("companies/f--b").evidence.back().locator, "NK-1");
  EXPECT_TRUE(Import("f", renamed, "2024-02-01").import.changes_nothing());
}

// Of relations with as many likelihoods as there are no things.
TEST(StatedEnds, AreOfRelationsAlone) {
  std::vector<graph::Fact> facts;
  for (int i = 0; i < 40; ++i) {
    graph::Draft one = graph::Rel(absl::StrCat("r", i), "owned_by",
                                  "companies/a", "companies/b");
    one.Likely(0.01 * i, 0.5, 0.9);
    if (i == 39) one.With("stated_source", "companies/c");
    facts.push_back(one);
  }
  const auto snapshot = graph::MakeSnapshot(std::move(facts));
  const RelationsByStatedEnd stated = ByStatedEnd(*snapshot);
  ASSERT_EQ(stated.size(), 1u);
  EXPECT_THAT(stated.at("companies/c"),
              ElementsAre(snapshot->Find("relations/r39")));
}

}  // namespace
}  // namespace ketenzicht::ingest
