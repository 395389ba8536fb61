#include "ingest/fact_places.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "ingest/csv_pieces.h"
#include "ingest/csv_record_reader.h"

namespace ketenzicht::ingest {
namespace {

using ById =
    absl::flat_hash_map<std::string, std::vector<const graph::FactProblem*>>;

void AddPlaces(const CsvPiece& piece, const std::string& file,
               const ById& by_id, absl::flat_hash_set<std::string>& found,
               std::vector<Problem>& placed) {
  const std::vector<std::string>& names = piece.header->names();
  const auto id = static_cast<size_t>(
      std::find(names.begin(), names.end(), "id") - names.begin());
  const auto take = [&](const CsvRecord& record) {
    if (id >= record.fields.size()) return true;
    const auto it = by_id.find(record.fields[id]);
    if (it == by_id.end()) return true;
    found.insert(it->first);
    for (const graph::FactProblem* one : it->second) {
      placed.push_back(ProblemAt(file, record.line, *one));
    }
    return true;
  };
  Problems told(file);  // by who read the file first
  CsvRecordReader reader(told, CsvLimits(), piece.middle);
  reader.Read(piece.bytes, take);
  reader.Finish(take);
}

}  // namespace

absl::StatusOr<std::vector<Problem>> PlacesOf(
    const std::vector<graph::FactProblem>& problems,
    const std::vector<BulkFile>& files) {
  ById by_id;
  for (const graph::FactProblem& one : problems) {
    by_id[one.fact_id].push_back(&one);
  }
  std::vector<Problem> placed;
  absl::flat_hash_set<std::string> found;
  for (const BulkFile& file : files) {
    absl::StatusOr<std::unique_ptr<ByteSource>> opened = OpenBulkFile(file);
    if (!opened.ok()) return opened.status();
    Problems told(file.name);
    CsvPieces pieces(**opened, told);
    while (true) {
      absl::StatusOr<std::optional<CsvPiece>> piece = pieces.Next();
      if (!piece.ok()) return piece.status();
      if (!piece->has_value()) break;
      AddPlaces(**piece, file.name, by_id, found, placed);
    }
  }
  // Of what is in the store: with what is in the files it goes wrong.
  for (const graph::FactProblem& one : problems) {
    if (!found.contains(one.fact_id)) placed.push_back(ProblemAt("", 0, one));
  }
  return placed;
}

}  // namespace ketenzicht::ingest
