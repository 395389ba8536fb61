#include "graph/fact_check.h"

#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<FactProblem> Check(const std::vector<Fact>& facts) {
  return CheckFacts(facts, *TestOntology(), *TestPolicy());
}

// Of the facts and the entities they name.
std::vector<std::string> Problems(std::vector<Fact> facts) {
  std::vector<std::string> texts;
  for (const FactProblem& problem : Check(Complete(std::move(facts)))) {
    texts.push_back(absl::StrCat(problem.fact_id, " ", problem.field, ": ",
                                 problem.reason));
  }
  return texts;
}

Draft Use() { return Rel("use", "uses", "processes/p", "products/d"); }
Draft Stop() { return Closing("stop", {"relations/use"}); }

TEST(FactCheck, SoundFactsHaveNoProblem) {
  EXPECT_THAT(Problems({}), IsEmpty());
  EXPECT_THAT(
      Problems(
          {Use().From("2017").Until("2019").Likely(0.1, 0.2, 0.3).Trust(100),
           Rel("flow", "sends_data_to", "information/i", "companies/c")
               .Via({"relations/use"})
               .While(WhenFact("relations/use")),
           Stop().Unless(WhenReached("authorities/a", "$target"))}),
      IsEmpty());
}

TEST(FactCheck, IdsHaveTheirForm) {
  for (const char* id : {"use", "relations/", "relation/use", "relations/a b",
                         "relations/a/b", "relations/é", ""}) {
    Draft use = Use();
    use.id = id;
    EXPECT_THAT(Problems({use}),
                Contains(HasSubstr("a relation is called relations/")))
        << id;
  }
  Draft use = Use();
  const std::string start = "relations/";
  use.id = start + std::string(kMaxIdLength - start.size(), 'x');
  EXPECT_THAT(Problems({use}), IsEmpty());
  use.id += "x";
  EXPECT_THAT(Problems({use}), Contains(HasSubstr("id: ")));
  Draft thing = Thing("companies/c");
  thing.id = "products/c";
  EXPECT_THAT(Problems({thing}),
              ElementsAre(HasSubstr("id: a company is called companies/")));
  Draft stop = Stop();
  stop.id = "relations/stop";
  EXPECT_THAT(Problems({Use(), stop}),
              Contains(HasSubstr("a measure is called measures/")));
}

TEST(FactCheck, IdsStandOnce) {
  EXPECT_THAT(Problems({Use(), Use()}),
              ElementsAre("relations/use id: the id stands twice"));
}

TEST(FactCheck, KindsAreInTheOntology) {
  EXPECT_THAT(Problems({Rel("x", "flies_to", "processes/p", "products/d")}),
              ElementsAre(HasSubstr("kind: 'flies_to' is no relation kind")));
  EXPECT_THAT(Problems({Thing("products/x", "spaceship")}),
              ElementsAre(HasSubstr("kind: 'spaceship' is no entity kind")));
}

TEST(FactCheck, EndsAreThereAndAllowed) {
  EXPECT_THAT(
      Check({SourceOfType("sources/s", "parliament"), Use()}),
      ElementsAre(Field(&FactProblem::reason, "there is no 'processes/p'"),
                  Field(&FactProblem::reason, "there is no 'products/d'")));
  EXPECT_THAT(Problems({Rel("x", "uses", "products/d", "products/e")}),
              ElementsAre(AllOf(HasSubstr("source: 'products/d' is a product"),
                                HasSubstr("organization"))));
  EXPECT_THAT(Problems({Rel("x", "uses", "processes/p", "companies/c")}),
              ElementsAre(HasSubstr("target: 'companies/c' is a company")));
  EXPECT_THAT(Problems({Thing("products/d", "software"), Use()}), IsEmpty())
      << "a kind of what is allowed";
  EXPECT_THAT(
      Problems({Use(), Rel("x", "touches", "relations/use", "interests/i")}),
      IsEmpty())
      << "a relation where its kind is allowed";
  EXPECT_THAT(Problems({Rel("made", "made_by", "products/d", "companies/c"),
                        Rel("x", "touches", "relations/made", "interests/i")}),
              ElementsAre(HasSubstr("'relations/made' is a made_by")));
}

