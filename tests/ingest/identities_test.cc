// Which thing a record is, and what is told where identifiers contradict each
// other: docs/import.md, Ids.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/same_candidates.h"
#include "tests/ingest/imported_makers_fixture.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kAcmeLei[] = "724500ACMEACMEACME02";
constexpr char kBetaLei[] = "724500BETABETABETA87";
constexpr char kAcmeByLei[] = "companies/lei-724500acmeacmeacme02";

constexpr char kMapping[] = R"(apiVersion: ketenzicht.nl/v1
kind: Mapping
format: parties
title: {nl: partijen, en: parties}
table: {delimiter: ";"}
entities:
  maker: {kind: company}
  body: {kind: organization}
  product: {kind: device}
  app: {kind: software}
  part: {kind: component}
relations:
  made: {kind: made_by}
rows:
  - entity: {type: maker, key: "{key}", name: "{name}", aliases: ["{alias}"], attributes: {status: "{status}"}, identifiers: {lei: "{lei}", wikidata: "{wikidata}"}, when: {column: kind, values: [maker]}}
  - entity: {type: body, key: "{key}", name: "{name}", identifiers: {lei: "{lei}"}, when: {column: kind, values: [body]}}
  - entity: {type: app, key: "{key}", name: "{name}", identifiers: {wikidata: "{wikidata}"}, when: {column: kind, values: [app]}}
  - entity: {type: part, key: "{key}", name: "{name}", identifiers: {wikidata: "{wikidata}"}, when: {column: kind, values: [part]}}
  - entity: {type: product, key: "p/{product}", name: "{product}"}
  - relation: {type: made, source: "p/{product}", target: "{key}"}
)";

class Identities : public ImportedMakers {
 protected:
  // Rows "kind;key;name;lei;wikidata;alias;status;product".
  SourceOutcome Run(const std::vector<std::string>& rows,
                    const std::string& source = "sources/a",
                    const std::string& day = "2024-01-01") {
    const std::string text =
        absl::StrCat("kind;key;name;lei;wikidata;alias;status;product\n",
                     absl::StrJoin(rows, "\n"), "\n");
    TextSource bytes(text);
    SourceImport how;
    how.files = {{"parties.csv", &bytes}};
    how.mapping = InputFile{"parties.yaml", kMapping};
    how.imported_on = graph::Date::Parse(day).value();
    how.source_id = source;
    SourceOutcome done = ImportSource(state_, how).value();
    EXPECT_THAT(Told(done.import), IsEmpty());
    if (done.import.problems.empty()) state_ = done.import.next;
    return done;
  }

  static std::string Maker(const std::string& key, const std::string& lei,
                           const std::string& wikidata = "",
                           const std::string& product = "") {
    return absl::StrCat("maker;", key, ";", key, ";", lei, ";", wikidata, ";;;",
                        product);
  }

  std::map<std::string, std::string> Attributes(const std::string& id) const {
    return Read(id).entity()->attributes;
  }

  static std::map<std::string, std::vector<std::string>> Remarks(
      const SourceOutcome& done) {
    std::map<std::string, std::vector<std::string>> remarks;
    for (const auto& [reason, told] : done.report.remarks) {
      remarks[reason] = told.places;
    }
    return remarks;
  }

  // What was written, but for the source, and what was remarked how often.
  static std::vector<std::string> Parties(const SourceOutcome& done) {
    std::vector<std::string> lines;
    for (const graph::Fact& fact : done.import.written) {
      const graph::Entity* entity = fact.entity();
      if (entity == nullptr || entity->kind == "source") continue;
      lines.push_back(absl::StrCat(
          fact.id, " ", entity->name.en, " ",
          absl::StrJoin(entity->aliases, ","), " ",
          absl::StrJoin(entity->attributes, ",", absl::PairFormatter("="))));
    }
    for (const auto& [reason, told] : done.report.remarks) {
      lines.push_back(absl::StrCat(reason, " ", told.count));
    }
    return lines;
  }
};

