#include "ingest/formats/follow_the_money.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "ingest/formats/head.h"
#include "ingest/formats/json_fields.h"
#include "ingest/json_lines_reader.h"
#include "ingest/json_text.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kPieceBytes = size_t{64} << 10;

// Of one line: its ends are multiplied.
constexpr size_t kMaxLinksOfOne = 10'000;

// The properties by which schemata link, from and to.
struct Ends {
  const char* source;
  const char* target;
};
constexpr Ends kEnds[] = {
    {"owner", "asset"},           {"director", "organization"},
    {"member", "organization"},   {"employee", "employer"},
    {"subject", "object"},        {"person", "associate"},
    {"person", "relative"},       {"payer", "beneficiary"},
    {"agent", "client"},          {"debtor", "creditor"},
    {"predecessor", "successor"}, {"supplier", "contract"},
    {"participant", "project"},   {"party", "case"},
    {"holder", "post"},           {"document", "entity"},
    {"controller", "controlled"}};

constexpr std::pair<const char*, const char*> kIdentifiers[] = {
    {"leiCode", "lei"}, {"ogrnCode", "ogrn"}, {"wikidataId", "wikidata"}};

// Properties that are kept as attributes, of things and of links.
constexpr const char* kKept[] = {
    "topics",     "programId",  "legalForm",          "status",
    "innCode",    "address",    "registrationNumber", "website",
    "role",       "percentage", "ownershipType",      "reason",
    "provisions", "authority",  "sharesCount",        "relationship",
    "program"};

// What the lines of a file of changes do.
constexpr absl::string_view kOps[] = {"ADD", "MOD", "DEL"};

// One word of a key, in which what separates words is nothing else.
std::string WordOf(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"%", "%25"}, {"/", "%2F"}, {";", "%3B"}});
}

// A percentage from 0 to 100, in whatever way sources write it.
struct Share {
  double low = 0;
  double high = 0;
  friend bool operator==(const Share&, const Share&) = default;
};

// "51,5" at the beginning of `text`, which is then what is behind it.
std::optional<double> TakeNumber(absl::string_view& text) {
  size_t length = 0;
  while (length < text.size() && (absl::ascii_isdigit(text[length]) ||
                                  text[length] == '.' || text[length] == ',')) {
    ++length;
  }
  const std::string digits =
      absl::StrReplaceAll(text.substr(0, length), {{",", "."}});
  double number = 0;
  if (!absl::SimpleAtod(digits, &number)) return std::nullopt;
  text = absl::StripLeadingAsciiWhitespace(text.substr(length));
  absl::ConsumePrefix(&text, "%");
  text = absl::StripLeadingAsciiWhitespace(text);
  return number;
}

// "75", "75%", "51,5", "75-100"; nothing of any other text, which is told.
std::optional<Share> ParseShare(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const std::optional<double> low = TakeNumber(text);
  if (!low) return std::nullopt;
  Share share{*low, *low};
  if (absl::ConsumePrefix(&text, "-") || absl::ConsumePrefix(&text, "–")) {
    text = absl::StripLeadingAsciiWhitespace(text);
    const std::optional<double> high = TakeNumber(text);
    if (!high) return std::nullopt;
    share.high = *high;
  }
  const bool sound =
      text.empty() && share.low <= share.high && share.high <= 100;
  return sound ? std::optional(share) : std::nullopt;
}

class FtmReader {
 public:
  FtmReader(RecordSink& sink, Problems& problems)
      : sink_(sink), problems_(problems) {}

  bool TakeLine(absl::string_view line, int number) {
    if (absl::StripAsciiWhitespace(line).empty()) return true;
    const std::optional<YamlNode> node = ParseJson(line, number, problems_);
    if (!node) return false;
    const YamlNode* entity = node->Find("entity");
    const std::string op = TextOf(*node, "op");
    if (op.empty() || entity == nullptr) {
      // Among changes an entity by itself is what it is now.
      if (source_.changes) {
        source_.changes->keys[LocatorKey(TextOf(*node, "id"))] = number;
      } else if (whole_ == 0) {
        whole_ = number;
      }
      TakeEntity(*node, number);
    } else {
      TakeChange(op, *entity, number);
    }
    return problems_.empty() && !sink_.full();
  }

  void Finish() {
    if (problems_.empty()) sink_.Take(std::move(source_));
  }

