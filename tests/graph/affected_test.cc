// What something reaches, against a naive fixpoint over the oracle's rows.
//
// 300 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include "graph/affected.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using ::testing::ElementsAre;

// "process vector": status and cost.
using Reached = std::map<std::string, std::pair<Status, Cost>>;

Reached ReachedOf(const View& view, const Affected& affected) {
  Reached reached;
  for (const AffectedProcess& one : affected.processes) {
    reached[absl::StrCat(view.snapshot().id(one.process), " ",
                         one.vector->name)] = {one.status, one.cost};
  }
  return reached;
}

// What stands for the subject, by how certain that is: docs/semantics.md, M.9.
std::map<Status, oracle::Ids> StandIns(const Snapshot& snapshot,
                                       const oracle::Oracle& oracle,
                                       const Vector& vector,
                                       const std::string& subject) {
  const FactIndex fact = snapshot.Find(subject);
  const bool listing = snapshot.IsA(fact, "listing");
  const bool programme = snapshot.IsA(fact, "programme");
  const bool passed =
      programme && (absl::StrContains(vector.expression, "exploited_by") ||
                    absl::StrContains(vector.expression, "conducts"));
  if (passed || (!listing && !programme)) return {{Status::kOpen, {subject}}};
  std::map<std::string, Status> best;
  for (const oracle::Row& row : oracle.rows()) {
    if (row.target != subject || row.source.empty() ||
        row.kind != (listing ? "listed_on" : "conducts") ||
        row.status == Status::kNoPath) {
      continue;
    }
    const auto [it, added] = best.emplace(row.source, row.status);
    if (!added) it->second = std::min(it->second, row.status);
  }
  std::map<Status, oracle::Ids> all;
  for (const auto& [id, status] : best) all[status].insert(id);
  return all;
}

Reached Expected(const Snapshot& snapshot, const oracle::Oracle& oracle,
                 const std::vector<const Vector*>& vectors,
                 const std::string& subject) {
  oracle::Ids authorities;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, "authority")) authorities.emplace(snapshot.id(i));
  }
  Reached reached;
  for (const Vector* vector : vectors) {
    for (const auto& [status, through] :
         StandIns(snapshot, oracle, *vector, subject)) {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        const std::string who(snapshot.id(i));
        if ((!snapshot.IsA(i, "process") && !snapshot.IsA(i, "organization")) ||
            who == subject) {
          continue;
        }
        auto best =
            oracle.BestThrough(vector->expression, who, authorities, through);
        if (!best) continue;
        best->first = std::max(best->first, status);
        const auto [it, added] =
            reached.emplace(absl::StrCat(who, " ", vector->name), *best);
        if (!added)
          it->second = std::min<std::pair<Status, Cost>>(it->second, *best);
      }
    }
  }
  return reached;
}

TEST(Affected, AgreesWithTheOracleOnRandomGraphs) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  size_t reached = 0;
  size_t through_another = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const auto snapshot = MakeSnapshot(MakeRandomGraph(seed).facts);
    const std::vector<Fact> facts = snapshot->facts().ReadAll();
    Dice dice(seed + 5'000'000);
    const ViewOptions options = MakeRandomOptions(facts, dice);
    const auto view = MakeView(snapshot, options);
    const oracle::Oracle oracle(facts, snapshot->ontology(),
                                snapshot->policy().document(), options);
    std::vector<const Vector*> vectors;
    for (const Vector& vector : snapshot->policy().document().vectors) {
      vectors.push_back(&vector);
    }
    for (FactIndex i = 0; i < snapshot->size(); ++i) {
      if (!snapshot->is_entity(i) || snapshot->IsA(i, "source")) continue;
      const Affected affected =
          *FindAffected(*view, snapshot->id(i), vectors, Limits());
      ASSERT_TRUE(affected.completeness.complete());
      const Reached expected =
          Expected(*snapshot, oracle, vectors, std::string(snapshot->id(i)));
      ASSERT_EQ(ReachedOf(*view, affected), expected)
          << "KETENZICHT_SEED=" << seed << " " << snapshot->id(i);
      reached += expected.size();
      if (snapshot->IsA(i, "programme") || snapshot->IsA(i, "listing")) {
        through_another += expected.size();
      }
      ASSERT_TRUE(std::is_sorted(
          affected.processes.begin(), affected.processes.end(),
          [](const AffectedProcess& a, const AffectedProcess& b) {
            return std::pair(a.status, a.cost) < std::pair(b.status, b.cost);
          }));
    }
  }
  std::cout << graphs << " graphs from seed " << first << ", " << reached
            << " reached, of which " << through_another
            << " by programmes and listings\n";
  EXPECT_GT(through_another, 0u);
  EXPECT_GT(reached, static_cast<size_t>(graphs / 10));
}

class AffectedBy : public ::testing::Test {
 protected:
  // "organization reached/all status"
  std::vector<std::string> Organizations(const char* subject) const {
    std::vector<std::string> lines;
    const Affected affected = Find(subject);
    for (const AffectedOrganization& one : affected.organizations) {
      const char* own = one.own_uses == Status::kNoPath ? "" : " own";
      lines.push_back(absl::StrCat(view_->snapshot().id(one.organization), " ",
                                   one.processes, "/", one.processes_all, " ",
                                   StatusName(one.status), own));
    }
    return lines;
  }
  Affected Find(const char* subject) const {
    return *FindAffected(*view_, subject,
                         {view_->snapshot().policy().FindVector("intrusion")},
                         Limits());
  }

  const std::shared_ptr<const View> view_ = MakeView({
      Rel("a", "uses", "processes/a", "products/x"),
      Rel("b", "uses", "processes/b", "products/y"),
      Rel("own", "uses", "organizations/own", "products/x").Possible(),
      Rel("up", "part_of", "organizations/own", "organizations/up"),
      Rel("ap", "part_of", "processes/a", "organizations/o"),
      Rel("bp", "part_of", "processes/b", "organizations/o"),
      Rel("cp", "operates", "organizations/whole", "processes/a"),
      Rel("xe", "exploited_by", "products/x", "programmes/p"),
      Rel("ye", "exploited_by", "products/y", "programmes/q").Unknown(),
      Rel("pc", "conducts", "authorities/s", "programmes/p"),
      Rel("qc", "conducts", "authorities/s", "programmes/q"),
  });
};

TEST_F(AffectedBy, CountsOrganizationsWithTheirShare) {
  EXPECT_THAT(
      Organizations("products/x"),
      ElementsAre("organizations/o 1/2 open", "organizations/whole 1/1 open",
                  "organizations/own 0/0 not_excluded own",
                  "organizations/up 0/0 not_excluded own"))
      << "what a part of it uses affects an organization too";
  EXPECT_THAT(
      Organizations("authorities/s"),
      ElementsAre("organizations/o 2/2 open", "organizations/whole 1/1 open",
                  "organizations/own 0/0 not_excluded own",
                  "organizations/up 0/0 not_excluded own"));
  EXPECT_THAT(Organizations("programmes/q"),
              ElementsAre("organizations/o 1/2 unknown"))
      << "another programme of the same authority is none of its own";
  EXPECT_EQ(Find("products/x").affected, 1);
  EXPECT_EQ(Find("products/x").processes_all, 2);
}

TEST_F(AffectedBy, WhatDoesNotExistIsNotFound) {
  EXPECT_EQ(FindAffected(*view_, "products/none", {}, Limits()).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace ketenzicht::graph
