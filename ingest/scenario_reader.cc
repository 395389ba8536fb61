#include "ingest/scenario_reader.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "graph/fact_check.h"
#include "graph/nearest_id.h"
#include "ingest/fact_reader.h"
#include "ingest/scenario_change_reader.h"
#include "ingest/scenario_filling.h"
#include "ingest/scenario_measure_reader.h"
#include "ingest/scenario_query_reader.h"
#include "ingest/yaml_content.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

using Kind = YamlNode::Kind;

constexpr absl::string_view kApiVersion = "ketenzicht.nl/v1";
constexpr absl::string_view kCollection = "scenarios/";

bool IsName(absl::string_view name) {
  if (name.empty() || !absl::ascii_isalnum(name.front())) return false;
  for (char c : name) {
    if (!absl::ascii_isalnum(c) && c != '-' && c != '_' && c != '.') {
      return false;
    }
  }
  return true;
}

// Texts of facts may have several lines.
void CheckPlain(const YamlNode& node, Problems& problems) {
  const auto allowed = [](char c) {
    return c == '\n' || c == '\t' || !absl::ascii_iscntrl(c);
  };
  if (!std::all_of(node.scalar.begin(), node.scalar.end(), allowed)) {
    problems.Add(node.place(), "has a control character");
  }
  for (const YamlNode& item : node.items) CheckPlain(item, problems);
  for (const YamlField& field : node.fields) {
    if (!graph::IsPlain(field.name)) {
      problems.Add(field.value.key, "a key has a control character");
    }
    CheckPlain(field.value, problems);
  }
}

// Of the texts below `node`, which are told on a line of their own.
void CheckOneLine(const YamlNode* node, Problems& problems) {
  if (node == nullptr) return;
  if (!graph::IsPlain(node->scalar)) {
    problems.Add(node->place(), "has more than one line");
  }
  for (const YamlNode& item : node->items) CheckOneLine(&item, problems);
  for (const YamlField& field : node->fields) {
    CheckOneLine(&field.value, problems);
  }
}

// Two variants would be the same, and counted twice.
void CheckDistinct(const std::string& name, const YamlNode& values,
                   Problems& problems) {
  std::set<std::string> seen;
  for (const YamlNode& value : values.items) {
    if (value.kind != Kind::kScalar || seen.insert(value.scalar).second) {
      continue;
    }
    problems.Add(value.place(), absl::StrCat("'", value.scalar,
                                             "' stands twice among the values "
                                             "of '",
                                             name, "'"));
  }
}

std::vector<MatrixAxis> ReadMatrix(const YamlNode& root, Problems& problems) {
  std::vector<MatrixAxis> matrix;
  const YamlNode* node = root.Find("matrix");
  if (node == nullptr) return matrix;
  if (node->kind != Kind::kMap) {
    problems.Add(node->place(), "'matrix' must be a map of lists");
    return matrix;
  }
  size_t variants = 1;
  for (const auto& [name, values] : node->fields) {
    if (!IsName(name)) {
      problems.Add(values.key,
                   absl::StrCat("'", name, "' is no name of a parameter"));
    }
    MatrixAxis axis{name, ReadStrings(values, problems), values.key, {}};
    axis.known.insert(axis.values.begin(), axis.values.end());
    CheckDistinct(name, values, problems);
    CheckOneLine(&values, problems);
    if (axis.values.empty()) {
      problems.Add(values.place(), absl::StrCat("'", name, "' has no values"));
      continue;
    }
    variants *= axis.values.size();
    if (variants > kMaxScenarioVariants) {
      problems.Add(
          values.place(),
          absl::StrCat("more than ", kMaxScenarioVariants, " variants"));
      return matrix;
    }
    matrix.push_back(std::move(axis));
  }
  return matrix;
}

class Reader {
 public:
  Reader(const YamlNode& root, Problems& problems)
      : map_(root, "the scenario", problems), problems_(problems) {}