TEST(FactCheck, ClassesAreOfWhatIsAllowed) {
  EXPECT_THAT(Problems({Rel("x", "uses", "processes/p", Of("company"))}),
              ElementsAre(HasSubstr("target: a class of company")));
  EXPECT_THAT(Problems({Rel("x", "uses", Ids({"companies/c", "laws/l"}),
                            "products/d")}),
              ElementsAre(HasSubstr("source: 'laws/l' is a law")));
  EXPECT_THAT(Problems({Rel("x", "uses", "processes/p", Of("software"))}),
              IsEmpty());
  EXPECT_THAT(Problems({Rel("x", "touches", Of("uses"), "interests/i")}),
              IsEmpty());
}

TEST(FactCheck, ReferencesAreThere) {
  EXPECT_THAT(Problems({Use().Because({"relations/x"})}),
              ElementsAre("relations/use because: there is no 'relations/x'"));
  EXPECT_THAT(Problems({Use().InferredFrom({"relations/x"})}),
              ElementsAre(HasSubstr("origin.from: there is no")));
  EXPECT_THAT(Problems({Use().Via({"relations/x"})}),
              ElementsAre(HasSubstr("via: 'relations/x' is no relation")));
  EXPECT_THAT(Problems({Use().Via({"products/d"})}),
              ElementsAre(HasSubstr("via: 'products/d' is no relation")));
  Draft stop = Stop();
  stop.measure()->decided_by = "organizations/x";
  EXPECT_THAT(Problems({Use(), stop}),
              ElementsAre(HasSubstr("decided_by: there is no")));
  EXPECT_THAT(Problems({Stop()}),
              ElementsAre(HasSubstr("selects: there is no 'relations/use'")));
  EXPECT_THAT(Problems({Closing("stop", {"products/d"})}),
              ElementsAre(HasSubstr("selects: 'products/d' is no relation")));
  EXPECT_THAT(Problems({Use(), Stop().Needs({"measures/x"})}),
              ElementsAre(HasSubstr("prerequisites: 'measures/x' is no")));
  EXPECT_THAT(Problems({Use(), Stop().ConflictsWith({"relations/use"})}),
              ElementsAre(HasSubstr("conflicts_with: 'relations/use' is no")));
  EXPECT_THAT(Problems({Use(), Stop().Needs({"measures/stop"})}),
              ElementsAre(HasSubstr("'measures/stop' is the measure itself")));
  const Draft other = Closing("other", {"relations/use"});
  const Draft mutual = Draft(other).Needs({"measures/stop"});
  EXPECT_THAT(
      Problems(
          {Use(), other,
           Stop().Needs({"measures/other"}).ConflictsWith({"measures/other"})}),
      ElementsAre(HasSubstr("'measures/other' is a prerequisite too")));
  EXPECT_THAT(Problems({Use(), mutual, Stop().Needs({"measures/other"})}),
              IsEmpty())
      << "each may need the other";
  Draft statement = Thing("statements/x");
  std::get<Entity>(statement.body).about = {"products/x"};
  EXPECT_THAT(Problems({statement}),
              ElementsAre(HasSubstr("about: there is no")));
}

TEST(FactCheck, UnknownIsOfAKind) {
  Draft use = Use();
  use.modality = Modality::kUnknown;
  EXPECT_THAT(Problems({use}),
              ElementsAre("relations/use unknown_kind: modality unknown needs "
                          "an unknown_kind"));
  use = Use();
  use.unknown_kind = UnknownKind::kNotStated;
  EXPECT_THAT(Problems({use}), ElementsAre(HasSubstr("only modality unknown")));
}

TEST(FactCheck, DatesAreInOrder) {
  EXPECT_THAT(Problems({Use().From("2019").Until("2018")}),
              ElementsAre(AllOf(HasSubstr("valid: ends (2018)"),
                                HasSubstr("starts (2019)"))));
  EXPECT_THAT(Problems({Use().From("2018").Until("2018")}), IsEmpty())
      << "the end may come after the start";
  EXPECT_THAT(Problems({Use().From("2018-01-01").Until("2018-01-01")}),
              ElementsAre(HasSubstr("valid: ends")))
      << "it would hold on no day";
}