TEST_F(Identities, AThingThatGetsAnIdentifierStaysTheSame) {
  Run({Maker("acme", "", "", "Drone A")});
  const std::string id = Imported("acme");
  Judge(id, kDji);
  const auto relations = Relations();
  const SourceOutcome newer =
      Run({Maker("acme", kAcmeLei, "", "Drone A")}, "sources/a", "2024-03-01");
  EXPECT_EQ(newer.report.ended, 0);
  EXPECT_EQ(newer.import.counts.created, 0);
  EXPECT_EQ(Imported("acme"), id);
  EXPECT_THAT(Attributes(id), Contains(Pair("lei", kAcmeLei)));
  EXPECT_EQ(Relations(), relations);
  EXPECT_THAT(newer.report.remarks, IsEmpty());
  // Others meet it by that.
  Run({Maker("Acme BV", kAcmeLei)}, "sources/b");
  EXPECT_EQ(Read(id).evidence.back().source, "sources/b");
  EXPECT_TRUE(
      Run({Maker("acme", kAcmeLei, "", "Drone A")}, "sources/a", "2024-03-01")
          .import.changes_nothing());
}

TEST_F(Identities, AnIdentifierOfAnotherThingIsToldAndClaimed) {
  Run({Maker("Beta Holding", kAcmeLei)}, "sources/b");
  Run({Maker("acme", "", "", "Drone A")});
  const std::string id = Imported("acme");
  const auto issue = [&] {
    return Run({Maker("acme", kAcmeLei, "", "Drone A")}, "sources/a",
               "2024-03-01");
  };
  const SourceOutcome newer = issue();
  EXPECT_EQ(newer.report.ended, 0);
  EXPECT_THAT(Remarks(newer),
              ElementsAre(Pair(
                  "its lei is another thing's, and only claimed_lei here",
                  ElementsAre(absl::StrCat("line 2 '", kAcmeByLei, "'")))));
  EXPECT_THAT(Attributes(id), AllOf(Contains(Pair("claimed_lei", kAcmeLei)),
                                    Not(Contains(Pair("lei", kAcmeLei)))));
  EXPECT_TRUE(issue().import.changes_nothing());
  // Whatever they are called.
  CandidateSearch search;
  search.id = id;
  const auto found =
      FindSameCandidates(state_, search, [] { return absl::OkStatus(); });
  ASSERT_TRUE(found.ok());
  ASSERT_THAT(found->found, SizeIs(1));
  EXPECT_EQ(found->found[0].score, 1);
  EXPECT_EQ(found->found[0].entity_name, absl::StrCat("lei ", kAcmeLei));
  Judge(id, kAcmeByLei);
  EXPECT_TRUE(issue().import.changes_nothing());
}

TEST_F(Identities, AThingOfAnotherKindIsToldAndStaysWhatItIs) {
  Run({"app;x;X;;Q5;;;"}, "sources/b");
  const SourceOutcome done = Run({"part;x;X;;Q5;;;"});
  EXPECT_THAT(
      Remarks(done),
      ElementsAre(Pair("a thing of kind component that is there as software, "
                       "which stands",
                       ElementsAre("line 2 'products/wikidata-q5'"))));
  EXPECT_EQ(Read("products/wikidata-q5").entity()->kind, "software");
  EXPECT_THAT(Run({"app;x;X;;Q5;;;"}, "sources/b").report.remarks, IsEmpty());
}

TEST_F(Identities, WhatNamesTwoThingsIsToldAndIsTheFirst) {
  Run({Maker("one", kAcmeLei)}, "sources/b");
  Run({Maker("two", "", "Q5")}, "sources/c");
  const SourceOutcome both = Run({Maker("both", kAcmeLei, "Q5")});
  EXPECT_THAT(Remarks(both),
              ElementsAre(Pair("its wikidata is another thing's, and only "
                               "claimed_wikidata here",
                               ElementsAre("line 2 'companies/wikidata-q5'"))));
  const auto attributes = Attributes(kAcmeByLei);
  EXPECT_FALSE(attributes.contains("wikidata"));
  EXPECT_EQ(attributes.at("claimed_wikidata"), "Q5");
  EXPECT_EQ(Attributes("companies/wikidata-q5").at("wikidata"), "Q5");
}

