// Packed facts in rows: their texts one after the other in blocks, what they
// share by number. What a log and a large CSV file are read into, on several
// threads.

#ifndef KETENZICHT_GRAPH_PACKED_ROWS_H_
#define KETENZICHT_GRAPH_PACKED_ROWS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/packed_facts.h"

namespace ketenzicht::graph {

// What rows share by number, one sort of value each (SharedValues).
enum class Piece : uint8_t {
  kValid,
  kEvidence,
  kRemark,
  kKind,
  kAttributes,
  kLikelihood,
};
inline constexpr size_t kPieces = 6;

// A number of each piece.
using PieceNumbers = std::array<uint32_t, kPieces>;

// How many there are of each in `values`.
PieceNumbers SizesOf(const SharedValues& values);

// Appends all that `more` has: its numbers then begin at SizesOf(values).
void Append(SharedValues more, SharedValues& values);

// A fact, or that one was retracted. Its texts follow each other in the text
// of its block: the id, then two more (PackedFact::first and second).
struct Row {
  enum class Body : uint8_t { kEntity, kRelation, kWhole, kRetracted };

  uint32_t begin = 0;
  uint32_t id_end = 0;
  uint32_t first_end = 0;
  uint32_t second_end = 0;
  uint32_t valid = 0;
  uint32_t evidence = 0;
  uint32_t remark = 0;
  uint32_t kind = 0;
  // Entity: attributes; relation: likelihood; whole: what its reader likes.
  uint32_t extra = 0;
  Body body = Body::kWhole;
  Modality modality = Modality::kAffirmed;
  UnknownKind unknown_kind = UnknownKind::kNone;
  bool verified = true;
};

// Rows and their texts.
struct RowBlock {
  std::string text;
  std::vector<Row> rows;
  // Where the numbers of its pieces begin among all.
  PieceNumbers first_numbers{};

  absl::string_view Between(uint32_t begin, uint32_t end) const {
    return absl::string_view(text.data() + begin, end - begin);
  }
  absl::string_view id(const Row& row) const {
    return Between(row.begin, row.id_end);
  }
  absl::string_view first(const Row& row) const {
    return Between(row.id_end, row.first_end);
  }
  absl::string_view second(const Row& row) const {
    return Between(row.first_end, row.second_end);
  }
  // Appends a text of the row that is being made; where it ends.
  uint32_t Add(absl::string_view more) {
    text.append(more.data(), more.size());
    return static_cast<uint32_t>(text.size());
  }
  // A row that is no retraction.
  PackedFact Pack(const Row& row) const;
};

// Rows of one block that stand one after the other, ids ascending.
struct RowRange {
  uint32_t block = 0;
  uint32_t begin = 0;
  uint32_t count = 0;
};

// Facts in blocks of rows. What a fact that is whole says is known to who made
// the rows.
class PackedRows : public PackedFacts {
 public:
  FactIndex size() const override { return begins_.back(); }
  const SharedValues& values() const override { return values_; }
  void ForEach(FactIndex begin, FactIndex end,
               absl::FunctionRef<void(const PackedFact&)> take) const override;

 protected:
  // `order` says which rows there are, in ascending order of ids.
  PackedRows(std::vector<RowBlock> blocks, std::vector<RowRange> order,
             SharedValues values);

  struct Place {
    uint32_t number;  // of the block
    const RowBlock& block;
    const Row& row;
  };
  Place PlaceOf(FactIndex index) const;

 private:
  size_t RangeOf(FactIndex index) const;

  const std::vector<RowBlock> blocks_;
  const std::vector<RowRange> order_;
  std::vector<FactIndex> begins_;  // of ranges; one more at the end
  const SharedValues values_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PACKED_ROWS_H_
