#include "ingest/generator/options.h"

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using Options = GeneratorOptions;

constexpr GeneratorFraction kFractions[] = {
    {"likelihoods",
     "Relations of products with a likelihood, a class or an interval",
     &Options::likelihoods},
    {"dates", "Relations and laws with dates: from, until, intervals, open",
     &Options::dates},
    {"modalities",
     "Relations that are possible, not excluded, unknown, denied, presupposed "
     "or counterfactual",
     &Options::modalities},
    {"measures", "Processes with a measure on their uses", &Options::measures},
    {"guards", "Relations of products with 'while', measures with 'unless'",
     &Options::guards},
    {"classes", "Organizations of which something is said as of a class",
     &Options::classes},
    {"carriers",
     "Processes that handle information through a use, with flows and keys, "
     "and devices that are updated and accessed by their makers",
     &Options::carriers},
    {"annotations",
     "Facts with more evidence, reasons, confidence, notes or markings",
     &Options::annotations},
    {"self-loops",
     "Software, components and companies that point at themselves",
     &Options::self_loops},
    {"missed-jurisdictions",
     "Processes, products and companies on an island of their own that does "
     "not reach a few jurisdictions",
     &Options::missed_jurisdictions},
    {"unlikely-targets",
     "Jurisdictions that are reached with a likelihood near zero only",
     &Options::unlikely_targets},
    {"ownership-cycles", "Companies that own each other in a circle",
     &Options::ownership_cycles},
    {"no-funnel",
     "Companies that an authority controls, without any law between",
     &Options::no_funnel},
};

}  // namespace

absl::Span<const GeneratorFraction> GeneratorFractions() { return kFractions; }

absl::Status CheckOptions(const GeneratorOptions& options) {
  if (options.scale < kMinScale || options.scale > kMaxScale) {
    return absl::InvalidArgumentError(absl::StrCat(
        "scale: ", kMinScale, " to ", kMaxScale, ", not ", options.scale));
  }
  for (const GeneratorFraction& fraction : kFractions) {
    const double value = options.*fraction.value;
    if (value >= 0 && value <= 1) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(fraction.name, ": 0 to 1, not ", value));
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::ingest
