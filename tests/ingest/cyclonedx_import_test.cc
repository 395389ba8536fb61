// Issues of one bill of materials, one after another: docs/import.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSerial[] = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79";

class Bills : public ::testing::Test {
 protected:
  SourceOutcome Import(const std::string& text,
                       const std::string& day = "2024-01-01") {
    TextSource bytes(text);
    SourceImport how;
    how.files = {{"bom", &bytes}};
    how.imported_on = graph::Date::Parse(day).value();
    SourceOutcome done = ImportSource(state_, how).value();
    if (done.import.problems.empty()) state_ = done.import.next;
    return done;
  }

  static std::string Json(int version, const std::string& components) {
    return absl::StrCat(
        R"({"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": ")",
        kSerial, R"(", "version": )", version, R"(, "components": [)",
        components, "]}");
  }

  // The products of the bill that have not ended: name and id.
  std::map<std::string, std::string> Products() const {
    std::map<std::string, std::string> products;
    for (const graph::Fact& fact : state_.snapshot->facts().ReadAll()) {
      if (fact.entity() != nullptr && absl::StartsWith(fact.id, "products/") &&
          absl::StartsWith(fact.evidence.front().source, "sources/urn-uuid") &&
          fact.valid.until.kind != graph::Bound::Kind::kDated) {
        products[fact.entity()->name.en] = fact.id;
      }
    }
    return products;
  }

  State state_ = testing::CaseState();
};

TEST_F(Bills, InAnotherOrderOrInXmlAreOfTheSameProducts) {
  const std::string a = R"({"type": "library", "name": "a", "version": "1"})";
  const std::string b = R"({"type": "device", "name": "b", "components":
      [{"type": "library", "group": "g", "name": "c"}]})";
  ASSERT_THAT(Import(Json(1, absl::StrCat(a, ",", b))).import.problems,
              IsEmpty());
  const auto products = Products();
  ASSERT_THAT(products, SizeIs(3));
  const SourceOutcome turned =
      Import(Json(2, absl::StrCat(b, ",", a)), "2024-02-01");
  ASSERT_THAT(turned.import.problems, IsEmpty());
  EXPECT_EQ(turned.report.ended, 0);
  EXPECT_EQ(turned.import.counts.created, 0);
  EXPECT_EQ(Products(), products);
  const SourceOutcome xml = Import(
      absl::StrCat("<bom xmlns='http://cyclonedx.org/schema/bom/1.6' "
                   "version='3' serialNumber='",
                   kSerial,
                   "'><components><component type='device'><name>b</name>"
                   "<components><component type='library'><group>g</group>"
                   "<name>c</name></component></components></component>"
                   "<component type='library'><name>a</name>"
                   "<version>1</version></component></components></bom>"),
      "2024-03-01");
  ASSERT_THAT(xml.import.problems, IsEmpty());
  EXPECT_EQ(xml.report.ended, 0);
  EXPECT_EQ(xml.import.counts.created, 0);
  EXPECT_EQ(Products(), products);
}

TEST_F(Bills, OfALowerVersionAreOlderWhateverTheDay) {
  const std::string a = R"({"type": "library", "name": "a"})";
  ASSERT_THAT(Import(Json(2, a)).import.problems, IsEmpty());
  const int64_t revision = state_.revision;
  const SourceOutcome older = Import(Json(1, ""), "2024-02-01");
  ASSERT_THAT(older.import.problems, SizeIs(1));
  EXPECT_THAT(older.import.problems[0].reason,
              AllOf(HasSubstr("is version 1; sources/"),
                    HasSubstr("is there as version 2")));
  EXPECT_EQ(state_.revision, revision);
  // The same one again, and one of the same number: by date.
  EXPECT_TRUE(Import(Json(2, a), "2024-02-01").import.changes_nothing());
  const SourceOutcome other = Import(Json(2, ""), "2024-02-01");
  ASSERT_THAT(other.import.problems, IsEmpty());
  EXPECT_EQ(other.report.ended, 1);
  EXPECT_THAT(Import(Json(2, a), "2024-01-15").import.problems, SizeIs(1));
  const graph::Snapshot& now = *state_.snapshot;
  EXPECT_EQ(now.facts().attributes(now.Find(other.report.source)).at("version"),
            "2");
}

