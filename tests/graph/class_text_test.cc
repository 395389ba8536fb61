// Classes without a label, in sentences: docs/semantics.md, 2.8.

#include "graph/class_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/fact_text.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

// The phrases of data/ontology.yaml.
struct Phrases {
  Text phrase;
  Text denied;
};

const std::map<std::string, Phrases>& RealPhrases() {
  static const auto& phrases = *new std::map<std::string, Phrases>{
      {"uses",
       {{"{source} gebruikt {target}", "{source} uses {target}"},
        {"{source} gebruikt {target} niet", "{source} does not use {target}"}}},
      {"handles",
       {{"{source} verwerkt {target}", "{source} handles {target}"},
        {"{source} verwerkt {target} niet",
         "{source} does not handle {target}"}}},
      {"touches",
       {{"{source} raakt aan {target}", "{source} touches {target}"},
        {"{source} raakt niet aan {target}",
         "{source} does not touch {target}"}}},
      {"sends_data_to",
       {{"{source} komt terecht bij {target}",
         "{source} ends up with {target}"},
        {"{source} komt niet terecht bij {target}",
         "{source} does not end up with {target}"}}},
      {"remotely_accessed_by",
       {{"{target} heeft toegang op afstand tot {source}",
         "{target} has remote access to {source}"},
        {"{target} heeft geen toegang op afstand tot {source}",
         "{target} has no remote access to {source}"}}}};
  return phrases;
}

std::shared_ptr<const Ontology> RealOntology() {
  std::vector<EntityKind> entities = TestOntology()->entity_kinds();
  for (EntityKind& kind : entities) {
    if (kind.name == "process") kind.label = {"proces", "process"};
    if (kind.name == "information") kind.label = {"informatie", "information"};
  }
  std::vector<RelationKind> relations = TestOntology()->relation_kinds();
  for (RelationKind& kind : relations) {
    const auto real = RealPhrases().find(kind.name);
    if (real == RealPhrases().end()) continue;
    kind.phrase = real->second.phrase;
    kind.denied = real->second.denied;
  }
  return std::make_shared<const Ontology>(
      Ontology::Create("phrases", std::move(entities), std::move(relations))
          .value());
}

std::shared_ptr<const Snapshot> Told(const Fact& fact) {
  return Snapshot::Create(1, Complete({fact}), RealOntology(), TestPolicy())
      .value();
}

void ExpectTold(const Fact& fact, const char* nl, const char* en) {
  const std::shared_ptr<const Snapshot> snapshot = Told(fact);
  const FactIndex index = snapshot->Find(fact.id);
  EXPECT_EQ(FactText(*snapshot, nullptr, Language::kDutch).Sentence(index), nl);
  EXPECT_EQ(FactText(*snapshot, nullptr, Language::kEnglish).Sentence(index),
            en);
}

Members ProcessesOfO() {
  return Of("process").Where("part_of+", "organizations/o");
}

TEST(ClassText, ADenialOfAClassSaysOfWhichAndNeverEvery) {
  const Members ofO = Members().Where("part_of+", "organizations/o");
  ExpectTold(
      Rel("x", "sends_data_to",
          Of("information").TargetOf(Of("handles").From(ofO)), Everything())
          .Denied(),
      "Geen informatie waarvoor geldt “iets met een pad part_of+ naar o "
      "verwerkt dit” komt terecht bij wie of wat dan ook.",
      "No information such that “something with a path part_of+ to o handles "
      "it” ends up with anyone or anything.");
  ExpectTold(Rel("x", "uses", ProcessesOfO(), Of("product")).Denied(),
             "Geen proces met een pad part_of+ naar o gebruikt iets van de "
             "soort product.",
             "No process with a path part_of+ to o uses any product.");
  ExpectTold(Rel("x", "uses", Ids({"processes/p", "processes/q"}), "products/d")
                 .Denied(),
             "Geen van p, q gebruikt d.", "None of p, q uses d.");
}

TEST(ClassText, AClassBehindTheNegationIsAny) {
  ExpectTold(
      Rel("x", "uses", "processes/p", Of("product").With("connected", "yes"))
          .Denied(),
      "P gebruikt geen product met kenmerk connected = yes.",
      "P does not use any product with attribute connected = yes.");
  // Here the target stands first.
  ExpectTold(
      Rel("x", "remotely_accessed_by", Of("product"), "companies/c").Denied(),
      "C heeft toegang op afstand tot geen product.",
      "C has no remote access to any product.");
  ExpectTold(
      Rel("x", "remotely_accessed_by", "products/d", Of("company")).Denied(),
      "Geen company heeft toegang op afstand tot d.",
      "No company has remote access to d.");
}

