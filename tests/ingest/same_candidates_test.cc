// Things that may be the same: docs/resolution.md.

#include "ingest/same_candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/ingest/imported_makers_fixture.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Candidates : public ImportedMakers {
 protected:
  SameCandidates Find(const CandidateSearch& search = {}) const {
    const auto found =
        FindSameCandidates(state_, search, [] { return absl::OkStatus(); });
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(SameCandidates());
  }

  std::vector<std::string> Lines(const SameCandidates& candidates) const {
    std::vector<std::string> lines;
    for (const SameCandidate& one : candidates.found) {
      lines.push_back(absl::StrCat(one.entity_name, " = ",
                                   state_.snapshot->id(one.same_as), " (",
                                   one.same_as_name, ") ", one.score));
    }
    return lines;
  }

  absl::Status Refused(const CandidateSearch& search) const {
    return FindSameCandidates(state_, search, [] { return absl::OkStatus(); })
        .status();
  }
};

TEST_F(Candidates, AreFoundByNameAliasLegalFormAndScript) {
  for (const char* name : {"DJI", "SZ DJI", "SZ DJI Technology Co",
                           "\"SZ DJI Technology Co., "
                           "Ltd.\"",
                           "Da Jiang", "大疆", "ДЖИ;DJI"}) {
    state_ = testing::CaseState();
    const bool aliased = std::string(name).find(';') != std::string::npos;
    Import(absl::StrCat("Drone A;", name, aliased ? "" : ";", ";;;\n"));
    CandidateSearch search;
    search.id = kDji;
    search.min_score = 0.9;
    const SameCandidates found = Find(search);
    ASSERT_THAT(found.found, SizeIs(1)) << name;
    EXPECT_EQ(state_.snapshot->id(found.found[0].same_as), kDji) << name;
    EXPECT_EQ(found.found[0].score, 1) << name;
    EXPECT_EQ(found.limit, "");
  }
}

TEST_F(Candidates, ATypingErrorLowersTheScore) {
  Import("Drone A;Da Jiang Inovations;;;;\n");
  CandidateSearch search;
  search.source = "sources/makers";
  search.kind = "company";
  const SameCandidates found = Find(search);
  ASSERT_THAT(found.found, SizeIs(1));
  EXPECT_EQ(found.found[0].same_as_name, "Da Jiang Innovations");
  EXPECT_GT(found.found[0].score, 0.7);
  EXPECT_LT(found.found[0].score, 1);
}

TEST_F(Candidates, AreOfOneCollection) {
  Import("DJI;Acme;;;;\n");  // a product called as the company
  CandidateSearch search;
  search.id = kDji;
  EXPECT_THAT(Find(search).found, IsEmpty());
}

TEST_F(Candidates, AreOnlyWhatSomebodyCanJudge) {
  EXPECT_THAT(Find().found, IsEmpty()) << "nothing was imported";
}

TEST_F(Candidates, AreNotTwoThatIdentifiersTellApart) {
  Import("Drone A;Acme;;Q1;;\nDrone B;ACME;;Q2;;\nDrone C;Acme Ltd;;;;\n");
  CandidateSearch search;
  search.kind = "company";
  EXPECT_THAT(Lines(Find(search)),
              ElementsAre(StartsWith("Acme = companies/makers--acme-ltd"),
                          StartsWith("ACME = companies/makers--acme-ltd")));
}

TEST_F(Candidates, AreProposedUntilSomebodyJudges) {
  Import("Drone A;DJI;;;;\n");
  CandidateSearch search;
  search.id = kDji;
  ASSERT_THAT(Lines(Find(search)),
              ElementsAre("DJI = companies/sz-dji (DJI) 1"));
  const std::string dji = Imported("DJI");
  Judge(dji, kDji, SameVerdict::kDifferent);
  EXPECT_THAT(Find(search).found, IsEmpty());
  Judge(dji, kDji);
  EXPECT_THAT(Find(search).found, IsEmpty());
  search.id = dji;
  EXPECT_THAT(Find(search).found, IsEmpty()) << "it is another thing";
  Judge(dji, kDji, SameVerdict::kUndo);
  EXPECT_THAT(Find(search).found, SizeIs(1));
}

TEST_F(Candidates, SayHowManyMoreThereAre) {
  std::string rows;
  for (int i = 0; i < 10; ++i) {
    absl::StrAppend(&rows, "Drone", i, "x;Acme Drones ", i, ";;;;\n");
  }
  Import(rows);
  CandidateSearch search;
  search.kind = "company";
  const size_t all = Find(search).found.size();
  EXPECT_EQ(all, 45u);
  search.per_entity = 2;
  SameCandidates found = Find(search);
  EXPECT_EQ(found.found.size() + found.over_per_entity, all);
  EXPECT_GT(found.over_per_entity, 0);
  EXPECT_EQ(found.over_total, 0);
  search.per_entity = 20;
  search.total = 5;
  found = Find(search);
  EXPECT_THAT(found.found, SizeIs(5));
  EXPECT_EQ(found.over_total, 40);
  EXPECT_EQ(found.limit, "");
  search.limits.comparisons = 3;
  EXPECT_EQ(Find(search).limit, "comparisons");
}

TEST_F(Candidates, AreBestFirst) {
  Import("Drone A;Da Jiang Inovations;;;;\nDrone B;DJI;;;;\n");
  CandidateSearch search;
  search.id = kDji;
  const SameCandidates found = Find(search);
  ASSERT_THAT(found.found, SizeIs(2));
  EXPECT_GT(found.found[0].score, found.found[1].score);
  EXPECT_THAT(Lines(found)[0], HasSubstr("(DJI) 1"));
}

TEST_F(Candidates, WhatIsAskedWronglyIsRefused) {
  EXPECT_TRUE(absl::IsInvalidArgument(Refused({.min_score = 0.1})));
  EXPECT_TRUE(absl::IsInvalidArgument(Refused({.min_score = 1.5})));
  EXPECT_TRUE(absl::IsNotFound(Refused({.kind = "thing"})));
  EXPECT_TRUE(absl::IsNotFound(Refused({.source = "sources/none"})));
  EXPECT_TRUE(absl::IsNotFound(Refused({.id = "companies/none"})));
}

}  // namespace
}  // namespace ketenzicht::ingest
