// The properties of DESIGN section 3, on random graphs. 300 of them in a normal
// run, 10,000 with KETENZICHT_LONG=1; KETENZICHT_SEED sets the first.

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "gtest/gtest.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

struct Seeds {
  int64_t first;
  int64_t last;
};

Seeds SeedsToTry() {
  const char* seed = std::getenv("KETENZICHT_SEED");
  const int64_t first = seed == nullptr ? 1 : std::atoll(seed);
  const bool thorough = std::getenv("KETENZICHT_LONG") != nullptr;
  return {first, first + (thorough ? 10'000 : 300)};
}

// A path, as text and with what it rests on.
struct PathText {
  std::string steps;
  std::string about;  // status and cost
  Status status;
  bool of_class;
  std::set<std::string> rests_on;  // facts of steps and of all carriers
};

// False where a carrier comes from a class.
bool CollectCarriers(const View& view, const Instance& instance,
                     std::set<std::string>& facts) {
  bool specific = true;
  for (FactIndex carrier : instance.carriers) {
    if (!facts.insert(std::string(view.snapshot().id(carrier))).second)
      continue;
    for (InstanceIndex i : view.of(carrier)) {
      const Instance carried_by = view.instance(i);
      specific = CollectCarriers(view, carried_by, facts) &&
                 !carried_by.general && specific;
    }
  }
  return specific;
}

PathText Describe(const View& view, const FoundPath& path) {
  PathText text{
      .steps = StepsOf(view, path), .status = path.status, .of_class = false};
  for (const View::Incidence& step : path.steps) {
    const Instance& instance = view.instance(step.instance);
    text.of_class = text.of_class || instance.general;
    if (instance.fact != kNoFact) {
      text.rests_on.insert(std::string(view.snapshot().id(instance.fact)));
    }
    const bool specific = CollectCarriers(view, instance, text.rests_on);
    text.of_class = text.of_class || !specific;
  }
  text.about = absl::StrCat(StatusName(path.status), " ", path.cost);
  return text;
}

// All paths of all vectors from processes and organizations to authorities, by
// source, vector and steps.
std::map<std::string, PathText> AllPaths(const View& view) {
  std::map<std::string, PathText> all;
  const Snapshot& snapshot = view.snapshot();
  PathQuery query;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, "authority")) query.targets.push_back(i);
  }
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (!snapshot.IsA(i, "process") && !snapshot.IsA(i, "organization")) {
      continue;
    }
    query.source = i;
    for (const Vector& vector : snapshot.policy().document().vectors) {
      query.automaton = vector.automaton.get();
      for (const FoundPath& path :
           FindPaths(view, query, {.paths = kMaxPaths}).paths) {
        PathText text = Describe(view, path);
        const std::string key = absl::StrCat(std::string(snapshot.id(i)), " ",
                                             vector.name, ": ", text.steps);
        all.emplace(key, std::move(text));
      }
    }
  }
  return all;
}

// Status of the best path, by source and vector.
std::map<std::string, Status> Pairs(const View& view) {
  std::map<std::string, Status> pairs;
  for (const auto& [key, path] : AllPaths(view)) {
    const std::string pair = key.substr(0, key.find(':'));
    const auto [at, added] = pairs.emplace(pair, path.status);
    if (!added) at->second = std::min(at->second, path.status);
  }
  return pairs;
}

Status StatusOfPair(const std::map<std::string, Status>& pairs,
                    const std::string& pair) {
  const auto found = pairs.find(pair);
  return found == pairs.end() ? Status::kNoPath : found->second;
}

bool AsksForReach(const Guard& guard) {
  bool asks = guard.op == Guard::Op::kReach || guard.or_same_authority;
  for (const Guard& operand : guard.operands) {
    asks = asks || AsksForReach(operand);
  }
  return asks;
}

bool AsksForReach(const Fact& fact) {
  if (const Measure* measure = fact.measure()) {
    return measure->unless && AsksForReach(*measure->unless);
  }
  const Relation* relation = fact.relation();
  return relation != nullptr && relation->holds_while &&
         AsksForReach(*relation->holds_while);
}

// What corporate reach is derived from. What is not derived is denied, not
// unknown (5.4), so there silence does contradict.
bool GivesReach(const Fact& fact) {
  const std::set<std::string> kinds = {"controlled_by",
                                       "majority_owned_by",
                                       "seated_in",
                                       "operates_in",
                                       "enacts",
                                       "empowers",
                                       "compels_disclosure",
                                       "compels_assistance",
                                       "restricts_supply"};
  return fact.relation() != nullptr && kinds.contains(fact.relation()->kind);
}

// The kinds of which a guard asks for other holders too: what is not recorded
// of others is held by nobody (5.4).
void AddKindsOfOthers(const Guard& guard, std::set<std::string>& kinds) {
  if (guard.or_same_authority) kinds.insert(guard.kind);
  for (const Guard& operand : guard.operands) AddKindsOfOthers(operand, kinds);
}

