// Classes, to and from their published form.

#ifndef KETENZICHT_SERVICE_PROTO_SELECTOR_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_SELECTOR_CONVERSION_H_

#include "graph/selector.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/field_errors.h"

namespace ketenzicht::service {

// Lossless both ways. Errors: more than graph::kMaxSelectorDepth classes within
// classes; in ToProto, texts that are not UTF-8. On an error the result is
// incomplete.
void ToProto(const graph::Selector& selector, FieldErrors& errors,
             v1::Selector* proto);
graph::Selector FromProto(const v1::Selector& selector, FieldErrors& errors);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_SELECTOR_CONVERSION_H_
