#include "ingest/formats/spdx.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/formats/head.h"
#include "ingest/formats/json_fields.h"
#include "ingest/formats/package_url.h"
#include "ingest/json_stream.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kDocument = "SPDXRef-DOCUMENT";
constexpr absl::string_view kSpdx3 = "spdx.org/rdf/3";

// "Acme" of "Organization: Acme (mail@acme.example)"; nothing of a person.
std::string OrganizationName(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "Organization:")) return "";
  text = absl::StripAsciiWhitespace(text);
  // What else stands in brackets is part of the name: "Acme (China)".
  const size_t open = text.rfind('(');
  if (absl::EndsWith(text, ")") && open != absl::string_view::npos) {
    const absl::string_view inside = absl::StripAsciiWhitespace(
        text.substr(open + 1, text.size() - open - 2));
    if (inside.empty() || absl::StrContains(inside, "@")) {
      text = text.substr(0, open);
    }
  }
  return std::string(absl::StripAsciiWhitespace(text));
}

class SpdxReader {
 public:
  SpdxReader(RecordSink& sink, Problems& problems)
      : sink_(sink), problems_(problems) {}

  bool Take(const std::string& pointer, const YamlNode& node) {
    if (pointer == "/spdxVersion") {
      TakeVersion(node);
    } else if (pointer == "/name") {
      source_.title = absl::StrCat("SBOM: ", node.scalar);
    } else if (pointer == "/documentNamespace") {
      source_.identity = node.scalar;
    } else if (pointer == "/dataLicense") {
      source_.licence = node.scalar;
    } else if (pointer == "/creationInfo") {
      TakeCreation(node);
    } else if (absl::StartsWith(pointer, "/packages/")) {
      TakePackage(pointer, node);
    } else if (absl::StartsWith(pointer, "/files/")) {
      TakeFile(pointer, node);
    } else if (absl::StartsWith(pointer, "/relationships/")) {
      TakeRelationship(pointer, node);
    } else {
      problems_.Add(node.line,
                    absl::StrCat(pointer,
                                 ": is JSON-LD, as SPDX 3 is; SPDX 3 is not "
                                 "read yet, 2.2 and 2.3 are"));
    }
    return problems_.empty() && !sink_.full();
  }

  void Finish() {
    if (!problems_.empty()) return;
    if (source_.format_version.empty()) {
      problems_.Add(0, "has no spdxVersion");
      return;
    }
    EntityRecord document;
    document.key = std::string(kDocument);
    document.type = "document";
    document.name = source_.title;
    sink_.Take(std::move(document));
    sink_.Take(std::move(source_));
  }

 private:
  void TakeVersion(const YamlNode& node) {
    source_.format_version = node.scalar;
    if (node.scalar != "SPDX-2.2" && node.scalar != "SPDX-2.2.1" &&
        node.scalar != "SPDX-2.3") {
      problems_.Add(node.line, absl::StrCat("spdxVersion '", node.scalar,
                                            "' is not read"));
    }
  }

  void TakeCreation(const YamlNode& node) {
    const std::string created = TextOf(node, "created");
    source_.published = DayOf(created);
    if (!created.empty() && !source_.published) {
      problems_.Add(node.line, absl::StrCat("creationInfo/created: '", created,
                                            "' is no date and time"));
    }
    for (const std::string& creator : TextsOf(node, "creators")) {
      const std::string name = OrganizationName(creator);
      if (!name.empty()) source_.publisher = name;
    }
  }

  // The id of a package or file; nothing after adding to the problems.
  std::string IdOf(const YamlNode& node, const std::string& pointer,
                   const char* name) {
    const std::string id = TextOf(node, "SPDXID");
    const char* missing = id.empty()                   ? "SPDXID"
                          : TextOf(node, name).empty() ? name
                                                       : nullptr;
    if (missing != nullptr) {
      problems_.Add(node.line, absl::StrCat(pointer, ": has no ", missing));
      return "";
    }
    if (!ids_.insert(id).second) {
      problems_.Add(node.line,
                    absl::StrCat(pointer, ": '", id, "' stands twice"));
      return "";
    }
    return id;
  }

  void TakePackage(const std::string& pointer, const YamlNode& node) {
    const std::string id = IdOf(node, pointer, "name");
    if (id.empty()) return;
    const RecordPlace place{.pointer = pointer, .line = node.line};
    EntityRecord package;
    package.key = id;
    const std::string purpose = TextOf(node, "primaryPackagePurpose");
    package.type = absl::StrCat("package", purpose.empty() ? "" : "/", purpose);
    const std::string version = TextOf(node, "versionInfo");
    package.name =
        absl::StrCat(TextOf(node, "name"), version.empty() ? "" : " ", version);
    package.attributes["version"] = version;
    package.note = TextOf(node, "summary");
    if (package.note.empty()) package.note = TextOf(node, "description");
    package.place = place;
    std::string purl;
    for (const YamlNode& ref : ItemsOf(node, "externalRefs")) {
      const std::string type = TextOf(ref, "referenceType");
      const std::string locator = TextOf(ref, "referenceLocator");
      // Some write the whole IRI of the type.
      if (absl::EndsWith(type, "purl")) {
        if (purl.empty()) purl = locator;
      } else if (absl::EndsWith(type, "cpe23Type") ||
                 absl::EndsWith(type, "cpe22Type")) {
        package.identifiers.push_back({"cpe", locator});
      }
    }
    if (!purl.empty()) {
      package.identifiers.insert(package.identifiers.begin(), {"purl", purl});
    }
    sink_.Take(std::move(package));
    TakeOrganization("supplier", id, node, place);
    TakeOrganization("originator", id, node, place);
    if (!IsStated(node, "supplier") && !IsStated(node, "originator")) {
      InferVendor(id, purl, place);
    }
    for (const std::string& file : TextsOf(node, "hasFiles")) {
      Link("CONTAINS", id, file, place);
    }
  }