  ScenarioDocument Read() {
    for (absl::string_view key : {"apiVersion", "kind", "matrix"}) {
      map_.Find(key);
    }
    ReadHeader();
    int item = 0;
    map_.Each("changes", [&](const YamlNode& node) {
      ++item;
      for (graph::ScenarioChange& change :
           ReadScenarioChange(node, problems_)) {
        document_.scenario.changes.push_back(std::move(change));
        document_.items.push_back(item);
      }
    });
    if (document_.scenario.changes.size() > kMaxScenarioChanges) {
      problems_.Add(
          map_.Find("changes")->place(),
          absl::StrCat("more than ", kMaxScenarioChanges, " changes"));
    }
    map_.Each("queries", [&](const YamlNode& node) {
      CheckOneLine(node.Find("id"), problems_);
      ScenarioQuery query = ReadScenarioQuery(node, problems_);
      if (!query.id.empty() && !queries_.emplace(query.id, query.kind).second) {
        problems_.Add(query.names[query.id],
                      absl::StrCat("query '", query.id, "' stands twice"));
      }
      document_.queries.push_back(std::move(query));
    });
    map_.Each("assertions", [&](const YamlNode& node) {
      ScenarioAssertion one = ReadScenarioAssertion(node, problems_);
      const auto query = queries_.find(one.query);
      if (query == queries_.end()) {
        // That it names none is told already.
        if (!one.query.empty()) {
          problems_.Add(one.names[one.query],
                        absl::StrCat("there is no query '", one.query, "'"));
        }
      } else if (const std::string misplaced =
                     MisplacedCondition(one, query->second);
                 !misplaced.empty()) {
        problems_.Add(node.place(), misplaced);
      }
      document_.assertions.push_back(std::move(one));
    });
    map_.Finish();
    return std::move(document_);
  }

 private:
  void ReadHeader() {
    graph::Scenario& scenario = document_.scenario;
    scenario.id = map_.NeedString("id");
    absl::string_view name = scenario.id;
    if (!scenario.id.empty() &&
        (!absl::ConsumePrefix(&name, kCollection) || !IsName(name))) {
      problems_.Add(map_.Find("id")->place(),
                    "a scenario is called scenarios/…");
    }
    if (const YamlNode* id = map_.Find("id")) {
      scenario.place = {id->line, id->column};
    }
    map_.Need("title");
    scenario.title = map_.Text("title");
    for (absl::string_view key : {"title", "owner", "tags"}) {
      CheckOneLine(map_.Find(key), problems_);
    }
    document_.owner = map_.String("owner");
    document_.tags = map_.Strings("tags");
    if (const YamlNode* expected = map_.Find("expected")) {
      document_.expected = map_.String("expected");
      document_.expected_place = expected->place();
    }
    if (const YamlNode* baseline = map_.Need("baseline")) {
      ReadBaseline(*baseline);
    }
  }

  void ReadBaseline(const YamlNode& node) {
    MapReader map(node, "the baseline", problems_);
    ScenarioBaseline& baseline = document_.baseline;
    baseline.names = TextsIn(node);
    if (const YamlNode* revision = map.Find("revision");
        revision != nullptr && revision->scalar != "latest") {
      const int value = map.Integer("revision").value_or(0);
      if (value < 1) {
        problems_.Add(revision->place(), "revision is latest, or 1 or more");
      }
      baseline.revision = value;
    }
    map.Need("date");
    document_.scenario.date = map.Day("date").value_or(graph::Date());
    baseline.with = map.Strings("with");
    baseline.sources = map.Strings("sources");
    baseline.factors = map.Strings("factors");
    baseline.stated_only = map.Bool("stated_only", false);
    baseline.verified_only = map.Bool("verified_only", false);
    baseline.presumptions = map.Bool("presumptions", true);
    document_.scenario.counting = {.source_types = baseline.with,
                                   .sources = baseline.sources,
                                   .with_inferred = !baseline.stated_only,
                                   .verified_only = baseline.verified_only};
    if (const YamlNode* fixtures = map.Find("fixtures")) {
      document_.scenario.fixtures_place = {fixtures->line, fixtures->column};
    }
    map.Each("fixtures", [&](const YamlNode& item) {
      baseline.fixtures.push_back(item.scalar);
      if (item.kind != Kind::kScalar || item.scalar.empty()) {
        problems_.Add(item.place(), "a fixture is the name of a file");
      }
    });
    map.Finish();
  }

