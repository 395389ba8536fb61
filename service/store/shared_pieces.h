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
#include "graph/packed_facts.h"
#include "service/store/fact_scan.h"

namespace ketenzicht::service {

enum class Piece : uint8_t {
  kValid,
  kEvidence,
  kRemark,
  kKind,
  kAttributes,
  kLikelihood,
};
inline constexpr size_t kPieces = 6;

// A number of each piece of a fact.
using PieceNumbers = std::array<uint32_t, kPieces>;

// Not thread-safe.
class SharedPieces {
 public:
  // The numbers of what `fact` says; 0 stands for what its body has not.
  PieceNumbers NumbersOf(const ScannedFact& fact);

  size_t size(Piece piece) const { return Of(piece).bytes.size(); }

  // Appends the converted pieces to `values`, by number. What does not convert
  // is appended as a default value, and its status to `unreadable`.
  struct Unreadable {
    Piece piece;
    uint32_t number;  // in `values`
    absl::Status status;
  };
  void ConvertTo(graph::SharedValues& values,
                 std::vector<Unreadable>& unreadable) const;

 private:
  struct Numbers {
    absl::node_hash_map<std::string, uint32_t> known;
    std::vector<const std::string*> bytes;  // by number: the keys of known
    uint32_t last = 0;
  };

  const Numbers& Of(Piece piece) const {
    return numbers_[static_cast<size_t>(piece)];
  }
  uint32_t NumberOf(Piece piece, absl::string_view bytes);
  template <typename Value, typename Convert>
  void ConvertAll(Piece piece, Convert convert, std::vector<Value>& values,
                  std::vector<Unreadable>& unreadable) const;

  std::array<Numbers, kPieces> numbers_;
  std::string remark_;  // the bytes of one, while it is looked up
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_SHARED_PIECES_H_
