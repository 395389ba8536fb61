// Strong identifiers: what names one thing in the world, whoever writes it. Two
// records with the same one are of the same thing; nothing else makes them so.

#ifndef KETENZICHT_INGEST_IDENTIFIER_H_
#define KETENZICHT_INGEST_IDENTIFIER_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace ketenzicht::ingest {

// The schemes, each the name of the attribute that bears it. In order of
// precedence: what has several is told by the first, so that two packages that
// share a CPE are two. `state` names the state of a jurisdiction, by its code.
//
//   iso_3166  alpha-2 (ISO 3166-1)
//   state     the same
//   lei       ISO 17442, with its check digits (ISO 7064 mod 97-10)
//   kvk       Dutch trade register, eight digits
//   ogrn      Russian registers, 13 or 15 digits, with the check digit
//   wikidata  Q and digits
//   purl      package URL (ECMA-427, ingest/package_url_form.h)
//   cpe       CPE 2.2 or 2.3 (NISTIR 7695, ingest/cpe_form.h), only of one
//             version, and only of what has no purl
//   uuid      RFC 4122; a thing may have several; the nil UUID names none
absl::Span<const absl::string_view> IdentifierSchemes();

// The UUID of zeros, which tools write where they have none; with "urn:uuid:"
// before it too.
bool IsNilUuid(absl::string_view text);

// Whether a thing has one of the scheme only, so that another one is another
// thing's.
bool IsExclusive(absl::string_view scheme);

// The value in the one form that equal ones share; nothing where it is not well
// formed, its check digits are wrong, or the scheme is none.
std::optional<std::string> NormalIdentifier(absl::string_view scheme,
                                            absl::string_view value);

// Normal ones by scheme.
using Identifiers = std::map<std::string, std::string>;

// Those among the attributes of a thing that are well formed.
Identifiers IdentifiersAmong(
    const std::map<std::string, std::string>& attributes);

// Whether one thing cannot have the two of this scheme: both have one, they
// differ, and a thing has one only. Not a CPE where either is a package: tools
// guess them.
bool Contradicts(absl::string_view scheme, const Identifiers& one,
                 const Identifiers& other);

// Whether they are of two things: any scheme contradicts.
bool AreOfTwoThings(const Identifiers& one, const Identifiers& other);

// The name, after the collection, of what has this identifier and no id yet:
// "lei-7245…", "purl-npm-acorn-8-8-1-1f3a9c04"; of a jurisdiction or state
// "cn", "cn-state". `value` is normal.
std::string NameByIdentifier(absl::string_view scheme, absl::string_view value);

// Lower-case letters, digits and single hyphens, as names in ids are, of at
// most 60 characters; where something is lost, with a hash of the text behind.
// Never empty; different texts get different ones, but for collisions of a
// 64-bit hash.
std::string NameOfText(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_IDENTIFIER_H_
