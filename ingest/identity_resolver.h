// Which thing a record of a source is: docs/import.md, Ids.

#ifndef KETENZICHT_INGEST_IDENTITY_RESOLVER_H_
#define KETENZICHT_INGEST_IDENTITY_RESOLVER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "graph/snapshot.h"
#include "ingest/formats/record.h"
#include "ingest/identifier.h"
#include "ingest/import_report.h"
#include "ingest/known_entities.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// Identifiers of what links may name, normal: scheme and value.
using NamedIdentifiers =
    absl::flat_hash_set<std::pair<std::string, std::string>>;

// What a record became.
struct MadeEntity {
  std::string id;
  std::string kind;
};

// Tells things by the source's own keys where a snapshot has them so, else by
// their identifiers among those of the snapshot and of the source. Not
// thread-safe.
class IdentityResolver {
 public:
  // All but `current`, which may be null, must outlive it. `source`: id of the
  // source entity. Linear in the facts of `current`, in steps.
  IdentityResolver(const graph::Snapshot* current, std::string source,
                   ImportReport& report, WantedSteps& steps);

  // The id of a thing by the source and its key for it.
  std::string IdByKey(absl::string_view collection,
                      absl::string_view key) const;

  // Whether the snapshot has the thing of this id, by the source's own key, as
  // one that the source says. Then it is that thing, with these identifiers:
  // what only this source said of them before, and says no longer, is free for
  // others. To be asked of all records before any is resolved.
  bool IsThere(const std::string& own, const Identifiers& identifiers);

  // Whether a record of a file of changes is still the thing of this id, which
  // its key is of: what other sources, and records that did not change, say of
  // it does not contradict these identifiers, nor do other changed records.
  // What nobody else says of it is free for others after RetainChanged. To be
  // asked of all records before any is resolved.
  bool IsStill(const std::string& id, const Identifiers& identifiers,
               const SourceChanges& changes);
  void RetainChanged();

  // After IsThere of all records, and before any is resolved: what the source
  // alone said, and says no longer by any of these things, nor names by an
  // identifier of `named`, holds none any more. `changes`: null where the
  // source says all there is. Linear in what has identifiers.
  void EndUnsaid(const absl::flat_hash_set<std::string>& said,
                 const NamedIdentifiers& named, const SourceChanges* changes);

  // The id of the thing that these identifiers are of, if any.
  std::string IdByIdentifiers(const Identifiers& identifiers,
                              absl::string_view collection) const;

  // Which thing the record is: `own`, by its key, where that is there; else
  // the one that its identifiers are of; else a new one. Of `identifiers` those
  // stay that are the thing's; the others are of another thing, or other than
  // the thing's, and become attributes of the record (claimed_identifiers.h),
  // which is told in the report.
  MadeEntity Resolve(const MadeEntity& own, bool is_there, EntityRecord& record,
                     Identifiers& identifiers);

 private:
  bool SaysAlone(const std::vector<graph::Evidence>& evidence) const;
  void LeaveClaimed(const std::string& id, absl::string_view collection,
                    EntityRecord& record, Identifiers& identifiers);
  std::string NewId(absl::string_view collection,
                    const Identifiers& identifiers) const;

  const graph::Snapshot* const current_;
  const std::string source_;
  ImportReport& report_;
  KnownEntities known_;
  // By thing that only changed records say: what these say of it.
  absl::flat_hash_map<std::string, Identifiers> changed_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_IDENTITY_RESOLVER_H_
