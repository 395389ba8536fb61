#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/formats/cyclonedx.h"
#include "ingest/formats/cyclonedx_records.h"
#include "ingest/formats/head.h"
#include "ingest/formats/json_fields.h"
#include "ingest/json_stream.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kVersions[] = {"1.2", "1.3", "1.4",
                                           "1.5", "1.6", "1.7"};

BomOrganization OrganizationOf(const YamlNode& node) {
  BomOrganization organization;
  organization.ref = TextOf(node, "bom-ref");
  organization.name = TextOf(node, "name");
  for (const std::string& url : TextsOf(node, "url")) {
    if (organization.url.empty()) organization.url = url;
  }
  if (const YamlNode* address = node.Find("address")) {
    organization.country = TextOf(*address, "country");
  }
  return organization;
}

class JsonBom {
 public:
  JsonBom(RecordSink& sink, const Mapping& mapping, Problems& problems)
      : sink_(sink),
        problems_(problems),
        records_(sink, problems, mapping.countries) {}

  bool Take(const std::string& pointer, const YamlNode& node) {
    if (pointer == "/bomFormat") {
      TakeFormat(node);
    } else if (pointer == "/specVersion") {
      TakeVersion(node);
    } else if (pointer == "/serialNumber") {
      records_.SetSerialNumber(node.scalar, node.line);
    } else if (pointer == "/version") {
      records_.SetVersion(node.scalar, node.line);
    } else if (pointer == "/metadata") {
      records_.Take(MetadataOf(node));
    } else if (absl::StartsWith(pointer, "/components/")) {
      records_.TakePart(PartOf(node, pointer, false));
    } else if (absl::StartsWith(pointer, "/services/")) {
      records_.TakePart(PartOf(node, pointer, true));
    } else if (absl::StartsWith(pointer, "/dependencies/")) {
      TakeDependency(pointer, node);
    } else if (absl::StartsWith(pointer, "/compositions/")) {
      TakeComposition(pointer, node);
    } else if (absl::StartsWith(pointer, "/vulnerabilities/")) {
      records_.Skip({.pointer = pointer, .line = node.line},
                    "a vulnerability is no thing or link");
    }
    return problems_.empty() && !sink_.full();
  }

  void Finish() {
    if (!problems_.empty()) return;
    if (!has_format_ || !has_version_) {
      problems_.Add(0, has_format_ ? "has no specVersion" : "has no bomFormat");
      return;
    }
    records_.Finish();
  }

 private:
  void TakeFormat(const YamlNode& node) {
    has_format_ = true;
    if (node.scalar != "CycloneDX") {
      problems_.Add(node.line, absl::StrCat("bomFormat is '", node.scalar,
                                            "', not CycloneDX"));
    }
  }

  void TakeVersion(const YamlNode& node) {
    has_version_ = true;
    records_.SetSpecVersion(node.scalar);
    if (!IsCycloneDxVersion(node.scalar)) {
      problems_.Add(node.line, absl::StrCat("specVersion '", node.scalar,
                                            "' is not read"));
    }
  }

  BomMetadata MetadataOf(const YamlNode& node) {
    BomMetadata metadata;
    metadata.place = {.pointer = "/metadata", .line = node.line};
    metadata.timestamp = TextOf(node, "timestamp");
    if (const YamlNode* component = node.Find("component")) {
      metadata.component = PartOf(*component, "/metadata/component", false);
    }
    if (const YamlNode* supplier = node.Find("supplier")) {
      metadata.supplier = OrganizationOf(*supplier);
    }
    // Its name until 1.5.
    for (const char* name : {"manufacturer", "manufacture"}) {
      const YamlNode* maker = node.Find(name);
      if (maker != nullptr) metadata.manufacturer = OrganizationOf(*maker);
    }
    for (const YamlNode& choice : ItemsOf(node, "licenses")) {
      std::string licence = TextOf(choice, "expression");
      if (const YamlNode* one = choice.Find("license")) {
        licence = TextOf(*one, "id");
        if (licence.empty()) licence = TextOf(*one, "name");
      }
      if (metadata.licence.empty()) metadata.licence = licence;
    }
    return metadata;
  }

