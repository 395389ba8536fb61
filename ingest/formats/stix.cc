#include "ingest/formats/stix.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "ingest/formats/head.h"
#include "ingest/formats/json_fields.h"
#include "ingest/json_stream.h"

namespace ketenzicht::ingest {
namespace {

// Attributes of objects that are kept as they are.
constexpr const char* kKept[] = {"confidence",
                                 "sophistication",
                                 "resource_level",
                                 "primary_motivation",
                                 "goals",
                                 "roles",
                                 "sectors",
                                 "labels",
                                 "threat_actor_types",
                                 "first_seen",
                                 "last_seen",
                                 "region"};

struct Versioned {
  absl::Time modified;
  bool gone = false;  // revoked or deprecated
  EntityRecord thing;
};

class StixReader {
 public:
  StixReader(RecordSink& sink, Problems& problems)
      : sink_(sink), problems_(problems) {}

  bool Take(const std::string& pointer, const YamlNode& node) {
    if (pointer == "/type") {
      is_bundle_ = node.scalar == "bundle";
    } else if (pointer == "/spec_version") {
      TakeVersion(node);
    } else {
      TakeObject(pointer, node);
    }
    return problems_.empty() && !sink_.full();
  }

  void Finish() {
    if (!problems_.empty()) return;
    if (!is_bundle_) {
      problems_.Add(0, "is no bundle: its type is another");
      return;
    }
    std::set<std::string> gone;
    for (auto& [id, object] : objects_) {
      if (object.gone) {
        gone.insert(id);
        sink_.Skip(object.thing.place, "revoked or deprecated");
      } else {
        sink_.Take(std::move(object.thing));
      }
    }
    for (auto& [id, link] : links_) {
      if (link.gone) {
        sink_.Skip(link.relation.place, "revoked or deprecated");
      } else if (gone.contains(link.relation.source) ||
                 gone.contains(link.relation.target)) {
        sink_.Skip(link.relation.place,
                   "a link to what is revoked or deprecated");
      } else {
        TakeNamed(link.relation.source, link.relation.place);
        TakeNamed(link.relation.target, link.relation.place);
        if (!MendDays(link.relation.valid)) {
          sink_.Skip(link.relation.place, kEndBeforeStart);
        }
        sink_.Take(std::move(link.relation));
      }
    }
    sink_.Take(std::move(source_));
  }

 private:
  struct Link {
    absl::Time modified;
    bool gone = false;
    RelationRecord relation;
  };

  void TakeVersion(const YamlNode& node) {
    source_.format_version = node.scalar;
    if (node.scalar != "2.0" && node.scalar != "2.1") {
      problems_.Add(node.line, absl::StrCat("spec_version '", node.scalar,
                                            "' is not read"));
    }
  }

  void TakeObject(const std::string& pointer, const YamlNode& node) {
    const std::string type = TextOf(node, "type");
    const std::string id = TextOf(node, "id");
    if (type.empty() || id.empty() ||
        !absl::StartsWith(id, absl::StrCat(type, "--"))) {
      problems_.Add(node.line,
                    absl::StrCat(pointer, ": needs a type, and an id of it"));
      return;
    }
    const std::string version = TextOf(node, "spec_version");
    if (!version.empty() && version != "2.0" && version != "2.1") {
      problems_.Add(node.line, absl::StrCat(pointer, ": spec_version '",
                                            version, "' is not read"));
      return;
    }
    const RecordPlace place{.pointer = pointer, .line = node.line};
    if (type == "relationship") {
      TakeRelationship(id, node, place);
    } else {
      TakeThing(type, id, node, place);
    }
  }

  // An end that may be of another bundle: all that is known of it is its id.
  void TakeNamed(const std::string& id, const RecordPlace& place) {
    if (objects_.contains(id) || !named_.insert(id).second) return;
    const size_t dashes = id.find("--");
    if (dashes == std::string::npos) return;
    sink_.Take(NamedRecord(id, id.substr(0, dashes),
                           {"uuid", id.substr(dashes + 2)}, place));
  }

  static bool IsGone(const YamlNode& node) {
    return TextOf(node, "revoked") == "true" ||
           TextOf(node, "x_mitre_deprecated") == "true";
  }

