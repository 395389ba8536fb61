// Which of Archi's CSV files are of one model.

#ifndef KETENZICHT_INGEST_FORMATS_ARCHI_MODEL_H_
#define KETENZICHT_INGEST_FORMATS_ARCHI_MODEL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// What the files of one model have in common, as Archi calls them: the folder,
// and the prefix before "elements", "relations" and "properties"
// ("out/gemma-" of "out/gemma-elements.csv"). The whole path of a file that is
// called otherwise.
std::string ArchiModelOf(absl::string_view path);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_ARCHI_MODEL_H_
