// The same file again changes nothing, whatever was imported before: random
// issues of some sources that share things, and correct their identifiers, so
// that records contend for the identifiers of things that were there before.
//
// 300 histories in a normal run; KETENZICHT_LONG=1 takes 10,000.
// KETENZICHT_SEED sets the first seed, KETENZICHT_GRAPHS how many.

#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/environment.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::ingest {
namespace {

using graph::Dice;
using testing::FromEnvironment;

constexpr char kMapping[] = R"(apiVersion: ketenzicht.nl/v1
kind: Mapping
format: parties
title: {nl: partijen, en: parties}
table: {delimiter: ";"}
entities:
  maker: {kind: company}
  body: {kind: organization}
relations:
  owns: {kind: owned_by}
rows:
  - entity: {type: maker, key: "{key}", name: "{name}", identifiers: {lei: "{lei}", wikidata: "{wikidata}", kvk: "{kvk}"}, when: {column: kind, values: [maker]}}
  - entity: {type: body, key: "{key}", name: "{name}", identifiers: {lei: "{lei}", wikidata: "{wikidata}", kvk: "{kvk}"}, when: {column: kind, values: [body]}}
  - relation: {type: owns, source: "{key}", target: "{owner}", when: {column: kind, values: [maker]}}
)";

// One issue of a source: some makers, each with a key, and what it states.
std::string DrawIssue(Dice& dice) {
  const std::vector<std::string> keys = {"k", "l", "m", "n"};
  const std::vector<std::string> leis = {"724500ACMEACMEACME02",
                                         "724500BETABETABETA87"};
  const std::vector<std::string> items = {"Q11", "Q12", "Q13"};
  const std::vector<std::string> numbers = {"12345678", "87654321"};
  const auto some = [&dice](const std::vector<std::string>& all) {
    return dice.Percent(55) ? dice.Pick(all) : std::string();
  };
  std::string text = "kind;key;name;lei;wikidata;kvk;owner\n";
  for (const std::string& key : keys) {
    if (dice.Percent(35)) continue;
    absl::StrAppend(&text, dice.Percent(85) ? "maker" : "body", ";", key, ";",
                    dice.Percent(70) ? key : "other", ";", some(leis), ";",
                    some(items), ";", some(numbers), ";", some(keys), "\n");
  }
  return text;
}

SourceOutcome Run(const State& state, const std::string& source,
                  const std::string& text, int month) {
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"parties.csv", &bytes}};
  how.mapping = InputFile{"parties.yaml", kMapping};
  how.imported_on = graph::Date::Parse(absl::StrCat("202", month / 12, "-",
                                                    month % 12 < 9 ? "0" : "",
                                                    month % 12 + 1, "-01"))
                        .value();
  how.source_id = source;
  return ImportSource(state, how).value();
}

// What the second import of the last issue wrote; empty where nothing.
std::string History(int64_t seed, std::map<std::string, int>& met) {
  Dice dice(seed);
  State state = testing::VocabularyState();
  std::string told;
  for (int month = 0; month < 6; ++month) {
    const std::string source =
        dice.Pick(std::vector<std::string>{"sources/a", "sources/b"});
    const std::string text = DrawIssue(dice);
    absl::StrAppend(&told, source, "\n", text);
    const SourceOutcome first = Run(state, source, text, month);
    if (!first.import.problems.empty()) {
      ++met["refused"];
      continue;
    }
    ++met["imported"];
    if (first.report.merged > 0) ++met["joined"];
    if (first.report.ended > 0) ++met["ended something"];
    if (!first.report.remarks.empty()) ++met["remarked"];
    const SourceOutcome second = Run(first.import.next, source, text, month);
    if (!second.import.problems.empty()) return told + "refused again";
    for (const graph::Fact& fact : second.import.written) {
      absl::StrAppend(&told, "again: ", fact.id, "\n");
    }
    if (!second.import.changes_nothing()) return told;
    state = first.import.next;
  }
  return "";
}

TEST(RepeatedImport, TheSameFileChangesNothingWhateverWasSaidBefore) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t histories =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  std::map<std::string, int> met;
  std::string last;
  for (int64_t seed = first; seed < first + histories; ++seed) {
    const std::string told = History(seed, met);
    if (told.empty()) continue;
    ++met["changed at the second import"];
    std::cout << "  changed again: KETENZICHT_SEED=" << seed << "\n";
    last = absl::StrCat("KETENZICHT_SEED=", seed, "\n", told);
  }
  std::cout << histories << " histories from seed " << first << "\n";
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  EXPECT_LE(met["changed at the second import"], histories / 1000) << last;
  if (histories < 300) return;
  for (const char* what :
       {"imported", "joined", "ended something", "remarked"}) {
    EXPECT_GT(met[what], 0) << "never came up: " << what;
  }
}

// ---- Of formats that are no tables ------------------------------------------

SourceOutcome RunOf(const State& state, const std::string& format,
                    const std::string& source, const std::string& text) {
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"x", &bytes}};
  how.format = format;
  how.source_id = source;
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  return ImportSource(state, how).value();
}

