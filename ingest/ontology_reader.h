// Reads a document of kind Ontology.

#ifndef KETENZICHT_INGEST_ONTOLOGY_READER_H_
#define KETENZICHT_INGEST_ONTOLOGY_READER_H_

#include <optional>

#include "graph/ontology.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// Nothing after adding to `problems` where the vocabulary is not sound.
std::optional<graph::Ontology> ReadOntology(const YamlNode& root,
                                            Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_ONTOLOGY_READER_H_
