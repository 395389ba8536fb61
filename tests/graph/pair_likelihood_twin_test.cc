// The likelihood of a pair against a naive twin: all paths of the oracle,
// looked at in every world that the relations on them can make.
//
// 150 seeds in a normal run, a random graph and a mesh for each;
// KETENZICHT_LONG=1 takes 5,000, and 1,000 where samples are compared with the
// exact answer. KETENZICHT_SEED sets the first seed, KETENZICHT_GRAPHS how
// many.

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/pair_likelihood.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/pair_cases.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

constexpr double kRounding = 1e-9;
constexpr size_t kPathsMax = 500;
constexpr int64_t kWorldsMax = 30'000;

struct Seeds {
  explicit Seeds(int64_t thorough)
      : first(FromEnvironment("KETENZICHT_SEED", 1)),
        graphs(FromEnvironment(
            "KETENZICHT_GRAPHS",
            FromEnvironment("KETENZICHT_LONG", 0) != 0 ? thorough : 150)) {}
  int64_t first;
  int64_t graphs;
};

std::map<std::string, int>& Coverage() {
  static auto& coverage = *new std::map<std::string, int>;
  return coverage;
}
void Count(const std::string& what) { ++Coverage()[what]; }

// ---- The twin ---------------------------------------------------------------

using Row = oracle::Row;
using Path = std::vector<const Row*>;

// What one number is drawn for: presumptions by themselves, facts together with
// those that say the same.
std::string VariableOf(const Row& row, const std::vector<Fact>& facts) {
  if (row.fact == nullptr) return row.id;
  const Relation& relation = *row.fact->relation();
  std::string least = row.fact->id;
  const std::set<std::string> via(relation.via.begin(), relation.via.end());
  for (const Fact& fact : facts) {
    const Relation* other = fact.relation();
    if (other == nullptr) continue;
    if (other->kind == relation.kind &&
        oracle::IsOneEnd(other->source, relation.source) &&
        oracle::IsOneEnd(other->target, relation.target) &&
        std::set<std::string>(other->via.begin(), other->via.end()) == via &&
        other->holds_while == relation.holds_while) {
      least = std::min(least, fact.id);
    }
  }
  return least;
}

// By bound: low, best, high.
std::array<double, 3> ThresholdsOf(const Row& row) {
  const Interval& interval = row.likelihood;
  return {interval.low, interval.best.value_or(interval.low), interval.high};
}

bool HasBest(const Row& row) {
  return row.likelihood.best || row.likelihood.low == row.likelihood.high;
}

struct Expected {
  std::array<double, 3> likelihoods = {};
  bool best = true;
  int64_t relations = 0;
  int64_t path_sets = 0;
};

class Twin {
 public:
  Twin(const oracle::Oracle& oracle, const std::vector<Fact>& facts)
      : oracle_(oracle) {
    for (const Row& row : oracle.rows()) {
      variables_[&row] = VariableOf(row, facts);
    }
  }

  // Nothing where there are too many worlds.
  std::optional<Expected> Answer(const std::vector<oracle::OraclePath>& all,
                                 Status weakest) const {
    const std::vector<Path> paths = WithCarriers(all, weakest);
    if (paths.size() > kPathsMax) return std::nullopt;
    Expected expected;
    CountSets(paths, expected);
    for (int bound = 0; bound < 3; ++bound) {
      const std::optional<double> likelihood = OfWorlds(paths, bound);
      if (!likelihood) return std::nullopt;
      expected.likelihoods[bound] = *likelihood;
    }
    return expected;
  }

  // Of each path all rows that must be open for it, its steps and what carries
  // them: once for each way to choose an instance of every carrier.
  std::vector<Path> WithCarriers(const std::vector<oracle::OraclePath>& all,
                                 Status weakest) const {
    std::vector<Path> paths;
    for (const oracle::OraclePath& path : all) {
      std::vector<Path> groups;
      for (const Row* step : path.steps) groups.push_back({step});
      Choose(groups, {}, weakest, paths);
    }
    return paths;
  }

