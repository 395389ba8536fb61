#include "ingest/formats/format.h"

#include "ingest/formats/misp_galaxy.h"
#include "ingest/formats/table.h"

namespace ketenzicht::ingest {
namespace {

bool Never(absl::string_view) { return false; }

constexpr Format kTable = {"table", Never, true, ReadTable};

// What is told apart by more stands first.
constexpr Format kFormats[] = {
    {"misp-galaxy", LooksLikeMispGalaxy, false, ReadMispGalaxy},
    kTable,
};

}  // namespace

absl::Span<const Format> Formats() { return kFormats; }

const Format* FindFormat(absl::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

const Format* RecognizeFormat(absl::string_view head) {
  for (const Format& format : kFormats) {
    if (format.recognizes(head)) return &format;
  }
  return nullptr;
}

const Format& TableFormat() { return *FindFormat("table"); }

}  // namespace ketenzicht::ingest
