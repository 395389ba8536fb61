#include "ingest/csv_row_packer.h"

#include <utility>

#include "absl/strings/match.h"
#include "ingest/csv_escape.h"
#include "ingest/csv_row_reader.h"

namespace ketenzicht::ingest {
namespace {

using graph::Row;

// A block is closed when its texts reach this.
constexpr size_t kBlockBytes = size_t{8} << 20;
// Room for the texts of one more run.
constexpr size_t kSlackBytes = size_t{2} << 20;
// What a row takes of the text, roughly.
constexpr size_t kTextBytes = 64;

// A cell as it stands, so that no two rows of cells look alike.
void AppendCell(absl::string_view cell, std::string& to) {
  const auto size = static_cast<uint32_t>(cell.size());
  to.append(reinterpret_cast<const char*>(&size), sizeof(size));
  to.append(cell.data(), cell.size());
}

}  // namespace

CsvRowPacker::Column CsvRowPacker::ColumnOf(const CsvColumn& column,
                                            CsvTable table) {
  const bool is_entity = table == CsvTable::kEntities;
  const auto grouped = [](Group group) {
    return Column{Role::kGrouped, group};
  };
  const absl::string_view key = column.key;
  // First: an attribute may be called as anything else.
  if (column.within == "attributes" || key == "attributes") {
    return grouped(is_entity ? Group::kExtra : Group::kRemark);
  }
  if (column.within == "valid") return grouped(Group::kValid);
  if (column.within == "evidence") return grouped(Group::kEvidence);
  if (column.within == "origin" || column.within == "note" ||
      key == "because" || key == "confidence") {
    return grouped(Group::kRemark);
  }
  if (column.within == "name") {
    return {key == "nl" ? Role::kFirst : Role::kSecond, Group::kHead};
  }
  if (key == "id") return {Role::kId, Group::kHead};
  if (key == "kind") return grouped(Group::kKind);
  if (key == "source") return {Role::kFirst, Group::kHead};
  if (key == "target") return {Role::kSecond, Group::kHead};
  if (key == "likelihood") return grouped(Group::kExtra);
  if (key == "modality" || key == "unknown_kind" || key == "verified") {
    return grouped(Group::kHead);
  }
  return {Role::kWhole, Group::kHead};
}

void CsvRowPacker::Begin(const FactColumns& header) {
  if (header_ == &header) return;
  header_ = &header;
  is_entity_ = header.table() == CsvTable::kEntities;
  columns_.clear();
  for (const CsvColumn& column : header.columns()) {
    columns_.push_back(header.table() == CsvTable::kMeasures
                           ? Column()
                           : ColumnOf(column, header.table()));
  }
  // The same cells may stand in other columns now.
  known_ = {};
}

void CsvRowPacker::BeginRun() {
  if (!blocks.empty() && blocks.back().text.size() < kBlockBytes) return;
  if (!blocks.empty()) blocks.back().rows.shrink_to_fit();
  blocks.emplace_back();
  if (blocks.size() == 1) return;
  blocks.back().text.reserve(kBlockBytes + kSlackBytes);
  blocks.back().rows.reserve(kBlockBytes / kTextBytes);
}

// Cells by what they say. False where the row has to be read as a whole.
bool CsvRowPacker::Sort(const CsvRecord& record) {
  for (std::string& cells : cells_) cells.clear();
  id_ = first_ = second_ = {};
  for (size_t i = 0; i < columns_.size(); ++i) {
    const absl::string_view cell = record.fields[i];
    switch (columns_[i].role) {
      case Role::kId:
        id_ = UnescapeCsvField(cell);
        break;
      case Role::kFirst:
        first_ = UnescapeCsvField(cell);
        break;
      case Role::kSecond:
        second_ = UnescapeCsvField(cell);
        break;
      case Role::kGrouped:
        AppendCell(cell, cells_[static_cast<size_t>(columns_[i].group)]);
        break;
      case Role::kWhole:
        if (!cell.empty()) return false;
        break;
    }
  }
  if (id_.empty()) return false;
  if (is_entity_) return !first_.empty() || !second_.empty();
  return !first_.empty() && !second_.empty() && first_[0] != '{' &&
         second_[0] != '{';
}

bool CsvRowPacker::FindNumbers(Numbers& numbers) {
  bool all = true;
  for (size_t i = 0; i < kGroups; ++i) {
    Known& known = known_[i];
    if (!known.any || known.last != cells_[i]) {
      const auto it = known.numbers.find(cells_[i]);
      if (it == known.numbers.end()) {
        all = false;
        continue;
      }
      known.last = cells_[i];
      known.last_number = it->second;
      known.any = true;
    }
    numbers[i] = known.last_number;
  }
  return all;
}

// Reads the row as any other, and keeps what is new in it.
bool CsvRowPacker::Learn(const CsvRecord& record, Problems& problems,
                         Numbers& numbers) {
  const ReadFact read = ReadCsvRow(record, *header_, problems);
  if (read.broken) return false;
  for (size_t i = 0; i < kGroups; ++i) {
    const auto [it, added] = known_[i].numbers.try_emplace(cells_[i]);
    if (added) it->second = Keep(static_cast<Group>(i), read.fact);
    numbers[i] = it->second;
  }
  return true;
}

uint32_t CsvRowPacker::Keep(Group group, const graph::Fact& fact) {
  const auto keep = [](auto& list, auto value) {
    list.push_back(std::move(value));
    return static_cast<uint32_t>(list.size()) - 1;
  };
  const graph::Entity* entity = fact.entity();
  const graph::Relation* relation = fact.relation();
  switch (group) {
    case Group::kHead:
      return keep(heads_,
                  Head{fact.modality, fact.unknown_kind, fact.verified});
    case Group::kValid:
      return keep(values.valid_times, fact.valid);
    case Group::kEvidence:
      return keep(values.evidences, fact.evidence);
    case Group::kRemark:
      return keep(values.remarks,
                  graph::Remark{fact.because, fact.origin, fact.confidence,
                                fact.marking, fact.note,
                                relation == nullptr ? graph::Attributes()
                                                    : relation->attributes});
    case Group::kKind:
      return keep(values.kinds,
                  entity != nullptr ? entity->kind : relation->kind);
    case Group::kExtra:
      return entity != nullptr ? keep(values.attributes, entity->attributes)
                               : keep(values.likelihoods, relation->likelihood);
  }
  return 0;
}

void CsvRowPacker::AppendRow(const Numbers& numbers) {
  const auto of = [&](Group group) {
    return numbers[static_cast<size_t>(group)];
  };
  graph::RowBlock& block = blocks.back();
  Row& row = block.rows.emplace_back();
  row.body = is_entity_ ? Row::Body::kEntity : Row::Body::kRelation;
  row.begin = static_cast<uint32_t>(block.text.size());
  row.id_end = block.Add(id_);
  row.first_end = block.Add(first_);
  row.second_end = block.Add(second_);
  const Head& head = heads_[of(Group::kHead)];
  row.modality = head.modality;
  row.unknown_kind = head.unknown_kind;
  row.verified = head.verified;
  row.valid = of(Group::kValid);
  row.evidence = of(Group::kEvidence);
  row.remark = of(Group::kRemark);
  row.kind = of(Group::kKind);
  row.extra = of(Group::kExtra);
}

void CsvRowPacker::AppendWhole(graph::Fact fact) {
  graph::RowBlock& block = blocks.back();
  Row& row = block.rows.emplace_back();
  row.body = Row::Body::kWhole;
  row.begin = static_cast<uint32_t>(block.text.size());
  row.id_end = row.first_end = row.second_end = block.Add(fact.id);
  row.extra = static_cast<uint32_t>(whole.size());
  whole.push_back(std::move(fact));
}

void CsvRowPacker::Pack(const CsvRecord& record, Problems& problems) {
  if (!Sort(record)) {
    ReadFact read = ReadCsvRow(record, *header_, problems);
    if (!read.broken) AppendWhole(std::move(read.fact));
    return;
  }
  Numbers numbers{};
  if (FindNumbers(numbers) || Learn(record, problems, numbers)) {
    AppendRow(numbers);
  }
}

}  // namespace ketenzicht::ingest
