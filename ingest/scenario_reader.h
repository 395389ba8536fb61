// Reads a document of kind Scenario (docs/scenarios.md).
//
//   std::optional<ScenarioText> text = ParseScenario(content, problems);
//   for (const ScenarioParameters& values : text->Variants()) {
//     std::optional<ScenarioDocument> one = ReadScenario(*text, values,
//     problems);
//   }

#ifndef KETENZICHT_INGEST_SCENARIO_READER_H_
#define KETENZICHT_INGEST_SCENARIO_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/importer.h"
#include "ingest/problem.h"
#include "ingest/scenario_document.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// The text, parsed, with its parameters still in it; `root` without the matrix.
struct ScenarioText {
  YamlNode root;
  std::string content;
  std::vector<MatrixAxis> matrix;
  // What is wrong with it whatever the values: told with every variant.
  std::vector<Problem> shared;

  // How many there are: one without a matrix.
  size_t variants() const;
  // Values of the parameters in variant `i`: the last axis moves first.
  ScenarioParameters Variant(size_t i) const;
  // The variants in which parameters have these values, ascending; without any
  // all. Of values that CheckParameters takes.
  std::vector<size_t> Matching(const ScenarioParameters& values) const;
};

// Nothing after adding to `problems`: text that is no YAML of ours
// (yaml_document.h), another kind, a matrix that is not well formed or has more
// than kMaxScenarioVariants variants.
std::optional<ScenarioText> ParseScenario(absl::string_view content,
                                          Problems& problems);

// Whether somebody can ask for these values: parameters that the matrix has,
// with values that it gives them. Else false, after adding to `problems`, with
// what there is and the nearest; without a place, since the mistake is not in
// the text of the scenario.
bool CheckParameters(const ScenarioText& text, const ScenarioParameters& values,
                     Problems& problems);

// The scenario with "${name}" replaced by the value of the parameter, wherever
// it stands in a text. Nothing after adding to `problems`, each with its line:
// unknown keys, missing ones, queries that stand twice, assertions about
// queries that are not there, parameters without a value. Ids are not looked up
// here. A fact that is added without an id gets one from its content.
// `fixtures` are the files that the baseline names, read.
std::optional<ScenarioDocument> ReadScenario(
    const ScenarioText& text, const ScenarioParameters& parameters,
    const std::vector<InputFile>& fixtures, Problems& problems);

// The same of a scenario that is stored beside the facts, where no files are:
// it names no fixtures.
std::optional<ScenarioDocument> ReadStoredScenario(
    const ScenarioText& text, const ScenarioParameters& parameters,
    Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_READER_H_
