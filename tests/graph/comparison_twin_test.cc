// Comparisons against the oracle, on random graphs: both sides' outcomes, and
// the set of causes, of which no part may be enough.
//
// The sides are two random sets of options, two revisions of a record, two
// vocabularies, or all of these.
//
// 300 graphs in a normal run; KETENZICHT_LONG=1 takes 10,000. KETENZICHT_SEED
// sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/comparison.h"
#include "graph/fact_check.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

// The ontology of the tests, but that its kinds have other numbers.
std::shared_ptr<const Ontology> ReorderedOntology() {
  static const auto& ontology = *new std::shared_ptr<const Ontology>([] {
    std::vector<RelationKind> kinds = TestOntology()->relation_kinds();
    std::reverse(kinds.begin(), kinds.end());
    return std::make_shared<const Ontology>(
        Ontology::Create("reordered", TestOntology()->entity_kinds(), kinds)
            .value());
  }());
  return ontology;
}

// What the twin knows of a side: nothing packed, nothing numbered.
struct PlainSide {
  std::map<std::string, Fact> facts;
  std::shared_ptr<const Ontology> ontology = TestOntology();
  std::shared_ptr<const Policy> policy = TestPolicy();
  ViewOptions options;

  std::vector<Fact> AllFacts() const {
    std::vector<Fact> all;
    for (const auto& [id, fact] : facts) all.push_back(fact);
    return all;
  }
};

bool Contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void DropUnknown(const PlainSide& side, ViewOptions& options) {
  std::erase_if(options.sources, [&](const std::string& id) {
    return !side.facts.contains(id);
  });
  std::erase_if(options.changes, [&](const Change& change) {
    return !side.facts.contains(change.fact);
  });
}

// The first side, but that these (facts and settings) are as on the second:
// docs/semantics.md, 9.3, word by word.
PlainSide Blend(const PlainSide& a, const PlainSide& b,
                const std::vector<std::string>& taken) {
  PlainSide blend = a;
  if (Contains(taken, "vocabulary")) {
    blend.ontology = b.ontology;
    blend.policy = b.policy;
  }
  if (Contains(taken, "measures")) blend.options.measures = b.options.measures;
  if (Contains(taken, "presumptions")) {
    blend.options.presumptions = b.options.presumptions;
  }
  if (Contains(taken, "factors")) blend.options.factors = b.options.factors;
  for (const std::string& id : taken) {
    blend.facts.erase(id);
    const auto fact = b.facts.find(id);
    if (fact == b.facts.end()) continue;
    blend.facts[id] = fact->second;
    blend.options.judged_otherwise.push_back(id);
  }
  std::erase_if(blend.options.changes, [&](const Change& change) {
    return Contains(taken, change.fact);
  });
  for (const Change& change : b.options.changes) {
    if (Contains(taken, change.fact)) blend.options.changes.push_back(change);
  }
  DropUnknown(blend, blend.options);
  ViewOptions otherwise = b.options;
  DropUnknown(blend, otherwise);
  blend.options.otherwise = std::make_shared<const ViewOptions>(otherwise);
  return blend;
}

// One random pair, asked of both sides.
class Pair {
 public:
  Pair(int64_t seed, std::map<std::string, int>& met)
      : dice_(seed + 5'000'000), met_(met) {
    for (const Fact& fact : Complete(MakeRandomGraph(seed).facts)) {
      sides_[0].facts[fact.id] = fact;
    }
    sides_[1].facts = sides_[0].facts;
    same_record_ = !dice_.Percent(50);
    if (!same_record_) MakeAnotherRevision();
    if (dice_.Percent(20)) MakeAnotherVocabulary();
    for (PlainSide& side : sides_) side.policy = PolicyFor(*side.ontology);
    if (sides_[1].ontology == sides_[0].ontology) {
      sides_[1].policy = sides_[0].policy;
    }
    const auto& vectors = sides_[0].policy->document().vectors;
    for (int tries = 0; tries < 12; ++tries) {
      PickQuestion(vectors);
      MakeOptions();
      if (process_.empty()) break;
      const auto a = Expected(sides_[0]);
      const auto b = Expected(sides_[1]);
      if (a && b && !(*a == *b)) break;
    }
  }

