#include "ingest/formats/format.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "ingest/formats/archimate.h"
#include "ingest/formats/cyclonedx.h"
#include "ingest/formats/follow_the_money.h"
#include "ingest/formats/head.h"
#include "ingest/formats/misp_galaxy.h"
#include "ingest/formats/neo4j_csv.h"
#include "ingest/formats/spdx.h"
#include "ingest/formats/stix.h"
#include "ingest/formats/table.h"

namespace ketenzicht::ingest {
namespace {

bool Never(absl::string_view) { return false; }

constexpr Format kTable = {"table", Never, true, TableKeys::kAll, ReadTable};

// What is told apart by more stands first.
constexpr Format kFormats[] = {
    {"cyclonedx", LooksLikeCycloneDxJson, false, TableKeys::kNone,
     ReadCycloneDxJson},
    {"cyclonedx", LooksLikeCycloneDxXml, false, TableKeys::kNone,
     ReadCycloneDxXml},
    {"spdx", LooksLikeSpdxJson, false, TableKeys::kNone, ReadSpdxJson},
    {"misp-galaxy", LooksLikeMispGalaxy, false, TableKeys::kNone,
     ReadMispGalaxy},
    {"stix", LooksLikeStix, false, TableKeys::kNone, ReadStix},
    {"ftm", LooksLikeFollowTheMoney, false, TableKeys::kNone,
     ReadFollowTheMoney},
    {"archimate", LooksLikeArchiMateXml, false, TableKeys::kNone,
     ReadArchiMateXml},
    {"archimate", LooksLikeArchiCsv, true, TableKeys::kBytes, ReadArchiCsv},
    {"neo4j-csv", LooksLikeNeo4jCsv, true, TableKeys::kBytes, ReadNeo4jCsv},
    kTable,
};

}  // namespace

absl::Span<const Format> Formats() { return kFormats; }

const Format* FindFormat(absl::string_view name, absl::string_view head) {
  const std::string text = HeadText(head);
  const Format* first = nullptr;
  for (const Format& format : kFormats) {
    if (format.name != name) continue;
    if (format.recognizes(text)) return &format;
    if (first == nullptr) first = &format;
  }
  return first;
}

const Format* RecognizeFormat(absl::string_view head) {
  const std::string text = HeadText(head);
  for (const Format& format : kFormats) {
    if (format.recognizes(text)) return &format;
  }
  return nullptr;
}

std::vector<std::string> UnheededKeys(absl::string_view name,
                                      const Mapping& mapping) {
  TableKeys heeds = TableKeys::kNone;
  for (const Format& format : kFormats) {
    if (format.name == name) heeds = std::max(heeds, format.heeds);
  }
  const TableForm& table = mapping.table;
  std::vector<std::string> unheeded;
  const auto needs = [&](TableKeys least, bool given, const char* key) {
    if (!given || heeds >= least) return;
    unheeded.push_back(absl::StrCat(
        "'", key, "' is not heeded by ", name,
        least == TableKeys::kAll ? "; it is for --format table" : ""));
  };
  needs(TableKeys::kAll, mapping.of_tables(), "rows");
  needs(TableKeys::kBytes, table.delimiter != 0, "table: delimiter");
  needs(TableKeys::kBytes, !table.encoding.empty(), "table: encoding");
  needs(TableKeys::kAll, table.decimal_comma, "table: decimal_comma");
  needs(TableKeys::kAll, !table.dates.empty(), "table: dates");
  return unheeded;
}

std::string WhyNoFormat(absl::string_view head) {
  const std::string text = HeadText(head);
  const bool json = BeginsAsJson(text);
  if (!json && !BeginsAsXml(text)) return "is of no format that is known";
  return absl::StrCat("is ", json ? "JSON" : "XML",
                      ", and nothing that it begins with is of a format that "
                      "is known");
}

const Format& TableFormat() { return *FindFormat("table", ""); }

}  // namespace ketenzicht::ingest
