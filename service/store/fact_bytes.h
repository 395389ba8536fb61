// Packed facts as the bytes of ketenzicht.v1.Fact, without a message for each.

#ifndef KETENZICHT_SERVICE_STORE_FACT_BYTES_H_
#define KETENZICHT_SERVICE_STORE_FACT_BYTES_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/packed_facts.h"

namespace ketenzicht::service {

// What facts share is serialized once; the bytes of a fact are such pieces one
// after the other, in the order of their fields, with its texts between. They
// are those of ToProto and SerializeAsString. Immutable, safe from any thread.
class FactBytes {
 public:
  // `facts` must outlive it. InvalidArgument naming a fact that has no
  // published form (ToProto). Linear in the shared values and in the facts that
  // are whole.
  static absl::StatusOr<FactBytes> Of(const graph::PackedFacts& facts);

  // How many bytes `fact` takes, which stands at `index`. InvalidArgument: a
  // text of it is not UTF-8.
  absl::StatusOr<size_t> SizeOf(const graph::PackedFact& fact,
                                graph::FactIndex index) const;

  // Appends field `tag` with a fact whose texts are UTF-8.
  void AppendField(char tag, const graph::PackedFact& fact,
                   graph::FactIndex index, std::string* to) const;

 private:
  // Of one remark, in three places of a fact.
  struct RemarkBytes {
    std::string reasons;     // of Fact: because to marking
    std::string note;        // of Fact
    std::string attributes;  // of Relation
  };
  static constexpr size_t kModalities = 8;
  static constexpr size_t kUnknownKinds = 8;

  absl::Status Serialize(const graph::SharedValues& values);
  absl::Status SerializeModalities();
  absl::Status SerializeWhole(const graph::PackedFacts& facts);
  const std::string& ModalityBytes(const graph::PackedFact& fact) const;
  size_t BodySize(const graph::PackedFact& fact) const;
  size_t PlainSize(const graph::PackedFact& fact, size_t body) const;
  void AppendPlain(const graph::PackedFact& fact, size_t body,
                   std::string* to) const;
  void AppendBody(const graph::PackedFact& fact, std::string* to) const;

  std::vector<std::string> valid_times_;
  std::vector<std::string> evidences_;
  std::vector<RemarkBytes> remarks_;
  std::vector<std::string> kinds_;
  std::vector<std::string> attributes_;
  std::vector<std::string> likelihoods_;
  std::array<std::string, kModalities * kUnknownKinds> modalities_;
  std::array<std::string, 2> verified_;
  absl::flat_hash_map<graph::FactIndex, std::string> whole_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_FACT_BYTES_H_