TEST(FactCheck, NothingStartsBeforeItsTarget) {
  const Draft scan = Thing("instruments/scan").From("2020");
  const Draft applied =
      Rel("x", "applied", "organizations/o", "instruments/scan");
  EXPECT_THAT(Problems({scan, Draft(applied).From("2019")}),
              ElementsAre(AllOf(HasSubstr("valid.from: 'instruments/scan' did "
                                          "not exist"),
                                HasSubstr("2020"), HasSubstr("2019"))));
  EXPECT_THAT(Problems({scan, Draft(applied).From("2020-01-01")}), IsEmpty());
  EXPECT_THAT(Problems({scan, Draft(applied).From("2019").Denied()}),
              IsEmpty());
  EXPECT_THAT(Problems({scan, applied}), IsEmpty()) << "not stated";
  EXPECT_THAT(Problems({scan, applied, Thing("organizations/o").From("2018")}),
              ElementsAre(HasSubstr("did not exist")))
      << "by the start of its source";
}

TEST(FactCheck, LikelihoodsAndConfidenceAreInRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Interval wrong[] = {{-0.1, 0.5, 1}, {0, 0.5, 1.1},  {0.5, 0.4, 1},
                            {0, 0.6, 0.5},  {0.6, {}, 0.5}, {nan, 0.5, 1},
                            {0, nan, 1},    {0, 0.5, nan}};
  for (const Interval& interval : wrong) {
    Draft use = Use();
    std::get<Relation>(use.body).likelihood = interval;
    EXPECT_THAT(Problems({use}), ElementsAre(HasSubstr("likelihood: ")))
        << interval.low << " " << interval.best.value_or(-1) << " "
        << interval.high;
  }
  EXPECT_THAT(Problems({Use().Likely(0, 0, 0)}), IsEmpty());
  EXPECT_THAT(Problems({Use().Likely(1, 1, 1)}), IsEmpty());
  EXPECT_THAT(Problems({Use().LikelyAs("moderate")}), IsEmpty());
  EXPECT_THAT(Problems({Use().LikelyAs("huge")}),
              ElementsAre(HasSubstr("likelihood: 'huge' is no class")));
  EXPECT_THAT(Problems({Use().Trust(-1)}),
              ElementsAre("relations/use confidence: outside 0 to 100"));
  EXPECT_THAT(Problems({Use().Trust(101)}), ElementsAre(HasSubstr("outside")));
}

TEST(FactCheck, EverythingHasEvidenceFromASource) {
  Draft use = Use();
  use.evidence.clear();
  EXPECT_THAT(Problems({use}),
              ElementsAre("relations/use evidence: there is none"));
  EXPECT_THAT(Problems({Use().Said("sources/s").Said("products/d")}),
              ElementsAre(HasSubstr("evidence[1].source: 'products/d' is no "
                                    "source")));
  Draft source = Thing("sources/t");
  EXPECT_THAT(Problems({source}),
              ElementsAre(HasSubstr("attributes.source_type")));
  use = Use();
  use.origin.inferred = true;
  EXPECT_THAT(Problems({use}),
              ElementsAre(HasSubstr("origin.inferred_by: an inference needs")));
}

TEST(FactCheck, AnswersThatLookLikeDatesAreDates) {
  const auto problems = [](const char* says) {
    return Problems({Thing("statements/x").With("says", says)});
  };
  for (const char* date : {"2021", "2021-03", "2021-03-18", "2019/2021",
                           "2019-03/2019-05", "2019-03-01/2019-05-31"}) {
    EXPECT_THAT(problems(date), IsEmpty()) << date;
  }
  for (const char* word : {"project-phase", "sz-dji", "60", "20000", "123456",
                           "2.5", "x-2021", "-", "2021-budget"}) {
    EXPECT_THAT(problems(word), IsEmpty()) << word;
  }
  for (const char* none :
       {"2021-13-45", "2021-13", "2021/03", "2019/2018", "2019/2021-03",
        "18-11-2021", "0000", " 2021", "2019 / 2021", "202103", "20210318",
        "2019/", "1/2"}) {
    EXPECT_THAT(
        problems(none),
        ElementsAre(AllOf(
            HasSubstr("statements/x attributes.says: looks like a "
                      "date, but "),
            HasSubstr(none == std::string("2019/2018") ? "ends before it starts"
                                                       : "date"))))
        << none;
  }
  EXPECT_THAT(Problems({Thing("products/x").With("says", "2021-13-45")}),
              IsEmpty())
      << "nobody's answer";
}

