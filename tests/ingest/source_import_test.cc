// A source of an outside format from bytes to facts: docs/import.md.

#include "ingest/source_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kMapping[] = R"(apiVersion: ketenzicht.nl/v1
kind: Mapping
format: makers
title: {nl: makers, en: makers}
publisher: the registry
licence: CC0
unresolved: company
attributes: {aandeel: share}
countries: {Holland: NL}
table: {delimiter: ";", decimal_comma: true, dates: ["%B %d, %Y"]}
entities:
  product: {kind: device}
  maker: {kind: company, attributes: {listed: "yes"}}
  country: {kind: jurisdiction}
  shop: {skip: shops are not followed}
relations:
  made: {kind: made_by}
  owner: {kind: owned_by}
  seat: {kind: seated_in}
  sold: {kind: supplied_by}
rows:
  - entity: {type: product, key: "p/{product}", name: "{product}", from: "{since}", when: {column: kind, values: [maker]}}
  - entity: {type: maker, key: "{maker}", name: "{maker}", identifiers: {lei: "{lei}"}, when: {column: kind, values: [maker]}}
  - entity: {type: shop, key: "{maker}", when: {column: kind, values: [shop]}}
  - entity: {type: country, key: "country/{country}", name: "{country}", identifiers: {country: "{country}"}}
  - relation: {type: made, source: "p/{product}", target: "{maker}"}
  - relation: {type: seat, source: "{maker}", target: "country/{country}"}
  - relation: {type: owner, source: "{maker}", target: "{owner}", attributes: {aandeel: "{share}"}}
)";

constexpr char kHeader[] = "kind;product;maker;lei;country;owner;share;since\n";
constexpr char kTwo[] =
    "maker;Drone A;Acme;724500ACMEACMEACME02;Holland;Holding;12,5;March 12, "
    "2021\n"
    "maker;Drone B;Beta;;CN;;;2020\n";

class SourceImporting : public ::testing::Test {
 protected:
  SourceOutcome Run(const std::string& text,
                    const std::string& day = "2024-01-01",
                    const std::string& file = "makers.csv") {
    TextSource bytes(text);
    how_.files = {{file, &bytes}};
    how_.mapping = InputFile{"makers.yaml", mapping_};
    how_.imported_on = graph::Date::Parse(day).value();
    SourceOutcome done = ImportSource(state_, how_).value();
    if (done.import.problems.empty()) state_ = done.import.next;
    return done;
  }

  std::vector<std::string> Problems(const SourceOutcome& done) const {
    std::vector<std::string> lines;
    for (const Problem& problem : done.import.problems) {
      lines.push_back(FormatProblem(problem));
    }
    return lines;
  }

