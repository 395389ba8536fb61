// Makes a synthetic supply chain: facts of any number, the same for the same
// options on every machine.
//
//   GeneratorOptions options;
//   options.scale = 1'000'000;
//   absl::Status made = GenerateFacts(options, GeneratorPart::kAll,
//                                     [&](graph::Fact fact) { … });
//
// It is the measure of speed, and the source of hard cases for tests. Every
// fact says that it was inferred by "Ketenzicht generator" from a source of
// type modelling, and every id has "gen-". docs/generator.md has the shape and
// what each option adds.

#ifndef KETENZICHT_INGEST_GENERATOR_GENERATOR_H_
#define KETENZICHT_INGEST_GENERATOR_GENERATOR_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "ingest/generator/options.h"

namespace ketenzicht::ingest {

// From a process to the authorities that reach what it uses, typed from end to
// end: every kind of relation of the plain graph but part_of and owned_by.
inline constexpr absl::string_view kGeneratedVector =
    "uses/(contains|runs|depends_on)*/made_by"
    "/(controlled_by|majority_owned_by)*/seated_in/enacts/empowers";

// The same where authorities control companies too (no_funnel).
inline constexpr absl::string_view kGeneratedVectorWithoutFunnel =
    "uses/(contains|runs|depends_on)*/made_by"
    "/(controlled_by|majority_owned_by)*/(seated_in/enacts/empowers)?";

// Every generated fact was said before this day: what a view is to be as of.
inline constexpr absl::string_view kGeneratedDate = "2025-01-01";

// A part of the facts. The parts but kAll, one after the other, are all facts,
// and what a fact refers to is in a part before its own: whoever writes them in
// this order, in however many batches, has a sound set after each. (Sources
// alone refer to each other.)
enum class GeneratorPart {
  kAll,
  kSources,
  kEntities,
  kRelations,  // that refer to entities only
  kGuarded,    // relations with a guard or reasons
  kCarried,    // relations with carriers, and measures
};
inline constexpr GeneratorPart kGeneratorParts[] = {
    GeneratorPart::kSources, GeneratorPart::kEntities,
    GeneratorPart::kRelations, GeneratorPart::kGuarded,
    GeneratorPart::kCarried};

// Gives every fact of `part` to `take`, in ascending order of ids. They pass
// CheckFacts with data/ontology.yaml and data/policies/netherlands.yaml, all
// parts together.
//
// InvalidArgument as CheckOptions says; else what `take` returns, at once,
// unless it is OK. Linear in the facts; memory does not depend on the scale.
absl::Status GenerateFacts(const GeneratorOptions& options, GeneratorPart part,
                           absl::FunctionRef<absl::Status(graph::Fact)> take);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_GENERATOR_GENERATOR_H_
