// Reads classes (selectors) and guards from YAML.

#ifndef KETENZICHT_INGEST_CONDITION_READER_H_
#define KETENZICHT_INGEST_CONDITION_READER_H_

#include "graph/guard.h"
#include "graph/selector.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// The fields of a class, see docs/facts.md. A text stands for one id.
graph::Selector ReadSelector(const YamlNode& node, Problems& problems);

// A guard, see docs/facts.md.
graph::Guard ReadGuard(const YamlNode& node, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CONDITION_READER_H_
