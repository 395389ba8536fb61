// Puts the values of a variant's parameters into a scenario.

#ifndef KETENZICHT_INGEST_SCENARIO_FILLING_H_
#define KETENZICHT_INGEST_SCENARIO_FILLING_H_

#include "ingest/problem.h"
#include "ingest/scenario_document.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// Puts the value of each parameter in the place of its "${name}" in all texts.
// A problem, with its place: a name that has no value, a "${" without end, and
// where the filled texts together come above kMaxScenarioBytes, as a long value
// that is used often makes them; the rest is then left as it is. Linear in what
// comes out.
void FillParameters(const ScenarioParameters& values, YamlNode& root,
                    Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_FILLING_H_