 private:
  void TakeChange(const std::string& op, const YamlNode& entity, int line) {
    if (std::find(std::begin(kOps), std::end(kOps), op) == std::end(kOps)) {
      problems_.Add(line, absl::StrCat("op '", op, "' is none of ",
                                       absl::StrJoin(kOps, ", ")));
      return;
    }
    if (whole_ > 0) {
      problems_.Add(line, absl::StrCat("is a change, and line ", whole_,
                                       " is none: whether the file is all that "
                                       "the source says is not told"));
      return;
    }
    if (!source_.changes) source_.changes.emplace();
    const std::string key = LocatorKey(TextOf(entity, "id"));
    source_.changes->keys[key] = line;
    if (op != "DEL") {
      TakeEntity(entity, line);
    } else if (key.empty()) {
      problems_.Add(line, "needs an id");
    } else {
      source_.changes->deleted[key] = line;
    }
  }

  // An entity within another one: it is one of its own, and stands there by its
  // id. As exports that nest write them.
  static bool IsEntity(const YamlNode& node) {
    return node.kind == YamlNode::Kind::kMap && !TextOf(node, "id").empty() &&
           !TextOf(node, "schema").empty() &&
           node.Find("properties") != nullptr;
  }

  static bool HasNested(const YamlNode& properties) {
    return std::any_of(
        properties.fields.begin(), properties.fields.end(),
        [](const YamlField& field) {
          return field.value.kind == YamlNode::Kind::kMap ||
                 std::any_of(field.value.items.begin(), field.value.items.end(),
                             [](const YamlNode& item) {
                               return item.kind != YamlNode::Kind::kScalar;
                             });
        });
  }

  // With the ids of the entities in it, which are put into `within`. What is
  // neither a text nor an entity is told.
  YamlNode Flattened(const YamlNode& properties, int line,
                     std::vector<YamlNode>& within) {
    YamlNode flat = properties;
    for (YamlField& field : flat.fields) {
      YamlNode& values = field.value;
      if (values.kind == YamlNode::Kind::kMap) {
        YamlNode list;
        list.kind = YamlNode::Kind::kList;
        list.items.push_back(std::move(values));
        values = std::move(list);
      }
      for (YamlNode& item : values.items) {
        if (item.kind == YamlNode::Kind::kScalar) continue;
        if (!IsEntity(item)) {
          sink_.Skip(PlaceOf(line), "a value that is no text and no entity");
          continue;
        }
        YamlNode id;
        id.kind = YamlNode::Kind::kScalar;
        id.scalar = TextOf(item, "id");
        within.push_back(std::exchange(item, std::move(id)));
      }
    }
    return flat;
  }

  // Of what is said of the entity of this line.
  RecordPlace PlaceOf(int line) const { return {.line = line, .key = key_}; }

  void TakeEntity(const YamlNode& node, int line) {
    const std::string id = TextOf(node, "id");
    const std::string schema = TextOf(node, "schema");
    const YamlNode* properties = node.Find("properties");
    if (id.empty() || schema.empty() || properties == nullptr ||
        properties->kind != YamlNode::Kind::kMap) {
      problems_.Add(line, "needs an id, a schema and properties");
      return;
    }
    key_ = LocatorKey(id);
    if (!HasNested(*properties)) {
      TakeEntity(id, schema, node, *properties, line);
      return;
    }
    std::vector<YamlNode> within;
    const YamlNode flat = Flattened(*properties, line, within);
    TakeEntity(id, schema, node, flat, line);
    for (const YamlNode& inner : within) {
      if (source_.changes) {
        source_.changes->keys[LocatorKey(TextOf(inner, "id"))] = line;
      }
      TakeEntity(inner, line);
    }
  }

  // Nothing in `properties` but texts.
  void TakeEntity(const std::string& id, const std::string& schema,
                  const YamlNode& node, const YamlNode& properties, int line) {
    if (schema == "Sanction") {
      TakeSanction(id, properties, line);
      return;
    }
    const Ends* ends = EndsOf(properties);
    if (ends != nullptr && properties.Find("name") == nullptr) {
      TakeLink(schema, *ends, properties, line);
    } else {
      TakeThing(id, schema, node, properties, line);
    }
  }

  static const Ends* EndsOf(const YamlNode& properties) {
    for (const Ends& ends : kEnds) {
      if (properties.Find(ends.source) != nullptr &&
          properties.Find(ends.target) != nullptr) {
        return &ends;
      }
    }
    return nullptr;
  }