TEST_F(Identities, RecordsOfOneThingAreToldWhateverTheirOrder) {
  std::vector<std::string> rows = {
      Maker("a", kAcmeLei, "Q1"), Maker("b", kAcmeLei, "Q2"),
      Maker("c", kAcmeLei),       Maker("d", "", "Q1"),
      Maker("e", kBetaLei, "Q1"), absl::StrCat("body;f;f;", kBetaLei, ";;;;")};
  const std::string acme = absl::StrCat("lei=", kAcmeLei);
  const std::string beta = absl::StrCat("lei=", kBetaLei);
  const std::vector<std::string> expected = {
      absl::StrCat(kAcmeByLei, " a c,d ", acme, ",wikidata=Q1"),
      absl::StrCat("companies/lei-724500betabetabeta87 e  claimed_wikidata=Q1,",
                   beta),
      absl::StrCat("companies/wikidata-q2 b  claimed_", acme, ",wikidata=Q2"),
      absl::StrCat("organizations/a--f f  claimed_", beta),
      "its lei is another thing's, and only claimed_lei here 2",
      "its wikidata is another thing's, and only claimed_wikidata here 1",
      "one thing with another record, by lei 1",
      "one thing with another record, by wikidata 1"};
  for (size_t turn = 0; turn < 2 * rows.size(); ++turn) {
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
    if (turn == rows.size()) std::reverse(rows.begin(), rows.end());
    state_ = testing::CaseState();
    const SourceOutcome done = Run(rows);
    EXPECT_THAT(Parties(done), ElementsAreArray(expected)) << turn;
    EXPECT_EQ(done.report.merged, 2);
    EXPECT_TRUE(Run(rows).import.changes_nothing());
  }
}

TEST_F(Identities, WhatRecordsOfOneThingClaimIsAllKept) {
  Run({Maker("acme", kAcmeLei), Maker("five", "", "Q5"),
       Maker("six", "", "Q6")},
      "sources/b");
  Run({Maker("k", kAcmeLei, "Q5"), Maker("l", kAcmeLei, "Q6"),
       Maker("m", kAcmeLei, "Q6")});
  EXPECT_EQ(Attributes(kAcmeByLei).at("claimed_wikidata"), "Q5; Q6");
}

TEST_F(Identities, WhatASourceCorrectsIsFree) {
  Run({Maker("k", ""), Maker("l", "")});
  Run({Maker("k", kAcmeLei), Maker("l", "")}, "sources/a", "2024-02-01");
  const std::string k = Imported("k");
  const std::string l = Imported("l");
  const SourceOutcome corrected =
      Run({Maker("k", ""), Maker("l", kAcmeLei)}, "sources/a", "2024-03-01");
  EXPECT_THAT(corrected.report.remarks, IsEmpty());
  EXPECT_EQ(corrected.report.ended, 0);
  EXPECT_FALSE(Attributes(k).contains("lei"));
  EXPECT_EQ(Attributes(l).at("lei"), kAcmeLei);
}

// What others say of it stays its own; the same issue again changes nothing.
TEST_F(Identities, WhatASourceCorrectsOfASharedThingIsFree) {
  Run({Maker("acme", kAcmeLei, "Q5")});
  Run({Maker("b-acme", kAcmeLei)}, "sources/b");
  for (const char* acme : {"acme", "z-acme"}) {
    const auto issue = [&] {
      return Run({Maker(acme, kAcmeLei), Maker("beta", "", "Q5")}, "sources/a",
                 "2024-02-01");
    };
    const SourceOutcome corrected = issue();
    EXPECT_THAT(Attributes(kAcmeByLei), Not(Contains(Pair("wikidata", "Q5"))));
    EXPECT_EQ(Attributes(Imported("beta")).at("wikidata"), "Q5");
    EXPECT_TRUE(issue().import.changes_nothing()) << acme;
    // Back to what it was, for the other name.
    Run({Maker("acme", kAcmeLei, "Q5")}, "sources/a", "2024-02-01");
  }
}

