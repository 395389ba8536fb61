#include "ingest/formats/package_url.h"

#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kType[] = "purl-namespace";

std::string KeyOf(const std::string& name) {
  return absl::StrCat(kType, "/", name);
}

}  // namespace

std::string PurlNamespace(absl::string_view purl) {
  const auto normal = NormalIdentifier("purl", purl);
  if (!normal) return "";
  absl::string_view rest = absl::string_view(*normal).substr(4);
  rest = rest.substr(0, rest.find_first_of("@?#"));
  const size_t first = rest.find('/');
  const size_t last = rest.rfind('/');
  return first == last ? "" : std::string(rest.substr(0, last));
}

EntityRecord NamespaceRecord(const std::string& name,
                             const RecordPlace& place) {
  EntityRecord record;
  record.key = KeyOf(name);
  record.type = kType;
  record.name = name;
  record.place = place;
  return record;
}

RelationRecord NamespaceLink(const std::string& package,
                             const std::string& name,
                             const RecordPlace& place) {
  RelationRecord relation;
  relation.type = kType;
  relation.source = package;
  relation.target = KeyOf(name);
  relation.inferred_by = "the namespace of its package URL";
  relation.place = place;
  return relation;
}

}  // namespace ketenzicht::ingest
