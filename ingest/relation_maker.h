// From the links of a source to facts, by a mapping: docs/import.md has the
// rules.

#ifndef KETENZICHT_INGEST_RELATION_MAKER_H_
#define KETENZICHT_INGEST_RELATION_MAKER_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/snapshot.h"
#include "ingest/entity_maker.h"
#include "ingest/formats/record.h"
#include "ingest/import_report.h"
#include "ingest/judgements.h"
#include "ingest/known_entities.h"
#include "ingest/mapping.h"
#include "ingest/problem.h"
#include "ingest/source_facts.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// What becomes of a link to something that the source does not have.
enum class DanglingEnds { kPlaceholder, kRefuse };

// Not thread-safe.
class RelationMaker {
 public:
  // All but `current`, which may be null, must outlive it. Linear in the facts
  // of `current` where it has judgements, and where the source names what it
  // does not have, in steps.
  RelationMaker(const Mapping& mapping, const graph::Ontology& ontology,
                const graph::Snapshot* current, DanglingEnds dangling,
                EntityMaker& entities, SourceFacts& facts, ImportReport& report,
                Problems& problems, WantedSteps& steps);

  // What is known of a thing that links may name and the source may not have;
  // before these.
  void AddNamed(EntityRecord record);

  // What the source had before and need not name again, by key; before the
  // links.
  void AddStored(absl::flat_hash_map<std::string, MadeEntity> things) {
    had_ = std::move(things);
  }

  // Puts the link among the facts, with its ends as they are judged to be; all
  // things were added to `entities` before. An end that the source does not
  // have is the thing of `current` that its identifiers are of; else a
  // placeholder is put, or something is added to the problems. Where a rule
  // leaves the link out that is told in the report, and nothing is put.
  void Add(RelationRecord record);

 private:
  // An end; of one that is missing the kind that a placeholder has, and no id.
  std::optional<MadeEntity> EndOf(const RelationRecord& record,
                                  const std::string& key);
  std::optional<MadeEntity> NamedEnd(const RelationRecord& record,
                                     const EntityRecord& named);
  const KnownEntity* FindStored(const EntityRecord& named,
                                const std::string& kind);
  bool Complete(const RelationRecord& record, const std::string& key,
                MadeEntity& end);
  void SayStored(const std::string& id, const RecordPlace& place);
  MadeEntity PutNamed(const EntityRecord& named, const RecordPlace& place);
  void RefuseMissing(const RecordPlace& place, const std::string& key);
  const RelationRule* RuleOf(const RelationRecord& record,
                             const MadeEntity& source,
                             const std::optional<MadeEntity>& target);
  bool Fits(const std::vector<std::string>& kinds,
            const std::string& kind) const;
  bool Allowed(const RelationRule& rule, const MadeEntity& source,
               const std::optional<MadeEntity>& target) const;
  void Put(RelationRecord record, const RelationRule& rule,
           const MadeEntity& source, const std::optional<MadeEntity>& target);
  std::optional<graph::Origin> OriginOf(const RelationRecord& record,
                                        const std::string& source) const;

  const Mapping& mapping_;
  const graph::Ontology& ontology_;
  const graph::Snapshot* const current_;
  const Judgements judgements_;
  const DanglingEnds dangling_;
  EntityMaker& entities_;
  SourceFacts& facts_;
  ImportReport& report_;
  Problems& problems_;
  WantedSteps& steps_;
  absl::flat_hash_map<std::string, EntityRecord> named_;  // by key
  absl::flat_hash_map<std::string, MadeEntity> had_;      // likewise
  std::optional<KnownEntities> stored_;  // once something that is named is
                                         // missing
  // What links became that others are inferred from, by key.
  absl::flat_hash_map<std::string, std::string> by_key_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_RELATION_MAKER_H_
