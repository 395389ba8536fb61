// Guards, to and from their published form.

#ifndef KETENZICHT_SERVICE_PROTO_GUARD_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_GUARD_CONVERSION_H_

#include "graph/guard.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/field_errors.h"

namespace ketenzicht::service {

// Lossless both ways. Errors: more than graph::kMaxGuardDepth guards within
// guards; a date term that is neither a fact nor a day. Of ToProto also: texts
// that are not UTF-8, fields that the guard's form does not have (a kind with
// kFact), kNot without exactly one operand. Of FromProto also: no condition,
// unspecified comparisons. On an error the result is incomplete.
void ToProto(const graph::Guard& guard, FieldErrors& errors, v1::Guard* proto);
graph::Guard FromProto(const v1::Guard& guard, FieldErrors& errors);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_GUARD_CONVERSION_H_
