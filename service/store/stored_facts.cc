#include "service/store/stored_facts.h"

#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/fact_conversion.h"
#include "service/store/log_packing.h"

namespace ketenzicht::service {

absl::StatusOr<graph::Fact> StoredFacts::Whole(graph::FactIndex index) const {
  const Place place = PlaceOf(index);
  const absl::string_view id = place.block.id(place.row);
  const absl::string_view bytes = place.block.first(place.row);
  v1::Fact proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return UnreadableFact(id, absl::DataLossError("it does not parse"));
  }
  absl::StatusOr<graph::Fact> fact = FromProto(proto);
  if (!fact.ok()) return UnreadableFact(id, fact.status());
  return fact;
}

}  // namespace ketenzicht::service
