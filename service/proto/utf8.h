// Whether bytes are text that a proto3 string may hold.

#ifndef KETENZICHT_SERVICE_PROTO_UTF8_H_
#define KETENZICHT_SERVICE_PROTO_UTF8_H_

#include "absl/strings/string_view.h"

namespace ketenzicht::service {

// Whether `text` is well-formed UTF-8 (Unicode 15, table 3-7): no overlong
// form, no surrogate, nothing above U+10FFFF. A NUL is a character like others.
// Protobuf writes a string that is not, and then refuses to read it back.
bool IsUtf8(absl::string_view text);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_UTF8_H_
