// Reads FollowTheMoney entities (https://followthemoney.tech), one JSON object
// a line; files of changes ({"op": …, "entity": …}) too, which are read as
// SourceChanges. The key of a record is the id of its entity.
//
// An entity is a thing of its schema: "Company". One of a schema that links is
// a link of it from and to what its properties name: "Ownership" from `owner`
// to `asset`, "Directorship" from `director` to `organization` …; a new schema
// too, by the same properties. Of several names the first is its name, unless
// there is a caption. Beside these:
//
//   Ownership/majority   an Ownership of which more than half is stated: of
//                        "75%", "51,5" and "75-100" (the low end decides), not
//                        of several that differ
//   jurisdiction         to the country of its jurisdiction
//   country              to any other country that it names
//   Sanction             from who is listed to a thing of type `listing`, whose
//                        key is listing/id/ID of the programme, else
//                        listing/name/AUTHORITY/NAME, else
//                        listing/authority/AUTHORITY, else
//                        listing/sanction/ID of the sanction

#ifndef KETENZICHT_INGEST_FORMATS_FOLLOW_THE_MONEY_H_
#define KETENZICHT_INGEST_FORMATS_FOLLOW_THE_MONEY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeFollowTheMoney(absl::string_view head);

// Problems: a line that is no JSON object (ingest/json_text.h) or longer than
// kMaxJsonLine, or has no id, schema or properties, or an `op` that is none of
// ADD, MOD and DEL. Skipped: a date that is none; days of which the end is
// before the start; percentages that are none from 0 to 100, or differ. What
// ends on the day on which it starts held on that day. Holds one line at a
// time.
void ReadFollowTheMoney(absl::Span<const NamedBytes> files,
                        const Mapping& mapping, RecordSink& sink,
                        std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_FOLLOW_THE_MONEY_H_
