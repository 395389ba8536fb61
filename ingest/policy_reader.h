// Reads a document of kind Policy.

#ifndef KETENZICHT_INGEST_POLICY_READER_H_
#define KETENZICHT_INGEST_POLICY_READER_H_

#include <optional>

#include "graph/ontology.h"
#include "graph/policy.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// Nothing after adding to `problems` where the policy is not sound on
// `ontology`.
std::optional<graph::Policy> ReadPolicy(const YamlNode& root,
                                        const graph::Ontology& ontology,
                                        Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_POLICY_READER_H_
