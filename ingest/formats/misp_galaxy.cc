#include "ingest/formats/misp_galaxy.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "ingest/formats/head.h"
#include "ingest/formats/json_fields.h"
#include "ingest/json_stream.h"

namespace ketenzicht::ingest {
namespace {

// Of `meta`: what becomes something else than an attribute. "synomyms" is in
// published files.
const std::set<std::string>& ReadOtherwise() {
  static const auto& names =
      *new std::set<std::string>{"aliases",
                                 "cfr-suspected-state-sponsor",
                                 "cfr-suspected-victims",
                                 "country",
                                 "manufacturer",
                                 "operator",
                                 "refs",
                                 "synomyms",
                                 "synonyms"};
  return names;
}

// A text that names several: "norway; united states of america".
std::vector<std::string> Several(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const std::string& text : texts) {
    for (const absl::string_view part : absl::StrSplit(text, ';')) {
      const absl::string_view word = absl::StripAsciiWhitespace(part);
      if (!word.empty()) all.push_back(std::string(word));
    }
  }
  return all;
}

class GalaxyReader {
 public:
  GalaxyReader(RecordSink& sink, Problems& problems)
      : sink_(sink), problems_(problems) {}

  bool Take(const std::string& pointer, YamlNode node) {
    if (absl::StartsWith(pointer, "/values/")) {
      has_values_ = true;
      if (type_.empty()) {
        waiting_.emplace_back(pointer, std::move(node));
      } else {
        TakeValue(pointer, node);
      }
    } else if (pointer == "/type") {
      type_ = node.scalar;
      for (const auto& [place, value] : waiting_) TakeValue(place, value);
      waiting_.clear();
    } else if (pointer == "/uuid") {
      source_.identity = node.scalar;
    } else if (pointer == "/name") {
      source_.title = node.scalar;
    } else if (pointer == "/source") {
      source_.publisher = node.scalar;
    } else if (pointer == "/version") {
      // Of the cluster: each issue has a greater one.
      if (int64_t number = 0; absl::SimpleAtoi(node.scalar, &number)) {
        source_.version = number;
      }
    }
    return problems_.empty() && !sink_.full();
  }

  void Finish() {
    if (!problems_.empty()) return;
    if (type_.empty() || !has_values_) {
      problems_.Add(0,
                    "is no cluster of a galaxy: it has no 'type' or no "
                    "'values'");
      return;
    }
    if (!source_.title.empty()) {
      source_.title = absl::StrCat("MISP galaxy: ", source_.title);
    }
    TakeSeats();
    sink_.Take(std::move(source_));
  }

 private:
  // What the products of one say of where it is.
  struct Maker {
    std::set<std::string> countries;  // in lower case
    std::string country;              // key of the first
    RecordPlace place;                // of the product that named it
    std::vector<std::string> from;    // keys of links
  };

  void TakeValue(const std::string& pointer, const YamlNode& node) {
    const RecordPlace place{.pointer = pointer, .line = node.line};
    EntityRecord value;
    value.type = type_;
    value.name = TextOf(node, "value");
    if (value.name.empty()) {
      problems_.Add(node.line, absl::StrCat(pointer, ": has no 'value'"));
      return;
    }
    const std::string uuid = TextOf(node, "uuid");
    value.key = uuid.empty() ? absl::StrCat("value/", value.name) : uuid;
    if (!uuid.empty()) value.identifiers.push_back({"uuid", uuid});
    value.note = TextOf(node, "description");
    value.place = place;
    const std::string key = value.key;
    if (const YamlNode* meta = node.Find("meta")) {
      TakeMeta(*meta, value);
      sink_.Take(std::move(value));
      TakeLinks(*meta, key, place);
    } else {
      sink_.Take(std::move(value));
    }
    TakeRelated(node, key, pointer);
  }

  void TakeMeta(const YamlNode& meta, EntityRecord& value) const {
    for (const char* names : {"aliases", "synomyms", "synonyms"}) {
      for (std::string& alias : TextsOf(meta, names)) {
        value.aliases.push_back(std::move(alias));
      }
    }
    if (const std::string iso = TextOf(meta, "ISO"); !iso.empty()) {
      value.identifiers.push_back({std::string(kCountryScheme), iso});
    } else if (const auto codes = TextsOf(meta, "iso-code"); !codes.empty()) {
      value.identifiers.push_back({std::string(kCountryScheme), codes.front()});
    }
    for (const YamlField& field : meta.fields) {
      if (ReadOtherwise().contains(field.name)) continue;
      value.attributes[field.name] =
          absl::StrJoin(TextsOf(meta, field.name), "; ");
    }
  }

  void TakeLinks(const YamlNode& meta, const std::string& key,
                 const RecordPlace& place) {
    const std::vector<std::string> countries =
        Several(TextsOf(meta, "country"));
    for (const std::string& country : countries) {
      LinkToCountry("country", key, country, place);
    }
    TakeMakers(TextsOf(meta, "manufacturer"), countries, key, place);
    for (const std::string& state : Several(TextsOf(meta, "operator"))) {
      LinkToState("operator", key, state, place, {});
    }
    for (const std::string& state :
         TextsOf(meta, "cfr-suspected-state-sponsor")) {
      if (state == "Unknown") {
        TakeUnknownSponsor(key, place);
      } else {
        LinkToState("suspected-state-sponsor", key, state, place,
                    TextOf(meta, "attribution-confidence"));
      }
    }
    for (const std::string& victim : TextsOf(meta, "cfr-suspected-victims")) {
      LinkToCountry("suspected-victim", key, victim, place);
    }
  }

