// From the links of a source to facts, by a mapping: docs/import.md has the
// rules.

#ifndef KETENZICHT_INGEST_RELATION_MAKER_H_
#define KETENZICHT_INGEST_RELATION_MAKER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/snapshot.h"
#include "ingest/entity_maker.h"
#include "ingest/formats/record.h"
#include "ingest/import_report.h"
#include "ingest/judgements.h"
#include "ingest/mapping.h"
#include "ingest/problem.h"
#include "ingest/source_facts.h"

namespace ketenzicht::ingest {

// What becomes of a link to something that the source does not have.
enum class DanglingEnds { kPlaceholder, kRefuse };

// Not thread-safe.
class RelationMaker {
 public:
  // All but `current`, which may be null, must outlive it. Linear in the facts
  // of `current` where it has judgements.
  RelationMaker(const Mapping& mapping, const graph::Ontology& ontology,
                const graph::Snapshot* current, DanglingEnds dangling,
                EntityMaker& entities, SourceFacts& facts, ImportReport& report,
                Problems& problems);

  // Puts the link among the facts, with its ends as they are judged to be; all
  // things were added to `entities` before. Where an end is missing puts a
  // placeholder, or adds to the problems; else tells in the report why the link
  // is left out.
  void Add(RelationRecord record);

 private:
  std::optional<MadeEntity> EndOf(const RelationRecord& record,
                                  const std::string& key);
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
  const Judgements judgements_;
  const DanglingEnds dangling_;
  EntityMaker& entities_;
  SourceFacts& facts_;
  ImportReport& report_;
  Problems& problems_;
  // What links became that others are inferred from, by key.
  absl::flat_hash_map<std::string, std::string> by_key_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_RELATION_MAKER_H_