std::set<std::string> KindsOfOthers(const std::vector<Fact>& facts) {
  std::set<std::string> kinds;
  for (const Fact& fact : facts) {
    if (const Measure* measure = fact.measure()) {
      if (measure->unless) AddKindsOfOthers(*measure->unless, kinds);
    } else if (const Relation* relation = fact.relation()) {
      if (relation->holds_while)
        AddKindsOfOthers(*relation->holds_while, kinds);
    }
  }
  return kinds;
}

// Relations and measures whose absence only makes things unknown: no denials,
// which closed something that now stands, and nothing that reach hangs on where
// a guard asks for it.
std::vector<std::string> Deletable(const std::vector<Fact>& facts) {
  const bool reach =
      std::any_of(facts.begin(), facts.end(),
                  [](const Fact& fact) { return AsksForReach(fact); });
  const std::set<std::string> others = KindsOfOthers(facts);
  const auto held_by_others = [&](const Fact& fact) {
    const Relation* relation = fact.relation();
    return relation != nullptr &&
           std::any_of(others.begin(), others.end(),
                       [&](const std::string& kind) {
                         const Ontology& ontology = *TestOntology();
                         return ontology.RelationIsA(
                             *ontology.FindRelationKind(relation->kind),
                             *ontology.FindRelationKind(kind));
                       });
  };
  std::vector<std::string> ids;
  for (const Fact& fact : facts) {
    if (fact.entity() == nullptr && fact.modality != Modality::kDenied &&
        !(reach && GivesReach(fact)) && !held_by_others(fact)) {
      ids.push_back(fact.id);
    }
  }
  return ids;
}

// "Deleting a fact never turns a path that it is no step or carrier of into
// blocked (class facts aside)": the path is of no class.
TEST(Properties, DeletingAFactBlocksNoPathThatItIsNotOn) {
  const Seeds seeds = SeedsToTry();
  int compared = 0;
  for (int64_t seed = seeds.first; seed < seeds.last; ++seed) {
    const RandomGraph graph = MakeRandomGraph(seed);
    const auto snapshot = MakeSnapshot(graph.facts);
    Dice dice(seed + 2'000'000);
    ViewOptions options = MakeRandomOptions(snapshot->facts().ReadAll(), dice);
    options.changes.clear();
    const auto before = AllPaths(*MakeView(snapshot, options));
    for (const std::string& id : Deletable(snapshot->facts().ReadAll())) {
      options.changes = {{Change::Op::kRemove, id}};
      const auto after = AllPaths(*MakeView(snapshot, options));
      for (const auto& [key, path] : after) {
        const auto was = before.find(key);
        if (path.status != Status::kBlocked || path.of_class ||
            was == before.end() || was->second.rests_on.contains(id)) {
          continue;
        }
        ++compared;
        EXPECT_EQ(was->second.status, Status::kBlocked)
            << "KETENZICHT_SEED=" << seed << ", without " << id << ": " << key
            << "\n"
            << Dump(options) << "\n"
            << Dump(graph.facts);
        if (::testing::Test::HasFailure()) return;
      }
    }
  }
  EXPECT_GT(compared, 0);
}

TEST(Properties, AddingAMeasureRaisesNoResidualExposure) {
  const Seeds seeds = SeedsToTry();
  int lowered = 0;
  for (int64_t seed = seeds.first; seed < seeds.last; ++seed) {
    const RandomGraph graph = MakeRandomGraph(seed);
    Dice dice(seed + 3'000'000);
    const Fact measure = MakeRandomMeasure(graph.facts, dice);
    std::vector<Fact> more = graph.facts;
    more.push_back(measure);
    if (!CheckFacts(more, *TestOntology(), *TestPolicy()).empty()) continue;
    ViewOptions options = MakeRandomOptions(graph.facts, dice);
    options.measures = true;
    const auto before = Pairs(*MakeView(graph.facts, options));
    const auto after = Pairs(*MakeView(more, options));
    for (const auto& [pair, status] : after) {
      lowered += status > StatusOfPair(before, pair);
      ASSERT_GE(status, StatusOfPair(before, pair))
          << "KETENZICHT_SEED=" << seed << " " << pair << "\n"
          << Dump(options) << "\n"
          << Dump(more);
    }
  }
  EXPECT_GT(lowered, 0);
}

TEST(Properties, InherentIsNeverLessThanResidual) {
  const Seeds seeds = SeedsToTry();
  for (int64_t seed = seeds.first; seed < seeds.last; ++seed) {
    const auto snapshot = MakeSnapshot(MakeRandomGraph(seed).facts);
    Dice dice(seed + 4'000'000);
    ViewOptions options = MakeRandomOptions(snapshot->facts().ReadAll(), dice);
    options.measures = true;
    const auto residual = Pairs(*MakeView(snapshot, options));
    options.measures = false;
    const auto inherent = Pairs(*MakeView(snapshot, options));
    for (const auto& [pair, status] : residual) {
      ASSERT_LE(StatusOfPair(inherent, pair), status)
          << "KETENZICHT_SEED=" << seed << " " << pair;
    }
  }
}

