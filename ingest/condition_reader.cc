#include "ingest/condition_reader.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

using graph::Guard;
using graph::Selector;

std::shared_ptr<const Selector> ReadInner(MapReader& map,
                                          absl::string_view key) {
  const YamlNode* node = map.Find(key);
  if (node == nullptr) return nullptr;
  return std::make_shared<const Selector>(ReadSelector(*node, map.problems()));
}

std::optional<graph::DateComparison> ParseComparison(absl::string_view word) {
  if (word == "before") return graph::DateComparison::kBefore;
  if (word == "after") return graph::DateComparison::kAfter;
  if (word == "within") return graph::DateComparison::kWithin;
  return std::nullopt;
}

graph::DateTerm ReadDateTerm(const YamlNode& node, Problems& problems) {
  MapReader map(node, "a side of the comparison", problems);
  graph::DateTerm term;
  term.date = map.Day("date");
  term.fact = map.String("fact");
  const std::string bound = map.String("bound");
  term.until = bound == "until";
  if (!bound.empty() && bound != "from" && bound != "until") {
    problems.Add(node.place(), "'bound' must be from or until");
  }
  if (term.fact.empty() == !term.date) {
    problems.Add(node.place(), "needs either 'fact' or 'date'");
  }
  map.Finish();
  return term;
}

void ReadRelation(const YamlNode& node, Guard& guard, Problems& problems) {
  MapReader map(node, "the relation of a guard", problems);
  guard.kind = map.NeedString("kind");
  guard.source = map.NeedString("source");
  guard.target = map.NeedString("target");
  guard.or_same_authority = map.Bool("or_same_authority", false);
  map.Finish();
}

void ReadReach(const YamlNode& node, Guard& guard, Problems& problems) {
  MapReader map(node, "the reach of a guard", problems);
  guard.source = map.NeedString("authority");
  guard.target = map.NeedString("company");
  map.Finish();
}

void ReadDates(const YamlNode& node, Guard& guard, Problems& problems) {
  MapReader map(node, "the dates of a guard", problems);
  if (const YamlNode* left = map.Need("left")) {
    guard.left = ReadDateTerm(*left, problems);
  }
  if (const YamlNode* right = map.Need("right")) {
    guard.right = ReadDateTerm(*right, problems);
  }
  if (map.Need("is") != nullptr) {
    guard.comparison = map.Word<graph::DateComparison>("is", ParseComparison,
                                                       "before, after, within")
                           .value_or(graph::DateComparison::kBefore);
  }
  if (guard.comparison == graph::DateComparison::kWithin &&
      guard.right.fact.empty()) {
    problems.Add(node.place(), "'within' needs a fact at its right");
  }
  map.Finish();
}

}  // namespace

Selector ReadSelector(const YamlNode& node, Problems& problems) {
  Selector selector;
  if (node.kind == YamlNode::Kind::kScalar) {
    selector.ids = {node.scalar};
    return selector;
  }
  MapReader map(node, "a class", problems);
  selector.label = map.Text("label");
  selector.any = map.Bool("any", false);
  selector.ids = map.Strings("ids");
  selector.by_example = map.Bool("by_example", false);
  selector.kind = map.String("kind");
  map.Each("where", [&](const YamlNode& item) {
    MapReader path(item, "a path condition", problems);
    selector.where.push_back({path.NeedString("path"), path.NeedString("to")});
    path.Finish();
  });
  selector.attributes = map.StringMap("attributes");
  selector.source_of = ReadInner(map, "source_of");
  selector.target_of = ReadInner(map, "target_of");
  selector.source = ReadInner(map, "source");
  selector.target = ReadInner(map, "target");
  selector.via = ReadInner(map, "via");
  selector.except = map.Strings("except");
  map.Finish();
  Selector empty;
  empty.label = selector.label;
  empty.except = selector.except;
  if (selector == empty) {
    problems.Add(node.place(), "a class needs at least one condition");
  }
  return selector;
}

Guard ReadGuard(const YamlNode& node, Problems& problems) {
  Guard guard;
  MapReader map(node, "a guard", problems);
  if (node.kind != YamlNode::Kind::kMap) return guard;
  if (node.fields.size() != 1) {
    problems.Add(node.place(),
                 "a guard needs exactly one of all, any, not, fact, relation, "
                 "reach, dates");
    return guard;
  }
  const auto& [word, value] = node.fields.front();
  map.Find(word);
  if (word == "all" || word == "any") {
    guard.op = word == "all" ? Guard::Op::kAll : Guard::Op::kAny;
    map.Each(word, [&](const YamlNode& item) {
      guard.operands.push_back(ReadGuard(item, problems));
    });
    if (guard.operands.empty()) problems.Add(value.place(), "needs operands");
  } else if (word == "not") {
    guard.op = Guard::Op::kNot;
    guard.operands.push_back(ReadGuard(value, problems));
  } else if (word == "fact") {
    guard.op = Guard::Op::kFact;
    guard.fact = map.String("fact");
  } else if (word == "relation") {
    guard.op = Guard::Op::kRelation;
    ReadRelation(value, guard, problems);
  } else if (word == "reach") {
    guard.op = Guard::Op::kReach;
    ReadReach(value, guard, problems);
  } else if (word == "dates") {
    guard.op = Guard::Op::kDates;
    ReadDates(value, guard, problems);
  } else {
    problems.Add(
        value.key,
        absl::StrCat(
            "a guard has no field '", word,
            "'; it can have all, any, dates, fact, not, reach, relation"));
  }
  return guard;
}

}  // namespace ketenzicht::ingest
