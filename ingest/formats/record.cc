#include "ingest/formats/record.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/one_line.h"

namespace ketenzicht::ingest {
namespace {

EntityRecord Named(absl::string_view type, absl::string_view scheme,
                   absl::string_view word, RecordPlace place) {
  EntityRecord record;
  record.key = absl::StrCat(type, "/", word);
  record.type = std::string(type);
  record.name = std::string(word);
  record.identifiers.push_back({std::string(scheme), std::string(word)});
  record.place = std::move(place);
  return record;
}

}  // namespace

std::string LocatorKey(absl::string_view key) {
  return absl::StrReplaceAll(OnOneLine(key), {{kKeySeparator, ";%20"}});
}

std::string BaseName(absl::string_view file) {
  return std::string(file.substr(file.find_last_of('/') + 1));
}

std::string FormatPlace(const RecordPlace& place) {
  const std::string file = BaseName(place.file);
  if (!place.pointer.empty()) {
    return absl::StrCat(file, file.empty() ? "" : ":", place.pointer);
  }
  if (place.line == 0) return file;
  return file.empty() ? absl::StrCat("line ", place.line)
                      : absl::StrCat(file, ":", place.line);
}

bool MendDays(graph::ValidTime& valid) {
  using Kind = graph::Bound::Kind;
  // 9999-12-31, which no date is after.
  constexpr int32_t kLastDay = 2932896;
  const graph::DateRange& from = valid.from.range;
  const graph::DateRange& until = valid.until.range;
  if (valid.from.kind != Kind::kDated || valid.until.kind != Kind::kDated ||
      until.latest > from.earliest) {
    return true;
  }
  if (from != until) {
    valid = {};
    return false;
  }
  const int32_t day = until.latest.days();
  if (day == kLastDay) {
    valid.until = graph::Bound();
  } else {
    const graph::Date after = graph::Date::FromDays(day + 1);
    valid.until = graph::Bound::Dated({after, after});
  }
  return true;
}

EntityRecord NamedRecord(const std::string& key, absl::string_view type,
                         Identifier identifier, RecordPlace place) {
  EntityRecord record;
  record.key = key;
  record.type = absl::StrCat("unresolved", type.empty() ? "" : "/", type);
  record.name = key;
  record.identifiers.push_back(std::move(identifier));
  record.only_named = true;
  record.place = std::move(place);
  return record;
}

EntityRecord CountryRecord(absl::string_view word, RecordPlace place) {
  return Named(kCountryType, kCountryScheme, word, std::move(place));
}

EntityRecord StateRecord(absl::string_view country, RecordPlace place) {
  return Named(kStateType, kStateScheme, country, std::move(place));
}

void TakeState(RecordSink& sink, absl::string_view country,
               const RecordPlace& place) {
  EntityRecord state = StateRecord(country, place);
  EntityRecord of = CountryRecord(country, place);
  RelationRecord link;
  link.type = std::string(kStateOf);
  link.source = state.key;
  link.target = of.key;
  link.place = place;
  sink.Take(std::move(state));
  sink.Take(std::move(of));
  sink.Take(std::move(link));
}

}  // namespace ketenzicht::ingest
