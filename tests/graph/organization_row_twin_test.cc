// Rows of organizations against the naive oracle, process by process.
//
// 150 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include "graph/organization_row.h"

#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/random_details.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

constexpr size_t kPathsMax = 1000;
constexpr MatrixDetail kDetails[] = {MatrixDetail::kBest, MatrixDetail::kPaths,
                                     MatrixDetail::kTiers};

// An organization uses what is accessed only while something holds that a
// measure closes: it has a path without measures alone.
std::vector<Fact> PathWithoutMeasures() {
  return {
      Rel("m0", "uses", "organizations/0", "products/9"),
      Rel("m1", "made_by", "products/9", "companies/9"),
      Rel("m2", "remotely_accessed_by", "products/9", "companies/9")
          .While(WhenFact("relations/m1")),
      Rel("m3", "controlled_by", "companies/9", "authorities/0"),
      Closing("m4", {"relations/m1"}),
  };
}

// What other random graphs have little of: organizations within organizations,
// what they operate, and what they use themselves.
std::vector<Fact> AddOrganizations(const std::vector<Fact>& facts, Dice& dice) {
  std::vector<Fact> more = facts;
  int number = 0;
  const auto add = [&](const char* kind, const std::string& source,
                       const End& target) {
    Draft draft =
        MakeRelation(absl::StrCat("o", number++), kind, EndOf(source), target);
    if (dice.Percent(30)) SetModality(dice, draft);
    if (dice.Percent(25)) SetDates(dice, draft);
    if (dice.Percent(25)) draft.Said("sources/t", "2016-01-01");
    more.push_back(draft);
  };
  const auto organization = [&] {
    return absl::StrCat("organizations/", dice.Below(4));
  };
  for (int i = 2 + dice.Below(4); i > 0; --i) {
    const std::string process = absl::StrCat("processes/", dice.Below(3));
    switch (dice.Below(7)) {
      case 0:
      case 1:
        add("operates", organization(), EndOf(process));
        break;
      case 2:
        add("part_of", organization(), EndOf(organization()));
        break;
      case 3:
        add("part_of", process, EndOf(organization()));
        break;
      case 4:
        add("uses", organization(), EndOf(Of("product")));
        break;
      case 5:
        add("operates", organization(), EndOf(Of("process")));
        break;
      default:
        add("operates", organization(), EndOf("products/0"));
    }
  }
  if (dice.Percent(25)) {
    const std::vector<Fact> motif = PathWithoutMeasures();
    more.insert(more.end(), motif.begin(), motif.end());
  }
  more = Complete(more);
  return CheckFacts(more, *TestOntology(), *TestPolicy()).empty() ? more
                                                                  : facts;
}

// A column for each authority, and one for all of them together.
std::vector<Target> Columns(const Snapshot& snapshot) {
  std::vector<Target> columns;
  Target all;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (!snapshot.IsA(i, "authority")) continue;
    columns.push_back({i, {i}});
    all.asked = i;
    all.authorities.push_back(i);
  }
  columns.push_back(all);
  return columns;
}

struct Statuses {
  Status asked = Status::kNoPath;
  Status inherent = Status::kNoPath;  // without measures
};

// Along which a walk may come past the same product twice, and no path may.
constexpr char kOfWalks[] =
    "uses/made_by/^made_by/remotely_accessed_by/"
    "(seated_in/enacts/empowers|controlled_by)";

// What the oracle says of a process in a column.
struct Answer {
  Statuses paths;
  Statuses walks;  // with less detail than tiers (M.2)
  oracle::OracleTier tier;
  bool weighed = true;  // no more paths than the engine weighs
};

// Of a column: its distribution, but for tiers of which the engine may say
// less.
struct Expected {
  Distribution distribution;
  bool weighed = true;
};

class Twin {
 public:
  Twin(int64_t seed, std::map<std::string, int>& met)
      : dice_(seed + 4'000'000),
        facts_(AddOrganizations(MakeRandomGraph(seed).facts, dice_)),
        snapshot_(MakeSnapshot(facts_)),
        options_(MakeRandomOptions(snapshot_->facts().ReadAll(), dice_)),
        met_(met) {
    facts_ = snapshot_->facts().ReadAll();
    without_ = options_;
    without_.measures = false;
    const PolicyDocument& policy = snapshot_->policy().document();
    asked_ = std::make_unique<oracle::Oracle>(facts_, snapshot_->ontology(),
                                              policy, options_);
    inherent_ = std::make_unique<oracle::Oracle>(facts_, snapshot_->ontology(),
                                                 policy, without_);
  }

  std::string Check() {
    const OrganizationProcesses all = CheckProcesses();
    const Views views = *Views::Create(snapshot_, options_);
    const std::vector<Target> columns = Columns(*snapshot_);
    std::vector<Vector> vectors = snapshot_->policy().document().vectors;
    vectors.push_back(*CompileVector(kOfWalks, snapshot_->ontology()));
    for (const Vector& vector : vectors) {
      answers_.clear();
      for (MatrixDetail detail : kDetails) {
        const Matrix matrix =
            *Matrix::Create(views, vector, columns, detail, Limits());
        for (const auto& [organization, processes] : all) {
          CheckRow(matrix, organization, processes);
        }
      }
    }
    if (problems_.empty()) return "";
    return absl::StrCat(problems_, Dump(options_), "\n", Dump(facts_));
  }

 private:
  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  std::string Id(FactIndex fact) const {
    return std::string(snapshot_->id(fact));
  }

