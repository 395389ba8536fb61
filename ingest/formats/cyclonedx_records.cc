#include "ingest/formats/cyclonedx_records.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/formats/json_fields.h"
#include "ingest/formats/package_url.h"
#include "ingest/identifier.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {
namespace {

// Of all versions from 1.2 to 1.7.
constexpr absl::string_view kComponentTypes[] = {"application",
                                                 "framework",
                                                 "library",
                                                 "container",
                                                 "platform",
                                                 "operating-system",
                                                 "device",
                                                 "device-driver",
                                                 "firmware",
                                                 "file",
                                                 "machine-learning-model",
                                                 "data",
                                                 "cryptographic-asset"};
constexpr absl::string_view kScopes[] = {"", "required", "optional",
                                         "excluded"};
constexpr absl::string_view kFlows[] = {"inbound", "outbound", "bi-directional",
                                        "unknown"};
constexpr absl::string_view kAggregates[] = {
    "complete",
    "incomplete",
    "incomplete_first_party_only",
    "incomplete_first_party_proprietary_only",
    "incomplete_first_party_opensource_only",
    "incomplete_third_party_only",
    "incomplete_third_party_proprietary_only",
    "incomplete_third_party_opensource_only",
    "unknown",
    "not_specified"};

template <typename Words>
bool IsOneOf(const Words& words, absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsWithin(const BomPart& part) {
  return !part.external && part.scope != "excluded";
}

// One word of a key, in which what separates words is nothing else.
std::string WordOf(absl::string_view text) {
  return absl::StrReplaceAll(
      OnOneLine(text),
      {{"%", "%25"}, {"/", "%2F"}, {"@", "%40"}, {"#", "%23"}});
}

}  // namespace

void CycloneDxRecords::SetVersion(absl::string_view version, int line) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(version, &number) || number < 1) {
    problems_.Add(
        line, absl::StrCat("version '", version, "' is no number of an issue"));
  }
  source_.version = number;
}

void CycloneDxRecords::SetSerialNumber(const std::string& serial, int line) {
  const bool is_urn = absl::StartsWith(serial, "urn:uuid:");
  if (is_urn && IsNilUuid(serial)) {
    sink_.Skip({.line = line},
               "a serial number that is nil, and names no bill");
    return;
  }
  if (!is_urn || !NormalIdentifier("uuid", serial)) {
    problems_.Add(line,
                  absl::StrCat("serialNumber '", serial, "' is no urn:uuid:"));
  }
  source_.identity = serial;
}

void CycloneDxRecords::Take(const BomMetadata& metadata) {
  if (!metadata.timestamp.empty()) {
    source_.published = DayOf(metadata.timestamp);
    // A day alone is a date, and no date-time.
    if (!source_.published || metadata.timestamp.size() < 11) {
      problems_.Add(metadata.place.line,
                    absl::StrCat("metadata/timestamp: '", metadata.timestamp,
                                 "' is no date and time"));
    }
  }
  source_.licence = metadata.licence;
  if (metadata.supplier) source_.publisher = metadata.supplier->name;
  if (metadata.manufacturer) source_.publisher = metadata.manufacturer->name;
  if (!metadata.component) return;
  const BomPart& subject = *metadata.component;
  subject_ = TakeWithParts(subject, "/metadata");
  if (subject_.empty()) return;
  source_.title =
      absl::StrCat("SBOM: ", subject.name, subject.version.empty() ? "" : " ",
                   subject.version);
  for (const auto& [link, organization] :
       {std::pair("supplier", metadata.supplier),
        std::pair("manufacturer", metadata.manufacturer)}) {
    if (!organization) continue;
    TakeOrganization(link, subject_, *organization, metadata.place);
  }
}

// The key of a part, or nothing after adding to the problems.
std::string CycloneDxRecords::CheckPart(const BomPart& part,
                                        const std::string& within) {
  const auto refuse = [&](absl::string_view reason) {
    problems_.Add(part.place.line,
                  absl::StrCat(FormatPlace(part.place), ": ", reason));
    return std::string();
  };
  if (!part.service && part.type.empty()) return refuse("has no type");
  if (!part.service && !IsOneOf(kComponentTypes, part.type)) {
    return refuse(absl::StrCat("'", part.type, "' is no type of component"));
  }
  if (part.name.empty()) return refuse("has no name");
  if (!IsOneOf(kScopes, part.scope)) {
    return refuse(absl::StrCat("'", part.scope, "' is no scope"));
  }
  for (const std::string& flow : part.flows) {
    if (!IsOneOf(kFlows, flow)) {
      return refuse(absl::StrCat("'", flow, "' is no flow of data"));
    }
  }
  if (!part.ref) return KeyByContent(part, within);
  if (part.ref->empty()) return refuse("its bom-ref is empty");
  if (!refs_.insert(*part.ref).second) {
    return refuse(absl::StrCat("the bom-ref '", *part.ref, "' stands twice"));
  }
  return *part.ref;
}