  std::string Check() {
    if (process_.empty()) return "";
    const std::optional<PairOutcome> a = Expected(sides_[0]);
    const std::optional<PairOutcome> b = Expected(sides_[1]);
    if (!a || !b) return "";
    const ComparedTarget found = Compared();
    ++met_[same_record_ ? "one record" : "two revisions"];
    CheckSide(found.sides[0], *a);
    CheckSide(found.sides[1], *b);
    if (found.moved.empty() != (*a == *b)) Problem("moved is wrong");
    if (!found.moved.empty()) CheckCauses(found.moved.front(), *b);
    if (problems_.empty()) return "";
    return absl::StrCat(
        problems_, process_, " ", vector_.name, "\nA ", Dump(sides_[0].options),
        "\nB ", Dump(sides_[1].options), "\n", Dump(sides_[0].AllFacts()),
        "\nSecond revision:\n", Dump(sides_[1].AllFacts()));
  }

 private:
  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  // Facts come, go and are said otherwise; only what is sound stays.
  void MakeAnotherRevision() {
    for (auto& side : sides_) {
      for (int i = 0; i < 6; ++i) {
        std::map<std::string, Fact> changed = side.facts;
        const auto it = std::next(
            changed.begin(), dice_.Below(static_cast<int>(changed.size())));
        ChangeOne(it, changed);
        side.facts.swap(changed);
        if (!IsSound(side)) side.facts.swap(changed);
      }
    }
  }

  void ChangeOne(std::map<std::string, Fact>::iterator it,
                 std::map<std::string, Fact>& facts) {
    Fact& fact = it->second;
    const int what = dice_.Below(4);
    if (what == 0) {
      facts.erase(it);
    } else if (what == 1 && fact.relation() != nullptr) {
      fact.modality =
          dice_.Percent(50) ? Modality::kDenied : Modality::kNotExcluded;
      fact.unknown_kind = UnknownKind::kNone;
    } else if (what == 2) {
      fact.valid.until = Bound::Dated(*ParseDateRange("2020"));
    } else {
      fact.evidence.front().asserted_on = Day("2022-01-01");
    }
  }

  static bool IsSound(const PlainSide& side) {
    return CheckFacts(side.AllFacts(), *side.ontology, *side.policy).empty();
  }

  void MakeAnotherVocabulary() { sides_[1].ontology = ReorderedOntology(); }

  std::shared_ptr<const Policy> PolicyFor(const Ontology& ontology) {
    PolicyDocument document = TestPolicyDocument();
    for (Factor& factor : document.factors) {
      factor.enabled = factor.enabled && dice_.Percent(70);
    }
    return std::make_shared<const Policy>(
        Policy::Create(document, ontology).value());
  }

  // A process and an authority that both records have.
  void PickQuestion(const std::vector<Vector>& vectors) {
    std::vector<std::string> processes;
    std::vector<std::string> authorities;
    for (const auto& [id, fact] : sides_[0].facts) {
      if (fact.entity() == nullptr || !sides_[1].facts.contains(id)) continue;
      if (fact.entity()->kind == "process") processes.push_back(id);
      if (fact.entity()->kind == "authority") authorities.push_back(id);
    }
    if (processes.empty() || authorities.empty()) return;
    process_ = dice_.Pick(processes);
    authority_ = dice_.Pick(authorities);
    vector_ = dice_.Pick(vectors);
  }

  void MakeOptions() {
    for (PlainSide& side : sides_) {
      side.options = MakeRandomOptions(side.AllFacts(), dice_);
      DropUnknown(side, side.options);
    }
    if (dice_.Percent(60)) DifferInOneThing();
  }

  void DifferInOneThing() {
    const ViewOptions other = sides_[1].options;
    ViewOptions& options = sides_[1].options;
    options = sides_[0].options;
    switch (dice_.Below(6)) {
      case 0:
        options.measures = !options.measures;
        break;
      case 1:
        options.presumptions = !options.presumptions;
        break;
      case 2:
        options.factors = other.factors;
        break;
      case 3:
        options.changes = other.changes;
        break;
      case 4:
        options.source_types = other.source_types;
        options.sources = other.sources;
        break;
      default:
        options.date = other.date;
    }
    DropUnknown(sides_[1], options);
  }

