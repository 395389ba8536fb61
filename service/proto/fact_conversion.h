// Facts, to and from their published form (ketenzicht/v1/fact.proto).
//
//   v1::Fact proto;
//   absl::Status status = ToProto(fact, &proto);
//   absl::StatusOr<graph::Fact> same = FromProto(proto);
//
// Lossless: whatever ToProto accepts, FromProto gives back equal, also after
// the message was serialized. Neither asks whether a fact is sound; that is
// graph::CheckFacts.

#ifndef KETENZICHT_SERVICE_PROTO_FACT_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_FACT_CONVERSION_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/fact.h"
#include "ketenzicht/v1/fact.pb.h"

namespace ketenzicht::service {

// Fills `proto`, which must be empty. InvalidArgument naming the field
// ("measure.unless.all[1]: has no condition") for a fact that the published
// form cannot hold: text that is not UTF-8, a day outside the years 1 to 9999,
// a relation's end that is both an id and a class or neither, a guard that sets
// fields which its form does not have, classes or guards nested deeper than
// graph/fact_check.h allows. `proto` is then incomplete. Linear in the fact.
absl::Status ToProto(const graph::Fact& fact, v1::Fact* proto);

// InvalidArgument naming the field for what is required and missing or
// unspecified, a date that does not parse, and nesting that is too deep. Linear
// in the message.
absl::StatusOr<graph::Fact> FromProto(const v1::Fact& proto);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_FACT_CONVERSION_H_
