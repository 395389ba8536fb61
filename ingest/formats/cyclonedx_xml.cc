#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/formats/cyclonedx.h"
#include "ingest/formats/cyclonedx_records.h"
#include "ingest/xml_stream.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kNameSpace = "http://cyclonedx.org/schema/bom/";

std::string Text(absl::string_view text) { return std::string(text); }

std::optional<std::string> RefOf(const XmlElement& element, const char* name) {
  for (const XmlAttribute& attribute : element.attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

BomOrganization OrganizationOf(const XmlElement& element) {
  BomOrganization organization;
  organization.ref = Text(element.Attribute("bom-ref"));
  organization.name = Text(element.ChildText("name"));
  organization.url = Text(element.ChildText("url"));
  if (const XmlElement* address = element.Child("address")) {
    organization.country = Text(address->ChildText("country"));
  }
  return organization;
}

class XmlBom {
 public:
  XmlBom(RecordSink& sink, const Mapping& mapping, Problems& problems)
      : sink_(sink),
        problems_(problems),
        records_(sink, problems, mapping.countries) {}

  bool Take(const std::string& path, const XmlElement& element) {
    if (path == "/bom") {
      TakeRoot(element);
    } else if (element.name == "metadata") {
      records_.Take(MetadataOf(element, path));
    } else if (element.name == "component") {
      records_.TakePart(PartOf(element, path, false));
    } else if (element.name == "service") {
      records_.TakePart(PartOf(element, path, true));
    } else if (element.name == "dependency") {
      TakeDependency(path, element);
    } else if (element.name == "composition") {
      TakeComposition(path, element);
    } else if (element.name == "vulnerability") {
      records_.Skip({.pointer = path, .line = element.line},
                    "a vulnerability is no thing or link");
    }
    return problems_.empty() && !sink_.full();
  }

  void Finish() {
    if (!problems_.empty()) return;
    if (!has_root_) {
      problems_.Add(1, "is no bill of materials: the root is not 'bom'");
      return;
    }
    records_.Finish();
  }

 private:
  void TakeRoot(const XmlElement& root) {
    has_root_ = true;
    absl::string_view version = root.name_space;
    if (!absl::ConsumePrefix(&version, kNameSpace) ||
        !IsCycloneDxVersion(version)) {
      problems_.Add(root.line, absl::StrCat("the name space '", root.name_space,
                                            "' is not read"));
      return;
    }
    records_.SetSpecVersion(Text(version));
    if (const auto serial = RefOf(root, "serialNumber")) {
      records_.SetSerialNumber(*serial, root.line);
    }
    if (const auto number = RefOf(root, "version")) {
      records_.SetVersion(*number, root.line);
    }
  }

  static BomMetadata MetadataOf(const XmlElement& element,
                                const std::string& path) {
    BomMetadata metadata;
    metadata.place = {.pointer = path, .line = element.line};
    metadata.timestamp = Text(element.ChildText("timestamp"));
    if (const XmlElement* component = element.Child("component")) {
      metadata.component =
          PartOf(*component, absl::StrCat(path, "/component"), false);
    }
    if (const XmlElement* supplier = element.Child("supplier")) {
      metadata.supplier = OrganizationOf(*supplier);
    }
    for (const char* name : {"manufacturer", "manufacture"}) {
      const XmlElement* maker = element.Child(name);
      if (maker != nullptr) metadata.manufacturer = OrganizationOf(*maker);
    }
    if (const XmlElement* licenses = element.Child("licenses")) {
      metadata.licence = Text(licenses->ChildText("expression"));
      if (const XmlElement* one = licenses->Child("license")) {
        metadata.licence = Text(one->ChildText("id"));
        if (metadata.licence.empty()) {
          metadata.licence = Text(one->ChildText("name"));
        }
      }
    }
    return metadata;
  }

  static BomPart PartOf(const XmlElement& element, const std::string& path,
                        bool service) {
    BomPart part;
    part.service = service;
    part.place = {.pointer = path, .line = element.line};
    part.ref = RefOf(element, "bom-ref");
    part.type = Text(element.Attribute("type"));
    part.group = Text(element.ChildText("group"));
    part.name = Text(element.ChildText("name"));
    part.version = Text(element.ChildText("version"));
    part.description = Text(element.ChildText("description"));
    part.scope = Text(element.ChildText("scope"));
    part.purl = Text(element.ChildText("purl"));
    part.cpe = Text(element.ChildText("cpe"));
    part.publisher = Text(element.ChildText("publisher"));
    const XmlElement* authors = element.Child("authors");
    part.authored = !Text(element.ChildText("author")).empty() ||
                    (authors != nullptr && !authors->children.empty());
    part.external = element.Attribute("isExternal") == "true";
    for (const char* link : {"supplier", "manufacturer", "provider"}) {
      if (const XmlElement* organization = element.Child(link)) {
        part.organizations.emplace_back(link, OrganizationOf(*organization));
      }
    }
    if (service) part.flows = FlowsOf(element);
    const char* inner = service ? "service" : "component";
    const XmlElement* parts =
        element.Child(service ? "services" : "components");
    if (parts == nullptr) return part;
    int at = 0;
    for (const XmlElement& child : parts->children) {
      if (child.name != inner) continue;
      part.parts.push_back(PartOf(
          child,
          absl::StrCat(path, "/", parts->name, "/", inner, "[", ++at, "]"),
          service));
    }
    return part;
  }

  // Of `classification` until 1.4, of `dataflow` too from then on.
  static std::vector<std::string> FlowsOf(const XmlElement& service) {
    std::vector<std::string> flows;
    const XmlElement* data = service.Child("data");
    if (data == nullptr) return flows;
    for (const XmlElement& child : data->children) {
      const XmlElement* holder = &child;
      if (child.name == "dataflow") holder = child.Child("classification");
      if (holder == nullptr || holder->name != "classification") continue;
      if (const auto flow = RefOf(*holder, "flow")) flows.push_back(*flow);
    }
    return flows;
  }

  void TakeDependency(const std::string& path, const XmlElement& element) {
    BomDependency dependency;
    dependency.place = {.pointer = path, .line = element.line};
    dependency.ref = RefOf(element, "ref");
    std::map<std::string, int> at;
    for (const XmlElement& child : element.children) {
      if (child.name != "dependency" && child.name != "provides") continue;
      const int position = ++at[child.name];
      const auto ref = RefOf(child, "ref");
      if (!ref) {
        problems_.Add(child.line, absl::StrCat(path, "/", child.name, "[",
                                               position, "]: has no ref"));
        return;
      }
      auto& others = child.name == "provides" ? dependency.provides
                                              : dependency.depends_on;
      others.push_back(*ref);
    }
    records_.Take(dependency);
  }

  void TakeComposition(const std::string& path, const XmlElement& element) {
    BomComposition composition;
    composition.place = {.pointer = path, .line = element.line};
    composition.aggregate = Text(element.ChildText("aggregate"));
    const auto refs = [&element](const char* list) {
      std::vector<std::string> all;
      if (const XmlElement* items = element.Child(list)) {
        for (const XmlElement& child : items->children) {
          all.push_back(Text(child.Attribute("ref")));
        }
      }
      return all;
    };
    composition.assemblies = refs("assemblies");
    composition.dependencies = refs("dependencies");
    records_.Take(composition);
  }

  RecordSink& sink_;
  Problems& problems_;
  CycloneDxRecords records_;
  bool has_root_ = false;
};

}  // namespace

bool LooksLikeCycloneDxXml(absl::string_view head) {
  return absl::StrContains(head, kNameSpace) && absl::StrContains(head, "<");
}

void ReadCycloneDxXml(absl::Span<const NamedBytes> files,
                      const Mapping& mapping, RecordSink& sink,
                      std::vector<Problem>& problems) {
  Problems own(files.front().name);
  XmlBom bom(sink, mapping, own);
  const auto take = [&bom](const std::string& path, XmlElement element) {
    return bom.Take(path, element);
  };
  if (StreamXml(*files.front().bytes,
                {"/bom", "/bom/metadata", "/bom/components/component",
                 "/bom/services/service", "/bom/dependencies/dependency",
                 "/bom/compositions/composition",
                 "/bom/vulnerabilities/vulnerability"},
                take, own)) {
    bom.Finish();
  }
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
