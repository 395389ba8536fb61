#include "ingest/mapping_rows_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"

namespace ketenzicht::ingest {
namespace {

CellText Cell(MapReader& map, absl::string_view key) {
  const YamlNode* node = map.Find(key);
  if (node == nullptr) return {};
  return ParseCellText(*node, map.problems()).value_or(CellText());
}

CellText NeedCell(MapReader& map, absl::string_view key) {
  map.Need(key);
  return Cell(map, key);
}

std::map<std::string, CellText> Cells(MapReader& map, absl::string_view key) {
  std::map<std::string, CellText> cells;
  const YamlNode* node = map.Find(key);
  if (node == nullptr) return cells;
  if (node->kind != YamlNode::Kind::kMap) {
    map.AddProblem(*node, absl::StrCat("'", key, "' must be a map"));
  }
  for (const auto& [name, value] : node->fields) {
    if (auto cell = ParseCellText(value, map.problems())) {
      cells.emplace(name, *std::move(cell));
    }
  }
  return cells;
}

void ReadWhen(MapReader& map, std::string& column,
              std::vector<std::string>& values) {
  const YamlNode* node = map.Find("when");
  if (node == nullptr) return;
  MapReader when(*node, "the condition", map.problems());
  column = when.NeedString("column");
  when.Need("values");
  values = when.Strings("values");
  when.Finish();
}

RowEntity ReadRowEntity(const YamlNode& node, Problems& problems) {
  MapReader map(node, "the entity of a row", problems);
  RowEntity row;
  row.type = map.NeedString("type");
  row.key = NeedCell(map, "key");
  row.name = Cell(map, "name");
  map.Each("aliases", [&](const YamlNode& alias) {
    if (auto cell = ParseCellText(alias, problems)) {
      row.aliases.push_back(*std::move(cell));
    }
  });
  row.identifiers = Cells(map, "identifiers");
  if (const YamlNode* identifiers = map.Find("identifiers")) {
    for (const auto& [scheme, cell] : row.identifiers) {
      const auto schemes = IdentifierSchemes();
      const bool known =
          scheme == "country" ||
          std::find(schemes.begin(), schemes.end(), scheme) != schemes.end();
      if (!known) {
        map.AddProblem(*identifiers,
                       absl::StrCat("'", scheme, "' is no identifier"));
      }
    }
  }
  row.attributes = Cells(map, "attributes");
  row.from = Cell(map, "from");
  row.until = Cell(map, "until");
  row.note = Cell(map, "note");
  row.split = map.String("split");
  row.alias_split = map.String("alias_split");
  ReadWhen(map, row.when_column, row.when_values);
  map.Finish();
  return row;
}

RowRelation ReadRowRelation(const YamlNode& node, Problems& problems) {
  MapReader map(node, "the relation of a row", problems);
  RowRelation row;
  row.type = map.NeedString("type");
  row.source = NeedCell(map, "source");
  row.target = NeedCell(map, "target");
  row.split = map.String("split");
  row.attributes = Cells(map, "attributes");
  row.from = Cell(map, "from");
  row.until = Cell(map, "until");
  ReadWhen(map, row.when_column, row.when_values);
  map.Finish();
  return row;
}

void ReadTable(const YamlNode& node, TableForm& form, Problems& problems) {
  MapReader map(node, "the table", problems);
  const std::string delimiter = map.String("delimiter");
  if (delimiter.size() > 1) {
    map.AddProblem(node, "'delimiter' must be one character");
  } else if (!delimiter.empty()) {
    form.delimiter = delimiter.front();
  }
  form.encoding = map.String("encoding");
  if (!form.encoding.empty() && form.encoding != "utf-8" &&
      form.encoding != "windows-1252") {
    map.AddProblem(node, "'encoding' must be utf-8 or windows-1252");
  }
  form.decimal_comma = map.Bool("decimal_comma", false);
  form.dates = map.Strings("dates");
  map.Finish();
}

}  // namespace

std::optional<CellText> ParseCellText(const YamlNode& node,
                                      Problems& problems) {
  CellText cell;
  absl::string_view rest = node.scalar;
  while (true) {
    const size_t open = rest.find('{');
    cell.parts.push_back(std::string(rest.substr(0, open)));
    if (open == absl::string_view::npos) return cell;
    const size_t close = rest.find('}', open);
    if (close == absl::string_view::npos || close == open + 1) {
      problems.Add(
          node.place(),
          absl::StrCat("'", node.scalar, "': a column is named as {column}"));
      return std::nullopt;
    }
    cell.parts.push_back(std::string(rest.substr(open + 1, close - open - 1)));
    rest.remove_prefix(close + 1);
  }
}

void ReadMappingRows(MapReader& map, Mapping& mapping) {
  if (const YamlNode* table = map.Find("table")) {
    ReadTable(*table, mapping.table, map.problems());
  }
  map.Each("rows", [&](const YamlNode& node) {
    MapReader row(node, "the row", map.problems());
    const YamlNode* entity = row.Find("entity");
    const YamlNode* relation = row.Find("relation");
    if ((entity == nullptr) == (relation == nullptr)) {
      row.AddProblem(node, "a row is an entity or a relation");
    }
    if (entity != nullptr) {
      mapping.row_entities.push_back(ReadRowEntity(*entity, map.problems()));
    }
    if (relation != nullptr) {
      mapping.row_relations.push_back(
          ReadRowRelation(*relation, map.problems()));
    }
    row.Finish();
  });
}

}  // namespace ketenzicht::ingest
