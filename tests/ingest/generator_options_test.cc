// Each hard case is there when its option asks for it, and not before.

#include "ingest/generator/options.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/generator/generator.h"
#include "ingest/generator/plan.h"
#include "tests/support/generated_facts.h"

namespace ketenzicht::ingest {
namespace {

using graph::Bound;
using graph::Fact;
using graph::Guard;
using graph::Measure;
using graph::Modality;
using graph::Relation;
using testing::GeneratedFacts;
using testing::PlainOptions;

using Predicate = std::function<bool(const Fact&)>;

int64_t Count(const std::vector<Fact>& facts, const Predicate& shows) {
  return std::count_if(facts.begin(), facts.end(), shows);
}

Predicate OfRelation(std::function<bool(const Relation&)> shows) {
  return [shows = std::move(shows)](const Fact& fact) {
    return fact.relation() != nullptr && shows(*fact.relation());
  };
}
Predicate OfMeasure(std::function<bool(const Measure&)> shows) {
  return [shows = std::move(shows)](const Fact& fact) {
    return fact.measure() != nullptr && shows(*fact.measure());
  };
}
Predicate IsA(Modality modality) {
  return [modality](const Fact& fact) { return fact.modality == modality; };
}
Predicate Unknown(graph::UnknownKind kind) {
  return [kind](const Fact& fact) { return fact.unknown_kind == kind; };
}
Predicate IsOfKind(const std::string& kind) {
  return OfRelation([kind](const Relation& one) { return one.kind == kind; });
}
Predicate HasGuard(Guard::Op op) {
  return OfRelation([op](const Relation& one) {
    return one.holds_while && one.holds_while->op == op;
  });
}

struct HardCase {
  std::string name;
  Predicate shows;  // some fact of those that have the option
};

// Every case is among the facts with the option, and none without it.
void ExpectCases(double GeneratorOptions::*option,
                 const std::vector<HardCase>& cases) {
  GeneratorOptions options = PlainOptions(5000);
  options.likelihoods = 0;
  const std::vector<Fact> without = GeneratedFacts(options);
  options.*option = 0.25;
  const std::vector<Fact> with = GeneratedFacts(options);
  for (const HardCase& hard : cases) {
    EXPECT_EQ(Count(without, hard.shows), 0) << hard.name;
    EXPECT_GT(Count(with, hard.shows), 0) << hard.name;
  }
}

TEST(GeneratorOptions, LikelihoodsAreClassesAndIntervals) {
  ExpectCases(
      &GeneratorOptions::likelihoods,
      {{"Intervals", OfRelation([](const Relation& one) {
          return std::holds_alternative<graph::Interval>(one.likelihood);
        })},
       {"Classes", OfRelation([](const Relation& one) {
          return std::holds_alternative<std::string>(one.likelihood);
        })}});
}

TEST(GeneratorOptions, DatesAreOfEveryForm) {
  ExpectCases(&GeneratorOptions::dates,
              {{"From",
                [](const Fact& fact) {
                  return fact.valid.from.kind == Bound::Kind::kDated &&
                         fact.valid.from.range.exact();
                }},
               {"FromAnInterval",
                [](const Fact& fact) {
                  return fact.valid.from.kind == Bound::Kind::kDated &&
                         !fact.valid.from.range.exact();
                }},
               {"OpenUntil",
                [](const Fact& fact) {
                  return fact.valid.until.kind == Bound::Kind::kOpen;
                }},
               {"Ended",
                [](const Fact& fact) {
                  return fact.valid.until.kind == Bound::Kind::kDated &&
                         fact.valid.until.range.latest.ToString() <
                             kGeneratedDate;
                }},
               {"LawsWithDates", [](const Fact& fact) {
                  return absl::StartsWith(fact.id, "laws/") &&
                         fact.valid != graph::ValidTime();
                }}});
}

TEST(GeneratorOptions, ModalitiesAreOfEveryKind) {
  ExpectCases(
      &GeneratorOptions::modalities,
      {{"Possible", IsA(Modality::kPossible)},
       {"NotExcluded", IsA(Modality::kNotExcluded)},
       {"Denied", IsA(Modality::kDenied)},
       {"Presupposed", IsA(Modality::kPresupposed)},
       {"Counterfactual", IsA(Modality::kCounterfactual)},
       {"UnknownToSpeaker", Unknown(graph::UnknownKind::kUnknownToSpeaker)},
       {"NotAnswered", Unknown(graph::UnknownKind::kNotAnswered)},
       {"NotStated", Unknown(graph::UnknownKind::kNotStated)},
       {"NoIndications", Unknown(graph::UnknownKind::kNoIndications)},
       {"NotPublic", Unknown(graph::UnknownKind::kNotPublic)},
       {"NotEstablishable", Unknown(graph::UnknownKind::kNotEstablishable)},
       {"Contested",
        [](const Fact& fact) { return absl::EndsWith(fact.id, "-denied"); }}});
}

TEST(GeneratorOptions, MeasuresCloseReduceAndShowNothing) {
  ExpectCases(&GeneratorOptions::measures,
              {{"ClosingById", OfMeasure([](const Measure& one) {
                  return one.effect == graph::MeasureEffect::kCloses &&
                         !one.selects.ids.empty();
                })},
               {"ReducingByPattern", OfMeasure([](const Measure& one) {
                  return one.effect == graph::MeasureEffect::kReduces &&
                         one.selects.target != nullptr && one.reduction;
                })},
               {"ByClass", OfMeasure([](const Measure& one) {
                  return one.selects.source != nullptr &&
                         !one.selects.source->where.empty();
                })},
               {"NoneShown", OfMeasure([](const Measure& one) {
                  return one.effect == graph::MeasureEffect::kNoneShown;
                })},
               {"InPlace", OfMeasure([](const Measure& one) {
                  return one.state == graph::MeasureState::kInPlace;
                })},
               {"Candidate", OfMeasure([](const Measure& one) {
                  return one.state == graph::MeasureState::kCandidate &&
                         one.cost && one.burden;
                })}});
}

TEST(GeneratorOptions, GuardsLookAtEverything) {
  ExpectCases(&GeneratorOptions::guards,
              {{"WhileFact", HasGuard(Guard::Op::kFact)},
               {"WhileRelation", HasGuard(Guard::Op::kRelation)},
               {"WhileReach", HasGuard(Guard::Op::kReach)},
               {"WhileDates", HasGuard(Guard::Op::kDates)},
               {"WhileNot", HasGuard(Guard::Op::kNot)},
               {"WhileAny", HasGuard(Guard::Op::kAny)},
               {"WhileAll", HasGuard(Guard::Op::kAll)}});
}

TEST(GeneratorOptions, ClassesStandAtBothEnds) {
  ExpectCases(&GeneratorOptions::classes,
              {{"ClassAsSource", OfRelation([](const Relation& one) {
                  return one.source.selector.has_value();
                })},
               {"ClassAsTarget", OfRelation([](const Relation& one) {
                  return one.target.selector.has_value();
                })},
               {"ClassByExample", OfRelation([](const Relation& one) {
                  return one.source.selector && one.source.selector->by_example;
                })},
               {"Anything", OfRelation([](const Relation& one) {
                  return one.target.selector && one.target.selector->any;
                })}});
}

TEST(GeneratorOptions, CarriersBearHandlingsFlowsAndUpdates) {
  ExpectCases(&GeneratorOptions::carriers,
              {{"Handling", OfRelation([](const Relation& one) {
                  return one.kind == "handles" && !one.via.empty();
                })},
               {"Flow", OfRelation([](const Relation& one) {
                  return one.kind == "sends_data_to" && !one.via.empty();
                })},
               {"Key", IsOfKind("key_held_by")},
               {"Copy", IsOfKind("copied_to")},
               {"Update", IsOfKind("updated_by")},
               {"Access", IsOfKind("remotely_accessed_by")}});
}

TEST(GeneratorOptions, AnnotationsAreEvidenceReasonsAndMarkings) {
  ExpectCases(
      &GeneratorOptions::annotations,
      {{"MoreEvidence",
        [](const Fact& fact) { return fact.evidence.size() > 1; }},
       {"Reasons", [](const Fact& fact) { return !fact.because.empty(); }},
       {"Markings",
        [](const Fact& fact) { return !fact.marking.release_to.empty(); }}});
}

TEST(GeneratorOptions, ShapesAreHard) {
  ExpectCases(&GeneratorOptions::self_loops,
              {{"SelfLoops", OfRelation([](const Relation& one) {
                  return !one.source.id.empty() && one.source == one.target;
                })}});
  ExpectCases(&GeneratorOptions::unlikely_targets,
              {{"UnlikelyTargets", OfRelation([](const Relation& one) {
                  const auto* likelihood =
                      std::get_if<graph::Interval>(&one.likelihood);
                  return one.kind == "seated_in" && likelihood != nullptr &&
                         likelihood->high < 1e-6;
                })}});
  ExpectCases(&GeneratorOptions::no_funnel,
              {{"NoFunnel", OfRelation([](const Relation& one) {
                  return one.kind == "controlled_by" &&
                         absl::StartsWith(one.target.id, "authorities/");
                })}});
}

TEST(GeneratorOptions, AFractionIsAPart) {
  GeneratorOptions options = PlainOptions(5000);
  options.dates = 0.25;
  const Predicate dated = [](const Fact& fact) {
    return fact.relation() != nullptr && fact.valid != graph::ValidTime();
  };
  const std::vector<Fact> facts = GeneratedFacts(options);
  const int64_t relations =
      Count(facts, OfRelation([](const Relation&) { return true; }));
  const double part =
      static_cast<double>(Count(facts, dated)) / static_cast<double>(relations);
  EXPECT_GT(part, 0.23);
  EXPECT_LT(part, 0.27);
}

// What is hard about one option is measured against the same graph without it.
TEST(GeneratorOptions, LeaveTheRestAsItWas) {
  std::map<std::string, Fact> more;
  GeneratorOptions options = PlainOptions(1000);
  options.measures = options.carriers = options.self_loops = 0.5;
  options.classes = options.no_funnel = 0.5;
  for (Fact& fact : GeneratedFacts(options)) more[fact.id] = std::move(fact);
  const std::vector<Fact> plain = GeneratedFacts(PlainOptions(1000));
  EXPECT_GT(more.size(), plain.size());
  for (const Fact& fact : plain) EXPECT_EQ(more[fact.id], fact) << fact.id;
}

TEST(GeneratorOptions, AMeasureMayDependOnAKey) {
  GeneratorOptions options = PlainOptions(5000);
  options.measures = options.carriers = options.guards = 0.8;
  EXPECT_GT(Count(GeneratedFacts(options), OfMeasure([](const Measure& one) {
                    return one.unless && one.unless->or_same_authority;
                  })),
            0);
}

TEST(GeneratorOptions, AnIslandMissesAFewJurisdictions) {
  GeneratorOptions options = PlainOptions(10'000);
  options.missed_jurisdictions = 0.3;
  const testing::GeneratedReach reach(options);
  const size_t ashore = reach.JurisdictionsFrom(reach.processes()[0]).size();
  EXPECT_GE(ashore, 190u);
  const std::set<std::string> island =
      reach.JurisdictionsFrom(reach.processes().back());
  EXPECT_GE(island.size(), 150u);
  for (const char* missed : {"197", "198", "199"}) {
    EXPECT_FALSE(island.contains(absl::StrCat("jurisdictions/gen-", missed)));
  }
}

TEST(GeneratorOptions, CompaniesOwnEachOtherInACircleWhenAskedTo) {
  for (const double cycles : {0.0, 0.2}) {
    GeneratorOptions options = PlainOptions(5000);
    options.ownership_cycles = cycles;
    const Plan plan(options);
    int in_circles = 0;
    for (int64_t i = 0; i < plan.count(Sort::kCompany); ++i) {
      int64_t at = i;
      for (int step = 0; step < 4; ++step) {
        const std::optional<Owner> owner = plan.OwnerOf(at);
        at = owner ? owner->company : -1;
        if (at == -1 || at == i) break;
      }
      if (at == i) ++in_circles;
    }
    EXPECT_EQ(in_circles > 0, cycles > 0) << in_circles;
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
