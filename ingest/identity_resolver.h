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

// An identifier that a record states and its thing does not get.
struct LeftIdentifier {
  std::string scheme;
  std::string of;       // the thing that has it, or another one of that scheme
  bool another = true;  // the former
};

// Tells things by the source's own keys where a snapshot has them so, else by
// their identifiers among those of the snapshot and of the source. Not
// thread-safe.
class IdentityResolver {
 public:
  // All but `current`, which may be null, must outlive it. `source`: id of the
  // source entity. Linear in the facts of `current`, in steps.
  IdentityResolver(const graph::Snapshot* current, std::string source,
                   WantedSteps& steps);

  // As if nothing had been asked: where an identifier was refused to a thing
  // for another one that no record is in the end, which is not waited for any
  // more. False, and all as it is, where there is none.
  bool Restart();

  // The source says only what changed; null where it says all there is. To be
  // told first; what it points to must outlive the questions that follow.
  void SetChanges(const SourceChanges* changes) { changes_ = changes; }

  // The id of a thing by the source and its key for it.
  std::string IdByKey(absl::string_view collection,
                      absl::string_view key) const;

  // Whether the snapshot has a placeholder of this id, of what a link of the
  // source names.
  bool IsPlaceholder(const std::string& id) const;

  // Whether the snapshot has the thing of this id, by the source's own key, as
  // one that the source says. Then it is that thing, with these identifiers:
  // what only this source said of them before, and says no longer, is free for
  // others. To be asked of all records before any is resolved.
  bool IsThere(const std::string& own, const Identifiers& identifiers);

  // Whether some record is the thing of this id, by its key.
  bool IsTaken(const std::string& id) const { return taken_.contains(id); }

  // Whether a record of a file of changes is still the thing of this id, which
  // its key is of: what other sources, and records that did not change, say of
  // it does not contradict these identifiers, nor do other changed records.
  // What nobody else says of it is free for others after RetainChanged. To be
  // asked of all records before any is resolved.
  bool IsStill(const std::string& id, const Identifiers& identifiers);
  void RetainChanged();

  // After these of all records, and before any is resolved: what only this
  // source stated of things, of which no record was there, holds no more, but
  // for what is `named`; a thing is found by it where none is by others. Linear
  // in what has identifiers.
  void ForgetUnsaid(const NamedIdentifiers& named);

  // After that, where `id` is a placeholder of what only this source named, and
  // nobody judged: the other thing that has these identifiers; empty where
  // there is none, or it is no such placeholder. Then no record is that
  // placeholder.
  std::string OtherThan(const std::string& id, const Identifiers& identifiers);

  // After that, of each record that is not there by its key: whether it is a
  // thing by what others state. No other thing gets what was stated of the
  // thing that it may be, and is again, before it is resolved.
  bool Announce(const Identifiers& identifiers, absl::string_view collection);

  // Which thing a record with these identifiers is: `own`, by its key, where
  // that is there; else the one that its identifiers are of; else a new one. Of
  // the identifiers the thing has those that are not given back, which are of
  // another thing, or other than the thing's.
  std::vector<LeftIdentifier> Resolve(MadeEntity& own, bool is_there,
                                      const Identifiers& identifiers);

 private:
  bool SaysAlone(const std::vector<graph::Evidence>& evidence) const;
  bool SaysUnchanged(const std::vector<graph::Evidence>& evidence) const;
  bool IsOnlyNamed(graph::FactIndex thing) const;
  // What others state of a stored thing: of each scheme what it has, where one
  // of them states that, or else the newest; and what they claim.
  struct Stated {
    Identifiers identifiers;
    Identifiers claimed;
  };
  Stated StatedByOthers(const graph::Fact& thing) const;
  // The thing has these, which the source states of it now, and those that
  // others state, and no more.
  void RetainSaid(graph::FactIndex thing, const Identifiers& identifiers);
  // The first record that is the thing by what was known of it: what only this
  // source stated of it before, or nobody says any more, is no other's.
  void TakeOver(const std::string& id, const Identifiers& identifiers);
  bool IsOfSource(const graph::Evidence& one) const {
    return one.source == source_;
  }
  std::vector<LeftIdentifier> FindLeft(const std::string& id, bool is_there,
                                       absl::string_view collection,
                                       const Identifiers& identifiers);
  // Whether the thing, which is there, only claimed an identifier that another
  // record of this issue states, too: it was refused it for that one.
  bool ClaimedBeside(const std::string& id, const std::string& scheme,
                     const std::string& value) const;
  std::string NewId(absl::string_view collection,
                    const Identifiers& identifiers) const;

  const graph::Snapshot* const current_;
  const std::string source_;
  WantedSteps& steps_;
  KnownEntities known_;
  // By thing that only changed records say: what these say of it.
  absl::flat_hash_map<std::string, Identifiers> changed_;
  // What records state that are not there by their keys, and links name.
  NamedIdentifiers stated_;
  // Things that were waited for in vain.
  absl::flat_hash_set<std::string> in_vain_;
  // Things that some record is already.
  absl::flat_hash_set<std::string> taken_;
  const SourceChanges* changes_ = nullptr;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_IDENTITY_RESOLVER_H_
