// Which authority reaches which company: from ownership, seat and law alone.

#ifndef KETENZICHT_GRAPH_CORPORATE_REACH_H_
#define KETENZICHT_GRAPH_CORPORATE_REACH_H_

#include "absl/container/flat_hash_map.h"
#include "graph/view_draft.h"

namespace ketenzicht::graph {

// Computed on the policy's corporate_reach expression, on modality alone, so
// that guards may ask for it without depending on guards.
//
// Reach that does not follow is denied only where the record is enough to say
// so: where the company, and every owner that the expression comes past, has a
// certain seat. Else it is unknown. Not thread-safe; keeps what it computed.
class CorporateReach {
 public:
  explicit CorporateReach(const ViewDraft& draft) : draft_(draft) {}

  // Whether `authority` reaches `company`. An authority reaches itself.
  Truth Reaches(FactIndex authority, FactIndex company);

  // Whether some authority reaches both.
  Truth SameAuthority(FactIndex one, FactIndex other);

 private:
  const absl::flat_hash_map<FactIndex, Status>& Authorities(FactIndex company);
  // Whether every company that the expression comes past has a certain seat.
  bool SeatsOnRecord(FactIndex company);
  // What is known of reach that does not follow from the record.
  Truth Otherwise(FactIndex company);

  const ViewDraft& draft_;
  absl::flat_hash_map<FactIndex, absl::flat_hash_map<FactIndex, Status>>
      authorities_;
  absl::flat_hash_map<FactIndex, bool> seats_on_record_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CORPORATE_REACH_H_