// Components that share package URLs and CPEs.
std::string DrawBill(Dice& dice) {
  std::string parts;
  for (int i = 2 + dice.Below(4); i > 0; --i) {
    absl::StrAppend(
        &parts, parts.empty() ? "" : ", ", R"({"type": "library", "name": ")",
        dice.Pick(std::vector<std::string>{"x", "y"}), R"(", "bom-ref": ")",
        dice.Pick(std::vector<std::string>{"a", "m", "z"}), i, "\"");
    const int number = 1 + dice.Below(3);
    if (dice.Percent(60)) {
      absl::StrAppend(&parts, R"(, "purl": "pkg:npm/p)", number, "@1\"");
    }
    if (dice.Percent(60)) {
      absl::StrAppend(&parts, R"(, "cpe": "cpe:2.3:a:v:p)", 1 + dice.Below(3),
                      R"(:1:*:*:*:*:*:*:*")");
    }
    parts += "}";
  }
  return absl::StrCat(R"({"bomFormat": "CycloneDX", "specVersion": "1.5",
      "components": [)",
                      parts, "]}");
}

TEST(RepeatedImport, ABillChangesNothingASecondTime) {
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  for (int64_t seed = first; seed < first + 300; ++seed) {
    Dice dice(seed);
    const std::string text = DrawBill(dice);
    State state = testing::VocabularyState();
    for (int time = 0; time < 3; ++time) {
      const SourceOutcome done =
          RunOf(state, "cyclonedx", "sources/bill", text);
      ASSERT_TRUE(done.import.problems.empty());
      ASSERT_EQ(done.import.changes_nothing(), time > 0)
          << "KETENZICHT_SEED=" << seed << "\n"
          << text;
      state = done.import.next;
    }
  }
}

// An entity of FollowTheMoney: a company, or an ownership of two.
std::string DrawEntity(Dice& dice, const std::string& id) {
  const std::vector<std::string> companies = {"a", "b", "c", "d"};
  std::string properties;
  if (id[0] == 'o') {
    properties =
        absl::StrCat(R"("owner": [")", dice.Pick(companies),
                     R"("], "asset": [")", dice.Pick(companies), "\"]");
    return absl::StrCat(R"({"id": ")", id,
                        R"(", "schema": "Ownership", "properties": {)",
                        properties, "}}");
  }
  absl::StrAppend(&properties, R"("name": [")", id, "\"]");
  if (dice.Percent(40)) {
    absl::StrAppend(&properties, R"(, "leiCode": [")",
                    dice.Pick(std::vector<std::string>{"529900T8BM49AURSDO55",
                                                       "5493001KJTIIGC8Y1R12"}),
                    "\"]");
  }
  return absl::StrCat(R"({"id": ")", id, R"(", "schema": ")",
                      dice.Percent(85) ? "Company" : "Organization",
                      R"(", "properties": {)", properties, "}}");
}

// All that a source has, or what changes of it.
std::string DrawEntities(Dice& dice, bool changes) {
  std::string text;
  for (const char* id : {"a", "b", "c", "d", "o1", "o2", "o3"}) {
    if (!dice.Percent(changes ? 30 : 70)) continue;
    const std::string entity = DrawEntity(dice, id);
    if (!changes) {
      absl::StrAppend(&text, entity, "\n");
    } else if (dice.Percent(35)) {
      absl::StrAppend(&text, R"({"op": "DEL", "entity": {"id": ")", id,
                      "\"}}\n");
    } else {
      absl::StrAppend(&text, R"({"op": "MOD", "entity": )", entity, "}\n");
    }
  }
  return text;
}

// What a file leaves is found by nothing that stands on what has ended, and
// the same file changes nothing of it.
TEST(RepeatedImport, AFileOfChangesChangesNothingASecondTime) {
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t histories = FromEnvironment("KETENZICHT_GRAPHS", 300);
  int imported = 0;
  int refused = 0;
  int again = 0;
  std::string last;
  for (int64_t seed = first; seed < first + histories; ++seed) {
    Dice dice(seed);
    State state = testing::VocabularyState();
    std::string told = absl::StrCat("KETENZICHT_SEED=", seed, "\n");
    for (int step = 0; step < 7; ++step) {
      const std::string source = dice.Percent(60) ? "sources/f" : "sources/g";
      const std::string text = DrawEntities(dice, step > 1);
      if (text.empty()) continue;
      absl::StrAppend(&told, source, "\n", text);
      const SourceOutcome done = RunOf(state, "ftm", source, text);
      if (!done.import.problems.empty()) {
        ++refused;
        continue;
      }
      ++imported;
      state = done.import.next;
      const SourceOutcome second = RunOf(state, "ftm", source, text);
      if (second.import.changes_nothing()) continue;
      for (const graph::Fact& fact : second.import.written) {
        absl::StrAppend(&told, "again: ", fact.id, "\n");
      }
      ++again;
      std::cout << "  changed again: " << told.substr(0, told.find('\n'))
                << "\n";
      last = told;
      break;
    }
  }
  std::cout << histories << " histories: " << imported << " imported, "
            << refused << " refused, " << again << " changed again\n";
  EXPECT_GT(imported, 4 * histories);
  EXPECT_GT(refused, 0);
  EXPECT_LE(again, histories / 1000) << last;
}

}  // namespace
}  // namespace ketenzicht::ingest
