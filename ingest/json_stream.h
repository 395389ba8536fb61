// Chosen values of a JSON text as they come by, strictly, without holding the
// text.
//
//   StreamJson(bytes, {"/metadata", "/components/*"},
//              [](const std::string& pointer, YamlNode value) { …; return true;
//              }, problems);

#ifndef KETENZICHT_INGEST_JSON_STREAM_H_
#define KETENZICHT_INGEST_JSON_STREAM_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest/byte_source.h"
#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// Gets a value and its JSON pointer (RFC 6901); false ends the reading.
using TakeJson =
    absl::FunctionRef<bool(const std::string& pointer, YamlNode value)>;

// At most this many patterns.
inline constexpr size_t kMaxJsonPatterns = 64;

// Gives, in order, every value whose pointer fits one of `patterns`: pointers
// in which `*` stands for any index; "" is the whole. What has `*` behind it
// must be a list, or null. Of values within each other the outer one is given.
// Nodes are as ParseJson (ingest/json_text.h) has them, with the line they
// start on, of which the first is `first_line`.
//
// False where the reading ended before the end of the text: `take` said so, or
// something was added to `problems`: what ParseJson refuses, anywhere in the
// text, with line and column or JSON pointer; what must be a list and is none;
// what the source of the bytes says. What came before was taken. The limits of
// json_text.h hold for each value; depth and length of texts for everything.
//
// Linear in the text; memory by the largest value, and the keys of the maps
// that are open.
bool StreamJson(ByteSource& bytes, const std::vector<std::string>& patterns,
                TakeJson take, Problems& problems, int first_line = 1);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_JSON_STREAM_H_