TEST(FactCheck, NamesAreGiven) {
  Draft thing = Thing("products/d");
  std::get<Entity>(thing.body).name = {};
  EXPECT_THAT(Problems({thing}),
              ElementsAre("products/d name: needs a text in both languages"));
  Draft stop = Stop();
  stop.measure()->name = {};
  EXPECT_THAT(Problems({Use(), stop}), ElementsAre(HasSubstr("name: ")));
}

TEST(FactCheck, MeasuresReduceBySomething) {
  Draft stop = Stop();
  stop.measure()->reduction = Interval{0, 0.5, 1};
  EXPECT_THAT(Problems({Use(), stop}), ElementsAre(HasSubstr("reduction: ")));
  Draft reduce = Reducing("r", {"relations/use"}, 0.5, 0.5, 0.5);
  EXPECT_THAT(Problems({Use(), reduce}), IsEmpty());
  reduce.measure()->reduction = Interval{0.5, 0.4, 1};
  EXPECT_THAT(Problems({Use(), reduce}), ElementsAre(HasSubstr("reduction: ")));
  reduce.measure()->reduction.reset();
  EXPECT_THAT(Problems({Use(), reduce}), ElementsAre(HasSubstr("reduction: ")));
  stop = Stop();
  stop.measure()->cost = -1;
  EXPECT_THAT(Problems({Use(), stop}), ElementsAre(HasSubstr("cost: ")));
}

TEST(FactCheck, ClassesAreWellFormed) {
  const auto problem = [](const Selector& source) {
    return Problems({Rel("x", "uses", source, "products/d")});
  };
  EXPECT_THAT(problem(Of("spaceship")),
              Contains(HasSubstr("source: 'spaceship' is no kind")));
  EXPECT_THAT(problem(Of("process").ByExample()),
              ElementsAre(HasSubstr("by_example needs ids")));
  EXPECT_THAT(problem(Of("process").Where("part_of+/", "organizations/o")),
              ElementsAre(HasSubstr("column 10")));
  EXPECT_THAT(problem(Of("process").Where("flies_to", "organizations/o")),
              ElementsAre(HasSubstr("flies_to")));
  EXPECT_THAT(problem(Everything()),
              ElementsAre(HasSubstr("only a denial can be of everything")));
  EXPECT_THAT(
      Problems({ClosingClass("stop", Of("uses").Except({"relations/none"}))}),
      ElementsAre(HasSubstr("there is no 'relations/none'")));
  EXPECT_THAT(problem(Of("process").With("seat", "a\nb")),
              ElementsAre(HasSubstr("source: has a control character")));
  EXPECT_THAT(problem(Members().Except({"processes/p"})),
              ElementsAre(HasSubstr("except needs another condition")));
  Draft use = Use();
  std::get<Relation>(use.body).source.selector = Of("process");
  EXPECT_THAT(Problems({use}),
              ElementsAre(HasSubstr("has both an id and a class")));
  Members inner = Of("process");
  for (int i = 0; i < kMaxSelectorDepth; ++i) inner = Of("uses").Via(inner);
  EXPECT_THAT(Problems({ClosingClass("stop", inner)}), IsEmpty());
  EXPECT_THAT(Problems({ClosingClass("stop", Of("uses").Via(inner))}),
              ElementsAre(HasSubstr("more than 8 classes within classes")));
}

