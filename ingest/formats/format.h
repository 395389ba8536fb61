// The outside formats there are: how each is recognised, and who reads it.

#ifndef KETENZICHT_INGEST_FORMATS_FORMAT_H_
#define KETENZICHT_INGEST_FORMATS_FORMAT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/byte_source.h"
#include "ingest/formats/record.h"
#include "ingest/mapping.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// One file of a source.
struct NamedBytes {
  std::string name;
  ByteSource* bytes;
};

// What a format is recognised by: its first bytes, at most so many.
inline constexpr size_t kFormatHeadBytes = size_t{64} << 10;

// What a format heeds of the keys of a mapping that are about tables.
enum class TableKeys {
  kNone,   // it is written in one way
  kBytes,  // `table`: delimiter and encoding
  kAll,    // `rows`, and all of `table`
};

struct Format {
  absl::string_view name;  // "cyclonedx": also that of its mapping
  // Whether a file that begins so, by HeadText (ingest/formats/head.h), is one
  // of it; the reader says what is wrong with one that is none after all. What
  // names the format may stand behind the head, so that words that only it has
  // will do too. `head` may end within a character.
  bool (*recognizes)(absl::string_view head);
  // Whether a source may be of several files.
  bool several_files;
  TableKeys heeds;
  // Gives all records to `sink`, or adds to `problems` why the file is not one
  // of this format, and where; records that were given before do not count
  // then.
  void (*read)(absl::Span<const NamedBytes> files, const Mapping& mapping,
               RecordSink& sink, std::vector<Problem>& problems);
};

// In the order in which they are tried.
absl::Span<const Format> Formats();

// The format of that name that recognises `head`: one name may stand for two
// ways to write the same. The first of the name where none does; null where
// there is none. A mapping of rows is a format of its own name, read as table.
const Format* FindFormat(absl::string_view name, absl::string_view head);
const Format* RecognizeFormat(absl::string_view head);
// The keys of the mapping that no format of that name heeds, with why:
// "'rows' is for tables …"; a mapping that has any would not be heeded in
// silence. One mapping may be for two ways to write the same.
std::vector<std::string> UnheededKeys(absl::string_view name,
                                      const Mapping& mapping);

// Why none does: "is JSON, and nothing …". `head` as of the others, in bytes.
std::string WhyNoFormat(absl::string_view head);
const Format& TableFormat();

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_FORMAT_H_