  void TakeThing(const std::string& id, const std::string& schema,
                 const YamlNode& node, const YamlNode& properties, int line) {
    EntityRecord thing;
    thing.key = id;
    thing.former_keys = TextsOf(node, "referents");
    thing.type = schema;
    thing.name = TextOf(node, "caption");
    thing.place = PlaceOf(line);
    for (const char* property :
         {"name", "alias", "weakAlias", "previousName", "abbreviation"}) {
      for (std::string& name : TextsOf(properties, property)) {
        if (thing.name.empty()) {
          thing.name = std::move(name);
        } else {
          thing.aliases.push_back(std::move(name));
        }
      }
    }
    for (const auto& [property, scheme] : kIdentifiers) {
      // Their order means nothing, and differs between exports.
      std::vector<std::string> values = TextsOf(properties, property);
      std::sort(values.begin(), values.end());
      for (std::string& value : values) {
        thing.identifiers.push_back({scheme, std::move(value)});
      }
    }
    thing.attributes = Kept(properties);
    thing.valid =
        Valid(properties, {"incorporationDate"}, {"dissolutionDate"}, line);
    sink_.Take(std::move(thing));
    for (const std::string& parent : TextsOf(properties, "parent")) {
      Link("parent", id, parent, {}, {}, line);
    }
    std::set<std::string> seats;
    for (const std::string& word : TextsOf(properties, "jurisdiction")) {
      LinkToCountry("jurisdiction", id, word, line);
      seats.insert(word);
    }
    for (const std::string& word : TextsOf(properties, "country")) {
      if (!seats.contains(word)) LinkToCountry("country", id, word, line);
    }
  }

  void LinkToCountry(const char* type, const std::string& id,
                     const std::string& word, int line) {
    EntityRecord country = CountryRecord(word, {.line = line});
    const std::string key = country.key;
    if (given_.insert(key).second) sink_.Take(std::move(country));
    Link(type, id, key, {}, {}, line);
  }

  void TakeLink(const std::string& schema, const Ends& ends,
                const YamlNode& properties, int line) {
    std::string type = schema;
    if (schema == "Ownership") {
      const std::optional<Share> share = ShareOf(properties, line);
      if (share && share->low > 50) absl::StrAppend(&type, "/majority");
    }
    const std::vector<std::string> sources = TextsOf(properties, ends.source);
    const std::vector<std::string> targets = TextsOf(properties, ends.target);
    if (sources.size() * targets.size() > kMaxLinksOfOne) {
      sink_.Skip(PlaceOf(line), "more than 10,000 links in one entity");
      return;
    }
    if (sources.size() * targets.size() > 1 &&
        properties.Find("percentage") != nullptr) {
      sink_.Remark(PlaceOf(line),
                   "a percentage of several owners or assets, said of each");
    }
    for (const std::string& source : sources) {
      for (const std::string& target : targets) {
        Link(type, source, target, Kept(properties),
             Valid(properties, {"startDate", "date"}, {"endDate"}, line), line);
      }
    }
  }

  // Nothing where none is stated, or several that differ: whichever holds, and
  // since when, is not said.
  std::optional<Share> ShareOf(const YamlNode& properties, int line) {
    std::optional<Share> one;
    for (const std::string& text : TextsOf(properties, "percentage")) {
      const std::optional<Share> share = ParseShare(text);
      if (!share) {
        sink_.Skip({.line = line}, "a percentage that is none from 0 to 100");
        return std::nullopt;
      }
      if (one && *one != *share) {
        sink_.Skip({.line = line}, "percentages that differ");
        return std::nullopt;
      }
      one = share;
    }
    return one;
  }

  void TakeSanction(const std::string& id, const YamlNode& properties,
                    int line) {
    const std::vector<std::string> entities = TextsOf(properties, "entity");
    const auto listings = ListingsOf(id, properties);
    if (entities.size() * listings.size() > kMaxLinksOfOne) {
      sink_.Skip(PlaceOf(line), "more than 10,000 links in one entity");
      return;
    }
    for (const auto& [key, name] : listings) {
      EntityRecord listing;
      listing.key = key;
      listing.type = "listing";
      listing.name = name;
      listing.place = PlaceOf(line);
      sink_.Take(std::move(listing));
      for (const std::string& entity : entities) {
        Link("Sanction", entity, key, Kept(properties),
             Valid(properties, {"startDate", "listingDate"}, {"endDate"}, line),
             line);
      }
    }
  }