  // Which processes belong to which organization: all of them, and one by one.
  OrganizationProcesses CheckProcesses() {
    OrganizationProcesses all =
        *OrganizationsOf(*snapshot_, {"organizations/-"});
    for (FactIndex i = 0; i < snapshot_->size(); ++i) {
      if (!snapshot_->IsA(i, "organization")) continue;
      const oracle::Ids expected = asked_->ProcessesOf(Id(i));
      oracle::Ids found;
      for (FactIndex process : all[i]) found.insert(Id(process));
      if (found != expected) Problem("other processes of ", Id(i));
      const auto one = OrganizationsOf(*snapshot_, {Id(i)});
      if (one.ok() == expected.empty()) Problem("one by one: ", Id(i));
      if (expected.contains(Id(i))) ++met_["own uses"];
      if (expected.size() > 1) ++met_["several processes"];
      if (expected.empty()) all.erase(i);
    }
    return all;
  }

  // Every walk to a target passes that target.
  Status BestWalk(const oracle::Oracle& oracle, const Vector& vector,
                  FactIndex process, const oracle::Ids& targets) const {
    const auto best =
        oracle.BestThrough(vector.expression, Id(process), targets, targets);
    return best ? best->first : Status::kNoPath;
  }

  std::optional<Answer> AnswerOf(const Vector& vector, FactIndex process,
                                 const Target& column) {
    oracle::Ids targets;
    for (FactIndex one : column.authorities) targets.insert(Id(one));
    const auto paths =
        asked_->Paths(vector.expression, Id(process), targets, kPathsMax);
    const auto inherent =
        inherent_->Paths(vector.expression, Id(process), targets, kPathsMax);
    if (!paths || !inherent) return std::nullopt;
    Answer answer;
    if (!paths->empty()) answer.paths.asked = paths->front().status;
    if (!inherent->empty()) answer.paths.inherent = inherent->front().status;
    answer.walks = {BestWalk(*asked_, vector, process, targets),
                    BestWalk(*inherent_, vector, process, targets)};
    std::vector<oracle::WeighedPath> weighed;
    for (const oracle::OraclePath& path : *paths) {
      weighed.push_back({path, asked_->Weigh(Id(process), path)});
    }
    answer.tier = oracle::TierOfPair(weighed);
    answer.weighed = weighed.size() <= static_cast<size_t>(kTierPaths);
    return answer;
  }

  // Nothing where a process has more paths than the oracle looks at.
  std::optional<Expected> ExpectedOf(const Matrix& matrix, size_t column,
                                     const std::vector<FactIndex>& processes) {
    Expected expected;
    const bool tiers = matrix.detail() == MatrixDetail::kTiers;
    for (FactIndex process : processes) {
      const auto [it, first] = answers_.try_emplace({process, column});
      if (first) {
        it->second =
            AnswerOf(matrix.vector(), process, matrix.columns()[column]);
      }
      if (!it->second) return std::nullopt;
      const Answer& answer = *it->second;
      const Statuses& statuses = tiers ? answer.paths : answer.walks;
      if (answer.paths.asked != answer.walks.asked) ++met_["a better walk"];
      if (statuses.asked == Status::kNoPath &&
          snapshot_->IsA(process, "organization") && processes.size() > 1) {
        const bool silent = statuses.inherent == Status::kNoPath;
        ++met_[silent ? "left out" : "kept for its path without measures"];
        if (silent) continue;
      }
      Distribution& distribution = expected.distribution;
      ++distribution.processes;
      ++distribution.statuses[static_cast<size_t>(statuses.asked)];
      if (tiers && answer.tier.applicable) {
        ++distribution.tiers[{answer.tier.lowest, answer.tier.highest}];
        ++met_["with a tier"];
      }
      if (tiers) expected.weighed = expected.weighed && answer.weighed;
    }
    return expected;
  }

  void CheckRow(const Matrix& matrix, FactIndex organization,
                const std::vector<FactIndex>& processes) {
    const OrganizationRow row =
        RowOf(matrix, organization, processes, Limits());
    const std::string what =
        absl::StrCat(Id(organization), " ", matrix.vector().name, " detail ",
                     static_cast<int>(matrix.detail()));
    if (row.processes != static_cast<int>(processes.size()) ||
        row.organization != organization || !row.completeness.complete()) {
      Problem(what, ": whose row it is, or whether it is complete");
    }
    for (size_t column = 0; column < matrix.columns().size(); ++column) {
      const auto expected = ExpectedOf(matrix, column, processes);
      if (!expected) continue;
      ++met_["distributions"];
      const Distribution& found = row.distributions[column];
      if (found.processes != expected->distribution.processes ||
          found.statuses != expected->distribution.statuses) {
        Problem(what, " column ", column, ": statuses");
      }
      if (expected->weighed && found.tiers != expected->distribution.tiers) {
        Problem(what, " column ", column, ": tiers");
      }
    }
  }

  Dice dice_;
  std::vector<Fact> facts_;
  std::shared_ptr<const Snapshot> snapshot_;
  ViewOptions options_;
  ViewOptions without_;
  std::unique_ptr<oracle::Oracle> asked_;
  std::unique_ptr<oracle::Oracle> inherent_;
  // Of the vector that is looked at, by process and column.
  std::map<std::pair<FactIndex, size_t>, std::optional<Answer>> answers_;
  std::map<std::string, int>& met_;
  std::string problems_;
};

TEST(OrganizationRowTwin, IsWhatTheOracleSaysProcessByProcess) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 150);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    ASSERT_EQ(Twin(seed, met).Check(), "") << "KETENZICHT_SEED=" << seed;
  }
  std::cout << graphs << " graphs from seed " << first << "\n";
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (graphs < 150) return;
  for (const char* what :
       {"own uses", "several processes", "left out",
        "kept for its path without measures", "a better walk", "with a tier"}) {
    EXPECT_GT(met[what], 0) << "never came up: " << what;
  }
}

}  // namespace
}  // namespace ketenzicht::graph
