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
      "welke dagen een ding bestaat en wat een verklaring zegt; en wat niemand "
      "vastlegde: waardoor een ding tot een klasse zou behoren of een "
      "autoriteit iemand zou bereiken, een programma, een maatregel. Van een "
      "paar dat geblokkeerd is of geen pad heeft, is niet gezocht naar wat "
      "betwist is.",
      "Only relations and measures are asked for. No question is on which days "
      "a thing exists and what a statement says; nor what nobody recorded: by "
      "what a thing would belong to a class or an authority would reach "
      "somebody, a programme, a measure. Of a pair that is blocked or has no "
      "path, what is contested was not looked for."));
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
