#include "ingest/fact_maker.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "ingest/denied_and_stated.h"
#include "ingest/entity_maker.h"
#include "ingest/identifier.h"
#include "ingest/one_line.h"
#include "ingest/packed_input.h"
#include "ingest/said_by_sources.h"
#include "ingest/source_changes.h"
#include "ingest/source_facts.h"
#include "ingest/stated_ends.h"

namespace ketenzicht::ingest {
namespace {

// The source itself.
graph::Entity SourceEntity(const SourceRecord& source, const Mapping& mapping,
                           const FactMaking& making,
                           const std::string& publisher) {
  graph::Entity entity;
  entity.kind = "source";
  // As a packed file and the same one unpacked are called.
  const std::string base = BaseName(making.file);
  const std::string file(UnpackedName(base));
  const std::string title =
      OnOneLine(source.title.empty() ? file : source.title);
  entity.name = {title, title};
  auto& attributes = entity.attributes;
  attributes["source_type"] = std::string(kImportedType);
  attributes["file"] = file;
  attributes["format"] = mapping.format;
  attributes[kImporterAttribute] = making.importer;
  attributes[kContentAttribute] = making.content_hash;
  if (source.published) {
    attributes[kPublishedAttribute] = source.published->ToString();
  } else {
    attributes[kImportedOnAttribute] = making.imported_on.ToString();
  }
  if (source.version) {
    attributes[kVersionAttribute] = absl::StrCat(*source.version);
  }
  const auto put = [&attributes](const char* name, std::string value) {
    if (!value.empty()) attributes[name] = std::move(value);
  };
  put("format_version", source.format_version);
  put("publisher", publisher);
  put("licence",
      OnOneLine(source.licence.empty() ? mapping.licence : source.licence));
  return entity;
}

// A file of changes may take back or change what it said before.
bool IsOutdated(const SourceRecord& source, const RecordPlace& place) {
  if (!source.changes || place.key.empty()) return false;
  const auto last = source.changes->keys.find(place.key);
  return last != source.changes->keys.end() && place.line < last->second;
}

bool IsDeleted(const SourceChanges& changes, const std::string& key) {
  const auto deleted = changes.deleted.find(key);
  return deleted != changes.deleted.end() &&
         changes.keys.at(key) == deleted->second;
}

// What it takes back and a link names all the same is a placeholder of it, but
// where such ends are refused; and where other records are the thing still,
// which a second import of the same file would not find by that key.
void EraseDeleted(const SourceChanges& changes, DanglingEnds dangling,
                  SourceFacts& facts,
                  absl::flat_hash_map<std::string, MadeEntity>& things) {
  absl::flat_hash_set<std::string> said;
  for (const auto& [key, thing] : things) {
    if (!IsDeleted(changes, key)) said.insert(thing.id);
  }
  absl::erase_if(things, [&](const auto& one) {
    return IsDeleted(changes, one.first) &&
           (dangling == DanglingEnds::kRefuse || said.contains(one.second.id) ||
            facts.Find(one.second.id) != nullptr);
  });
}

// Those that are only named are found or left open when a relation asks.
void AddEntities(RecordList& list, EntityMaker& maker, RelationMaker& relations,
                 const absl::flat_hash_map<std::string, MadeEntity>& stored,
                 WantedSteps& steps) {
  std::vector<EntityRecord> things;
  NamedIdentifiers named;
  for (std::deque<EntityRecord>& records = list.entities(); !records.empty();
       records.pop_front()) {
    if (!steps.Step()) return;
    EntityRecord& record = records.front();
    if (IsOutdated(list.source(), record.place)) {
      continue;
    } else if (record.only_named) {
      for (const Identifier& one : record.identifiers) {
        if (auto value = NormalIdentifier(one.scheme, one.value)) {
          named.emplace(one.scheme, *std::move(value));
        }
      }
      relations.AddNamed(std::move(record));
    } else {
      things.push_back(std::move(record));
    }
  }
  const auto& changes = list.source().changes;
  maker.AddSource(things, named, changes ? &*changes : nullptr, stored);
}

// Whether the source says a relation of the thing in a record that did not
// change, though it be judged to lead to another.
bool StandsUnchanged(const graph::Snapshot& current,
                     const RelationsByStatedEnd& judged,
                     const std::string& thing, const std::string& source,
                     const SourceChanges& changes) {
  const auto stands = [&](graph::FactIndex relation) {
    const graph::Fact fact = current.facts().Read(relation);
    return !IsTakenBack(fact) &&
           IsSaidByUnchanged(fact.evidence, source, changes);
  };
  const graph::FactIndex at = current.Find(thing);
  const graph::FactIndexes from = current.relations_from(at);
  const graph::FactIndexes to = current.relations_to(at);
  const auto elsewhere = judged.find(thing);
  return std::any_of(from.begin(), from.end(), stands) ||
         std::any_of(to.begin(), to.end(), stands) ||
         (elsewhere != judged.end() &&
          std::any_of(elsewhere->second.begin(), elsewhere->second.end(),
                      stands));
}

// Which of the records that a thing was the links name is not kept: those that
// did not change would stay with the other one.
void RefuseMoved(const EntityMaker& maker, const graph::Snapshot* current,
                 const std::string& source, const SourceRecord& record,
                 Problems& problems) {
  if (!record.changes || current == nullptr || maker.moved().empty()) return;
  const RelationsByStatedEnd judged = ByStatedEnd(*current);
  for (const EntityMaker::Moved& moved : maker.moved()) {
    if (!StandsUnchanged(*current, judged, moved.from, source,
                         *record.changes)) {
      continue;
    }
    problems.Add(
        moved.place.line,
        absl::StrCat("'", moved.key, "' becomes another thing than ",
                     moved.from, moved.why,
                     ", and links that did not change stand on that; whose "
                     "these are is not kept: import the source whole"));
  }
}

}  // namespace

std::string SourceIdOf(const SourceRecord& source, const FactMaking& making) {
  if (!making.source_id.empty()) return making.source_id;
  return absl::StrCat(
      "sources/",
      NameOfText(source.identity.empty() ? UnpackedName(BaseName(making.file))
                                         : source.identity));
}

MadeFacts MakeFacts(RecordList& records, const Mapping& mapping,
                    const graph::Ontology& ontology,
                    const graph::Snapshot* current, const FactMaking& making,
                    ImportReport& report, Problems& problems,
                    WantedSteps& steps) {
  const SourceRecord& source = records.source();
  const std::string speaker = OnOneLine(
      source.publisher.empty() ? mapping.publisher : source.publisher);
  MadeFacts made;
  made.source = SourceIdOf(source, making);
  made.asserted_on = source.published.value_or(making.imported_on);
  SourceFacts facts(made.source, speaker, made.asserted_on);
  graph::Fact itself;
  itself.id = made.source;
  itself.body = SourceEntity(source, mapping, making, speaker);
  facts.Put(std::move(itself), {});
  EntityMaker entities(mapping, ontology, current, facts, report, steps);
  RelationMaker relations(mapping, ontology, current, making.dangling, entities,
                          facts, report, problems, steps);
  absl::flat_hash_map<std::string, MadeEntity> stored;
  if (source.changes) stored = ThingsByKey(current, made.source);
  AddEntities(records, entities, relations, stored, steps);
  if (source.changes) {
    EraseDeleted(*source.changes, making.dangling, facts, stored);
    relations.AddStored(std::move(stored));
  }
  RefuseMoved(entities, current, made.source, source, problems);
  for (std::deque<RelationRecord>& links = records.relations(); !links.empty();
       links.pop_front()) {
    if (!steps.Step()) break;
    RelationRecord& record = links.front();
    if (!IsOutdated(source, record.place)) relations.Add(std::move(record));
  }
  made.contended = entities.contended();
  made.facts = facts.Release();
  made.places = facts.ReleasePlaces();
  TellDeniedAndStated(made, report);
  return made;
}

}  // namespace ketenzicht::ingest