TEST(FactCheck, GuardsAreWellFormed) {
  const auto problem = [](const Guard& guard) {
    return Problems({Use(), Stop().Unless(guard)});
  };
  EXPECT_THAT(problem(WhenFact("relations/x")),
              ElementsAre("measures/stop unless: 'relations/x' is no "
                          "relation"));
  EXPECT_THAT(problem(WhenFact("products/d")),
              ElementsAre(HasSubstr("'products/d' is no relation")));
  EXPECT_THAT(problem(WhenRelation("flies_to", "$source", "$target")),
              ElementsAre(HasSubstr("'flies_to' is no relation kind")));
  EXPECT_THAT(problem(WhenDates(FromOf("relations/x"), DateComparison::kBefore,
                                On("2018-01-01"))),
              ElementsAre(HasSubstr("there is no 'relations/x'")));
  Guard none = WhenNot(WhenAll({}));
  none.operands.clear();
  EXPECT_THAT(problem(none),
              ElementsAre(HasSubstr("'not' needs one guard, not 0")));
  none.operands = {WhenAll({}), WhenAll({})};
  EXPECT_THAT(problem(none), ElementsAre(HasSubstr("not 2")));
  Guard deep = WhenAll({});
  for (int i = 0; i < kMaxGuardDepth; ++i) deep = WhenNot(deep);
  EXPECT_THAT(problem(deep), IsEmpty());
  EXPECT_THAT(problem(WhenNot(deep)),
              ElementsAre(HasSubstr("more than 32 guards within guards")));
}

TEST(FactCheck, AllProblemsInOrder) {
  const std::vector<std::string> problems = Problems(
      {Use().Trust(101).Via({"relations/x"}), Thing("products/x", "spaceship"),
       Closing("stop", {"relations/y"})});
  EXPECT_THAT(problems, ElementsAre(HasSubstr("relations/use confidence"),
                                    HasSubstr("relations/use via"),
                                    HasSubstr("products/x kind"),
                                    HasSubstr("measures/stop selects")));
}

// ---- Circles ----------------------------------------------------------------

Draft Flow() {
  return Rel("flow", "sends_data_to", "information/i", "companies/c");
}
Draft Key() {
  return Rel("key", "key_held_by", "information/i", "companies/c");
}

TEST(FactCheck, CarriersInACircleAreNamed) {
  EXPECT_THAT(Problems({Use().Via({"relations/use"})}),
              ElementsAre(HasSubstr("relations/use -> relations/use")));
  EXPECT_THAT(
      Problems({Use().Via({"relations/flow"}), Flow().Via({"relations/use"})}),
      ElementsAre(AllOf(HasSubstr("in a circle: "),
                        HasSubstr("relations/flow -> relations/use"))));
}

TEST(FactCheck, GuardsInACircleAreNamed) {
  EXPECT_THAT(Problems({Use().While(WhenFact("relations/flow")),
                        Flow().While(WhenFact("relations/use"))}),
              ElementsAre(HasSubstr("relations/flow -> relations/use")));
  EXPECT_THAT(
      Problems({Flow().While(WhenRelation("key_held_by", "$source", "$target")),
                Key().Via({"relations/flow"})}),
      ElementsAre(AllOf(HasSubstr("relations/flow"),
                        HasSubstr("kind:key_held_by"),
                        HasSubstr("relations/key"))))
      << "a guard on a kind depends on all of that kind";
  EXPECT_THAT(
      Problems({Flow().While(WhenNot(WhenAny({WhenFact("relations/flow")})))}),
      ElementsAre(HasSubstr("relations/flow -> relations/flow")));
}

TEST(FactCheck, MeasuresInACircleAreNamed) {
  EXPECT_THAT(Problems({Use(), Stop().Unless(WhenFact("relations/use"))}),
              ElementsAre(HasSubstr("relations/use -> relations/use")));
  EXPECT_THAT(
      Problems({Key(), Flow(),
                Rel("f", "sends_data_to", "information/i", "companies/x")
                    .Via({"relations/key"}),
                ClosingClass("stop", Of("key_held_by"))
                    .Unless(WhenFact("relations/f"))}),
      ElementsAre(AllOf(HasSubstr("relations/key"), HasSubstr("relations/f"))))
      << "by class";
}

TEST(FactCheck, CyclesOfOwnershipAndSoftwareAreLegal) {
  EXPECT_THAT(
      Problems({Rel("ab", "controlled_by", "companies/a", "companies/b"),
                Rel("ba", "controlled_by", "companies/b", "companies/a"),
                Rel("aa", "owned_by", "companies/a", "companies/a"),
                Rel("cd", "depends_on", "products/c", "products/d"),
                Rel("dc", "depends_on", "products/d", "products/c"),
                Rel("dd", "contains", "products/d", "products/d")}),
      IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::graph
