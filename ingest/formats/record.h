// What a reader of an outside format gives: the things and links of a file, in
// the format's own words, each with its place. A mapping (ingest/mapping.h)
// says what they are in ours.

#ifndef KETENZICHT_INGEST_FORMATS_RECORD_H_
#define KETENZICHT_INGEST_FORMATS_RECORD_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/fact.h"

namespace ketenzicht::ingest {

// Where in a source: a JSON pointer or XML path ("/components/3"), or a line.
struct RecordPlace {
  std::string pointer;
  int line = 0;      // from 1; 0: not known
  std::string file;  // of a source of several files; else empty
  // What the source calls the record in every issue, where its changes name it
  // so (SourceChanges): then the locator of evidence, as of LocatorKey.
  std::string key;
};

// Between the keys of records that say one fact, in a locator.
inline constexpr char kKeySeparator[] = "; ";

// A key as it stands in a locator: on one line, and with the separator in it,
// which then separates nothing, as ";%20".
std::string LocatorKey(absl::string_view key);

// Without its folder: where a file lies on somebody's disk is no part of what
// it says.
std::string BaseName(absl::string_view file);

// "/components/3", "relations.csv:12", "line 12"; the pointer where there is
// one. Files by their base name. Empty where nothing is known.
std::string FormatPlace(const RecordPlace& place);

// What names one thing in the world, whoever writes it: lei, kvk, purl …
// (ingest/identifier.h).
struct Identifier {
  std::string scheme;
  std::string value;  // as the file has it
};

// Of a source that says only what has changed since it was issued: what it does
// not name stays as it was.
struct SourceChanges {
  std::map<std::string, int> keys;     // RecordPlace::key of what changed, and
                                       // the last line that says how
  std::map<std::string, int> deleted;  // those that are no more: last line
};

// The source itself, as a source of facts. Given at most once.
struct SourceRecord {
  // What stays the same when the source is issued anew, by the source's own
  // words; empty where it has none, and the name of the file stands for it.
  std::string identity;
  std::string title;
  std::string publisher;
  std::string licence;
  std::optional<graph::Date> published;
  // Which issue of the source this is, where it numbers them: a lower number is
  // an older one, whatever its date.
  std::optional<int64_t> version;
  // Of the format itself: "1.6".
  std::string format_version;
  std::optional<SourceChanges> changes;  // without: it says all there is
};

struct EntityRecord {
  std::string key;  // names it within the source
  // What the source named it by before; of several things that it has made one
  // it is the first that is there.
  std::vector<std::string> former_keys;
  // The format's word, which the mapping knows: "component/device".
  std::string type;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<Identifier> identifiers;  // of several of a scheme the first
  std::map<std::string, std::string> attributes;
  graph::ValidTime valid;
  std::string note;
  // Of what says something of others, such as that something is not known: the
  // keys of those. Its text is the mapping's.
  std::vector<std::string> about;
  graph::UnknownKind unknown_kind = graph::UnknownKind::kNone;
  // The source names it at an end of a link and does not have it: no thing of
  // it, but what is known of it should the source have no other of that key.
  bool only_named = false;
  RecordPlace place;
};

struct RelationRecord {
  std::string type;    // "dependsOn", "CONTAINED_BY", "Serving"
  std::string source;  // keys of entities, which may come later or never
  std::string target;
  // Instead of `target`: it is said of anything. With kDenied: "of nothing".
  bool any_target = false;
  graph::Modality modality = graph::Modality::kAffirmed;
  graph::UnknownKind unknown_kind = graph::UnknownKind::kNone;
  std::map<std::string, std::string> attributes;
  graph::ValidTime valid;
  // Names it within the source, where others are inferred from it; else empty.
  std::string key;
  // Where the source does not say it: by which rule it was inferred. Empty: the
  // source says it.
  std::string inferred_by;
  // Keys of the links that it was inferred from, which come before it; empty:
  // from the thing at `source`.
  std::vector<std::string> inferred_from;
  RecordPlace place;
};

// Takes what a reader finds, in any order. The same key twice is the same
// thing; the first one counts, and a second that differs is told as skipped.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual void Take(SourceRecord source) = 0;
  virtual void Take(EntityRecord entity) = 0;
  virtual void Take(RelationRecord relation) = 0;
  // What the reader leaves out, and why, in words that are the same for all
  // that is left out for that reason: they are counted together.
  virtual void Skip(RecordPlace place, absl::string_view reason) = 0;
  // What is taken and somebody should know, likewise.
  virtual void Remark(RecordPlace place, absl::string_view reason) = 0;
  // True once there is more than an import takes: the reader ends.
  virtual bool full() const = 0;
};

// Of days as a source states them. What starts and ends on one day held on that
// day: until the day after. False, and no days, where the end is before the
// start, so that nobody knows when it held: kEndBeforeStart then tells it.
bool MendDays(graph::ValidTime& valid);
inline constexpr absl::string_view kEndBeforeStart =
    "dates of which the end is before the start";

// A thing that a source names and may not have, by what it says of it there:
// of type "unresolved/TYPE", or "unresolved" where the type is not known.
EntityRecord NamedRecord(const std::string& key, absl::string_view type,
                         Identifier identifier, RecordPlace place);

// A country by whatever word a source has for it: an ISO 3166 code or a name.
// The mapping finds which one it is; the key is the same for the same word.
inline constexpr absl::string_view kCountryType = "country";
inline constexpr absl::string_view kCountryScheme = "country";
EntityRecord CountryRecord(absl::string_view word, RecordPlace place);
// The state of that country, as an actor, with a link of type kStateOf to the
// country.
inline constexpr absl::string_view kStateType = "state";
inline constexpr absl::string_view kStateScheme = "state";
inline constexpr absl::string_view kStateOf = "state-of";
EntityRecord StateRecord(absl::string_view country, RecordPlace place);
// Gives both, and the country.
void TakeState(RecordSink& sink, absl::string_view country,
               const RecordPlace& place);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_RECORD_H_
