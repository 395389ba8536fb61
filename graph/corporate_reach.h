// Which authority reaches which company: from ownership, seat and law alone.

#ifndef KETENZICHT_GRAPH_CORPORATE_REACH_H_
#define KETENZICHT_GRAPH_CORPORATE_REACH_H_

#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// Computed on the policy's corporate_reach expression, on modality alone, so
// that guards may ask for it without depending on guards.
//
// Reach that does not follow is denied only where the record is enough to say
// so: where the company, and every owner that the expression comes past, has a
// certain seat, and the ways of the two do not meet (what empowers an authority
// over a shared seat or owner may be unrecorded). Else it is unknown.
// Not thread-safe; keeps what it computed.
class CorporateReach {
 public:
  static constexpr absl::string_view kSeatedIn = "seated_in";
  static constexpr absl::string_view kControlledBy = "controlled_by";
  static constexpr absl::string_view kMajorityOwnedBy = "majority_owned_by";

  explicit CorporateReach(const InstanceTable& table) : table_(table) {}

  // Whether `authority` reaches `company`. An authority reaches itself.
  Truth Reaches(FactIndex authority, FactIndex company);

  // Whether some authority reaches both.
  Truth SameAuthority(FactIndex one, FactIndex other);

  // Whether every company that the expression comes past from `company` has a
  // certain seat: of modal status open, uncontested, without carriers or guard.
  bool SeatsOnRecord(FactIndex company);
  // Where not: the first of them that has none, the company itself or who owns
  // or controls it; else kNoFact.
  FactIndex Unseated(FactIndex company);

  // The relations that all this is concluded from: those that the expression
  // comes past from `company`, and those there that do not count, such as what
  // is denied; certain seats and owners, and where authorities that are passed
  // belong. Of an instance of a class fact, that fact.
  std::set<FactIndex> LookedAt(FactIndex company);

 private:
  struct Ways {
    absl::flat_hash_set<FactIndex> passed;  // by walks that may be continued
    FactIndex unseated = kNoFact;  // the first that has no certain seat
  };

  const absl::flat_hash_map<FactIndex, Status>& Authorities(FactIndex company);
  const Ways& WaysFrom(FactIndex company);
  Ways FindWays(FactIndex company) const;
  void LookAt(InstanceIndex r) const {
    if (looked_at_ == nullptr || table_.fact(r) == kNoFact) return;
    looked_at_->insert(table_.fact(r));
  }
  // The first of the company, and all that own or control it, that has no
  // certain seat; kNoFact where all have one.
  FactIndex FindUnseated(FactIndex company) const;
  // The seats of the authorities that are passed, and what they are part of.
  void AddWhereAuthoritiesBelong(Ways& ways) const;
  // Whether one entity is passed from both.
  bool Meet(FactIndex one, FactIndex other);
  // What is known of reach that does not follow from the record.
  Truth Otherwise(FactIndex company);

  const InstanceTable& table_;
  std::set<FactIndex>* looked_at_ = nullptr;  // where somebody asks
  absl::flat_hash_map<FactIndex, absl::flat_hash_map<FactIndex, Status>>
      authorities_;
  absl::flat_hash_map<FactIndex, Ways> ways_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CORPORATE_REACH_H_
