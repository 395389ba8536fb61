// From the things of a source to facts, by a mapping: docs/import.md has the
// rules.

#ifndef KETENZICHT_INGEST_ENTITY_MAKER_H_
#define KETENZICHT_INGEST_ENTITY_MAKER_H_

#include <cstddef>
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
#include "ingest/identity_resolver.h"
#include "ingest/import_report.h"
#include "ingest/mapping.h"
#include "ingest/source_facts.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// Not thread-safe.
class EntityMaker {
 public:
  // All but `current`, which may be null, and `steps` must outlive it. Linear
  // in the facts of `current`, in steps.
  EntityMaker(const Mapping& mapping, const graph::Ontology& ontology,
              const graph::Snapshot* current, SourceFacts& facts,
              ImportReport& report, WantedSteps& steps);

  // Puts the things among the facts, or tells in the report why they are left
  // out; the records are used up. Which thing each is (IdentityResolver) does
  // not depend on their order: those come first that the source's own keys
  // tell, then all by their keys, and what says something of others last.
  // All that the source has, or all of a file of `changes`, else null: what
  // only it said, and says no longer, holds no identifier. Not all where the
  // steps end it. O(n log n).
  // `named`: what its links may name and it does not have.
  // `stored`: the things that the store has by the keys of their records, where
  // there are changes; a record of one is that thing still, unless what does
  // not change contradicts it.
  void AddSource(std::vector<EntityRecord>& records,
                 const NamedIdentifiers& named, const SourceChanges* changes,
                 const absl::flat_hash_map<std::string, MadeEntity>& stored);

  // A record of a file of changes that is another thing than the one it was.
  struct Moved {
    RecordPlace place;
    std::string key;
    std::string from;  // id of the thing
    std::string why;   // ", which …"
  };
  const std::vector<Moved>& moved() const { return moved_; }

  // Whether some record did not get an identifier that it states.
  bool contended() const { return contended_; }

  // The same with what turned up later.
  void AddAll(std::vector<EntityRecord>& records);

  // What the thing of that key became; null where there is none.
  const MadeEntity* Find(const std::string& key) const;

  // Why the thing of that key was left out; null where none was.
  const std::string* WhyLeftOut(const std::string& key) const;

  // Puts a thing of that kind in the place of one that the source does not
  // have.
  MadeEntity AddPlaceholder(const std::string& key, const std::string& kind,
                            const RecordPlace& place);

 private:
  // A record that becomes a thing.
  struct Prepared {
    size_t at = 0;  // among the records
    const EntityRule* rule = nullptr;
    Identifiers identifiers;
    MadeEntity made;         // by its key, until it is resolved
    bool is_there = false;   // as that
    bool is_stated = false;  // as what others state these identifiers of
    std::vector<LeftIdentifier> left;
  };

  std::vector<Prepared> PrepareAll(std::vector<EntityRecord>& records);
  void PlaceByFormerKeys(const std::vector<EntityRecord>& records,
                         std::vector<Prepared>& all);
  void PlaceByKeys(const std::vector<EntityRecord>& records,
                   std::vector<Prepared>& all);
  // Which things they are. They stand in the order in which they were asked
  // then, which is not that of the records.
  void LeavePlaceholders(const std::vector<EntityRecord>& records,
                         std::vector<Prepared>& all);
  void ResolveAll(const std::vector<EntityRecord>& records,
                  std::vector<Prepared>& all);
  void AddPrepared(std::vector<EntityRecord>& records,
                   std::vector<Prepared> all);
  void Leave(EntityRecord& record, Prepared& prepared);
  std::optional<Prepared> Prepare(EntityRecord& record, size_t at);
  bool FindStored(const EntityRecord& record, Prepared& prepared);
  std::string StoredId(const EntityRecord& record) const;
  void Add(EntityRecord record, Prepared prepared);
  void LeaveOut(EntityRecord& record, const std::string& reason,
                const std::string& which);
  std::optional<Identifiers> IdentifiersOf(EntityRecord& record,
                                           std::string& why_none);
  MadeEntity ByKey(const EntityRecord& record, const EntityRule& rule) const;
  void TellJoined(const graph::Fact& same, const EntityRecord& record,
                  const Identifiers& identifiers);
  void Put(EntityRecord record, const EntityRule& rule,
           const Identifiers& identifiers, const MadeEntity& made);
  graph::Entity EntityOf(EntityRecord& record, const EntityRule& rule,
                         const Identifiers& identifiers,
                         const MadeEntity& made);
  std::vector<std::string> AboutOf(const EntityRecord& record) const;
  graph::Text TextOf(const graph::Text& text,
                     const std::vector<std::string>& about);
  const Mapping& mapping_;
  const graph::Ontology& ontology_;
  SourceFacts& facts_;
  ImportReport& report_;
  const CountryNames countries_;
  IdentityResolver resolver_;
  WantedSteps& steps_;
  absl::flat_hash_map<std::string, MadeEntity> by_key_;
  absl::flat_hash_map<std::string, std::string> left_out_;  // and why
  // Of a file of changes; else null.
  const absl::flat_hash_map<std::string, MadeEntity>* stored_ = nullptr;
  std::vector<Moved> moved_;
  bool contended_ = false;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_ENTITY_MAKER_H_
