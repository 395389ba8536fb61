// The JSON Schema of scenario files, for editors: draft 7, which these read.

#ifndef KETENZICHT_INGEST_SCENARIO_SCHEMA_H_
#define KETENZICHT_INGEST_SCENARIO_SCHEMA_H_

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// The file data/schemas/scenario.schema.json, as it was when this was built. It
// has every key that the reader knows, and refuses what that refuses for its
// structure; tests/python/scenario_schema_test.py holds them together.
absl::string_view ScenarioSchema();

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_SCHEMA_H_
