// What a YAML node says, whatever its lines.

#ifndef KETENZICHT_INGEST_YAML_CONTENT_H_
#define KETENZICHT_INGEST_YAML_CONTENT_H_

#include <map>
#include <string>

#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// The same text for the same content: fields in any order, on any lines.
std::string ContentOf(const YamlNode& node);

// Each text in it, as a value or as the name of a field, and where it stands
// the first time.
using TextPlaces = std::map<std::string, TextPlace>;
TextPlaces TextsIn(const YamlNode& node);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_YAML_CONTENT_H_