  BomPart PartOf(const YamlNode& node, const std::string& pointer,
                 bool service) {
    BomPart part;
    part.service = service;
    part.place = {.pointer = pointer, .line = node.line};
    if (node.Find("bom-ref") != nullptr) part.ref = TextOf(node, "bom-ref");
    part.type = TextOf(node, "type");
    part.group = TextOf(node, "group");
    part.name = TextOf(node, "name");
    part.version = TextOf(node, "version");
    part.description = TextOf(node, "description");
    part.scope = TextOf(node, "scope");
    part.purl = TextOf(node, "purl");
    part.cpe = TextOf(node, "cpe");
    part.authored =
        !TextOf(node, "author").empty() || !ItemsOf(node, "authors").empty();
    part.publisher = TextOf(node, "publisher");
    part.external = TextOf(node, "isExternal") == "true";
    for (const char* link : {"supplier", "manufacturer", "provider"}) {
      if (const YamlNode* organization = node.Find(link)) {
        part.organizations.emplace_back(link, OrganizationOf(*organization));
      }
    }
    for (const YamlNode& data : ItemsOf(node, "data")) {
      if (service) part.flows.push_back(TextOf(data, "flow"));
    }
    const char* inner = service ? "services" : "components";
    const YamlNode* within = node.Find(inner);
    if (within != nullptr && within->kind != YamlNode::Kind::kList &&
        within->kind != YamlNode::Kind::kNull) {
      problems_.Add(within->line, absl::StrCat(PointerTo(pointer, inner),
                                               ": must be a list"));
    }
    const std::vector<YamlNode>& parts = ItemsOf(node, inner);
    for (size_t at = 0; at < parts.size(); ++at) {
      part.parts.push_back(
          PartOf(parts[at], PointerTo(PointerTo(pointer, inner), at), service));
    }
    return part;
  }

  void TakeDependency(const std::string& pointer, const YamlNode& node) {
    BomDependency dependency;
    dependency.place = {.pointer = pointer, .line = node.line};
    if (node.Find("ref") != nullptr) dependency.ref = TextOf(node, "ref");
    dependency.depends_on = TextsOf(node, "dependsOn");
    dependency.provides = TextsOf(node, "provides");
    records_.Take(dependency);
  }

  void TakeComposition(const std::string& pointer, const YamlNode& node) {
    BomComposition composition;
    composition.place = {.pointer = pointer, .line = node.line};
    composition.aggregate = TextOf(node, "aggregate");
    composition.assemblies = TextsOf(node, "assemblies");
    composition.dependencies = TextsOf(node, "dependencies");
    records_.Take(composition);
  }

  RecordSink& sink_;
  Problems& problems_;
  CycloneDxRecords records_;
  bool has_format_ = false;
  bool has_version_ = false;
};

}  // namespace

bool IsCycloneDxVersion(absl::string_view version) {
  for (const absl::string_view one : kVersions) {
    if (one == version) return true;
  }
  return false;
}

bool LooksLikeCycloneDxJson(absl::string_view head) {
  return BeginsAsJson(head) &&
         (HasJsonKey(head, "bomFormat") || HasJsonKey(head, "bom-ref"));
}

void ReadCycloneDxJson(absl::Span<const NamedBytes> files,
                       const Mapping& mapping, RecordSink& sink,
                       std::vector<Problem>& problems) {
  Problems own(files.front().name);
  JsonBom bom(sink, mapping, own);
  const auto take = [&bom](const std::string& pointer, YamlNode node) {
    return bom.Take(pointer, node);
  };
  if (StreamJson(*files.front().bytes,
                 {"/bomFormat", "/specVersion", "/serialNumber", "/version",
                  "/metadata", "/components/*", "/services/*",
                  "/dependencies/*", "/compositions/*", "/vulnerabilities/*"},
                 take, own)) {
    bom.Finish();
  }
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