  // The programmes of a sanction, key and name: by their ids; by their names,
  // where these are all there is, within the authority, since two authorities
  // may call theirs alike; or else the authority's list. An id, a name and an
  // authority that are spelled alike are three.
  static std::set<std::pair<std::string, std::string>> ListingsOf(
      const std::string& id, const YamlNode& properties) {
    std::set<std::pair<std::string, std::string>> listings;
    const std::vector<std::string> ids = TextsOf(properties, "programId");
    const std::vector<std::string> names = TextsOf(properties, "program");
    const bool one = ids.size() == 1 && names.size() == 1;
    for (const std::string& programme : ids) {
      listings.emplace(absl::StrCat("listing/id/", WordOf(programme)),
                       one ? names[0] : programme);
    }
    if (!listings.empty()) return listings;
    std::vector<std::string> authorities = TextsOf(properties, "authority");
    std::sort(authorities.begin(), authorities.end());
    std::vector<std::string> words;
    for (const std::string& one_of : authorities) {
      words.push_back(WordOf(one_of));
    }
    const std::string authority = absl::StrJoin(words, ";");
    for (const std::string& programme : names) {
      listings.emplace(
          absl::StrCat("listing/name/", authority, authority.empty() ? "" : "/",
                       WordOf(programme)),
          programme);
    }
    if (!listings.empty()) return listings;
    if (authority.empty()) {
      return {{absl::StrCat("listing/sanction/", WordOf(id)), id}};
    }
    return {{absl::StrCat("listing/authority/", authority),
             absl::StrJoin(authorities, "; ")}};
  }

  void Link(const std::string& type, const std::string& source,
            const std::string& target,
            std::map<std::string, std::string> attributes,
            const graph::ValidTime& valid, int line) {
    RelationRecord relation;
    relation.type = type;
    relation.source = source;
    relation.target = target;
    relation.attributes = std::move(attributes);
    relation.valid = valid;
    relation.place = PlaceOf(line);
    sink_.Take(std::move(relation));
  }

  static std::map<std::string, std::string> Kept(const YamlNode& properties) {
    std::map<std::string, std::string> kept;
    for (const char* property : kKept) {
      kept[property] = absl::StrJoin(TextsOf(properties, property), "; ");
    }
    return kept;
  }

  graph::ValidTime Valid(const YamlNode& properties,
                         const std::vector<const char*>& from,
                         const std::vector<const char*>& until, int line) {
    graph::ValidTime valid{Day(properties, from, line),
                           Day(properties, until, line)};
    // Sources that were put together may contradict each other.
    if (!MendDays(valid)) sink_.Skip({.line = line}, kEndBeforeStart);
    return valid;
  }

  // Of several days the interval that holds them.
  graph::Bound Day(const YamlNode& properties,
                   const std::vector<const char*>& names, int line) {
    std::optional<graph::DateRange> all;
    for (const char* name : names) {
      for (const std::string& text : TextsOf(properties, name)) {
        const auto range = graph::ParseDateRange(text.substr(0, 10));
        if (!range.ok()) {
          sink_.Skip({.line = line}, "a date that is none");
          continue;
        }
        if (!all) all = *range;
        all->earliest = std::min(all->earliest, range->earliest);
        all->latest = std::max(all->latest, range->latest);
      }
      if (all) break;
    }
    return all ? graph::Bound::Dated(*all) : graph::Bound();
  }

  RecordSink& sink_;
  Problems& problems_;
  SourceRecord source_;
  std::string key_;  // of the entity that is read
  int whole_ = 0;    // line of the first that is no change, before any
  std::set<std::string> given_;
};

}  // namespace

bool LooksLikeFollowTheMoney(absl::string_view head) {
  const absl::string_view line = head.substr(0, head.find('\n'));
  const bool change = HasJsonKey(line, "op") && HasJsonKey(line, "entity");
  return BeginsAsJson(line) && (change || (HasJsonKey(line, "schema") &&
                                           HasJsonKey(line, "properties")));
}

void ReadFollowTheMoney(absl::Span<const NamedBytes> files, const Mapping&,
                        RecordSink& sink, std::vector<Problem>& problems) {
  Problems own(files.front().name);
  FtmReader reader(sink, own);
  std::string rest;
  std::vector<char> piece(kPieceBytes);
  int line = 0;
  bool going = true;
  while (going) {
    const absl::StatusOr<size_t> count =
        files.front().bytes->Read(piece.data(), piece.size());
    if (!count.ok()) {
      own.Add(line, count.status().message());
      break;
    }
    rest.append(piece.data(), *count);
    size_t begin = 0;
    for (size_t end = rest.find('\n'); going && end != std::string::npos;
         end = rest.find('\n', begin)) {
      going = reader.TakeLine(
          absl::string_view(rest).substr(begin, end - begin), ++line);
      begin = end + 1;
    }
    rest.erase(0, begin);
    if (rest.size() > kMaxJsonLine) {
      own.Add(line + 1,
              absl::StrCat("a line of more than ", kMaxJsonLine, " bytes"));
      break;
    }
    if (*count == 0) {
      if (going) reader.TakeLine(rest, ++line);
      break;
    }
  }
  reader.Finish();
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