// A place in a list would be another one in the next issue, and in XML another
// than in JSON.
std::string CycloneDxRecords::KeyByContent(const BomPart& part,
                                           const std::string& within) {
  std::string key =
      absl::StrCat(within, "/", part.service ? "service" : part.type);
  if (!part.group.empty()) absl::StrAppend(&key, "/", WordOf(part.group));
  absl::StrAppend(&key, "/", WordOf(part.name));
  if (!part.version.empty()) absl::StrAppend(&key, "@", WordOf(part.version));
  const int count = ++by_content_[key];
  if (count > 1) absl::StrAppend(&key, "#", count);
  return key;
}

void CycloneDxRecords::TakePart(const BomPart& part) {
  std::string key = TakeWithParts(part, "");
  if (!key.empty() && IsWithin(part)) {
    listed_.emplace_back(std::move(key), part.place);
  }
}

std::string CycloneDxRecords::TakeWithParts(const BomPart& part,
                                            const std::string& within) {
  const std::string key = CheckPart(part, within);
  if (key.empty()) return key;
  EntityRecord record;
  record.key = key;
  record.type =
      part.service ? "service" : absl::StrCat("component/", part.type);
  record.name =
      absl::StrCat(part.group, part.group.empty() ? "" : "/", part.name,
                   part.version.empty() ? "" : " ", part.version);
  if (!part.purl.empty()) record.identifiers.push_back({"purl", part.purl});
  if (!part.cpe.empty()) record.identifiers.push_back({"cpe", part.cpe});
  record.attributes = {
      {"group", part.group}, {"version", part.version}, {"scope", part.scope}};
  record.note = part.description;
  record.place = part.place;
  sink_.Take(std::move(record));
  TakeOrganizations(part, key);
  if (part.authored) {
    sink_.Skip(part.place,
               "an author, who may be a person: no organization is made of it");
  }
  if (!part.flows.empty()) {
    sink_.Skip(part.place,
               "flows of data of a service: no information that "
               "we know is named");
  }
  for (const BomPart& inner : part.parts) {
    const std::string other = TakeWithParts(inner, key);
    if (!other.empty() && IsWithin(inner)) {
      Link("part", key, other, inner.place);
    }
  }
  return key;
}

void CycloneDxRecords::TakeOrganizations(const BomPart& part,
                                         const std::string& key) {
  bool any = false;
  for (const auto& [link, organization] : part.organizations) {
    any |= TakeOrganization(link, key, organization, part.place);
  }
  if (!part.publisher.empty()) {
    BomOrganization publisher;
    publisher.name = part.publisher;
    any |= TakeOrganization("publisher", key, publisher, part.place);
  }
  if (!any && !part.purl.empty()) InferVendor(part, key);
}

// False where nothing tells which one it is.
bool CycloneDxRecords::TakeOrganization(absl::string_view link,
                                        const std::string& part,
                                        const BomOrganization& organization,
                                        const RecordPlace& place) {
  if (organizations_.Add(link, part, organization, place)) return true;
  sink_.Skip(place, "an organization without a name or address");
  return false;
}

// By the words of package URLs a namespace is whose the name is.
void CycloneDxRecords::InferVendor(const BomPart& part,
                                   const std::string& key) {
  const std::string space = PurlNamespace(part.purl);
  if (space.empty()) return;
  EntityRecord vendor = NamespaceRecord(space, part.place);
  if (vendors_.insert(vendor.key).second) sink_.Take(std::move(vendor));
  sink_.Take(NamespaceLink(key, space, part.place));
}

void CycloneDxRecords::Link(absl::string_view type, const std::string& source,
                            const std::string& target,
                            const RecordPlace& place) {
  RelationRecord relation;
  relation.type = std::string(type);
  relation.source = source;
  relation.target = target;
  relation.place = place;
  sink_.Take(std::move(relation));
}

