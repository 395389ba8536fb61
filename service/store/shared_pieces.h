// What stored facts share, before it is converted: each different run of bytes
// once, with a number.

#ifndef KETENZICHT_SERVICE_STORE_SHARED_PIECES_H_
#define KETENZICHT_SERVICE_STORE_SHARED_PIECES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graph/packed_rows.h"
#include "service/store/fact_scan.h"

namespace ketenzicht::service {

// Not thread-safe.
class SharedPieces {
 public:
  // The numbers of what `fact` says; 0 stands for what its body has not.
  graph::PieceNumbers NumbersOf(const ScannedFact& fact);

  size_t size(graph::Piece piece) const { return Of(piece).bytes.size(); }

  // Appends the converted pieces to `values`, by number. What does not convert
  // is appended as a default value, and its status to `unreadable`.
  struct Unreadable {
    graph::Piece piece;
    uint32_t number;  // in `values`
    absl::Status status;
  };
  void ConvertTo(graph::SharedValues& values,
                 std::vector<Unreadable>& unreadable) const;

 private:
  static constexpr size_t kSlots = 256;
  struct Numbers {
    absl::node_hash_map<std::string, uint32_t> known;
    std::vector<const std::string*> bytes;  // by number: the keys of known
    uint32_t last = 0;
    std::array<uint32_t, kSlots> seen{};  // by slot, what was there last
  };

  const Numbers& Of(graph::Piece piece) const {
    return numbers_[static_cast<size_t>(piece)];
  }
  uint32_t NumberOf(graph::Piece piece, absl::string_view bytes);
  template <typename Value, typename Convert>
  void ConvertAll(graph::Piece piece, Convert convert,
                  std::vector<Value>& values,
                  std::vector<Unreadable>& unreadable) const;

  std::array<Numbers, graph::kPieces> numbers_;
  std::string remark_;  // the bytes of one, while it is looked up
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_SHARED_PIECES_H_
