#include "ingest/json_lines_reader.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/json_text.h"
#include "ingest/packed_input.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The list of a document of kind Facts that holds facts of this sort.
absl::string_view ListOf(absl::string_view sort) {
  if (sort == "entity") return "entities";
  if (sort == "relation") return "relations";
  if (sort == "measure") return "measures";
  return "";
}

}  // namespace

bool IsJsonLinesName(absl::string_view name) {
  const absl::string_view plain = UnpackedName(name);
  return absl::EndsWithIgnoreCase(plain, ".jsonl") ||
         absl::EndsWithIgnoreCase(plain, ".ndjson");
}

void JsonLinesReader::Read(absl::string_view piece, TakeFact fact,
                           TakeDocument document) {
  while (!stopped_) {
    const size_t end = piece.find('\n');
    const absl::string_view part = piece.substr(0, end);
    if (rest_.size() + part.size() > kMaxJsonLine) {
      ++line_;
      Lose(absl::StrCat("a line of more than ", kMaxJsonLine, " bytes"));
      stopped_ = true;
      return;
    }
    if (end == absl::string_view::npos) {
      absl::StrAppend(&rest_, part);
      return;
    }
    if (rest_.empty()) {
      TakeLine(part, fact, document);
    } else {
      absl::StrAppend(&rest_, part);
      TakeLine(rest_, fact, document);
      rest_.clear();
    }
    piece.remove_prefix(end + 1);
  }
}

bool JsonLinesReader::Finish(TakeFact fact, TakeDocument document) {
  if (!stopped_ && !rest_.empty()) TakeLine(rest_, fact, document);
  rest_.clear();
  return complete_;
}

void JsonLinesReader::Lose(absl::string_view reason) {
  problems_.Add(line_, reason);
  complete_ = false;
}

void JsonLinesReader::TakeLine(absl::string_view line, TakeFact fact,
                               TakeDocument document) {
  ++line_;
  if (line_ == 1) absl::ConsumePrefix(&line, kByteOrderMark);
  if (absl::StripAsciiWhitespace(line).empty()) return;
  const std::optional<YamlNode> node = ParseJson(line, line_, problems_);
  if (!node) {
    complete_ = false;
  } else if (node->kind != YamlNode::Kind::kMap || node->fields.size() != 1) {
    Lose(
        "a line is an object with one field: entity, relation, measure or "
        "document");
  } else {
    Give(node->fields.front(), fact, document);
  }
  if (problems_.list().size() < kMaxJsonLinesProblems) return;
  Lose(absl::StrCat(problems_.list().size(),
                    " problems: the rest of the file is not read"));
  stopped_ = true;
}

void JsonLinesReader::Give(const YamlField& field, TakeFact fact,
                           TakeDocument document) {
  if (field.name == "document") {
    const size_t before = problems_.list().size();
    MapReader map(field.value, "the document", problems_);
    LineDocument read{map.NeedString("name"), map.NeedString("content"), line_};
    map.Finish();
    if (problems_.list().size() == before) {
      document(std::move(read));
    } else {
      complete_ = false;
    }
    return;
  }
  const absl::string_view list = ListOf(field.name);
  if (list.empty()) {
    Lose(absl::StrCat("'", field.name,
                      "' is no entity, relation, measure or document"));
    return;
  }
  YamlNode facts{.kind = YamlNode::Kind::kList, .line = line_};
  facts.items.push_back(field.value);
  YamlNode root{.kind = YamlNode::Kind::kMap, .line = line_};
  root.fields.push_back({std::string(list), std::move(facts)});
  Problems found(problems_.file());
  for (ReadFact& read : ReadFacts(root, found)) fact(std::move(read));
  for (const Problem& problem : found.list()) {
    problems_.Add(problem.line, problem.reason);
  }
}

}  // namespace ketenzicht::ingest
