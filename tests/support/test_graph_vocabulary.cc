// The test ontology and policy: the kinds of data/ontology.yaml and the policy
// data/policies/netherlands.yaml, without their texts.

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

struct EntityRow {
  const char* name;
  const char* collection;
  const char* parent;
};

constexpr EntityRow kEntityKinds[] = {
    {"organization", "organizations", ""}, {"process", "processes", ""},
    {"information", "information", ""},    {"interest", "interests", ""},
    {"product", "products", ""},           {"device", "products", "product"},
    {"software", "products", "product"},   {"component", "products", "product"},
    {"service", "products", "product"},    {"company", "companies", ""},
    {"jurisdiction", "jurisdictions", ""}, {"law", "laws", ""},
    {"authority", "authorities", ""},      {"programme", "programmes", ""},
    {"instrument", "instruments", ""},     {"listing", "listings", ""},
    {"procurement", "procurements", ""},   {"source", "sources", ""},
    {"question", "questions", ""},         {"statement", "statements", ""},
};

struct RelationRow {
  const char* name;
  const char* sources;
  const char* targets;
  const char* parent = "";
  bool exposes = false;
  bool certain = false;
};

constexpr RelationRow kRelationKinds[] = {
    {"operates", "organization company", "process product", "", true},
    {"part_of", "process organization authority product",
     "process organization jurisdiction product", "", false, true},
    {"touches", "uses", "interest"},
    {"uses", "process organization company authority", "product", "", true},
    {"contains", "product", "product", "", true},
    {"runs", "product", "product", "", true},
    {"depends_on", "product", "product", "", true},
    {"handles", "process organization company", "information", "", true},
    {"copied_to", "information", "information", "", true},
    {"sends_data_to", "information", "company organization authority", "",
     true},
    {"key_held_by", "information", "company organization authority"},
    {"remotely_accessed_by", "product", "company organization authority", "",
     true},
    {"updated_by", "product", "company organization authority", "", true},
    {"hosted_by", "information product", "company organization product", "",
     true},
    {"maintained_by", "product", "company organization", "", true},
    {"made_by", "product", "company", "", true},
    {"supplied_by", "product procurement", "company", "", true},
    {"owned_by", "company organization", "company organization authority", "",
     false, true},
    {"majority_owned_by", "company organization",
     "company organization authority", "owned_by", true, true},
    {"controlled_by", "company organization", "company organization authority",
     "", true, true},
    {"seated_in", "company organization authority", "jurisdiction", "", true,
     true},
    {"operates_in", "company organization", "jurisdiction", "", true, true},
    {"enacts", "jurisdiction", "law instrument", "", true, true},
    {"empowers", "law", "authority", "", true, true},
    {"compels_disclosure", "law", "authority", "empowers", true, true},
    {"compels_assistance", "law", "authority", "empowers", true, true},
    {"restricts_supply", "law", "authority", "empowers", true, true},
    {"conducts", "authority organization", "programme", "", true, true},
    {"targets", "programme listing instrument law",
     "interest organization process product company jurisdiction"},
    {"exploited_by", "product", "programme authority", "", true},
    {"listed_on", "company product", "listing"},
    {"applied", "procurement organization", "instrument law"},
    {"instance_of", "product process", "product process", "", false, true},
    {"assessed_by", "product process procurement company organization",
     "organization instrument"},
    {"procured", "organization", "procurement"},
    {"originates_from", "programme product company organization",
     "jurisdiction"},
};

std::vector<std::string> Words(const char* text) {
  return absl::StrSplit(text, ' ');
}