  MapReader map_;
  Problems& problems_;
  ScenarioDocument document_;
  std::map<std::string, ScenarioQuery::Kind> queries_;
};

// As they are written: with other values of the parameters one may say another
// thing.
void CheckRepeated(const YamlNode& root, Problems& problems) {
  const YamlNode* assertions = root.Find("assertions");
  if (assertions == nullptr) return;
  std::map<std::string, int> lines;
  for (const YamlNode& node : assertions->items) {
    const auto [first, added] = lines.emplace(ContentOf(node), node.line);
    if (added) continue;
    problems.Add(node.place(), absl::StrCat("the assertion stands twice; first "
                                            "on line ",
                                            first->second));
  }
}

// Whether a text in it has "${name}", or an assertion is made by its value.
bool Uses(const YamlNode& node, const std::string& name) {
  if (node.kind == Kind::kScalar) {
    return absl::StrContains(node.scalar, absl::StrCat("${", name, "}"));
  }
  for (const YamlNode& item : node.items) {
    if (Uses(item, name)) return true;
  }
  for (const YamlField& field : node.fields) {
    if (field.name == "when" && field.value.Find(name) != nullptr) return true;
    if (Uses(field.value, name)) return true;
  }
  return false;
}

bool HasParameter(const YamlNode& node) {
  return absl::StrContains(node.scalar, "${") ||
         std::any_of(node.items.begin(), node.items.end(), HasParameter);
}

// What is read once, for all variants: a parameter there would name a revision
// or a file that a variant does not have.
void CheckShared(const YamlNode& root, Problems& problems) {
  const YamlNode* expected = root.Find("expected");
  if (expected != nullptr && HasParameter(*expected)) {
    problems.Add(expected->place(),
                 "the file that is expected cannot be a parameter: it has the "
                 "results of all variants");
  }
  const YamlNode* baseline = root.Find("baseline");
  if (baseline == nullptr) return;
  const YamlNode* revision = baseline->Find("revision");
  if (revision != nullptr && HasParameter(*revision)) {
    problems.Add(revision->place(),
                 "the revision cannot be a parameter: all variants are of one");
  }
  const YamlNode* fixtures = baseline->Find("fixtures");
  if (fixtures != nullptr && HasParameter(*fixtures)) {
    problems.Add(fixtures->place(),
                 "fixtures cannot be a parameter: all variants have the same");
  }
}

void CheckMatrix(const ScenarioText& text, Problems& problems) {
  for (const MatrixAxis& axis : text.matrix) {
    if (Uses(text.root, axis.name)) continue;
    problems.Add(axis.place,
                 absl::StrCat("nothing uses the parameter '", axis.name,
                              "': its variants are the same"));
  }
}

// "; did you mean 'x'?"
std::string Meant(const std::vector<std::string>& names,
                  const std::string& name) {
  const std::string nearest = graph::NearestName(names, name);
  return nearest.empty() ? "" : absl::StrCat("; did you mean '", nearest, "'?");
}

// Tens of thousands of values help nobody.
std::string Told(const std::vector<std::string>& values) {
  constexpr size_t kMost = 20;
  if (values.size() <= kMost) return absl::StrJoin(values, ", ");
  return absl::StrCat(
      absl::StrJoin(values.begin(), values.begin() + kMost, ", "), " and ",
      values.size() - kMost, " more");
}

void CheckParameter(const std::vector<MatrixAxis>& matrix,
                    const std::string& name, const std::string& value,
                    Problems& problems) {
  std::vector<std::string> names;
  for (const MatrixAxis& axis : matrix) {
    names.push_back(axis.name);
    if (axis.name != name) continue;
    if (!axis.Takes(value)) {
      problems.Add(0, absl::StrCat("the parameter '", name, "' is never '",
                                   value, "'; it is ", Told(axis.values),
                                   Meant(axis.values, value)));
    }
    return;
  }
  problems.Add(0, names.empty()
                      ? absl::StrCat("there is no parameter '", name,
                                     "': the scenario has no matrix")
                      : absl::StrCat("there is no parameter '", name,
                                     "' in the matrix; it has ", Told(names),
                                     Meant(names, name)));
}

