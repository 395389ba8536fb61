#include "ingest/formats/archi_model.h"

namespace ketenzicht::ingest {

std::string ArchiModelOf(absl::string_view path) {
  for (absl::string_view part : {"elements", "relations", "properties"}) {
    const size_t at = path.rfind(part);
    // Not a folder of that name.
    if (at == absl::string_view::npos ||
        path.find('/', at) != absl::string_view::npos) {
      continue;
    }
    return std::string(path.substr(0, at));
  }
  return std::string(path);
}

}  // namespace ketenzicht::ingest
