// The one form of names of products by CPE that are of one product.

#ifndef KETENZICHT_INGEST_CPE_FORM_H_
#define KETENZICHT_INGEST_CPE_FORM_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// The formatted string of CPE 2.3 (NISTIR 7695), in lower case, with all eleven
// attributes, and with backslashes only where they are needed; of a name in
// that form, or in the URI form of 2.2 ("cpe:/a:vendor:product:1").
//
// Nothing where it is neither, or names more than one version of one product.
// Linear in the text.
std::optional<std::string> NormalCpe(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CPE_FORM_H_
