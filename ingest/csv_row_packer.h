// Rows of CSV into packed facts, without reading most of them as YAML.

#ifndef KETENZICHT_INGEST_CSV_ROW_PACKER_H_
#define KETENZICHT_INGEST_CSV_ROW_PACKER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/packed_facts.h"
#include "graph/packed_rows.h"
#include "ingest/csv_record_reader.h"
#include "ingest/fact_columns.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// The cells that say one thing about a fact (when, by whom, how likely) are
// mostly the same as in another row. They are looked up as they stand; the
// first row that has them is read as any (ingest/csv_row_reader.h), and what it
// says is kept. Rows that have more to them than packed facts can say are all
// read so. Not thread-safe: one for each thread.
class CsvRowPacker {
 public:
  // Whose rows come next: a file's, which must outlive the packer, or until the
  // next call.
  void Begin(const FactColumns& header);

  // Begins a run of rows: they are in one block, the last of `blocks`.
  void BeginRun();

  // Appends the row to it. One that is wrong is not appended; what is wrong is
  // added to `problems`. The record is as wide as the header.
  void Pack(const CsvRecord& record, Problems& problems);

  std::vector<graph::RowBlock> blocks;
  graph::SharedValues values;
  std::vector<graph::Fact> whole;  // by Row::extra

 private:
  // What cells say together.
  enum class Group : uint8_t {
    kHead,  // modality, kind of unknown, whether verified
    kValid,
    kEvidence,
    kRemark,
    kKind,
    kExtra,  // attributes of an entity, likelihood of a relation
  };
  static constexpr size_t kGroups = 6;
  enum class Role : uint8_t { kId, kFirst, kSecond, kGrouped, kWhole };
  struct Column {
    Role role = Role::kWhole;
    Group group = Group::kHead;
  };
  struct Head {
    graph::Modality modality;
    graph::UnknownKind unknown_kind;
    bool verified;
  };
  // Numbers of values by the cells that gave them.
  struct Known {
    absl::flat_hash_map<std::string, uint32_t> numbers;
    std::string last;
    uint32_t last_number = 0;
    bool any = false;
  };
  using Numbers = std::array<uint32_t, kGroups>;

  static Column ColumnOf(const CsvColumn& column, CsvTable table);
  bool Sort(const CsvRecord& record);
  bool FindNumbers(Numbers& numbers);
  bool Learn(const CsvRecord& record, Problems& problems, Numbers& numbers);
  uint32_t Keep(Group group, const graph::Fact& fact);
  void AppendRow(const Numbers& numbers);
  void AppendWhole(graph::Fact fact);

  const FactColumns* header_ = nullptr;
  bool is_entity_ = false;
  std::vector<Column> columns_;
  std::array<Known, kGroups> known_;
  std::vector<Head> heads_;
  // Of the row that is packed.
  absl::string_view id_, first_, second_;
  std::array<std::string, kGroups> cells_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_ROW_PACKER_H_