  void TakeMakers(const std::vector<std::string>& names,
                  const std::vector<std::string>& countries,
                  const std::string& key, const RecordPlace& place) {
    for (const std::string& name : names) {
      if (name.empty()) continue;
      EntityRecord record;
      record.type = "manufacturer";
      record.key = absl::StrCat("manufacturer/", name);
      record.name = name;
      record.place = place;
      Maker& maker = makers_[record.key];
      const std::string link = LinkKey("manufacturer", key, record.key);
      for (const std::string& country : countries) {
        maker.countries.insert(absl::AsciiStrToLower(country));
      }
      // Of several makers nobody knows which one is of the country.
      if (countries.size() == 1 && names.size() == 1) {
        const std::string target = CountryRecord(countries.front(), {}).key;
        if (maker.from.empty()) {
          maker.country = target;
          maker.place = place;
        }
        maker.from.push_back(link);
        maker.from.push_back(LinkKey("country", key, target));
      }
      const std::string maker_key = record.key;
      if (given_.insert(maker_key).second) sink_.Take(std::move(record));
      Link("manufacturer", key, maker_key, place);
    }
  }

  // Where all products that a maker makes are of one country.
  void TakeSeats() {
    for (auto& [key, maker] : makers_) {
      if (maker.countries.size() != 1 || maker.from.empty()) continue;
      RelationRecord seat;
      seat.type = absl::StrCat(type_, "/manufacturer-country");
      seat.source = key;
      seat.target = maker.country;
      seat.modality = graph::Modality::kPossible;
      seat.inferred_by = "the one country stated of the products that it makes";
      seat.inferred_from = std::move(maker.from);
      seat.place = std::move(maker.place);
      sink_.Take(std::move(seat));
    }
  }

  void LinkToCountry(absl::string_view link, const std::string& key,
                     const std::string& word, const RecordPlace& place) {
    EntityRecord country = CountryRecord(word, place);
    const std::string target = country.key;
    if (given_.insert(target).second) sink_.Take(std::move(country));
    Link(link, key, target, place);
  }

  void LinkToState(absl::string_view link, const std::string& key,
                   const std::string& word, const RecordPlace& place,
                   const std::string& confidence) {
    RelationRecord relation;
    relation.type = absl::StrCat(type_, "/", link);
    relation.source = key;
    relation.target = StateRecord(word, {}).key;
    if (!confidence.empty()) {
      relation.attributes["attribution-confidence"] = confidence;
    }
    relation.place = place;
    if (given_.insert(relation.target).second) TakeState(sink_, word, place);
    sink_.Take(std::move(relation));
  }

  void Link(absl::string_view link, const std::string& source,
            const std::string& target, const RecordPlace& place) {
    RelationRecord relation;
    relation.type = absl::StrCat(type_, "/", link);
    relation.source = source;
    relation.target = target;
    relation.key = LinkKey(link, source, target);
    relation.place = place;
    sink_.Take(std::move(relation));
  }

  static std::string LinkKey(absl::string_view link, const std::string& source,
                             const std::string& target) {
    return absl::StrCat(link, " ", source, " ", target);
  }

  void TakeUnknownSponsor(const std::string& key, const RecordPlace& place) {
    EntityRecord unknown;
    unknown.type = absl::StrCat(type_, "/unknown-sponsor");
    unknown.key = absl::StrCat("unknown-sponsor/", key);
    unknown.about = {key};
    unknown.unknown_kind = graph::UnknownKind::kUnknownToSpeaker;
    unknown.place = place;
    sink_.Take(std::move(unknown));
  }

  void TakeRelated(const YamlNode& node, const std::string& key,
                   const std::string& pointer) {
    const std::vector<YamlNode>& related = ItemsOf(node, "related");
    for (size_t at = 0; at < related.size(); ++at) {
      RelationRecord relation;
      relation.type = absl::StrCat("related/", TextOf(related[at], "type"));
      relation.source = key;
      relation.target = TextOf(related[at], "dest-uuid");
      relation.place = {.pointer = PointerTo(PointerTo(pointer, "related"), at),
                        .line = related[at].line};
      const std::string& uuid = relation.target;
      if (given_.insert(uuid).second) {
        sink_.Take(NamedRecord(uuid, "", {"uuid", uuid}, relation.place));
      }
      sink_.Take(std::move(relation));
    }
  }

  RecordSink& sink_;
  Problems& problems_;
  std::string type_;
  bool has_values_ = false;
  SourceRecord source_;
  std::vector<std::pair<std::string, YamlNode>> waiting_;
  std::set<std::string> given_;  // keys given: makers, countries, states
  std::map<std::string, Maker> makers_;  // by key
};

}  // namespace

bool LooksLikeMispGalaxy(absl::string_view head) {
  const bool named =
      HasJsonKey(head, "authors") && HasJsonKey(head, "category");
  return BeginsAsJson(head) &&
         (named || (HasJsonKey(head, "values") && HasJsonKey(head, "value") &&
                    HasJsonKey(head, "meta")));
}

void ReadMispGalaxy(absl::Span<const NamedBytes> files, const Mapping&,
                    RecordSink& sink, std::vector<Problem>& problems) {
  Problems own(files.front().name);
  GalaxyReader reader(sink, own);
  const auto take = [&reader](const std::string& pointer, YamlNode node) {
    return reader.Take(pointer, std::move(node));
  };
  if (StreamJson(
          *files.front().bytes,
          {"/type", "/uuid", "/name", "/source", "/version", "/values/*"}, take,
          own)) {
    reader.Finish();
  }
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