  // The relations that the store has, in the words of their ends.
  std::vector<std::string> Relations() const {
    std::vector<std::string> lines;
    const graph::Snapshot& now = *state_.snapshot;
    for (graph::FactIndex at = 0; at < now.size(); ++at) {
      if (!now.is_relation(at)) continue;
      const graph::Fact fact = now.facts().Read(at);
      const graph::Entity source =
          *now.facts().Read(now.Find(fact.evidence.front().source)).entity();
      if (source.attributes.at("source_type") != "import") continue;
      lines.push_back(absl::StrCat(
          now.NameOf(now.Find(fact.relation()->source.id),
                     graph::Language::kEnglish),
          " ", fact.relation()->kind, " ",
          now.NameOf(now.Find(fact.relation()->target.id),
                     graph::Language::kEnglish),
          fact.valid.until.kind == graph::Bound::Kind::kDated
              ? absl::StrCat(" until ",
                             graph::FormatDateRange(fact.valid.until.range))
              : ""));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  graph::Fact Named(const std::string& name) const {
    const graph::Snapshot& now = *state_.snapshot;
    for (graph::FactIndex at = 0; at < now.size(); ++at) {
      if (now.is_entity(at) &&
          now.NameOf(at, graph::Language::kEnglish) == name) {
        return now.facts().Read(at);
      }
    }
    ADD_FAILURE() << "nothing is called " << name;
    return {};
  }

  State state_ = testing::CaseState();
  SourceImport how_;
  std::string mapping_ = kMapping;
};

TEST_F(SourceImporting, MakesFactsWithIdsEvidenceAndDates) {
  const SourceOutcome done = Run(absl::StrCat(kHeader, kTwo));
  ASSERT_THAT(Problems(done), IsEmpty());
  EXPECT_THAT(
      Relations(),
      ElementsAre("Acme owned_by Holding", "Acme seated_in the Netherlands",
                  "Beta seated_in China", "Drone A made_by Acme",
                  "Drone B made_by Beta"));
  EXPECT_EQ(done.report.unresolved, 1);
  EXPECT_THAT(done.report.source, HasSubstr("sources/makers-csv-"));
  const graph::Fact acme = Named("Acme");
  EXPECT_EQ(acme.id, "companies/lei-724500acmeacmeacme02");
  EXPECT_EQ(acme.entity()->attributes.at("listed"), "yes");
  ASSERT_THAT(acme.evidence, SizeIs(1));
  EXPECT_EQ(acme.evidence[0].locator, "line 2");
  EXPECT_EQ(acme.evidence[0].speaker, "the registry");
  EXPECT_EQ(acme.evidence[0].asserted_on.ToString(), "2024-01-01");
  EXPECT_EQ(FormatDateRange(Named("Drone A").valid.from.range), "2021-03-12");
  EXPECT_EQ(FormatDateRange(Named("Drone B").valid.from.range), "2020");
  const graph::Fact holding = Named("Holding");
  EXPECT_FALSE(holding.verified);
  EXPECT_EQ(holding.entity()->attributes.at("unresolved"), "true");
}

TEST_F(SourceImporting, TheSameFileChangesNothingOnWhateverDay) {
  Run(absl::StrCat(kHeader, kTwo));
  const int64_t revision = state_.revision;
  const SourceOutcome again = Run(absl::StrCat(kHeader, kTwo), "2024-03-01");
  ASSERT_THAT(Problems(again), IsEmpty());
  EXPECT_TRUE(again.import.changes_nothing());
  EXPECT_EQ(state_.revision, revision);
  EXPECT_EQ(again.report.ended, 0);
}

TEST_F(SourceImporting, PackedOrNotItIsOneIssue) {
  const std::string text = absl::StrCat(kHeader, kTwo);
  Run(text);
  EXPECT_TRUE(
      Run(text, "2024-02-01", "makers.csv.gz").import.changes_nothing());
}

TEST_F(SourceImporting, WhatASourceNoLongerSaysEndsBetweenItsTwoDates) {
  how_.source_id = Run(absl::StrCat(kHeader, kTwo)).report.source;
  const SourceOutcome newer = Run(
      absl::StrCat(kHeader, "maker;Drone B;Beta;;CN;;;2020\n"), "2024-06-01");
  ASSERT_THAT(Problems(newer), IsEmpty());
  EXPECT_THAT(Relations(),
              ElementsAre("Acme owned_by Holding until 2024-01-02/2024-06-01",
                          "Acme seated_in the Netherlands until "
                          "2024-01-02/2024-06-01",
                          "Beta seated_in China",
                          "Drone A made_by Acme until 2024-01-02/2024-06-01",
                          "Drone B made_by Beta"));
  const graph::Fact beta = Named("Beta");
  ASSERT_THAT(beta.evidence, SizeIs(2)) << "said first and last";
  EXPECT_EQ(beta.evidence[0].asserted_on.ToString(), "2024-01-01");
  EXPECT_EQ(beta.evidence[0].locator, "line 3");
  EXPECT_EQ(beta.evidence[1].asserted_on.ToString(), "2024-06-01");
  EXPECT_EQ(beta.evidence[1].locator, "line 2");

  // It comes back.
  Run(absl::StrCat(kHeader, kTwo), "2024-09-01");
  EXPECT_THAT(
      Relations(),
      ElementsAre("Acme owned_by Holding", "Acme seated_in the Netherlands",
                  "Beta seated_in China", "Drone A made_by Acme",
                  "Drone B made_by Beta"));
}

// What bears the date of its end is said, and what stands on it comes after it.
TEST_F(SourceImporting, PartsAreSoundWhereThingsHaveEnded) {
  mapping_ = absl::StrReplaceAll(mapping_,
                                 {{"from: \"{since}\"", "until: \"{since}\""}});
  const std::string text = absl::StrCat(kHeader, kTwo);
  TextSource bytes(text);
  how_.files = {{"makers.csv", &bytes}};
  how_.mapping = InputFile{"makers.yaml", mapping_};
  how_.imported_on = graph::Date::Parse("2024-01-01").value();
  SourceImporter importer(how_);
  ASSERT_TRUE(importer.Read(state_));
  const SourceParts parts = *importer.PartsOver(state_, 2);
  ASSERT_THAT(parts.problems, IsEmpty());
  ASSERT_GT(parts.parts.size(), 2);
  size_t ends = 0;
  for (const std::vector<graph::Fact>& part : parts.parts) {
    for (const graph::Fact& fact : part) {
      if (fact.valid.until.kind == graph::Bound::Kind::kDated) ++ends;
    }
    const ImportOutcome done = ApplyFacts(state_, part, {});
    ASSERT_THAT(done.problems, IsEmpty());
    state_ = done.next;
  }
  EXPECT_EQ(ends, 2);
}

TEST_F(SourceImporting, ANameOfBlanksIsNone) {
  const SourceOutcome done =
      Run(absl::StrCat(kHeader, "maker;  ;Acme;;NL;;;2020\n"));
  EXPECT_THAT(Problems(done), IsEmpty());
}

TEST_F(SourceImporting, AnOlderIssueIsRefused) {
  Run(absl::StrCat(kHeader, kTwo), "2024-06-01");
  const SourceOutcome older = Run(kHeader, "2024-01-01");
  EXPECT_THAT(Problems(older),
              ElementsAre(AllOf(HasSubstr("is of 2024-01-01; sources/"),
                                HasSubstr("is there as of 2024-06-01"))));
}

TEST_F(SourceImporting, WhatOthersSayTooStaysAndKeepsTheirEvidence) {
  const std::string first = Run(absl::StrCat(kHeader, kTwo)).report.source;
  how_.source_id = "sources/other";
  const SourceOutcome other =
      Run(absl::StrCat(kHeader,
                       "maker;Drone A;Acme BV;724500ACMEACMEACME02;NL;;;"
                       "\n"));
  ASSERT_THAT(Problems(other), IsEmpty());
  const graph::Fact acme = Named("Acme");
  EXPECT_THAT(acme.evidence, SizeIs(2));
  EXPECT_THAT(acme.entity()->aliases, ElementsAre("Acme BV"));
  // The first no longer says it; the other does.
  how_.source_id = first;
  Run(kHeader, "2024-06-01");
  const graph::Fact still = Named("Acme BV");
  EXPECT_THAT(still.entity()->aliases, IsEmpty()) << "nobody says Acme";
  ASSERT_THAT(still.evidence, SizeIs(1));
  EXPECT_EQ(still.evidence[0].source, "sources/other");
  EXPECT_NE(still.valid.until.kind, graph::Bound::Kind::kDated);
}

TEST_F(SourceImporting, DaysThatOneSourceStatesAreNotLostByAnother) {
  const std::string identifiers = "identifiers: {lei: \"{lei}\"}";
  mapping_.replace(mapping_.find(identifiers), identifiers.size(),
                   identifiers + ", from: \"{since}\"");
  const std::string row = "maker;Drone A;Acme;724500ACMEACMEACME02;NL;;;";
  Run(absl::StrCat(kHeader, row, "2019\n"));
  how_.source_id = "sources/other";
  Run(absl::StrCat(kHeader, row, "\n"));
  EXPECT_THAT(Named("Acme").evidence, SizeIs(2));
  EXPECT_EQ(FormatDateRange(Named("Acme").valid.from.range), "2019");
}

TEST_F(SourceImporting, WhatWasNotImportedIsPointedAtAndNeverChanged) {
  const graph::Snapshot& before = *testing::CaseState().snapshot;
  Run(absl::StrCat(kHeader, kTwo));
  const graph::Snapshot& now = *state_.snapshot;
  for (graph::FactIndex at = 0; at < before.size(); ++at) {
    const std::string id(before.id(at));
    ASSERT_NE(now.Find(id), graph::kNoFact) << id;
    EXPECT_EQ(now.facts().Read(now.Find(id)), before.facts().Read(at)) << id;
  }
}

TEST_F(SourceImporting, WhatIsLeftOutIsCountedByReasonWithPlaces) {
  const SourceOutcome done = Run(absl::StrCat(
      kHeader, "shop;;Corner;;;;;\nmaker;Drone C;Corner;;Atlantis;;;soon\n"));
  ASSERT_THAT(Problems(done), IsEmpty());
  std::map<std::string, std::vector<std::string>> skipped;
  for (const auto& [reason, of_reason] : done.report.skipped) {
    skipped[reason] = of_reason.places;
  }
  EXPECT_THAT(
      skipped,
      ElementsAre(
          Pair("a date that is none", ElementsAre("line 3")),
          Pair("an end is left out: no country that is known",
               ElementsAre("line 3")),
          Pair("no country that is known", ElementsAre("line 3 'Atlantis'")),
          Pair("shop: shops are not followed", ElementsAre("line 2"))));
}

TEST_F(SourceImporting, DanglingEndsAreRefusedWhereThatIsAsked) {
  how_.dangling = DanglingEnds::kRefuse;
  const SourceOutcome done = Run(absl::StrCat(kHeader, kTwo));
  EXPECT_THAT(Problems(done),
              ElementsAre("makers.csv:2: there is no 'Holding' in the source"));
  EXPECT_EQ(state_.revision, testing::CaseState().revision);
}

TEST_F(SourceImporting, AProblemIsOfTheFileThatItStandsIn) {
  const std::string first = absl::StrCat(kHeader, kTwo);
  const std::string second = absl::StrCat(
      kHeader,
      "maker;Drone C;Gamma;;CN;;;\nmaker;Drone D;Delta;;CN;Nobody;;\n");
  TextSource one(first);
  TextSource other(second);
  how_.files = {{"one.csv", &one}, {"other.csv", &other}};
  how_.mapping = InputFile{"makers.yaml", mapping_};
  how_.imported_on = graph::Date::Parse("2024-01-01").value();
  // One that is found in the facts, by the place of their records.
  SourceImporter importer(how_);
  ASSERT_TRUE(importer.Read(state_));
  const SourceOutcome done = importer.LayOver(state_).value();
  ASSERT_THAT(Problems(done), IsEmpty());
  for (const graph::Fact& fact : done.import.written) {
    if (fact.entity() == nullptr || fact.entity()->name.en != "Gamma") continue;
    std::vector<Problem> problems = {{"", 0, fact.id + ": is wrong"}};
    importer.Locate(problems);
    EXPECT_EQ(FormatProblem(problems[0]),
              absl::StrCat("other.csv:2: ", fact.id, ": is wrong"));
  }
  // One that is found on the way.
  TextSource one_again(first);
  TextSource other_again(second);
  how_.files = {{"one.csv", &one_again}, {"other.csv", &other_again}};
  how_.dangling = DanglingEnds::kRefuse;
  EXPECT_THAT(Problems(ImportSource(state_, how_).value()),
              ElementsAre("one.csv:2: there is no 'Holding' in the source",
                          "other.csv:3: there is no 'Nobody' in the source"));
}

// Its links would end, and nobody said that they do.
TEST_F(SourceImporting, AForgottenFileOfASourceIsRefused) {
  const std::string first = absl::StrCat(kHeader, kTwo);
  const std::string second =
      absl::StrCat(kHeader, "maker;Drone C;Gamma;;CN;;;\n");
  TextSource one(first);
  TextSource other(second);
  how_.files = {{"one.csv", &one}, {"other.csv", &other}};
  how_.mapping = InputFile{"makers.yaml", mapping_};
  how_.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome both = ImportSource(state_, how_).value();
  ASSERT_THAT(Problems(both), IsEmpty());
  state_ = both.import.next;
  const auto again = [&] {
    TextSource alone(first);
    how_.files = {{"one.csv", &alone}};
    return ImportSource(state_, how_).value();
  };
  EXPECT_THAT(Problems(again()),
              ElementsAre(HasSubstr("is a source of 1 file; ")));
  how_.source_id = both.report.source;
  const SourceOutcome fewer = again();
  EXPECT_THAT(Problems(fewer), IsEmpty());
  EXPECT_GT(fewer.report.ended, 0);
}

TEST_F(SourceImporting, APlaceThatIsNotKnownIsNotShown) {
  ImportReport report;
  report.Skip({}, "no reason");
  report.Skip({}, "no reason", "x");
  report.Skip({.file = "f"}, "no reason", "y");
  report.Skip({.line = 3}, "no reason");
  EXPECT_EQ(report.skipped.at("no reason").count, 4);
  EXPECT_THAT(report.skipped.at("no reason").places,
              ElementsAre("'x'", "f 'y'", "line 3"));
}

TEST_F(SourceImporting, AWrongCheckDigitDecidesNothing) {
  const SourceOutcome done = Run(
      absl::StrCat(kHeader, "maker;Drone A;Acme;724500ACMEACMEACME03;NL;;;\n"));
  ASSERT_THAT(Problems(done), IsEmpty());
  const graph::Fact acme = Named("Acme");
  EXPECT_THAT(acme.id, HasSubstr("companies/makers-csv-"));
  EXPECT_EQ(acme.entity()->attributes.at("invalid_lei"),
            "724500ACMEACMEACME03");
  EXPECT_EQ(done.report.remarks.count("its lei is not well formed, and decides "
                                      "nothing"),
            1u);
}

// How often somebody is asked whether it is still wanted; from the question
// `last` on it is not.
struct Asked {
  int count = 0;
  int last = 0;  // 0: it always is

  StillWanted Answer() {
    return [this]() -> absl::Status {
      ++count;
      return last > 0 && count >= last ? absl::CancelledError("enough")
                                       : absl::OkStatus();
    };
  }
};

TEST_F(SourceImporting, EndsWithinSomeHundredStepsOnceItIsNotWanted) {
  std::string text = kHeader;
  constexpr int kRows = 3000;
  for (int row = 0; row < kRows; ++row) {
    absl::StrAppend(&text, "maker;Drone ", row, ";Maker ", row, ";;CN;;;\n");
  }
  const auto run = [&](Asked& asked, size_t most) -> absl::Status {
    TextSource bytes(text);
    SourceImport how = {.files = {{"makers.csv", &bytes}},
                        .mapping = InputFile{"makers.yaml", kMapping},
                        .imported_on = graph::Date::Parse("2024-01-01").value(),
                        .still_wanted = asked.Answer()};
    SourceImporter importer(how);
    EXPECT_TRUE(importer.Read(state_));
    return most == 0 ? importer.LayOver(state_).status()
                     : importer.PartsOver(state_, most).status();
  };
  Asked always;
  EXPECT_TRUE(run(always, 0).ok());
  // Things, links, both merged and checked and put together: five times.
  EXPECT_GT(always.count, 5 * 4 * kRows / kStepsBetween);
  for (int last = 1; last <= always.count; last += always.count / 12) {
    Asked until = {.last = last};
    EXPECT_TRUE(absl::IsCancelled(run(until, 0))) << last;
    EXPECT_EQ(until.count, last) << "nobody is asked again";
  }
  Asked at_the_end = {.last = always.count};
  EXPECT_TRUE(absl::IsCancelled(run(at_the_end, 0)));
  Asked in_parts = {.last = 2};
  EXPECT_TRUE(absl::IsCancelled(run(in_parts, 100)));
  EXPECT_EQ(in_parts.count, 2);
}

TEST_F(SourceImporting, ASecondRecordThatSaysOtherwiseIsTold) {
  const std::string lei = "724500ACMEACMEACME02";
  mapping_ = absl::StrReplaceAll(
      kMapping, {{"lei: \"{lei}\"}, when",
                  "lei: \"{lei}\"}, attributes: {size: \"{share}\"}, from: "
                  "\"{since}\", when"}});
  const SourceOutcome done =
      Run(absl::StrCat(kHeader, "maker;Drone A;Acme;", lei, ";NL;;small;\n",
                       "maker;Drone B;Acme BV;", lei, ";NL;;large;2020\n"));
  ASSERT_THAT(Problems(done), IsEmpty());
  const graph::Fact acme = Named("Acme");
  EXPECT_EQ(acme.entity()->attributes.at("size"), "small");
  EXPECT_EQ(FormatDateRange(acme.valid.from.range), "2020")
      << "what only the second says is not lost";
  std::vector<std::string> reasons;
  for (const auto& [reason, told] : done.report.remarks) {
    reasons.push_back(reason);
  }
  EXPECT_THAT(reasons, Contains(HasSubstr("says otherwise of a thing")));
}

TEST_F(SourceImporting, ADamagedPackedFileIsRefused) {
  const SourceOutcome done = Run("\x1f\x8b damaged");
  EXPECT_THAT(Problems(done), ElementsAre(HasSubstr("cannot be unpacked")));
}

}  // namespace
}  // namespace ketenzicht::ingest
