// Timelines against the oracle, on random graphs: the step function on every
// day on which something is dated and between, the facts behind each step, and
// the days that were cut.
//
// 300 graphs in a normal run; KETENZICHT_LONG=1 takes 10,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

// One random pair with its options, asked of engine and oracle.
class Pair {
 public:
  // Short of `thorough`, the oracle is asked on some days only, those of the
  // steps and their eves among them.
  Pair(int64_t seed, bool thorough, std::map<std::string, int>& met)
      : dice_(seed + 2'000'000), thorough_(thorough), met_(met) {
    facts_ = Complete(MakeRandomGraph(seed).facts);
    snapshot_ = Snapshot::Create(1, facts_, TestOntology(), APolicy()).value();
    options_ = MakeRandomOptions(facts_, dice_);
    std::vector<std::string> processes;
    for (const Fact& fact : facts_) {
      if (snapshot_->IsA(snapshot_->Find(fact.id), "process")) {
        processes.push_back(fact.id);
      }
      if (snapshot_->IsA(snapshot_->Find(fact.id), "authority")) {
        authority_ = fact.id;
      }
    }
    const auto& vectors = snapshot_->policy().document().vectors;
    for (int tries = 0; tries < 12; ++tries) {
      process_ = dice_.Pick(processes);
      vector_ = &dice_.Pick(vectors);
      if (HasAPath()) break;
      options_ = MakeRandomOptions(facts_, dice_);
    }
  }

  std::string Check() {
    const Timelines cut = Find(false);
    const Timelines all = Find(true);
    if (cut.dates < all.dates) ++met_["days were cut"];
    met_["days"] += all.dates;
    met_["days looked at"] += cut.dates;
    const std::vector<TimelineStep>& steps = cut.all.front().steps;
    met_["steps"] += static_cast<int>(steps.size()) - 1;
    CheckSame(steps, all.all.front().steps);
    CheckDays(steps);
    for (size_t i = 1; i < steps.size(); ++i) {
      CheckBecause(steps[i - 1], steps[i]);
    }
    if (problems_.empty()) return "";
    return absl::StrCat(problems_, process_, " ", vector_->name, " ",
                        Dump(options_), "\n", Dump(facts_));
  }

 private:
  // That of the tests, or one that looks at less: then more days are cut.
  std::shared_ptr<const Policy> APolicy() {
    if (dice_.Percent(40)) return TestPolicy();
    PolicyDocument document = TestPolicyDocument();
    for (Factor& factor : document.factors) {
      factor.enabled = factor.enabled && dice_.Percent(40);
    }
    if (dice_.Percent(50)) document.presumptions.clear();
    if (dice_.Percent(50)) document.corporate_reach = "controlled_by";
    return std::make_shared<const Policy>(
        Policy::Create(document, *TestOntology()).value());
  }

  // At the date of the options; most pairs never have one.
  bool HasAPath() const {
    const FactIndex authority = snapshot_->Find(authority_);
    const PairAnswer answer = AnswerPair(
        Views::Create(snapshot_, options_).value(), snapshot_->Find(process_),
        {.asked = authority, .authorities = {authority}}, *vector_, Limits());
    return answer.inherent_status != Status::kNoPath;
  }

  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  Timelines Find(bool every_date) const {
    const FactIndex authority = snapshot_->Find(authority_);
    TimelineQuery query;
    query.processes = {snapshot_->Find(process_)};
    query.targets = {{.asked = authority, .authorities = {authority}}};
    query.vectors = {vector_};
    query.every_date = every_date;
    return FindTimelines(snapshot_, options_, query, {.paths = kMaxPaths})
        .value();
  }

  std::optional<PairOutcome> Expected(const ViewOptions& options) const {
    return oracle::Outcome(facts_, snapshot_->ontology(),
                           snapshot_->policy().document(), options, process_,
                           authority_, vector_->expression);
  }

  void CheckSame(const std::vector<TimelineStep>& cut,
                 const std::vector<TimelineStep>& all) {
    if (cut.size() != all.size()) {
      Problem("cut: ", cut.size(), " steps, not ", all.size());
      return;
    }
    for (size_t i = 0; i < cut.size(); ++i) {
      if (cut[i].from != all[i].from || !(cut[i].outcome == all[i].outcome)) {
        Problem("step ", i, " differs where days were cut");
      }
    }
  }

