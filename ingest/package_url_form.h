// The one form of package URLs (ECMA-427) that are of one package.

#ifndef KETENZICHT_INGEST_PACKAGE_URL_FORM_H_
#define KETENZICHT_INGEST_PACKAGE_URL_FORM_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// "pkg:type/namespace/name@version?qualifiers#subpath", as the specification
// and its definitions of types have it: the type in lower case, names and
// namespaces where their type does not tell cases apart, `_` of pypi as `-`;
// qualifiers that say something sorted by their keys; every part decoded and
// then encoded but for letters, digits and ".-_~:". An `@` at the begin of a
// namespace is part of it: "pkg:npm/@angular/core" is what many tools write for
// "pkg:npm/%40angular/core".
//
// Nothing where it is not well formed. Linear in the text.
std::optional<std::string> NormalPackageUrl(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_PACKAGE_URL_FORM_H_