TEST(ClassText, OfEverythingIsOfAnyoneOrAnything) {
  ExpectTold(Rel("x", "sends_data_to", "information/i", Everything()).Denied(),
             "I komt niet terecht bij wie of wat dan ook.",
             "I does not end up with anyone or anything.");
  // "niet" stands behind it.
  ExpectTold(Rel("x", "uses", "processes/p", Everything()).Denied(),
             "P gebruikt niets of niemand.",
             "P does not use anyone or anything.");
  ExpectTold(Rel("x", "uses", Everything(), "products/d").Denied(),
             "Niets of niemand gebruikt d.", "Nobody and nothing uses d.");
}

TEST(ClassText, AnInstanceOfADenialOfEverythingSaysSo) {
  const std::shared_ptr<const View> view = MakeView(
      Told(Rel("x", "sends_data_to", "information/i", Everything()).Denied()),
      OptionsOn());
  const auto instance = FindInstance(*view, "relations/x");
  ASSERT_NE(instance, nullptr);
  EXPECT_EQ(
      FactText(view->snapshot(), nullptr, Language::kDutch).Sentence(*instance),
      "I komt niet terecht bij wie of wat dan ook.");
}

TEST(ClassText, WhatIsAffirmedIsOfEveryMember) {
  ExpectTold(
      Rel("x", "uses", ProcessesOfO().Except({"processes/q"}), "products/d"),
      "Alles van de soort proces met een pad part_of+ naar o "
      "(q daargelaten) gebruikt d.",
      "Every process with a path part_of+ to o (leaving q aside) uses d.");
  ExpectTold(
      Rel("x", "uses", Of("process").Where("part_of\n+", "organizations/o"),
          "products/d"),
      "Alles van de soort proces met een pad part_of + naar o gebruikt "
      "d.",
      "Every process with a path part_of + to o uses d.");
  ExpectTold(
      Rel("x", "handles", "processes/p",
          Of("information")
              .TargetOf(Of("handles").Via(
                  Of("uses").To(Ids({"products/d", "products/e"}))))),
      "P verwerkt alles van de soort informatie waarvoor geldt “iets verwerkt "
      "dit, gedragen door een relatie “iets gebruikt een van d, e””.",
      "P handles every information such that “something handles it, carried "
      "by some relation “something uses one of d, e””.");
}

// That each may do so is not that all may together.
TEST(ClassText, WhatIsOnlyPossibleIsNotOfEvery) {
  ExpectTold(Rel("x", "uses", ProcessesOfO(), "products/d").Possible(),
             "Mogelijk: iets van de soort proces met een pad part_of+ naar o "
             "gebruikt d.",
             "Possible: some process with a path part_of+ to o uses d.");
}

TEST(ClassText, ConditionsBesideIdsAreTold) {
  Members some = Ids({"processes/p"});
  some.Kind("process").Where("part_of", "organizations/o");
  ExpectTold(Rel("x", "uses", some, "products/d"),
             "Elk van p van de soort proces met een pad part_of naar o "
             "gebruikt d.",
             "Each of p of kind process with a path part_of to o uses d.");
  ExpectTold(Rel("x", "uses", Ids({"processes/p"}), "products/d").Denied(),
             "P gebruikt d niet.", "P does not use d.");
}

TEST(ClassText, ClassesOfRelationsAreToldByTheirPhrase) {
  ExpectTold(Rel("x", "touches",
                 Of("uses").From(ProcessesOfO()).To(Ids({"products/d"})),
                 "interests/i")
                 .Denied(),
             "Geen relatie “iets van de soort proces met een pad part_of+ naar "
             "o gebruikt d” raakt aan i.",
             "No relation “some process with a path part_of+ to o uses d” "
             "touches i.");
}

// Those that it names are not all.
TEST(ClassText, AClassByExampleIsToldAsOpen) {
  Members some = Ids({"processes/p"});
  some.ByExample();
  ExpectTold(Rel("x", "uses", some, "products/d"), "Alles zoals p gebruikt d.",
             "Everything such as p uses d.");
  Members more = Ids({"processes/p", "processes/q"});
  more.ByExample();
  ExpectTold(Rel("x", "uses", more, "products/d").Denied(),
             "Niets zoals p, q gebruikt d.", "Nothing such as p, q uses d.");
}

