// Reads a document of kind Case.

#ifndef KETENZICHT_INGEST_CASE_READER_H_
#define KETENZICHT_INGEST_CASE_READER_H_

#include <optional>

#include "graph/case.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// Nothing after adding to `problems` where the case is not well formed. Ids are
// not looked up here.
std::optional<graph::CaseDefinition> ReadCase(const YamlNode& root,
                                              Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CASE_READER_H_