  std::optional<PairOutcome> Expected(const PlainSide& side) const {
    return oracle::Outcome(side.AllFacts(), *side.ontology,
                           side.policy->document(), side.options, process_,
                           authority_, vector_.expression);
  }

  ComparedTarget Compared() const {
    std::array<ComparisonSide, 2> sides;
    std::shared_ptr<const Snapshot> first;
    for (int i = 0; i < 2; ++i) {
      std::shared_ptr<const Snapshot> snapshot = first;
      if (first == nullptr || !same_record_ ||
          sides_[1].ontology != sides_[0].ontology) {
        snapshot = Snapshot::Create(i + 1, sides_[i].AllFacts(),
                                    sides_[i].ontology, sides_[i].policy)
                       .value();
      }
      first = snapshot;
      sides[i].views = Views::Create(snapshot, sides_[i].options).value();
      sides[i].who = {process_};
    }
    return Compare(sides, {.targets = {authority_}, .vectors = {vector_}},
                   {.paths = kMaxPaths})
        .value()
        .targets.front();
  }

  void CheckSide(const SideAnswer& side, const PairOutcome& expected) {
    if (side.pairs.size() != 1) return Problem("not one answer");
    if (side.pairs.front().outcome == expected) return;
    Problem(oracle::Show(side.pairs.front().outcome), ", oracle ",
            oracle::Show(expected));
  }

  // Nothing where the twin cannot say.
  std::optional<bool> GivesSecond(const std::vector<std::string>& taken,
                                  const PairOutcome& second) const {
    const PlainSide blend = Blend(sides_[0], sides_[1], taken);
    if (!blend.facts.contains(process_) || !blend.facts.contains(authority_) ||
        !IsSound(blend)) {
      return false;
    }
    const std::optional<PairOutcome> outcome = Expected(blend);
    if (!outcome) return std::nullopt;
    return *outcome == second;
  }

  void CheckCauses(const MovedAnswer& moved, const PairOutcome& second) {
    if (!moved.causes) return Problem("no causes were sought");
    const std::vector<Difference>& because = moved.causes->because;
    ++met_[absl::StrCat("causes: ", because.size())];
    for (const Difference& one : because) {
      ++met_[absl::StrCat("in ", DifferenceKindName(one.kind))];
      if (one.kind == DifferenceKind::kSetting) ++met_[one.id];
    }
    if (!moved.causes->smallest) ++met_["not known to be smallest"];
    const size_t size = because.size();
    if (size > 7) return;
    for (uint32_t mask = 0; mask < (uint32_t{1} << size); ++mask) {
      std::vector<std::string> taken;
      for (size_t i = 0; i < size; ++i) {
        if ((mask >> i) & 1) taken.push_back(because[i].id);
      }
      const bool whole = taken.size() == size;
      if (!whole && !moved.causes->smallest) continue;
      const std::optional<bool> gives = GivesSecond(taken, second);
      if (gives && *gives != whole) {
        Problem(taken.size(), " of ", size, " causes ",
                *gives ? "are enough: " : "are not enough: ",
                absl::StrJoin(taken, " "));
      }
    }
  }

  Dice dice_;
  std::map<std::string, int>& met_;
  std::array<PlainSide, 2> sides_;
  bool same_record_ = true;
  std::string process_;
  std::string authority_;
  Vector vector_;
  std::string problems_;
};

TEST(ComparisonTwin, AgreesWithTheOracle) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 300);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    ASSERT_EQ(Pair(seed, met).Check(), "") << "KETENZICHT_SEED=" << seed;
  }
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  std::vector<std::string> wanted;
  if (graphs >= 300) {
    wanted = {"one record", "two revisions", "causes: 1",    "causes: 2",
              "in content", "in change",     "in on_record", "in source",
              "in origin",  "in date",       "in setting"};
  }
  if (graphs >= 3000) {
    wanted.insert(wanted.end(),
                  {"measures", "presumptions", "factors", "vocabulary"});
  }
  for (const std::string& what : wanted) {
    EXPECT_GT(met[what], 0) << "never came up: " << what;
  }
}

}  // namespace
}  // namespace ketenzicht::graph