// That it can be made: parameters that there are, with values that they take.
void CheckWhen(const ScenarioAssertion& one,
               const std::vector<MatrixAxis>& matrix, Problems& problems) {
  for (const auto& [name, value] : one.when) {
    const auto axis =
        std::find_if(matrix.begin(), matrix.end(),
                     [&wanted = name](const MatrixAxis& one_axis) {
                       return one_axis.name == wanted;
                     });
    if (axis == matrix.end()) {
      problems.Add(one.names.at(name), absl::StrCat("there is no parameter '",
                                                    name, "' in the matrix"));
    } else if (!axis->Takes(value)) {
      problems.Add(one.names.at(value),
                   absl::StrCat("'", name, "' is never '", value, "'; it is ",
                                Told(axis->values)));
    }
  }
}

void ReadFixtures(const std::vector<InputFile>& fixtures,
                  ScenarioDocument& document, Problems& problems) {
  std::set<std::string> names;
  for (const InputFile& file : fixtures) {
    names.insert(file.name);
    Problems own(file.name);
    if (const std::optional<YamlNode> root = ParseYaml(file.content, own)) {
      const YamlNode* kind = root->Find("kind");
      if (kind == nullptr || kind->scalar != "Facts") {
        own.Add(root->place(), "a fixture is of kind Facts");
      } else {
        for (ReadFact& read : ReadFacts(*root, own)) {
          const auto [first, added] = document.scenario.fixture_places.emplace(
              read.fact.id, graph::FixturePlace{file.name, read.line});
          if (!added) {
            own.Add(read.line,
                    absl::StrCat("'", read.fact.id, "' stands twice; first in ",
                                 first->second.file));
          }
          document.scenario.fixtures.push_back(std::move(read.fact));
        }
      }
    }
    for (const Problem& problem : own.list()) {
      problems.Add(0, FormatProblem(problem));
    }
  }
  for (const std::string& name : document.baseline.fixtures) {
    if (names.contains(name)) continue;
    problems.Add(document.baseline.names[name],
                 absl::StrCat("the fixture '", name, "' was not given"));
  }
}

void RefuseFixtures(ScenarioDocument& document, Problems& problems) {
  for (const std::string& name : document.baseline.fixtures) {
    problems.Add(
        document.baseline.names[name],
        absl::StrCat("the fixture '", name,
                     "': a stored scenario has none; import its facts and "
                     "leave it out, or run the scenario from its file"));
  }
}

// Of all that decides what the scenario is.
std::string VersionOf(const ScenarioText& text,
                      const ScenarioParameters& parameters,
                      const std::vector<InputFile>& fixtures) {
  std::string all = text.content;
  for (const auto& [name, value] : parameters) {
    absl::StrAppend(&all, "\n", name.size(), ":", name, value.size(), ":",
                    value);
  }
  for (const InputFile& file : fixtures) {
    absl::StrAppend(&all, "\n", file.name.size(), ":", file.name,
                    file.content.size(), ":", file.content);
  }
  return absl::StrCat(
      absl::Hex(XXH3_64bits(all.data(), all.size()), absl::kZeroPad16));
}

