#include "ingest/csv_columns.h"

#include <algorithm>

namespace ketenzicht::ingest {
namespace {

using enum CsvForm;

constexpr CsvColumn kHeadOfEntities[] = {
    {"id", "", "id", kText, true},
    {"kind", "", "kind", kText, true},
    {"name_nl", "name", "nl", kText, true},
    {"name_en", "name", "en", kText, true},
    {"aliases", "", "aliases", kTexts},
    {"attributes", "", "attributes", kYaml},
    {"about", "", "about", kIds},
};
constexpr CsvColumn kHeadOfRelations[] = {
    {"id", "", "id", kText, true},
    {"kind", "", "kind", kText, true},
    {"source", "", "source", kEnd, true},
    {"target", "", "target", kEnd, true},
    {"likelihood", "", "likelihood", kLikelihood},
    {"via", "", "via", kIds},
    {"while", "", "while", kYaml},
    {"attributes", "", "attributes", kYaml},
};
constexpr CsvColumn kHeadOfMeasures[] = {
    {"id", "", "id", kText, true},
    {"name_nl", "name", "nl", kText, true},
    {"name_en", "name", "en", kText, true},
    {"effect", "", "effect", kText, true},
    {"state", "", "state"},
    {"nature", "", "nature", kText, true},
    {"selects", "", "selects", kClass, true},
    {"unless", "", "unless", kYaml},
    {"reduction", "", "reduction", kInterval},
    {"decided_by", "", "decided_by"},
    {"cost", "", "cost"},
    {"burden", "", "burden"},
    {"prerequisites", "", "prerequisites", kIds},
    {"conflicts_with", "", "conflicts_with", kIds},
};
// What every fact may have.
constexpr CsvColumn kTail[] = {
    {"modality", "", "modality"},
    {"unknown_kind", "", "unknown_kind"},
    {"from", "valid", "from"},
    {"until", "valid", "until"},
    {"evidence_source", "evidence", "source"},
    {"evidence_locator", "evidence", "locator"},
    {"evidence_speaker", "evidence", "speaker"},
    {"asserted", "evidence", "asserted"},
    {"because", "", "because", kIds},
    {"inferred_by", "origin", "inferred_by"},
    {"inferred_from", "origin", "from", kIds},
    {"confidence", "", "confidence"},
    {"verified", "", "verified"},
    {"note_nl", "note", "nl"},
    {"note_en", "note", "en"},
    {kCsvMore, "", "", kYaml},
};

std::vector<CsvColumn> Join(absl::Span<const CsvColumn> head,
                            bool needs_modality) {
  std::vector<CsvColumn> columns(head.begin(), head.end());
  columns.insert(columns.end(), std::begin(kTail), std::end(kTail));
  columns[head.size()].required = needs_modality;
  return columns;
}

bool Has(absl::Span<const absl::string_view> names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

absl::string_view CsvTableName(CsvTable table) {
  switch (table) {
    case CsvTable::kEntities:
      return "entities";
    case CsvTable::kRelations:
      return "relations";
    case CsvTable::kMeasures:
      return "measures";
  }
  return "";
}

CsvTable CsvTableOf(const graph::Fact& fact) {
  return fact.entity() != nullptr     ? CsvTable::kEntities
         : fact.relation() != nullptr ? CsvTable::kRelations
                                      : CsvTable::kMeasures;
}

absl::Span<const CsvColumn> CsvColumnsOf(CsvTable table) {
  static const auto& entities =
      *new std::vector<CsvColumn>(Join(kHeadOfEntities, false));
  static const auto& relations =
      *new std::vector<CsvColumn>(Join(kHeadOfRelations, true));
  static const auto& measures =
      *new std::vector<CsvColumn>(Join(kHeadOfMeasures, true));
  switch (table) {
    case CsvTable::kEntities:
      return entities;
    case CsvTable::kRelations:
      return relations;
    case CsvTable::kMeasures:
      return measures;
  }
  return entities;
}

CsvTable CsvTableOfHeader(absl::Span<const absl::string_view> names) {
  if (Has(names, "effect")) return CsvTable::kMeasures;
  return Has(names, "source") || Has(names, "target") ? CsvTable::kRelations
                                                      : CsvTable::kEntities;
}

}  // namespace ketenzicht::ingest
