#include "graph/pair_settlings.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/answer_writer.h"
#include "graph/exposure.h"

namespace ketenzicht::graph {
namespace {

bool IsInterruption(const absl::Status& status) {
  return absl::IsCancelled(status) || absl::IsDeadlineExceeded(status);
}

// Fills in the pairs until it is interrupted.
absl::Status Find(const std::shared_ptr<const Snapshot>& snapshot,
                  const ViewOptions& options, const PairSettlingQuery& query,
                  const Limits& limits, PairSettlings& found) {
  SettlingQuery each = query.each;
  for (FactIndex process : query.processes) {
    for (const Target& target : query.targets) {
      for (const Vector* vector : query.vectors) {
        found.completeness.stop = limits.interrupted();
        if (!found.completeness.complete()) return absl::OkStatus();
        each.process = process;
        each.target = target;
        each.vector = vector;
        absl::StatusOr<SettlingAnswer> answer =
            FindSettling(snapshot, options, each, limits);
        if (!answer.ok()) return answer.status();
        if (IsSilent(*snapshot, process, answer->now.status,
                     answer->now.inherent_status, query.processes.size())) {
          continue;
        }
        found.pairs.push_back({{process, target, vector}, *std::move(answer)});
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PairSettlings> FindPairSettlings(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const PairSettlingQuery& query, const Limits& limits) {
  const size_t pairs =
      query.processes.size() * query.targets.size() * query.vectors.size();
  if (pairs > static_cast<size_t>(kMaxPairs)) {
    return absl::ResourceExhaustedError(
        absl::StrCat(pairs, " pairs; at most ", kMaxPairs, " at once"));
  }
  PairSettlings found;
  const absl::Status status = Find(snapshot, options, query, limits, found);
  if (IsInterruption(status)) {
    found.completeness.stop =
        absl::IsCancelled(status) ? StopReason::kCancelled : StopReason::kTime;
  } else if (!status.ok()) {
    return status;
  }
  return found;
}

std::string PairSettlingsText(const Snapshot& snapshot,
                              const ViewOptions& options,
                              const PairSettlings& found, Language language) {
  AnswerWriter writer(snapshot, options, language);
  writer.Line(writer.Say("Paren bekeken: ", "Pairs looked at: "),
              found.pairs.size(), ".");
  writer.Line(writer.Say(
      "Gevraagd is alleen naar relaties en maatregelen. Geen vraag is op "
      "welke dagen een ding bestaat, wat een verklaring zegt, of niemand heeft "
      "vastgelegd wat een ding tot een klasse zou doen behoren of een "
      "autoriteit iemand zou laten bereiken, en of er een programma of "
      "maatregel is die niemand vastlegde.",
      "Only relations and measures are asked for. No question is on which days "
      "a thing exists, what a statement says, whether nobody recorded what "
      "would make a thing belong to a class or let an authority reach "
      "somebody, and whether there is a programme or measure that nobody "
      "recorded."));
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
