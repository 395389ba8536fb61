#include "ingest/policy_reader.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

using graph::Condition;
using graph::PolicyDocument;

std::optional<graph::Presumption::From> ParseFrom(absl::string_view word) {
  if (word == "handled_information") {
    return graph::Presumption::From::kHandledInformation;
  }
  if (word == "product") return graph::Presumption::From::kProduct;
  return std::nullopt;
}

void ReadVectors(MapReader& policy, PolicyDocument& document) {
  const YamlNode* vectors = policy.Need("vectors");
  if (vectors == nullptr) return;
  for (const auto& [name, node] : vectors->fields) {
    MapReader map(node, "the vector", policy.problems());
    document.vectors.push_back(
        {name, map.Text("label"), map.NeedString("expression")});
    map.Finish();
  }
}

void ReadPresumption(const YamlNode& node, PolicyDocument& document,
                     Problems& problems) {
  MapReader map(node, "the presumption", problems);
  graph::Presumption rule;
  rule.id = map.NeedString("id");
  rule.presumes = map.NeedString("presumes");
  map.Need("from");
  rule.from = map.Word<graph::Presumption::From>("from", ParseFrom,
                                                 "handled_information, product")
                  .value_or(graph::Presumption::From::kProduct);
  rule.use = map.String("use");
  rule.handling = map.String("handling");
  rule.maker = map.NeedString("maker");
  rule.products = map.StringMap("products");
  rule.skip_products = map.StringMap("skip_products");
  rule.label = map.Text("label");
  map.Finish();
  document.presumptions.push_back(std::move(rule));
}

void ReadScaleClass(const YamlNode& node, PolicyDocument& document,
                    Problems& problems) {
  MapReader map(node, "the likelihood class", problems);
  graph::LikelihoodClass one;
  one.name = map.NeedString("class");
  one.interval.low = map.Number("low").value_or(0);
  one.interval.best = map.Number("best");
  one.interval.high = map.Number("high").value_or(1);
  one.label = map.Text("label");
  map.Finish();
  document.likelihood_scale.push_back(std::move(one));
}

void ReadFactor(const YamlNode& node, PolicyDocument& document,
                Problems& problems) {
  MapReader map(node, "the factor", problems);
  graph::Factor factor;
  factor.id = map.NeedString("id");
  factor.label = map.Text("label");
  factor.enabled = map.Bool("enabled", true);
  factor.use_touches = map.String("use_touches");
  factor.path_passes = map.Strings("path_passes");
  factor.no_closing_measure = map.Bool("no_closing_measure", false);
  if (const YamlNode* path = map.Find("authority_path")) {
    MapReader fields(*path, "authority_path", problems);
    factor.authority_expression = fields.NeedString("expression");
    factor.authority_target = fields.NeedString("to");
    fields.Finish();
  }
  map.Finish();
  document.factors.push_back(std::move(factor));
}

// A condition is a factor's id, or a map with one of always, all, any, not.
Condition ReadCondition(const YamlNode& node, Problems& problems) {
  Condition condition;
  if (node.kind == YamlNode::Kind::kScalar) {
    condition.op = Condition::Op::kFactor;
    condition.factor = node.scalar;
    return condition;
  }
  MapReader map(node, "a condition", problems);
  if (const YamlNode* inner = map.Find("not")) {
    condition.op = Condition::Op::kNot;
    condition.operands.push_back(ReadCondition(*inner, problems));
  } else if (map.Find("all") != nullptr || map.Find("any") != nullptr) {
    const bool all = map.Find("all") != nullptr;
    condition.op = all ? Condition::Op::kAll : Condition::Op::kAny;
    map.Each(all ? "all" : "any", [&](const YamlNode& item) {
      condition.operands.push_back(ReadCondition(item, problems));
    });
  } else if (!map.Bool("always", false)) {
    problems.Add(node.place(),
                 "a condition is a factor, or one of always, all, any, not");
  }
  map.Finish();
  return condition;
}

}  // namespace

std::optional<graph::Policy> ReadPolicy(const YamlNode& root,
                                        const graph::Ontology& ontology,
                                        Problems& problems) {
  const size_t before = problems.list().size();
  MapReader map(root, "the policy", problems);
  for (absl::string_view key : {"apiVersion", "kind"}) map.Find(key);
  PolicyDocument document;
  document.name = map.NeedString("name");
  document.version = map.NeedString("version");
  document.default_source_types = map.Strings("default_source_types");
  document.use_kind = map.NeedString("use_kind");
  document.corporate_reach = map.NeedString("corporate_reach");
  ReadVectors(map, document);
  map.Each("presumptions", [&](const YamlNode& node) {
    ReadPresumption(node, document, problems);
  });
  map.Each("likelihood_scale", [&](const YamlNode& node) {
    ReadScaleClass(node, document, problems);
  });
  map.Each("factors",
           [&](const YamlNode& node) { ReadFactor(node, document, problems); });
  map.Each("tiers", [&](const YamlNode& node) {
    MapReader tier(node, "the tier", problems);
    document.tiers.push_back({tier.NeedString("id"), tier.Text("label")});
    tier.Finish();
  });
  map.Each("decision_table", [&](const YamlNode& node) {
    MapReader row(node, "the row", problems);
    graph::DecisionRow read;
    read.tier = row.NeedString("tier");
    if (const YamlNode* when = row.Need("when")) {
      read.when = ReadCondition(*when, problems);
    }
    row.Finish();
    document.decision_table.push_back(std::move(read));
  });
  map.Finish();
  if (problems.list().size() > before) return std::nullopt;
  absl::StatusOr<graph::Policy> policy =
      graph::Policy::Create(std::move(document), ontology);
  if (policy.ok()) return *std::move(policy);
  for (absl::string_view line :
       absl::StrSplit(policy.status().message(), '\n')) {
    problems.Add(0, line);
  }
  return std::nullopt;
}

}  // namespace ketenzicht::ingest