void CycloneDxRecords::Take(const BomDependency& dependency) {
  if (!dependency.ref || dependency.ref->empty()) {
    problems_.Add(
        dependency.place.line,
        absl::StrCat(FormatPlace(dependency.place),
                     dependency.ref ? ": its ref is empty" : ": has no ref"));
    return;
  }
  if (dependency.depends_on.empty() && dependency.provides.empty()) {
    no_dependencies_.try_emplace(*dependency.ref, dependency.place);
  } else if (!dependency.depends_on.empty()) {
    depending_.insert(*dependency.ref);
  }
  for (const auto& [link, others] :
       {std::pair("dependsOn", &dependency.depends_on),
        std::pair("provides", &dependency.provides)}) {
    for (const std::string& other : *others) {
      if (other.empty()) {
        problems_.Add(dependency.place.line,
                      absl::StrCat(FormatPlace(dependency.place),
                                   ": a ref of its ", link, " is empty"));
        return;
      }
      Link(link, *dependency.ref, other, dependency.place);
    }
  }
}

void CycloneDxRecords::Take(const BomComposition& composition) {
  if (!IsOneOf(kAggregates, composition.aggregate)) {
    problems_.Add(composition.place.line,
                  absl::StrCat(FormatPlace(composition.place), ": '",
                               composition.aggregate, "' is no aggregate"));
    return;
  }
  if (composition.aggregate == "complete") {
    TakeComplete(composition);
    return;
  }
  if (composition.assemblies.empty() && composition.dependencies.empty()) {
    sink_.Skip(composition.place, "a composition that names no part");
    return;
  }
  compositions_.push_back(composition);
}

// "Not specified" says nothing, "unknown" that nobody knows, "incomplete" that
// there is more than is told.
void CycloneDxRecords::TakeUnknown(absl::string_view what,
                                   const std::string& ref,
                                   const BomComposition& composition) {
  if (!refs_.contains(ref)) {
    sink_.Skip(composition.place,
               "a composition of what is no part of the bill");
    return;
  }
  EntityRecord record;
  record.type = absl::StrCat("composition/", what);
  record.key = absl::StrCat("composition/", what, "/", ref);
  record.about = {ref};
  record.attributes["aggregate"] = composition.aggregate;
  record.unknown_kind = composition.aggregate == "unknown"
                            ? graph::UnknownKind::kUnknownToSpeaker
                            : graph::UnknownKind::kNotStated;
  record.place = composition.place;
  sink_.Take(std::move(record));
}

// Without refs it is of the whole bill, which is told nowhere else.
void CycloneDxRecords::TakeComplete(const BomComposition& composition) {
  if (composition.assemblies.empty() && composition.dependencies.empty()) {
    sink_.Skip(composition.place, "a composition that names no part");
  }
  for (const std::string& ref : composition.assemblies) {
    no_other_parts_.try_emplace(ref, composition.place);
  }
  for (const std::string& ref : composition.dependencies) {
    no_others_.try_emplace(ref, composition.place);
  }
}

// What a composition leaves open is not said to be none.
void CycloneDxRecords::GiveNone() {
  std::set<std::string> open_parts;
  std::set<std::string> open_dependencies;
  for (const BomComposition& composition : compositions_) {
    open_parts.insert(composition.assemblies.begin(),
                      composition.assemblies.end());
    open_dependencies.insert(composition.dependencies.begin(),
                             composition.dependencies.end());
  }
  for (const std::string& ref : depending_) no_dependencies_.erase(ref);
  no_dependencies_.merge(no_others_);
  GiveNoneOf("dependsOn", no_dependencies_, open_dependencies);
  GiveNoneOf("part", no_other_parts_, open_parts);
}

void CycloneDxRecords::GiveNoneOf(absl::string_view type,
                                  const std::map<std::string, RecordPlace>& of,
                                  const std::set<std::string>& unless) {
  for (const auto& [ref, place] : of) {
    if (unless.contains(ref)) continue;
    if (!refs_.contains(ref)) {
      sink_.Skip(place, "that there are none, of what is no part of the bill");
      continue;
    }
    RelationRecord none;
    none.type = std::string(type);
    none.source = ref;
    none.any_target = true;
    none.modality = graph::Modality::kDenied;
    none.place = place;
    sink_.Take(std::move(none));
  }
}

void CycloneDxRecords::Finish() {
  if (!subject_.empty()) {
    for (const auto& [part, place] : listed_) {
      Link("part", subject_, part, place);
    }
  }
  organizations_.Give(sink_);
  GiveNone();
  for (const BomComposition& composition : compositions_) {
    for (const std::string& ref : composition.assemblies) {
      TakeUnknown("parts", ref, composition);
    }
    for (const std::string& ref : composition.dependencies) {
      TakeUnknown("dependencies", ref, composition);
    }
  }
  source_.format_version = version_;
  sink_.Take(std::move(source_));
}

}  // namespace ketenzicht::ingest
