// Reads a document of kind Facts (docs/facts.md).

#ifndef KETENZICHT_INGEST_FACT_READER_H_
#define KETENZICHT_INGEST_FACT_READER_H_

#include <vector>

#include "graph/fact.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// A fact and where it stands.
struct ReadFact {
  graph::Fact fact;
  int line = 0;
  bool broken = false;  // something in it was a problem; the rest was read
};

// All facts of the document, in order; problems are added to `problems`.
// References between facts are not looked up here.
std::vector<ReadFact> ReadFacts(const YamlNode& root, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FACT_READER_H_