  void TakeThing(const std::string& type, const std::string& id,
                 const YamlNode& node, const RecordPlace& place) {
    Versioned object;
    object.modified = ModifiedOf(node, place);
    object.gone = IsGone(node);
    EntityRecord& thing = object.thing;
    thing.key = id;
    thing.type = type;
    thing.name = TextOf(node, "name");
    thing.identifiers.push_back({"uuid", id.substr(type.size() + 2)});
    for (const char* names : {"aliases", "x_opencti_aliases"}) {
      for (std::string& alias : TextsOf(node, names)) {
        thing.aliases.push_back(std::move(alias));
      }
    }
    for (const char* name : kKept) {
      thing.attributes[name] = absl::StrJoin(TextsOf(node, name), "; ");
    }
    thing.note = TextOf(node, "description");
    thing.place = place;
    if (type == "identity") {
      const std::string kind = TextOf(node, "identity_class");
      thing.type = absl::StrCat("identity", kind.empty() ? "" : "/", kind);
    }
    if (type == "location") {
      const std::string country = TextOf(node, "country");
      thing.type = country.empty() ? "location/region" : "location/country";
      if (!country.empty()) {
        thing.identifiers = {{std::string(kCountryScheme), country}};
        if (thing.name.empty()) thing.name = country;
      }
    }
    Keep(objects_, id, std::move(object));
  }

  void TakeRelationship(const std::string& id, const YamlNode& node,
                        const RecordPlace& place) {
    Link link;
    link.modified = ModifiedOf(node, place);
    link.gone = IsGone(node);
    RelationRecord& relation = link.relation;
    relation.type = TextOf(node, "relationship_type");
    relation.source = TextOf(node, "source_ref");
    relation.target = TextOf(node, "target_ref");
    relation.attributes["confidence"] = TextOf(node, "confidence");
    relation.valid.from = BoundOf(node, "start_time", place);
    relation.valid.until = BoundOf(node, "stop_time", place);
    relation.place = place;
    if (relation.type.empty() || relation.source.empty() ||
        relation.target.empty()) {
      sink_.Skip(place, "a relationship without type or ends");
      return;
    }
    Keep(links_, id, std::move(link));
  }

  graph::Bound BoundOf(const YamlNode& node, const char* name,
                       const RecordPlace& place) {
    const std::string time = TextOf(node, name);
    const auto day = DayOf(time);
    if (day) return graph::Bound::Dated({*day, *day});
    if (!time.empty()) TellNoTime(name, place);
    return graph::Bound();
  }

  // What has no time is older than all that have one.
  absl::Time ModifiedOf(const YamlNode& node, const RecordPlace& place) {
    const std::string text = TextOf(node, "modified");
    absl::Time time;
    if (absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) return time;
    if (!text.empty()) TellNoTime("modified", place);
    return absl::InfinitePast();
  }

  void TellNoTime(const char* name, const RecordPlace& place) {
    sink_.Remark(place,
                 absl::StrCat(name, " is no date and time, and not taken"));
  }

  // The later of two versions; of two of one time the second.
  template <typename T>
  static void Keep(std::map<std::string, T>& all, const std::string& id,
                   T now) {
    const auto there = all.find(id);
    if (there == all.end()) {
      all.emplace(id, std::move(now));
    } else if (there->second.modified <= now.modified) {
      there->second = std::move(now);
    }
  }

  RecordSink& sink_;
  Problems& problems_;
  bool is_bundle_ = false;
  SourceRecord source_;
  std::map<std::string, Versioned> objects_;
  std::map<std::string, Link> links_;
  std::set<std::string> named_;  // ids of ends that the bundle does not have
};

}  // namespace

bool LooksLikeStix(absl::string_view head) {
  return BeginsAsJson(head) && (absl::StrContains(head, "\"bundle--") ||
                                (HasJsonKey(head, "objects") &&
                                 (HasJsonKey(head, "spec_version") ||
                                  HasJsonKey(head, "created_by_ref") ||
                                  HasJsonKey(head, "relationship_type"))));
}

void ReadStix(absl::Span<const NamedBytes> files, const Mapping&,
              RecordSink& sink, std::vector<Problem>& problems) {
  Problems own(files.front().name);
  StixReader reader(sink, own);
  const auto take = [&reader](const std::string& pointer, YamlNode node) {
    return reader.Take(pointer, node);
  };
  if (StreamJson(*files.front().bytes, {"/type", "/spec_version", "/objects/*"},
                 take, own)) {
    reader.Finish();
  }
  problems.insert(problems.end(), own.list().begin(), own.list().end());
}

}  // namespace ketenzicht::ingest
