#include "ingest/case_reader.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

std::optional<graph::CaseQuery> ReadQuery(MapReader& part,
                                          absl::string_view key) {
  const YamlNode* node = part.Find(key);
  if (node == nullptr) return std::nullopt;
  MapReader map(*node, "the query", part.problems());
  graph::CaseQuery query;
  map.Need("from");
  query.from = map.Strings("from");
  map.Need("to");
  query.to = map.Strings("to");
  query.vector = map.NeedString("vector");
  map.Finish();
  return query;
}

graph::AnswerPart ReadPart(const YamlNode& node, Problems& problems) {
  MapReader map(node, "the part", problems);
  graph::AnswerPart part;
  part.heading = map.Text("heading");
  part.facts = map.Strings("facts");
  part.paths = ReadQuery(map, "paths");
  part.factors = ReadQuery(map, "factors");
  if (const YamlNode* listings = map.Find("listings")) {
    MapReader fields(*listings, "listings", problems);
    part.listings_of = fields.NeedString("of");
    fields.Finish();
  }
  part.unknowns = map.Strings("unknowns");
  map.Finish();
  const int set = (part.facts.empty() ? 0 : 1) + (part.paths ? 1 : 0) +
                  (part.factors ? 1 : 0) + (part.listings_of.empty() ? 0 : 1) +
                  (part.unknowns.empty() ? 0 : 1);
  if (set != 1) {
    problems.Add(node.place(),
                 "a part needs exactly one of facts, paths, factors, listings, "
                 "unknowns");
  }
  return part;
}

graph::CaseQuestion ReadQuestion(const YamlNode& node, Problems& problems) {
  MapReader map(node, "the question", problems);
  graph::CaseQuestion question;
  map.Need("number");
  question.number = map.Integer("number").value_or(0);
  if (question.number < 1) {
    problems.Add(node.place(), "the number of a question is 1 or more");
  }
  question.question = map.NeedString("question");
  question.date = map.Day("date");
  question.with = map.Strings("with");
  map.Need("answer");
  map.Each("answer", [&](const YamlNode& item) {
    question.answer.push_back(ReadPart(item, problems));
  });
  map.Finish();
  return question;
}

}  // namespace

std::optional<graph::CaseDefinition> ReadCase(const YamlNode& root,
                                              Problems& problems) {
  const size_t before = problems.list().size();
  MapReader map(root, "the case", problems);
  for (absl::string_view key : {"apiVersion", "kind"}) map.Find(key);
  graph::CaseDefinition definition;
  definition.id = map.NeedString("id");
  map.Need("title");
  definition.title = map.Text("title");
  map.Need("date");
  definition.date = map.Day("date").value_or(graph::Date());
  std::set<int64_t> numbers;
  map.Each("questions", [&](const YamlNode& node) {
    graph::CaseQuestion question = ReadQuestion(node, problems);
    if (!numbers.insert(question.number).second) {
      problems.Add(node.place(),
                   absl::StrCat("question ", question.number, " stands twice"));
    }
    definition.questions.push_back(std::move(question));
  });
  map.Finish();
  if (problems.list().size() > before) return std::nullopt;
  return definition;
}

}  // namespace ketenzicht::ingest
