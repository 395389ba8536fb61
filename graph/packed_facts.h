// Facts on their way into a FactTable (graph/fact_table.h), as a store reads
// them: what many facts share stands once and has a number, and nothing is
// copied that stays where it is.
//
// A graph::Fact takes more than a kilobyte and a hundred allocations; a million
// entities have five million facts. FactTableBuilder::AddAll makes a
// table of these without any.

#ifndef KETENZICHT_GRAPH_PACKED_FACTS_H_
#define KETENZICHT_GRAPH_PACKED_FACTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"

namespace ketenzicht::graph {

// Position of a fact in its snapshot, where facts are sorted by id. Entities
// are the nodes of the graph, named by it.
using FactIndex = int32_t;
inline constexpr FactIndex kNoFact = -1;

using Attributes = std::map<std::string, std::string>;

// What few facts have, and no query looks at.
struct Remark {
  std::vector<std::string> because;
  Origin origin;
  std::optional<int> confidence;
  Marking marking;
  Text note;
  Attributes relation_attributes;
  friend bool operator==(const Remark&, const Remark&) = default;
};

// What facts share, by number. The same value may have several numbers.
struct SharedValues {
  std::vector<ValidTime> valid_times;
  std::vector<std::vector<Evidence>> evidences;
  std::vector<Remark> remarks;
  std::vector<std::string> kinds;  // of entities and of relations
  std::vector<Attributes> attributes;
  std::vector<Likelihood> likelihoods;
};

// One fact. Views hold as long as its PackedFacts; numbers are of its
// SharedValues.
struct PackedFact {
  enum class Body : uint8_t {
    kEntity,    // without aliases, and about nothing
    kRelation,  // between two things by id, without carriers or guard
    kWhole,     // any other: PackedFacts::Whole has it, what follows has not
  };

  absl::string_view id;
  Body body = Body::kWhole;
  Modality modality = Modality::kAffirmed;
  UnknownKind unknown_kind = UnknownKind::kNone;
  bool verified = true;
  uint32_t valid = 0;
  uint32_t evidence = 0;
  uint32_t remark = 0;
  uint32_t kind = 0;
  uint32_t extra = 0;        // entity: attributes; relation: likelihood
  absl::string_view first;   // entity: Dutch name; relation: id of its source
  absl::string_view second;  // entity: English name; relation: of its target
};

// Sorted by id, each id once. Immutable, safe from any thread.
class PackedFacts {
 public:
  virtual ~PackedFacts() = default;

  virtual FactIndex size() const = 0;
  virtual const SharedValues& values() const = 0;

  // Calls `take` with the facts at `begin` up to before `end`, in order.
  virtual void ForEach(
      FactIndex begin, FactIndex end,
      absl::FunctionRef<void(const PackedFact&)> take) const = 0;

  // The fact at a position whose body is kWhole. DataLoss where it cannot be
  // read.
  virtual absl::StatusOr<Fact> Whole(FactIndex index) const = 0;
};

// The fact at a position, put together. Errors of Whole.
absl::StatusOr<Fact> Unpack(const PackedFacts& facts, FactIndex index);

// All of them. A kilobyte and more each.
absl::StatusOr<std::vector<Fact>> UnpackAll(const PackedFacts& facts);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PACKED_FACTS_H_
