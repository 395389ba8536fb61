#include "ingest/formats/format.h"

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

constexpr Format kTable = {"table", Never, true, ReadTable};

// What is told apart by more stands first.
constexpr Format kFormats[] = {
    {"cyclonedx", LooksLikeCycloneDxJson, false, ReadCycloneDxJson},
    {"cyclonedx", LooksLikeCycloneDxXml, false, ReadCycloneDxXml},
    {"spdx", LooksLikeSpdxJson, false, ReadSpdxJson},
    {"misp-galaxy", LooksLikeMispGalaxy, false, ReadMispGalaxy},
    {"stix", LooksLikeStix, false, ReadStix},
    {"ftm", LooksLikeFollowTheMoney, false, ReadFollowTheMoney},
    {"archimate", LooksLikeArchiMateXml, false, ReadArchiMateXml},
    {"archimate", LooksLikeArchiCsv, true, ReadArchiCsv},
    {"neo4j-csv", LooksLikeNeo4jCsv, true, ReadNeo4jCsv},
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