// Who took it back is no evidence of what another one says.
TEST_F(Bills, AreNoEvidenceOfWhatTheyTookBack) {
  const std::string x = R"({"type": "library", "name": "x",
                           "purl": "pkg:npm/x@1"})";
  const std::string y = R"({"type": "library", "name": "y",
                           "purl": "pkg:npm/y@1"})";
  const auto other = [](const std::string& bill) {
    return absl::StrReplaceAll(bill, {{"3e671687", "4e671687"}});
  };
  const auto fact = [this] {
    const graph::Snapshot& now = *state_.snapshot;
    for (graph::FactIndex i = 0; i < now.size(); ++i) {
      if (now.is_entity(i) && now.facts().attributes(i).contains("purl") &&
          now.facts().attributes(i).at("purl") == "pkg:npm/x@1") {
        return now.facts().Read(i);
      }
    }
    ADD_FAILURE() << "there is no x";
    return graph::Fact();
  };
  ASSERT_THAT(Import(Json(1, x + "," + y), "2024-01-01").import.problems,
              IsEmpty());
  EXPECT_EQ(Import(Json(2, y), "2024-02-01").report.ended, 1);
  EXPECT_EQ(fact().entity()->attributes.count("taken_back"), 1u);
  // The other one says it: it goes on, by that alone.
  ASSERT_THAT(Import(other(Json(1, x + "," + y)), "2024-01-15").import.problems,
              IsEmpty());
  ASSERT_THAT(fact().evidence, SizeIs(1));
  EXPECT_THAT(fact().evidence[0].source, HasSubstr("4e671687"));
  EXPECT_EQ(fact().valid.until.kind, graph::Bound::Kind::kNotStated);
  // And ends with it.
  EXPECT_EQ(Import(other(Json(2, y)), "2024-04-01").report.ended, 1);
  EXPECT_EQ(FormatDateRange(fact().valid.until.range), "2024-01-16/2024-04-01");
  EXPECT_TRUE(Import(other(Json(2, y)), "2024-05-01").import.changes_nothing());
}

// The day on which the first came is none of its own.
TEST_F(Bills, OfAHigherVersionFollowOneWithoutADate) {
  const std::string a = R"({"type": "library", "name": "a"})";
  ASSERT_THAT(Import(Json(1, a), "2026-06-01").import.problems, IsEmpty());
  const std::string dated =
      absl::StrReplaceAll(Json(2, a), {{"\"components\"",
                                        "\"metadata\": {\"timestamp\": "
                                        "\"2025-01-01T00:00:00Z\"}, "
                                        "\"components\""}});
  const SourceOutcome second = Import(dated, "2026-06-02");
  ASSERT_THAT(second.import.problems, IsEmpty());
  EXPECT_EQ(second.report.ended, 0);
  const SourceOutcome older =
      Import(absl::StrReplaceAll(dated, {{"\"version\": 2", "\"version\": 3"},
                                         {"2025-01-01", "2024-01-01"}}),
             "2026-06-03");
  EXPECT_THAT(older.import.problems, SizeIs(1)) << "both have a date";
}

TEST_F(Bills, NameASupplierByItsAddressWhereItHasNoName) {
  const SourceOutcome done = Import(Json(1, R"(
      {"type": "library", "name": "a", "purl": "pkg:maven/org.acme/a@1",
       "supplier": {"url": ["https://acme.example"]}},
      {"type": "library", "name": "b", "supplier": {"contact": []}})"));
  ASSERT_THAT(done.import.problems, IsEmpty());
  EXPECT_EQ(done.report.inferred, 0);
  EXPECT_EQ(
      done.report.skipped.at("an organization without a name or address").count,
      1);
}

}  // namespace
}  // namespace ketenzicht::ingest
