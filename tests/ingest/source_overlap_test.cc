// Two files of one name are not the same source because of that.

#include "ingest/source_overlap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/formats/archi_model.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Companies in FollowTheMoney's form.
std::string Companies(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    absl::StrAppend(&text, R"({"id": ")", id,
                    R"(", "schema": "Company", "properties": {"name": [")", id,
                    "\"]}}\n");
  }
  return text;
}

class SourceOverlapTest : public ::testing::Test {
 protected:
  std::vector<std::string> Import(const std::string& file,
                                  const std::string& text,
                                  const std::string& day,
                                  const std::string& source = "") {
    TextSource bytes(text);
    SourceImport how;
    how.files = {{file, &bytes}};
    how.format = "ftm";
    how.source_id = source;
    how.imported_on = graph::Date::Parse(day).value();
    SourceOutcome done = ImportSource(state_, how).value();
    std::vector<std::string> problems;
    for (const Problem& one : done.import.problems) {
      problems.push_back(FormatProblem(one));
    }
    if (problems.empty()) state_ = done.import.next;
    report_ = done.report;
    changed_ = done.import.counts.changed;
    return problems;
  }

  State state_ = testing::CaseState();
  ImportReport report_;
  int changed_ = 0;
};

TEST_F(SourceOverlapTest, AnotherFileOfTheSameNameEndsNothing) {
  ASSERT_THAT(
      Import("one/entities.ftm.json", Companies({"a", "b", "c"}), "2024-01-01"),
      IsEmpty());
  EXPECT_THAT(
      Import("two/entities.ftm.json", Companies({"c", "x", "y"}), "2024-02-01"),
      ElementsAre(HasSubstr("of whose 3 things it has 1. A newer issue of it: "
                            "--source sources/")));
  // Who knows better says so.
  const std::string source = report_.source;
  ASSERT_THAT(Import("two/entities.ftm.json", Companies({"c", "x", "y"}),
                     "2024-02-01", "sources/other"),
              IsEmpty());
  EXPECT_EQ(report_.ended, 0);
}

TEST_F(SourceOverlapTest, ANewerIssueIsOneByWhatItShares) {
  ASSERT_THAT(
      Import("entities.ftm.json", Companies({"a", "b", "c"}), "2024-01-01"),
      IsEmpty());
  EXPECT_THAT(Import("elsewhere/entities.ftm.json", Companies({"a", "b"}),
                     "2024-02-01"),
              IsEmpty());
  EXPECT_EQ(report_.ended, 1);
}

TEST_F(SourceOverlapTest, TheFolderIsNoPartOfAPlace) {
  const std::string text = Companies({"a", "b"});
  ASSERT_THAT(Import("one/entities.ftm.json", text, "2024-01-01"), IsEmpty());
  ASSERT_THAT(Import("/another/entities.ftm.json", text, "2024-01-02"),
              IsEmpty());
  EXPECT_EQ(changed_, 0);
}

TEST(ArchiModel, IsFolderAndPrefix) {
  EXPECT_EQ(ArchiModelOf("out/gemma-elements.csv"), "out/gemma-");
  EXPECT_EQ(ArchiModelOf("out/gemma-properties.csv.gz"), "out/gemma-");
  EXPECT_EQ(ArchiModelOf("relations.csv"), "");
  EXPECT_EQ(ArchiModelOf("elements/relations.csv"), "elements/");
  EXPECT_EQ(ArchiModelOf("elements/other.csv"), "elements/other.csv");
}

}  // namespace
}  // namespace ketenzicht::ingest
