// What a package URL (ECMA-427) says of who stands behind a package.

#ifndef KETENZICHT_INGEST_FORMATS_PACKAGE_URL_H_
#define KETENZICHT_INGEST_FORMATS_PACKAGE_URL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "ingest/formats/record.h"

namespace ketenzicht::ingest {

// Whose the package is by its namespace: "maven/org.apache.commons" of
// pkg:maven/org.apache.commons/io@1. Nothing without a namespace, or where it
// is no package URL.
std::string PurlNamespace(absl::string_view purl);

// That namespace as a thing of type `purl-namespace`, and the link from the
// thing of key `package` to it, which is inferred, and of the same type.
EntityRecord NamespaceRecord(const std::string& name, const RecordPlace& place);
RelationRecord NamespaceLink(const std::string& package,
                             const std::string& name, const RecordPlace& place);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_PACKAGE_URL_H_