  static const PairOutcome& At(const std::vector<TimelineStep>& steps,
                               Date day) {
    const TimelineStep* last = &steps.front();
    for (const TimelineStep& step : steps) {
      if (step.from && *step.from <= day) last = &step;
    }
    return last->outcome;
  }

  // Every day that stands anywhere in the record, and one before each.
  void CheckDays(const std::vector<TimelineStep>& steps) {
    std::set<int32_t> named = {Day("2010-01-01").days()};
    for (const Fact& fact : facts_) {
      for (const Bound* bound : {&fact.valid.from, &fact.valid.until}) {
        if (bound->kind != Bound::Kind::kDated) continue;
        named.insert(bound->range.earliest.days());
        named.insert(bound->range.latest.days());
      }
      for (const Evidence& evidence : fact.evidence) {
        named.insert(evidence.asserted_on.days());
      }
    }
    std::set<int32_t> days = named;
    for (auto it = named.begin(); it != named.end(); ++it) {
      const auto next = std::next(it);
      const int gap = next == named.end() ? 1000 : *next - *it;
      if (dice_.Percent(25)) days.insert(*it + dice_.Below(gap));
    }
    for (int32_t day : days) {
      const bool step =
          std::any_of(steps.begin(), steps.end(), [&](const TimelineStep& s) {
            return s.from && day >= s.from->days() - 1 && day <= s.from->days();
          });
      if (!thorough_ && !step && dice_.Percent(60)) continue;
      ViewOptions options = options_;
      options.date = Date::FromDays(day);
      const std::optional<PairOutcome> expected = Expected(options);
      if (!expected) continue;
      ++met_[absl::StrCat("on a day: ", StatusName(expected->status))];
      if (!(At(steps, options.date) == *expected)) {
        Problem(options.date.ToString(), ": ",
                oracle::Show(At(steps, options.date)), ", oracle ",
                oracle::Show(*expected));
      }
    }
  }

  ViewOptions OnEveBut(Date day, const std::vector<std::string>& moved) const {
    ViewOptions options = options_;
    options.date = Date::FromDays(day.days() - 1);
    ViewOptions otherwise = options_;
    otherwise.date = day;
    options.otherwise = std::make_shared<const ViewOptions>(otherwise);
    options.judged_otherwise = moved;
    return options;
  }

  void CheckBecause(const TimelineStep& before, const TimelineStep& step) {
    const size_t size = step.because.size();
    ++met_[absl::StrCat("facts behind a step: ", size)];
    if (size == 0) Problem("a step without facts");
    if (!step.smallest) ++met_["not known to be smallest"];
    if (size > 6) return;
    for (uint32_t mask = 0; mask < (uint32_t{1} << size); ++mask) {
      std::vector<std::string> moved;
      for (size_t i = 0; i < size; ++i) {
        if ((mask >> i) & 1) {
          moved.emplace_back(snapshot_->id(step.because[i].fact));
        }
      }
      const std::optional<PairOutcome> outcome =
          Expected(OnEveBut(*step.from, moved));
      if (!outcome) continue;
      const bool whole = moved.size() == size;
      if (whole != (*outcome == step.outcome) && (whole || step.smallest)) {
        Problem(step.from->ToString(), ": ", oracle::Show(before.outcome),
                " to ", oracle::Show(step.outcome), " by ", moved.size(),
                " of ", size, " facts gives ", oracle::Show(*outcome));
      }
    }
    ++met_[absl::StrCat("move ", MoveKindName(step.because.front().kind))];
  }

  Dice dice_;
  const bool thorough_;
  std::map<std::string, int>& met_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<Fact> facts_;
  ViewOptions options_;
  std::string process_;
  std::string authority_;
  const Vector* vector_ = nullptr;
  std::string problems_;
};

TEST(TimelineTwin, AgreesWithTheOracle) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    ASSERT_EQ(Pair(seed, thorough, met).Check(), "")
        << "KETENZICHT_SEED=" << seed;
  }
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (graphs < 300) return;
  for (const char* what :
       {"steps", "days were cut", "on a day: open", "on a day: not_excluded",
        "on a day: unknown", "on a day: blocked", "on a day: no_path",
        "facts behind a step: 1", "facts behind a step: 2", "move starts",
        "move may_start", "move may_end", "move ends", "move becomes_certain",
        "move first_asserted"}) {
    EXPECT_GT(met[what], 0) << "never came up: " << what;
  }
}

}  // namespace
}  // namespace ketenzicht::graph
