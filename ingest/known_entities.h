// The things there are, by their strong identifiers.

#ifndef KETENZICHT_INGEST_KNOWN_ENTITIES_H_
#define KETENZICHT_INGEST_KNOWN_ENTITIES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
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
  bool ended = false;  // nobody says it any more
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
  // identifiers do not contradict the others; one that has ended where no other
  // is. Null where there is none.
  const KnownEntity* Find(const Identifiers& identifiers,
                          absl::string_view collection) const;

  // The first thing that has this identifier, whatever its others, and in
  // whatever collection; of countries and states, whose codes other things bear
  // too, in this one. `all`: the identifiers it stands among, since a CPE is
  // shared where one is a package. What has ended holds nothing. Null where
  // there is none.
  const KnownEntity* FindHolder(absl::string_view scheme,
                                const std::string& value,
                                const Identifiers& all,
                                absl::string_view collection) const;

  // The identifiers, and claims, are from now on of that thing too, which has
  // not ended; of a scheme that it has one of already, that one stays.
  void Add(KnownEntity entity);

  // The thing of this id, if any, has no others than these any more.
  void Retain(const std::string& id, const Identifiers& identifiers);

  // Calls f(entity) for each; where that is true, it has ended.
  template <typename F>
  void EndWhere(F f) {
    for (KnownEntity& entity : entities_) entity.ended |= f(entity);
  }

  // A thing by its id; null where there is none with an identifier.
  const KnownEntity* FindById(const std::string& id) const;

 private:
  const KnownEntity* FindAmong(bool ended, const Identifiers& identifiers,
                               absl::string_view collection) const;

  std::vector<KnownEntity> entities_;
  absl::flat_hash_map<std::string, int32_t> by_id_;
  absl::flat_hash_map<std::string, std::vector<int32_t>> by_identifier_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_KNOWN_ENTITIES_H_