std::string Everything(const View& view) {
  std::string text = view.key();
  for (const Instance& r : view.ReadInstances()) {
    absl::StrAppend(&text, "\n", r.id, " ", StatusName(r.status), " ",
                    OmissionName(r.omission), " ", r.omitted_by, " ",
                    r.likelihood.low, " ", r.likelihood.best.value_or(-1), " ",
                    r.likelihood.high);
    for (const GuardInput& input : r.guard_inputs) {
      absl::StrAppend(&text, " ", input.what, "=", TruthName(input.truth));
    }
    for (const MeasureMet& met : r.measures) {
      absl::StrAppend(&text, " ", std::string(view.snapshot().id(met.measure)),
                      "=", StatusName(met.leaves));
    }
  }
  for (const auto& [key, path] : AllPaths(view)) {
    absl::StrAppend(&text, "\n", key, " ", path.about);
  }
  return text;
}

// The facts come in any order; the answer is the same text.
TEST(Properties, TheSameInputGivesTheSameAnswer) {
  const Seeds seeds = SeedsToTry();
  for (int64_t seed = seeds.first; seed < seeds.last; ++seed) {
    const RandomGraph graph = MakeRandomGraph(seed);
    Dice dice(seed + 5'000'000);
    const ViewOptions options = MakeRandomOptions(graph.facts, dice);
    std::vector<Fact> shuffled = graph.facts;
    for (size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[dice.Below(static_cast<int>(i))]);
    }
    ASSERT_EQ(Everything(*MakeView(graph.facts, options)),
              Everything(*MakeView(shuffled, options)))
        << "KETENZICHT_SEED=" << seed;
  }
}

TEST(Properties, TheKeyDiffersWhenAnyOptionDiffers) {
  const auto snapshot =
      MakeSnapshot({Rel("a", "uses", "processes/p", "products/d"),
                    Rel("b", "uses", "processes/p", "products/e"),
                    Closing("m", {"relations/a"}),
                    Thing("sources/t").With("source_type", "press")});
  const ViewOptions base = OptionsOn();
  std::vector<ViewOptions> all = {base};
  const auto with = [&](const auto& change) {
    all.push_back(base);
    change(all.back());
  };
  using Op = Change::Op;
  with([](ViewOptions& o) { o.date = Day("2021-11-19"); });
  with([](ViewOptions& o) { o.measures = false; });
  with([](ViewOptions& o) { o.with_inferred = false; });
  with([](ViewOptions& o) { o.verified_only = true; });
  with([](ViewOptions& o) { o.presumptions = false; });
  with([](ViewOptions& o) { o.source_types = {"press"}; });
  with([](ViewOptions& o) { o.source_types = {}; });
  with([](ViewOptions& o) { o.sources = {"sources/s"}; });
  with([](ViewOptions& o) { o.sources = {"sources/s", "sources/t"}; });
  with([](ViewOptions& o) { o.factors = {"group_targeted"}; });
  with([](ViewOptions& o) { o.changes = {{Op::kRemove, "relations/a"}}; });
  with([](ViewOptions& o) { o.changes = {{Op::kDeny, "relations/a"}}; });
  with([](ViewOptions& o) { o.changes = {{Op::kRemove, "relations/b"}}; });
  with([](ViewOptions& o) { o.changes = {{Op::kTake, "measures/m"}}; });
  with([](ViewOptions& o) { o.changes = {{Op::kLift, "measures/m"}}; });
  with([](ViewOptions& o) {
    o.changes = {{Op::kRemove, "relations/a"}, {Op::kDeny, "relations/b"}};
  });
  with([](ViewOptions& o) {
    o.changes = {{Op::kDeny, "relations/b"}, {Op::kRemove, "relations/a"}};
  });
  auto otherwise = std::make_shared<ViewOptions>(base);
  otherwise->date = Day("2021-11-19");
  for (const char* id : {"relations/a", "relations/b"}) {
    with([&](ViewOptions& o) {
      o.judged_otherwise = {id};
      o.otherwise = otherwise;
    });
  }
  with([&](ViewOptions& o) {
    o.judged_otherwise = {"relations/a"};
    auto from_press = std::make_shared<ViewOptions>(*otherwise);
    from_press->source_types = {"press"};
    o.otherwise = from_press;
  });
  std::map<std::string, size_t> keys;
  for (size_t i = 0; i < all.size(); ++i) {
    const auto [at, added] = keys.emplace(ViewKey(*snapshot, all[i]), i);
    EXPECT_TRUE(added) << "options " << i << " and " << at->second;
    EXPECT_EQ(MakeView(snapshot, all[i])->key(), ViewKey(*snapshot, all[i]));
  }
  const auto other = Snapshot::Create(2, snapshot->facts().ReadAll(),
                                      TestOntology(), TestPolicy());
  ASSERT_TRUE(other.ok());
  EXPECT_NE(ViewKey(**other, base), ViewKey(*snapshot, base));
}

}  // namespace
}  // namespace ketenzicht::graph