 private:
  // `groups`: of each one row must be open.
  void Choose(std::vector<Path> groups, const Path& open, Status weakest,
              std::vector<Path>& paths) const {
    if (paths.size() > kPathsMax) return;
    if (groups.empty()) {
      paths.push_back(open);
      return;
    }
    const Path group = groups.back();
    groups.pop_back();
    if (group.size() != 1) Count("a carrier with several instances, or none");
    for (const Row* row : group) {
      if (row->status > weakest || row->likelihood.high <= 0) continue;
      if (row->carriers.size() > 1) Count("several carriers");
      std::vector<Path> all = groups;
      for (const std::string& carrier : row->carriers) {
        all.push_back(InstancesOf(carrier));
      }
      Path with = open;
      with.push_back(row);
      Choose(std::move(all), with, weakest, paths);
    }
  }

  // The instances of a fact, and in place of those that were replaced what
  // replaced them.
  Path InstancesOf(const std::string& fact) const {
    oracle::Ids ids;
    for (const Row& row : oracle_.rows()) {
      if (row.fact == nullptr || row.fact->id != fact) continue;
      if (row.replaced_by.empty()) ids.insert(row.id);
      ids.insert(row.replaced_by.begin(), row.replaced_by.end());
    }
    Path ones;
    for (const Row& row : oracle_.rows()) {
      if (ids.contains(row.id)) ones.push_back(&row);
    }
    return ones;
  }

  // A number below which the variable must lie, by its place in a world.
  using Condition = std::pair<size_t, double>;
  using World = std::vector<double>;

  // Each variable is a number from 0 to 1, and a row is open where that is
  // below its likelihood: only between which likelihoods it lies matters.
  std::optional<double> OfWorlds(const std::vector<Path>& paths,
                                 int bound) const {
    std::map<std::string, size_t> places;
    std::vector<std::set<double>> cuts;
    std::vector<std::vector<Condition>> conditions;
    for (const Path& path : paths) {
      conditions.emplace_back();
      for (const Row* row : path) {
        const size_t place =
            places.emplace(variables_.at(row), places.size()).first->second;
        if (place == cuts.size()) cuts.push_back({0, 1});
        const double threshold = ThresholdsOf(*row)[bound];
        cuts[place].insert(threshold);
        conditions.back().emplace_back(place, threshold);
      }
    }
    int64_t worlds = 1;
    for (const std::set<double>& of_variable : cuts) {
      worlds *= static_cast<int64_t>(of_variable.size()) - 1;
      if (worlds > kWorldsMax) return std::nullopt;
    }
    World world(cuts.size());
    const std::function<double(size_t)> open = [&](size_t place) -> double {
      if (place == cuts.size()) return IsOpen(conditions, world) ? 1 : 0;
      double sum = 0;
      for (auto cut = cuts[place].begin(); std::next(cut) != cuts[place].end();
           ++cut) {
        world[place] = *cut;
        sum += (*std::next(cut) - *cut) * open(place + 1);
      }
      return sum;
    };
    return open(0);
  }

  static bool IsOpen(const std::vector<std::vector<Condition>>& paths,
                     const World& world) {
    return std::any_of(paths.begin(), paths.end(), [&](const auto& path) {
      return std::all_of(path.begin(), path.end(), [&](const Condition& one) {
        return world[one.first] < one.second;
      });
    });
  }

  // Relations that are open in one way, as a path needs them.
  using Need = std::pair<std::string, std::string>;

