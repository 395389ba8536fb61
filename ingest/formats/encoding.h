// Texts that are not UTF-8.

#ifndef KETENZICHT_INGEST_FORMATS_ENCODING_H_
#define KETENZICHT_INGEST_FORMATS_ENCODING_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"

namespace ketenzicht::ingest {

// The bytes of `source`, which it outlives, in UTF-8, from `encoding`, a name
// that ICU knows. Reading gives InvalidArgument for bytes that are nothing in
// it, and for an encoding that is not known.
std::unique_ptr<ByteSource> Transcode(ByteSource& source,
                                      absl::string_view encoding);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_ENCODING_H_
