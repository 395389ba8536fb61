#include "graph/pair_likelihoods.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "graph/answer_writer.h"
#include "graph/explanation.h"
#include "graph/fact_text.h"
#include "graph/path_search.h"

namespace ketenzicht::graph {
namespace {

// The status of the best path; nothing where it was not found.
std::optional<Status> StatusOf(const View& view, const ExposedPair& pair,
                               const Limits& limits,
                               Completeness& completeness) {
  Limits one = limits;
  one.paths = 1;
  const FoundPaths found =
      FindPaths(view,
                {.source = pair.process,
                 .targets = pair.target.authorities,
                 .automaton = pair.vector->automaton.get()},
                one);
  if (!found.paths.empty()) return found.paths.front().status;
  if (found.completeness.complete()) return Status::kNoPath;
  completeness.stop = found.completeness.stop;
  completeness.limit = found.completeness.limit;
  return std::nullopt;
}

// Where a search for that meets its budget, it is told, and not left out.
bool IsLeftOut(const Views& views, const LikelyPair& one, size_t processes,
               const Limits& limits) {
  return one.status == Status::kNoPath &&
         IsSilent(views, one.pair, processes, limits).value_or(false);
}

std::string Number(double value) { return absl::StrFormat("%.3g", value); }

// What is certain is counted nowhere: a path may have more steps.
std::string UncertainText(const AnswerWriter& writer, int64_t relations) {
  if (relations == 0) {
    return writer.Say("van louter zekere relaties",
                      "of relations that are all certain");
  }
  return absl::StrCat(writer.Say("van ", "of "), relations,
                      relations == 1
                          ? writer.Say(" relatie die niet zeker is",
                                       " relation that is not certain")
                          : writer.Say(" relaties die niet zeker zijn",
                                       " relations that are not certain"));
}

std::string MethodText(const AnswerWriter& writer,
                       const PairLikelihood& likelihood) {
  if (likelihood.method == LikelihoodMethod::kExact) {
    return absl::StrCat(
        writer.Say("exact, uit ", "exact, from "), *likelihood.path_sets,
        *likelihood.path_sets == 1
            ? writer.Say(" kleinste verzameling, ", " minimal path set, ")
            : writer.Say(" kleinste verzamelingen, ", " minimal path sets, "),
        UncertainText(writer, likelihood.relations));
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

// Why there is none. Each of these is another answer, and none of them is 0.
std::string NoLikelihoodText(const AnswerWriter& writer,
                             const LikelyPair& one) {
  if (!one.status) {
    return writer.Say("niet uitgezocht of er een pad is",
                      "whether there is a path was not settled");
  }
  const std::string status = StatusText(*one.status, writer.language());
  switch (*one.status) {
    case Status::kNoPath:
      return absl::StrCat(
          status, writer.Say(", wat niet zegt dat er geen is: een kans is niet "
                             "te geven",
                             ", which does not say that there is none: no "
                             "likelihood can be given"));
    case Status::kBlocked:
      return absl::StrCat(
          status,
          writer.Say(
              ", elk vastgelegd pad is door een maatregel afgesloten: een "
              "kans is niet te geven",
              ", every recorded path is closed by a measure: no "
              "likelihood can be given"));
    default:
      return absl::StrCat(
          status,
          writer.Say(", geen pad heeft de gevraagde status of een betere: een "
                     "kans is niet te geven",
                     ", no path has the status asked for or a better one: no "
                     "likelihood can be given"));
  }
}

std::string ToldText(const AnswerWriter& writer, const LikelyPair& one,
                     Status weakest) {
  if (!HasLikelihood(one, weakest)) return NoLikelihoodText(writer, one);
  const std::string status =
      one.status
          ? absl::StrCat(StatusText(*one.status, writer.language()), "; ")
          : "";
  const bool exact = one.likelihood.method == LikelihoodMethod::kExact;
  if (exact && one.likelihood.high.value == 0) {
    return absl::StrCat(
        status, writer.Say("er is een pad, maar volgens de opgegeven kansen is "
                           "er nooit een open: 0",
                           "there is a path, but by the likelihoods that are "
                           "stated none is ever open: 0"));
  }
  return absl::StrCat(
      status, ClassText(writer.snapshot(), one.likelihood, writer.language()),
      " (", MethodText(writer, one.likelihood), ")");
}

}  // namespace

absl::StatusOr<PairLikelihoods> FindPairLikelihoods(
    const Views& views, const std::vector<FactIndex>& processes,
    const std::vector<Target>& targets,
    const std::vector<const Vector*>& vectors,
    const PairLikelihoodOptions& options, const Limits& limits) {
  const size_t pairs = processes.size() * targets.size() * vectors.size();
  if (pairs > static_cast<size_t>(kMaxPairs)) {
    return absl::ResourceExhaustedError(
        absl::StrCat(pairs, " pairs; at most ", kMaxPairs, " at once"));
  }
  PairLikelihoods found{.weakest = options.weakest};
  for (FactIndex process : processes) {
    for (const Target& target : targets) {
      for (const Vector* vector : vectors) {
        found.completeness.stop = limits.interrupted();
        if (!found.completeness.complete()) return found;
        absl::StatusOr<PairLikelihood> likelihood = FindPairLikelihood(
            *views.asked, process, target, *vector, options, limits);
        if (!likelihood.ok()) return likelihood.status();
        LikelyPair one{.pair = {process, target, vector},
                       .likelihood = *std::move(likelihood)};
        one.status = StatusOf(*views.asked, one.pair, limits,
                              one.likelihood.completeness);
        if (IsLeftOut(views, one, processes.size(), limits)) continue;
        found.pairs.push_back(std::move(one));
      }
    }
  }
  found.completeness.stop = limits.interrupted();
  return found;
}

bool HasLikelihood(const LikelyPair& pair, Status weakest) {
  if (pair.status) return *pair.status <= weakest;
  return pair.likelihood.path_sets != 0;
}

Interval IntervalOf(const PairLikelihood& likelihood) {
  Interval interval{.low = likelihood.low.lower, .high = likelihood.high.upper};
  if (likelihood.best) interval.best = likelihood.best->value;
  return interval;
}

std::string ClassText(const Snapshot& snapshot,
                      const PairLikelihood& likelihood, Language language) {
  const Interval interval = IntervalOf(likelihood);
  if (!likelihood.best) return LikelihoodText(snapshot, interval, language);
  const Policy& policy = snapshot.policy();
  const bool sampled = likelihood.method == LikelihoodMethod::kMonteCarlo;
  const bool one_class =
      policy.ClassOf(interval.low) == policy.ClassOf(interval.high);
  return absl::StrCat(
      sampled && !one_class ? absl::StrCat("[", Number(interval.low), ", ",
                                           Number(interval.high), "]")
                            : LikelihoodText(snapshot, interval, language),
      language == Language::kDutch ? ", beste schatting " : ", best estimate ",
      Number(likelihood.best->value),
      sampled ? absl::StrCat(" [", Number(likelihood.best->lower), ", ",
                             Number(likelihood.best->upper), "]")
              : "");
}

std::string PairLikelihoodsText(const Snapshot& snapshot,
                                const ViewOptions& options,
                                const PairLikelihoods& found,
                                Language language) {
  AnswerWriter writer(snapshot, options, language);
  for (const LikelyPair& one : found.pairs) {
    writer.Line(writer.Pair(one.pair), ": ",
                ToldText(writer, one, found.weakest), ".");
    writer.Completed(one.likelihood.completeness);
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