  void CountSets(const std::vector<Path>& paths, Expected& expected) const {
    std::set<std::set<Need>> sets;
    std::map<Need, bool> has_best;
    std::map<std::string, std::set<std::string>> ways;
    for (const Path& path : paths) {
      std::set<Need> set;
      size_t uncertain = 0;
      for (const Row* row : path) {
        if (row->likelihood.low >= 1) continue;
        const Need need(variables_.at(row),
                        absl::StrCat(absl::StrJoin(ThresholdsOf(*row), " "),
                                     HasBest(*row) ? " best" : ""));
        has_best[need] = HasBest(*row);
        ways[need.first].insert(need.second);
        set.insert(need);
        ++uncertain;
      }
      if (set.size() < uncertain) Count("a relation twice on a path");
      sets.insert(std::move(set));
    }
    std::set<std::string> relations;
    for (const std::set<Need>& set : sets) {
      const bool minimal =
          std::none_of(sets.begin(), sets.end(), [&](const auto& other) {
            return other != set && std::includes(set.begin(), set.end(),
                                                 other.begin(), other.end());
          });
      if (!minimal) continue;
      ++expected.path_sets;
      for (const Need& need : set) {
        relations.insert(need.first);
        expected.best = expected.best && has_best.at(need);
        if (ways.at(need.first).size() > 1) Count("a relation in several ways");
      }
    }
    expected.relations = static_cast<int64_t>(relations.size());
    if (expected.path_sets > 1) Count("several path sets");
    if (sets.size() > static_cast<size_t>(expected.path_sets)) {
      Count("path sets that hold another");
    }
  }

  const oracle::Oracle& oracle_;
  std::map<const Row*, std::string> variables_;
};

// ---- The engine -------------------------------------------------------------

// All it takes to ask it again.
std::string Show(int64_t seed, const PairQuestion& question) {
  return absl::StrCat("KETENZICHT_SEED=", seed, " KETENZICHT_GRAPHS=1 ",
                      question.source, " ", question.expression, " ",
                      absl::StrJoin(question.targets, ","), " ",
                      StatusName(question.weakest));
}

// One record, and a view of it.
class Case {
 public:
  Case(const std::vector<Fact>& facts, const ViewOptions& options)
      : snapshot_(MakeSnapshot(facts)), options_(options) {
    view_ = MakeView(snapshot_, options_);
  }

  const Snapshot& snapshot() const { return *snapshot_; }
  const ViewOptions& options() const { return options_; }
  std::vector<Fact> ReadFacts() const { return snapshot_->facts().ReadAll(); }

  PairLikelihood Ask(const PairQuestion& question,
                     PairLikelihoodOptions options = {}) const {
    static auto& vectors = *new std::map<std::string, Vector>;
    const auto [vector, added] = vectors.try_emplace(question.expression);
    if (added) {
      vector->second =
          *CompileVector(question.expression, snapshot_->ontology());
    }
    Target target;
    for (const std::string& id : question.targets) {
      target.authorities.push_back(snapshot_->Find(id));
    }
    std::sort(target.authorities.begin(), target.authorities.end());
    options.weakest = question.weakest;
    return *FindPairLikelihood(*view_, snapshot_->Find(question.source), target,
                               vector->second, options, Limits());
  }

  std::string Show() const {
    return absl::StrCat(Dump(options_), "\n", Dump(ReadFacts()));
  }

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  ViewOptions options_;
  std::shared_ptr<const View> view_;
};

void ExpectSame(const PairLikelihood& found, const Expected& expected,
                const std::string& what) {
  EXPECT_EQ(found.method, LikelihoodMethod::kExact) << what;
  EXPECT_NEAR(found.low.value, expected.likelihoods[0], kRounding) << what;
  EXPECT_NEAR(found.high.value, expected.likelihoods[2], kRounding) << what;
  EXPECT_EQ(found.best.has_value(), expected.best) << what;
  if (found.best && expected.best) {
    EXPECT_NEAR(found.best->value, expected.likelihoods[1], kRounding) << what;
    EXPECT_LE(found.low.value, found.best->value) << what;
    EXPECT_LE(found.best->value, found.high.value) << what;
  }
  EXPECT_EQ(found.relations, expected.relations) << what;
  EXPECT_EQ(found.path_sets, expected.path_sets) << what;
}

