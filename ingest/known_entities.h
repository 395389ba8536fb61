// The things there are, by their strong identifiers.

#ifndef KETENZICHT_INGEST_KNOWN_ENTITIES_H_
#define KETENZICHT_INGEST_KNOWN_ENTITIES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/snapshot.h"
#include "ingest/identifier.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// A thing: the id of its fact, its kind and its strong identifiers, which are
// normal, by scheme.
struct KnownEntity {
  std::string id;
  std::string kind;
  Identifiers identifiers;
  // What was stated of it, and by nobody now, or not yet: it is found by these
  // where no other thing is, and others may have them, but for those that are
  // awaited: a record that may be it states them.
  Identifiers stale;
  Identifiers awaited;
  bool refused = false;  // an awaited one to another thing
  // What it states and another thing has (claimed_identifiers.h): of a scheme
  // of which it has none, that tells it from others that are found by a scheme
  // of less precedence.
  Identifiers claimed;

  bool Has(absl::string_view scheme, absl::string_view value) const;
};

class KnownEntities {
 public:
  // Those of `snapshot`, which may be null; not all where `steps` end it.
  // Linear in its facts.
  KnownEntities(const graph::Snapshot* snapshot, WantedSteps& steps);

  // The thing that these identifiers, which are normal, are of: by the first
  // scheme in order of precedence that knows one of the collection whose own
  // identifiers do not contradict the others; by stale ones where none is found
  // by others. Null where there is
  // none.
  const KnownEntity* Find(const Identifiers& identifiers,
                          absl::string_view collection) const;
  // The same, by none that is stale.
  const KnownEntity* FindStated(const Identifiers& identifiers,
                                absl::string_view collection) const {
    return FindAmong(false, identifiers, collection);
  }

  // The first thing that has this identifier, whatever its others, and in
  // whatever collection; of countries and states, whose codes other things bear
  // too, in this one. `all`: the identifiers it stands among, since a CPE is
  // shared where one is a package. Null where there is none.
  const KnownEntity* FindHolder(absl::string_view scheme,
                                const std::string& value,
                                const Identifiers& all,
                                absl::string_view collection) const;

  // Tells that the thing, which has it awaited, did not leave it to another.
  void Refuse(const std::string& id);
  // Those that were waited for in vain, so that others were refused what nobody
  // has in the end.
  std::vector<std::string> AwaitedInVain() const;

  // The identifiers, and claims, are from now on of that thing too; of a scheme
  // that it has one of already, that one stays.
  void Add(KnownEntity entity);

  using Kept = absl::FunctionRef<bool(const std::string& scheme,
                                      const std::string& value)>;
  // The thing of this id, if any, has of its identifiers only those that are
  // `kept` any more, no stale ones, and no claims.
  void Retain(const std::string& id, Kept kept);

  // Of each thing those are stale that `kept_of(entity)`, which may change its
  // claims, does not keep; none where it gives nothing.
  template <typename F>
  void MarkStale(F kept_of) {
    for (KnownEntity& entity : entities_) {
      const std::optional<Identifiers> kept = kept_of(entity);
      if (kept) MarkStale(entity, *kept);
    }
  }
  // Stale ones of that thing are awaited. To be called after MarkStale.
  void Await(const std::string& id, const Identifiers& identifiers);

  // A thing by its id; null where there is none with an identifier.
  const KnownEntity* FindById(const std::string& id) const;

 private:
  static void MarkStale(KnownEntity& entity, const Identifiers& kept);
  const KnownEntity* FindAmong(bool stale, const Identifiers& identifiers,
                               absl::string_view collection) const;

  std::vector<KnownEntity> entities_;
  absl::flat_hash_map<std::string, int32_t> by_id_;
  absl::flat_hash_map<std::string, std::vector<int32_t>> by_identifier_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_KNOWN_ENTITIES_H_
