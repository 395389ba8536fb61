// Which authority reaches which company: from ownership, seat and law alone.

#ifndef KETENZICHT_GRAPH_CORPORATE_REACH_H_
#define KETENZICHT_GRAPH_CORPORATE_REACH_H_

#include "absl/container/flat_hash_map.h"
#include "graph/view_draft.h"

namespace ketenzicht::graph {

// Computed on the policy's corporate_reach expression, on modality alone, so
// that guards may ask for it without depending on guards. Reach that follows
// from nothing recorded is denied: it is derived from what is recorded, and the
// answer says so. Not thread-safe; keeps what it computed.
class CorporateReach {
 public:
  explicit CorporateReach(const ViewDraft& draft) : draft_(draft) {}

  // Whether `authority` reaches `company`. An authority reaches itself.
  Truth Reaches(FactIndex authority, FactIndex company);

  // Whether some authority reaches both.
  Truth SameAuthority(FactIndex one, FactIndex other);

 private:
  const absl::flat_hash_map<FactIndex, Status>& Authorities(FactIndex company);

  const ViewDraft& draft_;
  absl::flat_hash_map<FactIndex, absl::flat_hash_map<FactIndex, Status>>
      authorities_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CORPORATE_REACH_H_