// At least that of each path that nothing carries.
void ExpectNoLessThanPaths(const PairLikelihood& found,
                           const std::vector<oracle::OraclePath>& paths,
                           Status weakest, const std::string& what) {
  for (const oracle::OraclePath& path : paths) {
    const bool carried =
        std::any_of(path.steps.begin(), path.steps.end(),
                    [](const Row* row) { return !row->carriers.empty(); });
    if (carried) Count("a carried path");
    if (carried || path.status > weakest) continue;
    EXPECT_GE(found.low.value, path.likelihood.low - kRounding) << what;
    EXPECT_GE(found.high.value, path.likelihood.high - kRounding) << what;
  }
}

TEST(PairLikelihoodTwin, IsThatOfAllWorlds) {
  const Seeds seeds(5'000);
  int compared = 0;
  int gave_up = 0;
  for (int64_t seed = seeds.first; seed < seeds.first + seeds.graphs; ++seed) {
    for (const PairCase& drawn : DrawPairCases(seed)) {
      const Case one(drawn.facts, drawn.options);
      const std::vector<Fact> facts = one.ReadFacts();
      const oracle::Oracle oracle(facts, one.snapshot().ontology(),
                                  one.snapshot().policy().document(),
                                  one.options());
      const Twin twin(oracle, facts);
      for (const PairQuestion& question : drawn.questions) {
        const auto paths = oracle.Paths(question.expression, question.source,
                                        question.targets, kPathsMax);
        const std::optional<Expected> expected =
            paths ? twin.Answer(*paths, question.weakest) : std::nullopt;
        if (!expected) {
          ++gave_up;
          continue;
        }
        const PairLikelihood found = one.Ask(question);
        const std::string what = Show(seed, question);
        ExpectSame(found, *expected, what);
        ExpectNoLessThanPaths(found, *paths, question.weakest, what);
        if (::testing::Test::HasFailure()) FAIL() << what << "\n" << one.Show();
        ++compared;
        Count(expected->path_sets == 0   ? "no path"
              : expected->relations == 0 ? "always open"
                                         : "open or not");
        if (expected->relations > 0 && !expected->best) Count("no best");
      }
    }
  }
  std::cout << "  seeds " << seeds.first << " to "
            << seeds.first + seeds.graphs - 1 << ", " << compared << " pairs, "
            << gave_up << " given up\n";
  for (const auto& [what, count] : Coverage()) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (seeds.graphs < 150) return;
  EXPECT_LT(gave_up, compared / 10);
  for (const char* what :
       {"no path", "always open", "open or not", "no best", "several path sets",
        "path sets that hold another", "a relation twice on a path",
        "a relation in several ways", "a carried path", "several carriers"}) {
    EXPECT_GT(Coverage()[what], 0) << "never came up: " << what;
  }
}

// Whatever likelihoods there really are within the intervals.
TEST(PairLikelihoodTwin, HoldsTheTruthOfAnyChoice) {
  const Seeds seeds(5'000);
  int compared = 0;
  for (int64_t seed = seeds.first; seed < seeds.first + seeds.graphs; ++seed) {
    for (const PairCase& drawn : DrawPairCases(seed)) {
      const Case one(drawn.facts, drawn.options);
      Dice dice(static_cast<uint64_t>(seed) + 8'000'000);
      std::vector<Fact> facts = drawn.facts;
      ChooseLikelihoods(facts, dice);
      const Case chosen(facts, drawn.options);
      for (const PairQuestion& question : drawn.questions) {
        const PairLikelihood before = one.Ask(question);
        const PairLikelihood after = chosen.Ask(question);
        if (before.method != LikelihoodMethod::kExact ||
            after.method != LikelihoodMethod::kExact) {
          continue;
        }
        const std::string what = Show(seed, question);
        EXPECT_LE(before.low.value, after.low.value + kRounding) << what;
        EXPECT_LE(after.low.value, after.high.value) << what;
        EXPECT_LE(after.high.value, before.high.value + kRounding) << what;
        if (::testing::Test::HasFailure()) FAIL() << what << "\n" << one.Show();
        if (before.low.value + kRounding < before.high.value) ++compared;
      }
    }
  }
  std::cout << "  seeds " << seeds.first << " to "
            << seeds.first + seeds.graphs - 1 << ", " << compared
            << " pairs with room between the bounds\n";
  if (seeds.graphs < 150) return;
  EXPECT_GT(compared, 100);
}

// What samples say of what is known exactly.
class Samples {
 public:
  // At a confidence at which not one in a million may miss.
  void Compare(const Case& one, const PairQuestion& question,
               const PairLikelihood& exact, PairLikelihoodOptions options,
               const std::string& what) {
    options.samples = 1000;
    options.confidence = 0.999999;
    const PairLikelihood sampled = one.Ask(question, options);
    EXPECT_EQ(sampled.method, LikelihoodMethod::kMonteCarlo) << what;
    EXPECT_EQ(sampled.samples, 1000) << what;
    EXPECT_EQ(sampled.undecided, 0) << what;
    ExpectHolds(sampled.low, exact.low.value, what);
    ExpectHolds(sampled.high, exact.high.value, what);
    EXPECT_LE(sampled.low.value, sampled.high.value) << what;
    if (sampled.best && exact.best) {
      ExpectHolds(*sampled.best, exact.best->value, what);
      EXPECT_LE(sampled.low.value, sampled.best->value) << what;
      EXPECT_LE(sampled.best->value, sampled.high.value) << what;
    }
    options.confidence = 0.95;
    const PairLikelihood again = one.Ask(question, options);
    EXPECT_EQ(again.low.value, sampled.low.value) << what;
    EXPECT_EQ(again.high.value, sampled.high.value) << what;
    CountMiss(again.low, exact.low.value);
    CountMiss(again.high, exact.high.value);
  }

  int counted() const { return counted_; }
  int missed() const { return missed_; }

 private:
  static void ExpectHolds(const LikelihoodEstimate& estimate, double value,
                          const std::string& what) {
    EXPECT_LE(estimate.lower, value + kRounding) << what;
    EXPECT_GE(estimate.upper, value - kRounding) << what;
    EXPECT_LE(estimate.lower, estimate.value) << what;
    EXPECT_LE(estimate.value, estimate.upper) << what;
    EXPECT_LT(estimate.upper - estimate.lower, 0.2) << what;
  }

  void CountMiss(const LikelihoodEstimate& estimate, double value) {
    if (value <= 0 || value >= 1) return;
    ++counted_;
    if (value < estimate.lower || value > estimate.upper) ++missed_;
  }

  int counted_ = 0;
  int missed_ = 0;
};

TEST(PairLikelihoodTwin, SamplesAgreeWithTheExactAnswer) {
  const Seeds seeds(1'000);
  Samples samples;
  for (int64_t seed = seeds.first; seed < seeds.first + seeds.graphs; ++seed) {
    for (const PairCase& drawn : DrawPairCases(seed)) {
      const Case one(drawn.facts, drawn.options);
      int sampled = 0;
      for (const PairQuestion& question : drawn.questions) {
        const PairLikelihood exact = one.Ask(question);
        if (exact.method != LikelihoodMethod::kExact || exact.relations == 0 ||
            sampled == 2) {
          continue;
        }
        ++sampled;
        const std::string what = Show(seed, question);
        PairLikelihoodOptions options;
        options.seed = static_cast<uint64_t>(seed);
        options.exact_path_sets = 0;
        samples.Compare(one, question, exact, options, what);
        options.exact_path_sets = kDefaultExactPathSets;
        options.exact_steps = 0;
        samples.Compare(one, question, exact, options, what);
        if (::testing::Test::HasFailure()) FAIL() << what << "\n" << one.Show();
      }
    }
  }
  std::cout << "  seeds " << seeds.first << " to "
            << seeds.first + seeds.graphs - 1 << ": at 95 %, "
            << samples.missed() << " of " << samples.counted()
            << " intervals miss\n";
  if (seeds.graphs < 150) return;
  EXPECT_GT(samples.counted(), 200);
  EXPECT_LE(samples.missed(), samples.counted() * 8 / 100);
}

}  // namespace
}  // namespace ketenzicht::graph
