#include "graph/pair_likelihoods.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "graph/answer_writer.h"
#include "graph/explanation.h"

namespace ketenzicht::graph {
namespace {

// As IsSilent (graph/exposure.h).
bool IsSilent(const Snapshot& snapshot, FactIndex process,
              const PairLikelihood& likelihood, size_t processes) {
  return processes > 1 && likelihood.path_sets == 0 &&
         snapshot.IsA(process, "organization");
}

std::string MethodText(const AnswerWriter& writer,
                       const PairLikelihood& likelihood) {
  if (likelihood.method == LikelihoodMethod::kExact) {
    return absl::StrCat(
        writer.Say("exact, uit ", "exact, from "), *likelihood.path_sets,
        *likelihood.path_sets == 1
            ? writer.Say(" kleinste verzameling van ", " minimal path set of ")
            : writer.Say(" kleinste verzamelingen van ",
                         " minimal path sets of "),
        likelihood.relations,
        likelihood.relations == 1 ? writer.Say(" relatie", " relation")
                                  : writer.Say(" relaties", " relations"));
  }
  return absl::StrCat(
      writer.Say("geloot: ", "sampled: "), likelihood.samples,
      writer.Say(" werelden, zaad ", " worlds, seed "), likelihood.seed,
      writer.Say(", betrouwbaarheid ", ", confidence "),
      absl::StrFormat("%g", likelihood.confidence),
      likelihood.undecided == 0
          ? ""
          : absl::StrCat(writer.Say(", onbeslist ", ", undecided "),
                         likelihood.undecided));
}

}  // namespace

absl::StatusOr<PairLikelihoods> FindPairLikelihoods(
    const View& view, const std::vector<FactIndex>& processes,
    const std::vector<Target>& targets,
    const std::vector<const Vector*>& vectors,
    const PairLikelihoodOptions& options, const Limits& limits) {
  const size_t pairs = processes.size() * targets.size() * vectors.size();
  if (pairs > static_cast<size_t>(kMaxPairs)) {
    return absl::ResourceExhaustedError(
        absl::StrCat(pairs, " pairs; at most ", kMaxPairs, " at once"));
  }
  PairLikelihoods found;
  for (FactIndex process : processes) {
    for (const Target& target : targets) {
      for (const Vector* vector : vectors) {
        found.completeness.stop = limits.interrupted();
        if (!found.completeness.complete()) return found;
        absl::StatusOr<PairLikelihood> likelihood =
            FindPairLikelihood(view, process, target, *vector, options, limits);
        if (!likelihood.ok()) return likelihood.status();
        if (IsSilent(view.snapshot(), process, *likelihood, processes.size())) {
          continue;
        }
        found.pairs.push_back(
            {{process, target, vector}, *std::move(likelihood)});
      }
    }
  }
  found.completeness.stop = limits.interrupted();
  return found;
}

Interval IntervalOf(const PairLikelihood& likelihood) {
  Interval interval{.low = likelihood.low.lower, .high = likelihood.high.upper};
  if (likelihood.best) interval.best = likelihood.best->value;
  return interval;
}

std::string PairLikelihoodsText(const Snapshot& snapshot,
                                const ViewOptions& options,
                                const PairLikelihoods& found,
                                Language language) {
  AnswerWriter writer(snapshot, options, language);
  for (const LikelyPair& one : found.pairs) {
    if (one.likelihood.path_sets == 0) {
      writer.Line(writer.Pair(one.pair),
                  writer.Say(": geen vastgelegd pad dat telt.",
                             ": no recorded path that counts."));
      continue;
    }
    writer.Line(writer.Pair(one.pair), ": ",
                LikelihoodText(snapshot, IntervalOf(one.likelihood), language),
                " (", MethodText(writer, one.likelihood), ").");
    if (!one.likelihood.completeness.complete()) {
      writer.Completed(one.likelihood.completeness);
    }
  }
  writer.Line(writer.Say(
      "De kans dat ten minste één pad open is; elke relatie is één "
      "toevalsgrootheid, onafhankelijk van de andere.",
      "The likelihood that at least one path is open; each relation is one "
      "random variable, independent of the others."));
  writer.Completed(found.completeness);
  return std::move(writer).Finish();
}

}  // namespace ketenzicht::graph
