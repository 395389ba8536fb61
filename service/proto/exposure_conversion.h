// Answers, to their published form (ketenzicht/v1/exposure*.proto).

#ifndef KETENZICHT_SERVICE_PROTO_EXPOSURE_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_EXPOSURE_CONVERSION_H_

#include "graph/affected.h"
#include "graph/case_answer.h"
#include "graph/exposure.h"
#include "ketenzicht/v1/exposure.pb.h"
#include "ketenzicht/v1/exposure_service.pb.h"

namespace ketenzicht::service {

// With `explain`, the whole text in both languages stands in it too.
v1::PairExposure ToProto(const graph::Views& views,
                         const graph::PairAnswer& answer, bool explain);

// A path of `process` with its tier and every step in sentences.
v1::Path PathToProto(const graph::View& view, graph::FactIndex process,
                     const graph::FoundPath& path);

// Everything but the context.
v1::FindAffectedResponse ToProto(const graph::View& view,
                                 const graph::Affected& affected);

// Everything but the title and the id of the case. `of_case`: as of
// graph::QuestionText.
v1::AnswerCaseResponse ToProto(const graph::Views& views,
                               const graph::QuestionAnswer& answer,
                               const graph::ViewOptions& of_case);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_EXPOSURE_CONVERSION_H_