std::vector<RelationKind> RelationKinds() {
  std::vector<RelationKind> kinds;
  for (const RelationRow& row : kRelationKinds) {
    RelationKind kind{.name = row.name,
                      .parent = row.parent,
                      .sources = Words(row.sources),
                      .targets = Words(row.targets),
                      .exposure = row.exposes ? ExposureDirection::kAlong
                                              : ExposureDirection::kNone,
                      .certain_when_affirmed = row.certain};
    const std::string phrase = absl::StrCat("{source} ", row.name, " {target}");
    kind.phrase = {phrase, phrase};
    kind.denied = {absl::StrCat(phrase, " niet"), absl::StrCat(phrase, " not")};
    kind.passes_denials = kind.name == "part_of";
    kind.starts_after_target = kind.name == "applied";
    if (kind.name == "uses") {
      kind.denial_reaches = {"contains", "runs", "depends_on"};
    }
    if (kind.name == "exploited_by") kind.likelihood = Interval{0.1, 0.3, 0.5};
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

std::vector<Vector> Vectors() {
  const std::string corporate = "/(controlled_by|majority_owned_by)*/";
  const std::string seat = "((seated_in|operates_in)/enacts/";
  return {
      {.name = "espionage",
       .label = {},
       .expression = absl::StrCat(
           "(handles/copied_to*/(sends_data_to|hosted_by) | "
           "uses/(contains|runs|depends_on)*/remotely_accessed_by)",
           corporate, seat, "compels_disclosure|controlled_by)")},
      {.name = "sabotage",
       .label = {},
       .expression =
           absl::StrCat("uses/(contains|runs|depends_on)*/"
                        "(updated_by|maintained_by|remotely_accessed_by)",
                        corporate, seat, "compels_assistance|controlled_by)")},
      {.name = "supply_denial",
       .label = {},
       .expression =
           absl::StrCat("uses/contains*/(made_by|supplied_by)", corporate, seat,
                        "restricts_supply|controlled_by)")},
      {.name = "intrusion",
       .label = {},
       .expression = "uses/(contains|runs|depends_on)*/exploited_by/^conducts"},
  };
}

std::vector<Factor> Factors() {
  return {
      {.id = "touches_vital", .use_touches = "interests/vital-infrastructure"},
      {.id = "touches_sensitive",
       .use_touches = "interests/sensitive-information"},
      {.id = "compelling_law",
       .path_passes = {"compels_disclosure", "compels_assistance"}},
      {.id = "offensive_programme",
       .authority_expression = "conducts/targets",
       .authority_target = "interests/dutch-interests"},
      {.id = "no_means", .no_closing_measure = true},
      {.id = "group_targeted",
       .enabled = false,
       .use_touches = "interests/groups-targeted-by-a-state"},
  };
}

Condition Holds(const char* factor) {
  return {.op = Condition::Op::kFactor, .factor = factor};
}

std::vector<DecisionRow> DecisionTable() {
  using Op = Condition::Op;
  const Condition base{
      .op = Op::kAny,
      .operands = {Holds("touches_vital"), Holds("touches_sensitive"),
                   Holds("group_targeted")}};
  return {
      {"T0", {.op = Op::kNot, .operands = {base}}},
      {"T1", {.op = Op::kNot, .operands = {Holds("compelling_law")}}},
      {"T3",
       {.op = Op::kAny,
        .operands = {Holds("offensive_programme"), Holds("no_means")}}},
      {"T2", {.op = Op::kAlways}},
  };
}

template <typename T>
std::shared_ptr<const T> Share(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::cerr << value.status() << "\n";
    std::abort();
  }
  return std::make_shared<const T>(*std::move(value));
}

}  // namespace

std::shared_ptr<const Ontology> TestOntology() {
  static const std::shared_ptr<const Ontology>& ontology =
      *new std::shared_ptr<const Ontology>([] {
        std::vector<EntityKind> entities;
        for (const EntityRow& row : kEntityKinds) {
          entities.push_back(
              {row.name, row.collection, row.parent, {row.name, row.name}});
        }
        return Share(
            Ontology::Create("test", std::move(entities), RelationKinds()));
      }());
  return ontology;
}

PolicyDocument TestPolicyDocument() {
  PolicyDocument policy{
      .name = "test",
      .version = "1",
      .default_source_types = {"parliament", "modelling"},
      .vectors = Vectors(),
      .use_kind = "uses",
      .corporate_reach =
          "(controlled_by|majority_owned_by)*/((seated_in|"
          "operates_in)/enacts/empowers|controlled_by)",
      .presumptions = {{.id = "flow-to-maker",
                        .presumes = "sends_data_to",
                        .from = Presumption::From::kHandledInformation,
                        .use = "uses",
                        .handling = "handles",
                        .maker = "(contains|runs|depends_on)*/made_by",
                        .skip_products = {{"data_bearing", "no"}}},
                       {.id = "updates-from-maker",
                        .presumes = "updated_by",
                        .from = Presumption::From::kProduct,
                        .maker = "made_by",
                        .products = {{"connected", "yes"}}}},
      .likelihood_scale = {{"low", {0.05, 0.125, 0.20}, {}},
                           {"moderate", {0.21, 0.5, 0.79}, {}},
                           {"high", {0.80, 0.875, 0.95}, {}}},
      .factors = Factors(),
      .tiers = {{"T0", {}}, {"T1", {}}, {"T2", {}}, {"T3", {}}},
      .decision_table = DecisionTable()};
  return policy;
}

std::shared_ptr<const Policy> TestPolicy() {
  static const std::shared_ptr<const Policy>& policy =
      *new std::shared_ptr<const Policy>(
          Share(Policy::Create(TestPolicyDocument(), *TestOntology())));
  return policy;
}

}  // namespace ketenzicht::graph
