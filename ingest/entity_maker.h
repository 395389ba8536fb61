// From the things of a source to facts, by a mapping: docs/import.md has the
// rules.

#ifndef KETENZICHT_INGEST_ENTITY_MAKER_H_
#define KETENZICHT_INGEST_ENTITY_MAKER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/snapshot.h"
#include "ingest/country_names.h"
#include "ingest/formats/record.h"
#include "ingest/identifier.h"
#include "ingest/import_report.h"
#include "ingest/known_entities.h"
#include "ingest/mapping.h"
#include "ingest/source_facts.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// What a record became.
struct MadeEntity {
  std::string id;
  std::string kind;
};

// Tells things by their identifiers among those of a snapshot and of the
// source, else by their keys. Not thread-safe.
class EntityMaker {
 public:
  // All but `current`, which may be null, and `steps` must outlive it. Linear
  // in the facts of `current`, in steps.
  EntityMaker(const Mapping& mapping, const graph::Ontology& ontology,
              const graph::Snapshot* current, SourceFacts& facts,
              ImportReport& report, WantedSteps& steps);

  // Puts the thing among the facts, or tells in the report why it is left out.
  // What says something of others comes after these.
  void Add(EntityRecord record);

  // What the thing of that key became; null where there is none.
  const MadeEntity* Find(const std::string& key) const;

  // Why the thing of that key was left out; null where none was.
  const std::string* WhyLeftOut(const std::string& key) const;

  // Puts a thing of the mapping's kind for what is unresolved, which it must
  // have, in the place of one that the source does not have.
  MadeEntity AddPlaceholder(const std::string& key, const RecordPlace& place);

 private:
  void LeaveOut(EntityRecord& record, const std::string& reason,
                const std::string& which);
  std::optional<Identifiers> IdentifiersOf(EntityRecord& record,
                                           std::string& why_none) const;
  MadeEntity Resolve(const EntityRecord& record, const Identifiers& identifiers,
                     const std::string& kind);
  void Put(EntityRecord record, const EntityRule& rule,
           const Identifiers& identifiers, const MadeEntity& made);
  graph::Entity EntityOf(EntityRecord& record, const EntityRule& rule,
                         const Identifiers& identifiers,
                         const MadeEntity& made);
  std::vector<std::string> AboutOf(const EntityRecord& record) const;
  graph::Text TextOf(const graph::Text& text,
                     const std::vector<std::string>& about);
  std::string IdByKey(const std::string& collection,
                      const std::string& key) const;

  const Mapping& mapping_;
  const graph::Ontology& ontology_;
  SourceFacts& facts_;
  ImportReport& report_;
  const CountryNames countries_;
  KnownEntities known_;
  absl::flat_hash_map<std::string, MadeEntity> by_key_;
  absl::flat_hash_map<std::string, std::string> left_out_;  // and why
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_ENTITY_MAKER_H_
