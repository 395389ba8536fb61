// What the statuses and tiers of a case document mean, for its readers.

#ifndef KETENZICHT_SERVICE_CLI_DOCUMENT_LEGEND_H_
#define KETENZICHT_SERVICE_CLI_DOCUMENT_LEGEND_H_

#include <vector>

#include "ketenzicht/v1/exposure_service.pb.h"
#include "service/cli/document.h"

namespace ketenzicht::service {

// A section that tells what the statuses that occur in the answers mean, and
// the tiers of the policy (docs/semantics.md, 1.4 and 6.1); none where they
// answer no pair.
void WriteLegend(const std::vector<v1::AnswerCaseResponse>& answers, bool dutch,
                 Document& document);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_DOCUMENT_LEGEND_H_
