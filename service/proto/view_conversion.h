// Options and context of an answer, from and to their published form.

#ifndef KETENZICHT_SERVICE_PROTO_VIEW_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_VIEW_CONVERSION_H_

#include <optional>

#include "absl/status/statusor.h"
#include "graph/text.h"
#include "graph/view.h"
#include "graph/view_options.h"
#include "ketenzicht/v1/view.pb.h"

namespace ketenzicht::service {

v1::Text ToProto(const graph::Text& text);

// InvalidArgument for a date that is missing (without `date`) or no day, and
// for what graph::CheckOptions refuses.
absl::StatusOr<graph::ViewOptions> FromProto(const v1::ViewOptions& options,
                                             const graph::Snapshot& snapshot,
                                             std::optional<graph::Date> date);

v1::AnswerContext ContextOf(const graph::View& view);
// Of a view of the snapshot with these options, which need not be there.
v1::AnswerContext ContextOf(const graph::Snapshot& snapshot,
                            const graph::ViewOptions& options);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_VIEW_CONVERSION_H_