TEST_F(Identities, AThingIsFoundByWhatOnlyItsSourceSaidOfIt) {
  Run({Maker("acme", kAcmeLei, "Q5")});
  Run({Maker("b-acme", kAcmeLei)}, "sources/b");
  const auto issue = [&] {
    return Run({Maker("beta", "", "Q5")}, "sources/a", "2024-02-01");
  };
  issue();
  EXPECT_EQ(Attributes(kAcmeByLei).at("wikidata"), "Q5");
  EXPECT_THAT(Read(kAcmeByLei).entity()->aliases, ElementsAre("b-acme"));
  EXPECT_TRUE(issue().import.changes_nothing());
}

// Two records are not one because of what was said before.
TEST_F(Identities, RecordsAreNotJoinedByWhatIsSaidNoLonger) {
  Run({Maker("one", kAcmeLei, "Q5")});
  const auto issue = [&] {
    return Run({Maker("two", kAcmeLei), Maker("three", "", "Q5")}, "sources/a",
               "2024-02-01");
  };
  issue();
  EXPECT_NE(Imported("two"), Imported("three"));
  EXPECT_TRUE(issue().import.changes_nothing());
}

TEST_F(Identities, ANewerIssueChangesWhatAnotherSourceSaysToo) {
  const auto acme = [](const std::string& name, const std::string& alias,
                       const std::string& status) {
    return absl::StrCat("maker;k;", name, ";", kAcmeLei, ";;", alias, ";",
                        status, ";");
  };
  const auto b1 = [&] {
    return Run({acme("Acme BV", "", "active")}, "sources/b", "2024-02-01");
  };
  const auto a2 = [&] {
    return Run({acme("Acme", "", "dissolved")}, "sources/a", "2024-03-01");
  };
  Run({acme("Acme", "Ac", "active")});
  b1();
  EXPECT_THAT(Read(kAcmeByLei).entity()->aliases, ElementsAre("Ac", "Acme BV"));
  const SourceOutcome newer = a2();
  EXPECT_EQ(Attributes(kAcmeByLei).at("status"), "dissolved");
  EXPECT_THAT(Read(kAcmeByLei).entity()->aliases, ElementsAre("Acme BV"))
      << "nobody says Ac";
  EXPECT_THAT(Remarks(newer),
              ElementsAre(Pair(
                  "sources differ in status, and the newer one stands, or the "
                  "first of one day",
                  ElementsAre(absl::StrCat("line 2 '", kAcmeByLei, "'")))));
  EXPECT_TRUE(a2().import.changes_nothing());
  const SourceOutcome older = b1();
  EXPECT_TRUE(older.import.changes_nothing());
  EXPECT_THAT(older.report.remarks, SizeIs(1)) << "it differs still";
  // What only the other one says is what is left.
  Run({acme("Acme B.V.", "", "active")}, "sources/b", "2024-04-01");
  EXPECT_EQ(Attributes(kAcmeByLei).at("status"), "active");
  Run({Maker("other", "")}, "sources/a", "2024-05-01");
  const graph::Fact left = Read(kAcmeByLei);
  EXPECT_EQ(left.entity()->name.en, "Acme B.V.");
  EXPECT_THAT(left.entity()->aliases, IsEmpty());
  EXPECT_THAT(left.entity()->attributes,
              ElementsAre(Pair("lei", kAcmeLei), Pair("status", "active")));
}

TEST_F(Identities, OfEquallyNewSourcesWhatStandsStays) {
  const auto run = [this](const char* source, const char* status) {
    return Run({absl::StrCat("maker;k;Acme;", kAcmeLei, ";;;", status, ";")},
               source);
  };
  run("sources/b", "active");
  const SourceOutcome other = run("sources/a", "dissolved");
  EXPECT_THAT(other.report.remarks, SizeIs(1));
  EXPECT_EQ(Attributes(kAcmeByLei).at("status"), "active");
  EXPECT_TRUE(run("sources/a", "dissolved").import.changes_nothing());
  EXPECT_TRUE(run("sources/b", "active").import.changes_nothing());
}

}  // namespace
}  // namespace ketenzicht::ingest