TEST(ClassText, ALabelIsToldAsItStands) {
  Members fleet = ProcessesOfO();
  fleet.label = {"de vloot", "the fleet"};
  ExpectTold(Rel("x", "uses", fleet, "products/d").Denied(),
             "De vloot gebruikt d niet.", "The fleet does not use d.");
}

// In words it would tell itself without an end.
TEST(ClassText, ARelationThatItsClassNamesIsToldById) {
  ExpectTold(
      Rel("use", "uses", Of("process").Except({"relations/use"}), "products/d"),
      "Alles van de soort proces (relations/use daargelaten) gebruikt d.",
      "Every process (leaving relations/use aside) uses d.");
}

// "Closes" alone would say more than the source.
TEST(FactText, AMeasureIsToldWithWhatKeepsItFromItsEffect) {
  const std::vector<Fact> facts =
      Complete({Rel("flow", "sends_data_to", "information/i", "companies/c"),
                Closing("crypt", {"relations/flow"})
                    .Unless(WhenRelation("key_held_by", "$source", "$target")),
                Closing("wall", {"relations/flow"})});
  const auto snapshot =
      Snapshot::Create(1, facts, RealOntology(), TestPolicy()).value();
  const auto told = [&](absl::string_view id) {
    return FactText(*snapshot, nullptr, Language::kEnglish)
        .Sentence(snapshot->Find(id));
  };
  EXPECT_EQ(told("measures/crypt"),
            "Measure: crypt (in place; closes, unless: i key_held_by c).");
  EXPECT_EQ(told("measures/wall"), "Measure: wall (in place; closes).");
}

// Before it is met anywhere it has no ends: "the key to anything is held by
// anything" would always hold.
TEST(FactText, AMeasureOnAClassIsToldByTheEndsOfTheRelation) {
  Draft crypt = Closing("crypt", {"relations/flow", "relations/other"});
  crypt.Unless(WhenRelation("key_held_by", "$source", "$target"));
  const auto snapshot =
      Snapshot::Create(
          1,
          Complete(
              {Rel("flow", "sends_data_to", "information/i", "companies/c"),
               Rel("other", "sends_data_to", "information/j", "companies/c"),
               crypt}),
          RealOntology(), TestPolicy())
          .value();
  const FactIndex measure = snapshot->Find("measures/crypt");
  EXPECT_EQ(FactText(*snapshot, nullptr, Language::kEnglish).Sentence(measure),
            "Measure: crypt (in place; closes, unless: what it concerns "
            "key_held_by whoever is at the other end).");
}

// A denial told as it is recorded would turn the condition around.
TEST(FactText, AConditionOnAFactIsToldAsWhatIsAsked) {
  Draft stop = Closing("stop", {"relations/use"});
  stop.Unless(WhenFact("relations/coupled"));
  Draft order = Closing("order", {"relations/use"});
  order.Unless(WhenNot(WhenFact("relations/known")));
  const auto snapshot =
      Snapshot::Create(
          1,
          Complete(
              {Rel("use", "uses", "processes/p", "products/d"),
               Rel("coupled", "depends_on", "products/d", "products/e")
                   .Denied(),
               Rel("known", "depends_on", "products/d", "products/f").Unknown(),
               stop, order}),
          TestOntology(), TestPolicy())
          .value();
  const FactText text(*snapshot, nullptr, Language::kEnglish);
  EXPECT_EQ(text.Sentence(snapshot->Find("measures/stop")),
            "Measure: stop (in place; closes, unless: “d depends_on e”).");
  EXPECT_EQ(text.Sentence(snapshot->Find("measures/order")),
            "Measure: order (in place; closes, unless: “d depends_on f not”).");
}

TEST(ClassText, APropositionIsToldBothWays) {
  const Draft fact = Rel("x", "uses", ProcessesOfO(), "products/d").Possible();
  const std::shared_ptr<const Snapshot> snapshot = Told(fact);
  const FactText text(*snapshot, nullptr, Language::kEnglish);
  const FactIndex index = snapshot->Find("relations/x");
  EXPECT_EQ(text.Proposition(index, true),
            "every process with a path part_of+ to o uses d");
  EXPECT_EQ(text.Proposition(index, false),
            "no process with a path part_of+ to o uses d");
}

}  // namespace
}  // namespace ketenzicht::graph
