// Reads what the rows of a table are, of a document of kind Mapping.

#ifndef KETENZICHT_INGEST_MAPPING_ROWS_READER_H_
#define KETENZICHT_INGEST_MAPPING_ROWS_READER_H_

#include "ingest/mapping.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {

// Of the keys `table` and `rows`, which may be missing.
void ReadMappingRows(MapReader& map, Mapping& mapping);

// "{first} {last}", by parts; nothing after adding to `problems` where a brace
// is open or a name is empty.
std::optional<CellText> ParseCellText(const YamlNode& node, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_MAPPING_ROWS_READER_H_