// Without `fixtures`: one that is stored.
std::optional<ScenarioDocument> ReadWith(const ScenarioText& text,
                                         const ScenarioParameters& parameters,
                                         const std::vector<InputFile>* fixtures,
                                         Problems& problems) {
  const size_t before = problems.list().size();
  YamlNode root = text.root;
  FillParameters(parameters, root, problems);
  if (problems.list().size() > before) return std::nullopt;
  CheckPlain(root, problems);
  ScenarioDocument document = Reader(root, problems).Read();
  for (const Problem& one : text.shared) {
    problems.Add({one.line, one.column}, one.reason);
  }
  if (fixtures == nullptr) {
    RefuseFixtures(document, problems);
  } else {
    ReadFixtures(*fixtures, document, problems);
  }
  for (const ScenarioAssertion& one : document.assertions) {
    CheckWhen(one, text.matrix, problems);
  }
  if (problems.list().size() > before) return std::nullopt;
  document.parameters = parameters;
  if (text.variants() > 1) document.scenario.variant = parameters;
  document.scenario.version =
      VersionOf(text, parameters,
                fixtures == nullptr ? std::vector<InputFile>() : *fixtures);
  return document;
}

}  // namespace

size_t ScenarioText::variants() const {
  size_t all = 1;
  for (const MatrixAxis& axis : matrix) all *= axis.values.size();
  return all;
}

ScenarioParameters ScenarioText::Variant(size_t i) const {
  ScenarioParameters values;
  for (size_t axis = matrix.size(); axis-- > 0;) {
    const std::vector<std::string>& choices = matrix[axis].values;
    values[matrix[axis].name] = choices[i % choices.size()];
    i /= choices.size();
  }
  return values;
}

std::vector<size_t> ScenarioText::Matching(
    const ScenarioParameters& values) const {
  std::vector<size_t> matching = {0};
  for (const MatrixAxis& axis : matrix) {
    const auto wanted = values.find(axis.name);
    std::vector<size_t> longer;
    for (size_t begin : matching) {
      for (size_t i = 0; i < axis.values.size(); ++i) {
        if (wanted != values.end() && axis.values[i] != wanted->second) {
          continue;
        }
        longer.push_back(begin * axis.values.size() + i);
      }
    }
    matching = std::move(longer);
  }
  return matching;
}

bool CheckParameters(const ScenarioText& text, const ScenarioParameters& values,
                     Problems& problems) {
  const size_t before = problems.list().size();
  for (const auto& [name, value] : values) {
    CheckParameter(text.matrix, name, value, problems);
  }
  return problems.list().size() == before;
}

std::optional<ScenarioText> ParseScenario(absl::string_view content,
                                          Problems& problems) {
  const size_t before = problems.list().size();
  if (content.size() > kMaxScenarioBytes) {
    problems.Add(0, absl::StrCat("a scenario of ", content.size(),
                                 " bytes: at most ", kMaxScenarioBytes));
    return std::nullopt;
  }
  std::optional<YamlNode> root = ParseYaml(content, problems);
  if (!root) return std::nullopt;
  const YamlNode* version = root->Find("apiVersion");
  if (version == nullptr || version->scalar != kApiVersion) {
    problems.Add((version == nullptr ? &*root : version)->place(),
                 absl::StrCat("apiVersion must be ", kApiVersion));
  }
  const YamlNode* kind = root->Find("kind");
  if (kind == nullptr || kind->scalar != "Scenario") {
    problems.Add((kind == nullptr ? &*root : kind)->place(),
                 "kind must be Scenario");
  }
  if (problems.list().size() > before) return std::nullopt;
  ScenarioText text;
  text.matrix = ReadMatrix(*root, problems);
  if (problems.list().size() > before) return std::nullopt;
  // It is read; what follows is done for every variant.
  std::erase_if(root->fields,
                [](const YamlField& field) { return field.name == "matrix"; });
  text.root = *std::move(root);
  text.content = std::string(content);
  Problems shared("");
  CheckRepeated(text.root, shared);
  CheckShared(text.root, shared);
  CheckMatrix(text, shared);
  text.shared = shared.list();
  return text;
}

std::optional<ScenarioDocument> ReadScenario(
    const ScenarioText& text, const ScenarioParameters& parameters,
    const std::vector<InputFile>& fixtures, Problems& problems) {
  return ReadWith(text, parameters, &fixtures, problems);
}

std::optional<ScenarioDocument> ReadStoredScenario(
    const ScenarioText& text, const ScenarioParameters& parameters,
    Problems& problems) {
  return ReadWith(text, parameters, nullptr, problems);
}

}  // namespace ketenzicht::ingest