  // Of a person too, and that there is none.
  static bool IsStated(const YamlNode& node, const char* link) {
    const std::string text = TextOf(node, link);
    return !text.empty() && text != "NOASSERTION";
  }

  // Neither in the form that SPDX has for it, nor one of its words for nothing.
  static bool IsUnread(const YamlNode& node, const char* link) {
    const YamlNode* field = node.Find(link);
    if (field == nullptr || field->kind == YamlNode::Kind::kNull) return false;
    if (field->kind != YamlNode::Kind::kScalar) return true;
    return !field->scalar.empty() && field->scalar != "NOASSERTION" &&
           field->scalar != "NONE";
  }

  void TakeOrganization(const char* link, const std::string& id,
                        const YamlNode& node, const RecordPlace& place) {
    const std::string text = TextOf(node, link);
    const std::string name = OrganizationName(text);
    if (name.empty()) {
      if (absl::StartsWith(text, "Person:")) {
        sink_.Skip(place, absl::StrCat(link, ": a person is no organization"));
      } else if (IsUnread(node, link)) {
        sink_.Skip(place, absl::StrCat(link,
                                       " is no text of the form "
                                       "'Organization: …' or 'Person: …'"));
      }
      return;
    }
    EntityRecord organization;
    organization.key = absl::StrCat("organization/", name);
    organization.type = "organization";
    organization.name = name;
    organization.place = place;
    const std::string key = organization.key;
    if (organizations_.insert(key).second) sink_.Take(std::move(organization));
    Link(link, id, key, place);
  }

  void InferVendor(const std::string& id, const std::string& purl,
                   const RecordPlace& place) {
    const std::string space = PurlNamespace(purl);
    if (space.empty()) return;
    EntityRecord vendor = NamespaceRecord(space, place);
    if (organizations_.insert(vendor.key).second) sink_.Take(std::move(vendor));
    sink_.Take(NamespaceLink(id, space, place));
  }

  void TakeFile(const std::string& pointer, const YamlNode& node) {
    const std::string id = IdOf(node, pointer, "fileName");
    if (id.empty()) return;
    EntityRecord file;
    file.key = id;
    file.type = "file";
    file.name = TextOf(node, "fileName");
    file.place = {.pointer = pointer, .line = node.line};
    sink_.Take(std::move(file));
  }

  void TakeRelationship(const std::string& pointer, const YamlNode& node) {
    const std::string source = TextOf(node, "spdxElementId");
    const std::string type = TextOf(node, "relationshipType");
    const std::string target = TextOf(node, "relatedSpdxElement");
    if (source.empty() || type.empty() || target.empty()) {
      problems_.Add(node.line,
                    absl::StrCat(pointer,
                                 ": needs spdxElementId, relationshipType and "
                                 "relatedSpdxElement"));
      return;
    }
    const RecordPlace place{.pointer = pointer, .line = node.line};
    if (target == "NOASSERTION") {
      sink_.Skip(place, "a link to NOASSERTION says nothing");
      return;
    }
    if (source == "NOASSERTION" || source == "NONE") {
      sink_.Skip(place, absl::StrCat("a link from ", source, " says nothing"));
      return;
    }
    if (target == "NONE" && type != "DEPENDS_ON" && type != "CONTAINS") {
      sink_.Skip(place, absl::StrCat(type,
                                     " to NONE denies links of this type only, "
                                     "and ours are of wider ones"));
      return;
    }
    RelationRecord relation;
    relation.type = type;
    relation.source = source;
    relation.target = target;
    relation.place = place;
    if (target == "NONE") {
      relation.any_target = true;
      relation.target.clear();
      relation.modality = graph::Modality::kDenied;
    }
    sink_.Take(std::move(relation));
  }

  void Link(absl::string_view type, const std::string& source,
            const std::string& target, const RecordPlace& place) {
    RelationRecord relation;
    relation.type = std::string(type);
    relation.source = source;
    relation.target = target;
    relation.place = place;
    sink_.Take(std::move(relation));
  }

  RecordSink& sink_;
  Problems& problems_;
  SourceRecord source_;
  std::set<std::string> ids_;
  std::set<std::string> organizations_;
};

}  // namespace

bool LooksLikeSpdxJson(absl::string_view head) {
  return BeginsAsJson(head) &&
         (absl::StrContains(head, "\"SPDXRef-") ||
          HasJsonKey(head, "spdxVersion") || absl::StrContains(head, kSpdx3));
}

void ReadSpdxJson(absl::Span<const NamedBytes> files, const Mapping&,
                  RecordSink& sink, std::vector<Problem>& problems) {
  Problems own(files.front().name);
  SpdxReader reader(sink, own);
  const auto take = [&reader](const std::string& pointer, YamlNode node) {
    return reader.Take(pointer, node);
  };
  if (StreamJson(*files.front().bytes,
                 {"/spdxVersion", "/name", "/documentNamespace", "/dataLicense",
                  "/creationInfo", "/packages/*", "/files/*",
                  "/relationships/*", "/@context", "/@graph/*"},
                 take, own)) {
    reader.Finish();
  }
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
